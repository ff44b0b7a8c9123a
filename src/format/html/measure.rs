//! How much text an element holds, and how much of it is links.

use super::tag::Class;
use super::tree::Tree;
use std::ops::Range;

/// The amounts of text before each node of a page, in characters that are not white space.
#[derive(Debug)]
pub(super) struct Measure {
    all: Vec<u32>,
    links: Vec<u32>,
}

/// Text in an element, in characters that are not white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// All of it.
    pub(super) all: u32,
    /// What is in links.
    pub(super) links: u32,
}

impl Amount {
    /// What is not in links.
    pub(super) fn plain(self) -> u32 {
        self.all - self.links
    }

    /// Whether more than this share of it, in hundredths, is links.
    pub(super) fn is_linked(self, share: u32) -> bool {
        u64::from(self.links) * 100 > u64::from(self.all) * u64::from(share)
    }
}

impl Measure {
    /// Measures a page without the elements that are left out.
    pub(super) fn of(tree: &Tree, is_left_out: impl Fn(usize) -> bool) -> Self {
        let mut measure = Self { all: vec![0], links: vec![0] };
        let (mut all, mut links) = (0u32, 0u32);
        let (mut skipped, mut linked) = (0, 0);
        for at in 0..tree.len() {
            if let Some(tag) = tree.tag(at) {
                if at >= skipped && (tag.is(Class::SILENT) || is_left_out(at)) {
                    skipped = tree.end(at);
                }
                if tag.name() == "a" && tree.attribute(at, "href").is_some() {
                    linked = linked.max(tree.end(at));
                }
            } else if at >= skipped {
                let text = tree.text(at).unwrap_or_default();
                let size = text.chars().filter(|c| !c.is_whitespace()).count();
                let size = u32::try_from(size).unwrap_or(u32::MAX);
                all = all.saturating_add(size);
                if at < linked {
                    links = links.saturating_add(size);
                }
            }
            measure.all.push(all);
            measure.links.push(links);
        }
        measure
    }

    /// The text in a range of nodes.
    pub(super) fn amount(&self, range: Range<usize>) -> Amount {
        let within = |sums: &[u32]| {
            let at = |index: usize| sums.get(index).or(sums.last()).copied().unwrap_or_default();
            at(range.end).saturating_sub(at(range.start))
        };
        Amount { all: within(&self.all), links: within(&self.links) }
    }
}
