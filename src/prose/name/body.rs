//! Bodies that a single word names: “Congress”, “the Herald”.

/// Bodies of which a country has one, a town one paper: with a capital, the word alone is their name.
const BODIES: &[&str] = &[
    "Parliament",
    "Congress",
    "Senate",
    "Assembly",
    "Cabinet",
    "Foundation",
    "Tribunal",
    "Fund",
    "Crown",
    "House",
    "Treasury",
    "Politburo",
    "Knesset",
    "Duma",
    "Bundestag",
    "Majlis",
    "Diet",
    "Commonwealth",
    "Labour",
    "Democrats",
    "Republicans",
    "Liberals",
    "Conservatives",
    "Greens",
    "Army",
    "Navy",
    "Brotherhood",
    "Inc",
    "Church",
    "Times",
    "Herald",
    "Tribune",
    "Gazette",
    "Telegraph",
    "Guardian",
    "Chronicle",
    "Observer",
];

/// Those of them that open a sentence as nothing else does.
const OPENING_BODIES: &[&str] = &[
    "Parliament",
    "Congress",
    "Senate",
    "Politburo",
    "Knesset",
    "Duma",
    "Bundestag",
    "Democrats",
    "Republicans",
];

/// Whether a word at the start of a sentence is the name of a body.
pub(super) fn opens_sentence(word: &str) -> bool {
    OPENING_BODIES.contains(&word)
}

/// Whether a word with a capital is the name of a body by itself.
pub(super) fn one_word(word: &str) -> bool {
    BODIES.contains(&word)
}
