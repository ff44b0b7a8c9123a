//! `onrecord/dossier` and `onrecord/actors`: an actor's dossier as data for an editor's own page, and the list of
//! actors.
//!
//! An extension of the protocol for the plugins of this project; other editors have the same in hovers, references and
//! symbols. `docs/editors.md` describes the messages.

use crate::actor::ActorIndex;
use crate::analysis::{self, DossierView, Event, EventKind};
use crate::server::convert::refused;
use crate::server::document::{DocumentSnapshot, computed};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Passage;
use crate::workspace::{Readiness, Snapshot};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Whose dossier: an actor by id or name, or the actor at a place.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(in crate::server) enum Whose {
    Named { actor: String },
    At(TextDocumentPositionParams),
}

pub(in crate::server) async fn answer(session: Arc<Session>, params: Whose) -> Answer<Value> {
    let snapshot = known(&session)?;
    computed(move || {
        let actor = actor(&session, &snapshot, params);
        let view = actor.and_then(|actor| analysis::dossier_view(&snapshot, actor));
        view.map_or(Value::Null, |view| page(&session, &snapshot, &view))
    })
    .await
}

/// Every actor by name, the most often named first.
pub(in crate::server) async fn actors(session: Arc<Session>) -> Answer<Value> {
    let snapshot = known(&session)?;
    computed(move || {
        let actors = snapshot.actors.all().map(|(_, actor)| actor);
        let line = |actor: &crate::actor::Actor| {
            let role = actor.role.as_deref();
            json!({ "id": actor.id, "name": actor.name, "kind": actor.kind, "role": role })
        };
        Value::Array(actors.map(line).collect())
    })
    .await
}

/// The snapshot, once the corpus is known: nobody may be called unknown before.
fn known(session: &Session) -> Answer<Arc<Snapshot>> {
    let snapshot = session.moment().snapshot.clone();
    if snapshot.readiness == Readiness::Indexing {
        return Err(refused("onrecord is still indexing the sources: ask again in a moment"));
    }
    Ok(snapshot)
}

fn actor(session: &Arc<Session>, snapshot: &Snapshot, params: Whose) -> Option<ActorIndex> {
    match params {
        Whose::Named { actor } => snapshot.actors.named(&actor).first().copied(),
        Whose::At(place) => {
            let document = DocumentSnapshot::of(session, &place.text_document.uri)?;
            let offset = document.offset(place.position);
            match analysis::party_at(snapshot, &document.path, offset)?.party {
                analysis::Party::Actor(actor) => Some(actor),
                analysis::Party::Document(_) => None,
            }
        }
    }
}

fn page(session: &Session, snapshot: &Snapshot, view: &DossierView) -> Value {
    let location = |place: Passage| {
        let source = snapshot.corpus.source(place.document)?;
        session.location(snapshot, &source.path, place.span)
    };
    let event = |event: &Event| {
        json!({
            "kind": match event.kind { EventKind::Said => "said", EventKind::Named => "named" },
            "date": event.date.map(|date| date.to_string()),
            "text": event.text,
            "confidence": event.confidence,
            "passage": event.passage,
            "location": location(event.place),
        })
    };
    let role = |role: &analysis::RoleLine| {
        json!({
            "text": role.text,
            "passage": role.place.map(|place| snapshot.passage(place)),
            "location": role.place.and_then(location),
        })
    };
    let company = |company: &analysis::Company| {
        let actor = snapshot.actors.actor(company.actor);
        json!({
            "id": actor.map(|actor| &actor.id),
            "name": company.name,
            "kind": actor.map(|actor| actor.kind),
            "count": company.count,
        })
    };
    let note = |(place, text): &(analysis::Occurrence, String)| {
        json!({
            "text": text,
            "passage": snapshot.shown(&place.path),
            "location": session.location(snapshot, &place.path, place.span),
        })
    };
    let alias = |alias: &crate::actor::Alias| json!({ "text": alias.text, "count": alias.count });
    json!({
        "id": view.actor.id,
        "name": view.actor.name,
        "kind": view.actor.kind,
        "aliases": view.actor.aliases.iter().map(alias).collect::<Vec<_>>(),
        "roles": view.roles.iter().map(role).collect::<Vec<_>>(),
        "timeline": view.timeline.iter().map(event).collect::<Vec<_>>(),
        "leftOut": view.left_out,
        "company": view.company.iter().map(company).collect::<Vec<_>>(),
        "ties": view.ties,
        "notes": view.notes.iter().map(note).collect::<Vec<_>>(),
        "documents": view.documents,
        "mentions": view.mentions,
        "dates": view.dates.map(|(first, last)| [first.to_string(), last.to_string()]),
    })
}
