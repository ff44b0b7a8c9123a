//! Whether a table arranges a page or holds data.

use super::tree::{Node, Tree};

/// The longest cells that tables of data have on average, in bytes.
const LONG: usize = 400;

/// Whether a table arranges a page: its cells are then read as any part of it, not as cells.
pub(super) fn is_layout(tree: &Tree, at: usize) -> bool {
    if matches!(tree.attribute(at, "role"), Some("presentation" | "none")) {
        return true;
    }
    let (mut cells, mut bytes, mut headed) = (0, 0, false);
    for node in at + 1..tree.end(at) {
        if let Some(Node::Text { start, end }) = tree.node(node) {
            bytes += (end - start) as usize;
        }
        match tree.name(node) {
            "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "article" | "section" | "form"
            | "blockquote" | "hr" | "center" => return true,
            "td" => cells += 1,
            "th" | "caption" | "thead" => headed = true,
            _ => {}
        }
    }
    !headed && bytes > cells * LONG
}
