//! Asking the analysis about a place on the command line, as the editor asks about a cursor.

use super::document::{LoadedDocument, shown};
use super::place::PlaceArgument;
use super::{loading, sources, terminal};
use crate::workspace::{Settings, Snapshot};
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

/// Asks about a place. When there is no answer, says why on standard error and gives the exit code: 1 nothing there,
/// 2 the document could not be read, or there is no source to look in.
pub(super) fn ask<T>(
    place: &PlaceArgument,
    question: impl Fn(&Snapshot, &Path, usize) -> Option<T>,
) -> io::Result<Result<Asked<T>, ExitCode>> {
    let path = loading::absolute(&place.path)?;
    let written = place.path.display();
    if !path.is_file() {
        terminal::complain(&format!("{written} is not a file"));
        return Ok(Err(ExitCode::from(2)));
    }
    let settings = Settings::default();
    let Some(loaded) = loading::workspaces(vec![path.clone()], &settings).pop() else {
        return Ok(Err(ExitCode::from(2)));
    };
    let mut workspace = loaded.workspace;
    let document = match loading::document(&mut workspace, &path) {
        Ok(document) => document,
        Err(why) => {
            terminal::complain(&format!("{written} {why}"));
            return Ok(Err(ExitCode::from(2)));
        }
    };
    // The answer may be that something stands nowhere.
    loading::mended(&mut workspace);
    let snapshot = workspace.snapshot();
    let offsets = place.offsets(&document);
    match offsets.into_iter().find_map(|offset| question(&snapshot, &path, offset)) {
        Some(answer) => {
            let from = std::env::current_dir()?;
            Ok(Ok(Asked { answer, document, snapshot, from }))
        }
        None if snapshot.corpus.is_empty() => {
            let from = std::env::current_dir()?;
            let shown = |path: &Path| shown(path, &from).display().to_string();
            terminal::complain(&sources::none(&snapshot.folders, &snapshot.unread, &shown));
            sources::tell_unread(&snapshot.unread, &shown);
            Ok(Err(ExitCode::from(2)))
        }
        None => {
            let column = place.column.map(|column| format!(":{column}")).unwrap_or_default();
            terminal::complain(&format!("nothing at {written}:{}{column}", place.line));
            Ok(Err(ExitCode::from(1)))
        }
    }
}
