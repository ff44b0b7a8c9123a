//! Too much on the wire: documents above the size limit, one line of 30 MB, and a client that stops reading.

use crate::client::{Client, uri};
use crate::editor::capabilities;
use crate::texts;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const MB: usize = 1 << 20;
/// The number of requests whose answers are not read.
const UNREAD: usize = 6_000;
/// How long nothing may change until the server counts as idle.
const REST: Duration = Duration::from_secs(3);

pub(crate) fn run() {
    large();
    unread();
}

fn started(folder: &tempfile::TempDir) -> Client {
    let mut client = Client::start();
    client.initialize(folder.path(), capabilities(), json!({ "diagnosticsDelay": 0 }));
    client.indexed();
    client.skip(&["window/logMessage", "workspace/semanticTokens/refresh"]);
    client
}

/// Documents of one line, up to one above the limit for messages.
fn large() {
    let folder = tempfile::tempdir().expect("a folder");
    texts::sources(&folder.path().join("sources"), 100);
    for size in [30, 100, 200] {
        let mut client = started(&folder);
        let note = uri(&folder.path().join("note.md"));
        let line = "the ferry “never came” to the pier ".repeat(size * MB / 37);
        let begun = Instant::now();
        client.open(&note, 1, &line);
        drop(line);
        let said = client.wait("what is said of it", |m| {
            m["method"] == "window/showMessage"
                || m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == note
        });
        let took = begun.elapsed();
        let first = match said["params"]["diagnostics"].as_array() {
            Some(found) => format!(
                "{} findings, {}",
                found.len(),
                found.first().map_or(&Value::Null, |first| &first["message"])
            ),
            None => said["params"]["message"].to_string(),
        };
        let begun = Instant::now();
        let asked =
            json!({ "textDocument": { "uri": note }, "position": { "line": 0, "character": 9 } });
        client.request("textDocument/hover", asked);
        println!(
            "  one line of {size:>3} MB: {:.1} s to {first}; then a hover in {:.0} ms; {} MiB at most",
            took.as_secs_f64(),
            begun.elapsed().as_secs_f64() * 1_000.0,
            client.most_resident() >> 10,
        );
    }
}

/// A client that sends requests and never reads.
fn unread() {
    let folder = tempfile::tempdir().expect("a folder");
    texts::sources(&folder.path().join("sources"), 2_000);
    let text = texts::note(2_000);
    let mut client = started(&folder);
    let note = uri(&folder.path().join("note.md"));
    client.open(&note, 1, &text);
    client.diagnostics(&note, Some(1));
    let document = json!({ "textDocument": { "uri": note } });
    let answer = client.request("textDocument/semanticTokens/full", document.clone());
    let (before, one) = (client.resident() >> 10, answer.to_string().len() >> 10);

    let reading = client.reading();
    let deaf = reading.lock();
    let (asker, asked) = client.asks(UNREAD, "textDocument/semanticTokens/full", document);
    let (mut taken, mut since) = (0, Instant::now());
    while since.elapsed() < REST {
        std::thread::park_timeout(REST / 30);
        let now = asked.load(std::sync::atomic::Ordering::Relaxed);
        if now != taken {
            (taken, since) = (now, Instant::now());
        }
    }
    let (after, most) = (client.resident() >> 10, client.most_resident() >> 10);
    println!(
        "  a client that stops reading: {taken} of {UNREAD} requests written, each with an answer of {one} KiB; \
         {before} MiB before, {after} MiB after, {most} MiB at most"
    );
    drop(deaf);
    let begun = Instant::now();
    let mut answered = 0;
    while answered < UNREAD {
        client.wait("an answer", |m| m.get("method").is_none());
        answered += 1;
    }
    let wire = asker.join().expect("all was written");
    println!(
        "  it reads again: all {answered} answered after {:.1} s; {} MiB at most",
        begun.elapsed().as_secs_f64(),
        client.most_resident() >> 10
    );
    drop(wire);
}
