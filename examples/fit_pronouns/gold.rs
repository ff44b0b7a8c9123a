//! Annotated pronouns with their antecedents.

use onrecord::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct PlaceLine {
    doc: String,
    pronoun: (usize, usize),
    who: String,
    also: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    sure: bool,
}

#[derive(Debug, Deserialize)]
struct ArticleLine {
    doc: String,
    text: String,
}

/// An annotated pronoun.
#[derive(Debug)]
pub(crate) struct Place {
    /// The pronoun, in bytes of the article.
    pub(crate) pronoun: Span,
    /// The names of the antecedent.
    pub(crate) names: Vec<String>,
    /// Similar names of other people.
    not: Vec<String>,
}

/// An article with its annotated pronouns.
#[derive(Debug)]
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) places: Vec<Place>,
}

/// Reads the articles with the forms of “he” and “she” whose antecedent the annotator was sure of.
pub(crate) fn articles(places: &str, articles: &str) -> Vec<Article> {
    let lines = articles.lines().map(|line| serde_json::from_str::<ArticleLine>(line).unwrap());
    let texts: BTreeMap<String, String> = lines.map(|line| (line.doc, line.text)).collect();
    let mut found: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for line in places.lines() {
        let line: PlaceLine = serde_json::from_str(line).unwrap();
        let text = &texts[&line.doc];
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let pronoun = Span::new(byte(line.pronoun.0), byte(line.pronoun.1));
        let word = pronoun.of(text).to_lowercase();
        if line.sure && ["he", "she", "him", "her", "his", "hers"].contains(&word.as_str()) {
            let names = [line.who].into_iter().chain(line.also).collect();
            found.entry(line.doc).or_default().push(Place { pronoun, names, not: line.not });
        }
    }
    let article = |(name, places): (String, Vec<Place>)| {
        let text = texts[&name].clone();
        Article { name, text, places }
    };
    found.into_iter().map(article).collect()
}

/// The words of a name without titles and suffixes.
fn words(name: &str) -> Vec<String> {
    const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];
    const TITLES: &[&str] =
        &["mr", "mrs", "ms", "dr", "the", "president", "sen", "gov", "rep", "judge", "sir"];
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words: Vec<String> = name.split_whitespace().map(bare).collect();
    while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&w.as_str())) {
        words.pop();
    }
    while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words
}

impl Place {
    /// Whether a name is the antecedent's: it has the same last word and no other given name.
    pub(crate) fn means(&self, name: &str) -> bool {
        let got = words(name);
        if self.not.iter().any(|not| words(not) == got) {
            return false;
        }
        let fits = |form: &String| {
            let form = words(form);
            let (Some((last, given)), Some((surname, own))) = (form.split_last(), got.split_last())
            else {
                return false;
            };
            let first =
                |a: &String, b: &String| a == b || a.len() == 1 && b.starts_with(a.as_str());
            let alike = own.iter().any(|a| given.iter().any(|b| first(a, b) || first(b, a)));
            let whole = last == surname && (own.is_empty() || given.is_empty() || alike);
            whole || got.len() == 1 && given.first() == Some(&got[0])
        };
        let whole = words(&self.names[0]);
        self.names.iter().any(fits) && (got.len() == 1 || whole.len() == 1 || fits(&self.names[0]))
    }
}
