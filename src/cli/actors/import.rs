//! `onrecord actors --import`: adds actors from other programs' files to the actors file.

use crate::actor::exchange::{self, ExchangeFormat, ImportProblem};
use crate::actor::{ActorsFile, Added};
use crate::cli::{replacement, terminal};
use crate::workspace::load;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads the files and adds their actors to the actors file of the workspace around `start`. Reports what cannot be
/// read on standard error with its line, and then exits with 1; the rest is imported.
pub(super) fn run(files: &[PathBuf], start: &Path) -> io::Result<ExitCode> {
    let path = load::actors_file(start).map_err(io::Error::other)?;
    let (before, there) = match load::text(&path) {
        Ok(text) => (text, true),
        Err(load::Unreadable::Io(e)) if e.kind() == io::ErrorKind::NotFound => {
            (String::new(), false)
        }
        Err(why) => return Err(io::Error::other(format!("{} {why}", path.display()))),
    };
    let mut file = ActorsFile::read(&before)
        .map_err(|wrong| io::Error::other(format!("{}: {}", path.display(), wrong.message)))?;
    let (mut new, mut extended, mut known, mut problems) = (0, 0, 0, 0);
    for import in files {
        let text = read(import)?;
        let imported = exchange::import(ExchangeFormat::of(&text), &text);
        for ImportProblem { line, message } in &imported.problems {
            terminal::complain(&format!("{}:{line}: {message}", import.display()));
        }
        problems += imported.problems.len();
        for actor in &imported.actors {
            match file.add(actor) {
                Added::New => new += 1,
                Added::Extended => extended += 1,
                Added::Known => known += 1,
            }
        }
    }
    let after = file.text();
    if after != before {
        let written = match there {
            true => replacement::replace(&path, &before, &after),
            false => replacement::create(&path, &after),
        };
        written.map_err(|e| io::Error::other(format!("{}: {e}", path.display())))?;
    }
    let path = terminal::printable(&path.to_string_lossy());
    terminal::print(&format!("{new} added, {extended} extended, {known} already known: {path}\n"))?;
    Ok(if problems > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The text of a file to import; `-` is standard input.
fn read(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        return io::read_to_string(io::stdin());
    }
    load::text(path).map_err(|why| io::Error::other(format!("{} {why}", path.display())))
}
