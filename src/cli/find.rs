//! `onrecord find`: where words stand in a corpus.

use super::document::shown;
use super::format::Format;
use super::terminal::{self, one_line, plain_json, printable};
use super::{loading, sources};
use crate::analysis::counted;
use crate::corpus::{Change, Corpus, Match, Query, Verdict};
use crate::prose::Confidence;
use crate::text::{Encoding, Passage, Span};
use crate::workspace::{Settings, Snapshot, Workspace, load};
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
    matches: Vec<MatchRow<'a>>,
}

/// One place; offsets are bytes of the text in UTF-8, lines and columns count from 1.
#[derive(Serialize)]
struct MatchRow<'a> {
    path: &'a Path,
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    verdict: Verdict,
    similarity: f32,
    pieces: &'a [Span],
    changes: &'a [Change],
    /// Where that is for people: `102 ¶1`.
    passage: String,
    /// The sentence around the words.
    sentence: Stretch<'a>,
    /// Who says the words there; null where nobody is named.
    speaker: Option<SpeakerRow<'a>>,
}

/// A stretch of a source.
#[derive(Serialize)]
struct Stretch<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct SpeakerRow<'a> {
    #[serde(flatten)]
    words: Stretch<'a>,
    /// The actor's name, when it is known who is meant.
    name: Option<&'a str>,
    confidence: Confidence,
}

/// Runs it. Exit codes: 0 done, 1 words given on the command line stand nowhere, 2 could not run, or there is not one source
/// to look in.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let mut searched = Searched::read(args.corpus.as_deref())?;
    let from = std::env::current_dir()?;
    let shown = |path: &Path| shown(path, &from).display().to_string();
    sources::tell_unread(&searched.snapshot.unread, &shown);
    if searched.snapshot.corpus.is_empty() {
        return Err(io::Error::other(searched.nothing(args.corpus.as_deref(), &shown)));
    }
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
            for place in &found {
                write_text(&mut out, &searched.snapshot, text, place)?;
            }
            if found.is_empty() {
                let sources = counted(searched.snapshot.corpus.len(), "source");
                writeln!(out, "not found in {sources}")?;
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
    snapshot: Arc<Snapshot>,
    /// Where it is from, until it is known that its index is whole.
    doubted: Option<Workspace>,
}

impl Searched {
    /// Reads the sources of a folder; without one, the corpus of the workspace that the current folder lies in.
    fn read(folder: Option<&Path>) -> io::Result<Self> {
        let Some(folder) = folder else {
            let workspace = Workspace::holding(&std::env::current_dir()?, Settings::default());
            return Ok(Self { snapshot: workspace.snapshot(), doubted: Some(workspace) });
        };
        if !folder.exists() {
            let what = format!("{}: no such folder", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, what));
        }
        let (sources, unread) = load::sources(&[folder.to_owned()]);
        let corpus = Arc::new(Corpus::new(sources.into_iter().map(Arc::new).collect()));
        let snapshot = Snapshot { corpus, unread: Arc::new(unread), ..Snapshot::default() };
        Ok(Self { snapshot: Arc::new(snapshot), doubted: None })
    }

    /// What to say when there is no source.
    fn nothing(&self, folder: Option<&Path>, shown: &dyn Fn(&Path) -> String) -> String {
        match folder {
            Some(folder) => format!("there are no sources in {}", folder.display()),
            None => sources::none(&self.snapshot.folders, &self.snapshot.unread, shown),
        }
    }

    /// Where words stand; nowhere only when the index is whole.
    fn find(&mut self, words: &str) -> Vec<Match> {
        let query = Query { words, cited: None };
        let found = self.snapshot.corpus.find(&query);
        let verbatim = found.first().is_some_and(|best| best.verdict == Verdict::Verbatim);
        if verbatim {
            return found;
        }
        let Some(mut workspace) = self.doubted.take() else { return found };
        if !loading::mended(&mut workspace) {
            return found;
        }
        self.snapshot = workspace.snapshot();
        self.snapshot.corpus.find(&query)
    }
}

