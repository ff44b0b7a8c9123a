//! One document of the corpus, and what is known of it.

use super::index::Head;
use crate::prose::{Block, PartialDate, Reading};
use crate::text::language::Languages;
use crate::text::{Span, Text};
use crate::voice::{self, Record};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
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
    /// The text by lines, made on first use: a document that is only indexed never needs them.
    pub(super) lines: OnceLock<Text>,
    /// Its voice, determined on first use.
    pub(super) voice: OnceLock<Voice>,
    /// Its turns, where it is a record of speech, once somebody asked.
    pub(super) record: OnceLock<Record>,
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

/// Whose words a document's own ones are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// Those of one who is named as its author; “A and B” for two.
    Author(String),
    /// Those of several people, each of whom wrote a part of it: the opinions of a court.
    Parts(Vec<(Span, String)>),
    /// Those of somebody who reports and is not named.
    Reporter,
    /// Not sure.
    #[default]
    Unknown,
}

impl Source {
    /// The text by lines.
    pub fn lines(&self) -> &Text {
        self.lines.get_or_init(|| Text::new(&self.text))
    }

    /// The record of speech that it is; one without turns where it is none.
    pub fn record(&self) -> &Record {
        self.record.get_or_init(|| voice::record(&self.text, self.metadata.title.as_deref()))
    }

    /// What is known without looking into the text.
    pub fn head(&self) -> Head<'_> {
        let (title, title_span) = (self.metadata.title.as_deref(), self.metadata.title_span);
        Head { key: &self.key, path: &self.path, title, title_span }
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
