//! Builds the tree of a page from its tags, which may be missing or crossed.
//!
//! Only what bears on text is built as the standard says: end tags that may be omitted, what a stray one closes, and
//! text without tags. It moves no nodes and copies none: the standard does both for crossed formatting, which lets a
//! small page grow into a tree of any size, and makes no difference to the text.

use super::tag::{Class, Tag};
use super::tree::Tree;
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};
use std::borrow::Cow;
use std::convert::Infallible;

/// The most elements in each other; browsers have a similar limit.
const MAX_DEPTH: usize = 512;

/// The most bytes of a comment that is kept.
const MAX_COMMENT: usize = 2_048;

/// The headings; an end tag closes one of any level.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Parses a page. XHTML is told by its declaration: there a tag that ends in `/>` has no content.
pub(super) fn parse(html: &str) -> Tree {
    let html = html.trim_start_matches('\u{feff}');
    let mut treeing = Treeing { is_xml: html.starts_with("<?xml"), ..Treeing::default() };
    let tokens = Tokens(CallbackEmitter::new(&mut treeing));
    // Nothing fails: the error of reading from a text is `Infallible`.
    let Ok(()) = Tokenizer::new_with_emitter(html, tokens).finish();
    treeing.close_to(0);
    treeing.tree
}

/// The tokens of a page, with the state of the tokenizer after a tag.
struct Tokens<'a>(CallbackEmitter<&'a mut Treeing, Infallible>);

impl ForwardingEmitter for Tokens<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _ = self.0.emit_current_tag();
        self.0.callback_mut().raw.take()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        let treeing = self.0.callback_mut();
        treeing.is_xml || treeing.foreign.is_some()
    }
}

/// A tree being built.
#[derive(Debug, Default)]
struct Treeing {
    tree: Tree,
    is_xml: bool,
    /// The open elements, outermost first.
    open: Vec<(usize, Tag)>,
    /// How many of each kind are open, by the row of their tag: most searches of `open` need not begin.
    counts: Vec<u16>,
    /// How many more are open than are kept open.
    deeper: usize,
    /// The start tag being read, whose element is not open yet.
    starting: Option<Tag>,
    /// The name of the attribute being read.
    attribute: Vec<u8>,
    /// How many elements are open outside the innermost `svg` or `math`.
    foreign: Option<usize>,
    /// How the content of the last start tag is tokenized, if not as usual.
    raw: Option<State>,
    /// Whether the content of the open raw element is of no use.
    is_dropping: bool,
}

impl Callback<Infallible, ()> for &mut Treeing {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Infallible> {
        if self.tree.is_full() {
            return None;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(name),
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                // An attribute without a value has no other event, and one with a value is overridden by it.
                if self.starting.is_some() && matches!(name, b"hidden" | b"open") {
                    self.tree.push_attribute(name, "");
                }
            }
            CallbackEvent::AttributeValue { value } if self.starting.is_some() => {
                self.tree.push_attribute(&self.attribute, &String::from_utf8_lossy(value));
            }
            CallbackEvent::CloseStartTag { self_closing } => self.finish_start(self_closing),
            CallbackEvent::EndTag { name } => self.end(&lower(name)),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } if value.len() <= MAX_COMMENT => {
                self.tree.push_comment(&String::from_utf8_lossy(value));
            }
            _ => {}
        }
        None
    }
}

/// Names are in lower case already, except in XHTML with a prefix or of SVG.
fn lower(name: &[u8]) -> Cow<'_, [u8]> {
    match name.iter().any(u8::is_ascii_uppercase) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

impl Treeing {
    fn start(&mut self, name: &[u8]) {
        let tag = Tag::of(&lower(name));
        let again = matches!(tag.name(), "html" | "body") && self.has_open(tag);
        if again || tag.name() == "head" {
            // Its attributes go nowhere.
            self.starting = None;
            return;
        }
        self.leave_foreign(tag);
        self.close_implied(tag);
        self.tree.push_element(tag);
        self.starting = Some(tag);
    }

