//! Finds quotations too short to share runs with their place: all words in another order, or all but one.

use super::edge::alike;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The fewest words: with fewer, the match is too often a different phrase.
const FEWEST: usize = 3;

/// The first stretch of a text with exactly the quotation's words, in any order: the index of its first word. Both are
/// given as hashes of words. The cost grows with the text.
pub(super) fn in_another_order(quoted: &[u32], text: &[u32]) -> Option<usize> {
    if quoted.len() < FEWEST || text.len() < quoted.len() {
        return None;
    }
    // How many of each word the quotation has more than the stretch; `apart` counts the words for which that is not 0.
    let mut missing: FxHashMap<u32, i32> = FxHashMap::default();
    for word in quoted {
        *missing.entry(*word).or_default() += 1;
    }
    let mut apart = missing.len();
    let mut take = |word: u32, by: i32| {
        if let Some(count) = missing.get_mut(&word) {
            let was = *count;
            *count += by;
            match (was, *count) {
                (0, _) => apart += 1,
                (_, 0) => apart -= 1,
                _ => {}
            }
        }
        apart
    };
    for (at, word) in text.iter().enumerate() {
        if let Some(left) = at.checked_sub(quoted.len()).and_then(|old| text.get(old)) {
            take(*left, 1);
        }
        if take(*word, -1) == 0 {
            return Some(at + 1 - quoted.len());
        }
    }
    None
}

/// More words than this share runs with their place, and are found by those.
const MOST: usize = 8;
/// The words that must agree, and their letters, when the one that does not is an entirely different word.
const AGREEING: usize = 4;
const LETTERS: usize = 18;

/// The stretch of a text with all words of a quotation but one, which is replaced, added or left out; of several, the
/// one in which that word is most alike. Both are given as hashes of words; `ours` and `theirs` return a word's
/// letters. The cost grows with the text.
pub(super) fn all_but_one(
    quoted: &[u32],
    text: &[u32],
    ours: &dyn Fn(usize) -> String,
    theirs: &dyn Fn(usize) -> String,
) -> Option<Range<usize>> {
    let count = quoted.len();
    if !(FEWEST..=MOST).contains(&count) || quoted.is_empty() {
        return None;
    }
    let letters: Vec<usize> = (0..count).map(|q| ours(q).len()).collect();
    let all: usize = letters.iter().sum();
    let mut best: Option<(bool, Range<usize>)> = None;
    for start in 0..text.len() {
        for len in [count, count + 1, count - 1] {
            let Some(there) = text.get(start..start + len) else { continue };
            let head = quoted.iter().zip(there).take_while(|(a, b)| a == b).count();
            let tail =
                quoted.iter().rev().zip(there.iter().rev()).take_while(|(a, b)| a == b).count();
            if head + tail + 1 < count.max(len) || head.max(tail) >= count.min(len) && len != count
            {
                continue;
            }
            let near = len == count && alike(&ours(head), &theirs(start + head));
            let apart = letters.get(head).copied().filter(|_| len <= count).unwrap_or(0);
            let agreeing = count - usize::from(len <= count);
            if (near || (agreeing >= AGREEING && all - apart >= LETTERS))
                && best.as_ref().is_none_or(|(was, _)| near && !was)
            {
                best = Some((near, start..start + len));
            }
        }
    }
    best.map(|(_, range)| range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_another_order() {
        let text = [7, 1, 9, 3, 2, 1, 2, 8];
        assert_eq!(in_another_order(&[1, 2, 3], &text), Some(3));
        assert_eq!(in_another_order(&[1, 2, 2, 3], &text), Some(3));
        assert_eq!(in_another_order(&[8, 2, 1], &text), Some(5));
        assert_eq!(in_another_order(&[1, 1, 2], &text), None);
        assert_eq!(in_another_order(&[2, 1], &text), None, "two words are too few");
        assert_eq!(in_another_order(&[1, 2, 3], &[1, 2]), None);
    }

    #[test]
    fn words_that_are_the_same_but_for_one() {
        let words = "now the harbour was emptied before the noon bell and the harbor was closed";
        let hash = |word: &str| word.bytes().fold(7u32, |h, b| h.wrapping_mul(31) + u32::from(b));
        let theirs: Vec<&str> = words.split(' ').collect();
        let text: Vec<u32> = theirs.iter().map(|w| hash(w)).collect();
        let check = |quoted: &str, expected: Option<&str>| {
            let ours: Vec<&str> = quoted.split(' ').collect();
            let hashes: Vec<u32> = ours.iter().map(|w| hash(w)).collect();
            let found =
                all_but_one(&hashes, &text, &|q| ours[q].to_owned(), &|s| theirs[s].to_owned());
            assert_eq!(found.map(|r| theirs[r].join(" ")).as_deref(), expected, "{quoted}");
        };
        check("before the noom", Some("before the noon"));
        check("before the dawn", None);
        check("before the evening bell and", None);
        check("harbour was emptied before the dawn", Some("harbour was emptied before the noon"));
        check("quay was emptied before the noon", Some("harbour was emptied before the noon"));
        check("harbour was drained before the noon", Some("harbour was emptied before the noon"));
        check(
            "harbour was emptied before noon bell",
            Some("harbour was emptied before the noon bell"),
        );
        check("the harbur was closed", Some("the harbor was closed"));
    }
}
