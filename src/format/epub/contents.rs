//! The table of contents of a book and its list of printed pages: as a page, or as an NCX in older books.

use crate::format::archive::resolve;
use crate::format::xml::{Element, Node, Xml};
use percent_encoding::percent_decode_str;
use std::io::Read;

/// The most entries that are read.
const MAX_ENTRIES: usize = 1 << 15;

/// The longest title, in bytes.
const MAX_TITLE: usize = 1 << 10;

/// A place in a book: the name of a page in small letters, and the identifier of an element or nothing.
pub(super) type Target = (String, String);

/// Where a reference in a part leads.
pub(super) fn target(from: &str, href: &str) -> Target {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let path = if path.is_empty() { from.to_owned() } else { resolve(from, &decoded(path)) };
    (path.to_lowercase(), decoded(fragment))
}

/// The table of contents, and the list of printed pages.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) chapters: Vec<Entry>,
    pub(super) pages: Vec<Entry>,
}

/// An entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// How deep it is in the table, from 1.
    pub(super) depth: usize,
    pub(super) title: String,
    pub(super) target: Option<Target>,
}

/// An element whose inside matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Chapters,
    Pages,
    /// A list of entries, or an entry that may have others in it.
    Level,
    Title,
    Other,
}

/// The state of reading a table.
#[derive(Debug, Default)]
struct Reading {
    contents: Contents,
    open: Vec<Tag>,
}

impl Contents {
    /// Reads a table that is a page of the book.
    pub(super) fn of_page(path: &str, part: impl Read) -> Self {
        Reading::default().read(part, |reading, element| match element.name() {
            "nav" => match element.attribute("type").as_deref() {
                Some("toc") => Tag::Chapters,
                Some("page-list") => Tag::Pages,
                _ => Tag::Other,
            },
            "ol" => Tag::Level,
            "a" => {
                reading.begin();
                reading.lead(path, element.attribute("href").as_deref());
                Tag::Title
            }
            "span" if !reading.open.contains(&Tag::Title) => {
                reading.begin();
                Tag::Title
            }
            _ => Tag::Other,
        })
    }

    /// Reads the table of an older book.
    pub(super) fn of_ncx(path: &str, part: impl Read) -> Self {
        Reading::default().read(part, |reading, element| match element.name() {
            "navMap" => Tag::Chapters,
            "pageList" => Tag::Pages,
            "navPoint" | "pageTarget" => {
                reading.open.push(Tag::Level);
                reading.begin();
                reading.open.pop();
                Tag::Level
            }
            "text" => Tag::Title,
            "content" => {
                reading.lead(path, element.attribute("src").as_deref());
                Tag::Other
            }
            _ => Tag::Other,
        })
    }
}

impl Reading {
    fn read(
        mut self,
        part: impl Read,
        tag: impl Fn(&mut Reading, &Element<'_>) -> Tag,
    ) -> Contents {
        let mut xml = Xml::new(part);
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) => {
                    let tag = tag(&mut self, &element);
                    self.open.push(tag);
                }
                Node::End => drop(self.open.pop()),
                Node::Text(text) if self.open.contains(&Tag::Title) => self.title(&text),
                Node::Text(_) => {}
            }
        }
        for entry in self.contents.chapters.iter_mut().chain(&mut self.contents.pages) {
            entry.title = entry.title.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        self.contents
    }

    /// The list that is being read.
    fn list(&mut self) -> Option<&mut Vec<Entry>> {
        let inside = |tag| self.open.contains(&tag);
        if inside(Tag::Chapters) {
            return Some(&mut self.contents.chapters);
        }
        inside(Tag::Pages).then_some(&mut self.contents.pages)
    }

    fn begin(&mut self) {
        let depth = self.open.iter().filter(|tag| **tag == Tag::Level).count();
        if let Some(list) = self.list()
            && list.len() < MAX_ENTRIES
        {
            list.push(Entry { depth, ..Entry::default() });
        }
    }

    fn lead(&mut self, path: &str, href: Option<&str>) {
        let entry = self.list().and_then(|list| list.last_mut());
        if let (Some(entry), Some(href)) = (entry, href) {
            entry.target.get_or_insert_with(|| target(path, href));
        }
    }

    fn title(&mut self, text: &str) {
        let entry = self.list().and_then(|list| list.last_mut());
        if let Some(entry) = entry.filter(|entry| entry.title.len() + text.len() < MAX_TITLE) {
            entry.title.push_str(text);
        }
    }
}
