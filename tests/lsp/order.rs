//! The order of the wire: what tower-lsp 0.20 does not keep by itself.

use crate::client::{Client, uri};
use serde_json::{Value, json};

const NOTE: &str = "untitled:Untitled-1";

fn started() -> Client {
    let folder = tempfile::tempdir().unwrap();
    let settings = json!({ "diagnosticsDelay": 600_000 });
    Client::in_folder(folder.path(), json!({}), settings).0
}

fn insert(line: usize, character: usize, text: &str) -> Value {
    let at = json!({ "line": line, "character": character });
    json!([{ "range": { "start": at, "end": at }, "text": text }])
}

#[test]
fn five_thousand_edits_between_slow_requests_are_neither_lost_nor_reordered() {
    let mut client = started();
    client.open(NOTE, 0, "");
    let mut wanted = String::new();
    let mut slow = Vec::new();
    for version in 1..=5_000_usize {
        let words = format!("edit {version} “é𝄞”\n");
        client.change(NOTE, i64::try_from(version).unwrap(), insert(version - 1, 0, &words));
        wanted.push_str(&words);
        if version % 25 == 0 {
            let params = json!({ "uri": NOTE, "milliseconds": 20 });
            slow.push((version, wanted.len(), client.ask("onrecord/test/sleep", params)));
        }
    }
    for (version, length, id) in slow {
        let seen = client.answer(id)["result"].take();
        assert_eq!(seen, json!({ "version": version, "length": length }));
    }
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!(wanted));
}

#[test]
fn a_cancellation_counts_at_once_while_other_requests_run() {
    let mut client = started();
    let sleep = json!({ "uri": NOTE, "milliseconds": 600_000 });
    let slow: Vec<i64> = (0..8).map(|_| client.ask("onrecord/test/sleep", sleep.clone())).collect();
    for id in slow {
        client.notify("$/cancelRequest", json!({ "id": id }));
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
}

#[test]
fn a_panic_is_answered_and_survived() {
    let mut client = started();
    for _ in 0..3 {
        assert_eq!(client.error("onrecord/test/panic", Value::Null), -32603);
    }
    client.open(NOTE, 0, "still here");
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!("still here"));
}

#[test]
fn a_burst_of_notifications_does_not_wait_for_a_client_that_never_answers() {
    let mut client = started();
    client.answers = false;
    client.open(NOTE, 0, "");
    for version in 1..=1_000 {
        client.notify("onrecord/test/ask", json!({}));
        client.notify("workspace/didChangeConfiguration", json!({ "settings": {} }));
        client.replace(NOTE, version, &format!("version {version}"));
    }
    let text = client.request("onrecord/test/text", json!({ "uri": NOTE }));
    assert_eq!(text, json!("version 1000"));
    client.wait("a request of the server", |m| m["method"] == "workspace/workspaceFolders");
}

#[test]
fn answers_that_come_late_or_to_no_question_do_no_harm() {
    let mut client = started();
    client.answers = false;
    client.notify("onrecord/test/ask", json!({}));
    let asked = client.wait("a request", |m| m["method"] == "workspace/workspaceFolders");
    for id in [asked["id"].clone(), asked["id"].clone(), json!(4711), json!("none"), Value::Null] {
        client.send_message(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
    }
    client.open(NOTE, 0, "a");
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!("a"));
}

#[test]
fn a_document_on_disk_is_read_through_its_buffer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a [1] 100%.md");
    std::fs::write(&path, "disk").unwrap();
    let (mut client, _) = Client::in_folder(folder.path(), json!({}), json!({}));
    let address = uri(&path);
    client.open(&address, 1, "buffer");
    // Helix and Zed send brackets and blanks as they are.
    let raw = address.replace("%5B", "[").replace("%5D", "]");
    client.change(&raw, 2, insert(0, 6, " edited"));
    let text = client.request("onrecord/test/text", json!({ "uri": address }));
    assert_eq!(text, json!("buffer edited"));
}
