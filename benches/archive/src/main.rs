//! Generates large corpora and compares onrecord with its peers on them.
//!
//! `archive generate FOLDER MEGABYTES [SEED]` generates one. `archive compare FOLDER [MEGABYTES…]` generates those that
//! are missing, measures, and writes the tables and the picture to `docs/`; `--quick` measures only the smallest.

mod compare;
mod corpus;
mod figures;
mod goals;
mod language;
mod lookups;
mod machine;
mod notes;
mod people;
mod report;
mod servers;
mod tantivy;
mod wire;

use figures::Figures;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// The allocator of the program, since its lookups are measured in this process.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["generate", folder, megabytes, rest @ ..] => {
            let seed = rest.first().and_then(|s| s.parse().ok()).unwrap_or(1);
            generate(Path::new(folder), megabytes.parse().unwrap_or(10), seed)
        }
        ["compare", folder, "--quick"] => compare(Path::new(folder), &[10], false),
        ["compare", folder, sizes @ ..] => {
            let sizes: Vec<usize> = sizes.iter().filter_map(|s| s.parse().ok()).collect();
            let sizes = if sizes.is_empty() { vec![10, 100, 1000] } else { sizes };
            compare(Path::new(folder), &sizes, true)
        }
        _ => {
            eprintln!(
                "usage: archive generate FOLDER MEGABYTES [SEED] | compare FOLDER [--quick | MEGABYTES…]"
            );
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

fn compare(work: &Path, sizes: &[usize], written: bool) -> std::io::Result<()> {
    std::fs::create_dir_all(work)?;
    let work = work.canonicalize()?;
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let onrecord = std::env::var("ONRECORD")
        .unwrap_or_else(|_| project.join("target/release/onrecord").display().to_string());
    let mut figures = Figures::default();
    for megabytes in sizes {
        let folder = work.join(format!("{megabytes}"));
        if !folder.join("exact.txt").exists() {
            generate(&folder, *megabytes, 1)?;
        }
        notes::write(&folder, *megabytes)?;
        compare::measure(&folder, *megabytes, &work.join("cache"), &onrecord, &mut figures);
    }
    let five = work.join("five");
    five_files(&project, &five)?;
    compare::five_files(&five, &onrecord, &mut figures);
    let (goals, table) = (goals::table(&figures), report::table(&figures));
    println!("{goals}\n{table}");
    if written {
        let page = project.join("docs/performance.md");
        report::write(&page, "goals", &goals)?;
        report::write(&page, "archive", &table)?;
        std::fs::write(project.join("docs/pictures/growth.svg"), report::picture(&figures))?;
    }
    Ok(())
}

/// The project's sources, one of its notes, and the same number of linked notes.
fn five_files(project: &Path, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder.join("seeds"))?;
    for file in std::fs::read_dir(project.join("seeds"))?.flatten() {
        std::fs::copy(file.path(), folder.join("seeds").join(file.file_name()))?;
    }
    notes::write(folder, figures::FIVE_FILES)?;
    let note = project.join("tests/notes/card-yang-jiechi.md");
    std::fs::copy(note, folder.join("notes/short.md")).map(drop)
}

/// The package sources in cargo's registry cache, whose documentation may be used freely.
fn packages() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    home.unwrap_or_default().join("registry/src")
}
