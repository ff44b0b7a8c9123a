//! How what is known of everybody whom a pronoun may mean is weighed: numbers that `examples/fit_pronouns` fits.

use super::evidence::{KNOWN, Known};
use crate::prose::data;
use std::sync::LazyLock;

/// The fitted weights.
#[derive(Clone, Debug, PartialEq)]
pub struct PronounWeights {
    /// Of each of [`KNOWN`].
    pub known: Known,
    /// The worth of somebody whom the passage does not name, in the same logarithms.
    pub stranger: f64,
    /// How likely somebody must be, of 1, to be meant without doubt.
    pub sure: f64,
}

/// The bundled weights.
pub(in crate::prose) static BUNDLED: LazyLock<PronounWeights> =
    LazyLock::new(|| PronounWeights::parse(include_str!("../../data/pronoun-weights.tsv")));

impl PronounWeights {
    /// Reads weights as they are written: one name and number a line.
    pub fn parse(table: &'static str) -> Self {
        let mut weights = Self { known: [0.0; KNOWN.len()], stranger: 0.0, sure: 1.0 };
        for [name, value] in data::rows(table) {
            let value = value.parse().unwrap_or_default();
            match name {
                "stranger" => weights.stranger = value,
                "sure" => weights.sure = value,
                _ => {
                    let slot = KNOWN.iter().position(|known| *known == name);
                    if let Some(slot) = slot.and_then(|at| weights.known.get_mut(at)) {
                        *slot = value;
                    }
                }
            }
        }
        weights
    }

    /// How likely each of these is meant, of 1; what is left is a stranger's.
    pub fn shares(&self, all: &[Known]) -> Vec<f64> {
        let worth = |known: &Known| {
            known.iter().zip(&self.known).map(|(value, weight)| value * weight).sum::<f64>()
        };
        let worths: Vec<f64> = all.iter().map(worth).collect();
        let most = worths.iter().copied().fold(self.stranger, f64::max);
        let parts: Vec<f64> = worths.iter().map(|worth| (worth - most).exp()).collect();
        let sum = parts.iter().sum::<f64>() + (self.stranger - most).exp();
        parts.iter().map(|part| part / sum).collect()
    }
}
