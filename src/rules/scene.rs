//! What a rule sees: one note of a snapshot, with what corpus and actors say of it.

use crate::corpus::Match;
use crate::note::{CitationStyle, Dialect, Note, Quotation, written};
use crate::prose::{Block, Confidence};
use crate::text::{Cover, DocumentId, Passage, Span};
use crate::workspace::{
    Fix, Judged, NoteEntry, Placed, Profile, Readiness, Related, Replacement, Severity, Snapshot,
};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// One note before the rules.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The state everything is computed from.
    pub snapshot: &'a Snapshot,
    /// The note's path.
    pub path: &'a Path,
    /// The note.
    pub note: &'a Note,
    /// What corpus and actors say of it.
    pub judged: Arc<Judged>,
    /// Whether somebody has it open, so that it may have a next version.
    pub(super) edited: bool,
    /// How much each rule weighs here, in the order of the list, and whether the user says so.
    weights: Vec<Weight>,
    /// How many quotations cite what stands at a place of the note.
    cited: OnceCell<FxHashMap<Span, usize>>,
    /// What stands in quotation marks.
    quoted: OnceCell<Cover>,
    dialect: OnceCell<Dialect>,
}

/// How much a rule weighs in one note.
#[derive(Clone, Copy, Debug)]
struct Weight {
    rule: &'static str,
    severity: Severity,
    configured: bool,
}

impl<'a> Scene<'a> {
    /// The note at `path` before these rules, each a name with how much it weighs in a draft and in a release.
    pub(super) fn new(
        snapshot: &'a Snapshot,
        path: &'a Path,
        entry: &'a NoteEntry,
        rules: impl Iterator<Item = (&'static str, [Severity; 2])>,
    ) -> Self {
        let profile = snapshot.config(path).map_or(Profile::Draft, |c| c.profile);
        let weight = |(rule, [draft, release]): (&'static str, [Severity; 2])| {
            let configured = snapshot.configured_severity(path, rule);
            let severity = configured.unwrap_or(match profile {
                Profile::Draft => draft,
                Profile::Release => release,
            });
            Weight { rule, severity, configured: configured.is_some() }
        };
        let weights = rules.map(weight).collect();
        let (note, judged) = (&*entry.note, snapshot.judged(path, entry));
        let edited = entry.version.is_some();
        Self {
            snapshot,
            path,
            note,
            judged,
            edited,
            weights,
            cited: OnceCell::new(),
            quoted: OnceCell::new(),
            dialect: OnceCell::new(),
        }
    }

    /// How much the rule of that name weighs here: as configured, else as its profile says; `None` when there is no such rule.
    pub fn severity(&self, rule: &str) -> Option<Severity> {
        self.weight(rule).map(|weight| weight.severity)
    }

    /// Whether the user says how much a rule weighs here.
    pub(super) fn is_configured(&self, rule: &str) -> bool {
        self.weight(rule).is_some_and(|weight| weight.configured)
    }

    fn weight(&self, rule: &str) -> Option<&Weight> {
        self.weights.iter().find(|weight| weight.rule == rule)
    }

    /// The names of rules most like one that no rule has, the most alike first.
    pub(super) fn alike(&self, name: &str) -> Vec<&'static str> {
        alike_among(self.weights.iter().map(|weight| weight.rule), name)
    }

    /// Every quotation of the note with what is known of its words.
    pub fn quotations(&self) -> impl Iterator<Item = (&'a Quotation, &Placed)> {
        self.note.quotations.iter().zip(&self.judged.placed)
    }

    /// Some quotations of the note by their numbers, with what is known of their words.
    pub fn quotations_in(
        &self,
        numbers: Range<usize>,
    ) -> impl Iterator<Item = (&'a Quotation, &Placed)> {
        let quotations = self.note.quotations.get(numbers.clone()).unwrap_or_default();
        quotations.iter().zip(self.judged.placed.get(numbers).unwrap_or_default())
    }

    /// Whether the note names a speaker for a quotation: in its sentence, its paragraph, its attribution line or the
    /// heading above. Going on with the speaker of an earlier paragraph or list item is a guess that names nobody.
    pub fn has_speaker(&self, quotation: &Quotation) -> bool {
        let Some(attribution) = &quotation.attribution else { return false };
        let prose = &self.note.prose;
        let named = prose.map.to_derived(attribution.speaker);
        let block = |at| self.note.blocks.partition_point(|b| b.span.end <= at);
        attribution.confidence != Confidence::FollowOn
            || block(named.start) == block(quotation.prose.start)
    }

