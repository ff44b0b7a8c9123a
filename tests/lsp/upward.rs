//! An editor that opens no folder, or one below the sources: the server searches upward from the note, as the command line
//! does.

use crate::client::{Client, position};
use crate::folder::{BAD, Folder, GOOD, VISIT, codes, rich};
use serde_json::{Value, json};

/// A client without a folder, or with these folders.
fn client(folder: &Folder, roots: &[&str]) -> Client {
    let mut client = Client::start();
    let mut capabilities = rich();
    capabilities["window"]["workDoneProgress"] = json!(true);
    let roots: Vec<Value> =
        roots.iter().map(|root| json!({ "uri": folder.uri(root), "name": root })).collect();
    let params = json!({
        "processId": null,
        "rootUri": null,
        "workspaceFolders": if roots.is_empty() { Value::Null } else { roots.into() },
        "capabilities": capabilities,
        "initializationOptions": { "diagnosticsDelay": 0 },
    });
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client.indexed();
    client
}

/// Ends the session, ignoring what was published meanwhile.
fn finish(mut client: Client) {
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

/// Waits until a document has these findings; earlier ones, from before the parent folder is loaded, may differ.
fn wait_for(client: &mut Client, uri: &str, expected: &[&str]) {
    client.wait(&format!("{expected:?} for {uri}"), |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == uri
            && message["params"]["diagnostics"].as_array().is_some_and(|d| codes(d) == expected)
    });
}

fn desk() -> Folder {
    Folder::of(&[
        ("seeds/visit.txt", VISIT),
        ("note.md", BAD),
        ("desk/note.md", BAD),
        ("desk/deep/other.md", BAD),
    ])
}

#[test]
fn lone_note_uses_the_sources_above_it() {
    for note in ["note.md", "desk/note.md", "desk/deep/other.md"] {
        let folder = desk();
        let mut client = client(&folder, &[]);
        client.open(&folder.uri(note), 1, BAD);
        wait_for(&mut client, &folder.uri(note), &["misquote"]);
        let asked = json!({
            "textDocument": { "uri": folder.uri(note) },
            "position": position(BAD, "talks", 0),
        });
        client.until("textDocument/hover", &asked, |hover| {
            hover["contents"]["value"].as_str().is_some_and(|card| card.contains("visit"))
        });
        finish(client);
    }
}

#[test]
fn folder_below_the_sources_uses_them() {
    let folder = desk();
    for roots in [&["desk"][..], &["desk/deep", "desk"]] {
        let mut client = client(&folder, roots);
        client.open(&folder.uri("desk/note.md"), 1, BAD);
        wait_for(&mut client, &folder.uri("desk/note.md"), &["misquote"]);
        finish(client);
    }
}

#[test]
fn folder_above_several_projects_uses_the_sources_of_each() {
    let folder =
        Folder::of(&[("a/seeds/visit.txt", VISIT), ("a/note.md", BAD), ("b/note.md", GOOD)]);
    let mut client = client(&folder, &["."]);
    client.open(&folder.uri("a/note.md"), 1, BAD);
    wait_for(&mut client, &folder.uri("a/note.md"), &["misquote"]);
    finish(client);
}

#[test]
fn lone_notes_of_several_projects_are_checked_together() {
    let folder = Folder::of(&[
        ("a/seeds/visit.txt", VISIT),
        ("a/note.md", BAD),
        (
            "b/sources/bridge.txt",
            "“The bridge will open in autumn, whatever it costs,” said Ida Lind.\n",
        ),
        ("b/desk/note.md", ""),
        ("c/note.md", BAD),
    ]);
    let bridge = "Ida Lind said: “The bridge will open in spring, whatever it costs” [@bridge].\n";
    let mut client = client(&folder, &[]);
    client.open(&folder.uri("a/note.md"), 1, BAD);
    wait_for(&mut client, &folder.uri("a/note.md"), &["misquote"]);
    // Opened later.
    client.open(&folder.uri("b/desk/note.md"), 1, bridge);
    wait_for(&mut client, &folder.uri("b/desk/note.md"), &["misquote"]);
    finish(client);
}

