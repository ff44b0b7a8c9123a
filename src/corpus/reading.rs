//! Reads a source from the extracted text of its file, or from what the index has stored.

use super::division::chapters;
use super::metadata;
use super::source::{Read, Source};
use crate::format::{Extraction, Input, PLAIN_TEXT, Unit};
use crate::prose::{self, Block, Words};
use crate::text::language::Languages;
use crate::voice;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;

impl Source {
    /// Reads an extracted file.
    pub fn of(key: String, path: PathBuf, extraction: Extraction<'_>) -> Self {
        Self::of_words(key, path, extraction, &Words::default())
    }

    /// Like [`Source::of`], with the words of the text, already cut to be shared with other readers.
    pub fn of_words(key: String, path: PathBuf, extraction: Extraction<'_>, words: &Words) -> Self {
        let read = Self::read_text(&key, words, &extraction);
        Self::stored(key, path, extraction.text.into_owned(), read)
    }

    /// Reads a plain text.
    pub fn read(key: String, path: PathBuf, text: String) -> Self {
        let read = (PLAIN_TEXT.extract)(Input::Text(Cow::Owned(text)));
        Self::of(key, path, read.unwrap_or_default())
    }

    /// What [`Source::of`] reads in a text; by its lines when the blocks are not known.
    pub(super) fn read_text(key: &str, words: &Words, extraction: &Extraction<'_>) -> Read {
        let Extraction { text, blocks, milestones, properties, charset, .. } = extraction;
        let blocks = blocks.clone().unwrap_or_else(|| Block::of_plain_text(text));
        let reading = prose::read_words(text, words, &blocks);
        let mut metadata = metadata::metadata(key, text, &blocks, properties.clone());
        if properties.title.is_none() && milestones.iter().any(|part| part.unit == Unit::Time) {
            // The first words of a recording are no title.
            (metadata.title, metadata.title_span) = (None, None);
        }
        metadata.languages = Languages::of(text);
        metadata.charset = *charset;
        let paragraphs = metadata::paragraphs(text, &blocks, &metadata);
        let record = voice::record(text, metadata.title.as_deref());
        let mut milestones = milestones.clone();
        if !milestones.iter().any(|part| part.unit == Unit::Chapter) {
            milestones.extend(chapters(text, &blocks));
            milestones.sort_by_key(|part| part.at);
        }
        (metadata, blocks, milestones, paragraphs, reading, record)
    }

    /// A source whose parts are all known already.
    pub(super) fn stored(
        key: String,
        path: PathBuf,
        text: String,
        (metadata, blocks, milestones, paragraphs, reading, record): Read,
    ) -> Self {
        let (lines, voice) = (OnceLock::new(), OnceLock::new());
        Self {
            key,
            path,
            text,
            metadata,
            blocks,
            milestones,
            reading,
            record,
            paragraphs,
            lines,
            voice,
        }
    }
}
