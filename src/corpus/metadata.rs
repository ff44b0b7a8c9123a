//! What a document says about itself: title, date, author and publisher, and which of its blocks are paragraphs.
//!
//! Evidence is whatever web pages and agencies print alike: front matter, a lone line above the text, a byline, a
//! signature below. What is not certain stays unknown.

use super::authors::is_name;
use super::boilerplate::is_boilerplate;
use super::byline::{self, Claim};
use super::dateline::{first_date, iso_date};
use super::front_matter::front_matter;
use super::signature;
use super::source::Metadata;
use crate::format::Properties;
use crate::prose::{Block, BlockKind};
use crate::text::{self, Span};
use memchr::memmem;

/// Reads the metadata of a document from the fields of its file and from its text. `key` is the name of its file, which
/// may begin with a date.
pub(super) fn metadata(key: &str, text: &str, blocks: &[Block], given: Properties) -> Metadata {
    let matter = front_matter(text);
    let mut found = Metadata {
        title: given.title.or(matter.title),
        author: given.author.or(matter.author),
        date: given.date.or(matter.date),
        publisher: given.publisher.or(matter.publisher),
        address: given.address,
        ..Metadata::default()
    };
    let head = head(text, blocks);
    if let Some(title) = &found.title {
        let mut printed = blocks.iter().take(HEAD).map(|block| block.span);
        found.title_span = printed.find(|span| span.of(text) == title);
    }
    if found.title.is_none()
        && let Some(title) = title(text, head)
    {
        found.title = Some(title.span.of(text).to_owned());
        found.title_span = Some(title.span);
    }
    let said = claimed(text, head, blocks);
    let said_nothing = said == Said::Nothing;
    // Account names, which some pages have in their front matter, give way to a name in the text.
    let known = found.author.take();
    let named = known.as_deref().is_some_and(|author| author.split(" and ").all(is_name));
    found.author = match said {
        Said::Wrote(names) if !named => Some(names.join(" and ")),
        Said::Wrote(names) => known.filter(|author| agree(&names, author)),
        Said::Disputed => None,
        Said::Nothing => known.or_else(|| head.iter().find_map(|b| byline(b.span.of(text)))),
    };
    if found.author.is_none() && said_nothing {
        let letters = found.title.as_deref().and_then(|title| signature::letters(text, title));
        found.author = letters.or_else(|| signed(text, blocks));
    }
    // Several names on lines of their own are not one author's: a page of letters to the editor ends like that.
    let below = blocks.get(head.len()..).unwrap_or_default().iter();
    let alone = below.filter(|block| byline::person(block.span.of(text)).is_some()).count();
    let disputed = !said_nothing && found.author.is_none() || alone > 1;
    if let Some(last) = blocks.iter().rev().map(|b| b.span.of(text)).find(|b| !is_boilerplate(b)) {
        sign(last, disputed, &mut found);
    }
    found.date = found.date.or_else(|| first_date(text)).or_else(|| iso_date(key));
    found
}

/// The paragraphs that people count in a document: without title, headings, tables, bylines, and the page around the
/// text.
pub(super) fn paragraphs(text: &str, blocks: &[Block], known: &Metadata) -> Vec<Span> {
    let matter = text::front_matter(text).map_or(0, |(_, end)| end);
    let before = known.title_span.map_or(0, |t| t.end).max(matter);
    blocks
        .iter()
        .filter(|b| !matches!(b.kind, BlockKind::Heading | BlockKind::Other))
        .map(|b| b.span)
        .filter(|span| {
            let block = span.of(text);
            span.start >= before
                && !is_boilerplate(block)
                && byline(block).is_none()
                && known.author.as_deref() != Some(block)
        })
        .collect()
}

/// What the lines above a text, and those set off in it, say about its author.
#[derive(PartialEq)]
enum Said {
    Wrote(Vec<String>),
    Disputed,
    Nothing,
}

