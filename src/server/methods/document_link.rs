//! `textDocument/documentLink`: links citations to their sources, at the cited line.

use crate::analysis;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;

pub(in crate::server) fn answer(
    document: &DocumentSnapshot,
    _: DocumentLinkParams,
) -> Vec<DocumentLink> {
    let link = |link: analysis::DocumentLink| {
        let mut target = document.session.url(&link.path)?;
        // VS Code and others read the line; the rest open the file at its start.
        target.set_fragment(Some(&format!("L{}", link.line)));
        Some(DocumentLink {
            range: document.range(link.span),
            target: Some(target),
            tooltip: Some(link.tooltip),
            data: None,
        })
    };
    let found = analysis::document_links(&document.snapshot, &document.path);
    found.into_iter().filter_map(link).collect()
}
