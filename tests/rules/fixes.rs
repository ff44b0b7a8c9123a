//! Invariants of every fix, on notes made of the seeds' words with mistakes inserted: it adds no finding of equal severity,
//! changes only its own quotation, and fixing everything is idempotent.

use crate::support;
use onrecord::analysis::{self, Finding, Fix};
use onrecord::corpus::Source;
use onrecord::note::{Note, Quotation};
use onrecord::text::Span;
use onrecord::workspace::{Severity, Snapshot, Workspace};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The seeds by their short keys.
const SEEDS: &[(&str, &str)] = &[
    ("000.txt", include_str!("../../seeds/000_2db140b46b95ac14.txt")),
    ("001.txt", include_str!("../../seeds/001_5aee7ecc87a4e027.txt")),
    ("002.txt", include_str!("../../seeds/002_80694004092e2bc8.txt")),
    ("003.txt", include_str!("../../seeds/003_422e009618745ff8.txt")),
    ("004.txt", include_str!("../../seeds/004_a43bcb5b22c6039b.txt")),
];

/// Words of the seeds' own quotations, with the key of their source.
static QUOTED: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let read = |(name, text): &(&'static str, &'static str)| {
        let source = Source::read((*name).to_owned(), PathBuf::from(name), (*text).to_owned());
        let key = name.trim_end_matches(".txt");
        let words = |q: &onrecord::prose::Quotation| {
            let words: Vec<&str> = q.words.of(text).split_whitespace().collect();
            (words.len() >= 6).then_some((key, words))
        };
        source.reading.quotations.iter().filter_map(words).collect::<Vec<_>>()
    };
    SEEDS.iter().flat_map(read).collect()
});

/// One workspace for all notes: loading the seeds takes longer than a note.
static WORKSPACE: LazyLock<Mutex<(Workspace, i32)>> =
    LazyLock::new(|| Mutex::new((support::workspace("", SEEDS), 0)));

/// The snapshot with this text as its note.
fn snapshot(text: &str) -> Arc<Snapshot> {
    let mut held = WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner);
    held.1 += 1;
    let version = held.1;
    let _ = held.0.open(&support::note_path(), text, version);
    held.0.snapshot()
}

fn findings(text: &str) -> Vec<Finding> {
    analysis::findings(&snapshot(text), &support::note_path())
}

