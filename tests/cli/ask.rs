//! `onrecord hover`, `definition` and `references`.

use crate::folder::{Folder, HARBOUR, RIGHT};
use serde_json::Value;

fn folder() -> Folder {
    Folder::new().with("notes/right.md", RIGHT)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn definition_shows_the_words_in_the_source() {
    let outcome = folder().run(&["definition", "notes/right.md:3:20"]);
    insta::assert_snapshot!(outcome.stdout, @"
    seeds/102_harbour.txt:3:165
      |
    3 | …room. “We shall never close the harbour while a single boat goes out from it,” said Marta…
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}

#[test]
fn definition_in_json_has_bytes_line_and_column() {
    let folder = folder();
    let outcome = folder.run(&["definition", "notes/right.md:3:20", "--format", "jsonl"]);
    let row = json(outcome.stdout.lines().next().unwrap());
    let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
    let words = "We shall never close the harbour while a single boat goes out from it";
    assert_eq!(HARBOUR.get(start as usize..end as usize), Some(words));
    assert_eq!(row["path"], "seeds/102_harbour.txt");
    assert_eq!(row["line"], 3);
}

#[test]
fn references_print_one_per_line() {
    let folder = folder().with("notes/other.md", RIGHT.replace("# Right", "# Other"));
    let outcome = folder.run(&["references", "notes/right.md:3:20"]);
    insta::assert_snapshot!(outcome.stdout, @"
    seeds/102_harbour.txt:3:165: …We shall never close the harbour while a single boat goes out from it…
    notes/other.md:3:18: …“We shall never close the harbour while a single boat goes out from it”…
    notes/right.md:3:18: …“We shall never close the harbour while a single boat goes out from it”…
    ");
    let rows = folder.run(&["references", "notes/right.md:3:20", "--format", "jsonl"]).stdout;
    assert_eq!(rows.lines().count(), outcome.stdout.lines().count());
    assert!(rows.lines().all(|row| json(row)["text"].as_str().unwrap().contains("never close")));
}

#[test]
fn hover_shows_what_the_editor_shows() {
    let folder = folder();
    let text = folder.run(&["hover", "notes/right.md:3:20"]);
    assert_eq!(text.code, 0, "{text:?}");
    assert!(text.stdout.contains("102"), "{}", text.stdout);
    let raw = folder.run(&["hover", "notes/right.md:3:20", "--format", "jsonl"]);
    let row = json(&raw.stdout);
    assert_eq!(row["path"], "notes/right.md");
    assert!(row["markdown"].as_str().unwrap().contains("102"));
    let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
    assert!(RIGHT.get(start as usize..end as usize).unwrap().contains("never close the harbour"));
}

#[test]
fn line_without_column_means_its_first_item() {
    assert_eq!(folder().run(&["definition", "notes/right.md:3"]).code, 0);
}

#[test]
fn position_without_an_answer_says_so() {
    let folder = folder();
    let outcome = folder.run(&["hover", "notes/right.md:1:1"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert_eq!(outcome.stderr, "onrecord: nothing at notes/right.md:1:1\n");
    assert_eq!(folder.run(&["hover", "notes/right.md:99:1"]).code, 1);
}

#[test]
fn malformed_position_is_an_error_that_explains_the_format() {
    let folder = folder().with("torn.md", b"caf\xe9 \x8d\x81\xfd");
    let outcome = folder.run(&["hover", "notes/right.md"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("FILE:LINE:COLUMN"), "{}", outcome.stderr);
    let outcome = folder.run(&["definition", "notes/wrnog.md:1:1"]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (2, "onrecord: notes/wrnog.md is not a file\n")
    );
    let outcome = folder.run(&["hover", "torn.md:1:1"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("is not UTF-8"), "{}", outcome.stderr);
}
