//! The language server: the only room that knows tower-lsp, tokio, dashmap and the protocol's types.
//!
//! `transport` keeps the order of the wire, `output` is the way back to the client, both on top of `pipes`; `session`
//! holds the state, `backend` lists the methods and how they are called, `methods/` has them by subject, `document` is
//! what they are asked about, and `convert` is the only place where byte spans meet lines and columns. `loading`,
//! `diagnostics` (which makes each document's `diagnosis`) and `watching` are the tasks that run beside the handlers. A
//! handler changes the state or takes its snapshot before its first `await`, and never waits for the client. `debounce`
//! says when the tasks run, and `quirks` has the workarounds for clients.

mod agreed;
mod backend;
mod capabilities;
mod commands;
mod configuration;
mod convert;
mod debounce;
mod diagnosis;
mod diagnostics;
mod document;
mod edits;
mod frames;
mod loading;
mod markdown;
mod methods;
mod moment;
mod outbox;
mod output;
mod pages;
mod pipes;
mod protocol;
mod quirks;
mod readable;
mod session;
mod slots;
mod start;
mod token_encoding;
mod transport;
mod watching;

pub use markdown::markdown;
pub use start::{run, serve};
