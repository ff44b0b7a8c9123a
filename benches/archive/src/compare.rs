//! onrecord beside its peers on corpora of several sizes: every server driven by the same client, in the same folder.

use crate::wire::{Server, uri};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Questions of each kind.
const QUESTIONS: usize = 500;
/// Edits of each note.
const EDITS: usize = 60;
/// Quotations looked up, spread over the corpus.
const LOOKUPS: usize = 2000;
/// Searches by ripgrep.
const SEARCHES: usize = 10;
/// What lookups are called in the table, of every program.
pub const EXACT: &str = "12 words, exact, ms of CPU (mean)";
pub const EDITED: &str = "12 words, 15 % edited, ms of CPU (mean)";

/// One figure of one program on one corpus.
pub struct Figure {
    pub megabytes: usize,
    pub program: &'static str,
    pub measure: &'static str,
    /// Ready to be shown.
    pub shown: String,
    /// To be drawn.
    pub value: f64,
}

/// Everything measured.
#[derive(Default)]
pub struct Figures(pub Vec<Figure>);

impl Figures {
    pub fn add(
        &mut self,
        megabytes: usize,
        program: &'static str,
        measure: &'static str,
        value: f64,
        shown: String,
    ) {
        eprintln!("{megabytes:>5} MB  {program:<9} {measure:<42} {shown}");
        self.0.push(Figure { megabytes, program, measure, shown, value });
    }

    fn times(
        &mut self,
        megabytes: usize,
        program: &'static str,
        measure: &'static str,
        mut times: Vec<Duration>,
    ) {
        times.sort_unstable();
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        let [half, most] = [50, 99].map(|share| at(share).as_secs_f64() * 1e3);
        self.add(megabytes, program, measure, half, format!("{half:.3} / {most:.3}"));
    }
}

/// A program by its path in a variable, else in `$ONRECORD_PEERS`, else on the PATH.
fn program(name: &str) -> Option<String> {
    let folders = ["ONRECORD_PEERS", "PATH"].iter().filter_map(std::env::var_os);
    let folders: Vec<PathBuf> =
        folders.flat_map(|v| std::env::split_paths(&v).collect::<Vec<_>>()).collect();
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    found.map(|path| path.display().to_string())
}

/// Measures on the corpus in a folder.
pub fn measure(folder: &Path, megabytes: usize, cache: &Path, onrecord: &str, all: &mut Figures) {
    indexing(folder, megabytes, cache, onrecord, all);
    lookups(folder, megabytes, cache, onrecord, all);
    let mut command: Vec<String> =
        [onrecord, "lsp", "--index-from", "1000000", "--cache-dir"].map(str::to_owned).to_vec();
    command.push(cache.display().to_string());
    server(folder, megabytes, "onrecord", &command, false, all);
    match program("rumdl") {
        Some(rumdl) => server(folder, megabytes, "rumdl", &[rumdl, "server".to_owned()], true, all),
        None => eprintln!("rumdl is not installed"),
    }
    match program("harper-ls") {
        Some(harper) => {
            server(folder, megabytes, "harper-ls", &[harper, "--stdio".to_owned()], false, all);
        }
        None => eprintln!("harper-ls is not installed"),
    }
    match program("rg") {
        Some(rg) => searches(folder, megabytes, &rg, all),
        None => eprintln!("ripgrep is not installed"),
    }
    if let Err(error) = crate::tantivy::measure(folder, megabytes, all) {
        eprintln!("tantivy: {error}");
    }
}

