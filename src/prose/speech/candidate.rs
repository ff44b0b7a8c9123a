//! Possible speakers of a quotation: the candidates around it, each with the evidence of its position.

use super::category::{self, Category};
use super::cue::{self, Cue, Strength};
use super::evidence::{Between, Evidence, Form, Make, Opening, Place, Who};
use super::phrase::Sentence;
use super::subject::Subject;
use super::token::TokenKind;
use crate::prose::word::casing::is_common;
use crate::prose::word::class::Class;
use crate::prose::word::lexicon;
use std::ops::Range;

/// Whether only a comma precedes a phrase that begins here, or it begins the sentence.
pub(super) fn begins_clause(sentence: &Sentence<'_>, start: usize) -> bool {
    matches!(opening(sentence, start), Opening::Start | Opening::Punctuation | Opening::Quote)
}

/// The make of the quotation at token `at`.
pub(super) fn make(sentence: &Sentence<'_>, at: usize, words: &str) -> Make {
    let words = words.trim();
    let first = words.chars().find(|c| c.is_alphanumeric());
    let capital = first.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let inside = super::token::ends_sentence(words);
    let stop = inside || sentence.kind(at + 1) == Some(TokenKind::Stop);
    let comma = words.trim_end_matches(['\'', '’', '"', '”']).ends_with([',', '-', '–', '—'])
        || !inside && sentence.kind(at + 1) == Some(TokenKind::Comma);
    let start = (0..at).all(|i| {
        matches!(sentence.kind(i), Some(TokenKind::Quote(_) | TokenKind::Other | TokenKind::Dash))
    });
    let continues =
        at + 1 < sentence.tokens.len() && sentence.kind(at + 1) != Some(TokenKind::Stop);
    let count = words.split_whitespace().take(4).count();
    match () {
        () if comma && start => Make::Comma,
        () if start && continues => Make::Head,
        () if stop && capital && start => Make::Whole,
        () if stop && capital && count > 3 => Make::WholeInside,
        () if comma && count > 3 => Make::CommaInside,
        () if count > 3 => Make::Part,
        () => Make::Word,
    }
}

/// The form of a subject's phrase.
pub(super) fn who(sentence: &Sentence<'_>, phrase: &Range<usize>) -> Who {
    if phrase.len() == 1
        && let Some(who) = pronoun(sentence.word(phrase.start))
    {
        return who;
    }
    let any = |class| phrase.clone().any(|i| sentence.is(i, class));
    if any(Class::NAME) {
        Who::Name
    } else if any(Class::PERSON) {
        Who::Person
    } else if any(Class::UTTERANCE) {
        Who::Utterance
    } else {
        Who::Other
    }
}

/// What kind of pronoun a word is.
fn pronoun(word: &str) -> Option<Who> {
    const PRONOUNS: &[(Who, &[&str])] = &[
        (Who::Singular, &["he", "she", "his", "her"]),
        (Who::Plural, &["they", "their"]),
        (Who::Address, &["i", "we", "you", "my", "our"]),
        (Who::It, &["it", "this", "these", "those", "its"]),
        (Who::Relative, &["who", "that", "which"]),
    ];
    let word = word.split(['\'', '’']).next().unwrap_or_default();
    let is = |pronoun: &&str| pronoun.eq_ignore_ascii_case(word);
    PRONOUNS.iter().find(|(_, words)| words.iter().any(is)).map(|(who, _)| *who)
}