/// The author by the lines above the text, by those in italics near its top, or by those below it.
fn claimed(text: &str, head: &[Block], blocks: &[Block]) -> Said {
    let mut said = Said::Nothing;
    let mut add = |claim: Option<Claim>| match (claim, &said) {
        (Some(Claim::Wrote(names)), Said::Nothing) => said = Said::Wrote(names),
        (Some(Claim::Wrote(names)), Said::Wrote(known)) if !agree(&names, &known.join(" and ")) => {
            said = Said::Disputed;
        }
        _ => {}
    };
    let mut opener = false;
    let lines = head.iter().take(HEAD).flat_map(|block| block.span.of(text).lines());
    for line in lines {
        let lone = byline::is_opener(line);
        let joined = if opener { format!("by {}", line.trim()) } else { line.to_owned() };
        opener = lone && line.trim().to_lowercase().trim_matches(['*', '_']).ends_with("by");
        add(byline::claim(&joined).filter(|_| !lone));
    }
    // “From: Ann Lee” is the header of a memo.
    let field = |key: &str| {
        let mut lines = head.iter().flat_map(|block| block.span.of(text).lines());
        lines.find_map(|line| {
            let line = line.trim().trim_start_matches(['*', '_']);
            let value = line
                .get(key.len()..)
                .filter(|_| line.get(..key.len()).is_some_and(|k| k.eq_ignore_ascii_case(key)));
            value.map(|value| value.trim_matches(['*', '_', ' ', '\t']))
        })
    };
    if let (Some(from), Some(_)) = (field("From:"), field("To:")) {
        add(Some(byline::people(from)).filter(|names| !names.is_empty()).map(Claim::Wrote));
    }
    for block in blocks.iter().skip(head.len()).take(SIGNED) {
        set_off(block.span.of(text)).into_iter().for_each(|line| add(byline::claim(&line)));
    }
    let below = blocks.get(head.len()..).unwrap_or_default().iter().rev().take(BELOW);
    for line in below.flat_map(|block| block.span.of(text).lines()) {
        let bare = line.trim().trim_matches(['*', '_', '(', ')', '[', ']', ' ']);
        let plain = bare.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
        add(byline::claim(bare).filter(|_| !plain));
    }
    said
}

/// The lines in italics or bold at the start of a block; one that wraps counts as one line.
fn set_off(block: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = String::new();
    for line in block.lines() {
        let line = line.trim().trim_start_matches(['>', ' ']);
        if open.is_empty() && !line.starts_with(['*', '_']) {
            if line.is_empty() {
                continue;
            }
            break;
        }
        if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(line);
        if line.ends_with(['*', '_']) {
            found.push(std::mem::take(&mut open));
        }
    }
    found
}

/// Whether some names share a last word with those of another claim.
fn agree(names: &[String], others: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let others: Vec<String> = others.split(" and ").map(last).collect();
    names.iter().any(|name| others.contains(&last(name)))
}

/// The author who signs below the text, or is introduced below it or in italics above.
fn signed(text: &str, blocks: &[Block]) -> Option<String> {
    let letter = signature::letter(text).or_else(|| signature::to_the_editor(text));
    if letter.is_some() {
        return letter;
    }
    let page = blocks.iter().rposition(|block| !is_boilerplate(block.span.of(text)))?;
    let blocks = blocks.get(..=page)?;
    let introduced = |block: &str| {
        let names = signature::introduced(block, text);
        (!names.is_empty()).then(|| names.join(" and "))
    };
    let top = blocks.iter().take(HEAD).flat_map(|block| set_off(block.span.of(text)));
    let below = blocks.iter().rev().take(BELOW).map(|block| block.span.of(text).trim());
    // Before the last paragraph, only what is set off is about the author.
    let mut below =
        below.enumerate().filter(|(at, block)| *at == 0 || block.starts_with(['*', '_']));
    top.into_iter()
        .find_map(|line| introduced(&line))
        .or_else(|| below.find_map(|(_, block)| introduced(block)))
        .or_else(|| signature::dashed(text, blocks))
        .or_else(|| signature::with_post(text, blocks))
}

/// The blocks above and below a text that may name its author.
const HEAD: usize = 12;
const BELOW: usize = 4;

/// The first blocks in which a line that is set off may name the author.
const SIGNED: usize = 30;

/// The fewest characters of running text. A title is shorter; a first sentence of news is about as long.
const RUNNING: usize = 200;

