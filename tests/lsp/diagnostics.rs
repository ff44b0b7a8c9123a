//! Diagnostics as a client gets them: push or pull, with versions, and cleared when they should be.

use crate::client::Client;
use crate::folder::{BAD, Folder, GOOD, VISIT, codes, pulling, rich};
use serde_json::{Value, json};

#[test]
fn diagnostic_has_range_rule_and_related_locations() {
    let folder = Folder::with_note(BAD);
    let mut client = folder.client(rich());
    client.open(&folder.uri("note.md"), 7, BAD);
    let found = client.diagnostics(&folder.uri("note.md"), Some(7));
    assert_eq!(codes(&found), ["misquote"]);
    let misquote = &found[0];
    assert_eq!(misquote["source"], "onrecord");
    assert_eq!(misquote["severity"], 1);
    assert_eq!(misquote["range"]["start"], json!({ "line": 0, "character": 19 }));
    let page = misquote["codeDescription"]["href"].as_str().unwrap();
    let page = url::Url::parse(page).unwrap().to_file_path().unwrap();
    assert!(std::fs::read_to_string(page).unwrap().contains("# misquote"));
    let place = &misquote["relatedInformation"][0]["location"];
    assert_eq!(place["uri"], folder.uri("seeds/visit.txt"));
    assert_eq!(place["range"]["start"], json!({ "line": 4, "character": 1 }));
    assert!(misquote["data"]["fixes"].is_array(), "{misquote}");
    client.finish();
}

#[test]
fn diagnostics_are_published_in_version_order() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 0, GOOD);
    for version in 1..=300 {
        client.replace(&note, version, if version % 2 == 0 { GOOD } else { BAD });
    }
    let mut last = -1;
    while last < 300 {
        let published =
            client.notification("textDocument/publishDiagnostics", |p| p["uri"] == note);
        let version = published["version"].as_i64().unwrap();
        assert!(version > last, "{version} after {last}");
        last = version;
        let bad = published["diagnostics"].as_array().unwrap().len();
        assert_eq!(bad, usize::try_from(version % 2).unwrap(), "version {version}");
    }
    client.finish();
}

#[test]
fn burst_of_edits_is_diagnosed_once_it_ends() {
    let folder = Folder::with_note(GOOD);
    let mut client = Client::start();
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    client.initialize(folder.dir(), capabilities, json!({ "diagnosticsDelay": 400 }));
    client.indexed();
    let note = folder.uri("note.md");
    client.open(&note, 0, GOOD);
    for version in 1..=50 {
        client.replace(&note, version, BAD);
    }
    assert_eq!(codes(&client.diagnostics(&note, None)), ["misquote"]);
    client.finish();
}

#[test]
fn closing_a_document_clears_its_diagnostics() {
    let folder = Folder::with_note(BAD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, BAD);
    assert_eq!(client.diagnostics(&note, Some(1)).len(), 1);
    client.close(&note);
    assert_eq!(client.diagnostics(&note, None), Vec::<Value>::new());
    client.finish();
}

#[test]
fn pulling_client_gets_no_push_but_a_refresh() {
    let folder = Folder::with_note(BAD);
    let mut client = folder.client(pulling());
    let note = folder.uri("note.md");
    client.wait("a refresh", |m| m["method"] == "workspace/diagnostic/refresh");
    client.open(&note, 1, BAD);
    let pull = |previous: &Value| json!({ "textDocument": { "uri": note }, "identifier": "onrecord", "previousResultId": previous });
    let full = client.request("textDocument/diagnostic", pull(&Value::Null));
    assert_eq!(full["kind"], "full");
    assert_eq!(codes(full["items"].as_array().unwrap()), ["misquote"]);
    let same = client.request("textDocument/diagnostic", pull(&full["resultId"]));
    assert_eq!(same, json!({ "kind": "unchanged", "resultId": full["resultId"] }));
    client.replace(&note, 2, GOOD);
    let good = client.request("textDocument/diagnostic", pull(&full["resultId"]));
    assert_eq!((&good["kind"], &good["items"]), (&json!("full"), &json!([])));

    folder.write("seeds/visit.txt", VISIT.replace("March", "May"));
    let now = loop {
        client.wait("a refresh", |m| m["method"] == "workspace/diagnostic/refresh");
        let now = client.request("textDocument/diagnostic", pull(&good["resultId"]));
        if now["kind"] == "full" {
            break now;
        }
    };
    assert_eq!(codes(now["items"].as_array().unwrap()), ["misquote"]);
    client.skip(&["workspace/diagnostic/refresh"]);
    client.finish();
}

