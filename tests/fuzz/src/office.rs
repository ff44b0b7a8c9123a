//! The readers of office documents and e-books. The bytes are the part with the text; the archive around it is sound, so
//! that mutations reach the reader. A tenth of the inputs, by the last byte, are a whole file.

use super::check::in_order;
use onrecord::format::{Input, extract};
use std::path::Path;

pub(crate) fn word(data: &[u8]) {
    document("a.docx", data, &[("word/document.xml", data)]);
}

pub(crate) fn open_document(data: &[u8]) {
    document("a.odt", data, &[("content.xml", data)]);
    read("a.fodt", data);
}

pub(crate) fn rtf(data: &[u8]) {
    read("a.rtf", data);
    read("a.rtf", &[b"{\\rtf1\\ansi ", data].concat());
}

pub(crate) fn epub(data: &[u8]) {
    let container = b"<container><rootfile full-path='a.opf'/></container>";
    let package = b"<package><manifest><item id='a' href='a.html' media-type='text/html'/>\
        <item id='n' href='n.html' media-type='text/html' properties='nav'/></manifest>\
        <spine><itemref idref='a'/></spine></package>";
    let parts = [
        ("META-INF/container.xml", &container[..]),
        ("a.opf", package),
        ("a.html", data),
        ("n.html", data),
    ];
    document("a.epub", data, &parts);
    document(
        "a.epub",
        data,
        &[("META-INF/container.xml", container), ("a.opf", data), ("a.html", data)],
    );
}

/// Reads an archive with these parts, or the bytes themselves.
fn document(name: &str, data: &[u8], parts: &[(&str, &[u8])]) {
    const ONE_IN: u8 = 10;
    match data.last().is_some_and(|last| last % ONE_IN == 0) {
        true => read(name, data),
        false => read(name, &stored(parts)),
    }
}

/// An archive of parts that are not packed. Its directory is left out, as in one that is cut off.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, content) in parts {
        archive.extend(*b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        archive.extend([(content.len() as u32).to_le_bytes(); 2].concat());
        archive.extend((name.len() as u32).to_le_bytes());
        archive.extend(name.bytes());
        archive.extend(*content);
    }
    archive
}

fn read(name: &str, data: &[u8]) {
    let Ok(read) = extract(Path::new(name), Input::Bytes(data)) else { return };
    let blocks = read.blocks.expect("a converted text has blocks");
    assert!(read.text.starts_with("\n\n") && !blocks.is_empty());
    in_order(&read.text, blocks.iter().map(|block| block.span));
    assert!(read.milestones.is_sorted_by_key(|milestone| milestone.at));
    assert!(read.milestones.iter().all(|milestone| milestone.at <= read.text.len()));
}
