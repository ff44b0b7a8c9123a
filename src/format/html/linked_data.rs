//! The data about a page in JSON-LD, in the vocabulary of schema.org.

use super::tree::Tree;
use serde_json::Value;

/// The most bytes of a script with data that are parsed.
const MAX_SCRIPT: usize = 1 << 20;

/// The most objects that are looked at.
const MAX_OBJECTS: usize = 2_000;

/// The properties in which a description of the page is found inside another.
const NESTED: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"];

/// What the data says about the page.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    /// Its headline.
    pub(super) headline: Option<String>,
    /// Its name, which is its title where the headline is a summary.
    pub(super) name: Option<String>,
    /// Its authors.
    pub(super) authors: Vec<String>,
    /// When it was published, as written.
    pub(super) date: Option<String>,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// Its address.
    pub(super) address: Option<String>,
}

impl LinkedData {
    /// Reads the data of a page: of the first description of an article, else of anything with a headline.
    pub(super) fn of(tree: &Tree) -> Self {
        let scripts = tree.elements(0..tree.len()).filter(|at| tree.name(*at) == "script");
        let scripts = scripts.map(|at| tree.content(at).collect::<String>());
        let values: Vec<Value> = scripts
            .filter(|script| !script.is_empty() && script.len() <= MAX_SCRIPT)
            .filter_map(|script| serde_json::from_str(bare(&script)).ok())
            .collect();
        let objects = objects(&values);
        let article = objects.iter().find(|object| is_article(object));
        let article =
            article.or_else(|| objects.iter().find(|object| object.get("headline").is_some()));
        article.map(|article| Self::from_article(article)).unwrap_or_default()
    }

    fn from_article(article: &Value) -> Self {
        let text = |key| article.get(key).and_then(text);
        let authors = match article.get("author").or(article.get("creator")) {
            Some(Value::Array(authors)) => authors.iter().filter_map(name).collect(),
            author => author.and_then(name).into_iter().collect(),
        };
        Self {
            headline: text("headline"),
            name: text("name"),
            authors,
            date: text("datePublished").or(text("dateCreated")),
            publisher: article.get("publisher").and_then(name),
            address: text("url").or(article.get("mainEntityOfPage").and_then(address)),
        }
    }
}

/// A script without the marks that hid it from old programs.
fn bare(script: &str) -> &str {
    let script = script.trim().trim_start_matches("//").trim_start();
    let script = script.strip_prefix("<![CDATA[").or(script.strip_prefix("<!--")).unwrap_or(script);
    let script = script.strip_suffix("]]>").or(script.strip_suffix("-->")).unwrap_or(script);
    script.trim_end().trim_end_matches("//").trim()
}

/// The objects of the data, outer ones first.
fn objects(values: &[Value]) -> Vec<&Value> {
    let mut found: Vec<&Value> = values.iter().collect();
    let mut next = 0;
    while let Some(value) = found.get(next).copied()
        && found.len() < MAX_OBJECTS
    {
        next += 1;
        match value {
            Value::Array(values) => found.extend(values.iter().take(MAX_OBJECTS)),
            Value::Object(_) => found.extend(NESTED.iter().filter_map(|key| value.get(key))),
            _ => {}
        }
    }
    found.retain(|value| value.is_object());
    found
}

/// Whether an object describes a text: `NewsArticle`, `BlogPosting`, `Report`.
fn is_article(object: &Value) -> bool {
    let is_text = |kind: &str| {
        ["Article", "Posting", "Report", "CreativeWork", "Review"]
            .iter()
            .any(|end| kind.ends_with(end))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_text),
        Some(kind) => kind.as_str().is_some_and(is_text),
        None => false,
    }
}

/// A string that is not empty, with its character references resolved: some programs write them even there.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    let text = text.replace("&amp;", "&").replace("&#039;", "’").replace("&quot;", "\"");
    (!text.is_empty()).then_some(text)
}

fn name(value: &Value) -> Option<String> {
    text(value).or_else(|| match value.get("name")? {
        Value::Array(names) => names.iter().find_map(text),
        name => text(name),
    })
}

fn address(value: &Value) -> Option<String> {
    text(value).or_else(|| value.get("@id").and_then(text))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn any_data_is_read_or_passed_over() {
        let read = |json: &str| {
            LinkedData::of(&parse(&format!("<script type=application/ld+json>{json}</script><p>x")))
        };
        let data = read(
            r#"[{"@type": "BlogPosting", "name": "A &amp; B", "creator": "Ann Lee",
            "mainEntityOfPage": {"@id": "https://a.example"}}]"#,
        );
        assert_eq!(data.name.as_deref(), Some("A & B"));
        assert_eq!(data.authors, ["Ann Lee"]);
        assert_eq!(data.address.as_deref(), Some("https://a.example"));
        let hidden = read("\n//<![CDATA[\n{\"headline\": \"A\"}\n//]]>\n");
        assert_eq!(hidden.headline.as_deref(), Some("A"));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for json in ["", "{", "null", "[1, [2]]", r#"{"@type": 3, "headline": []}"#, &deep] {
            assert!(read(json).headline.is_none(), "{}", json.len());
        }
    }
}
