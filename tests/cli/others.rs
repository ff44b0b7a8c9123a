//! The smaller commands: `explain`, `fix`, `actors`, `init`, `completions`.

use crate::folder::{Folder, RIGHT, WRONG};
use onrecord::rules;
use std::fs;

#[test]
fn every_rule_is_listed_and_has_a_page() {
    let folder = Folder::empty();
    let list = folder.run(&["explain"]);
    assert_eq!(list.code, 0);
    for rule in rules::ALL {
        assert!(list.stdout.contains(&format!("{} ", rule.name)), "{}", rule.name);
        let page = folder.run(&["explain", rule.name]);
        assert_eq!(page.code, 0);
        assert!(page.stdout.starts_with(rule.name), "{}", page.stdout);
        for line in page.stdout.lines().filter(|line| !line.starts_with("    ")) {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn unknown_rule_suggests_the_nearest_name() {
    let outcome = Folder::empty().run(&["explain", "misqoute"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert!(outcome.stderr.contains("did you mean `misquote`"), "{}", outcome.stderr);
}

#[test]
fn init_does_not_overwrite_a_configuration() {
    let folder = Folder::new().with("right.md", RIGHT);
    assert_eq!(folder.run(&["init"]).code, 0);
    let written = fs::read_to_string(folder.file("onrecord.toml")).unwrap();
    assert_eq!(folder.run(&["check"]).stdout, "1 note, 1 quotation: no findings\n");

    fs::write(folder.file("onrecord.toml"), "profile = 'release'\n").unwrap();
    let again = folder.run(&["init"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("already exists"), "{}", again.stderr);
    assert_ne!(fs::read_to_string(folder.file("onrecord.toml")).unwrap(), written);
}

#[test]
fn fix_leaves_notes_without_safe_fixes_unchanged() {
    let folder = Folder::new().with("wrong.md", WRONG).with("torn.md", b"caf\xe9 \x8d\x81\xfd");
    let outcome = folder.run(&["fix", "wrong.md"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, "nothing to fix\n"));
    assert_eq!(fs::read_to_string(folder.file("wrong.md")).unwrap(), WRONG);
    assert_eq!(folder.run(&["fix", "torn.md"]).code, 2);
    assert_eq!(fs::read(folder.file("torn.md")).unwrap(), b"caf\xe9 \x8d\x81\xfd");
    assert_eq!(folder.run(&["fix", "--diff"]).stdout, "");
}

/// A slip, a wrong paragraph and an unused suppression are fixed without asking. Changes of meaning are not.
#[test]
fn fix_previews_and_applies_safe_fixes() {
    let said = "a single boat goes out from it”";
    let before = format!(
        "<!-- onrecord-ignore wrong-source -->\nMarta Ruiz said: “We shall never close the harbor while {said} [@102, ¶7].\n\n\
         Ruiz said: “We shall always close the harbour while {said} [@102].\n"
    );
    let after = format!(
        "Marta Ruiz said: “We shall never close the harbour while {said} [@102, ¶1].\n\n\
         Ruiz said: “We shall always close the harbour while {said} [@102].\n"
    );
    let folder = Folder::new().with("note.md", &before);
    let shown = folder.run(&["fix", "--diff"]);
    assert_eq!(shown.code, 1);
    assert!(
        shown.stdout.contains("\n-<!-- onrecord-ignore wrong-source -->\n"),
        "{}",
        shown.stdout
    );
    assert_eq!(fs::read_to_string(folder.file("note.md")).unwrap(), before);

    assert_eq!(folder.run(&["fix"]).stdout, "3 edits in 1 note\n");
    assert_eq!(fs::read_to_string(folder.file("note.md")).unwrap(), after);
    assert_eq!(folder.run(&["fix"]).stdout, "nothing to fix\n");
}

#[test]
fn folders_can_override_severities() {
    let folder = Folder::new()
        .with("drafts/wrong.md", WRONG)
        .with("done/wrong.md", WRONG)
        .with("onrecord.toml", "[folders.drafts]\nunknown-source = \"off\"\n");
    let found = folder.run(&["check", "--format", "github"]).stdout;
    let unknown: Vec<&str> = found.lines().filter(|l| l.contains("unknown-source")).collect();
    assert_eq!(unknown.len(), 1, "{found}");
    assert!(unknown[0].contains("file=done/wrong.md"), "{found}");
}

#[test]
fn actors_with_a_name_shows_the_card() {
    let folder = Folder::new();
    let outcome = folder.run(&["actors", "Ruiz", "seeds"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stdout.starts_with("Marta Ruiz — person\n"), "{}", outcome.stdout);
    let outcome = folder.run(&["actors", "Nobody Atall", "seeds"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert_eq!(outcome.stderr, "onrecord: no actor is named Nobody Atall there\n");
}

#[test]
fn completions_and_manual_page_list_the_commands() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let outcome = folder.run(&["completions", shell]);
        assert_eq!(outcome.code, 0);
        assert!(outcome.stdout.contains("definition"), "{shell}");
    }
    assert!(folder.run(&["man"]).stdout.contains("onrecord\\-check"));
}
