//! Where in a stored segment a quotation may stand: stretches of its texts, which are then searched like any other text.
//!
//! An index names candidates only. Each is read from the stored text, and what is found there is what counts.

use super::stored::Stored;
use crate::corpus::alignment::LONGEST_SKIP;
use crate::corpus::pattern::Pattern;
use crate::corpus::search::MOST_HITS;
use crate::corpus::segment::{RUN, Words};
use crate::corpus::tally::Tally;
use crate::text::Span;

/// Stretches read for one exact search, at most: as a quotation of frequent words only has thousands.
const MOST_EXACT: usize = 400;
/// Documents read for a quotation that is too short for shingles, at most.
const MOST_SHORT: usize = 64;
/// Stretches that are aligned for one approximate search, at most.
const MOST_NEAR: usize = 16;
/// Bytes by which a stretch is longer than twice the quotation, on each side: for what the folding takes away.
const SLACK: usize = 256;
/// Bytes of a word with the space behind it, rather more than less.
const WORD: usize = 8;

/// Stretches of a segment, read.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Stretches<'a> {
    pub(in crate::corpus) words: Words,
    pub(in crate::corpus) texts: Vec<&'a str>,
    /// For each stretch, the number of its document in the segment.
    pub(in crate::corpus) documents: Vec<usize>,
}

/// A stretch of one document: its number, and bytes of its text.
type Stretch = (usize, Span);

/// Stretches that may have all words of a quotation in order, the cited document's among them.
pub(in crate::corpus) fn exact<'a>(
    stored: &'a Stored,
    pattern: &Pattern,
    cited: Option<usize>,
) -> Stretches<'a> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let chosen = super::shingles::chosen(&hashes, false);
    let run = |at: usize| stored.places(hashes.get(at..at + RUN).unwrap_or_default());
    let mut runs: Vec<_> = chosen.iter().map(|(at, _)| (*at, run(*at))).collect();
    runs.sort_by_key(|(_, places)| places.len());
    let Some(&(word, places)) = runs.first() else { return short(stored, &hashes, cited) };
    let home = cited.map(|number| stored.range(number)).unwrap_or_default();
    let all = places.within(home).chain(places.iter());
    let near = |place: &usize| {
        // The next rarest run must stand near too, which is seen without a look at the text.
        let reach = 2 * pattern.folded.text.len() + SLACK;
        runs.get(1).is_none_or(|(_, others)| {
            others.within(place.saturating_sub(reach)..place + reach).next().is_some()
        })
    };
    let found = all.filter(near).take(MOST_EXACT);
    let found = found.filter_map(|place| around(stored, pattern, place, word, 0)).collect();
    read(stored, found, false)
}

/// A stretch around a place at which the word of that number of a quotation stands.
fn around(
    stored: &Stored,
    pattern: &Pattern,
    place: usize,
    word: usize,
    more: usize,
) -> Option<Stretch> {
    let (document, at) = stored.document(place)?;
    let first = pattern.words.first()?.span.start;
    let last = pattern.words.last()?.span.end;
    let here = pattern.words.get(word)?.span.start;
    let before = 2 * here.saturating_sub(first) + SLACK + more;
    let behind = 2 * last.saturating_sub(here) + SLACK + more;
    Some((document, Span::new(at.saturating_sub(before), at + behind)))
}

/// The documents that have all words of a quotation of fewer than five.
fn short<'a>(stored: &'a Stored, hashes: &[u32], cited: Option<usize>) -> Stretches<'a> {
    let found = having_all(stored, hashes).into_iter().take(MOST_SHORT).map(|n| n as usize);
    let whole = |n: usize| (n, Span::new(0, stored.range(n).len()));
    read(stored, cited.into_iter().chain(found).map(whole).collect(), false)
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

