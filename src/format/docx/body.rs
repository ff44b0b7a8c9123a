//! The words of the main part, and of the parts with its notes.

use super::flow::Flow;
use super::numbering::Numbering;
use super::styles::{Styles, is_on, outline};
use crate::format::builder::TextBuilder;
use crate::format::symbols;
use crate::format::table::Table;
use crate::format::xml::{Element, Node, Xml};
use crate::prose::BlockKind;
use std::collections::BTreeSet;
use std::io::Read;

/// How deep text boxes may stand in each other; deeper ones are not read.
const MAX_BOXES: usize = 4;

/// The most notes of a document.
const MAX_NOTES: usize = 1 << 16;

/// The longest title, in bytes.
const MAX_TITLE: usize = 1 << 10;

/// The two kinds of notes, each with a part of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Notes {
    Foot,
    End,
}

/// The state of reading.
#[derive(Debug)]
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    /// What each open element is.
    open: Vec<Tag>,
    /// How many elements are open whose words are not shown, with those inside them.
    skipped: usize,
    /// The text, or the box in it that is read.
    flow: Flow,
    /// What the box stands in.
    outer: Vec<Flow>,
    /// The notes being read.
    notes: Option<Notes>,
    /// The notes that the text refers to.
    referred: BTreeSet<(Notes, String)>,
    title: String,
}

