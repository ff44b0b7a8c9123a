//! What the styles of a document say about paragraphs, stretches of words, and lists.

use super::lists::ListStyle;
use crate::format::headings;
use crate::format::quotes::QUOTES;
use crate::format::xml::Element;
use std::collections::BTreeMap;

/// How many styles a style may be based on, one on the other.
const MAX_BASES: usize = 16;

/// The most styles that are kept.
const MAX_STYLES: usize = 1 << 16;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: BTreeMap<(Family, String), Style>,
    lists: BTreeMap<String, ListStyle>,
    /// The style being read, or the list's.
    open: Option<(Family, String)>,
    open_list: Option<String>,
}

/// What styles are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Paragraph,
    Text,
}

/// A style, or what all styles from it to its base say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    base: Option<String>,
    pub(super) is_hidden: Option<bool>,
    /// The level of the heading that a title is.
    pub(super) heading: Option<u8>,
    pub(super) is_title: bool,
    pub(super) is_quote: bool,
    pub(super) is_caption: bool,
}

impl Styles {
    /// Takes in an element that begins outside the body.
    pub(super) fn element(&mut self, element: &Element<'_>) {
        match element.name() {
            "style" => self.begin(element),
            "text-properties" => {
                let display = element.attribute("display");
                let style = self.open.as_ref().and_then(|open| self.styles.get_mut(open));
                if let (Some(style), Some(display)) = (style, display) {
                    style.is_hidden = Some(display == "none");
                }
            }
            "default-style" => self.open = None,
            "list-style" => {
                self.open = None;
                let name = element.attribute("name").unwrap_or_default().into_owned();
                if self.lists.len() < MAX_STYLES {
                    self.lists.insert(name.clone(), ListStyle::default());
                    self.open_list = Some(name);
                }
            }
            "list-level-style-number" | "list-level-style-bullet" | "list-level-style-image" => {
                let list = self.open_list.as_ref().and_then(|name| self.lists.get_mut(name));
                if let Some(list) = list {
                    list.level(element);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        let family = match element.attribute("family").as_deref() {
            Some("paragraph") => Family::Paragraph,
            Some("text") => Family::Text,
            _ => return self.open = None,
        };
        let name = element.attribute("name").unwrap_or_default().into_owned();
        let shown = element.attribute("display-name");
        let style = Style {
            base: element.attribute("parent-style-name").map(|base| base.into_owned()),
            ..Style::named(shown.as_deref().unwrap_or(&name))
        };
        if self.styles.len() < MAX_STYLES {
            self.styles.insert((family, name.clone()), style);
            self.open = Some((family, name));
        }
    }

    /// What a style says, with what the styles it is based on say.
    pub(super) fn of(&self, family: Family, name: &str) -> Style {
        let mut found = Style::default();
        let mut next = self.styles.get(&(family, name.to_owned()));
        if next.is_none() {
            // Programs leave out styles that every other one has.
            return Style::named(name);
        }
        for _ in 0..MAX_BASES {
            let Some(style) = next else { break };
            let is_kind = found.is_title || found.is_quote || found.is_caption;
            found.is_hidden = found.is_hidden.or(style.is_hidden);
            found.heading = found.heading.or(style.heading);
            found.is_title |= style.is_title && !is_kind;
            found.is_quote |= style.is_quote && !is_kind;
            found.is_caption |= style.is_caption && !is_kind;
            let base = style.base.as_ref();
            next = base.and_then(|base| self.styles.get(&(family, base.clone())));
        }
        found
    }

    /// The style of a list.
    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }
}

impl Style {
    /// What the name of a style says.
    fn named(name: &str) -> Self {
        // Spaces in names are written as `_20_`.
        let name = name.replace("_20_", " ").to_lowercase();
        Self {
            heading: headings::level(&name).filter(|_| !name.starts_with("heading")),
            is_title: name == "title",
            is_quote: QUOTES.contains(&name),
            is_caption: name == "caption",
            ..Self::default()
        }
    }
}
