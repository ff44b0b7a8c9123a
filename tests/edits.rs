//! A note that was edited answers as one that is opened for the first time: nothing that is kept from version to version
//! is stale.

use onrecord::analysis;
use onrecord::text::{Edit, Encoding, Span};
use onrecord::workspace::{Settings, Snapshot, Workspace, load};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

const NOTES: &[&str] = &["kerry-beijing-2013.md", "korea-nuclear.md", "detente-2024.md"];

/// What is typed: letters, and what changes how a note is read.
const TYPED: &[&str] = &[
    "",
    "x",
    " not",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    "\"",
    "’",
    ".",
    ",",
    ": ",
    "…",
    "[@000]",
    "[@",
    "]",
    "> ",
    "- ",
    "# ",
    "**",
    "<!-- onrecord-ignore -->\n\n",
    " Park said",
    "He said: “no”. ",
    "Yang Jiechi ",
    "Kerri ",
    "— Qin Gang\n",
    "“shut up please”",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes")
}

/// Everything that is said of a note, and about some places of it.
fn answers(snapshot: &Snapshot, path: &Path, places: &[usize]) -> Vec<String> {
    let entry = snapshot.note(path).unwrap();
    let whole = Span::new(0, entry.note.text.len());
    let mut all = vec![
        format!("{:?}", entry.note),
        format!("{:#?}", analysis::findings(snapshot, path)),
        format!("{:?}", analysis::hints(snapshot, path, whole)),
        format!("{:?}", analysis::tokens(snapshot, path, whole)),
        format!("{:?}", analysis::document_symbols(snapshot, path)),
        format!("{:?}", analysis::document_links(snapshot, path)),
        format!("{:?}", analysis::folds(snapshot, path)),
        format!("{:?}", analysis::lenses(snapshot, path)),
    ];
    for at in places {
        all.push(format!("{:?}", analysis::hover(snapshot, path, *at)));
        all.push(format!("{:?}", analysis::definition(snapshot, path, *at)));
        all.push(format!("{:?}", analysis::highlights(snapshot, path, *at)));
    }
    all
}

/// The nearest place before `at` where something can be typed.
fn bound(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// Types at places of a note, and compares all answers with those of a workspace that opens what came of it.
fn check(
    [edited, fresh]: &mut [Workspace; 2],
    path: &Path,
    edits: Vec<(usize, &str, usize)>,
) -> Result<(), TestCaseError> {
    let mut text = std::fs::read_to_string(path).unwrap();
    let _ = edited.open(path, &text, 0);
    for (version, (at, typed, gone)) in (1..).zip(edits) {
        let start = bound(&text, at % (text.len() + 1));
        let end = bound(&text, start + gone).max(start);
        let snapshot = edited.snapshot();
        let lines = snapshot.lines(path).unwrap();
        let range = [start, end].map(|at| lines.position(at, Encoding::Utf8));
        let edit = Edit { range: Some((range[0], range[1])), text: typed.to_owned() };
        let _ = edited.edit(path, &[edit], Encoding::Utf8, version);
        text = edited.snapshot().lines(path).unwrap().to_string();

        let _ = fresh.close(path);
        let _ = fresh.open(path, &text, version);
        let places = [start, start / 2, text.len() / 2].map(|at| bound(&text, at));
        let [now, anew] = [&*edited, &*fresh].map(|w| answers(&w.snapshot(), path, &places));
        for (now, anew) in now.iter().zip(&anew) {
            prop_assert_eq!(now, anew);
        }
    }
    let _ = edited.close(path);
    Ok(())
}

#[test]
fn an_edited_note_answers_as_one_opened_anew() {
    let mut workspaces = [(); 2].map(|()| load::workspace(&folder(), Settings::default()));
    let edits = prop::collection::vec(
        (0usize..20_000, prop::sample::select(TYPED), prop_oneof![Just(0usize), 0usize..40]),
        1..8,
    );
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let note = prop::sample::select(NOTES);
    let workspaces = std::cell::RefCell::new(&mut workspaces);
    let run = runner.run(&(note, edits), |(note, edits)| {
        check(*workspaces.borrow_mut(), &folder().join(note), edits)
    });
    assert!(run.is_ok(), "{}", run.unwrap_err());
}
