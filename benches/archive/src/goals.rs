//! The table of targets, with the results of onrecord and its peers on the largest corpus, from the same run.

use crate::figures::{BESIDE, EVERYTHING, FIVE_FILES, Figure, Figures, PEAK, SEARCH, TEXTS};
use crate::lookups::{EDITED, EDITED_FOUND, EXACT};
use crate::servers::{ANSWER_20, DEFINITION, FINDINGS_20, FINDINGS_100, HOVER, RESIDENT, START};
use std::fmt::Write;

/// A measure, its target, and the peers' measures to compare with.
struct Goal {
    what: &'static str,
    aim: &'static str,
    /// Whether it is measured with five files instead of the largest corpus.
    five_files: bool,
    measure: &'static str,
    peers: &'static [(&'static str, &'static str)],
    /// Whether more is better.
    more: bool,
}

/// The targets were set before there was an index; the peers are the best that were found for each measure.
const GOALS: [Goal; 16] = [
    Goal {
        what: "hover, five files, ms, median / 99 %",
        aim: "≤ .10 / .5",
        five_files: true,
        measure: HOVER,
        peers: &[("texlab", HOVER), ("markdown-oxide", HOVER)],
        more: false,
    },
    Goal {
        what: "definition, five files, ms, median / 99 %",
        aim: "≤ .10 / .5",
        five_files: true,
        measure: DEFINITION,
        peers: &[("texlab", DEFINITION), ("markdown-oxide", DEFINITION)],
        more: false,
    },
    Goal {
        what: "hover beside corpus and notes, ms, median / 99 %",
        aim: "≤ .15 / .8",
        five_files: false,
        measure: HOVER,
        peers: &[("texlab", HOVER), ("markdown-oxide", HOVER)],
        more: false,
    },
    Goal {
        what: "definition beside corpus and notes, ms, median / 99 %",
        aim: "≤ .15 / .8",
        five_files: false,
        measure: DEFINITION,
        peers: &[("texlab", DEFINITION), ("markdown-oxide", DEFINITION)],
        more: false,
    },
    Goal {
        what: "edit to findings, 20 KB, ms, median / 99 %",
        aim: "≤ 2 / 8",
        five_files: false,
        measure: FINDINGS_20,
        peers: &[("rumdl", FINDINGS_20), ("harper-ls", FINDINGS_20)],
        more: false,
    },
    Goal {
        what: "edit to findings, 100 KB, ms, median / 99 %",
        aim: "≤ 10",
        five_files: false,
        measure: FINDINGS_100,
        peers: &[("rumdl", FINDINGS_100), ("harper-ls", FINDINGS_100)],
        more: false,
    },
    Goal {
        what: "edit to next answer, 20 KB, ms, median / 99 %",
        aim: "≤ 1",
        five_files: false,
        measure: ANSWER_20,
        peers: &[("rumdl", ANSWER_20)],
        more: false,
    },
    Goal {
        what: "exact lookup of 12 words, ms, median / 99 %",
        aim: "≤ .01",
        five_files: false,
        measure: EXACT,
        peers: &[("tantivy", EXACT), ("ripgrep", SEARCH)],
        more: false,
    },
    Goal {
        what: "approximate lookup, 12 words, 15 % edited, ms, median / 99 %",
        aim: "≤ .1",
        five_files: false,
        measure: EDITED,
        peers: &[("tantivy", EDITED)],
        more: false,
    },
    Goal {
        what: "of those found",
        aim: "≥ 90 %",
        five_files: false,
        measure: EDITED_FOUND,
        peers: &[("tantivy", EDITED_FOUND)],
        more: true,
    },
    Goal {
        what: "cold indexing, texts, MB per CPU second",
        aim: "≥ 100",
        five_files: false,
        measure: TEXTS,
        peers: &[("tantivy", TEXTS)],
        more: true,
    },
    Goal {
        what: "cold indexing, texts, quotations and actors, MB per CPU second",
        aim: "≥ 12",
        five_files: false,
        measure: EVERYTHING,
        peers: &[("tantivy", TEXTS)],
        more: true,
    },
    Goal {
        what: "most memory while indexing, MiB",
        aim: "≤ 1,500",
        five_files: false,
        measure: PEAK,
        peers: &[],
        more: false,
    },
    Goal {
        what: "index over text, all of it",
        aim: "≤ 1.0",
        five_files: false,
        measure: BESIDE,
        peers: &[("tantivy", BESIDE)],
        more: false,
    },
    Goal {
        what: "start to first hover, the index there, ms",
        aim: "≤ 60",
        five_files: false,
        measure: START,
        peers: &[("texlab", START), ("markdown-oxide", START)],
        more: false,
    },
    Goal {
        what: "resident, idle, MiB",
        aim: "≤ 150",
        five_files: false,
        measure: RESIDENT,
        peers: &[("texlab", RESIDENT), ("markdown-oxide", RESIDENT)],
        more: false,
    },
];

/// The table, with a row for each target. The ratio is how many times better onrecord is; below 1 the peer is better.
pub fn table(all: &Figures) -> String {
    let Some(largest) = all.sizes().last().copied() else { return String::new() };
    let mut out =
        "| measure | target | onrecord | peers | ratio |\n|---|---|---|---|---|\n".to_owned();
    for goal in &GOALS {
        let size = if goal.five_files { FIVE_FILES } else { largest };
        let ours = all.of(size, "onrecord", goal.measure);
        let peers: Vec<&Figure> = goal
            .peers
            .iter()
            .filter_map(|(program, measure)| all.of(size, program, measure))
            .collect();
        let shown = peers.iter().map(|peer| format!("{} {}", peer.program, peer.shown));
        let ratio = |peer: &&Figure| match ours {
            Some(ours) if goal.more => times(ours.value / peer.value),
            Some(ours) => times(peer.value / ours.value),
            None => "-".to_owned(),
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            goal.what,
            goal.aim,
            ours.map_or("-", |f| &f.shown),
            joined(shown.collect()),
            joined(peers.iter().map(ratio).collect())
        );
    }
    out
}

fn times(ratio: f64) -> String {
    match ratio {
        _ if ratio >= 10.0 => format!("{ratio:.0}"),
        _ => format!("{ratio:.2}"),
    }
}

fn joined(parts: Vec<String>) -> String {
    if parts.is_empty() { "-".to_owned() } else { parts.join("; ") }
}
