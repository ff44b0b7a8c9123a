//! onrecord reads notes that quote a corpus of sources: who said it, where it is from, and whether the note has it
//! right.
//!
//! The floors, from the top: [`server`] and [`cli`] over [`analysis`] and [`rules`] over [`workspace`] over [`note`],
//! [`corpus`] and [`actor`] (which do not know each other) over [`format`] and [`voice`] over [`prose`] over [`text`];
//! [`memo`] and [`container`] are for all of them. A lower floor never names a higher one. ARCHITECTURE.md has the
//! invariants, and where to add things.

// Lints against what would stop a server that runs for days. For the library only; tests may.
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)
)]

pub mod actor;
pub mod analysis;
pub mod cli;
pub mod container;
pub mod corpus;
pub mod format;
pub mod memo;
pub mod note;
pub mod prose;
pub mod rules;
pub mod server;
pub mod text;
pub mod voice;
pub mod workspace;
