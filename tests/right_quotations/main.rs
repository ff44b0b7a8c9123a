//! Correct quotations from ten long texts in ten layouts, written into notes in ten notations: none may be reported.
//!
//! `cargo test --test right_quotations -- --nocapture` prints the figures. `ONRECORD_RIGHT_QUOTATIONS=folder` writes the
//! sources and notes there, for inspection with `onrecord check`.

mod dialects;
mod drawing;
mod manuscript;
mod setting;

use dialects::{DIALECTS, Entry};
use drawing::Drawn;
use fastrand::Rng;
use manuscript::Manuscript;
use onrecord::analysis::{self, Finding};
use onrecord::corpus::Source;
use onrecord::workspace::{Folder, Loaded, NoteEntry, Settings, Severity, Snapshot, Workspace};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The number of quotations drawn from each text, shared equally among the notations.
const QUOTATIONS: usize = 300;
/// Rules whose findings inform without claiming an error.
const HARMLESS: [&str; 4] =
    ["unchecked-locator", "ambiguous-speaker", "source-variants", "missing-speaker"];

/// One text and the quotations from it.
struct Text {
    manuscript: Manuscript,
    document: String,
    drawn: Vec<Drawn>,
    /// All its words, folded.
    folded: String,
    /// Some of its words, for misquotations.
    vocabulary: Vec<String>,
}

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/right_quotations/texts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| Manuscript::read(&fs::read_to_string(path).unwrap());
    let manuscripts: Vec<Manuscript> = paths.iter().map(read).collect();
    let folded = |manuscript: &Manuscript| {
        let paragraphs = manuscript.paragraphs.iter();
        let words = paragraphs.flat_map(|p| p.text.split_whitespace()).map(str::to_owned);
        format!(" {} ", drawing::fold(&words.collect::<Vec<_>>()))
    };
    let everything: String = manuscripts.iter().map(folded).collect();
    // Joined across interruptions and paragraphs, the words occur nowhere else.
    let passages = manuscripts.iter().flat_map(Manuscript::passages);
    let joined = passages.filter(|passage| !passage.seams.is_empty());
    let joined: Vec<String> = joined.map(|passage| drawing::fold(&passage.words)).collect();
    let text = |(n, manuscript): (usize, Manuscript)| {
        let mut rng = Rng::with_seed(seed() + n as u64);
        let mut haystack = everything.clone();
        joined.iter().for_each(|joined| haystack += &format!("| {joined} "));
        let drawn = drawing::draw(&manuscript, QUOTATIONS, &haystack, &mut rng);
        let vocabulary = manuscript.passages().into_iter().flat_map(|p| p.words).collect();
        let (document, folded) = (setting::set(&manuscript), folded(&manuscript));
        Text { document, manuscript, drawn, folded, vocabulary }
    };
    manuscripts.into_iter().enumerate().map(text).collect()
});

/// The random seed for drawing; override it with `ONRECORD_RIGHT_QUOTATIONS_SEED`.
fn seed() -> u64 {
    let seed = std::env::var("ONRECORD_RIGHT_QUOTATIONS_SEED");
    seed.ok().and_then(|seed| seed.parse().ok()).unwrap_or(20)
}

/// The texts, loaded once.
static SOURCES: LazyLock<Vec<Arc<Source>>> = LazyLock::new(|| {
    let source = |text: &Text| {
        let key = &text.manuscript.key;
        let path = PathBuf::from(format!("/desk/sources/{key}.txt"));
        Arc::new(Source::read(key.clone(), path, text.document.clone()))
    };
    TEXTS.iter().map(source).collect()
});

/// A quotation in a note: its text, notation and position.
struct Written {
    text: usize,
    dialect: usize,
    note: PathBuf,
    span: std::ops::Range<usize>,
    words: String,
}

