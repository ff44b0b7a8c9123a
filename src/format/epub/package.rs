//! The package of a book: what it says about itself, its parts, and their order.

use super::contents::target;
use crate::format::archive::Archive;
use crate::format::claims;
use crate::format::extraction::Properties;
use crate::format::xml::{Element, Node, Xml};
use crate::prose::PartialDate;
use std::collections::BTreeMap;
use std::io::Read;

/// The most bytes of a part that is not text.
pub(super) const MAX_SETTINGS: u64 = 16 << 20;

/// The most parts, creators or notes about them.
const MAX_ITEMS: usize = 1 << 16;

/// The longest property, in bytes.
const MAX_PROPERTY: usize = 1 << 12;

/// A book.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The name of the part that describes it, from which others are named.
    path: String,
    /// The parts by identifier.
    items: BTreeMap<String, Item>,
    /// The identifiers of the parts in reading order, and whether they are in the course of the text.
    spine: Vec<(String, bool)>,
    /// The identifier of the table of contents of an older book.
    ncx: Option<String>,
    fields: Vec<Field>,
    /// What is said about fields: the identifier of the field, and its role.
    roles: Vec<(String, String)>,
}

#[derive(Debug)]
struct Item {
    path: String,
    kind: String,
    is_navigation: bool,
}

/// A field of the description.
#[derive(Debug, Default)]
struct Field {
    name: String,
    id: String,
    /// The role of a creator, or the event of a date.
    role: String,
    value: String,
}

