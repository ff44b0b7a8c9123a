//! Offices that a text states beside a name, word for word: before it, after it, or with “is”.

use super::gazetteer;
use super::model::NameKind;
use super::token::{Candidate, Tokenized};
use crate::prose::data::WordList;
use crate::prose::word::{Class, Gap, Part, Shape};
use crate::text::Span;

/// The longest role, in words: anything longer is a sentence.
const LONGEST: usize = 24;

static CLAUSE_OPENERS: WordList = WordList::new(include_str!("../data/names/clause-openers.txt"));
static OFFICE_PARTICIPLES: WordList =
    WordList::new(include_str!("../data/names/office-participles.txt"));
static ROLE_OPENERS: WordList = WordList::new(include_str!("../data/names/role-openers.txt"));
static SOMEBODY: WordList = WordList::new(include_str!("../data/names/pronouns.txt"));

impl Tokenized<'_> {
    /// The roles beside the name.
    pub(super) fn roles(&self, c: &Candidate, kind: NameKind) -> Vec<Span> {
        let (nouns, person) = match kind {
            NameKind::Person => (Class::OFFICE, true),
            NameKind::Organisation => (Class::ORGANISATION_NOUN | Class::OFFICE, false),
            _ => return Vec::new(),
        };
        let found = [
            person.then(|| self.role_before(c)).flatten(),
            self.apposition_before(c, nouns),
            self.apposition_behind(c, nouns),
            person.then(|| self.copula(c)).flatten(),
        ];
        found.into_iter().flatten().collect()
    }

    /// `Foreign Minister X`, `Chinese president X`, `former mayor X`. An honorific is no role.
    fn role_before(&self, c: &Candidate) -> Option<Span> {
        let end = c.first;
        let capital = c.title.unwrap_or(end);
        let mut first = capital;
        // Lower-case words of the office before the name, and what they belong to.
        while let Some(before) = first.checked_sub(1).map(|i| &self.tokens[i]) {
            if first < self.tokens.len()
                && !matches!(
                    self.gap(first),
                    Gap::Space | Gap::Hyphen | Gap::Possessive | Gap::Stop
                )
            {
                break;
            }
            let state = gazetteer::state(before.span.of(self.text)).is_some();
            let modifier = before
                .is(Class::OFFICE_MODIFIER | Class::PORTFOLIO | Class::TENURE | Class::OFFICE);
            let function = before.is(Class::FUNCTION) && !before.is(Class::TENURE);
            let compass = before.is(Class::DIRECTION) && before.capital();
            if function || !(modifier || state || compass || before.capital() && first < capital) {
                break;
            }
            first -= 1;
        }
        let office = (first..end).any(|i| {
            // “Presidents Rao and Lind”: neither is called that.
            let plural =
                matches!(self.word(i), "Presidents" | "Ministers" | "Senators" | "Governors");
            self.tokens[i].is(Class::OFFICE) && !self.only_honorific(i) && !plural
        });
        if !office || (first..end).all(|i| self.only_honorific(i)) {
            return None;
        }
        let last = (first..end).rev().find(|i| !matches!(self.word(*i), "of" | "and"))?;
        self.span(first, last + 1)
    }

    fn only_honorific(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is(Class::HONORIFIC) && token.is(Class::ABBREVIATION)
            || (token.is(Class::HONORIFIC) && !token.is(Class::OFFICE))
    }

    /// `the country's founder, X,` · `a member of the board, X, said` · `the newspaper X`.
    fn apposition_before(&self, c: &Candidate, nouns: Class) -> Option<Span> {
        if c.title.is_some() {
            return None;
        }
        let comma = self.gap(c.first) == Gap::Comma;
        if !comma && self.gap(c.first) != Gap::Space {
            return None;
        }
        if comma && !matches!(self.gap(c.end), Gap::Comma | Gap::Sentence | Gap::Close) {
            return None;
        }
        let mut first = c.first;
        for at in (c.first.saturating_sub(14)..c.first).rev() {
            if at + 1 < c.first
                && !matches!(self.gap(at + 1), Gap::Space | Gap::Hyphen | Gap::Possessive)
            {
                break;
            }
            if matches!(
                self.word(at),
                "a" | "an" | "the" | "A" | "An" | "The" | "his" | "her" | "their"
            ) {
                first = at;
                // “a member of the board, X”: the office begins further back; “the birth of the country's founder, X”
                // does not, since the founder is the country's.
                let inner = matches!(
                    self.word(at.wrapping_sub(1)),
                    "of" | "in" | "for" | "by" | "on" | "at"
                );
                let owned = comma && (at..c.first).any(|i| self.gap(i) == Gap::Possessive);
                if self.is_role(at, c.first, nouns) && (!inner || owned) {
                    break;
                }
            }
        }
        if first == c.first || !self.is_role(first, c.first, nouns) {
            return None;
        }
        let bare =
            !comma && (first..c.first).any(|i| matches!(self.word(i), "of" | "in" | "for" | "to"));
        if bare || c.first - first < 2 {
            return None;
        }
        self.span(first, c.first)
    }

    /// `X, the mayor of Y,` · `X, dean of Y.` · `X, as former mayor,` · `(X, a scholar)`.
    fn apposition_behind(&self, c: &Candidate, nouns: Class) -> Option<Span> {
        let mut first = c.end;
        let opened = self.gap(first) == Gap::Open && matches!(self.word(first), "a" | "an" | "the");
        if self.gap(first) != Gap::Comma && !opened {
            return None;
        }
        if self.word(first) == "as" {
            first += 1;
        }
        let end = self.phrase_end(first);
        if opened && self.gap(end) != Gap::Close {
            return None;
        }
        // `…, Foreign Minister Y said`: a capital begins the next name, unless it is an office with its scope.
        let capital = self.token(first).is_some_and(Part::capital);
        let scoped = (first + 1..end).any(|i| matches!(self.word(i), "of" | "at" | "for"))
            || (first + 1..end).any(|i| self.gap(i) == Gap::Possessive);
        if capital && !scoped {
            return None;
        }
        let role =
            self.is_role(first, end, nouns) && self.closed(end) && !self.narrates(first, end);
        role.then(|| self.span(first, end)).flatten()
    }

    /// Whether the words after a name say what a person does while speaking, not who it is: `said X, shoving him back
    /// into the chair`, `X, her head in her hands,`.
    fn narrates(&self, first: usize, end: usize) -> bool {
        let participle = |at: usize| {
            let small = self.token(at).is_some_and(|t| t.shape == Shape::Lower);
            let word = self.word(at);
            // “leading economist”, but “leading his brother”.
            let office = OFFICE_PARTICIPLES.contains(word)
                && !matches!(
                    self.word(at + 1),
                    "a" | "an" | "the" | "his" | "her" | "their" | "my"
                );
            small && word.len() > 4 && word.ends_with("ing") && !office
        };
        // “dressed as a priest”, “followed by the captain”.
        let done = self.token(first).is_some_and(|t| {
            let word = t.span.of(self.text);
            t.shape == Shape::Lower
                && word.len() > 4
                && (word.ends_with("ed") || word.ends_with("ly"))
                && !t.is(Class::TENURE | Class::OFFICE_MODIFIER | Class::OFFICE)
                && !OFFICE_PARTICIPLES.contains(word)
                && !word.contains('-')
        });
        let other = (first..end).any(|at| SOMEBODY.contains(self.word(at)));
        let hers = matches!(self.word(first), "his" | "her" | "their" | "its");
        let body = hers
            && (first + 1..end)
                .any(|at| matches!(self.word(at), "head" | "chair" | "back" | "face"))
            && self.word(first + 2) != "of";
        let joined = (first + 1..end).any(|at| self.word(at - 1) == "and" && participle(at));
        participle(first) || done || other || body || joined
    }

    /// `X is a senior fellow at Y.`
    fn copula(&self, c: &Candidate) -> Option<Span> {
        let verb = matches!(self.word(c.end), "is" | "was") && self.gap(c.end) == Gap::Space;
        if !verb || self.gap(c.end + 1) != Gap::Space {
            return None;
        }
        let first = c.end + 1;
        let end = self.phrase_end(first);
        (self.is_role(first, end, Class::OFFICE) && self.closed(end))
            .then(|| self.span(first, end))
            .flatten()
    }

    /// One past the last token of the noun phrase at `first`, which ends before a clause, a comma or a full stop. A
    /// dotted “U.S.” is one token; any other full stop ends the phrase.
    fn phrase_end(&self, first: usize) -> usize {
        let goes_on = |token: &Part| {
            let word = token.span.of(self.text);
            let verb = token.is(Class::SAYING)
                && token.shape == Shape::Lower
                && !matches!(word, "state" | "states");
            let joined = matches!(
                token.gap,
                Gap::Space | Gap::Hyphen | Gap::Possessive | Gap::Stop | Gap::And
            );
            joined && !verb && !CLAUSE_OPENERS.contains(word)
        };
        let rest = self.tokens.get(first + 1..).unwrap_or_default();
        let begun = usize::from(first < self.tokens.len());
        first + begun + rest.iter().take_while(|token| goes_on(token)).count()
    }

    /// Whether the phrase is headed by an office: its noun precedes the first preposition, and only a name, an article
    /// and adjectives precede that.
    fn is_role(&self, first: usize, end: usize, nouns: Class) -> bool {
        if end <= first || end - first > LONGEST {
            return false;
        }
        for at in first..end {
            let token = &self.tokens[at];
            let word = token.span.of(self.text);
            if token.is(nouns) && self.gap(at + 1) != Gap::Possessive {
                return true;
            }
            let ends = if at == first {
                token.is(Class::FUNCTION) && !ROLE_OPENERS.contains(word)
            } else {
                matches!(word, "of" | "in" | "for" | "at" | "from" | "with" | "to" | "by" | "on")
            };
            if ends {
                return false;
            }
        }
        false
    }

    /// Whether the phrase ends where a sentence or clause does.
    fn closed(&self, end: usize) -> bool {
        if end >= self.tokens.len() {
            return true;
        }
        let relative = matches!(self.word(end), "who" | "whose" | "which" | "that")
            || self.tokens[end].is(Class::SAYING);
        relative
            || matches!(
                self.gap(end),
                Gap::Comma | Gap::Sentence | Gap::Close | Gap::Other | Gap::Open | Gap::Quote
            )
    }
}
