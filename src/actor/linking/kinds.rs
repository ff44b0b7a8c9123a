//! What one document leaves open and the rest of the corpus settles: the kind of a name, and whether a capital means
//! its state.

use crate::actor::names::WordsKey;
use crate::actor::reading::{DocumentNames, NameForm};
use crate::prose::{Name, NameKind, StateForm, state};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A document that actors are joined from. Stays the same across updates, even when the document's id in the corpus
/// changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DocumentKey(pub(crate) u32);

/// The votes of all documents on names that a single one cannot classify.
#[derive(Clone, Debug, Default)]
pub(crate) struct KindVotes {
    words: FxHashMap<WordsKey, Arc<Tally>>,
    capitals: FxHashMap<&'static str, Arc<Capital>>,
}

/// The votes of all documents that have a name.
#[derive(Clone, Debug, Default)]
struct Tally {
    votes: Vec<Vote>,
    /// The total weight of the clear votes, for each of [`KINDS`].
    weights: [usize; KINDS.len()],
}

/// The kinds that documents vote for.
const KINDS: [NameKind; 4] =
    [NameKind::Person, NameKind::Organisation, NameKind::State, NameKind::Place];

impl Tally {
    fn add(&mut self, vote: Vote) {
        self.votes.push(vote);
        if let Some(weight) = self.weight(vote) {
            *weight += usize::from(vote.weight);
        }
    }

    fn remove(&mut self, document: DocumentKey) {
        let (gone, kept) = std::mem::take(&mut self.votes)
            .into_iter()
            .partition::<Vec<_>, _>(|vote| vote.document == document);
        self.votes = kept;
        for vote in gone {
            if let Some(weight) = self.weight(vote) {
                *weight = weight.saturating_sub(vote.weight.into());
            }
        }
    }

    /// Where a clear vote is counted.
    fn weight(&mut self, vote: Vote) -> Option<&mut usize> {
        let clear = vote.weight >= Name::CLEAR;
        let kind = KINDS.iter().position(|kind| *kind == vote.kind).filter(|_| clear)?;
        self.weights.get_mut(kind)
    }

    /// The kind with the most weight; `None` when no document is clear.
    fn verdict(&self) -> Option<NameKind> {
        let (weight, kind) = self.weights.iter().zip(KINDS).max()?;
        (*weight > 0).then_some(kind)
    }
}

/// One document's vote on a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Vote {
    document: DocumentKey,
    weight: u8,
    kind: NameKind,
}

/// How a capital is used.
#[derive(Clone, Debug, Default)]
struct Capital {
    /// The number of places where it acts as its state, and of all that name it.
    acting: usize,
    all: usize,
    /// The documents that name it.
    documents: Vec<DocumentKey>,
}

/// A question that all documents settle together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Question {
    /// The kind of the name with these words.
    Kind(WordsKey),
    /// Whether the capital of the state with this code means the state.
    Capital(&'static str),
}

impl KindVotes {
    /// Adds the votes of a document, and to `touched` the questions they may change.
    pub(crate) fn add(
        &mut self,
        document: DocumentKey,
        names: &DocumentNames,
        touched: &mut FxHashSet<Question>,
    ) {
        for form in &names.forms {
            let key = WordsKey::of(&form.words);
            touched.insert(Question::Kind(key));
            let vote = Vote { document, weight: form.weight, kind: form.kind };
            Arc::make_mut(self.words.entry(key).or_default()).add(vote);
        }
        for (code, acting, all) in capitals(names) {
            touched.insert(Question::Capital(code));
            let capital = Arc::make_mut(self.capitals.entry(code).or_default());
            capital.acting += acting;
            capital.all += all;
            capital.documents.push(document);
        }
    }

    /// Removes the votes of a document.
    pub(crate) fn remove(
        &mut self,
        document: DocumentKey,
        names: &DocumentNames,
        touched: &mut FxHashSet<Question>,
    ) {
        for form in &names.forms {
            let key = WordsKey::of(&form.words);
            touched.insert(Question::Kind(key));
            if let Some(tally) = self.words.get_mut(&key) {
                Arc::make_mut(tally).remove(document);
                if tally.votes.is_empty() {
                    self.words.remove(&key);
                }
            }
        }
        for (code, acting, all) in capitals(names) {
            touched.insert(Question::Capital(code));
            if let Some(capital) = self.capitals.get_mut(code).map(Arc::make_mut) {
                capital.acting = capital.acting.saturating_sub(acting);
                capital.all = capital.all.saturating_sub(all);
                capital.documents.retain(|d| *d != document);
            }
        }
    }

    /// The documents affected by a different answer to one of these questions.
    pub(crate) fn concerned(
        &self,
        before: &Self,
        touched: &FxHashSet<Question>,
    ) -> FxHashSet<DocumentKey> {
        let mut concerned = FxHashSet::default();
        for question in touched {
            match *question {
                Question::Kind(key) if self.verdict(key) != before.verdict(key) => {
                    concerned.extend(self.naming(key));
                }
                Question::Capital(code) if self.acts(code) != before.acts(code) => {
                    concerned.extend(self.capitals.get(code).iter().flat_map(|c| &c.documents));
                }
                _ => {}
            }
        }
        concerned
    }

    /// The documents that have a name with these words.
    pub(crate) fn naming(&self, key: WordsKey) -> impl Iterator<Item = DocumentKey> {
        self.words.get(&key).into_iter().flat_map(|all| all.votes.iter().map(|o| o.document))
    }

    /// The kind of a form with these words, given the votes of the other documents.
    pub(crate) fn kind(&self, form: &NameForm, words: WordsKey) -> NameKind {
        if let Some(code) = capital(form) {
            return if self.acts(code) { NameKind::State } else { NameKind::Place };
        }
        if form.weight >= Name::CLEAR || matches!(form.kind, NameKind::State | NameKind::People) {
            return form.kind;
        }
        let verdict = self.verdict(words);
        verdict.filter(|kind| *kind != NameKind::State).unwrap_or(form.kind)
    }

    /// The kind with the most clear evidence over all documents; `None` when none is clear.
    fn verdict(&self, key: WordsKey) -> Option<NameKind> {
        self.words.get(&key)?.verdict()
    }

    /// Whether a state's capital means the state: once the corpus lets it act, unless it does so in few of the places
    /// that name it.
    fn acts(&self, code: &str) -> bool {
        self.capitals.get(code).is_none_or(|c| c.acting * 8 >= c.all)
    }
}

/// The state whose capital a form names.
fn capital(form: &NameForm) -> Option<&'static str> {
    let state = state(&form.text).filter(|_| form.kind == NameKind::State)?;
    (state.form == StateForm::Capital).then_some(state.code)
}

/// The capitals that a document names: the state's code, the places where it acts, and all places.
fn capitals(names: &DocumentNames) -> Vec<(&'static str, usize, usize)> {
    let mut counts: Vec<(&'static str, usize, usize)> = Vec::new();
    let codes: Vec<Option<&'static str>> = names.forms.iter().map(|form| capital(form)).collect();
    for named in &names.uses {
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
