//! The smaller LSP requests, each once over the wire; their answers are tested where they are computed.

use crate::client::{Client, position};
use crate::folder::{Folder, GOOD, VISIT};
use serde_json::{Value, json};

/// A client that has opened the note and read its diagnostics.
fn opened(folder: &Folder, text: &str, capabilities: Value) -> Client {
    let mut client = folder.client(capabilities);
    let note = folder.uri("note.md");
    client.open(&note, 1, text);
    client.diagnostics(&note, Some(1));
    client
}

fn at(folder: &Folder, text: &str, needle: &str) -> Value {
    json!({ "textDocument": { "uri": folder.uri("note.md") }, "position": position(text, needle, 0) })
}

fn document(folder: &Folder) -> Value {
    json!({ "textDocument": { "uri": folder.uri("note.md") } })
}

#[test]
fn references_of_a_quotation_are_its_source_and_notes() {
    let folder = Folder::with_note(GOOD);
    folder.write("other.md", GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let mut asked = at(&folder, GOOD, "talks");
    asked["context"] = json!({ "includeDeclaration": true });
    let found = client.request("textDocument/references", asked);
    let mut names: Vec<&str> =
        found.as_array().unwrap().iter().map(|l| l["uri"].as_str().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(
        names,
        [folder.uri("note.md"), folder.uri("other.md"), folder.uri("seeds/visit.txt")]
    );
    client.finish();
}

#[test]
fn highlights_stay_within_the_document() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let found = client.request("textDocument/documentHighlight", at(&folder, GOOD, "talks"));
    assert_eq!(found[0]["range"]["start"], position(GOOD, "“", 0));
    client.finish();
}

#[test]
fn document_symbols_are_nested_or_flat_as_the_client_supports() {
    let folder = Folder::with_note(GOOD);
    let tree = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut client = opened(&folder, GOOD, tree);
    let found = client.request("textDocument/documentSymbol", document(&folder));
    assert!(found[0]["name"].as_str().unwrap().contains("talks"), "{found}");
    assert_eq!(found[0]["selectionRange"]["start"], position(GOOD, "“", 0));
    client.finish();
    let mut client = opened(&folder, GOOD, json!({}));
    let found = client.request("textDocument/documentSymbol", document(&folder));
    assert_eq!(found[0]["location"]["uri"], folder.uri("note.md"));
    client.finish();
}

#[test]
fn workspace_symbols_match_part_of_a_name() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let mut first = |query: &str| {
        let found = client.request("workspace/symbol", json!({ "query": query }));
        assert_eq!(found[0]["location"]["uri"], folder.uri("seeds/visit.txt"), "{found}");
        found[0]["name"].as_str().unwrap().to_owned()
    };
    // By words of the title, by key, by words of a quotation, and by speaker.
    assert_eq!(first("harbour min"), "visit · Minister visits the harbour");
    assert_eq!(first("vis"), "visit · Minister visits the harbour");
    assert!(first("talks will").starts_with("“The talks will not resume"));
    assert!(first("moreno talks").starts_with("“The talks will not resume"));
    client.finish();
}

#[test]
fn cite_key_completion_replaces_the_key() {
    let folder = Folder::with_note(GOOD);
    let text = "See [@vi] there.\n";
    let mut client = opened(&folder, text, json!({}));
    let found = client.request("textDocument/completion", at(&folder, text, "] there"));
    let item = &found["items"][0];
    assert_eq!(item["textEdit"]["newText"], "visit");
    let range = json!({ "start": position(text, "vi]", 0), "end": position(text, "vi]", 2) });
    assert_eq!(item["textEdit"]["range"], range);
    let resolved = client.request("completionItem/resolve", item.clone());
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("harbour"), "{resolved}");
    client.finish();
}

/// The first completion at the end of a text, for a client with these capabilities, and its edit.
fn proposed(text: &str, at: &str, inside: usize, item: Value) -> Value {
    let folder = Folder::with_note(GOOD);
    let capabilities = json!({ "textDocument": { "completion": { "completionItem": item } } });
    let mut client = opened(&folder, text, capabilities);
    let mut asked = document(&folder);
    asked["position"] = position(text, at, inside);
    let found = client.request("textDocument/completion", asked);
    client.finish();
    found["items"][0].clone()
}

#[test]
fn key_completion_leaves_the_bracket_alone() {
    let item = proposed("See [@vi\n", "@vi", 3, json!({ "snippetSupport": true }));
    assert_eq!(item["label"], "visit");
    assert_eq!(
        (&item["textEdit"]["newText"], &item["insertTextFormat"]),
        (&json!("visit"), &Value::Null)
    );
}

#[test]
fn completion_inside_a_word_replaces_the_whole_word() {
    let text = "So Anna Mor🎈 and Mosaic.\n";
    let item = proposed(text, "Mosaic", 2, json!({}));
    assert_eq!(item["textEdit"]["newText"], "Anna Moreno");
    let range = json!({ "start": position(text, "Mosaic", 0), "end": position(text, "Mosaic", 6) });
    assert_eq!(item["textEdit"]["range"], range);
}

#[test]
fn locators_are_completed_after_the_key() {
    let text = GOOD.replace("[@visit]", "[@visit, ]");
    let item = proposed(&text, "visit, ", 7, json!({}));
    assert_eq!((&item["label"], &item["textEdit"]["newText"]), (&json!("¶2"), &json!(", ¶2")));
}

