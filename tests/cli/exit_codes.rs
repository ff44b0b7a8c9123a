//! Exit codes: nothing counts as clean that was not checked.

use crate::folder::{Folder, RIGHT, WRONG};
use serde_json::Value;

/// Notes without quotations.
const PLAIN: &str = "# Tomorrow\n\nBuy a “smart” kettle, and read “The Long Way Home” again.\n";

#[test]
fn quotations_without_sources_exit_with_2() {
    for note in [
        RIGHT,
        "Ruiz said “Never.”\n",
        "> We shall never close the harbour.\n> — Marta Ruiz\n",
        "The council met “in the old hall of the harbour” on Monday.\n",
    ] {
        let folder = Folder::empty().with("note.md", note);
        for more in [&[][..], &["--exit-zero"], &["--profile", "release"]] {
            let outcome = folder.run(&[&["check"], more].concat());
            assert_eq!(outcome.code, 2, "{note}: {outcome:?}");
            assert!(outcome.stdout.contains("not checked: no sources"), "{}", outcome.stdout);
            assert!(!outcome.stdout.contains("no findings"), "{}", outcome.stdout);
            assert!(outcome.stderr.contains("put them in seeds/"), "{}", outcome.stderr);
        }
    }
}

#[test]
fn notes_without_quotations_need_no_source() {
    for note in [PLAIN, "# Nothing\n\nat all\n", ""] {
        let outcome = Folder::empty().with("note.md", note).run(&["check"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{note}");
    }
    let cited = Folder::empty().with("note.md", "The mayor has said so [@102].\n").run(&["check"]);
    assert_eq!(cited.code, 0);
    assert!(cited.stdout.ends_with("1 citation not checked: no sources\n"), "{}", cited.stdout);
}

#[test]
fn every_format_reports_that_nothing_was_checked() {
    let folder = Folder::empty().with("note.md", RIGHT);
    for format in ["json", "jsonl", "sarif", "github"] {
        let outcome = folder.run(&["check", "--format", format]);
        assert_eq!(outcome.code, 2, "{format}");
        assert!(
            outcome.stdout.contains("1 quotation not checked: no sources"),
            "{format}: {}",
            outcome.stdout
        );
    }
    let sarif = folder.run(&["check", "--format", "sarif"]).stdout;
    let log: Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], Value::Bool(false));
}

#[test]
fn exit_codes_zero_one_and_two() {
    let code = |folder: &Folder, arguments: &[&str]| folder.run(arguments).code;
    let folder = Folder::new().with("right.md", RIGHT).with("wrong.md", WRONG);
    assert_eq!(code(&folder, &["check", "right.md"]), 0);
    assert_eq!(code(&folder, &["check", "wrong.md"]), 1);
    assert_eq!(code(&folder, &["check", "--exit-zero"]), 0);
    assert_eq!(code(&Folder::new(), &["check", "--exit-zero"]), 2, "no note");
    let broken = folder.with("onrecord.toml", "profile = \"loud\"\n");
    assert_eq!(code(&broken, &["check", "right.md"]), 2, "bad configuration");
    assert_eq!(code(&broken, &["check", "--exit-zero", "right.md"]), 2);
}

#[test]
fn hook_given_only_sources_reports_that_nothing_was_checked() {
    let outcome = Folder::new().run(&["check", "seeds/102_harbour.txt"]);
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.stdout, "0 notes, 0 quotations: nothing to check\n");
}

