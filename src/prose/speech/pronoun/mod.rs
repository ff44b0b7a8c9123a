//! Resolves “he” and “she” to an antecedent: weighs the people whom the passage names by sex, number, grammatical role,
//! distance and earlier quotations. *It* and *they* are never resolved.
//!
//! `passage` collects the `mention`s in the preceding blocks, `person` groups them by person, `evidence` computes the
//! features of each candidate, `weights` turns them into probabilities, and `resolver` goes through the pronouns in order.

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