/// The evidence of a cue for the quotation at token `at`.
pub(super) fn evidence(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    number: usize,
    at: usize,
) -> Option<Evidence> {
    let cue = cues.get(number)?;
    let subject = &cue.subject.phrase;
    let place = place(sentence, cue, at);
    let left = cue.tokens.end <= at;
    let gap = if left { cue.tokens.end..at } else { at + 1..cue.tokens.start };
    let (inner, inner_count) = inner(cues, &gap);
    let outer = cues
        .iter()
        .take(number)
        .rev()
        .find(|c| c.tokens.end <= subject.start && c.subject.phrase.start < subject.start)
        .map(|c| c.strength);
    let says = cues.iter().filter(|c| {
        c.strength == Strength::Say && c.tokens.start >= gap.start && c.tokens.end <= gap.end
    });
    let says_between = says.count();
    let verb = cue.tokens.end.saturating_sub(1);
    let short = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
    let apart =
        cue.tokens.start.saturating_sub(subject.end) + subject.start.saturating_sub(cue.tokens.end);
    Some(Evidence {
        lead: Category::at(sentence, subject.start.checked_sub(1)),
        follow: Category::at(sentence, Some(subject.end)),
        head: Category::at(sentence, Some(subject.start)),
        tail: Category::at(sentence, subject.end.checked_sub(1)),
        behind_cue: Category::at(sentence, Some(cue.tokens.end)),
        says_between: short(says_between),
        verb: category::verb(sentence.word(verb)),
        subject_length: short(subject.len()),
        gap: short(gap.len()),
        subject_gap: short(apart),
        main: !(0..cue.tokens.start).any(|i| sentence.finite(i)),
        denied: cue.tokens.clone().any(|i| {
            let word = sentence.word(i);
            ["not", "never"].contains(&word) || word.ends_with("n't") || word.ends_with("n’t")
        }),
        place,
        strength: Some(cue.strength),
        who: who(sentence, subject),
        form: form(sentence, cue),
        opening: opening(sentence, subject.start),
        between: between(sentence, gap),
        inner,
        inner_count,
        outer,
        same: 0,
    })
}

fn place(sentence: &Sentence<'_>, cue: &Cue, at: usize) -> Place {
    let subject = &cue.subject.phrase;
    if cue.tokens.start > at {
        let start = subject.start.min(cue.tokens.start);
        let first = match sentence.kind(at + 1) {
            Some(TokenKind::Comma | TokenKind::Dash) => at + 2,
            _ => at + 1,
        };
        if start < at {
            return Place::Right;
        }
        if start <= first + 2 {
            return if cue.tokens.start < subject.start { Place::Inverted } else { Place::After };
        }
        let fresh = start.checked_sub(1).is_some_and(|b| {
            matches!(
                sentence.kind(b),
                Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Quote(_))
            )
        });
        return if fresh { Place::Trailing } else { Place::Right };
    }
    let after_cue =
        cue.tokens.end.max(if subject.start >= cue.tokens.end { subject.end } else { 0 });
    let gap = at.saturating_sub(after_cue);
    let mark = sentence.kind(at.saturating_sub(1));
    match (gap, mark) {
        (0, _) => Place::Before,
        (1, Some(TokenKind::Comma | TokenKind::Dash)) => Place::BeforeComma,
        (_, Some(TokenKind::Colon)) => Place::BeforeColon,
        (1..=2, _) if sentence.word_is(at - 1, "that") => Place::BeforeThat,
        (1..=2, _) => Place::Near,
        (3..=6, _) => Place::Middle,
        _ => Place::Far,
    }
}

fn form(sentence: &Sentence<'_>, cue: &Cue) -> Form {
    let verb = cue.tokens.end.saturating_sub(1);
    let subject = cue.subject.phrase.start;
    let by = subject.checked_sub(1).is_some_and(|b| sentence.word_is(b, "by"));
    if by && subject > verb && sentence.is(verb, Class::PARTICIPLE) {
        return Form::Agent;
    }
    if matches!(cue.strength, Strength::AccordingTo | Strength::Noun) {
        return Form::None;
    }
    if sentence.is(verb, Class::PARTICIPLE) && cue.tokens.clone().any(|i| sentence.is(i, Class::BE))
    {
        return Form::Passive;
    }
    if cue.tokens.clone().any(|i| sentence.is(i, Class::AUXILIARY)) && cue.tokens.len() > 1 {
        return Form::Compound;
    }
    if sentence.is(verb, Class::ING) {
        return Form::Ing;
    }
    let infinitive = cue.tokens.start.checked_sub(1).is_some_and(|b| sentence.word_is(b, "to"));
    if infinitive { Form::Infinitive } else { Form::Plain }
}

