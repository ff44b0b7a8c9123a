//! Typographic folding: removes what printers, editors and keyboards change without changing a word.
//!
//! Canonical composition (NFC), line ends, soft hyphens and zero-width characters, every kind of space, quotation mark
//! and dash, the ellipsis, ligatures, and words broken at a line end. Two texts that differ in nothing else fold to the
//! same text. The result has an [`OffsetMap`](super::OffsetMap) back to the original.

use super::word::{letters, words};
use super::{Derived, MapBuilder};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Folds a text typographically. Spaces collapse into one and vanish around dashes; single marks become `'`, double
/// ones (also two single ones) `"`, dashes `-`, the ellipsis `...`; a word hyphenated at a line end is joined.
pub fn typographic(text: &str) -> Derived {
    let mut fold = Fold {
        text,
        at: 0,
        same: 0,
        out: String::with_capacity(text.len()),
        map: MapBuilder::default(),
    };
    fold.run();
    Derived { text: fold.out, map: fold.map.finish() }
}

/// Whether a character is dropped: it has no width and no meaning of its own.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Whether a character is a dash longer than the hyphen-minus, or its Unicode twin.
pub fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether a character is a single quotation mark, an apostrophe, or used as one.
pub fn is_single_mark(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}'
            ..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '\u{ff07}'
    )
}

/// Whether a character is a double quotation mark or a guillemet.
pub fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{300c}'..='\u{300f}' | '\u{ff02}')
}

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// The first byte from `at` on that folding may change or drop. Nearly all of a text is letters with single spaces and
/// stops between them, and is skipped here.
fn unchanged(bytes: &[u8], mut at: usize) -> usize {
    while let Some((byte, next)) = bytes.get(at).zip(bytes.get(at + 1)) {
        let same = match byte {
            // A combining mark may follow: they begin at U+0300, so with byte CC.
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => *next < 0xcc,
            b' ' => next.is_ascii_graphic() && *next != b'-',
            b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' => true,
            b'.' => *next != b' ',
            _ => false,
        };
        if !same {
            break;
        }
        at += 1;
    }
    at
}

/// A fold in progress. Bytes `same..at` of the text are read and waiting to be copied unchanged.
struct Fold<'a> {
    text: &'a str,
    at: usize,
    same: usize,
    out: String,
    map: MapBuilder,
}