#[test]
fn rest_of_a_quotation_is_completed_with_its_citation() {
    let folder = Folder::with_note(GOOD);
    let text = "The mayor: “We have waited";
    let mut client = opened(&folder, text, json!({}));
    let end = json!({ "line": 0, "character": text.encode_utf16().count() });
    let asked = json!({ "textDocument": { "uri": folder.uri("note.md") }, "position": end });
    let found = client.request("textDocument/completion", asked);
    let item = &found["items"][0];
    let text = item["textEdit"]["newText"].as_str().unwrap();
    assert!(text.contains("long enough for the new bridge") && text.contains("@visit"), "{item}");
    let resolved = client.request("completionItem/resolve", item.clone());
    assert!(
        resolved["documentation"]["value"].as_str().unwrap().contains("Piet Harker"),
        "{resolved}"
    );
    client.finish();
}

#[test]
fn inlay_hint_links_to_the_quoted_words() {
    let folder = Folder::with_note(GOOD);
    let refreshes = json!({ "workspace": { "inlayHint": { "refreshSupport": true } } });
    let mut client = opened(&folder, GOOD, refreshes);
    client.wait("a refresh", |m| m["method"] == "workspace/inlayHint/refresh");
    let mut asked = document(&folder);
    asked["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } });
    let found = client.request("textDocument/inlayHint", asked);
    assert_eq!(found[0]["position"], position(GOOD, "”", 1));
    let part = &found[0]["label"][0];
    assert!(part["value"].as_str().unwrap().starts_with('✓'), "{part}");
    let words = position(VISIT, "The talks", 0);
    assert_eq!(part["location"]["range"]["start"], words);
    client.skip(&["workspace/inlayHint/refresh"]);
    client.finish();
}

#[test]
fn citation_links_to_its_source() {
    let folder = Folder::with_note(GOOD);
    let mut client = opened(&folder, GOOD, json!({}));
    let found = client.request("textDocument/documentLink", document(&folder));
    let target = found[0]["target"].as_str().unwrap();
    assert!(target.starts_with(&(folder.uri("seeds/visit.txt") + "#L")), "{target}");
    client.finish();
}

#[test]
fn code_lens_in_a_source_leads_to_the_quoting_note() {
    let folder = Folder::with_note(GOOD);
    let mut client =
        opened(&folder, GOOD, json!({ "window": { "showDocument": { "support": true } } }));
    let tally = client.request("textDocument/codeLens", document(&folder));
    assert_eq!(tally[0]["command"]["title"], "1 quotation: 1 verbatim");
    let source = json!({ "textDocument": { "uri": folder.uri("seeds/visit.txt") } });
    let lenses = client.request("textDocument/codeLens", source);
    let command = &lenses[0]["command"];
    assert_eq!(
        (lenses.as_array().unwrap().len(), &command["title"]),
        (1, &json!("quoted in 1 note"))
    );
    let run = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.request("workspace/executeCommand", run);
    let shown = client.wait("a document to show", |m| m["method"] == "window/showDocument");
    assert_eq!(shown["params"]["uri"], folder.uri("note.md"));
    assert_eq!(shown["params"]["selection"]["start"], position(GOOD, "“", 0));
    let unknown = json!({ "command": "onrecord.unknown", "arguments": [] });
    assert_eq!(client.error("workspace/executeCommand", unknown), -32602);
    client.finish();
}

#[test]
fn symbol_location_is_resolved_lazily() {
    let folder = Folder::with_note(GOOD);
    let resolve = json!({ "resolveSupport": { "properties": ["location.range"] } });
    let mut client = opened(&folder, GOOD, json!({ "workspace": { "symbol": resolve } }));
    let found = client.request("workspace/symbol", json!({ "query": "talks will" }));
    assert_eq!(found[0]["location"], json!({ "uri": folder.uri("seeds/visit.txt") }));
    let placed = client.request("workspaceSymbol/resolve", found[0].clone());
    assert_eq!(placed["location"]["range"]["start"], position(VISIT, "“The talks", 0));
    client.finish();
}

#[test]
fn inlay_hint_is_resolved_lazily() {
    let folder = Folder::with_note(GOOD);
    let resolve = json!({ "resolveSupport": { "properties": ["label.location", "tooltip"] } });
    let mut client = opened(&folder, GOOD, json!({ "textDocument": { "inlayHint": resolve } }));
    let mut asked = document(&folder);
    asked["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } });
    let found = client.request("textDocument/inlayHint", asked);
    assert_eq!(found[0]["label"][0]["location"], Value::Null);
    let whole = client.request("inlayHint/resolve", found[0].clone());
    let start = &whole["label"][0]["location"]["range"]["start"];
    assert_eq!(*start, position(VISIT, "The talks", 0));
    assert!(whole["tooltip"]["value"].as_str().unwrap().contains("Anna Moreno said"), "{whole}");
    client.finish();
}

#[test]
fn code_lens_opens_the_list_of_notes_if_supported() {
    let folder = Folder::with_note(GOOD);
    folder.write("other.md", GOOD);
    let commands =
        json!({ "experimental": { "commands": { "commands": ["onrecord.showReferences"] } } });
    let mut client = opened(&folder, GOOD, commands);
    let source = json!({ "textDocument": { "uri": folder.uri("seeds/visit.txt") } });
    let lenses = client.request("textDocument/codeLens", source);
    let command = &lenses[0]["command"];
    assert_eq!(
        (&command["title"], &command["command"]),
        (&json!("quoted in 2 notes"), &json!("onrecord.showReferences"))
    );
    assert_eq!(command["arguments"][0], folder.uri("seeds/visit.txt"));
    assert_eq!(command["arguments"][1], position(VISIT, "“The talks", 0));
    assert_eq!(command["arguments"][2].as_array().unwrap().len(), 2);
    client.finish();
}
