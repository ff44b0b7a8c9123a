//! The format of a stored segment: its sections, the record of a document, and its fields.

use crate::container::{FileKind, U32, U64};
use crate::text::Span;
use std::ops::Range;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The sections of a segment in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// The texts of all documents, end to end.
    Texts,
    /// A [`Record`] for each document, in the order of their paths.
    Documents,
    /// The path, key and title of each document.
    Names,
    /// The reading of each document.
    Readings,
    /// The indexes of the documents, ordered by key.
    Keys,
    /// For each bucket of shingles, the first of its places.
    Directory,
    /// For each place, bits of its shingle's hash.
    Fingerprints,
    /// Bytes of the texts at which shingles begin.
    Places,
    /// For each place, bits of the words next to the shingle.
    Neighbours,
    /// The hashes of all words, in order.
    WordHashes,
    /// For each word, and once after the last, where its documents begin in the next section.
    PostingStarts,
    /// For each word, the indexes of its documents, as differences.
    Postings,
    /// The attachment of each document.
    Attachments,
    /// The [`Bounds`] of each document's outer quotations.
    Quotations,
    /// The [`Totals`] of the segment.
    Totals,
}

impl FileKind for Section {
    const TAG: [u8; 4] = *b"segm";
    const VERSION: u32 = 6;
    const SECTIONS: &'static [Self] = &[
        Self::Texts,
        Self::Documents,
        Self::Names,
        Self::Readings,
        Self::Keys,
        Self::Directory,
        Self::Fingerprints,
        Self::Places,
        Self::Neighbours,
        Self::WordHashes,
        Self::PostingStarts,
        Self::Postings,
        Self::Attachments,
        Self::Quotations,
        Self::Totals,
    ];

    fn number(self) -> usize {
        self as usize
    }
}

impl Section {
    /// Whether it is built from the texts alone.
    pub(super) fn is_of_texts(self) -> bool {
        use Section::{
            Directory, Fingerprints, Neighbours, Places, PostingStarts, Postings, Texts, WordHashes,
        };
        matches!(
            self,
            Texts
                | Directory
                | Fingerprints
                | Places
                | Neighbours
                | WordHashes
                | PostingStarts
                | Postings
        )
    }
}

/// A range of a section: the first byte and the length.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Extent {
    start: U32,
    len: U32,
}

impl Extent {
    pub(super) fn new(start: usize, len: usize) -> Self {
        Self { start: (start as u32).into(), len: (len as u32).into() }
    }

    pub(super) fn range(self) -> Range<usize> {
        extent(self.start, self.len)
    }
}

fn extent(start: U32, len: U32) -> Range<usize> {
    let start = start.get() as usize;
    start..start.saturating_add(len.get() as usize)
}

/// The words of an outer quotation: bytes of its text.
pub(super) type Bounds = [U32; 2];

/// What is known about a document, and where the rest of it is.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Record {
    /// Among the texts.
    pub(super) text: Extent,
    /// Among the readings.
    pub(super) reading: Extent,
    pub(super) names: Names,
    /// Among the attachments.
    pub(super) attachment: Extent,
    /// Among the quotations.
    pub(super) quoted: Extent,
    pub(super) modified: U64,
    pub(super) size: U64,
    /// The checksum of text and quotations: [`searched_sum`].
    pub(super) text_sum: U64,
    pub(super) reading_sum: U64,
    pub(super) attachment_sum: U64,
    pub(super) languages: U64,
}

/// Where a document's path, key and title are among the names, end to end.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Names {
    start: U32,
    path_len: U32,
    key_len: U32,
    /// [`ABSENT`] without a title.
    title_len: U32,
    /// The title's place in the text; [`ABSENT`] if it is not there.
    title_span: Bounds,
}

/// Marks a missing number.
const ABSENT: u32 = u32::MAX;

impl Names {
    /// The layout of names appended at byte `start`.
    pub(super) fn new(start: usize, path: &str, head: &Head<'_>) -> Self {
        let len = |text: &str| U32::from(text.len() as u32);
        Self {
            start: (start as u32).into(),
            path_len: len(path),
            key_len: len(head.key),
            title_len: head.title.map_or(ABSENT.into(), len),
            title_span: head.title_span.map_or([ABSENT.into(); 2], bounds),
        }
    }

    pub(super) fn path(&self) -> Range<usize> {
        extent(self.start, self.path_len)
    }

    pub(super) fn key(&self) -> Range<usize> {
        let start = self.path().end;
        start..start.saturating_add(self.key_len.get() as usize)
    }

    pub(super) fn title(&self) -> Option<Range<usize>> {
        let start = self.key().end;
        let len = Some(self.title_len.get()).filter(|len| *len != ABSENT)?;
        Some(start..start.saturating_add(len as usize))
    }

    pub(super) fn title_span(&self) -> Option<Span> {
        let [start, end] = self.title_span.map(|bound| bound.get());
        (start != ABSENT).then(|| Span::new(start as usize, end as usize))
    }
}

/// A span in stored form.
pub(super) fn bounds(span: Span) -> Bounds {
    [span.start, span.end].map(|at| (at as u32).into())
}

/// The checksum of what searching a document needs.
pub(super) fn searched_sum(text: &[u8], quoted: &[u8]) -> u64 {
    xxh3_64(text) ^ xxh3_64(quoted).rotate_left(1)
}

/// Totals of a segment.
#[derive(Clone, Copy, Debug, Default, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Totals {
    /// Words of all texts.
    pub(super) words: U64,
    /// Identifies what the attachments depend on.
    pub(super) attachment_key: U64,
    /// 1 if only the texts are stored.
    pub(super) text_only: U64,
}

/// What is known about a source without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The name notes cite it by.
    pub key: &'a str,
    /// Its file.
    pub path: &'a Path,
    /// Its title.
    pub title: Option<&'a str>,
    /// The title's place in the text.
    pub title_span: Option<Span>,
}

impl<'a> Head<'a> {
    /// The shortest form of the key that people use: up to the first `_`, `-` or `.`.
    pub fn short_key(&self) -> &'a str {
        self.key.split(['_', '-', '.']).next().unwrap_or(self.key)
    }
}

/// A file's times and size, which show a change without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// A number made of the times of the last write and of any change; 0 if the file was written so recently that
    /// another write might not show.
    pub modified: u64,
    /// Bytes.
    pub size: u64,
}
