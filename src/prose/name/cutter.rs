//! Stretches that may be names: runs of capitalised words, cut at titles, nationalities and days.

use super::gazetteer;
use super::token::{Candidate, Tokenized};
use crate::prose::word::{Class, common};

/// All candidates of a text in order.
pub(super) fn candidates(text: Tokenized<'_>) -> Vec<Candidate> {
    let mut cutter = Cutter { text, found: Vec::new() };
    let mut at = 0;
    while at < text.tokens.len() {
        if !text.begins_run(at) {
            at += 1;
            continue;
        }
        let end = text.run_end(at);
        cutter.cut(at, end);
        at = end.max(at + 1);
    }
    cutter.found
}

struct Cutter<'a> {
    text: Tokenized<'a>,
    found: Vec<Candidate>,
}

impl Cutter<'_> {
    /// Cuts one run into candidates.
    fn cut(&mut self, mut first: usize, mut end: usize) {
        while first < end && self.text.drops_first(first, end) {
            first += 1;
        }
        while first < end && self.text.drops_last(end - 1) {
            end -= 1;
        }
        // “Congress MPs”, “EAC Chairperson”: the holder of the office is not named.
        while end - first >= 2 && self.text.ends_with_holder(end - 1) {
            end -= 1;
        }
        if first >= end {
            return;
        }
        if gazetteer::known(self.text.words(first, end))
            || gazetteer::organisation(self.text.words(first, end)).is_some()
        {
            self.push(first, end, None);
            return;
        }
        if let Some(at) = (first..end).find(|at| self.text.is_break(*at, first, end)) {
            self.cut(first, at);
            self.cut(at + 1, end);
            return;
        }
        if let Some(at) = (first + 1..end).find(|at| self.text.begins_new_name(*at, first, end)) {
            self.cut(first, at);
            self.cut(at, end);
            return;
        }
        if let Some((title, name)) = self.text.title(first, end) {
            if title > first {
                self.cut(first, title);
            } else {
                self.states_inside(title, name);
            }
            let of = (title..name).rev().find(|i| matches!(self.text.word(*i), "of" | "for"));
            let scope = of.map(|of| if self.text.word(of + 1) == "the" { of + 2 } else { of + 1 });
            if let Some(scope) = scope
                && self.text.tokens[scope..name].iter().any(|t| t.is(Class::ORGANISATION))
                && name - scope > 1
            {
                self.push(scope, name, None);
            }
            self.push(name, end, Some(self.text.title_start(title)));
            return;
        }
        self.push(first, end, None);
    }

    /// States named inside a title: “Chinese” in “Chinese Foreign Minister”.
    fn states_inside(&mut self, first: usize, end: usize) {
        let mut at = first;
        while at < end {
            let words = (1..=3.min(end - at))
                .rev()
                .find(|n| gazetteer::state(self.text.words(at, at + n)).is_some());
            match words {
                Some(n) => {
                    self.found.push(Candidate::untitled(at, at + n));
                    at += n;
                }
                None => at += 1,
            }
        }
    }

    fn push(&mut self, first: usize, end: usize, title: Option<usize>) {
        if first >= end {
            return;
        }
        let slice = &self.text.tokens[first..end];
        let organisation = slice.iter().any(|t| t.is(Class::ORGANISATION | Class::LEGAL_FORM));
        let only_office = slice.iter().all(|t| {
            t.is(Class::OFFICE
                | Class::HONORIFIC
                | Class::OFFICE_MODIFIER
                | Class::PORTFOLIO
                | Class::TENURE)
                || !t.capital()
                || gazetteer::state(t.span.of(self.text.text)).is_some()
        }) && slice.iter().any(|t| t.is(Class::OFFICE | Class::HONORIFIC))
            && !self.text.is_forename_alone(first, end);
        if only_office && title.is_none() && !(organisation && slice.len() > 1) {
            self.states_inside(first, end);
            return;
        }
        // “Governor of the Bank of Lindau”: an office, and an organisation inside.
        let of = (first..end).find(|i| self.text.word(*i) == "of");
        if let Some(of) = of.filter(|of| {
            title.is_none()
                && self.text.tokens[*of - 1].is(Class::OFFICE)
                && !self.text.tokens[*of - 1].is(Class::ORGANISATION)
        }) {
            let inside = if self.text.word(of + 1) == "the" { of + 2 } else { of + 1 };
            let worth = self.text.tokens[inside..end].iter().any(|t| t.is(Class::ORGANISATION))
                || self.text.tokens[of - 1].is(Class::OFFICE_PLURAL)
                || self.text.tokens[inside..end]
                    .iter()
                    .any(|t| t.in_name().is_empty() && !common(t.key))
                || gazetteer::known(self.text.words(inside, end));
            if worth && !self.text.tokens[inside].is(Class::OFFICE) {
                self.cut(inside, end);
            }
            return;
        }
        self.found.push(Candidate { first, end, title });
    }
}
