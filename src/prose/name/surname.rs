//! Surnames of persons whom a document names in full, and the same for organisations: “Rao” behind “Kavita Rao”.

use super::candidate::Candidate;
use super::gazetteer;
use super::model::NameKind;
use super::occurrences::Groups;
use super::tokenized::Tokenized;
use super::vocabulary::LISTED;
use crate::prose::word::lexicon;
use crate::text::key;
use rustc_hash::{FxHashMap, FxHashSet};

impl<'a> Tokenized<'a> {
    /// A full name carries its surname: “Rao” is a person where “Kavita Rao” is one.
    pub(super) fn carry(&self, candidates: &[Candidate], groups: &mut Groups<'a>) {
        let mut parts: FxHashMap<&'a str, NameKind> = FxHashMap::default();
        for c in candidates {
            let name = self.tokens_of(c);
            if name.len() < 2 {
                continue;
            }
            if groups.get(self.words_of(c)).and_then(|g| g.kind) == Some(NameKind::Person) {
                let ends = [name.last(), name.first()];
                for token in ends.into_iter().flatten() {
                    parts.insert(token.span.of(self.text), NameKind::Person);
                }
                // A second given name or maiden name.
                if let [_, middle, _] = name {
                    let own = middle.class.is_empty() && middle.capital() && middle.span.len() > 2;
                    own.then(|| parts.insert(middle.span.of(self.text), NameKind::Person));
                }
                // A double surname: “García Márquez”.
                if let [_, .., second, last] = name {
                    parts.insert(second.span.join(last.span).of(self.text), NameKind::Person);
                }
            }
        }
        for c in candidates {
            let name = self.tokens_of(c);
            let group = groups.get(self.words_of(c));
            // “Nordbank” where “Nordbank Holdings” is an organisation.
            if let ([first, _, ..], Some(NameKind::Organisation)) =
                (name, group.and_then(|g| g.kind))
            {
                let words = first.span.of(self.text);
                let own = first.class.is_empty()
                    && !self.casing.ordinary(first.key)
                    && gazetteer::state(words).is_none()
                    && gazetteer::place(words) != Some(gazetteer::Renown::City);
                if own {
                    parts.entry(words).or_insert(NameKind::Organisation);
                }
            }
        }
        // “BRILL” where “Ada Brill” is one.
        let surnames: FxHashSet<u64> = parts
            .iter()
            .filter(|(words, kind)| **kind == NameKind::Person && !words.contains([' ', '-']))
            .map(|(words, _)| key(words))
            .collect();
        for c in candidates.iter().filter(|c| c.end - c.first == 1) {
            let shouted = self.is_shouted(c);
            if shouted && self.tokens.get(c.first).is_some_and(|t| surnames.contains(&t.key)) {
                parts.entry(self.words_of(c)).or_insert(NameKind::Person);
            }
        }
        for (words, kind) in parts {
            if let Some(group) = groups.get_mut(words) {
                let e = group.evidence;
                let noun = lexicon::class_in_name(key(words)).intersects(LISTED);
                let body = gazetteer::organisation(words).is_some();
                let fixed = noun || body || gazetteer::nobody(words);
                if !matches!(group.kind, Some(NameKind::State | NameKind::People))
                    && e.place < 8.0
                    && !fixed
                {
                    group.kind = Some(kind);
                }
            }
        }
    }
}
