//! Cards: what to show about one thing, as data. One file for each kind of thing; the rim renders them.

mod actor;
mod block;
mod parts;
mod quotation;
mod source;

pub use actor::actor_card;
pub(super) use actor::{doubt, evidence, mention_card};
pub(super) use block::plain;
pub use block::{Card, CardBlock, Chunk, Style, StyledText};
pub(super) use parts::window;
pub(super) use quotation::{quotation_card, source_quotation_card};
pub(super) use source::{citation_card, entry_card};
pub use source::{sentence_card, source_card};
