//! A long day with one note: typing, hovers and completions, over and over, and the memory they take.

use crate::client::Client;
use serde_json::{Value, json};

/// What is typed key by key and deleted again: names, an opening, a citation.
const TYPED: &str =
    "So Anna Moreno said “We have waited long enough” [@visit, ¶3], and Piet Harker “nobody”. ";

/// Runs that many rounds of an edit, a hover and a completion, in a note whose first line is free for typing.
pub(crate) fn rounds(client: &mut Client, note: &str, from: usize, count: usize) {
    let keys: Vec<char> = TYPED.chars().collect();
    for round in from..from + count {
        let (lap, at) = (round / keys.len(), round % keys.len());
        // One lap types the words, the next deletes them.
        let (start, end, text, length) = if lap % 2 == 0 {
            (at, at, keys[at].to_string(), at + 1)
        } else {
            let last = keys.len() - 1 - at;
            (last, last + 1, String::new(), last)
        };
        let place = |character: usize| json!({ "line": 0, "character": character });
        let change =
            json!([{ "range": { "start": place(start), "end": place(end) }, "text": text }]);
        client.change(note, i64::try_from(round).unwrap_or(0) + 2, change);
        let asked = |at: Value| json!({ "textDocument": { "uri": note }, "position": at });
        let completion = client.ask("textDocument/completion", asked(place(length)));
        let hover = json!({ "line": 2, "character": round % 60 });
        let hover = client.ask("textDocument/hover", asked(hover));
        client.answer(completion);
        client.answer(hover);
        client.skip(&["textDocument/publishDiagnostics", "window/logMessage"]);
    }
}