#[test]
fn workspace_pull_waits_for_changes() {
    let folder = Folder::with_note(BAD);
    folder.write("other.md", GOOD);
    let mut client = folder.client(pulling());
    let pull = |known: &Value| json!({ "identifier": "onrecord", "previousResultIds": known });
    let first = client.request("workspace/diagnostic", pull(&json!([])));
    let items = first["items"].as_array().unwrap();
    let errors = |name: &str, items: &[Value]| {
        let item = items.iter().find(|item| item["uri"] == folder.uri(name)).unwrap();
        item["items"].as_array().unwrap().len()
    };
    assert_eq!((errors("note.md", items), errors("other.md", items)), (1, 0));

    let known = items.iter().map(|i| json!({ "uri": i["uri"], "value": i["resultId"] })).collect();
    let waiting = client.ask("workspace/diagnostic", pull(&known));
    folder.write("other.md", BAD);
    let second = client.answer(waiting)["result"]["items"].take();
    let items = second.as_array().unwrap();
    assert_eq!((items.len(), errors("other.md", items)), (1, 1));
    client.skip(&["workspace/diagnostic/refresh"]);
    client.finish();
}

#[test]
fn source_changes_on_disk_are_noticed() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    assert_eq!(codes(&client.diagnostics(&note, Some(1))), Vec::<&str>::new());

    folder.write("seeds/visit.txt", VISIT.replace("March", "May"));
    assert_eq!(codes(&client.diagnostics(&note, Some(1))), ["misquote"]);
    std::fs::rename(folder.path("seeds/visit.txt"), folder.path("seeds/trip.txt")).unwrap();
    assert!(codes(&client.diagnostics(&note, Some(1))).contains(&"unknown-source"));
    folder.remove("seeds/trip.txt");
    folder.write("seeds/deep/visit.txt", VISIT);
    while !client.diagnostics(&note, Some(1)).is_empty() {}
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn unsaved_source_takes_precedence_over_disk() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let (note, source) = (folder.uri("note.md"), folder.uri("seeds/visit.txt"));
    client.open(&note, 1, GOOD);
    assert!(client.diagnostics(&note, Some(1)).is_empty());
    client.open(&source, 1, &VISIT.replace("March", "May"));
    assert_eq!(codes(&client.diagnostics(&note, Some(1))), ["misquote"]);
    client.close(&source);
    assert!(client.diagnostics(&note, Some(1)).is_empty());
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn unreadable_source_is_reported_where_it_is() {
    let folder = Folder::with_note(GOOD);
    folder.write("seeds/torn.txt", b"caf\xe9 \x8d\x81\xfd");
    let mut client = folder.plain_client();
    let source = folder.uri("seeds/torn.txt");
    assert_eq!(codes(&client.diagnostics(&source, None)), ["unreadable"]);
    folder.write("seeds/torn.txt", "καφέ");
    assert!(client.diagnostics(&source, None).is_empty());
    client.finish();
}

#[test]
fn configuration_error_is_reported_and_nothing_else_breaks() {
    let folder = Folder::with_note(BAD);
    folder.write("onrecord.toml", "profile = 'loud'\n");
    let mut client = folder.plain_client();
    let (note, file) = (folder.uri("note.md"), folder.uri("onrecord.toml"));
    let found = client.diagnostics(&file, None);
    assert_eq!(codes(&found), ["configuration"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 10 }));
    client.open(&note, 1, BAD);
    assert_eq!(codes(&client.diagnostics(&note, Some(1))), ["misquote"]);

    folder.write("onrecord.toml", "[rules]\nmisquote = 'off'\n");
    assert!(client.diagnostics(&note, Some(1)).is_empty());
    assert!(client.diagnostics(&file, None).is_empty());
    client.finish();
}

