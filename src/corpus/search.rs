//! Finds candidate places of a quotation: exactly, by its rarest run of words, else by the runs it shares with them.

use super::alignment::{LONGEST_SKIP, Step, Window, align};
use super::interruption::Leap;
use super::judgement::judge;
use super::matching::{ChangeKind, Match};
use super::overlay::Overlay;
use super::pattern::Pattern;
use super::segment::{RUN, Words};
use super::tally::Tally;
use super::{edge, short};
use crate::text::word::letters;
use crate::text::{DocumentId, Span};
use std::ops::Range;

/// The most exact places judged and returned: a common word alone would have thousands.
const MOST_EXACT: usize = 200;
/// The most approximate places returned.
const MOST_APPROXIMATE: usize = 8;
/// The most stretches of the corpus aligned with one quotation.
const MOST_WINDOWS: usize = 8;
/// The most places of shared runs examined for one quotation, the rarest runs first.
const MOST_HITS: usize = 2000;
/// A stretch worth aligning has at least one in this many runs of the quotation: a changed word spoils three.
const FEWEST_RUNS: usize = 6;
/// The words by which a stretch exceeds the quotation on each side, for omissions and the reporter's words.
const SLACK: usize = 16;

/// Words to search, the texts they are from, and the ids of the documents; `None` for one no longer in the corpus. The
/// words may be a whole corpus or a few stretches named by an index.
pub(super) struct Searched<'a> {
    pub(super) words: &'a Words,
    /// The text of a document or stretch, and the byte of the document where it begins.
    pub(super) text: &'a dyn Fn(usize) -> (&'a str, usize),
    pub(super) ids: &'a [Option<DocumentId>],
    /// The one that belongs to the cited source.
    pub(super) cited: Option<usize>,
}

impl Searched<'_> {
    fn id(&self, position: usize) -> Option<DocumentId> {
        self.ids.get(self.words.document(position)).copied().flatten()
    }
}

/// All places in one segment with all words in order and adjacent.
pub(super) fn exact(pattern: &Pattern, searched: &Searched<'_>) -> Vec<Match> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let segment = searched.words;
    let runs: Vec<&[u32]> = hashes.windows(RUN.min(hashes.len()).max(1)).collect();
    let places = segment.standing(&runs).into_iter().enumerate();
    let Some((offset, mut places)) = places.min_by_key(|(_, places)| places.len()) else {
        return Vec::new();
    };
    let stands = |place: &u32| {
        let start = (*place as usize).checked_sub(offset)?;
        (segment.hashes(start..start + hashes.len()) == hashes).then_some(start)
    };
    let mut starts: Vec<usize> = Vec::new();
    // Places of runs that are too short are not in order.
    if hashes.len() < RUN {
        places.to_mut().sort_unstable();
    }
    if let Some(range) = searched.cited.map(|document| segment.range(document)) {
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
    let document = searched.words.document(start);
    let range = searched.words.range(document);
    let mut spans = Vec::with_capacity(len + 2);
    spans.push(if start > range.start {
        searched.words.spans(start - 1..start).first().copied()?
    } else {
        (0, 0)
    });
    let end = (start + len + 1).min(range.end);
    spans.extend_from_slice(searched.words.spans(start..end));
    let (text, base) = (searched.text)(document);
    judge(&Overlay { pattern, text, id, spans: &spans, steps }, usize::MAX)
        .map(|found| moved(found, base))
}

/// A place in a text as a place in the document, in which the text begins at byte `by`.
fn moved(mut found: Match, by: usize) -> Match {
    if by > 0 {
        found.span = found.span.shift(by);
        found.pieces.iter_mut().for_each(|piece| *piece = piece.shift(by));
        // Added words have no place in the source.
        for change in found.changes.iter_mut().filter(|c| c.source != Span::default()) {
            change.source = change.source.shift(by);
        }
    }
    found
}

/// The positions of a sorted list in a range.
fn within<'a>(places: &'a [u32], range: &Range<usize>) -> &'a [u32] {
    let from = places.partition_point(|p| (*p as usize) < range.start);
    let to = places.partition_point(|p| (*p as usize) < range.end);
    places.get(from..to).unwrap_or_default()
}

/// Where to look for approximate places.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// In the cited source alone.
    pub(super) only: bool,
    /// The number of words in the whole corpus.
    pub(super) words: usize,
}

