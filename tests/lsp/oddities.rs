//! Messages that no client should send but some will: the server answers and carries on.

use crate::client::Client;
use crate::folder::{Folder, GOOD};
use serde_json::{Value, json};

const NOTE: &str = "untitled:Untitled-1";

fn alive(client: &mut Client) {
    client.open(NOTE, 1, GOOD);
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!(GOOD));
}

fn hover(uri: &str, line: u64, character: u64) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

#[test]
fn invalid_json_is_a_parse_error() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    for body in ["{", "", "[1,", "{\"jsonrpc\":\"2.0\",\"id\":"] {
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
    client.wait("a parse error", |m| m["error"]["code"] == -32700);
    alive(&mut client);
}

#[test]
fn parameters_of_the_wrong_shape_are_rejected() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    for params in [
        json!({}),
        json!({ "textDocument": { "uri": "no address" }, "position": { "line": 0, "character": 0 } }),
        json!({ "textDocument": { "uri": NOTE }, "position": { "line": -1, "character": 0 } }),
        json!([1, 2]),
    ] {
        assert_eq!(client.error("textDocument/hover", params), -32602);
        client.notify("textDocument/didChange", json!({ "textDocument": 1 }));
    }
    assert_eq!(client.error("onrecord/no/such/request", json!({})), -32601);
    assert_eq!(client.error("$/no/such/request", json!({})), -32601);
    client.notify("onrecord/no/such/notification", json!({}));
    client.notify("$/setTrace", json!({ "value": "off" }));
    alive(&mut client);
}

#[test]
fn positions_out_of_range_are_clamped() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    let far = u64::from(u32::MAX);
    for (line, character) in [(0, far), (far, 0), (far, far), (1, 1)] {
        client.request("textDocument/hover", hover(&note, line, character));
        client.request("textDocument/definition", hover(&note, line, character));
    }
    let far = json!({ "line": far, "character": far });
    let inverted = json!({ "start": far, "end": { "line": 0, "character": 0 } });
    client.change(&note, 2, json!([{ "range": inverted, "text": "all gone" }]));
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": note })), json!("all gone"));
}

#[test]
fn changes_to_unopened_documents_are_ignored() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.client(json!({}));
    let unknown = folder.uri("never opened.md");
    client.replace(&unknown, 2, "text");
    client.close(&unknown);
    assert_eq!(client.request("textDocument/hover", hover(&unknown, 0, 0)), Value::Null);
    assert_eq!(client.request("textDocument/definition", hover(&unknown, 0, 0)), Value::Null);
    for uri in ["git:/a/b.md?ref", "https://example.org/a.md", "vscode-notebook-cell:/a#b"] {
        assert_eq!(client.request("textDocument/hover", hover(uri, 0, 0)), Value::Null);
        client.open(uri, 1, GOOD);
        client.close(uri);
    }
    alive(&mut client);
}

#[test]
fn second_open_of_a_document_wins() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    client.open(NOTE, 1, "first");
    client.open(NOTE, 1, "second");
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!("second"));
}

#[test]
fn note_deleted_on_disk_stays_open() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    folder.remove("note.md");
    client.replace(&note, 2, "still here");
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": note })), json!("still here"));
    client.close(&note);
    client.until("onrecord/test/text", &json!({ "uri": note }), Value::is_null);
}

#[test]
fn missing_folder_counts_as_empty() {
    let folder = Folder::of(&[]);
    let mut client = Client::start();
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    client.initialize(&folder.path("nowhere"), capabilities, Value::Null);
    client.indexed();
    alive(&mut client);
}

#[test]
fn requests_before_initialize_are_rejected() {
    let mut client = Client::start();
    assert_eq!(client.error("textDocument/hover", hover(NOTE, 0, 0)), -32002);
    client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.error("initialize", json!({ "capabilities": {} })), -32600);
}

#[test]
fn hover_during_loading_says_so() {
    let folder = Folder::with_note(GOOD);
    let mut client = Client::start();
    // Before `initialized`, nothing has been loaded.
    client.request("initialize", json!({ "capabilities": {}, "rootUri": folder.uri("") }));
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    let answer = client.request("textDocument/hover", hover(&note, 0, 25));
    let text = answer["contents"]["value"].as_str().unwrap();
    assert!(text.contains("indexing") && !text.contains("ot found"), "{text}");
    assert_eq!(client.request("textDocument/definition", hover(&note, 0, 25)), Value::Null);
}

#[test]
fn only_exit_is_accepted_after_shutdown() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    client.request("shutdown", Value::Null);
    for _ in 0..3 {
        assert_eq!(client.error("textDocument/hover", hover(&folder.uri("note.md"), 0, 0)), -32600);
        assert_eq!(client.error("initialize", json!({ "capabilities": {} })), -32600);
        client.notify("textDocument/didOpen", json!({}));
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn decreasing_versions_still_update_the_text() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 9, "nine");
    for (version, text) in
        [(3, "three"), (3, "three again"), (-1, "minus one"), (i64::from(i32::MAX), GOOD)]
    {
        client.replace(&note, version, text);
        assert_eq!(client.request("onrecord/test/text", json!({ "uri": note })), json!(text));
    }
    assert_eq!(client.diagnostics(&note, Some(i64::from(i32::MAX))), Vec::<Value>::new());
}

