//! Hover and definition over the wire: ranges in every encoding, links if the client supports them.

use crate::client::{Client, position};
use crate::folder::{Folder, GOOD, VISIT, rich};
use serde_json::{Value, json};

fn at(folder: &Folder, name: &str, position: &Value) -> Value {
    json!({ "textDocument": { "uri": folder.uri(name) }, "position": position })
}

/// Opens the note and reads its published diagnostics.
fn opened(client: &mut Client, folder: &Folder) {
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    assert_eq!(client.diagnostics(&note, Some(1)), Vec::<Value>::new());
}

#[test]
fn hover_on_a_quotation_shows_its_source_and_full_range() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    opened(&mut client, &folder);
    let hover =
        client.request("textDocument/hover", at(&folder, "note.md", &position(GOOD, "talks", 0)));
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("visit"), "{hover}");
    assert_eq!(hover["range"]["start"], position(GOOD, "“", 0));
    assert_eq!(hover["range"]["end"], position(GOOD, "”", 1));
    let nothing = at(&folder, "note.md", &position(GOOD, "said", 1));
    assert_eq!(client.request("textDocument/hover", nothing), Value::Null);
    client.finish();
}

#[test]
fn unopened_source_is_answered_for() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let asked = at(&folder, "seeds/visit.txt", &position(VISIT, "talks", 0));
    let hover = client.request("textDocument/hover", asked);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Anna Moreno"), "{hover}");
    client.finish();
}

#[test]
fn client_without_markdown_gets_plain_text() {
    let folder = Folder::with_note(GOOD);
    let plain = json!({ "textDocument": { "hover": { "contentFormat": ["plaintext"] } } });
    let mut client = folder.client(plain);
    opened(&mut client, &folder);
    let asked = at(&folder, "note.md", &position(GOOD, "talks", 0));
    assert_eq!(client.request("textDocument/hover", asked)["contents"]["kind"], "plaintext");
    client.finish();
}

#[test]
fn definition_of_a_quotation_selects_its_words_in_the_source() {
    let folder = Folder::with_note(GOOD);
    let words = "The talks will not resume before March, and everybody knows it";
    let start = position(VISIT, words, 0);
    let end = position(VISIT, words, words.len());
    let asked = at(&folder, "note.md", &position(GOOD, "The talks", 0));

    let mut client = folder.client(rich());
    opened(&mut client, &folder);
    let links = client.request("textDocument/definition", asked.clone());
    assert_eq!(links.as_array().unwrap().len(), 1);
    assert_eq!(links[0]["targetUri"], folder.uri("seeds/visit.txt"));
    assert_eq!(links[0]["targetSelectionRange"], json!({ "start": start, "end": end }));
    assert_eq!(links[0]["originSelectionRange"]["start"], position(GOOD, "“", 0));
    client.finish();

    let mut client = folder.plain_client();
    opened(&mut client, &folder);
    let places = client.request("textDocument/definition", asked);
    let place =
        json!({ "uri": folder.uri("seeds/visit.txt"), "range": { "start": start, "end": end } });
    assert_eq!(places, json!([place]));
    client.finish();
}

#[test]
fn columns_use_the_negotiated_encoding() {
    let note = format!("𝄞 é {GOOD}");
    let folder = Folder::with_note(&note);
    let start = note.find('“').unwrap();
    let before = &note[..start];
    for (offered, column) in [
        ("utf-8", before.len()),
        ("utf-16", before.encode_utf16().count()),
        ("utf-32", before.chars().count()),
    ] {
        let mut client = Client::start();
        let capabilities = json!({
            "general": { "positionEncodings": [offered] },
            "window": { "workDoneProgress": true },
        });
        let answer =
            client.initialize(folder.dir(), capabilities, json!({ "diagnosticsDelay": 0 }));
        assert_eq!(answer["capabilities"]["positionEncoding"], offered);
        client.indexed();
        client.open(&folder.uri("note.md"), 1, &note);
        let asked = at(&folder, "note.md", &json!({ "line": 0, "character": column + 3 }));
        let hover = client.request("textDocument/hover", asked);
        assert_eq!(hover["range"]["start"]["character"], column, "{offered}");
    }
}

#[test]
fn card_does_not_repeat_a_not_found_finding() {
    let note = "Anna Moreno said: “The talks were called off for good in the very first week.”\n";
    let folder = Folder::with_note(note);
    let mut client = folder.plain_client();
    client.open(&folder.uri("note.md"), 1, note);
    let findings = client.diagnostics(&folder.uri("note.md"), Some(1));
    assert_eq!(findings[0]["code"], "quote-not-found");
    let asked = at(&folder, "note.md", &position(note, "called off", 0));
    assert_eq!(client.request("textDocument/hover", asked), Value::Null);
    client.finish();
}
