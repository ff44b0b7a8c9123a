//! A stretch of words that are those of a quotation in another order.

use rustc_hash::FxHashMap;

/// Two words in another order are too often a different phrase.
const FEWEST: usize = 3;

/// The first stretch of a text that has exactly the quotation's words, in whatever order: the number of its first word.
/// Both are given as the hashes of their words. The work grows with the text.
pub(super) fn stretch(quoted: &[u32], text: &[u32]) -> Option<usize> {
    if quoted.len() < FEWEST || text.len() < quoted.len() {
        return None;
    }
    // How many of each word the quotation has more than the stretch; `apart` counts the words of which it is not none.
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

#[cfg(test)]
mod tests {
    use super::stretch;

    #[test]
    fn words_in_another_order() {
        let text = [7, 1, 9, 3, 2, 1, 2, 8];
        assert_eq!(stretch(&[1, 2, 3], &text), Some(3));
        assert_eq!(stretch(&[1, 2, 2, 3], &text), Some(3));
        assert_eq!(stretch(&[8, 2, 1], &text), Some(5));
        assert_eq!(stretch(&[1, 1, 2], &text), None);
        assert_eq!(stretch(&[2, 1], &text), None, "two words are too few");
        assert_eq!(stretch(&[1, 2, 3], &[1, 2]), None);
    }
}
