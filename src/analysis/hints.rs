//! Inlay hints after quotations: whether the words are right, whose they are, and where they are from.

use super::findings::findings;
use crate::corpus::Verdict;
use crate::prose::Form;
use crate::text::{Passage, Span, visible};
use crate::workspace::{Finding, Severity, Snapshot};
use std::path::Path;

/// A hint after a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the note that it follows.
    pub offset: usize,
    /// Its text: `✓ Yang Jiechi, 000 ¶1`; for a doubtful speaker with the doubt.
    pub label: String,
    /// Where clicking it leads.
    pub place: Passage,
}

/// The hints inside a span of a note, in order: for every quotation whose words are where the note says. A tick means
/// that the quotation has no finding at warning or above, `≠` that someone else speaks there, `!` that something else
/// is wrong. Quotations with a changed word, cited to a source without them, or disputed by their own source have no
/// hint: their findings say it.
pub fn hints(snapshot: &Snapshot, path: &Path, inside: Span) -> Vec<Hint> {
    let Some(entry) = snapshot.note(path) else { return Vec::new() };
    let assessment = snapshot.assessment(path, entry);
    let shown = entry.note.quotations.iter().zip(&assessment.quotations);
    let shown = shown.filter(|(q, _)| {
        q.parent.is_none()
            && (q.closed || q.form != Form::Marks)
            && (inside.overlaps(q.span) || inside.touches(q.span.end))
    });
    let mut found: Option<Vec<Finding>> = None;
    shown
        .filter_map(|(quotation, assessed)| {
            let best = assessed.best().filter(|m| m.verdict < Verdict::Misquoted)?;
            let place = best.place();
            let borne_out = assessed.cited.is_empty() || assessed.cited.contains(&best.source);
            if !borne_out || snapshot.disputed(place).is_some() {
                return None;
            }
            let found = found.get_or_insert_with(|| findings(snapshot, path));
            let citations = || {
                let cited = quotation.citations.iter();
                cited.filter_map(|i| Some(entry.note.citations.get(*i)?.span))
            };
            let here: Vec<&Finding> =
                found.iter().filter(|f| f.stands_on(quotation.span, citations())).collect();
            let speaker = snapshot.spoken(place);
            let speaker = speaker.map(|spoken| snapshot.speaker_shown(place, &spoken) + ", ");
            let mark = match here.iter().map(|finding| finding.severity).max() {
                _ if here.iter().any(|f| ANOTHER_SPEAKER.contains(&f.rule)) => '≠',
                Some(Severity::Warning | Severity::Error) => '!',
                _ => '✓',
            };
            let label =
                format!("{mark} {}{}", speaker.unwrap_or_default(), snapshot.passage(place));
            let label = visible::named(&label).into_owned();
            Some(Hint { offset: quotation.span.end, label, place })
        })
        .collect()
}

/// The rules that say the words are another's. A tick beside a name other than the note's would clear the note, however
/// mild the finding.
const ANOTHER_SPEAKER: &[&str] = &["misattributed-quote", "secondhand-quote"];
