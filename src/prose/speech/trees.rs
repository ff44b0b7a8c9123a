//! Scores features with trees that ask the same five questions of every row, and adds up the values of the answers.
//!
//! `data/speaker-trees.txt` holds them. It is written by `examples/fit_speakers`, which explains how they are fitted.

use super::choice::{Case, Choice, Chooser};
use super::features::{FEATURES, Features, OF_CANDIDATE, OF_QUOTATION, VALUES};
use std::ops::Range;
use std::sync::LazyLock;

/// How many times likelier than all others together an explicit speaker is.
const CLEAR: f64 = 5.0;

/// The number of questions in a tree.
pub const DEPTH: usize = 5;

/// A tree: each question is a feature and the set of values with the answer yes.
#[derive(Clone, Debug)]
struct Tree {
    questions: [(u8, u32); DEPTH],
    /// The value of each combination of answers, in thousandths of a nat.
    worth: [i16; LEAVES],
}

impl Tree {
    /// The same tree with its questions turned so that the value 0 answers no to each: where it answered yes, the
    /// question is negated, and the leaves behind its answers are swapped.
    fn with_zero_as_no(&self) -> Self {
        let mut turned = 0;
        let mut questions = self.questions;
        for (i, (_, values)) in questions.iter_mut().enumerate().filter(|(_, (_, v))| v & 1 == 1) {
            *values = !*values;
            turned |= 1 << i;
        }
        let worth = std::array::from_fn(|answers| self.worth[answers ^ turned]);
        Self { questions, worth }
    }
}

const LEAVES: usize = 1 << DEPTH;
/// How many trees' answers fit into one word.
const TREES_IN_WORD: usize = 64 / DEPTH;

/// An ensemble of trees. All questions are answered at once: each value of each feature has its precomputed yes
/// answers, and a row's answers are their union.
#[derive(Clone, Debug, Default)]
struct Trees {
    /// The answers of each value, [`VALUES`] of them for each feature.
    yes: Vec<Answers>,
    /// The values of the trees in each word.
    worth: Vec<[[i16; LEAVES]; TREES_IN_WORD]>,
}

impl Trees {
    fn new(trees: &[Tree]) -> Self {
        let trees: Vec<Tree> = trees.iter().take(MOST).map(Tree::with_zero_as_no).collect();
        let mut yes = vec![Answers::default(); FEATURES.len() * VALUES];
        let questions = trees.iter().enumerate().flat_map(|(number, tree)| {
            tree.questions.iter().enumerate().map(move |(i, q)| (number, i, q))
        });
        for (number, i, (feature, values)) in questions {
            let bit = 1 << (number % TREES_IN_WORD * DEPTH + i);
            for value in (0..VALUES).filter(|v| values >> v & 1 == 1) {
                let row = yes.get_mut(usize::from(*feature) * VALUES + value);
                let word = row.and_then(|r| r.0.as_flattened_mut().get_mut(number / TREES_IN_WORD));
                if let Some(word) = word {
                    *word |= bit;
                }
            }
        }
        let worth = trees.chunks(TREES_IN_WORD).map(|trees| {
            let worth = |at| trees.get(at).map_or([0; LEAVES], |tree: &Tree| tree.worth);
            std::array::from_fn(worth)
        });
        Self { worth: worth.collect(), yes }
    }

    /// Adds the answers of some features to `answers`.
    fn answer(&self, features: &Features, which: Range<usize>, answers: &mut Answers) {
        let values = self.yes.get(which.start * VALUES..which.end * VALUES).unwrap_or_default();
        let given = features.get(which).unwrap_or_default();
        let mut rows: [&Answers; FEATURES.len()] = [&NONE; FEATURES.len()];
        let mut count = 0;
        // Most features are 0, which answers no to all questions.
        for (values, given) in values.chunks_exact(VALUES).zip(given).filter(|(_, v)| **v != 0) {
            if let Some(slot) = rows.get_mut(count) {
                *slot = values.get(usize::from(*given)).unwrap_or(&NONE);
                count += 1;
            }
        }
        // In parts, so that the sums stay in registers.
        for (part, answers) in answers.0.iter_mut().enumerate() {
            let mut all = *answers;
            for row in rows.iter().take(count) {
                all.iter_mut().zip(&row.0[part]).for_each(|(all, more)| *all |= more);
            }
            *answers = all;
        }
    }

    /// The value of a row's answers, in thousandths of a nat.
    fn worth(&self, answers: &Answers) -> i32 {
        let mut sum = 0;
        for (word, trees) in answers.0.as_flattened().iter().zip(&self.worth) {
            for (number, tree) in trees.iter().enumerate() {
                sum += i32::from(tree[(word >> (number * DEPTH)) as usize % LEAVES]);
            }
        }
        sum
    }

    /// The value of a quotation's own features.
    fn of_quotation(&self, features: &Features) -> i32 {
        let mut answers = Answers::default();
        self.answer(features, OF_QUOTATION, &mut answers);
        self.worth(&answers)
    }
}

/// A bit for each question of some trees, in blocks of as many words as a processor has registers for, laid out as they
/// are loaded.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(16))]
struct Answers([[u64; PART]; PARTS]);

const PART: usize = 14;
const PARTS: usize = 2;
static NONE: Answers = Answers([[0; PART]; PARTS]);

