//! Text files of any name in the source folders are sources; other files of unknown kinds are reported as before.

use crate::folder::Folder;

const SAID: &str = "We shall keep the ferry running all winter long";

fn note(key: &str) -> String {
    format!("Ada Brill said “{SAID}” [@{key}].\n")
}

fn source() -> String {
    format!("“{SAID},” said Ada Brill.\n")
}

#[test]
fn text_of_any_name_is_a_source() {
    for name in ["a", "a.rst", "a.org", "a.adoc", "a.tex", "a.log", "a.csv", "a.json", "a.xyz"] {
        for key in ["a", name] {
            let folder = Folder::empty()
                .with(&format!("sources/{name}"), source())
                .with("note.md", note(key));
            let outcome = folder.run(&["check"]);
            let said = (outcome.code, outcome.stderr.as_str());
            assert_eq!(said, (0, ""), "{name} {key}: {}", outcome.stdout);
        }
    }
}

#[test]
fn what_is_kept_beside_sources_is_no_source() {
    for name in [".a", "a.bib", "a.ris", "a.toml", "a.svg", "a.bak", "a.rst~", "~$a", "a.part"] {
        let folder =
            Folder::empty().with(&format!("sources/{name}"), source()).with("note.md", note("a"));
        let outcome = folder.run(&["check"]);
        assert_ne!(outcome.code, 0, "{name}: {}", outcome.stdout);
    }
    let named = "bibliography = [\"sources/refs.json\"]\n";
    let folder = Folder::new()
        .with("onrecord.toml", named)
        .with("sources/refs.json", "[]")
        .with("note.md", note("refs"));
    assert!(folder.run(&["check"]).stdout.contains("unknown-source"));
}

#[test]
fn an_unknown_file_that_is_no_text_is_told_only_where_it_matters() {
    let check = |key| {
        let folder = Folder::empty()
            .with("sources/a.txt", source())
            .with("sources/b.xyz", b"\0\x01")
            .with("note.md", note(key));
        folder.run(&["check"])
    };
    let outcome = check("a");
    assert_eq!(outcome.code, 0, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("b.xyz is of a kind that is not read"), "{}", outcome.stderr);
    let cited = check("b");
    assert!(cited.stdout.contains("unreadable-source"), "{}", cited.stdout);
}

#[test]
fn of_two_files_of_one_name_the_key_has_to_say_which() {
    let check = |key| {
        let folder = Folder::empty()
            .with("sources/a.txt", source())
            .with("sources/a.log", "The ferry left at nine and came back at ten.\n")
            .with("note.md", note(key));
        folder.run(&["check"])
    };
    let outcome = check("a");
    assert!(outcome.stdout.contains("ambiguous-key"), "{}", outcome.stdout);
    let outcome = check("a.txt");
    assert_eq!(outcome.code, 0, "{}", outcome.stdout);
}
