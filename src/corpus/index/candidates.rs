//! Finds candidate stretches for a quotation in stored segments. They are then searched like any other text.
//!
//! An index only names candidates. Each is read from the stored text, and what is found there counts.

use super::places::{Bucket, Places};
use super::shingles::{self, ExpectedNeighbours, Sides};
use super::stored::IndexSegment;
use crate::corpus::alignment::LONGEST_SKIP;
use crate::corpus::pattern::Pattern;
use crate::corpus::segment::{RUN, Words};
use crate::text::Span;

/// The most stretches read for an exact search: a quotation of common words has thousands.
const MOST_EXACT: usize = 400;
/// The most documents of a segment read for a quotation too short for shingles.
const MOST_SHORT: usize = 64;
/// The most places of runs examined for an approximate search, the rarest first.
const MOST_HITS: usize = 1200;
/// The most stretches read for an approximate search, and the most clusters they are picked from.
const MOST_NEAR: usize = 16;
const MOST_CLUSTERS: usize = 4 * MOST_NEAR;
/// Clusters with at least half the weight of the heaviest are read. With that, 500 edited quotations at 1 GB and 4,947
/// at 100 MB are answered as if all were read; with five eighths one was missed.
const LIGHTEST: u32 = 2;
/// Weights are counted in this fraction of a bit.
const BIT: u32 = 16;
/// The cost to a run of a wrong adjacent word, by how rarely words of a quotation are changed.
const WRONG: u32 = 2 * BIT;
/// The cost of a gap between two parts of a quotation, by how often another hit is within reach by chance.
const APART: u32 = 6 * BIT;
/// The bytes by which a stretch exceeds one and a half times the quotation on each side, for what folding removes,
/// omissions, and the reporter's words.
const SLACK: usize = 160;
/// A high estimate of the bytes of a word with the space after it.
const WORD: usize = 8;

/// Stretches read from stored documents.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Excerpts<'a> {
    /// The words of all of them.
    pub(in crate::corpus) words: Words,
    pub(in crate::corpus) all: Vec<Excerpt<'a>>,
}

/// A stretch read from a stored document.
#[derive(Clone, Copy, Debug)]
pub(in crate::corpus) struct Excerpt<'a> {
    pub(in crate::corpus) document: StoredDocument,
    pub(in crate::corpus) text: &'a str,
    /// The byte of the document at which the text begins.
    pub(in crate::corpus) start: usize,
}

/// A stored document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::corpus) struct StoredDocument {
    /// Its segment.
    pub(in crate::corpus) segment: usize,
    /// Its index in the segment.
    pub(in crate::corpus) number: usize,
}

/// A stretch of one document, in bytes of its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    document: StoredDocument,
    span: Span,
}

/// Stretches that may have all words of a quotation in order, including the cited document's.
pub(in crate::corpus) fn exact<'a>(
    segments: &[&'a IndexSegment],
    pattern: &Pattern,
    cited: Option<StoredDocument>,
) -> Excerpts<'a> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let chosen = shingles::of_quotation(&hashes);
    let in_one = |stored: &&'a IndexSegment| {
        let stored = *stored;
        chosen.iter().map(move |(word, hash)| (*word, stored.bucket(*hash)))
    };
    let buckets: Vec<(usize, Bucket)> = segments.iter().flat_map(in_one).collect();
    let mut found: Vec<Stretch> = Vec::new();
    for (segment, stored) in segments.iter().enumerate() {
        let home = cited.filter(|cited| cited.segment == segment).map(|cited| cited.number);
        if chosen.is_empty() {
            // Too few words for a shingle: use the documents that have all of them.
            let having = having_all(stored, &hashes).into_iter().take(MOST_SHORT);
            let documents = home.into_iter().chain(having.map(|number| number as usize));
            found.extend(documents.map(|number| whole(stored, StoredDocument { segment, number })));
            continue;
        }
        let of_this = segment * chosen.len()..(segment + 1) * chosen.len();
        let buckets = buckets.get(of_this).unwrap_or_default();
        let places = beginnings(stored, pattern, &hashes, buckets, home);
        let around = |(place, word)| {
            let (number, at) = stored.document(place)?;
            let document = StoredDocument { segment, number };
            Some(Stretch { document, span: around(pattern, at, word)? })
        };
        found.extend(places.into_iter().filter_map(around));
    }
    read(segments, found, false)
}

