//! The words of an unfolded text, with the same result as folding it and splitting that into words, in one pass.
//!
//! Nearly all of a text is ASCII words between single spaces, which folding does not change. Anything else is folded
//! and split by [`fold`] and [`word`], from the last place before it to the first after it where folding may begin
//! anew: between two plain words with one space.

use super::run::{eight, letters_first};
use super::{Span, fold, word};

/// Adds the words of a text: hashes to `hashes`, and to `spans` their first byte and one past their last.
///
/// A text of 4 GB or more has no words: places are 32 bits wide.
pub fn scan(text: &str, hashes: &mut Vec<u32>, spans: &mut Vec<(u32, u32)>) {
    if u32::try_from(text.len()).is_err() {
        return;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    // Where folding last began anew, and how many words had been found before.
    let mut anew = (0, spans.len());
    while let Some(byte) = bytes.get(at) {
        let found = match class(*byte) {
            Class::Letter => {
                let next = eight(bytes, at);
                let count = letters_first(next);
                // Most words are short and followed by a space.
                if count < 8 && (next >> (8 * count)) as u8 == b' ' {
                    hashes.push(word::Hash::of_few(lowered(next, count)));
                    spans.push((at as u32, at as u32 + count));
                    at += count as usize + 1;
                    continue;
                }
                plain_word(bytes, at, next, count)
            }
            Class::Sign => {
                let mut hash = word::Hash::default();
                hash.eat(u64::from(*byte), 1);
                Some((at + 1, hash.finish()))
            }
            Class::Between => {
                at += 1;
                continue;
            }
            Class::Odd => match mark(bytes, at) {
                Mark::Other => None,
                _ => {
                    at += MARK;
                    continue;
                }
            },
        };
        match found {
            Some((end, hash)) => {
                hashes.push(hash);
                spans.push((at as u32, end as u32));
                at = end;
            }
            None => {
                let end =
                    (at + 1..bytes.len()).find(|i| may_begin(bytes, *i)).unwrap_or(bytes.len());
                let from = if may_begin(bytes, at) {
                    at
                } else {
                    // The last word at which folding may begin is read again, with everything after it.
                    let plain = spans.get(anew.1..).unwrap_or_default();
                    let last = plain.iter().rposition(|word| may_begin(bytes, word.0 as usize));
                    let again = plain.len() - last.unwrap_or_default();
                    let from = last.and_then(|last| plain.get(last)).map(|word| word.0 as usize);
                    hashes.truncate(hashes.len() - again);
                    spans.truncate(spans.len() - again);
                    from.unwrap_or(anew.0)
                };
                slowly(text, Span::new(from, end), hashes, spans);
                at = end;
                anew = (at, spans.len());
            }
        }
    }
}

/// Whether folding may begin anew at a byte: between two plain words with one space.
pub fn may_begin(text: &[u8], at: usize) -> bool {
    let plain = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    at >= 2 && text.get(at - 1) == Some(&b' ') && plain(at) && plain(at - 2)
}

fn slowly(text: &str, stretch: Span, hashes: &mut Vec<u32>, spans: &mut Vec<(u32, u32)>) {
    let folded = fold::typographic(stretch.of(text));
    for word in word::words(&folded.text) {
        let Span { start, end } = folded.map.to_origin(word.span).shift(stretch.start);
        hashes.push(word.hash);
        spans.push((start as u32, end as u32));
    }
}

/// What a byte means to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// An ASCII letter or digit.
    Letter,
    /// A word of its own.
    Sign,
    /// Not a word, and unchanged by folding.
    Between,
    /// Anything else.
    Odd,
}

#[inline]
fn class(byte: u8) -> Class {
    const CLASSES: [Class; 256] = {
        let mut classes = [Class::Between; 256];
        let mut byte = 0;
        while byte < 256 {
            classes[byte] = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
                b'$' | b'%' => Class::Sign,
                b'[' | 0x80.. => Class::Odd,
                _ => Class::Between,
            };
            byte += 1;
        }
        classes
    };
    CLASSES[usize::from(byte)]
}

/// A mark of three bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Joins a word, like an apostrophe.
    Single,
    /// Separates words: a double mark, a dash, an ellipsis.
    Between,
    /// Not such a mark.
    Other,
}

/// The bytes of such a mark.
const MARK: usize = 3;

