//! Links to files: their targets, and whether their words are text or a key.

use super::markup::Link;
use crate::text::Span;

/// The file that a link leads to, and the fragment after `#`; none for the web, mail, images and places in the same
/// note.
pub(super) fn file(link: &Link) -> Option<(&str, &str)> {
    let (path, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
    let path = if link.wiki { path.trim_start_matches('@') } else { path };
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+')
    });
    (!path.trim().is_empty() && !scheme && !path.starts_with("//")).then_some((path, fragment))
}

/// The span of the path in a link; the whole link if the path is elsewhere (a reference link) or written differently.
pub(super) fn key_span(text: &str, link: &Link, path: &str) -> Span {
    let source = link.origin.of(text);
    let found = if link.wiki { source.find(path) } else { source.rfind(path) };
    found.map_or(link.origin, |i| {
        Span::new(link.origin.start + i, link.origin.start + i + path.len())
    })
}

/// The file name that a link leads to, without extension.
pub(super) fn file_name(link: &str) -> String {
    let last = link.rsplit(['/', '\\']).next().unwrap_or(link);
    let name = percent_encoding::percent_decode_str(last).decode_utf8_lossy();
    name.rsplit_once('.').map_or(&*name, |(stem, _)| stem).to_owned()
}

/// Whether the words of a link are its target's name or a prefix of it, and not text: “000”, “001_5aee”.
pub(super) fn is_key(words: &str, path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let numbered = words.bytes().any(|b| b.is_ascii_digit() || b == b'_');
    !words.is_empty() && numbered && !words.contains(char::is_whitespace) && name.starts_with(words)
}
