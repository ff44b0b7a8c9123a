//! `onrecord actors --export`: the actors of documents for other programs.

use crate::actor::exchange::{ExportedActor, ExportedDocument, export};
use crate::actor::{ActorIndex, Dossier};
use crate::cli::terminal;
use crate::corpus::{Corpus, Source};
use crate::text::DocumentId;
use crate::workspace::Snapshot;
use std::collections::BTreeMap;
use std::io;

/// Formats that actors are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Export {
    /// FollowTheMoney entities, one JSON object a line
    Ftm,
}

/// Prints the entities of these actors and of the documents that name them.
pub(super) fn run(shown: &[ActorIndex], snapshot: &Snapshot) -> io::Result<()> {
    let (corpus, actors) = (&snapshot.corpus, &snapshot.actors);
    let documents = corpus.sources().map(|(id, source)| (id, document(source))).collect();
    let exported = shown.iter().filter_map(|index| {
        let (actor, dossier) = (actors.actor(*index)?, actors.dossier(*index)?);
        let mut entries = actors.entry_index().entries().actors().iter();
        let known = entries.find(|entry| entry.name == actor.name && entry.kind == actor.kind);
        let mentioned = mentioned(&dossier, corpus);
        Some(ExportedActor { actor, known, roles: dossier.roles, mentioned })
    });
    terminal::print_rows(export(&documents, exported))
}

fn document(source: &Source) -> ExportedDocument {
    let file = source.path.file_name().unwrap_or_default();
    ExportedDocument {
        key: source.key.clone(),
        file: file.to_string_lossy().into_owned(),
        title: source.metadata.title.clone(),
        date: source.metadata.date,
    }
}

/// The forms by which each document names an actor.
fn mentioned(dossier: &Dossier, corpus: &Corpus) -> BTreeMap<DocumentId, Vec<String>> {
    let mut forms: BTreeMap<DocumentId, Vec<String>> = BTreeMap::new();
    // “the latter” means somebody without being a name.
    for (place, _) in dossier.mentions.iter().filter(|(_, rule)| !rule.describes()) {
        let Some(source) = corpus.source(place.document) else { continue };
        let name = place.span.of(&source.text);
        let of_document = forms.entry(place.document).or_default();
        if !of_document.iter().any(|known| known == name) {
            of_document.push(name.to_owned());
        }
    }
    forms
}
