//! Finds the people whom a sentence mentions outside quotations, by a name, a noun or a pronoun.

use super::super::phrase::Sentence;
use super::super::token::TokenKind;
use super::role::{Role, Subjects};
use super::sex::Sex;
use crate::prose::name::{Renown, nobody, organisation, people, place, state};
use crate::prose::word::casing::is_common;
use crate::prose::word::class::Class;
use crate::prose::word::lexicon;
use crate::text::{Span, key};
use std::ops::Range;

/// How a person is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose::speech) enum How {
    /// By a name.
    Name,
    /// By a noun: “the mayor”.
    Noun,
    /// By “he” or “she”.
    Pronoun(Sex),
}

/// A mention of a person.
#[derive(Clone, Copy, Debug)]
pub(in crate::prose::speech) struct Mention {
    /// The words, without the title of a full name and without a possessive ending.
    pub span: Span,
    /// The name alone.
    pub name: Span,
    /// Whether by a name, a noun or a pronoun.
    pub how: How,
    /// The role in the sentence.
    pub role: Role,
    /// The sex that a title, an apposition or the noun implies.
    pub sex: Option<Sex>,
    /// Whether the words around the name show that it is a person's: a title, an office, an age.
    pub is_person: bool,
    /// Whether an apposition describes the person: `Lin, the mayor`.
    pub explained: bool,
    /// Whether it is one of several joined by “and”.
    pub joint: bool,
    /// Whether it is also a common word at the start of a sentence: a name only if the text has it elsewhere.
    pub common: bool,
}

impl Mention {
    /// The mention with its spans mapped by `moved`.
    pub(in crate::prose::speech) fn moved(self, moved: impl Fn(Span) -> Span) -> Self {
        Self { span: moved(self.span), name: moved(self.name), ..self }
    }
}

/// Words that no person's name contains.
const NO_PERSON: Class = Class::ORGANISATION
    .union(Class::LEGAL_FORM)
    .union(Class::PLACE)
    .union(Class::PLACE_OPENER)
    .union(Class::EVENT)
    .union(Class::CALENDAR)
    .union(Class::DIRECTION);
/// Words that precede a person's name.
const BEFORE_NAMES: Class = Class::HONORIFIC
    .union(Class::OFFICE)
    .union(Class::OFFICE_MODIFIER)
    .union(Class::PORTFOLIO)
    .union(Class::TENURE);

/// The mentions in a sentence, in order, skipping quotations.
pub(in crate::prose::speech) fn mentions(sentence: &Sentence<'_>) -> Vec<Mention> {
    if headline(sentence) {
        return Vec::new();
    }
    let subjects = Subjects::of(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let (mention, next) = if let Some(sex) = pronoun(sentence, at) {
            (Some(by_pronoun(sentence, &subjects, at, sex)), at + 1)
        } else if capital(sentence, at) {
            let run = run(sentence, at);
            let end = run.end;
            (by_name(sentence, &subjects, run), end)
        } else if sentence.is(at, Class::DETERMINER) && !sentence.is(at, Class::NAME) {
            by_noun(sentence, &subjects, at).map_or((None, at + 1), |(m, next)| (Some(m), next))
        } else {
            (None, at + 1)
        };
        found.extend(mention);
        at = next.max(at + 1);
    }
    found
}

/// Whether a sentence is a headline: most of its words are capitalised.
fn headline(sentence: &Sentence<'_>) -> bool {
    const FEWEST: usize = 4;
    let words = || sentence.tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let capitals = words().filter(|t| t.is(Class::CAPITAL)).count();
    words().count() >= FEWEST && capitals * 4 >= words().count() * 3
}

/// The sex of a third-person pronoun in any case.
fn pronoun(sentence: &Sentence<'_>, at: usize) -> Option<Sex> {
    if sentence.kind(at) != Some(TokenKind::Word) || sentence.is(at, Class::NAME) {
        return None;
    }
    Sex::of_pronoun(sentence.word(at))
}

fn by_pronoun(sentence: &Sentence<'_>, subjects: &Subjects, at: usize, sex: Sex) -> Mention {
    let span = sentence.span(&(at..at + 1));
    let role = match sentence.word(at).to_ascii_lowercase().as_str() {
        "his" | "hers" => Role::Possessor,
        "her" if sentence.is(at + 1, Class::NOUN | Class::NAME) => Role::Possessor,
        "him" | "her" | "himself" | "herself" => Role::Other,
        _ => match subjects.role(sentence, &(at..at + 1), &(at..at + 1)) {
            Role::Inner => Role::Inner,
            _ => Role::Subject,
        },
    };
    Mention {
        span,
        name: span,
        how: How::Pronoun(sex),
        role,
        sex: Some(sex),
        is_person: true,
        explained: false,
        joint: false,
        common: false,
    }
}

