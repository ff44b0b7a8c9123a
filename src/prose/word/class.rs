//! What a word may be, and its shape.

use rustc_hash::FxHashMap;

bitflags::bitflags! {
    /// What a word may be; a word is often several things. `data/word-classes.tsv` names the classes in lower case.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(in crate::prose) struct Class: u64 {
        // Classes of any word in a sentence.
        /// A capitalised word that is no function word.
        const NAME = 1;
        /// A pronoun that can be a subject.
        const SUBJECT_PRONOUN = 1 << 1;
        /// A pronoun that cannot be a subject.
        const OBJECT_PRONOUN = 1 << 2;
        /// An article, a demonstrative, a possessive, a quantifier: begins a noun phrase.
        const DETERMINER = 1 << 3;
        /// A preposition.
        const PREPOSITION = 1 << 4;
        /// `and`, `or`, `but`.
        const COORDINATOR = 1 << 5;
        /// `that`, `because`, `while`: begins a clause.
        const SUBORDINATOR = 1 << 6;
        /// `who`, `which`, `whose`.
        const RELATIVE = 1 << 7;
        /// A form of be, have, do, or a modal.
        const AUXILIARY = 1 << 8;
        /// A form of be.
        const BE = 1 << 9;
        /// An adverb.
        const ADVERB = 1 << 10;
        /// A number in figures or words.
        const NUMBER = 1 << 11;
        /// A day, month or other time word.
        const TIME = 1 << 12;
        /// `Mr.`, `Sen.`, `President`: precedes a name.
        const TITLE = 1 << 13;
        /// A noun for people who speak: spokesman, official, analyst.
        const PERSON = 1 << 14;
        /// A form of a verb that reports words, thoughts or judgements.
        const CUE = 1 << 15;
        /// A form of a verb that mainly reports words.
        const SAY = 1 << 16;
        /// A verb in a tensed form: past or third person.
        const FINITE = 1 << 17;
        /// The base form of a verb.
        const BASE = 1 << 18;
        /// A verb's -ing form.
        const ING = 1 << 19;
        /// Any verb.
        const VERB = 1 << 20;
        /// A word with a possessive ending.
        const POSSESSIVE = 1 << 21;
        /// A noun, or a word nothing else is known about.
        const NOUN = 1 << 22;
        /// A noun for words: statement, letter, claim.
        const UTTERANCE = 1 << 23;
        /// The word is capitalised.
        const CAPITAL = 1 << 24;
        /// A pronoun with a contracted verb: `he's`, `they'd`.
        const CONTRACTED = 1 << 25;
        /// A work that has a title: book, film, song.
        const WORK = 1 << 26;
        /// A past form that is also a participle.
        const PARTICIPLE = 1 << 27;
        /// A first or second person pronoun.
        const ADDRESS = 1 << 28;

        // Classes of a word in or beside a name.
        /// A function word, adverb or sentence opener: never a name on its own.
        const FUNCTION = 1 << 32;
        /// `Mr`, `Dr`.
        const HONORIFIC = 1 << 33;
        /// The noun of an office or occupation: `minister`, `spokeswoman`.
        const OFFICE = 1 << 34;
        /// Precedes an office: `prime`, `deputy`.
        const OFFICE_MODIFIER = 1 << 35;
        /// What an office is for: `state`, `defence`.
        const PORTFOLIO = 1 << 36;
        /// The head noun of an organisation: `ministry`, `party`.
        const ORGANISATION = 1 << 37;
        /// `Ltd`, `GmbH`.
        const LEGAL_FORM = 1 << 38;
        /// The head noun of a place: `province`, `river`.
        const PLACE = 1 << 39;
        /// Begins the name of a place: `Mount`, `Lake`.
        const PLACE_OPENER = 1 << 40;
        /// A month or a day of the week.
        const CALENDAR = 1 << 41;
        /// A given name.
        const FORENAME = 1 << 42;
        /// A surname that precedes the given name.
        const EASTERN_SURNAME = 1 << 43;
        /// `bin`, `van`: lower-case parts of a name.
        const PARTICLE = 1 << 44;
        /// The head noun of an event, law, prize or work: something that cannot act.
        const EVENT = 1 << 45;
        /// A verb of saying that makes the adjacent word a name; cues are recognised by their verbs.
        const SAYING = 1 << 46;
        /// `north`, `eastern`.
        const DIRECTION = 1 << 47;
        /// An abbreviation whose full stop does not end the sentence.
        const ABBREVIATION = 1 << 48;
        /// `former`, `acting`: belongs to the following office.
        const TENURE = 1 << 49;
        /// A lower-case noun that says what the adjacent name is: `company`, `newspaper`.
        const ORGANISATION_NOUN = 1 << 50;
        /// The same for places: `town`, `village`.
        const PLACE_NOUN = 1 << 51;
        /// The plural of an office or honorific: several people, none of them named.
        const OFFICE_PLURAL = 1 << 52;

        // What a full stop after a word means.
        /// It belongs to the word: `Inc.`, `Calif.`
        const KEEPS_STOP = 1 << 56;
        /// The sentence continues after it with a capital: `Mr.`, `vs.`
        const LEADS_ON = 1 << 57;
        /// It ends no sentence: `e.g.`, `Sept.`
        const ENDS_NONE = 1 << 58;
    }
}

impl Class {
    /// The classes of any word in a sentence.
    pub(super) const OF_SENTENCES: Class = Class::from_bits_truncate((1 << 32) - 1);
    /// The classes of a word in or beside a name.
    pub(super) const OF_NAMES: Class =
        Class::from_bits_truncate((1 << 56) - 1).difference(Class::OF_SENTENCES);

    /// The classes by their names in the table of words.
    pub(super) fn names() -> FxHashMap<String, Class> {
        let name = |name: &str| name.to_ascii_lowercase().replace('_', "-");
        Class::all().iter_names().map(|(of_class, class)| (name(of_class), class)).collect()
    }
}

/// The shape of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Shape {
    /// `minister`
    Lower,
    /// `Minister`, `McDonald`
    Capital,
    /// `UNHCR`, `U.S.`
    Capitals,
    /// `2016`, `19th`
    Number,
}

impl Shape {
    /// The shape of this word.
    pub(in crate::prose) fn of(word: &str) -> Self {
        let Some(first) = word.chars().next() else { return Shape::Lower };
        if first.is_numeric() {
            return Shape::Number;
        }
        if !first.is_uppercase() {
            // “iPhone”, “eBay”: a capital inside makes it a name.
            let inside = word.chars().skip(1).take(2).any(char::is_uppercase);
            return if inside && word.len() > 3 { Shape::Capital } else { Shape::Lower };
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 1 && !word.chars().any(char::is_lowercase) {
            Shape::Capitals
        } else {
            Shape::Capital
        }
    }
}
