//! Markup of dialects beyond CommonMark that readers never see as words: highlights, comments, block ids, attributes,
//! tags.

use super::flat::{Cut, Flat, Lean};
use crate::prose::{Block, BlockKind};
use crate::text::{Cover, Span};

/// What a dialect's markup removes from the flat text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Stretches to remove, each with its flat block.
    pub(super) cuts: Vec<(Cut, usize)>,
    /// Comments: stretches of the flat text in which nothing counts.
    pub(super) hidden: Cover,
}

/// Finds it. `gaps` are the offsets in the flat text of code and the like that was left out.
pub(super) fn read(note: &str, flat: &Flat, blocks: &[Block], gaps: &[usize]) -> Marks {
    let mut finder = Finder { note, flat, blocks, cuts: Vec::new() };
    let comments = finder.comments();
    finder.empty_marks(gaps);
    for (index, block) in blocks.iter().enumerate() {
        let words = block.span.of(&flat.text);
        finder.pairs(index, words, "==");
        finder.pairs(index, words, "++");
        finder.critic(index, words);
        finder.attributes(index, words);
        finder.block_id(index, words);
        if block.kind == BlockKind::Quote {
            finder.tags(index, words);
        }
    }
    Marks { cuts: finder.cuts, hidden: Cover::of(comments) }
}

/// What begins a line and is not part of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// `::: {.quote}`: the whole line.
    Fence,
    /// `id:: 65f2`: the whole line.
    Property,
    /// `said:: “…”`: the length in bytes.
    Key(usize),
    /// `| words`: the bar of a line block, or of cells that are no table.
    Barred,
}

/// The beginning of a line, as in Pandoc, Logseq and Dataview.
pub(super) fn line(line: &str) -> Option<Line> {
    const LONGEST: usize = 40;
    const MOST_WORDS: usize = 3;
    if line.starts_with(":::") {
        return Some(Line::Fence);
    }
    if line.starts_with("| ") || line == "|" {
        return Some(Line::Barred);
    }
    let start = line.get(..line.floor_char_boundary(LONGEST))?;
    let (key, _) = start.split_once("::")?;
    let value = line.get(key.len() + 2..)?;
    let sign = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let is_key = key.starts_with(char::is_alphabetic)
        && key.chars().all(sign)
        && key.split_whitespace().nth(MOST_WORDS).is_none();
    if !is_key || !(value.is_empty() || value.starts_with([' ', '\t'])) {
        return None;
    }
    let says = value.contains(['"', '“', '”', '„', '«', '»', '「', '[', '@', '‘']);
    Some(if says { Line::Key(line.len() - value.trim_start().len()) } else { Line::Property })
}

struct Finder<'a> {
    note: &'a str,
    flat: &'a Flat,
    blocks: &'a [Block],
    cuts: Vec<(Cut, usize)>,
}

/// An occurrence of `%%`.
#[derive(Clone, Copy, Debug)]
struct Percents {
    /// Its offset in the flat text.
    at: usize,
    block: usize,
    /// Whether it may open a comment: `100%% sure` does not.
    opens: bool,
    /// Whether it begins or ends a line of the note, like those of a comment over several blocks.
    edge: bool,
}

