//! Looks quotations up in onrecord's index in-process, without a server or a command line.

use crate::figures::Figures;
use onrecord::corpus::{Corpus, Query};
use onrecord::workspace::{Settings, Snapshot, Workspace, load};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

/// The number of quotations, spread over the corpus.
const LOOKUPS: usize = 500;
/// How often all are looked up, so that a busy moment of the machine does not decide.
const ROUNDS: usize = 3;
/// The names of the measures of lookups in the table, for every program; in milliseconds.
pub const EXACT: &str = "12 words, exact, ms, p50 / p99";
pub const EDITED: &str = "12 words, 15 % edited, ms, p50 / p99";
/// The names of the measures of how many are found.
pub const EXACT_FOUND: &str = "12 words, exact, found";
pub const EDITED_FOUND: &str = "12 words, 15 % edited, found";

/// A kind of quotations: their file, whether they are exact, and the name of the measure.
pub struct Kind {
    pub file: &'static str,
    pub exact: bool,
    pub time: &'static str,
    pub found: &'static str,
}

pub const KINDS: [Kind; 2] = [
    Kind { file: "exact.txt", exact: true, time: EXACT, found: EXACT_FOUND },
    Kind { file: "edited.txt", exact: false, time: EDITED, found: EDITED_FOUND },
];

/// Looks up each quotation of a file once, then again to measure it, as for [`crate::tantivy`]: the first lookup measures the
/// disk. `finds` returns whether the document of that name is among the results.
pub fn each(
    folder: &Path,
    kind: &Kind,
    mut finds: impl FnMut(&str, &str) -> bool,
) -> (Vec<Duration>, f64) {
    let cases = quotations(folder, kind.file);
    let mut right = 0;
    let mut times = Vec::with_capacity(cases.len());
    for round in 0..ROUNDS {
        for (number, words) in &cases {
            let name = format!("{number:0>7}.txt");
            let found = finds(words, &name);
            right += usize::from(found && round == 0);
            let began = Instant::now();
            black_box(finds(words, &name));
            times.push(began.elapsed());
        }
    }
    (times, 100.0 * right as f64 / cases.len().max(1) as f64)
}

/// Words to look up, spread over the corpus, each after the number of its document.
pub fn quotations(folder: &Path, file: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join(file)).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let step = (lines.len() / LOOKUPS).max(1);
    let cases = lines.into_iter().step_by(step).filter_map(|line| line.split_once('\t'));
    cases.take(LOOKUPS).map(|(id, words)| (id.to_owned(), words.to_owned())).collect()
}

/// Indexes the texts of a folder below `cache` and looks quotations up in them.
pub fn measure(folder: &Path, megabytes: usize, cache: &Path, all: &mut Figures) {
    let Some(corpus) = searchable(folder, cache) else {
        eprintln!("the texts were not indexed");
        return;
    };
    crate::machine::written();
    for kind in &KINDS {
        let (times, found) = each(folder, kind, |words, name| {
            let places = corpus.find(&Query { words, cited: None });
            let mut heads = places.iter().filter_map(|place| corpus.head(place.source));
            heads.any(|head| head.path.ends_with(name))
        });
        all.times(megabytes, "onrecord", kind.time, times);
        all.add(megabytes, "onrecord", kind.found, found, format!("{found:.0} %"));
    }
    drop(corpus);
    let _ = std::fs::remove_dir_all(cache);
}

/// The corpus as soon as its texts can be searched. Speakers do not affect lookups.
fn searchable(folder: &Path, cache: &Path) -> Option<Corpus> {
    let settings = serde_json::json!({ "cacheDir": cache, "indexFrom": 1_000_000 });
    let workspace = Workspace::new(vec![load::root_of(folder)], Settings(settings));
    let corpus = std::cell::OnceCell::new();
    let stop = |_| match corpus.get() {
        Some(_) => ControlFlow::Break(()),
        None => ControlFlow::Continue(()),
    };
    let mut early = |early: load::Loaded| drop(corpus.set(early.corpus));
    let loaded =
        load::read_early(&workspace.plan(), &Snapshot::default(), &mut { stop }, &mut early);
    corpus.into_inner().or(loaded.map(|loaded| loaded.corpus))
}
