//! Walks through the events of the Markdown parser, from the beginning of a note to its end.

use super::containers::{Container, Containers};
use super::model::{CalloutTitles, Comment, Footnote, FootnoteReference, Link, Markup};
use crate::note::callout::{self, Head};
use crate::note::model::Heading;
use crate::note::{citation, dialect, front_matter, nesting};
use crate::prose::{Block, BlockKind};
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// Parses a note's Markdown.
pub(in crate::note) fn read(note: &str) -> Markup {
    let front_matter = front_matter::span(note);
    let start = front_matter.map_or(0, |s| s.end);
    let body = nesting::limited(note.get(start..).unwrap_or_default());
    let braced = citation::braces(&body);
    let body = hidden(body, &braced);
    let braced = braced.into_iter().map(|key| key.shift(start)).collect();
    let mut reader = Reader { note, body: &body, start, braced, ..Reader::default() };
    reader.out.front_matter = front_matter;
    for (event, range) in Parser::new_ext(&body, OPTIONS).into_offset_iter() {
        reader.event(event, Span::new(range.start + start, range.end + start));
    }
    reader.close_block();
    reader.out
}

/// The Markdown with letters in place of the content of keys in braces, byte for byte: it is no markup.
fn hidden<'a>(markdown: Cow<'a, str>, braced: &[Span]) -> Cow<'a, str> {
    if braced.is_empty() {
        return markdown;
    }
    let mut markdown = markdown.into_owned();
    for key in braced {
        markdown.replace_range(key.start..key.end, &"x".repeat(key.len()));
    }
    Cow::Owned(markdown)
}