impl Package {
    /// Reads the description of a book.
    pub(super) fn read(path: &str, part: impl Read) -> Self {
        let mut package = Self { path: path.to_owned(), ..Self::default() };
        let mut xml = Xml::new(part);
        // The text of a field, or of what is said about one, is being read.
        let (mut in_field, mut in_role) = (false, false);
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) => {
                    (in_field, in_role) = (false, false);
                    match element.name() {
                        "item" => package.item(&element),
                        "itemref" => package.reference(&element),
                        "spine" => package.ncx = element.attribute("toc").map(|id| id.into_owned()),
                        "meta" => in_role = package.role(&element),
                        "title" | "creator" | "date" | "publisher" => {
                            in_field = package.field(&element);
                        }
                        _ => {}
                    }
                }
                Node::End => (in_field, in_role) = (false, false),
                Node::Text(text) => {
                    let field = package.fields.last_mut().map(|field| &mut field.value);
                    let role = package.roles.last_mut().map(|(_, role)| role);
                    let value = field.filter(|_| in_field).or(role.filter(|_| in_role));
                    if let Some(value) = value
                        && value.len() + text.len() < MAX_PROPERTY
                    {
                        value.push_str(&text);
                    }
                }
            }
        }
        package
    }

    fn item(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let item = Item {
            path: target(&self.path, &attribute("href")).0,
            kind: attribute("media-type").into_owned(),
            is_navigation: attribute("properties").split_whitespace().any(|it| it == "nav"),
        };
        if self.items.len() < MAX_ITEMS {
            self.items.insert(attribute("id").into_owned(), item);
        }
    }

    fn reference(&mut self, element: &Element<'_>) {
        let is_linear = element.attribute("linear").is_none_or(|linear| linear != "no");
        if let Some(id) = element.attribute("idref")
            && self.spine.len() < MAX_ITEMS
        {
            self.spine.push((id.into_owned(), is_linear));
        }
    }

    fn field(&mut self, element: &Element<'_>) -> bool {
        let attribute = |name| element.attribute(name).unwrap_or_default().into_owned();
        if self.fields.len() < MAX_ITEMS {
            self.fields.push(Field {
                name: element.name().to_owned(),
                id: attribute("id"),
                role: attribute("role") + &attribute("event"),
                value: String::new(),
            });
        }
        self.fields.len() < MAX_ITEMS
    }

    fn role(&mut self, element: &Element<'_>) -> bool {
        let is_role = element.attribute("property").is_some_and(|property| property == "role");
        let of = element.attribute("refines").filter(|_| is_role);
        let is_read = of.is_some() && self.roles.len() < MAX_ITEMS;
        if let Some(of) = of.filter(|_| is_read) {
            self.roles.push((of.trim_start_matches('#').to_owned(), String::new()));
        }
        is_read
    }

    /// The names of the pages in reading order; those outside the course of the text come last. The table of contents
    /// is none, unless it is all there is.
    pub(super) fn pages(&self) -> Vec<&str> {
        let item = |id: &String| self.items.get(id);
        let is_page =
            |item: &&Item| item.kind.contains("html") || item.kind == "text/x-oeb1-document";
        let pages = |linear: bool| {
            let refs = self.spine.iter().filter(move |(_, is_linear)| *is_linear == linear);
            refs.filter_map(|(id, _)| item(id)).filter(is_page)
        };
        let all: Vec<&Item> = pages(true).chain(pages(false)).collect();
        let is_text = |item: &&&Item| !item.is_navigation;
        let texts: Vec<&Item> = all.iter().filter(is_text).copied().collect();
        let kept = if texts.is_empty() { all } else { texts };
        kept.into_iter().map(|item| item.path.as_str()).collect()
    }

    /// The part with the table of contents as a page.
    pub(super) fn navigation(&self) -> Option<&str> {
        let mut items = self.items.values();
        items.find(|item| item.is_navigation).map(|item| item.path.as_str())
    }

    /// The part with the table of contents of an older book.
    pub(super) fn ncx(&self) -> Option<&str> {
        let named = self.ncx.as_ref().and_then(|id| self.items.get(id));
        let is_ncx = |item: &&Item| item.kind == "application/x-dtbncx+xml";
        named.or_else(|| self.items.values().find(is_ncx)).map(|item| item.path.as_str())
    }

    /// What the book says about itself.
    pub(super) fn properties(&self) -> Properties {
        let fields = |name: &'static str| {
            self.fields
                .iter()
                .filter(move |field| field.name == name && !field.value.trim().is_empty())
        };
        let first = |name| fields(name).find_map(|field| claims::own_title(&field.value));
        let role = |field: &Field| {
            let refined = self.roles.iter().find(|(of, _)| *of == field.id && !of.is_empty());
            refined.map_or_else(|| field.role.clone(), |(_, role)| role.trim().to_owned())
        };
        let is_author = |field: &&Field| matches!(role(field).as_str(), "" | "aut");
        let authors = fields("creator").filter(is_author);
        let authors = authors.filter(|field| !claims::is_nobody(&field.value));
        let authors: Vec<String> =
            authors.filter_map(|field| claims::own_title(&field.value)).collect();
        let published = fields("date").find(|field| field.role == "publication");
        let date = published.or_else(|| fields("date").find(|field| field.role.is_empty()));
        Properties {
            title: first("title"),
            author: (!authors.is_empty()).then(|| authors.join(" and ")),
            date: date.and_then(|field| {
                PartialDate::parse(&field.value)
                    .or_else(|| PartialDate::first_in(&field.value).map(|(date, _)| date))
            }),
            publisher: first("publisher"),
            ..Properties::default()
        }
    }
}

/// The part that describes the book in an archive.
pub(super) fn description(archive: &Archive<'_>) -> Option<String> {
    let container = archive.part("META-INF/container.xml")?;
    let mut xml = Xml::new(container.take(MAX_SETTINGS));
    while let Some(node) = xml.next() {
        if let Node::Start(element) = node
            && element.name() == "rootfile"
            && let Some(path) = element.attribute("full-path")
        {
            // Other renditions of the book may come first.
            let path = target("", &path).0;
            if archive.has(&path) {
                return Some(path);
            }
        }
    }
    None
}

/// How fonts are packed so that they cannot be taken out of a book: no protection of its text.
const FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Whether the text of a book is encrypted.
pub(super) fn is_encrypted(archive: &Archive<'_>) -> bool {
    let Some(part) = archive.part("META-INF/encryption.xml") else { return false };
    let mut xml = Xml::new(part.take(MAX_SETTINGS));
    let mut in_data = false;
    while let Some(node) = xml.next() {
        let Node::Start(element) = node else { continue };
        match element.name() {
            "EncryptedData" => in_data = true,
            // A key is encrypted in its own way.
            "EncryptedKey" => in_data = false,
            "EncryptionMethod" if in_data => {
                let method = element.attribute("Algorithm").unwrap_or_default();
                if !FONTS.contains(&&*method) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
