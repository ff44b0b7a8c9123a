//! What of a Word document is text, and what is not.

use super::read;
use crate::format::Extraction;
use crate::format::archive::Archive;
use crate::format::archive::tests::packed;
use crate::prose::BlockKind;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document with this body and these other parts of `word/`: their kind and content.
fn document(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id='{kind}' Type='{TYPES}/{kind}' Target='{target}'/>")
    };
    let package = relation("officeDocument", "word/document.xml")
        + &relation("core-properties", "docProps/core.xml");
    let of_main: String =
        others.iter().map(|(kind, _)| relation(kind, &format!("{kind}.xml"))).collect();
    let whole = |relations: &str| format!("<Relationships>{relations}</Relationships>");
    let (package, of_main) = (whole(&package), whole(&of_main));
    let core = "<cp:coreProperties><dc:title>harbour.docx</dc:title>\
        <dc:creator>Ann Lee</dc:creator></cp:coreProperties>";
    let names: Vec<String> = others.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut parts = vec![
        ("_rels/.rels", package.as_str()),
        ("docProps/core.xml", core),
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", &of_main),
    ];
    parts.extend(names.iter().map(String::as_str).zip(others.iter().map(|(_, part)| *part)));
    packed(&parts)
}

fn extraction(body: &str, others: &[(&str, &str)]) -> Extraction<'static> {
    let bytes = document(body, others);
    let archive = Archive::open(&bytes).unwrap();
    read(&archive).unwrap().unwrap()
}

/// The text of a document with this body.
#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(extraction(body, &[]).text.trim(), expected);
}

fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

#[test]
fn runs_join_without_spaces() {
    let split = "<w:r><w:t>Ruiz n</w:t></w:r><w:bookmarkStart/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>ever </w:t></w:r>\
        <w:hyperlink><w:r><w:t>left</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>.</w:t><w:tab/><w:t>A</w:t><w:br/><w:t>b</w:t></w:r></w:smartTag>";
    check(&p(split), "Ruiz never left. A\nb");
    let hyphens = "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>ed R&amp;D</w:t>\
        <w:sym w:font='Symbol' w:char='F062'/><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>";
    check(&p(hyphens), "coop\u{2011}ed R&Dβ");
}

#[test]
fn what_is_deleted_or_hidden_is_no_text() {
    let changed = "<w:r><w:t>Ruiz </w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:t>x</w:t></w:r></w:del>\
        <w:ins><w:r><w:t>left</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>.</w:t></w:r>\
        <w:r><w:commentReference w:id='1'/></w:r>";
    check(&p(changed), "Ruiz left.");
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r>";
    check(&(p(mark) + &p("<w:r><w:t>sentence.</w:t></w:r>")), "One sentence.");
    let styles = "<w:styles><w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId='I'><w:basedOn w:val='H'/></w:style></w:styles>";
    let body =
        p("<w:r><w:rPr><w:rStyle w:val='I'/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>Seen.</w:t></w:r>")
            + &p("<w:pPr><w:pStyle w:val='I'/></w:pPr><w:r><w:t>x</w:t></w:r>");
    assert_eq!(extraction(&body, &[("styles", styles)]).text, "\n\nSeen.\n");
}

#[test]
fn the_results_of_fields_are_text_and_their_codes_are_not() {
    let code = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let t = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let field = [
        t("On "),
        code("begin"),
        "<w:r><w:instrText>IF </w:instrText></w:r>".to_owned(),
        code("begin"),
        code("separate"),
        t("x"),
        code("end"),
        code("separate"),
        t("Monday"),
        code("end"),
        "<w:fldSimple w:instr='PAGE'><w:r><w:t> 3</w:t></w:r></w:fldSimple>".to_owned(),
    ]
    .concat();
    check(&p(&field), "On Monday 3");
    check(&(p(&(code("begin") + &t("x"))) + &p(&t("Not lost."))), "Not lost.");
}

#[test]
fn boxes_are_read_once_and_after_their_paragraph() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent>";
    let both = format!(
        "<w:r><w:t>Ruiz </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{inside}</mc:Choice>\
         <mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>left.</w:t></w:r>"
    );
    check(&p(&both), "Ruiz left.\n\nA box.");
}

