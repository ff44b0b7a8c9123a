//! `onrecord actors`: the actors of documents, one actor's card, and import and export.

mod command;
mod import;

pub(super) use command::{Args, run};