/// The blocks above the running text.
fn head<'a>(text: &str, blocks: &'a [Block]) -> &'a [Block] {
    let runs = |b: &Block| {
        let block = b.span.of(text);
        block.chars().count() >= RUNNING || ends_sentence(block) && sentences(block) > 1
    };
    let end = blocks.iter().position(runs).unwrap_or(blocks.len());
    blocks.get(..end).unwrap_or_default()
}

/// The block of the head that looks most like a title: in title case, without a full stop, of a certain length, early.
/// The first paragraph may be short, so a head that is the whole document has no title but its first line.
fn title<'a>(text: &str, head: &'a [Block]) -> Option<&'a Block> {
    let mut best: Option<(i32, &Block)> = None;
    for (at, block) in head.iter().take(6).enumerate() {
        let line = block.span.of(text);
        let words = line.split_whitespace().count();
        if !(2..=30).contains(&words)
            || is_boilerplate(line)
            || byline(line).is_some()
            || byline::claim(line).is_some()
        {
            continue;
        }
        let heading = i32::from(block.kind == BlockKind::Heading);
        let open_end = i32::from(!ends_sentence(line));
        let long = i32::from(words >= 4);
        let score =
            4 * heading + 2 * open_end + 2 * i32::from(title_case(line)) + long - 2 * at as i32 / 2;
        if best.is_none_or(|(least, _)| score > least) {
            best = Some((score, block));
        }
    }
    best.map(|(_, block)| block)
}

/// Whether most of the longer words of a line begin with a capital.
fn title_case(line: &str) -> bool {
    let mut words = 0;
    let mut capital = 0;
    for word in
        line.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3)
    {
        words += 1;
        let first = word.chars().find(|c| c.is_alphabetic());
        capital += usize::from(first.is_some_and(char::is_uppercase));
    }
    words >= 2 && capital * 10 >= words * 7
}

fn ends_sentence(block: &str) -> bool {
    let end = block.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)".contains(c));
    end.ends_with('.')
}

/// A rough count: full stops followed by a space and a capital.
fn sentences(block: &str) -> usize {
    let mut words = block.split_whitespace().peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        let stops = word.len() > 4 && ends_sentence(word);
        let capital = words
            .peek()
            .is_none_or(|next| next.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c)));
        count += usize::from(stops && capital);
    }
    count
}

/// The person a byline names: “By Ann Lee”, “Edited by Ann Lee”.
fn byline(line: &str) -> Option<String> {
    const INTRODUCTIONS: &[(&str, &str)] = &[
        ("by ", ""),
        ("written by ", ""),
        ("edited by ", " (editor)"),
        ("translated by ", " (translator)"),
    ];
    let line = line.trim();
    let (name, role) = INTRODUCTIONS.iter().find_map(|(words, role)| {
        let start = line.get(..words.len())?;
        start
            .eq_ignore_ascii_case(words)
            .then(|| (line.get(words.len()..).unwrap_or_default().trim(), role))
    })?;
    let name = name.split([',', '|', '•']).next().unwrap_or_default().trim();
    is_name(name).then(|| format!("{name}{role}"))
}

