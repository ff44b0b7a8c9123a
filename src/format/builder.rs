//! Writes the text of a converted document, block by block.

use super::charset::Charset;
use super::extraction::{Extraction, Properties};
use super::illegible::{Illegible, MAX_TEXT};
use super::milestone::{Milestone, Unit};
use crate::prose::{Block, BlockKind};
use crate::text::Span;
use std::borrow::Cow;

/// A text being written. Blocks are separated by empty lines, and white space in them is collapsed as a browser does.
///
/// More than [`MAX_TEXT`] is not written; [`TextBuilder::is_full`] lets a reader stop, and [`TextBuilder::finish`]
/// fails.
#[derive(Debug)]
pub(super) struct TextBuilder {
    text: String,
    blocks: Vec<Block>,
    milestones: Vec<Milestone>,
    /// The block being written, whose span begins where its first word will.
    open: Option<Block>,
    /// White space seen since the last word of the block.
    gap: Gap,
    /// What precedes the next block on its line: the mark of a list item.
    mark: String,
    /// Whether the next block continues the line of the block before: a cell of a table.
    is_same_line: bool,
    /// Where elements with an identifier begin, if asked for.
    anchors: Option<Anchors>,
    /// Whether quoted blocks are marked as in mail.
    marks_quotations: bool,
    full: bool,
}

/// Places in a text by what its document calls them.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The identifiers of elements, and where these begin.
    pub(super) ids: Vec<(String, usize)>,
    /// The labels of printed pages, and where these begin.
    pub(super) pages: Vec<(String, usize)>,
}

/// The most anchors that are kept of one page of a book.
const MAX_ANCHORS: usize = 1 << 17;

/// White space between two words, of which the widest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

impl Default for TextBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl TextBuilder {
    /// An empty text, with the two lines that every converted text begins with.
    pub(super) fn new() -> Self {
        Self {
            text: "\n\n".to_owned(),
            blocks: Vec::new(),
            milestones: Vec::new(),
            open: None,
            gap: Gap::None,
            mark: String::new(),
            is_same_line: false,
            anchors: None,
            marks_quotations: false,
            full: false,
        }
    }

    /// Begins a block, and ends the one before. A block without words leaves no trace.
    pub(super) fn begin(&mut self, kind: BlockKind, depth: u8) {
        self.end();
        self.open = Some(Block { span: Span::default(), kind, depth, continued: false });
    }

    /// Begins a block that continues the list item or block quotation of the block before.
    pub(super) fn begin_continued(&mut self, kind: BlockKind, depth: u8) {
        self.begin(kind, depth);
        self.open = self.open.map(|block| Block { continued: true, ..block });
    }

    /// Begins a cell of a table on the line of the cell before.
    pub(super) fn begin_cell(&mut self) {
        self.begin(BlockKind::Other, 0);
        self.is_same_line = true;
    }

    /// Whether block quotations get `>` before their line, as often as they are deep, outside the block.
    pub(super) fn mark_quotations(&mut self, marks: bool) {
        self.marks_quotations = marks;
    }

    /// Sets what is written before the next block, outside it: `•`, `3.`.
    pub(super) fn mark(&mut self, mark: &str) {
        self.mark.clear();
        self.mark.push_str(mark);
    }

    /// Adds words to the block, or to a new paragraph if there is none. White space is collapsed; so are line ends.
    pub(super) fn text(&mut self, text: &str) {
        for piece in text.split_inclusive(is_space) {
            let word = piece.trim_end_matches(is_space);
            if !word.is_empty() {
                self.word(word);
            }
            if word.len() < piece.len() {
                self.gap = self.gap.max(Gap::Space);
            }
        }
    }

    /// Breaks the line inside the block.
    pub(super) fn line_break(&mut self) {
        self.gap = Gap::Line;
    }

    fn word(&mut self, word: &str) {
        if self.text.len() + word.len() + 2 > MAX_TEXT {
            self.full = true;
            return;
        }
        let mut block = self.open.unwrap_or(Block {
            span: Span::default(),
            kind: BlockKind::Paragraph,
            depth: 0,
            continued: false,
        });
        if block.span.is_empty() {
            self.start_line(block);
            block.span = Span::new(self.text.len(), self.text.len());
        } else {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                // Its next line would have no mark.
                Gap::Line if self.is_marked(block) => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
        }
        self.gap = Gap::None;
        // A NUL or another control character is no part of a word, and would make the text look binary.
        self.text.extend(word.chars().filter(|c| !c.is_control()));
        block.span.end = self.text.len();
        self.open = Some(block);
    }

