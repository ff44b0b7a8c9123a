//! A page as a tree of elements and text, in one array in the order of the page.
//!
//! An element's content follows it up to its `end`, so a walk is a loop, and nothing recurses.

use super::tag::Tag;
use std::ops::Range;

/// The most nodes that are kept: more than the largest page in one file has, and 400 MB.
const MAX_NODES: usize = 12 << 20;

/// The most bytes that are kept of the value of an attribute. A picture written into one is longer.
const MAX_VALUE: usize = 2_048;

/// The most comments that are kept.
const MAX_COMMENTS: usize = 16;

/// Words of comments that say where a page was saved from.
const MARKS_OF_SAVING: &[&str] = &["url:", "saved from url", "FILE ARCHIVED ON"];

/// The attributes that are kept.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "cite",
    "class",
    "content",
    "datetime",
    "epub:type",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "open",
    "property",
    "rel",
    "role",
    "start",
    "style",
    "title",
    "type",
    "value",
    "xml:lang",
];

/// An element, or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// An element; its attributes begin at this index.
    Element {
        /// Its name.
        tag: Tag,
        /// The index of the first of its attributes.
        attributes: u32,
    },
    /// Text: bytes of the tree's text.
    Text {
        /// The first byte.
        start: u32,
        /// The byte after the last.
        end: u32,
    },
}

/// The elements and the text of a page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// For each node the index after its last descendant.
    ends: Vec<u32>,
    /// The element, the index of the name in `ATTRIBUTES`, and the bytes of `values`.
    attributes: Vec<(u32, u8, u32, u32)>,
    values: String,
    text: String,
    /// Comments that say where a page was saved from.
    pub(super) comments: Vec<String>,
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Tree {
    /// The number of nodes; the index after the last.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether no more nodes are taken.
    pub(super) fn is_full(&self) -> bool {
        self.nodes.len() >= MAX_NODES
    }

    /// The node at an index.
    pub(super) fn node(&self, at: usize) -> Option<Node> {
        self.nodes.get(at).copied()
    }

    /// The index after the last descendant of a node.
    pub(super) fn end(&self, at: usize) -> usize {
        self.ends.get(at).map_or(self.len(), |end| *end as usize)
    }

    /// The element at an index.
    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        match self.node(at)? {
            Node::Element { tag, .. } => Some(tag),
            Node::Text { .. } => None,
        }
    }

    /// The name of the element at an index; empty if it is text or unknown.
    pub(super) fn name(&self, at: usize) -> &'static str {
        self.tag(at).map_or("", Tag::name)
    }

    /// The text at an index.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        match self.node(at)? {
            Node::Text { start, end } => self.text.get(start as usize..end as usize),
            Node::Element { .. } => None,
        }
    }

    /// All text in an element, as it is.
    pub(super) fn content(&self, at: usize) -> impl Iterator<Item = &str> {
        (at..self.end(at)).filter_map(|node| self.text(node))
    }

    /// The indexes of the elements in a range of nodes.
    pub(super) fn elements(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        range.filter(|at| matches!(self.node(*at), Some(Node::Element { .. })))
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        let Node::Element { attributes, .. } = self.node(at)? else { return None };
        let own = self.attributes.get(attributes as usize..)?;
        let mut own = own.iter().take_while(|(element, ..)| *element as usize == at);
        let (.., start, end) =
            own.find(|(_, key, ..)| ATTRIBUTES.get(usize::from(*key)).is_some_and(|k| *k == name))?;
        self.values.get(*start as usize..*end as usize)
    }

    /// Adds an element, which ends at once.
    pub(super) fn push_element(&mut self, tag: Tag) -> usize {
        let attributes = short(self.attributes.len());
        self.nodes.push(Node::Element { tag, attributes });
        self.ends.push(short(self.nodes.len()));
        self.nodes.len() - 1
    }

    /// Gives an attribute to the last element, unless it is of no use or there.
    pub(super) fn push_attribute(&mut self, name: &[u8], value: &str) {
        let at = self.nodes.len().saturating_sub(1);
        let known = ATTRIBUTES.iter().position(|key| key.as_bytes() == name);
        let Some(key) = known.and_then(|key| u8::try_from(key).ok()) else { return };
        let there =
            self.attributes.iter().rev().take_while(|(element, ..)| *element as usize == at);
        if there.map(|(_, key, ..)| key).any(|there| *there == key) {
            return;
        }
        let start = self.values.len();
        self.values.push_str(value.get(..value.floor_char_boundary(MAX_VALUE)).unwrap_or_default());
        self.attributes.push((short(at), key, short(start), short(self.values.len())));
    }

    /// Keeps a comment if it says where the page was saved from.
    pub(super) fn push_comment(&mut self, comment: &str) {
        if self.comments.len() < MAX_COMMENTS
            && MARKS_OF_SAVING.iter().any(|it| comment.contains(it))
        {
            self.comments.push(comment.to_owned());
        }
    }

    /// Adds text.
    pub(super) fn push_text(&mut self, text: &str) {
        let start = short(self.text.len());
        self.text.push_str(text);
        self.nodes.push(Node::Text { start, end: short(self.text.len()) });
        self.ends.push(short(self.nodes.len()));
    }

    /// Ends an element after all that was added.
    pub(super) fn close(&mut self, at: usize) {
        let end = short(self.nodes.len());
        if let Some(own) = self.ends.get_mut(at) {
            *own = end;
        }
    }
}
