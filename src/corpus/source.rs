//! One document of the corpus.

use super::index::Head;
use super::interruption::marked;
use super::metadata;
use super::voice::{self, Voice};
use crate::format::{Extraction, Input, PLAIN_TEXT, Properties};
use crate::prose::{self, Block, PartialDate, Reading};
use crate::text::language::Languages;
use crate::text::{Span, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A source: a document of the corpus, read once.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name notes cite it by.
    pub key: String,
    /// Its file.
    pub path: PathBuf,
    /// Its text, as the reader of its format gave it; all spans are bytes of it.
    pub text: String,
    /// What it says of itself.
    pub metadata: Metadata,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// What the reader made of it.
    pub reading: Reading,
    /// Its paragraphs in order, by which locators count.
    pub(super) paragraphs: Vec<Span>,
    /// The text by lines, once somebody asked for them: a document that is only put into an index never needs them.
    lines: OnceLock<Text>,
    /// In whose voice it is, once somebody asked.
    voice: OnceLock<Voice>,
}

/// All that is read of a text beside the text itself.
pub(super) type Read = (Metadata, Vec<Block>, Vec<Span>, Reading);

/// What a source says of itself; unknown parts are `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Where the title stands in the text.
    pub title_span: Option<Span>,
    /// Its date of publication.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it; where only an editor or a translator is named, they with that word in parentheses behind.
    pub author: Option<String>,
    /// The languages of its passages.
    pub languages: Languages,
}

impl Source {
    /// Reads what the reader of a format made of a file.
    pub fn of(key: String, path: PathBuf, extraction: Extraction<'_>) -> Self {
        let Extraction { text, blocks, properties, .. } = extraction;
        let text = text.into_owned();
        let (metadata, blocks, paragraphs, reading) =
            Self::read_text(&key, &text, blocks, properties);
        let (lines, voice) = (OnceLock::new(), OnceLock::new());
        Self { key, path, text, metadata, blocks, reading, paragraphs, lines, voice }
    }

    /// Reads a plain text.
    pub fn read(key: String, path: PathBuf, text: String) -> Self {
        let read = (PLAIN_TEXT.extract)(Input::Text(Cow::Owned(text)));
        Self::of(key, path, read.unwrap_or_default())
    }

    /// What [`Source::of`] reads of a text; where the blocks are not known, by its lines.
    pub(super) fn read_text(
        key: &str,
        text: &str,
        blocks: Option<Vec<Block>>,
        properties: Properties,
    ) -> Read {
        let blocks = blocks.unwrap_or_else(|| Block::of_plain_text(text));
        let reading = prose::read(text, &blocks);
        let mut metadata = metadata::metadata(key, text, &blocks, properties);
        metadata.languages = Languages::of(text);
        let paragraphs = metadata::paragraphs(text, &blocks, metadata.title_span);
        (metadata, blocks, paragraphs, reading)
    }

    /// A source of which everything is known already.
    pub(super) fn stored(
        key: &str,
        path: &Path,
        text: &str,
        (metadata, blocks, paragraphs, reading): Read,
    ) -> Self {
        let (key, path, text) = (key.to_owned(), path.to_owned(), text.to_owned());
        let (lines, voice) = (OnceLock::new(), OnceLock::new());
        Self { key, path, text, metadata, blocks, reading, paragraphs, lines, voice }
    }

    /// The text by lines.
    pub fn lines(&self) -> &Text {
        self.lines.get_or_init(|| Text::new(&self.text))
    }

    /// In whose voice its own words are.
    pub fn voice(&self) -> &Voice {
        self.voice.get_or_init(|| voice::voice(self))
    }

    /// Whether the words at a span are its own beyond doubt: not quoted, announced, listed or headed.
    pub fn own_words(&self, span: Span) -> bool {
        voice::own_words(self, span)
    }

    /// What is known without looking into the text.
    pub fn head(&self) -> Head<'_> {
        let (title, title_span) = (self.metadata.title.as_deref(), self.metadata.title_span);
        Head { key: &self.key, path: &self.path, title, title_span }
    }

    /// The words of the quotations that stand in no other, in order; where none were read, what the marks tell. An empty
    /// span between two says that a paragraph ends there.
    pub(super) fn quoted(&self) -> Vec<Span> {
        let outer = self.reading.quotations.iter().filter(|q| q.parent.is_none());
        let mut quoted: Vec<Span> = Vec::new();
        for words in outer.map(|quotation| quotation.words) {
            let block = self.blocks.partition_point(|block| block.span.end < words.start);
            let begins = self.blocks.get(block).map_or(0, |block| block.span.start);
            if quoted.last().is_some_and(|before| before.end < begins) {
                quoted.push(Span::new(begins, begins));
            }
            quoted.push(words);
        }
        if quoted.is_empty() { marked(&self.text) } else { quoted }
    }

    /// The number of the paragraph at a byte offset, from 1; `None` outside paragraphs. Titles, headings, bylines and what
    /// a web page puts around a text (“Leave a reply”) are not counted.
    pub fn paragraph(&self, offset: usize) -> Option<usize> {
        let number = self.paragraphs.partition_point(|p| p.start <= offset);
        let paragraph = number.checked_sub(1).and_then(|i| self.paragraphs.get(i))?;
        paragraph.touches(offset).then_some(number)
    }

    /// The line at a byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines().line_of(offset) + 1
    }

    /// The key in its shortest form that people use: up to the first `_`, `-` or `.`.
    pub fn short_key(&self) -> &str {
        self.head().short_key()
    }
}
