//! A writer's day: typing and deleting notes, requests about them, saving, closing, and changes of sources and configuration
//! on the disk.

use crate::client::{Client, uri};
use crate::editor::capabilities;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// The time between two keystrokes: eight a second, a fast typist's pace.
const KEY: Duration = Duration::from_millis(125);

/// The text typed into the first line, letter by letter, and deleted again.
const TYPED: &str = "Park was “open to listening to what North Korea had to say” [@004], and Qin Gang told them to “shut up \
                     please” [@001, ¶3]; Wang Yi “regretted” it. ";

/// The text below it.
const BELOW: &str = "\n\nYang Jiechi held that “the issue needs to be handled and resolved through dialogue and \
                     consultation” [@000].\n\n> steps forward\n>\n> — Wang Yi [@004]\n";

/// Types for some minutes and prints a line after each.
pub(crate) fn day(folder: &Path, minutes: u64) {
    let note = folder.join("note.md");
    let other = folder.join("other.md");
    fs::write(&note, BELOW).expect("a note");
    fs::write(&other, BELOW).expect("a note");
    let mut client = Client::start();
    let mut capabilities = capabilities();
    capabilities["textDocument"]["publishDiagnostics"]["relatedInformation"] = json!(true);
    client.initialize(folder, capabilities, json!({}));
    client.indexed();
    let mut desk = Desk { client, folder, note: uri(&note), version: 1, times: Vec::new() };
    desk.client.open(&desk.note, 1, BELOW);
    desk.client.skip(&UNPROMPTED);
    println!("minute  keys  answers  median ms  99 % ms  most ms  KiB resident  threads  handles");
    let keys: Vec<char> = TYPED.chars().collect();
    let mut key = 0;
    for minute in 1..=minutes {
        let until = Instant::now() + Duration::from_secs(60);
        let before = key;
        while Instant::now() < until {
            let next = Instant::now() + KEY;
            desk.key(&keys, key);
            desk.beside(key, &keys, &other);
            key += 1;
            // Reads incoming messages and answers the server's requests.
            desk.client.idle(next.saturating_duration_since(Instant::now()));
        }
        desk.report(minute, key - before);
    }
    desk.client.close(&desk.note);
    desk.client.request("shutdown", Value::Null);
}

/// The methods of messages that are not answers.
const UNPROMPTED: [&str; 4] = [
    "textDocument/publishDiagnostics",
    "window/logMessage",
    "$/progress",
    "window/workDoneProgress/create",
];

struct Desk<'a> {
    client: Client,
    folder: &'a Path,
    note: String,
    version: i64,
    /// The times of the answers since the last report.
    times: Vec<Duration>,
}

impl Desk<'_> {
    /// One keystroke: types or deletes a letter.
    fn key(&mut self, keys: &[char], key: usize) {
        let (lap, at) = (key / keys.len(), key % keys.len());
        let (from, to, text) = if lap.is_multiple_of(2) {
            (at, at, keys[at].to_string())
        } else {
            (keys.len() - 1 - at, keys.len() - at, String::new())
        };
        self.version += 1;
        let place = |character: usize| json!({ "line": 0, "character": character });
        let range = json!({ "start": place(from), "end": place(to) });
        let change = json!([{ "range": range, "text": text }]);
        self.client.change(&self.note.clone(), self.version, change);
    }

    /// The other requests of an editor, some frequent, some rare.
    fn beside(&mut self, key: usize, keys: &[char], other: &Path) {
        let column = key % keys.len();
        let note = json!({ "uri": self.note });
        let at = |line: usize, character: usize| json!({ "textDocument": note, "position": { "line": line, "character": character } });
        let whole =
            json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
        let document = json!({ "textDocument": note });
        let inside = json!({ "textDocument": note, "range": whole });
        self.timed("textDocument/completion", at(0, column));
        if key.is_multiple_of(4) {
            self.timed("textDocument/hover", at(2, key % 90));
            self.timed("textDocument/semanticTokens/full", document.clone());
            self.timed("textDocument/inlayHint", inside.clone());
            self.timed("textDocument/documentHighlight", at(2, key % 90));
        }
        if key.is_multiple_of(40) {
            let mut action = inside.clone();
            action["context"] = json!({ "diagnostics": [] });
            self.timed("textDocument/codeAction", action);
            self.timed("textDocument/definition", at(2, 40));
            self.timed("textDocument/documentSymbol", document.clone());
            self.timed("textDocument/codeLens", document.clone());
            self.timed("textDocument/foldingRange", document.clone());
            self.timed("textDocument/documentLink", document);
            self.timed("workspace/symbol", json!({ "query": "yang" }));
            let mut references = at(2, 3);
            references["context"] = json!({ "includeDeclaration": true });
            self.timed("textDocument/references", references);
        }
        match key % 480 {
            100 => self.client.open(&uri(other), 1, BELOW),
            200 => self.client.close(&uri(other)),
            // A source is added, changed and removed; so is the configuration.
            300 => self.write("seeds/new.txt", "“The gulls were counted twice,” Tove Lind said.\n"),
            340 => self.write("seeds/new.txt", "“The gulls were not counted,” Tove Lind said.\n"),
            380 => drop(fs::remove_file(self.folder.join("seeds/new.txt"))),
            400 => self.write("onrecord.toml", "profile = 'release'\n"),
            440 => drop(fs::remove_file(self.folder.join("onrecord.toml"))),
            _ => {}
        }
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).expect("a file");
    }

    fn timed(&mut self, method: &str, params: Value) {
        let asked = Instant::now();
        self.client.request(method, params);
        self.times.push(asked.elapsed());
    }

    fn report(&mut self, minute: u64, keys: usize) {
        let mut times = std::mem::take(&mut self.times);
        times.sort();
        let at = |share: f64| {
            let index = (times.len().saturating_sub(1) as f64 * share) as usize;
            times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
        };
        let process = self.client.process_id();
        let entries = |folder: &str| {
            fs::read_dir(format!("/proc/{process}/{folder}")).map_or(0, Iterator::count)
        };
        println!(
            "{minute:>6}  {keys:>4}  {:>7}  {:>9.2}  {:>7.2}  {:>7.2}  {:>12}  {:>7}  {:>7}",
            times.len(),
            at(0.5),
            at(0.99),
            at(1.0),
            self.client.resident(),
            entries("task"),
            entries("fd"),
        );
    }
}
