//! Softmax regression over the candidates for a pronoun and someone the passage does not name.

use onrecord::prose::{PRONOUN_FEATURES, PronounFeatures, PronounWeights};

/// An annotated pronoun with its candidates.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    /// The features of each candidate.
    pub(crate) features: Vec<PronounFeatures>,
    /// Whether each candidate is the antecedent.
    pub(crate) right: Vec<bool>,
}

/// The weights that make the annotations likeliest, with L2 regularization of strength `caution`.
pub(crate) fn fit(cases: &[Labelled], caution: f64) -> PronounWeights {
    const STEPS: usize = 600;
    const RATE: f64 = 0.05;
    let mut weights =
        PronounWeights { features: [0.0; PRONOUN_FEATURES.len()], stranger: 0.0, sure: 1.0 };
    // Adam: moving averages of the gradient and its square.
    let mut state = vec![(0.0, 0.0); PRONOUN_FEATURES.len() + 1];
    for step in 1..=STEPS {
        let gradient = gradient(cases, &weights, caution);
        let last = weights.features.len();
        for (i, ((mean, square), slope)) in state.iter_mut().zip(gradient).enumerate() {
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.999 * *square + 0.001 * slope * slope;
            let (mean, square) = (
                *mean / (1.0 - 0.9f64.powi(step as i32)),
                *square / (1.0 - 0.999f64.powi(step as i32)),
            );
            let weight = if i == last { &mut weights.stranger } else { &mut weights.features[i] };
            *weight += RATE * mean / (square.sqrt() + 1e-8);
        }
    }
    weights
}

/// The gradient of the log-likelihood; the last entry is for `stranger`.
fn gradient(cases: &[Labelled], weights: &PronounWeights, caution: f64) -> Vec<f64> {
    let mut gradient: Vec<f64> = weights.features.iter().map(|w| -caution * w).collect();
    gradient.push(-caution * weights.stranger);
    let last = gradient.len() - 1;
    for case in cases {
        let probabilities = weights.probabilities(&case.features);
        let stranger = 1.0 - probabilities.iter().sum::<f64>();
        let right: f64 =
            probabilities.iter().zip(&case.right).filter(|(_, r)| **r).map(|(s, _)| s).sum();
        let listed = case.right.contains(&true);
        for ((features, share), is) in case.features.iter().zip(&probabilities).zip(&case.right) {
            let wanted = if listed && *is { share / right.max(1e-12) } else { 0.0 };
            for (slope, value) in gradient.iter_mut().zip(features) {
                *slope += (wanted - share) * value;
            }
        }
        gradient[last] += if listed { -stranger } else { 1.0 - stranger };
    }
    gradient
}
