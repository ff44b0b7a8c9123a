//! `onrecord find`: searches a corpus for words.

use super::document::{Point, Stretch, shown};
use super::terminal::{self, Format, one_line, printable};
use super::{loading, sources};
use crate::analysis::counted;
use crate::corpus::{Change, Corpus, Match, Query, Verdict};
use crate::prose::Confidence;
use crate::text::Span;
use crate::workspace::{Settings, Snapshot, Workspace, load};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `onrecord find`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Output format. With jsonl, reads quotations from standard input, one {"id", "quote"} per line
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The folder with the sources (default: the corpus of the workspace around the current folder)
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

/// The places of a quotation.
#[derive(Serialize)]
struct Answer<'a> {
    id: serde_json::Value,
    matches: Vec<MatchRow<'a>>,
}

/// One place; `start` and `end` are bytes of the UTF-8 text.
#[derive(Serialize)]
struct MatchRow<'a> {
    path: &'a Path,
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    point: Point,
    verdict: Verdict,
    similarity: f32,
    pieces: &'a [Span],
    changes: &'a [Change],
    /// The place for people: `102 ¶1`.
    passage: String,
    /// The sentence around the words.
    sentence: Stretch<'a>,
    /// The speaker of the words there; null if none is named.
    speaker: Option<SpeakerRow<'a>>,
}

#[derive(Serialize)]
struct SpeakerRow<'a> {
    #[serde(flatten)]
    words: Stretch<'a>,
    /// The actor's name if known, or the name in a record of speech.
    name: Option<String>,
    confidence: Confidence,
}

/// Runs it. Exit codes: 0 done, 1 words given on the command line are not found, 2 could not run, or there are no
/// sources to search.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let mut searched = Searched::read(args.corpus.as_deref())?;
    let from = std::env::current_dir()?;
    let Snapshot { corpus, folders, unsupported, .. } = &*searched.snapshot;
    sources::report_unsupported(unsupported, &from);
    if corpus.is_empty() {
        return Err(io::Error::other(match &args.corpus {
            Some(folder) => format!("there are no sources in {}", folder.display()),
            None => sources::none(folders, unsupported, &from),
        }));
    }
    let mut out = terminal::writer(args.text.is_some() && args.format == Format::Text);
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
                write_text(&mut out, &searched.snapshot, &from, text, place)?;
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
    /// Where to reload it from, until its index is known to be intact.
    doubted: Option<Workspace>,
}

impl Searched {
    /// Reads the sources of a folder, or the corpus of the workspace around the current folder.
    fn read(folder: Option<&Path>) -> io::Result<Self> {
        let Some(folder) = folder else {
            let workspace = Workspace::holding(&std::env::current_dir()?, Settings::default());
            return Ok(Self { snapshot: workspace.snapshot(), doubted: Some(workspace) });
        };
        if !folder.exists() {
            return Err(io::Error::other(format!("{}: no such folder", folder.display())));
        }
        let (sources, unsupported) = load::sources(&[folder.to_owned()]);
        let corpus = Arc::new(Corpus::new(sources.into_iter().map(Arc::new).collect()));
        let snapshot =
            Snapshot { corpus, unsupported: Arc::new(unsupported), ..Snapshot::default() };
        Ok(Self { snapshot: Arc::new(snapshot), doubted: None })
    }

    /// The places of words. The answer is empty only if the index is intact.
    fn find(&mut self, words: &str) -> Vec<Match> {
        let query = Query { words, cited: None };
        let found = self.snapshot.corpus.find(&query);
        if found.first().is_some_and(|best| best.verdict == Verdict::Verbatim) {
            return found;
        }
        let Some(mut workspace) = self.doubted.take() else { return found };
        if !loading::repair(&mut workspace) {
            return found;
        }
        self.snapshot = workspace.snapshot();
        self.snapshot.corpus.find(&query)
    }
}