impl Fold<'_> {
    fn run(&mut self) {
        loop {
            self.at = unchanged(self.text.as_bytes(), self.at);
            let Some(c) = self.peek() else { break };
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' if !self.mark_follows() => self.at += 1,
                'a'..='z' | 'A'..='Z' | '0'..='9' => self.compose(c),
                '-' => self.hyphen(),
                '.' if self.rest().starts_with(". . .") => self.replace(5, "..."),
                _ if c.is_whitespace() || is_invisible(c) => self.space(),
                _ if is_single_mark(c) => self.single(c),
                _ if is_double_mark(c) => self.replace(c.len_utf8(), "\""),
                _ if is_dash(c) => self.dash(),
                '…' => self.replace(c.len_utf8(), "..."),
                _ if c.is_ascii() => self.at += 1,
                _ => match ligature(c) {
                    Some(letters) => self.replace(c.len_utf8(), letters),
                    None => self.compose(c),
                },
            }
        }
        self.flush();
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether the ASCII character here may be followed by a combining mark: these begin at U+0300, so with byte CC.
    fn mark_follows(&self) -> bool {
        self.text.as_bytes().get(self.at + 1).is_some_and(|b| *b >= 0xcc)
    }

    /// Copies the bytes that were read and are unchanged.
    fn flush(&mut self) {
        let pending = self.text.get(self.same..self.at).unwrap_or_default();
        self.out.push_str(pending);
        self.map.same(pending.len());
        self.same = self.at;
    }

    /// Replaces the next `len` bytes with `by`.
    fn replace(&mut self, len: usize, by: &str) {
        if self.text.get(self.at..self.at + len) == Some(by) {
            self.at += len;
            return;
        }
        self.flush();
        self.out.push_str(by);
        self.map.replace(len, by.len());
        self.at += len;
        self.same = self.at;
    }

    /// A single mark; two in a row are a double one.
    fn single(&mut self, c: char) {
        let len = c.len_utf8();
        let doubled = self.rest().get(len..).is_some_and(|rest| rest.starts_with(c));
        if doubled { self.replace(2 * len, "\"") } else { self.replace(len, "'") }
    }

    /// Spaces and invisible characters: nothing if all are invisible, else one space, or a dash among them.
    fn space(&mut self) {
        let (blank, wide) = blanks(self.rest());
        if !wide || (self.rest().starts_with('\u{ad}') && self.inside_word(blank)) {
            self.replace(blank, "");
            return;
        }
        let after = self.rest().get(blank..).unwrap_or_default();
        let dashes = dashes(after);
        let (trailing, spaced) = blanks(after.get(dashes..).unwrap_or_default());
        let long = dashes > 1;
        if dashes > 0 && (long || spaced) {
            self.replace(blank + dashes + trailing, "-");
        } else {
            self.replace(blank, " ");
        }
    }

    /// A hyphen: joins a word broken at a line end; two or three of them are a dash.
    fn hyphen(&mut self) {
        let rest = self.rest();
        let len = dashes(rest);
        if len > 1 {
            return self.dash();
        }
        let after = rest.get(1..).unwrap_or_default();
        let (blank, _) = blanks(after);
        let broken = after.get(..blank).is_some_and(|b| b.contains(['\n', '\r', '\u{c}']));
        if broken && self.inside_word(1 + blank) {
            self.replace(1 + blank, "");
        } else {
            self.at += 1;
        }
    }

    /// Whether lower-case letters precede this place and follow `len` bytes after it.
    fn inside_word(&self, len: usize) -> bool {
        let before = self.text.get(..self.at).and_then(|t| t.chars().next_back());
        let after = self.rest().get(len..).and_then(|t| t.chars().next());
        before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_lowercase)
    }

    fn dash(&mut self) {
        let len = dashes(self.rest());
        let (trailing, _) = self.rest().get(len..).map(blanks).unwrap_or_default();
        self.replace(len + trailing, "-");
    }

    /// A character with its combining marks.
    fn compose(&mut self, c: char) {
        let mut len = c.len_utf8();
        let rest = self.rest();
        for next in rest.chars().skip(1) {
            let joins = is_nfc_quick(std::iter::once(next)) == IsNormalized::Maybe
                || canonical_combining_class(next) != 0;
            if next.is_ascii() || !joins {
                break;
            }
            len += next.len_utf8();
        }
        if len == c.len_utf8() && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes {
            self.at += len;
            return;
        }
        let composed: String = rest.get(..len).unwrap_or_default().nfc().collect();
        self.replace(len, &composed);
    }
}

/// First halves of words that keep a hyphen at a line end: of compounds that are written with one anyway.
const KEEPING_HYPHEN: &[&str] = &[
    "well", "self", "half", "non", "ex", "long", "short", "high", "low", "full", "part", "hard",
    "so", "anti", "pre", "post", "co", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
];

/// A source's words as written into a note: those divided by a line end or a soft hyphen are joined.
pub fn undivided(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((head, behind)) = rest.split_once('-') {
        out.push_str(head);
        let next = behind.trim_start();
        let blank = behind.get(..behind.len() - next.len()).unwrap_or_default();
        let small = out.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase);
        if small && blank.contains(['\n', '\r', '\u{c}']) {
            let first = out.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            if KEEPING_HYPHEN.contains(&first) {
                out.push('-');
            }
            rest = next;
        } else {
            out.push('-');
            rest = behind;
        }
    }
    out.push_str(rest);
    out.retain(|c| c != '\u{ad}');
    out
}

/// The bytes of spaces and invisible characters that `text` begins with, and whether one of them has width.
fn blanks(text: &str) -> (usize, bool) {
    let mut wide = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            wide = true;
        } else if !is_invisible(c) {
            return (at, wide);
        }
    }
    (text.len(), wide)
}

