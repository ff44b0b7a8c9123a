//! What is looked up in the actors, wherever they lie.

mod link;
mod named;

pub use link::NameMemo;
