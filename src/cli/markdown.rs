//! Markdown for a terminal: headings and names bold, lists and quotations indented, lines filled to the width.

use super::excerpt::{columns, rows};
use super::terminal;
use anstyle::{AnsiColor, Style};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

const BOLD: Style = Style::new().bold();
const STRUCK: Style = Style::new().strikethrough();
const ITALIC: Style = Style::new().italic();
const HEADING: Style = Style::new().bold().underline();
const CODE: Style = AnsiColor::Cyan.on_default();

/// Markdown as text with escapes for colour, at most `width` columns wide. Code is not broken.
pub(super) fn render(markdown: &str, width: usize) -> String {
    let mut page = Page { width, ..Page::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        page.add(event);
    }
    page.end_block();
    page.out
}

#[derive(Default)]
struct Page {
    width: usize,
    out: String,
    /// The words of the block so far, each with its style.
    words: Vec<(String, Style)>,
    styles: Vec<Style>,
    /// What stands before each line: of quotations and list items, outermost first.
    indents: Vec<String>,
    /// What stands before the next line only: an item's bullet.
    bullet: Option<String>,
    /// The number of the next item, for each list that is open; `None` for one without numbers.
    lists: Vec<Option<u64>>,
    first_item: bool,
    in_code: bool,
    /// Whether words are struck out in this block: what is bold beside them stands in their place.
    compared: bool,
    /// Whether the next block follows without a blank line.
    close: bool,
    /// Whether the items of the list have paragraphs, and so blank lines between them.
    loose: bool,
    /// How many indents the blocks before and after a blank line have in common.
    depth: usize,
}

impl Page {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.code(&text),
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => {
                self.text(&text, self.style());
            }
            Event::Code(text) => self.text(&text, CODE),
            Event::SoftBreak => self.text(" ", Style::new()),
            Event::HardBreak => self.text("\n", Style::new()),
            Event::Rule => {
                self.text("───", Style::new());
                self.end_block();
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.styles.push(HEADING);
            }
            Tag::Strong => {
                self.styles.push(BOLD);
                if self.compared {
                    self.text("{+", BOLD);
                }
            }
            Tag::Emphasis => self.styles.push(ITALIC),
            Tag::Strikethrough => {
                // Not every terminal strikes words through, and none does in a pipe.
                self.styles.push(STRUCK);
                self.compared = true;
                self.text("[-", STRUCK);
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.indents.push("│ ".to_owned());
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
                self.first_item = true;
            }
            Tag::Item => {
                self.end_block();
                let bullet = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                let first = std::mem::take(&mut self.first_item);
                self.close = !self.loose && (!first || self.lists.len() > 1);
                self.indents.push(" ".repeat(columns(&bullet)));
                self.bullet = Some(bullet);
            }
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.end_block();
                self.separate();
                self.depth = self.indents.len();
                self.in_code = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.end_block();
                self.styles.pop();
            }
            TagEnd::Strikethrough => {
                self.text("-]", STRUCK);
                self.styles.pop();
            }
            TagEnd::Strong => {
                if self.compared {
                    self.text("+}", BOLD);
                }
                self.styles.pop();
            }
            TagEnd::Emphasis => {
                self.styles.pop();
            }
            TagEnd::Paragraph => {
                self.end_block();
                self.compared = false;
                self.loose = !self.lists.is_empty();
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.dedent();
            }
            TagEnd::Item => {
                self.end_block();
                self.dedent();
                self.bullet = None;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.loose = false;
                self.close = false;
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableCell => self.text("  ", Style::new()),
            TagEnd::TableRow | TagEnd::TableHead => {
                self.end_block();
                self.close = true;
            }
            TagEnd::Table | TagEnd::HtmlBlock => {
                self.end_block();
                self.close = false;
            }
            _ => {}
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    fn text(&mut self, text: &str, style: Style) {
        let text = if text == "\n" { text.to_owned() } else { terminal::printable(text) };
        self.words.push((text, style));
    }

    fn code(&mut self, text: &str) {
        for line in text.lines() {
            let indent: String = self.indents.concat();
            let line = terminal::printable(&line.replace('\t', "    "));
            self.out.push_str(&format!("{indent}    {CODE}{line}{CODE:#}\n"));
        }
    }

    /// Writes the words gathered so far as a block of filled lines.
    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.words);
        let text: String = words.iter().map(|(text, _)| text.as_str()).collect();
        if text.trim().is_empty() {
            return;
        }
        self.separate();
        let styled = styled_bytes(&words);
        let mut at = 0;
        for line in text.split('\n') {
            let indent: usize = self.indents.iter().map(|i| columns(i)).sum();
            for row in rows(line, self.width.saturating_sub(indent).max(20)) {
                let indent = self.indent();
                self.out.push_str(&indent);
                self.out.push_str(&with_styles(&text, at + row.start..at + row.end, &styled));
                self.out.push('\n');
            }
            at += line.len() + 1;
        }
        self.depth = self.indents.len();
    }

    /// Sets a blank line between two blocks.
    fn separate(&mut self) {
        if !std::mem::take(&mut self.close) && !self.out.is_empty() {
            let indent: String = self.indents.iter().take(self.depth).map(String::as_str).collect();
            self.out.push_str(indent.trim_end());
            self.out.push('\n');
        }
    }

    fn dedent(&mut self) {
        self.indents.pop();
        self.depth = self.depth.min(self.indents.len());
    }

    /// What stands before the next line.
    fn indent(&mut self) -> String {
        match self.bullet.take() {
            Some(bullet) => {
                let outer = self.indents.len().saturating_sub(1);
                self.indents
                    .iter()
                    .take(outer)
                    .map(String::as_str)
                    .chain([bullet.as_str()])
                    .collect()
            }
            None => self.indents.concat(),
        }
    }
}

