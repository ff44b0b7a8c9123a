//! File formats: from the bytes of a file, or an editor's buffer, to the text of a document.
//!
//! [`extract`] is the entry point. Each format has a file with its [`Format`] and a line in `registry.rs`; a file whose
//! extension no format has is plain text, if its bytes are text. Nothing here touches the disk.

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
