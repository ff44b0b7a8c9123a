//! The one form of what is kept on disk: a header that says what a file is, then sections of bytes with their checksums.
//!
//! It is written as a whole and never changed, and read where it lies, most often in a mapped file. Nothing is trusted: every
//! access is checked, and what does not fit reads as absent. Numbers are little-endian and need no alignment.
//!
//! - `header`: the bytes before the sections, which tell one kind of file from another, and why a file cannot be used
//! - `image`: a file that is to be written
//! - `file`: a file that is read

mod file;
mod header;
mod image;

pub use file::{Bytes, Container};
pub use header::{FileKind, Unusable};
pub use image::{Content, Image};
pub use zerocopy::little_endian::{U32, U64};
