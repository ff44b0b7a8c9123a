//! Drives servers with the same client and measures answers and edits.

use crate::figures::Figures;
use crate::wire::{Server, uri};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// The number of requests of each kind, and of rounds.
const QUESTIONS: usize = 500;
const ROUNDS: usize = 5;
/// The time limit for the requests of one kind, for slow servers.
const LONGEST: Duration = Duration::from_secs(20);
/// The number of edits of each note.
const EDITS: usize = 60;
/// The time limit for a server's first answer.
const READY: Duration = Duration::from_secs(300);

/// The names of the measures of requests in the table.
pub const HOVER: &str = "hover, ms, p50 / p99";
pub const DEFINITION: &str = "definition, ms, p50 / p99";
pub const START: &str = "start to first hover, index there, ms";
pub const RESIDENT: &str = "resident when idle, MiB";
/// The names of the measures of edits: the note, until the findings, until the next answer.
pub const FINDINGS_20: &str = "edit to findings, 20 KB, ms, p50 / p99";
pub const ANSWER_20: &str = "edit to next answer, 20 KB, ms, p50 / p99";
pub const FINDINGS_100: &str = "edit to findings, 100 KB, ms, p50 / p99";
pub const ANSWER_100: &str = "edit to next answer, 100 KB, ms, p50 / p99";

/// Measures onrecord's answers in a corpus's short note.
pub fn questions(folder: &Path, size: usize, command: &[String], all: &mut Figures) {
    answers(folder, &folder.join("notes/short.md"), "“", size, "onrecord", command, all);
}

/// Hovers and definitions in a file, at all places after a mark: from the start of the server to its first answer, then
/// when it is idle.
pub fn answers(
    folder: &Path,
    file: &Path,
    mark: &str,
    size: usize,
    name: &'static str,
    command: &[String],
    all: &mut Figures,
) {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let places = behind(&text, mark);
    let Ok(mut server) = Server::start(command, folder, false) else { return };
    let file = uri(file);
    open(&mut server, &file, &text);
    let ask = |n: usize| question(&file, &places, n);
    let known = |v: &Value| !v.is_null() && is_ready(v);
    while !known(&server.request("textDocument/hover", ask(0))) {
        if server.began.elapsed() > READY {
            eprintln!("{name} has no answer");
            return;
        }
    }
    let ready = server.began.elapsed().as_secs_f64() * 1e3;
    all.add(size, name, START, ready, format!("{ready:.0}"));
    // Until the server has checked its files, that slows the answers down.
    std::thread::sleep(Duration::from_secs(6 + size as u64 / 100));
    let resident = server.resident();
    all.add(size, name, RESIDENT, resident, format!("{resident:.0}"));
    let kinds = [("textDocument/hover", HOVER), ("textDocument/definition", DEFINITION)];
    let mut times = kinds.map(|_| Vec::new());
    // Alternates between the kinds, so that other load on the machine affects all alike.
    for round in 0..ROUNDS {
        for ((method, _), times) in kinds.iter().zip(&mut times) {
            let all_began = Instant::now();
            for n in round * QUESTIONS / ROUNDS..(round + 1) * QUESTIONS / ROUNDS {
                let began = Instant::now();
                server.request(method, ask(n));
                times.push(began.elapsed());
                if all_began.elapsed() > LONGEST / ROUNDS as u32 {
                    break;
                }
            }
        }
    }
    for ((_, measure), times) in kinds.into_iter().zip(times) {
        all.times(size, name, measure, times);
    }
}

/// Inserts and deletes a letter inside quotations: the time to the findings, and to the answer to a hover sent
/// right after the edit.
pub fn edits(
    folder: &Path,
    size: usize,
    name: &'static str,
    command: &[String],
    pulls: bool,
    all: &mut Figures,
) {
    let Ok(mut server) = Server::start(command, folder, pulls) else { return };
    for (file, findings, answer) in
        [("middle.md", FINDINGS_20, ANSWER_20), ("long.md", FINDINGS_100, ANSWER_100)]
    {
        let path = folder.join("notes").join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let note = uri(&path);
        open(&mut server, &note, &text);
        let places = behind(&text, "“");
        let document = json!({ "textDocument": { "uri": note } });
        let found = |server: &mut Server, version| match pulls {
            true => drop(server.request("textDocument/diagnostic", document.clone())),
            false => server.diagnostics(&note, version),
        };
        // Waits until the server is idle: its work after the start is not the cost of an edit.
        let hover = |n: usize| question(&note, &places, n);
        found(&mut server, 0);
        while !is_ready(&server.request("textDocument/hover", hover(0))) {}
        std::thread::sleep(Duration::from_secs(3 + size as u64 / 100));
        let mut version = 0;
        let mut edit = |server: &mut Server| {
            version += 1;
            // The edited quotation is looked up again each time.
            let (line, column) = places[version as usize / 2 % places.len()];
            let (end, text) = if version % 2 == 1 { (column, "x") } else { (column + 1, "") };
            let range = json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": end } });
            server.tell(
                "textDocument/didChange",
                json!({
                    "textDocument": { "uri": note, "version": version },
                    "contentChanges": [{ "range": range, "text": text }],
                }),
            );
            version
        };
        let to_findings = (0..EDITS).map(|_| {
            let began = Instant::now();
            let version = edit(&mut server);
            found(&mut server, version);
            began.elapsed()
        });
        all.times(size, name, findings, to_findings.collect());
        let to_answer = (0..EDITS).map(|n| {
            let began = Instant::now();
            edit(&mut server);
            server.request("textDocument/hover", hover(n));
            began.elapsed()
        });
        all.times(size, name, answer, to_answer.collect());
    }
}

/// A request about one of these places, which repeat in order.
fn question(file: &str, places: &[(usize, usize)], n: usize) -> Value {
    let (line, character) = places[n % places.len()];
    json!({ "textDocument": { "uri": file }, "position": { "line": line, "character": character } })
}

/// Whether an answer says more than that the corpus is still being read.
fn is_ready(answer: &Value) -> bool {
    !answer.to_string().contains("indexing")
}

fn open(server: &mut Server, file: &str, text: &str) {
    let language = if file.ends_with(".tex") { "latex" } else { "markdown" };
    server.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": file, "languageId": language, "version": 0, "text": text } }),
    );
}

/// Positions two letters after a mark: line and column from 0, the column in UTF-16 units.
fn behind(text: &str, mark: &str) -> Vec<(usize, usize)> {
    let place = |(line, text): (usize, &str)| {
        let at = text.find(mark)? + mark.len();
        let end = text.get(at..)?.char_indices().nth(2)?.0;
        Some((line, text.get(..at + end)?.encode_utf16().count()))
    };
    text.lines().enumerate().filter_map(place).collect()
}
