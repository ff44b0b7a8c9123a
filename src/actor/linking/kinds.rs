//! What one document leaves open and the rest of the corpus settles: of what kind a name is, and whether a capital stands
//! for its state.

use crate::actor::model::DocumentKey;
use crate::actor::names::WordsKey;
use crate::actor::reading::{Facts, Form};
use crate::prose::{Name, NameKind, StateForm, state};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What all documents together say of names that one alone is unsure of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opinions {
    words: FxHashMap<WordsKey, Arc<Held>>,
    capitals: FxHashMap<&'static str, Arc<Capital>>,
}

/// What all documents that have a name say of it.
#[derive(Clone, Debug, Default)]
struct Held {
    opinions: Vec<Opinion>,
    /// What the clear ones weigh together, for each of [`KINDS`].
    weights: [usize; KINDS.len()],
}

/// The kinds that there are opinions of.
const KINDS: [NameKind; 4] =
    [NameKind::Person, NameKind::Organisation, NameKind::State, NameKind::Place];

impl Held {
    fn add(&mut self, opinion: Opinion) {
        self.opinions.push(opinion);
        if let Some(weight) = self.weight(opinion) {
            *weight += usize::from(opinion.weight);
        }
    }

    fn remove(&mut self, document: DocumentKey) {
        let (gone, kept) = std::mem::take(&mut self.opinions)
            .into_iter()
            .partition::<Vec<_>, _>(|opinion| opinion.document == document);
        self.opinions = kept;
        for opinion in gone {
            if let Some(weight) = self.weight(opinion) {
                *weight = weight.saturating_sub(opinion.weight.into());
            }
        }
    }

    /// What a clear opinion counts for.
    fn weight(&mut self, opinion: Opinion) -> Option<&mut usize> {
        let clear = opinion.weight >= Name::CLEAR;
        let kind = KINDS.iter().position(|kind| *kind == opinion.kind).filter(|_| clear)?;
        self.weights.get_mut(kind)
    }

    /// The kind for which most speaks; `None` when it is clear nowhere.
    fn verdict(&self) -> Option<NameKind> {
        let (weight, kind) = self.weights.iter().zip(KINDS).max()?;
        (*weight > 0).then_some(kind)
    }
}

/// What one document says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opinion {
    document: DocumentKey,
    weight: u8,
    kind: NameKind,
}

/// How a capital is written of.
#[derive(Clone, Debug, Default)]
struct Capital {
    /// In how many places it acts as its state does, and in how many it is named at all.
    acting: usize,
    all: usize,
    /// The documents that name it.
    documents: Vec<DocumentKey>,
}

/// What was believed before a change, of everything that the change touches.
#[derive(Debug, Default)]
pub(crate) struct Before {
    words: FxHashMap<WordsKey, Option<NameKind>>,
    capitals: FxHashMap<&'static str, bool>,
}

impl Opinions {
    /// Takes in what a document says.
    pub(crate) fn add(&mut self, document: DocumentKey, facts: &Facts, before: &mut Before) {
        for form in &facts.forms {
            let key = self.remember(form, before);
            let opinion = Opinion { document, weight: form.weight, kind: form.kind };
            Arc::make_mut(self.words.entry(key).or_default()).add(opinion);
        }
        for (code, acting, all) in capitals(facts) {
            before.capitals.entry(code).or_insert_with(|| self.acts(code));
            let capital = Arc::make_mut(self.capitals.entry(code).or_default());
            capital.acting += acting;
            capital.all += all;
            capital.documents.push(document);
        }
    }

    /// Forgets what a document said.
    pub(crate) fn remove(&mut self, document: DocumentKey, facts: &Facts, before: &mut Before) {
        for form in &facts.forms {
            let key = self.remember(form, before);
            if let Some(held) = self.words.get_mut(&key) {
                Arc::make_mut(held).remove(document);
                if held.opinions.is_empty() {
                    self.words.remove(&key);
                }
            }
        }
        for (code, acting, all) in capitals(facts) {
            before.capitals.entry(code).or_insert_with(|| self.acts(code));
            if let Some(capital) = self.capitals.get_mut(code).map(Arc::make_mut) {
                capital.acting = capital.acting.saturating_sub(acting);
                capital.all = capital.all.saturating_sub(all);
                capital.documents.retain(|d| *d != document);
            }
        }
    }

    fn remember(&self, form: &Form, before: &mut Before) -> WordsKey {
        let key = WordsKey::of(&form.words);
        before.words.entry(key).or_insert_with(|| self.verdict(key));
        key
    }

    /// The documents for which something is settled otherwise than before.
    pub(crate) fn concerned(&self, before: &Before) -> FxHashSet<DocumentKey> {
        let mut concerned = FxHashSet::default();
        for (key, verdict) in &before.words {
            if self.verdict(*key) != *verdict {
                concerned.extend(self.naming(*key));
            }
        }
        for (code, acts) in &before.capitals {
            if self.acts(code) != *acts
                && let Some(capital) = self.capitals.get(code)
            {
                concerned.extend(&capital.documents);
            }
        }
        concerned
    }

    /// The documents that have a name of these words.
    pub(crate) fn naming(&self, key: WordsKey) -> impl Iterator<Item = DocumentKey> {
        self.words.get(&key).into_iter().flat_map(|all| all.opinions.iter().map(|o| o.document))
    }

    /// The kind of a form with these words, given what the other documents say.
    pub(crate) fn kind(&self, form: &Form, words: WordsKey) -> NameKind {
        if let Some(code) = capital(form) {
            return if self.acts(code) { NameKind::State } else { NameKind::Place };
        }
        if form.weight >= Name::CLEAR || matches!(form.kind, NameKind::State | NameKind::People) {
            return form.kind;
        }
        let verdict = self.verdict(words);
        verdict.filter(|kind| *kind != NameKind::State).unwrap_or(form.kind)
    }

    /// The kind for which the clear evidence of all documents weighs most; `None` when it is clear nowhere.
    fn verdict(&self, key: WordsKey) -> Option<NameKind> {
        self.words.get(&key)?.verdict()
    }

    /// Whether a state's capital stands for it: once the corpus lets it act, unless that is rare among the places that
    /// name it.
    fn acts(&self, code: &str) -> bool {
        self.capitals.get(code).is_none_or(|c| c.acting * 8 >= c.all)
    }
}

/// The state whose capital a form names.
fn capital(form: &Form) -> Option<&'static str> {
    let state = state(&form.text).filter(|_| form.kind == NameKind::State)?;
    (state.form == StateForm::Capital).then_some(state.code)
}

/// The capitals that a document names: the state's code, in how many places it acts, in how many it is named.
fn capitals(facts: &Facts) -> Vec<(&'static str, usize, usize)> {
    let mut counts: Vec<(&'static str, usize, usize)> = Vec::new();
    let codes: Vec<Option<&'static str>> = facts.forms.iter().map(|form| capital(form)).collect();
    for named in &facts.named {
        let Some(code) = codes.get(named.form as usize).copied().flatten() else { continue };
        match counts.iter_mut().find(|(known, ..)| *known == code) {
            Some((_, acting, all)) => {
                *acting += usize::from(named.acts);
                *all += 1;
            }
            None => counts.push((code, usize::from(named.acts), 1)),
        }
    }
    counts
}
