//! What a format is, and the input and output of its reader.

use super::charset::Charset;
use super::decoding::decode;
use super::illegible::Illegible;
use super::milestone::Milestone;
use crate::prose::{Block, PartialDate};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A file format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name for people: `Markdown`.
    pub name: &'static str,
    /// Its file name extensions, in lower case, without the dot. No two formats share one.
    pub extensions: &'static [&'static str],
    /// Whether its text is converted: a rendering of the document, with places of its own. Otherwise a place in the
    /// text is also one in the file.
    pub converts: bool,
    /// Its reader: extracts the document from a file, and opens nothing else.
    pub extract: for<'a> fn(Input<'a>) -> Result<Extraction<'a>, Illegible>,
}

/// The input of a reader.
#[derive(Clone, Debug)]
pub enum Input<'a> {
    /// The bytes of a file.
    Bytes(&'a [u8]),
    /// The text of a file, as open in an editor.
    Text(Cow<'a, str>),
}

impl<'a> Input<'a> {
    /// The bytes of a file; in UTF-8 for an open buffer.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Text(text) => text.as_bytes(),
        }
    }

    /// The characters of a text file, markup or not, and their encoding, which is unknown for an open buffer.
    ///
    /// # Errors
    /// What the bytes are instead.
    pub fn decoded(self) -> Result<(Cow<'a, str>, Charset), Illegible> {
        match self {
            Self::Bytes(bytes) => decode(bytes),
            Self::Text(text) => Ok((text, Charset::UTF_8)),
        }
    }
}

/// The output of a reader.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extraction<'a> {
    /// The words of the document, and nothing else. All places in a source are bytes of it. In a format that does not
    /// convert they are also places in the file: what is not words is blanked with white space, never dropped. A
    /// converted text begins with two empty lines, which leave room to say what it is a rendering of.
    pub text: Cow<'a, str>,
    /// The encoding of the file.
    pub charset: Charset,
    /// The blocks of the text in order, if the format marks them; `None` if they follow from its lines.
    pub blocks: Option<Vec<Block>>,
    /// Where its pages, chapters and times begin, in order.
    pub milestones: Vec<Milestone>,
    /// What the file says about the document outside its text.
    pub properties: Properties,
    /// A problem of the file, which could be read nevertheless, following its path: “has pages without text”.
    pub problems: Vec<String>,
}

impl Extraction<'_> {
    /// Whether the text alone is enough: it can be indexed before anything else is read.
    pub fn is_text_only(&self) -> bool {
        self.blocks.is_none()
            && self.milestones.is_empty()
            && self.charset == Charset::UTF_8
            && self.properties == Properties::default()
    }

    /// The same, keeping nothing of what was read.
    pub fn into_owned(self) -> Extraction<'static> {
        Extraction { text: Cow::Owned(self.text.into_owned()), ..self }
    }
}

/// Metadata in fields of the file, outside the text. It overrides what the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Properties {
    /// The title.
    pub title: Option<String>,
    /// Its authors, joined by “and”.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published: the address of a web page.
    pub address: Option<String>,
}
