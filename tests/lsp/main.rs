//! The server on its real wire: standard input and output of its own process.

#[path = "../support/client.rs"]
mod client;

mod endings;
mod order;
