//! `onrecord quotes --format jsonl`: the actor of each speaker.

use crate::folder::Folder;
use serde_json::Value;

const TALE: &str = "The lock\n\nAda Brill, the head of the port, spoke on Tuesday. “We did not open the lock that night,” Brill \
     said. “Nobody had asked us to,” she added.\n\nThe town was quiet. “It was the wind,” said a fisherman.\n\nJon Tarrow lives in \
     Kell. “I heard nothing at all that night,” Mr. Tarrow said.\n";

/// For each quotation: the speaker's words, id, name and confidence.
fn speakers(folder: &Folder, arguments: &[&str]) -> Vec<[String; 4]> {
    let outcome = folder.run(&[&["quotes", "--format", "jsonl"], arguments].concat());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let lines = outcome.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let told = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    lines
        .map(|line| {
            let speaker = &line["speaker"];
            ["text", "actor", "name", "confidence"].map(|field| told(&speaker[field]))
        })
        .collect()
}

#[test]
fn speaker_ids_match_the_actors_list() {
    let folder = Folder::empty().with("tale.txt", TALE);
    let expected = [
        ["Brill", "ada-brill", "Ada Brill", "explicit"],
        ["she", "ada-brill", "Ada Brill", "resolved"],
        ["a fisherman", "-", "-", "explicit"],
        ["Mr. Tarrow", "jon-tarrow", "Jon Tarrow", "explicit"],
    ];
    for arguments in [&["tale.txt"][..], &["."], &[]] {
        assert_eq!(speakers(&folder, arguments), expected, "{arguments:?}");
    }
    let actors = folder.run(&["actors", "--format", "jsonl", "."]);
    for id in ["ada-brill", "jon-tarrow"] {
        assert!(actors.stdout.contains(&format!("\"id\":\"{id}\"")), "{}", actors.stdout);
    }
}

#[test]
fn surname_in_a_note_resolves_through_its_sources() {
    let folder = Folder::empty()
        .with("sources/tale.txt", TALE)
        .with("note.md", "**Brill** said “we did not open the lock that night” [@tale].\n");
    let expected = [["Brill", "ada-brill", "Ada Brill", "explicit"]];
    assert_eq!(speakers(&folder, &["note.md"]), expected);
    let both = speakers(&folder, &["note.md", "sources"]);
    assert_eq!((both.len(), both[0].clone()), (5, expected[0].map(str::to_owned)));
}

#[test]
fn uncertain_speaker_has_no_actor() {
    let folder = Folder::empty().with(
        "two.txt",
        "Anna Berg and Carl Berg spoke on Tuesday.\n\n“We have seen nothing of the kind here,” Berg said.\n\n“Nor have we,” a Berg \
         aide said.\n\n“The Berg Foundation pays for all of it,” the Berg Foundation said.\n",
    );
    let found = speakers(&folder, &["two.txt"]);
    assert_eq!((found[0][0].as_str(), found[0][1].as_str()), ("Berg", "-"));
    assert_eq!(found[1][1], "-");
}

#[test]
fn office_is_as_uncertain_as_a_pronoun() {
    let folder = Folder::empty().with(
        "office.txt",
        "President Marta Ruiz came late. “We shall never close the harbour,” the President said.\n",
    );
    assert_eq!(
        speakers(&folder, &["office.txt"]),
        [["the President", "marta-ruiz", "Marta Ruiz", "resolved"]]
    );
}

#[test]
fn actors_file_resolves_speakers() {
    let folder = Folder::empty()
        .with(
            "actors.toml",
            "[[actor]]\nname = \"Adelaide Brill\"\nother_names = [\"Ada Brill\"]\n",
        )
        .with("sources/tale.txt", TALE);
    let found = speakers(&folder, &["sources"]);
    assert_eq!(found[0], ["Brill", "adelaide-brill", "Adelaide Brill", "explicit"]);
}
