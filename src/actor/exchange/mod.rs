//! Actors from and for other programs: spreadsheets, FollowTheMoney, STIX.

mod collection;
mod format;
mod ftm;
mod stix;
mod table;
#[cfg(test)]
mod tests;

pub use collection::{ImportProblem, Imported};
pub use format::{ExchangeFormat, import};
pub use ftm::{ExportedActor, ExportedDocument, export};
