//! Several workspace folders in one server: each note uses the sources of its own folder first. Also renamed files: updated
//! citations resolve.

use crate::client::{Client, position, uri};
use crate::folder::{Folder, codes};
use serde_json::{Value, json};
use std::path::PathBuf;

const DEEPENED: &str = "“The channel must be deepened before the winter gales close the southern approach,” said Marta Quill, the harbour master.\n";
const DREDGED: &str = "“The channel must be dredged before the winter gales close the southern approach,” said Marta Quill, the harbour master.\n";
const NOTE: &str = "Marta Quill said “the channel must be dredged before the winter gales close the southern approach” [@harbour].\n";

/// A client of a server with these workspace folders, in this order, once the corpus is loaded.
fn client(folder: &Folder, roots: &[&str]) -> Client {
    let mut client = Client::start();
    let roots: Vec<Value> =
        roots.iter().map(|name| json!({ "uri": uri(&root(folder, name)), "name": name })).collect();
    let params = json!({
        "processId": null,
        "rootUri": null,
        "workspaceFolders": roots,
        "capabilities": {
            "window": { "workDoneProgress": true },
            "workspace": { "workspaceFolders": true, "fileOperations": { "willRename": true } },
        },
        "initializationOptions": { "diagnosticsDelay": 0 },
    });
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client.indexed();
    client
}

fn root(folder: &Folder, name: &str) -> PathBuf {
    if name.is_empty() { folder.path("x").parent().unwrap().to_owned() } else { folder.path(name) }
}

/// The rules reported for a note with this text.
fn said(client: &mut Client, folder: &Folder, name: &str, text: &str) -> Vec<String> {
    client.open(&folder.uri(name), 1, text);
    let found = client.diagnostics(&folder.uri(name), Some(1));
    codes(&found).into_iter().map(str::to_owned).collect()
}

fn two() -> Folder {
    Folder::of(&[
        ("one/sources/harbour.txt", DEEPENED),
        ("one/note.md", NOTE),
        ("two/sources/harbour.txt", DREDGED),
        ("two/note.md", NOTE),
    ])
}

#[test]
fn each_folder_has_its_own_corpus_in_any_order() {
    for order in [["one", "two"], ["two", "one"]] {
        let folder = two();
        let mut client = client(&folder, &order);
        assert_eq!(said(&mut client, &folder, "one/note.md", NOTE), ["misquote"], "{order:?}");
        assert_eq!(said(&mut client, &folder, "two/note.md", NOTE), [] as [&str; 0], "{order:?}");
        let uncited = NOTE.replace(" [@harbour]", "");
        assert_eq!(
            said(&mut client, &folder, "one/more.md", &uncited),
            ["uncited-quote", "misquote"]
        );
        assert_eq!(said(&mut client, &folder, "two/more.md", &uncited), ["uncited-quote"]);
        client.skip(&["textDocument/publishDiagnostics"]);
        client.finish();
    }
}

