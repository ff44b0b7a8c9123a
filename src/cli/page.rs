//! A page for a terminal: blocks of styled text, filled to its width and indented.

use super::excerpt::{columns, rows};
use super::terminal;
use anstyle::Style;
use std::ops::Range;

/// The fewest columns that text is filled to, however deep its indent.
const NARROWEST: usize = 20;

/// A page being written.
#[derive(Default)]
pub(super) struct Page {
    /// In columns.
    width: usize,
    out: String,
    /// The stretches of the current block, each with its style.
    block: Vec<(String, Style)>,
    /// The prefix of each line, outermost first.
    indents: Vec<&'static str>,
    /// Replaces the innermost indent on the next line.
    bullet: Option<&'static str>,
    /// Whether the next block follows without a blank line.
    tight: bool,
    /// How many indents the blocks around a blank line share.
    depth: usize,
}

impl Page {
    /// An empty page, at most `width` columns wide. Code is not wrapped.
    pub(super) fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// The page with escapes for colour.
    pub(super) fn finish(mut self) -> String {
        self.end_block();
        self.out
    }

    /// Adds to the block.
    pub(super) fn text(&mut self, text: &str, style: Style) {
        self.block.push((terminal::printable(text), style));
    }

    /// Adds lines verbatim, as a block of their own.
    pub(super) fn code(&mut self, text: &str, style: Style) {
        self.separate();
        let indent = self.indents.concat();
        for line in text.lines() {
            let line = terminal::printable(&line.replace('\t', "    "));
            self.out.push_str(&format!("{indent}    {style}{line}{style:#}\n"));
        }
        self.depth = self.indents.len();
    }

    /// Indents the blocks from here on with `indent`, the first line with `bullet`, which is as wide.
    pub(super) fn indent(&mut self, bullet: &'static str, indent: &'static str) {
        self.end_block();
        self.indents.push(indent);
        self.bullet = Some(bullet);
    }

    /// Ends the last [`Page::indent`].
    pub(super) fn dedent(&mut self) {
        self.end_block();
        self.indents.pop();
        self.bullet = None;
        self.depth = self.depth.min(self.indents.len());
    }

    /// Sets whether the next block follows without a blank line.
    pub(super) fn set_tight(&mut self, tight: bool) {
        self.tight = tight;
    }

    /// Writes the current block in filled lines.
    pub(super) fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let text: String = block.iter().map(|(text, _)| text.as_str()).collect();
        if text.trim().is_empty() {
            return;
        }
        self.separate();
        let indent: usize = self.indents.iter().map(|indent| columns(indent)).sum();
        for row in rows(&text, self.width.saturating_sub(indent).max(NARROWEST)) {
            let innermost = self.indents.len().saturating_sub(1);
            match self.bullet.take() {
                Some(bullet) => {
                    self.out.extend(self.indents.iter().take(innermost).copied().chain([bullet]));
                }
                None => self.out.extend(self.indents.iter().copied()),
            }
            self.out.push_str(&styled(&block, row));
            self.out.push('\n');
        }
        self.depth = self.indents.len();
    }

    /// Writes a blank line between two blocks.
    fn separate(&mut self) {
        if !std::mem::take(&mut self.tight) && !self.out.is_empty() {
            let indent: String = self.indents.iter().take(self.depth).copied().collect();
            self.out.push_str(indent.trim_end());
            self.out.push('\n');
        }
    }
}

/// A row (bytes of the block's text) with the escapes for its styles.
fn styled(block: &[(String, Style)], row: Range<usize>) -> String {
    let mut out = String::new();
    let mut start = 0;
    for (text, style) in block {
        let from = row.start.saturating_sub(start);
        let to = row.end.saturating_sub(start).min(text.len());
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
            out.push_str(&format!("{style}{piece}{style:#}"));
        }
        start += text.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Style = Style::new().bold();

    #[test]
    fn styles_end_with_the_row() {
        let mut page = Page::new(20);
        page.text("a ", Style::new());
        page.text("b and c, which are long", BOLD);
        page.text(" d", Style::new());
        let rows = format!("a {BOLD}b and c, which are{BOLD:#}\n{BOLD}long{BOLD:#} d\n");
        assert_eq!(page.finish(), rows);
    }

    #[test]
    fn escapes_in_documents_do_not_reach_the_terminal() {
        let mut page = Page::new(80);
        page.text("a \u{1b}[31m b", Style::new());
        page.code("\u{1b}[0m", Style::new());
        assert!(!page.finish().contains('\u{1b}'));
    }
}
