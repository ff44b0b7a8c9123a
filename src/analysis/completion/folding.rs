//! Folds words for comparison with what is typed: letters and digits in lower case, words separated by one space.

/// The words of a text as they are compared: letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a character separates words: white space, and punctuation set without any.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '—' | '–' | '…')
}

/// The bytes at which the words of a text begin.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let starts = !inside && c.is_alphanumeric();
        inside = (inside || starts) && !parts(c);
        starts.then_some(at)
    })
}

/// Letters and digits in lower case, words separated by one space.
pub(super) fn folded(text: &str) -> String {
    folded_chars(text).collect()
}

/// The characters of [`folded`].
pub(super) fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    let mut apart = false;
    let mut begun = false;
    text.chars().flat_map(move |c| {
        let space = if c.is_alphanumeric() {
            let space = apart && begun;
            (apart, begun) = (false, true);
            space.then_some(' ')
        } else {
            apart |= parts(c);
            None
        };
        let letters = c.is_alphanumeric().then(|| c.to_lowercase());
        space.into_iter().chain(letters.into_iter().flatten())
    })
}

/// Whether the folded text begins with `typed`, which is already folded.
pub(super) fn begins(text: &str, typed: &str) -> bool {
    let mut letters = folded_chars(text);
    typed.chars().all(|c| letters.next() == Some(c))
}

/// The byte of `text` after `count` words, where the next one begins; its end when there are no more.
pub(super) fn after_words(text: &str, count: usize) -> usize {
    word_starts(text).nth(count).unwrap_or(text.len())
}

/// The first eight bytes and the next eight, ordered so that equal prefixes are adjacent.
pub(super) fn keys(folded: impl Iterator<Item = char>) -> (u64, u64) {
    let mut bytes = [0; 16];
    let mut buffer = [0; 4];
    let mut filled = 0;
    for c in folded {
        for byte in c.encode_utf8(&mut buffer).bytes() {
            if let Some(place) = bytes.get_mut(filled) {
                *place = byte;
            }
            filled += 1;
        }
        if filled >= bytes.len() {
            break;
        }
    }
    let both = u128::from_be_bytes(bytes);
    ((both >> 64) as u64, both as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_alike_stands_together() {
        let key = |text: &str| keys(folded_chars(text));
        assert!(key("We have") < key("we have waited"));
        assert_eq!(key("We, have—long"), key("“We have long"));
        assert!(key("élan vital") > key("zebra"));
        assert_eq!(folded("  The “U.S.” — didn’t go"), "the us didnt go");
        assert_eq!(after_words("The “U.S.” — didn’t go", 2), "The “U.S.” — ".len());
        assert!(begins("The “U.S.” — didn’t", "the us d"));
    }
}
