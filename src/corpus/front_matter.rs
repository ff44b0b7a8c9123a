//! Fields above a text that describe it: front matter, or the header of other markup.

use super::authors::{self, is_name};
use super::dateline::iso_date;
use super::source::Metadata;
use crate::text;

/// The most lines of unfenced fields.
const FIELDS: usize = 12;

/// Whether a key names authors, alone or within a list or table of authors.
fn is_author(key: &str) -> bool {
    matches!(key, "author" | "authors" | "by" | "byline" | "creator" | "written_by" | "writer")
}

/// Title, date, author and publisher from front matter: lines `key: value` between two lines of dashes, or `key =
/// value` between two of plus signs.
pub(super) fn front_matter(text: &str) -> Metadata {
    let mut found = Metadata::default();
    let mut listed: Vec<&str> = Vec::new();
    let mut lists_authors = false;
    let mark = if text.starts_with('+') { '=' } else { ':' };
    for line in text::front_matter(text).map_or("", |(inner, _)| inner).lines() {
        let bare = line.trim();
        let nested = line.starts_with([' ', '\t', '-']);
        if lists_authors && (nested || mark == '=' && !bare.starts_with('[')) {
            listed.extend(listed_name(bare, mark));
            lists_authors = bare != "]";
            continue;
        }
        // `[[authors]]`, `[author]`: a table for one author.
        if bare.starts_with('[') && mark == '=' {
            lists_authors = is_author(bare.trim_matches(['[', ']', ' ']));
            continue;
        }
        let Some((key, value)) = line.split_once(mark) else { continue };
        let key = key.trim().to_ascii_lowercase();
        let raw = value.trim();
        let value = raw.trim_matches(['"', '\'']).to_owned();
        lists_authors = is_author(&key) && matches!(value.as_str(), "" | "[");
        if value.is_empty() || nested || lists_authors {
            continue;
        }
        match key.as_str() {
            "title" => found.title = Some(value),
            "date" | "published" => found.date = iso_date(&value),
            key if is_author(key) => found.author = authors::authors(raw),
            "publisher" | "source" | "site" => found.publisher = Some(value),
            _ => {}
        }
    }
    found.author = found.author.or_else(|| authors::authors(&listed.join(", ")));
    found.author = found.author.or_else(|| field(text));
    found
}

/// The name in a line of a list of authors: `- Ann Lee`, `- name: Ann Lee`, `name = "Ann Lee"`, `"Ann Lee",`.
fn listed_name(line: &str, mark: char) -> Option<&str> {
    let item = line.strip_prefix('-').unwrap_or(line).trim().trim_end_matches(',');
    let value = match item.split_once(mark) {
        Some((key, value))
            if matches!(key.trim().trim_matches(['{', ' ']), "name" | "full_name") =>
        {
            value.split([',', '}']).next().unwrap_or_default()
        }
        Some(_) => return None,
        None => item,
    };
    let value = value.trim().trim_matches(['"', '\'', ' ']);
    (!value.is_empty() && value != "]").then_some(value)
}

/// The author in a field of other markup: `#+AUTHOR: Ann Lee`, `:author: Ann Lee`, `\author{Ann Lee}`, or the second of
/// two lines that begin with `%`.
fn field(text: &str) -> Option<String> {
    let lines = text.lines().take(FIELDS).map(str::trim);
    let titled = text.starts_with("% ");
    let value = lines.enumerate().find_map(|(at, line)| {
        let lower = line.to_ascii_lowercase();
        let opener = ["#+author:", ":author:", ":authors:", "\\author{"];
        let opener = opener.iter().find(|opener| lower.starts_with(**opener));
        match opener {
            Some(opener) => line.get(opener.len()..),
            None => line.strip_prefix("% ").filter(|_| titled && at == 1),
        }
    })?;
    authors::authors(&value.replace(['{', '}'], " ").replace("\\and", " and "))
        .filter(|names| names.split(" and ").all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_read_in_the_forms_that_front_matter_has() {
        for matter in [
            "---\nauthor: Ann Lee\n---\n",
            "------\nAuthor: \"Ann Lee (Courier)\"\n---\n",
            "---\nauthors:\n  - name: Ann Lee\n    title: Head of Ports\n---\n",
            "---\nauthor:\n  name: \"Ann Lee\"\n---\n",
            "---\nauthors: [\"Ann Lee\"]\n---\n",
            "+++\nauthors = [\"Ann Lee, Head of Ports\"]\n+++\n",
            "+++\nauthors = [\n  \"Ann Lee\",\n]\ntitle = \"A\"\n+++\n",
            "+++\n[[authors]]\nname = \"Ann Lee\"\n+++\n",
            "---\nbyline: By Ann Lee\n---\n",
            "#+TITLE: Ports\n#+AUTHOR: Ann Lee\n",
            ":author: Ann Lee\n",
            "\\title{Ports}\n\\author{Ann Lee}\n",
            "% Ports\n% Ann Lee\n",
        ] {
            let found = front_matter(&format!("{matter}\nThe harbour is closed.\n"));
            assert_eq!(found.author.as_deref(), Some("Ann Lee"), "{matter}");
        }
        assert_eq!(front_matter("---\nextra:\n  author: Ann Lee\n---\n").author, None);
    }
}
