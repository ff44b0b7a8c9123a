//! What the bytes of a stored segment mean: its sections, the record of a document, and what that says of it.

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
    /// The texts of all documents, one behind the other.
    Texts,
    /// A [`Record`] for each document, in the order of their paths.
    Documents,
    /// Path, key and title of each document.
    Names,
    /// What was read of each document.
    Readings,
    /// Numbers of the documents in the order of their keys.
    Keys,
    /// For each bucket of shingles, the first of its places.
    Directory,
    /// For each place, bits of its shingle's hash.
    Fingerprints,
    /// Bytes of the texts at which shingles begin.
    Places,
    /// For each place, bits of the words beside the shingle.
    Neighbours,
    /// Hashes of all words, in order.
    WordHashes,
    /// For each word and one behind the last, where its documents begin in the next section.
    PostingStarts,
    /// For each word, the numbers of the documents that have it, as differences.
    Postings,
    /// What others attach to each document.
    Attachments,
    /// [`Bounds`] of each document's outer quotations.
    Quotations,
    /// [`Totals`] of the whole segment.
    Totals,
}

impl FileKind for Section {
    const TAG: [u8; 4] = *b"segm";
    const VERSION: u32 = 2;
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
    /// Whether it is made of the texts alone.
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

/// Some bytes of a section: the first, and how many.
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

/// What is known of a document, and where the rest of it lies.
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
    /// Of text and quotations: [`searched_sum`].
    pub(super) text_sum: U64,
    pub(super) reading_sum: U64,
    pub(super) attachment_sum: U64,
    pub(super) languages: U64,
}

/// Where path, key and title of a document stand among the names, one behind the other.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Names {
    start: U32,
    path_len: U32,
    key_len: U32,
    /// [`ABSENT`] where there is no title.
    title_len: U32,
    /// Where the title stands in the text; [`ABSENT`] where it does not.
    title_span: Bounds,
}

/// Stands for a number that there is not.
const ABSENT: u32 = u32::MAX;

impl Names {
    /// Of names that are put behind the first `start` bytes.
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

/// A span as it is stored.
pub(super) fn bounds(span: Span) -> Bounds {
    [span.start, span.end].map(|at| (at as u32).into())
}

/// The checksum of what is stored of a document to be searched.
pub(super) fn searched_sum(text: &[u8], quoted: &[u8]) -> u64 {
    xxh3_64(text) ^ xxh3_64(quoted).rotate_left(1)
}

/// Numbers about a whole segment.
#[derive(Clone, Copy, Debug, Default, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Totals {
    /// Words of all texts.
    pub(super) words: U64,
    /// What the attachments depend on.
    pub(super) attachment_key: U64,
    /// 1 when nothing but the texts is known.
    pub(super) text_only: U64,
}

/// What is known of a source without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The name notes cite it by.
    pub key: &'a str,
    /// Its file.
    pub path: &'a Path,
    /// Its title.
    pub title: Option<&'a str>,
    /// Where the title stands in the text.
    pub title_span: Option<Span>,
}

impl<'a> Head<'a> {
    /// The key in its shortest form that people use: up to the first `_`, `-` or `.`.
    pub fn short_key(&self) -> &'a str {
        self.key.split(['_', '-', '.']).next().unwrap_or(self.key)
    }
}

/// When a file was written and how long it is: whether it changed since is seen without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// A number made of when it was written and when anything of it changed; 0 for a file of which that says nothing,
    /// because it was written so lately that it may be written again unseen.
    pub modified: u64,
    /// Bytes.
    pub size: u64,
}