/// The notes made of a text's quotations, one for each text and notation, and the position of each quotation.
fn notes(
    make: impl Fn(&Text, &Drawn, usize) -> Option<(Drawn, String)>,
) -> (HashMap<PathBuf, String>, Vec<Written>) {
    let mut notes: HashMap<PathBuf, String> = HashMap::new();
    let mut written = Vec::new();
    for (t, text) in TEXTS.iter().enumerate() {
        for (i, drawn) in text.drawn.iter().enumerate() {
            let Some((made, speaker)) = make(text, drawn, i) else { continue };
            let (dialect, number) = (i % DIALECTS.len(), i / DIALECTS.len());
            let key = &text.manuscript.key;
            let name = format!("{key} {}.md", DIALECTS[dialect]);
            let path = PathBuf::from("/desk/notes").join(name);
            let line = line(text, &drawn.beginning);
            let entry = Entry { drawn: &made, speaker: &speaker, key, line, number };
            let block = dialects::write(dialect, &entry);
            let note = notes.entry(path.clone()).or_insert_with(|| "# Reading notes\n".to_owned());
            note.push('\n');
            let start = note.len();
            note.push_str(&block);
            let span = start..note.len();
            note.push('\n');
            written.push(Written { text: t, dialect, note: path, span, words: block });
        }
    }
    (notes, written)
}

/// The 1-based line of words that occur only once.
fn line(text: &Text, beginning: &str) -> Option<usize> {
    let words: Vec<String> = beginning.split(' ').map(str::to_owned).collect();
    let once = text.folded.matches(&format!(" {} ", drawing::fold(&words))).count() == 1;
    let at = text.document.find(beginning).filter(|_| once)?;
    Some(text.document[..at].matches('\n').count() + 1)
}

fn snapshot(notes: &HashMap<PathBuf, String>) -> Arc<Snapshot> {
    let root = PathBuf::from("/desk");
    let folder =
        Folder { config_path: root.join("onrecord.toml"), root: root.clone(), ..Folder::default() };
    let entry = |(path, text): (&PathBuf, &String)| {
        (path.clone(), Arc::new(NoteEntry::read(text.clone(), None)))
    };
    let notes = notes.iter().map(entry).collect();
    let corpus = SOURCES.iter().cloned().collect();
    let loaded = Loaded::of(vec![folder], notes, corpus, &Default::default(), Vec::new());
    let mut workspace = Workspace::new(vec![root], Settings::default());
    workspace.install(loaded);
    workspace.snapshot()
}

/// Whether a finding claims an error in the note.
fn accuses(finding: &Finding) -> bool {
    finding.severity >= Severity::Info && !HARMLESS.contains(&finding.rule)
}

/// Counts out of totals, by text and by notation.
#[derive(Default)]
struct Table {
    cells: HashMap<(usize, usize), (usize, usize, usize)>,
}

impl Table {
    fn count(&mut self, written: &Written, found: bool, read: bool) {
        let cell = self.cells.entry((written.text, written.dialect)).or_default();
        cell.0 += 1;
        cell.1 += usize::from(found);
        cell.2 += usize::from(!read);
    }

    fn sum(&self, of: impl Fn(usize, usize) -> bool) -> (usize, usize, usize) {
        let cells = self.cells.iter().filter(|((text, dialect), _)| of(*text, *dialect));
        cells.fold((0, 0, 0), |sum, (_, cell)| (sum.0 + cell.0, sum.1 + cell.1, sum.2 + cell.2))
    }

    fn print(&self, what: &str) {
        println!("\n| | quotations | {what} | unread |\n|---|---|---|---|");
        let row = |name: &str, (all, found, silent): (usize, usize, usize)| {
            println!("| {name} | {all} | {found} | {silent} |");
        };
        for (t, text) in TEXTS.iter().enumerate() {
            row(&text.manuscript.layout, self.sum(|text, _| text == t));
        }
        for (d, dialect) in DIALECTS.iter().enumerate() {
            row(dialect, self.sum(|_, dialect| dialect == d));
        }
        row("all", self.sum(|_, _| true));
    }
}

/// Checks some notes; `look` gets the findings of each quotation.
fn tally(
    notes: &HashMap<PathBuf, String>,
    written: &[Written],
    mut look: impl FnMut(&Written, &[&Finding]) -> bool,
) -> Table {
    let snapshot = snapshot(notes);
    let findings: HashMap<&PathBuf, Vec<Finding>> =
        notes.keys().map(|path| (path, analysis::findings(&snapshot, path))).collect();
    let mut table = Table::default();
    for one in written {
        let here = |f: &&Finding| {
            f.span.start < one.span.end && one.span.start < f.span.end.max(f.span.start + 1)
        };
        let here: Vec<&Finding> = findings[&one.note].iter().filter(here).collect();
        let entry = snapshot.note(&one.note).unwrap();
        let quotations = &entry.note.quotations;
        let read = quotations.iter().any(|q| one.span.contains(&q.words.start));
        table.count(one, look(one, &here), read);
    }
    table
}

