//! Conversion between the protocol and the core: addresses and paths, positions and byte offsets.

use super::protocol::{Error, ErrorCode, Position, Range, TextDocumentContentChangeEvent, Url};
use super::readable;
use crate::text::{Edit, Encoding, Span, Text};
use std::path::{Path, PathBuf};

/// The path of a document; for a readable document, that of its source. One that is not a file (`untitled:Untitled-1`) gets its whole address as a pseudo path,
/// which no file can have because it is not absolute.
pub(super) fn path(url: &Url) -> PathBuf {
    if let Some(source) = readable::source_of(url) {
        return source;
    }
    match url.scheme() {
        "file" => url.to_file_path().unwrap_or_else(|()| PathBuf::from(url.as_str())),
        _ => PathBuf::from(url.as_str()),
    }
}

/// The address of a path or pseudo path; `None` for a relative path, which no document has.
pub(super) fn url(path: &Path) -> Option<Url> {
    if path.is_absolute() {
        return Url::from_file_path(path).ok();
    }
    path.to_str().and_then(|address| Url::parse(address).ok())
}

/// A byte offset in the client's units.
pub(super) fn position(text: &Text, offset: usize, encoding: Encoding) -> Position {
    let position = text.position(offset, encoding);
    Position::new(position.line, position.column)
}

/// A byte span in the client's units.
pub(super) fn range(text: &Text, span: Span, encoding: Encoding) -> Range {
    Range::new(position(text, span.start, encoding), position(text, span.end, encoding))
}

/// A client's position as a byte offset; out of range clamps.
pub(super) fn offset(text: &Text, position: Position, encoding: Encoding) -> usize {
    text.offset(place(position), encoding)
}

/// A client's range as a byte span; out of range clamps, and an inverted one is reversed.
pub(super) fn span(text: &Text, range: Range, encoding: Encoding) -> Span {
    let (a, b) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
    Span::new(a.min(b), a.max(b))
}

/// The changes of one notification, in order.
pub(super) fn edits(changes: Vec<TextDocumentContentChangeEvent>) -> Vec<Edit> {
    let edit = |change: TextDocumentContentChangeEvent| Edit {
        range: change.range.map(|r| (place(r.start), place(r.end))),
        text: change.text,
    };
    changes.into_iter().map(edit).collect()
}

fn place(position: Position) -> crate::text::Position {
    crate::text::Position::new(position.line, position.character)
}

/// The answer to a valid request that cannot be fulfilled: the protocol's `RequestFailed`, with a message for the user.
pub(super) fn refused(why: &str) -> Error {
    const REQUEST_FAILED: i64 = -32803;
    let message = why.to_owned().into();
    Error { message, ..Error::new(ErrorCode::ServerError(REQUEST_FAILED)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_the_way_there_and_back() {
        for name in ["/w/a b.md", "/w/a[1].md", "/w/100%.md", "/w/ä/文.md", "/w/a#b?c.md"] {
            let there = url(Path::new(name)).expect(name);
            assert_eq!(path(&there), Path::new(name), "{there}");
        }
    }

    #[test]
    fn raw_and_escaped_addresses_name_the_same_file() {
        for address in ["file:///w/a[1] b.md", "file:///w/a%5B1%5D%20b.md"] {
            assert_eq!(path(&Url::parse(address).unwrap()), Path::new("/w/a[1] b.md"));
        }
    }

    #[test]
    fn a_document_without_a_file_keeps_its_address() {
        let address = Url::parse("untitled:Untitled-1").unwrap();
        let pseudo = path(&address);
        assert!(!pseudo.is_absolute());
        assert_eq!(url(&pseudo), Some(address));
    }

    #[test]
    fn a_relative_path_has_no_address() {
        assert_eq!(url(Path::new("notes/a.md")), None);
    }
}
