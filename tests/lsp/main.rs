//! The server over its real wire: standard input and output of its own process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

#[path = "../support/client.rs"]
mod client;
#[path = "../support/soak.rs"]
mod soak;

mod actors;
mod cancelling;
mod changing;
mod diagnostics;
mod editors;
mod endings;
mod features;
mod folder;
mod folders;
mod incremental;
mod memory;
mod oddities;
mod order;
mod places;
mod quoted_names;
mod readable;
mod reading;
mod upward;
