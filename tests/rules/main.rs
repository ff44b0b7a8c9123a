//! Each rule on small notes: where it reports, where it stays silent, and what its fixes make of the note.

#[path = "../support/mod.rs"]
mod support;

mod characters;
mod contradictions;
mod edges;
mod fixes;
mod form;
mod inlay_hints;
mod keys;
mod layout;
mod locators;
mod long_texts;
mod marks;
mod names;
mod obsidian;
mod own_words;
mod pages;
mod safe_fixes;
mod speaker_and_source;
mod spurious_actors;
mod suppressions;
mod transcripts;
mod translations;
mod unchecked_locator;
mod wording;
mod words_and_place;

use onrecord::analysis;
use support::marked::Marked;

/// Asserts that the findings of one rule are where the note is marked and say what the marks say; findings of other rules
/// are ignored. In a note without marks the rule must be silent.
fn check(rule: &str, sources: &[(&str, &str)], note: &str) {
    let marked = Marked::new(note);
    let snapshot = support::snapshot(&marked.text, sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    let found: Vec<_> =
        found.into_iter().filter(|f| f.rule == rule).map(|f| (f.span, f.message)).collect();
    marked.check(&found);
}

/// Asserts that the only finding of a rule in a note has no fix.
#[track_caller]
fn offers_no_fix(rule: &str, sources: &[(&str, &str)], note: &str) {
    let snapshot = support::snapshot(note, sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    let found: Vec<_> = found.into_iter().filter(|f| f.rule == rule).collect();
    let fixes: Vec<_> = found.iter().map(|f| f.fixes.len()).collect();
    assert_eq!(fixes, [0], "{found:#?}");
}

/// Asserts that the first fix of the rule's only finding turns `before` into `after`, where the rule is silent.
fn fix(rule: &str, sources: &[(&str, &str)], before: &str, after: &str) {
    let snapshot = support::snapshot(before, sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    let found: Vec<_> = found.into_iter().filter(|f| f.rule == rule).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    let fix = found[0].fixes.first().unwrap_or_else(|| panic!("no fix: {}", found[0].message));
    let mut text = before.to_owned();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
    for edit in edits {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    assert_eq!(text, after, "{}", fix.title);
    check(rule, sources, &text);
}