/// The mark that begins at a byte.
fn mark(bytes: &[u8], at: usize) -> Mark {
    match bytes.get(at..at + MARK) {
        Some([0xe2, 0x80, 0x98..=0x9b]) => Mark::Single,
        Some([0xe2, 0x80, 0x90..=0x95 | 0x9c..=0x9f | 0xa6]) => Mark::Between,
        _ => Mark::Other,
    }
}

/// The first `count` of eight bytes, all ASCII letters and digits, in lower case.
#[inline]
fn lowered(eight: u64, count: u32) -> u64 {
    // Digits have that bit anyway.
    (eight | 0x2020_2020_2020_2020) & u64::MAX.checked_shr(64 - 8 * count).unwrap_or_default()
}

/// The end and the hash of the word that begins at an ASCII letter or digit; `None` if this is not enough to tell.
/// `next` are the eight bytes there, of which the first `count` are letters and digits.
fn plain_word(bytes: &[u8], at: usize, mut next: u64, mut count: u32) -> Option<(usize, u32)> {
    let number = bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut hash, mut end) = (word::Hash::default(), at);
    loop {
        loop {
            hash.eat(lowered(next, count), count);
            end += count as usize;
            if count < 8 {
                break;
            }
            next = eight(bytes, end);
            count = letters_first(next);
        }
        let digits =
            |next: &u8| next.is_ascii_digit() && bytes.get(end - 1).is_some_and(u8::is_ascii_digit);
        let (glue, joins) = match bytes.get(end) {
            Some(b'\'' | b'`') => (1, true),
            Some(b'.') => match bytes.get(end + 1) {
                Some(next) if digits(next) => {
                    if number {
                        hash.eat(u64::from(b'.'), 1);
                    }
                    (1, true)
                }
                // Letters with stops: possibly an abbreviation.
                Some(next) if next.is_ascii_alphanumeric() => return None,
                _ => (1, false),
            },
            Some(b',') => (1, bytes.get(end + 1).is_some_and(digits)),
            // Possibly a word broken at a line end.
            Some(b'-') if bytes.get(end + 1).is_some_and(u8::is_ascii_whitespace) => return None,
            Some(b'-') => (1, false),
            Some(b'[') => return None,
            Some(0x80..) => match mark(bytes, end) {
                Mark::Single => (MARK, true),
                Mark::Between => (MARK, false),
                Mark::Other => return None,
            },
            _ => break,
        };
        // What follows the mark may vanish, or be a letter.
        match bytes.get(end + glue) {
            Some(behind) if joins && behind.is_ascii_alphanumeric() => end += glue,
            Some(0x80..) if mark(bytes, end + glue) == Mark::Other => return None,
            Some(b'\x0b') => return None,
            _ => break,
        }
        next = eight(bytes, end);
        count = letters_first(next);
    }
    Some((end, hash.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str) {
        let (mut hashes, mut spans) = (vec![7], vec![(1, 1)]);
        scan(text, &mut hashes, &mut spans);
        let (mut slow, mut places) = (vec![7], vec![(1, 1)]);
        slowly(text, Span::new(0, text.len()), &mut slow, &mut places);
        assert_eq!((hashes, spans), (slow, places), "{text:?}");
    }

    #[test]
    fn words_are_those_of_the_folded_text() {
        for text in [
            "",
            "Nobody came.",
            "“Don’t,” she said — ‘not at $4,000.5 or 5.5%…’",
            "the some-\nthing of U.S. and E.U troops",
            "a [t]here b want[ed] c [sic] d",
            "naïve co\u{ad}operation in the ﬁrst place of it",
            "one\u{200b}two three four 4.\u{200b}5 six",
            "it’\u{301}s 'tis o''clock rock’’n roll",
            "Kerry 东京都 said so in the town",
            "a . . . b 4. . . 5 c…d",
        ] {
            check(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn any_text_has_the_words_of_its_folded_text(
            text in "([a-d]{1,3}|[A-D]|[0-9]|[.,'`“”’‘\"$%\\[\\]-]| | |  |\n|\r|\t|\u{b}|\u{c}|\u{ad}|\u{200b}|é|e\u{301}|\u{301}|—|–|…|‐|ﬁ|東|£|\u{a0}){0,60}",
        ) {
            check(&text);
        }

        #[test]
        fn any_characters_at_all(text in "\\PC{0,40}") {
            check(&text);
        }
    }
}
