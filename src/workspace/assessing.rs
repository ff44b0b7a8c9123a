//! Works out what corpus and actors say about a note.

use super::assessment::{AssessedQuotation, Assessment};
use super::entry::NoteEntry;
use super::note_memo::{CitationKey, QuotationSearch, SearchKey, locked};
use super::snapshot::Snapshot;
use super::translation::note_languages;
use crate::actor::{ActorIndex, Mention, NameMemo, ends_name, speaker_in};
use crate::corpus::{Corpus, Resolution};
use crate::memo::Memo;
use crate::note::{Note, Quotation};
use crate::text::language::{self, LanguageSet};
use crate::text::{DocumentId, Span};
use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

impl Snapshot {
    /// What corpus and actors say about a note of this snapshot. Computed on the first call.
    pub fn assessment(&self, path: &Path, entry: &NoteEntry) -> Arc<Assessment> {
        entry.assessment.get_or_init(|| Arc::new(self.assess(path, entry))).clone()
    }

    /// Whether assessing a place of a note is instant: an earlier version was assessed, and the quotation at the place
    /// need not be looked up again.
    pub fn is_at_hand(&self, path: &Path, entry: &NoteEntry, offset: usize) -> bool {
        /// Below this many bytes; in a longer note even reusing results takes time.
        const SHORT: usize = 32 << 10;
        let short = || entry.note.text.len() <= SHORT && entry.memo.is_of_use();
        if entry.assessment.get().is_none() && !short() {
            return false;
        }
        let assessment = self.assessment(path, entry);
        let quotation = entry.note.quotation_at(offset);
        quotation
            .and_then(|at| assessment.quotations.get(at))
            .is_none_or(AssessedQuotation::is_found)
    }

    /// The one actor whose full name is one letter away from a name in a note. Looked up once for each name.
    pub fn misspelt(&self, assessment: &Assessment, name: &str) -> Option<ActorIndex> {
        let known = &mut locked(&assessment.memo.typos);
        known.get_or_compute(name.to_owned(), |name| match self.actors.misspelt(name).as_slice() {
            [actor] => Some(*actor),
            _ => None,
        })
    }

    /// What the citations of a note resolve to, and whether by their longer keys.
    fn resolved(
        &self,
        path: &Path,
        note: &Note,
        known: &mut Memo<CitationKey, (Resolution, bool)>,
    ) -> Vec<(Resolution, bool)> {
        known.next_generation();
        let resolved = note.citations.iter().map(|citation| {
            let long = citation.long.as_ref().map(|(long, _)| long.clone());
            let key = (citation.style, citation.key.clone(), long);
            known.get_or_compute(key, |_| self.resolve(path, citation))
        });
        resolved.collect()
    }

    /// What the citations of a note resolve to, computing nothing else.
    pub(super) fn stand_for(&self, path: &Path, entry: &NoteEntry) -> Vec<Resolution> {
        if let Some(assessment) = entry.assessment.get() {
            return assessment.citations.clone();
        }
        let resolved = self.resolved(path, &entry.note, &mut locked(&entry.memo.citations));
        resolved.into_iter().map(|(resolution, _)| resolution).collect()
    }

    fn assess(&self, path: &Path, entry: &NoteEntry) -> Assessment {
        let note = &entry.note;
        let mentions = self.note_mentions(note, &mut locked(&entry.memo.names));
        let resolved = self.resolved(path, note, &mut locked(&entry.memo.citations));
        let numbered = resolved.iter().enumerate();
        let long = numbered.filter(|(_, (_, long))| *long).map(|(number, _)| number).collect();
        let citations: Vec<Resolution> =
            resolved.into_iter().map(|(resolution, _)| resolution).collect();
        let corpora: Vec<Arc<Corpus>> =
            self.scopes.around(path).map(|scope| scope.corpus.clone()).collect();
        locked(&entry.memo.typos).next_generation();
        let mut searches = locked(&entry.memo.searches);
        searches.next_generation();
        let around = OnceCell::new();
        let quotations = note.quotations.iter().map(|quotation| {
            let cited = || quotation.citations.iter().filter_map(|&i| citations.get(i));
            let all_known = cited().all(|resolution| !resolution.cited().is_empty());
            let mut sources: Vec<DocumentId> = Vec::new();
            for id in cited().flat_map(Resolution::cited) {
                if !sources.contains(id) {
                    sources.push(*id);
                }
            }
            let cited = sources;
            let key = (quotation.text.clone(), cited.clone());
            let new = |key: &SearchKey| Arc::new(QuotationSearch::new(&corpora, key));
            let search = searches.get_or_compute(key, new);
            let speaker = speaker(note, quotation, &mentions);
            let uncited = quotation.citations.is_empty();
            let written_in = match language::is_told_by_the_text_around(&quotation.text) {
                true => *around.get_or_init(|| note_languages(note)),
                false => LanguageSet::default(),
            };
            AssessedQuotation { search, cited, all_known, speaker, uncited, written_in }
        });
        let quotations = quotations.collect();
        Assessment { mentions, citations, long, quotations, memo: entry.memo.clone() }
    }

    /// The actors named in a note, with spans of the note instead of its prose.
    fn note_mentions(&self, note: &Note, known: &mut NameMemo) -> Vec<Mention> {
        let blocks = note.blocks.iter().map(|block| block.span);
        let mut mentions = self.actors.link(&note.prose.text, blocks, known);
        for mention in &mut mentions {
            mention.span = note.prose.map.to_origin(mention.span);
        }
        mentions
    }
}

/// The actor whom a quotation's attribution names. A form that fits two actors names neither, and an office names
/// nobody: the note may mean another holder than the corpus does.
fn speaker(note: &Note, quotation: &Quotation, mentions: &[Mention]) -> Option<ActorIndex> {
    let attribution = quotation.attribution.as_ref()?;
    let named = attribution.antecedent.unwrap_or(attribution.speaker);
    let mention = speaker_in(mentions, named)?;
    let certain = mention.also.is_empty() && !mention.rule.describes();
    let prose = |span: Span| note.prose.map.to_derived(span);
    let (name, named) = (prose(mention.span), prose(named));
    let behind = Span::new(name.end, named.end.max(name.end));
    (certain && ends_name(behind.of(&note.prose.text))).then_some(mention.actor)
}

/// The name or description in the words for a speaker, when it can mean only one actor and is all that they name. All
/// spans are bytes of one text.
pub fn certainly_meant<'m>(
    text: &str,
    named: Span,
    mentions: &'m [Mention],
) -> Option<&'m Mention> {
    let mention = speaker_in(mentions, named)?;
    let behind = Span::new(mention.span.end, named.end.max(mention.span.end));
    (mention.also.is_empty() && ends_name(behind.of(text))).then_some(mention)
}
