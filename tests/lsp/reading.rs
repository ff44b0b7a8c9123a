//! Requests for display: semantic tokens, folding, selection ranges; also the call hierarchy.

use crate::client::{Client, position};
use crate::folder::{Folder, GOOD, VISIT};
use serde_json::{Value, json};

const LONG: &str = "Before.\n\n> We have waited long enough\n> for the new bridge\n\nAfter.\n";

/// A client with these capabilities that has opened `note.md` and read its diagnostics.
fn opened(folder: &Folder, text: &str, capabilities: Value) -> Client {
    let mut client = folder.client(capabilities);
    client.open(&folder.uri("note.md"), 1, text);
    client.diagnostics(&folder.uri("note.md"), Some(1));
    client
}

fn document(folder: &Folder) -> Value {
    json!({ "textDocument": { "uri": folder.uri("note.md") } })
}

fn numbers(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect()
}

fn colouring() -> Value {
    let tokens = json!({
        "requests": { "full": { "delta": true }, "range": true },
        "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
    });
    json!({ "textDocument": { "semanticTokens": tokens } })
}

#[test]
fn semantic_tokens_full_range_and_delta() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, colouring());
    let full = client.request("textDocument/semanticTokens/full", document(&folder));
    let data = numbers(&full["data"]);
    // Anna Moreno, a person; the quotation, verbatim; the citation.
    let columns = |needle| position(GOOD, needle, 0)["character"].as_u64().unwrap();
    let (quotation, citation) = (columns("“"), columns("[@"));
    assert_eq!(&data[..5], [0, 0, 11, 0, 0]);
    assert_eq!(&data[5..10], [0, quotation, citation - 1 - quotation, 5, 1]);
    assert_eq!(&data[10..], [0, citation - quotation, 8, 6, 0]);

    let mut asked = document(&folder);
    asked["range"] = json!({ "start": position(GOOD, "[@", 0), "end": position(GOOD, "]", 0) });
    let part = client.request("textDocument/semanticTokens/range", asked);
    assert_eq!(numbers(&part["data"]), [0, citation, 8, 6, 0]);

    let bad = GOOD.replace("not resume", "resume");
    client.replace(&folder.uri("note.md"), 2, &bad);
    let mut asked = document(&folder);
    asked["previousResultId"] = full["resultId"].clone();
    let delta = client.request("textDocument/semanticTokens/full/delta", asked.clone());
    let edit = &delta["edits"][0];
    assert_eq!((&edit["start"], &edit["deleteCount"]), (&json!(5), &json!(10)), "{delta}");
    assert_eq!(numbers(&edit["data"])[4], 4, "misquoted: {delta}");
    asked["previousResultId"] = json!("long gone");
    let whole = client.request("textDocument/semanticTokens/full/delta", asked);
    assert_eq!(numbers(&whole["data"]).len(), 15);
    client.diagnostics(&folder.uri("note.md"), Some(2));
    client.finish();
}

#[test]
fn semantic_tokens_refresh_when_the_corpus_changes() {
    let folder = Folder::with_note(GOOD);
    let mut capabilities = colouring();
    capabilities["workspace"] = json!({ "semanticTokens": { "refreshSupport": true } });
    let mut client = opened(&folder, GOOD, capabilities);
    folder.write("seeds/other.txt", VISIT);
    client.wait("a refresh", |m| m["method"] == "workspace/semanticTokens/refresh");
    client.skip(&["workspace/semanticTokens/refresh", "textDocument/publishDiagnostics"]);
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn folding_ranges_match_client_capabilities() {
    let folder = Folder::with_note(LONG);
    let text = json!({ "textDocument": { "foldingRange": {
        "lineFoldingOnly": false, "foldingRange": { "collapsedText": true },
    } } });
    let mut client = opened(&folder, LONG, text);
    let folds = client.request("textDocument/foldingRange", document(&folder));
    assert_eq!(folds[0]["collapsedText"], "“We have waited long enough for the new bridge”");
    assert_eq!(folds[0]["startCharacter"], 2);
    client.finish();
    let mut client = opened(&folder, LONG, json!({}));
    let folds = client.request("textDocument/foldingRange", document(&folder));
    assert_eq!(folds, json!([{ "startLine": 2, "endLine": 3, "kind": "region" }]));
    client.finish();
}

#[test]
fn selection_ranges_grow_for_each_cursor() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let mut asked = document(&folder);
    asked["positions"] = json!([position(GOOD, "talks", 1), { "line": 99, "character": 0 }]);
    let found = client.request("textDocument/selectionRange", asked);
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(found[0]["range"]["start"], position(GOOD, "talks", 0));
    let words = &found[0]["parent"];
    assert_eq!(words["range"]["start"], position(GOOD, "The talks", 0));
    assert_eq!(words["parent"]["range"]["start"], position(GOOD, "“", 0));
    client.finish();
}

