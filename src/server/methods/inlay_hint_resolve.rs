//! `inlayHint/resolve`: where a hint leads and the sentence it stands for, made for the one that is looked at.

use super::inlay_hint::Data;
use crate::analysis;
use crate::server::markdown::markdown;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::computed;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    mut hint: InlayHint,
) -> Answer<InlayHint> {
    let snapshot = session.moment().snapshot.clone();
    computed(move || {
        let data = hint.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
        let Some(place) = data.map(|data| data.place()) else { return hint };
        let source = snapshot.corpus.source(place.document);
        if let (Some(source), InlayHintLabel::LabelParts(parts)) = (source, &mut hint.label)
            && let Some(part) = parts.first_mut()
        {
            part.location = session.location(&snapshot, &source.path, place.span);
        }
        hint.tooltip = Some(InlayHintTooltip::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown(&analysis::sentence_card(&snapshot, place)),
        }));
        hint
    })
    .await
}
