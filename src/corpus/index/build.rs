//! Builds a stored segment from documents that were read.

use super::format::{
    Bounds, Extent, Head, Names, Record, Section, Stamp, Totals, bounds, searched_sum,
};
use super::postings::{Postings, Shingles};
use super::shingles::{Neighbours, Winnowed};
use super::stored::IndexSegment;
use crate::container::{Content, Image, U32};
use crate::corpus::interruption::marked;
use crate::corpus::segment::RUN;
use crate::corpus::source::Source;
use crate::text::language::Languages;
use crate::text::{Span, scan};
use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::IntoBytes;

/// Collects documents; [`Builder::finish`] makes a segment of them. One that is [cleared](Builder::clear) keeps its
/// buffers: hundreds of megabytes that need not be allocated again.
#[derive(Debug, Default)]
pub struct Builder {
    texts: Vec<u8>,
    documents: Vec<Record>,
    names: Vec<u8>,
    readings: Vec<u8>,
    keys: Vec<(String, u32)>,
    /// The indexes of the documents ordered by key, and totals; filled when finished.
    order: Vec<U32>,
    totals: Totals,
    shingles: Shingles,
    postings: Postings,
    /// Hashes and places of the current document's words, and its shingles; kept as buffers.
    hashes: Vec<u32>,
    spans: Vec<(u32, u32)>,
    winnowed: Winnowed,
    /// The stored reading of the current document; kept as a buffer.
    room: Vec<u8>,
    /// The number of words, with the same terminators for each document as in memory.
    length: u64,
    attachments: Vec<u8>,
    attachment_key: u64,
    quoted: Vec<Bounds>,
    text_only: bool,
    /// Bytes of text so far.
    length_of_texts: usize,
    /// A segment of the same documents, whose texts and index of words are reused.
    texts_of: Option<Arc<IndexSegment>>,
}

impl Builder {
    /// An empty builder. `attachment_key` identifies what the attachments depend on.
    pub fn new(attachment_key: u64) -> Self {
        Self { attachment_key, ..Self::default() }
    }

    /// Starts over.
    pub fn clear(&mut self) {
        let Self { texts, names, readings, attachments, .. } = self;
        [texts, names, readings, attachments].into_iter().for_each(Vec::clear);
        self.documents.clear();
        self.quoted.clear();
        self.keys.clear();
        self.shingles.clear();
        self.postings.clear();
        (self.length, self.length_of_texts) = (0, 0);
        self.text_only = false;
        self.texts_of = None;
    }

    /// Starts over with the documents of a text-only segment, which must be added in its order: what was built from the
    /// texts is reused. Check its checksums first, or its damage would go unnoticed.
    pub fn begin_over(&mut self, texts: Arc<IndexSegment>) {
        self.clear();
        self.texts_of = Some(texts);
    }

    /// Whether nothing is missing. False only when a document of the reused segment was not added.
    pub fn is_complete(&self) -> bool {
        self.texts_of.as_ref().is_none_or(|texts| texts.len() == self.documents.len())
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.length_of_texts
    }

    /// Whether there is no document yet.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Whether one more text fits: places are 32 bits wide.
    pub fn has_room(&self, text: &str) -> bool {
        u32::try_from(self.length_of_texts + text.len()).is_ok()
            && self.readings.len().max(self.attachments.len()) < 1 << 31
    }

    /// Adds a document; they must be added in the order of their paths. Returns false for a path that is not Unicode,
    /// which cannot be stored. `attachment` is opaque and is returned unchanged.
    pub fn push(&mut self, source: &Source, stamp: Stamp, attachment: &[u8]) -> bool {
        let Source { metadata, blocks, milestones, paragraphs, reading, record, .. } = source;
        let mut room = std::mem::take(&mut self.room);
        room.clear();
        // The counterpart of `Read`.
        let read = (metadata, blocks, milestones, paragraphs, reading, record);
        let Ok(reading) = postcard::to_extend(&read, room) else { return false };
        let stamps = (stamp, metadata.languages);
        let stored = [&reading, attachment];
        let added = self.add(&source.head(), &source.text, stamps, stored, &source.quoted());
        self.room = reading;
        added
    }

