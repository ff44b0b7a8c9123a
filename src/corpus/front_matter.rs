//! Front matter: what the writer of a text file says of it in lines of keys and values above the text.

use super::authors;
use super::dateline::iso_date;
use super::source::Metadata;

/// The front matter of a text and the byte where it ends.
pub(super) fn matter(text: &str) -> Option<(&str, usize)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let inner = text.get(fence.len()..)?;
    let inner = inner.strip_prefix('\n').or_else(|| inner.strip_prefix("\r\n"))?;
    let start = text.len() - inner.len();
    let end = inner.find(&format!("\n{fence}"))?;
    Some((inner.get(..end)?, start + end + 4))
}

/// Title, date, author and publisher from front matter: lines `key: value` between two lines of dashes, or `key = value`
/// between two of plus signs.
pub(super) fn front_matter(text: &str) -> Metadata {
    let mut found = Metadata::default();
    let mut listed = Vec::new();
    let mut lists_authors = false;
    for line in matter(text).map_or("", |(inner, _)| inner).lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ").filter(|_| lists_authors) {
            listed.push(item);
            continue;
        }
        let mark = if text.starts_with('+') { '=' } else { ':' };
        let Some((key, value)) = line.split_once(mark) else { continue };
        let key = key.trim().to_ascii_lowercase();
        let raw = value.trim();
        let value = raw.trim_matches(['"', '\'']).to_owned();
        lists_authors = value.is_empty() && matches!(key.as_str(), "author" | "authors");
        if value.is_empty() {
            continue;
        }
        match key.as_str() {
            "title" => found.title = Some(value),
            "date" | "published" => found.date = iso_date(&value),
            "author" | "authors" | "by" => found.author = authors::authors(raw),
            "publisher" | "source" | "site" => found.publisher = Some(value),
            _ => {}
        }
    }
    found.author = found.author.or_else(|| authors::authors(&listed.join(", ")));
    found
}
