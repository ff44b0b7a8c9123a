//! What is known of one whom a pronoun may mean: numbers for the weights.

use super::person::{Person, Placed};
use super::role::Role;
use super::sex::Sex;

/// What a pronoun is weighed by, in the order of [`KNOWN`].
pub type Known = [f64; KNOWN.len()];

macro_rules! facts {
    ($($fact:ident $name:literal,)*) => {
        /// What may be known.
        #[derive(Clone, Copy)]
        enum Fact { $($fact,)* }

        /// The names of what is known, as the weights are written.
        pub const KNOWN: &[&str] = &[$($name,)*];
    };
}

facts! {
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

/// What is asked of everybody for one pronoun.
pub(super) struct Asked<'p> {
    /// The text.
    pub text: &'p str,
    /// The words that are spoken.
    pub words: &'p str,
    /// The number of the pronoun's sentence in the passage.
    pub sentence: usize,
    /// The number of its block.
    pub block: usize,
    /// What it asks for.
    pub sex: Sex,
    /// Where the last subject was named who may be meant.
    pub last_subject: Option<usize>,
    /// Where the last of all was named who may be meant.
    pub last_named: Option<usize>,
    /// Where the first subject of the block was named.
    pub first_of_block: Option<usize>,
    /// How many may be meant who are named in this sentence or the one before.
    pub near: usize,
    /// Who spoke last, as an index, and in which block; and who spoke before.
    pub spoke: [Option<(usize, usize)>; 2],
    /// Where the last speaker was heard, in bytes.
    pub heard: usize,
}

/// What is known of the person with this index; `alone`: whether nobody else was named since he spoke last.
pub(super) fn known(asked: &Asked<'_>, index: usize, person: &Person, alone: bool) -> Known {
    let mut known = [0.0; KNOWN.len()];
    let mut set = |fact: Fact, value: f64| {
        if let Some(slot) = known.get_mut(fact as usize) {
            *slot = value;
        }
    };
    let mut say = |fact: Fact, holds: bool| {
        if holds {
            set(fact, 1.0);
        }
    };
    for place in &person.places {
        say(by_place(asked, place), true);
        say(Fact::MeantBefore, place.pronoun && distance(asked, place) <= 1);
        say(Fact::Explained, place.explained && distance(asked, place) <= 1);
        let first = person.places.len() == 1 && place.explained && distance(asked, place) <= 1;
        say(Fact::Introduced, first && asked.last_named == Some(place.start));
        say(Fact::LastSubject, asked.last_subject == Some(place.start));
        say(Fact::LastNamed, asked.last_named == Some(place.start));
        say(Fact::FirstOfBlock, asked.first_of_block == Some(place.start));
    }
    let [last, before] = asked.spoke;
    let spoke = last.filter(|(who, _)| *who == index);
    say(Fact::SpokeInBlock, spoke.is_some_and(|(_, block)| block == asked.block));
    say(Fact::Spoke, spoke.is_some_and(|(_, block)| block != asked.block));
    say(Fact::NoneSince, spoke.is_some() && alone);
    say(Fact::SpokeBefore, spoke.is_none() && before.is_some_and(|(who, _)| who == index));
    say(Fact::BlockBefore, person.places.iter().all(|place| place.block != asked.block));
    let near = person.places.iter().any(|place| distance(asked, place) <= 1);
    say(Fact::OnlyOneBefore, near && asked.near == 1);
    say(Fact::SexAgrees, person.likely() == Some(asked.sex));
    say(Fact::OtherSex, person.likely().is_some_and(|likely| likely != asked.sex));
    say(Fact::Shown, person.shown);
    let surname = person.surname(asked.text);
    say(Fact::InTheWords, person.named && surname.len() > 2 && asked.words.contains(surname));
    say(Fact::Noun, !person.named);
    say(Fact::Joint, person.places.last().is_some_and(|place| place.joint));
    set(Fact::Often, (person.places.len().max(1) as f64).ln().min(MOST));
    known
}

/// Whether the sentence before ends with somebody new, and says who it is: the next may go on about him.
pub(super) fn is_introduced(known: &Known) -> bool {
    known.get(Fact::Introduced as usize).is_some_and(|value| *value > 0.0)
}

/// How often somebody is mentioned counts up to about a dozen, in natural logarithms.
const MOST: f64 = 2.5;

fn distance(asked: &Asked<'_>, place: &Placed) -> usize {
    asked.sentence.saturating_sub(place.sentence)
}

fn by_place(asked: &Asked<'_>, place: &Placed) -> Fact {
    match (distance(asked, place), place.role) {
        (0, Role::Subject) => Fact::SubjectHere,
        (0, Role::Inner) => Fact::InnerHere,
        (0, Role::Brought) => Fact::BroughtHere,
        (0, Role::Possessor) => Fact::PossessorHere,
        (0, Role::Other) => Fact::OtherHere,
        (1, Role::Subject) => Fact::SubjectBefore,
        (1, Role::Inner) => Fact::InnerBefore,
        (1, Role::Brought) => Fact::BroughtBefore,
        (1, Role::Possessor) => Fact::PossessorBefore,
        (1, Role::Other) => Fact::OtherBefore,
        (2, _) if place.is_subject() => Fact::SubjectTwoBefore,
        (2, _) => Fact::OtherTwoBefore,
        _ if place.is_subject() => Fact::SubjectEarlier,
        _ => Fact::OtherEarlier,
    }
}
