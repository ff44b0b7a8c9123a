//! What a page says about itself: its title, authors, date, publisher and address.

use super::address::{absolute, saved_from, unwrapped};
use super::linked_data::LinkedData;
use super::tree::Tree;
use crate::format::extraction::Properties;
use crate::prose::PartialDate;
use std::collections::HashSet;

/// The most authors that are named.
const MAX_AUTHORS: usize = 12;

/// The longest name of an author or a publisher, in bytes.
const LONGEST_NAME: usize = 120;

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 400;

const TITLES: &[&str] =
    &["citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title"];
const AUTHORS: &[&str] = &[
    "citation_author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "date",
];
const PUBLISHERS: &[&str] = &[
    "citation_journal_title",
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
];

/// Reads what a page says about itself; `out` are the elements that are no part of the article.
pub(super) fn properties(tree: &Tree, out: &HashSet<usize>) -> Properties {
    let data = LinkedData::of(tree);
    let meta = Meta::of(tree);
    let publisher = meta.first(PUBLISHERS).or(data.publisher.as_deref()).and_then(name);
    Properties {
        title: title(tree, &data, &meta, publisher.as_deref()),
        author: authors(tree, &data, &meta, out),
        date: date(tree, &data, &meta, out),
        address: address(tree, &data, &meta),
        publisher,
    }
}

/// The `meta` elements of a page: name in lower case, and value.
struct Meta<'a> {
    pairs: Vec<(String, &'a str)>,
}

impl<'a> Meta<'a> {
    fn of(tree: &'a Tree) -> Self {
        let pair = |at: usize| {
            let names = ["property", "name", "itemprop"].into_iter();
            let name = names.filter_map(|key| tree.attribute(at, key)).next()?;
            let value = tree.attribute(at, "content")?.trim();
            (!value.is_empty()).then(|| (name.trim().to_ascii_lowercase(), value))
        };
        let metas = tree.elements(0..tree.len()).filter(|at| tree.name(*at) == "meta");
        Self { pairs: metas.filter_map(pair).collect() }
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| *value)
    }

    /// The value of the first of these names that has one.
    fn first(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.all(name).next())
    }
}

/// The text of an element on one line.
fn line(tree: &Tree, at: usize) -> String {
    one_line(&tree.content(at).take(64).collect::<String>())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(tree: &Tree, data: &LinkedData, meta: &Meta<'_>, site: Option<&str>) -> Option<String> {
    let elements = |name| tree.elements(0..tree.len()).filter(move |at| tree.name(*at) == name);
    let headings: Vec<String> =
        elements("h1").chain(elements("h2")).take(12).map(|at| line(tree, at)).collect();
    let window = elements("title").next().map(|at| line(tree, at));
    let is_shown = |title: &&str| {
        let title = one_line(title);
        headings.contains(&title) || window.as_deref().is_some_and(|window| window.contains(&title))
    };
    let named = [data.headline.as_deref(), data.name.as_deref()].into_iter().flatten();
    let named =
        named.clone().find(is_shown).or_else(|| meta.first(TITLES)).or(named.clone().next());
    let title = named
        .map(one_line)
        .or(window.clone())
        .filter(|title| !title.is_empty() && title.len() <= LONGEST_TITLE);
    match title {
        Some(title) => Some(without_site(&title, site, &headings).to_owned()),
        None => headings.into_iter().find(|heading| !heading.is_empty()),
    }
}

/// A title without the name of its site: “Bridge closed | Daily Post”, “Bridge closed - Daily Post”.
///
/// What follows the last sign is the site if it is named so, or if a heading of the page is the rest.
fn without_site<'a>(title: &'a str, site: Option<&str>, headings: &[String]) -> &'a str {
    for sign in [" | ", " :: ", " — ", " – ", " - ", " · ", " « ", " » "] {
        let Some((rest, last)) = title.rsplit_once(sign) else { continue };
        let first = title.split(sign).next().unwrap_or(rest);
        let is_heading =
            |part: &str| headings.iter().any(|heading| heading.eq_ignore_ascii_case(part));
        if is_heading(title) {
            return title;
        }
        if is_heading(first) {
            return first;
        }
        if is_heading(rest)
            || site.is_some_and(|site| site.eq_ignore_ascii_case(last))
            || (matches!(sign, " | " | " :: ") && !is_heading(last))
        {
            return rest;
        }
    }
    title
}

