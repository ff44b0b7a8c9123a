//! A stream of XML: elements by their local names, and text. Prefixes of namespaces are conventions that documents
//! keep; entities of a document type are never expanded.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::{BufReader, Read};

/// The deepest nesting of elements that is read.
const MAX_DEPTH: usize = 1 << 11;

/// A document being read.
#[derive(Debug)]
pub(super) struct Xml<R> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    depth: usize,
    is_broken: bool,
}

/// What a document consists of. An element without content is a start and an end.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The innermost element ends.
    End,
    /// Characters; none in place of a comment.
    Text(Cow<'a, str>),
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Element<'a>(BytesStart<'a>);

impl<R: Read> Xml<R> {
    /// A document in UTF-8.
    pub(super) fn new(document: R) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, document));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        // A missing end tag is an error only at the end of the document: no word is lost by it.
        config.check_end_names = false;
        Self { reader, buffer: Vec::new(), depth: 0, is_broken: false }
    }

    /// The next node; `None` at the end of the document, or where it is broken.
    pub(super) fn next(&mut self) -> Option<Node<'_>> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(start)) if self.depth < MAX_DEPTH => {
                self.depth += 1;
                Some(Node::Start(Element(start)))
            }
            Ok(Event::End(_)) => {
                self.depth = self.depth.saturating_sub(1);
                Some(Node::End)
            }
            Ok(Event::Text(text)) => Some(Node::Text(text.into_inner())),
            Ok(Event::CData(text)) => Some(Node::Text(text.into_inner())),
            Ok(Event::GeneralRef(entity)) => Some(Node::Text(resolved(&entity))),
            Ok(Event::Eof) => {
                self.is_broken |= self.depth > 0;
                None
            }
            Ok(Event::Start(_) | Event::Empty(_)) | Err(_) => {
                self.is_broken = true;
                None
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {
                Some(Node::Text(Cow::Borrowed("")))
            }
        }
    }

    /// Whether the document ended before its last element did.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }
}

/// The character of a reference: `&amp;`, `&#8212;`. Nothing for an entity that a document type would define.
fn resolved(entity: &BytesRef<'_>) -> Cow<'static, str> {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => Cow::Owned(c.to_string()),
        Ok(None) => Cow::Borrowed(resolve_predefined_entity(entity).unwrap_or_default()),
        Err(_) => Cow::Borrowed(""),
    }
}

impl<'a> Element<'a> {
    /// Its name without the prefix of its namespace.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The prefix of its namespace, or nothing.
    pub(super) fn prefix(&self) -> &str {
        self.0.name().prefix().map(|prefix| prefix.into_inner()).unwrap_or_default()
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten();
        let found = found.into_iter().find(|found| found.key.local_name().into_inner() == name)?;
        let value = found.value;
        Some(match unescape(&value) {
            Ok(Cow::Borrowed(_)) | Err(_) => value,
            Ok(Cow::Owned(value)) => Cow::Owned(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The nodes of a document, written out, and whether it is broken.
    fn nodes(document: &str) -> (String, bool) {
        let mut xml = Xml::new(document.as_bytes());
        let mut written = String::new();
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) => {
                    written.extend(["(", element.name()]);
                    written.extend(element.attribute("id").iter().flat_map(|id| ["#", id]));
                }
                Node::End => written.push(')'),
                Node::Text(text) => written.push_str(&text),
            }
        }
        (written, xml.is_broken())
    }

    #[test]
    fn elements_and_characters_are_read() {
        let read = nodes(
            "<?xml version='1.0'?><w:p x:id='a&amp;b'>R<!-- - -->u<b/>&#233;&lt;<![CDATA[<i>]]></w:p>",
        );
        assert_eq!(read, ("(p#a&bRu(b)é<<i>)".to_owned(), false));
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>";
        let read = nodes(&format!("{bomb}<p id='&b;'>&b;&f;&nbsp;R&amp;D & so</p>"));
        assert_eq!(read, ("(p#&b;R&D & so)".to_owned(), false));
    }

    #[test]
    fn a_broken_document_is_read_up_to_the_break() {
        assert_eq!(nodes("<p><b>Ruiz"), ("(p(bRuiz".to_owned(), true));
        assert_eq!(nodes("<p>Ruiz<b"), ("(pRuiz".to_owned(), true));
        let deep = nodes(&"<p>".repeat(1 << 20));
        assert_eq!(deep, ("(p".repeat(MAX_DEPTH), true));
    }
}
