//! Shingles: runs of three words, of which a few are chosen so that every longer quotation surely has one of them.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003): of each three neighbouring shingles the one with the least hash is
//! chosen. Two texts that share five words in a row share three shingles, so they choose the same one.

use crate::corpus::segment::RUN;

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

/// The chosen shingles of a text: the number of the first word and the hash. `whole` says that the text is a document;
/// of a shorter one than a window the least shingle is chosen all the same.
pub(super) fn chosen(words: &[u32], whole: bool) -> Vec<(usize, u64)> {
    let hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
    let mut found: Vec<(usize, u64)> = Vec::with_capacity(hashes.len() / 2 + 1);
    let size = if whole { WINDOW.min(hashes.len()).max(1) } else { WINDOW };
    for (start, window) in hashes.windows(size).enumerate() {
        let (at, hash) = least(window);
        if found.last().is_none_or(|(last, _)| *last != start + at) {
            found.push((start + at, hash));
        }
    }
    found
}

/// The last of the least, so that a text of one word again and again is not chosen whole; with its place among them.
#[inline]
fn least(window: &[u64]) -> (usize, u64) {
    match *window {
        // As most are, and without a loop.
        [a, b, c] if c <= a && c <= b => (2, c),
        [a, b, _] if b <= a => (1, b),
        [a, _, _] => (0, a),
        _ => {
            let all = window.iter().copied().enumerate();
            all.reduce(|a, b| if b.1 <= a.1 { b } else { a }).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn five_words_in_a_row_share_a_shingle(
            words in proptest::collection::vec(1u32..40, 5..80), from in 0usize..75,
        ) {
            let from = from.min(words.len() - 5);
            let quoted = chosen(&words[from..from + 5], false);
            let all = chosen(&words, true);
            prop_assert!(!quoted.is_empty());
            prop_assert!(quoted.iter().all(|(at, hash)| all.contains(&(at + from, *hash))));
        }
    }

    #[test]
    fn a_short_document_has_one_all_the_same() {
        assert_eq!(chosen(&[1, 2, 3], true).len(), 1);
        assert_eq!(chosen(&[1, 2], true).len(), 0);
        assert_eq!(chosen(&[1, 2, 3], false).len(), 0);
    }
}
