//! Text of documents inside Markdown that every editor shows: bold, lists, quotes and links, nothing else.

use crate::rules::{Piece, Whose};
use crate::text::{Span, visible};
use std::path::Path;

/// Text of a document on one line, so that nothing in it is read as Markdown or HTML; what nobody sees in it is named.
///
/// Only what would be active is escaped, because Neovim and Helix show some escapes as they stand.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = visible::named(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let active = match c {
            '\\' | '`' | '*' | '<' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '~' => after == '~' || before == '~',
            '&' => after == '#' || after.is_ascii_alphabetic(),
            ']' => matches!(after, '(' | '[' | ':'),
            '[' => before == '!',
            '#' | '>' | '+' | '-' | '=' | '|' => out.is_empty(),
            '.' | ')' => {
                !out.is_empty() && out.len() < 10 && out.bytes().all(|b| b.is_ascii_digit())
            }
            _ => false,
        };
        if active {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A piece of `text` with the `bold` spans (bytes of `text`, in order) set in bold, escaped, on one line.
pub(super) fn emphasised(text: &str, piece: Span, bold: &[Span]) -> String {
    let mut out = String::new();
    let mut at = piece.start;
    let plain = |out: &mut String, span: Span| {
        let raw = span.of(text);
        if raw.starts_with(char::is_whitespace) && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&escaped(raw));
        if raw.ends_with(char::is_whitespace) && !raw.trim().is_empty() {
            out.push(' ');
        }
    };
    for span in bold.iter().filter(|s| s.overlaps(piece)) {
        let span = Span::new(span.start.max(at), span.end.min(piece.end));
        plain(&mut out, Span::new(at, span.start));
        let words = escaped(span.of(text));
        if !words.is_empty() {
            out.push_str("**");
            out.push_str(&words);
            out.push_str("**");
        }
        at = span.end.max(at);
    }
    plain(&mut out, Span::new(at, piece.end));
    out.trim().to_owned()
}

/// A quotation beside its source: what only the source has is struck, what only the note has is bold.
pub(super) fn compared(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let mark = match piece.whose {
            Whose::Both => "",
            Whose::Source => "~~",
            Whose::Note => "**",
        };
        let space = if piece.text.ends_with(' ') { " " } else { "" };
        out.push_str(&format!("{mark}{}{mark}{space}", escaped(&piece.text)));
    }
    out
}

/// A link that shows `seeds/a.txt:12` and leads to that line.
pub(super) fn file_link(path: &Path, shown: &str, line: usize) -> String {
    match url::Url::from_file_path(path) {
        Ok(mut url) => {
            url.set_fragment(Some(&format!("L{line}")));
            format!(
                "[{}]({})",
                escaped(shown),
                url.as_str().replace('(', "%28").replace(')', "%29")
            )
        }
        Err(()) => escaped(shown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_is_read_as_markup() {
        assert_eq!(
            escaped("a *b* `c` <img src=x> [d](e)"),
            "a \\*b\\* \\`c\\` \\<img src=x> [d\\](e)"
        );
        assert_eq!(escaped("# no\nheading"), "\\# no heading");
        assert_eq!(escaped("12. no list"), "12\\. no list");
        assert_eq!(escaped("snake_case stays, [t]here too"), "snake_case stays, [t]here too");
    }

    #[test]
    fn what_only_the_source_has_is_struck() {
        let piece = |whose, text: &str| Piece { whose, text: text.to_owned() };
        let pieces = [
            piece(Whose::Both, "we will "),
            piece(Whose::Source, "not "),
            piece(Whose::Note, "*soon* "),
            piece(Whose::Both, "go"),
        ];
        assert_eq!(compared(&pieces), "we will ~~not~~ **\\*soon\\*** go");
    }

    #[test]
    fn bold_words_stand_in_their_sentence() {
        let text = "He said: never again, he did.";
        assert_eq!(
            emphasised(text, Span::new(0, 29), &[Span::new(9, 20)]),
            "He said: **never again**, he did."
        );
    }
}
