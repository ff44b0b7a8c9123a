//! A line and a column, and the unit in which columns are counted.

/// In what a column is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: what editors use unless told otherwise.
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A place between two characters: line and column from 0, the column in some [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 0. Lines end at `\n`, `\r\n` and `\r` only, as the protocol says.
    pub line: u32,
    /// Column, from 0.
    pub column: u32,
}

impl Position {
    /// Line and column, both from 0.
    pub fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}
