//! The state of one client's session: the workspace for changes, its snapshot for queries.

use super::agreed::Agreed;
use super::convert;
use super::debounce::{DIAGNOSTICS_DELAY, Debouncer};
use super::diagnosis::{Diagnoses, Diagnosis};
use super::moment::Moment;
use super::outbox::{Outbox, answer_in_time};
use super::output::WeakOutput;
use super::pages::Pages;
use super::protocol::{Client, Location, SemanticToken, Url};
use super::quirks;
use super::readable::{self, ContentRefresh, ContentRefreshParams, ReadableFiles};
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
    /// Open documents, by path.
    pub(super) open: DashMap<PathBuf, OpenDocument>,
    /// Documents whose diagnostics must be made again.
    pub(super) stale: Debouncer,
    /// Counts the rounds of making stale diagnostics: a client's long pull waits for the next.
    pub(super) rounds: watch::Sender<u64>,
    /// Pages of the rules that diagnostics link to.
    pub(super) pages: Pages,
    /// The readable documents of sources.
    pub(super) readable: ReadableFiles,
    /// Cached diagnostics.
    pub(super) diagnoses: Diagnoses,
    /// The semantic tokens last sent for open documents.
    pub(super) sent_tokens: DashMap<PathBuf, Arc<SentTokens>>,
    /// The index of proposals, as last used.
    completions: Mutex<Arc<CompletionIndex>>,
    /// Documents to reread from the disk or the editor's buffer; everything includes the folders.
    pub(super) to_reload: Debouncer,
    /// Whether the user has cancelled the current reading.
    pub(super) stopped: AtomicBool,
    /// The server's own watcher, once it is running.
    pub(super) watcher: Mutex<Option<Watcher>>,
    agreed: OnceLock<Agreed>,
    settings: Mutex<Settings>,
    workspace: Mutex<Workspace>,
    moment: ArcSwap<Moment>,
    asked: AtomicU64,
    last_id: AtomicU64,
}

/// The semantic tokens of a document, as sent.
#[derive(Debug)]
pub(super) struct SentTokens {
    /// The id the client sends back to get a delta.
    pub(super) id: u64,
    pub(super) tokens: Vec<SemanticToken>,
}

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct OpenDocument {
    /// Its address as spelt by the client.
    pub(super) url: Url,
    /// Its version.
    pub(super) version: i32,
    /// Distinguishes this opening from earlier ones.
    pub(super) opening: u64,
    /// Where the last edit ended, in bytes of the text, until the document is saved.
    pub(super) writing: Option<usize>,
}

impl OpenDocument {
    /// A document as it was opened.
    pub(super) fn new(url: Url, version: i32, opening: u64) -> Self {
        Self { url, version, opening, writing: None }
    }
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
            readable: ReadableFiles::default(),
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

    /// Records what was agreed in `initialize`. A second `initialize` has no effect.
    pub(super) fn agree(&self, agreed: Agreed) {
        let _ = self.agreed.set(agreed);
    }

    /// What was agreed with the client.
    pub(super) fn agreed(&self) -> Agreed {
        self.agreed.get().copied().unwrap_or_default()
    }

    /// The client's unit of columns.
    pub(super) fn encoding(&self) -> Encoding {
        self.agreed().encoding
    }

    /// The current state. Never waits, not even for a change in progress.
    pub(super) fn moment(&self) -> Guard<Arc<Moment>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.moment.load()
    }

    /// How often the state was requested.
    pub(super) fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Changes the workspace; callers after this returns see the change.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Workspace) -> T) -> T {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        let done = change(&mut workspace);
        // Stored under the lock, so that snapshots are in the order of the changes.
        let snapshot = workspace.snapshot();
        let before = self.moment.load();
        let now = before.next(snapshot);
        let world_changed = now.world != before.world;
        self.moment.store(Arc::new(now));
        drop(workspace);
        if world_changed {
            self.stale.everything();
            self.refresh_contents();
        }
        done
    }

    /// Has the client ask again for the content of the readable documents that are open.
    fn refresh_contents(&self) {
        if !self.agreed().requests.contents {
            return;
        }
        let open = self.open.iter().filter(|open| open.url.scheme() == readable::SCHEME);
        for uri in open.map(|open| open.url.clone()) {
            let client = self.outbox.client();
            let request = async move {
                client.send_request::<ContentRefresh>(ContentRefreshParams { uri }).await
            };
            tokio::spawn(answer_in_time(request));
        }
    }

    /// Changes one document of the workspace; callers after this returns see the change.
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

    /// Replaces the editor's settings; returns whether they differ from the old ones.
    pub(super) fn set_settings(&self, settings: Settings) -> bool {
        let mut held = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let differ = *held != settings;
        *held = settings;
        differ
    }

    /// How long a document must be unchanged before its diagnostics are made: `diagnosticsDelay`, in milliseconds.
    pub(super) fn diagnostics_delay(&self) -> Duration {
        let settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let set = settings.0.get("diagnosticsDelay").and_then(serde_json::Value::as_u64);
        set.map_or(DIAGNOSTICS_DELAY, Duration::from_millis)
    }

    /// A place in any document of a snapshot, in the client's units.
    pub(super) fn location(
        &self,
        snapshot: &Snapshot,
        path: &Path,
        span: Span,
    ) -> Option<Location> {
        self.locations(snapshot, path, [span])?.pop()
    }

    /// Places in one document of a snapshot, in the client's units.
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

    /// The index of proposals for a snapshot's corpus, cached or built now. Building takes time in proportion to the
    /// corpus, and happens right after it is read; not for handlers.
    pub(super) fn completion_index(&self, snapshot: &Snapshot) -> Arc<CompletionIndex> {
        let mut kept = self.completions.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.is_of(snapshot) {
            *kept = Arc::new(kept.updated(snapshot));
        }
        kept.clone()
    }

    /// The id a client that pulls sends back to learn that nothing has changed.
    pub(super) fn result_id(&self, path: &Path, diagnosis: &Diagnosis) -> String {
        quirks::result_id(diagnosis.result_id(), self.open.get(path).map(|open| open.opening))
    }

    /// A number not used by any earlier answer of this session.
    pub(super) fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::Relaxed)
    }

    /// The address of a document for a link in a card. Editors open only files from there.
    pub(super) fn link(&self, path: &Path) -> Option<Url> {
        let snapshot = &self.moment().snapshot;
        let readable =
            readable::is_needed(snapshot, path).then(|| self.readable.url(snapshot, path));
        readable.flatten().or_else(|| convert::url(path))
    }

    /// The address of a document, as spelt by the client if it is open.
    pub(super) fn url(&self, path: &Path) -> Option<Url> {
        if let Some(open) = self.open.get(path) {
            return Some(open.url.clone());
        }
        let snapshot = &self.moment().snapshot;
        if !readable::is_needed(snapshot, path) {
            return convert::url(path);
        }
        if self.agreed().requests.contents {
            return readable::virtual_url(path);
        }
        // A document of another snapshot than the caller’s is a moment out of date at worst.
        self.readable.url(snapshot, path).or_else(|| convert::url(path))
    }
}
