//! The state of one client's session: the workspace for those who change it, its snapshot for those who ask.

use super::agreed::Agreed;
use super::convert;
use super::debounce::{DIAGNOSTICS_DELAY, Debouncer};
use super::diagnosis::{Diagnoses, Diagnosis};
use super::moment::Moment;
use super::outbox::Outbox;
use super::output::WeakOutput;
use super::pages::Pages;
use super::protocol::{Client, Location, SemanticToken, Url};
use super::quirks;
use crate::analysis::CompletionIndex;
use crate::text::{Encoding, Span};
use crate::workspace::watch::Watcher;
use crate::workspace::{Reread, Settings, Snapshot, Workspace};
use arc_swap::{ArcSwap, Guard};
use dashmap::DashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// One session. Handlers and tasks share it.
pub(super) struct Session {
    /// The way to the client.
    pub(super) outbox: Outbox,
    /// Documents the editor holds, by path.
    pub(super) open: DashMap<PathBuf, OpenDocument>,
    /// Documents of which the diagnostics must be made again.
    pub(super) stale: Debouncer,
    /// Counts the rounds in which stale diagnostics were made: a client's long pull waits for the next.
    pub(super) rounds: watch::Sender<u64>,
    /// Pages of the rules that diagnostics link to.
    pub(super) pages: Pages,
    /// Diagnostics already made.
    pub(super) diagnoses: Diagnoses,
    /// The semantic tokens last sent for the documents the editor holds.
    pub(super) sent_tokens: DashMap<PathBuf, Arc<SentTokens>>,
    /// What can be proposed from the corpus, as of the last question.
    completions: Mutex<Arc<CompletionIndex>>,
    /// Documents to be read again from the disk or from the editor's buffer; everything means the folders too.
    pub(super) to_reload: Debouncer,
    /// Whether the user wants no more of the reading that is under way.
    pub(super) stopped: AtomicBool,
    /// The server's own watcher, once it runs.
    pub(super) watcher: Mutex<Option<Watcher>>,
    agreed: OnceLock<Agreed>,
    settings: Mutex<Settings>,
    workspace: Mutex<Workspace>,
    moment: ArcSwap<Moment>,
    asked: AtomicU64,
    last_id: AtomicU64,
}

/// The semantic tokens of a document as they were sent.
#[derive(Debug)]
pub(super) struct SentTokens {
    /// What the client sends back to ask for what changed.
    pub(super) id: u64,
    pub(super) tokens: Vec<SemanticToken>,
}

/// A document the editor holds.
#[derive(Clone, Debug)]
pub(super) struct OpenDocument {
    /// Its address in the client's own spelling.
    pub(super) url: Url,
    /// Its version.
    pub(super) version: i32,
    /// Tells this opening from those before.
    pub(super) opening: u64,
    /// Where the last edit ended, bytes of the text, until the document is saved.
    pub(super) writing: Option<usize>,
}

impl Session {
    /// The session of this client, before `initialize`. Must be called on the runtime.
    pub(super) fn new(client: Client, output: WeakOutput) -> Self {
        Self {
            outbox: Outbox::new(client, output),
            open: DashMap::new(),
            stale: Debouncer::default(),
            rounds: watch::Sender::new(0),
            pages: Pages::default(),
            diagnoses: Diagnoses::default(),
            sent_tokens: DashMap::new(),
            completions: Mutex::default(),
            to_reload: Debouncer::default(),
            stopped: AtomicBool::default(),
            watcher: Mutex::default(),
            agreed: OnceLock::new(),
            settings: Mutex::default(),
            workspace: Mutex::default(),
            moment: ArcSwap::default(),
            asked: AtomicU64::default(),
            last_id: AtomicU64::default(),
        }
    }

    /// Notes what was agreed in `initialize`. A second `initialize` changes nothing.
    pub(super) fn agree(&self, agreed: Agreed) {
        let _ = self.agreed.set(agreed);
    }

    /// What was agreed with the client.
    pub(super) fn agreed(&self) -> Agreed {
        self.agreed.get().copied().unwrap_or_default()
    }

    /// How the client counts columns.
    pub(super) fn encoding(&self) -> Encoding {
        self.agreed().encoding
    }

    /// The state now. Never waits, not even for a change under way.
    pub(super) fn moment(&self) -> Guard<Arc<Moment>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.moment.load()
    }

    /// How often the state was asked for.
    pub(super) fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Changes the workspace; whoever asks after this returns sees the change.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Workspace) -> T) -> T {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        let done = change(&mut workspace);
        // Stored under the lock, so that snapshots follow each other in the order of the changes.
        let snapshot = workspace.snapshot();
        let before = self.moment.load();
        let now = before.next(snapshot);
        let world_changed = now.world != before.world;
        self.moment.store(Arc::new(now));
        drop(workspace);
        if world_changed {
            self.stale.everything();
        }
        done
    }

    /// Changes one document of the workspace; whoever asks after this returns sees the change.
    pub(super) fn change_document(
        &self,
        path: &Path,
        change: impl FnOnce(&mut Workspace) -> Reread,
    ) {
        if self.change(change) == Reread::Needed {
            self.to_reload.document(path);
        }
        self.stale.document(path);
    }

    /// Replaces the editor's settings; returns whether they differ from those before.
    pub(super) fn set_settings(&self, settings: Settings) -> bool {
        let mut held = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let differ = *held != settings;
        *held = settings;
        differ
    }

    /// How long a document must rest before its diagnostics are made: `diagnosticsDelay`, milliseconds.
    pub(super) fn diagnostics_delay(&self) -> Duration {
        let settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let set = settings.0.get("diagnosticsDelay").and_then(serde_json::Value::as_u64);
        set.map_or(DIAGNOSTICS_DELAY, Duration::from_millis)
    }

    /// A place in any document of a snapshot, as the client counts.
    pub(super) fn location(
        &self,
        snapshot: &Snapshot,
        path: &Path,
        span: Span,
    ) -> Option<Location> {
        self.locations(snapshot, path, [span])?.pop()
    }

    /// Some places in one document of a snapshot, as the client counts.
    pub(super) fn locations(
        &self,
        snapshot: &Snapshot,
        path: &Path,
        spans: impl IntoIterator<Item = Span>,
    ) -> Option<Vec<Location>> {
        let (lines, url) = (snapshot.lines(path)?, self.url(path)?);
        let range = |span| convert::range(&lines, span, self.encoding());
        Some(spans.into_iter().map(|span| Location::new(url.clone(), range(span))).collect())
    }

    /// What can be proposed from a snapshot's corpus: kept, or made now. Takes as long as the corpus is large when it is
    /// made, which is right after the corpus is read; not for handlers.
    pub(super) fn completion_index(&self, snapshot: &Snapshot) -> Arc<CompletionIndex> {
        let mut kept = self.completions.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.is_of(snapshot) {
            *kept = Arc::new(kept.updated(snapshot));
        }
        kept.clone()
    }

    /// What a client that pulls sends back to learn that nothing changed.
    pub(super) fn result_id(&self, path: &Path, diagnosis: &Diagnosis) -> String {
        quirks::result_id(diagnosis.result_id(), self.open.get(path).map(|open| open.opening))
    }

    /// A number that no answer of this session had before.
    pub(super) fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::Relaxed)
    }

    /// The address of a document, in the client's own spelling when the editor holds it.
    pub(super) fn url(&self, path: &Path) -> Option<Url> {
        self.open.get(path).map(|open| open.url.clone()).or_else(|| convert::url(path))
    }
}