    /// Adds a document by its text only. The segment can be searched, and is to be rebuilt when there is time to read
    /// its documents; until then, queries about a document read its text.
    pub fn push_text(&mut self, key: &str, path: &Path, text: &str, stamp: Stamp) -> bool {
        let head = Head { key, path, title: None, title_span: None };
        let stamps = (stamp, Languages::of(text));
        let added = self.add(&head, text, stamps, [&[], &[]], &marked(text));
        self.text_only |= added;
        added
    }

    fn add(
        &mut self,
        head: &Head<'_>,
        text: &str,
        (stamp, languages): (Stamp, Languages),
        [reading, attachment]: [&[u8]; 2],
        quoted: &[Span],
    ) -> bool {
        let (Some(path), true) = (head.path.to_str(), self.has_room(text)) else { return false };
        let first_quoted = self.quoted.len();
        self.quoted.extend(quoted.iter().copied().map(bounds));
        let quoted = self.quoted.get(first_quoted..).unwrap_or_default().as_bytes();
        let record = Record {
            text: Extent::new(self.length_of_texts, text.len()),
            reading: Extent::new(self.readings.len(), reading.len()),
            names: Names::new(self.names.len(), path, head),
            attachment: Extent::new(self.attachments.len(), attachment.len()),
            quoted: Extent::new(first_quoted * size_of::<Bounds>(), quoted.len()),
            modified: stamp.modified.into(),
            size: stamp.size.into(),
            text_sum: searched_sum(text.as_bytes(), quoted).into(),
            reading_sum: xxh3_64(reading).into(),
            attachment_sum: xxh3_64(attachment).into(),
            languages: languages.bits().into(),
        };
        for name in [path, head.key, head.title.unwrap_or_default()] {
            self.names.extend_from_slice(name.as_bytes());
        }
        self.keys.push((head.key.to_owned(), self.documents.len() as u32));
        if self.texts_of.is_none() {
            self.index(text);
            self.texts.extend_from_slice(text.as_bytes());
        }
        self.length_of_texts += text.len();
        self.readings.extend_from_slice(reading);
        self.attachments.extend_from_slice(attachment);
        self.documents.push(record);
        true
    }

    fn index(&mut self, text: &str) {
        self.hashes.clear();
        self.spans.clear();
        scan::scan(text, &mut self.hashes, &mut self.spans);
        self.length += (self.hashes.len() + RUN - 1) as u64;
        let first = self.length_of_texts as u32;
        self.winnowed.choose(&self.hashes);
        for number in self.winnowed.numbers() {
            let at = *number as usize;
            let place = self.spans.get(at).map_or(0, |span| span.0);
            let around = Neighbours::of(&self.hashes, at);
            self.shingles.push(self.winnowed.hash(*number), first + place, around);
        }
        self.postings.push(&self.hashes, self.documents.len() as u32 + 1);
    }

    /// The segment to write. `build` identifies the program that read the documents.
    pub fn finish(&mut self, build: u64) -> Image<'_> {
        self.keys.sort_unstable();
        self.order.clear();
        self.order.extend(self.keys.iter().map(|(_, number)| U32::from(*number)));
        let words = self.texts_of.as_ref().map_or(self.length, |texts| texts.words() as u64);
        self.totals = Totals {
            words: words.into(),
            attachment_key: self.attachment_key.into(),
            text_only: u64::from(self.text_only).into(),
        };
        let shingles = self.shingles.sorted();
        let postings = self.postings.sorted();
        Image::of(build, |section: Section| {
            if let Some(texts) = self.texts_of.as_ref().filter(|_| section.is_of_texts()) {
                return texts.taken(section);
            }
            Content::New(match section {
                Section::Texts => &self.texts,
                Section::Documents => self.documents.as_bytes(),
                Section::Names => &self.names,
                Section::Readings => &self.readings,
                Section::Keys => self.order.as_bytes(),
                Section::Directory => shingles.directory.as_bytes(),
                Section::Fingerprints => &shingles.prints,
                Section::Places => shingles.places.as_bytes(),
                Section::Neighbours => &shingles.around,
                Section::WordHashes => postings.words.as_bytes(),
                Section::PostingStarts => postings.starts.as_bytes(),
                Section::Postings => &postings.documents,
                Section::Attachments => &self.attachments,
                Section::Quotations => self.quoted.as_bytes(),
                Section::Totals => self.totals.as_bytes(),
            })
        })
    }
}
