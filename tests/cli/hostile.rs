//! A folder from a stranger: no control sequence in its documents reaches the terminal, and no file outside it is read or
//! written.

use crate::folder::Folder;
use std::fs;

/// Sequences that terminals interpret: colours, titles, links, erasing, their eight-bit forms, and bidirectional controls.
const OBEYED: &[&str] = &[
    "\u{1b}[38;5;99m\u{1b}]8;;http:\u{7}\u{1b}[2J\u{8}\u{9b}2J\u{7f}\u{202e}\u{2067}",
    // Listed separately: it also ends a line.
    "\r",
];

/// Asserts that an output has no control sequences except the program's own colours and weights.
#[track_caller]
fn harmless(what: &str, output: &str) {
    let foreign = output.contains("\u{1b}[38;5;99m");
    let mut rest = output;
    while let Some(at) = rest.find('\u{1b}') {
        rest = rest.split_at(at).1;
        let known = rest.strip_prefix("\u{1b}[").and_then(|sgr| sgr.split_once('m'));
        let is_own =
            known.is_some_and(|(codes, _)| codes.bytes().all(|b| b.is_ascii_digit() || b == b';'));
        assert!(is_own && !foreign, "{what}: {output:?}");
        rest = known.map_or("", |(_, behind)| behind);
    }
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\u{1b}'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!output.chars().any(obeyed), "{what}: {output:?}");
}

#[test]
fn control_characters_in_documents_and_names_never_reach_the_terminal() {
    for evil in OBEYED {
        let source = format!(
            "Harbour {evil} news\n\n“We shall never {evil} close the har{evil}bour while a boat goes out,” said Marta {evil} Ruiz, \
             the mayor of {evil} Colina.\n\n“Nobody asked us,” said Tomas O{evil}lin.\n"
        );
        let note = format!(
            "# A {evil} note\n\nMarta Ruiz said: “We shall {evil} close the har{evil}bour while a boat goes out” [@h{evil}].\n\n\
             “Nobody {evil} would have thought of that at all.” Marta Ruzi left. “We shall never {evil} close the harber” [@harbour].\n"
        );
        let name = format!("no{evil}te.md");
        let folder = Folder::empty()
            .with("seeds/harbour.txt", &source)
            .with("note.md", &note)
            .with(&name, &note)
            .with("onrecord.toml", "\"cor\\u001b[2Jp\\u202eus\" = 1\n");
        let at = format!("{name}:3:30");
        for command in [
            &["check"][..],
            &["check", "--format", "json"],
            &["check", "--format", "jsonl"],
            &["check", "--format", "sarif"],
            &["check", "--format", "github"],
            &["hover", "note.md:3:30"],
            &["hover", "note.md:3:5"],
            &["hover", "seeds/harbour.txt:3:5"],
            &["hover", &at, "--format", "jsonl"],
            &["definition", &at],
            &["definition", &at, "--format", "jsonl"],
            &["references", &at],
            &["references", "note.md:3:5", "--format", "jsonl"],
            &["find", "We shall never close the harbour while a boat goes out"],
            &["find", "We shall never close the harbour", "--format", "jsonl"],
            &["quotes", "."],
            &["quotes", ".", "--format", "jsonl"],
            &["actors"],
            &["actors", "--format", "jsonl"],
            &["actors", "Marta"],
            &["actors", "Tomas"],
            &["actors", "--export", "ftm"],
            &["fix", "--diff"],
            &["index"],
            &["check", &name],
            &["check", &format!("none{evil}.md")],
        ] {
            let mut run = folder.command(command);
            run.env("CLICOLOR_FORCE", "1");
            let output = run.output().unwrap();
            let what = format!("{command:?} with {evil:?}");
            harmless(&what, &String::from_utf8(output.stdout).unwrap());
            harmless(&what, &String::from_utf8(output.stderr).unwrap());
        }
    }
}

/// The nesting depth of block quotations, lists, or both.
const LEVELS: usize = 100_000;

#[test]
fn check_reads_100_000_levels_of_quotations_and_lists() {
    for level in ["> ", "- ", "1. ", "> - "] {
        let deep =
            format!("{}“Nobody asked us what we wanted,” said Tomas Olin.\n", level.repeat(LEVELS));
        let folder = Folder::new().with("note.md", &deep).with("seeds/deep.md", &deep);
        let outcome = folder.run(&["check"]);
        assert!(outcome.code < 2, "{level:?}: {}", outcome.stderr);
        let found = folder.run(&["find", "Nobody asked us what we wanted"]).stdout;
        assert!(found.contains("102_harbour") && found.contains("deep"), "{level:?}: {found}");
    }
}

#[test]
fn check_reads_one_line_with_thousands_of_marks() {
    for unit in ["“", "[@a] ", "“a” ", "‘a ", "*a ", "[", "> "] {
        let line = unit.repeat((2 << 10) / unit.len());
        let folder = Folder::new().with("note.md", &line).with("seeds/line.txt", &line);
        let outcome = folder.run(&["check"]);
        assert!(outcome.code < 2, "{unit:?}: {}", outcome.stderr);
    }
}

/// A line of TOML that sets a key to a path.
fn named(key: &str, path: &std::path::Path) -> String {
    format!("{key} = {:?}\n", path.to_str().unwrap())
}

