//! What editors announce, and what they are offered for it: `initialize` as real VS Code sends it (recorded by
//! `tests/vscode`) and as Neovim 0.12 does (written by hand).

use crate::client::Client;
use crate::folder::{Folder, GOOD};
use serde_json::{Value, json};

/// Replays an editor's `initialize` in a folder of the test; returns the server's answer and what it asks the editor.
fn replayed(recorded: &str) -> (Value, Vec<String>) {
    let folder = Folder::with_note(GOOD);
    let mut params: Value = serde_json::from_str(recorded).unwrap();
    let root = folder.uri("");
    params["rootUri"] = json!(root);
    params["workspaceFolders"] = json!([{ "uri": root, "name": "notes" }]);
    let mut client = Client::start();
    let mut answer = client.request("initialize", params);
    client.notify("initialized", json!({}));
    client.indexed();
    client.open(&folder.uri("note.md"), 1, GOOD);
    let position = json!({ "line": 0, "character": 25 });
    let asked = json!({ "textDocument": { "uri": folder.uri("note.md") }, "position": position });
    assert!(client.request("textDocument/hover", asked).is_object());
    answer["serverInfo"]["version"].take();
    let mut asked: Vec<String> = client.unread().map(str::to_owned).collect();
    asked.sort();
    asked.dedup();
    (answer, asked)
}

#[test]
fn vscode() {
    let (answer, _) = replayed(include_str!("initialize-vscode.json"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
}

#[test]
fn neovim() {
    let (answer, asked) = replayed(include_str!("editors/neovim.json"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
    assert!(!asked.iter().any(|method| method == "client/registerCapability"), "{asked:?}");
}

#[test]
fn a_client_that_announces_nothing() {
    let (mut client, folder) = (Client::start(), Folder::with_note(GOOD));
    let mut answer =
        client.request("initialize", json!({ "capabilities": {}, "rootUri": folder.uri("") }));
    client.notify("initialized", Value::Null);
    answer["serverInfo"]["version"].take();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
}
