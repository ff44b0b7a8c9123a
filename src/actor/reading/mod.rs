//! Reading: what one document says of the actors that it names, whatever the others say.

mod descriptions;
mod document_names;
mod embedded;
mod foreign;
mod labels;
mod read;

pub use document_names::{
    AttributedSpeech, DocumentNames, FormInterner, NameForm, NameUse, StatedRole,
};
pub use read::ReadDocument;
