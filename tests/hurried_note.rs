//! A hastily written note of sixty quotations with every kind of mistake is repaired by the fixes offered.

#[path = "support/mod.rs"]
#[allow(dead_code, reason = "each test uses its own part")]
mod support;

use onrecord::analysis::{self, Finding, Fix};
use onrecord::rules;
use onrecord::workspace::{Severity, Snapshot, Workspace};
use std::collections::BTreeSet;
use std::sync::Arc;

const NOTE: &str = include_str!("fixtures/hurried.md");

/// The seeds by their short keys.
const SEEDS: &[(&str, &str)] = &[
    ("000.txt", include_str!("../seeds/000_2db140b46b95ac14.txt")),
    ("001.txt", include_str!("../seeds/001_5aee7ecc87a4e027.txt")),
    ("002.txt", include_str!("../seeds/002_80694004092e2bc8.txt")),
    ("003.txt", include_str!("../seeds/003_422e009618745ff8.txt")),
    ("004.txt", include_str!("../seeds/004_a43bcb5b22c6039b.txt")),
];

/// More steps than this mean that the fixes go in circles.
const MOST_STEPS: usize = 200;

/// The workspace with the note in its current state.
struct Desk {
    workspace: Workspace,
    text: String,
    version: i32,
}

impl Desk {
    fn with(text: &str) -> Self {
        Self { workspace: support::workspace(text, SEEDS), text: text.to_owned(), version: 0 }
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.workspace.snapshot()
    }

    /// What must be fixed before publication: warnings and errors.
    fn wrong(&self) -> Vec<Finding> {
        let mut found = analysis::findings(&self.snapshot(), &support::note_path());
        found.retain(|finding| finding.severity >= Severity::Warning);
        found
    }

    fn apply(&mut self, fix: &Fix) {
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| edit.span);
        self.text = analysis::apply(&self.text, &edits);
        self.version += 1;
        let _ = self.workspace.open(&support::note_path(), &self.text, self.version);
    }

    fn words(&self, finding: &Finding) -> String {
        let words = finding.span.of(&self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        words.trim_matches(['“', '”']).chars().take(28).collect()
    }
}

#[test]
fn note_has_sixty_quotations_and_every_kind_of_mistake() {
    let desk = Desk::with(NOTE);
    let snapshot = desk.snapshot();
    let count = snapshot.note(&support::note_path()).unwrap().note.quotations.len();
    assert!(count >= 60, "{count} quotations");
    let found = analysis::findings(&snapshot, &support::note_path());
    let spoken: BTreeSet<&str> = found.iter().map(|finding| finding.rule).collect();
    // The five sources never report one saying in two versions, and the note spells names correctly that each belong to one
    // actor. All sources are readable English texts without a bibliography, and no two keys share a prefix.
    let never = [
        "source-variants",
        "ambiguous-speaker",
        "misspelled-actor",
        "translated-quote",
        "ambiguous-key",
        "duplicate-key",
        "unreadable-source",
    ];
    let silent: Vec<&str> = rules::ALL
        .iter()
        .filter(|rule| rule.severities[0] != Severity::Off && !never.contains(&rule.name))
        .map(|rule| rule.name)
        .filter(|name| !spoken.contains(name))
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn offered_fixes_repair_the_note() {
    let mut desk = Desk::with(NOTE);
    let (mut fixed, mut silenced) = (0, Vec::new());
    for step in 0.. {
        assert!(step < MOST_STEPS, "no end to it:\n{}", desk.text);
        let wrong = desk.wrong();
        let Some(finding) = wrong.iter().find(|f| !f.fixes.is_empty()).or(wrong.first()) else {
            break;
        };
        let words = desk.words(finding);
        let all = analysis::findings(&desk.snapshot(), &support::note_path());
        let number = all.iter().position(|f| f == finding).unwrap();
        let sound = analysis::sound_fixes(&desk.snapshot(), &support::note_path(), &all, &[number])
            .remove(0);
        match sound.first() {
            Some(fix) => {
                fixed += 1;
                desk.apply(fix);
            }
            None => {
                let fix = analysis::suppress_here(&desk.snapshot(), &support::note_path(), finding);
                let fix = fix.unwrap_or_else(|| panic!("{}: {words}", finding.message));
                silenced.push(format!("{}: {words}", finding.rule));
                desk.apply(&fix);
            }
        }
    }
    assert_eq!(silenced, REMAINS, "\n{}", desk.text);
    assert!(fixed >= 38, "{fixed} fixes");
}

/// No fix repairs these, so only suppression is offered: only the writer knows where words come from that are nowhere in
/// the corpus.
const REMAINS: &[&str] = &["quote-not-found: nobody in the building belie"];
