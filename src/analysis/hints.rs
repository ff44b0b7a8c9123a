//! What stands behind a quotation in the margin: whose words they are and where, when they are right.

use crate::actor::Place;
use crate::corpus::Verdict;
use crate::prose::Form;
use crate::text::{Span, visible};
use crate::workspace::Snapshot;
use std::path::Path;

/// A hint behind a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the note behind which it stands.
    pub offset: usize,
    /// What it says: `✓ Yang Jiechi, 000 ¶1`.
    pub label: String,
    /// Where a click on it leads.
    pub place: Place,
}

/// The hints inside a span of a note, in order: for every quotation that is in order. Those with a word changed, cited to
/// a source that has them not, or disputed by their own source have none: the findings speak of them.
pub fn hints(snapshot: &Snapshot, path: &Path, inside: Span) -> Vec<Hint> {
    let Some(entry) = snapshot.note(path) else { return Vec::new() };
    let judged = snapshot.judged(path, entry);
    let shown = entry.note.quotations.iter().zip(&judged.placed);
    let shown = shown.filter(|(q, _)| {
        q.parent.is_none()
            && (q.closed || q.form != Form::Marks)
            && (inside.overlaps(q.span) || inside.touches(q.span.end))
    });
    shown
        .filter_map(|(quotation, placed)| {
            let best = placed.best().filter(|m| m.verdict < Verdict::Misquoted)?;
            let place = Place { document: best.source, span: best.span };
            let borne_out = placed.cited.is_empty() || placed.cited.contains(&best.source);
            if !borne_out || snapshot.disputed(place).is_some() {
                return None;
            }
            let speaker = snapshot.spoken(place).map(|spoken| {
                let named =
                    spoken.actor.and_then(|i| snapshot.actors.actor(i)).map(|a| a.name.clone());
                let written = Place { document: place.document, span: spoken.speaker };
                named.unwrap_or_else(|| snapshot.words(written).to_owned()) + ", "
            });
            let label = format!("✓ {}{}", speaker.unwrap_or_default(), snapshot.passage(place));
            let label = visible::named(&label).into_owned();
            Some(Hint { offset: quotation.span.end, label, place })
        })
        .collect()
}
