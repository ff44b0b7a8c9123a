//! `onrecord quotes --voices`: lists the voices of a document.

use crate::cli::terminal::{Format, one_line, printable, write_row};
use crate::corpus::{Source, VoiceKind, VoiceSpan};
use crate::format::{self, Input};
use crate::prose::Confidence;
use crate::text::Span;
use crate::workspace::load;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

/// One line of `--voices --format jsonl`.
#[derive(Debug, Serialize)]
struct VoiceRow<'t> {
    path: &'t str,
    /// Bytes of the document.
    start: usize,
    end: usize,
    kind: VoiceKind,
    speaker: Option<SpeakerRow<'t>>,
    /// The words that name the speaker.
    evidence: Option<&'t str>,
    /// The index in the document of the voice that contains it, from 0.
    parent: Option<usize>,
}

#[derive(Debug, Serialize)]
struct SpeakerRow<'t> {
    name: &'t str,
    /// The actor's id, if certain.
    actor: Option<&'t str>,
    confidence: Confidence,
}

/// Prints the voices of a document with this text. `actor` returns the id of the actor that some of its words name.
pub(super) fn print<'a>(
    out: &mut impl Write,
    format: Format,
    path: &Path,
    text: &str,
    actor: impl Fn(&VoiceSpan) -> Option<&'a str>,
) -> io::Result<()> {
    // A converted text does not show its blocks.
    let read = if format::converts(path) {
        load::extraction(path).unwrap_or_default()
    } else {
        format::extract(path, Input::Text(Cow::Borrowed(text))).unwrap_or_default()
    };
    let source = Source::of(String::new(), path.to_owned(), read);
    let shown = path.display().to_string();
    for voice in source.voices() {
        let words = |span: Span| span.of(text);
        let speaker = voice.speaker.as_deref();
        if matches!(format, Format::Text) {
            let kind = serde_json::to_value(voice.kind)?;
            let line = source.line(voice.span.start);
            let name = speaker.map_or("unnamed".into(), one_line);
            let begins: String = one_line(words(voice.span)).chars().take(60).collect();
            let kind = kind.as_str().unwrap_or_default();
            writeln!(out, "{}:{line}  {kind}  {name}: {begins}", printable(&shown))?;
            continue;
        }
        let row = VoiceRow {
            path: &shown,
            start: voice.span.start,
            end: voice.span.end,
            kind: voice.kind,
            speaker: speaker.map(|name| SpeakerRow {
                name,
                actor: actor(&voice),
                confidence: voice.confidence,
            }),
            evidence: voice.evidence.map(words),
            parent: voice.parent,
        };
        write_row(out, &row)?;
    }
    Ok(())
}
