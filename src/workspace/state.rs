//! The state of a workspace: the one place where it changes.

use super::config::Settings;
use super::entry::NoteEntry;
use super::folder::{Folder, is_aside, is_read_aside};
use super::load::{self, Loaded};
use super::paths;
use super::plan::Plan;
use super::root::root_of;
use super::scope::Scopes;
use super::snapshot::{Buffer, Notes, Readiness, Snapshot};
use crate::actor::Actors;
use crate::format::{self, Charset, Input};
use crate::text::{Edit, Encoding, Text};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Holds the state, and is the only place where it changes. Every change replaces the snapshot; none waits or reads the
/// disk. Whatever must be read is a [`Plan`], which [`load`] carries out elsewhere, and [`Workspace::install`] takes
/// the result.
#[derive(Debug, Default)]
pub struct Workspace {
    snapshot: Arc<Snapshot>,
    roots: Vec<PathBuf>,
    settings: Settings,
    /// Documents open in the editor, notes and sources, by path.
    buffers: HashMap<PathBuf, Buffer>,
}

/// Whether a change requires [`load::update`] of its document, on another thread.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reread {
    /// The snapshot is up to date.
    Nothing,
    /// The corpus or the disk must be read again for this document.
    Needed,
}

impl Workspace {
    /// A workspace over these folders, still empty and [`Readiness::Indexing`].
    pub fn new(roots: Vec<PathBuf>, settings: Settings) -> Self {
        Self { roots, settings, ..Self::default() }
    }

    /// The workspace that contains `start`, found upwards by a configuration file, a corpus folder or a repository;
    /// fully read.
    pub fn holding(start: &Path, settings: Settings) -> Self {
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        let root = root_of(&paths::clean(Path::new(""), &start));
        let mut workspace = Self::new(vec![root], settings);
        if let Some(loaded) = load::read(&workspace.plan(), &mut |_| ControlFlow::Continue(())) {
            workspace.install(loaded);
        }
        workspace
    }

    /// The current state. Cheap: a few reference counts.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }

    /// What to read: the current folders, settings and open buffers, which override the disk.
    pub fn plan(&self) -> Plan {
        let buffers =
            self.buffers.iter().map(|(path, buffer)| (path.clone(), buffer.text.clone())).collect();
        Plan { roots: self.roots.clone(), settings: self.settings.clone(), buffers }
    }

    /// Changes the folders; [`Workspace::plan`] and reading must follow.
    pub fn set_roots(&mut self, roots: Vec<PathBuf>) {
        self.roots = roots;
    }

    /// Changes the settings; [`Workspace::plan`] and reading must follow.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Installs what was read. Open notes stay as the editor has them.
    pub fn install(&mut self, loaded: Loaded) {
        let (mut open, mut asides) = (HashMap::default(), HashMap::default());
        for (path, buffer) in &self.buffers {
            if loaded.corpus.at(path).is_some() {
                continue;
            }
            if is_aside(&loaded.folders, path) {
                asides.insert(path.clone(), buffer.clone());
                continue;
            }
            let entry = match self.snapshot.notes.open.get(path) {
                Some(entry) => entry.without_results(),
                None => NoteEntry::read(buffer.text.to_string(), Some(buffer.version)),
            };
            open.insert(path.clone(), Arc::new(entry));
        }
        let corpus = Arc::new(loaded.corpus);
        let scopes = Scopes::of(&loaded.folders, &corpus);
        self.snapshot = Arc::new(Snapshot {
            folders: Arc::new(loaded.folders),
            notes: Notes { disk: Arc::new(loaded.notes), open },
            asides,
            corpus,
            scopes: Arc::new(scopes),
            actors: Arc::new(loaded.actors),
            problems: Arc::new(loaded.problems),
            unsupported: Arc::new(loaded.unsupported),
            readiness: Readiness::Ready,
        });
    }

    /// Installs the same actors as stored on disk, unless they have changed meanwhile.
    pub fn install_persisted(&mut self, actors: &Arc<Actors>, persisted: Actors) {
        if !Arc::ptr_eq(&self.snapshot.actors, actors) {
            return;
        }
        let next = Arc::make_mut(&mut self.snapshot);
        next.actors = Arc::new(persisted);
        let without_results = |(path, entry): (&PathBuf, &Arc<NoteEntry>)| {
            (path.clone(), Arc::new(entry.without_results()))
        };
        next.notes = Notes {
            disk: Arc::new(next.notes.disk.iter().map(without_results).collect()),
            open: next.notes.open.iter().map(without_results).collect(),
        };
    }

    /// A document was opened in the editor: its buffer now overrides the disk.
    pub fn open(&mut self, path: &Path, text: &str, version: i32) -> Reread {
        self.open_encoded(path, text, Charset::UTF_8, version)
    }

