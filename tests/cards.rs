//! Cards of the main actors of the seeds: correct for every form of their names, in a note and in the seeds themselves.

use onrecord::analysis::hover;
use onrecord::server::markdown;
use onrecord::workspace::{NoteEntry, Settings, Snapshot, Workspace};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Every name form that the five articles use, the actor it means, and the form as it appears there or in a note.
const FORMS: &[(&str, &str, &str)] = &[
    ("When Kerry came", "Kerry", "**John Kerry** — person"),
    ("Secretary of State John Kerry", "John Kerry", "**John Kerry** — person"),
    ("what Wang Yi said", "Wang Yi", "**Wang Yi** — person"),
    ("what Mr. Wang said", "Wang", "**Wang Yi** — person"),
    ("and Wang agreed", "Wang", "**Wang Yi** — person"),
    ("with Xi Jinping", "Xi Jinping", "**Xi Jinping** — person"),
    ("Chinese president Xi was", "Xi", "**Xi Jinping** — person"),
    ("and Mr Xi a summit", "Xi", "**Xi Jinping** — person"),
    ("as Jinping said", "Jinping", "**Xi Jinping** — person"),
    ("by Yang Jiechi", "Yang Jiechi", "**Yang Jiechi** — person"),
    ("but Yang said", "Yang", "**Yang Jiechi** — person"),
    ("with Park Geun-hye", "Park Geun-hye", "**Park Geun-hye** — person"),
    ("when President Park spoke", "Park", "**Park Geun-hye** — person"),
    ("in the Global Times", "Global Times", "**Global Times** — organisation"),
    ("and Beijing has", "Beijing", "**China** — state"),
];

/// Full names of the actors whose cards have snapshots.
const CARDS: &[(&str, &str)] = &[
    ("john-kerry", "Kerry"),
    ("wang-yi", "Wang Yi"),
    ("xi-jinping", "Xi Jinping"),
    ("yang-jiechi", "Yang Jiechi"),
    ("park-geun-hye", "Park Geun-hye"),
    ("global-times", "Global Times"),
    ("beijing", "Beijing"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The seeds with one note beside them.
fn with_note(text: &str) -> (Arc<Snapshot>, PathBuf) {
    let mut workspace = Workspace::holding(&root().join("seeds"), Settings::default());
    let path = root().join("a-note-of-this-test.md");
    assert_eq!(NoteEntry::read(text.to_owned(), None).note.text, text);
    let _ = workspace.open(&path, text, 1);
    (workspace.snapshot(), path)
}

fn card(snapshot: &Snapshot, path: &Path, offset: usize) -> String {
    let address = |path: &Path| url::Url::from_file_path(path).ok();
    hover(snapshot, path, offset).map(|hover| markdown(&hover.card, &address)).unwrap_or_default()
}

#[test]
fn every_name_form_in_a_note_has_a_card() {
    let mut wrong = Vec::new();
    for (sentence, form, expected) in FORMS {
        let (snapshot, path) = with_note(sentence);
        let card = card(&snapshot, &path, sentence.find(form).unwrap() + 1);
        if !card.starts_with(expected) {
            wrong.push(format!("{sentence:?}: {}", card.lines().next().unwrap_or("no card")));
        }
    }
    assert!(wrong.is_empty(), "not the right card:\n{}", wrong.join("\n"));
}

/// The same inside the seeds, for every full name and every surname on its own.
#[test]
fn every_mention_in_the_seeds_has_a_card() {
    let expected = [
        ("Kerry", "**John Kerry** — person"),
        ("Wang", "**Wang Yi** — person"),
        ("Xi ", "**Xi Jinping** — person"),
        ("Jinping", "**Xi Jinping** — person"),
        ("Yang", "**Yang Jiechi** — person"),
        ("Park ", "**Park Geun-hye** — person"),
        ("Global Times", "**Global Times** — organisation"),
        ("Beijing", "**China** — state"),
        ("Peking", "**China** — state"),
    ];
    let (snapshot, _) = with_note("");
    let mut wrong = Vec::new();
    for (_, source) in snapshot.corpus.sources() {
        for (form, expected) in expected {
            for (at, _) in source.text.match_indices(form) {
                let card = card(&snapshot, &source.path, at + 1);
                if !card.starts_with(expected) {
                    let shown = card.lines().next().unwrap_or("no card").to_owned();
                    wrong.push(format!("{form} in {} at byte {at}: {shown}", source.short_key()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not the right card:\n{}", wrong.join("\n"));
}

#[test]
fn cards_match_their_snapshots() {
    for (name, form) in CARDS {
        let (snapshot, path) = with_note(form);
        let card = card(&snapshot, &path, 1);
        assert!(card.lines().count() <= 60 && card.len() <= 4096, "{name}: too long");
        // The path of this checkout is not part of the snapshot.
        let folder = url::Url::from_file_path(root()).unwrap().to_string();
        insta::assert_snapshot!(*name, card.replace(&folder, "file://"));
    }
}
