//! A server that received every edit answers like one started on the resulting text.

use crate::client::Client;
use crate::folder::{Folder, VISIT};
use fastrand::Rng;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const NOTE: &str = "# Bridge\n\nAnna Moreno said: “The talks will not resume before March, and everybody knows it” \
                    [@visit].\n\nHarker 🌉 said “We have waited long enough for a bridge” [@visit, ¶3].\n\n> We have \
                    waited long enough\n>\n> — Piet Harker\n";

const ACTORS: &str = "[[actor]]\nname = \"Anna Moreno\"\nother_names = [\"the Minister\"]\n";

/// What is typed and pasted.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "\n",
    "\n\n",
    "> ",
    " said ",
    "not ",
    "Anna Moreno",
    "the Minister",
    "Harker",
    "[@visit]",
    "[@",
    "]",
    "…",
    "[sic]",
    "é",
    "😀",
    "<!-- onrecord-ignore -->",
    "before March",
    "We have waited long enough",
    ". ",
    "#",
];

/// Edits per session, with queries between them.
const EDITS: usize = 40;

/// How long the server may take to reload changes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A document in the editor.
struct Held {
    uri: String,
    text: String,
    version: i64,
}

impl Held {
    fn open(client: &mut Client, uri: String, text: &str) -> Self {
        client.open(&uri, 1, text);
        Self { uri, text: text.to_owned(), version: 1 }
    }

    /// A random edit, sent as a range and applied to the text.
    fn edit(&mut self, client: &mut Client, random: &mut Rng) {
        let start = self.text.floor_char_boundary(random.usize(0..=self.text.len()));
        let length = if random.u8(0..3) == 0 { random.usize(0..30) } else { 0 };
        let end = self.text.floor_char_boundary(start + length).max(start).min(self.text.len());
        let piece = if random.u8(0..4) == 0 { "" } else { PIECES[random.usize(0..PIECES.len())] };
        let range = json!({ "start": self.position(start), "end": self.position(end) });
        self.version += 1;
        client.change(&self.uri, self.version, json!([{ "range": range, "text": piece }]));
        self.text.replace_range(start..end, piece);
    }

    fn position(&self, offset: usize) -> Value {
        let before = &self.text[..offset];
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        json!({ "line": line, "character": before[start..].encode_utf16().count() })
    }

    /// Every query on this document: the method and its parameters.
    fn questions(&self) -> Vec<(&'static str, Value)> {
        let document = json!({ "uri": self.uri });
        let whole = json!({ "start": self.position(0), "end": self.position(self.text.len()) });
        let of = |mut more: Value| {
            more["textDocument"] = document.clone();
            more
        };
        let mut asked = vec![
            ("textDocument/documentSymbol", of(json!({}))),
            ("textDocument/codeLens", of(json!({}))),
            ("textDocument/documentLink", of(json!({}))),
            ("textDocument/foldingRange", of(json!({}))),
            ("textDocument/inlayHint", of(json!({ "range": whole }))),
            ("textDocument/semanticTokens/full", of(json!({}))),
            ("textDocument/semanticTokens/range", of(json!({ "range": whole }))),
            ("textDocument/diagnostic", of(json!({}))),
            ("workspace/symbol", json!({ "query": "moreno" })),
            ("onrecord/actors", json!({})),
            ("onrecord/dossier", json!({ "name": "anna-moreno" })),
        ];
        let step = (self.text.len() / 12).max(1);
        for offset in (0..=self.text.len()).step_by(step) {
            let at = self.position(self.text.floor_char_boundary(offset));
            let here = of(json!({ "position": at }));
            for method in [
                "textDocument/hover",
                "textDocument/definition",
                "textDocument/documentHighlight",
                "textDocument/completion",
                "textDocument/prepareRename",
                "textDocument/prepareCallHierarchy",
                "onrecord/dossier",
            ] {
                asked.push((method, here.clone()));
            }
            let mut references = here.clone();
            references["context"] = json!({ "includeDeclaration": true });
            asked.push(("textDocument/references", references));
            let mut rename = here;
            rename["newName"] = json!("Nora Quist");
            asked.push(("textDocument/rename", rename));
            asked.push(("textDocument/selectionRange", of(json!({ "positions": [at] }))));
            let action =
                json!({ "range": { "start": at, "end": at }, "context": { "diagnostics": [] } });
            asked.push(("textDocument/codeAction", of(action)));
        }
        asked
    }
}

fn capabilities() -> Value {
    let tokens = json!({
        "requests": { "full": { "delta": true }, "range": true },
        "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
    });
    json!({
        "workspace": { "diagnostics": { "refreshSupport": true } },
        "textDocument": {
            "semanticTokens": tokens,
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
            "diagnostic": {},
            "rename": { "prepareSupport": true },
        },
    })
}

/// A server's answer, without internal ids.
fn said(client: &mut Client, (method, params): &(&'static str, Value)) -> Value {
    let id = client.ask(method, params.clone());
    let mut answer = client.answer(id);
    without_numbers(&mut answer);
    json!([answer["result"], answer["error"]["message"]])
}

fn without_numbers(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            for name in ["data", "resultId", "version"] {
                entries.remove(name);
            }
            entries.values_mut().for_each(without_numbers);
        }
        Value::Array(items) => items.iter_mut().for_each(without_numbers),
        _ => {}
    }
}

/// Plays a session from a seed, then starts a second server and compares.
fn check(seed: u64) {
    let random = &mut Rng::with_seed(seed);
    let files = [
        ("seeds/visit.txt", VISIT),
        ("note.md", NOTE),
        ("other.md", NOTE),
        ("actors.toml", ACTORS),
    ];
    let folder = Folder::of(&files);
    let mut client = folder.client(capabilities());
    client.skip(&[
        "workspace/diagnostic/refresh",
        "window/logMessage",
        "textDocument/publishDiagnostics",
    ]);
    let mut held: Vec<Held> = ["note.md", "seeds/visit.txt", "actors.toml"]
        .into_iter()
        .zip([NOTE, VISIT, ACTORS])
        .map(|(name, text)| Held::open(&mut client, folder.uri(name), text))
        .collect();
    for _ in 0..EDITS {
        // Mostly the note; now and then a source or the actors file.
        let which = [0, 0, 0, 0, 0, 0, 1, 2][random.usize(0..8)];
        held[which].edit(&mut client, random);
        if random.bool() {
            let questions = held[0].questions();
            said(&mut client, &questions[random.usize(0..questions.len())]);
        }
    }
    // Saved, so that no finding is withheld as unfinished.
    for document in &held {
        client.notify("textDocument/didSave", json!({ "textDocument": { "uri": document.uri } }));
    }

    // The second server has the texts on disk and in its editor.
    let mut fresh = folder.client(capabilities());
    fresh.skip(&[
        "workspace/diagnostic/refresh",
        "window/logMessage",
        "textDocument/publishDiagnostics",
    ]);
    for document in &held {
        fresh.open(&document.uri, document.version, &document.text);
    }
    for document in &held {
        for question in document.questions() {
            let deadline = Instant::now() + PATIENCE;
            loop {
                let (ours, theirs) = (said(&mut client, &question), said(&mut fresh, &question));
                if ours == theirs {
                    break;
                }
                // Either may still be loading a source or the actors file.
                assert!(
                    Instant::now() < deadline,
                    "seed {seed}: {question:?}:\n{ours:#}\n{theirs:#}\n{}",
                    document.text
                );
            }
        }
    }
}

#[test]
fn answers_after_any_edits_equal_those_of_a_fresh_server() {
    (1..=3).for_each(check);
}