#[test]
fn ten_thousand_cancellations_of_known_and_unknown_requests() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    let mut asked = Vec::new();
    for n in 0..10_000_i64 {
        if n % 100 == 0 {
            asked.push(client.ask("textDocument/hover", hover(&note, 0, 25)));
        }
        // Requests in progress, finished or yet to come, and ids that never existed.
        let id = match n % 4 {
            0 => json!(asked.last()),
            1 => json!(n),
            2 => json!(format!("none {n}")),
            _ => json!({ "no": "id" }),
        };
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in asked {
        let answer = client.answer(id);
        assert!(answer["result"].is_object() || answer["error"]["code"] == -32800, "{answer}");
    }
    alive(&mut client);
}

#[test]
fn server_opens_100_000_levels_of_quotations_and_lists() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    for (version, level) in (1..).zip(["> ", "- ", "> - "]) {
        client.open(&note, version, &format!("{}{GOOD}", level.repeat(100_000)));
        client.request("textDocument/hover", hover(&note, 0, 200_050));
        client.request("textDocument/foldingRange", json!({ "textDocument": { "uri": note } }));
        client.diagnostics(&note, Some(version));
    }
    alive(&mut client);
}

/// One line of that many MB, with a quotation in it.
fn line_of(mega_bytes: usize) -> String {
    "and the ferry that “never came” to the old pier ".repeat((mega_bytes << 20) / 50)
}

#[test]
fn document_above_the_size_limit_has_only_that_finding() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, &line_of(33));
    let found = client.diagnostics(&note, Some(1));
    assert_eq!(found.len(), 1, "{found:?}");
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("files over 32 MB are not read"), "{message}");
    assert_eq!(client.request("textDocument/hover", hover(&note, 0, 20)), Value::Null);
    let asked = json!({ "textDocument": { "uri": note } });
    assert_eq!(client.request("textDocument/documentSymbol", asked), json!([]));
    // What is left after deleting most of it is read.
    client.replace(&note, 2, GOOD);
    assert_eq!(client.diagnostics(&note, Some(2)), Vec::<Value>::new());
    alive(&mut client);
}

#[test]
fn oversized_message_is_reported_and_the_next_one_is_read() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let (block, blocks) = (vec![b' '; 1 << 20], 200);
    client.send_raw(format!("Content-Length: {}\r\n\r\n", block.len() * blocks).as_bytes());
    (0..blocks).for_each(|_| client.send_raw(&block));
    let told = client.notification("window/showMessage", |_| true);
    let text = told["message"].as_str().unwrap();
    assert!(text.contains("200 MB") && text.contains("at most 192 MB"), "{text}");
    client.wait("an answer to nobody", |m| m["id"].is_null() && m["error"]["code"] == -32600);
    alive(&mut client);
    #[cfg(target_os = "linux")]
    assert!(client.most_resident() < 100 << 10, "{} KiB", client.most_resident());
}

/// The queue for a client that does not read is bounded, and nothing is lost when it resumes.
#[test]
#[cfg(target_os = "linux")]
fn client_that_pauses_reading_gets_all_answers_later() {
    /// Each answer exceeds 80 KiB, so that together they exceed the queue.
    const ASKED: usize = 450;
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    let note = folder.uri("note.md");
    client.open(&note, 1, &GOOD.repeat(800));
    let asked = json!({ "textDocument": { "uri": note } });
    let symbols = client.request("textDocument/documentSymbol", asked.clone());
    assert!(symbols.to_string().len() > 80 << 10, "{}", symbols.to_string().len());
    let before = client.resident();
    let reading = client.reading();
    let deaf = reading.lock();
    let (writer, written) = client.asks(ASKED, "textDocument/documentSymbol", asked);
    // Most requests are read, and the pipe has room for the others.
    while written.load(std::sync::atomic::Ordering::Relaxed) < ASKED {
        std::thread::yield_now();
    }
    drop(deaf);
    for _ in 0..ASKED {
        let answer = client.wait("an answer", |m| m.get("method").is_none());
        assert_eq!(answer["result"], symbols);
    }
    let most = client.most_resident();
    assert!(most < before + (64 << 10), "{before} KiB before, {most} KiB at most");
    drop(writer.join());
}

#[test]
fn false_headers_do_not_stop_the_server() {
    let folder = Folder::with_note(GOOD);
    let mut client = folder.plain_client();
    for header in [
        "Content-Length: -1",
        "Content-Length: 1e3",
        "Content-Length",
        "X: y",
        &"x".repeat(1 << 20),
    ] {
        client.send_raw(format!("{header}\r\n\r\n").as_bytes());
    }
    alive(&mut client);
}

#[test]
fn null_parameters_count_as_absent() {
    let folder = Folder::with_note("");
    let mut client = folder.plain_client();
    client
        .send_message(&json!({ "jsonrpc": "2.0", "id": 99, "method": "shutdown", "params": null }));
    assert_eq!(client.answer(99)["error"], Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn open_configuration_is_not_checked_as_a_note() {
    let folder = Folder::with_note("");
    let mut client = folder.plain_client();
    let text = "profile = \"a speaker who said something\"\n";
    client.open(&folder.uri("onrecord.toml"), 1, text);
    let asked = json!({ "textDocument": { "uri": folder.uri("onrecord.toml") } });
    assert_eq!(client.request("textDocument/codeLens", asked), json!([]));
}
