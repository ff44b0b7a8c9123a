//! Finding the places where a quotation may stand: exactly through its rarest run of words, else by the runs it shares.

use super::alignment::{LONGEST_SKIP, Step, Window, align};
use super::judgement::{Laid, judge};
use super::matching::Match;
use super::pattern::Pattern;
use super::segment::{Leap, RUN, Segment};
use crate::text::DocumentId;
use std::ops::Range;

/// The most exact places that are judged and returned: who quotes one frequent word wants no list of thousands.
const MOST_EXACT: usize = 200;
/// The most approximate places returned.
const MOST_APPROXIMATE: usize = 8;
/// Stretches of the corpus that are aligned for one quotation, at most.
const MOST_WINDOWS: usize = 8;
/// Places of shared runs that are looked at for one quotation: the rarest runs first, until there are so many.
const MOST_HITS: usize = 2000;
/// Words by which a stretch is longer than the quotation, on each side: for words left out and the reporter's own.
const SLACK: usize = 16;

/// A segment, and the numbers of its documents; `None` for one that the corpus no longer holds.
pub(super) struct Searched<'a> {
    pub(super) segment: &'a Segment,
    pub(super) ids: &'a [Option<DocumentId>],
}

impl Searched<'_> {
    fn id(&self, position: usize) -> Option<DocumentId> {
        self.ids.get(self.segment.document(position)).copied().flatten()
    }

    /// The document of that number.
    fn document(&self, id: DocumentId) -> Option<usize> {
        self.ids.iter().position(|x| *x == Some(id))
    }
}

/// All places in one segment where all words stand in order, side by side.
pub(super) fn exact(
    pattern: &Pattern,
    searched: &Searched<'_>,
    cited: Option<DocumentId>,
) -> Vec<Match> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let segment = searched.segment;
    let runs = hashes.windows(RUN.min(hashes.len()).max(1)).enumerate();
    let rarest =
        runs.map(|(at, run)| (at, segment.positions(run))).min_by_key(|(_, places)| places.len());
    let Some((offset, places)) = rarest else { return Vec::new() };
    let stands = |place: &u32| {
        let start = (*place as usize).checked_sub(offset)?;
        (segment.hashes(start..start + hashes.len()) == hashes).then_some(start)
    };
    let mut starts: Vec<usize> = Vec::new();
    // Places of fewer words than make a run are not in order.
    let mut places = std::borrow::Cow::Borrowed(places);
    if hashes.len() < RUN {
        places.to_mut().sort_unstable();
    }
    if let Some(range) = cited.and_then(|id| searched.document(id)).map(|d| segment.range(d)) {
        starts.extend(within(&places, &range).iter().filter_map(stands).take(MOST_EXACT));
    }
    starts.extend(places.iter().filter_map(stands).take(MOST_EXACT));
    starts.sort_unstable();
    starts.dedup();
    let steps: Vec<Step> = (0..hashes.len()).map(|i| Step::Same { q: i, s: i + 1 }).collect();
    starts
        .into_iter()
        .filter_map(|start| lay(pattern, searched, start, hashes.len(), &steps))
        .collect()
}

/// Judges steps over words from `start` on; the steps number words from the one before it.
fn lay(
    pattern: &Pattern,
    searched: &Searched<'_>,
    start: usize,
    len: usize,
    steps: &[Step],
) -> Option<Match> {
    let id = searched.id(start)?;
    let document = searched.segment.document(start);
    let range = searched.segment.range(document);
    let mut spans = Vec::with_capacity(len + 2);
    spans.push(if start > range.start {
        searched.segment.spans(start - 1..start).first().copied()?
    } else {
        (0, 0)
    });
    let end = (start + len + 1).min(range.end);
    spans.extend_from_slice(searched.segment.spans(start..end));
    let source = searched.segment.source(document)?;
    judge(&Laid { pattern, source, id, spans: &spans, steps })
}

/// The positions of a sorted list that lie in a range.
fn within<'a>(places: &'a [u32], range: &Range<usize>) -> &'a [u32] {
    let from = places.partition_point(|p| (*p as usize) < range.start);
    let to = places.partition_point(|p| (*p as usize) < range.end);
    places.get(from..to).unwrap_or_default()
}

/// The best places in one segment where most words stand, above the floor of similarity for a quotation of its length.
pub(super) fn approximate(
    pattern: &Pattern,
    searched: &Searched<'_>,
    cited: Option<DocumentId>,
) -> Vec<Match> {
    let cited = cited.and_then(|id| searched.document(id));
    let mut found = Vec::new();
    for (start, end) in stretches(pattern, searched.segment, cited) {
        let segment = searched.segment;
        let document = segment.document(start);
        let leaps = segment.leaps(start, end).iter().filter(|l| l.from >= start);
        let window = Window {
            hashes: segment.hashes(start..end),
            spans: segment.spans(start..end),
            leaps: leaps.map(|l| Leap { from: l.from - start, to: l.to - start }).collect(),
        };
        let (_, steps) = align(pattern, &window);
        let (Some(id), Some(source)) = (searched.id(start), segment.source(document)) else {
            continue;
        };
        let laid = Laid { pattern, source, id, spans: window.spans, steps: &steps };
        if let Some(place) = judge(&laid).filter(|m| passes(pattern, m, cited == Some(document))) {
            found.push(place);
        }
    }
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
    found.truncate(MOST_APPROXIMATE);
    found
}

