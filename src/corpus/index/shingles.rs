//! Shingles: runs of three words, a few of which are chosen so that every longer quotation is sure to have one.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003): of every three adjacent shingles the one with the least hash is
//! chosen. Two texts that share five words in a row share three shingles, so they choose the same one.

use crate::corpus::segment::RUN;
use std::ops::Range;

/// Adjacent shingles, of which one is chosen.
const WINDOW: usize = 3;

/// The hash of a run of words, from their hashes.
#[inline]
pub(super) fn hash(run: &[u32]) -> u64 {
    let mixed = run.iter().fold(0u64, |hash, word| {
        (hash.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The words next to a shingle, a few bits of the hash of each: these rule out most of a common shingle's places, where
/// other words are around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Neighbours(pub(super) u8);

/// The bits of the word before a shingle; the word after it has as many.
const BEFORE: u8 = 0xf0;

impl Neighbours {
    /// The neighbours of the shingle that begins at a word.
    #[inline]
    pub(super) fn of(words: &[u32], at: usize) -> Self {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
        let (before, behind) = (word(at.checked_sub(1)), word(at.checked_add(RUN)));
        Self((before << 4) as u8 | (behind as u8 & !BEFORE))
    }
}

/// The expected neighbours of a quotation's shingle. Before its first word and after its last, anything goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExpectedNeighbours {
    around: u8,
    /// The bits that count.
    known: u8,
}

impl ExpectedNeighbours {
    /// For the shingle that begins at a word of a quotation; `before` and `behind` say whether the words there count.
    pub(super) fn of(words: &[u32], at: usize, before: bool, behind: bool) -> Self {
        let before = if before && at > 0 { BEFORE } else { 0 };
        let behind = if behind && at + RUN < words.len() { !BEFORE } else { 0 };
        Self { around: Neighbours::of(words, at).0, known: before | behind }
    }

    /// Accepts places without a wrong word that counts.
    pub(super) fn agreeing(self) -> NeighbourFilter {
        let wanted =
            usize::from(self.known & BEFORE != 0) | usize::from(self.known & !BEFORE != 0) << 1;
        self.picked(|sides| sides.number() == wanted)
    }

    /// Accepts places with the right words on certain sides.
    pub(super) fn picked(self, sides: impl Fn(Sides) -> bool) -> NeighbourFilter {
        let mask = |number| if sides(Sides::of(number)) { u8::MAX } else { 0 };
        NeighbourFilter { wanted: self, sides: std::array::from_fn(mask) }
    }

    /// The sides with the expected word.
    #[inline]
    pub(super) fn sides(self, around: Neighbours) -> Sides {
        let off = (around.0 ^ self.around) | !self.known;
        Sides(u8::from(off & BEFORE == 0) | u8::from(off & !BEFORE == 0) << 1)
    }

    /// The number of sides with a wrong word, when `sides` have the right one.
    pub(super) fn wrong(self, sides: Sides) -> u32 {
        let known = u32::from(self.known & BEFORE != 0) + u32::from(self.known & !BEFORE != 0);
        known.saturating_sub(sides.0.count_ones())
    }

    /// How many places have the right words on which sides. Without branches, since there may be tens of thousands.
    pub(super) fn counts(self, around: &[u8]) -> [usize; Sides::ALL] {
        // As many as a byte can count, in whole registers.
        const COUNTED: usize = 192;
        let count = |bits: u8| {
            let stands = |around: &u8| u8::from(((around ^ self.around) | !self.known) & bits == 0);
            let sum = |some: &[u8]| some.iter().map(stands).sum::<u8>();
            around.chunks(COUNTED).map(|some| usize::from(sum(some))).sum::<usize>()
        };
        let (before, behind, both) = (count(BEFORE), count(!BEFORE), count(u8::MAX));
        [around.len() + both - before - behind, before - both, behind - both, both]
    }
}

/// Selects shingles by the words around them.
#[derive(Clone, Copy, Debug)]
pub(super) struct NeighbourFilter {
    wanted: ExpectedNeighbours,
    /// For each [`Sides`], all bits or none.
    sides: [u8; Sides::ALL],
}

impl NeighbourFilter {
    /// Not 0 if accepted. Written in terms that processors have for many bytes at a time.
    #[inline]
    pub(super) fn holds(self, around: Neighbours) -> u8 {
        let off = (around.0 ^ self.wanted.around) | !self.wanted.known;
        let mask = |right| if right { u8::MAX } else { 0 };
        let (before, behind) = (mask(off & BEFORE == 0), mask(off & !BEFORE == 0));
        let [neither, first, second, both] = self.sides;
        let without = (before & first) | (!before & neither);
        let with = (before & both) | (!before & second);
        (behind & with) | (!behind & without)
    }

    /// The indexes of the accepted ones, in order. A few dozen of tens of thousands may be, so many are skipped at a
    /// time.
    pub(super) fn of(self, around: &[u8]) -> impl Iterator<Item = usize> {
        let (blocks, rest) = around.as_chunks::<AT_A_TIME>();
        let mut last = [0; AT_A_TIME];
        last.iter_mut().zip(rest).for_each(|(slot, around)| *slot = *around);
        let there = (1 << rest.len()) - 1;
        let blocks = blocks.iter().map(move |block| self.bits(block));
        let blocks = blocks.chain(std::iter::once_with(move || self.bits(&last) & there));
        let (mut blocks, mut first, mut bits) = (blocks.enumerate(), 0, 0u32);
        std::iter::from_fn(move || {
            while bits == 0 {
                let (number, of_this) = blocks.next()?;
                (first, bits) = (number * AT_A_TIME, of_this);
            }
            let number = first + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            Some(number)
        })
    }

    /// A bit for each, the first one lowest: whether it is accepted.
    #[inline]
    fn bits(self, block: &[u8; AT_A_TIME]) -> u32 {
        let mut picked = [0; AT_A_TIME];
        for (slot, around) in picked.iter_mut().zip(block) {
            *slot = self.holds(Neighbours(*around));
        }
        let (eights, _) = picked.as_chunks::<8>();
        eights.iter().rev().fold(0, |bits, eight| {
            // Each byte is all ones or none. The product has the lowest bit of each in its highest byte, in order.
            let ones = u64::from_le_bytes(*eight) & 0x0101_0101_0101_0101;
            bits << 8 | (ones.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
        })
    }
}

/// How many are examined together.
const AT_A_TIME: usize = 32;

/// The sides of a shingle on which the quotation's word agrees too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sides(u8);

impl Sides {
    /// The number of values.
    pub(super) const ALL: usize = 4;

    /// The value with an index below [`Sides::ALL`].
    pub(super) fn of(number: usize) -> Self {
        Self(number as u8 % Self::ALL as u8)
    }

    /// Its index.
    #[inline]
    pub(super) fn number(self) -> usize {
        usize::from(self.0)
    }

    /// The words of the quotation that agree in a row, including the shingle that begins at a word.
    #[inline]
    pub(super) fn words(self, at: usize) -> Range<usize> {
        at.saturating_sub(usize::from(self.0 & 1))..at + RUN + usize::from(self.0 >> 1)
    }
}

/// The chosen shingles of a quotation: the index of the first word and the hash.
pub(super) fn of_quotation(words: &[u32]) -> Vec<(usize, u64)> {
    let mut chosen = Winnowed::default();
    if words.len() >= RUN + WINDOW - 1 {
        chosen.choose(words);
    }
    chosen.all()
}

/// The chosen shingles of a text. Reuses its buffers for each text.
#[derive(Debug, Default)]
pub(super) struct Winnowed {
    /// The hash of each shingle, with two zeros before the first and after the last: no window extends beyond them,
    /// since nothing is less.
    hashes: Vec<u64>,
    /// The indexes of the first words of the chosen ones; only the first `count` are valid.
    numbers: Vec<u32>,
    count: usize,
}

impl Winnowed {
    /// Chooses the shingles of a text. One shorter than a window gets its least shingle all the same.
    pub(super) fn choose(&mut self, words: &[u32]) {
        self.hashes.clear();
        self.hashes.reserve(words.len() + 2 * WINDOW);
        self.hashes.extend([0; WINDOW - 1]);
        for run in words.array_windows::<RUN>() {
            self.hashes.push(hash(run));
        }
        let found = self.hashes.len() + 1 - WINDOW;
        if self.numbers.len() < found {
            self.numbers.resize(found, 0);
        }
        if found < WINDOW {
            let shingles = self.hashes.iter().skip(WINDOW - 1).zip(0..);
            let least = shingles.min_by_key(|(hash, number)| (**hash, std::cmp::Reverse(*number)));
            self.count = usize::from(least.is_some());
            self.numbers.iter_mut().zip(least).for_each(|(slot, (_, number))| *slot = number);
            return;
        }
        self.hashes.extend([0; WINDOW - 1]);
        // Whether one is chosen is random, so instead of a branch that would be mispredicted, each is written, and kept
        // if chosen.
        self.count = 0;
        for (number, [a, b, here, c, d]) in (0..).zip(self.hashes.array_windows()) {
            if let Some(slot) = self.numbers.get_mut(self.count) {
                *slot = number;
            }
            // The last minimum of a window, so that a text of one repeated word does not keep every shingle.
            let (not_more, less) = (here <= b, here < c);
            let chosen = (less & (here < d)) | (not_more & less) | (not_more & (here <= a));
            self.count += usize::from(chosen);
        }
    }

    /// The indexes of the first words of the chosen ones, in order.
    #[inline]
    pub(super) fn numbers(&self) -> &[u32] {
        self.numbers.get(..self.count).unwrap_or_default()
    }

    /// The hash of the shingle that begins at a word.
    #[inline]
    pub(super) fn hash(&self, number: u32) -> u64 {
        self.hashes.get(number as usize + WINDOW - 1).copied().unwrap_or_default()
    }

    /// The index of the first word and the hash of each, in order.
    fn all(&self) -> Vec<(usize, u64)> {
        self.numbers().iter().map(|number| (*number as usize, self.hash(*number))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_text(words: &[u32]) -> Vec<(usize, u64)> {
        let mut chosen = Winnowed::default();
        chosen.choose(words);
        chosen.all()
    }

    proptest! {
        #[test]
        fn the_last_of_the_least_of_each_window_is_chosen(
            words in proptest::collection::vec(1u32..6, 5..80),
        ) {
            let hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
            let last_least = |(start, window): (usize, &[u64])| {
                let least = window.iter().min()?;
                Some(start + window.iter().rposition(|hash| hash == least)?)
            };
            let mut expected: Vec<usize> =
                hashes.windows(WINDOW).enumerate().filter_map(last_least).collect();
            expected.dedup();
            let found: Vec<usize> = of_text(&words).into_iter().map(|(at, _)| at).collect();
            prop_assert_eq!(found, expected);
        }

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

    proptest! {
        #[test]
        fn those_are_picked_that_are_picked_one_by_one(
            around in proptest::collection::vec(0u8..4, 0..100), known in 0u8..4, sides in 0usize..16,
        ) {
            let around: Vec<u8> = around.iter().map(|n| (n >> 1) << 4 | (n & 1)).collect();
            let known = [0, BEFORE, !BEFORE, u8::MAX].get(usize::from(known)).copied().unwrap_or_default();
            let wanted = ExpectedNeighbours { around: 0x10, known };
            let picked = wanted.picked(|each| sides >> each.number() & 1 == 1);
            let one_by_one = |around: &u8| sides >> wanted.sides(Neighbours(*around)).number() & 1 == 1;
            let expected: Vec<usize> = (0..around.len()).filter(|n| one_by_one(&around[*n])).collect();
            prop_assert_eq!(picked.of(&around).collect::<Vec<_>>(), expected);
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
