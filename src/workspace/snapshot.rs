//! The immutable state that every answer is computed from.

use super::bibliography::Bibliography;
use super::config::Severity;
use super::entry::NoteEntry;
use super::folder::Folder;
use super::paths;
use super::problem::Problem;
use super::scope::{Scope, Scopes};
use super::unsupported::{UnsupportedFile, UnsupportedFiles};
use crate::actor::Actors;
use crate::corpus::Corpus;
use crate::format;
use crate::note::{Citation, CitationStyle};
use crate::text::{DocumentId, Passage, Span, Text};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether the corpus is known yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Readiness {
    /// The corpus is still being read: nothing may be called “not found”.
    #[default]
    Indexing,
    /// Everything was read.
    Ready,
}

/// All notes: those on disk, overridden by those open in the editor. Only the open ones are copied on a keystroke.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    pub(super) disk: Arc<HashMap<PathBuf, Arc<NoteEntry>>>,
    pub(super) open: HashMap<PathBuf, Arc<NoteEntry>>,
}

impl Notes {
    /// The note at a path; the editor's buffer beats the disk.
    pub fn get(&self, path: &Path) -> Option<&Arc<NoteEntry>> {
        self.open.get(path).or_else(|| self.disk.get(path))
    }

    /// Every note once, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Arc<NoteEntry>)> {
        let closed = self.disk.iter().filter(|(path, _)| !self.open.contains_key(*path));
        self.open.iter().chain(closed).map(|(path, entry)| (path.as_path(), entry))
    }
}

/// A document open in the editor.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// Its text.
    pub text: Text,
    /// The editor's version.
    pub version: i32,
}

/// Notes, corpus, actors and configuration at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The folders of the workspace.
    pub folders: Arc<Vec<Folder>>,
    /// All notes.
    pub notes: Notes,
    /// Auxiliary files open in the editor (a configuration, an actors file, a bibliography), by path. They are read,
    /// but are no prose, so no rule checks them.
    pub asides: HashMap<PathBuf, Buffer>,
    /// All sources.
    pub corpus: Arc<Corpus>,
    /// Which sources each note may cite first, and the keys of bibliographies.
    pub scopes: Arc<Scopes>,
    /// All actors.
    pub actors: Arc<Actors>,
    /// Problems of configuration files, and documents that could not be read.
    pub problems: Arc<Vec<Problem>>,
    /// Files in source folders that are not sources.
    pub unsupported: Arc<UnsupportedFiles>,
    /// Whether the corpus is known yet.
    pub readiness: Readiness,
}

impl Snapshot {
    /// The note at a path.
    pub fn note(&self, path: &Path) -> Option<&Arc<NoteEntry>> {
        self.notes.get(path)
    }

    /// This snapshot with another text for a note, to see what an edit would do. Reads nothing else again, and keeps
    /// the results for unchanged quotations.
    pub fn supposing(&self, path: &Path, text: &str) -> Snapshot {
        let mut supposed = self.clone();
        if let Some(entry) = self.note(path) {
            let entry = entry.supposing(Text::new(text));
            supposed.notes.open.insert(path.to_owned(), Arc::new(entry));
        }
        supposed
    }

    /// Whether the actors of a large corpus are in memory, where they take about as much space as the texts do on disk:
    /// see [`super::load::persist`].
    pub fn is_to_be_persisted(&self) -> bool {
        self.corpus.stored().next().is_some() && self.actors.are_joined_from(self.corpus.len())
    }

    /// The source at a path.
    pub fn source_at(&self, path: &Path) -> Option<DocumentId> {
        self.corpus.at(path)
    }