/// Whether a place is similar enough to be the quotation's, rather than one that any text of its length has. Measured:
/// the best place of text that is not in a corpus of 4.6 million characters, by length.
fn passes(pattern: &Pattern, place: &Match, cited: bool) -> bool {
    const FLOORS: &[(usize, f32)] =
        &[(25, 1.0), (40, 0.90), (60, 0.80), (80, 0.75), (120, 0.65), (200, 0.60)];
    let len = pattern.literal_len();
    let floor = FLOORS.iter().find(|(longest, _)| len < *longest).map_or(0.55, |(_, floor)| *floor);
    let floor = if cited { (floor - 0.15).min(0.75) } else { floor };
    place.similarity >= floor
}

/// A place where a run of the quotation's words stands.
#[derive(Clone, Copy)]
struct Hit {
    position: u32,
    /// The number of the run's first word in the quotation.
    word: u32,
}

/// Stretches of the segment in which many runs of the quotation stand near each other, the most promising first.
fn stretches(pattern: &Pattern, segment: &Segment, cited: Option<usize>) -> Vec<(usize, usize)> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let mut runs: Vec<(u32, &[u32])> = (0u32..)
        .zip(hashes.windows(RUN))
        .filter(|(at, _)| pattern.plain(*at as usize..*at as usize + RUN))
        .map(|(at, run)| (at, segment.positions(run)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    runs.sort_by_key(|(_, places)| places.len());
    let mut hits: Vec<Hit> = Vec::new();
    for (word, places) in &runs {
        let places = if hits.is_empty() || hits.len() + places.len() <= MOST_HITS {
            places.get(..places.len().min(MOST_HITS)).unwrap_or_default()
        } else {
            cited.map(|d| within(places, &segment.range(d))).unwrap_or_default()
        };
        hits.extend(places.iter().map(|position| Hit { position: *position, word: *word }));
    }
    hits.sort_unstable_by_key(|h| (h.position, h.word));
    let skipped = pattern.gaps.len() * LONGEST_SKIP + pattern.brackets.len() * 8;
    let reach = hashes.len() + SLACK + skipped;
    let mut ranked = crowds(&hits, hashes.len(), reach, segment);
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    let best = ranked.first().map_or(0, |r| r.0);
    for (score, crowd) in ranked {
        if chosen.len() == MOST_WINDOWS || score * 3 < best {
            break;
        }
        let stretch = stretch(hits.get(crowd).unwrap_or_default(), hashes.len(), segment, skipped);
        if let Some((start, end)) = stretch
            && !chosen.iter().any(|(a, b)| start < *b && *a < end)
        {
            chosen.push((start, end));
        }
    }
    chosen
}

/// For each hit, the hits before it within reach and in the same document, and how many runs of the quotation they are.
fn crowds(
    hits: &[Hit],
    words: usize,
    reach: usize,
    segment: &Segment,
) -> Vec<(usize, Range<usize>)> {
    let mut counts = vec![0u32; words];
    let mut distinct = 0;
    let mut first = 0;
    let mut document = None;
    let mut found = Vec::with_capacity(hits.len());
    for (at, hit) in hits.iter().enumerate() {
        let position = hit.position as usize;
        let home = document.filter(|r: &Range<usize>| r.contains(&position));
        let home = home.unwrap_or_else(|| segment.range(segment.document(position)));
        while let Some(old) = hits.get(first) {
            let place = old.position as usize;
            if place + reach >= position && place >= home.start {
                break;
            }
            if let Some(count) = counts.get_mut(old.word as usize) {
                *count -= 1;
                distinct -= usize::from(*count == 0);
            }
            first += 1;
        }
        if let Some(count) = counts.get_mut(hit.word as usize) {
            distinct += usize::from(*count == 0);
            *count += 1;
        }
        document = Some(home);
        found.push((distinct, first..at + 1));
    }
    found
}

/// The stretch around some hits in which the whole quotation has room.
fn stretch(
    hits: &[Hit],
    words: usize,
    segment: &Segment,
    skipped: usize,
) -> Option<(usize, usize)> {
    let room = SLACK / 2 + skipped;
    let home = segment.range(segment.document(hits.first()?.position as usize));
    let start = hits
        .iter()
        .map(|h| (h.position as usize).saturating_sub(h.word as usize + SLACK / 2))
        .min()?;
    let end = hits
        .iter()
        .map(|h| h.position as usize + words - (h.word as usize).min(words) + room)
        .max()?;
    Some((start.max(home.start), end.min(home.end)))
}
