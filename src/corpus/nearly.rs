//! Stretches of words that are those of a short quotation but for one: too few to be found by what they share.

use super::edge::alike;
use std::ops::Range;

/// Fewer words than these are too often a different phrase.
const FEWEST: usize = 3;
/// More words share runs with their place, by which they are found.
const MOST: usize = 8;
/// Words that must agree, and letters that they must have, where the one word that does not is another one altogether.
const AGREEING: usize = 4;
const LETTERS: usize = 18;

/// The stretch of a text that has a quotation's words but for one that is replaced, added or left out; of several the one
/// in which that word is most like. Both are given as the hashes of their words, `ours` and `theirs` tell a word's letters.
/// The work grows with the text.
pub(super) fn stretch(
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
    fn words_that_are_the_same_but_for_one() {
        let words = "now the harbour was emptied before the noon bell and the harbor was closed";
        let hash = |word: &str| word.bytes().fold(7u32, |h, b| h.wrapping_mul(31) + u32::from(b));
        let theirs: Vec<&str> = words.split(' ').collect();
        let text: Vec<u32> = theirs.iter().map(|w| hash(w)).collect();
        let check = |quoted: &str, expected: Option<&str>| {
            let ours: Vec<&str> = quoted.split(' ').collect();
            let hashes: Vec<u32> = ours.iter().map(|w| hash(w)).collect();
            let found = stretch(&hashes, &text, &|q| ours[q].to_owned(), &|s| theirs[s].to_owned());
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