#[test]
fn configured_paths_outside_the_workspace_are_refused_with_location() {
    let outside = Folder::empty()
        .with("people.toml", "[[actor]]\nname = \"Ines Secret\"\n")
        .with("refs.bib", "@misc{secret2013, file = {seeds/102_harbour.txt}}\n");
    for (key, name, what) in
        [("actors", "people.toml", "actors file"), ("bibliography", "refs.bib", "bibliography")]
    {
        let text = named(key, &outside.file(name));
        let folder = Folder::new()
            .with("onrecord.toml", &text)
            .with("note.md", "Ines Secret came [@secret2013].\n");
        let outcome = folder.run(&["check", "--format", "jsonl"]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        let refused = outcome.stdout.lines().find(|line| line.contains("onrecord.toml")).unwrap();
        assert!(
            refused.contains(&format!("the {what} `"))
                && refused.contains("is outside the workspace"),
            "{refused}"
        );
        assert!(
            outcome.stdout.contains("unknown-source"),
            "the bibliography counts: {}",
            outcome.stdout
        );
        assert!(!folder.run(&["actors", "seeds"]).stdout.contains("Secret"));
    }
    // A path inside a named corpus, or inside the workspace by a roundabout route, is read.
    let outside = outside.with("a.txt", "A.\n");
    let shared = outside.path();
    let text = named("corpus", shared)
        + &named("bibliography", &shared.join("refs.bib"))
        + "actors = \"seeds/../seeds/who.toml\"\n";
    let folder = Folder::new()
        .with("onrecord.toml", text)
        .with("seeds/who.toml", "")
        .with("note.md", "Nothing.\n");
    let outcome = folder.run(&["check"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{outcome:?}");
}

#[test]
fn network_paths_are_never_looked_up() {
    let text = "corpus = ['//host.example/share', '\\\\host.example\\share']\nactors = '//host.example/share/a.toml'\n\
                bibliography = ['\\\\host.example\\a.bib']\n";
    let folder = Folder::new()
        .with("onrecord.toml", text)
        .with("note.md", "[it](//host.example/a.txt) [@x]\n");
    let outcome = folder.run(&["check", "--format", "jsonl"]);
    assert_eq!(outcome.stdout.matches("is on another machine").count(), 2, "{}", outcome.stdout);
    assert_eq!(outcome.stdout.matches("is outside the workspace").count(), 2, "{}", outcome.stdout);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_out_of_the_workspace_are_not_read() {
        let outside = Folder::empty()
            .with("onrecord.toml", "profile = \"release\"\nsecret = 1\n")
            .with("actors.toml", "[[actor]]\nname = \"Ines Secret\"\n")
            .with(
                "corpus/secret.txt",
                "“The secret is kept in the old town hall,” said Ines Secret.\n",
            );
        for name in ["onrecord.toml", "actors.toml", "corpus"] {
            let folder = Folder::new()
                .with("note.md", "Somebody said “the secret is kept in the old town hall”.\n");
            symlink(outside.file(name), folder.file(name)).unwrap();
            symlink(outside.file("corpus/secret.txt"), folder.file("seeds/secret.txt")).unwrap();
            let outcome = folder.run(&["check", "--format", "jsonl"]);
            assert!(outcome.stdout.contains("quote-not-found"), "{name}: {outcome:?}");
            let said = outcome.stdout + &outcome.stderr;
            assert!(
                said.contains("is outside the workspace")
                    || said.contains("is a link to a place outside the workspace"),
                "{said}"
            );
            assert!(!said.contains("secret`"), "{said}");
        }
    }

    #[test]
    fn actors_file_is_not_written_through_a_link_out_of_the_workspace() {
        let outside = Folder::empty().with("theirs.toml", "# theirs\n");
        for target in ["theirs.toml", "not-there.toml"] {
            let folder = Folder::new().with("people.csv", "name\nTomas Olin\n");
            symlink(outside.file(target), folder.file("actors.toml")).unwrap();
            let outcome = folder.run(&["actors", "--import", "people.csv"]);
            assert_eq!(outcome.code, 2, "{outcome:?}");
            assert!(outcome.stderr.contains("is outside the workspace"), "{}", outcome.stderr);
        }
        assert_eq!(fs::read_to_string(outside.file("theirs.toml")).unwrap(), "# theirs\n");
        assert!(!outside.file("not-there.toml").exists());
    }

    #[test]
    fn link_inside_the_workspace_is_kept_and_written_through() {
        let folder = Folder::new()
            .with("people.csv", "name\nTomas Olin\n")
            .with("shared/who.toml", "# ours\n");
        symlink("shared/who.toml", folder.file("actors.toml")).unwrap();
        assert_eq!(folder.run(&["actors", "--import", "people.csv"]).code, 0);
        assert!(folder.file("actors.toml").is_symlink());
        assert!(
            fs::read_to_string(folder.file("shared/who.toml")).unwrap().starts_with("# ours\n")
        );
    }

    #[test]
    fn devices_and_pipes_are_not_read_as_files() {
        for (name, text) in [
            ("onrecord.toml", String::new()),
            ("actors.toml", String::new()),
            ("refs.bib", "bibliography = 'refs.bib'\n".to_owned()),
            ("sources/a.txt", String::new()),
            ("b.md", String::new()),
        ] {
            let folder = Folder::new().with("sources/c.txt", "C.\n").with("note.md", "Nothing.\n");
            let folder = if text.is_empty() { folder } else { folder.with("onrecord.toml", text) };
            let made =
                std::process::Command::new("mkfifo").arg(folder.file(name)).status().unwrap();
            assert!(made.success());
            let outcome = folder.run(&["check"]);
            assert!(outcome.code < 2, "{name}: {outcome:?}");
        }
        let folder = Folder::new();
        symlink("/dev/zero", folder.file("note.md")).unwrap();
        let outcome = folder.run(&["check", "note.md"]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("is not a file"), "{}", outcome.stderr);
    }
}
