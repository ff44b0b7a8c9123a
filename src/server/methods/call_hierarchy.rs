//! `textDocument/prepareCallHierarchy` and its two requests, which here mean: who quotes this actor, and whom it
//! quotes.

use super::symbol::kind;
use crate::analysis::{self, Party, PartyAt, Quoting, SymbolKind as Kind};
use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Span;
use crate::workspace::Snapshot;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::Path;

/// Data in an item to find it again.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Data {
    /// The actor's id.
    Actor(String),
    /// The document's address.
    Document(Url),
}

pub(in crate::server) fn prepare(
    document: &DocumentSnapshot,
    offset: usize,
) -> Option<Vec<CallHierarchyItem>> {
    let at = analysis::party_at(&document.snapshot, &document.path, offset)?;
    item(&document.session, &document.snapshot, &at).map(|item| vec![item])
}

pub(in crate::server) fn incoming(
    session: &Session,
    snapshot: &Snapshot,
    params: CallHierarchyIncomingCallsParams,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let party = party(snapshot, params.item.data)?;
    let call = |quoting: Quoting| {
        let from_ranges = ranges(session, snapshot, &quoting.other.path, &quoting.words);
        let from = item(session, snapshot, &quoting.other)?;
        Some(CallHierarchyIncomingCall { from, from_ranges })
    };
    Some(analysis::quoted_by(snapshot, &party).into_iter().filter_map(call).collect())
}

pub(in crate::server) fn outgoing(
    session: &Session,
    snapshot: &Snapshot,
    params: CallHierarchyOutgoingCallsParams,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let caller = convert::path(&params.item.uri);
    let party = party(snapshot, params.item.data)?;
    let call = |quoting: Quoting| {
        // The ranges refer to the document of the item asked about; words elsewhere are shown at the other party's
        // place.
        let here = quoting.other.path == caller;
        let words = if here { quoting.words.as_slice() } else { &[] };
        let from_ranges = ranges(session, snapshot, &caller, words);
        let to = item(session, snapshot, &quoting.other)?;
        Some(CallHierarchyOutgoingCall { to, from_ranges })
    };
    Some(analysis::quotes(snapshot, &party).into_iter().filter_map(call).collect())
}

fn party(snapshot: &Snapshot, data: Option<serde_json::Value>) -> Option<Party> {
    match serde_json::from_value(data?).ok()? {
        Data::Actor(id) => snapshot.actors.named(&id).first().copied().map(Party::Actor),
        Data::Document(url) => Some(Party::Document(convert::path(&url))),
    }
}

fn item(session: &Session, snapshot: &Snapshot, at: &PartyAt) -> Option<CallHierarchyItem> {
    let place = session.location(snapshot, &at.path, at.span)?;
    let (name, kind, data) = match &at.party {
        Party::Actor(index) => {
            let actor = snapshot.actors.actor(*index)?;
            (actor.name.clone(), kind(Kind::Actor(actor.kind)), Data::Actor(actor.id.clone()))
        }
        Party::Document(path) => {
            let name = path.file_name()?.to_string_lossy().into_owned();
            (name, SymbolKind::FILE, Data::Document(session.url(path)?))
        }
    };
    let source = snapshot.source_at(&at.path).and_then(|id| snapshot.corpus.source(id));
    let title = source.and_then(|source| source.metadata.title.clone());
    Some(CallHierarchyItem {
        name,
        kind,
        tags: None,
        detail: Some(title.unwrap_or_else(|| snapshot.shown(&at.path))),
        uri: place.uri,
        range: place.range,
        selection_range: place.range,
        data: Some(json!(data)),
    })
}

fn ranges(session: &Session, snapshot: &Snapshot, path: &Path, words: &[Span]) -> Vec<Range> {
    let places = session.locations(snapshot, path, words.iter().copied()).unwrap_or_default();
    places.into_iter().map(|place| place.range).collect()
}
