//! A quotation against its source on a terminal: `[-only in the source-]`, `{+only in the note+}`.
//!
//! The marks are those of `wdiff` and `git diff --word-diff`, so that the words can be told apart without colours.

use crate::cli::excerpt::columns;
use crate::cli::terminal::printable;
use crate::workspace::{Piece, Whose};
use anstyle::{AnsiColor, Style};

const SOURCE: Style = AnsiColor::Red.on_default();
const NOTE: Style = AnsiColor::Green.on_default();

/// The pieces in rows of at most `width` columns where words allow it, with colour escapes.
pub(super) fn rendered(pieces: &[Piece], width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    let mut space = false;
    for (word, style, spaced) in pieces.iter().flat_map(words) {
        let wide = columns(&word);
        if space && column + 1 + wide > width {
            out.push('\n');
            column = 0;
        } else if space {
            out.push(' ');
            column += 1;
        }
        out.push_str(&format!("{style}{word}{style:#}"));
        column += wide;
        space = spaced;
    }
    out
}

/// The words of a piece with their marks and style, and whether a space follows.
fn words(piece: &Piece) -> Vec<(String, Style, bool)> {
    let (open, close, style) = match piece.whose {
        Whose::Both => ("", "", Style::new()),
        Whose::Source => ("[-", "-]", SOURCE),
        Whose::Note => ("{+", "+}", NOTE),
    };
    let words: Vec<&str> = piece.text.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let word = |(at, word): (usize, &str)| {
        let head = if at == 0 { open } else { "" };
        let tail = if at == last { close } else { "" };
        let spaced = at < last || piece.text.ends_with(' ');
        (format!("{head}{}{tail}", printable(word)), style, spaced)
    };
    words.into_iter().enumerate().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Vec<Piece> {
        let piece = |whose, text: &str| Piece { whose, text: text.to_owned() };
        vec![
            piece(Whose::Both, "we will "),
            piece(Whose::Source, "not ever "),
            piece(Whose::Note, "soon"),
            piece(Whose::Both, ", they say"),
        ]
    }

    #[test]
    fn words_are_told_apart_without_colours() {
        let plain = |width| anstream::adapter::strip_str(&rendered(&pieces(), width)).to_string();
        assert_eq!(plain(80), "we will [-not ever-] {+soon+}, they say");
        assert_eq!(plain(20), "we will [-not ever-]\n{+soon+}, they say");
    }

    #[test]
    fn and_with_them() {
        assert!(rendered(&pieces(), 80).contains(&format!("{NOTE}{{+soon+}}{NOTE:#}")));
    }
}
