//! How features are weighed: trees that ask the same five questions of every row, and add up what the answers are worth.
//!
//! `data/speaker-trees.txt` holds them. It is written by `examples/fit_speakers`, which says how they are fitted.

use super::choice::{Case, Choice, Chooser};
use super::features::{FEATURES, Features, OF_CANDIDATE, OF_QUOTATION, VALUES};
use std::ops::Range;
use std::sync::LazyLock;

/// How many times as likely as all others an explicit speaker is.
const CLEAR: f64 = 5.0;

/// How many questions a tree asks.
pub const DEPTH: usize = 5;

/// A tree: each question is a feature and the set of its values that are answered yes.
#[derive(Clone, Debug)]
struct Tree {
    questions: [(u8, u32); DEPTH],
    /// What each row of answers is worth, in thousandths of a nat.
    worth: [i16; LEAVES],
}

impl Tree {
    /// The same tree with its questions asked so that the value 0 answers no to each: where it answered yes, the question is
    /// turned round, and so are the leaves behind its answers.
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

/// Trees that are added up. All questions are answered at once: for every value of every feature it is known beforehand
/// which of them it answers yes, and the answers of a row are those of its features together.
#[derive(Clone, Debug, Default)]
struct Trees {
    /// The answers that each value gives, [`VALUES`] of them for each feature.
    yes: Vec<Answers>,
    /// What the trees of each word are worth.
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

    /// Adds to `answers` those that some of the features give.
    fn answer(&self, features: &Features, which: Range<usize>, answers: &mut Answers) {
        let values = self.yes.get(which.start * VALUES..which.end * VALUES).unwrap_or_default();
        let given = features.get(which).unwrap_or_default();
        let mut rows: [&Answers; FEATURES.len()] = [&NONE; FEATURES.len()];
        let mut count = 0;
        // Most features are 0, to which all questions answer no.
        for (values, given) in values.chunks_exact(VALUES).zip(given).filter(|(_, v)| **v != 0) {
            if let Some(slot) = rows.get_mut(count) {
                *slot = values.get(usize::from(*given)).unwrap_or(&NONE);
                count += 1;
            }
        }
        // Part by part, so that adding up need not leave the registers.
        for (part, answers) in answers.0.iter_mut().enumerate() {
            let mut all = *answers;
            for row in rows.iter().take(count) {
                all.iter_mut().zip(&row.0[part]).for_each(|(all, more)| *all |= more);
            }
            *answers = all;
        }
    }

    /// What a row of answers is worth, in thousandths of a nat.
    fn worth(&self, answers: &Answers) -> i32 {
        let mut sum = 0;
        for (word, trees) in answers.0.as_flattened().iter().zip(&self.worth) {
            for (number, tree) in trees.iter().enumerate() {
                sum += i32::from(tree[(word >> (number * DEPTH)) as usize % LEAVES]);
            }
        }
        sum
    }

    /// What a quotation's own features are worth.
    fn of_quotation(&self, features: &Features) -> i32 {
        let mut answers = Answers::default();
        self.answer(features, OF_QUOTATION, &mut answers);
        self.worth(&answers)
    }
}

/// A bit for each question of some trees, in parts of as many words as a processor has registers for, and placed as its
/// registers read them.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(16))]
struct Answers([[u64; PART]; PARTS]);

const PART: usize = 14;
const PARTS: usize = 2;
static NONE: Answers = Answers([[0; PART]; PARTS]);

/// How many trees there is room for.
const MOST: usize = PART * PARTS * TREES_IN_WORD;

/// All that was fitted.
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

/// How likely it is who speaks a quotation.
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

/// The model that comes with the program.
pub(in crate::prose) static BUNDLED: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("../data/speaker-trees.txt")));

impl Model {
    /// How likely it is who speaks; `None` when there is no candidate.
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
        // The same words may be a candidate by several cues.
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

    /// Reads a model; a line that is no tree is left out.
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

/// What mistakes cost, measured in speakers rightly named.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::prose) struct Prices {
    /// Naming a speaker of words that have none.
    nobody: f64,
    /// A wrong speaker.
    another: f64,
}

impl Prices {
    /// A note's writer means to name his speakers, and a speaker that is overlooked accuses him of not doing so: here
    /// the likeliest is named sooner than in a source.
    pub(in crate::prose) const OF_NOTES: Prices = Prices { nobody: 0.8, another: 0.75 };
}

impl Model {
    /// The likeliest candidate is chosen unless the words more likely have no speaker, and named when it is likely enough for
    /// what a mistake costs.
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

/// Chooses by the bundled model at other prices.
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
