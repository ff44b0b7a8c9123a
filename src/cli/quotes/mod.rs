//! `onrecord quotes`: lists the quotations of documents with their kinds and speakers.

mod command;
mod document;
mod speakers;
mod voices;

pub(super) use command::{Args, run};
