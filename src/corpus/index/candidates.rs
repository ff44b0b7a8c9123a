//! Where in stored segments a quotation may stand: stretches of their texts, which are then searched like any other text.
//!
//! An index names candidates only. Each is read from the stored text, and what is found there is what counts.

use super::shingles;
use super::stored::{Places, Stored};
use crate::corpus::alignment::LONGEST_SKIP;
use crate::corpus::pattern::Pattern;
use crate::corpus::segment::{RUN, Words};
use crate::corpus::tally::Tally;
use crate::text::Span;

/// Stretches read for one exact search, at most: as a quotation of frequent words only has thousands.
const MOST_EXACT: usize = 400;
/// Documents of a segment read for a quotation that is too short for shingles, at most.
const MOST_SHORT: usize = 64;
/// Places of runs that are looked at for one approximate search: the rarest runs first, until there are so many.
const MOST_HITS: usize = 4000;
/// Stretches that are read for one approximate search, at most; and of those with no more than half the runs of the best.
const MOST_NEAR: usize = 64;
const MOST_WORSE: usize = 4;
/// Bytes by which a stretch is longer than one and a half times the quotation, on each side: for what the folding takes
/// away, words left out and the reporter's own.
const SLACK: usize = 160;
/// Bytes of a word with the space behind it, rather more than less.
const WORD: usize = 8;

/// Stretches of stored documents, read.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Stretches<'a> {
    pub(in crate::corpus) words: Words,
    /// The text of each, and the byte of its document at which it begins.
    pub(in crate::corpus) texts: Vec<(&'a str, usize)>,
    /// The document of each.
    pub(in crate::corpus) documents: Vec<Document>,
}

/// A stored document: the number of its segment, and its own in there.
pub(in crate::corpus) type Document = (usize, usize);

/// A stretch of one document: bytes of its text.
type Stretch = (Document, Span);

/// Stretches that may have all words of a quotation in order, the cited document's among them.
pub(in crate::corpus) fn exact<'a>(
    segments: &[&'a Stored],
    pattern: &Pattern,
    cited: Option<Document>,
) -> Stretches<'a> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let chosen = shingles::chosen(&hashes, false);
    let mut found: Vec<Stretch> = Vec::new();
    for (number, stored) in segments.iter().enumerate() {
        let home = cited.filter(|(segment, _)| *segment == number).map(|(_, document)| document);
        if chosen.is_empty() {
            let documents = short(stored, &hashes, home).into_iter();
            found.extend(documents.map(|n| ((number, n), Span::new(0, stored.range(n).len()))));
            continue;
        }
        let places = beginnings(stored, pattern, &chosen, home);
        let around = |(place, word)| {
            let (document, at) = stored.document(place)?;
            Some(((number, document), around(pattern, at, word)?))
        };
        found.extend(places.into_iter().filter_map(around));
    }
    read(segments, found, false)
}

/// Places in a segment where the rarest shingle of a quotation stands, with the number of its first word.
fn beginnings(
    stored: &Stored,
    pattern: &Pattern,
    chosen: &[(usize, u64)],
    home: Option<usize>,
) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, Places<'_>)> = Vec::with_capacity(chosen.len());
    for (at, hash) in chosen {
        let places = stored.places(*hash);
        if places.len() == 0 {
            // A text that has the words has every one of them.
            return Vec::new();
        }
        runs.push((*at, places));
    }
    runs.sort_by_key(|(_, places)| places.len());
    let Some(&(word, places)) = runs.first() else { return Vec::new() };
    let home = home.map(|number| stored.range(number)).unwrap_or_default();
    let reach = 2 * pattern.folded.text.len() + SLACK;
    // The next rarest run must stand near too, which is seen without a look at the text.
    let near = |place: &usize| {
        runs.get(1).is_none_or(|(_, others)| {
            others.within(place.saturating_sub(reach)..place + reach).next().is_some()
        })
    };
    let all = places.within(home).chain(places.iter());
    all.filter(near).take(MOST_EXACT).map(|place| (place, word)).collect()
}

