//! Shingles: runs of three words, of which a few are chosen so that every longer quotation surely has one of them.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003): of each three neighbouring shingles the one with the least hash is
//! chosen. Two texts that share five words in a row share three shingles, so they choose the same one.

use crate::corpus::segment::RUN;
use std::ops::Range;

/// Neighbouring shingles of which one is chosen.
const WINDOW: usize = 3;

/// The hash of a run of words, of their hashes.
#[inline]
pub(super) fn hash(run: &[u32]) -> u64 {
    let mixed = run.iter().fold(0u64, |hash, word| {
        (hash.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The words beside a shingle, a few bits of the hash of each: of the many places of a frequent shingle these tell most of
/// those apart where other words stand around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around(pub(super) u8);

/// Bits of the word before a shingle; as many are of the word behind it.
const BEFORE: u8 = 0xf0;

impl Around {
    /// What stands around the shingle that begins at a word.
    #[inline]
    pub(super) fn of(words: &[u32], at: usize) -> Self {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
        let (before, behind) = (word(at.checked_sub(1)), word(at.checked_add(RUN)));
        Self((before << 4) as u8 | (behind as u8 & !BEFORE))
    }
}

/// What should stand around a shingle of a quotation. Beside its first and its last word anything may stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    around: u8,
    /// The bits that count.
    known: u8,
}

impl Wanted {
    /// Beside the shingle that begins at a word of a quotation; `before` and `behind` say whether the words there count.
    pub(super) fn of(words: &[u32], at: usize, before: bool, behind: bool) -> Self {
        let before = if before && at > 0 { BEFORE } else { 0 };
        let behind = if behind && at + RUN < words.len() { !BEFORE } else { 0 };
        Self { around: Around::of(words, at).0, known: before | behind }
    }

    /// Whether nothing that counts is another.
    #[inline]
    pub(super) fn agrees(self, around: Around) -> bool {
        (around.0 ^ self.around) & self.known == 0
    }

    /// On which sides the word stands that should stand there.
    #[inline]
    pub(super) fn sides(self, around: Around) -> Sides {
        let off = (around.0 ^ self.around) | !self.known;
        Sides(u8::from(off & BEFORE == 0) | u8::from(off & !BEFORE == 0) << 1)
    }

    /// On how many sides another word stands than should, where the right ones stand on `sides`.
    pub(super) fn wrong(self, sides: Sides) -> u32 {
        let known = u32::from(self.known & BEFORE != 0) + u32::from(self.known & !BEFORE != 0);
        known.saturating_sub(sides.0.count_ones())
    }

    /// How many have the right words on which sides. Without a branch, since there may be tens of thousands.
    pub(super) fn counts(self, around: &[u8]) -> [usize; Sides::ALL] {
        let count = |bits: u8| {
            let stands = |around: &u8| u8::from(((around ^ self.around) | !self.known) & bits == 0);
            let sum = |some: &[u8]| some.iter().map(stands).sum::<u8>();
            around.chunks(u8::MAX.into()).map(|some| usize::from(sum(some))).sum::<usize>()
        };
        let (before, behind, both) = (count(BEFORE), count(!BEFORE), count(u8::MAX));
        [around.len() + both - before - behind, before - both, behind - both, both]
    }
}

/// The sides of a shingle on which the word of the quotation stands, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sides(u8);

impl Sides {
    /// How many values there are.
    pub(super) const ALL: usize = 4;

    /// The one of a number below [`Sides::ALL`].
    pub(super) fn of(number: usize) -> Self {
        Self(number as u8 % Self::ALL as u8)
    }

    /// Its number.
    #[inline]
    pub(super) fn number(self) -> usize {
        usize::from(self.0)
    }

    /// The words of the quotation that stand there in a row, with the shingle that begins at a word.
    #[inline]
    pub(super) fn words(self, at: usize) -> Range<usize> {
        at.saturating_sub(usize::from(self.0 & 1))..at + RUN + usize::from(self.0 >> 1)
    }
}

/// The chosen shingles of a quotation: the number of the first word and the hash.
pub(super) fn of_quotation(words: &[u32]) -> Vec<(usize, u64)> {
    let mut found = Vec::new();
    if words.len() >= RUN + WINDOW - 1 {
        choose(words, &mut |at, hash| found.push((at, hash)));
    }
    found
}

/// Chooses shingles of a text: tells the number of the first word and the hash. Of a text that is shorter than a window the
/// least shingle is chosen all the same.
#[inline]
pub(super) fn choose(words: &[u32], chosen: &mut impl FnMut(usize, u64)) {
    let mut hashes = words.array_windows::<RUN>().map(|run| hash(run));
    let (Some(mut before), second) = (hashes.next(), hashes.next()) else { return };
    let Some(mut here) = second else { return chosen(0, before) };
    let mut last = None;
    let mut at = 0;
    for next in hashes {
        // The last of the least, so that a text of one word again and again is not chosen whole.
        let least = if next <= before && next <= here {
            (at + 2, next)
        } else if here <= before {
            (at + 1, here)
        } else {
            (at, before)
        };
        if last != Some(least.0) {
            chosen(least.0, least.1);
            last = Some(least.0);
        }
        (before, here) = (here, next);
        at += 1;
    }
    if at == 0 {
        let least = if here <= before { (1, here) } else { (0, before) };
        chosen(least.0, least.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_text(words: &[u32]) -> Vec<(usize, u64)> {
        let mut found = Vec::new();
        choose(words, &mut |at, hash| found.push((at, hash)));
        found
    }

    proptest! {
        #[test]
        fn five_words_in_a_row_share_a_shingle(
            words in proptest::collection::vec(1u32..40, 5..80), from in 0usize..75,
        ) {
            let from = from.min(words.len() - 5);
            let quoted = of_quotation(&words[from..from + 5]);
            let all = of_text(&words);
            prop_assert!(!quoted.is_empty());
            prop_assert!(quoted.iter().all(|(at, hash)| all.contains(&(at + from, *hash))));
        }
    }

    #[test]
    fn a_short_document_has_one_all_the_same() {
        assert_eq!(of_text(&[1, 2, 3]).len(), 1);
        assert_eq!(of_text(&[1, 2, 3, 4]).len(), 1);
        assert_eq!(of_text(&[1, 2]).len(), 0);
        assert_eq!(of_quotation(&[1, 2, 3]).len(), 0);
    }
}