/// A match as a place of the corpus.
fn place_of(found: &Match) -> Passage {
    Passage { document: found.source, span: found.span }
}

fn write_json(
    out: &mut impl Write,
    searched: &mut Searched,
    id: serde_json::Value,
    quote: &str,
) -> io::Result<()> {
    let found = searched.find(quote);
    let snapshot = &searched.snapshot;
    let matches = found.iter().filter_map(|place| {
        let source = snapshot.corpus.source(place.source)?;
        let words =
            |span: Span| Stretch { start: span.start, end: span.end, text: span.of(&source.text) };
        let speaker = snapshot.spoken(place_of(place)).map(|spoken| SpeakerRow {
            words: words(spoken.speaker),
            name: spoken.actor.and_then(|i| snapshot.actors.actor(i)).map(|a| a.name.as_str()),
            confidence: spoken.confidence,
        });
        let position = source.lines().position(place.span.start, Encoding::Utf32);
        Some(MatchRow {
            path: &source.path,
            start: place.span.start,
            end: place.span.end,
            line: position.line + 1,
            column: position.column + 1,
            verdict: place.verdict,
            similarity: place.similarity,
            pieces: &place.pieces,
            changes: &place.changes,
            passage: snapshot.passage(place_of(place)),
            sentence: words(snapshot.sentence(place_of(place))),
            speaker,
        })
    });
    let answer = serde_json::to_string(&Answer { id, matches: matches.collect() })?;
    out.write_all(plain_json(&answer).as_bytes())?;
    writeln!(out)
}

/// `path:line:column: verdict (102 ¶1)`, the sentence with the words in it, who says them, and two lines for each difference:
/// the source's, then the quotation's.
fn write_text(
    out: &mut impl Write,
    snapshot: &Snapshot,
    quote: &str,
    place: &Match,
) -> io::Result<()> {
    const FOUND: anstyle::Style = anstyle::Style::new().bold();
    let Some(source) = snapshot.corpus.source(place.source) else { return Ok(()) };
    let position = source.lines().position(place.span.start, Encoding::Utf32);
    let (line, column) = (position.line + 1, position.column + 1);
    let path = shown(&source.path, &std::env::current_dir().unwrap_or_default());
    let verdict = format!("{:?}", place.verdict).to_lowercase();
    let (path, passage) = (printable(&path.to_string_lossy()), snapshot.passage(place_of(place)));
    writeln!(out, "{path}:{line}:{column}: {verdict} ({})", printable(&passage))?;
    let sentence = snapshot.sentence(place_of(place));
    let part = |start, end| Span::new(start, end).of(&source.text);
    let parts = [
        (part(sentence.start, place.span.start), false),
        (part(place.span.start, place.span.end), true),
        (part(place.span.end, sentence.end), false),
    ];
    write!(out, "   ")?;
    let mut joined = false;
    for (part, found) in parts {
        let blank = if joined && !part.starts_with(char::is_whitespace) { "" } else { " " };
        let words = one_line(part);
        if words.is_empty() {
            joined = joined && part.is_empty();
            continue;
        }
        joined = !part.ends_with(char::is_whitespace);
        match found {
            true => write!(out, "{blank}{FOUND}{words}{FOUND:#}")?,
            false => write!(out, "{blank}{words}")?,
        }
    }
    writeln!(out)?;
    if let Some(spoken) = snapshot.spoken(place_of(place)) {
        let known = spoken.actor.and_then(|index| snapshot.actors.actor(index));
        let name = known.map_or(spoken.speaker.of(&source.text), |actor| &actor.name);
        let sure = match spoken.confidence {
            Confidence::Explicit => "",
            _ => ", perhaps",
        };
        let cue = spoken.cue.map(|cue| one_line(cue.of(&source.text))).filter(|c| !c.is_empty());
        let cue = cue.map(|cue| format!(" (“{cue}”)")).unwrap_or_default();
        writeln!(out, "      speaker{sure}: {}{cue}", one_line(name))?;
    }
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
