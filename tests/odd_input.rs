//! No document makes the program panic or return a span outside the document: notes and sources assembled from pieces that
//! break parsers, with every query at every position.

use onrecord::actor::ActorEntries;
use onrecord::analysis::{self, findings};
use onrecord::corpus::{Corpus, Source};
use onrecord::text::{Encoding, Span};
use onrecord::workspace::{Folder, Loaded, NoteEntry, Settings, Snapshot, Workspace};
use proptest::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pieces of Markdown and English that parsers treat specially, and characters of every width.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "''",
    "``",
    "«",
    "»",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~",
    "<b>",
    "<!-- onrecord-ignore -->",
    "<!--",
    "-->",
    "[",
    "]",
    "(",
    ")",
    "[@a]",
    "[@a_1, ¶1]",
    "[@",
    "@a",
    "[[a_1]]",
    "[^1]",
    "\n[^1]: ",
    "](b.txt#L2)",
    "> ",
    "\n> ",
    "- ",
    "\n- ",
    "1. ",
    "# ",
    "---\n",
    "|",
    " | ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\u{c}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{2028}",
    "\u{feff}",
    "e\u{301}",
    "ﬁ",
    "😀",
    "李",
    "İ",
    "ß",
    " ",
    "…",
    "...",
    "[…]",
    "[sic]",
    "[t]",
    "—",
    " -- ",
    "said",
    " said",
    "Ada Moreno",
    "Moreno",
    "Mr. Okafor",
    "President",
    " told Ben Okafor, ",
    "according to",
    ": ",
    ", ",
    ". ",
    "the talks will not resume before March",
    "everybody knows it",
    "we",
    " never ",
    "3",
    "2013",
    "http://a.b/“c”",
    "\\",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn snapshot(note: &str, source: &str) -> (Arc<Snapshot>, PathBuf, PathBuf) {
    let (note_path, source_path) = (PathBuf::from("/w/note.md"), PathBuf::from("/w/seeds/a_1.txt"));
    let fixed = "Title\n\n“The talks will not resume before March, and everybody knows it,” Ada Moreno said.\n";
    let sources = vec![
        Arc::new(Source::read("a_1".to_owned(), source_path.clone(), source.to_owned())),
        Arc::new(Source::read("b".to_owned(), PathBuf::from("/w/seeds/b.txt"), fixed.to_owned())),
    ];
    let notes =
        HashMap::from([(note_path.clone(), Arc::new(NoteEntry::read(note.to_owned(), None)))]);
    let folder = Folder { root: PathBuf::from("/w"), ..Folder::default() };
    let mut workspace = Workspace::new(vec![folder.root.clone()], Settings::default());
    workspace.install(Loaded::of(
        vec![folder],
        notes,
        Corpus::new(sources),
        &ActorEntries::default(),
        Vec::new(),
    ));
    (workspace.snapshot(), note_path, source_path)
}

/// Asserts that a span lies in the text and on character boundaries.
fn sound(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} is no part of {text:?}");
    Ok(())
}

fn ask_everything(snapshot: &Snapshot, path: &Path, text: &str) -> Result<(), TestCaseError> {
    let index = analysis::CompletionIndex::of(snapshot);
    for offset in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
        if let Some(hover) = analysis::hover(snapshot, path, offset) {
            sound(text, hover.span)?;
        }
        if let Some(definition) = analysis::definition(snapshot, path, offset) {
            sound(text, definition.origin)?;
            for target in definition.targets {
                let there =
                    snapshot.lines(&target.path).map(|lines| lines.to_string()).unwrap_or_default();
                sound(&there, target.span)?;
            }
        }
        for proposal in
            analysis::completion(snapshot, &index, path, offset, analysis::Occasion::Asked)
        {
            sound(text, proposal.span)?;
        }
        for span in analysis::selections(snapshot, path, offset) {
            sound(text, span)?;
        }
    }
    let tokens = analysis::tokens(snapshot, path, Span::new(0, text.len()));
    let folds = analysis::folds(snapshot, path);
    for span in tokens.iter().map(|t| t.span).chain(folds.iter().map(|f| f.span)) {
        sound(text, span)?;
    }
    for span in analysis::highlights(snapshot, path, text.len() / 2) {
        sound(text, span)?;
    }
    for symbol in analysis::document_symbols(snapshot, path) {
        sound(text, symbol.span)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_notes_and_sources_get_valid_answers(note in text(), source in text()) {
        let (snapshot, note_path, source_path) = snapshot(&note, &source);
        for finding in findings(&snapshot, &note_path) {
            sound(&note, finding.span)?;
            for fix in finding.fixes {
                for edit in fix.edits {
                    sound(&note, edit.span)?;
                }
            }
        }
        for hint in analysis::hints(&snapshot, &note_path, Span::new(0, note.len())) {
            sound(&note, Span::new(hint.offset, hint.offset))?;
        }
        ask_everything(&snapshot, &note_path, &note)?;
        ask_everything(&snapshot, &source_path, &source)?;
        let lines = snapshot.lines(&note_path).unwrap_or_default();
        prop_assert_eq!(lines.offset(lines.position(note.len(), Encoding::Utf16), Encoding::Utf16), note.len());
    }
}
