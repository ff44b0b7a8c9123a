//! Notes: Markdown prose with quotations, citations and attributions. Parsing is pure and cannot fail.

mod assignment;
mod callout;
mod citation;
mod dialect;
mod extraction;
mod flat;
mod front_matter;
mod link;
mod markup;
mod model;
mod nesting;
mod reading;
mod speaker;
mod suppression;
#[cfg(test)]
mod tests;
mod url;
mod write;

pub use crate::prose::Memory;
pub use citation::{Citation, CitationStyle, Locator, Target};
pub use model::{Heading, Note, Quotation, Suppression};
pub use write::{Dialect, in_place, written};
