//! Reads a package or a flat file: the styles, the body, and what the document says about itself.

use super::body::Body;
use crate::format::archive::Archive;
use crate::format::charset::Charset;
use crate::format::claims;
use crate::format::extraction::{Extraction, Properties};
use crate::format::illegible::Illegible;
use crate::format::xml::{Element, Node, Xml};
use std::io::Read;

/// The most bytes of a part with styles or properties.
const MAX_SETTINGS: u64 = 16 << 20;

/// The longest property, in bytes.
const MAX_PROPERTY: usize = 1 << 12;

/// The state of reading the parts.
#[derive(Debug, Default)]
struct Reading {
    body: Body,
    /// Whether the body has begun and not ended, by how many elements are open in it.
    in_body: usize,
    /// The property whose element is open.
    property: Option<Property>,
    title: String,
    creator: String,
    last_editor: String,
}

#[derive(Clone, Copy, Debug)]
enum Property {
    Title,
    Creator,
    LastEditor,
}

impl Reading {
    /// Reads a part. Returns whether it is whole.
    fn part(&mut self, part: impl Read) -> bool {
        let mut xml = Xml::new(part);
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) if self.in_body > 0 => {
                    self.in_body += 1;
                    self.body.start(&element);
                }
                Node::Start(element) => self.outside(&element),
                Node::End => {
                    self.property = None;
                    self.in_body = self.in_body.saturating_sub(1);
                    if self.in_body > 0 {
                        self.body.end();
                    }
                }
                Node::Text(text) if self.in_body > 0 => self.body.text(&text),
                Node::Text(text) => self.property(&text),
            }
            if self.body.is_full() {
                break;
            }
        }
        !xml.is_broken()
    }

    /// Takes in an element outside the body.
    fn outside(&mut self, element: &Element<'_>) {
        self.property = match (element.name(), element.prefix()) {
            ("title", "dc") => Some(Property::Title),
            ("initial-creator", _) => Some(Property::Creator),
            ("creator", "dc") => Some(Property::LastEditor),
            ("body", "office") => {
                self.in_body = 1;
                None
            }
            _ => {
                self.body.styles.element(element);
                None
            }
        };
    }

    fn property(&mut self, text: &str) {
        let value = match self.property {
            Some(Property::Title) => &mut self.title,
            Some(Property::Creator) => &mut self.creator,
            Some(Property::LastEditor) => &mut self.last_editor,
            None => return,
        };
        if value.len() + text.len() < MAX_PROPERTY {
            value.push_str(text);
        }
    }

    fn finish(self) -> Result<Extraction<'static>, Illegible> {
        let creator = if self.creator.is_empty() { &self.last_editor } else { &self.creator };
        let properties = Properties {
            title: claims::own_title(&self.body.title).or_else(|| claims::title(&self.title)),
            author: claims::authors(creator.split([';', ','])),
            ..Properties::default()
        };
        self.body.finish().finish(Charset::UTF_8, properties)
    }
}

/// Reads the document of a package; `None` if the archive has none.
///
/// # Errors
/// Why it cannot be read.
pub(in crate::format) fn read(
    archive: &Archive<'_>,
) -> Option<Result<Extraction<'static>, Illegible>> {
    let is_encrypted = archive
        .part("META-INF/manifest.xml")
        .is_some_and(|manifest| has_encryption(manifest.take(MAX_SETTINGS)));
    if is_encrypted {
        return Some(Err(Illegible::Encrypted));
    }
    let content = archive.part("content.xml")?;
    let mut reading = Reading::default();
    for settings in ["meta.xml", "styles.xml"] {
        if let Some(part) = archive.part(settings) {
            reading.part(part.take(MAX_SETTINGS));
        }
    }
    let is_whole = reading.part(content);
    Some(archive.finish(is_whole, || reading.finish()))
}

fn has_encryption(manifest: impl Read) -> bool {
    let mut xml = Xml::new(manifest);
    while let Some(node) = xml.next() {
        if matches!(node, Node::Start(element) if element.name() == "encryption-data") {
            return true;
        }
    }
    false
}

/// Reads a document in one file of XML.
///
/// # Errors
/// Why it cannot be read.
pub(in crate::format) fn read_flat(bytes: &[u8]) -> Result<Extraction<'static>, Illegible> {
    let mut reading = Reading::default();
    let is_whole = reading.part(bytes);
    reading.finish().map(|mut read| {
        if !is_whole {
            read.problems.push("ends in the middle".to_owned());
        }
        read
    })
}