/// A stretch around a byte of a document at which the word of that number of a quotation stands.
fn around(pattern: &Pattern, at: usize, word: usize) -> Option<Span> {
    let first = pattern.words.first()?.span.start;
    let last = pattern.words.last()?.span.end;
    let here = pattern.words.get(word)?.span.start;
    let before = here.saturating_sub(first) * 3 / 2 + SLACK;
    let behind = last.saturating_sub(here) * 3 / 2 + SLACK;
    Some(Span::new(at.saturating_sub(before), at + behind))
}

/// The documents of a segment that have all words of a quotation of fewer than five.
fn short(stored: &Stored, hashes: &[u32], cited: Option<usize>) -> Vec<usize> {
    let found = having_all(stored, hashes).into_iter().take(MOST_SHORT).map(|n| n as usize);
    cited.into_iter().chain(found).collect()
}

/// The documents that have all words of these hashes.
pub(in crate::corpus) fn having_all(stored: &Stored, hashes: &[u32]) -> Vec<u32> {
    let mut lists: Vec<Vec<u32>> = hashes.iter().map(|hash| stored.having(*hash)).collect();
    lists.sort_by_key(Vec::len);
    let mut lists = lists.into_iter();
    let mut found = lists.next().unwrap_or_default();
    for list in lists {
        found.retain(|n| list.binary_search(n).is_ok());
    }
    found
}

/// Stretches in which many runs of a quotation stand near each other, and the cited document as a whole.
pub(in crate::corpus) fn near<'a>(
    segments: &[&'a Stored],
    pattern: &Pattern,
    cited: Option<Document>,
) -> Stretches<'a> {
    let mut found = crowds(segments, pattern);
    found.extend(cited.and_then(|document| whole(segments, document)));
    read(segments, found, true)
}

/// The cited document as a whole, and nothing else.
pub(in crate::corpus) fn alone<'a>(segments: &[&'a Stored], cited: Document) -> Stretches<'a> {
    read(segments, whole(segments, cited).into_iter().collect(), true)
}

fn whole(segments: &[&Stored], document: Document) -> Option<Stretch> {
    let stored = segments.get(document.0)?;
    Some((document, Span::new(0, stored.range(document.1).len())))
}

/// A place where a run of the quotation's words stands: the number of the segment, the byte of its texts, the number of
/// the run's first word in the quotation. All in one number, in this order, since thousands are sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit(u64);

impl Hit {
    /// `None` for the words of a quotation, and the segments, beyond the first 65,536.
    fn new(segment: usize, place: usize, word: usize) -> Option<Self> {
        let (segment, word) = (u16::try_from(segment).ok()?, u16::try_from(word).ok()?);
        let place = u32::try_from(place).ok()?;
        Some(Self(u64::from(segment) << 48 | u64::from(place) << 16 | u64::from(word)))
    }

    fn segment(self) -> usize {
        (self.0 >> 48) as usize
    }

    fn place(self) -> usize {
        (self.0 >> 16) as u32 as usize
    }

    fn word(self) -> usize {
        self.0 as u16 as usize
    }
}

/// A hit as the last of a crowd.
struct Crowd {
    /// How many runs of the quotation stand within reach before it.
    runs: usize,
    /// How often its own run stands somewhere: of crowds with as many runs, one with a rare run is likelier.
    frequent: usize,
    /// The numbers of the first hit within reach, and of its own.
    hits: (usize, usize),
}

/// The stretches around the places where the most runs of a quotation stand together.
fn crowds(segments: &[&Stored], pattern: &Pattern) -> Vec<Stretch> {
    let (hits, frequent) = hits(segments, pattern);
    let skipped = (pattern.gaps.len() * LONGEST_SKIP + pattern.brackets.len() * 8) * WORD;
    let reach = 2 * pattern.folded.text.len() + 2 * SLACK + skipped;
    let all = crowded(&hits, &frequent, reach);
    let best = all.iter().map(|crowd| crowd.runs).max().unwrap_or_default();
    let (near, worse): (Vec<Crowd>, Vec<Crowd>) =
        all.into_iter().partition(|crowd| crowd.runs * 2 > best);
    let mut found: Vec<Stretch> = Vec::new();
    // The worse are most, and are put in order only when they are wanted.
    for (mut crowds, most) in [(near, MOST_NEAR), (worse, MOST_WORSE)] {
        if found.len() >= most {
            break;
        }
        crowds.sort_unstable_by_key(|c| (std::cmp::Reverse(c.runs), c.frequent, c.hits));
        for crowd in crowds {
            if found.len() >= most {
                break;
            }
            let crowd = hits.get(crowd.hits.0..=crowd.hits.1).unwrap_or_default();
            let Some(stretch) = stretch(segments, pattern, crowd, skipped) else { continue };
            let known = |s: &Stretch| s.0 == stretch.0 && s.1.overlaps(stretch.1);
            if !found.iter().any(known) {
                found.push(stretch);
            }
        }
    }
    found
}

