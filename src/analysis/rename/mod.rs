//! Renaming: an actor's name or a cite key, in every note at once; for a key, also in its bibliography.
//!
//! Sources are other people's writing, and so are the words in quotation marks: neither is ever changed. The actor's
//! name under the cursor changes, and the other names change in the words they share with it.

mod edits;
mod keys;
mod name;
mod target;

pub use edits::{rename, rename_known};
pub use target::{Renamable, renamable};
