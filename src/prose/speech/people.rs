//! Who a pronoun stands for: the people named lately.

use crate::text::Span;

/// How many people are kept in mind.
const KEPT: usize = 8;

/// The people and groups that a text has named lately, the latest last.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The last pronoun that was resolved, and to whom.
    resolved: Option<(Span, Span)>,
    single: Vec<Span>,
    group: Option<Span>,
}

impl People {
    /// Remembers somebody.
    pub(super) fn meet(&mut self, name: Span) {
        if self.single.last() == Some(&name) {
            return;
        }
        if self.single.len() == KEPT {
            self.single.remove(0);
        }
        self.single.push(name);
    }

    /// Remembers a group: “Chinese leaders”.
    pub(super) fn meet_group(&mut self, name: Span) {
        self.group = Some(name);
    }

    /// Remembers whom a pronoun stands for, so that it stands for the same in the whole sentence.
    pub(super) fn resolve(&mut self, pronoun: Span, name: Span) {
        self.resolved = Some((pronoun, name));
    }

    /// Whom “they” stands for.
    pub(super) fn they(&self) -> Option<Span> {
        self.group
    }

    /// Whom “he” or “she” stands for: the latest of whom the quoted words themselves do not speak, and whose title
    /// does not contradict.
    pub(super) fn singular(
        &self,
        text: &str,
        pronoun: &str,
        quoted: &str,
        at: Span,
    ) -> Option<Span> {
        if let Some((_, name)) = self.resolved.filter(|(known, _)| *known == at) {
            return Some(name);
        }
        let she = pronoun.eq_ignore_ascii_case("she") || pronoun.eq_ignore_ascii_case("her");
        self.single
            .iter()
            .rev()
            .filter(|name| name.end <= at.start)
            .find(|name| {
                let words = name.of(text);
                let last = words.split_whitespace().next_back().unwrap_or(words);
                let first = words.split_whitespace().next().unwrap_or(words).trim_end_matches('.');
                let woman = matches!(first, "Ms" | "Mrs" | "Miss" | "Queen" | "Lady" | "Mother");
                let man = matches!(first, "Mr" | "Sir" | "King" | "Lord" | "Pope" | "Father");
                {
                    let contradicts = if she { man } else { woman };
                    !contradicts && !quoted.contains(last)
                }
            })
            .copied()
    }
}
