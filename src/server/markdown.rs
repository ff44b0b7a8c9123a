//! Cards as Markdown that every editor renders well: bold, strikethrough, lists, quotes and links, nothing else.

use super::readable;
use crate::analysis::{Card, CardBlock, Chunk, Style, StyledText};
use std::path::Path;
use url::Url;

/// The address to open for a document, if it has one.
type Address<'a> = &'a dyn Fn(&Path) -> Option<Url>;

/// A card as Markdown, in which nothing from a document is interpreted as markup. `address` is where its links lead.
pub fn markdown(card: &Card, address: Address<'_>) -> String {
    let inline = |text: &StyledText| inline(text, address);
    let block = |block: &CardBlock| match block {
        CardBlock::Paragraph(text) => inline(text),
        CardBlock::Quote(text) => format!("> {}", inline(text)),
        CardBlock::List(items) => {
            items.iter().map(|item| format!("- {}", inline(item))).collect::<Vec<_>>().join("\n")
        }
    };
    card.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn inline(text: &StyledText, address: Address<'_>) -> String {
    // Adjacent stretches of one style are marked once: `**a****b**` would be parsed differently.
    let of_one_style = text.chunks.chunk_by(|a, b| a.style == b.style);
    of_one_style.map(|chunks| marked(chunks, address)).collect::<String>().trim().to_owned()
}

fn marked(chunks: &[Chunk], address: Address<'_>) -> String {
    let text: String = chunks.iter().map(|chunk| escaped(&chunk.text)).collect();
    match chunks.first().map(|chunk| &chunk.style) {
        Some(Style::Strong | Style::Added) => format!("**{text}**"),
        Some(Style::Removed) => format!("~~{text}~~"),
        Some(Style::Code) => format!("`{text}`"),
        Some(Style::Link { path, line }) => link(path, *line, text, address),
        Some(Style::Plain) | None => text,
    }
}

/// A link to a line of a document, counted from 1.
fn link(path: &Path, line: usize, text: String, address: Address<'_>) -> String {
    let Some(mut url) = address(path) else { return text };
    if !readable::is_original(&url, path) {
        url.set_fragment(Some(&format!("L{line}")));
    }
    format!("[{text}]({})", url.as_str().replace('(', "%28").replace(')', "%29"))
}

/// Escapes a document's text, so that nothing in it is interpreted as Markdown or HTML.
///
/// Escapes only what would be active, since Neovim and Helix show some escapes literally.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let written = out.trim_start();
        let active = match c {
            '\\' | '`' | '*' | '<' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '~' => after == '~' || before == '~',
            '&' => after == '#' || after.is_ascii_alphabetic(),
            ']' => matches!(after, '(' | '[' | ':'),
            '[' => before == '!',
            '#' | '>' | '+' | '-' | '=' | '|' => written.is_empty(),
            '.' | ')' => {
                (1..10).contains(&written.len()) && written.bytes().all(|b| b.is_ascii_digit())
            }
            _ => false,
        };
        if active {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_is_read_as_markup() {
        assert_eq!(
            escaped("a *b* `c` <img src=x> [d](e)"),
            "a \\*b\\* \\`c\\` \\<img src=x> [d\\](e)"
        );
        assert_eq!(escaped(" # no heading"), " \\# no heading");
        assert_eq!(escaped("12. no list"), "12\\. no list");
        assert_eq!(escaped("snake_case stays, [t]here too"), "snake_case stays, [t]here too");
    }

    #[test]
    fn what_only_the_source_has_is_struck() {
        let chunk = |style, text: &str| Chunk { text: text.to_owned(), style };
        let chunks = vec![
            chunk(Style::Plain, "we will "),
            chunk(Style::Removed, "not"),
            chunk(Style::Plain, " "),
            chunk(Style::Added, "*soon*"),
            chunk(Style::Plain, " go"),
        ];
        assert_eq!(inline(&StyledText { chunks }, &|_| None), "we will ~~not~~ **\\*soon\\*** go");
    }
}
