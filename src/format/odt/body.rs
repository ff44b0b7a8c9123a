//! The words of the body.

use super::flow::{Flow, Paragraph};
use super::lists::List;
use super::styles::{Family, Styles};
use crate::format::builder::TextBuilder;
use crate::format::table::Table;
use crate::format::xml::Element;
use crate::prose::BlockKind;
use std::collections::BTreeMap;

/// How deep boxes and notes may stand in each other; deeper ones are not read.
const MAX_FLOWS: usize = 4;

/// The most lists whose numbers may go on later.
const MAX_LISTS: usize = 1 << 12;

/// The longest title, in bytes.
const MAX_TITLE: usize = 1 << 10;

/// The most spaces that one element stands for.
const MAX_SPACES: usize = 1 << 8;

/// The state of reading a body.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) styles: Styles,
    open: Vec<Tag>,
    /// How many elements are open whose words are not shown, with those inside them.
    skipped: usize,
    flow: Flow,
    outer: Vec<Flow>,
    /// The notes, which follow the text.
    notes: TextBuilder,
    /// The numbers that lists of a style have reached.
    counts: BTreeMap<String, u32>,
    pub(super) title: String,
}

/// An element whose end matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Paragraph,
    List,
    Table,
    Note,
    Box,
    Other,
    Skipped,
}

impl Body {
    /// Whether there is room for more text.
    pub(super) fn is_full(&self) -> bool {
        self.flow.text.is_full() || self.notes.is_full()
    }

    /// The text with its notes.
    pub(super) fn finish(mut self) -> TextBuilder {
        while !self.open.is_empty() {
            self.end();
        }
        self.flow.tables.clear();
        self.flow.place_boxes();
        self.flow.text.append(self.notes);
        self.flow.text
    }

    /// Takes in an element that begins.
    pub(super) fn start(&mut self, element: &Element<'_>) {
        let tag = match self.skipped > 0 || is_silent(element) {
            true => Tag::Skipped,
            false => self.tag(element),
        };
        self.skipped += usize::from(tag == Tag::Skipped);
        self.open.push(tag);
    }