#[test]
fn commands_without_sources_do_not_report_nothing_found() {
    let folder = Folder::empty().with("note.md", RIGHT);
    for arguments in [
        &["fix"][..],
        &["fix", "--diff"],
        &["find", "We shall never close the harbour"],
        &["find", "--format", "jsonl", "We shall never close the harbour"],
        &["find", "--corpus", ".", "--format", "jsonl"],
        &["definition", "note.md:3:25"],
        &["references", "note.md:3:25"],
        &["index"],
        &["actors"],
        &["actors", "Marta Ruiz"],
    ] {
        if arguments.contains(&"--corpus") {
            continue;
        }
        let outcome = folder.run(arguments);
        assert_eq!(outcome.code, 2, "{arguments:?}: {outcome:?}");
        assert!(outcome.stderr.contains("there are no sources"), "{arguments:?}: {outcome:?}");
        assert!(!outcome.stdout.contains("nothing"), "{arguments:?}: {outcome:?}");
    }
    let empty = Folder::empty().with("sources/a.pdf", b"%PDF-1.4");
    for arguments in [&["quotes", "sources"][..], &["actors", "sources"], &["quotes", "nowhere"]] {
        let outcome = empty.run(arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!outcome.stderr.is_empty(), "{arguments:?}");
    }
    let outcome = empty.run(&["find", "--corpus", "sources", "any words"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("sources/a.pdf is PDF"), "{}", outcome.stderr);
}

#[test]
fn help_lists_the_exit_codes() {
    let help = Folder::empty().run(&["--help"]).stdout;
    for line in ["0  no findings", "1  findings", "2  could not run"] {
        assert!(help.contains(line), "{help}");
    }
}

#[test]
fn brief_format_prints_one_line_per_finding() {
    let folder = Folder::new().with("notes/wrong.md", WRONG);
    let outcome = folder.run(&["check", "--format", "brief"]);
    assert_eq!(outcome.code, 1);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert_eq!(
        lines[2],
        "notes/wrong.md:5:32: error[unknown-source] @999 matches no source of the corpus: add the source, or correct \
         the key"
    );
}

#[test]
fn report_ends_with_counts_by_rule_heaviest_first() {
    let note = format!("{WRONG}\nSo too [@998].\n");
    let report = Folder::new().with("wrong.md", note).run(&["check"]).stdout;
    let end: Vec<&str> = report.lines().rev().take(4).collect();
    assert_eq!(
        end.into_iter().rev().collect::<Vec<_>>(),
        [
            "1 note, 1 quotation: 2 errors, 2 warnings",
            "  2  unknown-source      error",
            "  1  quote-not-found     warning",
            "  1  unattributed-quote  warning",
        ]
    );
}

#[test]
fn wrong_value_and_missing_file_are_reported_at_the_value() {
    let folder = Folder::new().with("right.md", RIGHT).with(
        "onrecord.toml",
        "bibliography = [\n  \"refs.bib\",\n]\nactors = \"who.toml\"\n\n[rules]\nmisquote = \"loud\"\n",
    );
    let outcome = folder.run(&["check", "--format", "brief"]);
    let places: Vec<&str> = outcome.stdout.lines().filter_map(|l| l.split(": ").next()).collect();
    assert_eq!(places, ["onrecord.toml:2:3", "onrecord.toml:4:10", "onrecord.toml:7:12"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (2, ""));
}

#[test]
fn actors_without_a_path_lists_those_of_the_sources() {
    let folder = Folder::new().with("note.md", "Ludmila Varga met Marta Ruiz, and Ruiz left.\n");
    let all = folder.run(&["actors"]);
    assert_eq!(all.code, 0);
    assert!(all.stdout.contains("Marta Ruiz") && !all.stdout.contains("Varga"), "{}", all.stdout);
    let asked = folder.run(&["actors", "."]).stdout;
    assert!(asked.contains("Ludmila Varga"), "{asked}");
    let card = folder.run(&["actors", "Ruiz"]).stdout;
    let source = folder.run(&["hover", "seeds/102_harbour.txt:3:257"]).stdout;
    assert!(card.starts_with("Marta Ruiz — person"), "{card}");
    assert!(source.contains("Seen as") == card.contains("Seen as"), "{source}\n{card}");
}

#[test]
fn find_shows_sentence_speaker_and_paragraph() {
    let folder = Folder::new();
    let words = "never close the harbour while a single boat";
    let outcome = folder.run(&["find", words]);
    assert_eq!(
        outcome.stdout,
        "seeds/102_harbour.txt:3:174: verbatim (102 ¶1)\n    “We shall never close the harbour while a single boat goes \
         out from it,” said Marta Ruiz, the mayor, and left before the vote on the new pier was called.\n      speaker: \
         Marta Ruiz (“said”)\n"
    );
    let json: Value =
        serde_json::from_str(&folder.run(&["find", "--format", "jsonl", words]).stdout).unwrap();
    let found = &json["matches"][0];
    assert_eq!(found["passage"], "102 ¶1");
    assert_eq!(found["speaker"]["name"], "Marta Ruiz");
    assert!(found["sentence"]["text"].as_str().unwrap().ends_with("was called."));
    assert_eq!(
        folder.run(&["find", "words of nobody here at all"]).stdout,
        "not found in 1 source\n"
    );
}
