//! Shared by several rules: comparing a quotation with its match, wording messages, repairs, and whom a note names.

pub(super) mod comparison;
pub(super) mod edge;
pub(super) mod named;
pub(super) mod own_words;
pub(super) mod repair;
pub(super) mod splice;
pub(super) mod turn;
pub(super) mod unmarked;
pub mod wording;