    /// The note's own words around a quotation: those of its sentence before and behind it, and of `more` sentences that follow.
    pub fn own_words(&self, quotation: &Quotation, more: usize) -> impl Iterator<Item = &'a str> {
        let (text, at) = (&self.note.prose.text, quotation.prose);
        let sentences = &self.note.reading.sentences;
        let first = sentences.partition_point(|s| s.end <= at.start);
        let behind = sentences.partition_point(|s| s.start < at.end);
        let around = sentences.get(first..(behind + more).min(sentences.len())).unwrap_or_default();
        around.iter().flat_map(move |s| {
            let head = Span::new(s.start, at.start.clamp(s.start, s.end));
            let tail = Span::new(at.end.clamp(s.start, s.end), s.end);
            [head.of(text), tail.of(text)]
        })
    }

    /// How many quotations cite what stands at a place of the note; those inside others are not counted.
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
        self.cited.get_or_init(count).get(&place).copied().unwrap_or_default()
    }

    /// Whether some of the note's words at a span are quoted.
    pub fn is_quoted(&self, span: Span) -> bool {
        let cover = || Cover::of(self.note.quotations.iter().map(|q| q.words));
        self.quoted.get_or_init(cover).overlaps(span)
    }

    /// The first block that ends behind a byte of the prose; where blocks hold it, that one.
    pub fn block_at(&self, at: usize) -> Option<&'a Block> {
        let blocks = &self.note.blocks;
        blocks.get(blocks.partition_point(|b| b.span.end <= at))
    }

    /// Whether it may be said that words are not in the corpus: it was read, and there is one.
    pub fn corpus_is_known(&self) -> bool {
        self.snapshot.readiness == Readiness::Ready && !self.snapshot.corpus.is_empty()
    }

    /// Where a match stands.
    pub fn place(&self, found: &Match) -> Passage {
        Passage { document: found.source, span: found.span }
    }

    /// The words of the source at a match, as a related place.
    pub fn related(&self, place: Passage, message: String) -> Option<Related> {
        let source = self.snapshot.corpus.source(place.document)?;
        Some(Related { path: source.path.clone(), span: place.span, message })
    }

    /// The dialect that the note cites in.
    pub fn dialect(&self) -> Dialect {
        *self.dialect.get_or_init(|| self.snapshot.dialect(self.note, &self.judged))
    }

    /// How the note would cite a place, whole: `[@000_talks, ¶1]`, in its dialect.
    pub fn citation(&self, place: Passage) -> String {
        self.citation_of(place.document, self.paragraph(place))
    }

    /// How the note would cite a source and a paragraph of it.
    pub fn citation_of(&self, document: DocumentId, paragraph: Option<usize>) -> String {
        self.snapshot.citation(self.path, self.dialect(), document, paragraph)
    }

    /// The number of the paragraph that a place stands in.
    pub fn paragraph(&self, place: Passage) -> Option<usize> {
        self.snapshot.corpus.source(place.document)?.paragraph(place.span.start)
    }

    /// A place for people who read the note: `000 ¶1`.
    pub fn passage(&self, place: Passage) -> String {
        self.snapshot.passage_in(Some(self.path), place)
    }

    /// One of the note's citations as the note has it, without its locator: `[@000]`.
    pub fn as_cited(&self, number: usize) -> String {
        let Some(citation) = self.note.citations.get(number) else { return String::new() };
        let (key, span) = self.judged.key(number, citation);
        let braced = self.note.text.get(..span.start).is_some_and(|before| before.ends_with('{'));
        match citation.style {
            CitationStyle::Bracketed | CitationStyle::Narrative if braced => {
                format!("[@{{{key}}}]")
            }
            CitationStyle::Bracketed | CitationStyle::Narrative => format!("[@{key}]"),
            CitationStyle::Wiki => format!("[[{key}]]"),
            CitationStyle::Link => format!("({key})"),
        }
    }

    /// The first citation of a quotation that stands for a source, with its number.
    pub fn first_cited(&self, quotation: &Quotation) -> Option<usize> {
        let known =
            |i: &&usize| self.judged.citations.get(**i).is_some_and(|r| !r.cited().is_empty());
        quotation.citations.iter().find(known).copied()
    }

    /// The fix that makes one of the note's citations cite a place. Only a locator that is there is corrected; none is put in.
    pub fn recite(&self, number: usize, place: Passage) -> Option<Fix> {
        let citation = self.note.citations.get(number)?;
        let (key, link) = (
            self.snapshot.key(self.path, place.document),
            self.snapshot.link(self.path, place.document),
        );
        let paragraph = self.paragraph(place);
        let located = self.judged.locator(number, citation).is_some();
        let locator = paragraph.filter(|_| located).map(|number| format!("¶{number}"));
        let edits =
            Snapshot::recited(self.note, &self.judged, number, (&key, &link), locator.as_deref())?;
        let dialect = match citation.style {
            CitationStyle::Bracketed | CitationStyle::Narrative => Dialect::Pandoc,
            CitationStyle::Wiki => Dialect::Wiki,
            CitationStyle::Link => Dialect::Link,
        };
        let cited = written(dialect, &key, locator.as_deref(), &link);
        let edits = edits.into_iter().map(|(span, text)| Replacement { span, text }).collect();
        Some(Fix { title: format!("Cite {cited}"), edits, safe: false })
    }
}

/// Of these names of rules those most like another name, the most alike first; empty when none is like it.
pub(super) fn alike_among(
    names: impl Iterator<Item = &'static str>,
    name: &str,
) -> Vec<&'static str> {
    /// How alike a name must be, from 0 to 1 (Jaro-Winkler); clap takes .7 for its own suggestions.
    const ALIKE: f64 = 0.7;
    /// Names that are suggested at most.
    const MOST: usize = 3;
    let likeness = |rule: &'static str| (strsim::jaro_winkler(&name.to_lowercase(), rule), rule);
    let mut alike: Vec<(f64, &str)> =
        names.map(likeness).filter(|(likeness, _)| *likeness > ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}
