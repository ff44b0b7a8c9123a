//! Renaming: an actor's name or a cite key, in every note at once; a key in the bibliography that gives it too.
//!
//! Sources are what others wrote, and so are the words in quotation marks: neither is ever changed. Of an actor's names the
//! one under the cursor changes, and of the others the words that they share with it.

mod edits;
mod keys;
mod name;
mod target;

pub use edits::{rename, rename_known};
pub use target::{Renamable, renamable};