fn write_json(
    out: &mut impl Write,
    searched: &mut Searched,
    id: serde_json::Value,
    quote: &str,
) -> io::Result<()> {
    let found = searched.find(quote);
    let snapshot = &searched.snapshot;
    let matches = found.iter().filter_map(|found| {
        let source = snapshot.corpus.source(found.source)?;
        let speaker = snapshot.spoken(found.place()).map(|spoken| SpeakerRow {
            words: Stretch::of(&source.text, spoken.speaker),
            name: spoken
                .actor
                .and_then(|i| snapshot.actors.actor(i))
                .map(|actor| actor.name.clone())
                .or(spoken.name),
            confidence: spoken.confidence,
        });
        Some(MatchRow {
            path: &source.path,
            span: found.span,
            point: Point::of(source.lines(), found.span.start),
            verdict: found.verdict,
            similarity: found.similarity,
            pieces: &found.pieces,
            changes: &found.changes,
            passage: snapshot.passage(found.place()),
            sentence: Stretch::of(&source.text, snapshot.sentence(found.place())),
            speaker,
        })
    });
    terminal::write_row(out, &Answer { id, matches: matches.collect() })
}

/// `path:line:column: verdict (102 ¶1)`, the sentence with the words, the speaker, and two lines for each difference:
/// the source's, then the quotation's.
fn write_text(
    out: &mut impl Write,
    snapshot: &Snapshot,
    from: &Path,
    quote: &str,
    found: &Match,
) -> io::Result<()> {
    const FOUND: anstyle::Style = anstyle::Style::new().bold();
    let Some(source) = snapshot.corpus.source(found.source) else { return Ok(()) };
    let text = source.text.as_str();
    let Point { line, column } = Point::of(source.lines(), found.span.start);
    let path = printable(&shown(&source.path, from).to_string_lossy());
    let verdict = format!("{:?}", found.verdict).to_lowercase();
    let passage = printable(&snapshot.passage(found.place()));
    writeln!(out, "{path}:{line}:{column}: {verdict} ({passage})")?;

    let sentence = snapshot.sentence(found.place());
    let before = Span::new(sentence.start, found.span.start).of(text);
    let after = Span::new(found.span.end, sentence.end).of(text);
    let gap = |parted: bool| if parted { " " } else { "" };
    let (left, right) =
        (gap(before.ends_with(char::is_whitespace)), gap(after.starts_with(char::is_whitespace)));
    let (before, after) = (one_line(before), one_line(after));
    let words = one_line(found.span.of(text));
    let line = format!("    {before}{left}{FOUND}{words}{FOUND:#}{right}{after}");
    writeln!(out, "{}", line.trim_end())?;

    if let Some(spoken) = snapshot.spoken(found.place()) {
        let actor = spoken.actor.and_then(|index| snapshot.actors.actor(index));
        let written = spoken.name.as_deref().unwrap_or(spoken.speaker.of(text));
        let name = one_line(actor.map_or(written, |actor| &actor.name));
        let doubt = if spoken.confidence == Confidence::Explicit { "" } else { ", perhaps" };
        let cue = spoken.cue.map(|cue| one_line(cue.of(text))).filter(|cue| !cue.is_empty());
        let cue = cue.map(|cue| format!(" (“{cue}”)")).unwrap_or_default();
        writeln!(out, "      speaker{doubt}: {name}{cue}")?;
    }
    for change in &found.changes {
        let what = match (change.marked, change.material) {
            (true, _) => "marked",
            (false, true) => "unmarked, changes the meaning",
            (false, false) => "unmarked",
        };
        let words = |words: &str| match one_line(words) {
            none if none.is_empty() => "(nothing)".to_owned(),
            words => words,
        };
        writeln!(out, "      source: {}", words(change.source.of(text)))?;
        writeln!(out, "      quoted: {}  ({what})", words(change.quoted.of(quote)))?;
    }
    Ok(())
}
