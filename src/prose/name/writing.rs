//! Turns a candidate of known kind into a name: its words as compared, its letters, whether it acts.

use super::gazetteer;
use super::model::{Name, NameKind};
use super::token::{Candidate, Tokenized};
use crate::prose::data::WordList;
use crate::prose::word::{Class, Gap, Part, Shape};
use crate::text::Span;

impl Tokenized<'_> {
    pub(super) fn name(&self, c: &Candidate, kind: NameKind, weight: u8) -> Name {
        let span = self.span_of(c);
        Name {
            span,
            kind,
            words: self.comparable(c),
            titled: c.title.is_some() || self.leads(c),
            acts: kind == NameKind::State && self.acts(c),
            weight,
            roles: self.roles(c, kind),
            acronym: self.acronym(c, kind),
        }
    }

    /// The words for comparison, without an article that belongs to the name.
    fn comparable(&self, c: &Candidate) -> Vec<String> {
        let surface = self.words_of(c);
        let usual = gazetteer::organisation(surface).or_else(|| gazetteer::usual_place(surface));
        let mut words = comparable(usual.unwrap_or(surface));
        if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
            words.remove(0);
        }
        words
    }

    /// The letters in parentheses directly after the name of an organisation, if they match its initials.
    fn acronym(&self, c: &Candidate, kind: NameKind) -> Option<Span> {
        let letters = self.token(c.end)?;
        let initial = |t: &Part| t.span.of(self.text).chars().next();
        let syllables = letters.shape == Shape::Capital
            && self.token(c.first).and_then(initial) == initial(letters);
        if kind != NameKind::Organisation
            || letters.gap != Gap::Open
            || !(letters.shape == Shape::Capitals || syllables)
        {
            return None;
        }
        let closed = self.text.get(letters.span.end..)?.starts_with(')');
        (closed && c.end - c.first > 1).then_some(letters.span)
    }

    /// Whether the word after a name makes it a head of government's: “the Rao administration”.
    fn leads(&self, c: &Candidate) -> bool {
        let led = ["administration", "government", "presidency", "regime"];
        c.end - c.first == 1 && led.contains(&self.word(c.end))
    }
}

/// The words of a name as compared: lower case, without accents, full stops and hyphens.
pub fn comparable(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-' || c == '‑')
        .map(comparable_word)
        .filter(|word| !word.is_empty())
        .collect()
}

fn comparable_word(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let mut word = gazetteer::plain(word).to_lowercase();
    word.retain(|c| c.is_alphanumeric() || c == '\'');
    word
}

static ACTING: WordList = WordList::new(include_str!("../data/names/acting-verbs.txt"));

static OF_GOVERNMENTS: WordList = WordList::new(include_str!("../data/names/government-nouns.txt"));

impl Tokenized<'_> {
    /// Whether a capital acts in its sentence, as a state does.
    pub(super) fn acts(&self, c: &Candidate) -> bool {
        let Some(after) = self.token(c.end) else { return false };
        let next = after.span.of(self.text);
        let before = c.first.checked_sub(1).map_or("", |at| self.word(at));
        let place = matches!(
            before,
            "in" | "In" | "of" | "near" | "from" | "to" | "at" | "where" | "outside"
        );
        match after.gap {
            Gap::Space => {
                let verb = ACTING.contains(next) || after.is(Class::SAYING) || next.ends_with("ed");
                !place && after.shape == Shape::Lower && verb
                    || before == "between" && next == "and"
            }
            Gap::Possessive => OF_GOVERNMENTS.contains(next),
            _ => before == "against",
        }
    }
}
