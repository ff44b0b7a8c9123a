//! A card for a terminal: names in bold, lists and quotations indented, lines filled to the width.

use super::page::Page;
use crate::analysis::{Card, CardBlock, Style, StyledText};
use anstyle::AnsiColor;

const BOLD: anstyle::Style = anstyle::Style::new().bold();
const STRUCK: anstyle::Style = anstyle::Style::new().strikethrough();
const CODE: anstyle::Style = AnsiColor::Cyan.on_default();

/// A card as text with colour escapes, at most `width` columns wide.
pub(super) fn text(card: &Card, width: usize) -> String {
    let mut page = Page::new(width);
    for block in card {
        match block {
            CardBlock::Paragraph(text) => {
                add(&mut page, text);
                page.end_block();
            }
            CardBlock::Quote(text) => {
                page.indent("│ ", "│ ");
                add(&mut page, text);
                page.dedent();
            }
            CardBlock::List(items) => {
                for (n, item) in items.iter().enumerate() {
                    page.set_tight(n > 0);
                    page.indent("• ", "  ");
                    add(&mut page, item);
                    page.dedent();
                }
                page.set_tight(false);
            }
        }
    }
    page.finish()
}

fn add(page: &mut Page, text: &StyledText) {
    for chunk in &text.chunks {
        // Not every terminal has strikethrough, and a pipe has none.
        let (before, style, behind) = match chunk.style {
            Style::Plain | Style::Link { .. } => ("", anstyle::Style::new(), ""),
            Style::Strong => ("", BOLD, ""),
            Style::Code => ("", CODE, ""),
            Style::Removed => ("[-", STRUCK, "-]"),
            Style::Added => ("{+", BOLD, "+}"),
        };
        page.text(&format!("{before}{}{behind}", chunk.text), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Chunk;

    fn styled(chunks: &[(&str, Style)]) -> StyledText {
        let chunk = |(text, style): &(&str, Style)| Chunk {
            text: (*text).to_owned(),
            style: style.clone(),
        };
        StyledText { chunks: chunks.iter().map(chunk).collect() }
    }

    fn shown(blocks: Vec<CardBlock>, width: usize) -> String {
        anstream::adapter::strip_str(&text(&blocks, width)).to_string()
    }

    #[test]
    fn words_compared_are_told_apart_without_colours() {
        let compared = styled(&[
            ("Source", Style::Removed),
            (" and ", Style::Plain),
            ("note", Style::Added),
            (": a big town", Style::Plain),
        ]);
        let name = styled(&[("Marta Ruiz", Style::Strong)]);
        assert_eq!(
            shown(vec![compared.into(), name.into()], 80),
            "[-Source-] and {+note+}: a big town\n\nMarta Ruiz\n"
        );
    }

    #[test]
    fn fills_paragraphs_lists_and_quotations() {
        let plain = |text| styled(&[(text, Style::Plain)]);
        let blocks = vec![
            styled(&[("Marta Ruiz", Style::Strong), (" — person", Style::Plain)]).into(),
            styled(&[("Roles", Style::Strong)]).into(),
            CardBlock::List(vec![
                plain("mayor of Colina (102), and much else besides"),
                plain("member of the council"),
            ]),
            CardBlock::Quote(plain("We shall never close the harbour, she said.")),
            plain("The end.").into(),
        ];
        insta::assert_snapshot!(shown(blocks, 40), @"
        Marta Ruiz — person

        Roles

        • mayor of Colina (102), and much else
          besides
        • member of the council

        │ We shall never close the harbour, she
        │ said.

        The end.
        ");
    }
}
