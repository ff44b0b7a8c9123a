//! A stored segment: documents with their texts, what was read of them, and where runs of words stand.

use super::NO_TITLE;
use super::build::{Stamp, sum};
use super::format::{Bytes, Content, Layout, Section, Unusable, int, long, partition};
use super::postings::PRINT_BITS;
use super::shingles::{Around, Picked};
use crate::corpus::{Metadata, Source};
use crate::format::Properties;
use crate::prose::{Block, PartialDate, Reading};
use crate::text::language::Languages;
use crate::text::{Span, scan};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

/// Numbers of 32 bits in a document's record, and of 64 bits behind them.
const NUMBERS: (usize, usize) = (14, 6);
/// Bytes of a document's record.
const RECORD: usize = NUMBERS.0 * 4 + NUMBERS.1 * 8;

/// A segment on disk. What it says of its documents is compared with their checksums before it is used.
pub struct Stored {
    layout: Layout,
    count: usize,
    bits: u32,
    /// For each document: 0 unknown, 1 sound, 2 damaged.
    checked: Vec<AtomicU8>,
    read: Vec<OnceLock<Option<Arc<Source>>>>,
    damaged: AtomicBool,
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({:x}, {} documents)", self.layout.print, self.count)
    }
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

/// What was read of a document; the counterpart of what the builder stores.
#[derive(Deserialize)]
struct Facts {
    metadata: Metadata,
    blocks: Vec<Block>,
    paragraphs: Vec<Span>,
    reading: Reading,
}

/// A document's record.
struct Record {
    text: Range<usize>,
    facts: Range<usize>,
    extra: Range<usize>,
    quoted: Range<usize>,
    name: usize,
    path: usize,
    key: usize,
    title: Option<usize>,
    title_span: Option<Span>,
    stamp: Stamp,
    text_sum: u64,
    facts_sum: u64,
    extra_sum: u64,
    languages: Languages,
}

impl Stored {
    /// Opens a segment. `build` names this program: what another one read is not used. Takes the same time whatever the
    /// size, but for one small number for each document.
    pub fn open(bytes: Bytes, build: u64) -> Result<Self, Unusable> {
        let layout = Layout::open(bytes, build)?;
        let count = layout.section(Section::Documents).len() / RECORD;
        let buckets = (layout.section(Section::Directory).len() / 4).saturating_sub(1);
        let bits = buckets.checked_ilog2().ok_or(Unusable::Damaged)?;
        let mut checked = Vec::new();
        checked.resize_with(count, AtomicU8::default);
        let mut read = Vec::new();
        read.resize_with(count, OnceLock::default);
        Ok(Self { layout, count, bits, checked, read, damaged: AtomicBool::default() })
    }

    /// Compares everything with its checksum. Reads the whole segment.
    pub fn check(&self) -> Result<(), Unusable> {
        self.layout.check()
    }

    /// The bytes of each section, with the checksum that they should have.
    pub fn sections(&self) -> impl Iterator<Item = (Range<usize>, u64)> {
        self.layout.sections()
    }

