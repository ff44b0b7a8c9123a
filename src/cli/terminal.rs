//! The terminal: how wide it is, and writing to it so that `| head` ends the program in silence.

use std::io::{self, Write};

/// The width when standard output is not a terminal.
const FALLBACK: usize = 100;
/// Narrower than this nothing can be shown.
const NARROWEST: usize = 40;

/// The columns to use: what `COLUMNS` says, else the terminal's width, else 100.
pub(super) fn width() -> usize {
    let wanted = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let width = wanted.or_else(|| {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0))
    });
    width.unwrap_or(FALLBACK).max(NARROWEST)
}

/// Writes text for people; colours reach a terminal only, and none when `NO_COLOR` is set.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes text for programs, as it is.
pub(super) fn print_raw(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Says something on standard error, as a sentence of the program. A closed standard error is no reason to fail.
pub(super) fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "onrecord: {}", printable(message));
}

/// A text without control characters, which a terminal would obey, each replaced by a character of as many bytes, so
/// that places in the text stay right.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            _ if !c.is_control() => c,
            c if c.is_ascii() => ' ',
            // The others, U+0080 to U+009F, have two bytes.
            _ => '¤',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_replaced_by_as_many_bytes() {
        let text = "a\u{1b}[31m\t\u{9b}b“\u{7f}";
        assert_eq!(printable(text), "a [31m ¤b“ ");
        assert_eq!(printable(text).len(), text.len());
    }
}
