//! What is known of a stored document without reading it.

use crate::text::Span;
use std::path::Path;

/// What is known of a source without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The name notes cite it by.
    pub key: &'a str,
    /// Its file.
    pub path: &'a Path,
    /// Its title.
    pub title: Option<&'a str>,
    /// Where the title stands in the text.
    pub title_span: Option<Span>,
}

impl<'a> Head<'a> {
    /// The key in its shortest form that people use: up to the first `_`, `-` or `.`.
    pub fn short_key(&self) -> &'a str {
        self.key.split(['_', '-', '.']).next().unwrap_or(self.key)
    }
}

/// When a file was written and how long it is: whether it changed since is seen without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// A number made of when it was written and when anything of it changed; 0 for a file of which that says nothing,
    /// because it was written so lately that it may be written again unseen.
    pub modified: u64,
    /// Bytes.
    pub size: u64,
}
