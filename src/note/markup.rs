//! Reading Markdown: the blocks of a note as flat text, and what its markup says besides.

use super::flat::Flat;
use super::{front_matter, nesting};
use crate::prose::{Block, BlockKind};
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// What the Markdown of a note says.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// The words without markup, code, URLs in angle brackets, HTML, front matter and math.
    pub(super) flat: Flat,
    /// Their blocks; spans of the flat text.
    pub(super) blocks: Vec<Block>,
    /// For each block, the number of the table row it is a cell of.
    pub(super) rows: Vec<Option<usize>>,
    /// Links and wiki links in order.
    pub(super) links: Vec<Link>,
    /// References to footnotes in order.
    pub(super) references: Vec<Reference>,
    /// Footnotes in order.
    pub(super) footnotes: Vec<Footnote>,
    /// Offsets of the flat text at which something inline was left out.
    pub(super) gaps: Vec<usize>,
    /// HTML comments in order.
    pub(super) comments: Vec<Comment>,
    /// Headings in order.
    pub(super) headings: Vec<Heading>,
    /// The front matter with its fences.
    pub(super) front_matter: Option<Span>,
}

/// A link of which the words stand in the flat text.
#[derive(Debug)]
pub(super) struct Link {
    /// The whole link in the note.
    pub(super) origin: Span,
    /// Its words in the flat text.
    pub(super) flat: Span,
    /// Where it leads, as written.
    pub(super) target: String,
    /// Whether it is `[[…]]`.
    pub(super) wiki: bool,
}

/// `[^1]`.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) origin: Span,
    /// An offset of the flat text.
    pub(super) at: usize,
    pub(super) label: String,
}

/// `[^1]: …`
#[derive(Debug)]
pub(super) struct Footnote {
    pub(super) label: String,
    /// Its text in the flat text.
    pub(super) flat: Span,
}

/// An HTML comment.
#[derive(Debug)]
pub(super) struct Comment {
    /// Where it stands in the note.
    pub(super) span: Span,
    /// The block behind it in the note, or for a comment inside a paragraph that paragraph.
    pub(super) block: Option<Span>,
}

/// A heading of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole heading in the note.
    pub span: Span,
    /// From 1, the highest, to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// Reads a note's Markdown.
pub(super) fn read(note: &str) -> Markup {
    let front_matter = front_matter::span(note);
    let start = front_matter.map_or(0, |s| s.end);
    let body = nesting::limited(note.get(start..).unwrap_or_default());
    let mut reader = Reader { note, body: &body, start, ..Reader::default() };
    reader.out.front_matter = front_matter;
    for (event, range) in Parser::new_ext(&body, OPTIONS).into_offset_iter() {
        reader.event(event, Span::new(range.start + start, range.end + start));
    }
    reader.close_block();
    reader.out
}

/// What a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Heading(u8),
    Quote,
    /// A GitHub callout: a block quotation by its markup only.
    Callout,
    Item,
    Footnote,
    Cell,
}

/// How deep something stands in containers of each kind.
#[derive(Clone, Copy, Debug, Default)]
struct Depths {
    quotes: usize,
    items: usize,
    footnotes: usize,
    cells: usize,
}

impl Depths {
    /// The number of containers of a kind; of the other kinds nobody asks.
    fn of(&mut self, container: Container) -> Option<&mut usize> {
        match container {
            Container::Quote => Some(&mut self.quotes),
            Container::Item => Some(&mut self.items),
            Container::Footnote => Some(&mut self.footnotes),
            Container::Cell => Some(&mut self.cells),
            Container::Heading(_) | Container::Callout => None,
        }
    }
}

