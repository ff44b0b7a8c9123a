//! In how many characters two stretches of text differ.

/// Characters of the longer of two texts up to which their distance is counted.
const LONGEST: usize = 200;

/// Edit distance in characters; for long texts, where nothing depends on it, their greater length.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let longer = a.chars().count().max(b.chars().count());
    if longer > LONGEST { longer } else { strsim::levenshtein(a, b) }
}

/// What the [`distance`] of the contents of two texts is at least, told without folding them: as many letters as one has
/// more often than the other must be put in, taken out or replaced. 0 where folding may make other letters of them.
pub(super) fn least_distance(a: &str, b: &str) -> usize {
    // Brackets may hold `[sic]`, which counts as nothing.
    let plain = |text: &str| text.is_ascii() && !text.contains('[');
    if !plain(a) || !plain(b) {
        return 0;
    }
    let mut more = [0i32; 128];
    let mut count = |text: &str, by: i32| {
        for byte in text.bytes().filter(u8::is_ascii_alphanumeric) {
            if let Some(more) = more.get_mut(usize::from(byte.to_ascii_lowercase())) {
                *more += by;
            }
        }
    };
    count(a, 1);
    count(b, -1);
    let (mut put_in, mut taken_out) = (0, 0);
    for more in more {
        put_in += more.max(0);
        taken_out += (-more).max(0);
    }
    put_in.max(taken_out) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[test]
    fn a_distance_is_the_fewest_characters_put_in_taken_out_or_replaced() {
        assert_eq!(distance("the old bridge", "the new bridge"), 3);
        assert_eq!(distance("", "bridge"), 6);
        assert_eq!(distance("a bridge", "a bridges"), 1);
        let long = "word ".repeat(50);
        assert_eq!(distance(&long, "word"), long.len());
    }

    #[test]
    fn the_least_distance_tells_texts_of_other_letters_apart() {
        assert_eq!(least_distance("the old bridge", "The, old-bridge"), 0);
        assert_eq!(least_distance("cat", "dog"), 3);
        assert_eq!(least_distance("cat", "[dog]"), 0);
        assert_eq!(least_distance("cat", "dög"), 0);
    }

    proptest! {
        #[test]
        fn the_least_distance_is_no_more_than_the_distance(
            a in "([a-dA-D0-3]{1,4}|[ .,'$%\\[\\]\n-]|é|ﬁ|“){0,30}",
            b in "([a-dA-D0-3]{1,4}|[ .,'$%\\[\\]\n-]|é|ﬁ|“){0,30}",
        ) {
            let content = |text: &str| fold::content(text).text;
            prop_assert!(least_distance(&a, &b) <= distance(&content(&a), &content(&b)));
        }
    }
}
