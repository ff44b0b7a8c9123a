//! Reports: what was found in which document, and one file for each way to print it.

pub(super) mod brief;
mod content;
mod difference;
#[cfg(test)]
mod fixture;
pub(super) mod github;
pub(super) mod json;
pub(super) mod sarif;
pub(super) mod text;

pub(super) use content::{Checked, Report};