    /// Separates the block that begins from the one before, and writes its mark.
    fn start_line(&mut self, block: Block) {
        if std::mem::take(&mut self.is_same_line) && !self.text.ends_with('\n') {
            self.text.push('\t');
        } else {
            while !self.text.ends_with("\n\n") {
                self.text.push('\n');
            }
        }
        if self.is_marked(block) {
            self.text.extend(std::iter::repeat_n('>', usize::from(block.depth.max(1))));
            self.text.push(' ');
        }
        if !self.mark.is_empty() {
            self.text.push_str(&self.mark);
            self.text.push(' ');
            self.mark.clear();
        }
    }

    fn is_marked(&self, block: Block) -> bool {
        self.marks_quotations && block.kind == BlockKind::Quote
    }

    /// Ends the block, if one is open.
    pub(super) fn end(&mut self) {
        self.gap = Gap::None;
        self.is_same_line = false;
        self.blocks.extend(self.open.take().filter(|block| !block.span.is_empty()));
    }

    /// Takes back the block that is open.
    pub(super) fn discard(&mut self) {
        if let Some(block) = self.open.take().filter(|block| !block.span.is_empty()) {
            self.text.truncate(block.span.start);
        }
        self.end();
    }

    /// Adds another text as blocks of its own: what stands beside the text, or below it.
    pub(super) fn append(&mut self, mut other: TextBuilder) {
        self.end();
        other.end();
        if self.text.len() + other.text.len() > MAX_TEXT || other.full {
            self.full = true;
            return;
        }
        let text = other.text.trim_start_matches('\n');
        if text.is_empty() {
            return;
        }
        while !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        let (from, to) = (other.text.len() - text.len(), self.text.len());
        let moved = |at: usize| at.saturating_sub(from) + to;
        self.text.push_str(text);
        self.blocks.extend(other.blocks.into_iter().map(|block| Block {
            span: Span::new(moved(block.span.start), moved(block.span.end)),
            ..block
        }));
        let milestones = other.milestones.into_iter();
        self.milestones.extend(milestones.map(|found| Milestone { at: moved(found.at), ..found }));
    }

    /// Keeps anchors from now on.
    pub(super) fn keep_anchors(&mut self) {
        self.anchors.get_or_insert_default();
    }

    /// The anchors kept so far.
    pub(super) fn take_anchors(&mut self) -> Anchors {
        self.anchors.take().unwrap_or_default()
    }

    /// Takes note that an element with an identifier begins.
    pub(super) fn anchor(&mut self, id: Option<&str>) {
        let anchors = self.anchors.as_mut().filter(|anchors| anchors.ids.len() < MAX_ANCHORS);
        if let (Some(anchors), Some(id)) = (anchors, id) {
            anchors.ids.push((id.to_owned(), self.text.len()));
        }
    }

    /// Takes note that a printed page begins.
    pub(super) fn page_break(&mut self, label: &str) {
        let anchors = self.anchors.as_mut().filter(|anchors| anchors.pages.len() < MAX_ANCHORS);
        if let Some(anchors) = anchors {
            anchors.pages.push((label.trim().to_owned(), self.text.len()));
        }
    }

    /// How long the text is, in bytes: where what comes next begins, or the white space before it.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds milestones in any order, each at the first word from its place.
    pub(super) fn place(&mut self, milestones: Vec<Milestone>) {
        let text = &self.text;
        let placed = milestones.into_iter().map(|milestone| {
            let rest = text.get(milestone.at..).unwrap_or_default();
            let at = milestone.at + (rest.len() - rest.trim_start().len());
            Milestone { at: at.min(text.len()), ..milestone }
        });
        self.milestones.extend(placed);
        self.milestones.sort_by_key(|milestone| milestone.at);
    }

    /// Marks the place of the next word as the beginning of a page, a chapter or a time.
    pub(super) fn milestone(&mut self, unit: Unit, number: u32, label: Option<String>) {
        self.milestones.push(Milestone { at: self.text.len(), unit, number, label });
    }

