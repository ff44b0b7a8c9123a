//! Whom “he” and “she” mean: everybody whom the passage names is weighed by sex and number, by grammar, by distance and by who
//! spoke. *It* and *they* name nobody.
//!
//! `passage` gathers the `mention`s of the blocks before, `person` joins those of one person, `evidence` says what is known of
//! each, `weights` adds it up, and `resolver` goes through the passage pronoun by pronoun.

pub(in crate::prose) mod evidence;
mod introduced;
pub(in crate::prose) mod mention;
pub(in crate::prose) mod passage;
mod person;
pub(in crate::prose) mod resolver;
pub(in crate::prose) mod role;
pub(in crate::prose) mod sex;
#[cfg(test)]
mod tests;
pub(in crate::prose) mod weights;
