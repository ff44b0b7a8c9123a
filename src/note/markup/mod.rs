//! Parses Markdown: the blocks of a note as flat text, and what its markup says besides.

mod containers;
mod model;
mod reader;

pub(super) use model::{Comment, Link, Markup};
pub(super) use reader::read;
