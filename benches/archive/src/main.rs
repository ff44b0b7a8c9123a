//! Makes a large corpus: `archive generate FOLDER MEGABYTES [SEED]`.

mod corpus;
mod language;
mod people;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["generate", folder, megabytes, rest @ ..] => {
            let seed = rest.first().and_then(|s| s.parse().ok()).unwrap_or(1);
            generate(Path::new(folder), megabytes.parse().unwrap_or(10), seed)
        }
        _ => {
            eprintln!("usage: archive generate FOLDER MEGABYTES [SEED]");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn generate(folder: &Path, megabytes: usize, seed: u64) -> std::io::Result<()> {
    let start = Instant::now();
    let language = language::Language::learn(&packages());
    let (words, different) = language.size();
    eprintln!("learnt from {words} words, {different} different, in {:.1?}", start.elapsed());
    let written = corpus::write(folder, megabytes * 1_000_000, seed, &language)?;
    eprintln!(
        "{} documents, {} bytes, in {:.1?}",
        written.documents,
        written.bytes,
        start.elapsed()
    );
    Ok(())
}

/// The sources of packages that cargo keeps: their documentation may be used freely.
fn packages() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    home.unwrap_or_default().join("registry/src")
}
