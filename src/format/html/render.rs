//! Writes the text of a tree, block by block.

use super::notes::is_note_mark;
use super::table::is_layout;
use super::tag::{Class, Tag};
use super::tree::{Node, Tree};
use crate::format::builder::TextBuilder;
use crate::prose::BlockKind;
use std::ops::Range;

/// Writes the text in a range of nodes, without the elements that are left out.
pub(super) fn render(
    tree: &Tree,
    range: Range<usize>,
    is_left_out: &dyn Fn(usize) -> bool,
    builder: &mut TextBuilder,
) {
    let mut writer = Writer {
        tree,
        is_left_out,
        builder,
        open: Vec::new(),
        fresh: true,
        breaks: 0,
        last: None,
        notes: Vec::new(),
    };
    writer.range(range);
    for note in std::mem::take(&mut writer.notes) {
        let open = Open { end: note.end, role: Role::Footnote };
        writer.open.push(open);
        writer.fresh = true;
        writer.range(note);
    }
    writer.builder.end();
}

/// What an open element does to the blocks in it.
#[derive(Clone, Copy, Debug)]
enum Role {
    Heading(u8),
    /// A list, with the number of its next item, if they have numbers.
    List(Option<u32>),
    /// An item of a list, and whether its first block has begun.
    Item {
        number: Option<u32>,
        begun: bool,
    },
    Quote {
        begun: bool,
    },
    Footnote,
    /// A caption, a term or its definition.
    Other,
    /// A row of a table, and whether a cell of it has begun.
    Row {
        begun: bool,
    },
    Cell {
        begun: bool,
    },
    Table {
        layout: bool,
    },
    /// Text with its own lines.
    Pre,
    /// A quotation in a paragraph, and its closing mark.
    Quotation(&'static str),
    Block,
    Inline,
}

struct Open {
    end: usize,
    role: Role,
}

struct Writer<'a> {
    tree: &'a Tree,
    is_left_out: &'a dyn Fn(usize) -> bool,
    builder: &'a mut TextBuilder,
    open: Vec<Open>,
    /// Whether the next word begins a block.
    fresh: bool,
    /// Line breaks since the last word.
    breaks: u8,
    /// The last character written in the block.
    last: Option<char>,
    /// Notes inside sentences, which are written at the end.
    notes: Vec<Range<usize>>,
}

