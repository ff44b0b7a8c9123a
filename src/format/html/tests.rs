//! What text comes out of a page, and what does not.

use super::page::HTML;
use crate::format::{Extraction, Input};
use crate::prose::BlockKind;

fn read(html: &str) -> Extraction<'static> {
    (HTML.extract)(Input::Bytes(html.as_bytes())).unwrap().into_owned()
}

/// The blocks of a page.
#[track_caller]
fn check(html: &str, blocks: &[&str]) {
    let read = read(html);
    let found: Vec<&str> =
        read.blocks.iter().flatten().map(|block| block.span.of(&read.text)).collect();
    assert_eq!(found, blocks, "{html}");
}

/// The text of a page, without the lines before it.
#[track_caller]
fn check_text(html: &str, text: &str) {
    assert_eq!(read(html).text.trim(), text, "{html}");
}

#[test]
fn inline_elements_join_words_and_blocks_separate_them() {
    check(
        "<h1>The visit</h1><p>Ruiz said “ne<b>v</b>er”,<i> and </i>left<wbr>over half&shy;way.\n<div>Then<span>\nhe</span> slept</div>again",
        &["The visit", "Ruiz said “never”, and leftover halfway.", "Then he slept", "again"],
    );
}

#[test]
fn a_line_break_is_one_and_two_are_a_paragraph() {
    check("<p>One<br>two<br/>\n<br />three</p>&nbsp;<p>&nbsp;</p>", &["One\ntwo", "three"]);
    check("a<pre>\n<b>x</b>\n  y\n\nz</pre>b", &["a", "x\ny", "z", "b"]);
}

#[test]
fn lists_and_quotations_keep_their_structure() {
    let read = read(
        "<ol start=3><li>Three<li><p>Four</p><p>more</p><ul><li>deep</ul></ol><blockquote><p>Open<p>it</blockquote>",
    );
    assert_eq!(read.text.trim(), "3. Three\n\n4. Four\n\nmore\n\n• deep\n\nOpen\n\nit");
    let blocks = read.blocks.unwrap();
    let shape: Vec<_> = blocks.iter().map(|b| (b.kind, b.depth, b.continued)).collect();
    use BlockKind::{Item, Quote};
    assert_eq!(
        shape,
        [
            (Item, 1, false),
            (Item, 1, false),
            (Item, 1, true),
            (Item, 2, false),
            (Quote, 1, false),
            (Quote, 1, true)
        ]
    );
}

#[test]
fn quotation_elements_get_the_marks_that_browsers_show() {
    check("<p>He said <q>open <q>it</q></q>.", &["He said “open ‘it’”."]);
    check("<p>He said <q>“open”</q> and “<q>it</q>”.", &["He said “open” and “it”."]);
}

#[test]
fn tables_of_data_are_lines_and_those_of_layout_are_not() {
    check_text("<table><tr><th>Year<th>Ships<tr><td>2013<td> 4 </table>", "Year\tShips\n\n2013\t4");
    check_text(
        "<table><tr><td><a>Home</a><td><h1>News</h1><p>Ruiz left.<p>He slept.</table>",
        "Home\n\nNews\n\nRuiz left.\n\nHe slept.",
    );
}

#[test]
fn scripts_styles_forms_and_comments_are_no_text() {
    check(
        "<title>T</title><style>p{}</style><p>One<script>if (a<b) '</p>'</script><!-- x --> two<noscript><p>on</noscript>\
         <svg><title>Logo</title><style/><path/><text>V</text></svg> <select><option>a<option>b</select><button>Go</button>\
         <textarea><p>draft</textarea><iframe><p>in</iframe><template><p>t</template> three",
        &["One two three"],
    );
}

#[test]
fn crossed_and_missing_tags_change_no_words() {
    check("<b><p>One</b> two<p>three</div></i> four</td>", &["One two", "three four"]);
    check(
        "<dl><dt>Ship<dd>A vessel<dt>Port<dd><p>A town</dl>",
        &["Ship", "A vessel", "Port", "A town"],
    );
    check("<p>a</p></p>b<svg><p>c", &["a", "b", "c"]);
    check(
        "<?xml version='1.0'?><html><head><title/><script/></head><p><a id='x'/>One</p>two",
        &["One", "two"],
    );
}

#[test]
fn marks_of_notes_are_left_out_and_notes_are_kept() {
    let read = read(
        "<p>He left<sup><a href='#fn1'>1</a></sup>.<sup>2</sup> On 1<sup>st</sup> May 40 m<sup>2</sup> \
         burnt.<a href='#n3' class=footnote-ref>[3]</a><a href='#F4'><sup>4</sup></a></p><section class=footnotes><ol><li id=fn1>Ruiz. \
         <a href='#r' role=doc-backlink>↩︎</a></ol></section>",
    );
    assert_eq!(read.text.trim(), "He left. On 1st May 40 m2 burnt.\n\n1. Ruiz.");
    assert_eq!(read.blocks.unwrap().last().unwrap().kind, BlockKind::Footnote);
}