/// The best places in one segment with most of the words, above the similarity floor for the quotation's length.
pub(super) fn approximate(pattern: &Pattern, searched: &Searched<'_>, scope: Scope) -> Vec<Match> {
    let cited = searched.cited;
    if scope.only && cited.is_none() {
        return Vec::new();
    }
    let floors = Floors::of(pattern, scope.words);
    let mut found = Vec::new();
    for (start, end) in stretches(pattern, searched.words, cited, scope.only) {
        let segment = searched.words;
        let document = segment.document(start);
        let Some(id) = searched.id(start) else { continue };
        let (text, base) = (searched.text)(document);
        let window = window(segment, text, start..end);
        let (_, steps) = align(pattern, &window);
        let overlay = Overlay { pattern, text, id, spans: window.spans, steps: &steps };
        let floor = if cited == Some(document) { floors.cited } else { floors.anywhere };
        let place = judge(&overlay, most_cost(pattern, &window, &steps, floor));
        if let Some(place) = place.filter(|m| passes(pattern, m, &steps, floor)) {
            found.push(moved(settled(&overlay, &window, place), base));
        }
    }
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
    found.truncate(MOST_APPROXIMATE);
    found
}

/// A place with its edges realigned. Keeps its similarity, which is that of the fewest differences.
fn settled(overlay: &Overlay<'_>, window: &Window<'_>, place: Match) -> Match {
    let Some(steps) = edge::settle(overlay.pattern, window, overlay.steps) else { return place };
    let Overlay { pattern, text, id, spans, .. } = *overlay;
    let settled = judge(&Overlay { pattern, text, id, spans, steps: &steps }, usize::MAX);
    settled.map_or(place.clone(), |m| Match { similarity: place.similarity, ..m })
}

/// The place in the cited source with the words in another order, for quotations too short to share runs with it: “shut
/// up please” for “please shut up”. The cost grows with that source only.
pub(super) fn reordered(pattern: &Pattern, searched: &Searched<'_>) -> Option<Match> {
    if !pattern.gaps.is_empty() || !pattern.brackets.is_empty() {
        return None;
    }
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let range = searched.words.range(searched.cited?);
    let start =
        range.start + short::in_another_order(&hashes, searched.words.hashes(range.clone()))?;
    let places = searched.words.hashes(start..start + hashes.len());
    let steps: Vec<Step> = (0..hashes.len())
        .map(|q| match hashes.get(q) == places.get(q) {
            true => Step::Same { q, s: q + 1 },
            false => Step::Other { q, s: q + 1 },
        })
        .collect();
    lay(pattern, searched, start, hashes.len(), &steps)
}

/// The place in the cited source with all but one word of a short quotation. The cost grows with that source only.
pub(super) fn nearly(pattern: &Pattern, searched: &Searched<'_>) -> Option<Match> {
    /// The words on each side available to a difference at an edge.
    const ROOM: usize = 8;
    if !pattern.gaps.is_empty() || pattern.words.iter().any(|w| w.bracketed || w.partial) {
        return None;
    }
    let document = searched.cited?;
    let segment = searched.words;
    let range = segment.range(document);
    let (text, base) = (searched.text)(document);
    let (all, spans) = (segment.hashes(range.clone()), segment.spans(range.clone()));
    let word =
        |s: usize| spans.get(s).map_or(Span::default(), |w| Span::new(w.0 as usize, w.1 as usize));
    let ours = |q: usize| pattern.words.get(q).map_or("", |w| w.span.of(&pattern.folded.text));
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let found = short::all_but_one(&hashes, all, &|q| letters(ours(q)).collect(), &|s| {
        letters(word(s).of(text)).collect()
    })?;
    let start = range.start + found.start.saturating_sub(ROOM);
    let end = (range.start + found.end + ROOM).min(range.end);
    let window = window(segment, text, start..end);
    let (_, steps) = align(pattern, &window);
    let id = searched.id(start)?;
    let overlay = Overlay { pattern, text, id, spans: window.spans, steps: &steps };
    let place = judge(&overlay, usize::MAX)?;
    Some(moved(settled(&overlay, &window, place), base))
}

