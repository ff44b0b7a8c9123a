//! Citations as links to their sources.

use super::locate::located;
use crate::text::{Span, visible};
use crate::workspace::Snapshot;
use std::path::{Path, PathBuf};

/// A citation that leads to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The key, bytes of the note.
    pub span: Span,
    /// The source.
    pub path: PathBuf,
    /// The line of the cited place, from 1.
    pub line: usize,
    /// What is shown beside it: title and place.
    pub tooltip: String,
}

/// The citations of a note that lead to one source each. Links the editor follows itself are left to it.
pub fn document_links(snapshot: &Snapshot, path: &Path) -> Vec<DocumentLink> {
    let Some(entry) = snapshot.note(path) else { return Vec::new() };
    let assessment = snapshot.assessment(path, entry);
    let citations = entry.note.citations.iter().zip(&assessment.citations);
    citations
        .enumerate()
        .filter(|(_, (citation, _))| citation.style != crate::note::CitationStyle::Link)
        .filter_map(|(number, (citation, resolution))| {
            let document = resolution.cited().first()?;
            let source = snapshot.corpus.source(*document)?;
            let place =
                assessment.locator(number, citation).and_then(|l| located(source, &l.target));
            let line = place.map_or(1, |span| source.line(span.start));
            let title = source.metadata.title.as_deref().unwrap_or(&source.key);
            let tooltip = format!("{title} ({}:{line})", snapshot.shown(&source.path));
            let tooltip = visible::named(&tooltip).into_owned();
            Some(DocumentLink {
                span: assessment.key(number, citation).1,
                path: source.path.clone(),
                line,
                tooltip,
            })
        })
        .collect()
}