/// The end of each stretch of one style, in bytes of the joined text.
fn styled_bytes(words: &[(String, Style)]) -> Vec<(usize, Style)> {
    words
        .iter()
        .scan(0, |end, (text, style)| {
            *end += text.len();
            Some((*end, *style))
        })
        .collect()
}

/// A row of the text with the escapes for its styles.
fn with_styles(text: &str, row: std::ops::Range<usize>, styles: &[(usize, Style)]) -> String {
    let mut out = String::new();
    let mut from = row.start;
    for (end, style) in styles.iter().filter(|(end, _)| *end > row.start) {
        let to = row.end.min(*end);
        let piece = text.get(from..to).unwrap_or_default();
        if !piece.is_empty() {
            out.push_str(&format!("{style}{piece}{style:#}"));
        }
        from = to;
        if from == row.end {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str, width: usize) -> String {
        anstream::adapter::strip_str(&render(markdown, width)).to_string()
    }

    #[test]
    fn words_compared_are_told_apart_without_colours() {
        let page = "~~Source~~ and **note**: a ~~small~~ **big** town\n\n**Marta Ruiz**";
        assert_eq!(
            plain(page, 80),
            "[-Source-] and {+note+}: a [-small-] {+big+} town\n\nMarta Ruiz\n"
        );
    }

    #[test]
    fn fills_paragraphs_lists_and_quotations() {
        let page = "# misquote\n\nA word of the quotation was changed, and nothing in the note says so.\n\n\
                    **Marta Ruiz** · person\n\n- mayor of *Colina* (102), and much else besides\n- also seen: `Ruiz`\n\n\
                    > We shall never close the harbour, she said.\n>\n> Never.\n\n1. one\n   - deeper\n2. two\n\n\
                    ```text\nkept as it is, however long it may become\n```\n\nThe end.";
        insta::assert_snapshot!(plain(page, 40), @"
        misquote

        A word of the quotation was changed, and
        nothing in the note says so.

        Marta Ruiz · person

        • mayor of Colina (102), and much else
          besides
        • also seen: Ruiz

        │ We shall never close the harbour, she
        │ said.
        │
        │ Never.

        1. one
           • deeper
        2. two

            kept as it is, however long it may become

        The end.
        ");
    }

    #[test]
    fn styles_end_with_the_row() {
        let text = render("a **b c** d", 80);
        assert_eq!(text, format!("a {BOLD}b c{BOLD:#} d\n"));
    }

    #[test]
    fn escapes_in_documents_do_not_reach_the_terminal() {
        assert!(!plain("a \u{1b}[31m b `\u{1b}[0m`", 80).contains('\u{1b}'));
    }
}