#[test]
fn only_open_notes_count_in_a_workspace_found_above() {
    let folder = desk();
    let mut client = client(&folder, &[]);
    let note = folder.uri("desk/note.md");
    client.open(&note, 1, BAD);
    wait_for(&mut client, &note, &["misquote"]);
    let asked = json!({
        "textDocument": { "uri": folder.uri("seeds/visit.txt") },
        "position": position(VISIT, "talks", 0),
        "context": { "includeDeclaration": true },
    });
    let found = client.request("textDocument/references", asked);
    let other = |name: &str| found.to_string().contains(&folder.uri(name));
    assert!(!other("note.md") && !other("desk/deep/other.md"), "{found}");
    finish(client);
}

#[test]
fn configuration_above_and_its_changes_apply() {
    let folder = Folder::of(&[
        ("onrecord.toml", "corpus = \"archive\"\n[rules]\nmisquote = \"off\"\n"),
        ("archive/visit.txt", VISIT),
        ("desk/note.md", BAD),
    ]);
    let mut client = client(&folder, &[]);
    let note = folder.uri("desk/note.md");
    client.open(&note, 1, BAD);
    let asked = json!({ "textDocument": { "uri": note }, "position": position(BAD, "talks", 0) });
    client.until("textDocument/hover", &asked, |hover| {
        hover["contents"]["value"].as_str().is_some_and(|card| card.contains("visit"))
    });
    folder.write("onrecord.toml", "corpus = \"archive\"\n");
    wait_for(&mut client, &note, &["misquote"]);
    finish(client);
}

#[test]
fn documents_without_a_path_or_sources_above_are_not_checked() {
    let folder = Folder::of(&[("note.md", BAD)]);
    let mut client = client(&folder, &[]);
    for uri in ["untitled:Untitled-1".to_owned(), folder.uri("note.md")] {
        client.open(&uri, 1, BAD);
        wait_for(&mut client, &uri, &[]);
    }
    finish(client);
}

#[test]
fn unreadable_source_is_reported_at_its_citation() {
    let note = "Anna Moreno said: “The talks will not resume before March, and everybody knows it” [@page].\n";
    let folder = Folder::of(&[
        ("seeds/visit.txt", VISIT),
        ("seeds/page.webarchive", "bplist00"),
        ("note.md", note),
    ]);
    let mut client = client(&folder, &["."]);
    client.open(&folder.uri("note.md"), 1, note);
    wait_for(&mut client, &folder.uri("note.md"), &["unreadable-source"]);
    let asked = json!({
        "textDocument": { "uri": folder.uri("note.md") },
        "position": position(note, "page", 1),
    });
    client.until("textDocument/hover", &asked, |hover| {
        hover["contents"]["value"].as_str().is_some_and(|card| card.contains("cannot read"))
    });
    // Its text is put beside it.
    folder.write("seeds/page.txt", VISIT);
    wait_for(&mut client, &folder.uri("note.md"), &[]);
    finish(client);
}

#[test]
fn rename_skips_files_that_an_editor_would_corrupt() {
    let note = "Anna Moreno said: “The talks will not resume before March, and everybody knows it” [@visit].\n";
    let folder = Folder::of(&[
        ("seeds/visit.txt", VISIT),
        ("refs.bib", "@misc{visit, file = {seeds/visit.txt}}\n"),
        ("onrecord.toml", "bibliography = \"refs.bib\"\n"),
        ("note.md", note),
    ]);
    folder.write("old.md", b"Caf\xe9 owners, and [@visit] too, said no\n");
    let mut client = client(&folder, &["."]);
    client.open(&folder.uri("note.md"), 1, note);
    wait_for(&mut client, &folder.uri("note.md"), &[]);
    let rename = json!({
        "textDocument": { "uri": folder.uri("note.md") },
        "position": position(note, "@visit", 2),
        "newName": "lindau2013",
    });
    let id = client.ask("textDocument/rename", rename);
    let refused = client.answer(id)["error"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(refused.contains("old.md") && refused.contains("Windows-1252"), "{refused}");
    finish(client);
}
