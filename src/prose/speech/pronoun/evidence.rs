//! The features of a candidate antecedent of a pronoun: numbers that the weights multiply.

use super::person::{Person, Placed};
use super::role::Role;
use super::sex::Sex;

/// The values of the features, in the order of [`PRONOUN_FEATURES`].
pub type PronounFeatures = [f64; PRONOUN_FEATURES.len()];

macro_rules! features {
    ($($feature:ident $name:literal,)*) => {
        /// A feature, as an index of [`PronounFeatures`].
        #[derive(Clone, Copy)]
        enum Feature { $($feature,)* }

        /// The features' names in the table of weights.
        pub const PRONOUN_FEATURES: &[&str] = &[$($name,)*];
    };
}

features! {
    SubjectHere "subject-here",
    InnerHere "inner-subject-here",
    BroughtHere "brought-here",
    OtherHere "other-here",
    PossessorHere "possessor-here",
    SubjectBefore "subject-before",
    InnerBefore "inner-subject-before",
    BroughtBefore "brought-before",
    OtherBefore "other-before",
    PossessorBefore "possessor-before",
    SubjectTwoBefore "subject-two-before",
    OtherTwoBefore "other-two-before",
    SubjectEarlier "subject-earlier",
    OtherEarlier "other-earlier",
    BlockBefore "only-in-blocks-before",
    OnlyOneBefore "only-one-here-and-before",
    LastSubject "last-subject",
    LastNamed "last-named",
    FirstOfBlock "first-of-block",
    SpokeInBlock "spoke-last-in-block",
    Spoke "spoke-last",
    SpokeBefore "spoke-before-last",
    NoneSince "spoke-last-and-none-since",
    MeantBefore "meant-before",
    SexAgrees "sex-agrees",
    OtherSex "given-name-of-the-other-sex",
    Shown "shown",
    InTheWords "named-in-the-words",
    Often "often",
    Noun "noun",
    Joint "joint",
    Explained "explained-before",
    Introduced "introduced-last",
}

/// What the features of all candidates for one pronoun depend on.
pub(super) struct Query<'p> {
    /// The words attributed to the pronoun.
    pub words: &'p str,
    /// The index of the pronoun's sentence in the passage.
    pub sentence: usize,
    /// The index of its block in the text.
    pub block: usize,
    /// The sex that the pronoun implies.
    pub sex: Sex,
    /// Where the last subject that fits begins, in bytes.
    pub last_subject: Option<usize>,
    /// Where the last mention that fits begins, in bytes.
    pub last_named: Option<usize>,
    /// Where the first subject of the block that fits begins, in bytes.
    pub first_of_block: Option<usize>,
    /// How many candidates are mentioned in this sentence or the one before.
    pub near: usize,
    /// The last speaker, as an index, and the block of the quotation; then the one before.
    pub spoke: [Option<(usize, usize)>; 2],
    /// Where the last attribution is, in bytes.
    pub spoke_at: usize,
}

/// The features of the person with this index. `alone`: whether no other candidate was mentioned since the last attribution.
pub(super) fn features(
    query: &Query<'_>,
    index: usize,
    person: &Person<'_>,
    alone: bool,
) -> PronounFeatures {
    let mut features = [0.0; PRONOUN_FEATURES.len()];
    let mut set = |feature: Feature, value: f64| {
        if let Some(slot) = features.get_mut(feature as usize) {
            *slot = value;
        }
    };
    let mut flag = |feature: Feature, holds: bool| {
        if holds {
            set(feature, 1.0);
        }
    };
    for place in &person.places {
        flag(by_place(query, place), true);
        flag(Feature::MeantBefore, place.pronoun && distance(query, place) <= 1);
        flag(Feature::Explained, place.explained && distance(query, place) <= 1);
        let first = person.places.len() == 1 && place.explained && distance(query, place) <= 1;
        flag(Feature::Introduced, first && query.last_named == Some(place.start));
        flag(Feature::LastSubject, query.last_subject == Some(place.start));
        flag(Feature::LastNamed, query.last_named == Some(place.start));
        flag(Feature::FirstOfBlock, query.first_of_block == Some(place.start));
    }
    let [last, before] = query.spoke;
    let spoke = last.filter(|(who, _)| *who == index);
    flag(Feature::SpokeInBlock, spoke.is_some_and(|(_, block)| block == query.block));
    flag(Feature::Spoke, spoke.is_some_and(|(_, block)| block != query.block));
    flag(Feature::NoneSince, spoke.is_some() && alone);
    flag(Feature::SpokeBefore, spoke.is_none() && before.is_some_and(|(who, _)| who == index));
    flag(Feature::BlockBefore, person.places.iter().all(|place| place.block != query.block));
    let near = person.places.iter().any(|place| distance(query, place) <= 1);
    flag(Feature::OnlyOneBefore, near && query.near == 1);
    flag(Feature::SexAgrees, person.likely() == Some(query.sex));
    flag(Feature::OtherSex, person.likely().is_some_and(|likely| likely != query.sex));
    flag(Feature::Shown, person.is_certain);
    let surname = person.surname();
    flag(Feature::InTheWords, person.named && surname.len() > 2 && query.words.contains(surname));
    flag(Feature::Noun, !person.named);
    flag(Feature::Joint, person.places.last().is_some_and(|place| place.joint));
    set(Feature::Often, (person.places.len().max(1) as f64).ln().min(MOST));
    features
}

/// Whether the sentence before ends by introducing a person, whom the next may be about.
pub(super) fn is_introduced(features: &PronounFeatures) -> bool {
    features.get(Feature::Introduced as usize).is_some_and(|value| *value > 0.0)
}

/// The greatest logarithm of a person's mentions: about a dozen of them.
const MOST: f64 = 2.5;

fn distance(query: &Query<'_>, place: &Placed) -> usize {
    query.sentence.saturating_sub(place.sentence)
}

fn by_place(query: &Query<'_>, place: &Placed) -> Feature {
    match (distance(query, place), place.role) {
        (0, Role::Subject) => Feature::SubjectHere,
        (0, Role::Inner) => Feature::InnerHere,
        (0, Role::Brought) => Feature::BroughtHere,
        (0, Role::Possessor) => Feature::PossessorHere,
        (0, Role::Other) => Feature::OtherHere,
        (1, Role::Subject) => Feature::SubjectBefore,
        (1, Role::Inner) => Feature::InnerBefore,
        (1, Role::Brought) => Feature::BroughtBefore,
        (1, Role::Possessor) => Feature::PossessorBefore,
        (1, Role::Other) => Feature::OtherBefore,
        (2, _) if place.is_subject() => Feature::SubjectTwoBefore,
        (2, _) => Feature::OtherTwoBefore,
        _ if place.is_subject() => Feature::SubjectEarlier,
        _ => Feature::OtherEarlier,
    }
}
