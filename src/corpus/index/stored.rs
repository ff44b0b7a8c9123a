//! A stored segment: documents with their texts, their readings, and the index of their words.

use super::format::{Bounds, Head, Record, Section, Stamp, Totals, searched_sum};
use crate::container::{Bytes, Container, Content, FileKind, U32, Unusable};
use crate::corpus::source::{Read, Source};
use crate::format::Extraction;
use crate::prose::{PartialDate, Reading, Words};
use crate::text::language::Languages;
use crate::text::{Span, scan};
use crate::voice::Turn;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::FromBytes;

/// A segment on disk. Checksums of a document are verified before it is used.
pub struct IndexSegment {
    pub(super) file: Container<Section>,
    /// The bits of a shingle's hash that name its bucket.
    pub(super) bucket_bits: u32,
    /// For each document: 0 unknown, 1 intact, 2 damaged.
    checked: Vec<AtomicU8>,
    /// Those read so far.
    sources: Vec<OnceLock<Option<Arc<Source>>>>,
    damaged: AtomicBool,
}

impl std::fmt::Debug for IndexSegment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IndexSegment({:x}, {} documents)", self.file.id(), self.len())
    }
}

impl IndexSegment {
    /// Opens a segment. `build` identifies this program: a segment made by another is not used. Takes the same time
    /// whatever the size, except for one small number for each document.
    pub fn open(bytes: Bytes, build: u64) -> Result<Self, Unusable> {
        let file = Container::<Section>::open(bytes)?;
        if file.stamp() != build {
            return Err(Unusable::Foreign);
        }
        let count = file.array::<Record>(Section::Documents).len();
        let buckets = file.array::<U32>(Section::Directory).len().saturating_sub(1);
        let bucket_bits = buckets.checked_ilog2().ok_or(Unusable::Damaged)?;
        let mut checked = Vec::new();
        checked.resize_with(count, AtomicU8::default);
        let mut sources = Vec::new();
        sources.resize_with(count, OnceLock::default);
        Ok(Self { file, bucket_bits, checked, sources, damaged: AtomicBool::default() })
    }

    /// Verifies all checksums. Reads the whole segment.
    pub fn check(&self) -> Result<(), Unusable> {
        self.file.check(Section::SECTIONS)
    }

    /// The bytes of each section and the checksum they should have.
    pub fn sections(&self) -> impl Iterator<Item = (Range<usize>, u64)> {
        self.file.sections()
    }

