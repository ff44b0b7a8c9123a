//! What surrounds an article: navigation, advertisements, boxes that ask for something, comments.

use super::measure::{Amount, Measure};
use super::naming::words;
use super::tag::Class;
use super::tree::Tree;
use crate::prose::data::rows;
use rustc_hash::FxHashMap;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// An element with more than this share of the text of a page, in hundredths, is more than its surroundings.
const MOST: u64 = 35;

/// The most text in a box of links and calls, in characters.
const SHORT: u32 = 300;

/// More than this share of a box of links, in hundredths, is links.
const LINKED: u32 = 30;

/// How the words of a class make an element clutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// If much of its text is links, or it is short.
    Links,
    /// Whatever it holds.
    Always,
    /// The class says what is around the element, or that something is absent.
    Never,
}

/// The words of a class after the first, and how they make an element clutter.
type Entry = (Vec<&'static str>, When);

/// The words, by the first of them.
static TABLE: LazyLock<FxHashMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for [name, when] in rows(include_str!("data/clutter.tsv")) {
        let when = match when {
            "always" => When::Always,
            "links" => When::Links,
            _ => When::Never,
        };
        let mut words = name.split(' ');
        if let Some(first) = words.next() {
            table.entry(first).or_default().push((words.collect(), when));
        }
    }
    table
});

/// The elements that surround the article of a page, without what is in them. `hidden` are not seen anyway.
pub(super) fn clutter(tree: &Tree, hidden: &HashSet<usize>, measure: &Measure) -> HashSet<usize> {
    let mut found = HashSet::new();
    let all = u64::from(measure.amount(0..tree.len()).plain());
    let holders = Holders::of(tree, hidden);
    let mut at = 0;
    while at < tree.len() {
        let Some(tag) = tree.tag(at) else {
            at += 1;
            continue;
        };
        let range = at..tree.end(at);
        if hidden.contains(&at) || tag.is(Class::SILENT) {
            at = range.end;
            continue;
        }
        let amount = measure.amount(range.clone());
        let is_large = u64::from(amount.plain()) * 100 > all * MOST;
        let in_article = holders.is_in_article(at);
        if !is_large
            && !holders.hold(range.clone())
            && (by_role(tree, at, in_article, amount) || by_name(tree, at, in_article, amount))
        {
            found.insert(at);
            at = range.end;
        } else {
            at += 1;
        }
    }
    found
}

/// Elements that hold the article or its heading, and that it holds.
struct Holders {
    /// Where `main`, the body of the article and its first heading begin.
    inner: Vec<usize>,
    /// The ranges of `article` and `main`, outermost first.
    articles: Vec<Range<usize>>,
}

impl Holders {
    fn of(tree: &Tree, hidden: &HashSet<usize>) -> Self {
        let (mut inner, mut articles) = (Vec::new(), Vec::<Range<usize>>::new());
        let mut at = 0;
        while at < tree.len() {
            if hidden.contains(&at) {
                at = tree.end(at);
                continue;
            }
            let is_main = tree.name(at) == "main" || tree.attribute(at, "role") == Some("main");
            let is_body =
                tree.attribute(at, "itemprop").is_some_and(|it| it.contains("articleBody"));
            if is_main || is_body || tree.name(at) == "h1" {
                inner.push(at);
            }
            if (is_main || is_body || tree.name(at) == "article")
                && articles.last().is_none_or(|last| last.end <= at)
            {
                articles.push(at..tree.end(at));
            }
            at += 1;
        }
        Self { inner, articles }
    }

    /// Whether a range holds one of the inner elements.
    fn hold(&self, range: Range<usize>) -> bool {
        let first = self.inner.partition_point(|at| *at < range.start);
        self.inner.get(first).is_some_and(|at| *at < range.end)
    }

    fn is_in_article(&self, at: usize) -> bool {
        let after = self.articles.partition_point(|article| article.end <= at);
        self.articles.get(after).is_some_and(|article| article.start < at)
    }
}

/// Whether the kind of an element or its role says that it surrounds the article.
fn by_role(tree: &Tree, at: usize, in_article: bool, amount: Amount) -> bool {
    let role = tree.attribute(at, "role").unwrap_or_default();
    if matches!(
        role,
        "navigation"
            | "search"
            | "menu"
            | "menubar"
            | "toolbar"
            | "dialog"
            | "alertdialog"
            | "tablist"
    ) {
        return true;
    }
    let is_page = matches!(role, "banner" | "contentinfo" | "complementary");
    match tree.name(at) {
        "nav" | "menu" | "search" => true,
        "footer" | "aside" => !in_article,
        "header" => !in_article && (amount.plain() < SHORT || amount.is_linked(LINKED)),
        "form" => {
            let mut fields = tree.elements(at..tree.end(at)).map(|field| tree.name(field));
            amount.plain() < SHORT
                && fields.any(|name| matches!(name, "input" | "textarea" | "select"))
        }
        _ => is_page && (!in_article || amount.is_linked(LINKED)),
    }
}

/// Whether the class or name of an element says so.
fn by_name(tree: &Tree, at: usize, in_article: bool, amount: Amount) -> bool {
    let Some(tag) = tree.tag(at) else { return false };
    let is_box = tag.is(Class::BLOCK) || matches!(tag.name(), "" | "ul" | "ol");
    let is_text = matches!(
        tag.name(),
        "html"
            | "body"
            | "main"
            | "article"
            | "p"
            | "blockquote"
            | "pre"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "dd"
            | "dt"
    );
    let is_small = tag.name() == "span" || tag.name() == "a";
    if (!is_box && !is_small) || is_text || tag.heading().is_some() {
        return false;
    }
    let names = [tree.attribute(at, "id"), tree.attribute(at, "class")];
    let names = names.into_iter().flatten().flat_map(str::split_ascii_whitespace).take(40);
    let when = names.filter_map(named).max();
    match when {
        Some(When::Always) if is_small => amount.all <= SHORT / 10,
        Some(When::Always) => true,
        Some(When::Links) if is_small || in_article && amount.all == amount.plain() => false,
        Some(When::Links) => amount.is_linked(LINKED) || (!in_article && amount.plain() < SHORT),
        Some(When::Never) | None => false,
    }
}

/// What a class says.
fn named(class: &str) -> Option<When> {
    let words = words(class);
    let starting = |at: usize| {
        let rest = words.get(at + 1..).unwrap_or_default();
        let phrases = TABLE.get(words.get(at)?.as_str())?.iter();
        let fits = |phrase: &Vec<&str>| {
            rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(a, b)| *a == b)
        };
        phrases.filter(|(phrase, _)| fits(phrase)).map(|(_, when)| *when).max()
    };
    (0..words.len()).filter_map(starting).max().filter(|when| *when != When::Never)
}
