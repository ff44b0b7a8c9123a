//! The weights of the features of a pronoun's candidates, fitted by `examples/fit_pronouns`.

use super::evidence::{PRONOUN_FEATURES, PronounFeatures};
use crate::prose::data;
use std::sync::LazyLock;

/// The fitted weights.
#[derive(Clone, Debug, PartialEq)]
pub struct PronounWeights {
    /// The weight of each feature, in the order of [`PRONOUN_FEATURES`].
    pub features: PronounFeatures,
    /// The score (log odds) of someone whom the passage does not name.
    pub stranger: f64,
    /// The least probability, from 0 to 1, at which a candidate is certain.
    pub sure: f64,
}

/// The bundled weights.
pub(in crate::prose) static BUNDLED: LazyLock<PronounWeights> =
    LazyLock::new(|| PronounWeights::parse(include_str!("../../data/pronoun-weights.tsv")));

impl PronounWeights {
    /// Reads a table with one name, tab and number a line. Skips unknown names.
    pub fn parse(table: &'static str) -> Self {
        let mut weights =
            Self { features: [0.0; PRONOUN_FEATURES.len()], stranger: 0.0, sure: 1.0 };
        for [name, value] in data::rows(table) {
            let value = value.parse().unwrap_or_default();
            match name {
                "stranger" => weights.stranger = value,
                "sure" => weights.sure = value,
                _ => {
                    let slot = PRONOUN_FEATURES.iter().position(|feature| *feature == name);
                    if let Some(slot) = slot.and_then(|at| weights.features.get_mut(at)) {
                        *slot = value;
                    }
                }
            }
        }
        weights
    }

    /// The probability of each candidate, from 0 to 1. The rest is that of someone the passage does not name.
    pub fn probabilities(&self, candidates: &[PronounFeatures]) -> Vec<f64> {
        let score = |features: &PronounFeatures| {
            features.iter().zip(&self.features).map(|(value, weight)| value * weight).sum::<f64>()
        };
        let scores: Vec<f64> = candidates.iter().map(score).collect();
        let most = scores.iter().copied().fold(self.stranger, f64::max);
        let parts: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let sum = parts.iter().sum::<f64>() + (self.stranger - most).exp();
        parts.iter().map(|part| part / sum).collect()
    }
}
