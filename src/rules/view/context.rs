//! What a rule may ask besides the note: corpus, actors, configuration. None of it changes while a note is edited.

use crate::actor::{ActorIndex, Actors};
use crate::corpus::Corpus;
use crate::note::{CitationStyle, Dialect, written};
use crate::text::{DocumentId, Passage, Span};
use crate::voice::Turn;
use crate::workspace::{
    Assessment, CitationView, Fix, Readiness, Related, Severity, Snapshot, Spoken,
};
use std::path::Path;
use std::sync::Arc;

/// Corpus, actors and configuration, as the note at one path has them.
#[derive(Debug)]
pub struct Context<'a> {
    /// All sources.
    pub corpus: &'a Corpus,
    /// All actors.
    pub actors: &'a Actors,
    /// Private, as all notes are in it.
    snapshot: &'a Snapshot,
    path: &'a Path,
    /// Asked for misspelled names only, which it remembers.
    assessment: Arc<Assessment>,
    severities: Vec<(&'static str, Severity)>,
}

impl<'a> Context<'a> {
    /// What there is for a note at `path`, and the severity in force of each rule.
    pub(super) fn new(
        snapshot: &'a Snapshot,
        path: &'a Path,
        assessment: Arc<Assessment>,
        severities: Vec<(&'static str, Severity)>,
    ) -> Self {
        let (corpus, actors) = (&*snapshot.corpus, &*snapshot.actors);
        Self { corpus, actors, snapshot, path, assessment, severities }
    }

    /// The severity of the rule of that name; `None` when there is no such rule.
    pub fn severity(&self, name: &str) -> Option<Severity> {
        self.severities.iter().find(|(rule, _)| *rule == name).map(|(_, severity)| *severity)
    }

    /// The severity of a finding of a rule: what the user configured, else one of these, in a draft and in a release.
    pub fn severity_of(&self, rule: &str, usual: [Severity; 2]) -> Severity {
        self.snapshot.severity(self.path, rule, usual)
    }

    /// The names of all rules.
    pub fn rules(&self) -> impl Iterator<Item = &'static str> {
        self.severities.iter().map(|(rule, _)| *rule)
    }

    /// Whether it may be said that words are not in the corpus: it was read, and there is one.
    pub fn corpus_is_known(&self) -> bool {
        self.snapshot.readiness == Readiness::Ready && !self.corpus.is_empty()
    }

    /// How many files beside the sources cannot be read, of those that are told of.
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

    /// The number of the paragraph that holds a place of the corpus, from 1.
    pub fn paragraph(&self, place: Passage) -> Option<usize> {
        self.corpus.source(place.document)?.paragraph(place.span.start)
    }

    /// The speaker whom a source names for the words at a place of it.
    pub fn spoken(&self, place: Passage) -> Option<Spoken> {
        self.snapshot.spoken(place)
    }

    /// Whether a source is a record of speech.
    pub fn is_record(&self, document: DocumentId) -> bool {
        self.corpus.source(document).is_some_and(|source| !source.record().turns.is_empty())
    }

    /// The turn of a record of speech in which words of a source are said, outside quotations.
    pub fn turn(&self, place: Passage) -> Option<&'a Turn> {
        self.snapshot.turn(place)
    }

    /// That speaker with the doubt there is: “he, perhaps Ada Moreno”.
    pub fn speaker_shown(&self, place: Passage, spoken: &Spoken) -> String {
        self.snapshot.speaker_shown(place, spoken)
    }

    /// The one actor whom words of a source name.
    pub fn actor_named(&self, place: Passage) -> Option<ActorIndex> {
        self.snapshot.actor_named(place)
    }

    /// Where a source says of its own words that they are unverified, deleted, denied or retranslated.
    pub fn disputed(&self, place: Passage) -> Option<Passage> {
        self.snapshot.disputed(place)
    }

    /// The one actor whose full name this is but for one letter.
    pub fn misspelt(&self, name: &str) -> Option<ActorIndex> {
        self.snapshot.misspelt(&self.assessment, name)
    }

    /// A place for people who read the note: `000 ¶1`.
    pub fn passage(&self, place: Passage) -> String {
        self.snapshot.passage_in(Some(self.path), place)
    }

    /// A place for people who want to open it: `seeds/000_2db1.txt:3`.
    pub fn file_line(&self, place: Passage) -> String {
        self.snapshot.file_line(place)
    }

    /// A place of the corpus as a finding has it.
    pub fn related(&self, place: Passage, message: impl Into<String>) -> Option<Related> {
        let source = self.corpus.source(place.document)?;
        Some(Related { path: source.path.clone(), span: place.span, message: message.into() })
    }

    /// How a note in a dialect would cite a place, whole: `[@000_talks, ¶1]`.
    pub fn citation(&self, dialect: Dialect, place: Passage) -> String {
        self.snapshot.citation(self.path, dialect, place.document, self.paragraph(place))
    }

    /// How a note in a dialect would cite a source: `[@000_talks]`.
    pub fn citation_of(&self, dialect: Dialect, document: DocumentId) -> String {
        self.snapshot.citation(self.path, dialect, document, None)
    }

    /// The fix that makes a citation cite a place. Only a locator that is there is corrected; none is put in.
    pub fn citing_instead(&self, citation: &CitationView<'_>, place: Passage) -> Option<Fix> {
        let key = self.snapshot.key(self.path, place.document);
        let link = self.snapshot.link(self.path, place.document);
        let paragraph = self.paragraph(place).filter(|_| citation.locator.is_some());
        let locator = paragraph.map(|number| format!("¶{number}"));
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