/// Places in a segment of a quotation's rarest shingle, with the index of its first word.
fn beginnings(
    stored: &IndexSegment,
    pattern: &Pattern,
    hashes: &[u32],
    chosen: &[(usize, Bucket)],
    home: Option<usize>,
) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, Places<'_>)> = Vec::new();
    for (at, bucket) in chosen {
        let places = stored.places(*bucket);
        if places.len() == 0 {
            // A text with the words has every one of its shingles.
            return Vec::new();
        }
        runs.push((*at, places));
    }
    runs.sort_by_key(|(_, places)| places.len());
    let Some(&(word, places)) = runs.first() else { return Vec::new() };
    let agreeing = |word| ExpectedNeighbours::of(hashes, word, true, true).agreeing();
    let wanted = agreeing(word);
    let home = home.map(|number| stored.range(number)).unwrap_or_default();
    let reach = 2 * pattern.folded.text.len() + SLACK;
    // The next rarest shingle must be near too, which is checked without the text.
    let next = runs.get(1).map(|(word, places)| (agreeing(*word), places));
    let near = |place: &usize| {
        next.is_none_or(|(wanted, others)| {
            let mut near = others.within(place.saturating_sub(reach)..place + reach);
            near.any(|(_, around)| wanted.holds(around) != 0)
        })
    };
    let at_home = places.within(home).filter(|(_, around)| wanted.holds(*around) != 0);
    let all = at_home.chain(places.picked(wanted));
    all.map(|(place, _)| place).filter(near).take(MOST_EXACT).map(|place| (place, word)).collect()
}

/// The stretch around a byte of a document with the quotation's word of this index.
fn around(pattern: &Pattern, at: usize, word: usize) -> Option<Span> {
    let first = pattern.words.first()?.span.start;
    let last = pattern.words.last()?.span.end;
    let here = pattern.words.get(word)?.span.start;
    let before = here.saturating_sub(first) * 3 / 2 + SLACK;
    let behind = last.saturating_sub(here) * 3 / 2 + SLACK;
    Some(Span::new(at.saturating_sub(before), at + behind))
}

/// The documents with all words of these hashes.
pub(in crate::corpus) fn having_all(stored: &IndexSegment, hashes: &[u32]) -> Vec<u32> {
    let mut lists: Vec<Vec<u32>> = hashes.iter().map(|hash| stored.having(*hash)).collect();
    lists.sort_by_key(Vec::len);
    let mut lists = lists.into_iter();
    let mut found = lists.next().unwrap_or_default();
    for list in lists {
        found.retain(|n| list.binary_search(n).is_ok());
    }
    found
}

/// Stretches with many runs of a quotation close together, and the whole cited document.
pub(in crate::corpus) fn near<'a>(
    segments: &[&'a IndexSegment],
    pattern: &Pattern,
    cited: Option<StoredDocument>,
) -> Excerpts<'a> {
    let mut found = clusters(segments, pattern, LIGHTEST);
    found.extend(cited.and_then(|cited| Some(whole(segments.get(cited.segment)?, cited))));
    read(segments, found, true)
}

/// Stretches with some runs of a quotation close together, however many more others have.
pub(in crate::corpus) fn tellings<'a>(
    segments: &[&'a IndexSegment],
    pattern: &Pattern,
) -> Excerpts<'a> {
    read(segments, clusters(segments, pattern, u32::MAX), true)
}

/// The whole cited document, and nothing else.
pub(in crate::corpus) fn alone<'a>(
    segments: &[&'a IndexSegment],
    cited: StoredDocument,
) -> Excerpts<'a> {
    let whole = segments.get(cited.segment).map(|stored| whole(stored, cited));
    read(segments, whole.into_iter().collect(), true)
}

fn whole(stored: &IndexSegment, document: StoredDocument) -> Stretch {
    Stretch { document, span: Span::new(0, stored.range(document.number).len()) }
}

/// A place of a run of the quotation's words: the segment, the byte of its texts, the index of the run's first word in
/// the quotation, and the sides on which the adjacent words agree too. Packed into one number in this order, since
/// thousands are sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit(u64);

/// The bits of the segment in a hit, above 32 for the place, 16 for the word and 2 for the sides.
const SEGMENT_BITS: u32 = 14;

impl Hit {
    /// `None` for words of a quotation beyond the first 65,536, and segments beyond the first 16,384.
    fn new(segment: usize, place: usize, word: usize, sides: Sides) -> Option<Self> {
        let (word, place) = (u16::try_from(word).ok()?, u32::try_from(place).ok()?);
        let below = u64::from(place) << 18 | u64::from(word) << 2 | sides.number() as u64;
        let above = (segment as u64) << (64 - SEGMENT_BITS);
        (segment >> SEGMENT_BITS == 0).then_some(Self(above | below))
    }

    fn segment(self) -> usize {
        (self.0 >> (64 - SEGMENT_BITS)) as usize
    }

    fn place(self) -> usize {
        (self.0 >> 18) as u32 as usize
    }

    fn word(self) -> usize {
        usize::from((self.0 >> 2) as u16)
    }

