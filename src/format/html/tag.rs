//! The names of elements, and what a reader of text must know of each.

use crate::prose::data::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

bitflags::bitflags! {
    /// The classes of an element, as `data/elements.tsv` describes them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Class: u8 {
        const BLOCK = 1;
        const VOID = 1 << 1;
        const ENDS_P = 1 << 2;
        const SCOPE = 1 << 3;
        const SILENT = 1 << 4;
        const RAW = 1 << 5;
    }
}

/// The name of an element: a row of the table, of which the first is for all unknown names; and its classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    row: u8,
    class: Class,
}

struct Table {
    names: Vec<&'static str>,
    by_name: FxHashMap<&'static [u8], Tag>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { names: vec![""], by_name: FxHashMap::default() };
    for [name, classes] in rows(include_str!("data/elements.tsv")) {
        let class = classes.split(' ').fold(Class::empty(), |sum, class| sum | class_of(class));
        if let Ok(row) = u8::try_from(table.names.len()) {
            table.by_name.insert(name.as_bytes(), Tag { row, class });
            table.names.push(name);
        }
    }
    table
});

fn class_of(name: &str) -> Class {
    match name {
        "block" => Class::BLOCK,
        "void" => Class::VOID,
        "ends-p" => Class::ENDS_P,
        "scope" => Class::SCOPE,
        "silent" => Class::SILENT,
        "raw" => Class::RAW,
        _ => Class::empty(),
    }
}

impl Tag {
    /// The tag of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        // No element of HTML has a prefix, but some XHTML gives all of them one.
        let name = name.strip_prefix(b"html:").or(name.strip_prefix(b"xhtml:")).unwrap_or(name);
        TABLE.by_name.get(name).copied().unwrap_or(Tag { row: 0, class: Class::empty() })
    }

    /// Its name; empty for an unknown one.
    pub(super) fn name(self) -> &'static str {
        TABLE.names.get(usize::from(self.row)).copied().unwrap_or_default()
    }

    /// Its row in the table.
    pub(super) fn row(self) -> usize {
        usize::from(self.row)
    }

    /// Whether it has a class.
    pub(super) fn is(self, class: Class) -> bool {
        self.class.contains(class)
    }

    /// The level of a heading, from 1.
    pub(super) fn heading(self) -> Option<u8> {
        match self.name().as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let mut count = 0;
        for [name, classes] in rows(include_str!("data/elements.tsv")) {
            count += 1;
            assert_eq!(Tag::of(name.as_bytes()).name(), name);
            for class in classes.split(' ').filter(|class| !class.is_empty()) {
                assert!(!class_of(class).is_empty(), "{class}");
            }
        }
        assert_eq!(count + 1, TABLE.names.len());
        assert_eq!(Tag::of(b"my-card").name(), "");
        assert_eq!(Tag::of(b"h3").heading(), Some(3));
        assert_eq!(Tag::of(b"hr").heading(), None);
    }
}
