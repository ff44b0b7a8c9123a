//! Cues: verbs and phrases of a sentence that can attribute words to a speaker, with their subjects.

use super::phrase::Sentence;
use super::subject::Subject;
use super::token::TokenKind;
use crate::prose::word::class::Class;
use std::ops::Range;

/// How strong a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Any verb where one of reporting is expected.
    Open,
    /// A verb of thought or judgement.
    Judge,
    /// A noun for words with its possessor: `his claim that`.
    Noun,
    /// A verb of saying.
    Say,
    /// `according to`.
    AccordingTo,
}

/// A cue with its subject.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// The tokens of the cue.
    pub tokens: Range<usize>,
    /// Its subject.
    pub subject: Subject,
    /// What kind of cue.
    pub strength: Strength,
}

/// All cues of a sentence, in order. A verb with a doubtful subject has several.
pub(super) fn cues(sentence: &Sentence<'_>) -> Vec<Cue> {
    let mut found = Vec::new();
    for at in 0..sentence.tokens.len() {
        if sentence.kind(at) != Some(TokenKind::Word) || sentence.is(at, Class::NAME) {
            continue;
        }
        if let Some(cue) = according(sentence, at).or_else(|| noun(sentence, at)) {
            found.push(cue);
        } else {
            verb(sentence, at, &mut found);
        }
    }
    // The search for a subject may end with an empty phrase.
    found.retain(|cue| !cue.subject.phrase.is_empty());
    found
}

/// `according to X`, `in the words of X`, `in X's words`.
fn according(sentence: &Sentence<'_>, at: usize) -> Option<Cue> {
    let tokens = if sentence.word_is(at, "according") && sentence.word_is(at + 1, "to") {
        at..at + 2
    } else if sentence.word_is(at, "words") && sentence.word_is(at + 1, "of") {
        at.saturating_sub(2)..at + 2
    } else {
        return None;
    };
    let subject = sentence.phrase_starting(at + 2)?.into();
    Some(Cue { tokens, subject, strength: Strength::AccordingTo })
}

/// The cues of a verb: with the subject before it, after it, and, for a verb that shares another's subject, the subject
/// of the whole sentence.
fn verb(sentence: &Sentence<'_>, at: usize, found: &mut Vec<Cue>) {
    let Some(token) = sentence.token(at) else { return };
    if !token.is(Class::VERB | Class::AUXILIARY | Class::CONTRACTED) || !verbal(sentence, at) {
        return;
    }
    if token.is(Class::AUXILIARY | Class::CONTRACTED) && helps(sentence, at) {
        return;
    }
    let mut strength = match token {
        t if t.is(Class::SAY) => Strength::Say,
        t if t.is(Class::CUE) => Strength::Judge,
        _ => Strength::Open,
    };
    let group = sentence.group_start(at);
    let mut subject = None;
    if reduced_passive(sentence, at) {
        subject = agent(sentence, at);
    } else if passive(sentence, at, group) {
        subject = agent(sentence, at);
        if subject.is_none() {
            strength = Strength::Open;
        }
    }
    let subject = subject.or_else(|| sentence.subject(at));
    let behind = if strength == Strength::Say { parenthetic(sentence, at) } else { None };
    // “The old plan, says Lin, is …”: what precedes the comma does not matter.
    let subject = subject.filter(|_| !behind.as_ref().is_some_and(|b| inserted(sentence, b)));
    let tokens = group..at + 1;
    let reduced = reduced_passive(sentence, at);
    let main = match &subject {
        _ if reduced => None,
        Some(s) if s.phrase.end != group => {
            sentence.main_subject(group).filter(|m| m.phrase != s.phrase)
        }
        _ => None,
    };
    for subject in [subject, main].into_iter().flatten() {
        found.push(Cue { tokens: tokens.clone(), subject, strength });
    }
    found.extend(behind);
}

/// Whether punctuation ends the subject of a cue, and it is a name or a noun for people.
fn inserted(sentence: &Sentence<'_>, cue: &Cue) -> bool {
    const SOMEBODY: Class = Class::NAME.union(Class::PERSON);
    let phrase = &cue.subject.phrase;
    let somebody = phrase.clone().any(|i| sentence.is(i, SOMEBODY) && !sentence.is(i, Class::TIME));
    somebody && sentence.kind(phrase.end) != Some(TokenKind::Word)
}

/// Whether an auxiliary precedes its verb, which then is the cue.
fn helps(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut next = at + 1;
    while sentence.is(next, Class::ADVERB | Class::AUXILIARY)
        && !sentence.is(next, Class::NAME)
        && next < at + 5
    {
        next += 1;
    }
    sentence.is(next, Class::VERB) && !sentence.is(next, Class::NAME)
}