/// Stretches in which many runs of a quotation stand near each other, and the cited document as a whole. `only` leaves
/// all others out.
pub(in crate::corpus) fn near<'a>(
    stored: &'a Stored,
    pattern: &Pattern,
    cited: Option<usize>,
    only: bool,
) -> Stretches<'a> {
    let mut found: Vec<Stretch> = Vec::new();
    found.extend(cited.map(|n| (n, Span::new(0, stored.range(n).len()))));
    if !only {
        found.extend(crowds(stored, pattern));
    }
    read(stored, found, true)
}

fn crowds(stored: &Stored, pattern: &Pattern) -> Vec<Stretch> {
    let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
    let plain = |at: usize| pattern.plain(at..at + RUN);
    let windows = hashes.windows(RUN).enumerate().filter(|(at, _)| plain(*at));
    let mut runs: Vec<_> = windows.map(|(at, run)| (at, stored.places(run))).collect();
    runs.retain(|(_, places)| places.len() > 0);
    runs.sort_by_key(|(_, places)| places.len());
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for (word, places) in &runs {
        if !hits.is_empty() && hits.len() + places.len() > MOST_HITS {
            break;
        }
        hits.extend(places.iter().take(MOST_HITS).map(|place| (place, *word)));
    }
    hits.sort_unstable();
    let skipped = (pattern.gaps.len() * LONGEST_SKIP + pattern.brackets.len() * 8) * WORD;
    let reach = 2 * pattern.folded.text.len() + SLACK + skipped;
    // For each hit, how many runs of the quotation stand within reach before it.
    let mut tally = Tally::of(hashes.len());
    let mut first = 0;
    let mut ranked: Vec<(usize, usize, usize)> = Vec::with_capacity(hits.len());
    for (at, (place, word)) in hits.iter().enumerate() {
        while let Some((_, word)) = hits.get(first).filter(|(old, _)| old + reach < *place) {
            tally.leave(*word);
            first += 1;
        }
        tally.enter(*word);
        ranked.push((tally.distinct(), first, at));
    }
    ranked.sort_unstable_by_key(|(score, first, at)| (std::cmp::Reverse(*score), *first, *at));
    let mut found: Vec<Stretch> = Vec::new();
    for (_, _, at) in ranked {
        let Some(stretch) =
            hits.get(at).and_then(|(place, word)| around(stored, pattern, *place, *word, reach))
        else {
            continue;
        };
        let known = |s: &Stretch| s.0 == stretch.0 && s.1.overlaps(stretch.1);
        if !found.iter().any(known) {
            found.push(stretch);
            if found.len() == MOST_NEAR {
                break;
            }
        }
    }
    found
}

/// Reads stretches, those that overlap as one.
fn read(stored: &Stored, mut wanted: Vec<Stretch>, interrupted: bool) -> Stretches<'_> {
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
        let Some(text) = stored.text(document) else { continue };
        let quoted = if interrupted { stored.quoted(document) } else { vec![Span::default()] };
        stretches.words.push(text, cut(text, span), &quoted);
        stretches.texts.push(text);
        stretches.documents.push(document);
    }
    stretches.words.sort();
    stretches
}

/// The stretch widened to where the folding of a text may begin and end anew: between two plain words with one space.
fn cut(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let plain = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let apart =
        |at: &usize| bytes.get(*at) == Some(&b' ') && plain(at + 1) && plain(at.wrapping_sub(1));
    let start = (1..=span.start.min(bytes.len())).rev().find(apart).map_or(0, |at| at + 1);
    let end = (span.end..bytes.len()).find(apart).unwrap_or(bytes.len());
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cut_text_folds_as_it_does_in_the_whole(
            text in "([a-d]{1,3}|[0-9]|[.,'“”-]|  ?|\n|\u{ad}|é){0,60}", from in 0usize..60, to in 0usize..60,
        ) {
            let ends = (from.min(to).min(text.len()), from.max(to).min(text.len()));
            let stretch = cut(&text, Span::new(ends.0, ends.1));
            let whole = fold::typographic(&text);
            let part = fold::typographic(stretch.of(&text)).text;
            let there = whole.map.to_derived(stretch);
            prop_assert_eq!(part, there.of(&whole.text));
        }
    }
}
