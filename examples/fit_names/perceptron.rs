//! An averaged perceptron with a margin: if a wrong kind has nearly as much evidence as the right one, the features of the
//! string get a little more weight for the right kind and less for the wrong one. It starts from the bundled weights and is
//! deterministic.

use crate::gold::Article;
use onrecord::prose::{Evidence, NameCase, NameWeights};

/// The parameters of a fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// The number of passes over all strings.
    pub(crate) rounds: usize,
    /// The learning rate.
    pub(crate) rate: f32,
    /// The margin: how much more evidence the right kind should have.
    pub(crate) margin: f32,
}

type Sums = [f32; 4];

/// Fits weights to articles.
pub(crate) fn fit(articles: &[&Article], settings: &Settings) -> NameWeights {
    let cases: Vec<(NameCase, usize)> = articles.iter().flat_map(|a| a.cases()).collect();
    let mut weights: Vec<Sums> = NameWeights::bundled().0.iter().map(sums).collect();
    let mut total = vec![[0.0f64; 4]; weights.len()];
    for _ in 0..settings.rounds {
        for (case, right) in &cases {
            let scores = scores(case, &weights);
            let others = (0..4).filter(|kind| kind != right);
            let rival = others.max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            if let Some(rival) = rival.filter(|r| scores[*right] < scores[*r] + settings.margin) {
                let shown = case.around.iter().zip(&case.within);
                for (weights, (around, within)) in weights.iter_mut().zip(shown) {
                    let step = settings.rate * f32::from((*around).min(3) + *within);
                    weights[*right] += step;
                    weights[rival] -= step;
                }
            }
            for (total, weights) in total.iter_mut().zip(&weights) {
                for (total, weight) in total.iter_mut().zip(weights) {
                    *total += f64::from(*weight);
                }
            }
        }
    }
    let looks = (settings.rounds * cases.len()).max(1) as f64;
    NameWeights(total.iter().map(|total| evidence(total.map(|sum| (sum / looks) as f32))).collect())
}

/// The evidence for each kind, as the reader sums it.
fn scores(case: &NameCase, weights: &[Sums]) -> Sums {
    let add = |counts: &[u16]| {
        let mut sums = [0.0; 4];
        for (count, weights) in counts.iter().zip(weights).filter(|(count, _)| **count > 0) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += f32::from(*count) * weight;
            }
        }
        evidence(sums)
    };
    let mut all = add(&case.around).capped();
    all += add(&case.within);
    sums(&all)
}

fn sums(e: &Evidence) -> Sums {
    [e.person, e.organisation, e.place, e.thing]
}

fn evidence([person, organisation, place, thing]: Sums) -> Evidence {
    Evidence { person, organisation, place, thing }
}