    /// A section for another segment to reuse. This one must pass its checksums.
    pub(super) fn taken(&self, section: Section) -> Content<'_> {
        self.file.taken(section)
    }

    /// Whether a document was found damaged, so that the segment must be rebuilt.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.checked.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.checked.is_empty()
    }

    /// Words of all texts.
    pub(in crate::corpus) fn words(&self) -> usize {
        self.totals().words.get() as usize
    }

    /// Whether only the texts are stored, so that each query about a document reads its text.
    pub fn is_text_only(&self) -> bool {
        self.totals().text_only == 1
    }

    fn totals(&self) -> Totals {
        Totals::read_from_bytes(self.file.section(Section::Totals)).unwrap_or_default()
    }

    /// Identifies this segment.
    pub fn id(&self) -> u64 {
        self.file.id()
    }

    /// Bytes of the texts, and of everything else.
    pub fn sizes(&self) -> (usize, usize) {
        let text = self.file.section(Section::Texts).len();
        let rest =
            Section::SECTIONS.iter().filter(|s| !matches!(s, Section::Texts | Section::Totals));
        (text, rest.map(|section| self.file.section(*section).len()).sum())
    }

    /// What is known about a document without reading it.
    pub fn head(&self, number: usize) -> Option<Head<'_>> {
        let place = self.record(number)?.names;
        let names = self.file.section(Section::Names);
        let text = |range: Range<usize>| std::str::from_utf8(names.get(range)?).ok();
        Some(Head {
            path: Path::new(text(place.path())?),
            key: text(place.key())?,
            title: place.title().and_then(text),
            title_span: place.title_span(),
        })
    }

    /// The languages of a document's passages.
    pub fn languages(&self, number: usize) -> Languages {
        self.record(number).map(|r| Languages::of_bits(r.languages.get())).unwrap_or_default()
    }

    /// The stamp of the file that a document was read from.
    pub fn stamp(&self, number: usize) -> Stamp {
        let stamp = |r: &Record| Stamp { modified: r.modified.get(), size: r.size.get() };
        self.record(number).map(stamp).unwrap_or_default()
    }

    /// The document at a path.
    pub fn at(&self, path: &Path) -> Option<usize> {
        let path = path.to_str()?.as_bytes();
        let found =
            self.records().partition_point(|r| in_order(self.name(r.names.path()), path).is_lt());
        (self.path(found) == path).then_some(found)
    }

    /// The path of a document as bytes, without reading anything else of it.
    pub(in crate::corpus) fn path(&self, number: usize) -> &[u8] {
        self.record(number).map(|r| self.name(r.names.path())).unwrap_or_default()
    }

    fn name(&self, range: Range<usize>) -> &[u8] {
        self.file.section(Section::Names).get(range).unwrap_or_default()
    }

    /// The documents whose keys have this prefix, ordered by key.
    pub fn keyed<'a>(&'a self, start: &'a str) -> impl Iterator<Item = usize> + use<'a> {
        let numbers = self.file.array::<U32>(Section::Keys);
        let key = |number: &U32| {
            self.record(number.get() as usize).map(|r| self.name(r.names.key())).unwrap_or_default()
        };
        let first = numbers.partition_point(|number| key(number) < start.as_bytes());
        let begins = move |number: &&U32| key(number).starts_with(start.as_bytes());
        let from_first = numbers.get(first..).unwrap_or_default().iter();
        from_first.take_while(begins).map(|number| number.get() as usize)
    }

    /// A document's text; `None` when it is damaged.
    pub fn text(&self, number: usize) -> Option<&str> {
        let (text, _) = self.searched(number)?;
        std::str::from_utf8(text).ok()
    }

    /// A document's text and quotations in stored form; `None` when damaged.
    fn searched(&self, number: usize) -> Option<(&[u8], &[u8])> {
        let record = self.record(number)?;
        let text = self.file.section(Section::Texts).get(record.text.range())?;
        let quoted = self.file.section(Section::Quotations).get(record.quoted.range())?;
        let checked = self.checked.get(number)?;
        if checked.load(Ordering::Relaxed) == 0 {
            let sound = self.sound(record.text_sum == searched_sum(text, quoted));
            checked.store(if sound { 1 } else { 2 }, Ordering::Relaxed);
        }
        (checked.load(Ordering::Relaxed) == 1).then_some((text, quoted))
    }

    /// Records damage.
    fn sound(&self, sound: bool) -> bool {
        if !sound {
            self.damaged.store(true, Ordering::Relaxed);
        }
        sound
    }

    /// A stretch of a document's text, widened to where folding may begin and end: the byte it begins at, and the outer
    /// quotations in it, in order, as bytes of the stretch. The cost grows with the stretch, and on first use with the
    /// document.
    pub(super) fn stretch(&self, number: usize, span: Span) -> Option<(usize, &str, Vec<Span>)> {
        let (text, quoted) = self.searched(number)?;
        let Span { start, end } = cut(text, span);
        let words = std::str::from_utf8(text.get(start..end)?).ok()?;
        let quoted = <[Bounds]>::ref_from_bytes(quoted).unwrap_or_default();
        let bounds = |quotation: &Bounds| quotation.map(|at| at.get() as usize);
        let first = quoted.partition_point(|quotation| bounds(quotation)[1] <= start);
        let inside = quoted.iter().skip(first).map(bounds).take_while(|[from, _]| *from < end);
        let moved = |[from, to]: [usize; 2]| {
            let from = from.max(start).min(end);
            Span::new(from - start, to.clamp(from, end) - start)
        };
        Some((start, words, inside.map(moved).collect()))
    }

    /// A document, read from the segment on first use; `None` when damaged.
    pub fn source(&self, number: usize) -> Option<&Arc<Source>> {
        let read = || self.read(number).map(Arc::new);
        self.sources.get(number)?.get_or_init(read).as_ref()
    }

    /// A document that was read already.
    pub fn known(&self, number: usize) -> Option<&Arc<Source>> {
        self.sources.get(number)?.get()?.as_ref()
    }

    /// A document like [`IndexSegment::source`], but not kept.
    pub fn read(&self, number: usize) -> Option<Source> {
        let text = self.text(number)?;
        let (head, read) = (self.head(number)?, self.read_of(number)?);
        Some(Source::stored(head.key.to_owned(), head.path.to_owned(), text.to_owned(), read))
    }

    /// What was read of a document, its turns, and its date.
    pub fn reading(&self, number: usize) -> Option<(Reading, Vec<Turn>, Option<PartialDate>)> {
        self.text(number)?;
        let (metadata, _, _, _, reading, record) = self.read_of(number)?;
        Some((reading, record.turns, metadata.date))
    }

    /// The attachment of a document, if it depends on what `key` identifies.
    pub fn attachment(&self, number: usize, key: u64) -> Option<&[u8]> {
        self.text(number)?;
        let same = self.totals().attachment_key == key;
        let record = self.record(number).filter(|_| same)?;
        let bytes = self.file.section(Section::Attachments).get(record.attachment.range())?;
        (!bytes.is_empty() && self.sound(record.attachment_sum == xxh3_64(bytes))).then_some(bytes)
    }

    /// The document at a byte of the texts, and the byte in it.
    pub(super) fn document(&self, place: usize) -> Option<(usize, usize)> {
        let records = self.records();
        let number = records.partition_point(|r| r.text.range().start <= place).checked_sub(1)?;
        Some((number, place.checked_sub(records.get(number)?.text.range().start)?))
    }

    /// A document's range in the texts.
    pub(super) fn range(&self, number: usize) -> Range<usize> {
        self.record(number).map(|r| r.text.range()).unwrap_or_default()
    }

    /// The reading of a document: the stored one, else read from its text.
    fn read_of(&self, number: usize) -> Option<Read> {
        let record = self.record(number)?;
        if record.reading.range().is_empty() {
            let (head, text) = (self.head(number)?, self.text(number)?);
            let extraction = Extraction { text: text.into(), ..Extraction::default() };
            return Some(Source::read_text(head.key, &Words::default(), &extraction));
        }
        let bytes = self.file.section(Section::Readings).get(record.reading.range())?;
        if !self.sound(record.reading_sum == xxh3_64(bytes)) {
            return None;
        }
        postcard::from_bytes(bytes).ok()
    }

    fn records(&self) -> &[Record] {
        self.file.array(Section::Documents)
    }

    fn record(&self, number: usize) -> Option<&Record> {
        self.records().get(number)
    }
}

