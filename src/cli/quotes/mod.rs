//! `onrecord quotes`: the quotations of documents, with kinds and speakers.

mod command;
mod document;
mod speakers;
mod voices;

pub(super) use command::{Args, run};
