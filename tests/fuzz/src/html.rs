//! The reader of web pages.

use super::check::{in_order, inside};
use onrecord::format::{self, Input, MAX_TEXT};
use std::path::Path;

pub(crate) fn run(data: &[u8]) {
    for path in ["page.html", "page.xhtml"] {
        let Ok(read) = format::extract(Path::new(path), Input::Bytes(data)) else { continue };
        assert!(read.text.starts_with("\n\n") && read.text.len() <= MAX_TEXT + 1);
        let blocks = read.blocks.expect("a converted text has blocks");
        in_order(&read.text, blocks.iter().map(|block| block.span));
        for block in &blocks {
            inside(&read.text, block.span);
            let words = &read.text[block.span.start..block.span.end];
            assert!(!words.is_empty() && !words.contains("\n\n"), "{words:?}");
        }
    }
}
