//! The formats that actors are imported from.

use super::collection::Imported;
use super::{ftm, stix, table};

/// A format that actors are imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table with a line of column names: `name`, `kind`, `other_names`, `role`, …
    Csv,
    /// FollowTheMoney entities, one JSON object a line.
    FollowTheMoney,
    /// A STIX 2.1 bundle, or identities alone.
    Stix,
}

impl Format {
    /// The format of a text: tables begin with column names, STIX says so, other JSON is FollowTheMoney.
    pub fn of(text: &str) -> Self {
        let head = text.trim_start_matches('\u{feff}').trim_start();
        if !head.starts_with(['{', '[']) {
            return Format::Csv;
        }
        if stix::is_stix(text) { Format::Stix } else { Format::FollowTheMoney }
    }
}

/// Reads the actors of a file. What cannot be read comes with its line; the rest counts all the same.
pub fn import(format: Format, text: &str) -> Imported {
    let text = text.trim_start_matches('\u{feff}');
    let collection = match format {
        Format::Csv => table::import(text),
        Format::FollowTheMoney => ftm::import(text),
        Format::Stix => stix::import(text),
    };
    let mut imported = collection.imported;
    // Some show only when the whole file was read.
    imported.problems.sort_by_key(|problem| problem.line);
    imported
}
