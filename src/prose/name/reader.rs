//! The reading of names: candidates, evidence for each string from all its places, and what it decides.

use super::candidate::{Candidate, Cutter};
use super::description;
use super::evidence;
use super::label;
use super::lexicon::Class;
use super::model::{Description, Name, NameKind};
use super::occurrences::Groups;
use super::token::{Gap, Shape, tokens};
use super::tokenized::Document;
use crate::prose::word::casing::Casing;
use crate::text::key;
use rustc_hash::FxHashSet;

/// The names in a text, in order; none overlap.
pub fn names(text: &str) -> Vec<Name> {
    read_names(text).0
}

/// The names in a text, and the words that mean somebody without a name; both in order, and none overlap.
pub fn read_names(text: &str) -> (Vec<Name>, Vec<Description>) {
    let tokens = tokens(text);
    let casing = Casing::of(&tokens);
    let candidates = Cutter::new(text, &tokens, &casing).candidates();
    let document = Document { text, tokens: &tokens, casing: &casing };
    let groups = document.groups(&candidates);
    let mut names = document.names(&candidates, &groups);
    document.add_surnames(&mut names);
    let descriptions = description::descriptions(text, &tokens, &names);
    (names, descriptions)
}

/// What speaks for a person where a name in capitals stands as a person's does: more than capitals speak against it.
const SHOUTED: f32 = 7.0;

impl<'a> Document<'a> {
    /// Adds up the evidence for each string, then decides.
    fn groups(&self, candidates: &[Candidate]) -> Groups<'a> {
        let mut groups: Groups<'a> = Groups::default();
        for c in candidates {
            let name = &self.tokens[c.first..c.end];
            let group = groups.entry(self.words(c)).or_default();
            group.evidence.add(evidence::around(self.text, self.tokens, c));
            group.titled |= c.title.is_some();
            group.count += 1;
            let labelled = label::is_label(self.text, self.tokens, c);
            group.labels += usize::from(labelled);
            let dateline = label::is_dateline(self.text, self.tokens, c);
            group.datelines += usize::from(dateline);
            let weak = name.iter().all(|t| t.weak || !t.capital())
                || (name.len() == 1 && name.iter().any(|t| t.weak));
            if !weak
                || labelled
                || dateline
                || c.title.is_some()
                || name.len() > 1 && !self.in_title(c)
            {
                group.strong += 1;
            }
        }
        for c in candidates {
            let Some(group) = groups.get_mut(self.words(c)).filter(|g| g.kind.is_none()) else {
                continue;
            };
            let name = &self.tokens[c.first..c.end];
            group.evidence = group.evidence.capped();
            group.evidence.add(evidence::inside(self.text, name, self.casing));
            // “MR. BRILL”, and “BRILL:” more than once: no letters of an organisation.
            if (group.titled || group.labels > 1 || group.labels > 0 && name.len() > 1)
                && label::is_shouted(self.tokens, c)
            {
                group.evidence.person += SHOUTED;
            }
            // A report has one dateline; what stands so again and again are speakers.
            if group.datelines == 1 && group.count == 1 {
                group.evidence.place += SHOUTED;
            }
            group.kind = self.decide(c, group);
        }
        self.share_in_lists(candidates, &mut groups);
        self.short_names(candidates, &mut groups);
        self.carry(candidates, &mut groups);
        self.prefer_parts(candidates, &mut groups);
        self.heads_alone(candidates, &mut groups);
        groups
    }

    /// A string that stands only in titles is not a name when it begins with one that stands elsewhere: “Rao Visits”.
    fn prefer_parts(&self, candidates: &[Candidate], groups: &mut Groups<'a>) {
        for c in candidates.iter().filter(|c| c.end - c.first > 1 && self.in_title(c)) {
            let named = |end| {
                let part = Candidate { end, ..*c };
                groups.get(self.words(&part)).is_some_and(|g| g.kind.is_some() && g.strong > 0)
            };
            let part = (c.first + 1..c.end).any(named);
            if let Some(group) = groups.get_mut(self.words(c)).filter(|g| part && g.strong == 0) {
                group.kind = None;
            }
        }
    }

    fn names(&self, candidates: &[Candidate], groups: &Groups<'a>) -> Vec<Name> {
        let mut names = Vec::with_capacity(candidates.len());
        for c in candidates {
            match groups.get(self.words(c)).and_then(|g| Some((g.kind?, g.weight()))) {
                Some((kind, weight)) => names.push(self.name(c, kind, weight)),
                None => self.parts_known(c, groups, &mut names),
            }
        }
        names
    }

    /// “Brown said so” at a sentence's start, where the document has a person of that surname: an ordinary word otherwise.
    fn add_surnames(&self, names: &mut Vec<Name>) {
        let persons = names.iter().filter(|n| n.kind == NameKind::Person && n.words.len() > 1);
        let surnames: FxHashSet<u64> = persons
            .filter_map(|n| n.span.of(self.text).rsplit([' ', '-']).next())
            .map(key)
            .collect();
        let mut more = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let Some(next) = self.tokens.get(at + 1).filter(|_| token.weak) else { continue };
            let says = next.gap == Gap::Space && next.is(Class::SAYING) && !next.capital();
            let acts = says || next.gap == Gap::Possessive && !next.weak;
            if token.shape == Shape::Capital && acts && surnames.contains(&token.key) {
                let c = Candidate { first: at, end: at + 1, title: None, organisation: false };
                let after = names.partition_point(|n| n.span.end <= token.span.start);
                if names.get(after).is_none_or(|n| !n.span.overlaps(token.span)) {
                    more.push(self.name(&c, NameKind::Person, 1));
                }
            }
        }
        if !more.is_empty() {
            names.append(&mut more);
            names.sort_by_key(|n| n.span);
        }
    }
}
