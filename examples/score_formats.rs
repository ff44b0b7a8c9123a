//! Measures how completely documents are read: words drawn from the text that each should have are looked up in what was
//! read of it.
//!
//!     cargo run --release --example score_formats -- FOLDER [--misses]
//!
//! `FOLDER` has documents, and beside each its text by other means, one paragraph a line: `visit.docx` and
//! `visit.docx.ref`. For each format it prints how many stretches of 8 to 40 words are found verbatim, how many would be
//! called misquoted, and how many megabytes of files are read in a second of processor time.

use onrecord::corpus::{Corpus, Query, Source, Verdict};
use onrecord::format::{self, Input};
use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The stretches drawn from each document.
const DRAWN: usize = 40;

/// The words of a stretch.
const WORDS: std::ops::RangeInclusive<usize> = 8..=40;

/// The figures of one format.
#[derive(Debug, Default)]
struct Figures {
    documents: usize,
    unreadable: usize,
    drawn: usize,
    found: usize,
    misquoted: usize,
    bytes: usize,
    seconds: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: score_formats FOLDER [--misses]")?;
    let shows_misses = arguments.next().is_some_and(|argument| argument == "--misses");
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
    for path in documents(Path::new(&folder))? {
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or("none");
        let of_format = figures.entry(extension.to_ascii_lowercase()).or_default();
        let misses = score(&path, of_format)?;
        for miss in misses.iter().filter(|_| shows_misses) {
            println!("{}: {miss}", path.display());
        }
    }
    for (format, it) in figures {
        let share = |count: usize| count as f64 / it.drawn.max(1) as f64;
        println!(
            "{format}: {} documents, {} unreadable; {} stretches, found {:.4}, misquoted {:.4}; {:.1} MB/s",
            it.documents,
            it.unreadable,
            it.drawn,
            share(it.found),
            share(it.misquoted),
            it.bytes as f64 / 1e6 / it.seconds.max(1e-9),
        );
    }
    Ok(())
}

/// The documents of a folder and the folders in it that have a reference.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(documents(&path)?);
        } else if reference(&path).is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn reference(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".ref");
    PathBuf::from(name)
}

/// Adds a document to the figures, and returns the stretches that are not found in it.
fn score(path: &Path, figures: &mut Figures) -> Result<Vec<String>, Box<dyn Error>> {
    let (bytes, expected) = (fs::read(path)?, fs::read_to_string(reference(path))?);
    let drawn = stretches(&expected);
    figures.documents += 1;
    figures.drawn += drawn.len();
    figures.bytes += bytes.len();
    let began = cpu_seconds();
    let read = format::extract(path, Input::Bytes(&bytes));
    figures.seconds += cpu_seconds() - began;
    let Ok(read) = read else {
        figures.unreadable += 1;
        return Ok(drawn);
    };
    let source = Source::of("document".to_owned(), path.to_owned(), read);
    let corpus = Corpus::new(vec![source.into()]);
    let mut misses = Vec::new();
    for words in drawn {
        let found = corpus.find(&Query { words: &words, cited: None });
        match found.first().map(|best| best.verdict) {
            Some(verdict) if verdict <= Verdict::Permitted => figures.found += 1,
            other => {
                figures.misquoted += usize::from(other == Some(Verdict::Misquoted));
                misses.push(words);
            }
        }
    }
    Ok(misses)
}

/// Stretches of the paragraphs of a text, spread over it.
fn stretches(text: &str) -> Vec<String> {
    let paragraphs: Vec<Vec<&str>> =
        text.lines().map(|line| line.split_whitespace().collect()).collect();
    let long: Vec<&Vec<&str>> =
        paragraphs.iter().filter(|words| words.len() >= *WORDS.start()).collect();
    let mut random = fastrand::Rng::with_seed(25);
    let mut drawn = Vec::new();
    for _ in 0..DRAWN.min(long.len() * 4) {
        let Some(words) = random.choice(&long) else { break };
        let length = random.usize(*WORDS.start()..=(*WORDS.end()).min(words.len()));
        let start = random.usize(0..=words.len() - length);
        drawn.push(words.iter().skip(start).take(length).copied().collect::<Vec<_>>().join(" "));
    }
    drawn
}

/// The processor time of this thread so far.
#[cfg(unix)]
fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The time since the first call, where the system does not tell that of a thread.
#[cfg(not(unix))]
fn cpu_seconds() -> f64 {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed().as_secs_f64()
}
