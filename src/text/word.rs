//! Words of a typographically folded text, and their content: without case, accents and inner marks.

use super::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A word of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the folded text.
    pub span: Span,
    /// A hash of its content, never 0: equal for words that differ only in case, accents or inner marks.
    pub hash: u32,
    /// Whether part of it, but not all, is in brackets: `[t]here`, `want[ed]`.
    pub bracketed: bool,
}

/// The words of a text that [`typographic`](super::fold::typographic) folded.
///
/// A word is a run of letters and digits with what joins it inside: an apostrophe (`don't`), the full stops of an
/// abbreviation (`U.S`), the points and commas of a number (`4,000`), brackets around a part. A currency or per cent
/// sign is a word of its own, and so is each character of a script without spaces between words.
pub fn words(folded: &str) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = folded.get(at..)?;
        let found = rest.char_indices().find_map(|(i, c)| {
            let here = rest.get(i..)?;
            let (len, bracketed) = word_at(here, c)?;
            // Accents without a letter are no word: nothing would be left to compare.
            let content = c.is_ascii_alphanumeric() || here.get(..len).is_some_and(has_content);
            content.then_some((at + i, len, bracketed))
        });
        let (start, len, bracketed) = found?;
        at = start + len;
        let span = Span::new(start, at);
        Some(Word { span, hash: hash(span.of(folded)), bracketed })
    })
}

/// The content of a word: its letters and digits in lower case, without accents, and a decimal point.
pub fn letters(word: &str) -> impl Iterator<Item = char> {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    word.chars().flat_map(move |c| {
        let (plain, other) = if c.is_ascii() {
            let kept = c.is_ascii_alphanumeric() || is_sign(c) || (number && c == '.');
            (kept.then(|| c.to_ascii_lowercase()), None)
        } else {
            (None, Some(c.nfd().filter(|d| !is_combining_mark(*d)).flat_map(char::to_lowercase)))
        };
        plain.into_iter().chain(other.into_iter().flatten())
    })
}

/// The hash of a word's content, never 0.
pub fn hash(word: &str) -> u32 {
    let mut hash = Hash::default();
    if word.is_ascii() {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        let kept = |b: &u8| {
            b.is_ascii_alphanumeric() || matches!(b, b'$' | b'%') || (number && *b == b'.')
        };
        word.bytes().filter(kept).for_each(|b| hash.eat(u64::from(b.to_ascii_lowercase()), 1));
    } else {
        for c in letters(word) {
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(|b| hash.eat(u64::from(b), 1));
        }
    }
    hash.finish()
}

/// The hash of a word's content, being built. Bytes are taken in groups of eight, however they arrive.
#[derive(Debug)]
pub(super) struct Hash {
    state: u64,
    /// Bytes waiting until there are eight, the first lowest, and the number of their bits.
    waiting: u64,
    bits: u32,
}

impl Default for Hash {
    fn default() -> Self {
        Self { state: 0xcbf2_9ce4_8422_2325, waiting: 0, bits: 0 }
    }
}

impl Hash {
    /// Takes up to eight bytes, the first lowest, zeros above the last.
    #[inline]
    pub(super) fn eat(&mut self, bytes: u64, count: u32) {
        self.waiting |= bytes << self.bits;
        let bits = self.bits + 8 * count;
        if bits >= 64 {
            self.stir();
            self.waiting = bytes.checked_shr(64 - self.bits).unwrap_or_default();
        }
        self.bits = bits % 64;
    }

    /// The hash of up to seven bytes, the first lowest: as [`Hash::eat`] and [`Hash::finish`] make it.
    #[inline]
    pub(super) fn of_few(bytes: u64) -> u32 {
        Self { waiting: bytes, ..Self::default() }.finish()
    }

    #[inline]
    fn stir(&mut self) {
        let mixed = (self.state ^ self.waiting).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.state = mixed ^ (mixed >> 32);
    }

    /// The hash of everything taken.
    #[inline]
    pub(super) fn finish(mut self) -> u32 {
        self.stir();
        let mixed = self.state.wrapping_mul(0xd6e8_feb8_6659_fd93);
        ((mixed >> 32) as u32).max(1)
    }
}

fn has_content(word: &str) -> bool {
    letters(word).next().is_some()
}

/// The length in bytes of the word at the start of `text`, whose first character is `first`, and whether it has
/// brackets.
fn word_at(text: &str, first: char) -> Option<(usize, bool)> {
    if is_sign(first) || is_unspaced(first) {
        return Some((first.len_utf8(), false));
    }
    let mut bracketed = false;
    let mut len = 0;
    if first == '[' {
        len = bracket(text).filter(|n| text.get(*n..).is_some_and(goes_on))?;
        bracketed = true;
    } else if !is_letter(first) {
        return None;
    }
    let mut before = bracketed.then_some('x');
    let mut single = true;
    loop {
        let rest = text.get(len..).unwrap_or_default();
        // Most words are only ASCII letters.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if let Some(last) = run.checked_sub(1).and_then(|i| rest.as_bytes().get(i)) {
            single = run == 1 && before.is_none_or(|b| !is_letter(b));
            before = Some(char::from(*last));
            len += run;
            continue;
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        let next = chars.next();
        if is_letter(c) && !is_unspaced(c) {
            single = before.is_none_or(|b| !is_letter(b));
            len += c.len_utf8();
        } else if c == '[' && before.is_some() && bracket(rest).is_some() {
            bracketed = true;
            len += bracket(rest).unwrap_or_default();
        } else if holds(before, c, next, single, chars.next()) {
            len += c.len_utf8();
        } else {
            break;
        }
        before = Some(c);
    }
    Some((len, bracketed))
}

/// Whether a mark between two characters joins a word. `single`: the letter before it is alone.
fn holds(
    before: Option<char>,
    mark: char,
    next: Option<char>,
    single: bool,
    then: Option<char>,
) -> bool {
    let (Some(before), Some(next)) = (before, next) else { return false };
    match mark {
        '\'' => is_letter(before) && is_letter(next),
        ',' => before.is_ascii_digit() && next.is_ascii_digit(),
        '.' if before.is_ascii_digit() => next.is_ascii_digit(),
        '.' => {
            single && before.is_alphabetic() && next.is_alphabetic() && !then.is_some_and(is_letter)
        }
        _ => false,
    }
}

/// The length of a bracket of only letters at the start of `text`.
fn bracket(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let len = inner.find(|c: char| !is_letter(c))?;
    (len > 0 && inner.get(len..)?.starts_with(']')).then_some(len + 2)
}

/// Whether a bracketed beginning is followed by the rest of its word: `[t]here`, `[i]'ve`.
fn goes_on(text: &str) -> bool {
    text.strip_prefix('\'').unwrap_or(text).starts_with(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || canonical_combining_class(c) != 0))
}

/// Whether a character is a currency or per cent sign: a word of its own.
pub fn is_sign(c: char) -> bool {
    matches!(c, '$' | '%' | '£' | '€' | '¥' | '₽' | '₩' | '₹')
}

/// Scripts without spaces between words: each character counts as a word, so that three are indexed together. Han,
/// kana, Thai, Lao, Khmer, Myanmar.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}
