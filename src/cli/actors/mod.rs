//! `onrecord actors`: the actors of documents, one actor's card, and actors from and for other programs.

mod command;
mod import;

pub(super) use command::{Args, run};
