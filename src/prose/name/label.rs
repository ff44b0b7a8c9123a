//! Names in capitals before a colon: the next speaker in a transcript, not the letters of an organisation.

use super::token::{Candidate, Tokenized};
use super::vocabulary::LISTED;
use crate::prose::word::{Class, Gap, Part, Shape, common};

/// The fewest bytes of a word in capitals taken for a surname: shorter ones are letters.
const SHORTEST: usize = 4;

impl Tokenized<'_> {
    /// Whether a candidate is all in capitals, at the start of its line and before a colon: “BRILL: I do.” Listed and
    /// common words are headings and offices: “NOTE:”, “THE COURT:”.
    pub(super) fn is_label(&self, c: &Candidate) -> bool {
        let colon = self
            .behind(c)
            .strip_prefix(':')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\t', '*', '_']));
        colon && self.begins_line(c.title.unwrap_or(c.first)) && self.is_shouted(c)
    }

    /// Whether a candidate is all in capitals, at the start of its line and before a dash: “KARHU — The town slept”.
    pub(super) fn is_dateline(&self, c: &Candidate) -> bool {
        let behind = self.behind(c);
        let dash = [" - ", " -- ", " – ", " — "].iter().any(|dash| behind.starts_with(dash));
        dash && c.title.is_none() && self.begins_line(c.first) && self.is_shouted(c)
    }

    fn begins_line(&self, at: usize) -> bool {
        let Some(first) = self.token(at) else { return false };
        let line = self.text.get(..first.span.start).unwrap_or_default();
        let before = line.trim_end_matches([' ', '\t', '*', '_', '>', '#']).chars().next_back();
        first.gap == Gap::Sentence && before.is_none_or(|c| c == '\n')
    }

    /// Whether all words of a candidate are in capitals and none is a common one.
    pub(super) fn is_shouted(&self, c: &Candidate) -> bool {
        let name = self.tokens_of(c);
        let initial = |t: &Part| t.span.len() == 1 && t.capital();
        let own = |t: &Part| {
            t.shape == Shape::Capitals
                && t.span.len() >= SHORTEST
                && !common(t.key)
                && (!t.is(LISTED) || t.is(Class::FORENAME | Class::EASTERN_SURNAME))
        };
        let short = |t: &Part| {
            t.is(Class::FORENAME | Class::PARTICLE | Class::EASTERN_SURNAME)
                || t.shape == Shape::Capitals && !common(t.key) && !t.is(LISTED)
        };
        name.iter().any(own) && name.iter().all(|t| own(t) || initial(t) || short(t))
    }
}
