//! The process ends when it should, and only then.

use crate::client::Client;
use serde_json::{Value, json};

fn started() -> Client {
    let mut client = Client::start();
    client.request("initialize", json!({ "capabilities": {} }));
    client.notify("initialized", json!({}));
    client
}

#[test]
fn exit_after_shutdown_ends_with_0_while_stdin_stays_open() {
    let mut client = started();
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn exit_without_shutdown_ends_with_1() {
    let mut client = started();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn end_of_stdin_ends_the_process() {
    let mut client = started();
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn end_of_stdin_before_initialize_ends_the_process() {
    let mut client = Client::start();
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn exit_ends_the_process_while_requests_run() {
    let mut client = started();
    for _ in 0..8 {
        client.ask("onrecord/test/sleep", json!({ "uri": "untitled:a", "milliseconds": 600_000 }));
    }
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn answers_sent_before_exit_are_delivered() {
    let mut client = started();
    let hover = client.ask(
        "textDocument/hover",
        json!({ "textDocument": { "uri": "untitled:a" }, "position": { "line": 0, "character": 0 } }),
    );
    let shutdown = client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert!(client.answer(hover).get("result").is_some());
    assert!(client.answer(shutdown).get("result").is_some());
    assert_eq!(client.ended().code(), Some(0));
}
