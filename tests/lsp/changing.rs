//! Files that appear, change, shrink, vanish and change type while they are being read.

use crate::folder::{Folder, GOOD, VISIT};
use serde_json::{Value, json};
use std::fs;

/// The number of changes: this many here, `ONRECORD_TIMES` times ten in a long run.
fn rounds() -> usize {
    let times = std::env::var("ONRECORD_TIMES").ok().and_then(|times| times.parse().ok());
    times.map_or(300, |times: usize| times * 10)
}

/// Makes the change with a number.
fn change(folder: &Folder, number: usize) {
    let name = format!("seeds/s{}.txt", number % 7);
    let path = folder.path(&name);
    let note = folder.path(&format!("n{}.md", number % 3));
    // Removes whatever is in the way.
    let _ = fs::remove_file(&path);
    let _ = fs::remove_dir_all(&path);
    match number % 11 {
        0 => {}
        1 => folder.write(&name, VISIT.repeat(number % 40)),
        2 => folder.write(&name, &VISIT.as_bytes()[..number % 60]),
        3 => folder.write(&name, b"\xff\xfe\0b\0i\0n"),
        4 => folder.write(&name, vec![0; number]),
        5 => fs::create_dir(&path).unwrap(),
        6 => std::os::unix::fs::symlink(folder.path("note.md"), &path).unwrap(),
        7 => std::os::unix::fs::symlink("/dev/zero", &path).unwrap(),
        8 => folder.write(&name, ""),
        9 => fs::write(&note, GOOD.repeat(number % 30)).unwrap(),
        _ => drop(fs::remove_file(&note)),
    }
}

#[test]
fn answers_after_file_changes_equal_those_of_a_fresh_server() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    client.skip(&["window/logMessage", "window/workDoneProgress/create", "$/progress"]);
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    let hover =
        json!({ "textDocument": { "uri": note }, "position": { "line": 0, "character": 25 } });
    for number in 0..rounds() {
        change(&folder, number * 7919 % 10_007);
        let name = format!("seeds/s{}.txt", number % 7);
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": folder.uri(&name), "type": 1 + number % 3 }] }),
        );
        // Unchanged files are answered for throughout.
        let answer = client.request("textDocument/hover", hover.clone());
        assert!(answer["contents"]["value"].as_str().unwrap().contains("Anna Moreno"), "{answer}");
    }
    // Finally one more source gets other words, and another stops being text.
    let words = "Nobody has counted the gulls of the old harbour since the winter";
    let _ = fs::remove_dir_all(folder.path("seeds/s1.txt"));
    let _ = fs::remove_file(folder.path("seeds/s1.txt"));
    folder.write("seeds/last.txt", format!("Gulls\n\n“{words},” said Ben Okafor.\n"));
    folder.write("seeds/s1.txt", b"\xff");
    let changed = ["seeds/last.txt", "seeds/s1.txt"]
        .map(|name| json!({ "uri": folder.uri(name), "type": 2 }));
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changed }));
    let asked = folder.uri("asked.md");
    let text = format!("Ben Okafor said: “{words}” [@last].\n");
    client.open(&asked, 1, &text);
    let place =
        json!({ "textDocument": { "uri": asked }, "position": { "line": 0, "character": 25 } });
    let known = |answer: &Value| {
        answer["contents"]["value"].as_str().is_some_and(|card| card.contains("Verbatim"))
    };
    client.until("textDocument/hover", &place, known);
    client.until("workspace/symbol", &json!({ "query": "" }), |symbols| {
        let mut fresh = folder.plain_client();
        fresh.open(&note, 1, GOOD);
        fresh.open(&asked, 1, &text);
        fresh.request("workspace/symbol", json!({ "query": "" })) == *symbols
    });
    // The unreadable file is reported.
    let problems = client.notification("textDocument/publishDiagnostics", |p| {
        p["uri"] == folder.uri("seeds/s1.txt")
            && p["diagnostics"][0]["message"].as_str().is_some_and(|m| m.contains("is not UTF-8"))
    });
    assert_eq!(problems["diagnostics"][0]["code"], "unreadable");
}