    fn finish_start(&mut self, self_closing: bool) {
        let Some(tag) = self.starting.take() else { return };
        let at = self.tree.len() - 1;
        let is_foreign = self.foreign.is_some() || matches!(tag.name(), "svg" | "math");
        let is_void = tag.is(Class::VOID) || (self_closing && (self.is_xml || is_foreign));
        // A form that begins between the cells of a table is empty, and its fields are in the cells.
        let is_lost = tag.name() == "form" && self.top().is_some_and(is_between_cells);
        if is_void || is_lost {
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.deeper += 1;
        } else {
            if matches!(tag.name(), "svg" | "math") && self.foreign.is_none() {
                self.foreign = Some(self.open.len());
            }
            self.open.push((at, tag));
            if self.counts.len() <= tag.row() {
                self.counts.resize(tag.row() + 1, 0);
            }
            if let Some(count) = self.counts.get_mut(tag.row()) {
                *count += 1;
            }
        }
        if tag.is(Class::RAW) && self.foreign.is_none() {
            self.raw = Some(state(tag));
            let linked = self.tree.attribute(at, "type").is_some_and(is_linked_data);
            self.is_dropping = match tag.name() {
                "script" => !linked,
                "noscript" | "iframe" | "noembed" | "noframes" | "textarea" => true,
                _ => false,
            };
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.starting = None;
        self.is_dropping = false;
        let tag = Tag::of(name);
        match tag.name() {
            "html" | "body" | "head" => return,
            "br" => {
                self.tree.push_element(tag);
                return;
            }
            _ => {}
        }
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        match self.closes(tag) {
            Some(depth) => self.close_to(depth),
            // A stray `</p>` is an empty paragraph, and separates what is around it.
            None if tag.name() == "p" => {
                self.tree.push_element(tag);
            }
            None => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.is_dropping && !text.is_empty() {
            self.tree.push_text(text);
        }
    }

    fn top(&self) -> Option<Tag> {
        self.open.last().map(|(_, tag)| *tag)
    }

    fn has_open(&self, tag: Tag) -> bool {
        self.open.iter().take(3).any(|(_, open)| *open == tag)
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.counts.get(tag.row()).is_some_and(|count| *count > 0)
    }

    /// The depth of the innermost open element of these names, if no `barrier` is inside it.
    fn find(&self, names: &[&str], barrier: impl Fn(Tag) -> bool) -> Option<usize> {
        let tags = names.iter().map(|name| Tag::of(name.as_bytes()));
        let tags: Vec<Tag> = tags.filter(|tag| self.is_open(*tag)).collect();
        self.find_tag(&tags, barrier)
    }

    fn find_tag(&self, tags: &[Tag], barrier: impl Fn(Tag) -> bool) -> Option<usize> {
        if tags.is_empty() {
            return None;
        }
        for (depth, (_, tag)) in self.open.iter().enumerate().rev() {
            if tags.contains(tag) {
                return Some(depth);
            }
            if barrier(*tag) {
                return None;
            }
        }
        None
    }

    /// The depth of the element that an end tag closes.
    fn closes(&self, tag: Tag) -> Option<usize> {
        let scope = |open: Tag| open.is(Class::SCOPE);
        if tag.heading().is_some() {
            return self.find(HEADINGS, scope);
        }
        if !self.is_open(tag) {
            return None;
        }
        match tag.name() {
            "svg" | "math" => self.find_tag(&[tag], |_| false),
            _ if is_part_of_table(tag) => self.find_tag(&[tag], |open| open.name() == "table"),
            _ if tag.is(Class::BLOCK) || tag.is(Class::SILENT) => self.find_tag(&[tag], scope),
            _ => self.find_tag(&[tag], |open| open.is(Class::BLOCK)),
        }
    }

    /// Closes the elements whose end tags may be omitted before this start tag.
    fn close_implied(&mut self, tag: Tag) {
        let scope = |open: Tag| open.is(Class::SCOPE);
        let block = |open: Tag| open.is(Class::BLOCK);
        let table = |open: Tag| open.name() == "table";
        let ended = match tag.name() {
            "li" => self.find(&["li"], is_item_barrier),
            "dd" | "dt" => self.find(&["dd", "dt"], is_item_barrier),
            "td" | "th" => {
                let row = |open: Tag| matches!(open.name(), "table" | "tr");
                self.find(&["td", "th", "caption"], row)
            }
            "tr" => self.find(&["tr", "caption", "colgroup"], table),
            "tbody" | "thead" | "tfoot" => {
                let before = self.find(&["tbody", "thead", "tfoot"], table);
                before.or_else(|| self.find(&["caption", "colgroup", "tr"], table))
            }
            "a" => self.find(&["a"], block),
            "button" => self.find(&["button"], scope),
            "option" | "optgroup" => self.find(&["option"], scope),
            "rt" | "rp" => self.find(&["rt", "rp"], |open| open.name() == "ruby"),
            "select" | "textarea" | "input" => self.find(&["select"], scope),
            _ if tag.heading().is_some() => self.find(HEADINGS, block),
            _ => None,
        };
        if let Some(depth) = ended {
            self.close_to(depth);
        }
        if tag.is(Class::ENDS_P)
            && let Some(depth) = self.find(&["p"], scope)
        {
            self.close_to(depth);
        }
    }

    /// Leaves an `svg` or `math` that was not closed: no paragraph is in one.
    fn leave_foreign(&mut self, tag: Tag) {
        let Some(depth) = self.foreign.filter(|_| tag.is(Class::BLOCK)) else { return };
        let holds_html = |open: &(usize, Tag)| {
            matches!(open.1.name(), "foreignobject" | "desc" | "title" | "annotation-xml")
        };
        let inside = self.open.get(depth + 1..).unwrap_or_default();
        if tag.name() != "foreignobject" && !inside.iter().any(holds_html) {
            self.close_to(depth);
        }
    }

    /// Closes the open elements from a depth on.
    fn close_to(&mut self, depth: usize) {
        self.deeper = 0;
        for (at, tag) in self.open.drain(depth.min(self.open.len())..) {
            self.tree.close(at);
            if let Some(count) = self.counts.get_mut(tag.row()) {
                *count -= 1;
            }
        }
        self.foreign = self.foreign.filter(|foreign| *foreign < depth);
    }
}

/// How the content of an element without tags is tokenized.
fn state(tag: Tag) -> State {
    match tag.name() {
        "title" | "textarea" => State::RcData,
        "script" => State::ScriptData,
        "plaintext" => State::PlainText,
        _ => State::RawText,
    }
}

/// Whether a script of this type is data about the page.
fn is_linked_data(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

fn is_between_cells(tag: Tag) -> bool {
    matches!(tag.name(), "table" | "tbody" | "thead" | "tfoot" | "tr")
}

fn is_part_of_table(tag: Tag) -> bool {
    is_between_cells(tag) || matches!(tag.name(), "td" | "th" | "caption" | "colgroup")
}

/// What an item of a list ends before, looking outwards for the item before it.
fn is_item_barrier(tag: Tag) -> bool {
    tag.is(Class::BLOCK) && !matches!(tag.name(), "address" | "div" | "p")
}