impl Finder<'_> {
    /// Removes bytes of a block.
    fn cut(&mut self, block: usize, inside: Span, lean: Lean) {
        let span = inside.shift(self.start(block));
        self.cuts.push((Cut { span, lean, cites: None }, block));
    }

    fn start(&self, block: usize) -> usize {
        self.blocks.get(block).map_or(0, |b| b.span.start)
    }

    /// Whether a backslash escapes a sign.
    fn escaped(&self, at: usize) -> bool {
        let origin = self.flat.origin(Span::new(at, at + 1)).start;
        self.note.get(..origin).is_some_and(|before| before.ends_with('\\'))
    }

    /// `%%…%%`, inside a paragraph or across several; returns the comments, which are cut.
    fn comments(&mut self) -> Vec<Span> {
        const LEN: usize = 2;
        let mut all: Vec<Percents> = Vec::new();
        for (block, place) in self.blocks.iter().enumerate() {
            let words = place.span.of(&self.flat.text);
            for (at, _) in words.match_indices("%%") {
                let before = words.get(..at).and_then(|w| w.chars().next_back());
                let at = place.span.start + at;
                if self.escaped(at) {
                    continue;
                }
                let opens = !before.is_some_and(|c| c.is_ascii_digit() || c == '%');
                all.push(Percents { at, block, opens, edge: self.at_edge(at, LEN) });
            }
        }
        let mut comments = Vec::new();
        let mut next = 0;
        while let Some((open, close)) = all.get(next).zip(all.get(next + 1)) {
            let (open, close) = (*open, *close);
            let same = open.block == close.block;
            next += 1;
            if !open.opens || !(same || open.edge && close.edge) {
                continue;
            }
            next += 1;
            let whole = Span::new(open.at, close.at + LEN);
            comments.push(whole);
            for block in open.block..=close.block {
                let Some(place) = self.blocks.get(block).map(|b| b.span) else { continue };
                let span = Span::new(place.start.max(whole.start), place.end.min(whole.end));
                self.cut(block, span.back(place.start), Lean::Left);
            }
        }
        comments
    }

    /// Straight single marks around code: joined, they would be a double one.
    fn empty_marks(&mut self, gaps: &[usize]) {
        for &gap in gaps {
            let (before, after) = self.flat.text.split_at(self.flat.text.floor_char_boundary(gap));
            if before.ends_with('\'') && after.starts_with('\'') {
                let block = self.blocks.partition_point(|b| b.span.end < gap + 1);
                let span = Span::new(gap - 1, gap + 1);
                self.cuts.push((Cut { span, lean: Lean::Neither, cites: None }, block));
            }
        }
    }

    /// Whether bytes of the flat text begin or end a line of the note, ignoring list and quotation markers.
    fn at_edge(&self, at: usize, len: usize) -> bool {
        let origin = self.flat.origin(Span::new(at, at + len));
        let before = self.note.get(..origin.start).unwrap_or_default();
        let after = self.note.get(origin.end..).unwrap_or_default();
        let marker = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+');
        let before = before.trim_end_matches(marker);
        let after = after.trim_start_matches([' ', '\t']);
        before.is_empty()
            || before.ends_with(['\n', '\r'])
            || after.is_empty()
            || after.starts_with(['\n', '\r'])
    }

    /// `==highlight==` and `++insertion++`: signs adjacent to words, with words beyond at least one end, so that
    /// neither `a == b` nor `x==y and z==w` nor C++ is one.
    fn pairs(&mut self, block: usize, words: &str, sign: &str) {
        let from = self.start(block);
        let doubled = sign.get(..1).unwrap_or_default();
        let mut open: Option<(usize, bool)> = None;
        for (at, _) in words.match_indices(sign) {
            let (before, after) = (
                words.get(..at).unwrap_or_default(),
                words.get(at + sign.len()..).unwrap_or_default(),
            );
            let longer = before.ends_with(doubled) || after.starts_with(doubled);
            if longer || self.escaped(from + at) {
                continue;
            }
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let (last, first) = (before.chars().next_back(), after.chars().next());
            let closes = last.is_some_and(|c| !c.is_whitespace());
            if let Some((start, within)) = open.filter(|_| closes)
                && !(within && (inside(first) || sign == "++"))
            {
                open = None;
                for at in [start, at] {
                    self.cut(block, Span::new(at, at + sign.len()), Lean::Neither);
                }
            } else if first.is_some_and(|c| !c.is_whitespace()) {
                open = Some((at, inside(last)));
            }
        }
    }

    /// CriticMarkup: `{==marked==}` and `{++added++}` contain words, `{--deleted--}` and `{>>remark<<}` none,
    /// `{~~old~>new~~}` some. What `pairs` found inside the braces is already cut.
    fn critic(&mut self, block: usize, words: &str) {
        const LONGEST: usize = 4_000;
        const SIGNS: &[(&str, &str, bool)] = &[
            ("{==", "==}", true),
            ("{++", "++}", true),
            ("{--", "--}", false),
            ("{>>", "<<}", false),
        ];
        let mut at = 0;
        while let Some(found) = words.get(at..).and_then(|w| w.find('{')).map(|found| at + found) {
            at = found + 1;
            let rest =
                words.get(found..words.floor_char_boundary(found + LONGEST)).unwrap_or_default();
            // `{~~old~>new~~}`: the new words stay.
            if let Some(old) = rest.strip_prefix("{~~").and_then(|r| r.find("~>")) {
                let new = found + "{~~".len() + old + "~>".len();
                if let Some(len) = rest.get(new - found..).and_then(|r| r.find("~~}")) {
                    let end = new + len;
                    self.cut(block, Span::new(found, new), Lean::Neither);
                    self.cut(block, Span::new(end, end + "~~}".len()), Lean::Neither);
                    continue;
                }
            }
            let Some((open, close, kept)) = SIGNS.iter().find(|(open, ..)| rest.starts_with(open))
            else {
                continue;
            };
            let Some(len) = rest.get(open.len()..).and_then(|r| r.find(close)) else { continue };
            let behind = found + open.len() + len;
            let end = behind + close.len();
            if *kept {
                self.cut(block, Span::new(found, found + open.len()), Lean::Neither);
                self.cut(block, Span::new(behind, end), Lean::Neither);
            } else {
                self.cut(block, Span::new(found, end), Lean::Left);
                at = end;
            }
        }
    }

    /// `[words]{.class}`, `{#id key=value}`, `{: .class}`.
    fn attributes(&mut self, block: usize, words: &str) {
        const LONGEST: usize = 200;
        const FURTHEST: usize = 2_000;
        for (at, _) in words.match_indices('{') {
            let rest =
                words.get(at + 1..words.floor_char_boundary(at + LONGEST)).unwrap_or_default();
            let Some(len) = rest.find(['}', '{', '\n']).filter(|len| rest[*len..].starts_with('}'))
            else {
                continue;
            };
            let listed = rest.get(..len).unwrap_or_default();
            let listed = listed.strip_prefix(':').unwrap_or(listed);
            let named = |word: &str| {
                let name = word.strip_prefix(['.', '#']);
                let letter = |name: &str| {
                    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '-'))
                };
                name.map_or_else(|| word.contains('='), letter)
            };
            if listed.trim().is_empty() || !listed.split_whitespace().all(named) {
                continue;
            }
            let span = Span::new(at, at + len + 2);
            let before = words.get(..at).unwrap_or_default();
            if let Some(inside) = before.strip_suffix(']') {
                let near =
                    inside.get(inside.ceil_char_boundary(inside.len().saturating_sub(FURTHEST))..);
                let skipped = inside.len() - near.map_or(0, str::len);
                if let Some(open) = near.and_then(opening_bracket).map(|open| skipped + open) {
                    self.cut(block, Span::new(open, open + 1), Lean::Neither);
                    self.cut(block, Span::new(at - 1, span.end), Lean::Neither);
                    continue;
                }
            }
            self.cut(block, span, Lean::Left);
        }
    }

    /// `^id` at the end of a block, or before the line that names the speaker.
    fn block_id(&mut self, block: usize, words: &str) {
        for (at, line) in lines(words) {
            let line = line.trim_end();
            let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let before = line.trim_end_matches(letters);
            let Some(front) = before.strip_suffix('^').filter(|_| before.len() < line.len()) else {
                continue;
            };
            let alone = front.is_empty() || front.ends_with(char::is_whitespace);
            if alone && !self.escaped(self.start(block) + at + front.len()) {
                let span = Span::new(front.trim_end().len(), line.len());
                self.cut(block, span.shift(at), Lean::Neither);
            }
        }
    }

    /// `#tags` at the end of a block quotation, or of its last line before the speaker's; a block id may follow.
    fn tags(&mut self, block: usize, words: &str) {
        for (at, line) in lines(words) {
            let last = |line: &str| {
                line.len() - line.rsplit(char::is_whitespace).next().map_or(0, str::len)
            };
            let mut line = line.trim_end();
            let id = last(line);
            if line.get(id..).is_some_and(|word| word.starts_with('^')) {
                line = line.get(..id).unwrap_or_default().trim_end();
            }
            let end = line.len();
            while line.get(last(line)..).is_some_and(is_tag) {
                line = line.get(..last(line)).unwrap_or_default().trim_end();
            }
            if line.len() < end {
                self.cut(block, Span::new(line.len(), end).shift(at), Lean::Neither);
            }
        }
    }
}

/// The lines of a block, each with its start.
fn lines(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    words.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    })
}

fn is_tag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|tag| {
        tag.starts_with(char::is_alphabetic)
            && tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))
    })
}

/// The bracket closed by one after the end of a text.
fn opening_bracket(inside: &str) -> Option<usize> {
    let mut depth = 1usize;
    for (at, c) in inside.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 1 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}
