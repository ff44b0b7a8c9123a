//! Ten notations in which people write quotations in notes, each with the speaker in several positions.

use super::drawing::Drawn;
use super::manuscript::{CLOSE, OPEN};

/// Their names, in turn.
pub(crate) const DIALECTS: [&str; 10] = [
    "pandoc",
    "wiki link",
    "callout",
    "block quotation",
    "link",
    "footnote",
    "inline note",
    "highlights",
    "HTML",
    "table",
];

/// A quotation to write into a note.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) drawn: &'a Drawn,
    /// Its stated speaker; empty for none.
    pub(crate) speaker: &'a str,
    pub(crate) key: &'a str,
    /// The 1-based line in the source, if known.
    pub(crate) line: Option<usize>,
    /// The 0-based number in the note.
    pub(crate) number: usize,
}

/// The quotation in a notation, as blocks of Markdown.
pub(crate) fn write(dialect: usize, entry: &Entry<'_>) -> String {
    let Entry { key, number, .. } = *entry;
    match DIALECTS[dialect] {
        "pandoc" if number % 3 == 2 => {
            let (at, rest) = (format!("@{key}{}", entry.locator(" [", "]")), entry.sentence(""));
            if entry.speaker.is_empty() { entry.sentence(&at) } else { format!("See {at}. {rest}") }
        }
        "pandoc" => entry.sentence(&format!("[@{key}{}]", entry.locator(", ", ""))),
        "wiki link" if number % 2 == 1 && !entry.speaker.is_empty() => {
            format!("- {} — {}, [[{key}]]", entry.marked("", "."), entry.short())
        }
        "wiki link" => entry.sentence(&format!("([[{key}]])")),
        "callout" => entry.callout(),
        "block quotation" => entry.block_quotation(),
        "link" => entry.sentence(&format!("([source](../sources/{key}.txt))")),
        "footnote" => {
            let text = entry.sentence(&format!("[^{number}]"));
            let text = text.replace(" [^", "[^");
            format!("{text}\n\n[^{number}]: See @{key}{}.", entry.locator(", ", ""))
        }
        "inline note" => entry.sentence(&format!("^[@{key}]")).replace(" ^[", "^["),
        "highlights" => entry.highlight(),
        "HTML" => entry.html(),
        "table" => {
            let cell = if entry.speaker.is_empty() { "—" } else { entry.speaker };
            let row = format!("| {cell} | {} | [@{key}] |", entry.marked("", "."));
            format!("| who | what | where |\n|---|---|---|\n{row}")
        }
        other => panic!("no dialect {other}"),
    }
}