    /// A section as it is to be written into another segment. This one must agree with its checksums.
    pub(super) fn taken(&self, section: Section) -> Content<'_> {
        self.layout.taken(section)
    }

    /// Whether a document was found to be damaged: the segment must be made anew.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Words of all texts.
    pub(in crate::corpus) fn words(&self) -> usize {
        long(self.layout.section(Section::Counts), 0).unwrap_or_default() as usize
    }

    /// Whether nothing but the texts is stored: what is asked of a document is read from its text each time.
    pub fn is_text_only(&self) -> bool {
        long(self.layout.section(Section::Counts), 2) == Some(1)
    }

    /// A number that tells this segment from others.
    pub fn print(&self) -> u64 {
        self.layout.print
    }

    /// Bytes of the texts, and of everything else.
    pub fn sizes(&self) -> (usize, usize) {
        let text = self.layout.section(Section::Texts).len();
        let rest = [
            Section::Documents,
            Section::Names,
            Section::Facts,
            Section::Keys,
            Section::Directory,
            Section::Prints,
            Section::Places,
            Section::Around,
            Section::Words,
            Section::Starts,
            Section::Postings,
            Section::Extras,
            Section::Quoted,
        ];
        (text, rest.into_iter().map(|section| self.layout.section(section).len()).sum())
    }

    /// What is known of a document without reading it.
    pub fn head(&self, number: usize) -> Option<Head<'_>> {
        let record = self.record(number)?;
        let names = self.layout.section(Section::Names);
        let text = |from: usize, len: usize| {
            let bytes = names.get(from..from.checked_add(len)?)?;
            std::str::from_utf8(bytes).ok()
        };
        let key = record.name + record.path;
        let title = record.title.and_then(|len| text(key + record.key, len));
        Some(Head {
            path: Path::new(text(record.name, record.path)?),
            key: text(key, record.key)?,
            title,
            title_span: record.title_span,
        })
    }

    /// The languages of a document's passages.
    pub fn languages(&self, number: usize) -> Languages {
        self.record(number).map(|r| r.languages).unwrap_or_default()
    }

    /// The stamp of the file that a document was read from.
    pub fn stamp(&self, number: usize) -> Stamp {
        self.record(number).map(|r| r.stamp).unwrap_or_default()
    }

    /// The document at a path.
    pub fn at(&self, path: &Path) -> Option<usize> {
        let path = path.to_str()?.as_bytes();
        let found = partition(self.count, |n| in_order(self.path(n), path).is_lt());
        (found < self.count && self.path(found) == path).then_some(found)
    }

    /// The path of a document as bytes, without looking at anything else of it.
    pub(in crate::corpus) fn path(&self, number: usize) -> &[u8] {
        let (path, _) = self.names(number).unwrap_or_default();
        self.layout.section(Section::Names).get(path).unwrap_or_default()
    }

    fn key(&self, number: usize) -> &[u8] {
        let (_, key) = self.names(number).unwrap_or_default();
        self.layout.section(Section::Names).get(key).unwrap_or_default()
    }

    /// Where path and key of a document stand among the names: the three numbers of its record that say so. A search by
    /// halves asks for it again and again.
    fn names(&self, number: usize) -> Option<(Range<usize>, Range<usize>)> {
        let first = number.checked_mul(RECORD)? / 4;
        let documents = self.layout.section(Section::Documents);
        let length = |at: usize| int(documents, first + at).map(|n| n as usize);
        let path = length(4)?..length(4)?.saturating_add(length(5)?);
        let key = path.end..path.end.saturating_add(length(6)?);
        Some((path, key))
    }

    /// The documents whose keys begin so, in the order of their keys.
    pub fn keyed<'a>(&'a self, start: &'a str) -> impl Iterator<Item = usize> + use<'a> {
        let keys = self.layout.section(Section::Keys);
        let number = move |i| int(keys, i).map(|n| n as usize);
        let key = move |i| number(i).map(|n| self.key(n)).unwrap_or_default();
        let first = partition(self.count, |i| key(i) < start.as_bytes());
        let begins = move |i: &usize| key(*i).starts_with(start.as_bytes());
        (first..self.count).take_while(begins).filter_map(number)
    }

    /// A document's text; `None` when it is damaged.
    pub fn text(&self, number: usize) -> Option<&str> {
        let (text, _) = self.searched(number)?;
        std::str::from_utf8(text).ok()
    }

    /// A document's text and its quotations, as they are stored; `None` when they are damaged.
    fn searched(&self, number: usize) -> Option<(&[u8], &[u8])> {
        let record = self.record(number)?;
        let text = self.layout.section(Section::Texts).get(record.text)?;
        let quoted = self.layout.section(Section::Quoted).get(record.quoted)?;
        let checked = self.checked.get(number)?;
        if checked.load(Ordering::Relaxed) == 0 {
            let sound = self.sound(sum(text, quoted) == record.text_sum);
            checked.store(if sound { 1 } else { 2 }, Ordering::Relaxed);
        }
        (checked.load(Ordering::Relaxed) == 1).then_some((text, quoted))
    }

    /// Remembers when something is damaged.
    fn sound(&self, sound: bool) -> bool {
        if !sound {
            self.damaged.store(true, Ordering::Relaxed);
        }
        sound
    }

    /// A stretch of a document's text, widened to where the folding of a text may begin and end anew: the byte it begins
    /// at, and the quotations in it, the outer ones in order, as bytes of the stretch. The work grows with the stretch, and
    /// the first time with the document.
    pub(super) fn stretch(&self, number: usize, span: Span) -> Option<(usize, &str, Vec<Span>)> {
        let (text, quoted) = self.searched(number)?;
        let Span { start, end } = cut(text, span);
        let words = std::str::from_utf8(text.get(start..end)?).ok()?;
        let bound = |i| int(quoted, i).map_or(usize::MAX, |at| at as usize);
        let count = quoted.len() / 8;
        let first = partition(count, |i| bound(2 * i + 1) <= start);
        let inside = (first..count).map(|i| (bound(2 * i), bound(2 * i + 1)));
        let inside = inside.take_while(|(from, _)| *from < end);
        let moved = |(from, to): (usize, usize)| {
            let from = from.max(start).min(end);
            Span::new(from - start, to.clamp(from, end) - start)
        };
        Some((start, words, inside.map(moved).collect()))
    }

    /// A document, read from the segment when it is first asked for; `None` when it is damaged.
    pub fn source(&self, number: usize) -> Option<&Arc<Source>> {
        let read = || {
            let text = self.text(number)?;
            let (head, facts) = (self.head(number)?, self.facts(number)?);
            Some(Arc::new(Source::stored(head.key, head.path, text, facts.into())))
        };
        self.read.get(number)?.get_or_init(read).as_ref()
    }

    /// A document that was read already.
    pub fn known(&self, number: usize) -> Option<&Arc<Source>> {
        self.read.get(number)?.get()?.as_ref()
    }

    /// A document like [`Stored::source`], but not kept.
    pub fn read(&self, number: usize) -> Option<Source> {
        let text = self.text(number)?;
        let (head, facts) = (self.head(number)?, self.facts(number)?);
        Some(Source::stored(head.key, head.path, text, facts.into()))
    }

    /// What was read of a document, and its date.
    pub fn reading(&self, number: usize) -> Option<(Reading, Option<PartialDate>)> {
        self.text(number)?;
        self.facts(number).map(|facts| (facts.reading, facts.metadata.date))
    }

    /// What others read of a document, if it depends on what `print` names.
    pub fn extra(&self, number: usize, print: u64) -> Option<&[u8]> {
        self.text(number)?;
        let same = long(self.layout.section(Section::Counts), 1) == Some(print);
        let record = self.record(number).filter(|_| same)?;
        let bytes = self.layout.section(Section::Extras).get(record.extra)?;
        (!bytes.is_empty() && self.sound(xxh3_64(bytes) == record.extra_sum)).then_some(bytes)
    }

    /// The document that holds a byte of the texts, and the byte in it.
    pub(super) fn document(&self, place: usize) -> Option<(usize, usize)> {
        let start = |n: usize| int(self.layout.section(Section::Documents), n * RECORD / 4);
        let behind = partition(self.count, |n| start(n).is_some_and(|s| s as usize <= place));
        let number = behind.checked_sub(1)?;
        Some((number, place.checked_sub(start(number)? as usize)?))
    }

    /// The bytes of the texts that are a document's.
    pub(super) fn range(&self, number: usize) -> Range<usize> {
        self.record(number).map(|r| r.text).unwrap_or_default()
    }

    /// Where to look for a shingle. Whoever looks for many asks for all buckets first, because a processor then waits for
    /// many of them at a time.
    pub(super) fn bucket(&self, hash: u64) -> Bucket {
        let bucket = (hash >> (64 - self.bits)) as usize;
        let wanted = (hash >> (64 - self.bits - PRINT_BITS)) as u8;
        let directory = self.layout.section(Section::Directory);
        let bound = |i| int(directory, i).unwrap_or_default() as usize;
        Bucket { start: bound(bucket), end: bound(bucket + 1), wanted }
    }

    /// Places in the texts at which a shingle of this bucket probably begins.
    pub(super) fn places(&self, bucket: Bucket) -> Places<'_> {
        let Bucket { start, end, wanted } = bucket;
        let prints = self.layout.section(Section::Prints).get(start..end).unwrap_or_default();
        let (before, len) = alike(prints, wanted);
        let first = start + before;
        let places = self.layout.section(Section::Places).get(4 * first..4 * (first + len));
        let around = self.layout.section(Section::Around).get(first..first + len);
        Places { places: places.unwrap_or_default(), around: around.unwrap_or_default() }
    }

    /// The documents that have a word of this hash, in order.
    pub(super) fn having(&self, word: u32) -> Vec<u32> {
        let words = self.layout.section(Section::Words);
        let count = words.len() / 4;
        let at = partition(count, |i| int(words, i).is_some_and(|hash| hash < word));
        if int(words, at) != Some(word) {
            return Vec::new();
        }
        let starts = self.layout.section(Section::Starts);
        let bound = |i| int(starts, i).unwrap_or_default() as usize;
        let bytes = self.layout.section(Section::Postings).get(bound(at)..bound(at + 1));
        let (mut found, mut last, mut number, mut shift) = (Vec::new(), 0u32, 0u32, 0);
        for byte in bytes.unwrap_or_default() {
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            shift += 7;
            if byte & 0x80 == 0 {
                last = last.saturating_add(number);
                found.push(last.saturating_sub(1));
                (number, shift) = (0, 0);
            }
        }
        found
    }

    fn facts(&self, number: usize) -> Option<Facts> {
        let record = self.record(number)?;
        if record.facts.is_empty() {
            let (head, text) = (self.head(number)?, self.text(number)?);
            let (metadata, blocks, paragraphs, reading) =
                Source::read_text(head.key, text, None, Properties::default());
            return Some(Facts { metadata, blocks, paragraphs, reading });
        }
        let bytes = self.layout.section(Section::Facts).get(record.facts)?;
        if !self.sound(xxh3_64(bytes) == record.facts_sum) {
            return None;
        }
        postcard::from_bytes(bytes).ok()
    }

    fn record(&self, number: usize) -> Option<Record> {
        let at = number.checked_mul(RECORD)?;
        let bytes = self.layout.section(Section::Documents).get(at..at + RECORD)?;
        let (small, large) = bytes.split_at(NUMBERS.0 * 4);
        let number = |i| int(small, i).map(|n| n as usize);
        let range = |start: usize, len: usize| start..start.saturating_add(len);
        Some(Record {
            text: range(number(0)?, number(1)?),
            facts: range(number(2)?, number(3)?),
            extra: range(number(10)?, number(11)?),
            quoted: range(number(12)?, number(13)?),
            name: number(4)?,
            path: number(5)?,
            key: number(6)?,
            title: int(small, 7).filter(|len| *len != NO_TITLE).map(|len| len as usize),
            title_span: int(small, 8)
                .filter(|start| *start != NO_TITLE)
                .zip(int(small, 9))
                .map(|(start, end)| Span::new(start as usize, end as usize)),
            stamp: Stamp { modified: long(large, 0)?, size: long(large, 1)? },
            text_sum: long(large, 2)?,
            facts_sum: long(large, 3)?,
            extra_sum: long(large, 4)?,
            languages: Languages::of_bits(long(large, 5)?),
        })
    }
}

