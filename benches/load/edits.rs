//! 200 edits a second for a minute, with a request after every tenth: none is lost or delayed.

use crate::client::{Client, uri};
use crate::percentile::percentile;
use crate::texts;
use serde_json::json;
use std::time::{Duration, Instant};

const EVERY: Duration = Duration::from_millis(5);
const EDITS: usize = 12_000;

pub(crate) fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    texts::sources(&folder.path().join("sources"), 200);
    let below = format!("\n\n{}", texts::note(100));
    let note = uri(&folder.path().join("note.md"));
    let mut client = Client::start();
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    client.initialize(folder.path(), capabilities, json!({}));
    client.indexed();
    client.skip(&["window/logMessage"]);
    client.open(&note, 1, &below);
    client.diagnostics(&note, Some(1));
    let before = client.resident();
    let typed: Vec<char> = texts::note(3).chars().filter(|c| *c != '\n').collect();
    let (begun, mut times, mut late) = (Instant::now(), Vec::new(), Duration::ZERO);
    for edit in 0..EDITS {
        let due = begun + EVERY * u32::try_from(edit).expect("few edits");
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        late = late.max(Instant::now().saturating_duration_since(due));
        let (lap, at) = (edit / typed.len(), edit % typed.len());
        let (from, to, text) = if lap.is_multiple_of(2) {
            (at, at, typed[at].to_string())
        } else {
            (typed.len() - 1 - at, typed.len() - at, String::new())
        };
        let place = |character: usize| json!({ "line": 0, "character": character });
        let range = json!({ "start": place(from), "end": place(to) });
        let version = i64::try_from(edit).expect("few edits") + 2;
        client.change(&note, version, json!([{ "range": range, "text": text }]));
        if edit % 10 == 9 {
            let asked = Instant::now();
            let place = json!({ "line": 2, "character": 30 });
            client.request(
                "textDocument/hover",
                json!({ "textDocument": { "uri": note }, "position": place }),
            );
            times.push(asked.elapsed());
        }
    }
    let took = begun.elapsed();
    let version = i64::try_from(EDITS).expect("few edits") + 1;
    let begun = Instant::now();
    let found = client.diagnostics(&note, Some(version)).len();
    println!(
        "  {EDITS} edits in {:.1} s, none sent later than {:.0} ms; a hover behind them {:.2} ms at the median, {:.1} ms at \
         99 %, {:.1} ms at most; the {found} findings of the last {:.0} ms after it; {before} KiB before, {} KiB after",
        took.as_secs_f64(),
        late.as_secs_f64() * 1_000.0,
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99),
        percentile(&mut times, 1.0),
        begun.elapsed().as_secs_f64() * 1_000.0,
        client.resident(),
    );
}
