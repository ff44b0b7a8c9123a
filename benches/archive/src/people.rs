//! Invented people, their offices and the organisations they speak for.

use crate::language::Dice;

const GIVEN: &[&str] = &[
    "Adela", "Anil", "Bram", "Carla", "Dario", "Edda", "Emil", "Farid", "Greta", "Hanna", "Ines",
    "Ivo", "Jonas", "Kavita", "Leila", "Ludo", "Marta", "Mirko", "Nadia", "Nils", "Orla", "Pavel",
    "Petra", "Rafael", "Rosa", "Samir", "Sofia", "Tarek", "Tove", "Vera", "Wanda", "Yusuf",
];
const FIRST: &[&str] = &[
    "Bran", "Cal", "Dor", "Eck", "Fal", "Gar", "Hal", "Jan", "Kos", "Lind", "Mar", "Nor", "Ol",
    "Par", "Rad", "Sel", "Tor", "Ul", "Var", "Wes", "Zim",
];
const LAST: &[&str] = &[
    "berg", "dahl", "ero", "etti", "feld", "gaard", "ic", "kova", "lund", "mann", "nor", "oba",
    "qvist", "rup", "sen", "skaya", "stad", "ter", "vald", "wick",
];
const MIDDLE: &[&str] = &["", "", "a", "e", "i", "o", "en", "er", "im", "or"];
const OFFICES: &[&str] = &[
    "director",
    "president",
    "minister",
    "spokeswoman",
    "chairman",
    "governor",
    "secretary",
    "commissioner",
    "chief executive",
    "senior analyst",
];
const HEADS: &[&str] =
    &["Authority", "Institute", "Union", "Committee", "University", "Bank", "Council", "Agency"];
const FIELDS: &[&str] = &[
    "Harbour",
    "River",
    "Energy",
    "Fisheries",
    "Transport",
    "Housing",
    "Forestry",
    "Railway",
    "Health",
    "Trade",
    "Water",
    "Mining",
];
const STATES: &[&str] = &["Norway", "Kenya", "Chile", "Poland", "Vietnam", "Canada", "Jordan"];

/// A person.
pub struct Person {
    pub given: &'static str,
    pub family: String,
    pub office: &'static str,
    pub house: String,
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

/// This many people, the same in every run, the most often named first.
pub fn people(count: usize, dice: &mut Dice) -> Vec<Person> {
    let pick = |list: &[&'static str], dice: &mut Dice| list[dice.below(list.len())];
    (0..count)
        .map(|_| Person {
            given: pick(GIVEN, dice),
            family: format!("{}{}{}", pick(FIRST, dice), pick(MIDDLE, dice), pick(LAST, dice)),
            office: pick(OFFICES, dice),
            house: format!(
                "{} {} {}",
                pick(FIRST, dice).to_owned() + pick(LAST, dice),
                pick(FIELDS, dice),
                pick(HEADS, dice)
            ),
        })
        .collect()
}

/// A state.
pub fn state(dice: &mut Dice) -> &'static str {
    STATES[dice.below(STATES.len())]
}