impl From<Facts> for (Metadata, Vec<Block>, Vec<Span>, Reading) {
    fn from(facts: Facts) -> Self {
        (facts.metadata, facts.blocks, facts.paragraphs, facts.reading)
    }
}

/// Where a segment has shingles whose hashes begin alike: the numbers of their fingerprints, and the one that is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    start: usize,
    end: usize,
    wanted: u8,
}

/// Places in the texts of a segment, in order.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    places: &'a [u8],
    /// For each, what stands around it.
    pub(super) around: &'a [u8],
}

impl Places<'_> {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.around.len()
    }

    /// The place of a number.
    fn at(&self, number: usize) -> Option<usize> {
        int(self.places, number).map(|place| place as usize)
    }

    /// Those that are picked by what stands around them, in order, each with what it is.
    pub(super) fn picked(&self, picked: Picked) -> impl Iterator<Item = (usize, Around)> {
        let those = picked.of(self.around);
        those.filter_map(|number| Some((self.at(number)?, Around(*self.around.get(number)?))))
    }

    /// Those in a stretch of the texts, each with what stands around it.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Around)> {
        let first = partition(self.len(), |i| self.at(i).is_some_and(|p| p < range.start));
        let around = self.around.get(first..).unwrap_or_default().iter();
        let all =
            (first..).zip(around).map_while(|(n, around)| Some((self.at(n)?, Around(*around))));
        all.take_while(move |(place, _)| *place < range.end)
    }
}

