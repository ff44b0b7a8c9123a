//! Cancelling the initial load in the editor frees the machine and causes no false finding.

use crate::client::{Client, position};
use crate::folder::{Folder, GOOD, VISIT};
use serde_json::json;

#[test]
fn cancelled_loading_ends_and_causes_no_false_not_found() {
    let folder = Folder::with_note(GOOD);
    let long = VISIT.repeat(20);
    // Enough files that reading takes far longer than a round trip to the client, on a busy machine too.
    for number in 0..400 {
        folder.write(&format!("seeds/more{number:04}.txt"), &long);
    }
    let mut client = Client::start();
    let progress = json!({ "window": { "workDoneProgress": true } });
    client.initialize(&folder.path(""), progress, json!({ "diagnosticsDelay": 0 }));
    let begun = client.notification("$/progress", |p| p["value"]["kind"] == "begin");
    assert_eq!(begun["value"]["cancellable"], true, "{begun}");
    client.notify("window/workDoneProgress/cancel", json!({ "token": begun["token"] }));
    client.notification("$/progress", |p| p["value"]["kind"] == "end");

    let note = folder.uri("note.md");
    client.open(&note, 1, GOOD);
    assert!(client.diagnostics(&note, Some(1)).is_empty());
    let asked = json!({ "textDocument": { "uri": note }, "position": position(GOOD, "talks", 1) });
    let hover = client.request("textDocument/hover", asked);
    assert!(hover.to_string().contains("still indexing"), "{hover}");
    client.skip(&["window/workDoneProgress/create", "$/progress"]);
    client.finish();
}
