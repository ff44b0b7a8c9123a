//! Precision and recall of `unattributed-quote` in notes as people write them.
//!
//! The notes are invented. A comment `<!-- nobody -->` after a quotation marks it as unattributed; it is removed before the
//! note is read. Those in `tuned/` were used in development, those in `scored/` are held out.

#[path = "support/mod.rs"]
mod support;

use onrecord::analysis;
use onrecord::note::Note;
use std::fs;
use std::path::Path;

const NOBODY: &str = " <!-- nobody -->";

/// The rule's results on some notes.
#[derive(Debug, Default)]
struct Tally {
    quotations: usize,
    /// Quotations without a speaker.
    nameless: usize,
    /// Quotations that the rule reports.
    found: usize,
    /// Quotations in both sets.
    right: usize,
    /// The errors, for people.
    wrong: Vec<String>,
}

impl Tally {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.nameless as f64
    }

    /// Scores one note with its comments.
    fn note(&mut self, name: &str, marked: &str) {
        let mut text = String::new();
        let mut ends = Vec::new();
        for (i, part) in marked.split(NOBODY).enumerate() {
            if i > 0 {
                ends.push(text.len());
            }
            text.push_str(part);
        }
        let snapshot = support::snapshot(&text, &[("other", "The harbour was built in 1911.")]);
        let findings = analysis::findings(&snapshot, &support::note_path());
        let note = Note::read(text.clone());
        let mut marks = ends.len();
        for quotation in note.quotations.iter().filter(|q| q.parent.is_none()) {
            // A comma or full stop may come between the mark and the comment.
            let beside =
                |end: &&usize| (quotation.span.end..=quotation.span.end + 1).contains(*end);
            let nameless = ends.iter().find(beside).is_some();
            let rule = |f: &&analysis::Finding| f.rule == "unattributed-quote";
            let found = findings.iter().filter(rule).any(|f| f.span == quotation.span);
            self.quotations += 1;
            self.nameless += usize::from(nameless);
            self.found += usize::from(found);
            self.right += usize::from(nameless && found);
            marks -= usize::from(nameless);
            if nameless != found {
                let speaker = quotation.attribution.as_ref().map(|a| a.speaker.of(&text));
                self.wrong.push(format!("{name}: {}: {speaker:?}", quotation.text));
            }
        }
        assert_eq!(marks, 0, "{name}: a comment stands behind no quotation");
    }
}

fn tally(folder: &str) -> Tally {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/note_takers").join(folder);
    let mut tally = Tally::default();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        tally.note(name, &fs::read_to_string(&path).unwrap());
    }
    tally
}

#[track_caller]
fn check(tally: &Tally, precision: f64, recall: f64) {
    println!(
        "{} quotations, {} without a speaker: precision {:.3}, recall {:.3}",
        tally.quotations,
        tally.nameless,
        tally.precision(),
        tally.recall()
    );
    let good = tally.precision() >= precision && tally.recall() >= recall;
    assert!(good, "{:.3} {:.3}\n{}", tally.precision(), tally.recall(), tally.wrong.join("\n"));
}

#[test]
fn precision_and_recall_on_development_notes() {
    check(&tally("tuned"), 0.94, 0.94);
}

#[test]
fn precision_and_recall_on_held_out_notes() {
    let tally = Tally { wrong: Vec::new(), ..tally("scored") };
    check(&tally, 0.93, 0.93);
}

#[test]
fn there_are_enough_notes() {
    let (tuned, scored) = (tally("tuned"), tally("scored"));
    assert!(tuned.quotations + scored.quotations >= 150);
}
