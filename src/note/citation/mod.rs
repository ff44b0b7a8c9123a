//! Citations: the source that a note names for its words, and the place in it.

mod locator;
mod model;
mod scan;

pub(super) use locator::{fragment_locator, is_locator};
pub use model::{Citation, CitationStyle, Locator, Target};
pub(super) use scan::{braces, citations, trailing_locator};
