//! File formats: from the bytes of a file, or an editor's buffer, to the text of a document.
//!
//! [`extract`] is the entry point. Each format has a file with its [`Format`] and a line in `registry.rs`; a file whose
//! extension no format has is plain text, if its bytes are text. Formats that convert write their text with
//! `builder.rs`. Nothing here touches the disk.

mod archive;
mod builder;
mod charset;
mod claims;
mod counting;
mod decoding;
mod docx;
mod epub;
mod extraction;
mod headings;
mod html;
mod illegible;
mod latin;
mod layout;
mod mail;
mod markdown;
mod milestone;
mod odt;
mod plain_text;
mod quotes;
mod registry;
mod rtf;
mod subtitles;
mod symbols;
mod table;
mod word_processor;
mod xml;

pub use charset::Charset;
pub use decoding::{decode, decode_exactly};
pub use epub::EPUB;
pub use extraction::{Extraction, Format, Input, Properties};
pub use html::{HTML, MHTML};
pub use illegible::{Illegible, MAX_TEXT};
pub use mail::{MAIL, MAILBOX};
pub use markdown::MARKDOWN;
pub use milestone::{Milestone, Unit};
pub use plain_text::PLAIN_TEXT;
pub use registry::{converts, extensions, extract, has_extension, of};
pub use subtitles::SUBTITLES;
pub use word_processor::{OLD_WORD, OPEN_DOCUMENT, RTF, WORD};
