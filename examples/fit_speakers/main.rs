//! Fits the trees for speaker attribution to annotated articles, and measures them by cross-validation.
//!
//!     cargo run --release --example fit_speakers -- GOLD.jsonl [--test OTHER.jsonl] [--write src/prose/data/speaker-trees.txt]
//!
//! Each line of GOLD.jsonl is `{"doc", "text", "quotations": [{"span", "attributed", "source"}]}`, with spans in characters.
//! The result contains no words of the articles: the trees ask only about positions and classes of words.

mod boost;
mod gold;

use boost::Settings;
use gold::{Article, Labelled};
use onrecord::prose::{Model, Odds, Reading};
use std::env;
use std::fs;

const FOLDS: usize = 5;

fn argument(name: &str) -> Option<String> {
    let mut all = env::args().skip_while(|a| a != name);
    all.nth(1)
}

fn number(name: &str, otherwise: f64) -> f64 {
    argument(name).and_then(|a| a.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: fit_speakers GOLD.jsonl [--test OTHER.jsonl] [--write FILE]");
        return;
    };
    let articles = gold::articles(&fs::read_to_string(path).unwrap());
    let settings = Settings {
        rounds: number("--rounds", 156.0) as usize,
        rate: number("--rate", 0.12),
        caution: number("--caution", 10.0),
        share: number("--share", 0.3),
        models: number("--models", 2.0) as usize,
    };
    let prices = (number("--nobody", 0.65), number("--another", 1.5));
    let turns = number("--turns", 1.0) as usize;
    println!("{settings:?}");

    // Earlier quotations are features: first with the annotated speakers, then with those of a model that never saw the article.
    let mut cases: Vec<Vec<Labelled>> =
        articles.iter().map(|a| a.cases(&mut a.teacher()).1).collect();
    ceiling(&cases);
    let mut models: Vec<Model> = Vec::new();
    if argument("--skip").is_none() {
        for _ in 0..turns {
            models = (0..FOLDS)
                .map(|fold| {
                    let seen: Vec<&Labelled> = cases
                        .iter()
                        .enumerate()
                        .filter(|(i, _)| i % FOLDS != fold)
                        .flat_map(|(_, c)| c)
                        .collect();
                    Model::parse(&written(&seen, &settings, prices))
                })
                .collect();
            let read: Vec<(Reading, Vec<Labelled>)> = articles
                .iter()
                .enumerate()
                .map(|(i, a)| a.cases(&mut &models[i % FOLDS]))
                .collect();
            let tallies = tallies(&articles, &read, |i| &models[i % FOLDS]);
            report("left out", &tallies);
            cases = read.into_iter().map(|(_, c)| c).collect();
        }
    }
    if let Some(list) = argument("--errors") {
        errors(&articles, &cases, &models, prices, &list);
    }
    let all: Vec<&Labelled> = cases.iter().flatten().collect();
    let text = written(&all, &settings, prices);
    let model = Model::parse(&text);
    if let Some(path) = argument("--test") {
        let others = gold::articles(&fs::read_to_string(path).unwrap());
        let read: Vec<_> = others.iter().map(|a| a.cases(&mut &model)).collect();
        report("test", &tallies(&others, &read, |_| &model));
    }
    if let Some(path) = argument("--write") {
        fs::write(path, text).unwrap();
    }
}

/// A fitted model with its costs, as the program reads it.
fn written(cases: &[&Labelled], settings: &Settings, (nobody, another): (f64, f64)) -> String {
    let trees = boost::fit(cases, settings);
    format!("price-of-nobody {nobody}\nprice-of-another {another}\n{trees}")
}

fn ceiling(cases: &[Vec<Labelled>]) {
    let all = || cases.iter().flatten().filter(|c| !c.nobody);
    let listed = all().filter(|c| c.right.iter().any(|r| *r)).count();
    let count = all().count();
    println!("{count} cases with a speaker, listed {:.4}", listed as f64 / count as f64);
}

/// The result for one annotated stretch.
struct Tally {
    attributed: bool,
    long: bool,
    /// Whether the best candidate is right; `None` if there is none.
    best: Option<bool>,
    /// The probabilities; `None` if a rule decided.
    odds: Option<Odds>,
    /// Whether the reader names a speaker.
    named: bool,
}

fn tallies<'m>(
    articles: &[Article],
    read: &[(Reading, Vec<Labelled>)],
    model: impl Fn(usize) -> &'m Model,
) -> Vec<Tally> {
    let mut found = Vec::new();
    for (i, (article, (reading, cases))) in articles.iter().zip(read).enumerate() {
        for stretch in &article.stretches {
            if stretch.attributed && stretch.source.is_empty() {
                continue;
            }
            let long = stretch.span.of(&article.text).split_whitespace().count() > 5;
            let answer = article.answer(stretch, reading).map(|q| &reading.quotations[q]);
            let case = answer.and_then(|q| cases.iter().find(|c| c.case.words == q.words));
            let right =
                |span: onrecord::text::Span| stretch.source.iter().any(|s| s.overlaps(span));
            let named = answer.is_some_and(|q| q.attribution.is_some());
            let attributed = stretch.attributed;
            let mut tally = Tally { attributed, long, best: None, odds: None, named };
            match (case, answer.and_then(|q| q.attribution.as_ref())) {
                (Some(case), given) => {
                    tally.odds = model(i).odds(&case.case);
                    tally.best = tally.odds.map(|o| {
                        // For second-hand quotations, the inner speaker counts.
                        right(given.map_or(case.case.candidates[o.candidate].0, |a| a.speaker))
                    });
                }
                (None, given) => tally.best = given.map(|a| right(a.speaker)),
            }
            found.push(tally);
        }
    }
    found
}

