//! The command: lists the actors of documents, shows one's card, or exports all.

use super::import;
use crate::actor::exchange::{self, ExportedActor, ExportedDocument};
use crate::actor::{Actor, ActorIndex, Dossier, group_roles};
use crate::analysis;
use crate::cli::document::readable;
use crate::cli::terminal::{self, Format};
use crate::cli::{card, loading, sources};
use crate::corpus::{Corpus, Source};
use crate::text::DocumentId;
use crate::workspace::{Folder, Settings, Snapshot, Workspace, load};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `onrecord actors`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Add the actors of a file to the actors file: CSV, FollowTheMoney JSON lines, or STIX 2.1 identities; `-` reads
    /// standard input
    #[arg(long, value_name = "FILE")]
    import: Vec<PathBuf>,
    /// Export the actors for another program
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "import")]
    export: Option<Export>,
    /// A name (anything that is not a file or folder), then documents and folders of them (default: the sources of the
    /// workspace around the current folder)
    #[arg(value_name = "NAME|PATHS")]
    arguments: Vec<PathBuf>,
}

/// Export formats for actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Export {
    /// FollowTheMoney entities, one JSON object per line
    Ftm,
}

/// Runs it. Exit codes: 0 done, 1 nobody has the name, or something could not be imported, 2 could not run, or there is
/// nothing to read.
pub(in crate::cli) fn run(args: &Args) -> io::Result<ExitCode> {
    let (paths, names): (Vec<PathBuf>, Vec<PathBuf>) =
        args.arguments.iter().cloned().partition(|path| path.exists());
    if names.len() > 1 || !args.import.is_empty() && !names.is_empty() {
        let missing: Vec<String> = names.iter().map(|p| p.display().to_string()).collect();
        return Err(io::Error::other(format!("no such file or folder: {}", missing.join(", "))));
    }
    if !args.import.is_empty() {
        return import::run(&args.import, paths.first().map_or(Path::new("."), PathBuf::as_path));
    }
    let name = names.first();
    let snapshot = if paths.is_empty() { of_workspace()? } else { of_documents(&paths)? };
    let actors = &snapshot.actors;
    let shown: Vec<ActorIndex> = match name {
        Some(name) => actors.named(&name.to_string_lossy()),
        None => actors.all().map(|(index, _)| index).collect(),
    };
    if let Some(Export::Ftm) = args.export {
        export(&shown, &snapshot)?;
        return Ok(ExitCode::SUCCESS);
    }
    let of_shown = shown.iter().filter_map(|index| Some((*index, actors.actor(*index)?)));
    match (args.format, name) {
        (Format::Jsonl, _) => {
            terminal::print_rows(of_shown.map(|(index, actor)| row(&snapshot, index, actor)))?;
        }
        (Format::Text, None) => {
            let mut out = terminal::writer(true);
            of_shown.into_iter().try_for_each(|(_, actor)| line(&mut out, actor))?;
            out.flush()?;
        }
        (Format::Text, Some(_)) => {
            let cards = shown.iter().filter_map(|i| analysis::actor_card(&snapshot, *i, None));
            let cards: Vec<String> =
                cards.map(|card| card::text(&card, terminal::width())).collect();
            terminal::print(&cards.join("\n"))?;
        }
    }
    let Some(name) = name.filter(|_| shown.is_empty()) else { return Ok(ExitCode::SUCCESS) };
    let meant = match name.to_str() {
        Some("import") => ": to read actors in, use `--import FILE`",
        Some("export") => ": to write them out, use `--export ftm`",
        _ => "",
    };
    terminal::complain(&format!("no actor is named {} there{meant}", name.display()));
    Ok(ExitCode::from(1))
}

/// The sources of the workspace around the current folder with their actors, as in the editor. Notes are no evidence of
/// who is who.
fn of_workspace() -> io::Result<Arc<Snapshot>> {
    let from = std::env::current_dir()?;
    let snapshot = Workspace::holding(&from, Settings::default()).snapshot();
    let problems = snapshot.problems.iter().filter(|p| snapshot.note(&p.path).is_none());
    for problem in problems.filter(|p| snapshot.unsupported.at(&p.path).is_none()) {
        terminal::complain(&format!("{}: {}", readable(&problem.path, &from), problem.message));
    }
    sources::report_unsupported(&snapshot.unsupported, &from);
    match snapshot.corpus.is_empty() {
        true => {
            Err(io::Error::other(sources::none(&snapshot.folders, &snapshot.unsupported, &from)))
        }
        false => Ok(snapshot),
    }
}

/// The documents at or below some paths, including notes, with their actors; reports unreadable ones on standard error.
fn of_documents(paths: &[PathBuf]) -> io::Result<Arc<Snapshot>> {
    let known = loading::known_actors(paths);
    let (sources, actors, unsupported) = load::sources_and_actors(paths, known);
    for file in unsupported.reported().filter(|file| file.why.is_some()) {
        terminal::complain(&format!("{} {}", file.path.display(), file.message()));
    }
    if sources.is_empty() {
        return Err(io::Error::other(sources::no_documents(paths)));
    }
    let here = Folder { root: std::env::current_dir()?, ..Folder::default() };
    Ok(Arc::new(Snapshot {
        folders: Arc::new(vec![here]),
        corpus: Arc::new(Corpus::new(sources.into_iter().map(Arc::new).collect())),
        actors: Arc::new(actors),
        ..Snapshot::default()
    }))
}

fn row(snapshot: &Snapshot, index: ActorIndex, actor: &Actor) -> Value {
    let dossier = snapshot.actors.dossier(index);
    let mut places: Vec<_> = dossier.iter().flat_map(|d| &d.mentions).map(|(p, _)| *p).collect();
    places.sort();
    let mentions = places.iter().filter_map(|place| {
        let source = snapshot.corpus.source(place.document)?;
        let (start, end) = (place.span.start, place.span.end);
        let text = place.span.of(&source.text);
        Some(json!({"path": source.path, "start": start, "end": end, "text": text}))
    });
    let roles = dossier.as_ref().map(|dossier| group_roles(&dossier.roles)).unwrap_or_default();
    let roles: Vec<&str> = roles.into_iter().map(|group| group.text).collect();
    json!({
        "id": actor.id, "name": actor.name, "kind": actor.kind, "aliases": actor.aliases,
        "roles": roles, "mentions": mentions.collect::<Vec<_>>(),
    })
}

fn line(out: &mut impl Write, actor: &Actor) -> io::Result<()> {
    let count: usize = actor.aliases.iter().map(|a| a.count).sum();
    let (kind, name) = (actor.kind.word(), terminal::printable(&actor.name));
    writeln!(out, "{count:>5}  {kind:<13} {name}")
}

/// Prints the entities of these actors and of the documents that name them.
fn export(shown: &[ActorIndex], snapshot: &Snapshot) -> io::Result<()> {
    let (corpus, actors) = (&snapshot.corpus, &snapshot.actors);
    let documents = corpus.sources().map(|(id, source)| (id, exported_document(source))).collect();
    let exported = shown.iter().filter_map(|index| {
        let (actor, dossier) = (actors.actor(*index)?, actors.dossier(*index)?);
        let mut entries = actors.entry_index().entries().actors().iter();
        let known = entries.find(|entry| entry.name == actor.name && entry.kind == actor.kind);
        let mentioned = mentioned(&dossier, corpus);
        Some(ExportedActor { actor, known, roles: dossier.roles, mentioned })
    });
    terminal::print_rows(exchange::export(&documents, exported))
}

fn exported_document(source: &Source) -> ExportedDocument {
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
    // “the latter” means a person without being a name.
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
