//! A temporary folder with invented sources and notes, and the binary run in it.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A source with a long line, as newspapers have them.
pub(crate) const HARBOUR: &str = "Harbour stays open\n\nCOLINA, May 4 — The council met on Tuesday to hear the owners of the \
    remaining boats, most of whom had come in person and stood along the walls of the small room. “We shall never close \
    the harbour while a single boat goes out from it,” said Marta Ruiz, the mayor, and left before the vote on the new \
    pier was called.\n\n“Nobody asked us what we wanted,” said Tomas Olin, a fisherman.\n";

/// A note in which every quotation is correct.
pub(crate) const RIGHT: &str = "# Right\n\nMarta Ruiz said: “We shall never close the harbour while a single boat goes out from it” [@102].\n";

/// A note with an unattributed quotation and an unknown citation.
pub(crate) const WRONG: &str = "# Wrong\n\nIt was a long evening. “Nobody would have thought of asking us that.”\n\n\
    The mayor has said so before [@999].\n";

/// The folder; dropping it removes it.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with one source, `seeds/102_harbour.txt`.
    pub(crate) fn new() -> Self {
        Self::empty().with("seeds/102_harbour.txt", HARBOUR)
    }

    /// Adds a file.
    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Runs the binary in the folder, at a width of a hundred columns.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command(arguments))
    }

    /// The command for the binary in the folder, to be adjusted before it runs.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.path()).args(arguments);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.env("COLUMNS", "100");
        command
    }
}

/// The outcome of a run.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// Runs a command to completion.
    pub(crate) fn of(mut command: Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
