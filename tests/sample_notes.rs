//! The sample notes: `check` reports for each exactly what its sidecar in `tests/notes/expected/` expects, and every
//! quotation has the location and speaker given there.

use onrecord::analysis;
use onrecord::note::{Note, Quotation};
use onrecord::text::Text;
use onrecord::workspace::{Settings, Snapshot, Workspace};
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rules that the sidecars use but the library lacks: their expectations are skipped.
const RULES_TO_COME: &[&str] = &[];

/// Speakers in the sidecars that the parser does not find yet: the note and the line.
const SPEAKERS_TO_COME: &[(&str, usize)] = &[];

/// The expectations for one note.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    findings: Vec<ExpectedFinding>,
    #[serde(default)]
    places: Vec<ExpectedPlace>,
}

/// One finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFinding {
    /// The 1-based line of the note where it begins.
    line: usize,
    rule: String,
    /// The beginning of the words it covers, without marks.
    words: String,
    /// The reason, for people.
    #[allow(dead_code)]
    why: String,
}

/// The location of a quotation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedPlace {
    /// The 1-based line of the note where it begins.
    line: usize,
    /// The beginning of its words.
    words: String,
    /// The beginning of the source's file name and its 1-based line: `000:3`.
    source: String,
    /// The speaker in the note, if named.
    speaker: Option<String>,
}

struct Sample {
    name: String,
    path: PathBuf,
    expected: Expected,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes")
}

fn snapshot() -> Arc<Snapshot> {
    Workspace::holding(&folder(), Settings::default()).snapshot()
}

fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> = std::fs::read_dir(folder().join("expected"))
        .unwrap()
        .map(|entry| {
            let sidecar = entry.unwrap().path();
            let name = sidecar.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(&sidecar).unwrap();
            let expected =
                toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", sidecar.display()));
            Sample { path: folder().join(&name).with_extension("md"), name, expected }
        })
        .collect();
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    samples
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(lines: &Text, offset: usize) -> usize {
    lines.line_of(offset) + 1
}

/// The quotation that begins on a line with these words.
fn quotation<'a>(
    note: &'a Note,
    lines: &Text,
    at: usize,
    words: &str,
) -> Option<(usize, &'a Quotation)> {
    let mut all = note.quotations.iter().enumerate();
    all.find(|(_, q)| line(lines, q.span.start) == at && q.text.starts_with(words))
}

fn named(note: &Note, quotation: &Quotation) -> Option<String> {
    let attribution = quotation.attribution.as_ref()?;
    Some(one_line(attribution.antecedent.unwrap_or(attribution.speaker).of(&note.text)))
}

#[test]
fn findings_match_expectations() {
    let snapshot = snapshot();
    let mut report = String::new();
    for sample in samples() {
        let entry = snapshot
            .note(&sample.path)
            .unwrap_or_else(|| panic!("no note {}", sample.path.display()));
        let mut missing: Vec<&ExpectedFinding> = sample
            .expected
            .findings
            .iter()
            .filter(|f| !RULES_TO_COME.contains(&f.rule.as_str()))
            .collect();
        for finding in analysis::findings(&snapshot, &sample.path) {
            let at = line(&entry.lines, finding.span.start);
            let about = one_line(finding.span.of(&entry.note.text));
            let about = about.trim_start_matches(['“', '"', '>', ' ']);
            let fits = |e: &&ExpectedFinding| {
                e.line == at && e.rule == finding.rule && about.starts_with(&e.words)
            };
            match missing.iter().position(fits) {
                Some(found) => drop(missing.remove(found)),
                None => {
                    let _ = writeln!(
                        report,
                        "{}:{at}: unexpected {}: “{about}”",
                        sample.name, finding.rule
                    );
                    let _ = writeln!(report, "    {}", finding.message);
                }
            }
        }
        for e in missing {
            let _ = writeln!(
                report,
                "{}:{}: missing {}: “{}”: {}",
                sample.name, e.line, e.rule, e.words, e.why
            );
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn quotations_and_speakers_match_expectations() {
    let snapshot = snapshot();
    let mut report = String::new();
    for sample in samples() {
        let entry = snapshot.note(&sample.path).unwrap();
        let assessment = snapshot.assessment(&sample.path, entry);
        for e in &sample.expected.places {
            let head = format!("{}:{}: “{}”", sample.name, e.line, e.words);
            let Some((index, quotation)) = quotation(&entry.note, &entry.lines, e.line, &e.words)
            else {
                let _ = writeln!(report, "{head}: no such quotation");
                continue;
            };
            let place = assessment.quotations[index].best().map_or("nowhere".to_owned(), |m| {
                let source = snapshot.corpus.source(m.source).unwrap();
                format!("{}:{}", source.short_key(), source.line(m.span.start))
            });
            if place != e.source {
                let _ = writeln!(report, "{head}: found {place}, expected {}", e.source);
            }
            let speaker = named(&entry.note, quotation);
            if let Some(expected) = &e.speaker
                && speaker.as_ref() != Some(expected)
                && !SPEAKERS_TO_COME.contains(&(sample.name.as_str(), e.line))
            {
                let _ = writeln!(
                    report,
                    "{head}: said by {}, expected {expected}",
                    speaker.as_deref().unwrap_or("nobody")
                );
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn there_are_enough_samples() {
    let snapshot = snapshot();
    let quotations: usize =
        snapshot.notes.iter().map(|(_, entry)| entry.note.quotations.len()).sum();
    let places: usize = samples().iter().map(|s| s.expected.places.len()).sum();
    assert!(quotations >= 60, "{quotations} quotations");
    assert!(places >= 40, "{places} places");
    assert_eq!(
        snapshot.notes.iter().count(),
        samples().len(),
        "a note without a sidecar, or the other way round"
    );
}
