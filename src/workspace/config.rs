//! Configuration: `onrecord.toml` and the editor's settings, which have the same keys.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How strict the rules are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// While writing.
    #[default]
    Draft,
    /// Before the note leaves the house.
    Release,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The rule is silent.
    Off,
    /// A faint mark.
    Hint,
    /// For information.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

/// What the editor or the command line sets, over the file: the same keys as `onrecord.toml`, as JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(pub serde_json::Value);

/// The configuration in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Draft or release.
    pub profile: Profile,
}

/// Something wrong in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}
