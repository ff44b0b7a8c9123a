//! Bare URLs in running text, which Markdown leaves alone and a reader of prose must not see.

use crate::text::Span;
use memchr::memmem;

/// The URLs in `text`, in order: with a scheme, or beginning with `www.`.
pub(super) fn urls(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let signs = ["://", "www."].into_iter();
    for (at, sign) in
        signs.flat_map(|sign| memmem::find_iter(text.as_bytes(), sign).map(move |at| (at, sign)))
    {
        let taken = found.iter().rev().take(2).any(|f| f.contains(at));
        let Some(start) = start(text, at, sign).filter(|_| !taken) else { continue };
        let rest = text.get(at + sign.len()..).unwrap_or_default();
        let len = rest.find(|c: char| c.is_whitespace() || "<>\"“”«»".contains(c));
        let url = rest.get(..len.unwrap_or(rest.len())).unwrap_or_default();
        let url = url.trim_end_matches(|c: char| ".,;:!?'’)]*_".contains(c));
        if !url.is_empty() {
            found.push(Span::new(start, at + sign.len() + url.len()));
        }
    }
    found.sort();
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

/// The start of the URL with its sign at `at`, if that is the start of a word.
fn start(text: &str, at: usize, sign: &str) -> Option<usize> {
    let before = text.get(..at)?;
    if sign == "www." {
        return (!before.ends_with(|c: char| c.is_alphanumeric() || c == '/')).then_some(at);
    }
    let scheme = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '+').len();
    (scheme < at && !before.get(..scheme)?.ends_with(char::is_alphanumeric)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = urls(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_them_without_the_punctuation_behind() {
        check(
            "See https://example.org/a?b=“c”, or (www.example.org).",
            &["https://example.org/a?b=", "www.example.org"],
        );
        check("https://www.example.org/@ann.", &["https://www.example.org/@ann"]);
        check("a :// b, ://, awww.no, http://", &[]);
    }
}
