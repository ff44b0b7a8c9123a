//! Reads names: candidates, the evidence for each string from all its places, and the decision.

use super::cutter::candidates;
use super::evidence::{ByName, Feature, NAME_FEATURES, NameWeights, Occurrences};
use super::model::{Description, Name, NameKind};
use super::token::{Candidate, Tokenized, parts};
use crate::prose::word::{Casing, Class, Gap, Shape, Words};
use crate::text::{Span, key};
use rustc_hash::{FxHashMap, FxHashSet};

/// The names in a text, in order; none overlap.
pub fn names(text: &str) -> Vec<Name> {
    read_names(text, &Words::default()).0
}

/// The names in a text, and the words that mean somebody without a name; both in order, and none overlap.
pub fn read_names(text: &str, words: &Words) -> (Vec<Name>, Vec<Description>) {
    read_names_weighing(text, words, NameWeights::bundled())
}

/// Like [`read_names`], with other weights: for the program that fits them.
pub fn read_names_weighing(
    text: &str,
    words: &Words,
    weights: &NameWeights,
) -> (Vec<Name>, Vec<Description>) {
    let tokens = parts(text, words);
    let casing = Casing::of(&tokens);
    let text = Tokenized { text, tokens: &tokens, casing: &casing };
    let candidates = candidates(text);
    let by_name = text.occurrences(&candidates, weights);
    let mut names = text.names(&candidates, &by_name);
    text.add_surnames(&mut names);
    let descriptions = text.descriptions(&names);
    (names, descriptions)
}

/// One string that may be a name, for the program that fits the weights.
#[derive(Clone, Debug, Default)]
pub struct NameCase {
    /// Its places.
    pub spans: Vec<Span>,
    /// How often each feature of [`NAME_FEATURES`] occurs around it; their total weight is capped.
    pub around: Vec<u16>,
    /// The same for features of the string itself.
    pub within: Vec<u16>,
}

/// All strings of a text that may be names, with the evidence for each.
pub fn name_cases(text: &str) -> Vec<NameCase> {
    let tokens = parts(text, &Words::default());
    let casing = Casing::of(&tokens);
    let text = Tokenized { text, tokens: &tokens, casing: &casing };
    let candidates = candidates(text);
    let by_name = text.occurrences(&candidates, NameWeights::bundled());
    let none = || vec![0; NAME_FEATURES.len()];
    let mut cases: FxHashMap<&str, NameCase> = FxHashMap::default();
    for c in &candidates {
        let words = text.words_of(c);
        let Some(occurrences) = by_name.get(words) else { continue };
        let case = cases.entry(words).or_insert_with(|| {
            let mut within = none();
            text.about(c, occurrences, &mut |feature| within[feature as usize] += 1);
            NameCase { spans: Vec::new(), around: none(), within }
        });
        case.spans.push(text.span_of(c));
        text.around(c, &mut |feature| case.around[feature as usize] += 1);
    }
    let mut cases: Vec<NameCase> = cases.into_values().collect();
    cases.sort_by_key(|case| case.spans.first().copied());
    cases
}

impl<'a> Tokenized<'a> {
    /// Adds up the evidence for each string, then decides.
    fn occurrences(&self, candidates: &[Candidate], weights: &NameWeights) -> ByName<'a> {
        let mut by_name: ByName<'a> = ByName::default();
        for c in candidates {
            let occurrences = by_name.entry(self.words_of(c)).or_default();
            self.around(c, &mut |feature| occurrences.evidence += weights.of(feature));
            let (label, dateline) = (self.is_label(c), self.is_dateline(c));
            occurrences.titled |= c.title.is_some();
            occurrences.count += 1;
            occurrences.labels += usize::from(label);
            occurrences.datelines += usize::from(dateline);
            let strong = label || dateline || c.title.is_some() || self.has_strong_capital(c);
            occurrences.strong += usize::from(strong);
        }
        // An undecided string is asked again at its next place.
        for c in candidates {
            let Some(occurrences) = by_name.get_mut(self.words_of(c)).filter(|g| g.kind.is_none())
            else {
                continue;
            };
            let mut evidence = occurrences.evidence.capped();
            self.about(c, occurrences, &mut |feature| evidence += weights.of(feature));
            occurrences.evidence = evidence;
            occurrences.kind = self.decide(c, occurrences);
        }
        self.share_in_lists(candidates, &mut by_name);
        self.short_names(candidates, &mut by_name);
        self.share_with_parts(candidates, &mut by_name);
        self.prefer_parts(candidates, &mut by_name);
        self.heads_alone(candidates, &mut by_name);
        by_name
    }

    /// Whether a capital is meaningful here, unlike at the start of a sentence or in a title.
    fn has_strong_capital(&self, c: &Candidate) -> bool {
        match self.tokens_of(c) {
            [one] => !one.weak && one.capital(),
            name => name.iter().any(|t| !t.weak && t.capital()) || !self.in_title(c),
        }
    }

    /// Passes to `see` what the string itself shows, and what all its places show together.
    fn about(&self, c: &Candidate, occurrences: &Occurrences, see: &mut impl FnMut(Feature)) {
        self.within(c, see);
        // “MR. BRILL”, and “BRILL:” more than once: not the letters of an organisation.
        let several = c.end - c.first > 1;
        let speaks =
            occurrences.titled || occurrences.labels > 1 || occurrences.labels > 0 && several;
        if speaks && self.is_shouted(c) {
            see(Feature::SpeakerInCapitals);
        }
        // A report has one dateline; repeated ones are speakers.
        if occurrences.datelines == 1 && occurrences.count == 1 {
            see(Feature::Dateline);
        }
    }

    /// A string that only occurs in titles is not a name if it begins with one that occurs elsewhere: “Rao Visits”.
    fn prefer_parts(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        for c in candidates.iter().filter(|c| c.end - c.first > 1 && self.in_title(c)) {
            let named = |end| {
                let part = Candidate { end, ..*c };
                by_name.get(self.words_of(&part)).is_some_and(|g| g.kind.is_some() && g.strong > 0)
            };
            let part = (c.first + 1..c.end).any(named);
            if let Some(occurrences) =
                by_name.get_mut(self.words_of(c)).filter(|g| part && g.strong == 0)
            {
                occurrences.kind = None;
            }
        }
    }

    fn names(&self, candidates: &[Candidate], by_name: &ByName<'a>) -> Vec<Name> {
        let mut names = Vec::with_capacity(candidates.len());
        for c in candidates {
            match by_name.get(self.words_of(c)).and_then(|g| Some((g.kind?, g.weight()))) {
                Some((kind, weight)) => names.push(self.name(c, kind, weight)),
                None => self.names_inside(c, by_name, &mut names),
            }
        }
        names
    }

    /// “Brown said so” at the start of a sentence: a name if the document has a person with that surname, else an
    /// ordinary word.
    fn add_surnames(&self, names: &mut Vec<Name>) {
        let persons = names.iter().filter(|n| n.kind == NameKind::Person && n.words.len() > 1);
        let surnames: FxHashSet<u64> = persons
            .filter_map(|n| n.span.of(self.text).rsplit([' ', '-']).next())
            .map(key)
            .collect();
        let mut more = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let Some(next) = self.token(at + 1).filter(|_| token.weak) else { continue };
            let says = next.gap == Gap::Space && next.is(Class::SAYING) && !next.capital();
            let acts = says || next.gap == Gap::Possessive && !next.weak;
            if token.shape == Shape::Capital && acts && surnames.contains(&token.key) {
                let c = Candidate::untitled(at, at + 1);
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
