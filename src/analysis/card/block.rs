//! The blocks of a card: text with the few styles that a reader has to tell apart.

use crate::text::{Span, visible};
use std::path::{Path, PathBuf};

/// What is shown about one thing; no block is empty.
pub type Card = Vec<CardBlock>;

/// A block of a card. Its texts have no line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardBlock {
    /// A paragraph.
    Paragraph(StyledText),
    /// Words of a document, as a block quotation.
    Quote(StyledText),
    /// The items of a list.
    List(Vec<StyledText>),
}

/// Text in several styles. Documents' text is unescaped: escaping is up to the renderer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledText {
    /// Its stretches in order; none empty.
    pub chunks: Vec<Chunk>,
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The text, without line ends and invisible characters.
    pub text: String,
    /// Its style.
    pub style: Style,
}

/// The style of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain.
    Plain,
    /// Emphasised.
    Strong,
    /// Only in the source.
    Removed,
    /// Only in the note.
    Added,
    /// Something to type.
    Code,
    /// A link to a line of a file.
    Link {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
}

impl From<StyledText> for CardBlock {
    fn from(text: StyledText) -> Self {
        Self::Paragraph(text)
    }
}

/// Plain text.
pub(in crate::analysis) fn plain(text: impl AsRef<str>) -> StyledText {
    StyledText::default().plain(text)
}

/// Emphasised text.
pub(super) fn strong(text: impl AsRef<str>) -> StyledText {
    StyledText::default().strong(text)
}

impl StyledText {
    /// Adds plain text.
    pub(super) fn plain(self, text: impl AsRef<str>) -> Self {
        self.styled(text.as_ref(), Style::Plain)
    }

    /// Adds emphasised text.
    pub(super) fn strong(self, text: impl AsRef<str>) -> Self {
        self.styled(text.as_ref().trim(), Style::Strong)
    }

    /// Adds something to type.
    pub(super) fn code(self, text: &'static str) -> Self {
        self.styled(text, Style::Code)
    }

    /// Adds text in a style, on one line: white space becomes single spaces, and invisible characters are named.
    pub(super) fn styled(mut self, text: &str, style: Style) -> Self {
        let mut line = String::with_capacity(text.len());
        for c in visible::named(text).chars() {
            match c.is_whitespace() {
                true if line.ends_with(' ') => {}
                true => line.push(' '),
                false => line.push(c),
            }
        }
        if !line.is_empty() {
            self.chunks.push(Chunk { text: line, style });
        }
        self
    }

    /// Adds a link to a line of a file; lines count from 1.
    pub(super) fn link(self, path: &Path, line: usize, shown: &str) -> Self {
        self.styled(shown, Style::Link { path: path.to_owned(), line })
    }

    /// Adds another text.
    pub(super) fn then(mut self, text: StyledText) -> Self {
        self.chunks.extend(text.chunks);
        self
    }

    /// Adds some texts, with a separator between them.
    pub(super) fn joined(
        mut self,
        texts: impl IntoIterator<Item = StyledText>,
        between: &str,
    ) -> Self {
        for (n, text) in texts.into_iter().enumerate() {
            self = if n > 0 { self.plain(between) } else { self }.then(text);
        }
        self
    }

    /// Adds a piece of `text`, with the `strong` spans (in bytes of `text`, in order) emphasised.
    pub(super) fn excerpt(mut self, text: &str, piece: Span, strong: &[Span]) -> Self {
        let words = piece.of(text);
        let start = piece.start + (words.len() - words.trim_start().len());
        let piece = Span::new(start, start + words.trim().len());
        let mut at = piece.start;
        for span in strong.iter().filter(|span| span.overlaps(piece)) {
            let span = Span::new(span.start.max(at), span.end.min(piece.end));
            self = self.plain(Span::new(at, span.start).of(text)).strong(span.of(text));
            at = span.end.max(at);
        }
        self.plain(Span::new(at, piece.end).of(text))
    }
}

impl std::fmt::Display for StyledText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.chunks.iter().try_for_each(|chunk| f.write_str(&chunk.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_on_one_line_and_hides_nothing() {
        let text = plain("a \n\tb").strong(" c\u{202e} ").plain(" ").plain("");
        assert_eq!(text.to_string(), "a bc⟨U+202E⟩ ");
    }

    #[test]
    fn emphasised_words_stand_in_their_sentence() {
        let text = plain("").excerpt(
            "  He said: never again, he did. ",
            Span::new(0, 32),
            &[Span::new(11, 22)],
        );
        assert_eq!(text, plain("He said: ").strong("never again").plain(", he did."));
    }
}