#[test]
fn hostile_pages_take_little_time_and_memory() {
    let repeated = |piece: &str, times: usize| piece.repeat(times);
    let formats: String = (0..2_000).map(|n| format!("<b a={n}>")).collect();
    let attributes: String = (0..20_000).map(|n| format!(" a{n}=1")).collect();
    for page in [
        formats + &repeated("<p>x", 2_000),
        repeated("<div>", 20_000) + "x",
        repeated("<table><tr><td>", 10_000) + "x",
        repeated("<ul><li>", 10_000) + "x" + &repeated("</li></ul>", 10_000),
        format!("<p{attributes}>x"),
        format!("<p {}>x", repeated("class=a ", 20_000)),
        repeated("<svg>", 5_000) + &repeated("<p>x", 5_000),
        repeated("<a href='#x'><sup>", 5_000) + "xylophone",
        repeated("<!--", 20_000) + "--><p>x",
        repeated("&", 20_000) + "<p>x",
        repeated("<", 20_000) + "p>x",
        repeated("</p>", 20_000) + "x",
        repeated("<br>", 20_000) + "x",
        repeated("<q>", 5_000) + "x",
    ] {
        assert!(read(&page).text.contains('x'));
    }
}

/// A paragraph of an article, long enough to be told from its surroundings.
const STORY: &str = "<p>The council closed the old harbour bridge on Monday because of the ice, said Ruiz, and asked \
    everybody to use the ferry until the end of March.</p>";
const TOLD: &str = "The council closed the old harbour bridge on Monday because of the ice, said Ruiz, and asked \
    everybody to use the ferry until the end of March.";

#[test]
fn an_article_is_read_without_what_surrounds_it() {
    let page = format!(
        "<body class='has-sidebar'><header><a href=/>Daily Post</a><nav><a href=/a>News</a></nav></header>
         <div id=cookie-banner>We use cookies. <button>Accept</button></div>
         <ul><li><a href=/1>Weather</a></li><li><a href=/2>Sport</a></li></ul>
         <main><ol class=breadcrumb><li><a href=/>Home</a></ol><article class='article-body no-comments'>
         <header><h1>Bridge closed</h1><p>By Ann Lee</p></header>{STORY}
         <aside class=pullquote>Use the ferry</aside><div class=adopted>Adopted in May.</div>
         <div class='social-share'>Share this <a href=x>Post</a></div>{STORY}
         <div class=related><h2>Related</h2><a href=/3>Ferry sinks in the harbour</a></div>
         <footer>Edited by Jo Park.</footer></article></main>
         <section id=comments><p>I never used that bridge, and never will, whatever they say.</p></section>
         <aside><p>Our newsletter tells you each week what happened in town, and why.</p></aside>
         <footer>© 2013 Daily Post. All rights reserved.</footer>"
    );
    let kept = ["Bridge closed", "By Ann Lee", TOLD, "Use the ferry", "Adopted in May.", TOLD];
    check(&page, &[&kept[..], &["Edited by Jo Park."]].concat());
}

#[test]
fn a_page_without_marking_keeps_its_article() {
    let page = format!(
        "<table><tr><td colspan=2><a href=/>Home</a> | <a href=/n>News</a></td></tr><tr><td><a href=/a>Archive</a></td>
         <td><font size=5>Bridge closed</font><br><br>{TOLD}<br><br>{TOLD}</td></tr></table>"
    );
    let blocks = read(&page).blocks.unwrap().len();
    assert_eq!(blocks, 3, "{}", read(&page).text);
    let list: String = (0..30).map(|n| format!("<li><a href=/{n}>Report {n}</a></li>")).collect();
    let index = read(&format!("<h1>Reports</h1><nav>Years</nav><ul>{list}</ul>"));
    assert!(index.text.contains("Report 29"), "{}", index.text);
}

#[test]
fn hidden_text_is_no_text() {
    check(
        &format!(
            "<style>.gone, #x {{ display: none }} .tab {{display:none}} .tab.on {{display:block}}</style>{STORY}
             <p hidden>a</p><p aria-hidden=true>b</p><p style='color:red;DISPLAY:none'>c</p><p class='y gone'>d</p><p id=x>e</p>
             <p class=tab>He opened the second tab of the page, and read on.</p>
             <a>More<span class=sr-only> about the bridge</span></a>{STORY}"
        ),
        &[TOLD, "He opened the second tab of the page, and read on.", "More", TOLD],
    );
    check(
        "<body style='visibility:hidden'><p>Shown by a script.</p></body>",
        &["Shown by a script."],
    );
}

#[test]
fn a_page_with_damaged_characters_is_read_and_says_so() {
    let mut page =
        format!("<meta charset=utf-8><p>“Nobody came,” said Ruiz.{STORY}{STORY}").into_bytes();
    assert!((HTML.extract)(Input::Bytes(&page)).unwrap().problems.is_empty());
    page.extend(b"<p>\xe2\x80 and \0 left.");
    let read = (HTML.extract)(Input::Bytes(&page)).unwrap();
    assert!(read.text.contains("“Nobody came,” said Ruiz."), "{}", read.text);
    assert_eq!(read.problems, ["has characters that are damaged"]);
}