    fn sides(self) -> Sides {
        Sides::of(self.0 as usize & 3)
    }
}

/// Hits close together.
struct Cluster {
    /// How unlikely these are close together by chance.
    weight: u32,
    /// The indexes of the first and the last hit.
    hits: (usize, usize),
}

/// The stretches around places where runs of a quotation are close together, if that rarely happens by chance: with at
/// least 1/`least` of the weight of the heaviest.
fn clusters(segments: &[&IndexSegment], pattern: &Pattern, least: u32) -> Vec<Stretch> {
    let (hits, weights) = hits(segments, pattern);
    let skipped = (pattern.gaps.len() * LONGEST_SKIP + pattern.brackets.len() * 8) * WORD;
    let reach = 2 * pattern.folded.text.len() + 2 * SLACK + skipped;
    let mut all = clustered(&hits, &weights, reach);
    let heaviest = all.iter().map(|cluster| cluster.weight).max().unwrap_or_default();
    all.retain(|cluster| cluster.weight >= heaviest / least);
    let by_weight = |cluster: &Cluster| (std::cmp::Reverse(cluster.weight), cluster.hits);
    if all.len() > MOST_CLUSTERS {
        all.select_nth_unstable_by_key(MOST_CLUSTERS, by_weight);
        all.truncate(MOST_CLUSTERS);
    }
    all.sort_unstable_by_key(by_weight);
    let mut found: Vec<Stretch> = Vec::new();
    for cluster in all {
        let cluster = hits.get(cluster.hits.0..=cluster.hits.1).unwrap_or_default();
        let Some(stretch) = stretch(segments, pattern, cluster, skipped) else { continue };
        let known = |s: &Stretch| s.document == stretch.document && s.span.overlaps(stretch.span);
        if !found.iter().any(known) {
            found.push(stretch);
        }
        if found.len() >= MOST_NEAR {
            break;
        }
    }
    found
}

/// The weight of each run of a quotation in fractions of a bit: the rarer, the heavier. For each word, the run that
/// begins there, by the sides on which the adjacent words agree too; 0 for those not examined.
type Weights = Vec<[u32; Sides::ALL]>;

/// A run of a quotation in one segment: the index of its first word, the expected neighbours, and its places.
struct Run<'a> {
    segment: usize,
    word: usize,
    wanted: ExpectedNeighbours,
    places: Places<'a>,
}

/// The places of a quotation's rarest runs, in order, and their weights.
fn hits(segments: &[&IndexSegment], pattern: &Pattern) -> (Vec<Hit>, Weights) {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let plain = hashes.windows(RUN).enumerate();
    let plain = plain.filter(|(word, _)| pattern.plain(*word..word + RUN));
    let plain: Vec<(usize, u64)> = plain.map(|(word, run)| (word, shingles::hash(run))).collect();
    // No branch here depends on what is read, so that the processor overlaps the cache misses.
    let each = plain.iter().flat_map(|(_, hash)| segments.iter().map(|s| s.bucket(*hash)));
    let buckets: Vec<Bucket> = each.collect();
    let each = buckets.iter().zip(segments.iter().cycle());
    let mut places = each.map(|(bucket, s)| s.places(*bucket)).collect::<Vec<_>>().into_iter();
    let mut runs: Vec<Run<'_>> = Vec::new();
    // How many places, of which word, with matching words on which sides, and how many mismatches.
    let mut kinds: Vec<(usize, usize, usize, u32)> = Vec::new();
    for (word, _) in plain {
        let before = word > 0 && pattern.plain(word - 1..word + RUN);
        let wanted =
            ExpectedNeighbours::of(&hashes, word, before, pattern.plain(word..word + RUN + 1));
        let mut counts = [0; Sides::ALL];
        for (segment, places) in (0..segments.len()).zip(&mut places) {
            if places.len() > 0 {
                let here = wanted.counts(places.around);
                counts.iter_mut().zip(here).for_each(|(count, here)| *count += here);
                runs.push(Run { segment, word, wanted, places });
            }
        }
        let counts = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
        kinds.extend(counts.map(|(n, count)| (count, word, n, wanted.wrong(Sides::of(n)))));
    }
    kinds.sort_unstable();
    let words: usize = segments.iter().map(|stored| stored.words()).sum();
    let mut weights: Weights = vec![[0; Sides::ALL]; hashes.len()];
    let mut left = MOST_HITS;
    for (count, word, sides, wrong) in kinds {
        if count > left && left < MOST_HITS {
            break;
        }
        left = left.saturating_sub(count);
        let rare = (BIT as f32 * (words as f32 / count as f32).log2()) as u32;
        if let Some(weight) = weights.get_mut(word).and_then(|weights| weights.get_mut(sides)) {
            *weight = rare.saturating_sub(wrong * WRONG).max(1);
        }
    }
    let mut hits: Vec<Hit> = Vec::with_capacity(MOST_HITS);
    for Run { segment, word, wanted, places } in runs {
        let weights = weights.get(word).copied().unwrap_or_default();
        if weights == [0; Sides::ALL] {
            continue;
        }
        let counts = |sides: Sides| weights.get(sides.number()).is_some_and(|w| *w > 0);
        let here = places.picked(wanted.picked(counts)).take(MOST_HITS);
        hits.extend(
            here.filter_map(|(place, around)| Hit::new(segment, place, word, wanted.sides(around))),
        );
    }
    hits.sort_unstable();
    (hits, weights)
}

