//! What the styles of a document say about paragraphs and runs.

use crate::format::headings;
use crate::format::quotes::QUOTES;
use crate::format::xml::{Element, Node, Xml};
use std::collections::BTreeMap;
use std::io::Read;

/// How many styles a style may be based on, one on the other.
const MAX_BASES: usize = 16;

/// The styles of a document, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// A style, or what all styles from it to its base say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Its name, in small letters.
    name: String,
    based_on: Option<String>,
    /// The level of the heading, from 1; 0 if it is none.
    pub(super) heading: Option<u8>,
    /// The list that its paragraphs are items of, and their level from 0.
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) is_hidden: Option<bool>,
    pub(super) is_title: bool,
    pub(super) is_quote: bool,
    pub(super) is_caption: bool,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(part: impl Read) -> Self {
        let mut xml = Xml::new(part);
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut depth = 0_usize;
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) if element.name() == "style" => {
                    let id = element.attribute("styleId").unwrap_or_default().into_owned();
                    open = Some((id, Style::default()));
                    depth = 1;
                }
                Node::Start(element) => {
                    depth += 1;
                    if let Some((_, style)) = &mut open {
                        style.property(&element);
                    }
                }
                Node::End => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        styles.extend(open.take());
                    }
                }
                Node::Text(_) => {}
            }
        }
        Self(styles)
    }

    /// What a style says, with what the styles it is based on say.
    pub(super) fn of(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = self.0.get(id);
        for _ in 0..MAX_BASES {
            let Some(style) = next else { break };
            found.fill(style);
            next = style.based_on.as_ref().and_then(|base| self.0.get(base));
        }
        found
    }
}

impl Style {
    fn property(&mut self, element: &Element<'_>) {
        let value = element.attribute("val").unwrap_or_default();
        match element.name() {
            "name" => {
                self.name = value.to_lowercase();
                self.heading = headings::level(&self.name);
                self.is_title = self.name == "title";
                self.is_quote = QUOTES.contains(&self.name);
                self.is_caption = self.name == "caption";
            }
            "basedOn" => self.based_on = Some(value.into_owned()),
            "outlineLvl" => self.heading = outline(&value).or(self.heading),
            "numId" => self.list = Some(value.into_owned()),
            "ilvl" => self.level = value.parse().ok(),
            "vanish" => self.is_hidden = Some(is_on(element)),
            _ => {}
        }
    }

    /// Takes over what a base says and this style does not.
    fn fill(&mut self, base: &Style) {
        let is_kind = self.is_title || self.is_quote || self.is_caption;
        self.heading = self.heading.or(base.heading);
        self.list = self.list.take().or_else(|| base.list.clone());
        self.level = self.level.or(base.level);
        self.is_hidden = self.is_hidden.or(base.is_hidden);
        self.is_title |= base.is_title && !is_kind;
        self.is_quote |= base.is_quote && !is_kind;
        self.is_caption |= base.is_caption && !is_kind;
    }
}

/// The level of a heading by its outline level, which is from 0, and 9 for no heading.
pub(super) fn outline(value: &str) -> Option<u8> {
    let level: u8 = value.parse().ok()?;
    Some(if level < 9 { level + 1 } else { 0 })
}

/// Whether a property that is on or off is on: it is if it has no value.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"))
}
