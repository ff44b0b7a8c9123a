//! Cite keys from a bibliography: which sources they mean, and what is reported when a key is duplicated.

use crate::folder::Folder;

const LEDGER: &str =
    "“The ledger of the lighthouse was never returned to the archive,” said Ilse Varga.\n";
const HARBOUR: &str = "“The channel must be deepened before the winter gales close the southern approach,” said Marta Quill, the harbour master.\n";
const LED: &str =
    "Ilse Varga said “the ledger of the lighthouse was never returned to the archive”";
const DEEP: &str = "Marta Quill said “the channel must be deepened before the winter gales close the southern approach”";

fn folder(name: &str, bibliography: &str) -> Folder {
    Folder::empty()
        .with("onrecord.toml", format!("bibliography = [\"{name}\"]\n"))
        .with(name, bibliography)
        .with("sources/ledger.txt", LEDGER)
        .with("sources/harbour.txt", HARBOUR)
}

/// The rules that report something in a note beside a bibliography, with severities.
fn said(name: &str, bibliography: &str, note: &str) -> Vec<String> {
    let outcome =
        folder(name, bibliography).with("note.md", note).run(&["check", "--format", "jsonl"]);
    let lines = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    lines
        .filter(|line: &serde_json::Value| line["rule"].is_string())
        .map(|line| {
            format!("{} {}", line["severity"].as_str().unwrap(), line["rule"].as_str().unwrap())
        })
        .collect()
}

#[track_caller]
fn silent(name: &str, bibliography: &str, cited: &[&str]) {
    for key in cited {
        let note = format!("{LED} {key}.\n");
        assert_eq!(said(name, bibliography, &note), [] as [&str; 0], "{key}\n{bibliography}");
    }
}

#[test]
fn several_keys_name_one_file() {
    silent(
        "refs.bib",
        "@book{varga1990, title = {Papers}, file = {sources/ledger.txt}}\n\
         @incollection{varga1990ledger, title = {The Ledger}, file = {sources/ledger.txt}}\n\
         @misc{scan, ids = {oldscan, varga_scan}, file = {:sources/ledger.txt:TXT}}\n",
        &[
            "[@varga1990]",
            "[@varga1990ledger]",
            "[@scan]",
            "[@oldscan]",
            "[@varga_scan]",
            "[@varga]",
            "[@ledger]",
            "[[varga1990ledger]]",
        ],
    );
    silent(
        "refs.json",
        r#"[{"id": "varga1990", "file": "sources/ledger.txt"}, {"id": "the ledger, 1990", "file": "sources/ledger.txt"}]"#,
        &["[@varga1990]", "[@{the ledger, 1990}]", "[[the ledger, 1990]]"],
    );
}

#[test]
fn entry_inherits_the_file_of_its_crossref() {
    silent(
        "refs.bib",
        "@inbook{ch2, title = {Two}, crossref = {varga1990}}\n\
         @inbook{ch3, title = {Three}, crossref = \"ch2\"}\n\
         @misc{ch4, xdata = {nothing, varga1990}}\n\
         @inbook{ch5, crossref = {varga1990}, file = {scan.pdf}}\n\
         @inbook{round, crossref = {about}}\n\
         @inbook{about, crossref = {round}}\n\
         @book{varga1990, title = {Papers}, file = {sources/ledger.txt}}\n",
        &["[@ch2]", "[@ch3]", "[@ch4]", "[@ch5]", "[@varga1990]"],
    );
}

#[test]
fn braced_key_is_read_whole() {
    let keys = [
        "qi$^2$Long2025",
        "a*b*c",
        "x_y_z",
        "<b>x</b>",
        "https://quay.example/a?b=1&c=2",
        "a^b",
        "what?",
        "a+b",
        "DBLP:conf/x/Y",
        "10.1000/182(96)",
        "a~b~",
        "!x!",
        "[a](b)",
        "a|b",
        "é",
    ];
    for key in keys {
        let bibliography = format!("@misc{{{key}, title={{x}}, file={{sources/ledger.txt}}}}\n");
        silent(
            "refs.bib",
            &bibliography,
            &[&format!("[@{{{key}}}]"), &format!("[see @{{{key}}}, ¶1]")],
        );
    }
    let json = r#"[{"id": "a {b} \"c\" \u00e9\/d", "file": "sources/ledger.txt"}, {"id": 17, "file": "sources/ledger.txt"}]"#;
    silent("refs.json", json, &["[@{a {b} \"c\" é/d}]", "[@17]"]);
}

