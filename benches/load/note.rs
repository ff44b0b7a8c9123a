//! A note with thousands of quotations: time to open it, to the findings after an edit, and to a hover.

use crate::client::{Client, uri};
use crate::editor::capabilities;
use crate::texts;
use serde_json::{Value, json};
use std::time::Instant;

const SIZES: [usize; 4] = [1_250, 2_500, 5_000, 10_000];

pub(crate) fn run() {
    println!(
        "  quotations      KB  open to findings  edit to findings  edit to hover  completion  tokens  actions  symbols    MiB"
    );
    for size in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        texts::sources(&folder.path().join("sources"), size);
        let text = texts::note(size);
        let mut client = Client::start();
        client.initialize(folder.path(), capabilities(), json!({ "diagnosticsDelay": 0 }));
        client.indexed();
        client.skip(&["window/logMessage"]);
        let note = uri(&folder.path().join("note.md"));
        let begun = Instant::now();
        client.open(&note, 1, &text);
        let found = client.diagnostics(&note, Some(1)).len();
        let open = begun.elapsed();
        assert!(found >= size / 10, "{found} findings");

        let middle = size / 2 * 2;
        let place = |line: usize, character: usize| json!({ "line": line, "character": character });
        let typed = |text: &str| json!([{ "range": { "start": place(middle, 0), "end": place(middle, 0) }, "text": text }]);
        let begun = Instant::now();
        client.change(&note, 2, typed("x"));
        client.diagnostics(&note, Some(2));
        let edit = begun.elapsed();

        let asked =
            |line: usize| json!({ "textDocument": { "uri": note }, "position": place(line, 40) });
        let begun = Instant::now();
        client.change(&note, 3, typed("y"));
        client.request("textDocument/hover", asked(middle + 2));
        let hover = begun.elapsed();
        client.diagnostics(&note, Some(3));

        let mut timed = |method: &str, params: Value| {
            let begun = Instant::now();
            client.request(method, params);
            begun.elapsed().as_secs_f64() * 1_000.0
        };
        let document = json!({ "textDocument": { "uri": note } });
        let completion = timed("textDocument/completion", asked(middle));
        let tokens = timed("textDocument/semanticTokens/full", document.clone());
        let mut action = document.clone();
        action["range"] = json!({ "start": place(20, 0), "end": place(20, 60) });
        action["context"] = json!({ "diagnostics": [] });
        let actions = timed("textDocument/codeAction", action);
        let symbols = timed("textDocument/documentSymbol", document);
        println!(
            "  {size:>10}  {:>6}  {:>13.0} ms  {:>13.0} ms  {:>10.0} ms  {completion:>7.0} ms  {tokens:>3.0} ms  {actions:>4.0} ms  {symbols:>4.0} ms  {:>5}",
            text.len() / 1_000,
            open.as_secs_f64() * 1_000.0,
            edit.as_secs_f64() * 1_000.0,
            hover.as_secs_f64() * 1_000.0,
            client.resident() >> 10,
        );
    }
}
