//! The marks of list items, counted as Word counts them.

use crate::format::counting::{Counting, written};
use crate::format::xml::{Element, Node, Xml};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// How many levels a list has.
const LEVELS: usize = 9;

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By the number that paragraphs name.
    lists: BTreeMap<String, List>,
    /// By the identifier of the kind of list, which several lists may share, and with it the count.
    kinds: BTreeMap<String, Kind>,
    /// The lists in use, which start again only once.
    started: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct List {
    kind: String,
    restarts: [Option<u32>; LEVELS],
}

#[derive(Debug, Default)]
struct Kind {
    levels: [Level; LEVELS],
    counts: [Option<u32>; LEVELS],
    /// The name of a style that has its levels instead.
    link: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    counting: Counting,
    /// `%1.%2.`
    pattern: String,
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(part: impl Read) -> Self {
        let mut xml = Xml::new(part);
        let mut read = Reading::default();
        while let Some(node) = xml.next() {
            if let Node::Start(element) = node {
                read.element(&element);
            }
        }
        let Reading { mut numbering, styles, .. } = read;
        let levels = |id: &String| numbering.kinds.get(id).map(|kind| kind.levels.clone());
        let linked = numbering.kinds.iter().filter_map(|(id, kind)| {
            let levels = styles.get(kind.link.as_ref()?).and_then(levels)?;
            Some((id.clone(), levels))
        });
        let linked: Vec<_> = linked.collect();
        for (id, levels) in linked {
            numbering.kinds.entry(id).or_default().levels = levels;
        }
        numbering
    }

    /// The mark of the next item of a list at a level from 0; `None` if there is no such list, and empty for an item
    /// that has no mark.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let found = self.lists.get(list)?;
        let kind = self.kinds.get_mut(&found.kind)?;
        if self.started.insert(list.to_owned()) {
            for (count, restart) in kind.counts.iter_mut().zip(found.restarts) {
                *count = restart.map(|start| start.saturating_sub(1)).or(*count);
            }
        }
        let shown = kind.levels.get(level)?.clone();
        if shown.counting == Counting::Bullet {
            let is_blank = shown.pattern.trim().is_empty();
            return Some(if is_blank { String::new() } else { "•".to_owned() });
        }
        let count = kind.counts.get_mut(level)?;
        *count = Some(count.map_or(shown.start, |count| count.saturating_add(1)));
        for deeper in kind.counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        Some(kind.mark(&shown))
    }
}

impl Kind {
    /// The pattern of a level with the counts of all levels.
    fn mark(&self, shown: &Level) -> String {
        let mut mark = String::new();
        let mut pieces = shown.pattern.split('%');
        mark.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let digit = piece.chars().next().and_then(|c| c.to_digit(10));
            let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
            let Some((at, level)) = at.and_then(|at| Some((at, self.levels.get(at)?))) else {
                continue;
            };
            let count = self.counts.get(at).copied().flatten().unwrap_or(level.start);
            mark.push_str(&written(count, level.counting));
            mark.push_str(piece.get(1..).unwrap_or_default());
        }
        mark.trim().to_owned()
    }
}

/// The state of reading the part.
#[derive(Debug, Default)]
struct Reading {
    numbering: Numbering,
    /// The kind of list that has the levels of a style.
    styles: BTreeMap<String, String>,
    kind: String,
    list: String,
    level: usize,
}

impl Reading {
    fn element(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default().into_owned();
        let number = |name: &str| element.attribute(name)?.parse::<usize>().ok();
        match element.name() {
            "abstractNum" => {
                self.kind = attribute("abstractNumId");
                self.list.clear();
                self.numbering.kinds.insert(self.kind.clone(), Kind::default());
            }
            "num" => {
                self.list = attribute("numId");
                self.numbering.lists.insert(self.list.clone(), List::default());
            }
            "abstractNumId" => {
                if let Some(list) = self.numbering.lists.get_mut(&self.list) {
                    list.kind = attribute("val");
                }
            }
            "lvl" | "lvlOverride" => self.level = number("ilvl").unwrap_or(LEVELS),
            "startOverride" => {
                let list = self.numbering.lists.get_mut(&self.list);
                if let Some(restart) = list.and_then(|list| list.restarts.get_mut(self.level)) {
                    *restart = attribute("val").parse().ok();
                }
            }
            // A list that changes the look of a level is rare, and its numbers are no words.
            _ if !self.list.is_empty() => {}
            name => self.kind_property(name, attribute("val")),
        }
    }

    fn kind_property(&mut self, name: &str, value: String) {
        let Some(kind) = self.numbering.kinds.get_mut(&self.kind) else { return };
        match (name, kind.levels.get_mut(self.level)) {
            ("styleLink", _) => drop(self.styles.insert(value, self.kind.clone())),
            ("numStyleLink", _) => kind.link = Some(value),
            ("start", Some(level)) => level.start = value.parse().unwrap_or(1),
            ("numFmt", Some(level)) => level.counting = Counting::named(&value),
            ("lvlText", Some(level)) => level.pattern = value,
            _ => {}
        }
    }
}