#[test]
fn note_falls_back_to_sources_of_other_folders() {
    let folder = two();
    folder.write(
        "two/sources/ledger.txt",
        "“The ledger of the lighthouse was never returned to the archive,” said Ilse Varga.\n",
    );
    let mut client = client(&folder, &["one", "two"]);
    let words = "Ilse Varga said “the ledger of the lighthouse was never returned to the archive”";
    let cited = format!("{words} [@ledger].\n");
    assert_eq!(said(&mut client, &folder, "one/a.md", &cited), [] as [&str; 0]);
    // A file in another folder whose name is taken here is cited by its path.
    let cited = NOTE.replace("@harbour", "@two/sources/harbour");
    // A note that cites another folder's source is told where its own folder's source differs.
    assert_eq!(said(&mut client, &folder, "one/b.md", &cited), ["source-variants"]);
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn nested_folder_has_its_own_corpus() {
    for order in [["", "inner"], ["inner", ""]] {
        let folder = Folder::of(&[
            ("sources/harbour.txt", DEEPENED),
            (
                "sources/ledger.txt",
                "“The ledger was never returned to the old archive,” said Ilse Varga.\n",
            ),
            ("note.md", NOTE),
            ("inner/sources/harbour.txt", DREDGED),
            ("inner/note.md", NOTE),
        ]);
        let mut client = client(&folder, &order);
        assert_eq!(said(&mut client, &folder, "note.md", NOTE), ["misquote"], "{order:?}");
        assert_eq!(said(&mut client, &folder, "inner/note.md", NOTE), [] as [&str; 0], "{order:?}");
        let outer =
            "Ilse Varga said “the ledger was never returned to the old archive” [@ledger].\n";
        assert_eq!(said(&mut client, &folder, "inner/other.md", outer), [] as [&str; 0]);
        client.skip(&["textDocument/publishDiagnostics"]);
        client.finish();
    }
}

#[test]
fn added_or_removed_folder_takes_effect_at_once() {
    let folder = two();
    folder.write(
        "two/sources/ledger.txt",
        "“The ledger was never returned to the old archive,” said Ilse Varga.\n",
    );
    let mut client = client(&folder, &["one"]);
    let text = "Ilse Varga said “the ledger was never returned to the old archive” [@ledger].\n";
    assert_eq!(said(&mut client, &folder, "one/note.md", text), ["unknown-source"]);
    let two = json!([{ "uri": folder.uri("two"), "name": "two" }]);
    let event =
        |added: &Value, removed: &Value| json!({ "event": { "added": added, "removed": removed } });
    client.notify("workspace/didChangeWorkspaceFolders", event(&two, &json!([])));
    let note = folder.uri("one/note.md");
    let right = |p: &Value| p["uri"] == note.as_str() && p["diagnostics"] == json!([]);
    client.notification("textDocument/publishDiagnostics", right);
    client.notify("workspace/didChangeWorkspaceFolders", event(&json!([]), &two));
    let wrong = |p: &Value| p["uri"] == note.as_str() && p["diagnostics"] != json!([]);
    client.notification("textDocument/publishDiagnostics", wrong);
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn each_folder_has_its_own_bibliography_and_configuration() {
    let folder = two();
    for (name, rules) in [("one", "[rules]\nmisquote = \"off\"\n"), ("two", "")] {
        folder.write(
            &format!("{name}/onrecord.toml"),
            format!("bibliography = [\"refs.bib\"]\n{rules}"),
        );
        folder.write(&format!("{name}/refs.bib"), "@misc{quill, file = {sources/harbour.txt}}\n");
    }
    let mut client = client(&folder, &["two", "one"]);
    let note = NOTE.replace("@harbour", "@quill");
    assert_eq!(said(&mut client, &folder, "two/note.md", &note), [] as [&str; 0]);
    assert_eq!(said(&mut client, &folder, "one/note.md", &note), [] as [&str; 0]);
    let note = note.replace("dredged", "widened");
    assert_eq!(said(&mut client, &folder, "two/wrong.md", &note), ["misquote"]);

    // A key is renamed only in its own folder.
    let params = json!({
        "textDocument": { "uri": folder.uri("two/wrong.md") },
        "position": position(&note, "quill", 0),
        "newName": "quill2013",
    });
    let edit = client.request("textDocument/rename", params);
    let mut changed: Vec<&String> = edit["changes"].as_object().unwrap().keys().collect();
    changed.sort();
    let expected = ["two/note.md", "two/refs.bib", "two/wrong.md"].map(|name| folder.uri(name));
    assert_eq!(changed, expected.iter().collect::<Vec<_>>());
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

/// The note after a workspace edit.
fn applied(folder: &Folder, edit: &Value, name: &str, text: &str) -> String {
    let mut out = text.to_owned();
    let none = Vec::new();
    let edits = edit["changes"][folder.uri(name)].as_array().unwrap_or(&none);
    let offset = |p: &Value| {
        let (line, character) = (p["line"].as_u64().unwrap(), p["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let rest = &text[start..];
        let mut units = 0;
        let inside = rest.char_indices().find(|(_, c)| {
            let here = units >= character as usize;
            units += c.len_utf16();
            here
        });
        start + inside.map_or(rest.len(), |(at, _)| at)
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|e| {
            let range = &e["range"];
            (offset(&range["start"]), offset(&range["end"]), e["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

#[test]
fn citation_updated_after_a_file_rename_resolves() {
    let other = "“Not a single boat went out in all of October this year,” said Ada Lund.\n";
    let note = "Marta Quill said “the channel must be dredged before the winter gales close the southern approach” [@harbour, ¶1]. \
                She said “the channel must be dredged before the winter gales close the southern approach” [[harbour]]. \
                She said “the channel must be dredged before the winter gales close the southern approach” ([here](sources/harbour.txt)). \
                Quill said “the channel must be dredged before the winter gales close the southern approach” [@{harbour}].\n\n\
                Ada Lund said “not a single boat went out in all of October this year” [@lund].\n";
    for new in [
        "sources/quay side.txt",
        "sources/quay (draft).txt",
        "sources/-kai.txt",
        "sources/kai.txt",
        "sources/kai..txt",
        "sources/a]b.txt",
        "sources/a}b.txt",
        "sources/100% {x}.txt",
        "sources/гавань – 1.txt",
        "sources/b/lund.txt",
        "sources/lund_2.txt",
        "sources/a/b c/lund.txt",
        "sources/lund.md",
        "sources/old/harbour.txt",
    ] {
        let folder = Folder::of(&[
            ("sources/harbour.txt", DREDGED),
            ("sources/lund.txt", other),
            ("note.md", note),
        ]);
        let mut client = client(&folder, &[""]);
        assert_eq!(said(&mut client, &folder, "note.md", note), [] as [&str; 0]);
        let files = json!([{ "oldUri": folder.uri("sources/harbour.txt"), "newUri": uri(&folder.path(new)) }]);
        let edit = client.request("workspace/willRenameFiles", json!({ "files": files }));
        let after = applied(&folder, &edit, "note.md", note);
        client.skip(&["textDocument/publishDiagnostics"]);
        client.finish();

        folder.remove("sources/harbour.txt");
        folder.write(new, DREDGED);
        folder.write("note.md", &after);
        let mut client = self::client(&folder, &[""]);
        assert_eq!(
            said(&mut client, &folder, "note.md", &after),
            [] as [&str; 0],
            "{new}: {after}"
        );
        client.skip(&["textDocument/publishDiagnostics"]);
        client.finish();
    }
}

#[test]
fn bibliography_follows_renamed_files() {
    let folder = Folder::of(&[
        ("sources/harbour.txt", DREDGED),
        ("onrecord.toml", "bibliography = [\"refs.bib\", \"refs.json\"]\n"),
        ("refs.bib", "@misc{quill, file = {Text:sources/harbour.txt:text/plain}}\n"),
        ("refs.json", "[{\"id\": \"quill (2)\", \"file\": \"sources/harbour.txt\"}]\n"),
        ("note.md", "It rained [@quill; @{quill (2)}; @harbour].\n"),
    ]);
    let mut client = client(&folder, &[""]);
    let to = uri(&folder.path("sources/old/quay: 1.txt"));
    let files = json!([{ "oldUri": folder.uri("sources/harbour.txt"), "newUri": to }]);
    let edit = client.request("workspace/willRenameFiles", json!({ "files": files }));
    let now = |name: &str| {
        applied(&folder, &edit, name, &std::fs::read_to_string(folder.path(name)).unwrap())
    };
    assert_eq!(
        now("refs.bib"),
        "@misc{quill, file = {Text:sources/old/quay\\: 1.txt:text/plain}}\n"
    );
    assert_eq!(
        now("refs.json"),
        "[{\"id\": \"quill (2)\", \"file\": \"sources/old/quay\\\\: 1.txt\"}]\n"
    );
    assert_eq!(now("note.md"), "It rained [@quill; @{quill (2)}; @{quay: 1}].\n");
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn json_keys_accept_any_name_and_bibtex_keys_do_not() {
    let bibliography = "[{\"id\": \"quill\", \"file\": \"sources/harbour.txt\"}]\n";
    let note = "It rained [@quill, ¶1] and [[quill]].\n";
    let folder = Folder::of(&[
        ("sources/harbour.txt", DREDGED),
        ("onrecord.toml", "bibliography = [\"refs.json\"]\n"),
        ("refs.json", bibliography),
        ("note.md", note),
    ]);
    let mut client = client(&folder, &[""]);
    assert_eq!(said(&mut client, &folder, "note.md", note), [] as [&str; 0]);
    let params = json!({
        "textDocument": { "uri": folder.uri("note.md") },
        "position": position(note, "quill", 0),
        "newName": "the \"quay\" side",
    });
    let edit = client.request("textDocument/rename", params);
    assert_eq!(
        applied(&folder, &edit, "note.md", note),
        "It rained [@{the \"quay\" side}, ¶1] and [@{the \"quay\" side}].\n"
    );
    let expected = bibliography.replace("quill", "the \\\"quay\\\" side");
    assert_eq!(applied(&folder, &edit, "refs.json", bibliography), expected);
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();

    folder.write("onrecord.toml", "bibliography = [\"refs.bib\"]\n");
    folder.write(
        "refs.bib",
        "@misc{quill, file = {sources/harbour.txt}}\n@misc{two, crossref = {quill}}\n",
    );
    let mut client = self::client(&folder, &[""]);
    let asked = |new: &str| {
        json!({
            "textDocument": { "uri": folder.uri("note.md") },
            "position": position(note, "quill", 0),
            "newName": new,
        })
    };
    client.error("textDocument/rename", asked("the quay side"));
    client.error("textDocument/rename", asked("two"));
    let edit = client.request("textDocument/rename", asked("quay"));
    let text = std::fs::read_to_string(folder.path("refs.bib")).unwrap();
    assert_eq!(applied(&folder, &edit, "refs.bib", &text), text.replace("quill", "quay"));
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn duplicate_key_is_published_in_the_bibliography() {
    let folder = Folder::of(&[
        ("sources/harbour.txt", DREDGED),
        ("onrecord.toml", "bibliography = [\"refs.bib\"]\n"),
        ("refs.bib", "@misc{quill, file = {sources/harbour.txt}}\n@misc{quill, title = {x}}\n"),
    ]);
    let mut client = client(&folder, &[""]);
    let found = client.diagnostics(&folder.uri("refs.bib"), None);
    assert_eq!(codes(&found), ["duplicate-key"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 1, "character": 6 }));

    // It disappears when the second one gets another key.
    folder.write(
        "refs.bib",
        "@misc{quill, file = {sources/harbour.txt}}\n@misc{other, title = {x}}\n",
    );
    let changed = json!({ "changes": [{ "uri": folder.uri("refs.bib"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(client.diagnostics(&folder.uri("refs.bib"), None), [] as [Value; 0]);
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}