#[test]
fn apparent_locator_may_be_part_of_the_key() {
    let bibliography =
        "@misc{varga:2020, file={sources/ledger.txt}}\n@misc{varga, file={sources/harbour.txt}}\n";
    silent("refs.bib", bibliography, &["[@varga:2020]", "[@{varga:2020}]", "[@varga:2020, ¶1]"]);
    let note = format!("{LED} [@varga:1].\n");
    assert_eq!(said("refs.bib", bibliography, &note), ["error wrong-source"]);
}

#[test]
fn unbraced_key_with_odd_characters_suggests_braces() {
    let bibliography = "@misc{https://quay.example/a?b=1&c=2, file={sources/ledger.txt}}\n";
    let note = format!("{LED} [@https://quay.example/a?b=1&c=2].\n");
    let outcome = folder("refs.bib", bibliography)
        .with("note.md", &note)
        .run(&["check", "--format", "jsonl"]);
    assert!(
        outcome.stdout.contains("Write @{https://quay.example/a?b=1&c=2}"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn duplicate_key_is_reported_only_in_the_bibliography() {
    let twice = "@book{main, title = {Harbour}, file = {sources/harbour.txt}}\n\
                 @article{main, title = {Ledger}, file = {sources/ledger.txt}}\n";
    let outcome = folder("refs.bib", twice)
        .with("note.md", format!("{LED} [@main, ¶1].\n\n{DEEP} [@main].\n"))
        .run(&["check"]);
    insta::assert_snapshot!(outcome.stdout, @"
    warning[duplicate-key]: the key main is already in this bibliography, at line 1: a note that cites
                            it may mean either entry. Give this entry another key
     --> refs.bib:2:10
      |
    2 | @article{main, title = {Ledger}, file = {sources/ledger.txt}}
      |          ^^^^
      |
    note: the other entry with this key
     --> refs.bib:1:7
      |
    1 | @book{main, title = {Harbour}, file = {sources/harbour.txt}}
      |       ^^^^

    1 note, 2 quotations: 1 warning
    ");
    let json = r#"[{"id": "main", "file": "sources/harbour.txt"}, {"id": "x", "note": {"id": "main"}}, {"id": "main", "file": "sources/ledger.txt"}]"#;
    let note = format!("{LED} [@main].\n\n{DEEP} [@main].\n");
    assert_eq!(said("refs.json", json, &note), ["warning duplicate-key"]);
    let alias = "@book{main, ids = {other}, file = {sources/harbour.txt}}\n@book{other, file = {sources/ledger.txt}}\n";
    assert_eq!(said("refs.bib", alias, &format!("{LED} [@other].\n")), ["warning duplicate-key"]);

    // Words in neither source are still reported.
    let wrong = LED.replace("never", "always");
    assert_eq!(
        said("refs.bib", twice, &format!("{wrong} [@main].\n")),
        ["warning duplicate-key", "error misquote"]
    );
}

#[test]
fn entry_with_several_files_may_mean_any_of_them() {
    let several =
        "@book{both, file = {A:sources/harbour.txt:text/plain;B:sources/ledger.txt:text/plain}}\n";
    let note = format!("{LED} [@both].\n\n{DEEP} [@both].\n");
    assert_eq!(said("refs.bib", several, &note), [] as [&str; 0]);
}

#[test]
fn known_key_without_a_source_is_not_an_error() {
    let bibliography = "@book{lind2001, title = {Ice}}\n@book{berg, file = {scan.pdf}}\n";
    let note =
        "Lind said “the ice was thinner than it had ever been in May” [@lind2001] [@berg].\n";
    assert_eq!(
        said("refs.bib", bibliography, note),
        ["info unknown-source", "info unknown-source"]
    );
}

#[test]
fn bibliography_key_takes_precedence_over_file_name() {
    let crossed = "@book{harbour, file = {sources/ledger.txt}}\n";
    silent("refs.bib", crossed, &["[@harbour]"]);
    let outcome = folder("refs.bib", crossed).with("note.md", format!("{DEEP}.\n")).run(&["check"]);
    // The file whose name the key has taken is cited by its path.
    assert!(outcome.stdout.contains("Cite [@sources/harbour"), "{}", outcome.stdout);
    let note = format!("{DEEP} [@sources/harbour].\n");
    assert_eq!(said("refs.bib", crossed, &note), [] as [&str; 0]);
}