/// The bytes of dashes and hyphens that `text` begins with.
fn dashes(text: &str) -> usize {
    text.find(|c: char| c != '-' && !is_dash(c)).unwrap_or(text.len())
}

/// Folds a text to its content: words in lower case without accents, separated by one space, no punctuation. Only for
/// indexing and comparing, never for display; [`words`] says what a word is.
pub fn content(text: &str) -> Derived {
    let folded = typographic(text);
    let mut out = String::with_capacity(text.len());
    let mut map = MapBuilder::default();
    for word in words(&folded.text) {
        let origin = folded.map.to_origin(word.span);
        let gap = origin.start.saturating_sub(map.origin_len());
        if out.is_empty() {
            map.replace(gap, 0);
        } else {
            map.replace(gap, 1);
            out.push(' ');
        }
        let from = out.len();
        out.extend(letters(word.span.of(&folded.text)));
        map.replace(origin.end.saturating_sub(map.origin_len()), out.len() - from);
    }
    map.drop_to(text.len());
    Derived { text: out, map: map.finish() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(typographic(text).text, folded);
    }

    #[test]
    fn folds_typography() {
        check("“It’s ‘so’ «big»,” \u{2032}n ''all''", "\"It's 'so' \"big\",\" 'n \"all\"");
        check("one – two—three -- four - five-six", "one-two-three-four-five-six");
        check("wait… what . . . and ....", "wait... what ... and ....");
        check("a\u{a0}b \r\n\u{2009} c\u{200b}d\u{feff}", "a b cd");
        check("soft\u{ad}ware ﬁne eﬃcient", "software fine efficient");
        check(
            "govern-\nment, long-\nTerm, pre- and",
            "government, long-\nTerm, pre- and".replace('\n', " ").as_str(),
        );
        check("Cafe\u{301} \u{212b}ngstrom", "Café Ångstrom");
    }

    #[test]
    fn divided_words_are_written_whole() {
        let check = |words: &str, whole: &str| assert_eq!(undivided(words), whole);
        check("the har-\n\x0c   bour was shut", "the harbour was shut");
        check("a well-\nknown quay, half-\r\nshut", "a well-known quay, half-shut");
        check("so\u{ad}ft - and pre-war, 1-\n2", "soft - and pre-war, 1-\n2");
    }

    #[test]
    fn folds_to_content() {
        let text = "“The U.S. isn’t — 4,000 Élysées!”";
        let folded = content(text);
        assert_eq!(folded.text, "the us isnt 4000 elysees");
        let at = folded.text.find("4000").unwrap();
        assert_eq!(folded.map.to_origin(Span::new(at, at + 4)).of(text), "4,000");
        let place = text.find("isn’t").unwrap();
        assert_eq!(
            folded.map.to_derived(Span::new(place, place + "isn’t".len())).of(&folded.text),
            "isnt"
        );
    }

    #[test]
    fn accents_without_a_letter_are_no_words() {
        assert_eq!(content("one \u{616}\u{301} two \u{e34}").text, "one two");
        assert_eq!(content("e\u{301}t\u{e9}").text, "ete");
    }

    /// Maps every character of a text there and back.
    fn lies_over(text: &str, derived: &Derived) -> Result<(), TestCaseError> {
        for (at, c) in derived.text.char_indices() {
            let origin = derived.map.to_origin(Span::new(at, at + c.len_utf8()));
            prop_assert!(
                text.get(origin.start..origin.end).is_some(),
                "{at} in {:?}",
                derived.text
            );
        }
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            let there = derived.map.to_derived(span);
            prop_assert!(derived.text.get(there.start..there.end).is_some());
            if !there.is_empty() {
                prop_assert!(derived.map.to_origin(there).covers(span), "{span:?} by {there:?}");
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn maps_lie_on_characters_both_ways(text in "(\\PC|[“”‘’'. \\-—…\n\u{ad}\u{301}]){0,60}") {
            lies_over(&text, &typographic(&text))?;
            lies_over(&text, &content(&text))?;
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[a-zé“”‘’\", .—…]{0,40}") {
            let once = content(&text).text;
            prop_assert_eq!(&content(&once).text, &once);
        }
    }
}
