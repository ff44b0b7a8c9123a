//! Actors from and for other programs: spreadsheets, FollowTheMoney, STIX.

mod ftm;
mod stix;
mod table;
#[cfg(test)]
mod tests;

pub use ftm::{Document as ExportedDocument, Mentioned, export};

use super::{KnownActor, Membership};
use crate::prose::comparable;

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

/// What was imported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The actors, in the order of the file.
    pub actors: Vec<KnownActor>,
    /// What could not be read, in the order of the file.
    pub problems: Vec<ImportProblem>,
}

/// Something that could not be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
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
    let mut imported = match format {
        Format::Csv => table::import(text),
        Format::FollowTheMoney => ftm::import(text),
        Format::Stix => stix::import(text),
    };
    // Some show only when the whole file was read.
    imported.problems.sort_by_key(|problem| problem.line);
    imported
}

impl Imported {
    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(ImportProblem { line, message: message.into() });
    }

    /// Adds an actor, or what is new to the one of the same name and kind.
    fn add(&mut self, actor: KnownActor) {
        let same = |held: &&mut KnownActor| held.name == actor.name && held.kind == actor.kind;
        let Some(held) = self.actors.iter_mut().find(same) else {
            self.actors.push(actor);
            return;
        };
        let more = |held: &mut Vec<String>, new: Vec<String>| {
            for name in new {
                if !held.contains(&name) {
                    held.push(name);
                }
            }
        };
        more(&mut held.other_names, actor.other_names);
        more(&mut held.weak, actor.weak);
        more(&mut held.not, actor.not);
        for office in actor.memberships {
            if !held.memberships.contains(&office) {
                held.memberships.push(office);
            }
        }
        held.wikidata = held.wikidata.take().or(actor.wikidata);
    }
}

/// Whether a name has anything to be found by: signs alone are no name.
fn names_somebody(name: &str) -> bool {
    !comparable(name).is_empty()
}

/// A date as other programs write it: a day with a time behind it counts as the day.
fn date(written: &str) -> Option<crate::prose::PartialDate> {
    let day = written.trim().split(['T', ' ']).next().unwrap_or_default();
    crate::prose::PartialDate::parse(day)
}

/// An office without dates.
fn office(role: &str, organisation: Option<String>) -> Membership {
    Membership { role: role.to_owned(), organisation, from: None, to: None, source: None }
}
