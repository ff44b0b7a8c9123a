//! Reading: what one document says about the actors it names, independent of the others.

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
