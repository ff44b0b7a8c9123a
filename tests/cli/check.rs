//! `onrecord check` for people: output, exit codes, odd files.

use crate::folder::{Folder, HARBOUR, Outcome, RIGHT, WRONG};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn findings_are_printed_with_their_lines() {
    let folder = Folder::new().with("notes/wrong.md", WRONG);
    let outcome = folder.run(&["check"]);
    insta::assert_snapshot!(outcome.stdout, @"
    warning[unattributed-quote]: “Nobody … us that.” has neither a speaker nor a citation: add one
     --> notes/wrong.md:3:24
      |
    3 | It was a long evening. “Nobody would have thought of asking us that.”
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    warning[quote-not-found]: “Nobody … us that.” is not in the one source: check it, or add its source

    error[unknown-source]: @999 matches no source of the corpus: add the source, or correct the key
     --> notes/wrong.md:5:32
      |
    5 | The mayor has said so before [@999].
      |                                ^^^

    1 note, 1 quotation: 1 error, 2 warnings
      1  unknown-source      error
      1  quote-not-found     warning
      1  unattributed-quote  warning
    ");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
}

#[test]
fn source_line_is_underlined_too() {
    let words = "We shall not close the harbour while a single boat goes out from it";
    let note = format!("# Note\n\nMarta Ruiz said: “{words}” [@102].\n");
    let outcome = Folder::new().with("note.md", note).run(&["check"]);
    insta::assert_snapshot!(outcome.stdout, @"
    error[misquote]: “We shall not close the harbour while a single boat goes out from it” is not what
                     102 ¶1 says: “not” where the source has “never” (this changes the meaning). Use the
                     source’s words, or mark the change with [brackets] or an ellipsis
     --> note.md:3:19
      |
    3 | Marta Ruiz said: “We shall not close the harbour while a single boat goes out from it” [@102].
      |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    note: the source has “We shall never close the harbour while a single boat goes out from it”
     --> seeds/102_harbour.txt:3:165
      |
    3 | …room. “We shall never close the harbour while a single boat goes out from it,” said Marta…
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    diff: We shall [-never-] {+not+} close the harbour while a single boat goes out from it
    help: Use the source’s words

    1 note, 1 quotation: 1 error
    ");
    assert_eq!(outcome.code, 1);
}

#[test]
fn clean_note_is_reported_as_clean() {
    let outcome = Folder::new().with("right.md", RIGHT).run(&["check"]);
    assert_eq!(outcome.stdout, "1 note, 1 quotation: no findings\n");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}

#[test]
fn paths_select_notes_and_are_shown_relative_to_the_current_directory() {
    let folder = Folder::new().with("a/right.md", RIGHT).with("b/wrong.md", WRONG);
    assert_eq!(folder.run(&["check", "a"]).code, 0);
    assert_eq!(folder.run(&["check", "a", "b/wrong.md"]).code, 1);
    assert!(folder.run(&["check", "b"]).stdout.contains("--> b/wrong.md:3:"));

    let mut inside = folder.command(&["check"]);
    inside.current_dir(folder.file("b"));
    let outcome = Outcome::of(inside);
    assert!(outcome.stdout.contains("--> wrong.md:3:"), "{}", outcome.stdout);
}

#[test]
fn profile_sets_the_severity_of_findings() {
    let folder = Folder::new().with("wrong.md", WRONG);
    let severity = |arguments: &[&str]| {
        let outcome = folder.run(arguments);
        let line = outcome.stdout.lines().find(|line| line.contains("[unattributed-quote]"));
        line.unwrap().split('[').next().unwrap().to_owned()
    };
    assert_eq!(severity(&["check"]), "warning");
    assert_eq!(severity(&["check", "--profile", "release"]), "error");
}

#[test]
fn exit_zero_ignores_findings() {
    let folder = Folder::new().with("wrong.md", WRONG);
    let outcome = folder.run(&["check", "--exit-zero"]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.stdout.contains("unknown-source"));
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_processed() {
    let folder = Folder::new()
        .with("right.md", RIGHT)
        .with("letter.md", b"caf\xe9 \x8d\x81\xfd")
        .with("picture.md", b"\x89PNG\0\0\0");
    let outcome = folder.run(&["check"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(
        outcome.stdout,
        "1 note, 1 quotation: no findings; 2 notes not checked: see above\n"
    );
    let said: Vec<&str> = outcome.stderr.lines().collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("onrecord: letter.md is not UTF-8"), "{said:?}");
    assert!(said[1].starts_with("onrecord: picture.md is binary"), "{said:?}");

    assert_eq!(folder.run(&["check", "letter.md"]).code, 2);
    assert_eq!(folder.run(&["check", "right.md", "letter.md"]).code, 2);
}

#[test]
fn missing_path_is_an_error() {
    let folder = Folder::new().with("right.md", RIGHT);
    let outcome = folder.run(&["check", "right.md", "rihgt.md"]);
    assert_eq!(outcome.code, 2);
    assert_eq!(outcome.stderr, "onrecord: rihgt.md does not exist\n");
    assert_eq!(outcome.stdout, "1 note, 1 quotation: no findings\n");
}

#[test]
fn folder_without_notes_is_an_error_and_sources_are_skipped() {
    let folder = Folder::new();
    let outcome = folder.run(&["check"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert!(outcome.stderr.contains("there are no notes in ."), "{}", outcome.stderr);

    let outcome = folder.run(&["check", "seeds/102_harbour.txt"]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.stderr.contains("is a source of the corpus"), "{}", outcome.stderr);
}

#[test]
fn missing_sources_message_says_where_to_put_them() {
    let outcome = Folder::empty().with("right.md", RIGHT).run(&["check"]);
    assert!(outcome.stderr.contains("put them in seeds/"), "{}", outcome.stderr);
}

#[test]
fn configuration_error_is_a_finding_in_its_file() {
    let folder = Folder::new()
        .with("right.md", RIGHT)
        .with("onrecord.toml", "profile = \"loud\"\n\n[rules]\nmisqoute = \"off\"\n");
    let outcome = folder.run(&["check", "right.md"]);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    let [place, _, words, marks] = lines[1..5] else { panic!("{lines:?}") };
    assert_eq!(place, " --> onrecord.toml:1:11");
    assert_eq!((words, marks), ("1 | profile = \"loud\"", "  |           ^^^^^^"));
    assert!(lines.contains(&"4 | misqoute = \"off\""), "{lines:?}");
    assert_eq!(outcome.code, 2);
}

#[test]
fn colours_are_only_for_terminals() {
    let folder = Folder::new().with("wrong.md", WRONG);
    assert!(!folder.run(&["check"]).stdout.contains('\u{1b}'));
    let mut forced = folder.command(&["check"]);
    forced.env("CLICOLOR_FORCE", "1");
    assert!(Outcome::of(forced).stdout.contains('\u{1b}'));
}

#[test]
fn closed_pipe_ends_the_command_silently() {
    let note = "The mayor has said so before [@999].\n\n".repeat(2_000);
    let folder = Folder::new().with("long.md", note);
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("check")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn escapes_in_a_document_never_reach_the_terminal() {
    let note = "It was “a \u{1b}[31mred evening\u{7} and\u{9b}0m long” [@999].\n";
    let outcome = Folder::new()
        .with("seeds/103_odd.txt", HARBOUR.replace("never", "\u{1b}[5mnever"))
        .with("odd.md", note)
        .run(&["check"]);
    assert!(outcome.stdout.contains("odd.md"));
    assert!(!outcome.stdout.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{:?}", outcome.stdout);
}