impl Writer<'_> {
    fn range(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end && !self.builder.is_full() {
            self.close(at);
            at = match self.tree.node(at) {
                Some(Node::Text { .. }) => {
                    self.text(self.tree.text(at).unwrap_or_default());
                    at + 1
                }
                Some(Node::Element { tag, .. }) => self.enter(at, tag),
                None => break,
            };
        }
        self.close(usize::MAX);
    }

    /// Closes the elements that end before a node.
    fn close(&mut self, at: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= at) {
            match open.role {
                Role::Inline => {}
                Role::Quotation(mark) => self.words(mark),
                _ => self.fresh = true,
            }
        }
    }

    /// Opens an element or passes over it, and returns the next node.
    fn enter(&mut self, at: usize, tag: Tag) -> usize {
        let end = self.tree.end(at);
        if tag.is(Class::BLOCK) {
            self.fresh = true;
        }
        self.builder.anchor(self.tree.attribute(at, "id"));
        if let Some(label) = page_break(self.tree, at) {
            self.builder.page_break(&label);
            return end;
        }
        if tag.is(Class::SILENT) || (self.is_left_out)(at) || is_note_mark(self.tree, at, self.last)
        {
            return end;
        }
        match tag.name() {
            "br" => {
                self.line_break();
                return end;
            }
            "img" | "wbr" => return end,
            _ => {}
        }
        if super::notes::is_note(self.tree, at) {
            if tag.is(Class::BLOCK) {
                self.open.push(Open { end, role: Role::Footnote });
                return at + 1;
            }
            self.notes.push(at + 1..end);
            return end;
        }
        let role = self.role(at, tag);
        if let Role::Quotation(_) = role {
            self.words(self.quotation_marks().0);
        }
        self.open.push(Open { end, role });
        at + 1
    }

    fn role(&mut self, at: usize, tag: Tag) -> Role {
        if let Some(level) = tag.heading() {
            return Role::Heading(level);
        }
        let number = |name| self.tree.attribute(at, name).and_then(|n| n.trim().parse().ok());
        match tag.name() {
            "ul" | "menu" | "dir" => Role::List(None),
            "ol" => Role::List(Some(number("start").unwrap_or(1))),
            "li" => {
                let own = number("value");
                Role::Item { number: self.next_number(own), begun: false }
            }
            "blockquote" => Role::Quote { begun: false },
            "figcaption" | "caption" | "legend" | "dt" | "dd" => Role::Other,
            "table" => Role::Table { layout: is_layout(self.tree, at) },
            "tr" if !self.in_layout() => Role::Row { begun: false },
            "td" | "th" if !self.in_layout() => Role::Cell { begun: false },
            "pre" | "listing" | "xmp" | "plaintext" => Role::Pre,
            "q" if !self.opens_with_mark(at) => Role::Quotation(self.quotation_marks().1),
            _ if tag.is(Class::BLOCK) && keeps_lines(self.tree, at) => Role::Pre,
            _ if tag.is(Class::BLOCK) => Role::Block,
            _ => Role::Inline,
        }
    }

    /// The number of the next item of the innermost list.
    fn next_number(&mut self, own: Option<u32>) -> Option<u32> {
        let list = self.open.iter_mut().rev().find_map(|open| match &mut open.role {
            Role::List(number) => Some(number),
            _ => None,
        })?;
        let number = own.or(*list)?;
        *list = list.map(|_| number.saturating_add(1));
        Some(number)
    }

    fn in_layout(&self) -> bool {
        let table = self.open.iter().rev().find_map(|open| match open.role {
            Role::Table { layout } => Some(layout),
            _ => None,
        });
        table.unwrap_or(true)
    }

    /// The marks of a quotation at this depth.
    fn quotation_marks(&self) -> (&'static str, &'static str) {
        let outer = self.open.iter().filter(|open| matches!(open.role, Role::Quotation(_))).count();
        if outer % 2 == 0 { ("“", "”") } else { ("‘", "’") }
    }

    /// Whether a page that writes its quotation marks itself has one there.
    fn opens_with_mark(&self, at: usize) -> bool {
        let is_mark = |c: char| matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '‹' | '»' | '”');
        let first = self.tree.content(at).flat_map(str::chars).find(|c| !c.is_whitespace());
        first.is_some_and(is_mark)
            || (!self.fresh && self.last.is_some_and(|c| is_mark(c) && c != '’'))
    }

    fn line_break(&mut self) {
        self.breaks = self.breaks.saturating_add(1);
        if self.breaks == 1 {
            self.builder.line_break();
        } else {
            self.fresh = true;
        }
    }

    fn text(&mut self, text: &str) {
        if !self.open.iter().rev().any(|open| matches!(open.role, Role::Pre)) {
            self.words(text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.line_break();
            }
            self.words(line);
        }
    }

    /// Writes words, and begins a block if they are its first.
    fn words(&mut self, text: &str) {
        let Some(first) = text.find(|c: char| !is_blank(c)) else {
            if !self.fresh {
                self.builder.text(text);
            }
            return;
        };
        let mut text = text;
        if self.fresh {
            text = text.get(first..).unwrap_or_default();
            self.begin();
        }
        self.breaks = 0;
        self.last = text.chars().next_back();
        if text.contains(is_invisible) {
            self.builder.text(&text.replace(is_invisible, ""));
        } else {
            self.builder.text(text);
        }
    }

    /// Begins a block of the kind that the open elements give it.
    fn begin(&mut self) {
        self.fresh = false;
        self.last = None;
        let count = |is: fn(&Role) -> bool| {
            let number = self.open.iter().filter(|open| is(&open.role)).count();
            u8::try_from(number).unwrap_or(u8::MAX)
        };
        let items = count(|role| matches!(role, Role::Item { .. }));
        let quotes = count(|role| matches!(role, Role::Quote { .. }));
        let is_note = count(|role| matches!(role, Role::Footnote)) > 0;
        let mut in_row = false;
        for open in self.open.iter_mut().rev() {
            if let Role::Row { begun } = &mut open.role {
                in_row = std::mem::replace(begun, true);
                break;
            }
        }
        for open in self.open.iter_mut().rev() {
            match &mut open.role {
                Role::Heading(level) => return self.builder.begin(BlockKind::Heading, *level),
                Role::Item { number, begun } => {
                    let (kind, depth) = match is_note {
                        true => (BlockKind::Footnote, 0),
                        false => (BlockKind::Item, items),
                    };
                    if std::mem::replace(begun, true) {
                        return self.builder.begin_continued(kind, depth);
                    }
                    self.builder.begin(kind, depth);
                    let mark = number.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
                    return self.builder.mark(&mark);
                }
                _ if is_note => {}
                Role::Quote { begun } => {
                    return match std::mem::replace(begun, true) {
                        true => self.builder.begin_continued(BlockKind::Quote, quotes),
                        false => self.builder.begin(BlockKind::Quote, quotes),
                    };
                }
                Role::Cell { begun } => {
                    return match !std::mem::replace(begun, true) && in_row {
                        true => self.builder.begin_cell(),
                        false => self.builder.begin(BlockKind::Other, 0),
                    };
                }
                Role::Other => return self.builder.begin(BlockKind::Other, 0),
                _ => {}
            }
        }
        let kind = if is_note { BlockKind::Footnote } else { BlockKind::Paragraph };
        self.builder.begin(kind, 0);
    }
}

/// The label of the printed page that begins at an element, as e-books mark it.
fn page_break(tree: &Tree, at: usize) -> Option<String> {
    let is = |name: &str, value: &str| {
        let mut values = tree.attribute(at, name).unwrap_or_default().split_ascii_whitespace();
        values.any(|each| each == value)
    };
    if !is("epub:type", "pagebreak") && !is("role", "doc-pagebreak") {
        return None;
    }
    let named = ["title", "aria-label"].iter().find_map(|name| tree.attribute(at, name));
    Some(named.map_or_else(|| tree.content(at).collect(), str::to_owned))
}

/// White space, and characters that show nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Where a word may be hyphenated or a line broken.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}

/// Whether the style of an element keeps the lines of its text.
fn keeps_lines(tree: &Tree, at: usize) -> bool {
    let style = tree.attribute(at, "style").unwrap_or_default();
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    let value = rules.rfind(|(name, _)| name.trim().eq_ignore_ascii_case("white-space"));
    value.is_some_and(|(_, value)| value.trim().starts_with("pre"))
}