/// An element whose end or inside matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProperties,
    /// The properties of the mark that ends a paragraph.
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Table,
    RowProperties,
    Box,
    /// One content for several programs, and whether one of its forms was read.
    Alternatives(bool),
    Other,
    Skipped,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            open: Vec::new(),
            skipped: 0,
            flow: Flow::default(),
            outer: Vec::new(),
            notes: None,
            referred: BTreeSet::new(),
            title: String::new(),
        }
    }

    /// Reads the main part, or one with notes, of which only those are kept that the text refers to. Returns whether
    /// the part is whole.
    pub(super) fn read(&mut self, part: impl Read, notes: Option<Notes>) -> bool {
        self.notes = notes;
        let mut xml = Xml::new(part);
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) => self.start(&element),
                Node::End => self.end(),
                Node::Text(text) if self.open.last() == Some(&Tag::Text) => self.write(&text),
                Node::Text(_) => {}
            }
            if self.flow.text.is_full() {
                break;
            }
        }
        while !self.open.is_empty() {
            self.end();
        }
        !xml.is_broken()
    }

    /// The text, and the paragraph in the style for titles.
    pub(super) fn finish(self) -> (TextBuilder, String) {
        (self.flow.text, self.title)
    }

    fn start(&mut self, element: &Element<'_>) {
        let tag = if self.skipped > 0 { Tag::Skipped } else { self.tag(element) };
        self.skipped += usize::from(tag == Tag::Skipped);
        self.open.push(tag);
    }

    /// Takes in an element that begins.
    fn tag(&mut self, element: &Element<'_>) -> Tag {
        let parent = self.open.last().copied().unwrap_or(Tag::Other);
        match (element.name(), parent) {
            ("p", _) => {
                self.flow.begin_paragraph();
                return Tag::Paragraph;
            }
            ("pPr", _) => return Tag::ParagraphProperties,
            ("rPr", Tag::ParagraphProperties) => return Tag::MarkProperties,
            ("rPr", _) => return Tag::RunProperties,
            ("del" | "moveFrom", Tag::MarkProperties) => self.flow.paragraph.is_joined = true,
            ("del", Tag::RowProperties) => {
                self.flow.tables.last_mut().into_iter().for_each(Table::delete_row);
            }
            (name, Tag::ParagraphProperties | Tag::RunProperties) if !name.ends_with("Change") => {
                self.property(element);
            }
            ("numId", _) => self.flow.paragraph.list = value(element),
            ("ilvl", _) => {
                self.flow.paragraph.level = value(element).and_then(|level| level.parse().ok());
            }
            ("r", _) => {
                self.flow.run = Default::default();
                return Tag::Run;
            }
            ("t", _) => return Tag::Text,
            ("tab" | "ptab", Tag::Run) => self.write("\t"),
            ("br" | "cr", Tag::Run) => {
                if self.is_shown() {
                    self.flow.text.line_break();
                }
            }
            ("noBreakHyphen", Tag::Run) => self.write("\u{2011}"),
            ("sym", Tag::Run) => self.symbol(element),
            ("fldChar", _) => {
                let kind = element.attribute("fldCharType").unwrap_or_default();
                self.flow.fields.character(&kind);
            }
            _ => return self.structure(element, parent),
        }
        Tag::Other
    }

    /// Takes in an element that is larger or smaller than the words of a run.
    fn structure(&mut self, element: &Element<'_>, parent: Tag) -> Tag {
        match (element.name(), parent) {
            ("tbl", _) => {
                self.flow.tables.push(Table::default());
                Tag::Table
            }
            ("gridCol", _) => self.in_table(Table::add_column),
            ("tr", _) => self.in_table(Table::begin_row),
            ("trPr", _) => Tag::RowProperties,
            ("tc", _) => self.in_table(Table::begin_cell),
            ("txbxContent", _) if self.outer.len() < MAX_BOXES => {
                self.outer.push(std::mem::take(&mut self.flow));
                Tag::Box
            }
            ("AlternateContent", _) => Tag::Alternatives(false),
            ("Choice" | "Fallback", Tag::Alternatives(false)) => {
                self.open.pop();
                self.open.push(Tag::Alternatives(true));
                Tag::Other
            }
            ("footnoteReference", _) => self.refer(Notes::Foot, element),
            ("endnoteReference", _) => self.refer(Notes::End, element),
            ("footnote" | "endnote", _) => {
                let id = element.attribute("id").unwrap_or_default().into_owned();
                let note = self.notes.map(|kind| (kind, id));
                let is_read = note.is_some_and(|note| self.referred.contains(&note));
                if is_read { Tag::Other } else { Tag::Skipped }
            }
            ("Choice" | "Fallback", Tag::Alternatives(true))
            | ("txbxContent" | "del" | "moveFrom" | "sdtPr" | "rt" | "numberingChange", _) => {
                Tag::Skipped
            }
            (name, _) if name.ends_with("PrChange") => Tag::Skipped,
            _ => Tag::Other,
        }
    }

    fn in_table(&mut self, change: fn(&mut Table)) -> Tag {
        self.flow.tables.last_mut().into_iter().for_each(change);
        Tag::Other
    }

    fn refer(&mut self, kind: Notes, element: &Element<'_>) -> Tag {
        if let Some(id) = element.attribute("id")
            && self.is_shown()
            && self.referred.len() < MAX_NOTES
        {
            self.referred.insert((kind, id.into_owned()));
        }
        Tag::Other
    }

    /// Takes in a property of the paragraph or the run.
    fn property(&mut self, element: &Element<'_>) {
        let (paragraph, run) = (&mut self.flow.paragraph, &mut self.flow.run);
        match element.name() {
            "pStyle" => {
                paragraph.style = self.styles.of(&value(element).unwrap_or_default());
            }
            "outlineLvl" => {
                paragraph.heading = value(element).and_then(|level| outline(&level));
            }
            "vanish" | "specVanish" => run.is_hidden = Some(is_on(element)),
            "rStyle" => {
                run.is_style_hidden =
                    value(element).and_then(|style| self.styles.of(&style).is_hidden);
            }
            "rFonts" => {
                run.is_symbol = element.attribute("ascii").is_some_and(|font| font == "Symbol");
            }
            _ => {}
        }
    }

    /// A character by its code in a font of pictures.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attribute("char");
        let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
        let Some(c) = code.and_then(char::from_u32) else { return };
        let is_symbol = element.attribute("font").is_some_and(|font| font == "Symbol");
        let shown = if is_symbol { symbols::shown(c) } else { Some(c) };
        if let Some(c) = shown.filter(|c| !symbols::is_picture(*c)) {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Whether words at this point are shown.
    fn is_shown(&self) -> bool {
        let flow = &self.flow;
        self.skipped == 0
            && !flow.run.is_hidden_in(&flow.paragraph.style)
            && !flow.fields.is_instruction()
            && !flow.tables.iter().any(Table::is_deleted)
    }

    fn write(&mut self, words: &str) {
        if !self.is_shown() {
            return;
        }
        if !self.flow.paragraph.has_begun {
            if words.trim().is_empty() {
                return;
            }
            self.flow.paragraph.has_begun = true;
            self.flow.paragraph.is_title_of_all = self.flow.paragraph.style.is_title
                && self.title.is_empty()
                && self.outer.is_empty();
            self.begin_block();
        }
        if self.flow.paragraph.is_title_of_all && self.title.len() + words.len() < MAX_TITLE {
            self.title.push_str(words);
        }
        if self.flow.run.is_symbol {
            let shown: String = words.chars().filter_map(symbols::shown).collect();
            return self.flow.text.text(&shown);
        }
        self.flow.text.text(words);
    }

    /// Begins the block of a paragraph that has words.
    fn begin_block(&mut self) {
        let flow = &mut self.flow;
        flow.text.mark("");
        let follows_item = std::mem::take(&mut flow.is_item);
        let item = flow.paragraph.item();
        let mark = item.and_then(|(list, level)| self.numbering.next(list, level));
        let depth = item.map_or(1, |(_, level)| u8::try_from(level + 1).unwrap_or(u8::MAX));
        let (text, style) = (&mut flow.text, &flow.paragraph.style);
        if self.notes.is_some() {
            text.begin(BlockKind::Footnote, 0);
        } else if let Some(table) = flow.tables.last_mut().filter(|table| table.is_table()) {
            table.begin_block(text);
        } else if let Some(level) = flow.paragraph.heading() {
            text.begin(BlockKind::Heading, level);
            text.mark(&mark.unwrap_or_default());
        } else if let Some(mark) = mark {
            match mark.is_empty() && follows_item {
                true => text.begin_continued(BlockKind::Item, depth),
                false => text.begin(BlockKind::Item, depth),
            }
            text.mark(&mark);
            flow.is_item = true;
        } else if style.is_quote {
            text.begin(BlockKind::Quote, 1);
        } else if style.is_caption {
            text.begin(BlockKind::Other, 0);
        } else {
            text.begin(BlockKind::Paragraph, 0);
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Tag::Paragraph) => {
                // An empty item is counted too.
                if let Some((list, level)) = self.flow.paragraph.item()
                    && !self.flow.paragraph.has_begun
                {
                    self.numbering.next(list, level);
                }
                self.flow.end_paragraph();
            }
            Some(Tag::Table) => {
                self.flow.tables.pop();
                self.flow.place_boxes();
            }
            Some(Tag::Box) => {
                let outer = self.outer.pop().unwrap_or_default();
                let inner = std::mem::replace(&mut self.flow, outer);
                self.flow.boxes.append(inner.text);
            }
            Some(Tag::Skipped) => self.skipped = self.skipped.saturating_sub(1),
            _ => {}
        }
    }
}

/// The value of a property.
fn value(element: &Element<'_>) -> Option<String> {
    element.attribute("val").map(|value| value.into_owned())
}
