//! Time to find a quotation in a corpus of 5 MB, and to index one source after an edit.
//!
//! The text is generated: words of a small vocabulary with the frequencies of a natural language (Zipf's law), in sentences
//! and paragraphs, so that sequences of frequent words recur as they do in newspapers. In addition to criterion's averages it
//! prints percentiles of single lookups, since users notice the slowest.
//!
//! `cargo bench --bench find -- FOLDER CACHE` looks up the quotations of a corpus of `benches/archive` instead, with the index
//! below CACHE: exact and edited ones, in CPU time, each once before it is measured.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark fails loudly")]

#[path = "load/processor.rs"]
mod processor;

use criterion::{Criterion, criterion_group};
use onrecord::corpus::{Corpus, Query, Source};
use onrecord::workspace::{Settings, Workspace};
use serde_json::json;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SOURCES: usize = 840;
const WORDS: usize = 1000;
const VOCABULARY: usize = 20_000;

/// A pseudo-random generator (xorshift) with the same sequence in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    /// A rank from 0, distributed by Zipf's law: near `n` to the power of a uniform number.
    fn rank(&mut self, n: usize) -> usize {
        let uniform = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((n as f64).powf(uniform) as usize - 1).min(n - 1)
    }
}

/// The word of a rank, from syllables: more frequent words are shorter.
fn word(mut rank: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "the", "a", "to", "ka", "mi", "ren", "so", "tal", "ve", "or", "lin", "du", "pa", "ster",
        "no", "gi", "em", "ur", "bo", "fen",
    ];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
        if rank == 0 {
            return word;
        }
    }
}

fn article(dice: &mut Dice) -> String {
    let mut text = String::new();
    for n in 0..WORDS {
        text.push_str(&word(dice.rank(VOCABULARY)));
        text.push_str(match n % 61 {
            11 | 30 => ", ",
            20 | 47 => ". ",
            60 => ".\n\n",
            _ => " ",
        });
    }
    text
}

/// Quotations of 6 to 30 words: a third exact, a third with a word changed, a third with words that are nowhere.
fn quotations(articles: &[String], dice: &mut Dice) -> Vec<String> {
    let mut quote = |n: usize| {
        let words: Vec<&str> = articles[dice.below(articles.len())].split(' ').collect();
        let len = 6 + dice.below(25);
        let start = dice.below(words.len() - len);
        let mut words: Vec<String> =
            words[start..start + len].iter().map(|w| (*w).to_owned()).collect();
        match n % 3 {
            0 => {}
            1 => words[len / 2] = "changed".to_owned(),
            _ => words.iter_mut().for_each(|w| *w = word(dice.rank(VOCABULARY))),
        }
        words.join(" ")
    };
    (0..10_000).map(&mut quote).collect()
}

fn source(name: usize, text: &str) -> Arc<Source> {
    let name = format!("s{name}");
    Arc::new(Source::read(name.clone(), PathBuf::from(name), text.to_owned()))
}

fn percentiles(corpus: &Corpus, quotations: &[String]) {
    let mut times: Vec<Duration> = quotations
        .iter()
        .map(|words| {
            let start = Instant::now();
            black_box(corpus.find(&Query { words, cited: None }));
            start.elapsed()
        })
        .collect();
    times.sort();
    let all: Duration = times.iter().sum();
    let at = |share: usize| times[times.len() * share / 1000];
    eprintln!(
        "find: {} lookups in {all:.2?}; p50 {:.1?}, p99 {:.1?}, p99.9 {:.1?}, longest {:.1?}",
        times.len(),
        at(500),
        at(990),
        at(999),
        times[times.len() - 1]
    );
}

fn find(c: &mut Criterion) {
    let mut dice = Dice(42);
    let articles: Vec<String> = (0..SOURCES).map(|_| article(&mut dice)).collect();
    let quotations = quotations(&articles, &mut dice);
    let sources: Vec<_> = articles.iter().enumerate().map(|(i, text)| source(i, text)).collect();
    let corpus = Corpus::new(sources.clone());
    percentiles(&corpus, &quotations);

    let mut group = c.benchmark_group("corpus");
    group.sample_size(10);
    group.bench_function("index 840 articles", |b| b.iter(|| Corpus::new(sources.clone())));
    let edited = source(7, &article(&mut dice));
    group.bench_function("index one edited article of 840", |b| {
        b.iter(|| corpus.changed(&[], vec![edited.clone()]))
    });
    let mut next = quotations.iter().cycle();
    group.bench_function("find a quotation", |b| {
        b.iter(|| next.next().map(|words| corpus.find(&Query { words, cited: None })))
    });
    group.finish();
}

criterion_group!(benches, find);

/// The number of quotations of each kind.
const LOOKUPS: usize = 1_000;

fn of_archive(folder: &Path, cache: &str) {
    let folder = folder.canonicalize().expect("the folder is there");
    let settings = Settings(json!({ "cacheDir": cache, "indexFrom": 1_000_000 }));
    let corpus = Workspace::holding(&folder, settings).snapshot().corpus.clone();
    println!("{} sources", corpus.len());
    for file in ["exact.txt", "edited.txt"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("quotations to look for");
        let lines: Vec<&str> = text.lines().collect();
        let quotations = lines.iter().step_by((lines.len() / LOOKUPS).max(1));
        let quotations = quotations.filter_map(|line| line.split_once('\t')).take(LOOKUPS);
        let mut found = 0;
        let mut times = Vec::new();
        for (number, words) in quotations {
            let name = format!("{number:0>7}.txt");
            let is_it = |path: &PathBuf| path.ends_with(&name);
            let query = Query { words, cited: None };
            let places = corpus.find(&query);
            let path = |id| corpus.source(id).map(|source| source.path.clone());
            found += usize::from(places.iter().any(|m| path(m.source).is_some_and(|p| is_it(&p))));
            let start = processor::spent_by_this_thread();
            black_box(corpus.find(&query));
            times.push(processor::spent_by_this_thread().saturating_sub(start));
        }
        times.sort();
        let mean = times.iter().sum::<Duration>() / times.len().max(1) as u32;
        let at = |share: usize| times[times.len() * share / 100];
        println!(
            "{file}: {} lookups, {found} found; p50 {:.1?}, mean {mean:.1?}, p99 {:.1?}",
            times.len(),
            at(50),
            at(99)
        );
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.as_slice() {
        [folder, cache] => of_archive(Path::new(folder), cache),
        _ => {
            benches();
            Criterion::default().configure_from_args().final_summary();
        }
    }
}
