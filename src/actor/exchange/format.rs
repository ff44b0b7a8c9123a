//! The formats that actors are imported from.

use super::collection::Imported;
use super::{ftm, stix, table};

/// A format that actors are imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeFormat {
    /// A table with a line of column names: `name`, `kind`, `other_names`, `role`, …
    Csv,
    /// FollowTheMoney entities, one JSON object a line.
    FollowTheMoney,
    /// A STIX 2.1 bundle, or identities alone.
    Stix,
}

impl ExchangeFormat {
    /// Detects the format of a text: a table begins with column names, STIX names itself, other JSON is FollowTheMoney.
    pub fn of(text: &str) -> Self {
        let head = text.trim_start_matches('\u{feff}').trim_start();
        if !head.starts_with(['{', '[']) {
            return ExchangeFormat::Csv;
        }
        if stix::is_stix(text) { ExchangeFormat::Stix } else { ExchangeFormat::FollowTheMoney }
    }
}

/// Reads the actors of a file. What cannot be read becomes a problem with its line; the rest is imported.
pub fn import(format: ExchangeFormat, text: &str) -> Imported {
    let text = text.trim_start_matches('\u{feff}');
    let collection = match format {
        ExchangeFormat::Csv => table::import(text),
        ExchangeFormat::FollowTheMoney => ftm::import(text),
        ExchangeFormat::Stix => stix::import(text),
    };
    let mut imported = collection.imported;
    // Some problems only show once the whole file is read.
    imported.problems.sort_by_key(|problem| problem.line);
    imported
}
