//! Reports: findings by document, and one file for each output format.

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
