//! What of an RTF document is text, and what is not.

use super::{is_rtf, read};
use crate::prose::BlockKind;

#[track_caller]
fn check(body: &str, expected: &str) {
    check_bytes(format!("{{\\rtf1\\ansi\\ansicpg1252 {body}}}").as_bytes(), expected);
}

#[track_caller]
fn check_bytes(document: &[u8], expected: &str) {
    assert!(is_rtf(document));
    let read = read(document).unwrap();
    assert_eq!(read.text.trim(), expected);
    assert!(read.problems.is_empty());
}

#[test]
fn words_join_without_spaces() {
    check(
        "Ruiz n{\\b ev}er\r\n left\\tab it\\line there\\emdash\\ldblquote so\\rdblquote .\\par\nLast co\\-op\\_ed.",
        "Ruiz never left it\nthere—“so”.\n\nLast coop\u{2011}ed.",
    );
}

#[test]
fn destinations_are_no_text() {
    check(
        "{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red0;}{\\stylesheet{\\s1 x;}}{\\*\\generator x;}{\\info{\\title Harbour}{\\operator x}}\
         {\\header x\\par}{\\pict\\wmetafile8 00ff}{\\*\\unknown x{\\b x}}{\\object{\\*\\objdata 00}{\\result A sheet. }}\
         {\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt{Ruiz}}} left{\\*\\atnid x}{\\*\\annotation x}{\\xe x}.",
        "A sheet. Ruiz left.",
    );
}

#[test]
fn what_is_deleted_or_hidden_is_no_text() {
    check(
        "Ruiz {\\v x}{\\deleted x}{\\revised left}\\v x\\v0 .\\v x\\plain{} Yes.",
        "Ruiz left. Yes.",
    );
}

#[test]
fn characters_are_decoded_in_the_encoding_of_their_font() {
    check("caf\\'e9 \\u8212\\'97 \\uc0\\u955 x\\uc2\\u-10179 ab\\u-8704 {cd}", "café — λx😀cd");
    let fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 MS Mincho;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset2 Wingdings;}}";
    check(
        &format!(
            "{fonts}\\'e9 {{\\f1 \\'cc\\'e8\\'f0}} {{\\f2 \\'93\\'fa\\'96\\'7b}}{{\\f3 a\\'b3}}{{\\f4 \\'fc}}{{\\f4\\u10003 ?}}"
        ),
        "é Мир 日本α≥✓",
    );
    check_bytes(
        b"{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset0 A;}}\\f0 \xcc\\'e8\xf0}",
        "Мир",
    );
    check_bytes(b"{\\rtf1\\ansi\\ansicpg936 \\'d6\\'d0\\'ce\\'c4}", "中文");
    check_bytes(b"{\\rtf1\\mac caf\\'8e}", "café");
}

#[test]
fn notes_and_boxes_do_not_interrupt_the_sentence() {
    check(
        "Ruiz {\\super\\chftn{\\footnote\\pard\\plain{\\chftn} See below.}}{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt A box.\\par}}{\\shprslt x}}left.\\par Last.",
        "Ruiz left.\n\nA box.\n\nLast.\n\nSee below.",
    );
}

#[test]
fn blocks_follow_styles_lists_and_tables() {
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 berschrift;}{\\s2 Quote;}{\\s3 Title;}{\\*\\cs1 Strong;}}";
    let body = "\\pard\\s3 The harbour\\par\\pard\\s1 One\\par\\pard\\ls1{\\listtext\\pard\\plain 3.\\tab}a\\par{\\listtext\\'b7\\tab}\\ilvl1 b\\par\
        \\trowd\\cellx1\\cellx2\\pard\\intbl c\\cell d\\cell\\row\\trowd\\cellx1\\cellx2\\pard\\intbl\\cell e\\cell\\row\\pard\\s2 Never.\\par\\pard After.";
    let document =
        format!("{{\\rtf1\\ansi{styles}{{\\info{{\\title x.doc}}{{\\author Ann Lee}}}}{body}}}");
    let read = read(document.as_bytes()).unwrap();
    assert_eq!(
        read.text,
        "\n\nThe harbour\n\nOne\n\n3. a\n\n• b\n\nc\td\n\ne\n\nNever.\n\nAfter.\n"
    );
    let kinds: Vec<_> = read.blocks.iter().flatten().map(|b| (b.kind, b.depth)).collect();
    use BlockKind::{Heading, Item, Other, Paragraph, Quote};
    let first = [(Heading, 1), (Heading, 1), (Item, 1), (Item, 2)];
    let last = [(Other, 0), (Other, 0), (Other, 0), (Quote, 1), (Paragraph, 0)];
    assert_eq!(kinds, [&first[..], &last].concat());
    assert_eq!(read.properties.title.as_deref(), Some("The harbour"));
    assert_eq!(read.properties.author.as_deref(), Some("Ann Lee"));
}

#[test]
fn a_document_that_is_cut_off_is_read_as_far_as_it_goes() {
    let read = read(b"{\\rtf1 Ruiz left.\\par Then {\\b he").unwrap();
    assert_eq!(read.text, "\n\nRuiz left.\n\nThen he\n");
    assert_eq!(read.problems, ["ends in the middle"]);
    let deep = ["{\\rtf1 ".to_owned(), "{a".repeat(1 << 20)].concat();
    assert!(super::read(deep.as_bytes()).unwrap().text.len() < 1 << 12);
}
