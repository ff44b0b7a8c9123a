//! Fits the weights for the kinds of names to annotated articles, and measures them by cross-validation.
//!
//!     cargo run --release --example fit_names -- GOLD.jsonl [--write src/prose/data/name-evidence.tsv]
//!
//! Each line of GOLD.jsonl is `{"doc", "text", "mentions": [{"span", "kind"}]}`, with spans in characters and the kind
//! `person`, `organisation`, `place` or `neutral`. The result contains no words of the articles: the features are positions
//! and classes of words.

mod gold;
mod perceptron;

use gold::{Article, Score};
use onrecord::prose::{Evidence, NAME_FEATURES, NameWeights};
use std::env;
use std::fmt::Write;
use std::fs;

/// The bundled table, for the explanations after the weights.
const TABLE: &str = include_str!("../../src/prose/data/name-evidence.tsv");

fn argument(name: &str) -> Option<String> {
    env::args().skip_while(|argument| argument != name).nth(1)
}

fn number(name: &str, otherwise: f32) -> f32 {
    argument(name).and_then(|argument| argument.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let Some(path) = env::args().nth(1) else {
        eprintln!(
            "usage: fit_names GOLD.jsonl [--rounds N] [--rate X] [--margin X] [--write FILE]"
        );
        return;
    };
    let articles = gold::articles(&fs::read_to_string(path).unwrap());
    let settings = perceptron::Settings {
        rounds: number("--rounds", 8.0) as usize,
        rate: number("--rate", 0.02),
        margin: number("--margin", 1.0),
    };
    println!("{settings:?}");
    let halves: [Vec<&Article>; 2] =
        [0, 1].map(|half| articles.iter().skip(half).step_by(2).collect());
    for (name, fitted, held) in [("even", 0, 1), ("odd", 1, 0)] {
        let weights = rounded(&perceptron::fit(&halves[fitted], &settings));
        println!("fitted to the {name} half, on itself: {}", score(&halves[fitted], &weights));
        println!("fitted to the {name} half, on the other: {}", score(&halves[held], &weights));
        println!("bundled, on the other: {}", score(&halves[held], NameWeights::bundled()));
    }
    let all: Vec<&Article> = articles.iter().collect();
    let table = table(&rounded(&perceptron::fit(&all, &settings)));
    match argument("--write") {
        Some(path) => fs::write(path, table).unwrap(),
        None => print!("{table}"),
    }
}

fn score(articles: &[&Article], weights: &NameWeights) -> Score {
    articles.iter().map(|article| article.score(weights)).sum()
}

/// Rounds weights to quarters, for a readable table.
fn rounded(weights: &NameWeights) -> NameWeights {
    let round = |x: f32| (4.0 * x).round() / 4.0;
    let rounded = weights.0.iter().map(|e| Evidence {
        person: round(e.person),
        organisation: round(e.organisation),
        place: round(e.place),
        thing: round(e.thing),
    });
    NameWeights(rounded.collect())
}

/// The table of weights as the program reads it, with the explanation of each feature.
fn table(weights: &NameWeights) -> String {
    let mut lines = TABLE.lines();
    let mut table = String::new();
    let head = lines.next().unwrap_or_default();
    let _ = writeln!(table, "{}", head.replace("Set by hand", "Fitted by examples/fit_names"));
    for ((feature, weight), line) in NAME_FEATURES.iter().zip(&weights.0).zip(lines) {
        let says = line.rsplit('\t').next().unwrap_or_default();
        let _ = write!(table, "{feature}");
        for x in [weight.person, weight.organisation, weight.place, weight.thing] {
            let _ = if x == 0.0 { write!(table, "\t") } else { write!(table, "\t{x}") };
        }
        let _ = writeln!(table, "\t{says}");
    }
    table
}
