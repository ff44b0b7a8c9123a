//! The Markdown containers around a place: block quotations, lists, footnotes, tables.

use crate::prose::BlockKind;

/// A container of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Heading(u8),
    Quote,
    /// A callout that is no quotation, a block quotation only by its markup; with the number of quotations around it.
    Callout(usize),
    Item,
    Footnote,
    Cell,
}

/// The containers around the current place.
#[derive(Debug, Default)]
pub(super) struct Containers {
    /// From the outermost, each with its running number.
    open: Vec<(Container, usize)>,
    entered: usize,
    /// How many of each kind are open, so that deep nesting costs nothing.
    quotes: usize,
    items: usize,
    footnotes: usize,
    cells: usize,
}

impl Containers {
    pub(super) fn enter(&mut self, container: Container) {
        self.entered += 1;
        self.open.push((container, self.entered));
        match container {
            Container::Callout(_) => self.quotes = 0,
            _ => self.count(container, |open| open + 1),
        }
    }

    /// Enters a callout that is no quotation.
    pub(super) fn enter_callout(&mut self) {
        self.enter(Container::Callout(self.quotes));
    }

    pub(super) fn leave(&mut self) {
        match self.open.pop() {
            Some((Container::Callout(around), _)) => self.quotes = around,
            Some((container, _)) => self.count(container, |open| open.saturating_sub(1)),
            None => {}
        }
    }

    fn count(&mut self, container: Container, change: impl Fn(usize) -> usize) {
        let open = match container {
            Container::Quote => &mut self.quotes,
            Container::Item => &mut self.items,
            Container::Footnote => &mut self.footnotes,
            Container::Cell => &mut self.cells,
            Container::Heading(_) | Container::Callout(_) => return,
        };
        *open = change(*open);
    }

    /// The running number of the innermost one.
    pub(super) fn innermost(&self) -> Option<usize> {
        self.open.last().map(|(_, number)| *number)
    }

    /// The kind of a block here.
    pub(super) fn kind(&self) -> BlockKind {
        match self.open.last() {
            Some((Container::Heading(_), _)) => BlockKind::Heading,
            _ if self.footnotes > 0 => BlockKind::Footnote,
            _ if self.cells > 0 => BlockKind::Other,
            _ if self.quotes > 0 => BlockKind::Quote,
            _ if self.items > 0 => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }

    /// The depth of a block of that kind here; for a heading, its level.
    pub(super) fn depth(&self, kind: BlockKind) -> u8 {
        let depth = match (kind, self.open.last()) {
            (BlockKind::Heading, Some((Container::Heading(level), _))) => return *level,
            (BlockKind::Heading, _) => 1,
            (BlockKind::Item, _) => self.items,
            (BlockKind::Quote, _) => self.quotes,
            _ => 0,
        };
        u8::try_from(depth).unwrap_or(u8::MAX)
    }
}
