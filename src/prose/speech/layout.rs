//! What the layout says about a speaker: a byline, a parenthesis, a heading above.

use super::phrase::Sentence;
use super::token::{TokenKind, lex};
use super::usage::Usage;
use crate::prose::data::WordList;
use crate::prose::word::{Class, Words, is_common};
use crate::text::Span;
use std::ops::Range;

/// `“…” — Lin Hao` and `“…” (Lin Hao, 2013)`: the phrase directly after the quotation at token `at`, and whether it is
/// in brackets.
pub(super) fn behind(sentence: &Sentence<'_>, at: usize) -> Option<(Range<usize>, bool)> {
    let mut next = at + 1;
    if sentence.kind(next) == Some(TokenKind::Stop) {
        next += 1;
    }
    match sentence.kind(next)? {
        TokenKind::Dash => line(sentence, next).map(|phrase| (phrase, false)),
        // “[Herald]” is the publication, not the speaker.
        TokenKind::Open if sentence.word(next) == "(" => {
            let phrase = sentence.phrase_starting(next + 1)?;
            let closed = matches!(
                sentence.kind(phrase.end),
                Some(TokenKind::Close | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon)
            ) || sentence.is(phrase.end, Class::NUMBER);
            let publisher = sentence.word_in(phrase.end - 1, &["Press", "Books", "Publishing"]);
            (closed && !publisher && named(sentence, &phrase)).then_some((phrase, true))
        }
        _ => None,
    }
}

/// The phrase after the dash at token `dash`, if no verb follows: `— Lin Hao, in Geneva`.
pub(super) fn line(sentence: &Sentence<'_>, dash: usize) -> Option<Range<usize>> {
    let phrase = sentence.phrase_starting(dash + 1)?;
    let ends = match sentence.kind(phrase.end) {
        None
        | Some(
            TokenKind::Comma
            | TokenKind::Stop
            | TokenKind::Open
            | TokenKind::Close
            | TokenKind::Semicolon,
        ) => true,
        // “– Ruritanian for “good day””: a translation.
        Some(TokenKind::Word) => {
            sentence.is(phrase.end, Class::PREPOSITION | Class::NUMBER)
                && !sentence.word_is(phrase.end, "for")
        }
        _ => false,
    };
    let person = sentence.is(phrase.start, Class::NAME | Class::TITLE)
        || phrase.clone().any(|i| sentence.is(i, Class::PERSON));
    let verb = (phrase.end..sentence.tokens.len()).any(|i| sentence.finite(i));
    (ends && !verb && person && named(sentence, &phrase)).then_some(phrase)
}

/// The words of a title or label that name the speaker, and whether it says nothing else: `Lin Hao` and `Lin Hao, 2013`
/// do; `What Lin Hao said` and `Lin Hao in the paper` are less certain. `title` and the result are spans of the text.
pub fn title_speaker(text: &str, title: Span) -> Option<(Span, bool)> {
    let tokens = lex(text, &Words::default(), title, &[]);
    let sentence = Sentence { text, tokens: &tokens };
    let (phrase, alone) = named_by_title(&sentence)?;
    Some((sentence.span(&phrase), alone))
}

/// The speaker that a title names, and whether it is only a name: `Lin Hao`, `— Lin Hao, in Geneva`, `What Lin Hao
/// said`.
fn named_by_title(sentence: &Sentence<'_>) -> Option<(Range<usize>, bool)> {
    const LEADS: &[&str] = &["by", "from"];
    let skipped =
        usize::from(sentence.kind(0) == Some(TokenKind::Dash) || sentence.word_in(0, LEADS));
    let said = (1..sentence.tokens.len()).find(|at| sentence.is(*at, Class::SAY));
    if let Some(phrase) = said.and_then(|at| sentence.phrase_ending(at - 1, 0)) {
        return named(sentence, &phrase).then_some((phrase, false));
    }
    let phrase = sentence.phrase_starting(skipped)?;
    let phrase = voiced(sentence, &phrase).unwrap_or(phrase);
    let verb = (phrase.end..sentence.tokens.len()).any(|i| sentence.finite(i));
    let person = sentence.is(phrase.start, Class::NAME | Class::TITLE)
        || sentence.is(phrase.start, Class::CAPITAL)
            && !is_common(sentence.word(phrase.start))
            && !sentence.is(phrase.start, Class::DETERMINER);
    let one = phrase.len() == 1 && is_common(sentence.word(phrase.start));
    let ends = sentence.kind(phrase.end).is_none_or(|kind| {
        use TokenKind::{Colon, Comma, Dash, Open, Semicolon, Stop};
        matches!(kind, Comma | Open | Colon | Stop | Semicolon | Dash)
    });
    let goes_on = sentence.is(phrase.end, Class::PREPOSITION | Class::NUMBER);
    let pure = phrase.clone().all(|i| {
        sentence.is(i, Class::CAPITAL | Class::TITLE) && !sentence.is(i, Class::DETERMINER)
    });
    (person && !one && !verb && (ends || goes_on)).then_some((phrase, pure && ends))
}