impl Entry<'_> {
    /// Every second entry has a locator.
    fn locator(&self, before: &str, after: &str) -> String {
        let line = self.line.filter(|_| self.number.is_multiple_of(2));
        line.map_or(String::new(), |line| format!("{before}L{line}{after}"))
    }

    /// The speaker's last name, where that is enough.
    fn short(&self) -> &str {
        let titled = ["Mr", "Mrs", "Dr", "Captain", "Justice", "Governor"];
        let mut names = self.speaker.split(' ');
        let first = names.next().unwrap_or("").trim_end_matches('.');
        let plain =
            first.chars().next().is_some_and(char::is_uppercase) && !titled.contains(&first);
        let last = names.next_back().filter(|_| plain && !self.number.is_multiple_of(3));
        last.unwrap_or(self.speaker)
    }

    /// The words in marks: curly, straight and British in turn. `end` goes inside unless the words have their own end.
    fn marked(&self, part: &str, end: &str) -> String {
        let words = if part.is_empty() { self.drawn.words.join(" ") } else { part.to_owned() };
        let words = ended(&words, end);
        match self.number % 5 {
            0 | 2 => format!("“{}”", curly(&words).replace(OPEN, "‘").replace(CLOSE, "’")),
            4 if !words.contains(OPEN) => format!("‘{}’", curly(&words)),
            _ => format!("\"{}\"", straight(&words).replace([OPEN, CLOSE], "'")),
        }
    }

    /// The words without surrounding marks.
    fn bare(&self) -> String {
        let words = ended(&self.drawn.words.join(" "), ".");
        curly(&words).replace(OPEN, "“").replace(CLOSE, "”")
    }

    /// A sentence that quotes the words, with its citation.
    fn sentence(&self, cites: &str) -> String {
        let cites = if cites.is_empty() { String::new() } else { format!(" {cites}") };
        let (said, says) = if self.drawn.written { ("wrote", "writes") } else { ("said", "says") };
        let name = self.short();
        let subject = capital(name);
        if name.is_empty() {
            return match self.number % 3 {
                0 => format!("One line stays in the mind: {}{cites}.", self.marked("", "")),
                1 => format!("{}{cites}", self.marked("", ".")),
                _ => format!("There is also this: {}{cites}.", self.marked("", "")),
            };
        }
        match self.number % 8 {
            0 => format!("{subject} {said}: {}{cites}.", self.marked("", "")),
            1 => format!("{} {name} {said}{cites}.", self.marked("", ",")),
            2 => format!("{} {said} {name}{cites}.", self.marked("", ",")),
            3 => format!("According to {name}, {}{cites}.", self.marked("", "")),
            4 => match self.halves() {
                Some((first, second)) => {
                    let (first, second) = (self.marked(&first, ","), self.marked(&second, "."));
                    format!("{first} {name} {said}, {second}{cites}")
                }
                None => format!("{subject} {says} that {}{cites}.", self.marked("", "")),
            },
            5 => format!("**{subject}:** {}{cites}", self.marked("", ".")),
            6 => format!("In {}’s words, {}{cites}.", name, self.marked("", "")),
            _ => format!("As {name} {says}, {}{cites}.", self.marked("", "")),
        }
    }

    /// The words split at a comma, if both halves are long enough.
    fn halves(&self) -> Option<(String, String)> {
        let words = &self.drawn.words;
        let at = (3..words.len().saturating_sub(3)).find(|i| words[*i].ends_with(','))? + 1;
        let (first, second) = (words[..at].join(" "), words[at..].join(" "));
        let whole = !first.contains(OPEN) && !second.contains(OPEN);
        whole.then(|| (first.trim_end_matches(',').to_owned(), second))
    }

    fn callout(&self) -> String {
        let (key, words) = (self.key, self.bare());
        match (self.speaker, self.number % 3) {
            ("", _) => format!("> [!quote] [[{key}]]\n> {words}"),
            (who, 0) => format!(
                "> [!quote] {}\n> {words}\n> — [[{key}]] ^ref-{}",
                capital(who),
                self.number
            ),
            (who, 1) => format!("> [!quote]- {}, [[{key}]]\n> {words}", capital(who)),
            (who, _) => {
                format!(
                    "> [!cite]+ From the file\n> {}\n>\n> — {who} [@{key}]",
                    self.marked("", ".")
                )
            }
        }
    }

    fn block_quotation(&self) -> String {
        let (key, words) = (self.key, self.bare());
        let name = self.short();
        match (name, self.number % 3) {
            ("", _) => format!("> {words} [@{key}]"),
            (_, 0) => {
                format!("> {words}\n>\n> — {}, [the file](../sources/{key}.txt)", self.speaker)
            }
            (_, 1) => format!("{} put it like this:\n\n> {words} [@{key}]", capital(name)),
            _ => format!("> {words}\n> — *{}* [@{key}]", self.speaker),
        }
    }

    /// As e-reader apps export them.
    fn highlight(&self) -> String {
        let (key, number) = (self.key, self.number);
        let place = 1200 + 7 * number;
        match (self.speaker, number % 4) {
            (who, 0) if !who.is_empty() => {
                format!(
                    "- {who}: {} ([Location {place}](https://read.example/{place})) [[{key}]] ^rw{place}",
                    self.marked("", ".")
                )
            }
            (_, 1) => format!(
                "- {} [[{key}]] ([View Highlight](https://read.example/{place}))",
                self.bare()
            ),
            (who, 2) if !who.is_empty() => {
                format!("> {}\n> — {who}, [[{key}]] ^h-{place}", self.bare())
            }
            _ => format!("> {}\n\nSource: [[{key}]], location {place}", self.bare()),
        }
    }

    fn html(&self) -> String {
        let (key, words) = (self.key, self.bare());
        let name = self.short();
        match (name, self.number % 3) {
            ("", _) => {
                format!("<blockquote cite=\"../sources/{key}.txt\"><p>{words}</p></blockquote>")
            }
            (_, 0) => format!(
                "<blockquote>\n<p>{words}</p>\n<footer>— {}, <a href=\"../sources/{key}.txt\">source</a></footer>\n</blockquote>",
                self.speaker
            ),
            (_, 1) => format!("{} said <q>{words}</q> [@{key}].", capital(name)),
            _ => format!(
                "<p>{} <cite>{name}</cite>, <a href=\"../sources/{key}.txt\">source</a></p>",
                self.marked("", ".")
            ),
        }
    }
}

/// Adds final punctuation unless there is some.
fn ended(words: &str, end: &str) -> String {
    let bare = words.trim_end_matches(CLOSE);
    let nested = bare != words;
    match end {
        "," if nested => format!("{},{CLOSE}", bare.trim_end_matches(['.', ','])),
        _ if nested || bare.ends_with(['?', '!']) => words.to_owned(),
        _ => format!("{words}{end}"),
    }
}

/// Capitalises the first letter.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn curly(words: &str) -> String {
    words.replace('\'', "’")
}

fn straight(words: &str) -> String {
    words.replace('’', "'")
}