/// The similarity floor by length of the quotation in characters, and [`LONGER`] beyond. Measured on 840 news articles:
/// one in 220 quotations from articles outside a corpus resembles some place in it that much, and most of those places
/// are other accounts of the same words. Quotations shorter than the first length are found exactly or not at all.
const FLOORS: &[(usize, f32)] = &[(25, 1.0), (40, 0.915), (80, 0.76), (120, 0.80), (200, 0.86)];
const LONGER: f32 = 0.88;
/// The words in the corpus the floors were measured on.
const MEASURED: usize = 500_000;
/// How much lower the floor is for each halving of the corpus, and at most: fewer other words resemble those of a
/// quotation less often. With both, of 6,700 quotations from other articles .03 % were found in 12 KB of articles, .07
/// % in 190 KB, .2 % in 940 KB.
const A_HALVING: f32 = 0.04;
const SMALL: f32 = 0.15;
/// How much lower the floor is in the cited source, where only one text can be meant, and its maximum.
const CITED: f32 = 0.25;
const HIGHEST_CITED: f32 = 0.75;
/// The penalty when the first or last word does not agree, and when two or more do not: words with a chance resemblance
/// diverge at the edges, while misquoted ones keep their beginning and end.
const LOOSE_WORD: f32 = 0.05;
const LOOSE_END: f32 = 0.25;
/// The share of its cost refunded for a word left out: a place with all quoted words in order is right more often than
/// one where as much was replaced.
const LEFT_OUT: f32 = 0.35;

/// With at least this many words, four out of five agreeing in order identify the place, however long the others are:
/// similarity counts letters, so a long word counts as much as three short ones. Measured like the floors: of
/// quotations with two words changed .999 are found instead of .982, of absent ones .46 % instead of .40 %, nearly all
/// of these the same remark in other words.
const MANY_WORDS: usize = 12;

/// The similarity floors for a quotation.
struct Floors {
    anywhere: f32,
    /// In the cited source.
    cited: f32,
}

impl Floors {
    /// The floors for a quotation, in a corpus of this many words.
    fn of(pattern: &Pattern, words: usize) -> Self {
        let len = pattern.literal_len();
        let floor = FLOORS.iter().find(|(longest, _)| len < *longest).map_or(LONGER, |(_, f)| *f);
        let halvings = (MEASURED as f32 / words.max(1) as f32).log2();
        let lower = if floor < 1.0 { (A_HALVING * halvings).clamp(0.0, SMALL) } else { 0.0 };
        let cited = (floor - CITED).min(HIGHEST_CITED);
        Self { anywhere: floor - lower, cited: cited.min(floor - lower) }
    }
}

/// Whether a place is similar enough to be the quotation's, and not a chance resemblance for its length.
fn passes(pattern: &Pattern, place: &Match, steps: &[Step], floor: f32) -> bool {
    let len = pattern.literal_len();
    // Marked changes and spaces alone do not make a place less similar.
    let unlike = place.similarity < 1.0;
    let loose: f32 =
        [&mut steps.iter() as &mut dyn Iterator<Item = &Step>, &mut steps.iter().rev()]
            .into_iter()
            .map(|from_end| from_end.take_while(|step| unlike && !agrees(step)).count())
            .map(|words| match words {
                0 => 0.0,
                1 => LOOSE_WORD,
                _ => LOOSE_END,
            })
            .sum();
    let omitted = place.changes.iter().filter(|c| c.kind == ChangeKind::Omitted && !c.marked);
    let omitted = omitted.map(|c| c.source.len()).sum::<usize>() as f32 / len.max(1) as f32;
    place.similarity - loose + LEFT_OUT * omitted >= floor || most_agree(pattern, steps)
}

/// The number of differing characters beyond which [`passes`] says no in any case.
fn most_cost(pattern: &Pattern, window: &Window<'_>, steps: &[Step], floor: f32) -> usize {
    let left = |step: &Step| match step {
        Step::Left { s } => window.spans.get(*s).copied(),
        _ => None,
    };
    let runs = steps.chunk_by(|a, b| left(a).is_some() == left(b).is_some());
    let ends = runs.filter_map(|run| Some((left(run.first()?)?.0, left(run.last()?)?.1)));
    let omitted = LEFT_OUT * ends.map(|(start, end)| (end - start) as f32).sum::<f32>();
    let len = pattern.literal_len() as f32;
    if omitted >= floor * len || most_agree(pattern, steps) {
        return usize::MAX;
    }
    // One more, against rounding.
    (len * (1.0 - floor) + omitted) as usize + 1
}

/// Whether four out of five words of a long quotation agree with the place in order, and three out of four steps.
fn most_agree(pattern: &Pattern, steps: &[Step]) -> bool {
    let same = steps.iter().filter(|step| matches!(step, Step::Same { .. })).count();
    let words = pattern.words.len();
    words >= MANY_WORDS && same * 5 >= words * 4 && same * 4 >= steps.len() * 3
}

/// Whether a step agrees with the source, or is marked as a change.
fn agrees(step: &Step) -> bool {
    matches!(step, Step::Same { .. } | Step::Replaced { .. })
}

