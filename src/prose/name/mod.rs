//! Names in English text: their places, and whether they name a person, an organisation, a state or a place.
//!
//! A stretch of capitalised words becomes a candidate; evidence from all its places in a document adds up, and the kind
//! is decided once for each document and string. There is no list of people.
//!
//! `reader` runs the steps: `cutter` cuts `run`s of capitals, across `bridge`s and without a `title`, into candidates
//! (`token`); `within` and `around` find the features of each, whose weights `evidence` adds up over all occurrences;
//! `decision` says what a string names, and `neighbours` what follows from the names beside and inside it; `writing`
//! makes names of it, with the `role`s beside them. `description` finds words that mean a person without a name.

mod around;
mod bridge;
mod cutter;
mod decision;
mod description;
mod evidence;
mod gazetteer;
mod label;
mod model;
mod neighbours;
mod reader;
mod role;
mod run;
mod title;
pub(in crate::prose) mod token;
mod vocabulary;
mod within;
mod writing;

pub use evidence::{Evidence, NAME_FEATURES, NameWeights};
pub(crate) use gazetteer::APOSTROPHES;
pub(in crate::prose) use gazetteer::{Renown, nobody, people, place};
pub use gazetteer::{StateForm, StateName, organisation, seat_holds, state, state_names};
pub use model::{Description, Name, NameKind, Says};
pub use reader::{NameCase, name_cases, names, read_names, read_names_weighing};
pub use vocabulary::{eastern_surname, given_name, organisation_head, titles};
pub use writing::comparable;
