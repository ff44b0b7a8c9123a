//! What a web page prints around a text.

use crate::prose::data::WordList;
use crate::text::word::letters;

/// Lines that web pages print around an article, compared as whole lines, in lower case, without final punctuation.
static BOILERPLATE: WordList = WordList::new(include_str!("data/boilerplate.txt"));

/// Bytes of the longest line of [`BOILERPLATE`].
const LONGEST_BOILERPLATE: usize = "your email address will not be published".len();

/// Whether a block belongs to the page instead of the text.
pub(super) fn is_boilerplate(block: &str) -> bool {
    if has_more_letters(block, LONGEST_BOILERPLATE) {
        return false;
    }
    let mut line = String::new();
    let mut lettered = false;
    for word in block.split_whitespace() {
        let before = line.len();
        if before > 0 {
            line.push(' ');
        }
        let start = line.len();
        line.extend(letters(word));
        let new = line.get(start..).unwrap_or_default();
        lettered = lettered || new.contains(char::is_alphabetic);
        if new.is_empty() {
            line.truncate(before);
        }
        if lettered && line.len() > LONGEST_BOILERPLATE {
            return false;
        }
    }
    // A line of only digits or punctuation is a counter, a page number or a rule.
    !lettered || BOILERPLATE.contains(&line)
}

/// Whether a text has more than `most` ASCII letters and digits, including letters. Most blocks are paragraphs, for
/// which a few words decide.
fn has_more_letters(text: &str, most: usize) -> bool {
    let mut count = 0;
    let mut lettered = false;
    text.bytes().filter(u8::is_ascii_alphanumeric).any(|byte| {
        count += 1;
        lettered |= byte.is_ascii_alphabetic();
        lettered && count > most
    })
}
