//! The card of a citation or of a bibliography's key: the source that it names, or why it names none.

use super::block::{Card, CardBlock, StyledText, plain, strong};
use super::source::passage;
use crate::corpus::Resolution;
use crate::text::DocumentId;
use crate::workspace::{Assessment, NoteEntry, Snapshot};
use std::path::Path;

/// How many sources of one key are shown.
const MOST_SOURCES: usize = 8;

/// The card of a note's citation, by its number.
pub(in crate::analysis) fn citation_card(
    snapshot: &Snapshot,
    path: &Path,
    entry: &NoteEntry,
    assessment: &Assessment,
    number: usize,
) -> Option<Card> {
    let citation = entry.note.citations.get(number)?;
    let (key, _) = assessment.key(number, citation);
    Some(match assessment.citations.get(number)? {
        resolution @ (Resolution::One(_) | Resolution::Any(_)) => {
            let ids = resolution.cited().iter().take(MOST_SOURCES);
            let locator = assessment.locator(number, citation);
            let blocks =
                ids.flat_map(|&id| passage(snapshot, id, &snapshot.key(path, id), locator));
            blocks.collect()
        }
        Resolution::Several(documents) => {
            let dialect = snapshot.dialect(&entry.note, assessment);
            let cite = |id: &DocumentId| plain(snapshot.citation(path, dialect, *id, None));
            let items = documents.iter().take(MOST_SOURCES).map(cite).collect();
            vec![at(key).plain(" fits several sources:").into(), CardBlock::List(items)]
        }
        Resolution::Unsourced => {
            let text =
                " is in the bibliography, but no source is: name its text in the entry’s field ";
            vec![at(key).plain(text).code("file").plain(".").into()]
        }
        Resolution::None => vec![match snapshot.unread(path, citation) {
            Some(file) => {
                let why = file.cited(&snapshot.shown(&file.path));
                at(key).plain(" is ").plain(why).plain(".").into()
            }
            None => at(key).plain(" names no source of the corpus.").into(),
        }],
    })
}

/// The card of a bibliography's key, with the source that has it.
pub(in crate::analysis) fn entry_card(
    snapshot: &Snapshot,
    key: &str,
    source: Option<DocumentId>,
) -> Card {
    match source {
        Some(source) => passage(snapshot, source, key, None),
        None => {
            let text = at(key).plain(" belongs to no source: the field ").code("file");
            vec![text.plain(" of this entry names none of the corpus.").into()]
        }
    }
}

fn at(key: &str) -> StyledText {
    strong("@").strong(key)
}
