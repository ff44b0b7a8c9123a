//! File formats: from the bytes of a file, or an editor's buffer, to the text of a document.
//!
//! [`extract`] is the entry point. Each format has a file with its [`Format`] and a line in `registry.rs`; a file whose
//! extension no format has is plain text, if its bytes are text. Formats that convert write their text with
//! `builder.rs`. Nothing here touches the disk.

mod builder;
mod charset;
mod decoding;
mod extraction;
mod html;
mod illegible;
mod latin;
mod layout;
mod markdown;
mod milestone;
mod plain_text;
mod registry;

pub use charset::Charset;
pub use decoding::{decode, decode_exactly};
pub use extraction::{Extraction, Format, Input, Properties};
pub use html::HTML;
pub use illegible::{Illegible, MAX_TEXT};
pub use markdown::MARKDOWN;
pub use milestone::{Milestone, Unit};
pub use plain_text::PLAIN_TEXT;
pub use registry::{converts, extensions, extract, has_extension, of};