fn named(sentence: &Sentence<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|i| sentence.is(i, Class::NAME | Class::PERSON))
}

/// `Lin Hao to his sister, 1911: “…”` and `The Herald's answer: “…”`: the phrase that begins a sentence without a verb,
/// whose colon announces the quotation at token `at`. `Q:` and `A:` are such phrases too.
pub(super) fn announced(
    sentence: &Sentence<'_>,
    at: usize,
    usage: &Usage<'_>,
) -> Option<Range<usize>> {
    let colon = at.checked_sub(1).filter(|c| sentence.kind(*c) == Some(TokenKind::Colon))?;
    let letter = colon.checked_sub(1).filter(|l| ["Q", "A"].contains(&sentence.word(*l)));
    if let Some(letter) = letter.filter(|l| {
        l.checked_sub(1).is_none_or(|b| !matches!(sentence.kind(b), Some(TokenKind::Word)))
    }) {
        return Some(letter..letter + 1);
    }
    // “14:15 Lin: “…””
    let time = |i: &usize| {
        sentence.is(*i, Class::NUMBER)
            || matches!(
                sentence.kind(*i),
                Some(TokenKind::Colon | TokenKind::Open | TokenKind::Close)
            )
    };
    // “HARBOUR CLOSED – Lin Hao: “…””: the headline is not the speaker.
    let spaced = |i: &usize| {
        sentence.kind(*i) == Some(TokenKind::Dash) && sentence.kind(i + 1) == Some(TokenKind::Word)
    };
    let dash = (behind_time(sentence, colon)..colon).rev().find(spaced);
    let behind = dash
        .map(|dash| dash + 1)
        .filter(|first| sentence.phrase_starting(*first).is_some_and(|phrase| phrase.end == colon));
    let first =
        (behind.unwrap_or_else(|| behind_time(sentence, colon))..colon).find(|i| !time(i))?;
    let phrase = sentence.phrase_starting(first)?;
    let verb = (first..colon).any(|i| sentence.finite(i));
    let person = phrase.clone().any(|i| sentence.is(i, Class::PERSON));
    let capitals = phrase.clone().filter(|i| sentence.is(*i, Class::NAME)).count();
    let name = capitals > 1
        || capitals == 1
            && (!is_common(sentence.word(first)) || used_as_name(sentence, &phrase, usage));
    let phrase = (!verb && phrase.end <= colon && (person || name)).then_some(phrase)?;
    Some(voiced(sentence, &phrase).unwrap_or(phrase))
}

/// `Lin Hao's view`, `James' answer`: the person whose words a phrase names.
fn voiced(sentence: &Sentence<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    static NOUNS: WordList = WordList::new(include_str!("../data/voiced.txt"));
    let owner = phrase.clone().find(|i| sentence.is(*i, Class::POSSESSIVE))?;
    let words = |i: usize| {
        sentence.is(i, Class::UTTERANCE) || NOUNS.contains(&sentence.word(i).to_ascii_lowercase())
    };
    let said = (owner + 1..phrase.end).any(words);
    let last = phrase.end.checked_sub(1)?;
    // A statement speaks like a person.
    let person = (owner + 1..phrase.end).any(|i| sentence.is(i, Class::PERSON) && !words(i));
    (said && last > owner && !person).then_some(phrase.start..owner + 1)
}

