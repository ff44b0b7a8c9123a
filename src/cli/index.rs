//! `onrecord index`: updates, describes, verifies or removes the index of a large corpus.

use super::progress::Progress;
use super::{loading, sources, terminal};
use crate::analysis::counted;
use crate::workspace::cache::{Cache, remove_unused};
use crate::workspace::{Plan, Settings, Snapshot, Workspace, load};
use std::cell::Cell;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `onrecord index`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A path in the workspace (default: the current directory)
    path: Option<PathBuf>,
    /// Print the size of the index, part by part
    #[arg(long)]
    stats: bool,
    /// Verify the checksums of everything in the index, without changing anything
    #[arg(long, conflicts_with_all = ["rebuild", "clean"])]
    verify: bool,
    /// Stop as soon as the texts can be searched; the next run reads who says what in them
    #[arg(long, conflicts_with_all = ["verify", "clean"])]
    text_only: bool,
    /// Read everything again
    #[arg(long, conflicts_with = "clean")]
    rebuild: bool,
    /// Remove the index
    #[arg(long)]
    clean: bool,
    /// With --clean: instead, remove the unused indexes of all workspaces: those of other versions of onrecord, and of
    /// folders that are gone
    #[arg(long, requires = "clean")]
    all: bool,
}

/// Exit codes: 0 done, 1 the index is damaged (`--verify`), 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let path = loading::absolute(args.path.as_deref().unwrap_or(Path::new(".")))?;
    let workspace = Workspace::new(vec![load::root_of(&path)], Settings::default());
    let plan = workspace.plan();
    let cache = load::cache(&plan).ok_or_else(|| {
        io::Error::other(
            "there is no place for an index outside the workspace: name one with --cache-dir",
        )
    })?;
    if args.verify {
        return verify(&cache);
    }
    if args.all {
        return clean_all(&cache);
    }
    if args.clean || args.rebuild {
        cache.clean()?;
    }
    if !args.clean {
        update(&plan, &cache, args)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Removes unused indexes, and reports them.
fn clean_all(cache: &Cache) -> io::Result<ExitCode> {
    let (mut removed, mut failed) = (Vec::new(), false);
    let base = cache.folder().parent().unwrap_or(Path::new(""));
    remove_unused(base, &mut |one| match one {
        Ok(one) => removed.push(one),
        Err((folder, error)) => {
            failed = true;
            terminal::complain(&format!("{} cannot be removed: {error}", folder.display()));
        }
    })?;
    let mut out = anstream::stdout();
    for one in &removed {
        let (folder, size) = (one.folder.display(), one.size as f64 / 1e6);
        let line = format!("removed {folder}, {size:.1} MB, which {}", one.why);
        writeln!(out, "{}", terminal::printable(&line))?;
    }
    if removed.is_empty() && !failed {
        writeln!(out, "every index in {} is in use: nothing was removed", base.display())?;
    }
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn update(plan: &Plan, cache: &Cache, args: &Args) -> io::Result<()> {
    let mut progress = Progress::begin();
    let searchable = Cell::new(None);
    let mut tell = |far: load::Progress| {
        progress.tell("indexing", far.done, far.total);
        match searchable.get() {
            Some(_) if args.text_only => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    };
    let mut early = |early: load::Loaded| searchable.set(Some(early.corpus.len()));
    let loaded = load::read_early(plan, &Snapshot::default(), &mut tell, &mut early);
    drop(progress);
    let folder = cache.folder().display();
    let Some(loaded) = loaded else {
        let count = counted(searchable.get().unwrap_or_default(), "source");
        return terminal::print(&format!("{count} can be searched, in {folder}\n"));
    };
    loaded.notices.iter().for_each(|notice| terminal::complain(notice));
    let from = std::env::current_dir()?;
    sources::report_unsupported(&loaded.unsupported, &from);
    match loaded.corpus.len() {
        0 => Err(io::Error::other(sources::none(&loaded.folders, &loaded.unsupported, &from))),
        _ if loaded.corpus.stored().next().is_some() => {
            terminal::print(&stats(&loaded, cache, args))
        }
        _ if !loaded.notices.is_empty() => Err(io::Error::other("there is no index")),
        1 => terminal::print("1 source is small enough to be read each time: there is no index\n"),
        count => terminal::print(&format!(
            "{count} sources are few enough to be read each time: there is no index\n"
        )),
    }
}

/// The size of the index; part by part if requested.
fn stats(loaded: &load::Loaded, cache: &Cache, args: &Args) -> String {
    const MEGABYTE: f64 = 1e6;
    let text: usize = loaded.corpus.stored().map(|stored| stored.sizes().0).sum();
    let mut out = format!(
        "{}, {:.1} MB of text; {:.1} MB in {}\n",
        counted(loaded.corpus.len(), "source"),
        text as f64 / MEGABYTE,
        cache.size() as f64 / MEGABYTE,
        cache.folder().display()
    );
    if !args.stats {
        return out;
    }
    for stored in loaded.corpus.stored() {
        let (id, len) = (stored.id(), stored.len());
        let noun = if len == 1 { "source " } else { "sources" };
        let (text, rest) = stored.sizes();
        let (text, rest) = (text as f64 / MEGABYTE, rest as f64 / MEGABYTE);
        out += &format!(
            "  {id:016x}  {len:>8} {noun}  {text:>8.1} MB of text  {rest:>8.1} MB beside it\n"
        );
    }
    let beside = cache.size().saturating_sub(text as u64) as f64 / text.max(1) as f64;
    let sources = counted(loaded.corpus.held().len(), "source");
    let actors = counted(loaded.actors.all().count(), "actor");
    out + &format!(
        "  not stored: {sources}; {actors}; beside the text the index takes {beside:.2} of it\n"
    )
}

fn verify(cache: &Cache) -> io::Result<ExitCode> {
    let mut wrong = Vec::new();
    let segments = cache.segments(&mut |line| wrong.push(line));
    for kept in segments.iter().filter(|kept| !cache.is_whole(kept)) {
        wrong.push(format!("the segment {:016x} is damaged", kept.stored.id()));
    }
    if load::actors_are_damaged(cache) {
        wrong.push("the actors in the index are damaged".to_owned());
    }
    wrong.iter().for_each(|line| terminal::complain(line));
    if !wrong.is_empty() {
        terminal::complain("`onrecord index --rebuild` rebuilds the index");
        return Ok(ExitCode::from(1));
    }
    let sources = counted(segments.iter().map(|kept| kept.stored.len()).sum(), "source");
    let segments = counted(segments.len(), "segment");
    terminal::print(&format!("{sources} in {segments}: all intact\n"))?;
    Ok(ExitCode::SUCCESS)
}
