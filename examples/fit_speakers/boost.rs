//! Fits oblivious decision trees of depth five by gradient boosting of a softmax over the candidates, “no speaker” and “another
//! speaker”.

use crate::gold::Labelled;
use onrecord::prose::{DEPTH, FEATURES, Features};
use std::fmt::Write;

/// The parameters of a fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// The number of trees for the candidates.
    pub(crate) rounds: usize,
    /// The learning rate.
    pub(crate) rate: f64,
    /// The evidence added to each leaf, which keeps small leaves near 0.
    pub(crate) caution: f64,
    /// The share of features that a tree may use.
    pub(crate) share: f64,
    /// The number of models whose mean is taken.
    pub(crate) models: usize,
}

const VALUES: usize = 32;
const LEAVES: usize = 1 << DEPTH;

#[derive(Clone, Debug)]
struct Tree {
    questions: Vec<(usize, u32)>,
    worth: Vec<i16>,
}

impl Tree {
    fn leaf(&self, features: &Features) -> usize {
        let yes = |(bit, (feature, set)): (usize, &(usize, u32))| {
            ((set >> features[*feature] & 1) as usize) << bit
        };
        self.questions.iter().enumerate().map(yes).sum()
    }
}

/// Rows with the gradient of the loss.
struct Rows<'a> {
    features: Vec<&'a Features>,
    slope: Vec<f64>,
    curve: Vec<f64>,
    score: Vec<f64>,
}

impl<'a> Rows<'a> {
    fn new(features: Vec<&'a Features>) -> Self {
        let n = features.len();
        Self { features, slope: vec![0.0; n], curve: vec![0.0; n], score: vec![0.0; n] }
    }
}

/// A pseudo-random generator (xorshift) with the same sequence in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, share: f64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64 <= share
    }
}

/// Fits several models with different subsets of features, and writes their mean as the program reads it.
pub(crate) fn fit(cases: &[&Labelled], settings: &Settings) -> String {
    (0..settings.models).map(|number| fit_one(cases, settings, number)).collect()
}

fn fit_one(cases: &[&Labelled], settings: &Settings, number: usize) -> String {
    let mut candidates = Rows::new(cases.iter().flat_map(|c| c.rows()).collect());
    let mut nobody = Rows::new(cases.iter().map(|c| &c.case.quotation).collect());
    let mut stranger = Rows::new(cases.iter().map(|c| &c.case.quotation).collect());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (number as u64 * 0x5851_F42D_4C95_7F2D));
    let mut out = String::new();
    for _ in 0..settings.rounds {
        slopes(cases, &mut candidates, &mut nobody, &mut stranger);
        let sets =
            [("candidate", &mut candidates), ("nobody", &mut nobody), ("stranger", &mut stranger)];
        for (name, rows) in sets {
            let tree = grow(rows, settings, &mut dice);
            let _ = write!(out, "{name}");
            for (feature, set) in &tree.questions {
                let _ = write!(out, " {feature}:{set:x}");
            }
            for worth in &tree.worth {
                let _ = write!(out, " {}", (f64::from(*worth) / settings.models as f64).round());
            }
            out.push('\n');
            for (i, features) in rows.features.iter().enumerate() {
                rows.score[i] += f64::from(tree.worth[tree.leaf(features)]) / 1000.0;
            }
        }
    }
    out
}

/// Sets the first and second derivatives of the loss for every row.
fn slopes<'a>(
    cases: &[&Labelled],
    candidates: &mut Rows<'a>,
    nobody: &mut Rows<'a>,
    stranger: &mut Rows<'a>,
) {
    let mut first = 0;
    for (i, case) in cases.iter().enumerate() {
        let count = case.right.len();
        let mut likely: Vec<f64> =
            candidates.score[first..first + count].iter().map(|s| s.exp()).collect();
        likely.push(nobody.score[i].exp());
        likely.push(stranger.score[i].exp());
        let spoken = case.right.iter().any(|r| *r);
        let mut right = case.right.clone();
        right.push(case.nobody);
        right.push(!case.nobody && !spoken);
        let all: f64 = likely.iter().sum();
        let of_right: f64 = likely.iter().zip(&right).filter(|(_, r)| **r).map(|(l, _)| l).sum();
        for (k, l) in likely.iter().enumerate() {
            let p = l / all;
            let slope = p - if right[k] { l / of_right } else { 0.0 };
            let curve = (p * (1.0 - p)).max(1e-4);
            let (rows, at) = match k {
                _ if k < count => (&mut *candidates, first + k),
                _ if k == count => (&mut *nobody, i),
                _ => (&mut *stranger, i),
            };
            rows.slope[at] = slope;
            rows.curve[at] = curve;
        }
        first += count;
    }
}

