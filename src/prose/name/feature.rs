//! The features by which the kind of a name is told. What each one says, and how much it weighs for each kind, is a line of
//! `data/name-evidence.tsv`.

macro_rules! features {
    ($($feature:ident)*) => {
        /// Something that the words of a name or the words around it show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature {
            $($feature,)*
        }

        /// The names of all features, as the table of weights has them.
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