fn indexing(folder: &Path, megabytes: usize, cache: &Path, onrecord: &str, all: &mut Figures) {
    let run = |arguments: &[&str]| {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%e %U %S %M", onrecord, "index", "--stats"]).args(arguments);
        command.args(["--index-from", "1000000", "--cache-dir"]).arg(cache).current_dir(folder);
        let output = command.output().expect("/usr/bin/time runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let times = String::from_utf8_lossy(&output.stderr).into_owned();
        let numbers: Vec<f64> = times
            .lines()
            .last()
            .unwrap_or_default()
            .split(' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        (said, numbers)
    };
    let add =
        &mut |measure, value: f64, shown| all.add(megabytes, "onrecord", measure, value, shown);
    let (said, numbers) = run(&["--text-only", "--rebuild"]);
    let [_, user, system, _] = numbers[..] else { panic!("no times: {said}") };
    let rate = megabytes as f64 / (user + system);
    add("cold indexing, text only, MB per CPU second", rate, format!("{rate:.1}"));
    let (said, numbers) = run(&["--rebuild"]);
    let [wall, user, system, peak] = numbers[..] else { panic!("no times: {said}") };
    let rate = megabytes as f64 / (user + system);
    add("cold indexing, everything, MB per CPU second", rate, format!("{rate:.1}"));
    add("cold indexing, seconds", wall, format!("{wall:.1}"));
    add("cold indexing, peak MiB", peak / 1024.0, format!("{:.0}", peak / 1024.0));
    let beside =
        said.rsplit_once("takes ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
    let beside: f64 = beside.unwrap_or(f64::NAN);
    add("index over text, the stored text not counted", beside, format!("{beside:.2}"));
    let (_, numbers) = run(&[]);
    add("looking at all files again, seconds", numbers[0], format!("{:.2}", numbers[0]));
}

/// Words to look for, spread over the corpus, with the numbers of their documents.
pub fn quotations(folder: &Path, file: &str, most: usize) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join(file)).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let step = (lines.len() / most).max(1);
    let cases = lines.into_iter().step_by(step).filter_map(|line| line.split_once('\t'));
    cases.take(most).map(|(id, words)| (id.to_owned(), words.to_owned())).collect()
}

/// The mean CPU time of many lookups by one process, less its start: others who use the machine change it little.
fn lookups(folder: &Path, megabytes: usize, cache: &Path, onrecord: &str, all: &mut Figures) {
    for (file, measure, share) in [
        ("exact.txt", EXACT, "12 words, exact, found"),
        ("edited.txt", EDITED, "12 words, 15 % edited, found"),
    ] {
        let cases = quotations(folder, file, LOOKUPS);
        let run = |cases: &[(String, String)]| {
            let mut child = Command::new("/usr/bin/time")
                .args([
                    "-f",
                    "%U %S",
                    onrecord,
                    "find",
                    "--format",
                    "jsonl",
                    "--index-from",
                    "1000000",
                    "--cache-dir",
                ])
                .arg(cache)
                .current_dir(folder)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("onrecord runs");
            let mut input = String::new();
            for (id, quote) in cases {
                let _ = writeln!(input, "{}", json!({ "id": id, "quote": quote }));
            }
            let mut stdin = child.stdin.take().expect("its input is piped");
            let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
            let output = child.wait_with_output().expect("it ends");
            let _ = writer.join();
            let times = String::from_utf8_lossy(&output.stderr).into_owned();
            let times = times.lines().last().unwrap_or_default().split(' ');
            let cpu: f64 = times.filter_map(|n| n.parse::<f64>().ok()).sum();
            (cpu, String::from_utf8_lossy(&output.stdout).into_owned())
        };
        // Many times the same, since the clock of CPU time ticks in hundredths of a second.
        let many: Vec<(String, String)> = std::iter::repeat_n(cases.clone(), 5).flatten().collect();
        let start = (0..3).map(|_| run(&cases[..1]).0).fold(f64::MAX, f64::min);
        let (whole, answers) = run(&many);
        let mean = (whole - start).max(0.0) * 1e3 / (many.len() - 1) as f64;
        all.add(megabytes, "onrecord", measure, mean, format!("{mean:.3}"));
        let right = answers
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|answer| {
                let wanted = answer["id"].as_str().and_then(|id| id.parse::<usize>().ok());
                let places = answer["matches"].as_array().into_iter().flatten();
                let name = wanted.map(|n| format!("{n:07}.txt"));
                places
                    .filter_map(|place| place["path"].as_str())
                    .any(|path| name.as_ref().is_some_and(|name| path.ends_with(name.as_str())))
            })
            .count();
        let found = 100.0 * right as f64 / many.len() as f64;
        all.add(megabytes, "onrecord", share, found, format!("{found:.0} %"));
    }
}

