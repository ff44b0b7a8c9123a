//! `onrecord actors` with the actors file, and its import and export.

use crate::folder::{Folder, HARBOUR};
use std::fs;

const FILE: &str =
    "# ours\n\n[[actor]]\nname = \"Marta Ruiz\"\nother_names = [\"the Iron Mayor\"]\n";

#[test]
fn actors_file_is_read_as_in_the_editor() {
    let folder = Folder::new().with("actors.toml", FILE);
    let card = folder.run(&["actors", "the Iron Mayor", "seeds"]);
    assert_eq!((card.code, card.stderr.as_str()), (0, ""));
    assert!(card.stdout.contains("Marta Ruiz"), "{}", card.stdout);

    let broken = Folder::new().with("actors.toml", "[[actor]]\nname = \"\"\n").run(&["actors"]);
    assert_eq!(broken.code, 0);
    assert!(broken.stderr.contains("an actor needs a name"), "{}", broken.stderr);
}

#[test]
fn csv_import_preserves_comments_in_the_actors_file() {
    let folder = Folder::new()
        .with("actors.toml", FILE)
        .with("people.csv", "name,role\nMarta Ruiz,mayor\nTomas Olin,\nTomas Olin,\n,mayor\n");
    let outcome = folder.run(&["actors", "--import", "people.csv"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stdout.starts_with("1 added, 1 extended, 0 already known"),
        "{}",
        outcome.stdout
    );
    assert!(outcome.stderr.contains("people.csv:5: an actor needs a name"), "{}", outcome.stderr);
    let written = fs::read_to_string(folder.file("actors.toml")).unwrap();
    assert!(written.starts_with("# ours\n"), "{written}");
    assert!(written.contains("memberships = [{ role = \"mayor\" }]"), "{written}");
    assert!(written.ends_with("[[actor]]\nname = \"Tomas Olin\"\n"), "{written}");

    let again = folder.run(&["actors", "--import", "people.csv"]);
    assert!(again.stdout.starts_with("0 added, 0 extended, 2 already known"), "{}", again.stdout);
}

#[test]
fn failed_import_leaves_the_actors_file_unchanged() {
    let folder = Folder::new().with("actors.toml", "[[actor]\n").with("people.csv", "name\nA B\n");
    let outcome = folder.run(&["actors", "--import", "people.csv"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("actors.toml"), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(folder.file("actors.toml")).unwrap(), "[[actor]\n");
    assert_eq!(folder.run(&["actors", "--import", "nowhere.csv"]).code, 2);
}

#[test]
fn export_round_trips_through_import() {
    let folder = Folder::new().with("actors.toml", FILE);
    let exported = folder.run(&["actors", "--export", "ftm", "seeds"]);
    assert_eq!(exported.code, 0);
    assert!(exported.stdout.contains("\"schema\":\"Mention\""), "{}", exported.stdout);

    let other = Folder::empty()
        .with("seeds/102_harbour.txt", HARBOUR)
        .with("entities.ftm.json", &exported.stdout);
    let outcome = other.run(&["actors", "--import", "entities.ftm.json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let written = fs::read_to_string(other.file("actors.toml")).unwrap();
    assert!(written.contains("name = \"Marta Ruiz\""), "{written}");
    assert!(written.contains("\"the Iron Mayor\""), "{written}");
}

#[test]
fn import_or_export_as_a_command_suggests_the_option() {
    let folder = Folder::new().with("people.csv", "name\nTomas Olin\n");
    let told = |arguments: &[&str]| {
        let outcome = folder.run(arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""), "{arguments:?}");
        outcome.stderr
    };
    let import = told(&["actors", "import", "people.csv"]);
    assert!(import.contains("to read actors in, use `--import FILE`"), "{import}");
    let export = told(&["actors", "export", "seeds"]);
    assert!(export.contains("to write them out, use `--export ftm`"), "{export}");
    let stranger = told(&["actors", "Nobody Atall", "seeds"]);
    assert!(stranger.contains("no actor is named Nobody Atall there\n"), "{stranger}");
}

#[test]
fn import_reports_what_it_added_and_where() {
    let folder = Folder::new().with("people.csv", "name\nTomas Olin\n");
    let outcome = folder.run(&["actors", "--import", "people.csv"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(outcome.stdout.starts_with("1 added, 0 extended, 0 already known: "));
    assert!(outcome.stdout.trim_end().ends_with("actors.toml"), "{}", outcome.stdout);

    let unknown = folder.run(&["actors", "--export", "csv", "seeds"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("[possible values: ftm]"), "{}", unknown.stderr);
}