fn opening(sentence: &Sentence<'_>, start: usize) -> Opening {
    let Some(before) = start.checked_sub(1) else { return Opening::Start };
    match sentence.kind(before) {
        Some(TokenKind::Quote(_)) => Opening::Quote,
        Some(TokenKind::Word) => {
            if sentence.is(before, Class::SUBORDINATOR | Class::RELATIVE)
                && !sentence.is(before, Class::NAME)
            {
                Opening::Subordinator
            } else if sentence.is(before, Class::COORDINATOR) {
                Opening::Coordinator
            } else if sentence.is(before, Class::CUE) && !sentence.is(before, Class::NAME) {
                Opening::Cue
            } else {
                Opening::Word
            }
        }
        _ => Opening::Punctuation,
    }
}

fn between(sentence: &Sentence<'_>, gap: Range<usize>) -> Between {
    let mut strongest = Between::Nothing;
    for at in gap {
        let here = match sentence.kind(at) {
            Some(TokenKind::Comma) => Between::Comma,
            Some(TokenKind::Quote(_)) => Between::Quote,
            Some(TokenKind::Semicolon | TokenKind::Dash | TokenKind::Stop | TokenKind::Colon) => {
                Between::Break
            }
            Some(TokenKind::Word) if sentence.is(at, Class::NAME) => Between::Nothing,
            Some(TokenKind::Word) if sentence.is(at, Class::RELATIVE) => Between::Relative,
            Some(TokenKind::Word)
                if sentence.is(at, Class::SUBORDINATOR)
                    && !sentence.word_is(at, "that")
                    && !sentence.is(at, Class::PREPOSITION) =>
            {
                Between::Subordinator
            }
            Some(TokenKind::Word) if sentence.is(at, Class::COORDINATOR) => Between::Coordinator,
            _ => Between::Nothing,
        };
        strongest = strongest.max(here);
    }
    strongest
}

/// `X: “…”`: the phrase before a colon or dash that precedes the quotation, if nothing governs it.
pub(super) fn label(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let mark = at
        .checked_sub(1)
        .filter(|m| matches!(sentence.kind(*m), Some(TokenKind::Colon | TokenKind::Dash)))?;
    let phrase = sentence.phrase_ending(mark.checked_sub(1)?, 0)?;
    // “Lin told the Herald: “…””: the Herald is the listener.
    let told = phrase.start.checked_sub(1).is_some_and(|b| sentence.is(b, Class::CUE));
    (sentence.clause_initial(phrase.start) && !told).then_some(phrase)
}

/// `Lin “wanted to say” that “…”`: the subject of a verb that is itself in quotation marks, for the quotation at token
/// `at`.
pub(super) fn of_quoted_verb(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let that = at.checked_sub(1).filter(|t| sentence.word_is(*t, "that"))?;
    let verb = that.checked_sub(1)?;
    if !matches!(sentence.kind(verb), Some(TokenKind::Quote(_))) {
        return None;
    }
    let reports = |word: &str| {
        lexicon::class_in_sentence(word.trim_matches(|c: char| !c.is_alphabetic()))
            .intersects(Class::CUE)
    };
    let phrase = sentence.phrase_ending(verb.checked_sub(1)?, 0)?;
    let cue = sentence.word(verb).split_whitespace().any(reports);
    (cue && begins_clause(sentence, phrase.start)).then_some(phrase)
}

/// `Check who wrote “…”`: asks for the speaker, so it names none.
pub(super) fn asked(sentence: &Sentence<'_>, subject: &Subject) -> bool {
    let start = subject.phrase.start;
    if !sentence.word_is(start, "who") {
        return false;
    }
    let before = start.checked_sub(1);
    let order = start == 1 && is_common(sentence.word(0));
    order || subject.antecedent.is_none() && before.is_none_or(|b| sentence.is(b, Class::VERB))
}

