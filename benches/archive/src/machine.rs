//! The machine: the programs on it, and waiting for its disk.

use std::path::PathBuf;
use std::process::Command;

/// A program in `$ONRECORD_PEERS` or on the PATH.
pub fn program(name: &str) -> Option<String> {
    let folders = ["ONRECORD_PEERS", "PATH"].iter().filter_map(std::env::var_os);
    let folders: Vec<PathBuf> =
        folders.flat_map(|v| std::env::split_paths(&v).collect::<Vec<_>>()).collect();
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        eprintln!("{name} is not installed");
    }
    found.map(|path| path.display().to_string())
}

/// Waits until the system has written everything to the disk, so that this disturbs no measurement.
pub fn written() {
    let _ = Command::new("sync").status();
}