/// The largest groups of hits within `reach` bytes of each other.
fn clustered(hits: &[Hit], weights: &Weights, reach: usize) -> Vec<Cluster> {
    let together = |one: &Hit, other: &Hit| {
        one.segment() == other.segment() && one.place() + reach >= other.place()
    };
    let mut found = Vec::with_capacity(hits.len());
    let mut first = 0;
    let mut weigher = Weigher { weights, words: vec![0; weights.len()] };
    for (last, hit) in hits.iter().enumerate() {
        first += hits.iter().skip(first).take_while(|old| !together(old, hit)).count();
        let Some((begin, next)) = hits.get(first).zip(hits.get(last + 1).or(Some(hit))) else {
            break;
        };
        if last + 1 < hits.len() && together(begin, next) {
            // The next one reaches all of these too.
            continue;
        }
        let weight = weigher.weigh(hits.get(first..=last).unwrap_or_default());
        found.push(Cluster { weight, hits: (first, last) });
    }
    found
}

/// Weighs clusters of hits.
struct Weigher<'a> {
    weights: &'a Weights,
    /// The weight of each word of the quotation in the current cluster.
    words: Vec<u32>,
}

impl Weigher<'_> {
    /// How unlikely it is that some hits are close together by chance. A run's weight is split among its words, so that
    /// words shared by two runs count once; and the more separate parts there are, the likelier is chance.
    fn weigh(&mut self, hits: &[Hit]) -> u32 {
        let weight = |hit: &Hit| {
            let weights = self.weights.get(hit.word()).copied().unwrap_or_default();
            weights.get(hit.sides().number()).copied().unwrap_or_default()
        };
        if let [hit] = hits {
            return weight(hit);
        }
        self.words.fill(0);
        for hit in hits {
            let words = hit.sides().words(hit.word());
            let each = weight(hit) / words.len() as u32;
            for word in self.words.get_mut(words).unwrap_or_default() {
                *word = each.max(*word);
            }
        }
        let parts = self.words.chunk_by(|a, b| (*a > 0) == (*b > 0));
        let parts = parts.filter(|part| part.first().is_some_and(|word| *word > 0)).count() as u32;
        self.words.iter().sum::<u32>().saturating_sub(parts.saturating_sub(1) * APART)
    }
}

/// The stretch around those hits that are in the document of the last.
fn stretch(
    segments: &[&IndexSegment],
    pattern: &Pattern,
    hits: &[Hit],
    skipped: usize,
) -> Option<Stretch> {
    let last = hits.last()?;
    let segment = last.segment();
    let (number, at) = segments.get(segment)?.document(last.place())?;
    let begin = last.place() - at;
    let inside = hits.iter().filter(|hit| hit.place() >= begin);
    let spans = inside.filter_map(|hit| around(pattern, hit.place() - begin, hit.word()));
    let span = spans.reduce(Span::join)?;
    let span = Span::new(span.start.saturating_sub(skipped), span.end + skipped);
    Some(Stretch { document: StoredDocument { segment, number }, span })
}

/// Reads stretches; overlapping ones are joined.
fn read<'a>(
    segments: &[&'a IndexSegment],
    mut wanted: Vec<Stretch>,
    interrupted: bool,
) -> Excerpts<'a> {
    wanted.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::with_capacity(wanted.len());
    for stretch in wanted {
        match joined.last_mut() {
            Some(last)
                if last.document == stretch.document && stretch.span.start <= last.span.end =>
            {
                last.span = last.span.join(stretch.span);
            }
            _ => joined.push(stretch),
        }
    }
    let mut excerpts = Excerpts::default();
    for Stretch { document, span } in joined {
        let stored = segments.get(document.segment);
        let stretch = stored.and_then(|stored| stored.stretch(document.number, span));
        let Some((start, text, quoted)) = stretch else { continue };
        excerpts.words.push(text, if interrupted { &quoted } else { &[] });
        excerpts.all.push(Excerpt { document, text, start });
    }
    excerpts
}
