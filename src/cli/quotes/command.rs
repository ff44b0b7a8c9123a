//! The command: prints each quotation as a line of text or a row of JSON.

use super::document::QuotedDocument;
use super::speakers::{KnownSpeakers, LinkedNames};
use super::voices;
use crate::actor::{Actor, EntryIndex, LinkRule};
use crate::cli::document::{Point, Stretch};
use crate::cli::terminal::{self, Format, one_line, printable};
use crate::cli::{loading, sources};
use crate::corpus::VoiceSpan;
use crate::prose::{self, AttributionRule, Confidence, Kind, Quotation, Reason};
use crate::text::{DocumentId, Span, Text};
use crate::workspace::load;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `onrecord quotes`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// List the voice of each stretch: authors' texts, speakers' turns, quotations
    #[arg(long)]
    voices: bool,
    /// Files and folders (default: the current folder)
    paths: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
struct SpeakerRow<'t> {
    #[serde(flatten)]
    place: Stretch<'t>,
    /// The actor's id in `onrecord actors`; `None` if not certain.
    actor: Option<&'t str>,
    /// Its full name.
    name: Option<&'t str>,
    /// The antecedent of a pronoun.
    antecedent: Option<Stretch<'t>>,
    /// The reason for the antecedent.
    because: Option<Reason>,
    /// The next likely antecedent.
    or: Option<Stretch<'t>>,
    /// The person who relays the words.
    through: Option<Stretch<'t>>,
    rule: AttributionRule,
    confidence: Confidence,
}

/// One line of `--format jsonl`.
#[derive(Debug, Serialize)]
struct QuotationRow<'t> {
    path: &'t str,
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    point: Point,
    text: &'t str,
    kind: Kind,
    speaker: Option<SpeakerRow<'t>>,
    cue: Option<Stretch<'t>>,
}

/// Runs the command. Exit codes: 0 for success, 2 if there is no document or one could not be read.
pub(in crate::cli) fn run(args: &Args) -> io::Result<ExitCode> {
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let mut out = terminal::writer(matches!(args.format, Format::Text));
    let mut code = ExitCode::SUCCESS;
    let mut documents = Vec::new();
    for missing in paths.iter().filter(|path| !path.exists()) {
        terminal::complain(&format!("{} does not exist", missing.display()));
        code = ExitCode::from(2);
    }
    // People only need the words for a speaker.
    let known = match args.format {
        Format::Text => None,
        Format::Jsonl => Some(Arc::new(EntryIndex::of(loading::known_actors(&paths)))),
    };
    for path in load::files(&paths) {
        let name = path.display().to_string();
        match QuotedDocument::read(path, known.as_deref()) {
            Ok(document) => documents.push(document),
            Err(error) => {
                terminal::complain(&format!("{name} {error}"));
                code = ExitCode::from(2);
            }
        }
    }
    let people = match &known {
        None => KnownSpeakers::default(),
        Some(known) => KnownSpeakers::of(&paths, &documents, known)?,
    };
    for (id, document) in (0u32..).map(DocumentId).zip(&documents) {
        let named = people.named(id, document);
        if args.voices {
            let actor = |voice: &VoiceSpan| named.actor(voice.evidence?).map(|a| a.id.as_str());
            voices::print(&mut out, args.format, &document.path, &document.text, actor)?;
        } else {
            print(&mut out, args.format, document, &named)?;
        }
    }
    out.flush()?;
    if documents.is_empty() && code == ExitCode::SUCCESS {
        return Err(io::Error::other(sources::no_documents(&paths)));
    }
    Ok(code)
}

fn print(
    out: &mut impl Write,
    format: Format,
    document: &QuotedDocument,
    named: &LinkedNames<'_>,
) -> io::Result<()> {
    let lines = Text::new(&document.text);
    let path = document.path.display().to_string();
    for read in &document.reading().quotations {
        let quotation = document.placed(read);
        let point = Point::of(&lines, quotation.span.start);
        if format == Format::Text {
            for_people(out, &path, document, point, &quotation)?;
            continue;
        }
        let mut row = row(&path, document, point, &quotation);
        if let (Some(speaker), Some(attribution)) = (&mut row.speaker, &read.attribution) {
            speaker.name(named.speaker(document, attribution));
        }
        terminal::write_row(out, &row)?;
    }
    Ok(())
}

impl<'t> SpeakerRow<'t> {
    /// Sets the actor, if certain. A description is no surer than a pronoun.
    fn name(&mut self, meant: Option<(&'t Actor, LinkRule)>) {
        let Some((actor, rule)) = meant else { return };
        (self.actor, self.name) = (Some(actor.id.as_str()), Some(actor.name.as_str()));
        if rule.describes() {
            self.confidence = self.confidence.min(Confidence::Resolved);
        }
    }
}

fn row<'t>(
    path: &'t str,
    document: &'t QuotedDocument,
    point: Point,
    quotation: &Quotation,
) -> QuotationRow<'t> {
    let attribution = quotation.attribution.as_ref();
    let place = |span: Span| Stretch::of(&document.text, span);
    let speaker = attribution.map(|attribution| SpeakerRow {
        place: Stretch { span: attribution.speaker, text: document.plain(attribution.speaker) },
        actor: None,
        name: None,
        antecedent: attribution.antecedent.map(place),
        because: attribution.meaning.map(|meaning| meaning.reason),
        or: attribution.meaning.and_then(|meaning| meaning.other).map(place),
        through: attribution.through.map(place),
        rule: attribution.rule,
        confidence: attribution.confidence,
    });
    QuotationRow {
        path,
        span: quotation.span,
        point,
        text: quotation.words.of(&document.text),
        kind: quotation.kind,
        speaker,
        cue: attribution.and_then(|attribution| attribution.cue).map(place),
    }
}

fn for_people(
    out: &mut impl Write,
    path: &str,
    document: &QuotedDocument,
    Point { line, column }: Point,
    quotation: &Quotation,
) -> io::Result<()> {
    const PLACE: anstyle::Style = anstyle::Style::new().dimmed();
    const NAME: anstyle::Style = anstyle::Style::new().bold();
    let text = document.text.as_str();
    let words = one_line(quotation.span.of(text));
    let path = printable(path);
    writeln!(out, "{PLACE}{path}:{line}:{column}{PLACE:#}  {words}")?;
    let Some(attribution) = &quotation.attribution else {
        return writeln!(out, "    no speaker ({})", label(quotation.kind)?);
    };
    let words = |span| document.plain(span);
    let written = attribution.written(words);
    let (rule, confidence) = (attribution.rule, attribution.confidence);
    let name = one_line(&prose::with_doubt(words(attribution.named()), written, rule, confidence));
    write!(out, "    {NAME}{name}{NAME:#}")?;
    if let Some(meaning) = attribution.meaning.filter(|_| confidence > Confidence::Doubtful) {
        write!(out, ", {}", meaning.reason.text())?;
    }
    if let Some(through) = attribution.through {
        write!(out, ", through {}", one_line(through.of(text)))?;
    }
    write!(out, " ({}, {}", label(attribution.rule)?, label(attribution.confidence)?)?;
    match attribution.cue {
        Some(cue) => writeln!(out, ", by “{}”)", one_line(cue.of(text))),
        None => writeln!(out, ")"),
    }
}

/// A value's JSON name as words: `speaker-after` becomes “speaker after”.
fn label(value: impl Serialize) -> io::Result<String> {
    let name = serde_json::to_value(value)?;
    Ok(name.as_str().unwrap_or_default().replace('-', " "))
}
