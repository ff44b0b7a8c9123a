//! The speakers of a record of speech: its labels name people, whatever they look like as prose.

use super::document_names::{AttributedSpeech, DocumentNames};
use crate::prose::{Confidence, Name, NameKind, comparable, titles};
use crate::text::{Cover, Span};
use crate::voice::Turn;
use rustc_hash::FxHashMap;

/// Puts the speakers of a record among the names of its text, in the place of what was read in their labels. The result has the
/// fullest name of each, by where its label stands: `MR MERROW` is Martin Merrow.
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

/// A name without preceding titles: “Merrow” in “Mr. Merrow”.
fn untitled(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if titles(first.trim_end_matches('.')) => untitled(rest),
        _ => name,
    }
}

/// What the speakers of a record say in their turns.
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
