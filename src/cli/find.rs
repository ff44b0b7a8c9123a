//! `onrecord find`: where words stand in a corpus.

use super::Format;
use crate::corpus::{Change, Corpus, Match, Query, Source, Verdict};
use crate::text::{Encoding, Span};
use crate::workspace::load;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `onrecord find`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to print. With jsonl, quotations are read from standard input, one {"id", "quote"} a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The folder that holds the sources; without it, seeds, sources or corpus in the current folder
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
    let corpus = read_corpus(args.corpus.as_deref())?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    match (&args.text, args.format) {
        (None, _) => {
            for line in io::stdin().lock().lines() {
                let line = line?;
                if !line.trim().is_empty() {
                    let asked: Asked = serde_json::from_str(&line)?;
                    write_json(&mut out, &corpus, asked.id, &asked.quote)?;
                }
            }
        }
        (Some(text), Format::Jsonl) => {
            write_json(&mut out, &corpus, serde_json::Value::Null, text)?
        }
        (Some(text), Format::Text) => {
            let found = corpus.find(&Query { words: text, cited: None });
            for place in &found {
                write_text(&mut out, &corpus, text, place)?;
            }
            if found.is_empty() {
                writeln!(out, "not found in {} sources", corpus.sources().len())?;
                out.flush()?;
                return Ok(ExitCode::from(1));
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the sources of a folder, or of the first usual one that is there.
fn read_corpus(folder: Option<&Path>) -> io::Result<Corpus> {
    const USUAL: [&str; 3] = ["seeds", "sources", "corpus"];
    let usual = || USUAL.iter().map(Path::new).find(|p| p.is_dir());
    let folder = folder.or_else(usual).ok_or_else(|| {
        io::Error::new(io::ErrorKind::NotFound, "no corpus: name a folder with --corpus")
    })?;
    let mut sources = Vec::new();
    for path in load::files(&[folder.to_owned()], load::SOURCE_EXTENSIONS) {
        match load::text(&path) {
            Ok(text) => {
                let key = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                sources.push(Arc::new(Source::read(key, path, text)));
            }
            Err(why) => super::terminal::complain(&format!("{} {why}", path.display())),
        }
    }
    Ok(Corpus::new(sources))
}

fn write_json(
    out: &mut impl Write,
    corpus: &Corpus,
    id: serde_json::Value,
    quote: &str,
) -> io::Result<()> {
    let found = corpus.find(&Query { words: quote, cited: None });
    let matches = found.iter().filter_map(|place| {
        let source = corpus.source(place.source)?;
        let position = source.lines.position(place.span.start, Encoding::Utf32);
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
    serde_json::to_writer(&mut *out, &Answer { id, matches: matches.collect() })?;
    writeln!(out)
}

/// `path:line:column: verdict`, the source's words, and a line for each difference.
fn write_text(out: &mut impl Write, corpus: &Corpus, quote: &str, place: &Match) -> io::Result<()> {
    let Some(source) = corpus.source(place.source) else { return Ok(()) };
    let position = source.lines.position(place.span.start, Encoding::Utf32);
    let verdict = format!("{:?}", place.verdict).to_lowercase();
    writeln!(
        out,
        "{}:{}:{}: {verdict}",
        source.path.display(),
        position.line + 1,
        position.column + 1
    )?;
    writeln!(out, "    {}", one_line(place.span.of(&source.text)))?;
    for change in &place.changes {
        let (new, old) = (change.quoted.of(quote), change.source.of(&source.text));
        let sign = if change.marked { "marked" } else { "unmarked" };
        let weight = if change.material { ", material" } else { "" };
        writeln!(out, "    - {}\n    + {}    ({sign}{weight})", one_line(old), one_line(new))?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
