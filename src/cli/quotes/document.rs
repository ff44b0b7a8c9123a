//! A document whose quotations are listed.

use crate::format::{self, Input, MARKDOWN};
use crate::note::Note;
use crate::prose::{self, Block, Quotation, Reading};
use crate::text::Span;
use std::borrow::Cow;
use std::path::PathBuf;

/// A document as read. Markdown is read like a note: markup and citations are not its words.
#[derive(Debug)]
pub(super) struct QuotedDocument {
    pub(super) path: PathBuf,
    pub(super) text: String,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// The words without layout, and their reading.
    Plain(String, Reading),
    Note(Box<Note>),
}

impl QuotedDocument {
    pub(super) fn read(path: PathBuf, text: String) -> Self {
        if format::has_extension(&path, MARKDOWN.extensions) {
            let form = Form::Note(Box::new(Note::read(text.clone())));
            return Self { path, text, form };
        }
        let read = format::extract(&path, Input::Text(Cow::Borrowed(&text))).unwrap_or_default();
        let blocks = read.blocks.unwrap_or_else(|| Block::of_plain_text(&read.text));
        let reading = prose::read(&read.text, &blocks);
        let form = Form::Plain(read.text.into_owned(), reading);
        Self { path, text, form }
    }

    /// The reading, with spans of [`QuotedDocument::prose`].
    pub(super) fn reading(&self) -> &Reading {
        match &self.form {
            Form::Plain(_, reading) => reading,
            Form::Note(note) => &note.reading,
        }
    }

    /// The text that was read.
    pub(super) fn prose(&self) -> &str {
        match &self.form {
            Form::Plain(words, _) => words,
            Form::Note(note) => &note.prose.text,
        }
    }

    /// The words at a span of the document; for a note, without markup.
    pub(super) fn plain(&self, span: Span) -> &str {
        self.note().map_or_else(|| span.of(&self.text), |note| note.plain(span))
    }

    /// A quotation with places in the document.
    pub(super) fn placed(&self, quotation: &Quotation) -> Quotation {
        let mut quotation = quotation.clone();
        let Some(note) = self.note() else { return quotation };
        let place = |span: Span| note.prose.map.to_origin(span);
        quotation.span = place(quotation.span);
        quotation.words = place(quotation.words);
        quotation.attribution = quotation.attribution.map(|given| given.moved(place));
        quotation
    }

    /// The blocks of a note's prose; `None` for any other document.
    pub(super) fn blocks(&self) -> Option<impl Iterator<Item = Span>> {
        self.note().map(|note| note.blocks.iter().map(|block| block.span))
    }

    fn note(&self) -> Option<&Note> {
        match &self.form {
            Form::Plain(..) => None,
            Form::Note(note) => Some(note),
        }
    }
}