    /// Like [`Workspace::open`], with the document's encoding on disk.
    pub fn open_encoded(
        &mut self,
        path: &Path,
        text: &str,
        charset: Charset,
        version: i32,
    ) -> Reread {
        if self.is_misread(path, text) {
            return Reread::Nothing;
        }
        self.buffers.insert(path.to_owned(), Buffer { text: Text::new(text), version });
        if let Some(reread) = self.source_changed(path, |known| !reads_as(path, text.into(), known))
        {
            return reread;
        }
        if is_aside(&self.snapshot.folders, path) {
            // Only the disk shows whether it differs from what was read.
            self.set_aside(path);
            return Reread::Nothing;
        }
        let entry = match self.snapshot.notes.get(path) {
            // Results for the note on disk are valid for the same text in the editor.
            Some(known) if known.note.text == text => {
                NoteEntry { version: Some(version), ..(**known).clone() }
            }
            known => {
                let charset = known.map_or(charset, |known| known.charset);
                NoteEntry { charset, ..NoteEntry::read(text.to_owned(), Some(version)) }
            }
        };
        self.set_open(path, entry);
        // Its sources may be above it, in no folder of the workspace; only the disk shows that.
        let holds = |folder: &Folder| path.starts_with(&folder.root) && !folder.bare;
        let lone = path.is_absolute() && !self.snapshot.folders.iter().any(holds);
        if lone { Reread::Needed } else { Reread::Nothing }
    }

    /// An open document was edited. Edits of a document that is not open are ignored.
    pub fn edit(
        &mut self,
        path: &Path,
        edits: &[Edit],
        encoding: Encoding,
        version: i32,
    ) -> Reread {
        let Some(buffer) = self.buffers.get_mut(path) else { return Reread::Nothing };
        for edit in edits {
            buffer.text.apply(edit, encoding);
        }
        buffer.version = version;
        let text = buffer.text.clone();
        // Ignores what layout inserted there.
        let differs =
            |known: &str| text != *known && !reads_as(path, text.to_string().into(), known);
        if let Some(reread) = self.source_changed(path, differs) {
            return reread;
        }
        if self.snapshot.asides.contains_key(path) {
            self.set_aside(path);
            let read = is_read_aside(&self.snapshot.folders, path);
            return if read { Reread::Needed } else { Reread::Nothing };
        }
        if let Some(entry) = self.snapshot.notes.open.get(path) {
            let entry = entry.edited(text, version);
            self.set_open(path, entry);
        }
        Reread::Nothing
    }

    /// An open document was closed: the disk counts again. A note that is not on disk is forgotten.
    pub fn close(&mut self, path: &Path) -> Reread {
        self.buffers.remove(path);
        let snapshot = Arc::make_mut(&mut self.snapshot);
        snapshot.notes.open.remove(path);
        snapshot.asides.remove(path);
        // The disk may differ from what was read.
        Reread::Needed
    }

    fn set_open(&mut self, path: &Path, entry: NoteEntry) {
        let snapshot = Arc::make_mut(&mut self.snapshot);
        snapshot.notes.open.insert(path.to_owned(), Arc::new(entry));
    }

    /// Updates an auxiliary file to its current buffer.
    fn set_aside(&mut self, path: &Path) {
        let Some(buffer) = self.buffers.get(path) else { return };
        Arc::make_mut(&mut self.snapshot).asides.insert(path.to_owned(), buffer.clone());
    }

    /// Whether an editor shows a source in another encoding than the file’s, with signs for what it cannot decode. The
    /// disk counts then, or right quotations would look wrong.
    fn is_misread(&self, path: &Path, text: &str) -> bool {
        let source = |id| self.snapshot.corpus.source(id);
        text.contains(char::REPLACEMENT_CHARACTER)
            && self.snapshot.source_at(path).and_then(source).is_some_and(|source| {
                source.metadata.charset != Charset::default()
                    && !source.text.contains(char::REPLACEMENT_CHARACTER)
            })
    }

    /// Whether `path` is a source whose buffer differs from the corpus. Reading a source concerns the whole corpus, so
    /// it never happens on a keystroke: the caller has it done elsewhere.
    fn source_changed(&self, path: &Path, differs: impl Fn(&str) -> bool) -> Option<Reread> {
        let id = self.snapshot.source_at(path)?;
        let source = self.snapshot.corpus.source(id)?;
        Some(if differs(&source.text) { Reread::Needed } else { Reread::Nothing })
    }
}

/// Whether the file at a path with this text would become the known source.
fn reads_as(path: &Path, text: Cow<'_, str>, known: &str) -> bool {
    *text == *known || format::extract(path, Input::Text(text)).is_ok_and(|read| read.text == known)
}
