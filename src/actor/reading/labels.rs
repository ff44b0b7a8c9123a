//! Names and attributions from the labels of a record of speech, which name people even if they do not look like names.

use super::document_names::{AttributedSpeech, DocumentNames};
use crate::prose::{Confidence, Name, NameKind, comparable};
use crate::text::{Cover, Span};
use crate::voice::{Turn, untitled};
use rustc_hash::FxHashMap;

/// Replaces the names found in the labels of a record by its speakers. Returns the fullest name of each speaker, by the span of
/// the label: `MR MERROW` is Martin Merrow.
pub(super) fn of<'r>(turns: &'r [Turn], found: &mut Vec<Name>) -> FxHashMap<Span, &'r str> {
    let turns = turns.iter().filter(|turn| turn.is_named);
    let labels: FxHashMap<Span, &str> =
        turns.filter_map(|turn| Some((turn.label?, untitled(turn.speaker.as_deref()?)))).collect();
    if labels.is_empty() {
        return labels;
    }
    let cover = Cover::of(labels.keys().copied());
    found.retain(|name| !cover.overlaps(name.span));
    found.extend(labels.iter().map(|(label, name)| Name {
        span: *label,
        kind: NameKind::Person,
        words: comparable(name),
        titled: false,
        roles: Vec::new(),
        acts: false,
        weight: Name::CLEAR,
        acronym: None,
    }));
    found.sort_by_key(|name| name.span);
    labels
}

/// The turns of a record as attributed speech.
pub(super) fn said(turns: &[Turn], names: &DocumentNames) -> Vec<AttributedSpeech> {
    let said = turns.iter().filter_map(|turn| {
        let label = turn.label?;
        let at = names.uses.binary_search_by_key(&label, |named| named.span).ok()?;
        Some(AttributedSpeech {
            words: turn.words,
            cue: None,
            speaker: u32::try_from(at).ok()?,
            written: None,
            confidence: Confidence::Explicit,
        })
    });
    said.collect()
}