/// The maximum number of trees.
const MOST: usize = PART * PARTS * TREES_IN_WORD;

/// The fitted model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Evidence for a candidate.
    candidate: Trees,
    /// Evidence that the words have no speaker.
    nobody: Trees,
    /// Evidence for a speaker who is no candidate.
    stranger: Trees,
    prices: Prices,
}

/// The probabilities of who speaks a quotation.
#[derive(Clone, Copy, Debug)]
pub struct Odds {
    /// The likeliest candidate.
    pub candidate: usize,
    /// The probability that it is the speaker.
    pub right: f64,
    /// The probability that the words have no speaker.
    pub nobody: f64,
    /// The probability that the speaker is someone else.
    pub another: f64,
}

/// The bundled model.
pub(in crate::prose) static BUNDLED: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("../data/speaker-trees.txt")));

impl Model {
    /// The probabilities of who speaks; `None` without candidates.
    pub fn odds(&self, case: &Case) -> Option<Odds> {
        if case.candidates.is_empty() {
            return None;
        }
        let likely = |worth: i32| (f64::from(worth) / 1000.0).exp();
        let nobody = likely(self.nobody.of_quotation(&case.quotation));
        let stranger = likely(self.stranger.of_quotation(&case.quotation));
        let mut shared = Answers::default();
        self.candidate.answer(&case.quotation, OF_QUOTATION, &mut shared);
        let worth = |features: &Features| {
            let mut answers = shared;
            self.candidate.answer(features, OF_CANDIDATE, &mut answers);
            likely(self.candidate.worth(&answers))
        };
        let worths: Vec<f64> =
            case.candidates.iter().map(|(_, features)| worth(features)).collect();
        // The same words may be a candidate through several cues.
        let of = |span| {
            let all = case.candidates.iter().zip(&worths);
            all.filter(|((s, _), _)| *s == span).map(|(_, w)| w).sum::<f64>()
        };
        let mut best: Option<(usize, f64)> = None;
        let mut single = 0.0;
        for (i, ((span, _), worth)) in case.candidates.iter().zip(&worths).enumerate() {
            let sum = of(*span);
            if best.is_none_or(|(_, b)| sum > b || sum >= b && *worth > single) {
                best = Some((i, sum));
                single = *worth;
            }
        }
        let (candidate, right) = best?;
        let all = worths.iter().sum::<f64>() + stranger + nobody;
        let another = all - right - nobody;
        Some(Odds { candidate, right: right / all, nobody: nobody / all, another: another / all })
    }

    /// Reads a model; skips lines that are no trees.
    pub fn parse(text: &str) -> Self {
        let mut prices = Prices::default();
        let (mut candidate, mut nobody, mut stranger) = (Vec::new(), Vec::new(), Vec::new());
        for line in text.lines() {
            let mut parts = line.split_ascii_whitespace();
            let Some(kind) = parts.next() else { continue };
            let mut price = || parts.next().and_then(|p| p.parse().ok()).unwrap_or(1.0);
            match kind {
                "price-of-nobody" => prices.nobody = price(),
                "price-of-another" => prices.another = price(),
                "candidate" => candidate.extend(tree(parts)),
                "nobody" => nobody.extend(tree(parts)),
                "stranger" => stranger.extend(tree(parts)),
                _ => {}
            }
        }
        let [candidate, nobody, stranger] =
            [candidate, nobody, stranger].map(|trees| Trees::new(&trees));
        Self { candidate, nobody, stranger, prices }
    }
}

/// The costs of errors, in units of correctly named speakers.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::prose) struct Prices {
    /// Naming a speaker for words that have none.
    nobody: f64,
    /// A wrong speaker.
    another: f64,
}

impl Prices {
    /// In a note the writer means to name speakers, and missing one accuses the writer of not doing so: the likeliest
    /// is named sooner than in a source.
    pub(in crate::prose) const OF_NOTES: Prices = Prices { nobody: 0.8, another: 0.75 };
}

impl Model {
    /// Picks the likeliest candidate unless the words more likely have no speaker, and names it if it is likely enough
    /// for the cost of an error.
    fn choose_at(&self, prices: &Prices, case: &Case) -> Option<Choice> {
        let Odds { candidate, right, nobody, another } = self.odds(case)?;
        (right > nobody).then_some(Choice {
            candidate,
            named: right > prices.nobody * nobody + prices.another * another,
            clear: right > CLEAR * another,
        })
    }
}

impl Chooser for &Model {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        self.choose_at(&self.prices, case)
    }
}

/// Picks with the bundled model at other costs.
pub(in crate::prose) struct AtPrices(pub(in crate::prose) Prices);

impl Chooser for AtPrices {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        BUNDLED.choose_at(&self.0, case)
    }
}

fn tree<'t>(mut parts: impl Iterator<Item = &'t str>) -> Option<Tree> {
    let mut questions = [(0, 0); DEPTH];
    for question in &mut questions {
        let (feature, yes) = parts.next()?.split_once(':')?;
        *question = (feature.parse().ok()?, u32::from_str_radix(yes, 16).ok()?);
    }
    let mut worth = [0; 1 << DEPTH];
    for leaf in &mut worth {
        *leaf = parts.next()?.parse().ok()?;
    }
    Some(Tree { questions, worth })
}