#[derive(Debug, Default)]
struct Reader<'a> {
    note: &'a str,
    /// What is read of it, byte for byte: all behind the front matter, of lines that nest too deep with points for markers.
    body: &'a str,
    /// Where that begins.
    start: usize,
    out: Markup,
    /// Containers around the current place with their running numbers.
    containers: Vec<(Container, usize)>,
    /// How many of these are of each kind, so that nothing is counted where they are many.
    depths: Depths,
    numbered: usize,
    /// Inside how many elements that are not prose we are.
    silent: usize,
    /// The open block.
    open: Option<Block>,
    /// The innermost container of the block before.
    last_container: Option<usize>,
    /// Links that are open: the event's place, the flat offset, the target, whether it is a wiki link.
    links: Vec<(Span, usize, String, bool)>,
    /// Comments that wait for the block behind them: the first of them.
    waiting: usize,
    row: Option<usize>,
    rows: usize,
    /// The innermost block element we are in, in the note.
    leaf: Span,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: Span) {
        match event {
            Event::Start(_) if self.silent > 0 => self.silent += 1,
            Event::End(_) if self.silent > 0 => {
                self.silent -= 1;
            }
            _ if self.silent > 0 => {}
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
                self.out.references.push(Reference {
                    origin: at,
                    at: self.out.flat.text.len(),
                    label,
                });
            }
            Event::SoftBreak => {
                let line_end = if self.keeps_line_end(at.end) { "\n" } else { " " };
                self.words(line_end, at, false);
            }
            Event::HardBreak => self.words("\n", at, false),
            Event::Rule => self.close_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Span) {
        if !is_inline(&tag) {
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
                self.enter(Container::Heading(level));
            }
            Tag::BlockQuote(kind) => {
                self.enter(if kind.is_some() { Container::Callout } else { Container::Quote })
            }
            Tag::Item => self.enter(Container::Item),
            Tag::FootnoteDefinition(label) => {
                let flat = Span::new(self.out.flat.text.len(), self.out.flat.text.len());
                self.out.footnotes.push(Footnote { label: label.to_lowercase(), flat });
                self.enter(Container::Footnote);
            }
            Tag::TableHead | Tag::TableRow => {
                self.row = Some(self.rows);
                self.rows += 1;
            }
            Tag::TableCell => self.enter(Container::Cell),
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
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::TableCell => self.leave(),
            TagEnd::TableHead | TagEnd::TableRow => self.row = None,
            _ => self.close_block(),
        }
    }

    fn enter(&mut self, container: Container) {
        self.numbered += 1;
        self.containers.push((container, self.numbered));
        if let Some(depth) = self.depths.of(container) {
            *depth += 1;
        }
    }

    fn leave(&mut self) {
        self.close_block();
        let left = self.containers.pop();
        if let Some(depth) = left.and_then(|(container, _)| self.depths.of(container)) {
            *depth -= 1;
        }
    }

    /// Text that may differ from what the note holds: an entity, a replaced NUL.
    fn text(&mut self, text: &str, at: Span) {
        let read = self.body.get(at.start - self.start..at.end - self.start);
        let same = read == Some(text);
        self.words(text, at, same);
    }

    fn words(&mut self, text: &str, at: Span, same: bool) {
        self.open_block(at);
        self.out.flat.push(text, at, same);
    }

    /// Sums of money look like math: by Pandoc's rule a closing `$` has no digit behind it. Quoted words are no formula.
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

    /// Something inline that is not prose.
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

    /// The comments of an HTML block wait for the block behind them.
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
        let kind = self.kind();
        let depth = match kind {
            BlockKind::Heading => match self.containers.last() {
                Some((Container::Heading(level), _)) => *level,
                _ => 1,
            },
            BlockKind::Item => u8::try_from(self.depths.items).unwrap_or(u8::MAX),
            BlockKind::Quote => u8::try_from(self.depths.quotes).unwrap_or(u8::MAX),
            _ => 0,
        };
        let container = self.containers.last().map(|(_, number)| *number);
        let continued = matches!(kind, BlockKind::Item | BlockKind::Quote | BlockKind::Footnote)
            && container.is_some()
            && container == self.last_container;
        self.last_container = container;
        let start = self.out.flat.text.len();
        self.open = Some(Block { span: Span::new(start, start), kind, depth, continued });
    }

    fn close_block(&mut self) {
        if let Some(mut block) = self.open.take() {
            block.span.end = self.out.flat.text.len();
            self.out.blocks.push(block);
            self.out.rows.push(self.row);
        }
    }

    fn kind(&self) -> BlockKind {
        match (self.containers.last(), self.depths) {
            (Some((Container::Heading(_), _)), _) => BlockKind::Heading,
            (_, Depths { footnotes: 1.., .. }) => BlockKind::Footnote,
            (_, Depths { cells: 1.., .. }) => BlockKind::Other,
            (_, Depths { quotes: 1.., .. }) => BlockKind::Quote,
            (_, Depths { items: 1.., .. }) => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }

    /// Whether a soft wrap must stay a line end: behind a hyphen, where the word may go on, and before the attribution
    /// line of a block quotation.
    fn keeps_line_end(&self, next_line: usize) -> bool {
        let mut before = self.out.flat.text.chars().rev();
        if before.next() == Some('-') && before.next().is_some_and(char::is_alphanumeric) {
            return true;
        }
        if self.kind() != BlockKind::Quote {
            return false;
        }
        let rest = self.note.get(next_line..).unwrap_or_default();
        let rest = rest.trim_start_matches([' ', '\t', '>']);
        rest.starts_with(['—', '–', '―']) || rest.starts_with("--")
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
