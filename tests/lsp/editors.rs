//! Client capabilities and the server's: `initialize` as editors send it, recorded by the tests that drive them;
//! `tests/lsp/editors/README.md` lists the exceptions.

use crate::client::Client;
use crate::folder::{Folder, GOOD};
use serde_json::{Value, json};

/// Replays an editor's `initialize` in the test's folder; returns the server's answer and its requests to the editor.
fn replayed(recorded: &str) -> (Value, Vec<String>) {
    let folder = Folder::with_note(GOOD);
    let mut params: Value = serde_json::from_str(recorded).unwrap();
    let root = folder.uri("");
    params["rootUri"] = json!(root);
    params["workspaceFolders"] = json!([{ "uri": root, "name": "notes" }]);
    // Progress tells the test when the server is ready, even if the recorded editor does not show it.
    params["capabilities"]["window"]["workDoneProgress"] = json!(true);
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

/// One editor: the answer it gets, and whether it is asked to watch files.
macro_rules! editor {
    ($name:ident, $file:literal, watches: $watches:literal) => {
        #[test]
        fn $name() {
            let (answer, asked) = replayed(include_str!($file));
            insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
            let registers = asked.iter().any(|method| method == "client/registerCapability");
            assert_eq!(registers, $watches, "{asked:?}");
        }
    };
}

editor!(neovim_0_10, "editors/neovim-0.10.json", watches: false);
editor!(neovim_0_12, "editors/neovim-0.12.json", watches: false);
editor!(helix, "editors/helix.json", watches: true);
editor!(emacs, "editors/emacs.json", watches: true);
editor!(zed, "editors/zed.json", watches: true);
editor!(sublime_text, "editors/sublime-text.json", watches: true);

#[test]
fn client_without_capabilities() {
    let (mut client, folder) = (Client::start(), Folder::with_note(GOOD));
    let mut answer =
        client.request("initialize", json!({ "capabilities": {}, "rootUri": folder.uri("") }));
    client.notify("initialized", Value::Null);
    answer["serverInfo"]["version"].take();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
}