/// A mistake made when copying words in a hurry.
#[derive(Clone, Copy, Debug)]
enum Mistake {
    Drop,
    Put(&'static str),
    Replace(&'static str),
    Skip,
    Bracket,
    Sic,
    Straighten,
}

fn mistake() -> impl Strategy<Value = Mistake> {
    let words = ["really", "not", "harbour", "the", "seven", "cooperation", "may", "Wang", "and"];
    prop_oneof![
        Just(Mistake::Drop),
        prop::sample::select(words.to_vec()).prop_map(Mistake::Put),
        prop::sample::select(words.to_vec()).prop_map(Mistake::Replace),
        Just(Mistake::Skip),
        Just(Mistake::Bracket),
        Just(Mistake::Sic),
        Just(Mistake::Straighten),
    ]
}

fn make(words: &mut Vec<String>, mistake: Mistake, at: usize) {
    let at = at % words.len();
    match mistake {
        Mistake::Drop => drop(words.remove(at)),
        Mistake::Put(word) => words.insert(at, word.to_owned()),
        Mistake::Replace(word) => words[at] = word.to_owned(),
        Mistake::Skip => {
            let end = (at + 3).min(words.len());
            words.splice(at..end, ["…".to_owned()]);
        }
        Mistake::Bracket => words[at] = format!("[{}]", words[at]),
        Mistake::Sic => words.insert(at + 1, "[sic]".to_owned()),
        Mistake::Straighten => words.iter_mut().for_each(|w| *w = w.replace('’', "'")),
    }
}

/// A sentence with a quotation: the speaker, the words with their mistakes, the citation.
fn sentence() -> impl Strategy<Value = String> {
    let before = [
        "Wang Yi said that ",
        "Kerry: ",
        "Yang Jiechi told him: ",
        "According to the Global Times, ",
        "",
        "So it was. ",
    ];
    let locators = ["", ", ¶1", ", ¶9", ", p. 4", ":3"];
    let keys = ["", "000", "001", "002", "003", "004", "zeppelin", "its own", "its own"];
    (
        prop::sample::select(before.to_vec()),
        (any::<prop::sample::Index>(), 0..40usize, 4..24usize),
        prop::collection::vec((mistake(), 0..30usize), 0..3),
        prop::sample::select(keys.to_vec()),
        prop::sample::select(locators.to_vec()),
        prop::bool::ANY,
    )
        .prop_map(|(before, (which, start, len), mistakes, key, locator, straight)| {
            let (own, words) = &QUOTED[which.index(QUOTED.len())];
            let start = start % (words.len() - 3);
            let end = (start + len).min(words.len());
            let mut words: Vec<String> =
                words[start..end].iter().map(|w| (*w).to_owned()).collect();
            for (mistake, at) in mistakes {
                make(&mut words, mistake, at);
                if words.is_empty() {
                    words.push("nothing".to_owned());
                }
            }
            // The source's inner marks differ from the note's.
            let bare = |w: &String| w.replace(['“', '”', '"', '‘'], "").replace(",'", ",");
            let words = words.iter().map(bare).collect::<Vec<_>>().join(" ");
            let words = words.trim_matches(['\'', '’', ' ']);
            let (open, close) = if straight { ("\"", "\"") } else { ("“", "”") };
            let key = if key == "its own" { own } else { key };
            let cited = if key.is_empty() { String::new() } else { format!(" [@{key}{locator}]") };
            format!("{before}{open}{words}{close}{cited}.")
        })
}

fn note() -> impl Strategy<Value = String> {
    let layouts = ["\n\n", "\n\n- ", "\n\n## Later\n\n"];
    prop::collection::vec((sentence(), prop::sample::select(layouts.to_vec())), 1..3).prop_map(
        |parts| {
            let parts = parts.iter().map(|(sentence, layout)| format!("{layout}{sentence}"));
            parts.collect::<String>().trim_start().to_owned() + "\n"
        },
    )
}

fn fixed(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| edit.span);
    analysis::apply(text, &edits)
}

/// The number of findings per rule.
fn tally(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut tally = BTreeMap::new();
    for finding in findings {
        *tally.entry(finding.rule).or_default() += 1;
    }
    tally
}

/// A quotation with its marks, citations and speaker, and the following punctuation.
fn hull(note: &Note, quotation: &Quotation) -> Span {
    let cited = quotation.citations.iter().map(|i| note.citations[*i].span);
    let said = quotation.attribution.iter().flat_map(|a| [Some(a.speaker), a.cue]).flatten();
    let hull = cited.chain(said).fold(quotation.span, Span::join);
    Span::new(hull.start, (hull.end + 1).min(note.text.len()))
}

/// Whether a finding is in another paragraph than a fix: a full name there settles who is meant further down, which may
/// prove an existing claim of the note wrong.
fn elsewhere(after: &str, fix: &Fix, finding: &Finding) -> bool {
    let at = fix.edits.iter().map(|edit| edit.span.start).min().unwrap_or_default();
    let (from, to) = (at.min(finding.span.start), at.max(finding.span.start));
    after[from..to].contains("\n\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fix_removes_its_finding_and_adds_none(text in note()) {
        let known = tally(&findings(&text));
        let snapshot = snapshot(&text);
        let before = analysis::findings(&snapshot, &support::note_path());
        let every: Vec<usize> = (0..before.len()).collect();
        let sound = analysis::sound_fixes(&snapshot, &support::note_path(), &before, &every);
        for (finding, fixes) in before.iter().zip(sound) {
            for fix in fixes {
                let after = fixed(&text, &fix);
                let found = findings(&after);
                let same = |f: &&Finding| f.rule == finding.rule && f.message == finding.message;
                prop_assert!(
                    found.iter().filter(same).count() < before.iter().filter(same).count(),
                    "{} ({}) changed nothing:\n{text}\n{after}", fix.title, finding.rule
                );
                // A locator for unattributed words triggers a hint about the speaker: a faint mark in place of a loud one.
                let heavy = found.iter().filter(|f| f.severity >= Severity::Warning || f.severity >= finding.severity);
                for new in heavy.filter(|f| tally(&found)[f.rule] > known.get(f.rule).copied().unwrap_or_default()) {
                    prop_assert!(elsewhere(&after, &fix, new), "{} ({}):\n{text}\n{after}\n{new:#?}", fix.title, finding.rule);
                }
            }
        }
    }

    #[test]
    fn fix_changes_only_its_own_quotation(text in note()) {
        let snapshot = snapshot(&text);
        let note = &snapshot.note(&support::note_path()).unwrap().note;
        for finding in analysis::findings(&snapshot, &support::note_path()) {
            let own = note.quotations.iter().map(|q| hull(note, q)).find(|h| h.touches(finding.span.start));
            let own = own.map_or(finding.span, |own| own.join(finding.span));
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.span.start..edit.span.end).is_some());
                prop_assert!(own.covers(edit.span), "{}: {edit:?} in\n{text}", finding.rule);
            }
        }
    }

    #[test]
    fn fixing_everything_is_idempotent(text in note()) {
        let mut now = text.clone();
        for _ in 0..8 {
            let edits = analysis::fix_all(&snapshot(&now), &support::note_path());
            if edits.is_empty() {
                break;
            }
            prop_assert!(edits.is_sorted_by(|a, b| a.span.end <= b.span.start), "{edits:?}");
            let after = analysis::apply(&now, &edits);
            prop_assert!(after != now, "edits that change nothing: {edits:?}\n{now}");
            now = after;
        }
        let more = analysis::fix_all(&snapshot(&now), &support::note_path());
        prop_assert!(more.is_empty(), "{more:?}\n{text}\n{now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn few_fixes_are_rejected_when_tried(texts in prop::collection::vec(note(), 40)) {
        let (mut offered, mut sound) = (0, 0);
        for text in &texts {
            let snapshot = snapshot(text);
            let before = analysis::findings(&snapshot, &support::note_path());
            let every: Vec<usize> = (0..before.len()).collect();
            offered += before.iter().map(|finding| finding.fixes.len()).sum::<usize>();
            let kept = analysis::sound_fixes(&snapshot, &support::note_path(), &before, &every);
            sound += kept.iter().map(Vec::len).sum::<usize>();
        }
        prop_assert!(sound * 10 >= offered * 9, "{sound} of {offered}");
    }
}
