//! Names over the wire: completion, highlights, references, and code actions for the actors file.

use crate::client::{Client, position};
use crate::folder::{Folder, VISIT, rich};
use serde_json::{Value, json};

const NOTE: &str = "Anna Moreno came late. Moreno was tired, and Piet Harker knew.\n";

fn opened(folder: &Folder, capabilities: Value) -> Client {
    let mut client = folder.client(capabilities);
    let note = folder.uri("note.md");
    client.open(&note, 1, NOTE);
    client.diagnostics(&note, Some(1));
    client
}

fn at(folder: &Folder, needle: &str) -> Value {
    json!({ "textDocument": { "uri": folder.uri("note.md") }, "position": position(NOTE, needle, 1) })
}

#[test]
fn name_is_highlighted_in_all_its_forms() {
    let folder = Folder::with_note(NOTE);
    let mut client = opened(&folder, json!({}));
    let found = client.request("textDocument/documentHighlight", at(&folder, "Moreno was"));
    let starts: Vec<&Value> =
        found.as_array().unwrap().iter().map(|h| &h["range"]["start"]).collect();
    assert_eq!(starts, [&position(NOTE, "Anna", 0), &position(NOTE, "Moreno was", 0)]);

    let source = folder.uri("seeds/visit.txt");
    client.open(&source, 1, VISIT);
    assert!(client.diagnostics(&source, Some(1)).is_empty());
    let asked =
        json!({ "textDocument": { "uri": source }, "position": position(VISIT, "Anna", 1) });
    let found = client.request("textDocument/documentHighlight", asked);
    assert_eq!(found.as_array().unwrap().len(), 2, "{found}");
    client.finish();
}

#[test]
fn references_of_a_name_cover_notes_sources_and_declaration() {
    let folder = Folder::with_note(NOTE);
    let mut client = opened(&folder, json!({}));
    let mut count = |declaration: bool| {
        let mut asked = at(&folder, "Moreno was");
        asked["context"] = json!({ "includeDeclaration": declaration });
        let found = client.request("textDocument/references", asked);
        found.as_array().unwrap().len()
    };
    assert_eq!((count(true), count(false)), (4, 3));
    client.finish();
}

#[test]
fn code_actions_on_a_name_write_the_actors_file() {
    let folder = Folder::with_note(NOTE);
    let mut capabilities = rich();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let mut client = opened(&folder, capabilities);
    let start = position(NOTE, "Moreno was", 1);
    let asked = json!({
        "textDocument": { "uri": folder.uri("note.md") },
        "range": { "start": start, "end": start },
        "context": { "diagnostics": [], "only": ["refactor.rewrite"] },
    });
    let actions = client.request("textDocument/codeAction", asked);
    let named = |title: &str| {
        let mut all = actions.as_array().unwrap().iter();
        all.find(|a| a["title"] == title).unwrap_or_else(|| panic!("{title}: {actions}"))
    };
    let changes = &named("“Moreno” is not Anna Moreno")["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], json!(folder.uri("actors.toml")));
    let file = "[[actor]]\nname = \"Anna Moreno\"\nnot = [\"Moreno\"]\n";
    assert_eq!(changes[1]["edits"][0]["newText"], file);
    named("Add Anna Moreno to the actors file");
    named("Anna Moreno is a place, not a person");
    client.finish();
}