#[test]
fn notes_are_read_once_at_the_end() {
    let note = |id: u8, words: &str| {
        format!(
            "<w:footnote w:id='{id}'><w:p><w:r><w:footnoteRef/><w:t>{words}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let notes =
        format!("<w:footnotes>{}{}</w:footnotes>", note(1, "See below."), note(2, "Dropped."));
    let body = p(
        "<w:r><w:t>He left</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t>.</w:t></w:r>\
        <w:del><w:r><w:footnoteReference w:id='2'/></w:r></w:del>",
    ) + &p("<w:r><w:t>Last.</w:t></w:r>");
    let read = extraction(&body, &[("footnotes", &notes)]);
    assert_eq!(read.text, "\n\nHe left.\n\nLast.\n\nSee below.\n");
    assert_eq!(read.blocks.unwrap().last().unwrap().kind, BlockKind::Footnote);
}

#[test]
fn blocks_follow_styles_and_lists() {
    let styles = "<w:styles>\
        <w:style w:styleId='T'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>\
        <w:style w:styleId='O'><w:basedOn w:val='N'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
        <w:style w:styleId='Q'><w:name w:val='Intense Quote'/></w:style></w:styles>";
    let lists = "<w:numbering><w:abstractNum w:abstractNumId='7'>\
        <w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>\
        </w:abstractNum><w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num></w:numbering>";
    let styled = |style: &str, words: &str| {
        p(&format!("<w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{words}</w:t></w:r>"))
    };
    let item = |list: u8, level: u8, words: &str| {
        let list = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
        p(&format!("<w:pPr>{list}</w:pPr><w:r><w:t>{words}</w:t></w:r>"))
    };
    let body = [
        styled("T", "The harbour"),
        styled("berschrift2", "Two"),
        styled("O", "Three"),
        item(1, 0, "a"),
        item(1, 1, "b"),
        item(1, 1, "c"),
        item(1, 0, "d"),
        item(2, 0, "e"),
        item(0, 0, "f"),
        styled("Q", "Never."),
    ]
    .concat();
    let read = extraction(&body, &[("styles", styles), ("numbering", lists)]);
    let text = "\n\nThe harbour\n\nTwo\n\nThree\n\n3. a\n\n3.a) b\n\n3.b) c\n\n4. d\n\n• e\n\nf\n\nNever.\n";
    assert_eq!(read.text, text);
    let kinds: Vec<_> = read.blocks.iter().flatten().map(|b| (b.kind, b.depth)).collect();
    use BlockKind::{Heading, Item, Paragraph, Quote};
    let expected =
        [(Heading, 1), (Heading, 2), (Heading, 3), (Item, 1), (Item, 2), (Item, 2), (Item, 1)];
    assert_eq!(kinds, [&expected[..], &[(Item, 1), (Paragraph, 0), (Quote, 1)]].concat());
    assert_eq!(read.properties.title.as_deref(), Some("The harbour"));
    assert_eq!(read.properties.author.as_deref(), Some("Ann Lee"));
}

#[test]
fn rows_of_tables_are_lines() {
    let cell =
        |words: &str| format!("<w:tc>{}</w:tc>", p(&format!("<w:r><w:t>{words}</w:t></w:r>")));
    let row = |cells: &[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>())
    };
    let two = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>";
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("x"));
    let table = [row(&["a", "b"]), deleted, row(&["", "c"]), row(&["d", ""])].concat();
    check(&format!("<w:tbl>{two}{table}</w:tbl>"), "a\tb\n\nc\n\nd");
    let frame =
        format!("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>", row(&["Ruiz left."]));
    let read = extraction(&frame, &[]);
    assert_eq!(read.blocks.unwrap().first().unwrap().kind, BlockKind::Paragraph);
}

#[test]
fn a_damaged_document_is_read_up_to_the_damage() {
    let paragraphs = (0..200).map(|n| p(&format!("<w:r><w:t>Number {n} left.</w:t></w:r>")));
    let bytes = document(&paragraphs.collect::<String>(), &[]);
    let at = bytes.len() / 2;
    let cut = bytes.get(..at).unwrap();
    let read = read(&Archive::open(cut).unwrap()).unwrap().unwrap();
    assert!(read.text.starts_with("\n\nNumber 0 left.\n\nNumber 1 left."));
    assert_eq!(read.problems, ["ends in the middle of its archive"]);
}
