//! Fits weights so that who is meant is likely: a softmax over everybody whom a pronoun may mean, and a stranger.

use onrecord::prose::{KNOWN, Known, PronounWeights};

/// A pronoun with everybody whom it may mean.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    /// What is known of each.
    pub(crate) known: Vec<Known>,
    /// Whether it is he.
    pub(crate) right: Vec<bool>,
}

/// The weights that make what is right likeliest, held near 0 by `caution`.
pub(crate) fn fit(cases: &[Labelled], caution: f64) -> PronounWeights {
    const STEPS: usize = 600;
    const RATE: f64 = 0.05;
    let mut weights = PronounWeights { known: [0.0; KNOWN.len()], stranger: 0.0, sure: 1.0 };
    // Adam: the slopes and their squares, averaged.
    let mut state = vec![(0.0, 0.0); KNOWN.len() + 1];
    for step in 1..=STEPS {
        let slopes = slopes(cases, &weights, caution);
        let last = weights.known.len();
        for (i, ((mean, square), slope)) in state.iter_mut().zip(slopes).enumerate() {
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.999 * *square + 0.001 * slope * slope;
            let (mean, square) = (
                *mean / (1.0 - 0.9f64.powi(step as i32)),
                *square / (1.0 - 0.999f64.powi(step as i32)),
            );
            let weight = if i == last { &mut weights.stranger } else { &mut weights.known[i] };
            *weight += RATE * mean / (square.sqrt() + 1e-8);
        }
    }
    weights
}

/// In which direction the likelihood grows; the last is the stranger's.
fn slopes(cases: &[Labelled], weights: &PronounWeights, caution: f64) -> Vec<f64> {
    let mut slopes: Vec<f64> = weights.known.iter().map(|w| -caution * w).collect();
    slopes.push(-caution * weights.stranger);
    let last = slopes.len() - 1;
    for case in cases {
        let shares = weights.shares(&case.known);
        let stranger = 1.0 - shares.iter().sum::<f64>();
        let right: f64 = shares.iter().zip(&case.right).filter(|(_, r)| **r).map(|(s, _)| s).sum();
        let listed = case.right.contains(&true);
        for ((known, share), is) in case.known.iter().zip(&shares).zip(&case.right) {
            let wanted = if listed && *is { share / right.max(1e-12) } else { 0.0 };
            for (slope, value) in slopes.iter_mut().zip(known) {
                *slope += (wanted - share) * value;
            }
        }
        slopes[last] += if listed { -stranger } else { 1.0 - stranger };
    }
    slopes
}
