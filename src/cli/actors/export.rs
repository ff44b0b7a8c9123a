//! `onrecord actors --export`: the actors of documents for other programs.

use crate::actor::exchange::{Exported, ExportedDocument, Mentioned, export};
use crate::actor::{Actor, ActorIndex, Actors, Dossier, KnownActor, KnownActors};
use crate::cli::terminal::plain_json;
use crate::corpus::Source;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Formats that actors are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Export {
    /// FollowTheMoney entities, one JSON object a line
    Ftm,
}

/// Prints the entities of these actors and of the documents that name them.
pub(super) fn run(
    shown: &[ActorIndex],
    actors: &Actors,
    known: &KnownActors,
    sources: &[Source],
) -> io::Result<()> {
    let documents: Vec<ExportedDocument> = sources.iter().map(document).collect();
    let exported = shown.iter().filter_map(|index| {
        let actor = actors.actor(*index)?;
        let dossier = actors.dossier(*index)?;
        let mentioned = mentioned(&dossier, sources);
        Some(Exported { actor, known: entry(known, actor), roles: dossier.roles, mentioned })
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

fn entry<'k>(known: &'k KnownActors, actor: &Actor) -> Option<&'k KnownActor> {
    known.actors().iter().find(|entry| entry.name == actor.name && entry.kind == actor.kind)
}

/// The forms by which each document names an actor.
fn mentioned(dossier: &Dossier, sources: &[Source]) -> Vec<Mentioned> {
    let mut forms: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    // “the latter” means somebody and is nobody's name.
    let places = dossier.mentions.iter().filter(|(_, rule)| !rule.describes());
    for (place, _) in places {
        let document = place.document.index();
        let Some(source) = sources.get(document) else { continue };
        let name = place.span.of(&source.text).to_owned();
        let of_document = forms.entry(document).or_default();
        if !of_document.contains(&name) {
            of_document.push(name);
        }
    }
    forms.into_iter().map(|(document, names)| Mentioned { document, names }).collect()
}
