//! Quotations looked up in onrecord's own index, without a server or a command line around it.

use crate::figures::Figures;
use onrecord::corpus::{Corpus, Query};
use onrecord::workspace::{Settings, Snapshot, Workspace, load};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

/// Quotations looked up, spread over the corpus.
const LOOKUPS: usize = 500;
/// How often all of them are, so that a bad moment of the machine is not what is told.
const ROUNDS: usize = 3;
/// What lookups are called in the table, of every program; in milliseconds.
pub const EXACT: &str = "12 words, exact, ms, p50 / p99";
pub const EDITED: &str = "12 words, 15 % edited, ms, p50 / p99";
/// How many of them are found.
pub const EXACT_FOUND: &str = "12 words, exact, found";
pub const EDITED_FOUND: &str = "12 words, 15 % edited, found";

/// A kind of quotations: the file they are in, whether they stand as they are, and what the table calls their lookups.
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

/// Looks up each quotation of a file, and again to measure it, as [`crate::tantivy`] is asked too: what was never read
/// from the disk before is the disk's speed. `finds` says whether the document of that name is among the answers.
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

/// Words to look for, spread over the corpus, each behind the number of its document.
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

/// The corpus as soon as its texts can be searched; who speaks in them changes nothing about a lookup.
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
