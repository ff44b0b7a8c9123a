//! Whole words in a text, and names at word boundaries.

use crate::text::Span;

/// The next run of letters and digits.
pub(crate) fn next_word(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    // ASCII bytes, nearly all of a text, need no decoding.
    let character = |at: usize| -> Option<(bool, usize)> {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric(), 1));
        }
        let c = text.get(at..)?.chars().next()?;
        Some((c.is_alphanumeric(), c.len_utf8()))
    };
    let start = loop {
        match character(at)? {
            (true, _) => break at,
            (false, len) => at += len,
        }
    };
    while let Some((true, len)) = character(at) {
        at += len;
    }
    Some(Span::new(start, at))
}

/// Whether no letter or digit adjoins it on either side.
pub(crate) fn whole_words(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The item with the longest name that matches whole words at `from`; items are sorted by name.
pub(crate) fn longest_from<'p, T>(
    text: &str,
    from: usize,
    named: &'p [T],
    name: impl Fn(&T) -> &str,
) -> Option<&'p T> {
    let mut rest = text.as_bytes().get(from..)?;
    loop {
        // Every name that the text begins with is a prefix of the last name that sorts before the text.
        let behind = named.partition_point(|one| name(one).as_bytes() <= rest);
        let last = named.get(behind.checked_sub(1)?)?;
        let mut same = name(last).bytes().zip(rest).take_while(|(a, b)| a == *b).count();
        if same == name(last).len() {
            if whole_words(text, Span::new(from, from + same)) {
                return Some(last);
            }
            same = same.checked_sub(1)?;
        }
        rest = rest.get(..same)?;
    }
}

/// Whether a name in the words for a speaker is complete, given what follows. “Weiss, the mayor” and “Weiss of Lund”
/// are Weiss; the “Weiss Foundation”, a “Weiss aide” and “Weiss’s office” are not.
pub fn ends_name(behind: &str) -> bool {
    if behind.starts_with(['’', '\'', '-']) {
        return false;
    }
    let Some(rest) = behind.strip_prefix(' ') else { return true };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() || ON_WITH.contains(&word)
}

/// Words that continue a phrase about the person just named.
const ON_WITH: &[&str] = &[
    "of", "from", "at", "in", "for", "on", "with", "who", "himself", "herself", "and", "then",
    "also",
];
