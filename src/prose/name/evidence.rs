//! What speaks for a person, an organisation or a place: the words around a name and the words in it, as weights that
//! add up over all places where a document has the name.
//!
//! The weights are rounded to halves and were set by hand on news from five continents (see docs/quality.md).

use super::body;
use super::candidate::Candidate;
use super::gazetteer::{self, Renown, StateForm};
use super::lexicon::Class;
use super::token::{Gap, Shape, Token};
use crate::prose::data::WordList;
use crate::prose::word::casing::{Casing, common};

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
    /// Twenty places that say the same little thing do not outweigh one that says a clear one.
    pub(crate) fn capped(self) -> Evidence {
        let cap = |x: f32| x.clamp(-5.0, 6.0);
        Evidence {
            person: cap(self.person),
            organisation: cap(self.organisation),
            place: cap(self.place),
            thing: cap(self.thing),
        }
    }

    pub(crate) fn add(&mut self, other: Evidence) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.thing += other.thing;
    }
}

static PRIZES: WordList = WordList::new(include_str!("../data/names/prizes.txt"));

/// Whether a word is the noun of a prize that is given in somebody's name.
pub(crate) fn prize(word: &str) -> bool {
    PRIZES.contains(word)
}

static NUMBERS: WordList = WordList::new(include_str!("../data/names/numbers.txt"));

static FOLLOWINGS: WordList = WordList::new(include_str!("../data/names/followings.txt"));