#[test]
fn changed_settings_apply_while_running() {
    let folder = Folder::with_note(BAD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, BAD);
    assert_eq!(client.diagnostics(&note, Some(1)).len(), 1);
    let settings = json!({ "onrecord": { "rules": { "misquote": "off" }, "diagnosticsDelay": 0 } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    assert!(client.diagnostics(&note, Some(1)).is_empty());
    client.finish();
}

#[test]
fn settings_are_requested_from_clients_that_support_it() {
    let folder = Folder::with_note(BAD);
    let mut client = Client::start();
    client.settings = json!({ "rules": { "misquote": "hint" }, "diagnosticsDelay": 0 });
    client.initialize(
        folder.dir(),
        json!({ "workspace": { "configuration": true } }),
        json!({ "diagnosticsDelay": 0 }),
    );
    let note = folder.uri("note.md");
    client.open(&note, 1, BAD);
    let hint = |found: &[Value]| found.first().is_some_and(|d| d["severity"] == 4);
    while !hint(&client.diagnostics(&note, Some(1))) {}
    client.skip(&["workspace/configuration", "textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn folders_can_be_added_and_removed_while_running() {
    let folder = Folder::of(&[
        ("a/note.md", GOOD),
        ("a/seeds/other.txt", "The harbour is old.\n"),
        ("b/seeds/visit.txt", VISIT),
    ]);
    let mut client = Client::start();
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    client.initialize(&folder.path("a"), capabilities, json!({ "diagnosticsDelay": 0 }));
    client.indexed();
    let note = folder.uri("a/note.md");
    client.open(&note, 1, GOOD);
    assert!(codes(&client.diagnostics(&note, Some(1))).contains(&"unknown-source"));
    let b = json!([{ "uri": folder.uri("b"), "name": "b" }]);
    let event =
        |added: &Value, removed: &Value| json!({ "event": { "added": added, "removed": removed } });
    client.notify("workspace/didChangeWorkspaceFolders", event(&b, &json!([])));
    assert!(client.diagnostics(&note, Some(1)).is_empty());
    client.notify("workspace/didChangeWorkspaceFolders", event(&json!([]), &b));
    assert!(codes(&client.diagnostics(&note, Some(1))).contains(&"unknown-source"));
    client.finish();
}

#[test]
fn quick_fix_is_offered_at_its_finding_and_repairs_it() {
    let folder = Folder::with_note(BAD);
    let mut client = folder.client(rich());
    let note = folder.uri("note.md");
    client.open(&note, 3, BAD);
    let found = client.diagnostics(&note, Some(3));
    let at = |line: u64, character: u64| json!({ "line": line, "character": character });
    let ask = |start: Value, only: Value| {
        json!({
            "textDocument": { "uri": note },
            "range": { "start": start, "end": start },
            "context": { "diagnostics": found, "only": only },
        })
    };
    let actions = client.request("textDocument/codeAction", ask(at(0, 25), Value::Null));
    let fix = &actions[0];
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"][0]["code"], "misquote");
    let document = &fix["edit"]["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({ "uri": note, "version": 3 }));
    let edits = document["edits"].as_array().unwrap();
    let changes =
        edits.iter().map(|e| json!({ "range": e["range"], "text": e["newText"] })).collect();
    client.change(&note, 4, changes);
    assert!(client.diagnostics(&note, Some(4)).is_empty());

    let elsewhere = client.request("textDocument/codeAction", ask(at(0, 2), Value::Null));
    assert_eq!(elsewhere, json!([]));
    let other = client.request("textDocument/codeAction", ask(at(0, 25), json!(["refactor"])));
    assert_eq!(other, json!([]));
    client.finish();
}

#[test]
fn code_actions_silence_a_rule_by_comment_or_configuration() {
    let folder = Folder::with_note(BAD);
    let mut capabilities = rich();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let mut client = folder.client(capabilities);
    let (note, file) = (folder.uri("note.md"), folder.uri("onrecord.toml"));
    client.open(&note, 3, BAD);
    assert_eq!(client.diagnostics(&note, Some(3)).len(), 1);
    let at = json!({ "line": 0, "character": 25 });
    let ask = json!({
        "textDocument": { "uri": note },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [], "only": ["quickfix"] },
    });
    let offered = |client: &mut Client, title: &str| -> Value {
        let actions = client.request("textDocument/codeAction", ask.clone());
        let mut all = actions.as_array().unwrap().iter();
        all.find(|a| a["title"] == title).unwrap_or_else(|| panic!("{title}: {actions}"))["edit"]
            .clone()
    };
    let here = offered(&mut client, "Silence misquote here");
    let edit = &here["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "<!-- onrecord-ignore misquote -->\n");
    assert_eq!(edit["range"]["start"], json!({ "line": 0, "character": 0 }));

    let title = "Silence misquote everywhere (onrecord.toml)";
    let new = offered(&mut client, title);
    let changes = &new["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(file)));
    assert_eq!(changes[1]["edits"][0]["newText"], "[rules]\nmisquote = \"off\"\n");

    folder.write("onrecord.toml", "# Ours.\nprofile = 'release'\n");
    client.diagnostics(&note, Some(3));
    let more = offered(&mut client, title);
    let changes = &more["documentChanges"];
    assert_eq!(changes[0]["textDocument"], json!({ "uri": file, "version": null }));
    assert_eq!(changes[0]["edits"][0]["newText"], "\n[rules]\nmisquote = \"off\"\n");
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn reopened_note_gets_diagnostics_again() {
    let folder = Folder::with_note(BAD);
    let mut client = folder.client(pulling());
    let uri = folder.uri("note.md");
    let mut asked = json!({ "textDocument": { "uri": uri } });
    client.open(&uri, 1, BAD);
    let report = client.request("textDocument/diagnostic", asked.clone());
    asked["previousResultId"] = report["resultId"].clone();
    let again = client.request("textDocument/diagnostic", asked.clone());
    assert_eq!(again["kind"], "unchanged");
    client.close(&uri);
    client.open(&uri, 1, BAD);
    let report = client.request("textDocument/diagnostic", asked);
    assert_eq!(report["kind"], "full");
}