/// The true speaker, but none for every sixth quotation: its citation is enough.
fn truth(drawn: &Drawn, number: usize) -> String {
    if number / DIALECTS.len() % 6 == 5 { String::new() } else { drawn.voice.clone() }
}

#[test]
fn texts_are_long_enough() {
    assert_eq!(TEXTS.len(), 10);
    for text in TEXTS.iter() {
        let words = text.manuscript.words();
        assert!(words >= 3000, "{}: {words} words", text.manuscript.key);
    }
}

#[test]
fn no_correct_quotation_is_reported() {
    let (notes, written) = notes(|_, drawn, i| Some((drawn.clone(), truth(drawn, i))));
    let folder = std::env::var("ONRECORD_RIGHT_QUOTATIONS").ok();
    let folder = folder.as_deref().map(Path::new);
    folder.inspect(|folder| write_down(folder, &notes));
    let mut accused = Vec::new();
    let table = tally(&notes, &written, |one, findings| {
        let accusing: Vec<_> = findings.iter().filter(|finding| accuses(finding)).collect();
        for finding in &accusing {
            accused.push(format!(
                "{} {:?} [{}] {}\n      {}",
                finding.rule,
                finding.severity,
                one.note.file_name().unwrap().to_string_lossy(),
                finding.message,
                one.words.replace('\n', "\n      ")
            ));
        }
        !accusing.is_empty()
    });
    table.print("accused");
    let list = accused.join("\n");
    folder.inspect(|folder| fs::write(folder.join("accused.txt"), &list).unwrap());
    assert!(accused.is_empty(), "{} accused:\n{}", accused.len(), list);
}

fn write_down(folder: &Path, notes: &HashMap<PathBuf, String>) {
    for name in ["sources", "notes"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    for text in TEXTS.iter() {
        let path = folder.join("sources").join(format!("{}.txt", text.manuscript.key));
        fs::write(path, &text.document).unwrap();
    }
    for (path, text) in notes {
        fs::write(folder.join("notes").join(path.file_name().unwrap()), text).unwrap();
    }
}

#[test]
fn changed_word_is_found() {
    let (notes, written) = notes(|text, drawn, i| {
        let mut rng = Rng::with_seed(i as u64);
        let wrong = drawing::with_a_wrong_word(drawn, &text.vocabulary, &mut rng)?;
        Some((wrong, truth(drawn, i)))
    });
    let table = tally(&notes, &written, |_, findings| findings.iter().any(|f| accuses(f)));
    table.print("found");
    let (all, found, unread) = table.sum(|_, _| true);
    assert!(found * 100 >= (all - unread) * 95, "{found} of {all}, {unread} unread");
}

#[test]
fn changed_speaker_is_found() {
    let (notes, written) = notes(|text, drawn, i| {
        let named = |name: &str| name.chars().next().is_some_and(char::is_uppercase);
        let voices = text.manuscript.voices.iter().map(|v| v.name.as_str());
        let last = |name: &str| name.rsplit(' ').next().unwrap_or("").to_owned();
        let others: Vec<&str> =
            voices.filter(|v| named(v) && last(v) != last(&drawn.voice)).collect();
        let other = others.get(i % others.len().max(1)).filter(|_| named(&drawn.voice))?;
        Some((drawn.clone(), (*other).to_owned()))
    });
    let table = tally(&notes, &written, |_, findings| {
        let rules = ["misattributed-quote", "paraphrase-in-quotes", "secondhand-quote"];
        findings.iter().any(|f| accuses(f) && rules.contains(&f.rule))
    });
    table.print("found");
    // Most words of these texts are attributed by a label or a pronoun, which never contradicts a note.
    let (_, found, _) = table.sum(|_, _| true);
    assert!(found >= 10, "{found}");
}