/// Whether a word may begin a name or the title before it.
fn capital(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::CAPITAL)
        && sentence.is(at, Class::NAME | Class::TITLE)
        && !sentence.is(at, Class::TIME)
}

/// The capitalised words from token `start` on, up to a possessive ending, a comma or a lower-case word.
fn run(sentence: &Sentence<'_>, start: usize) -> Range<usize> {
    let mut end = start + 1;
    loop {
        if sentence.is(end - 1, Class::POSSESSIVE) {
            break;
        }
        let particle = class(sentence, end).intersects(Class::PARTICLE);
        let month = sentence.word_in(end, &["May", "April", "June", "August"])
            && (forename(sentence, end - 1)
                || class(sentence, end - 1).intersects(Class::HONORIFIC));
        if capital(sentence, end) || month || particle && capital(sentence, end + 1) {
            end += 1;
        } else {
            break;
        }
    }
    start..end
}

/// The classes of a word in or beside a name.
fn class(sentence: &Sentence<'_>, at: usize) -> Class {
    let word = sentence.word(at);
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    lexicon::class_in_name(key(bare.trim_end_matches('.')))
}

fn forename(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    class(sentence, at).intersects(Class::FORENAME) || Sex::of_forename(word).is_some()
}

/// The name in a run of capitalised words, after titles and offices.
fn name_in(sentence: &Sentence<'_>, run: &Range<usize>) -> Range<usize> {
    let last = run.end - 1;
    let mut start = run.start;
    let ordinary = |at: usize| {
        let word = sentence.word(at);
        class(sentence, at).intersects(BEFORE_NAMES)
            || !forename(sentence, at)
                && forename(sentence, at + 1)
                && (word.contains('-') || is_common(word))
    };
    while start < last && ordinary(start) {
        start += 1;
    }
    // Words before a title are not part of the name: “Harbour Party Rep. Lee”.
    let title = |at: &usize| class(sentence, *at).intersects(BEFORE_NAMES);
    if let Some(title) = (start..last).rev().find(title) {
        start = title + 1;
    }
    start..run.end
}

fn by_name(sentence: &Sentence<'_>, subjects: &Subjects, run: Range<usize>) -> Option<Mention> {
    let name = name_in(sentence, &run);
    let before = run.start.checked_sub(1);
    let office = |at: usize| {
        sentence.is(at, Class::PERSON) && !sentence.is(at, Class::POSSESSIVE)
            || class(sentence, at).intersects(Class::OFFICE) && !sentence.is(at, Class::CAPITAL)
    };
    let office_before = before.is_some_and(office);
    let title_sex =
        (run.start..name.start).chain(before).find_map(|at| Sex::of_word(sentence.word(at)));
    let (explained, behind) = apposition(sentence, name.end);
    let given = name.len() > 1
        && forename(sentence, name.start)
        && place(sentence.word(name.start)) != Some(Renown::City);
    let title = (run.start..name.start).any(|at| class(sentence, at).intersects(BEFORE_NAMES));
    let is_person = title || office_before || explained || given;
    let last = class(sentence, name.end - 1);
    let thing = name.clone().any(|at| class(sentence, at).intersects(NO_PERSON));
    let article = before.is_some_and(|at| {
        sentence.is(at, Class::DETERMINER) && !sentence.is(at, Class::POSSESSIVE)
    });
    let no_person = last.intersects(BEFORE_NAMES) && !given
        || last.intersects(NO_PERSON) && !forename(sentence, name.start)
        || thing && !is_person
        || article && !title
        || !may_be_person(sentence, &name, title || office_before || explained)
        || modifies(sentence, &name);
    if no_person {
        return None;
    }
    let alone = sentence.span(&name);
    let honorific = name.start.checked_sub(1).filter(|at| *at >= run.start);
    let honorific =
        honorific.filter(|at| name.len() == 1 && Sex::of_word(sentence.word(*at)).is_some());
    let whole = honorific.unwrap_or(name.start)..name.end;
    let joint = joined(sentence, run.start, name.end);
    let role = subjects.role(sentence, &name, &run);
    Some(Mention {
        span: sentence.span(&whole),
        name: alone,
        how: How::Name,
        role,
        sex: title_sex.or(behind),
        is_person,
        explained,
        joint,
        common: name.len() == 1 && name.start == 0 && !is_person && is_common(sentence.word(0)),
    })
}