#[derive(Debug, Default)]
struct Reader<'a> {
    note: &'a str,
    /// The parsed part, byte for byte: everything after the front matter, with points in place of markers that nest too
    /// deeply.
    body: &'a str,
    /// Its start.
    start: usize,
    /// Keys in braces in the note, which the body hides.
    braced: Vec<Span>,
    out: Markup,
    containers: Containers,
    /// The number of enclosing elements that are not prose.
    silent: usize,
    /// The open block.
    open: Option<Block>,
    /// The innermost container of the block before.
    last_container: Option<usize>,
    /// Open links: the event's place, the flat offset, the target, whether it is a wiki link.
    links: Vec<(Span, usize, String, bool)>,
    /// The first of the comments waiting for the block after them.
    waiting: usize,
    row: Option<usize>,
    rows: usize,
    /// The innermost block element, in the note.
    leaf: Span,
    /// The first line of a callout, while inside it.
    head: Option<Head>,
    /// For each enclosing block quotation and callout, its effect on blocks.
    titles: Vec<CalloutTitles>,
    /// Whether the next words begin a line.
    line_begins: bool,
    /// Whether the rest of the line is not prose.
    skips_line: bool,
    /// Whether the open block is a line block, in which a bar begins each line.
    barred: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: Span) {
        match event {
            Event::Start(_) if self.silent > 0 => self.silent += 1,
            Event::End(_) if self.silent > 0 => {
                self.silent -= 1;
            }
            _ if self.silent > 0 => {}
            Event::SoftBreak | Event::HardBreak if self.skips_line || self.head.is_some() => {
                self.end_line();
            }
            Event::Start(tag) if self.skips_line && is_inline(tag.to_end()) => {}
            Event::End(tag) if self.skips_line && is_inline(tag) => {}
            Event::Text(_)
            | Event::InlineMath(_)
            | Event::Code(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
                if self.skips_line => {}
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.text(&text, at),
            Event::InlineMath(text) => self.math(&text, at),
            Event::Code(_) | Event::DisplayMath(_) => self.gap(at),
            Event::InlineHtml(html) => self.inline_html(&html, at),
            Event::Html(_) => {}
            Event::FootnoteReference(label) => {
                self.open_block(at);
                let label = label.to_lowercase();
                self.out.references.push(FootnoteReference {
                    origin: at,
                    at: self.out.flat.text.len(),
                    label,
                });
            }
            Event::SoftBreak => {
                let line_end = if self.keeps_line_end(at.end) { "\n" } else { " " };
                self.words(line_end, at, false);
                self.line_begins = true;
            }
            Event::HardBreak => {
                self.words("\n", at, false);
                self.line_begins = true;
            }
            Event::Rule => self.close_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Span) {
        if !is_inline(tag.to_end()) {
            self.close_block();
            self.leaf = at;
            if !matches!(tag, Tag::HtmlBlock | Tag::MetadataBlock(_)) {
                self.settle_comments(at);
            }
        }
        match tag {
            Tag::Heading { level, .. } => {
                let level = level as u8;
                self.out.headings.push(Heading { span: at, level, text: String::new() });
                self.containers.enter(Container::Heading(level));
            }
            Tag::BlockQuote(kind) => {
                let head = callout::head(self.note, at.start);
                let quotes = kind.is_none() && head.is_none_or(|head| head.quotes);
                match quotes {
                    true => self.containers.enter(Container::Quote),
                    false => self.containers.enter_callout(),
                }
                let callout = quotes && head.is_some();
                self.titles.push(CalloutTitles { callout, ..CalloutTitles::default() });
                // The parser has removed the heads of GitHub's own types.
                self.head = head.filter(|_| kind.is_none());
            }
            Tag::Item => self.containers.enter(Container::Item),
            Tag::FootnoteDefinition(label) => {
                let flat = Span::new(self.out.flat.text.len(), self.out.flat.text.len());
                self.out.footnotes.push(Footnote { label: label.to_lowercase(), flat });
                self.containers.enter(Container::Footnote);
            }
            Tag::TableHead | Tag::TableRow => {
                self.row = Some(self.rows);
                self.rows += 1;
            }
            Tag::TableCell => self.containers.enter(Container::Cell),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_))
            | Tag::MetadataBlock(_) => self.silent = 1,
            Tag::HtmlBlock => {
                self.silent = 1;
                self.comments(at);
            }
            Tag::Image { .. } | Tag::Strikethrough => {
                self.gap(at);
                self.silent = 1;
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.gap(at);
                self.silent = 1;
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.open_block(at);
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                self.links.push((at, self.out.flat.text.len(), dest_url.into_string(), wiki));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: Span) {
        match tag {
            TagEnd::Link => {
                if let Some((origin, start, target, wiki)) = self.links.pop() {
                    let flat = Span::new(start, self.out.flat.text.len());
                    self.out.links.push(Link { origin, flat, target, wiki });
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Heading(_) => {
                if let (Some(open), Some(heading)) = (self.open, self.out.headings.last_mut()) {
                    let words = self.out.flat.text.get(open.span.start..).unwrap_or_default();
                    heading.text = words.trim().to_owned();
                    heading.span = at;
                }
                self.leave();
            }
            TagEnd::FootnoteDefinition => {
                self.leave();
                if let Some(footnote) = self.out.footnotes.last_mut() {
                    footnote.flat.end = self.out.flat.text.len();
                }
            }
            TagEnd::BlockQuote(_) => {
                self.leave();
                self.titles.pop();
            }
            TagEnd::Item | TagEnd::TableCell => self.leave(),
            TagEnd::TableHead | TagEnd::TableRow => self.row = None,
            _ => self.close_block(),
        }
        if !is_inline(tag) {
            (self.head, self.skips_line) = (None, false);
        }
    }

    /// At the end of a line that does not belong to the words after it: a callout's head, a fence, a property.
    fn end_line(&mut self) {
        if self.head.is_some() {
            self.close_block();
            self.head = None;
        }
        self.skips_line = false;
        self.line_begins = true;
    }

    fn leave(&mut self) {
        self.close_block();
        self.containers.leave();
    }

    /// Text that may differ from the note's: an entity, a replaced NUL.
    fn text(&mut self, text: &str, at: Span) {
        let read = self.body.get(at.start - self.start..at.end - self.start);
        let same = read == Some(text);
        let next = self.braced.partition_point(|key| key.end <= at.start);
        let hides = same && self.braced.get(next).is_some_and(|key| key.start < at.end);
        let text = if hides { at.of(self.note) } else { text };
        let (mut text, mut at) = (text, at);
        if let Some(marker) = self.head.map(|head| head.marker).filter(|m| at.start < m.end) {
            let behind = marker.end.min(at.end) - at.start;
            text = if same { text.get(behind..).unwrap_or_default() } else { "" };
            at.start += behind;
        } else if self.open.is_none() || self.line_begins {
            let led = self.line_lead(text, at).filter(|_| same).unwrap_or_default();
            text = text.get(led..).unwrap_or_default();
            at.start += led;
        }
        if !text.is_empty() {
            self.words(text, at, same);
        }
    }

    /// How much of the beginning of a line is markup of a dialect.
    fn line_lead(&mut self, text: &str, at: Span) -> Option<usize> {
        let rest = self.note.get(at.start..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        let written = !self.note.get(..at.start)?.ends_with('\\');
        match dialect::line(line).filter(|_| written)? {
            dialect::Line::Fence => {
                self.close_block();
                self.skips_line = true;
                Some(text.len())
            }
            dialect::Line::Property => {
                self.skips_line = true;
                Some(text.len())
            }
            dialect::Line::Key(len) => {
                Some(len.min(text.len())).filter(|len| text.is_char_boundary(*len))
            }
            dialect::Line::Barred => {
                let first = self.open.is_none() && self.containers.kind() != BlockKind::Other;
                (first || self.barred).then(|| {
                    self.open_block(at);
                    self.barred = true;
                    "| ".len().min(text.len())
                })
            }
        }
    }

    fn words(&mut self, text: &str, at: Span, same: bool) {
        self.open_block(at);
        self.line_begins = false;
        self.out.flat.push(text, at, same);
    }

    /// Amounts of money look like math: by Pandoc's rule a closing `$` is not followed by a digit. Quoted words are no
    /// formula.
    fn math(&mut self, text: &str, at: Span) {
        let digit_follows = self
            .note
            .get(at.end..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if digit_follows || text.contains(['“', '”', '"']) {
            let source = at.of(self.note);
            self.words(source, at, true);
        } else {
            self.gap(at);
        }
    }

    /// An inline element that is not prose.
    fn gap(&mut self, at: Span) {
        self.open_block(at);
        self.out.gaps.push(self.out.flat.text.len());
    }

    fn inline_html(&mut self, html: &str, at: Span) {
        self.open_block(at);
        let tag = html.trim_start_matches('<');
        if html.starts_with("<!--") {
            self.out.comments.push(Comment { span: at, block: Some(self.leaf) });
            self.gap(at);
        } else if tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br")) {
            self.words("\n", at, false);
        }
    }

    /// Makes the comments of an HTML block wait for the block after them.
    fn comments(&mut self, at: Span) {
        let html = at.of(self.note);
        let mut from = 0;
        while let Some(start) = html.get(from..).and_then(|h| h.find("<!--")).map(|i| from + i) {
            let body = html.get(start..).unwrap_or_default();
            let end = body.find("-->").map_or(html.trim_end().len().max(start), |i| start + i + 3);
            let span = Span::new(at.start + start, at.start + end);
            self.out.comments.push(Comment { span, block: None });
            from = end.max(start + 4);
        }
    }

    fn settle_comments(&mut self, block: Span) {
        for comment in self.out.comments.iter_mut().skip(self.waiting) {
            if comment.block.is_none() && comment.span.end <= block.start {
                comment.block = Some(block);
            }
        }
        self.waiting = self.out.comments.len();
    }

    fn open_block(&mut self, at: Span) {
        if self.open.is_some() {
            return;
        }
        self.settle_comments(at);
        let kind = self.containers.kind();
        let depth = self.containers.depth(kind);
        let container = self.containers.innermost();
        let continued = matches!(kind, BlockKind::Item | BlockKind::Quote | BlockKind::Footnote)
            && container.is_some()
            && container == self.last_container;
        self.last_container = container;
        let start = self.out.flat.text.len();
        self.open = Some(Block { span: Span::new(start, start), kind, depth, continued });
    }

    fn close_block(&mut self) {
        self.barred = false;
        let Some(mut block) = self.open.take() else { return };
        block.span.end = self.out.flat.text.len();
        let in_callout = self.titles.last().is_some_and(|titles| titles.callout);
        let quoted = in_callout && block.kind == BlockKind::Quote;
        let number = self.out.blocks.len();
        let words = block.span.of(&self.out.flat.text);
        if quoted && self.head.is_some() {
            block.kind = BlockKind::Other;
            if let Some(titles) = self.titles.last_mut() {
                titles.title = Some(number);
            }
        } else if let Some(len) = callout::label(words).filter(|_| quoted) {
            // Words may begin with the speaker's name: `> [!quote] Ada: …`.
            if let Some(titles) = self.titles.last_mut() {
                titles.label = Some(number);
            }
            let name = Span::new(block.span.start, block.span.start + len);
            self.push_block(Block { span: name, kind: BlockKind::Other, ..block });
            let span = Span::new(name.end, block.span.end);
            block = Block { span, continued: true, ..block };
        }
        self.push_block(block);
    }

    fn push_block(&mut self, block: Block) {
        self.out.titles.push(self.titles.last().copied().unwrap_or_default());
        self.out.blocks.push(block);
        self.out.rows.push(self.row);
    }

    /// Whether a soft wrap must stay a line end: after a hyphen, where the word may continue, and before the
    /// attribution line of a block quotation.
    fn keeps_line_end(&self, next_line: usize) -> bool {
        let mut before = self.out.flat.text.chars().rev();
        if before.next() == Some('-') && before.next().is_some_and(char::is_alphanumeric) {
            return true;
        }
        if self.containers.kind() != BlockKind::Quote {
            return false;
        }
        let rest = self.note.get(next_line..).unwrap_or_default();
        let rest = rest.trim_start_matches([' ', '\t', '>']);
        rest.starts_with(['—', '–', '―']) || rest.starts_with("--")
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
