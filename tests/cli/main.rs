//! End-to-end tests of the command line: the real binary in a temporary folder.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by panicking"
)]

mod actors;
mod any_text;
mod ask;
mod bibliography;
mod check;
mod encodings;
mod exit_codes;
mod folder;
mod formats;
mod hostile;
mod index;
mod others;
mod quotes_actors;
mod readme;
mod short_words;
mod unreadable;
