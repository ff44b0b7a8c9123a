//! Eight editors, each with its own server, on one folder with one cache: all index it at once and give the same answers.

use crate::client::{Client, uri};
use crate::percentile::percentile;
use crate::texts;
use serde_json::{Value, json};
use std::time::Instant;

const CLIENTS: usize = 8;
const QUOTATIONS: usize = 4_000;
const ROUNDS: usize = 400;

pub(crate) fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = tempfile::tempdir().expect("a folder");
    texts::sources(&folder.path().join("sources"), QUOTATIONS);
    for start in ["without a cache", "with the cache of the first start"] {
        let begun = Instant::now();
        let workers: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (folder, cache) = (folder.path().to_owned(), cache.path().to_owned());
                std::thread::spawn(move || {
                    let mut client = Client::start();
                    let options = json!({
                        "indexFrom": 1, "segmentSize": 200_000, "cacheDir": cache, "diagnosticsDelay": 0,
                    });
                    let capabilities = json!({ "window": { "workDoneProgress": true } });
                    client.initialize(&folder, capabilities, options);
                    client.indexed();
                    let ready = begun.elapsed();
                    let (said, mut times) = work(&mut client, &uri(&folder.join(format!("n{number}.md"))));
                    let memory = client.resident();
                    client.request("shutdown", Value::Null);
                    (ready, said, percentile(&mut times, 0.5), percentile(&mut times, 0.99), memory)
                })
            })
            .collect();
        let done: Vec<_> =
            workers.into_iter().map(|w| w.join().expect("every client ends well")).collect();
        let slowest = done.iter().map(|d| d.0.as_secs_f64()).fold(0.0, f64::max);
        let (median, worst) =
            done.iter().fold((0.0_f64, 0.0_f64), |(m, w), d| (m.max(d.2), w.max(d.3)));
        let memory: u64 = done.iter().map(|d| d.4).sum();
        assert!(done.iter().all(|d| d.1 == done[0].1), "all say the same");
        println!(
            "  {start}: the last of {CLIENTS} was ready after {slowest:.1} s; a key to its hover, the slowest client: \
             {median:.2} ms at the median, {worst:.1} ms at 99 %; {} MiB for all",
            memory >> 10
        );
    }
}

/// Types, hovers and reads the findings. Returns the last answers, which must be the same for every client.
fn work(client: &mut Client, note: &str) -> (Value, Vec<std::time::Duration>) {
    let text = texts::note(40);
    client.open(note, 1, &text);
    client.skip(&["window/logMessage", "$/progress", "window/workDoneProgress/create"]);
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let version = i64::try_from(round).expect("few rounds") + 2;
        let line = json!({ "line": round % 40 * 2, "character": 0 });
        let typed = if round % 2 == 0 { ("x", 0) } else { ("", 1) };
        let end = json!({ "line": (round - round % 2) % 40 * 2, "character": typed.1 });
        let start = json!({ "line": end["line"], "character": 0 });
        let begun = Instant::now();
        client.change(
            note,
            version,
            json!([{ "range": { "start": start, "end": end }, "text": typed.0 }]),
        );
        let asked = json!({ "textDocument": { "uri": note }, "position": line });
        client.request("textDocument/hover", asked);
        times.push(begun.elapsed());
    }
    let version = i64::try_from(ROUNDS).expect("few rounds") + 2;
    client.replace(note, version, &text);
    let found = client.diagnostics(note, Some(version));
    let said = found.iter().map(|d| json!([d["range"], d["message"]])).collect();
    (Value::Array(said), times)
}
