//! Renders the rules' pages, which are Markdown, for a terminal.

use super::page::Page;
use anstyle::{AnsiColor, Style};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const BOLD: Style = Style::new().bold();
const ITALIC: Style = Style::new().italic();
const HEADING: Style = Style::new().bold().underline();
const CODE: Style = AnsiColor::Cyan.on_default();

/// A page as text with colour escapes, at most `width` columns wide. Code is not wrapped. Supports only the Markdown in
/// the rules' pages.
/// rules' pages have.
pub(super) fn render(markdown: &str, width: usize) -> String {
    let mut page = Page::new(width);
    let mut styles = vec![Style::new()];
    let mut code: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => styles.push(HEADING),
            Event::Start(Tag::Strong) => styles.push(BOLD),
            Event::Start(Tag::Emphasis) => styles.push(ITALIC),
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::Start(Tag::BlockQuote(_)) => page.indent("│ ", "│ "),
            Event::Start(Tag::Item) => page.indent("• ", "  "),
            Event::End(TagEnd::Item) => {
                page.dedent();
                page.set_tight(true);
            }
            Event::End(TagEnd::List(_)) => page.set_tight(false),
            Event::End(TagEnd::BlockQuote(_)) => page.dedent(),
            Event::End(TagEnd::Heading(_)) => {
                page.end_block();
                styles.pop();
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => {
                styles.pop();
            }
            Event::End(TagEnd::Paragraph) => page.end_block(),
            Event::End(TagEnd::CodeBlock) => page.code(&code.take().unwrap_or_default(), CODE),
            Event::End(TagEnd::TableCell) => page.text("  ", Style::new()),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                page.end_block();
                page.set_tight(true);
            }
            Event::End(TagEnd::Table) => page.set_tight(false),
            Event::Code(text) => page.text(&text, CODE),
            Event::SoftBreak => page.text(" ", Style::new()),
            Event::Text(text) => match &mut code {
                Some(code) => code.push_str(&text),
                None => page.text(&text, styles.last().copied().unwrap_or_default()),
            },
            _ => {}
        }
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_paragraphs_lists_and_quotations() {
        let page = "# misquote\n\nA word of the quotation was changed, and nothing in the note says so.\n\n\
                    - mayor of *Colina* (102), and much else besides\n- also seen: `Ruiz`\n\n\
                    > We shall never close the harbour, she said.\n>\n> Never.\n\n| a | b |\n|---|---|\n| **c** | d |\n\n\
                    ```text\nkept as it is, however long it may become\n```\n\nThe end.";
        let plain = anstream::adapter::strip_str(&render(page, 40)).to_string();
        insta::assert_snapshot!(plain.replace("  \n", "\n"), @"
        misquote

        A word of the quotation was changed, and
        nothing in the note says so.

        • mayor of Colina (102), and much else
          besides
        • also seen: Ruiz

        │ We shall never close the harbour, she
        │ said.
        │
        │ Never.

        a  b
        c  d

            kept as it is, however long it may become

        The end.
        ");
    }
}
