//! What of an OpenDocument text is text, and what is not.

use super::{read, read_flat};
use crate::format::archive::Archive;
use crate::format::archive::tests::packed;
use crate::format::{Extraction, Illegible};
use crate::prose::BlockKind;

/// A flat document with these automatic styles and this body.
fn flat(styles: &str, body: &str) -> Extraction<'static> {
    let meta = "<office:meta><dc:title>Harbour</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator><dc:creator>Bo Lind</dc:creator></office:meta>";
    let document = format!(
        "<?xml version='1.0'?><office:document>{meta}<office:automatic-styles>{styles}</office:automatic-styles>\
         <office:master-styles><text:p>A header.</text:p></office:master-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    read_flat(document.as_bytes()).unwrap()
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let hidden = "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='P' style:family='paragraph'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='Q' style:family='paragraph' style:parent-style-name='P'/>";
    assert_eq!(flat(hidden, body).text.trim(), expected);
}

#[test]
fn spans_join_without_spaces() {
    check(
        "<text:p>Ruiz n<text:span>ever</text:span><text:s text:c='3'/>\n left<text:tab/>it<text:line-break/>there<text:soft-page-break/>fore.</text:p>",
        "Ruiz never left it\ntherefore.",
    );
}

#[test]
fn what_is_deleted_hidden_or_beside_the_text_is_no_text() {
    check(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>x</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>Ruiz <text:change/>left<office:annotation><dc:creator>x</dc:creator><text:p>x</text:p></office:annotation>\
         <text:span text:style-name='H'>x</text:span><text:hidden-text text:is-hidden='true'>x</text:hidden-text>\
         <text:hidden-text text:is-hidden='false'> then</text:hidden-text> on page <text:page-number>3</text:page-number>\
         <draw:frame><svg:title>x</svg:title><draw:image><office:binary-data>eHh4</office:binary-data></draw:image></draw:frame>.</text:p>\
         <text:p text:style-name='Q'>x</text:p><text:p>x<text:hidden-paragraph text:is-hidden='true'/>x</text:p>\
         <text:section text:display='none'><text:p>x</text:p></text:section>\
         <text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template></text:table-of-content-source>\
         <text:index-body><text:p>One</text:p></text:index-body></text:table-of-content>",
        "Ruiz left then on page 3.\n\nOne",
    );
}

#[test]
fn notes_and_boxes_do_not_interrupt_the_sentence() {
    let body = "<text:p>Ruiz <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See below.</text:p></text:note-body></text:note>\
        <draw:frame><draw:text-box><text:p>A box.</text:p><text:p>Two.</text:p></draw:text-box></draw:frame>left.</text:p><text:p>Last.</text:p>";
    let read = flat("", body);
    assert_eq!(read.text, "\n\nRuiz left.\n\nA box.\n\nTwo.\n\nLast.\n\nSee below.\n");
    assert_eq!(read.blocks.unwrap().last().unwrap().kind, BlockKind::Footnote);
}

#[test]
fn blocks_follow_headings_lists_tables_and_styles() {
    let styles = "<style:style style:name='Block_20_Quotation' style:family='paragraph'/>\
        <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Quotations'/><style:style style:name='Quotations' style:family='paragraph'/>\
        <text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.' text:start-value='3'/>\
        <text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style>\
        <text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='-'/></text:list-style>";
    let cell =
        |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let body = format!(
        "<text:h text:outline-level='2'>The visit</text:h>\
         <text:list text:style-name='L'><text:list-item><text:p>a</text:p><text:p>b</text:p><text:list><text:list-item><text:p>c</text:p></text:list-item></text:list></text:list-item>\
         <text:list-item><text:p>d</text:p></text:list-item></text:list><text:p>-</text:p>\
         <text:list text:style-name='L' text:continue-numbering='true'><text:list-item><text:p>e</text:p></text:list-item></text:list>\
         <text:list text:style-name='B'><text:list-item><text:p>f</text:p></text:list-item></text:list>\
         <table:table><table:table-column table:number-columns-repeated='2'/><table:table-row>{}{}</table:table-row></table:table>\
         <text:p text:style-name='P1'>Never.</text:p>",
        cell("g"),
        cell("h")
    );
    let read = flat(styles, &body);
    let text = "\n\nThe visit\n\n3. a\n\nb\n\na) c\n\n4. d\n\n-\n\n5. e\n\n• f\n\ng\th\n\nNever.\n";
    assert_eq!(read.text, text);
    let kinds: Vec<_> =
        read.blocks.iter().flatten().map(|b| (b.kind, b.depth, b.continued)).collect();
    use BlockKind::{Heading, Item, Other, Paragraph, Quote};
    let first = [(Heading, 2, false), (Item, 1, false), (Item, 1, true), (Item, 2, false)];
    let then = [(Item, 1, false), (Paragraph, 0, false), (Item, 1, false), (Item, 1, false)];
    let last = [(Other, 0, false), (Other, 0, false), (Quote, 1, false)];
    assert_eq!(kinds, [&first[..], &then, &last].concat());
    assert_eq!(read.properties.title.as_deref(), Some("Harbour"));
    assert_eq!(read.properties.author.as_deref(), Some("Ann Lee"));
}

#[test]
fn packages_are_read_unless_they_are_encrypted() {
    let content = "<office:document-content><office:body><office:text><text:p text:style-name='T'>Ruiz left.</text:p></office:text></office:body></office:document-content>";
    let styles = "<office:document-styles><style:style style:name='T' style:display-name='Title' style:family='paragraph'/></office:document-styles>";
    let bytes = packed(&[("content.xml", content), ("styles.xml", styles)]);
    let found = read(&Archive::open(&bytes).unwrap()).unwrap().unwrap();
    assert_eq!(found.text, "\n\nRuiz left.\n");
    assert_eq!(found.properties.title.as_deref(), Some("Ruiz left."));
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = packed(&[("content.xml", "\u{1}"), ("META-INF/manifest.xml", manifest)]);
    let found = read(&Archive::open(&bytes).unwrap()).unwrap();
    assert_eq!(found.unwrap_err(), Illegible::Encrypted);
}
