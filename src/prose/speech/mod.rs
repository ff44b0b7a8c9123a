//! Speech: the speaker of each quotation in a text.

pub(in crate::prose) mod attribution;
mod candidate;
mod category;
pub(in crate::prose) mod choice;
#[cfg(test)]
mod construction_tests;
mod cue;
mod evidence;
pub(in crate::prose) mod features;
mod history;
mod kind;
pub(in crate::prose) mod layout;
mod nested;
pub(in crate::prose) mod parsed;
mod phrase;
pub(in crate::prose) mod pronoun;
mod sentence_view;
mod speaker;
mod subject;
mod token;
pub(in crate::prose) mod trees;
mod usage;