/// The order of two paths given as bytes: by components, so that the content of a folder precedes longer names with the
/// folder's name as a prefix.
pub(in crate::corpus) fn in_order(one: &[u8], other: &[u8]) -> std::cmp::Ordering {
    let separator = std::path::MAIN_SEPARATOR as u8;
    let rank = |byte: Option<&u8>| byte.map(|b| if *b == separator { 0 } else { *b });
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    rank(one.get(same)).cmp(&rank(other.get(same)))
}

/// The stretch widened to where folding may begin and end: between two plain words separated by one space.
fn cut(text: &[u8], span: Span) -> Span {
    let anew = |at: &usize| scan::may_begin(text, *at);
    let start = (0..=span.start.min(text.len())).rev().find(anew).unwrap_or(0);
    let end = (span.end.max(1)..text.len()).find(|at| anew(&(at + 1))).unwrap_or(text.len());
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_of_paths_are_in_the_order_of_paths(one in "(/[ab.-]{1,3}){1,4}", other in "(/[ab.-]{1,3}){1,4}") {
            let plain = |path: &str| !path.split('/').any(|name| matches!(name, "." | ".."));
            prop_assume!(plain(&one) && plain(&other));
            let paths = Path::new(&one).cmp(Path::new(&other));
            prop_assert_eq!(in_order(one.as_bytes(), other.as_bytes()), paths);
        }

        #[test]
        fn a_cut_text_folds_as_it_does_in_the_whole(
            text in "([a-d]{1,3}|[0-9]|[.,'“”-]|  ?|\n|\u{ad}|é){0,60}", from in 0usize..60, to in 0usize..60,
        ) {
            let ends = (from.min(to).min(text.len()), from.max(to).min(text.len()));
            let stretch = cut(text.as_bytes(), Span::new(ends.0, ends.1));
            let whole = fold::typographic(&text);
            let part = fold::typographic(stretch.of(&text)).text;
            let there = whole.map.to_derived(stretch);
            prop_assert_eq!(part, there.of(&whole.text));
        }
    }
}
