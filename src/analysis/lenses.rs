//! Lines above the text: the tally of a note's quotations, and how often a source is quoted.

use super::counted::counted;
use super::references::Occurrence;
use crate::corpus::{Match, Verdict};
use crate::prose::Form;
use crate::text::{DocumentId, Span};
use crate::workspace::{NoteEntry, Snapshot};
use std::path::Path;

/// A line above a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The place, in bytes of the document.
    pub span: Span,
    /// Its text.
    pub title: String,
    /// Where clicking it leads, best first; nowhere if empty.
    pub places: Vec<Occurrence>,
}

/// The lenses of a document: the tally of a note's quotations; in a source, each quotation that notes quote.
///
/// For a source this looks at every note of the workspace, so it is for explicit requests, not for keystrokes.
pub fn lenses(snapshot: &Snapshot, path: &Path) -> Vec<Lens> {
    match (snapshot.note(path), snapshot.source_at(path)) {
        (Some(entry), _) => tally(snapshot, path, entry).into_iter().collect(),
        (None, Some(source)) => quoted(snapshot, source),
        (None, None) => Vec::new(),
    }
}

/// The number of a note's quotations and how well they match, without those still being typed; nothing while the corpus
/// is being read, or without quotations.
fn tally(snapshot: &Snapshot, path: &Path, entry: &NoteEntry) -> Option<Lens> {
    let assessment = snapshot.assessment(path, entry);
    let outer = entry
        .note
        .quotations
        .iter()
        .zip(&assessment.quotations)
        .filter(|(q, _)| q.parent.is_none() && (q.closed || q.form != Form::Marks));
    let verdicts: Vec<Option<Verdict>> =
        outer.map(|(_, assessed)| assessed.best().map(|best| best.verdict)).collect();
    if verdicts.is_empty() || snapshot.readiness == crate::workspace::Readiness::Indexing {
        return None;
    }
    let lens = |said: &str| {
        let title = format!("{}: {said}", counted(verdicts.len(), "quotation"));
        Some(Lens { span: Span::new(0, 0), title, places: Vec::new() })
    };
    if snapshot.corpus.is_empty() {
        return lens("no sources to check against");
    }
    let count = |wanted: &[Verdict]| {
        verdicts.iter().flatten().filter(|verdict| wanted.contains(verdict)).count()
    };
    let parts = [
        (count(&[Verdict::Verbatim, Verdict::Permitted]), "verbatim"),
        (count(&[Verdict::Altered]), "altered"),
        (count(&[Verdict::Misquoted]), "misquoted"),
        (verdicts.iter().filter(|verdict| verdict.is_none()).count(), "not in the corpus"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    lens(&parts.join(", "))
}

fn quoted(snapshot: &Snapshot, id: DocumentId) -> Vec<Lens> {
    let Some(source) = snapshot.corpus.source(id) else { return Vec::new() };
    let mut places: Vec<(Span, Occurrence)> = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let assessment = snapshot.assessment(path, entry);
        let here = |best: &&Match| best.source == id;
        let quotations = entry.note.quotations.iter().zip(&assessment.quotations);
        places.extend(quotations.filter_map(|(quotation, assessed)| {
            let best = assessed.best().filter(here)?;
            Some((best.span, Occurrence { path: path.to_owned(), span: quotation.span }))
        }));
    }
    places.sort();
    let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
    let lens = |span: Span| {
        let here = places.iter().filter(|(place, _)| place.overlaps(span));
        let places: Vec<Occurrence> = here.map(|(_, occurrence)| occurrence.clone()).collect();
        let mut notes: Vec<&Path> = places.iter().map(|place| place.path.as_path()).collect();
        notes.sort_unstable();
        notes.dedup();
        let title = format!("quoted in {}", counted(notes.len(), "note"));
        (!notes.is_empty()).then_some(Lens { span, title, places })
    };
    outer.filter_map(|quotation| lens(quotation.span)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Settings, Workspace};

    const SOURCE: &str = "Mayor speaks\n\n“We have waited long enough for the new bridge,” said Piet Harker.\n\n\
                          “Nobody asked the fishermen about any of it,” Ada Lund said.\n";

    /// The lenses of a document beside a source and two notes that quote it.
    fn check(name: &str, expected: &[(&str, usize)]) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("seeds")).unwrap();
        std::fs::write(root.join("seeds/mayor.txt"), SOURCE).unwrap();
        let good = "Harker said: “We have waited long enough for the new bridge” [@mayor].\n";
        std::fs::write(root.join("a.md"), good).unwrap();
        let bad = "Harker: “We have waited far too long for the new bridge.” Lund: “It rained on the \
                   ferry all week, as everybody saw.”\n";
        std::fs::write(root.join("b.md"), [good, "\n", bad].concat()).unwrap();
        std::fs::write(root.join("c.md"), "Nothing is quoted.\n").unwrap();
        let snapshot = Workspace::holding(&root, Settings::default()).snapshot();
        let found = lenses(&snapshot, &root.join(name));
        let found: Vec<_> = found.iter().map(|l| (l.title.as_str(), l.places.len())).collect();
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn a_note_is_told_how_its_quotations_stand() {
        check("a.md", &[("1 quotation: 1 verbatim", 0)]);
        check("b.md", &[("3 quotations: 1 verbatim, 1 misquoted, 1 not in the corpus", 0)]);
        check("c.md", &[]);
    }

    #[test]
    fn without_sources_nothing_is_said_of_the_words() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::write(root.join("a.md"), "Harker said: “We have waited long enough.”\n").unwrap();
        let snapshot = Workspace::holding(&root, Settings::default()).snapshot();
        let found = lenses(&snapshot, &root.join("a.md"));
        assert_eq!(found[0].title, "1 quotation: no sources to check against");
    }

    #[test]
    fn a_source_is_told_where_it_is_quoted() {
        check("seeds/mayor.txt", &[("quoted in 2 notes", 3)]);
    }
}
