//! Message order on the wire: guarantees that tower-lsp 0.20 does not give by itself.

use crate::client::{Client, uri};
use serde_json::{Value, json};

const NOTE: &str = "untitled:Untitled-1";

fn started() -> Client {
    let folder = tempfile::tempdir().unwrap();
    let settings = json!({ "diagnosticsDelay": 600_000 });
    Client::in_folder(folder.path(), json!({}), settings).0
}

/// Replaces one line with another.
fn line(number: usize, text: &str) -> Value {
    let at = |line: usize| json!({ "line": line, "character": 0 });
    json!([{ "range": { "start": at(number), "end": at(number + 1) }, "text": text }])
}

#[test]
fn edits_between_slow_requests_are_neither_lost_nor_reordered() {
    /// The number of lines that the edits cycle through.
    const LINES: usize = 20;
    let mut client = started();
    let mut wanted = vec!["\n".to_owned(); LINES];
    client.open(NOTE, 0, &wanted.concat());
    let mut slow = Vec::new();
    for version in 1..=5_000_usize {
        let at = version % LINES;
        wanted[at] = format!("edit {version} “é𝄞” {}\n", "x".repeat(version % 7));
        client.change(NOTE, i64::try_from(version).unwrap(), line(at, &wanted[at]));
        if version % 25 == 0 {
            let params = json!({ "uri": NOTE, "milliseconds": 20 });
            let seen = json!({ "version": version, "length": wanted.concat().len() });
            slow.push((seen, client.ask("onrecord/test/sleep", params)));
        }
    }
    for (seen, id) in slow {
        assert_eq!(client.answer(id)["result"], seen);
    }
    let text = client.request("onrecord/test/text", json!({ "uri": NOTE }));
    assert_eq!(text, json!(wanted.concat()));
}

#[test]
fn cancellation_takes_effect_while_other_requests_run() {
    let mut client = started();
    let sleep = json!({ "uri": NOTE, "milliseconds": 600_000 });
    let slow: Vec<i64> = (0..8).map(|_| client.ask("onrecord/test/sleep", sleep.clone())).collect();
    for id in slow {
        client.notify("$/cancelRequest", json!({ "id": id }));
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
}

#[test]
fn ready_answer_does_not_wait_for_slower_ones() {
    let mut client = started();
    let sleep = json!({ "uri": NOTE, "milliseconds": 600_000 });
    for _ in 0..200 {
        client.ask("onrecord/test/sleep", sleep.clone());
    }
    client.open(NOTE, 0, "at once");
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!("at once"));
}

#[test]
fn thousand_requests_can_be_sent_before_reading_an_answer() {
    let mut client = started();
    client.open(NOTE, 0, &"long ".repeat(1_000));
    let params = json!({ "uri": NOTE });
    let ids: Vec<i64> =
        (0..1_000).map(|_| client.ask("onrecord/test/text", params.clone())).collect();
    ids.into_iter().for_each(|id| assert!(client.answer(id)["result"].is_string()));
}

#[test]
fn panic_is_answered_with_an_error_and_survived() {
    let mut client = started();
    for _ in 0..3 {
        assert_eq!(client.error("onrecord/test/panic", Value::Null), -32603);
    }
    client.open(NOTE, 0, "still here");
    assert_eq!(client.request("onrecord/test/text", json!({ "uri": NOTE })), json!("still here"));
}

#[test]
fn notifications_do_not_wait_for_a_client_that_never_answers() {
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
fn late_and_unsolicited_answers_are_ignored() {
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
fn open_buffer_is_read_instead_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a [1] 100%.md");
    std::fs::write(&path, "disk").unwrap();
    let (mut client, _) = Client::in_folder(folder.path(), json!({}), json!({}));
    let address = uri(&path);
    client.open(&address, 1, "buffer");
    // Helix and Zed send brackets and spaces unencoded.
    let raw = address.replace("%5B", "[").replace("%5D", "]");
    let end = json!({ "line": 0, "character": 6 });
    let insertion = json!({ "range": { "start": end, "end": end }, "text": " edited" });
    client.change(&raw, 2, json!([insertion]));
    let text = client.request("onrecord/test/text", json!({ "uri": address }));
    assert_eq!(text, json!("buffer edited"));
}
