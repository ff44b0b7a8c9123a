//! How long an editor waits: round trips over standard input and output with the seeds, compared with peers if present.
//!
//! `cargo bench --bench server` prints the median and the 99th percentile of 1,000 requests of each kind, and of a hover over
//! every form of every name in the sample notes. Peers run on the same folder if they are on the PATH or in
//! `$ONRECORD_PEERS`; missing ones are listed as absent.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails loudly"
)]

#[path = "../tests/support/client.rs"]
mod client;

use client::{Client, position, uri};
use onrecord::workspace::{Settings, Workspace};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The number of requests of each kind.
const ROUNDS: usize = 1_000;

/// The note that is edited and queried: what an analyst might write about the seeds, and links for peers that do not
/// support citations.
const NOTE: &str = "# Kerry in Beijing

Kerry left Beijing with little. Yang Jiechi held that “the issue needs to be handled and resolved through
dialogue and consultation” [@000], and Qin Gang told the Americans to “shut up please” [@001].

See [the background](#kerry-in-beijing) and [the article](seeds/000_2db140b46b95ac14.txt).
";

/// A server and how to query it.
struct Subject {
    name: &'static str,
    command: Vec<String>,
    /// Its `initializationOptions`.
    settings: Value,
    /// Words of the note at which it answers hovers and definitions.
    hovered: &'static str,
    defined: &'static str,
    /// Whether diagnostics are pulled; else it publishes them.
    pulled: bool,
}

fn main() {
    // `cargo bench` passes `--bench`. `cargo test --all-targets` does not: then there is nothing to do.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!(
        "{:<14} {:>8} {:>18} {:>18} {:>22} {:>22}",
        "p50 / p99, ms",
        "ready",
        "hover",
        "definition",
        "edit to diagnostics",
        "edit to next answer"
    );
    for subject in subjects() {
        match subject.command.first().and_then(|program| found(program)) {
            Some(program) => measure(&subject, &program),
            None => println!("{:<14} not installed", subject.name),
        }
    }
    hover_names();
}

/// The number of hovers over every form of a name.
const TURNS: usize = 20;

/// Hovers over every form of every name in the sample notes, over the wire.
fn hover_names() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(SEEDS, &folder.path().join("seeds"));
    copy(NOTES, folder.path());
    let snapshot = Workspace::holding(folder.path(), Settings::default()).snapshot();
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("lsp").current_dir(folder.path());
    command.env("XDG_CACHE_HOME", folder.path().join(".cache"));
    let mut client = Client::start_command(command);
    client.initialize(folder.path(), json!({}), json!({}));
    let mut questions = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let text = std::fs::read_to_string(path).expect("the note is there");
        client.open(&uri(path), 0, &text);
        for mention in &snapshot.assessment(path, entry).mentions {
            let before = text.get(..mention.span.start).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = before.get(line_start..).unwrap_or_default().encode_utf16().count();
            let position = json!({ "line": before.matches('\n').count(), "character": column });
            questions.push(json!({ "textDocument": { "uri": uri(path) }, "position": position }));
        }
    }
    let forms = questions.len();
    let first = questions.first().expect("the notes name somebody").clone();
    let since = Instant::now();
    while client.request("textDocument/hover", first.clone()).to_string().contains("indexing") {
        assert!(since.elapsed() < Duration::from_secs(10), "the corpus is not read");
    }
    let asked = questions.iter().cycle().take(forms * TURNS);
    let mut times: Vec<Duration> = asked
        .map(|question| {
            let question = question.clone();
            let start = Instant::now();
            let card = client.request("textDocument/hover", question);
            let time = start.elapsed();
            assert!(!card.is_null(), "every name has a card");
            time
        })
        .collect();
    times.sort_unstable();
    println!(
        "hover over each of {forms} forms of names in the sample notes: {}",
        shown(Some(times))
    );
}

fn subjects() -> Vec<Subject> {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect();
    vec![
        Subject {
            name: "onrecord",
            command: words(concat!(env!("CARGO_BIN_EXE_onrecord"), " lsp")),
            settings: json!({ "diagnosticsDelay": 0 }),
            hovered: "Yang Jiechi",
            defined: "handled and resolved",
            pulled: false,
        },
        Subject {
            name: "onrecord, pull",
            command: words(concat!(env!("CARGO_BIN_EXE_onrecord"), " lsp")),
            settings: json!({ "diagnosticsDelay": 0 }),
            hovered: "handled and resolved",
            defined: "Yang Jiechi",
            pulled: true,
        },
        Subject {
            name: "rumdl",
            command: words("rumdl server"),
            settings: json!({}),
            hovered: "the background",
            defined: "the background",
            pulled: true,
        },
        Subject {
            name: "markdown-oxide",
            command: words("markdown-oxide"),
            settings: json!({}),
            hovered: "the article",
            defined: "the article",
            pulled: false,
        },
        Subject {
            name: "harper-ls",
            command: words("harper-ls --stdio"),
            settings: json!({}),
            hovered: "Kerry left",
            defined: "Kerry left",
            pulled: false,
        },
    ]
}