fn authors(
    tree: &Tree,
    data: &LinkedData,
    meta: &Meta<'_>,
    out: &HashSet<usize>,
) -> Option<String> {
    let given = |key: &&str| meta.all(key).filter_map(name).collect::<Vec<_>>();
    let linked: Vec<String> = data.authors.iter().filter_map(|author| name(author)).collect();
    let in_meta = || AUTHORS.iter().map(given).find(|names| !names.is_empty());
    let in_text = || {
        let is_author = |at: &usize| {
            tree.attribute(*at, "rel").is_some_and(|rel| rel.split(' ').any(|it| it == "author"))
                || tree.attribute(*at, "itemprop").is_some_and(|it| it == "author")
        };
        let elements = tree.elements(0..tree.len()).filter(|at| !out.contains(at));
        elements
            .filter(is_author)
            .filter_map(|at| name(&line(tree, at)))
            .take(MAX_AUTHORS)
            .collect()
    };
    let names = if linked.is_empty() { in_meta().unwrap_or_else(in_text) } else { linked };
    let mut unique: Vec<String> = Vec::new();
    for name in names.into_iter().take(MAX_AUTHORS) {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    (!unique.is_empty()).then(|| unique.join(" and "))
}

/// The name of a person or a publisher, if it is one and no address: “Lee, Ann” is Ann Lee.
fn name(text: &str) -> Option<String> {
    let text = one_line(text);
    let text = text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(&text).trim();
    let is_address = text.contains("://") || text.contains('@') || text.starts_with("www.");
    if text.is_empty() || text.len() > LONGEST_NAME || is_address || text.starts_with(['{', '[']) {
        return None;
    }
    match text.split_once(", ") {
        Some((last, first)) if !last.contains(' ') && !first.contains([',', ' ']) => {
            Some(format!("{first} {last}"))
        }
        _ => Some(text.to_owned()),
    }
}

fn date(
    tree: &Tree,
    data: &LinkedData,
    meta: &Meta<'_>,
    out: &HashSet<usize>,
) -> Option<PartialDate> {
    let named = data.date.as_deref().and_then(parsed);
    let in_meta = || DATES.iter().find_map(|name| meta.all(name).find_map(parsed));
    let in_text = || {
        let mut end = 0;
        let mut times = tree.elements(0..tree.len()).filter(|at| {
            if *at >= end && out.contains(at) {
                end = tree.end(*at);
            }
            *at >= end
                && (tree.name(*at) == "time"
                    || tree.attribute(*at, "itemprop") == Some("datePublished"))
        });
        times.find_map(|at| {
            let written = tree.attribute(at, "datetime").or(tree.attribute(at, "content"));
            written.and_then(parsed).or_else(|| parsed(&line(tree, at)))
        })
    };
    named.or_else(in_meta).or_else(in_text)
}

/// The day of a date with or without a time: `2013-04-05T10:00:00+02:00`, `2013/4/5`, “5 April 2013”.
fn parsed(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or_default().replace('/', "-");
    if day.starts_with(|c: char| c.is_ascii_digit()) && day.contains('-') {
        let numbers: Vec<&str> = day.split('-').collect();
        if let [year, month, day] = numbers.as_slice()
            && year.len() == 4
        {
            return PartialDate::parse(&format!("{year}-{month:0>2}-{day:0>2}"));
        }
    }
    PartialDate::parse(text).or_else(|| PartialDate::first_in(text).map(|(date, _)| date))
}

/// Where the page was published: as the program that saved it says, else as the page does.
fn address(tree: &Tree, data: &LinkedData, meta: &Meta<'_>) -> Option<String> {
    let mut links = tree.elements(0..tree.len()).filter(|at| tree.name(*at) == "link");
    let canonical = links.find(|at| tree.attribute(*at, "rel") == Some("canonical"));
    let canonical = canonical.and_then(|at| tree.attribute(at, "href"));
    let saved = tree.comments.iter().find_map(|comment| saved_from(comment));
    let archived = tree
        .elements(0..tree.len())
        .find(|at| tree.attribute(*at, "id") == Some("wmtbURL"))
        .and_then(|at| tree.attribute(at, "value"));
    let own = canonical.into_iter().chain(meta.all("og:url")).chain(data.address.as_deref());
    let all = saved.into_iter().chain(archived).chain(own);
    all.map(unwrapped).find(|address| absolute(address)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn about(html: &str) -> Properties {
        properties(&parse(html), &HashSet::new())
    }

    #[test]
    fn linked_data_comes_first() {
        let read = about(
            r#"<title>x</title><meta name=author content="Web Desk"><meta property="article:published_time" content="2012-01-01">
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Daily"}, {"@type": ["NewsArticle"],
            "headline": "Bridge  closed", "datePublished": "2013-04-05T23:00:00-05:00", "author": [{"name": "Ann Lee"},
            {"name": "Jo Park"}, {"name": "Ann Lee"}], "publisher": {"name": "Daily Post"}, "url": "https://post.example/b"}]}</script>"#,
        );
        assert_eq!(read.title.as_deref(), Some("Bridge closed"));
        assert_eq!(read.author.as_deref(), Some("Ann Lee and Jo Park"));
        assert_eq!(read.date, PartialDate::parse("2013-04-05"));
        assert_eq!(read.publisher.as_deref(), Some("Daily Post"));
        assert_eq!(read.address.as_deref(), Some("https://post.example/b"));
    }

    #[test]
    fn meta_elements_and_the_text_say_the_rest() {
        let read = about(
            "<title>Bridge closed - Daily Post</title><meta property=og:site_name content='Daily Post'>
             <meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Park, Jo'>
             <meta property='article:author' content='https://post.example/lee'>
             <link rel=canonical href='https://post.example/b'><p><time datetime='2013-04-05 10:00'>Friday</time>",
        );
        assert_eq!(read.title.as_deref(), Some("Bridge closed"));
        assert_eq!(read.author.as_deref(), Some("Ann Lee and Jo Park"));
        assert_eq!(read.date, PartialDate::parse("2013-04-05"));
        assert_eq!(read.address.as_deref(), Some("https://post.example/b"));
        let read = about(
            "<p>By <a rel=author href=/l>Ann Lee</a><meta name=author content='https://x.example'>",
        );
        assert_eq!(read.author.as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn the_site_is_no_part_of_a_title() {
        let headings = ["Ice - and after".to_owned(), "Bridge closed".to_owned()];
        let title = |title| without_site(title, None, &headings);
        assert_eq!(title("Bridge closed - Daily Post"), "Bridge closed");
        assert_eq!(title("Bridge closed – News – Daily Post"), "Bridge closed");
        assert_eq!(title("Ice - and after"), "Ice - and after");
        assert_eq!(title("Ferry sinks - a year later"), "Ferry sinks - a year later");
        assert_eq!(title("Ferry sinks | Daily Post"), "Ferry sinks");
        assert_eq!(without_site("Ferry sinks - Post", Some("post"), &headings), "Ferry sinks");
    }

    #[test]
    fn a_saved_page_says_where_it_is_from() {
        let address = |html| about(html).address;
        let from = Some("https://post.example/b?x=1".to_owned());
        assert_eq!(
            address(
                "<html><!--\n Page saved with SingleFile \n url: https://post.example/b?x=1 \n saved date: Mon Jan 01 2024\n--><p>a"
            ),
            from
        );
        assert_eq!(address("<!-- saved from url=(0026)https://post.example/b?x=1 --><p>a"), from);
        assert_eq!(
            address(
                "<link rel=canonical href='https://web.archive.org/web/20130405000000im_/https://post.example/b?x=1'>"
            ),
            from
        );
        assert_eq!(
            address("<link rel=canonical href='/b'><!-- saved from url=(0014)about:internet -->"),
            None
        );
    }
}
