//! A whole note, for rules that look at more than one block.

use super::context::Context;
use super::excerpt::own_words;
use crate::note::{Dialect, Note, Quotation};
use crate::text::Span;
use crate::workspace::{
    AssessedQuotation, Assessment, CitationView, NoteEntry, Severity, Snapshot,
};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

/// One note of a snapshot, with what corpus and actors say about it. Spans are bytes of the note.
#[derive(Debug)]
pub struct NoteView<'a> {
    /// What else a rule may ask.
    pub context: Context<'a>,
    /// The state that everything is computed from.
    pub snapshot: &'a Snapshot,
    /// The note's path.
    pub path: &'a Path,
    /// The note.
    pub note: &'a Note,
    /// What corpus and actors say about it.
    pub assessment: Arc<Assessment>,
    /// Whether it is open in an editor, so that it may have a next version.
    pub is_open: bool,
    dialect: OnceCell<Dialect>,
    times_cited: OnceCell<FxHashMap<Span, usize>>,
}

impl<'a> NoteView<'a> {
    /// The note at `path`, with the severity in effect of each rule.
    pub fn new(
        snapshot: &'a Snapshot,
        path: &'a Path,
        entry: &'a NoteEntry,
        severities: Vec<(&'static str, Severity)>,
    ) -> Self {
        let assessment = snapshot.assessment(path, entry);
        Self {
            context: Context::new(snapshot, path, assessment.clone(), severities),
            snapshot,
            path,
            note: &entry.note,
            assessment,
            is_open: entry.version.is_some(),
            dialect: OnceCell::new(),
            times_cited: OnceCell::new(),
        }
    }

    /// Every quotation of the note, with what is known about its words.
    pub fn quotations(&self) -> impl Iterator<Item = (&'a Quotation, &AssessedQuotation)> {
        self.note.quotations.iter().zip(&self.assessment.quotations)
    }

    /// One of the note's citations, resolved.
    pub fn citation(&self, number: usize) -> Option<CitationView<'_>> {
        self.assessment.citation(self.note, number)
    }

    /// Whether one of the note's citations certainly resolves to a source.
    pub fn leads_to_source(&self, citation: usize) -> bool {
        self.assessment.citations.get(citation).is_some_and(|found| !found.cited().is_empty())
    }

    /// The first citation of a quotation that resolves to a source.
    pub fn first_cited(&self, quotation: &Quotation) -> Option<CitationView<'_>> {
        let mut cited = quotation.citations.iter();
        self.citation(*cited.find(|citation| self.leads_to_source(**citation))?)
    }

    /// The dialect of the note's citations.
    pub fn dialect(&self) -> Dialect {
        *self.dialect.get_or_init(|| self.snapshot.dialect(self.note, &self.assessment))
    }

    /// How many quotations the citation at a place of the note belongs to, not counting nested ones.
    pub fn times_cited(&self, place: Span) -> usize {
        let count = || {
            let mut times = FxHashMap::default();
            for quotation in self.note.quotations.iter().filter(|q| q.parent.is_none()) {
                let cited = quotation.citations.iter();
                let mut places: Vec<Span> =
                    cited.filter_map(|i| Some(self.note.citations.get(*i)?.span)).collect();
                places.sort_unstable();
                places.dedup();
                places.into_iter().for_each(|place| *times.entry(place).or_default() += 1);
            }
            times
        };
        self.times_cited.get_or_init(count).get(&place).copied().unwrap_or_default()
    }

    /// The note's own words around a quotation: those of its sentence before and after it, and of `more` following
    /// sentences.
    pub fn own_words(&self, quotation: &Quotation, more: usize) -> impl Iterator<Item = &'a str> {
        let note = self.note;
        own_words(&note.prose.text, &note.reading.sentences, quotation.prose, more)
    }
}
