//! The command line, end to end: the real binary in a folder of its own.

mod ask;
mod check;
mod folder;
mod formats;
mod others;
