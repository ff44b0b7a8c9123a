//! What speaks for a person, an organisation or a place: the words around a name and the words in it, as weights that
//! add up over all places where a document has the name.
//!
//! The weights are rounded to halves and were set by hand on news from five continents (see docs/quality.md).

use super::candidate::Candidate;
use super::casing::Casing;
use super::gazetteer::{self, Renown};
use super::lexicon::Class;
use super::token::{Gap, Shape, Token};

/// What speaks for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) person: f32,
    pub(crate) organisation: f32,
    pub(crate) place: f32,
    /// For something that is named but is nobody: an event, a law, a work.
    pub(crate) thing: f32,
}

impl Evidence {
    pub(crate) fn add(&mut self, other: Evidence) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.thing += other.thing;
    }
}

/// What the words of a name say, wherever it stands.
pub(crate) fn inside(text: &str, name: &[Token], casing: &Casing) -> Evidence {
    let mut e = Evidence::default();
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return e };
    let words = first.span.join(last.span).of(text);
    let count = name.iter().filter(|t| t.capital()).count();
    if gazetteer::state(words).is_some() {
        e.place += 12.0;
    }
    match gazetteer::place(words) {
        Some(Renown::City) => e.place += if count > 1 { 5.0 } else { 4.0 },
        Some(Renown::Town) if count > 1 => e.place += 2.5,
        Some(Renown::Town) => e.place += 1.0,
        None => {}
    }
    if name.iter().any(|t| t.is(Class::LEGAL_FORM)) && name.len() > 1 {
        e.organisation += 4.0;
    }
    let head = name.iter().position(|t| t.word_is(text, "of")).unwrap_or(name.len());
    if let Some(head) = name[..head].last() {
        let alone = name.len() == 1;
        if head.is(Class::ORGANISATION) {
            e.organisation += if alone { 1.5 } else { 4.0 };
        }
        if head.is(Class::PLACE) && !alone {
            e.place += 4.0;
        }
        if head.is(Class::EVENT) {
            e.thing += if alone { 3.0 } else { 4.0 };
        }
    }
    if first.is(Class::ORGANISATION) && name.len() > 1 && !first.is(Class::FORENAME) {
        e.organisation += 2.0;
    }
    if first.is(Class::PLACE_OPENER) && name.len() > 1 && !first.is(Class::FORENAME) {
        e.place += 2.0;
    }
    if first.is(Class::DIRECTION) && name.len() > 1 {
        e.place += 2.0;
    }
    if name.len() == 1 && first.shape == Shape::Capitals {
        e.organisation += 2.5;
        e.person -= 2.0;
    }
    if count >= 2 && name.iter().any(|t| t.shape == Shape::Capitals && t.span.len() > 2) {
        e.organisation += 1.0;
    }
    let ordinary = name.iter().filter(|t| t.capital() && casing.ordinary(t.key)).count();
    e.person -= 1.5 * ordinary as f32;
    if count >= 2 {
        e.thing += 0.75 * ordinary as f32;
    }
    let plain = name
        .iter()
        .all(|t| t.shape == Shape::Capital || t.is(Class::PARTICLE) || t.gap == Gap::Hyphen);
    if (2..=4).contains(&count) && plain && ordinary == 0 {
        e.person += 1.5;
    }
    if name.iter().skip(1).any(|t| t.is(Class::PARTICLE) && t.shape == Shape::Lower)
        && ordinary == 0
    {
        e.person += 1.0;
    }
    if name.iter().any(|t| t.span.len() == 1 && t.capital()) && count >= 2 {
        e.person += 1.5;
    }
    if first.is(Class::FORENAME) {
        e.person += if count >= 2 { 3.0 } else { 1.5 };
    }
    if count >= 3 && name.get(1).is_some_and(|t| t.is(Class::FORENAME)) {
        e.person += 1.0;
    }
    if first.is(Class::EASTERN_SURNAME) {
        e.person += if (2..=3).contains(&count) { 2.0 } else { 1.0 };
    }
    e
}

impl Token {
    fn word_is(&self, text: &str, word: &str) -> bool {
        self.span.of(text) == word
    }
}

