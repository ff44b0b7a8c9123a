//! What of a book is text, in which order, and where its chapters and pages begin.

use super::read;
use crate::format::archive::Archive;
use crate::format::archive::tests::packed;
use crate::format::{Extraction, Illegible, Unit};

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

/// A page with this body.
fn page(body: &str) -> String {
    format!(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='e'><head><title/></head><body>{body}</body></html>"
    )
}

/// The description of a book, of which `spine` lists the pages in order.
fn description(metadata: &str, items: &[&str], spine: &str) -> String {
    let item = |name: &&str| {
        let (kind, properties) = match *name {
            "toc.ncx" => ("application/x-dtbncx+xml", ""),
            "nav.xhtml" => ("application/xhtml+xml", "nav"),
            _ => ("application/xhtml+xml", ""),
        };
        format!("<item id='{name}' href='{name}' media-type='{kind}' properties='{properties}'/>")
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine toc='toc.ncx'>{spine}</spine></package>"
    )
}

fn book(description: &str, pages: &[(&str, &str)]) -> Result<Extraction<'static>, Illegible> {
    let names: Vec<String> = pages.iter().map(|(name, _)| format!("OEBPS/{name}")).collect();
    let mut parts = vec![("META-INF/container.xml", CONTAINER), ("OEBPS/book.opf", description)];
    parts.extend(names.iter().map(String::as_str).zip(pages.iter().map(|(_, page)| *page)));
    read(&Archive::open(&packed(&parts)).unwrap())
}

/// The milestones of a text: number, label, and the word there.
fn milestones(read: &Extraction<'_>, unit: Unit) -> Vec<(u32, String, String)> {
    let of_unit = read.milestones.iter().filter(|milestone| milestone.unit == unit);
    let word = |at: usize| read.text[at..].split_whitespace().next().unwrap().to_owned();
    let shown = |it: &crate::format::Milestone| {
        (it.number, it.label.clone().unwrap_or_default(), word(it.at))
    };
    of_unit.map(shown).collect()
}

#[test]
fn pages_are_read_in_the_order_of_the_spine() {
    let nav = page(
        "<nav epub:type='toc'><h1>Contents</h1><ol><li><a href='b.xhtml'>The <i>Ice</i></a><ol><li><a href='b.xhtml#s'>Thin</a></li></ol></li>\
         <li><a href='a%20b.xhtml#two'>Wind</a></li></ol></nav>\
         <nav epub:type='page-list'><ol><li><a href='b.xhtml'>ix</a></li><li><a href='a%20b.xhtml#p7'>7</a></li></ol></nav>",
    );
    let first = page("<p>Ruiz left.</p><p id='s'>Thin ice.</p>");
    let second = page(
        "<p>Go <span epub:type='pagebreak' id='p7'>7</span>on.</p><h2 id='two'>Wind came.</h2>",
    );
    let note = page("<p>A note.</p>");
    let items = ["nav.xhtml", "a%20b.xhtml", "b.xhtml", "note.xhtml"];
    let spine = "<itemref idref='nav.xhtml'/><itemref idref='note.xhtml' linear='no'/><itemref idref='b.xhtml'/><itemref idref='a%20b.xhtml'/>";
    let metadata = "<dc:title>The Harbour</dc:title><dc:creator id='c1'>Ann Lee</dc:creator><dc:creator id='c2'>Bo Lind</dc:creator><dc:creator id='c3'>Cy Dee</dc:creator>\
        <meta refines='#c1' property='role'>aut</meta><meta refines='#c3' property='role'>ill</meta><dc:date>2013-04-05T00:00:00Z</dc:date><dc:publisher>Quay</dc:publisher>";
    let read = book(
        &description(metadata, &items, spine),
        &[("nav.xhtml", &nav), ("a b.xhtml", &second), ("b.xhtml", &first), ("note.xhtml", &note)],
    )
    .unwrap();
    assert_eq!(read.text, "\n\nRuiz left.\n\nThin ice.\n\nGo on.\n\nWind came.\n\nA note.\n");
    let owned = |n: u32, label: &str, word: &str| (n, label.to_owned(), word.to_owned());
    let chapters = milestones(&read, Unit::Chapter);
    assert_eq!(chapters, [owned(1, "The Ice", "Ruiz"), owned(2, "Wind", "Wind")]);
    assert_eq!(milestones(&read, Unit::Page), [owned(0, "ix", "Ruiz"), owned(7, "", "on.")]);
    let said = read.properties;
    assert_eq!(said.title.as_deref(), Some("The Harbour"));
    assert_eq!(said.author.as_deref(), Some("Ann Lee and Bo Lind"));
    assert_eq!(said.date.map(|date| date.to_string()).as_deref(), Some("2013-04-05"));
    assert_eq!(said.publisher.as_deref(), Some("Quay"));
}

#[test]
fn older_books_have_an_ncx() {
    let ncx = "<ncx><docTitle><text>The Harbour</text></docTitle><navMap>\
        <navPoint><navLabel><text>Preface</text></navLabel><content src='a.xhtml'/></navPoint>\
        <navPoint><navLabel><text>Chapter 5</text></navLabel><content src='b.xhtml'/><navPoint><navLabel><text>Ice</text></navLabel><content src='b.xhtml#x'/></navPoint></navPoint>\
        <navPoint><navLabel><text>Chapter 6</text></navLabel><content src='b.xhtml#six'/></navPoint></navMap></ncx>";
    let (a, b) = (page("<p>Before.</p>"), page("<p>Five.</p><p><a id='six'/>Six.</p>"));
    let spine = "<itemref idref='a.xhtml'/><itemref idref='b.xhtml'/>";
    let metadata = "<dc:creator opf:role='trl'>X Y</dc:creator><dc:creator opf:role='aut'>Ann Lee</dc:creator><dc:date opf:event='conversion'>2020</dc:date><dc:date opf:event='publication'>1999</dc:date>";
    let read = book(
        &description(metadata, &["toc.ncx", "a.xhtml", "b.xhtml"], spine),
        &[("toc.ncx", ncx), ("a.xhtml", &a), ("b.xhtml", &b)],
    )
    .unwrap();
    let owned = |n: u32, label: &str, word: &str| (n, label.to_owned(), word.to_owned());
    let chapters = milestones(&read, Unit::Chapter);
    assert_eq!(chapters, [owned(5, "Chapter 5", "Five."), owned(6, "Chapter 6", "Six.")]);
    assert_eq!(read.properties.author.as_deref(), Some("Ann Lee"));
    assert_eq!(read.properties.date.map(|date| date.year), Some(1999));
}

#[test]
fn protected_books_are_not_read_and_hidden_fonts_do_not_matter() {
    let open = |method: &str| {
        let protection = format!(
            "<encryption><EncryptedData><EncryptionMethod Algorithm='{method}'/></EncryptedData></encryption>"
        );
        let description = description("", &["a.xhtml"], "<itemref idref='a.xhtml'/>");
        let page = page("<p>Ruiz left.</p>");
        let parts = [
            ("META-INF/container.xml", CONTAINER),
            ("META-INF/encryption.xml", &protection),
            ("OEBPS/book.opf", &description),
            ("OEBPS/a.xhtml", &page),
        ];
        read(&Archive::open(&packed(&parts)).unwrap()).map(|read| read.text.into_owned())
    };
    assert_eq!(open("http://www.idpf.org/2008/embedding").as_deref(), Ok("\n\nRuiz left.\n"));
    let protected = open("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    assert_eq!(protected.unwrap_err(), Illegible::Encrypted);
}
