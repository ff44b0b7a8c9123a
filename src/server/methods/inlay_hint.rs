//! `textDocument/inlayHint`: after each quotation found in the corpus, the speaker and the place. `inlayHint/resolve`:
//! the link and the sentence of a hint, built for the one that is hovered.

use crate::analysis::{self, Hint};
use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::markdown::markdown;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Passage;
use crate::workspace::Snapshot;
use serde_json::json;

pub(in crate::server) fn answer(
    document: &DocumentSnapshot,
    params: InlayHintParams,
) -> Vec<InlayHint> {
    let inside = document.span(params.range);
    let hints = analysis::hints(&document.snapshot, &document.path, inside);
    hints.into_iter().filter_map(|hint| shown(document, hint)).collect()
}

fn shown(document: &DocumentSnapshot, hint: Hint) -> Option<InlayHint> {
    let later = document.session.agreed().resolves.inlay_hints;
    let source = document.snapshot.corpus.source(hint.place.document)?;
    let place = || document.location(&source.path, hint.place.span);
    let part = InlayHintLabelPart {
        value: hint.label,
        location: if later { None } else { place() },
        ..InlayHintLabelPart::default()
    };
    Some(InlayHint {
        position: convert::position(&document.lines, hint.offset, document.encoding),
        label: InlayHintLabel::LabelParts(vec![part]),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: later.then(|| json!(hint.place)),
    })
}

pub(in crate::server) fn resolve(
    session: &Session,
    snapshot: &Snapshot,
    mut hint: InlayHint,
) -> InlayHint {
    let data = hint.data.clone().and_then(|data| serde_json::from_value::<Passage>(data).ok());
    let Some(place) = data else { return hint };
    let source = snapshot.corpus.source(place.document);
    if let (Some(source), InlayHintLabel::LabelParts(parts)) = (source, &mut hint.label)
        && let Some(part) = parts.first_mut()
    {
        part.location = session.location(snapshot, &source.path, place.span);
    }
    hint.tooltip = Some(InlayHintTooltip::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value: markdown(&analysis::sentence_card(snapshot, place), &|path| session.link(path)),
    }));
    hint
}
