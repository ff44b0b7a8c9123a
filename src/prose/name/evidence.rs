//! What speaks for a person, an organisation or a place: the sum of what the features of a name weigh, over all places
//! where a document has it.

use super::feature::Feature;
use crate::prose::data;
use std::ops::AddAssign;
use std::sync::LazyLock;

/// What speaks for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// For a person.
    pub person: f32,
    /// For an organisation.
    pub organisation: f32,
    /// For a place or state.
    pub place: f32,
    /// For something that is named but is nobody: an event, a law, a work.
    pub thing: f32,
}

impl Evidence {
    /// Twenty places that say the same little thing do not outweigh one that says a clear one.
    pub fn capped(self) -> Evidence {
        let cap = |x: f32| x.clamp(-5.0, 6.0);
        Evidence {
            person: cap(self.person),
            organisation: cap(self.organisation),
            place: cap(self.place),
            thing: cap(self.thing),
        }
    }
}

impl AddAssign for Evidence {
    fn add_assign(&mut self, other: Evidence) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.thing += other.thing;
    }
}

/// What each feature weighs, in the order of [`NAME_FEATURES`].
#[derive(Clone, Debug)]
pub struct NameWeights(pub Vec<Evidence>);

impl NameWeights {
    /// Those that the program comes with.
    pub fn bundled() -> &'static NameWeights {
        static BUNDLED: LazyLock<NameWeights> = LazyLock::new(|| {
            let weight = |field: &str| field.parse().unwrap_or_default();
            let rows = data::rows(include_str!("../data/name-evidence.tsv"));
            let weights = rows.map(|[_, person, organisation, place, thing]: [&str; 5]| Evidence {
                person: weight(person),
                organisation: weight(organisation),
                place: weight(place),
                thing: weight(thing),
            });
            NameWeights(weights.collect())
        });
        &BUNDLED
    }

    /// What a feature weighs.
    pub(super) fn of(&self, feature: Feature) -> Evidence {
        self.0.get(feature as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::feature::NAME_FEATURES;
    use super::*;

    #[test]
    fn each_feature_has_its_line_in_the_table() {
        let rows = data::rows(include_str!("../data/name-evidence.tsv"));
        let rows: Vec<[&str; 6]> = rows.collect();
        let named: Vec<&str> = rows.iter().map(|[name, ..]| *name).collect();
        assert_eq!(named, NAME_FEATURES);
        for [name, weights @ .., says] in rows {
            let numbers = weights.iter().filter(|weight| !weight.is_empty());
            assert!(numbers.clone().all(|weight| weight.parse::<f32>().is_ok()), "{name}");
            assert!(numbers.count() > 0 && says.ends_with('.'), "{name}");
        }
    }
}
