//! The addresses of pages, and of the pages that a saved or archived one is a copy of.

/// Whether an address is one on the web.
pub(super) fn absolute(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// The address in a comment of a program that saves pages: `url: https://…`, `saved from url=(0023)https://…`.
pub(super) fn saved_from(comment: &str) -> Option<&str> {
    let (_, rest) = comment.split_once("saved from url=").or(comment.split_once("url:"))?;
    let rest = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |it| it.1);
    rest.split_whitespace().next()
}

/// The address of the page that an archive holds a copy of:
/// `https://web.archive.org/web/20130405000000/https://a.example/b` is `https://a.example/b`.
pub(super) fn unwrapped(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://web.archive.org/web/") else { return address };
    match rest.split_once('/') {
        Some((date, original)) if date.starts_with(|c: char| c.is_ascii_digit()) => original,
        _ => address,
    }
}
