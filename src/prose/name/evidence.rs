//! The evidence for a person, an organisation or a place: the summed weights of a name's features over all its places
//! in a document. The weight of each feature for each kind is a line of `data/name-evidence.tsv`.

use super::model::NameKind;
use crate::prose::data;
use rustc_hash::FxHashMap;
use std::ops::AddAssign;
use std::sync::LazyLock;

macro_rules! features {
    ($($feature:ident)*) => {
        /// Something shown by the words of a name or around it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature {
            $($feature,)*
        }

        /// The names of all features, as in the table of weights.
        pub const NAME_FEATURES: &[&str] = &[$(stringify!($feature),)*];
    };
}

features! {
    AgeBehindComma
    AgeInParentheses
    Article
    BeforeFollowing
    BeforeNoun
    BeforeNounDetermined
    BeforeOffice
    BeforeOrganisationNoun
    BeforePlaceHead
    BeforePlaceNoun
    BeforeSaying
    BeforeWho
    BehindDirection
    BehindFrom
    BehindIn
    BehindNear
    BehindNumber
    BehindOffice
    BehindOrganisationNoun
    BehindPlaceNounOf
    BehindSaying
    BehindThe
    BehindTitle
    BesideNumber
    Body
    BranchInCountry
    BranchInRegion
    Broadcaster
    CapitalArticle
    City
    CityOfSeveralWords
    Dateline
    DescribedAsOffice
    DescribedAsOrganisation
    DescribedAsPlace
    Direction
    EasternFullName
    EasternSurname
    EventHead
    EventHeadAlone
    Forename
    ForenameAlone
    FullName
    Initial
    InnerCapital
    LegalForm
    Letters
    LettersAmongWords
    LettersInParentheses
    LongForm
    OrdinaryWord
    OrdinaryWordAlone
    OrdinaryWordBehindForename
    OrganisationFirst
    OrganisationHead
    OrganisationHeadAlone
    Particle
    People
    PeopleFirst
    PlaceHead
    PlaceOpener
    SecondForename
    SeveralWordsBeforeOrganisationNoun
    SingleLetters
    SpeakerInCapitals
    State
    StateBehindComma
    Town
    TownOfSeveralWords
    TwoLetters
    WellKnownOrganisation
    WhichBehindComma
    WhoBehindComma
}

/// The evidence for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// For a person.
    pub person: f32,
    /// For an organisation.
    pub organisation: f32,
    /// For a place or state.
    pub place: f32,
    /// For something that cannot act: an event, a law, a work.
    pub thing: f32,
}

impl Evidence {
    /// Twenty places with the same weak evidence do not outweigh one with clear evidence.
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

/// The weight of each feature, in the order of [`NAME_FEATURES`].
#[derive(Clone, Debug)]
pub struct NameWeights(pub Vec<Evidence>);

impl NameWeights {
    /// The bundled weights.
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

    /// The weight of a feature.
    pub(super) fn of(&self, feature: Feature) -> Evidence {
        self.0.get(feature as usize).copied().unwrap_or_default()
    }
}

/// The occurrences of each string that may be a name.
pub(super) type ByName<'a> = FxHashMap<&'a str, Occurrences>;

/// All places of one string in a document.
#[derive(Clone, Copy, Default)]
pub(super) struct Occurrences {
    pub(super) evidence: Evidence,
    /// The number of places.
    pub(super) count: usize,
    /// The number of places where a capital is meaningful.
    pub(super) strong: usize,
    /// Whether one follows a title.
    pub(super) titled: bool,
    /// The number in capitals before a colon.
    pub(super) labels: usize,
    /// The number in capitals before a dash.
    pub(super) datelines: usize,
    pub(super) kind: Option<NameKind>,
}

impl Occurrences {
    /// By how much the evidence for the kind exceeds the next best.
    pub(super) fn weight(&self) -> u8 {
        let e = self.evidence;
        let mut all = [e.person, e.organisation, e.place];
        all.sort_by(f32::total_cmp);
        let [_, second, best] = all;
        // Halves are precise enough; a negative or huge margin is clamped.
        (best - second.max(0.0)).clamp(0.0, 9.0) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence::NAME_FEATURES;
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