/// Whether an apposition follows a name, and the sex it implies: `Lin, 42, …`; `Lin, the mayor of …`; `Lin, who …`.
fn apposition(sentence: &Sentence<'_>, end: usize) -> (bool, Option<Sex>) {
    const REACH: usize = 9;
    if sentence.kind(end) != Some(TokenKind::Comma) {
        return (false, None);
    }
    if sentence.is(end + 1, Class::NUMBER) && sentence.kind(end + 2) != Some(TokenKind::Word) {
        return (true, None);
    }
    if sentence.word_in(end + 1, &["who", "whose"]) {
        return (true, None);
    }
    let inside = (end + 1..end + 1 + REACH)
        .take_while(|at| sentence.kind(*at) == Some(TokenKind::Word) && !sentence.finite(*at));
    let tokens: Vec<usize> = inside.collect();
    let names_person = |at: &usize| {
        sentence.is(*at, Class::PERSON)
            || class(sentence, *at).intersects(Class::OFFICE)
            || Sex::of_word(sentence.word(*at)).is_some()
    };
    let head = tokens.iter().find(|at| names_person(at) && !sentence.is(**at, Class::NAME));
    // “the mayor's office” is not a person.
    let head = head.filter(|at| !sentence.is(**at, Class::POSSESSIVE));
    (head.is_some(), head.and_then(|at| Sex::of_word(sentence.word(*at))))
}

/// Whether a name can be a person's. `shown`: whether the words around it show that it is.
fn may_be_person(sentence: &Sentence<'_>, name: &Range<usize>, shown: bool) -> bool {
    let words = sentence.span(name).of(sentence.text);
    if name.len() > 1 {
        let last = sentence.span(&(name.end - 1..name.end)).of(sentence.text);
        let direction = class(sentence, name.start).intersects(Class::DIRECTION);
        return shown
            || !direction
                && organisation(words).is_none()
                && state(words).is_none()
                && place(words) != Some(Renown::City)
                && !people(last)
                && !nobody(last);
    }
    let initials = words.ends_with('.')
        || words.len() > 1 && words.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
    let elsewhere = || {
        state(words).is_some()
            || place(words) == Some(Renown::City)
            || people(words)
            || nobody(words)
            || organisation(words).is_some()
    };
    !initials && (shown || !elsewhere())
}

/// Whether a name modifies a noun: `Lin supporters`, `the Lin campaign`.
fn modifies(sentence: &Sentence<'_>, name: &Range<usize>) -> bool {
    const NOT: Class = Class::VERB
        .union(Class::ADVERB)
        .union(Class::PREPOSITION)
        .union(Class::AUXILIARY)
        .union(Class::COORDINATOR)
        .union(Class::SUBORDINATOR)
        .union(Class::RELATIVE)
        .union(Class::DETERMINER)
        .union(Class::CAPITAL)
        .union(Class::TIME)
        .union(Class::NUMBER);
    let next = name.end;
    !sentence.is(next - 1, Class::POSSESSIVE)
        && sentence.is(next, Class::NOUN)
        && !sentence.is(next, NOT)
        && !sentence.open_verb(next, name.start)
}

/// Whether “and” or “or” joins the name to another.
fn joined(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let and = |at: usize| sentence.word_in(at, &["and", "or"]);
    let before = start.checked_sub(2).is_some_and(|at| and(at + 1) && sentence.is(at, Class::NAME));
    before || and(end) && (end + 1..end + 4).any(|at| sentence.is(at, Class::NAME))
}

/// A mention by a noun without a name after it: `the mayor`, `a woman from the harbour`.
fn by_noun(sentence: &Sentence<'_>, subjects: &Subjects, at: usize) -> Option<(Mention, usize)> {
    const MANY: &[&str] =
        &["these", "those", "many", "some", "all", "most", "both", "few", "no", "several"];
    if sentence.word_in(at, MANY) {
        return None;
    }
    let phrase = sentence.phrase_starting(at)?;
    let head = phrase.clone().rev().find(|i| {
        let word = sentence.word(*i);
        let office = class(sentence, *i).intersects(Class::OFFICE);
        !sentence.is(*i, Class::CAPITAL) && (Sex::is_person(word) || office && !word.ends_with('s'))
    })?;
    let named = sentence.is(head + 1, Class::CAPITAL)
        || sentence.kind(head + 1) == Some(TokenKind::Comma) && sentence.is(head + 2, Class::NAME);
    let noun = sentence.is(head + 1, Class::NOUN) && !sentence.is(head + 1, Class::VERB);
    if named || noun || sentence.is(head, Class::POSSESSIVE) {
        return None;
    }
    let range = at..head + 1;
    let span = sentence.span(&range);
    let mention = Mention {
        span,
        name: span,
        how: How::Noun,
        role: subjects.role(sentence, &range, &range),
        sex: Sex::of_word(sentence.word(head)),
        is_person: true,
        explained: false,
        joint: false,
        common: false,
    };
    Some((mention, head + 1))
}
