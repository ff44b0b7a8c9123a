//! `textDocument/hover`: the card of an actor, the source of a quotation or citation.

use crate::analysis;
use crate::server::document::DocumentSnapshot;
use crate::server::markdown::markdown;
use crate::server::protocol::*;

pub(in crate::server) fn answer(document: &DocumentSnapshot, offset: usize) -> Option<Hover> {
    let found = analysis::hover(&document.snapshot, &document.path, offset)?;
    let reads_markdown = document.session.agreed().shown.markdown;
    let kind = if reads_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let value = markdown(&found.card, &|path| document.session.link(path));
    let contents = HoverContents::Markup(MarkupContent { kind, value });
    Some(Hover { contents, range: Some(document.range(found.span)) })
}
