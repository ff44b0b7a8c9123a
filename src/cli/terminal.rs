//! Standard output: the width of the terminal, and writing so that `| head` ends the program silently.

use crate::text::visible;
use clap::ValueEnum;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Jsonl,
}

/// The width when standard output is not a terminal.
const FALLBACK: usize = 100;
/// The fewest columns that are usable.
const NARROWEST: usize = 40;

/// The columns to use: `COLUMNS`, else the terminal's width, else 100.
pub(super) fn width() -> usize {
    let wanted = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let width = wanted.or_else(|| {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0))
    });
    width.unwrap_or(FALLBACK).max(NARROWEST)
}

/// Writes text for people, in colour only to a terminal, and never when `NO_COLOR` is set.
pub(super) fn print(text: &str) -> io::Result<()> {
    write(anstream::stdout().lock(), text)
}

fn write(mut out: impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Whether escape sequences are wanted on standard output.
pub(super) fn has_colours() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Writes text for programs, verbatim.
pub(super) fn print_raw(text: &str) -> io::Result<()> {
    write(io::stdout().lock(), text)
}

/// Writes a sentence to standard error. A closed standard error is no reason to fail.
pub(super) fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "onrecord: {}", printable(message));
}

/// A text without characters that a terminal would interpret: controls, and those that change the direction of text.
/// Each is replaced by a character of the same length, so that spans stay valid.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match (c.is_control() || visible::turns(c), c.len_utf8()) {
            (false, _) => c,
            (true, 1) => ' ',
            (true, 2) => '¤',
            (true, _) => '\u{fffd}',
        })
        .collect()
}

/// A document's text on one line, printable.
pub(super) fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// JSON for programs that people may look at too: characters that a terminal would interpret become `\u202e`, which
/// means the same.
pub(super) fn plain_json(json: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c != '\n' && (c.is_control() || visible::turns(c));
    let mut rest = json;
    let mut out = String::new();
    while let Some(at) = rest.find(obeyed) {
        let (before, from) = rest.split_at(at);
        let mut characters = from.chars();
        // All of them are below U+10000 and inside strings; JSON has them nowhere else.
        let code = characters.next().map_or(0, u32::from);
        out.push_str(before);
        out.push_str(&format!("\\u{code:04x}"));
        rest = characters.as_str();
    }
    if out.is_empty() {
        return Cow::Borrowed(json);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes a stream of answers: for people, with colour on a terminal, or for programs, verbatim.
pub(super) fn writer(for_people: bool) -> BufWriter<Box<dyn Write>> {
    BufWriter::new(match for_people {
        true => Box::new(anstream::stdout().lock()),
        false => Box::new(io::stdout().lock()),
    })
}

/// Writes JSON for programs.
pub(super) fn print_json(json: &str) -> io::Result<()> {
    print_raw(&plain_json(json))
}

/// Writes rows for programs, one JSON object a line.
pub(super) fn print_rows<T: Serialize>(rows: impl IntoIterator<Item = T>) -> io::Result<()> {
    let mut out = writer(false);
    rows.into_iter().try_for_each(|row| write_row(&mut out, &row))?;
    out.flush()
}

/// Writes a row for programs: one JSON object on a line.
pub(super) fn write_row(out: &mut impl Write, row: &impl Serialize) -> io::Result<()> {
    writeln!(out, "{}", plain_json(&serde_json::to_string(row)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_replaced_by_as_many_bytes() {
        let text = "a\u{1b}[31m\t\u{9b}b“\u{7f}";
        assert_eq!(printable(text), "a [31m ¤b“ ");
        assert_eq!(printable(text).len(), text.len());
        let turned = "a\u{202e}b\u{61c}c";
        assert_eq!(printable(turned), "a\u{fffd}b¤c");
        assert_eq!(printable(turned).len(), turned.len());
    }

    #[test]
    fn json_says_the_same_in_characters_that_no_terminal_obeys() {
        let text = "a\u{1b}[31m\n\u{9b}b“\u{7f}\u{202e}李\u{85}";
        let json = serde_json::to_string(text).unwrap();
        let written = plain_json(&json);
        assert_eq!(written, r#""a\u001b[31m\n\u009bb“\u007f\u202e李\u0085""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