fn searches(folder: &Path, megabytes: usize, rg: &str, all: &mut Figures) {
    let times = quotations(folder, "exact.txt", SEARCHES)
        .iter()
        .map(|(_, words)| {
            let began = Instant::now();
            let arguments = ["-F", "-l", words.as_str(), "sources"];
            let _ = Command::new(rg).args(arguments).current_dir(folder).output();
            began.elapsed()
        })
        .collect();
    all.times(megabytes, "ripgrep", "12 words, exact, over the files, ms", times);
}

fn server(
    folder: &Path,
    megabytes: usize,
    name: &'static str,
    command: &[String],
    pulls: bool,
    all: &mut Figures,
) {
    let Ok(mut server) = Server::start(command, folder, pulls) else { return };
    let path = folder.join("notes/short.md");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let note = uri(&path);
    open(&mut server, &note, &text);
    if name == "onrecord" {
        let places = quoted(&text);
        let ask = |place: &(usize, usize)| json!({ "textDocument": { "uri": note }, "position": { "line": place.0, "character": place.1 } });
        let known = |v: &Value| !v.is_null() && !v.to_string().contains("indexing");
        while !known(&server.request("textDocument/hover", ask(&places[0]))) {}
        let ready = server.began.elapsed().as_secs_f64() * 1e3;
        all.add(
            megabytes,
            name,
            "start to first hover, index there, ms",
            ready,
            format!("{ready:.0}"),
        );
        // Until the files were looked at, the answers share the machine with that.
        std::thread::sleep(Duration::from_secs(3 + megabytes as u64 / 100));
        let (resident, _) = server.memory();
        all.add(megabytes, name, "resident when idle, MiB", resident, format!("{resident:.0}"));
        for (method, measure) in [
            ("textDocument/hover", "hover, ms, p50 / p99"),
            ("textDocument/definition", "definition, ms, p50 / p99"),
        ] {
            let times = (0..QUESTIONS)
                .map(|n| {
                    let began = Instant::now();
                    server.request(method, ask(&places[n % places.len()]));
                    began.elapsed()
                })
                .collect();
            all.times(megabytes, name, measure, times);
        }
    }
    for (file, measure, next) in [
        (
            "middle.md",
            "edit to findings, 20 KB, ms, p50 / p99",
            "edit to next answer, 20 KB, ms, p50 / p99",
        ),
        (
            "long.md",
            "edit to findings, 100 KB, ms, p50 / p99",
            "edit to next answer, 100 KB, ms, p50 / p99",
        ),
    ] {
        let path = folder.join("notes").join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let note = uri(&path);
        open(&mut server, &note, &text);
        let places = quoted(&text);
        let document = json!({ "textDocument": { "uri": note } });
        match pulls {
            true => drop(server.request("textDocument/diagnostic", document.clone())),
            false => server.diagnostics(&note, 0),
        }
        let mut version = 0;
        let mut edit = |server: &mut Server| {
            version += 1;
            // A word inside a quotation, and away again: the touched quotation is looked up anew each time.
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
        let times = (0..EDITS)
            .map(|_| {
                let began = Instant::now();
                let version = edit(&mut server);
                match pulls {
                    true => drop(server.request("textDocument/diagnostic", document.clone())),
                    false => server.diagnostics(&note, version),
                }
                began.elapsed()
            })
            .collect();
        all.times(megabytes, name, measure, times);
        let times = (0..EDITS)
            .map(|n| {
                let (line, character) = places[n % places.len()];
                let position = json!({ "line": line, "character": character });
                let began = Instant::now();
                edit(&mut server);
                server.request(
                    "textDocument/hover",
                    json!({ "textDocument": { "uri": note }, "position": position }),
                );
                began.elapsed()
            })
            .collect();
        all.times(megabytes, name, next, times);
    }
}

fn open(server: &mut Server, note: &str, text: &str) {
    server.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": note, "languageId": "markdown", "version": 0, "text": text } }),
    );
}

/// Positions inside quotations: line, and column in UTF-16.
fn quoted(text: &str) -> Vec<(usize, usize)> {
    let lines = text.lines().enumerate();
    let place = |(line, text): (usize, &str)| {
        let at = text.find('“')? + '“'.len_utf8();
        let inside = text.get(at..)?;
        let word = inside.find(' ')? + 2;
        Some((line, text.get(..at + word)?.encode_utf16().count()))
    };
    lines.filter_map(place).collect()
}