/// `…, says Lin, …`: the subject follows the verb, between commas or at the end.
fn parenthetic(sentence: &Sentence<'_>, at: usize) -> Option<Cue> {
    let opened = at.checked_sub(1).is_none_or(|b| {
        matches!(sentence.kind(b), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Quote(_)))
    });
    if !opened || !sentence.finite(at) {
        return None;
    }
    let cue = inverted(sentence, at)?;
    let end = cue.subject.phrase.end;
    let closed = match sentence.kind(end) {
        None
        | Some(
            TokenKind::Comma
            | TokenKind::Stop
            | TokenKind::Quote(_)
            | TokenKind::Dash
            | TokenKind::Open
            | TokenKind::Colon,
        ) => true,
        Some(TokenKind::Word) => {
            sentence.is(end, Class::RELATIVE | Class::PREPOSITION | Class::COORDINATOR)
        }
        _ => false,
    };
    closed.then_some(cue)
}

/// `Lin's claim`, `her message`: the possessor of a noun for words.
fn noun(sentence: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !sentence.is(at, Class::UTTERANCE) || sentence.is(at, Class::NAME) {
        return None;
    }
    for here in (at.saturating_sub(5)..at).rev() {
        let possessor = if sentence.is(here, Class::POSSESSIVE) {
            sentence.phrase_ending(here, 0)?
        } else if sentence.word_in(here, &["his", "her", "their", "my", "our", "its"]) {
            here..here + 1
        } else if sentence.is(here, Class::NOUN | Class::NUMBER | Class::VERB | Class::ADVERB) {
            continue;
        } else {
            break;
        };
        return Some(Cue {
            tokens: at..at + 1,
            subject: possessor.into(),
            strength: Strength::Noun,
        });
    }
    None
}

/// Whether a word that may be a verb is one here.
fn verbal(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.finite(at) || reduced_passive(sentence, at) {
        return true;
    }
    let before = sentence.group_start(at).checked_sub(1);
    let aux = sentence.group_start(at) < at;
    if sentence.is(at, Class::ING) {
        return !before.is_some_and(|b| sentence.is(b, Class::DETERMINER));
    }
    if sentence.is(at, Class::PARTICIPLE) {
        return aux;
    }
    if sentence.is(at, Class::BASE) {
        return aux
            || before.is_some_and(|b| {
                sentence.word_is(b, "to")
                    || sentence
                        .word_in(b, &["both", "all", "some", "many", "most", "few", "others"])
                    || sentence.is(b, Class::SUBJECT_PRONOUN | Class::RELATIVE)
                        && !sentence.word_is(b, "it")
                    || sentence.is(b, Class::NOUN)
                        && sentence.word(b).ends_with('s')
                        && !sentence.is(b, Class::POSSESSIVE)
            });
    }
    false
}

fn passive(sentence: &Sentence<'_>, at: usize, group: usize) -> bool {
    sentence.is(at, Class::PARTICIPLE) && (group..at).any(|i| sentence.is(i, Class::BE))
}

/// `Japan, threatened with “…” by the North`: a participle after a comma, with its agent.
fn reduced_passive(sentence: &Sentence<'_>, at: usize) -> bool {
    let behind_comma = at
        .checked_sub(1)
        .is_some_and(|b| sentence.kind(b) == Some(TokenKind::Comma) || sentence.word_is(b, "as"));
    sentence.is(at, Class::PARTICIPLE)
        && behind_comma
        && sentence.word_in(at + 1, &["with", "as", "by", "out"])
        && agent(sentence, at).is_some()
}

/// `by X` after a passive.
fn agent(sentence: &Sentence<'_>, at: usize) -> Option<Subject> {
    // “said by telephone”, “continued by saying” have none.
    const SOMEBODY: Class = Class::NAME.union(Class::PERSON).union(Class::DETERMINER);
    let by = (at + 1..sentence.tokens.len()).take(8).find(|i| sentence.word_is(*i, "by"))?;
    let phrase = sentence.phrase_starting(by + 1)?;
    let group = sentence.word(phrase.end.saturating_sub(1)).ends_with('s');
    let somebody = group || phrase.clone().any(|i| sentence.is(i, SOMEBODY));
    somebody.then(|| phrase.into())
}

/// `said X`: the subject after the verb at `at`.
pub(super) fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Cue> {
    let mut verb = at;
    while sentence.is(verb, Class::ADVERB) && !sentence.is(verb, Class::NAME) {
        verb += 1;
    }
    let token = sentence.token(verb)?;
    // “told” needs a listener: what follows is not the speaker.
    let told = sentence.word_in(verb, &["told", "tells", "tell", "assured", "reminded"]);
    if token.kind != TokenKind::Word
        || told
        || token.is(Class::NAME)
        || !token.is(Class::FINITE)
        || token.is(Class::AUXILIARY)
    {
        return None;
    }
    let phrase = sentence.phrase_starting(verb + 1)?;
    let strength = if token.is(Class::SAY) { Strength::Say } else { Strength::Judge };
    Some(Cue { tokens: verb..verb + 1, subject: phrase.into(), strength })
}
