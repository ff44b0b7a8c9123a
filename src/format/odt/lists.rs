//! The marks of list items.

use crate::format::counting::{Counting, written};
use crate::format::xml::Element;

/// How many levels a list has.
const MAX_LEVELS: usize = 10;

/// How the items of a list are marked, by level.
#[derive(Clone, Debug, Default)]
pub(super) struct ListStyle([Level; MAX_LEVELS]);

#[derive(Clone, Debug)]
struct Level {
    counting: Counting,
    before: String,
    after: String,
    start: u32,
    /// How many levels are written, this one the last.
    shown: usize,
}

impl Default for Level {
    fn default() -> Self {
        let (before, after) = Default::default();
        Self { counting: Counting::Bullet, before, after, start: 1, shown: 1 }
    }
}

/// A list being read.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The name of its style.
    pub(super) style: String,
    /// The number of the last item; `None` before the first.
    pub(super) count: Option<u32>,
    /// Whether the item has a mark, and none of its paragraphs has begun.
    pub(super) is_unmarked: bool,
}

impl ListStyle {
    /// Takes in the look of a level.
    pub(super) fn level(&mut self, element: &Element<'_>) {
        let number = |name| element.attribute(name)?.parse::<usize>().ok();
        let Some(at) = number("level").and_then(|level| level.checked_sub(1)) else { return };
        let Some(level) = self.0.get_mut(at) else { return };
        let text = |name| element.attribute(name).unwrap_or_default().into_owned();
        let format = element.attribute("num-format");
        let is_number = element.name() == "list-level-style-number";
        *level = Level {
            counting: match format {
                Some(format) if is_number && !format.is_empty() => Counting::named(&format),
                _ => Counting::Bullet,
            },
            before: text("num-prefix"),
            after: text("num-suffix"),
            start: number("start-value").and_then(|start| start.try_into().ok()).unwrap_or(1),
            shown: number("display-levels").unwrap_or(1),
        };
    }

    /// The number of the first item at a depth from 1.
    pub(super) fn start(&self, depth: usize) -> u32 {
        depth.checked_sub(1).and_then(|at| self.0.get(at)).map_or(1, |level| level.start)
    }

    /// The mark of the last item of the innermost of these lists, one in the other.
    pub(super) fn mark(&self, lists: &[List]) -> String {
        let Some(level) = lists.len().checked_sub(1).and_then(|at| self.0.get(at)) else {
            return "•".to_owned();
        };
        if level.counting == Counting::Bullet {
            return "•".to_owned();
        }
        let first = lists.len().saturating_sub(level.shown.max(1));
        let numbers = lists.iter().zip(&self.0).skip(first);
        let numbers = numbers.filter(|(_, level)| level.counting != Counting::Bullet);
        let numbers: Vec<String> =
            numbers.map(|(list, level)| written(list.count.unwrap_or(1), level.counting)).collect();
        format!("{}{}{}", level.before, numbers.join("."), level.after).trim().to_owned()
    }
}