    fn tag(&mut self, element: &Element<'_>) -> Tag {
        match (element.name(), element.prefix()) {
            ("p" | "h", "text") => {
                self.begin_paragraph(element);
                return Tag::Paragraph;
            }
            ("span", _) if self.is_hidden_span(element) => return Tag::Skipped,
            ("s", _) => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                self.text(&" ".repeat(count.unwrap_or(1).min(MAX_SPACES)));
            }
            ("tab", _) => self.text("\t"),
            ("line-break", _) => self.flow.text.line_break(),
            ("hidden-paragraph", _) if is_true(element, "is-hidden") => self.hide_paragraph(),
            ("list", _) => {
                self.begin_list(element);
                return Tag::List;
            }
            ("list-item", _) => self.begin_item(element),
            ("list-header", _) => self.in_list(|list| list.is_unmarked = false),
            ("table", "table") => {
                self.flow.tables.push(Table::default());
                return Tag::Table;
            }
            ("table-column", _) => {
                let repeated = element.attribute("number-columns-repeated");
                let is_repeated = repeated.is_some_and(|count| count != "1");
                self.in_table(Table::add_column);
                if is_repeated {
                    self.in_table(Table::add_column);
                }
            }
            ("table-row", _) => self.in_table(Table::begin_row),
            ("table-cell", _) => self.in_table(Table::begin_cell),
            ("note-body", _) => return self.begin_flow(Tag::Note),
            (name, "draw") if !matches!(name, "frame" | "g" | "a") => {
                return self.begin_flow(Tag::Box);
            }
            _ => {}
        }
        Tag::Other
    }

    fn begin_flow(&mut self, tag: Tag) -> Tag {
        if self.outer.len() >= MAX_FLOWS {
            return Tag::Skipped;
        }
        let inner = Flow { is_note: tag == Tag::Note || self.flow.is_note, ..Flow::default() };
        self.outer.push(std::mem::replace(&mut self.flow, inner));
        tag
    }

    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let name = element.attribute("style-name").unwrap_or_default();
        let style = self.styles.of(Family::Paragraph, &name);
        let level = || element.attribute("outline-level").and_then(|level| level.parse().ok());
        let heading = match element.name() {
            "h" => Some(level().unwrap_or(1)),
            _ => style.heading,
        };
        let is_hidden = style.is_hidden == Some(true);
        self.flow.paragraph = Some(Paragraph { style, heading, is_hidden, ..Default::default() });
    }

    fn is_hidden_span(&self, element: &Element<'_>) -> bool {
        let name = element.attribute("style-name").unwrap_or_default();
        self.styles.of(Family::Text, &name).is_hidden == Some(true)
    }

    /// Takes back a paragraph that turns out to be hidden.
    fn hide_paragraph(&mut self) {
        if let Some(paragraph) = &mut self.flow.paragraph {
            paragraph.is_hidden = true;
            if paragraph.has_begun {
                self.flow.text.discard();
            }
        }
    }

    fn in_table(&mut self, change: fn(&mut Table)) {
        self.flow.tables.last_mut().into_iter().for_each(change);
    }

    fn in_list(&mut self, change: fn(&mut List)) {
        self.flow.lists.last_mut().into_iter().for_each(change);
    }

    fn begin_list(&mut self, element: &Element<'_>) {
        let outer = self.flow.lists.last().map(|list| list.style.clone());
        let own = element.attribute("style-name").map(|name| name.into_owned());
        let style = own.or(outer).unwrap_or_default();
        let goes_on =
            is_true(element, "continue-numbering") || element.attribute("continue-list").is_some();
        let count = self.counts.get(&style).copied().filter(|_| goes_on);
        self.flow.lists.push(List { style, count, is_unmarked: false });
    }

    fn begin_item(&mut self, element: &Element<'_>) {
        let depth = self.flow.lists.len();
        let Some(list) = self.flow.lists.last_mut() else { return };
        let start = element.attribute("start-value").and_then(|start| start.parse().ok());
        let next = list.count.map(|count| count.saturating_add(1));
        let first = || self.styles.list(&list.style).map_or(1, |style| style.start(depth));
        list.count = Some(start.or(next).unwrap_or_else(first));
        list.is_unmarked = true;
    }

    /// Takes in characters.
    pub(super) fn text(&mut self, words: &str) {
        let Some(paragraph) = &mut self.flow.paragraph else { return };
        if self.skipped > 0 || paragraph.is_hidden {
            return;
        }
        if !paragraph.has_begun {
            if words.trim().is_empty() {
                return;
            }
            paragraph.has_begun = true;
            paragraph.is_title_of_all =
                paragraph.style.is_title && self.title.is_empty() && self.outer.is_empty();
            self.begin_block();
        }
        let is_title = self.flow.paragraph.as_ref().is_some_and(|it| it.is_title_of_all);
        if is_title && self.title.len() + words.len() < MAX_TITLE {
            self.title.push_str(words);
        }
        self.flow.text.text(words);
    }

    /// Begins the block of a paragraph that has words.
    fn begin_block(&mut self) {
        let flow = &mut self.flow;
        let Some(paragraph) = &flow.paragraph else { return };
        let text = &mut flow.text;
        text.mark("");
        let depth = u8::try_from(flow.lists.len()).unwrap_or(u8::MAX);
        let mark = flow.lists.last().filter(|list| list.is_unmarked).map(|list| {
            let style = self.styles.list(&list.style);
            style.map_or_else(|| "•".to_owned(), |style| style.mark(&flow.lists))
        });
        if flow.is_note {
            text.begin(BlockKind::Footnote, 0);
        } else if let Some(table) = flow.tables.last_mut().filter(|table| table.is_table()) {
            table.begin_block(text);
        } else if let Some(level) = paragraph.heading {
            text.begin(BlockKind::Heading, level);
            text.mark(mark.as_deref().filter(|mark| *mark != "•").unwrap_or_default());
        } else if !flow.lists.is_empty() {
            match &mark {
                Some(mark) => {
                    text.begin(BlockKind::Item, depth);
                    text.mark(mark);
                }
                None => text.begin_continued(BlockKind::Item, depth),
            }
        } else if paragraph.style.is_quote {
            text.begin(BlockKind::Quote, 1);
        } else if paragraph.style.is_caption {
            text.begin(BlockKind::Other, 0);
        } else {
            text.begin(BlockKind::Paragraph, 0);
        }
        self.in_list(|list| list.is_unmarked = false);
    }

    /// Takes in the end of the innermost element.
    pub(super) fn end(&mut self) {
        match self.open.pop() {
            Some(Tag::Paragraph) => {
                self.flow.paragraph = None;
                self.flow.text.end();
                self.flow.place_boxes();
            }
            Some(Tag::List) => {
                let list = self.flow.lists.pop().unwrap_or_default();
                if let Some(count) = list.count
                    && (self.counts.len() < MAX_LISTS || self.counts.contains_key(&list.style))
                {
                    self.counts.insert(list.style, count);
                }
            }
            Some(Tag::Table) => {
                self.flow.tables.pop();
                self.flow.place_boxes();
            }
            Some(tag @ (Tag::Note | Tag::Box)) => {
                let outer = self.outer.pop().unwrap_or_default();
                let mut inner = std::mem::replace(&mut self.flow, outer);
                inner.tables.clear();
                inner.place_boxes();
                match tag {
                    Tag::Note => self.notes.append(inner.text),
                    _ => self.flow.boxes.append(inner.text),
                }
                if self.flow.paragraph.is_none() {
                    self.flow.place_boxes();
                }
            }
            Some(Tag::Skipped) => self.skipped = self.skipped.saturating_sub(1),
            _ => {}
        }
    }
}

fn is_true(element: &Element<'_>, attribute: &str) -> bool {
    element.attribute(attribute).is_some_and(|value| value == "true")
}

/// Whether the words of an element are not shown.
fn is_silent(element: &Element<'_>) -> bool {
    match element.name() {
        "tracked-changes" | "annotation" | "annotation-end" | "note-citation" | "ruby-text"
        | "covered-table-cell" | "script" | "forms" | "binary-data" => true,
        "hidden-text" => is_true(element, "is-hidden"),
        "section" | "variable-set" | "user-field-get" | "conditional-text" => {
            is_true(element, "is-hidden")
                && element.attribute("display").is_none_or(|display| display == "condition")
                || element.attribute("display").is_some_and(|display| display == "none")
        }
        // The templates of indexes.
        name if name.ends_with("-source") => true,
        // Descriptions of pictures.
        _ => element.prefix() == "svg",
    }
}