fn grow(rows: &Rows<'_>, settings: &Settings, dice: &mut Dice) -> Tree {
    let usable: Vec<bool> = FEATURES.iter().map(|_| dice.below(settings.share)).collect();
    let mut leaf = vec![0usize; rows.features.len()];
    let mut questions = Vec::new();
    for level in 0..DEPTH {
        let leaves = 1 << level;
        let mut sums = vec![(0.0f64, 0.0f64); leaves * FEATURES.len() * VALUES];
        for (i, features) in rows.features.iter().enumerate() {
            let base = leaf[i] * FEATURES.len();
            for (f, value) in features.iter().enumerate().take(FEATURES.len()) {
                if usable[f] {
                    let cell = &mut sums[(base + f) * VALUES + usize::from(*value)];
                    cell.0 += rows.slope[i];
                    cell.1 += rows.curve[i];
                }
            }
        }
        let (feature, set) = best_question(&sums, leaves, &usable, settings.caution);
        for (i, features) in rows.features.iter().enumerate() {
            leaf[i] |= ((set >> features[feature] & 1) as usize) << level;
        }
        questions.push((feature, set));
    }
    let mut sums = [(0.0f64, 0.0f64); LEAVES];
    for (i, l) in leaf.iter().enumerate() {
        sums[*l].0 += rows.slope[i];
        sums[*l].1 += rows.curve[i];
    }
    let worth = |(slope, curve): &(f64, f64)| {
        let step = -slope / (curve + settings.caution) * settings.rate;
        (step.clamp(-2.0, 2.0) * 1000.0).round() as i16
    };
    Tree { questions, worth: sums.iter().map(worth).collect() }
}

/// The question that splits the rows best over all leaves.
fn best_question(
    sums: &[(f64, f64)],
    leaves: usize,
    usable: &[bool],
    caution: f64,
) -> (usize, u32) {
    let mut best = (f64::MIN, 0usize, 0u32);
    for (f, (_, ordered)) in FEATURES.iter().enumerate() {
        if !usable[f] {
            continue;
        }
        let cell = |leaf: usize, value: usize| sums[(leaf * FEATURES.len() + f) * VALUES + value];
        let total = |value: usize| {
            (0..leaves).map(|l| cell(l, value)).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1))
        };
        let mut order: Vec<usize> = (0..VALUES).filter(|v| total(*v).1 > 0.0).collect();
        if !ordered {
            let key = |v: usize| {
                let (slope, curve) = total(v);
                slope / (curve + caution)
            };
            order.sort_by(|a, b| key(*a).total_cmp(&key(*b)));
        }
        let all: Vec<(f64, f64)> = (0..leaves)
            .map(|l| {
                order.iter().fold((0.0, 0.0), |a, v| (a.0 + cell(l, *v).0, a.1 + cell(l, *v).1))
            })
            .collect();
        let mut left = vec![(0.0, 0.0); leaves];
        let mut set = 0u32;
        for value in order.iter().take(order.len().saturating_sub(1)) {
            set |= 1 << value;
            let mut gain = 0.0;
            for l in 0..leaves {
                let (slope, curve) = cell(l, *value);
                left[l].0 += slope;
                left[l].1 += curve;
                let part = |(s, c): (f64, f64)| s * s / (c + caution);
                gain += part(left[l]) + part((all[l].0 - left[l].0, all[l].1 - left[l].1))
                    - part(all[l]);
            }
            if gain > best.0 {
                best = (gain, f, set);
            }
        }
    }
    (best.1, best.2)
}
