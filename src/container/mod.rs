//! The one file format on disk: a header that says what a file is, then sections of bytes with their checksums.
//!
//! A file is written as a whole, never changed, and read in place, usually mapped. Nothing is trusted: every access is
//! checked, and what does not fit reads as absent. Numbers are little-endian and need no alignment.
//!
//! - `header`: the bytes before the sections, which identify the kind of file, and why a file cannot be used
//! - `image`: a file to write
//! - `file`: a file that is read

mod file;
mod header;
mod image;
#[cfg(test)]
mod stored_form;

pub use file::{Bytes, Container};
pub use header::{FileKind, Unusable};
pub use image::{Content, Image};
#[cfg(test)]
pub(crate) use stored_form::check_stored_form;
pub use zerocopy::little_endian::{U32, U64};
