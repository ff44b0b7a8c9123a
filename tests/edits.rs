//! An edited note gets the same answers as one opened for the first time: no cache between versions is stale.

use onrecord::analysis;
use onrecord::text::{Edit, Encoding, Span};
use onrecord::workspace::{Settings, Snapshot, Workspace};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Number of random notes and edit sequences; each takes some ten milliseconds.
const CASES: u32 = 200;

const NOTES: &[&str] = &["kerry-beijing-2013.md", "korea-nuclear.md", "detente-2024.md"];

/// What is typed: letters, and characters that change how a note is parsed.
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
    "%%",
    "==",
    "„",
    "«",
    "» ",
    " ^ref-1",
    "> [!quote] Park\n",
    "> [!note]\n",
    ":::\n",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes")
}

/// All findings of a note, and answers for some of its positions.
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

/// The nearest position before `at` where something can be typed.
fn bound(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// Replaces that many bytes of an open note with typed text. Returns where, and the new text.
fn type_into(
    workspace: &mut Workspace,
    path: &Path,
    text: &str,
    (at, typed, gone): (usize, &str, usize),
    version: i32,
) -> (usize, String) {
    let start = bound(text, at % (text.len() + 1));
    let end = bound(text, start + gone).max(start);
    let lines = workspace.snapshot().lines(path).unwrap();
    let range = [start, end].map(|at| lines.position(at, Encoding::Utf8));
    let edit = Edit { range: Some((range[0], range[1])), text: typed.to_owned() };
    let _ = workspace.edit(path, &[edit], Encoding::Utf8, version);
    (start, workspace.snapshot().lines(path).unwrap().to_string())
}

/// Types at several positions of a note, and compares all answers with those of a fresh workspace on the result.
fn check(
    [edited, fresh]: &mut [Workspace; 2],
    path: &Path,
    edits: Vec<(usize, &str, usize)>,
) -> Result<(), TestCaseError> {
    let mut text = std::fs::read_to_string(path).unwrap();
    let _ = edited.open(path, &text, 0);
    for (version, (at, typed, gone)) in (1..).zip(edits) {
        let start;
        (start, text) = type_into(edited, path, &text, (at, typed, gone), version);

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

/// Paragraphs whose findings depend on others: footnotes, headings, carried-over speakers, one citation for two quotations.
const PARAGRAPHS: &[&str] = &[
    "# What Ada Moreno says\n\n",
    "## Pavel Novak\n\n",
    "Ada Moreno told the council that “the ferry will sail when the ice is gone” [@harbour].\n\n",
    "Pavel Novak said: “The ferry will sail when all the ice is gone.” [@harbour, ¶2]\n\n",
    "“The ferry will sail when the ice is gone” [@harbour, ¶9].\n\n",
    "“The ferry will sail.” “Nobody asked the crew about the winter”[^1].\n\n",
    "“Nobody asked the crew about the winter,” she said[^1].\n\n",
    "[^1]: [@harbour, ¶3].\n\n",
    "[^2]: See @log.\n\n",
    "He wrote:\n\n> The ferry will sail when the ice is gone.\n\n",
    "> The ferry will sail when the ice is gone.\n> — Ada Moreno\n\n",
    "- “The ferry … about the winter” [@harbour]\n- Pavel Novak: “Every boat in the harbour belongs to the town.”\n",
    "| who | what |\n|---|---|\n| Novak | “Every boat in the harbour belongs to the town.” |\n\n",
    "“The ferry will sail “when” the ice is gone.\n\n",
    "“Every boat in the harbour belongs to the town.\n\n",
    "“And every oar too,” Novak claimed.\n\n",
    "Novak denied that the harbour was closed. “Every boat in the harbor [sic] belongs to the town” [@log].\n\n",
    "Ada Morena and Novak said “the ‘ferry’ will not sail when the ice is gone” [@harbour; @log].\n\n",
    "<!-- onrecord-ignore misquote -->\n\n",
    "> [!quote]+ Ada Moreno\n> The ferry will sail when the ice is gone. [[harbour]] ^ref-1\n\n",
    "> [!cite] Log, [@log]\n> Pavel Novak: Every boat in the harbour belongs to the town.\n\n",
    "> [!note] Mine\n> Nobody asked the crew about the winter.\n\n",
    "%%\n\n",
    "%% Novak said “nobody asked”\n\nand more %%\n\n",
    "==„Every boat in the harbour belongs to the town“==, said Novak. «The ferry will sail», he said.\n\n",
    "“The ferry will sail when 5'10\" of ice is gone”, said O'Moreno [@harbour].\n\n",
    "Moreno called it “a gift”, and **“every *boat* in the harbour”** &amp; “the town’s”.\n\n",
];

const HARBOUR: &str = "The ferry\n\nMarch 2, 2011\n\n“The ferry will sail when the ice is gone,” Ada Moreno, the harbour master, said on Monday.\n\n\
“Nobody asked the crew about the winter. Not once,” she said. “If they had, we would have stayed.”\n\n\
Pavel Novak, the mayor, said: “Every boat in the harbour belongs to the town.”\n";
const LOG: &str = "The log\n\nMarch 9, 2011\n\nOn Friday Ada Moreno said the ferry will sail when most of the ice is gone.\n\n\
“Every boat of the harbour belongs to our town,” said Pavel Novak, who later denied it. Editor’s note: the words could not be verified.\n";
/// Every rule is enabled.
const LOUD: &str = "profile = 'release'\n[rules]\npermitted-change = 'info'\nfragment-quote = 'info'\nscare-quote = 'info'\nloaded-cue = 'info'\n";

#[test]
fn findings_after_edits_equal_those_of_a_fresh_note() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("note.md");
    std::fs::create_dir(folder.path().join("sources")).unwrap();
    for (name, text) in
        [("sources/harbour.txt", HARBOUR), ("sources/log.txt", LOG), ("onrecord.toml", LOUD)]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let workspaces = std::cell::RefCell::new(
        [(); 2].map(|()| Workspace::holding(path.parent().unwrap(), Settings::default())),
    );
    let paragraph = prop::sample::select(PARAGRAPHS);
    let note = prop::collection::vec(paragraph.clone(), 1..9);
    let typed = prop_oneof![prop::sample::select(TYPED), paragraph];
    let edits =
        prop::collection::vec((0usize..2_000, typed, prop_oneof![Just(0usize), 0usize..60]), 1..9);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let run = runner.run(&(note, edits), |(note, edits)| {
        let [edited, fresh] = &mut *workspaces.borrow_mut();
        let mut text = note.concat();
        let _ = edited.open(&path, &text, 0);
        for (version, (at, typed, gone)) in (1..).zip(edits) {
            analysis::findings(&edited.snapshot(), &path);
            text = type_into(edited, &path, &text, (at, typed, gone), version).1;
            let _ = fresh.close(&path);
            let _ = fresh.open(&path, &text, version);
            let [now, anew] = [&*edited, &*fresh].map(|w| analysis::findings(&w.snapshot(), &path));
            prop_assert_eq!(now, anew, "{}", text);
        }
        let _ = edited.close(&path);
        Ok(())
    });
    assert!(run.is_ok(), "{}", run.unwrap_err());
}

#[test]
fn answers_after_edits_equal_those_of_a_fresh_note() {
    let mut workspaces = [(); 2].map(|()| Workspace::holding(&folder(), Settings::default()));
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
