//! What a format is, what its reader is given, and what it gives back.

use super::charset::{Charset, Illegible, decode};
use crate::prose::{Block, PartialDate};
use std::borrow::Cow;

/// A format of files.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What people call it: `Markdown`.
    pub name: &'static str,
    /// The extensions of its files' names, in small letters, without the dot. No other format has one of them.
    pub extensions: &'static [&'static str],
    /// Its reader: what a file says. It opens nothing else.
    pub extract: for<'a> fn(Input<'a>) -> Result<Extraction<'a>, Illegible>,
}

/// What a reader is given.
#[derive(Clone, Debug)]
pub enum Input<'a> {
    /// The bytes of a file.
    Bytes(&'a [u8]),
    /// The text of a file, as an editor holds it.
    Text(Cow<'a, str>),
}

impl<'a> Input<'a> {
    /// The characters of a file that is text, markup or not, and how they were encoded. What an editor holds has no encoding
    /// that is known.
    ///
    /// # Errors
    /// What the bytes are instead.
    pub fn decoded(self) -> Result<(Cow<'a, str>, Charset), Illegible> {
        match self {
            Self::Bytes(bytes) => decode(bytes),
            Self::Text(text) => Ok((text, Charset::Utf8)),
        }
    }
}

/// What a reader makes of a file.
#[derive(Clone, Debug, Default)]
pub struct Extraction<'a> {
    /// The words of the document, and nothing else. All places in a source are bytes of it, and so are places in the file:
    /// what is not words is blanked with white space, never dropped.
    pub text: Cow<'a, str>,
    /// The encoding of the file.
    pub charset: Charset,
    /// The blocks of the text in order, where the format marks them; `None` when only the lines tell.
    pub blocks: Option<Vec<Block>>,
    /// What the file says of the document outside its text.
    pub properties: Properties,
    /// What is wrong with the file although it could be read, to be read behind its path: “has pages without text”.
    pub problems: Vec<String>,
}

impl Extraction<'_> {
    /// Whether the text alone tells all of it: it can be put into an index before anything else is read.
    pub fn is_text_only(&self) -> bool {
        self.blocks.is_none() && self.properties == Properties::default()
    }

    /// The same, keeping nothing of what was read.
    pub fn into_owned(self) -> Extraction<'static> {
        Extraction { text: Cow::Owned(self.text.into_owned()), ..self }
    }
}

/// What a file says of its document outside the text, in fields of its own. It is believed before what the text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// The title.
    pub title: Option<String>,
    /// Who wrote it; several joined by “and”.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
}
