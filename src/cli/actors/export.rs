//! `onrecord actors --export`: the actors of documents for other programs.

use crate::actor::exchange::{ExportedActor, ExportedDocument, ExportedMention, export};
use crate::actor::{Actor, ActorEntries, ActorEntry, ActorIndex, Dossier};
use crate::cli::terminal::plain_json;
use crate::corpus::Source;
use crate::text::DocumentId;
use crate::workspace::Snapshot;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Formats that actors are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Export {
    /// FollowTheMoney entities, one JSON object a line
    Ftm,
}

/// Prints the entities of these actors and of the documents that name them.
pub(super) fn run(shown: &[ActorIndex], snapshot: &Snapshot) -> io::Result<()> {
    let (actors, known) = (&snapshot.actors, snapshot.actors.entry_index().entries());
    let sources: Vec<(DocumentId, &Arc<Source>)> = snapshot.corpus.sources().collect();
    let documents: Vec<ExportedDocument> = sources.iter().map(|(_, s)| document(s)).collect();
    let numbers: BTreeMap<DocumentId, usize> =
        sources.iter().enumerate().map(|(number, (id, _))| (*id, number)).collect();
    let exported = shown.iter().filter_map(|index| {
        let actor = actors.actor(*index)?;
        let dossier = actors.dossier(*index)?;
        let mentioned = mentioned(&dossier, &numbers, &sources);
        Some(ExportedActor { actor, known: entry(known, actor), roles: dossier.roles, mentioned })
    });
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    for entity in export(&documents, exported) {
        writeln!(out, "{}", plain_json(&entity.to_string()))?;
    }
    out.flush()
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

fn entry<'k>(known: &'k ActorEntries, actor: &Actor) -> Option<&'k ActorEntry> {
    known.actors().iter().find(|entry| entry.name == actor.name && entry.kind == actor.kind)
}

/// The forms by which each document names an actor.
fn mentioned(
    dossier: &Dossier,
    numbers: &BTreeMap<DocumentId, usize>,
    sources: &[(DocumentId, &Arc<Source>)],
) -> Vec<ExportedMention> {
    let mut forms: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    // “the latter” means somebody and is nobody's name.
    let places = dossier.mentions.iter().filter(|(_, rule)| !rule.describes());
    for (place, _) in places {
        let Some(document) = numbers.get(&place.document).copied() else { continue };
        let Some((_, source)) = sources.get(document) else { continue };
        let name = place.span.of(&source.text).to_owned();
        let of_document = forms.entry(document).or_default();
        if !of_document.contains(&name) {
            of_document.push(name);
        }
    }
    forms.into_iter().map(|(document, names)| ExportedMention { document, names }).collect()
}
