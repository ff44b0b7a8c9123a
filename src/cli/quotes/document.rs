//! A document whose quotations are listed.

use crate::actor::{DocumentNames, EntryIndex, ReadDocument};
use crate::format::{self, Extraction, Input, MARKDOWN};
use crate::note::Note;
use crate::prose::{self, Block, Quotation, Reading, Words};
use crate::text::{DocumentId, Span};
use crate::voice::{self, Turn};
use crate::workspace::load::{self, Unreadable};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

/// A document as read. Markdown is read like a note: markup and citations are not its words.
#[derive(Debug)]
pub(super) struct QuotedDocument {
    pub(super) path: PathBuf,
    /// Its text, of which all spans are bytes: that of the file, or what it is converted to.
    pub(super) text: String,
    /// What it says about its actors, if they are wanted.
    pub(super) names: Option<Arc<DocumentNames>>,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// The words without layout, and their reading.
    Plain(String, Reading),
    Note(Box<Note>),
}

impl QuotedDocument {
    /// Reads a document; with the user's actors, also whom it names.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn read(path: PathBuf, known: Option<&EntryIndex>) -> Result<Self, Unreadable> {
        if format::converts(&path) {
            let extraction = load::extraction(&path)?;
            let text = extraction.text.to_string();
            return Ok(Self::of(path, text, extraction, known));
        }
        let text = load::text(&path)?;
        if format::has_extension(&path, MARKDOWN.extensions) {
            let note = Note::read(text.clone());
            // A note's reader cuts only the words of blocks with quotations, so it has none to share.
            let words = Words::default();
            let names = known.map(|known| names(&note.prose.text, &note.reading, &words, known));
            return Ok(Self { path, text, names, form: Form::Note(Box::new(note)) });
        }
        let read = format::extract(&path, Input::Text(Cow::Borrowed(&text)));
        let read = read.unwrap_or_default().into_owned();
        Ok(Self::of(path, text, read, known))
    }

    fn of(
        path: PathBuf,
        text: String,
        read: Extraction<'static>,
        known: Option<&EntryIndex>,
    ) -> Self {
        let blocks = read.blocks.unwrap_or_else(|| Block::of_plain_text(&read.text));
        let words = known.map_or_else(Words::default, |_| Words::of(&read.text));
        let reading = prose::read_words(&read.text, &words, &blocks);
        let names = known.map(|known| names(&read.text, &reading, &words, known));
        let form = Form::Plain(read.text.into_owned(), reading);
        Self { path, text, names, form }
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

/// Whom a document that is listed names.
fn names(text: &str, reading: &Reading, words: &Words, known: &EntryIndex) -> Arc<DocumentNames> {
    names_in(text, reading, &voice::record(text, None).turns, words, known)
}

/// Whom a document with these turns names. Its date does not affect who speaks in it.
pub(super) fn names_in(
    text: &str,
    reading: &Reading,
    turns: &[Turn],
    words: &Words,
    known: &EntryIndex,
) -> Arc<DocumentNames> {
    let document = ReadDocument { id: DocumentId(0), text, reading, turns, date: None };
    Arc::new(DocumentNames::of(&document, words, known))
}