/// What the words around one occurrence say.
pub(crate) fn around(text: &str, tokens: &[Token], c: &Candidate) -> Evidence {
    let mut e = Evidence::default();
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let after = tokens.get(c.end);
    let before = c.first.checked_sub(1).and_then(|i| tokens.get(i));
    let gap = tokens.get(c.first).map_or(Gap::Sentence, |t| t.gap);
    if c.title.is_some() {
        e.person += 4.0;
    }
    if let Some(before) = before.filter(|_| matches!(gap, Gap::Space | Gap::Stop)) {
        let previous = word(c.first - 1);
        match previous {
            "the" | "The" => {
                e.person -= 2.5;
                e.organisation += 1.5;
                e.thing += 0.5;
            }
            "in" | "In" => {
                e.place += 2.0;
                e.person -= 0.5;
            }
            "near" | "Near" | "outside" | "across" | "throughout" | "around" => e.place += 2.0,
            "from" | "From" | "to" | "into" | "at" | "At" | "toward" | "towards" => {
                e.place += 0.75;
                e.organisation += 0.25;
            }
            _ => {}
        }
        if before.shape == Shape::Lower {
            if before.is(Class::OFFICE) && !matches!(previous, "members" | "member") {
                e.person += 2.5;
            }
            if before.is(Class::ORGANISATION_NOUN) {
                e.organisation += 2.0;
            }
            if before.is(Class::SAYING) {
                e.person += 1.0;
            }
            if before.is(Class::DIRECTION) {
                e.place += 2.5;
            }
        }
        let noun = c.first.checked_sub(2).and_then(|i| tokens.get(i));
        if previous == "of" && noun.is_some_and(|t| t.is(Class::PLACE_NOUN)) {
            e.place += 3.0;
        }
    }
    let Some(after) = after else { return e };
    match after.gap {
        Gap::Comma => e.add(behind_a_comma(text, tokens, c.end)),
        Gap::Space => {
            let next = word(c.end);
            if after.is(Class::SAYING) && after.shape == Shape::Lower {
                e.person += 1.5;
                e.organisation += 0.5;
            }
            if next == "who" || next == "himself" || next == "herself" {
                e.person += 3.0;
            }
            if after.shape == Shape::Lower && after.is(Class::ORGANISATION_NOUN) {
                e.organisation += 1.0;
            }
            if after.shape == Shape::Lower && after.is(Class::PLACE_NOUN) {
                e.place += 1.5;
            }
            if after.shape == Shape::Lower && after.is(Class::OFFICE) {
                e.organisation += 1.5;
            }
        }
        Gap::Open => {
            if after.shape == Shape::Number && after.span.len() <= 2 {
                e.person += 2.5;
            } else if after.shape == Shape::Capitals && c.end - c.first > 1 {
                e.organisation += 2.5;
            }
        }
        _ => {}
    }
    e
}

/// `, 42,` · `, who` · `, the minister` · `, a newspaper` · `, France`.
fn behind_a_comma(text: &str, tokens: &[Token], at: usize) -> Evidence {
    let mut e = Evidence::default();
    let Some(after) = tokens.get(at) else { return e };
    let next = after.span.of(text);
    let age = after.shape == Shape::Number && after.span.len() == 2;
    if age && tokens.get(at + 1).is_none_or(|t| matches!(t.gap, Gap::Comma | Gap::Sentence)) {
        e.person += 4.0;
    }
    if matches!(next, "who" | "whose" | "whom") {
        e.person += 2.5;
    }
    if matches!(next, "which" | "where") {
        e.person -= 1.0;
        e.organisation += 0.5;
        e.place += 0.5;
    }
    if after.capital() && gazetteer::state(next).is_some() {
        e.place += 1.5;
    }
    if after.capital() {
        return e;
    }
    // The noun of an apposition stands before its first preposition.
    for token in tokens[at..].iter().take(8) {
        let word = token.span.of(text);
        let first = token.span == after.span;
        if (!first && !matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Possessive))
            || matches!(
                word,
                "of" | "in"
                    | "for"
                    | "at"
                    | "who"
                    | "which"
                    | "that"
                    | "said"
                    | "and"
                    | "with"
                    | "from"
                    | "to"
            )
        {
            break;
        }
        if token.shape == Shape::Lower && token.is(Class::OFFICE) {
            e.person += 2.5;
            break;
        }
        if token.shape == Shape::Lower && token.is(Class::ORGANISATION_NOUN) {
            e.organisation += 2.0;
        }
        if token.shape == Shape::Lower && token.is(Class::PLACE_NOUN) {
            e.place += 2.0;
        }
    }
    e
}