/// The figures of the scorer.
struct Figures {
    right: f64,
    long: f64,
    short: f64,
    precision: f64,
    nobody: f64,
}

fn figures(tallies: &[Tally], prices: Option<(f64, f64)>) -> Figures {
    let named = |t: &Tally| match (prices, t.odds) {
        (None, _) => t.named,
        (Some((nobody, another)), Some(o)) => {
            o.right > o.nobody && o.right > nobody * o.nobody + another * o.another
        }
        (Some(_), None) => t.best.is_some(),
    };
    let count = |f: &dyn Fn(&Tally) -> bool| tallies.iter().filter(|t| f(t)).count() as f64;
    let right = |t: &Tally| t.attributed && named(t) && t.best == Some(true);
    Figures {
        right: count(&right) / count(&|t| t.attributed),
        long: count(&|t| right(t) && t.long) / count(&|t| t.attributed && t.long),
        short: count(&|t| right(t) && !t.long) / count(&|t| t.attributed && !t.long),
        precision: count(&right) / count(&|t| t.attributed && named(t)),
        nobody: count(&|t| !t.attributed && named(t)) / count(&|t| !t.attributed),
    }
}

fn report(head: &str, tallies: &[Tally]) {
    let f = figures(tallies, None);
    println!(
        "{head}: right {:.4} long {:.4} short {:.4} precision {:.4} nobody {:.3}",
        f.right, f.long, f.short, f.precision, f.nobody
    );
    println!("{head}: surprise {:.4}", surprise(tallies));
    if argument("--frontier").is_some() {
        frontier(tallies);
    }
}

/// The mean log loss, in nats; smaller is better.
fn surprise(tallies: &[Tally]) -> f64 {
    let odds = tallies.iter().filter_map(|t| {
        let odds = t.odds?;
        let likely = match t {
            _ if !t.attributed => odds.nobody,
            _ if t.best == Some(true) => odds.right,
            _ => odds.another,
        };
        Some(-likely.max(1e-6).ln())
    });
    let all: Vec<f64> = odds.collect();
    all.iter().sum::<f64>() / all.len() as f64
}

/// Prints the best recall for each rate of false attributions, with the wanted precision.
fn frontier(tallies: &[Tally]) {
    const PRECISION: f64 = 0.955;
    let mut all: Vec<((f64, f64), Figures)> = Vec::new();
    for a in 0..24 {
        for b in 0..14 {
            let prices = (0.3 * 1.2f64.powi(a), 0.3 * 1.2f64.powi(b));
            all.push((prices, figures(tallies, Some(prices))));
        }
    }
    for most in [0.30, 0.25, 0.20, 0.15, 0.12, 0.10, 0.08] {
        let fitting = all.iter().filter(|(_, f)| f.nobody <= most && f.precision >= PRECISION);
        if let Some(((a, b), f)) = fitting.max_by(|x, y| x.1.right.total_cmp(&y.1.right)) {
            println!(
                "  at most {most:.2}: prices {a:.2} {b:.2}: right {:.4} long {:.4} short {:.4} precision {:.4} nobody {:.3}",
                f.right, f.long, f.short, f.precision, f.nobody
            );
        }
    }
}

/// Prints errors for inspection: `nobody`, `wrong`, `silent` or `unlisted`.
fn errors(
    articles: &[Article],
    cases: &[Vec<Labelled>],
    models: &[Model],
    prices: (f64, f64),
    list: &str,
) {
    for (i, (article, cases)) in articles.iter().zip(cases).enumerate() {
        for case in cases {
            let Some(odds) = models[i % FOLDS].odds(&case.case) else { continue };
            let named = odds.right > odds.nobody
                && odds.right > prices.0 * odds.nobody + prices.1 * odds.another;
            let right = case.right[odds.candidate];
            let kind = match () {
                () if case.nobody && named => "nobody",
                () if case.nobody => "quiet",
                () if named && !right => "wrong",
                () if !named && right => "silent",
                () if !case.right.iter().any(|r| *r) => "unlisted",
                () => "fine",
            };
            if kind != list {
                continue;
            }
            let span = case.case.words;
            let around = |from: usize, to: usize| {
                let text = &article.text;
                let from =
                    (from..=span.start).find(|a| text.is_char_boundary(*a)).unwrap_or(span.start);
                let to = (to.min(text.len())..=text.len())
                    .find(|a| text.is_char_boundary(*a))
                    .unwrap_or(text.len());
                text[from..to].replace('\n', " ¶ ")
            };
            println!(
                "{}: {:.2}/{:.2}/{:.2} got {:?} gold {:?}\n   {}",
                article.name,
                odds.right,
                odds.nobody,
                odds.another,
                case.case.candidates[odds.candidate].0.of(&article.text),
                article.stretches[case.stretch]
                    .source
                    .iter()
                    .map(|s| s.of(&article.text))
                    .collect::<Vec<_>>(),
                format_args!(
                    "{}«{}»{}",
                    around(span.start.saturating_sub(160), span.start),
                    span.of(&article.text),
                    around(span.end, span.end + 100)
                        .strip_prefix(&around(span.end, span.end))
                        .unwrap_or("")
                )
            );
        }
    }
}
