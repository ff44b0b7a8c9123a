//! Rules, fixes and every query at positions across a note: all their locations exist.

use super::check::{documents, in_order, inside, places};
use super::desk;
use onrecord::analysis::{self, Occasion};
use onrecord::text::Span;
use onrecord::workspace::Snapshot;
use std::path::Path;

pub(crate) fn run(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (sources, text) = documents(&input);
    let snapshot = desk::snapshot(text, &sources);
    findings(&snapshot, text, &sources);
    questions(&snapshot, &desk::note(), text);
    for (number, source) in sources.iter().enumerate() {
        questions(&snapshot, &desk::source(number), source);
    }
}

fn findings(snapshot: &Snapshot, text: &str, sources: &[&str]) {
    let path = desk::note();
    let found = analysis::findings(snapshot, &path);
    for finding in &found {
        inside(text, finding.span);
        assert!(!finding.message.is_empty(), "{finding:?}");
        for related in &finding.related {
            there(snapshot, &related.path, related.span);
        }
        for fix in &finding.fixes {
            let mut edits: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
            edits.sort();
            in_order(text, edits);
        }
    }
    let wanted: Vec<usize> = (0..found.len()).collect();
    analysis::sound_fixes(snapshot, &path, &found, &wanted);
    let safe = analysis::fix_all(snapshot, &path);
    in_order(text, safe.iter().map(|edit| edit.span));
    // A fixed note must be valid input too.
    let fixed = analysis::apply(text, &safe);
    let supposed = analysis::findings(&snapshot.supposing(&path, &fixed), &path);
    assert_eq!(supposed, analysis::findings(&desk::snapshot(&fixed, sources), &path));
}

/// Every query that takes a position, at several positions of a document.
fn questions(snapshot: &Snapshot, path: &Path, text: &str) {
    let index = analysis::CompletionIndex::of(snapshot);
    for offset in places(text, 12) {
        if let Some(hover) = analysis::hover(snapshot, path, offset) {
            inside(text, hover.span);
            assert!(hover.span.touches(offset), "{hover:?} at {offset}");
        }
        if let Some(definition) = analysis::definition(snapshot, path, offset) {
            inside(text, definition.origin);
            assert!(!definition.targets.is_empty());
            for target in &definition.targets {
                there(snapshot, &target.path, target.span);
                there(snapshot, &target.path, target.context);
                assert!(target.context.covers(target.span), "{target:?}");
            }
        }
        for proposal in analysis::completion(snapshot, &index, path, offset, Occasion::Asked) {
            inside(text, proposal.span);
            assert!(proposal.span.touches(offset), "{proposal:?} at {offset}");
            assert!(!proposal.span.of(text).contains(['\n', '\r']), "{proposal:?}");
        }
        for place in analysis::references(snapshot, path, offset, true) {
            there(snapshot, &place.path, place.span);
        }
        // Nested quotations may match the same passage: these overlap.
        let same = analysis::highlights(snapshot, path, offset);
        same.iter().for_each(|span| inside(text, *span));
        let around = analysis::selections(snapshot, path, offset);
        around.iter().for_each(|span| inside(text, *span));
        if let Ok(renamable) = analysis::renamable(snapshot, path, offset) {
            inside(text, renamable.span);
            for document in analysis::rename(snapshot, path, offset, "Nora Quist").iter().flatten()
            {
                let there = snapshot.lines(&document.path).unwrap_or_default().to_string();
                in_order(&there, document.edits.iter().map(|edit| edit.span));
            }
        }
    }
    let whole = Span::new(0, text.len());
    let tokens = analysis::tokens(snapshot, path, whole);
    in_order(text, tokens.iter().map(|token| token.span));
    assert!(tokens.iter().all(|token| !token.span.of(text).contains('\n')), "{tokens:?}");
    analysis::folds(snapshot, path).iter().for_each(|fold| inside(text, fold.span));
    analysis::document_symbols(snapshot, path).iter().for_each(|it| inside(text, it.span));
    analysis::document_links(snapshot, path).iter().for_each(|it| inside(text, it.span));
    for hint in analysis::hints(snapshot, path, whole) {
        inside(text, Span::new(hint.offset, hint.offset));
    }
    for lens in analysis::lenses(snapshot, path) {
        inside(text, lens.span);
        lens.places.iter().for_each(|place| there(snapshot, &place.path, place.span));
    }
}

/// Asserts that a span of another document lies in it.
#[track_caller]
fn there(snapshot: &Snapshot, path: &Path, span: Span) {
    let text = snapshot.lines(path).expect("an answer leads to a document").to_string();
    inside(&text, span);
}
