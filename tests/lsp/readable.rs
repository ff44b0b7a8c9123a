//! Sources that are no text files: where their words lead, and what answers there.

use crate::client::{Client, position};
use crate::folder::Folder;
use serde_json::{Value, json};
use std::fs;

const PAGE: &str = "<html><head><title>Quay sold</title></head><body><article><h1>Quay sold</h1>\
    <p>“We knew <b>nothing</b> of it until the morning,” Ben Okafor said.</p>\
    <p>“The talks will not resume before March,” said Ada Moreno, the mayor.</p></article></body></html>";
const NOTE: &str = "Okafor said “we knew nothing of it until the morning” [@quay].\n";

fn folder() -> Folder {
    Folder::of(&[("note.md", NOTE), ("sources/quay.html", PAGE)])
}

fn at(uri: &str, position: &Value) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": position })
}

/// Where the quotation of the note leads: an address and a range.
fn destination(client: &mut Client, folder: &Folder) -> (String, Value) {
    let note = folder.uri("note.md");
    client.open(&note, 1, NOTE);
    assert_eq!(client.diagnostics(&note, Some(1)), Vec::<Value>::new());
    let asked = at(&note, &position(NOTE, "nothing", 0));
    let found = client.request("textDocument/definition", asked);
    (found[0]["uri"].as_str().unwrap().to_owned(), found[0]["range"].clone())
}

/// Checks a readable document: the range has the words, and a name in it answers.
fn check(client: &mut Client, uri: &str, text: &str, range: &Value) {
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("quay.html") && first.contains("file://"), "{first}");
    let words = "nothing of it until the morning";
    assert_eq!(range["start"], position(text, words, 0), "{text}");
    assert_eq!(range["end"], position(text, words, words.len()));
    client.open(uri, 1, text);
    let hover = client.request("textDocument/hover", at(uri, &position(text, "Moreno", 1)));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Ada Moreno"), "{hover}");
    client.close(uri);
}

#[test]
fn words_of_a_page_lead_to_a_file_that_can_be_read() {
    let folder = folder();
    let mut client = folder.plain_client();
    let (uri, range) = destination(&mut client, &folder);
    let path = url::Url::parse(&uri).unwrap().to_file_path().unwrap();
    assert!(path.ends_with("sources/quay.html.txt"), "{path:?}");
    assert!(fs::metadata(&path).unwrap().permissions().readonly());
    let text = fs::read_to_string(&path).unwrap();
    check(&mut client, &uri, &text, &range);
    client.finish();
}

#[test]
fn client_that_asks_for_contents_gets_the_text_without_a_file() {
    let folder = folder();
    let contents = json!({ "textDocumentContent": { "dynamicRegistration": true } });
    let mut client = folder.client(json!({ "workspace": contents }));
    let registered = client.wait("registration", |message| {
        message["method"] == "client/registerCapability"
            && message.to_string().contains("workspace/textDocumentContent")
    });
    assert!(registered.to_string().contains(r#""schemes":["onrecord"]"#), "{registered}");
    let (uri, range) = destination(&mut client, &folder);
    assert!(uri.starts_with("onrecord:"), "{uri}");
    let note = folder.uri("note.md");
    let card = client.request("textDocument/hover", at(&note, &position(NOTE, "nothing", 0)));
    let card = card["contents"]["value"].as_str().unwrap();
    assert!(card.contains("](file:///") && card.contains("quay.html.txt#L"), "{card}");
    let answer = client.request("workspace/textDocumentContent", json!({ "uri": uri }));
    check(&mut client, &uri, answer["text"].as_str().unwrap(), &range);
    client.open(&uri, 1, answer["text"].as_str().unwrap());
    folder.write("sources/quay.html", PAGE.replace("mayor", "harbour master"));
    let changed = json!({ "changes": [{ "uri": folder.uri("sources/quay.html"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    let refresh =
        client.wait("a refresh", |m| m["method"] == "workspace/textDocumentContent/refresh");
    assert_eq!(refresh["params"]["uri"], uri);
    let answer = client.request("workspace/textDocumentContent", json!({ "uri": uri }));
    assert!(answer["text"].as_str().unwrap().contains("harbour master"), "{answer}");
    client.skip(&["textDocument/publishDiagnostics", "workspace/textDocumentContent/refresh"]);
    client.finish();
}

#[test]
fn file_of_a_page_answers_nothing_and_is_read_from_the_disk() {
    let folder = folder();
    let mut client = folder.plain_client();
    let page = folder.uri("sources/quay.html");
    client.open(&page, 1, "<p>Something else.</p>");
    let hover = client.request("textDocument/hover", at(&page, &position(PAGE, "Okafor", 1)));
    assert_eq!(hover, Value::Null);
    let (uri, _) = destination(&mut client, &folder);
    assert!(uri.ends_with("quay.html.txt"), "{uri}");
    client.close(&page);
    client.finish();
}

#[test]
fn original_is_opened_outside_the_editor_and_nothing_else_is() {
    let folder = folder();
    let mut client = folder.client(json!({ "window": { "showDocument": { "support": true } } }));
    let (uri, _) = destination(&mut client, &folder);
    let lenses = client.request("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let command = &lenses[0]["command"];
    assert_eq!(command["title"], "Open the original");
    let run = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.request("workspace/executeCommand", run);
    let shown = client.wait("the request", |m| m["method"] == "window/showDocument");
    assert_eq!(shown["params"]["uri"], folder.uri("sources/quay.html"));
    assert_eq!(shown["params"]["external"], true);
    for other in [folder.uri("note.md"), "https://example.org/".to_owned()] {
        let run = json!({ "command": command["command"], "arguments": [other] });
        assert_eq!(client.error("workspace/executeCommand", run), -32602, "{other}");
    }
    client.finish();
}

#[test]
fn source_that_the_editor_decodes_wrongly_is_read_from_the_disk() {
    let quay = "“We knew nothing of it – nobody asked us,” José Müller said on the quay.\n";
    let note = "Müller said “we knew nothing of it – nobody asked us” [@quay].\n";
    let folder = Folder::of(&[("note.md", note)]);
    let bytes: Vec<u8> = quay
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            other => other as u8,
        })
        .collect();
    folder.write("sources/quay.txt", &bytes);
    let mut client = folder.plain_client();
    let source = folder.uri("sources/quay.txt");
    client.open(&source, 1, &String::from_utf8_lossy(&bytes));
    client.open(&folder.uri("note.md"), 1, note);
    assert_eq!(client.diagnostics(&folder.uri("note.md"), Some(1)), Vec::<Value>::new());
    client.skip(&["textDocument/publishDiagnostics"]);
    client.finish();
}