/// How many tokens to either side of a quotation to search for people who are only mentioned.
const REACH: usize = 40;
/// The most people who are only mentioned, on either side.
const MENTIONS: usize = 3;

/// Phrases that name people beside the quotation at token `at`, nearest first, with or without a cue.
pub(super) fn mentions(sentence: &Sentence<'_>, at: usize) -> Vec<Range<usize>> {
    const SOMEBODY: Class =
        Class::NAME.union(Class::PERSON).union(Class::SUBJECT_PRONOUN).union(Class::UTTERANCE);
    // “To Novak she was polite: “…””
    let addressed = |phrase: &Range<usize>| {
        phrase
            .start
            .checked_sub(1)
            .is_some_and(|b| sentence.word_in(b, &["to", "with", "against", "for"]))
    };
    let pronoun = |i: usize| sentence.word_in(i, &["his", "her", "their"]);
    let mut found = Vec::new();
    let mut here = at;
    let floor = at.saturating_sub(REACH);
    while here > floor && found.len() < MENTIONS {
        here -= 1;
        if sentence.is(here, SOMEBODY) {
            let phrase = sentence
                .phrase_ending(here, floor)
                .filter(|phrase| phrase.start <= here)
                .unwrap_or(here..here + 1);
            here = phrase.start;
            if !addressed(&phrase) {
                found.push(phrase);
            }
        } else if pronoun(here) {
            found.push(here..here + 1);
        }
    }
    let limit = found.len() + MENTIONS;
    let mut here = at + 1;
    let end = sentence.tokens.len().min(at + REACH);
    while here < end && found.len() < limit {
        if sentence.is(here, SOMEBODY.union(Class::DETERMINER).union(Class::TITLE))
            && let Some(phrase) = sentence.phrase_starting(here)
        {
            here = phrase.end;
            if phrase.clone().any(|i| sentence.is(i, SOMEBODY)) {
                found.push(phrase);
            }
        }
        here += 1;
    }
    found
}

/// The evidence of a person who is only mentioned.
pub(super) fn mentioned(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    phrase: &Range<usize>,
    at: usize,
) -> Evidence {
    let left = phrase.start < at;
    let place = if left { Place::MentionedBefore } else { Place::MentionedBehind };
    let gap = if left { phrase.end..at } else { at + 1..phrase.start };
    let (inner, inner_count) = inner(cues, &gap);
    let short = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
    Evidence {
        opening: opening(sentence, phrase.start),
        inner,
        inner_count,
        gap: short(gap.len()),
        between: between(sentence, gap),
        subject_length: short(phrase.len()),
        lead: Category::at(sentence, phrase.start.checked_sub(1)),
        follow: Category::at(sentence, Some(phrase.end)),
        head: Category::at(sentence, Some(phrase.start)),
        tail: Category::at(sentence, phrase.end.checked_sub(1)),
        main: sentence.is(phrase.end.saturating_sub(1), Class::POSSESSIVE),
        ..Evidence::from_before(place, who(sentence, phrase), None)
    }
}

/// The strongest cue in a gap, and how many there are, at most 3.
fn inner(cues: &[Cue], gap: &Range<usize>) -> (Option<Strength>, u8) {
    let inside = cues.iter().filter(|c| c.tokens.start >= gap.start && c.tokens.end <= gap.end);
    inside.fold((None, 0), |(strongest, count), cue| {
        (strongest.max(Some(cue.strength)), (count + 1).min(3))
    })
}

/// The cue directly after a quotation in inverted order, if it is not among the cues of the sentence.
pub(super) fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Cue> {
    let start = match sentence.kind(at + 1) {
        Some(TokenKind::Comma | TokenKind::Dash) => at + 2,
        _ => at + 1,
    };
    cue::inverted(sentence, start)
}
