//! Document text never becomes markup, a link or a hidden character in what an editor shows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by panicking"
)]

mod support;

use onrecord::analysis::{self, CompletionIndex, Occasion, ProposalKind};
use onrecord::server;
use onrecord::text::Span;
use onrecord::workspace::Snapshot;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::path::Path;

/// Text that would end a card's line, start another block, or be active in an editor that renders Markdown and HTML.
const ACTIVE: &[&str] = &[
    "[run](command:workbench.action.quit)",
    "![x](https://a.example/pixel.png)",
    "<img src=https://a.example/pixel.png>",
    "<script>alert(1)</script>",
    "<https://a.example>",
    "<!-- x",
    "```",
    "`a`",
    "**bold** __bold__ *a* _a_ ~~gone~~",
    "[a][b] [b]: command:x",
    "| a | b |",
    "&lt;b&gt; &#60;b&#62;",
    "\\[a](command:x)",
    "\\\\<b>",
    "](command:x)",
    "\u{202e}desrever\u{202c}",
    "\u{1b}[31m\u{7f}\u{9b}",
    "# heading",
    "> quoted",
    "- listed",
    "1. numbered",
    "--- ===",
    ":::",
];

/// Where links lead.
fn address(path: &Path) -> Option<url::Url> {
    url::Url::from_file_path(path).ok()
}

/// Fails if a card contains anything but the allowed elements.
#[track_caller]
fn assert_inactive(card: &str, evil: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut depth = 0;
    for event in Parser::new_ext(card, options) {
        let wrong = match &event {
            Event::Start(Tag::Link { dest_url, .. }) => !dest_url.starts_with("file:///desk/"),
            Event::Start(Tag::List(first)) => {
                depth += 1;
                depth > 1 || first.is_some()
            }
            Event::End(pulldown_cmark::TagEnd::List(_)) => {
                depth -= 1;
                false
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::Strong
                | Tag::Emphasis
                | Tag::Strikethrough
                | Tag::BlockQuote(None),
            )
            | Event::End(_)
            | Event::Text(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule => false,
            _ => true,
        };
        assert!(!wrong, "{event:?} of {evil:?} in\n{card}");
    }
    assert_visible(card, evil);
}

#[track_caller]
fn assert_visible(shown: &str, evil: &str) {
    let hidden = |c: char| onrecord::text::visible::hidden(c);
    assert!(!shown.chars().any(hidden), "{evil:?} in {shown:?}");
}

fn check(snapshot: &Snapshot, path: &Path, evil: &str) -> usize {
    let text = snapshot.lines(path).unwrap().to_string();
    let index = CompletionIndex::of(snapshot);
    let mut cards = 0;
    // Every word is longer than this step.
    for offset in (0..=text.len()).step_by(5).filter(|&at| text.is_char_boundary(at)) {
        if let Some(hover) = analysis::hover(snapshot, path, offset) {
            assert_inactive(&server::markdown(&hover.card, &address), evil);
            cards += 1;
        }
    }
    let at = [text.len(), text.find("[@").map_or(0, |at| at + 2)].into_iter();
    let proposals =
        at.flat_map(|at| analysis::completion(snapshot, &index, path, at, Occasion::Asked));
    for proposal in proposals {
        assert_visible(&proposal.label, evil);
        assert_visible(&proposal.detail, evil);
        let card = match proposal.kind {
            ProposalKind::Key(source) => analysis::source_card(snapshot, source),
            ProposalKind::Actor(actor) => analysis::actor_card(snapshot, actor, None),
            ProposalKind::Locator(place) | ProposalKind::Quotation(place) => {
                Some(analysis::sentence_card(snapshot, place))
            }
        };
        assert_inactive(&server::markdown(&card.unwrap(), &address), evil);
    }
    for finding in analysis::findings(snapshot, path) {
        let titles = finding.fixes.iter().map(|fix| &fix.title);
        let related = finding.related.iter().map(|related| &related.message);
        titles
            .chain(related)
            .chain([&finding.message])
            .for_each(|shown| assert_visible(shown, evil));
    }
    let all = Span::new(0, text.len());
    analysis::hints(snapshot, path, all).iter().for_each(|hint| assert_visible(&hint.label, evil));
    analysis::lenses(snapshot, path).iter().for_each(|lens| assert_visible(&lens.title, evil));
    analysis::document_links(snapshot, path)
        .iter()
        .for_each(|link| assert_visible(&link.tooltip, evil));
    for symbol in analysis::document_symbols(snapshot, path) {
        assert_visible(&symbol.name, evil);
        assert_visible(&symbol.detail, evil);
    }
    cards
}

#[test]
fn document_markup_is_inert_in_cards() {
    for evil in ACTIVE {
        for gap in [" ", "\n"] {
            let source = format!(
                "{evil}{gap}Talks halted {evil}\n\nBy {evil}{gap}4 May 2013\n\n“The talks will not{gap}{evil}{gap}resume before March, and \
                 everybody knows it,” Ada{gap}{evil} Moreno,{gap}{evil} the minister of {evil}, said.\n\n{evil}{gap}“We have waited \
                 long enough for it,” said Ben Okafor, president of the {evil}{gap}Bank. Okafor {evil}{gap}left.\n\n\
                 Editor’s note: the last quotation {evil}{gap}could not be verified.\n"
            );
            let note = format!(
                "# A note {evil}\n\nAda Moreno said: “The talks will{gap}{evil}{gap}resume before March, and everybody knows it” \
                 [@a_1, ¶3].\n\nBen Okafor {evil} said: “We have waited long enough for it” [@a_1]. “The talks {evil} will \
                 not resume before March, and everybody knows it” [@{evil}]. Moreno {evil} left.\n\n“We have waited "
            );
            let snapshot = support::snapshot(
                &note,
                &[(&format!("a_1 {}.txt", evil.replace(['/', '\n'], "")), &source)],
            );
            let mut cards = check(&snapshot, &support::note_path(), evil);
            let (_, source) = snapshot.corpus.sources().next().unwrap();
            cards += check(&snapshot, &source.path.clone(), evil);
            for (actor, _) in snapshot.actors.all() {
                let card = analysis::actor_card(&snapshot, actor, None).unwrap();
                assert_inactive(&server::markdown(&card, &address), evil);
            }
            assert!(cards > 10, "{evil:?}: {cards} cards");
        }
    }
}

#[test]
fn homoglyphs_are_told_apart_and_named() {
    let source =
        "Bridge\n\n“We have waited long enough for the new bridge,” said Piet Harker, the mayor.\n";
    // One letter of “have” and one of “Harker” are Cyrillic.
    let note =
        "Piet H\u{430}rker said: “We h\u{430}ve waited long enough for the new bridge” [@a].\n";
    let snapshot = support::snapshot(note, &[("a.txt", source)]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let told = |rule: &str| found.iter().find(|f| f.rule == rule).map(|f| f.message.clone());
    assert!(told("misquote").unwrap().contains("U+0430, which is not Latin"), "{found:?}");
    assert!(told("misspelled-actor").is_some(), "{found:?}");
}

#[test]
fn bidi_reordered_words_do_not_match_the_source() {
    let source =
        "Bridge\n\n“We have waited long enough for the new bridge,” said Piet Harker, the mayor.\n";
    let note = "Piet Harker said: “We have \u{202e}not\u{202c} waited long enough for the new bridge” [@a].\n";
    let snapshot = support::snapshot(note, &[("a.txt", source)]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let misquote = found.iter().find(|f| f.rule == "misquote").unwrap();
    assert!(misquote.message.contains("⟨U+202E⟩"), "{misquote:?}");
}