/// Where the rarest runs of a quotation stand, in order, and for each word how often the run that it begins stands
/// somewhere.
fn hits(segments: &[&Stored], pattern: &Pattern) -> (Vec<Hit>, Vec<usize>) {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let plain = |at: usize| pattern.plain(at..at + RUN);
    let windows = hashes.windows(RUN).enumerate().filter(|(at, _)| plain(*at));
    let wanted: Vec<(usize, u64)> = windows.map(|(at, run)| (at, shingles::hash(run))).collect();
    let mut runs: Vec<(usize, usize, Places<'_>)> = Vec::new();
    for (segment, stored) in segments.iter().enumerate() {
        let places = wanted.iter().map(|(word, hash)| (segment, *word, stored.places(*hash)));
        runs.extend(places.filter(|(_, _, places)| places.len() > 0));
    }
    runs.sort_by_key(|(_, _, places)| places.len());
    let mut frequent = vec![0; hashes.len()];
    let mut hits: Vec<Hit> = Vec::new();
    for (segment, word, places) in &runs {
        if !hits.is_empty() && hits.len() + places.len() > MOST_HITS {
            break;
        }
        let places_here = places.iter().take(MOST_HITS);
        hits.extend(places_here.filter_map(|place| Hit::new(*segment, place, *word)));
        if let Some(count) = frequent.get_mut(*word) {
            *count += places.len();
        }
    }
    hits.sort_unstable();
    (hits, frequent)
}

/// Each hit with those within `reach` bytes before it.
fn crowded(hits: &[Hit], frequent: &[usize], reach: usize) -> Vec<Crowd> {
    let mut tally = Tally::of(frequent.len());
    let mut first = 0;
    let crowd = |(at, hit): (usize, &Hit)| {
        let far = |old: &&Hit| old.segment() != hit.segment() || old.place() + reach < hit.place();
        while let Some(old) = hits.get(first).filter(far) {
            tally.leave(old.word());
            first += 1;
        }
        tally.enter(hit.word());
        let frequent = frequent.get(hit.word()).copied().unwrap_or_default();
        Crowd { runs: tally.distinct(), frequent, hits: (first, at) }
    };
    hits.iter().enumerate().map(crowd).collect()
}

/// The stretch around those of some hits that are in the document of the last.
fn stretch(
    segments: &[&Stored],
    pattern: &Pattern,
    hits: &[Hit],
    skipped: usize,
) -> Option<Stretch> {
    let last = hits.last()?;
    let segment = last.segment();
    let (document, at) = segments.get(segment)?.document(last.place())?;
    let begin = last.place() - at;
    let inside = hits.iter().filter(|hit| hit.place() >= begin);
    let spans = inside.filter_map(|hit| around(pattern, hit.place() - begin, hit.word()));
    let span = spans.reduce(Span::join)?;
    Some(((segment, document), Span::new(span.start.saturating_sub(skipped), span.end + skipped)))
}

/// Reads stretches, those that overlap as one.
fn read<'a>(segments: &[&'a Stored], mut wanted: Vec<Stretch>, interrupted: bool) -> Stretches<'a> {
    wanted.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::with_capacity(wanted.len());
    for (document, span) in wanted {
        match joined.last_mut() {
            Some((last, before)) if *last == document && span.start <= before.end => {
                *before = before.join(span);
            }
            _ => joined.push((document, span)),
        }
    }
    let mut stretches = Stretches::default();
    for (document, span) in joined {
        let stored = segments.get(document.0);
        let stretch = stored.and_then(|stored| stored.stretch(document.1, span));
        let Some((base, text, quoted)) = stretch else { continue };
        stretches.words.push(text, if interrupted { &quoted } else { &[] });
        stretches.texts.push((text, base));
        stretches.documents.push(document);
    }
    stretches
}