/// Reads a last line “Ann Lee, The Courier”, and where the text was taken from.
fn sign(last: &str, disputed: bool, found: &mut Metadata) {
    const CREDITS: &[&str] = &[
        "appears courtesy of ",
        "courtesy of ",
        "originally appeared in ",
        "originally published by ",
        "originally published in ",
        "first published by ",
        "first published in ",
        "first appeared in ",
    ];
    let credit = CREDITS.iter().find_map(|words| {
        let at = memmem::find(last.as_bytes(), words.as_bytes())?;
        last.get(at + words.len()..)
    });
    if let Some(rest) = credit.filter(|_| found.publisher.is_none()) {
        let end = rest.find(". ").unwrap_or(rest.len());
        let publisher = rest.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']);
        found.publisher =
            (!publisher.is_empty() && publisher.len() <= 80).then(|| publisher.to_owned());
    }
    if found.author.is_some() || disputed {
        return;
    }
    let (name, publisher) = match last.split_once(", ") {
        Some((name, publisher)) => (name, Some(publisher)),
        None => (last, None),
    };
    let fits = |p: &str| {
        p.starts_with(char::is_uppercase) && p.split_whitespace().count() <= 5 && !ends_sentence(p)
    };
    if let Some(name) = byline::person(name).filter(|_| publisher.is_none_or(fits)) {
        found.author = Some(name);
        found.publisher = found.publisher.take().or_else(|| publisher.map(str::to_owned));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str, text: &str) -> Metadata {
        metadata(key, text, &Block::of_plain_text(text), Properties::default())
    }

    const BODY: &str = "The harbour of Port Ellis was closed on Monday after a storm that broke two of its three cranes and \
        drove a ferry onto the rocks. Nobody was hurt. The mayor promised to have it open again within the week.";

    fn check_title(head: &str, title: Option<&str>) {
        let text = format!("{head}{BODY}\n");
        assert_eq!(read("k", &text).title.as_deref(), title, "{head}");
    }

    #[test]
    fn takes_the_line_that_looks_like_a_title() {
        check_title("Storm Closes Harbour\n\n", Some("Storm Closes Harbour"));
        check_title(
            "News you can trust.\n\nHarbour closed by storm, ferry on the rocks\n\n0\n\n",
            Some("Harbour closed by storm, ferry on the rocks"),
        );
        check_title(
            "Storm Closes Harbour\n\nEdited by Mira Holt\n\n",
            Some("Storm Closes Harbour"),
        );
        check_title("ABSTRACT.\n\n", None);
        check_title("", None);
    }

    #[test]
    fn knows_bylines_and_signatures() {
        let author = |text: &str| read("k", text).author;
        assert_eq!(
            author(&format!("A Title Here\n\nBy Mira Holt\n\n{BODY}")).as_deref(),
            Some("Mira Holt")
        );
        assert_eq!(
            author(&format!("A Title Here\n\nEdited by Mira Holt\n\n{BODY}")).as_deref(),
            Some("Mira Holt (editor)")
        );
        assert_eq!(author(&format!("A Title Here\n\n{BODY}")), None);
        let signed = read("k", &format!("{BODY}\nMira Holt, COURIER\n\nLeave a Reply\n"));
        assert_eq!(
            (signed.author.as_deref(), signed.publisher.as_deref()),
            (Some("Mira Holt"), Some("COURIER"))
        );
        let post = read(
            "k",
            &format!(
                "{BODY}\nMira Holt is a fellow for ports. This post appears courtesy of Ports.org.\n"
            ),
        );
        assert_eq!(
            (post.author.as_deref(), post.publisher.as_deref()),
            (Some("Mira Holt"), Some("Ports.org"))
        );
    }

    #[test]
    fn reads_front_matter_and_the_date_of_a_file_name() {
        let text = format!("---\ntitle: \"The Storm\"\ndate: 2021-09-15\n---\n{BODY}");
        let found = read("k", &text);
        assert_eq!(found.title.as_deref(), Some("The Storm"));
        assert_eq!(found.date.map(|d| d.to_string()).as_deref(), Some("2021-09-15"));
        let date = |key: &str| read(key, BODY).date.map(|d| d.to_string());
        assert_eq!(date("2021-09-15-storm").as_deref(), Some("2021-09-15"));
        assert_eq!(date("20210915_storm").as_deref(), Some("2021-09-15"));
        assert_eq!(date("2021-13-45"), None);
        assert_eq!(date("000_2db140b46b95ac14"), None);
    }

    #[test]
    fn counts_paragraphs_without_titles_and_page_furniture() {
        let text = format!(
            "A Title Here\n\nBy Mira Holt\n\n{BODY}\n\n0\n\nThe ferry was towed off.\n\nLeave a Reply\n"
        );
        let blocks = Block::of_plain_text(&text);
        let known = metadata("k", &text, &blocks, Properties::default());
        let found: Vec<&str> =
            paragraphs(&text, &blocks, &known).iter().map(|s| s.of(&text)).collect();
        assert_eq!(found, [BODY, "The ferry was towed off."]);
    }
}