/// The token after the last time before token `at`: `… applause 14:15 Lin: “…”`; the first if there is none.
fn behind_time(sentence: &Sentence<'_>, at: usize) -> usize {
    let number = |i: usize| sentence.is(i, Class::NUMBER);
    let time =
        |i: &usize| number(*i) && sentence.kind(i + 1) == Some(TokenKind::Colon) && number(i + 2);
    (0..at).rev().find(time).map_or(0, |i| i + 3)
}

/// The last name of at least two words in a sentence: the person interviewed.
pub(super) fn last_name(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    let last = (1..sentence.tokens.len())
        .rev()
        .find(|i| sentence.is(*i, Class::NAME) && sentence.is(i - 1, Class::NAME))?;
    let first = (0..last).rev().take_while(|i| sentence.is(*i, Class::NAME)).last()?;
    Some(first..last + 1)
}

/// The speaker that a heading names for what follows: `Lin Hao`, `What Lin said`, `Lin on trade`, `Statements by Lin`.
/// A single word counts only if the text uses it as a name elsewhere.
pub(super) fn heading(sentence: &Sentence<'_>, usage: &Usage<'_>) -> Option<Range<usize>> {
    let words = sentence.tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
    if words == 0 || words > 9 {
        return None;
    }
    for at in 0..sentence.tokens.len() {
        let cue = sentence.is(at, Class::SAY) && at > 0;
        if cue
            && let Some(phrase) = sentence.phrase_ending(at - 1, 0).filter(|p| named(sentence, p))
        {
            return Some(phrase);
        }
        let by = sentence.word_in(at, &["by", "from", "of"]);
        let words_of = at.checked_sub(1).is_some_and(|b| {
            sentence.is(b, Class::UTTERANCE)
                || sentence.word_in(b, &["quotes", "quotations", "statements", "remarks"])
        });
        if by
            && words_of
            && let Some(phrase) = sentence.phrase_starting(at + 1).filter(|p| named(sentence, p))
        {
            return Some(phrase);
        }
    }
    let phrase = sentence.phrase_starting(0).filter(|p| named(sentence, p))?;
    let rest = match sentence.kind(phrase.end) {
        None | Some(TokenKind::Colon | TokenKind::Open | TokenKind::Comma | TokenKind::Dash) => {
            true
        }
        _ => sentence.word_in(phrase.end, &["on", "about"]),
    };
    let names = phrase.clone().filter(|i| sentence.is(*i, Class::CAPITAL)).count();
    // “Letters of the Lund circle” contains a name, but is none.
    let pure =
        phrase.clone().all(|i| sentence.is(i, Class::CAPITAL | Class::PERSON | Class::DETERMINER));
    (rest && pure && (names > 1 || used_as_name(sentence, &phrase, usage))).then_some(phrase)
}

/// Whether a word is capitalised in mid-sentence somewhere.
fn used_as_name(sentence: &Sentence<'_>, phrase: &Range<usize>, usage: &Usage<'_>) -> bool {
    let word = sentence.word(phrase.start);
    word.len() > 1 && usage.has(word)
}

/// `The phrase, spoken by Lin Hao, …`: the person to whom a sentence attributes the words before it.
pub(super) fn spoken_by(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    const WORDS: &str =
        "phrase words remark remarks quote quotation line statement sentence comment comments";
    const SPOKEN: &str = "spoken said uttered written made voiced pronounced";
    let one_of = |at: usize, list: &str| list.split(' ').any(|word| sentence.word_is(at, word));
    if !sentence.word_in(0, &["the", "this", "these", "those"]) {
        return None;
    }
    let by = (2..6).find(|i| sentence.word_is(*i, "by"))?;
    if !(1..by).any(|i| one_of(i, WORDS)) || !one_of(by - 1, SPOKEN) {
        return None;
    }
    sentence.phrase_starting(by + 1).filter(|p| named(sentence, p))
}

/// Whether such a sentence is about several quotations: `These remarks, made by …`
pub(super) fn speaks_of_several(sentence: &Sentence<'_>) -> bool {
    (1..5).any(|i| sentence.word_in(i, &["words", "remarks", "comments"]))
}
