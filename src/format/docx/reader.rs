//! Reads a package: finds its parts, and puts together what they say.

use super::body::{Body, Notes};
use super::numbering::Numbering;
use super::relations::Relations;
use super::styles::Styles;
use crate::format::archive::Archive;
use crate::format::charset::Charset;
use crate::format::claims;
use crate::format::extraction::{Extraction, Properties};
use crate::format::illegible::Illegible;
use crate::format::xml::{Node, Xml};
use std::io::Read;

/// The most bytes of a part with styles, lists or properties.
const MAX_SETTINGS: u64 = 16 << 20;

/// Reads a document; `None` if the archive has none.
///
/// # Errors
/// Why it cannot be read.
pub(in crate::format) fn read(
    archive: &Archive<'_>,
) -> Option<Result<Extraction<'static>, Illegible>> {
    let package = Relations::of("", archive);
    let main = package.part("officeDocument").unwrap_or("word/document.xml");
    let part = archive.part(main)?;
    let relations = Relations::of(main, archive);
    let settings = |kind| {
        let part = archive.part(relations.part(kind)?)?;
        Some(part.take(MAX_SETTINGS))
    };
    let styles = settings("styles").map(Styles::read).unwrap_or_default();
    let numbering = settings("numbering").map(Numbering::read).unwrap_or_default();
    let mut body = Body::new(&styles, numbering);
    let mut is_whole = body.read(part, None);
    for (kind, notes) in [("footnotes", Notes::Foot), ("endnotes", Notes::End)] {
        if let Some(part) = relations.part(kind).and_then(|part| archive.part(part)) {
            is_whole &= body.read(part, Some(notes));
        }
    }
    let core = package.part("core-properties").and_then(|part| archive.part(part));
    let said = core.map(|part| properties(part.take(MAX_SETTINGS))).unwrap_or_default();
    let (text, title) = body.finish();
    let properties = Properties { title: claims::own_title(&title).or(said.title), ..said };
    Some(archive.finish(is_whole, || text.finish(Charset::UTF_8, properties)))
}

/// What Word notes about a document. When it was created is left out: that is when the file was, or its template.
fn properties(part: impl Read) -> Properties {
    let mut xml = Xml::new(part);
    let (mut title, mut creator) = (String::new(), String::new());
    let mut name = String::new();
    while let Some(node) = xml.next() {
        match node {
            Node::Start(element) => name = element.name().to_owned(),
            Node::End => name.clear(),
            Node::Text(text) => match &*name {
                "title" => title.push_str(&text),
                "creator" => creator.push_str(&text),
                _ => {}
            },
        }
    }
    Properties {
        title: claims::title(&title),
        author: claims::authors(creator.split([';', ','])),
        ..Properties::default()
    }
}
