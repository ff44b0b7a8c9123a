//! Answers: one file for each question an editor or a reader asks, computed from a snapshot alone.
//!
//! Every function here is pure: snapshot and place in, data out. No lock, no disk, no protocol type.

mod definition;
mod finding;
mod hover;

pub use definition::{Definition, Destination, definition};
pub use finding::{Finding, Fix, Related, Replacement, findings};
pub use hover::{Hover, hover};
