//! The rules: one file each, and the list of them.
//!
//! A rule examines one note of a snapshot and reports findings. Its page in `docs/rules/` is part of it.

mod ambiguous_key;
mod ambiguous_speaker;
mod bracket_mismatch;
mod check;
mod disputed_quote;
mod duplicate_key;
mod fragment_quote;
mod loaded_cue;
mod misattributed_quote;
mod misquote;
mod missing_speaker;
mod misspelled_actor;
mod nested_same_mark;
mod omitted_qualifier;
mod overrun_quote;
mod paraphrase_in_quotes;
mod permitted_change;
mod quote_not_found;
mod registry;
mod rule;
mod scare_quote;
mod secondhand_quote;
mod shared;
mod source_variants;
mod spliced_quote;
mod translated_quote;
mod unattributed_quote;
mod unchecked_locator;
mod uncited_quote;
mod unclosed_quote;
mod unfounded_sic;
mod unknown_source;
mod unmarked_omission;
mod unreadable_source;
mod unsourced_blockquote;
mod unused_suppression;
mod view;
mod wrong_locator;
mod wrong_source;

pub use check::check;
pub use duplicate_key::in_bibliography;
pub use registry::{ALL, alike, named, view};
pub use rule::{Check, Rule};
pub use shared::comparison::{counterpart, diff};
pub use shared::wording;
pub use unused_suppression::unused;
pub use view::{AttributionView, Context, Excerpt, NoteView, QuotationCase, QuotationView};

use shared::splice::is_certain;
use shared::{comparison, named, own_words, repair, splice, turn, unmarked};