    /// Whether the text is too long to go on.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Whether nothing was written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.open.is_none_or(|block| block.span.is_empty())
    }

    /// The document.
    ///
    /// # Errors
    /// If it has no words, or too many.
    pub(super) fn finish(
        mut self,
        charset: Charset,
        properties: Properties,
    ) -> Result<Extraction<'static>, Illegible> {
        self.end();
        if self.full {
            return Err(Illegible::TooMuchText);
        }
        if self.blocks.is_empty() {
            return Err(Illegible::NoText);
        }
        self.text.push('\n');
        Ok(Extraction {
            text: Cow::Owned(self.text),
            charset,
            blocks: Some(self.blocks),
            milestones: self.milestones,
            properties,
            problems: Vec::new(),
        })
    }
}

/// White space that is collapsed. A no-break space is a character like any other.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(builder: TextBuilder) -> Extraction<'static> {
        builder.finish(Charset::UTF_8, Properties::default()).unwrap()
    }

    #[test]
    fn blocks_are_separated_and_their_white_space_collapsed() {
        let mut builder = TextBuilder::new();
        builder.begin(BlockKind::Heading, 1);
        builder.text("  The \n visit ");
        builder.begin(BlockKind::Paragraph, 0);
        builder.text("Ruiz said “ne");
        builder.text("ver”. ");
        builder.line_break();
        builder.text("\nAnd left.");
        builder.begin(BlockKind::Paragraph, 0);
        builder.begin(BlockKind::Item, 1);
        builder.mark("•");
        builder.text("One\0");
        let read = finished(builder);
        assert_eq!(read.text, "\n\nThe visit\n\nRuiz said “never”.\nAnd left.\n\n• One\n");
        let blocks: Vec<&str> =
            read.blocks.iter().flatten().map(|block| block.span.of(&read.text)).collect();
        assert_eq!(blocks, ["The visit", "Ruiz said “never”.\nAnd left.", "One"]);
    }

    #[test]
    fn cells_of_a_row_share_a_line() {
        let mut builder = TextBuilder::new();
        builder.begin(BlockKind::Other, 0);
        builder.text("a");
        builder.begin_cell();
        builder.text("b");
        builder.begin(BlockKind::Other, 0);
        builder.text("c");
        assert_eq!(finished(builder).text, "\n\na\tb\n\nc\n");
    }

    #[test]
    fn another_text_is_appended_with_its_blocks() {
        let mut note = TextBuilder::new();
        note.begin(BlockKind::Footnote, 0);
        note.mark("1");
        note.text("See below.");
        let mut builder = TextBuilder::new();
        builder.text("Ruiz left.");
        builder.append(note);
        builder.append(TextBuilder::new());
        builder.begin(BlockKind::Paragraph, 0);
        builder.text("Then he came back.");
        let read = finished(builder);
        assert_eq!(read.text, "\n\nRuiz left.\n\n1 See below.\n\nThen he came back.\n");
        let blocks = read.blocks.unwrap();
        let words: Vec<_> = blocks.iter().map(|b| (b.kind, b.span.of(&read.text))).collect();
        assert_eq!(words[1], (BlockKind::Footnote, "See below."));
        assert_eq!(words[2], (BlockKind::Paragraph, "Then he came back."));
    }

    #[test]
    fn an_open_block_can_be_taken_back() {
        let mut builder = TextBuilder::new();
        builder.discard();
        builder.text("Ruiz left.");
        builder.begin(BlockKind::Paragraph, 0);
        builder.text("Hidden.");
        builder.discard();
        builder.text("Then he came back.");
        let read = finished(builder);
        assert_eq!(read.text, "\n\nRuiz left.\n\nThen he came back.\n");
        assert_eq!(read.blocks.unwrap().len(), 2);
    }

    #[test]
    fn nothing_and_too_much_are_errors() {
        let finish = |builder: TextBuilder| builder.finish(Charset::UTF_8, Properties::default());
        let mut builder = TextBuilder::new();
        builder.text(" \n ");
        assert_eq!(finish(builder).unwrap_err(), Illegible::NoText);
        let mut builder = TextBuilder::new();
        let words = "word ".repeat(1 << 20);
        while !builder.is_full() {
            builder.text(&words);
        }
        assert_eq!(finish(builder).unwrap_err(), Illegible::TooMuchText);
    }
}
