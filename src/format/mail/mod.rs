//! Mail: single messages (EML, also as Apple Mail keeps them) and mailboxes (MBOX).
//!
//! The text of a message begins with its subject as a heading, and with who wrote it and when, as `voice/mail.rs` reads
//! threads. Quoted lines keep their `>`, so that their words stay those of their own writer.

mod body;
mod mailbox;
mod message;
mod plain;
#[cfg(test)]
mod tests;

pub use mailbox::{MAIL, MAILBOX};
