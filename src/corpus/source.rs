//! One document of the corpus, with what is known about it.

use super::index::Head;
use crate::format::{Charset, Milestone};
use crate::prose::{Block, PartialDate, Reading};
use crate::text::language::Languages;
use crate::text::{Span, Text};
use crate::voice::{Record, Turn};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A source: a document of the corpus, read once.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name notes cite it by.
    pub key: String,
    /// Its file.
    pub path: PathBuf,
    /// Its extracted text; all spans are bytes of it.
    pub text: String,
    /// What it says about itself.
    pub metadata: Metadata,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// What the reader made of it.
    pub reading: Reading,
    /// The record of speech that it is; one without turns where it is none.
    pub record: Record,
    /// Where its pages, chapters and times begin, in order.
    pub milestones: Vec<Milestone>,
    /// Its paragraphs in order, by which locators count.
    pub(super) paragraphs: Vec<Span>,
    /// The text by lines, built on first use: a document that is only indexed never needs it.
    pub(super) lines: OnceLock<Text>,
    /// Its voice, determined on first use.
    pub(super) voice: OnceLock<Voice>,
}

/// A source's text and what was read of it.
#[derive(Clone, Debug)]
pub struct SourceReading<'c> {
    /// The text; all spans are bytes of it.
    pub text: &'c str,
    /// Its sentences and quotations.
    pub reading: Cow<'c, Reading>,
    /// The turns of the record of speech that it is.
    pub turns: Cow<'c, [Turn]>,
    /// Its date of publication.
    pub date: Option<PartialDate>,
}

/// All that is read of a text beside the text itself.
pub(super) type Read = (Metadata, Vec<Block>, Vec<Milestone>, Vec<Span>, Reading, Record);

/// What a source says about itself; unknown parts are `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// The title's place in the text.
    pub title_span: Option<Span>,
    /// Its date of publication.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it. When only an editor or translator is named, that person, with the word in parentheses.
    pub author: Option<String>,
    /// Where it was published, if its file says so: the address of a web page.
    pub address: Option<String>,
    /// The encoding of its file.
    pub charset: Charset,
    /// The languages of its passages.
    pub languages: Languages,
}

/// Whose words the document's own are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// Its named author's; “A and B” for two.
    Author(String),
    /// Those of several people, each of whom wrote a part: the opinions of a court.
    Parts(Vec<(Span, String)>),
    /// An unnamed reporter's.
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

    /// What is known without looking into the text.
    pub fn head(&self) -> Head<'_> {
        let (title, title_span) = (self.metadata.title.as_deref(), self.metadata.title_span);
        Head { key: &self.key, path: &self.path, title, title_span }
    }

    /// The number of the paragraph at a byte offset, from 1; `None` outside paragraphs. Titles, headings, bylines and
    /// the page around a text (“Leave a reply”) do not count.
    pub fn paragraph(&self, offset: usize) -> Option<usize> {
        let number = self.paragraphs.partition_point(|p| p.start <= offset);
        let paragraph = number.checked_sub(1).and_then(|i| self.paragraphs.get(i))?;
        paragraph.touches(offset).then_some(number)
    }

    /// The line at a byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines().line_of(offset) + 1
    }

    /// The shortest form of the key that people use: up to the first `_`, `-` or `.`.
    pub fn short_key(&self) -> &str {
        self.head().short_key()
    }
}
