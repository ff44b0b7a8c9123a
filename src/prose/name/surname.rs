//! Surnames of persons whom a document names in full, and the same for organisations: “Rao” behind “Kavita Rao”.

use super::candidate::Candidate;
use super::gazetteer::{self, Renown};
use super::model::NameKind;
use super::occurrences::ByName;
use super::tokenized::Tokenized;
use super::vocabulary::LISTED;
use crate::prose::word::lexicon;
use crate::text::key;
use rustc_hash::{FxHashMap, FxHashSet};

/// What names of several words tell of their parts.
type Parts<'a> = FxHashMap<&'a str, NameKind>;

impl<'a> Tokenized<'a> {
    /// A full name carries its surname: “Rao” is a person where “Kavita Rao” is one.
    pub(super) fn share_with_parts(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        let mut parts = Parts::default();
        let decided = &*by_name;
        let of_kind = |kind| {
            let named = move |c: &&Candidate| {
                decided.get(self.words_of(c)).is_some_and(|all| all.kind == Some(kind))
            };
            candidates.iter().filter(|c| c.end - c.first > 1).filter(named)
        };
        of_kind(NameKind::Person).for_each(|c| self.parts_of_person(c, &mut parts));
        of_kind(NameKind::Organisation).for_each(|c| self.front_of_organisation(c, &mut parts));
        self.surnames_in_capitals(candidates, &mut parts);
        for (words, kind) in parts {
            let Some(all) = by_name.get_mut(words) else { continue };
            let known = lexicon::class_in_name(key(words)).intersects(LISTED)
                || gazetteer::organisation(words).is_some()
                || gazetteer::nobody(words)
                || matches!(all.kind, Some(NameKind::State | NameKind::People));
            if !known && all.evidence.place < 8.0 {
                all.kind = Some(kind);
            }
        }
    }

    fn parts_of_person(&self, c: &Candidate, parts: &mut Parts<'a>) {
        let name = self.tokens_of(c);
        let ends = [name.first(), name.last()].into_iter().flatten();
        let mut person = |words| parts.insert(words, NameKind::Person);
        ends.for_each(|token| {
            person(token.span.of(self.text));
        });
        // A second given name or maiden name.
        if let [_, middle, _] = name
            && middle.class.is_empty()
            && middle.capital()
            && middle.span.len() > 2
        {
            person(middle.span.of(self.text));
        }
        // A double surname: “García Márquez”.
        if let [_, .., second, last] = name {
            person(second.span.join(last.span).of(self.text));
        }
    }

    /// “Nordbank” where “Nordbank Holdings” is an organisation.
    fn front_of_organisation(&self, c: &Candidate, parts: &mut Parts<'a>) {
        let Some(first) = self.token(c.first) else { return };
        let words = first.span.of(self.text);
        let own = first.class.is_empty()
            && !self.casing.ordinary(first.key)
            && gazetteer::state(words).is_none()
            && gazetteer::place(words) != Some(Renown::City);
        if own {
            parts.entry(words).or_insert(NameKind::Organisation);
        }
    }

    /// “BRILL” where “Ada Brill” is a person.
    fn surnames_in_capitals(&self, candidates: &[Candidate], parts: &mut Parts<'a>) {
        let persons = parts.iter().filter(|(_, kind)| **kind == NameKind::Person);
        let single = persons.filter(|(words, _)| !words.contains([' ', '-']));
        let surnames: FxHashSet<u64> = single.map(|(words, _)| key(words)).collect();
        for c in candidates.iter().filter(|c| c.end - c.first == 1 && self.is_shouted(c)) {
            if self.token(c.first).is_some_and(|t| surnames.contains(&t.key)) {
                parts.entry(self.words_of(c)).or_insert(NameKind::Person);
            }
        }
    }
}