    /// The unsupported file that a citation in the note at `path` refers to; its key names no source.
    pub fn unsupported(&self, path: &Path, citation: &Citation) -> Option<&UnsupportedFile> {
        match citation.style {
            CitationStyle::Link => self.unsupported.at(&paths::beside(path, &citation.key)),
            _ => {
                let given = |scope: &'_ Scope| {
                    let mut files = scope.keys.missing(&citation.key).iter();
                    files.find_map(|file| self.unsupported.at(file))
                };
                let given = self.scopes.around(path).find_map(given);
                given.or_else(|| self.unsupported.named(&citation.key))
            }
        }
    }

    /// The version of an open document that is not a source.
    pub fn version(&self, path: &Path) -> Option<i32> {
        let aside = || self.asides.get(path).map(|aside| aside.version);
        self.note(path).map_or_else(aside, |note| note.version)
    }

    /// The documents other than notes with problems: configurations, unreadable sources, bibliographies with duplicate
    /// keys.
    pub fn wrong(&self) -> impl Iterator<Item = &Path> {
        let twice = self.bibliographies().filter(|b| !b.duplicates().is_empty());
        self.problems.iter().map(|p| p.path.as_path()).chain(twice.map(|b| b.path.as_path()))
    }

    /// Whether a document is one of [`Snapshot::wrong`].
    pub fn is_wrong(&self, path: &Path) -> bool {
        let here = |b: &&Bibliography| b.path == path && !b.duplicates().is_empty();
        self.problems.iter().any(|problem| problem.path == path)
            || self.bibliographies().find(here).is_some()
    }

    /// The bibliographies of all folders, as last read.
    pub fn bibliographies(&self) -> impl Iterator<Item = &Bibliography> {
        self.folders.iter().flat_map(|folder| &folder.bibliographies)
    }

    /// The bibliographies of all folders, with the current text of open ones.
    pub fn bibliographies_now(&self) -> impl Iterator<Item = Cow<'_, Bibliography>> {
        self.bibliographies().map(|known| match self.asides.get(&known.path) {
            Some(aside) if aside.text != *known.text => {
                Cow::Owned(Bibliography::read(&known.path, aside.text.to_string()).0)
            }
            _ => Cow::Borrowed(known),
        })
    }

    /// The text of any document, note, source or bibliography, for lines and columns.
    pub fn lines(&self, path: &Path) -> Option<Text> {
        if let Some(entry) = self.note(path) {
            return Some(entry.lines.clone());
        }
        if let Some(aside) = self.asides.get(path) {
            return Some(aside.text.clone());
        }
        if let Some(bibliography) = self.bibliographies().find(|b| b.path == path) {
            return Some(Text::new(&bibliography.text));
        }
        let id = self.source_at(path)?;
        // A list of a thousand places must not load a thousand sources.
        match self.corpus.known(id) {
            Some(source) => Some(source.lines().clone()),
            None => self.corpus.text(id).map(Text::new),
        }
    }

    /// The innermost folder that contains a document, else the first.
    pub fn folder(&self, path: &Path) -> Option<&Folder> {
        let holds = self.folders.iter().filter(|f| path.starts_with(&f.root));
        holds.max_by_key(|f| f.root.as_os_str().len()).or(self.folders.first())
    }

    /// The severity of a rule in a document: the configured one, else that of `usual` for a draft or a release.
    pub fn severity(&self, path: &Path, rule: &str, usual: [Severity; 2]) -> Severity {
        let folder = self.folder(path);
        let configured = folder.and_then(|folder| {
            folder.config.severity(rule, path.strip_prefix(&folder.root).unwrap_or(path))
        });
        let profile = folder.map(|folder| folder.config.profile).unwrap_or_default();
        configured.unwrap_or_else(|| profile.choose(usual))
    }

    /// The shortest form of a place for people: `000 ¶1`, or `000:35` outside the numbered paragraphs.
    pub fn passage(&self, place: Passage) -> String {
        self.passage_in(None, place)
    }

    /// A place to open: `seeds/000_2db1.txt:3`, or only the file if its lines are not those of its text.
    pub fn file_line(&self, place: Passage) -> String {
        let Some(source) = self.corpus.source(place.document) else { return String::new() };
        if format::converts(&source.path) {
            return self.shown(&source.path);
        }
        format!("{}:{}", self.shown(&source.path), source.line(place.span.start))
    }

    /// A path for people.
    pub fn shown(&self, path: &Path) -> String {
        let roots: Vec<PathBuf> = self.folders.iter().map(|f| f.root.clone()).collect();
        paths::shown(&roots, path)
    }

    /// The words at a place of the corpus; empty if there is no such place.
    pub fn words(&self, place: Passage) -> &str {
        self.corpus.text(place.document).map_or("", |text| place.span.of(text))
    }

    /// The sentence at a place of the corpus, as its reader split it; the block if it found none.
    pub fn sentence(&self, place: Passage) -> Span {
        let Some(source) = self.corpus.source(place.document) else { return place.span };
        let holds = |s: &Span| s.touches(place.span.start) && s.overlaps(place.span);
        let sentences = source.reading.sentences.iter().copied();
        let from = source.reading.sentences.partition_point(|s| s.end <= place.span.start);
        let joined =
            sentences.skip(from).take_while(|s| s.start < place.span.end).reduce(Span::join);
        joined
            .or_else(|| source.blocks.iter().map(|b| b.span).find(holds))
            .map_or(place.span, |s| s.join(place.span))
    }
}
