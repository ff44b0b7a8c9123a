//! Formats of files: from the bytes of a file, or what an editor holds of it, to the text of a document.
//!
//! [`extract`] is the one door. Each format has a file with its [`Format`] and its line in the list of `registry.rs`; what no
//! format claims by the extension of its name is plain text, if its bytes are text. Nothing here touches the disk.

mod charset;
mod extraction;
mod layout;
mod markdown;
mod plain_text;
mod registry;

pub use charset::Illegible;
pub use charset::{Charset, decode};
pub use extraction::{Extraction, Format, Input, Properties};
pub use markdown::MARKDOWN;
pub use plain_text::PLAIN_TEXT;
pub use registry::{extensions, extract, has_extension, of};
