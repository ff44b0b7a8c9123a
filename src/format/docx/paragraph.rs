//! What is known of the paragraph and the run being read.

use super::styles::Style;

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: Style,
    /// What the paragraph itself says, over its style.
    pub(super) heading: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    /// Whether its end was deleted: the next one continues it.
    pub(super) is_joined: bool,
    /// Whether it is the title of the document.
    pub(super) is_title_of_all: bool,
    /// Whether its block has begun.
    pub(super) has_begun: bool,
}

impl Paragraph {
    /// The level of the heading that it is.
    pub(super) fn heading(&self) -> Option<u8> {
        self.heading.or(self.style.heading).filter(|level| *level > 0)
    }

    /// The list it is an item of, and its level from 0.
    pub(super) fn item(&self) -> Option<(&str, usize)> {
        let list = self.list.as_deref().or(self.style.list.as_deref())?;
        let level = self.level.or(self.style.level).unwrap_or(0);
        (list != "0").then_some((list, level))
    }
}

/// A run of words of one look.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Whether the run itself is hidden or not, and its style.
    pub(super) is_hidden: Option<bool>,
    pub(super) is_style_hidden: Option<bool>,
    /// Whether its characters are pictures of the font Symbol.
    pub(super) is_symbol: bool,
}

impl Run {
    /// Whether its words are not shown, in a paragraph of a style.
    pub(super) fn is_hidden_in(&self, style: &Style) -> bool {
        self.is_hidden.or(self.is_style_hidden).or(style.is_hidden).unwrap_or(false)
    }
}

/// Fields that have begun and not ended. Their instructions are not shown; their results are.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// For each, whether its instructions go on.
    open: Vec<bool>,
}

/// How deep fields may stand in each other.
const MAX_FIELDS: usize = 64;

impl Fields {
    /// A character that begins, divides or ends a field.
    pub(super) fn character(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < MAX_FIELDS => self.open.push(true),
            "separate" => {
                if let Some(last) = self.open.last_mut() {
                    *last = false;
                }
            }
            "end" => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Whether what comes is an instruction.
    pub(super) fn is_instruction(&self) -> bool {
        self.open.contains(&true)
    }

    /// Instructions end with their paragraph: the rest of a document is not lost to a field that never ends.
    pub(super) fn end_paragraph(&mut self) {
        self.open.fill(false);
    }
}
