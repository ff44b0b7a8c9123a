//! What rules see. A rule about a quotation or a block gets an [`Excerpt`] and nothing else of the note, so that the
//! hash of the excerpt is a fingerprint of everything its findings depend on: see `rules/check.rs`.

mod case;
mod context;
mod excerpt;
mod excerpts;
mod note;
mod quotation;

pub use case::QuotationCase;
pub use context::Context;
pub use excerpt::Excerpt;
pub use note::NoteView;
pub use quotation::{AttributionView, QuotationView};
