//! Unreadable files in the source folders: each is reported with what to do, and a citation of one has a single finding.

use crate::folder::{Folder, Outcome, RIGHT};
use serde_json::Value;

/// The rules reported for a note, in order.
fn rules(outcome: &Outcome) -> Vec<String> {
    let rows = outcome.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.filter(|row| row["path"] == "note.md")
        .map(|row| row["rule"].as_str().unwrap().to_owned())
        .collect()
}

fn note(citation: &str) -> String {
    format!("Ada Brill said “We shall keep the ferry running all winter long” {citation}.\n")
}

#[test]
fn citation_of_an_unreadable_file_has_only_that_finding() {
    for (file, content) in [
        ("a.webarchive", &b"bplist00\0"[..]),
        ("a.pdf", b"%PDF-1.4 \0"),
        ("a.docx", b"PK\x03\x04\0\0"),
        ("a.msg", b"\xd0\xcf\x11\xe0\0"),
        ("a.ass", b"[Script Info]\n"),
        ("a.jpg", b"\xff\xd8\xff\0"),
        ("a.mp3", b"ID3\0"),
        ("a.zip", b"PK\0"),
        ("a.txt", b"\0\x01\x02 binary"),
        ("a.txt", b"caf\xe9 \x8d\x81\xfd"),
        ("a", b"no extension\0"),
        ("a_long_name.webarchive", b"bplist00"),
    ] {
        for citation in ["[@a]", "[@a, ¶1]"] {
            let path = format!("sources/{file}");
            let folder = Folder::new().with(&path, content).with("note.md", note(citation));
            let outcome = folder.run(&["check", "--format", "jsonl"]);
            assert_eq!(rules(&outcome), ["unreadable-source"], "{file} {citation}: {outcome:?}");
            assert_eq!(outcome.code, 1);
            let message = format!("@a is {path}, which onrecord cannot read: ");
            assert!(outcome.stdout.contains(&message), "{file}: {}", outcome.stdout);
            let hover = folder.run(&["hover", "note.md:1:68"]);
            assert!(hover.stdout.contains("which onrecord cannot read"), "{file}: {hover:?}");
        }
    }
}

#[test]
fn message_says_what_to_do() {
    let folder =
        Folder::new().with("sources/a.webarchive", "bplist00").with("note.md", note("[@a]"));
    let outcome = folder.run(&["check", "--format", "brief"]);
    assert!(
        outcome.stdout.contains(
            "@a is sources/a.webarchive, which onrecord cannot read: turn it into text\n"
        ),
        "{}",
        outcome.stdout
    );
    assert_eq!(
        outcome.stderr,
        "onrecord: sources/a.webarchive is a web archive: turn it into text\n"
    );
}

#[test]
fn links_to_unreadable_files_are_reported_only_as_citations() {
    let folder =
        |note: String| Folder::new().with("sources/a.webarchive", "bplist00").with("note.md", note);
    let cited =
        folder(note("([source](sources/a.webarchive))")).run(&["check", "--format", "jsonl"]);
    assert_eq!(rules(&cited), ["unreadable-source"]);
    let named = folder("See [the page](sources/a.webarchive).\n".to_owned());
    assert_eq!(rules(&named.run(&["check", "--format", "jsonl"])), [] as [&str; 0]);
}

#[test]
fn words_possibly_in_an_unreadable_second_source_are_not_reported() {
    let folder = Folder::new().with("sources/a.pdf", "%PDF").with("note.md", note("[@102; @a]"));
    assert_eq!(rules(&folder.run(&["check", "--format", "jsonl"])), ["unreadable-source"]);
}

#[test]
fn document_with_its_text_beside_it_is_not_reported() {
    let text = "“We shall keep the ferry running all winter long,” said Ada Brill.\n";
    let folder = Folder::new()
        .with("sources/a.pdf", "%PDF")
        .with("sources/a.txt", text)
        .with("note.md", note("[@a]"));
    let outcome = folder.run(&["check"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
}

#[test]
fn text_output_lists_ten_unreadable_files_and_json_all() {
    let mut folder = Folder::new().with("note.md", RIGHT);
    for number in 10..24 {
        folder = folder.with(&format!("sources/p{number}.pdf"), "%PDF");
    }
    let folder = folder.with("sources/q.webarchive", "bplist00").with("sources/r.txt", b"\0");
    let outcome = folder.run(&["check"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let told: Vec<&str> = outcome.stderr.lines().collect();
    assert_eq!(told.len(), 11, "{told:#?}");
    assert_eq!(told[0], "onrecord: sources/p10.pdf is PDF: turn it into text (`pdftotext` does)");
    assert_eq!(told[10], "onrecord: 6 more files are not read: 4 PDF, 1 binary, 1 web archive");
    let rows = folder.run(&["check", "--format", "jsonl"]).stdout;
    assert_eq!(
        rows.lines().filter(|row| row.contains("\"rule\":\"unreadable\"")).count(),
        16,
        "{rows}"
    );
}

#[test]
fn hidden_ignored_and_non_document_files_are_not_reported() {
    let mut folder =
        Folder::new().with("note.md", RIGHT).with("sources/.onrecordignore", "old\n*.log\n");
    for name in [
        ".DS_Store",
        ".hidden/a.webarchive",
        "old/a.webarchive",
        "build.log",
        "a.png",
        "b.JPG",
        "c.mp4",
        "d.wav",
        "e.ttf",
        "f.zip",
        "g.tar.gz",
        "refs.bib",
        "Thumbs.db",
        "~$h.docx",
        "i.txt~",
    ] {
        folder = folder.with(&format!("sources/{name}"), b"\0");
    }
    let outcome = folder.run(&["check"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(!folder.run(&["check", "--format", "jsonl"]).stdout.contains("unreadable"));
}

#[test]
fn only_unreadable_sources_are_not_reported_as_missing_sources() {
    let folder = Folder::empty()
        .with("sources/a.webarchive", "bplist00")
        .with("sources/b.eml", "x")
        .with("note.md", note("[@a]"));
    let outcome = folder.run(&["check"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.stderr.contains("not one of the 2 files in sources can be read"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stdout.contains("unreadable-source") && outcome.stdout.contains("not checked"));
}

#[test]
fn not_found_mentions_unreadable_files() {
    let folder = Folder::new().with("sources/a.webarchive", "bplist00").with("note.md", note(""));
    let outcome = folder.run(&["check"]);
    assert!(outcome.stdout.contains("cannot be read"), "{}", outcome.stdout);
}
