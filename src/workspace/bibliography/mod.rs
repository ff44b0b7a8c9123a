//! Bibliographies: the files that give sources their cite keys, in BibTeX or CSL-JSON.
//!
//! An entry belongs to a source by its field `file`, as reference managers write it, or by that of an entry it inherits
//! from. Nothing else is read: cards show what a source says about itself.

mod bibtex;
mod csl_json;
mod document;
mod entry;

pub use document::{Bibliography, Duplicate};
pub use entry::BibliographyEntry;