/// How many numbers in order are less than one, and how many are the same. Where there are few, all are counted: without a
/// branch that a processor could guess wrong it looks into many buckets at a time.
fn alike(ordered: &[u8], wanted: u8) -> (usize, usize) {
    const FEW: usize = 64;
    if ordered.len() > FEW {
        let before = ordered.partition_point(|number| *number < wanted);
        let rest = ordered.get(before..).unwrap_or_default();
        return (before, rest.partition_point(|number| *number == wanted));
    }
    let before = ordered.iter().map(|number| u8::from(*number < wanted)).sum::<u8>();
    let same = ordered.iter().map(|number| u8::from(*number == wanted)).sum::<u8>();
    (before.into(), same.into())
}

/// The order of two paths as bytes, which is that of their components: what lies in a folder comes before what has a longer
/// name that begins like the folder's.
pub(in crate::corpus) fn in_order(one: &[u8], other: &[u8]) -> std::cmp::Ordering {
    let separator = std::path::MAIN_SEPARATOR as u8;
    let rank = |byte: Option<&u8>| byte.map(|b| if *b == separator { 0 } else { *b });
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    rank(one.get(same)).cmp(&rank(other.get(same)))
}

/// The stretch widened to where the folding of a text may begin and end anew: between two plain words with one space.
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
        fn few_and_many_are_counted_alike(mut numbers in prop::collection::vec(0u8..9, 0..130), wanted in 0u8..9) {
            numbers.sort_unstable();
            let count = |holds: fn(&u8, &u8) -> bool| numbers.iter().filter(|n| holds(n, &wanted)).count();
            prop_assert_eq!(alike(&numbers, wanted), (count(|n, w| n < w), count(|n, w| n == w)));
        }

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
