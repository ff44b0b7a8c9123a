//! `onrecord find`: where words stand in a corpus.

use super::Format;
use super::document::shown;
use super::loading;
use super::terminal::{self, plain_json, printable};
use crate::corpus::{Change, Corpus, Match, Query, Source, Verdict};
use crate::text::{Encoding, Span};
use crate::workspace::{Settings, Workspace, load};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `onrecord find`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to print. With jsonl, quotations are read from standard input, one {"id", "quote"} a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The folder that holds the sources; without it, the corpus of the workspace around the current folder
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// The words to find
    text: Option<String>,
}

/// A quotation on standard input.
#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    quote: String,
}

/// What is found for it.
#[derive(Serialize)]
struct Answer<'a> {
    id: serde_json::Value,
    matches: Vec<Place<'a>>,
}

/// One place; offsets are bytes of the file, lines and columns count from 1.
#[derive(Serialize)]
struct Place<'a> {
    path: &'a Path,
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    verdict: Verdict,
    similarity: f32,
    pieces: &'a [Span],
    changes: &'a [Change],
}

/// Runs it: exit code 1 when words given on the command line stand nowhere.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let mut searched = Searched::read(args.corpus.as_deref())?;
    let mut out = terminal::writer(args.text.is_some() && matches!(args.format, Format::Text));
    match (&args.text, args.format) {
        (None, _) => {
            for line in io::stdin().lock().lines() {
                let line = line?;
                if !line.trim().is_empty() {
                    let asked: Asked = serde_json::from_str(&line)?;
                    write_json(&mut out, &mut searched, asked.id, &asked.quote)?;
                }
            }
        }
        (Some(text), Format::Jsonl) => {
            write_json(&mut out, &mut searched, serde_json::Value::Null, text)?
        }
        (Some(text), Format::Text) => {
            let found = searched.find(text);
            let corpus = &searched.corpus;
            for place in &found {
                write_text(&mut out, corpus, text, place)?;
            }
            if found.is_empty() {
                writeln!(out, "not found in {} sources", corpus.len())?;
                out.flush()?;
                return Ok(ExitCode::from(1));
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What is searched: the sources of a folder, or the corpus of a workspace.
struct Searched {
    corpus: Arc<Corpus>,
    /// Where it is from, until it is known that its index is whole.
    doubted: Option<Workspace>,
}

impl Searched {
    /// Reads the sources of a folder; without one, the corpus of the workspace that the current folder lies in.
    fn read(folder: Option<&Path>) -> io::Result<Self> {
        if let Some(folder) = folder {
            return Ok(Self { corpus: read_folder(folder)?, doubted: None });
        }
        let workspace = load::workspace(&std::env::current_dir()?, Settings::default());
        Ok(Self { corpus: workspace.snapshot().corpus.clone(), doubted: Some(workspace) })
    }

    /// Where words stand; nowhere only when the index is whole.
    fn find(&mut self, words: &str) -> Vec<Match> {
        let query = Query { words, cited: None };
        let found = self.corpus.find(&query);
        let verbatim = found.first().is_some_and(|best| best.verdict == Verdict::Verbatim);
        if verbatim {
            return found;
        }
        let Some(mut workspace) = self.doubted.take() else { return found };
        if !loading::mended(&mut workspace) {
            return found;
        }
        self.corpus = workspace.snapshot().corpus.clone();
        self.corpus.find(&query)
    }
}

fn read_folder(folder: &Path) -> io::Result<Arc<Corpus>> {
    if !folder.exists() {
        let what = format!("{}: no such folder", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, what));
    }
    let mut sources = Vec::new();
    for path in load::files(&[folder.to_owned()], load::SOURCE_EXTENSIONS) {
        match load::text(&path) {
            Ok(text) => {
                let key = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                sources.push(Arc::new(Source::read(key, path, text)));
            }
            Err(why) => terminal::complain(&format!("{} {why}", path.display())),
        }
    }
    Ok(Arc::new(Corpus::new(sources)))
}

fn write_json(
    out: &mut impl Write,
    searched: &mut Searched,
    id: serde_json::Value,
    quote: &str,
) -> io::Result<()> {
    let found = searched.find(quote);
    let corpus = &searched.corpus;
    let matches = found.iter().filter_map(|place| {
        let source = corpus.source(place.source)?;
        let position = source.lines().position(place.span.start, Encoding::Utf32);
        Some(Place {
            path: &source.path,
            start: place.span.start,
            end: place.span.end,
            line: position.line + 1,
            column: position.column + 1,
            verdict: place.verdict,
            similarity: place.similarity,
            pieces: &place.pieces,
            changes: &place.changes,
        })
    });
    let answer = serde_json::to_string(&Answer { id, matches: matches.collect() })?;
    out.write_all(plain_json(&answer).as_bytes())?;
    writeln!(out)
}

/// `path:line:column: verdict`, the source's words, and two lines for each difference: the source's, then the quotation's.
fn write_text(out: &mut impl Write, corpus: &Corpus, quote: &str, place: &Match) -> io::Result<()> {
    let Some(source) = corpus.source(place.source) else { return Ok(()) };
    let position = source.lines().position(place.span.start, Encoding::Utf32);
    let (line, column) = (position.line + 1, position.column + 1);
    let path = shown(&source.path, &std::env::current_dir().unwrap_or_default());
    let verdict = format!("{:?}", place.verdict).to_lowercase();
    writeln!(out, "{}:{line}:{column}: {verdict}", printable(&path.to_string_lossy()))?;
    writeln!(out, "    {}", one_line(place.span.of(&source.text)))?;
    for change in &place.changes {
        let what = match (change.marked, change.material) {
            (true, _) => "marked",
            (false, true) => "unmarked, changes the meaning",
            (false, false) => "unmarked",
        };
        let old = one_line(change.source.of(&source.text));
        let new = one_line(change.quoted.of(quote));
        writeln!(out, "      source: {}", if old.is_empty() { "(nothing)" } else { &old })?;
        writeln!(
            out,
            "      quoted: {}  ({what})",
            if new.is_empty() { "(nothing)" } else { &new }
        )?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