/// The program, given by its path or found on the PATH or in the folders of `$ONRECORD_PEERS`.
fn found(program: &str) -> Option<PathBuf> {
    if Path::new(program).is_absolute() {
        return Some(program.into());
    }
    let folders = ["ONRECORD_PEERS", "PATH"].iter().filter_map(std::env::var_os);
    let folders: Vec<PathBuf> =
        folders.flat_map(|v| std::env::split_paths(&v).collect::<Vec<_>>()).collect();
    folders.into_iter().map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn measure(subject: &Subject, program: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(SEEDS, &folder.path().join("seeds"));
    let path = folder.path().join("note.md");
    std::fs::write(&path, NOTE).expect("the note is written");
    let note = uri(&path);

    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(subject.command.iter().skip(1)).current_dir(folder.path());
    command.env("XDG_CACHE_HOME", folder.path().join(".cache"));
    let mut client = Client::start_command(command);
    let mut capabilities = json!({ "textDocument": { "definition": { "linkSupport": true } } });
    if subject.pulled {
        capabilities["textDocument"]["diagnostic"] = json!({});
        capabilities["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
    }
    let answer = client.initialize(folder.path(), capabilities, subject.settings.clone());
    let can =
        |name: &str| !matches!(answer["capabilities"][name], Value::Null | Value::Bool(false));
    client.open(&note, 0, NOTE);
    let hover = |words: &str| question(&note, words);
    if can("hoverProvider") {
        // Until the corpus is read, the answer only says so.
        let known = |v: &Value| !v.is_null() && !v.to_string().contains("indexing");
        let asked = hover(subject.hovered);
        let since = Instant::now();
        while !known(&client.request("textDocument/hover", asked.clone())) {
            if since.elapsed() > Duration::from_secs(10) {
                break;
            }
        }
    }
    let ready = start.elapsed();

    let hovers = can("hoverProvider")
        .then(|| timed(|_| drop(client.request("textDocument/hover", hover(subject.hovered)))));
    let definitions = can("definitionProvider").then(|| {
        timed(|_| drop(client.request("textDocument/definition", hover(subject.defined))))
    });
    // Diagnostics of the opened document may still arrive; those of the first edit follow them.
    let mut version = 0;
    let diagnostics = timed(|_| {
        version += 1;
        type_word(&mut client, &note, version);
        if subject.pulled {
            let document = json!({ "textDocument": { "uri": note } });
            client.request("textDocument/diagnostic", document);
        } else {
            client.notification("textDocument/publishDiagnostics", |p| {
                p["uri"] == note && p["version"].as_i64().is_none_or(|v| v >= version)
            });
        }
    });
    let answers = can("hoverProvider").then(|| {
        timed(|_| {
            version += 1;
            type_word(&mut client, &note, version);
            client.request("textDocument/hover", hover(subject.hovered));
        })
    });
    println!(
        "{:<14} {:>8.0} {:>18} {:>18} {:>22} {:>22}",
        subject.name,
        ready.as_secs_f64() * 1e3,
        shown(hovers),
        shown(definitions),
        shown(Some(diagnostics)),
        shown(answers),
    );
}

fn question(note: &str, words: &str) -> Value {
    json!({ "textDocument": { "uri": note }, "position": position(NOTE, words, 1) })
}

/// Types a word at the end of the note and removes it with the next edit, so that the note does not grow.
fn type_word(client: &mut Client, note: &str, version: i64) {
    let line = NOTE.lines().count();
    let (end, text) = if version % 2 == 1 { (0, "word ") } else { (5, "") };
    let range = json!({
        "start": { "line": line, "character": 0 },
        "end": { "line": line, "character": end },
    });
    client.change(note, version, json!([{ "range": range, "text": text }]));
}

/// The times of [`ROUNDS`] calls, sorted.
fn timed(mut call: impl FnMut(usize)) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let start = Instant::now();
            call(round);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

fn shown(times: Option<Vec<Duration>>) -> String {
    let Some(times) = times else { return "-".to_owned() };
    let at = |percent: usize| {
        times.get(times.len() * percent / 100).map_or(0.0, |t| t.as_secs_f64() * 1e3)
    };
    format!("{:.3} / {:.3}", at(50), at(99))
}

const SEEDS: &str = "seeds";
const NOTES: &str = "tests/notes";

/// Copies the texts of a project folder, without its settings, whose paths are those of the project.
fn copy(folder: &str, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder for the copies");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for file in std::fs::read_dir(from).expect("the folder is there").flatten() {
        let path = file.path();
        if path.is_file() && path.extension().is_none_or(|extension| extension != "toml") {
            std::fs::copy(file.path(), to.join(file.file_name())).expect("a file is copied");
        }
    }
}