/// A place of a run of the quotation's words.
#[derive(Clone, Copy)]
struct Hit {
    position: u32,
    /// The index of the run's first word in the quotation.
    word: u32,
}

/// Stretches of the segment with many runs of the quotation close together, the most promising first.
fn stretches(
    pattern: &Pattern,
    segment: &Words,
    cited: Option<usize>,
    only: bool,
) -> Vec<(usize, usize)> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let plain = |at: usize| pattern.plain(at..at + RUN);
    let windows = hashes.windows(RUN).enumerate().filter(|(at, _)| plain(*at));
    let (words, wanted): (Vec<usize>, Vec<&[u32]>) = windows.unzip();
    let places = segment.standing(&wanted).into_iter();
    let mut runs: Vec<_> = words.into_iter().map(|at| at as u32).zip(places).collect();
    let count = runs.len();
    runs.retain(|(_, places)| !places.is_empty());
    runs.sort_by_key(|(_, places)| places.len());
    let home = cited.map(|d| segment.range(d));
    let mut hits: Vec<Hit> = Vec::new();
    for (word, places) in &runs {
        let all = !only && (hits.is_empty() || hits.len() + places.len() <= MOST_HITS);
        let places = if all {
            places.get(..places.len().min(MOST_HITS)).unwrap_or_default()
        } else {
            home.as_ref().map(|range| within(places, range)).unwrap_or_default()
        };
        hits.extend(places.iter().map(|position| Hit { position: *position, word: *word }));
    }
    hits.sort_unstable_by_key(|h| (h.position, h.word));
    let skipped = pattern.gaps.len() * LONGEST_SKIP + pattern.brackets.len() * 8;
    let reach = hashes.len() + SLACK + skipped;
    let mut ranked = crowds(&hits, hashes.len(), reach, segment);
    ranked.sort_unstable_by_key(|(score, crowd)| (std::cmp::Reverse(*score), crowd.start));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    let best = ranked.first().map_or(0, |r| r.0);
    let least = (count / FEWEST_RUNS).max(best / 2).max(1);
    for (_, crowd) in ranked.into_iter().take_while(|(score, _)| *score >= least) {
        let stretch = stretch(hits.get(crowd).unwrap_or_default(), hashes.len(), segment, skipped);
        if let Some((start, end)) = stretch.map(|found| over_leaps(found, segment))
            && !chosen.iter().any(|(a, b)| start < *b && *a < end)
        {
            chosen.push((start, end));
            if chosen.len() == MOST_WINDOWS {
                break;
            }
        }
    }
    chosen
}

/// The words of a segment at positions `range`, with the interruptions inside; `text` is their document's.
fn window<'a>(segment: &'a Words, text: &'a str, range: Range<usize>) -> Window<'a> {
    let inside = segment.leaps(range.start, range.end).iter().filter(|l| l.from >= range.start);
    let from_start = |l: &Leap| Leap { from: l.from - range.start, to: l.to - range.start };
    Window {
        text,
        leaps: inside.map(from_start).collect(),
        hashes: segment.hashes(range.clone()),
        spans: segment.spans(range),
    }
}

/// For each hit, the earlier hits within reach in the same document, and how many runs of the quotation they cover.
fn crowds(hits: &[Hit], words: usize, reach: usize, segment: &Words) -> Vec<(usize, Range<usize>)> {
    let mut tally = Tally::of(words);
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
            tally.leave(old.word as usize);
            first += 1;
        }
        tally.enter(hit.word as usize);
        document = Some(home);
        found.push((tally.distinct(), first..at + 1));
    }
    found
}

/// A stretch, extended by what a quotation may leap over: a footnote in mid-sentence is not part of the quotation.
fn over_leaps((start, end): (usize, usize), segment: &Words) -> (usize, usize) {
    /// The words of the longest leap that counts; no page has more.
    const LONGEST_LEAP: usize = 1200;
    let home = segment.range(segment.document(start));
    let near = segment.leaps(start, end.saturating_add(LONGEST_LEAP)).iter();
    let long = near.filter(|l| l.from < end && l.to - l.from > SLACK / 2);
    let (before, behind) = long.fold((0, 0), |(before, behind), leap| {
        let words = (leap.to - leap.from).min(LONGEST_LEAP);
        (before.max(if leap.to <= end { words } else { 0 }), behind.max(words))
    });
    (start.saturating_sub(before).max(home.start), (end + behind).min(home.end))
}

/// The stretch around some hits with room for the whole quotation.
fn stretch(hits: &[Hit], words: usize, segment: &Words, skipped: usize) -> Option<(usize, usize)> {
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