/// Whether the word behind a name makes it that of a head of government: “the Rao administration”.
pub(crate) fn led(text: &str, tokens: &[Token], c: &Candidate) -> bool {
    let next = tokens.get(c.end).map_or("", |t| t.span.of(text));
    matches!(next, "administration" | "government" | "presidency" | "regime")
        && c.end - c.first == 1
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
    if gazetteer::organisation(words).is_some() {
        e.organisation += 6.0;
    }
    if gazetteer::nobody(words) {
        e.thing += 8.0;
    }
    match gazetteer::place(words) {
        Some(Renown::City) => e.place += if count > 1 { 6.0 } else { 4.0 },
        Some(Renown::Town) if count > 1 => e.place += 4.0,
        Some(Renown::Town) => e.place += 1.0,
        None => {}
    }
    if name.iter().any(|t| t.is(Class::LEGAL_FORM)) && name.len() > 1 {
        e.organisation += 4.0;
    }
    let small = |t: &Token| ["of", "for", "on"].contains(&t.span.of(text));
    let head = name.iter().position(small).unwrap_or(name.len());
    if let Some(head) = name[..head].last() {
        let alone = name.len() == 1;
        if head.is(Class::ORGANISATION) {
            // “Congress” is a name; “the Commission” is an organisation named before, or none.
            match (alone, body::one_word(head.span.of(text))) {
                (true, true) => e.organisation += 2.0,
                (true, false) => e.thing += 3.0,
                (false, _) => e.organisation += 6.0,
            }
        }
        if head.is(Class::PLACE) && !alone {
            e.place += 4.0;
        }
        if head.is(Class::EVENT) {
            e.thing += if alone { 3.0 } else { 4.0 };
        }
    }
    // “Channel 11”.
    if name.get(1).is_some_and(|t| t.shape == Shape::Number) {
        e.organisation += 3.0;
        e.person -= 3.0;
    }
    if first.is(Class::ORGANISATION) && name.len() > 1 && !first.is(Class::FORENAME) {
        e.organisation += 2.0;
    }
    if first.is(Class::PLACE_OPENER) && name.len() > 1 && !first.is(Class::FORENAME) {
        e.place += 2.0;
    }
    if first.word_is(text, "The") && name.len() > 1 {
        e.person -= 2.5;
    }
    if first.is(Class::DIRECTION) && name.len() > 1 {
        e.place += 2.0;
    }
    if name.len() == 1 && first.shape == Shape::Capitals {
        e.organisation += 2.5;
        e.person -= if first.span.len() > 2 { 4.0 } else { 2.0 };
    }
    // “Jewish Community Watch”: what a people or a faith calls its own.
    if count >= 2 && gazetteer::nobody(first.span.of(text)) {
        e.organisation += 1.5;
        e.person -= 2.0;
    }
    // “R & D”: letters, and nobody's.
    if count >= 2 && name.iter().all(|t| t.span.len() == 1) {
        e.thing += 6.0;
    }
    if count >= 2 && name.iter().any(|t| t.shape == Shape::Capitals && t.span.len() > 2) {
        e.organisation += 1.0;
    }
    if name.iter().any(|t| put_together(t.span.of(text))) {
        e.organisation += 2.0;
        e.person -= 2.0;
    }
    let ordinary = name.iter().filter(|t| t.capital() && casing.ordinary(t.key)).count();
    // “Holly Dale”: behind a given name, a word is a surname however ordinary.
    let doubt = if first.is(Class::FORENAME) && count >= 2 { 0.5 } else { 1.5 };
    e.person -= doubt * ordinary as f32;
    if count >= 2 {
        e.thing += 0.5 * doubt * ordinary as f32;
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
    let initials = name.len() == 2 && first.shape == Shape::Capitals && first.span.len() == 2;
    let surname = initials && last.shape == Shape::Capital && !last.is(WORDS) && !common(last.key);
    if count >= 2 && (surname || name.iter().any(|t| t.span.len() == 1 && t.capital())) {
        e.person += 1.5;
    }
    // “Nordbank Namibia”: the branch of a country.
    let country = gazetteer::state(last.span.of(text));
    if count >= 2
        && country.is_some_and(|s| s.form == StateForm::Name)
        && gazetteer::place(words).is_none()
    {
        e.organisation += 3.0;
        e.person -= 2.0;
    }
    let region = gazetteer::place(last.span.of(text)) == Some(Renown::City);
    if count == 2
        && region
        && country.is_none()
        && !first.is(Class::FORENAME)
        && gazetteer::place(words).is_none()
    {
        e.organisation += 1.5;
        e.person -= 1.0;
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

/// Whether a word has a capital inside as brands do, and surnames only behind “Mac” and “Fitz”: “AquaWorks”.
fn put_together(word: &str) -> bool {
    let inner = word.char_indices().skip(3).find(|(_, c)| c.is_uppercase());
    inner.is_some_and(|(at, _)| {
        let front = &word[..at];
        let surname = matches!(front, "Mac" | "Fitz") || front.contains(['\'', '’']);
        !surname && front.chars().skip(1).all(char::is_lowercase)
    })
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
            // In “the Rao report” the article is the report's.
            "the" | "The" if after.is_some_and(|t| before_a_noun(text, t)) => {}
            "the" | "The" => {
                e.person -= 2.5;
                e.organisation += 1.5;
                e.thing += 0.5;
            }
            // “ten Lempira”: a measure, a class of ships.
            _ if before.shape == Shape::Number || NUMBERS.contains(previous) => {
                e.person -= 2.0;
                e.thing += 1.0;
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
    // “told The Morning Lamp”: with its own capital, the article belongs to a paper's name.
    let saying = |t: Option<&Token>| t.is_some_and(|t| t.is(Class::SAYING) && t.gap == Gap::Space);
    let opens = tokens.get(c.first).is_some_and(|t| !t.weak) && word(c.first) == "The";
    if opens && (saying(before) || saying(after)) {
        e.organisation += 3.0;
    }
    if gap == Gap::Open && c.end - c.first > 1 && long_form(text, tokens, c) {
        e.organisation += 5.0;
    }
    if beside_a_number(tokens, c) {
        // “USD 5”, “40 MW”.
        e.organisation -= 3.0;
        e.person -= 3.0;
    }
    let Some(after) = after else { return e };
    let copula = after.gap == Gap::Space && matches!(word(c.end), "is" | "was" | "are" | "were");
    if copula && matches!(word(c.end + 1), "a" | "an" | "the" | "one") {
        e.add(apposition(text, tokens, c.end + 1));
    }
    match after.gap {
        Gap::Comma => e.add(behind_a_comma(text, tokens, c.end)),
        Gap::Space => {
            let next = word(c.end);
            if FOLLOWINGS.contains(next) && c.end - c.first == 1 {
                e.person += 2.0;
            } else if before_a_noun(text, after) {
                // “the Lindau talks”, “two Arrow missiles”: named after something, and not somebody for certain. What
                // looks like a noun behind a bare name may be a verb: “Nordwire interviews the mayor”.
                let determined = gap == Gap::Space
                    && before.is_some_and(|t| {
                        t.shape == Shape::Number
                            || t.is(Class::FUNCTION) && determiner(t.span.of(text))
                    });
                e.thing += if determined { 0.5 } else { 0.25 };
            }
            if after.is(Class::SAYING) && after.shape == Shape::Lower {
                e.person += 1.5;
                e.organisation += 0.5;
            }
            if next == "who" || next == "himself" || next == "herself" {
                e.person += 3.0;
            }
            if after.shape == Shape::Lower && after.is(Class::ORGANISATION_NOUN) {
                // “Harbour Watch magazine”: only a name stands there with several capitals.
                e.organisation += if c.end - c.first > 1 { 2.0 } else { 1.0 };
            }
            if after.shape == Shape::Lower && after.is(Class::PLACE_NOUN) {
                e.place += 1.5;
            } else if after.shape == Shape::Lower && after.is(Class::PLACE) {
                // “the Merrow valley”
                e.place += 0.5;
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
    e.add(apposition(text, tokens, at));
    e
}

/// What the noun phrase at a token says of whom or what it describes: `the minister of …`, `a small town in …`.
fn apposition(text: &str, tokens: &[Token], at: usize) -> Evidence {
    let mut e = Evidence::default();
    let Some(after) = tokens.get(at) else { return e };
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

/// Whether it stands in parentheses right behind letters, and ends with a noun: “CEL (Lindau Episcopal Conference)”.
fn long_form(text: &str, tokens: &[Token], c: &Candidate) -> bool {
    let letters = c.first.checked_sub(1).and_then(|i| tokens.get(i));
    let letters = letters.is_some_and(|t| t.shape == Shape::Capitals && t.span.len() > 2);
    let last = c.end.checked_sub(1).and_then(|i| tokens.get(i));
    last.is_some_and(|last| {
        let closed = text.get(last.span.end..).is_some_and(|rest| rest.starts_with(')'));
        letters && closed && (last.is(Class::ORGANISATION.or(Class::EVENT)) || common(last.key))
    })
}

fn determiner(word: &str) -> bool {
    NUMBERS.contains(word)
        || matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "that" | "its" | "their" | "his" | "her"
        )
}

static IRREGULAR_PASTS: WordList = WordList::new(include_str!("../data/names/irregular-pasts.txt"));

/// Whether the next word is an ordinary noun that the name stands before: not a verb of saying, not a function word.
fn before_a_noun(text: &str, next: &Token) -> bool {
    let word = next.span.of(text);
    let verb = word.ends_with("ed")
        || word.ends_with("es") && word.len() < 7
        || IRREGULAR_PASTS.contains(word);
    next.gap == Gap::Space
        && next.shape == Shape::Lower
        && !verb
        && !next.is(Class::FUNCTION.or(Class::SAYING).or(Class::PARTICLE))
}

fn beside_a_number(tokens: &[Token], c: &Candidate) -> bool {
    let [name] = tokens.get(c.first..c.end).unwrap_or_default() else { return false };
    let number = |t: Option<&Token>, gap: Gap| {
        t.is_some_and(|t| t.shape == Shape::Number) && matches!(gap, Gap::Space | Gap::Stop)
    };
    let next = tokens.get(c.end);
    let before = c.first.checked_sub(1).and_then(|i| tokens.get(i));
    name.span.len() <= 3
        && (number(next, next.map_or(Gap::Other, |t| t.gap)) || number(before, name.gap))
}

/// Words of the tables: whatever stands alone with a capital, these name nobody.
pub(crate) const WORDS: Class = Class::ORGANISATION
    .or(Class::OFFICE)
    .or(Class::OFFICE_MODIFIER)
    .or(Class::PORTFOLIO)
    .or(Class::EVENT)
    .or(Class::PLACE)
    .or(Class::ORGANISATION_NOUN)
    .or(Class::HONORIFIC)
    .or(Class::CALENDAR)
    .or(Class::OFFICE_PLURAL)
    .or(Class::FUNCTION);

/// Whether the ending is that of an abstract noun or a plural of one.
pub(crate) fn abstract_noun(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "tion", "sion", "ment", "ness", "ity", "ism", "ology", "ance", "ence", "ship", "hood",
        "ties", "tions", "ments", "ries", "ices", "ical", "ware", "ing", "ings", "ers", "ies",
        "age", "ure", "ics",
    ];
    word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
