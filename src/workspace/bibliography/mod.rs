//! Bibliographies: the files that give sources their cite keys, in BibTeX or CSL-JSON.
//!
//! An entry belongs to a source by its field `file`, as reference managers write it, or by that of the entry it inherits
//! from. Whatever else an entry says is not read: what a source says of itself is shown.

mod bibtex;
mod csl_json;
mod document;
mod entry;

pub use document::{Bibliography, Duplicate};
pub use entry::BibliographyEntry;
