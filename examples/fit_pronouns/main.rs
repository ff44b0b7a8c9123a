//! Fits the weights that resolve “he” and “she” to annotated articles, and measures them by cross-validation.
//!
//!     cargo run --release --example fit_pronouns -- PLACES.jsonl ARTICLES.jsonl [--write src/prose/data/pronoun-weights.tsv]
//!
//! Each line of PLACES.jsonl is `{"doc", "pronoun", "who", "also", "not", "sure"}`, and each line of ARTICLES.jsonl
//! `{"doc", "text"}`. Pronouns are ranges of characters. The result contains no words of the articles.

mod gold;
mod softmax;

use gold::Article;
use onrecord::prose::{Block, PRONOUN_FEATURES, PronounWeights, read_pronouns};
use softmax::Labelled;
use std::{env, fs};

const FOLDS: usize = 10;
/// The weights resolve the earlier pronouns of a passage too, so they are fitted again on their own results.
const ROUNDS: usize = 2;

fn argument(name: &str) -> Option<String> {
    env::args().skip_while(|a| a != name).nth(1)
}

fn number(name: &str, otherwise: f64) -> f64 {
    argument(name).and_then(|a| a.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let (Some(places), Some(articles)) = (env::args().nth(1), env::args().nth(2)) else {
        eprintln!("usage: fit_pronouns PLACES.jsonl ARTICLES.jsonl [--write FILE]");
        return;
    };
    let read = |path: String| fs::read_to_string(path).unwrap();
    let articles = gold::articles(&read(places), &read(articles));
    let caution = number("--caution", 1.0);
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let part = |inside: bool| -> Vec<&Article> {
            let numbered = articles.iter().enumerate();
            numbered.filter(|(i, _)| (i % FOLDS == fold) == inside).map(|(_, a)| a).collect()
        };
        let weights = fitted(&part(false), caution);
        judged.extend(part(true).into_iter().flat_map(|article| judge(article, &weights)));
    }
    let places = articles.iter().map(|a| a.places.len()).sum();
    frontier(judged, places);
    let mut weights = fitted(&articles.iter().collect::<Vec<_>>(), caution);
    weights.sure = number("--sure", weights.sure);
    let text = written(&weights);
    println!("{text}");
    if let Some(path) = argument("--write") {
        fs::write(path, text).unwrap();
    }
}

/// Weights fitted to the annotated pronouns of some articles.
fn fitted(articles: &[&Article], caution: f64) -> PronounWeights {
    let mut weights =
        PronounWeights { features: [0.0; PRONOUN_FEATURES.len()], stranger: 0.0, sure: 1.0 };
    for _ in 0..ROUNDS {
        let cases: Vec<Labelled> =
            articles.iter().flat_map(|article| cases(article, &weights)).map(|(_, c)| c).collect();
        weights = softmax::fit(&cases, caution);
    }
    weights
}

/// The annotated pronouns that the reader resolves, each with its index in the article.
fn cases(article: &Article, weights: &PronounWeights) -> Vec<(usize, Labelled)> {
    let text = &article.text;
    let (_, read) = read_pronouns(text, &Block::of_plain_text(text), weights);
    let places = article.places.iter().enumerate();
    let seen = places.filter_map(|(index, place)| {
        let case = read.iter().find(|case| case.pronoun.overlaps(place.pronoun))?;
        let right = case.candidates.iter().map(|(span, _)| place.means(span.of(text))).collect();
        let features = case.candidates.iter().map(|(_, features)| *features).collect();
        Some((index, Labelled { features, right }))
    });
    seen.collect()
}

/// The result for one pronoun.
struct Judged {
    /// The probability of the likeliest candidate, from 0 to 1.
    likely: f64,
    /// Whether it is the antecedent.
    right: bool,
}

fn judge(article: &Article, weights: &PronounWeights) -> Vec<Judged> {
    let text = &article.text;
    let least = number("--errors", 2.0);
    let (_, read) = read_pronouns(text, &Block::of_plain_text(text), weights);
    let mut judged = Vec::new();
    for (index, case) in cases(article, weights) {
        let probabilities = weights.probabilities(&case.features);
        let best =
            (0..probabilities.len()).max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
        let Some(best) = best else { continue };
        let (likely, right) = (probabilities[best], case.right[best]);
        judged.push(Judged { likely, right });
        if right || likely < least {
            continue;
        }
        let place = &article.places[index];
        println!(
            "{} at {}, {likely:.2}: means {:?}",
            article.name, place.pronoun.start, place.names
        );
        let seen = read.iter().find(|c| c.pronoun.overlaps(place.pronoun)).into_iter();
        for ((span, features), likely) in seen.flat_map(|c| &c.candidates).zip(&probabilities) {
            let names = PRONOUN_FEATURES.iter().zip(features).filter(|(_, v)| **v != 0.0);
            let names: Vec<&str> = names.map(|(name, _)| *name).collect();
            println!("   {likely:.2} {:?} {}", span.of(text), names.join(" "));
        }
        let from = text.floor_char_boundary(place.pronoun.start.saturating_sub(700));
        println!("   …{}\n", &text[from..text.ceil_char_boundary(place.pronoun.end + 40)]);
    }
    judged
}

/// Prints how many antecedents are named, and how many of them rightly, at each least probability.
fn frontier(mut judged: Vec<Judged>, places: usize) {
    judged.sort_by(|a, b| b.likely.total_cmp(&a.likely));
    println!("{} places, {} seen", places, judged.len());
    for least in [0.0, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98] {
        let named = judged.iter().take_while(|j| j.likely >= least).count();
        let right = judged.iter().take(named).filter(|j| j.right).count();
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        println!(
            "at {least:.2}: named {named}, {:.3}; right {right}, {:.4}",
            share(named, places),
            share(right, named)
        );
    }
}

/// Weights as the program reads them.
fn written(weights: &PronounWeights) -> String {
    let mut lines: Vec<String> = PRONOUN_FEATURES
        .iter()
        .zip(&weights.features)
        .map(|(name, w)| format!("{name}\t{w:.2}"))
        .collect();
    lines.push(format!("stranger\t{:.2}", weights.stranger));
    lines.push(format!("sure\t{}", weights.sure));
    lines.sort();
    let head =
        "# Weights of the features of a pronoun's candidates, fitted by examples/fit_pronouns.";
    format!("{head}\n{}\n", lines.join("\n"))
}