#[test]
fn call_hierarchy_works_in_both_directions() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let mut asked = document(&folder);
    asked["position"] = position(GOOD, "Moreno", 0);
    let items = client.request("textDocument/prepareCallHierarchy", asked);
    assert_eq!(items[0]["name"], "Anna Moreno");
    let calls = client.request("callHierarchy/incomingCalls", json!({ "item": items[0] }));
    let names: Vec<&str> =
        calls.as_array().unwrap().iter().map(|c| c["from"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["note.md", "visit.txt"]);
    assert_eq!(calls[0]["fromRanges"][0]["start"], position(GOOD, "“", 0));
    let source = json!({ "item": calls[1]["from"] });
    let calls = client.request("callHierarchy/outgoingCalls", source);
    let names: Vec<&str> =
        calls.as_array().unwrap().iter().map(|c| c["to"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Anna Moreno", "Piet Harker"]);
    assert_eq!(calls[1]["fromRanges"][0]["start"], position(VISIT, "“We have", 0));
    client.finish();
}

#[test]
fn dossier_is_found_by_name_and_by_position() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let actors = client.request("onrecord/actors", Value::Null);
    assert!(actors.as_array().unwrap().iter().any(|a| a["name"] == "Piet Harker"), "{actors}");
    let mut asked = document(&folder);
    asked["position"] = position(GOOD, "Moreno", 0);
    let there = client.request("onrecord/dossier", asked);
    let named = client.request("onrecord/dossier", json!({ "actor": "anna-moreno" }));
    assert_eq!(there, named);
    assert_eq!(there["roles"][0]["text"], "the minister of transport");
    let said = there["timeline"].as_array().unwrap().iter().find(|e| e["kind"] == "said").unwrap();
    assert_eq!(said["location"]["range"]["start"], position(VISIT, "The talks", 0));
    assert_eq!(there["notes"][0]["location"]["uri"], folder.uri("note.md"));
    assert_eq!(client.request("onrecord/dossier", json!({ "actor": "nobody" })), Value::Null);
    client.finish();
}

#[test]
fn citations_follow_a_renamed_source() {
    let folder = Folder::with_note(GOOD);
    let renames = json!({ "workspace": {
        "fileOperations": { "willRename": true }, "workspaceEdit": { "documentChanges": true },
    } });
    let mut client = opened(&folder, GOOD, renames);
    let to = |name: &str| json!({ "files": [{ "oldUri": folder.uri("seeds/visit.txt"), "newUri": folder.uri(name) }] });
    let edit = client.request("workspace/willRenameFiles", to("seeds/harbour.txt"));
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": folder.uri("note.md"), "version": 1 }));
    assert_eq!(change["edits"][0]["newText"], "harbour");
    assert_eq!(change["edits"][0]["range"]["start"], position(GOOD, "visit", 0));
    let moved = client.request("workspace/willRenameFiles", to("seeds/2013/visit.txt"));
    assert_eq!(moved, Value::Null);
    client.finish();
}

#[test]
fn bibliography_key_is_renamed_there_and_in_every_note() {
    let bibliography = "@misc{harbour2013, title = {A visit}, file = {seeds/visit.txt}}\n";
    let note = GOOD.replace("@visit", "@harbour2013");
    let folder = Folder::of(&[
        ("seeds/visit.txt", VISIT),
        ("onrecord.toml", "bibliography = \"refs.bib\"\n"),
        ("refs.bib", bibliography),
        ("note.md", &note),
        ("other.md", "It rained [see @harbour2013, ¶2].\n"),
    ]);
    let mut client = folder.plain_client();
    client.open(&folder.uri("note.md"), 1, &note);
    assert_eq!(client.diagnostics(&folder.uri("note.md"), Some(1)), [] as [Value; 0]);
    let mut asked = document(&folder);
    asked["position"] = position(&note, "harbour2013", 0);
    asked["newName"] = json!("visit-2013");
    let edit = client.request("textDocument/rename", asked);
    let changes = &edit["changes"];
    assert_eq!(changes.as_object().unwrap().len(), 3, "{edit}");
    let there = &changes[folder.uri("refs.bib")][0];
    assert_eq!(there["newText"], "visit-2013");
    assert_eq!(there["range"]["start"], position(bibliography, "harbour2013", 0));
    assert_eq!(changes[folder.uri("other.md")][0]["newText"], "visit-2013");

    // Written as the editor would write it, the new key takes effect.
    folder.write("refs.bib", bibliography.replace("harbour2013", "visit-2013"));
    let renamed = note.replace("harbour2013", "visit-2013");
    client.replace(&folder.uri("note.md"), 2, &renamed);
    let mut asked = document(&folder);
    asked["position"] = position(&renamed, "visit-2013", 0);
    client.until("textDocument/definition", &asked, |found| !found.is_null());
    // The note's findings follow: possibly first those from before the bibliography was reloaded, finally those from after.
    client.notification("textDocument/publishDiagnostics", |told| {
        told["version"] == 2 && told["diagnostics"] == json!([])
    });
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn unsaved_bibliography_is_used_for_rename() {
    let held = "% “Nothing here is a note,” said nobody at all to anybody.\n\
                @misc{harbour2013, title = {A visit}, file = {seeds/visit.txt}}\n";
    let note = GOOD.replace("@visit", "@harbour2013");
    let folder = Folder::of(&[
        ("seeds/visit.txt", VISIT),
        ("onrecord.toml", "bibliography = \"refs.bib\"\n"),
        ("refs.bib", "% Nothing was read yet.\n"),
        ("note.md", &note),
    ]);
    let mut client = folder.plain_client();
    let file = folder.uri("refs.bib");
    client.open(&file, 1, "% Nothing was read yet.\n");
    client.replace(&file, 2, held);
    let key = position(held, "harbour2013", 3);
    let asked = |more: &str, value: Value| {
        let mut asked = json!({ "textDocument": { "uri": file }, "position": key });
        asked[more] = value;
        asked
    };
    let edit = client.request("textDocument/rename", asked("newName", json!("visit-2013")));
    let there = &edit["changes"][&file][0];
    assert_eq!(there["range"]["start"], position(held, "harbour2013", 0), "{edit}");
    assert_eq!(edit["changes"][folder.uri("note.md")][0]["newText"], "visit-2013", "{edit}");
    // Once the bibliography is loaded, the source has the key.
    let hovered = |found: &Value| found.to_string().contains("Minister visits");
    client.until("textDocument/hover", &asked("_", Value::Null), hovered);
    let to = client.request("textDocument/definition", asked("_", Value::Null));
    assert_eq!(to[0]["uri"], folder.uri("seeds/visit.txt"), "{to}");
    // A bibliography has no quotations, so it has no findings about them.
    let lenses = client.request("textDocument/codeLens", asked("_", Value::Null));
    assert!(lenses.as_array().is_none_or(Vec::is_empty), "{lenses}");
    assert_eq!(client.diagnostics(&file, Some(2)), Vec::<Value>::new());
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn rename_updates_the_unsaved_actors_file() {
    let folder = Folder::with_note(GOOD);
    folder.write("actors.toml", "# who\n");
    let mut client = opened(&folder, GOOD, json!({}));
    let file = folder.uri("actors.toml");
    client.open(&file, 1, "# who\n");
    client.replace(&file, 2, "# who\n[[actor]]\nname = \"Anna Moreno\" # the pilot\n");
    assert_eq!(client.diagnostics(&file, Some(2)), Vec::<Value>::new());
    let mut asked = document(&folder);
    asked["position"] = position(GOOD, "Moreno", 0);
    asked["newName"] = json!("Anna Morena");
    let edit = client.request("textDocument/rename", asked);
    let edits = &edit["changes"][&file];
    assert_eq!(edits.as_array().map(Vec::len), Some(1), "{edit}");
    let new = edits[0]["newText"].as_str().unwrap_or_default();
    assert!(new.contains("other_names = [\"Anna Moreno\"]"), "{edit}");
    assert!(new.contains("# the pilot"), "{edit}");
    // The actors file is a document too, and its findings may arrive at any time.
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn cite_keys_and_names_are_renamed_in_every_note() {
    let folder = Folder::with_note(GOOD);
    folder.write("other.md", GOOD);
    folder.write("seeds/visit_2.txt", "Nothing else.\n");
    let prepares = json!({ "textDocument": { "rename": { "prepareSupport": true } } });
    let mut client = opened(&folder, GOOD, prepares);
    let mut asked = document(&folder);
    asked["position"] = position(GOOD, "Moreno", 0);
    let prepared = client.request("textDocument/prepareRename", asked.clone());
    assert_eq!(prepared["placeholder"], "Anna Moreno");
    asked["newName"] = json!("Anna Morena");
    let edit = client.request("textDocument/rename", asked);
    for note in ["note.md", "other.md"] {
        assert_eq!(edit["changes"][folder.uri(note)][0]["newText"], "Anna Morena", "{edit}");
    }
    let mut quoted = document(&folder);
    quoted["position"] = position(GOOD, "talks", 0);
    assert_eq!(client.error("textDocument/prepareRename", quoted), -32803);
    client.finish();
}

#[test]
fn name_is_completed_from_its_surname() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let typed = format!("{GOOD}\nThen More");
    client.replace(&folder.uri("note.md"), 2, &typed);
    let mut asked = document(&folder);
    asked["position"] = position(&typed, "Then More", "Then More".len());
    let found = client.request("textDocument/completion", asked);
    let items = found["items"].as_array().or(found.as_array()).cloned().unwrap_or_default();
    let labels: Vec<&str> = items.iter().filter_map(|item| item["label"].as_str()).collect();
    assert!(labels.iter().any(|label| label.contains("Moreno")), "{found}");
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}
