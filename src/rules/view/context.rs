//! What a rule may ask besides the note: corpus, actors, configuration. None of it changes while a note is edited.

use crate::actor::{ActorIndex, Actors};
use crate::corpus::Corpus;
use crate::note::{CitationStyle, Dialect, written};
use crate::text::{DocumentId, Passage, Span};
use crate::voice::Turn;
use crate::workspace::locating;
use crate::workspace::{
    Assessment, CitationView, Fix, Readiness, Related, Severity, Snapshot, Spoken,
};
use std::path::Path;
use std::sync::Arc;

/// Corpus, actors and configuration, for the note at one path.
#[derive(Debug)]
pub struct Context<'a> {
    /// All sources.
    pub corpus: &'a Corpus,
    /// All actors.
    pub actors: &'a Actors,
    /// Private, since it contains all notes.
    snapshot: &'a Snapshot,
    path: &'a Path,
    /// Only used for misspelt names, which it caches.
    assessment: Arc<Assessment>,
    severities: Vec<(&'static str, Severity)>,
}

impl<'a> Context<'a> {
    /// The context for a note at `path`, with the severity in effect of each rule.
    pub(super) fn new(
        snapshot: &'a Snapshot,
        path: &'a Path,
        assessment: Arc<Assessment>,
        severities: Vec<(&'static str, Severity)>,
    ) -> Self {
        let (corpus, actors) = (&*snapshot.corpus, &*snapshot.actors);
        Self { corpus, actors, snapshot, path, assessment, severities }
    }

    /// The severity of a rule by name; `None` if there is no such rule.
    pub fn severity(&self, name: &str) -> Option<Severity> {
        self.severities.iter().find(|(rule, _)| *rule == name).map(|(_, severity)| *severity)
    }

    /// The severity of a rule's finding: the configured one, else that of `usual` for a draft or a release.
    pub fn severity_of(&self, rule: &str, usual: [Severity; 2]) -> Severity {
        self.snapshot.severity(self.path, rule, usual)
    }

    /// The names of all rules.
    pub fn rules(&self) -> impl Iterator<Item = &'static str> {
        self.severities.iter().map(|(rule, _)| *rule)
    }

    /// Whether words may be called not found: the corpus has been read, and there is one.
    pub fn corpus_is_known(&self) -> bool {
        self.snapshot.readiness == Readiness::Ready && !self.corpus.is_empty()
    }

    /// How many unreadable files beside the sources are reported.
    pub fn unsupported_files(&self) -> usize {
        self.snapshot.unsupported.reported().count()
    }

    /// The words at a place of the corpus.
    pub fn words(&self, place: Passage) -> &'a str {
        self.snapshot.words(place)
    }

    /// The sentence at a place of the corpus.
    pub fn sentence(&self, place: Passage) -> Span {
        self.snapshot.sentence(place)
    }

    /// The locator of a place of the corpus: `¶3`.
    pub fn locator(&self, place: Passage) -> Option<String> {
        locating::locator(self.corpus.source(place.document)?, place.span.start)
    }

    /// The speaker that a source names for the words at a place.
    pub fn spoken(&self, place: Passage) -> Option<Spoken> {
        self.snapshot.spoken(place)
    }

    /// Whether a source is a record of speech.
    pub fn is_record(&self, document: DocumentId) -> bool {
        self.corpus.source(document).is_some_and(|source| !source.record.turns.is_empty())
    }

    /// The turn of a record of speech with these words, unless they are quoted there.
    pub fn turn(&self, place: Passage) -> Option<&'a Turn> {
        self.snapshot.turn(place)
    }

    /// That speaker for display, with any doubt: “she: perhaps Ada Moreno”.
    pub fn speaker_shown(&self, place: Passage, spoken: &Spoken) -> String {
        self.snapshot.speaker_shown(place, spoken)
    }

    /// The one actor named by words of a source.
    pub fn actor_named(&self, place: Passage) -> Option<ActorIndex> {
        self.snapshot.actor_named(place)
    }

    /// Where a source calls its own words unverified, deleted, denied or retranslated.
    pub fn disputed(&self, place: Passage) -> Option<Passage> {
        self.snapshot.disputed(place)
    }

    /// The one actor whose full name is one letter away.
    pub fn misspelt(&self, name: &str) -> Option<ActorIndex> {
        self.snapshot.misspelt(&self.assessment, name)
    }

    /// A place, for readers of the note: `000 ¶1`.
    pub fn passage(&self, place: Passage) -> String {
        self.snapshot.passage_in(Some(self.path), place)
    }

    /// A place to open: `seeds/000_2db1.txt:3`.
    pub fn file_line(&self, place: Passage) -> String {
        self.snapshot.file_line(place)
    }

    /// A place of the corpus for a finding.
    pub fn related(&self, place: Passage, message: impl Into<String>) -> Option<Related> {
        let source = self.corpus.source(place.document)?;
        Some(Related { path: source.path.clone(), span: place.span, message: message.into() })
    }

    /// A full citation of a place in a note's dialect: `[@000_talks, ¶1]`.
    pub fn citation(&self, dialect: Dialect, place: Passage) -> String {
        let locator = self.locator(place);
        self.snapshot.citation(self.path, dialect, place.document, locator.as_deref())
    }

    /// A citation of a source in a note's dialect: `[@000_talks]`.
    pub fn citation_of(&self, dialect: Dialect, document: DocumentId) -> String {
        self.snapshot.citation(self.path, dialect, document, None)
    }

    /// The fix that makes a citation cite a place. Corrects an existing locator, but adds none.
    pub fn citing_instead(&self, citation: &CitationView<'_>, place: Passage) -> Option<Fix> {
        let key = self.snapshot.key(self.path, place.document);
        let link = self.snapshot.link(self.path, place.document);
        let locator = self.locator(place).filter(|_| citation.locator.is_some());
        let edits = citation.citing((&key, &link), locator.as_deref())?;
        let dialect = match citation.style {
            CitationStyle::Bracketed | CitationStyle::Narrative => Dialect::Pandoc,
            CitationStyle::Wiki => Dialect::Wiki,
            CitationStyle::Link => Dialect::Link,
        };
        let cited = written(dialect, &key, locator.as_deref(), &link);
        Some(Fix::new(format!("Cite {cited}"), edits))
    }
}
