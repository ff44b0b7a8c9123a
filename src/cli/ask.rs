//! Asking the analysis about a place on the command line, as the editor asks about a cursor.

use super::document::LoadedDocument;
use super::place::PlaceArgument;
use super::{loading, sources, terminal};
use crate::workspace::{Settings, Snapshot, load};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// An answer with what is needed to print it.
#[derive(Debug)]
pub(super) struct Asked<T> {
    pub(super) answer: T,
    pub(super) document: LoadedDocument,
    pub(super) snapshot: Arc<Snapshot>,
    /// The current directory.
    pub(super) from: PathBuf,
}

/// Asks about a place and prints the answer. Without one, says why on standard error. Exit codes: 0 printed, 1 nothing
/// there, 2 the document cannot be read, or there is no source to look in.
pub(super) fn ask<T>(
    place: &PlaceArgument,
    question: impl Fn(&Snapshot, &Path, usize) -> Option<T>,
    print: impl FnOnce(Asked<T>) -> io::Result<()>,
) -> io::Result<ExitCode> {
    let path = loading::absolute(&place.path)?;
    let written = place.path.display();
    if !path.is_file() {
        return Err(io::Error::other(format!("{written} is not a file")));
    }
    let mut workspace = loading::workspace(load::root_of(&path), Settings::default());
    let document = loading::document(&mut workspace, &path)
        .map_err(|why| io::Error::other(format!("{written} {why}")))?;
    // The answer may be that there is nothing.
    loading::repair(&mut workspace);
    let snapshot = workspace.snapshot();
    let from = std::env::current_dir()?;
    let mut offsets = place.offsets(&document).into_iter();
    if let Some(answer) = offsets.find_map(|offset| question(&snapshot, &path, offset)) {
        print(Asked { answer, document, snapshot, from })?;
        return Ok(ExitCode::SUCCESS);
    }
    if snapshot.corpus.is_empty() {
        sources::complain_of_none(&snapshot, &from);
        return Ok(ExitCode::from(2));
    }
    let column = place.column.map(|column| format!(":{column}")).unwrap_or_default();
    terminal::complain(&format!("nothing at {written}:{}{column}", place.line));
    Ok(ExitCode::from(1))
}
