//! Time to completions with a corpus of 200,000 quotations.
//!
//! `cargo bench --bench completion` generates 10,000 sources of twenty quotations each, with the word frequencies of English;
//! types into a note at each kind of position; and prints the median, the 99th percentile and the maximum of 1,000 requests.
//! `-- 2000` generates fewer sources. Then it changes sources, one at a time and a thousand at once, and prints how long the
//! index takes to follow.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark fails loudly")]

use onrecord::analysis::{CompletionIndex, Occasion, completion};
use onrecord::corpus::Source;
use onrecord::text::DocumentId;
use onrecord::workspace::{Folder, Loaded, NoteEntry, Settings, Snapshot, Workspace};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SOURCES: usize = 10_000;
const QUOTATIONS: usize = 20;
const ROUNDS: usize = 1_000;
const NOTE: &str = "/desk/note.md";

const FREQUENT: &[&str] =
    &["the", "of", "and", "to", "in", "we", "have", "a", "is", "that", "not", "it"];
const SYLLABLES: &[&str] =
    &["ra", "mo", "ti", "len", "sko", "ber", "du", "fal", "gri", "nu", "pe", "wa", "zel", "or"];
const GIVEN: &[&str] =
    &["Anna", "Piet", "Ada", "Tove", "Jonas", "Marta", "Erik", "Leila", "Anil", "Orla"];

/// A pseudo-random generator (xorshift) with the same sequence in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or(0)
    }

    /// Every second time a frequent word, else one of about forty thousand.
    fn word(&mut self) -> String {
        if self.below(2) == 0 {
            return FREQUENT[self.below(FREQUENT.len())].to_owned();
        }
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn name(&mut self) -> String {
        let family: String = (0..3).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect();
        format!("{} {}", GIVEN[self.below(GIVEN.len())], capital(&family))
    }
}

/// The text typed into the note with a number.
type Typing<'a> = &'a dyn Fn(usize, &mut Dice) -> String;

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn source(number: usize, dice: &mut Dice) -> Arc<Source> {
    let mut text = format!("{}\n\n", capital(&dice.words(8)));
    for _ in 0..QUOTATIONS {
        let (count, speaker) = (8 + dice.below(16), dice.name());
        text.push_str(&format!("“{},” said {speaker}.\n\n", capital(&dice.words(count))));
    }
    let key = format!("{number:05}_{}", dice.word());
    Arc::new(Source::read(key.clone(), PathBuf::from(format!("/desk/seeds/{key}.txt")), text))
}

fn main() {
    // `cargo bench` passes `--bench`. `cargo test --all-targets` does not: then there is nothing to do.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let wanted = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(SOURCES);
    let dice = &mut Dice(0x2545_f491_4f6c_dd1d);
    let begun = Instant::now();
    let sources: Vec<Arc<Source>> = (0..wanted).map(|number| source(number, dice)).collect();
    let quotations: usize = sources.iter().map(|s| s.reading.quotations.len()).sum();
    let openings: Vec<String> = (0..ROUNDS)
        .map(|_| {
            let source = &sources[dice.below(sources.len())];
            let quotation = &source.reading.quotations[dice.below(QUOTATIONS)];
            let words: Vec<&str> = quotation.words.of(&source.text).split(' ').collect();
            let from = if dice.below(2) == 0 { 0 } else { dice.below(words.len() - 2) };
            words[from..].iter().take(2 + dice.below(3)).copied().collect::<Vec<_>>().join(" ")
        })
        .collect();
    let mut workspace = Workspace::new(vec![PathBuf::from("/desk")], Settings::default());
    let notes =
        HashMap::from([(PathBuf::from(NOTE), Arc::new(NoteEntry::read(String::new(), None)))]);
    let folder = Folder { root: PathBuf::from("/desk"), ..Folder::default() };
    let corpus = sources.into_iter().collect();
    workspace.install(Loaded::of(vec![folder], notes, corpus, &Default::default(), Vec::new()));
    println!("{wanted} sources with {quotations} quotations, read in {:.1?}", begun.elapsed());
    let begun = Instant::now();
    let index = CompletionIndex::of(&workspace.snapshot());
    println!("index made in {:.2?}", begun.elapsed());
    println!("{:<36} {:>9} {:>9} {:>9} {:>10}", "ms", "p50", "p99", "longest", "proposals");

    let kinds: [(&str, Typing<'_>); 6] = [
        ("“ and two to four words", &|n, _| format!("She said: “{}", openings[n])),
        ("“ and one frequent word", &|_, d| {
            format!("He: “{}", FREQUENT[d.below(FREQUENT.len())])
        }),
        ("[@", &|_, d| format!("About {} [@", d.words(12))),
        ("[@ and digits", &|_, d| format!("So [@{}", d.below(100))),
        ("a capital letter", &|_, d| {
            format!("So {}", &capital(SYLLABLES[d.below(SYLLABLES.len())])[..1])
        }),
        ("[@key, ", &|_, d| format!("So [@{:05}, ", d.below(wanted))),
    ];
    for (kind, typed) in kinds {
        let mut times = Vec::with_capacity(ROUNDS);
        let mut proposals = 0;
        for round in 0..ROUNDS {
            let text = typed(round, dice);
            let _ = workspace.open(Path::new(NOTE), &text, 1);
            let snapshot = workspace.snapshot();
            let begun = Instant::now();
            proposals +=
                completion(&snapshot, &index, Path::new(NOTE), text.len(), Occasion::Typing).len();
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
        let average = proposals as f64 / ROUNDS as f64;
        println!("{kind:<36} {:>9.3} {:>9.3} {:>9.3} {average:>10.1}", at(0.5), at(0.99), at(1.0));
    }
    follow(&workspace.snapshot(), index, wanted, dice);
}

/// Prints how long the index takes to follow changed sources.
fn follow(snapshot: &Snapshot, mut index: CompletionIndex, sources: usize, dice: &mut Dice) {
    let mut snapshot = snapshot.clone();
    for (many, rounds) in [(1, 100), (1_000, 3)] {
        let mut times = Vec::with_capacity(rounds);
        for _ in 0..rounds {
            let changed = (0..many).map(|_| {
                let number = dice.below(sources);
                let old = snapshot.corpus.source(DocumentId(number as u32)).expect("a source");
                let text = source(number, dice).text.clone();
                Arc::new(Source::read(old.key.clone(), old.path.clone(), text))
            });
            let changed: Vec<Arc<Source>> = changed.collect();
            snapshot.corpus = Arc::new(snapshot.corpus.changed(&[], changed));
            let begun = Instant::now();
            index = index.updated(&snapshot);
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
        println!(
            "the index follows {many:>5} changed sources: {:.1} ms at the median, {:.1} at most",
            at(0.5),
            at(1.0)
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
