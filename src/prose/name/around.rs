//! What the words around a place of a name show.

use super::evidence::Feature;
use super::gazetteer;
use super::token::{Candidate, Tokenized};
use crate::prose::data::WordList;
use crate::prose::word::{Class, Gap, Part, Shape, common};

static FOLLOWINGS: WordList = WordList::new(include_str!("../data/names/followings.txt"));
static IRREGULAR_PASTS: WordList = WordList::new(include_str!("../data/names/irregular-pasts.txt"));
/// Words that follow the noun of a description.
const DESCRIBED: &[&str] =
    &["of", "in", "for", "at", "who", "which", "that", "said", "and", "with", "from", "to"];
static NUMBERS: WordList = WordList::new(include_str!("../data/names/numbers.txt"));

impl Tokenized<'_> {
    /// Passes each feature of a candidate's place to `see`.
    pub(super) fn around(&self, c: &Candidate, see: &mut impl FnMut(Feature)) {
        if c.title.is_some() {
            see(Feature::BehindTitle);
        }
        if matches!(self.gap(c.first), Gap::Space | Gap::Stop) {
            self.behind_a_word(c, see);
        }
        let (before, after) = (self.before(c.first), self.token(c.end));
        // “told The Morning Lamp”: a capitalised article belongs to a newspaper's name.
        let saying =
            |t: Option<&Part>| t.is_some_and(|t| t.is(Class::SAYING) && t.gap == Gap::Space);
        let article = self.word(c.first) == "The" && self.token(c.first).is_some_and(|t| !t.weak);
        if article && (saying(before) || saying(after)) {
            see(Feature::CapitalArticle);
        }
        if self.is_long_form(c) {
            see(Feature::LongForm);
        }
        if self.is_beside_number(c) {
            see(Feature::BesideNumber);
        }
        let Some(after) = after else { return };
        let copula = matches!(self.word(c.end), "is" | "was" | "are" | "were");
        if copula
            && after.gap == Gap::Space
            && matches!(self.word(c.end + 1), "a" | "an" | "the" | "one")
        {
            self.description_of_it(c.end + 1, see);
        }
        match after.gap {
            Gap::Comma => self.before_a_comma(c.end, see),
            Gap::Space => self.before_a_word(c, after, see),
            Gap::Open if after.shape == Shape::Number && after.span.len() <= 2 => {
                see(Feature::AgeInParentheses);
            }
            Gap::Open if after.shape == Shape::Capitals && c.end - c.first > 1 => {
                see(Feature::LettersInParentheses);
            }
            _ => {}
        }
    }

    fn behind_a_word(&self, c: &Candidate, see: &mut impl FnMut(Feature)) {
        let Some(before) = self.before(c.first) else { return };
        let previous = before.span.of(self.text);
        match previous {
            // In “the Rao report” the article belongs to the report.
            "the" | "The" if self.token(c.end).is_some_and(|t| self.is_noun_behind(t)) => {}
            "the" | "The" => see(Feature::BehindThe),
            _ if before.shape == Shape::Number || NUMBERS.contains(previous) => {
                see(Feature::BehindNumber);
            }
            "in" | "In" => see(Feature::BehindIn),
            "near" | "Near" | "outside" | "across" | "throughout" | "around" => {
                see(Feature::BehindNear);
            }
            "from" | "From" | "to" | "into" | "at" | "At" | "toward" | "towards" => {
                see(Feature::BehindFrom);
            }
            _ => {}
        }
        let noun = c.first.checked_sub(2).and_then(|at| self.token(at));
        if previous == "of" && noun.is_some_and(|t| t.is(Class::PLACE_NOUN)) {
            see(Feature::BehindPlaceNounOf);
        }
        if before.shape != Shape::Lower {
            return;
        }
        if before.is(Class::OFFICE) && !matches!(previous, "members" | "member") {
            see(Feature::BehindOffice);
        }
        if before.is(Class::ORGANISATION_NOUN) {
            see(Feature::BehindOrganisationNoun);
        }
        if before.is(Class::SAYING) {
            see(Feature::BehindSaying);
        }
        if before.is(Class::DIRECTION) {
            see(Feature::BehindDirection);
        }
    }

    fn before_a_word(&self, c: &Candidate, after: &Part, see: &mut impl FnMut(Feature)) {
        let next = after.span.of(self.text);
        let several = c.end - c.first > 1;
        if FOLLOWINGS.contains(next) && !several {
            see(Feature::BeforeFollowing);
        } else if self.is_noun_behind(after) {
            let determiner = |t: &Part| {
                t.shape == Shape::Number
                    || t.is(Class::FUNCTION) && is_determiner(t.span.of(self.text))
            };
            let determined =
                self.gap(c.first) == Gap::Space && self.before(c.first).is_some_and(determiner);
            see(if determined { Feature::BeforeNounDetermined } else { Feature::BeforeNoun });
        }
        if matches!(next, "who" | "himself" | "herself") {
            see(Feature::BeforeWho);
        }
        if after.shape != Shape::Lower {
            return;
        }
        if after.is(Class::SAYING) {
            see(Feature::BeforeSaying);
        }
        if after.is(Class::ORGANISATION_NOUN) {
            // “Harbour Watch magazine”: several capitals there are a name.
            see(if several {
                Feature::SeveralWordsBeforeOrganisationNoun
            } else {
                Feature::BeforeOrganisationNoun
            });
        }
        if after.is(Class::PLACE_NOUN) {
            see(Feature::BeforePlaceNoun);
        } else if after.is(Class::PLACE) {
            see(Feature::BeforePlaceHead);
        }
        if after.is(Class::OFFICE) {
            see(Feature::BeforeOffice);
        }
    }

    /// `, 42,` · `, who` · `, the minister` · `, a newspaper` · `, France`.
    fn before_a_comma(&self, at: usize, see: &mut impl FnMut(Feature)) {
        let Some(after) = self.token(at) else { return };
        let age = after.shape == Shape::Number && after.span.len() == 2;
        if age && matches!(self.gap(at + 1), Gap::Comma | Gap::Sentence) {
            see(Feature::AgeBehindComma);
        }
        match after.span.of(self.text) {
            "who" | "whose" | "whom" => see(Feature::WhoBehindComma),
            "which" | "where" => see(Feature::WhichBehindComma),
            next if after.capital() && gazetteer::state(next).is_some() => {
                see(Feature::StateBehindComma);
            }
            _ => {}
        }
        if !after.capital() {
            self.description_of_it(at, see);
        }
    }

    /// What the noun phrase at a token describes: `the minister of …`, `a small town in …`.
    fn description_of_it(&self, at: usize, see: &mut impl FnMut(Feature)) {
        // The noun precedes the first preposition.
        for (i, token) in self.tokens.iter().enumerate().skip(at).take(8) {
            let joined = i == at || matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Possessive);
            let ends = DESCRIBED.contains(&token.span.of(self.text));
            if !joined || ends {
                break;
            }
            if token.shape != Shape::Lower {
                continue;
            }
            if token.is(Class::OFFICE) {
                see(Feature::DescribedAsOffice);
                break;
            }
            if token.is(Class::ORGANISATION_NOUN) {
                see(Feature::DescribedAsOrganisation);
            }
            if token.is(Class::PLACE_NOUN) {
                see(Feature::DescribedAsPlace);
            }
        }
    }

    /// Whether it is in parentheses directly after letters, and ends with a noun: “CEL (Lindau Episcopal Conference)”.
    fn is_long_form(&self, c: &Candidate) -> bool {
        let letters = |t: &Part| t.shape == Shape::Capitals && t.span.len() > 2;
        let noun = |t: &Part| t.is(Class::ORGANISATION | Class::EVENT) || common(t.key);
        self.gap(c.first) == Gap::Open
            && c.end - c.first > 1
            && self.before(c.first).is_some_and(letters)
            && self.before(c.end).is_some_and(noun)
            && self.behind(c).starts_with(')')
    }

    fn is_beside_number(&self, c: &Candidate) -> bool {
        let [name] = self.tokens_of(c) else { return false };
        let joined = |at: usize| matches!(self.gap(at), Gap::Space | Gap::Stop);
        let number = |t: Option<&Part>| t.is_some_and(|t| t.shape == Shape::Number);
        name.span.len() <= 3
            && (number(self.token(c.end)) && joined(c.end)
                || number(self.before(c.first)) && joined(c.first))
    }

    /// Whether a token after a name is an ordinary noun modified by it: not a verb of saying, not a function word.
    fn is_noun_behind(&self, next: &Part) -> bool {
        let word = next.span.of(self.text);
        let verb = word.ends_with("ed")
            || word.ends_with("es") && word.len() < 7
            || IRREGULAR_PASTS.contains(word);
        next.gap == Gap::Space
            && next.shape == Shape::Lower
            && !verb
            && !next.is(Class::FUNCTION | Class::SAYING | Class::PARTICLE)
    }
}

fn is_determiner(word: &str) -> bool {
    NUMBERS.contains(word)
        || matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "that" | "its" | "their" | "his" | "her"
        )
}
