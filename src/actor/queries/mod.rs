//! Queries over actors in memory or on disk.

mod link;
mod named;

pub use link::NameMemo;
