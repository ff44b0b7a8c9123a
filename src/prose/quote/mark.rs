//! One quotation mark: which marks it pairs with, and what its neighbours show about its direction.

use crate::text::Span;

/// Families of marks that pair with each other: writers mix straight and curly marks within a family, and each language
/// has its own order of the same characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Family {
    /// `"…"`, `“…”`, `„…“`, `„…”`, `”…”`, `''…''`.
    Double,
    /// `'…'`, `‘…’`, `‚…‘`.
    Single,
    /// `«…»`, `»…«`, `»…»`.
    Guillemet,
    /// `‹…›`, `›…‹`.
    Chevron,
    /// `「…」`.
    Corner,
    /// `『…』`.
    WhiteCorner,
}

/// What the form of a mark and its neighbours show about its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::prose) struct Mark {
    pub(in crate::prose) start: usize,
    pub(in crate::prose) end: usize,
    pub(in crate::prose) family: Family,
    /// Its first character.
    pub(in crate::prose) glyph: char,
    pub(in crate::prose) side: Side,
    /// The direction from its neighbours alone, whatever its form.
    pub(in crate::prose) apt: Side,
    /// Whether it may also be an apostrophe.
    pub(in crate::prose) doubtful: bool,
    /// Whether it may mean inches, feet, minutes or seconds: directly after a digit.
    pub(in crate::prose) measure: Measure,
}

/// Whether a mark may be the sign of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Measure {
    /// It does not follow a digit.
    No,
    /// It follows a digit, which may also end words.
    Perhaps,
    /// It follows a digit, in a context that only measures have: `5'10"`, `6" wide`, `24" x 36"`.
    Likely,
}

impl Family {
    /// Whether its marks may be apostrophes, so that an unclosed one means nothing.
    pub(in crate::prose) fn is_single(self) -> bool {
        self == Family::Single
    }

    /// Whether its marks have a direction, so that nested ones can be told apart.
    pub(in crate::prose) fn points(self) -> bool {
        !matches!(self, Family::Double | Family::Single)
    }
}

impl Mark {
    /// What a mark does when `open` is the innermost open mark of its family: languages that open with the low or the
    /// right mark close with what opens in others.
    pub(in crate::prose) fn turned(self, open: Option<&Mark>) -> Side {
        match (self.glyph, open.map(|o| o.glyph)) {
            ('“' | '‟', Some('„'))
            | ('‘' | '‛', Some('‚'))
            | ('«' | '‹' | '»' | '›', Some('»' | '›')) => {
                if self.apt == Side::Opens {
                    Side::Opens
                } else {
                    Side::Closes
                }
            }
            ('«' | '‹', Some('«' | '‹')) if self.apt != Side::Closes => Side::Opens,
            ('«' | '‹', None) if self.apt == Side::Closes => Side::Closes,
            ('«' | '‹', None) => Side::Opens,
            ('»' | '›' | '”', None) if self.apt == Side::Opens => Side::Opens,
            ('«' | '»' | '‹' | '›', _) => Side::Closes,
            _ => self.side,
        }
    }

    /// Whether it opens only when its partner follows: otherwise it is an arrow or a typo.
    pub(in crate::prose) fn needs_partner(self) -> bool {
        matches!(self.glyph, '»' | '›' | '‹') || self.glyph == '”' && self.side == Side::Closes
    }
}

/// The mark that closes `opening`, following the usage of `text`; `None` if it is no mark.
pub fn closing_mark(opening: &str, text: &str) -> Option<&'static str> {
    let has = |c: char| text.contains(c);
    Some(match opening.trim() {
        "“" | "”" => "”",
        "„" if has('“') || !has('”') => "“",
        "„" => "”",
        "\"" => "\"",
        "«" => "»",
        "»" if has('«') => "«",
        "»" => "»",
        "‹" => "›",
        "›" if has('‹') => "‹",
        "›" => "›",
        "‘" => "’",
        "‚" if has('’') && !has('‘') => "’",
        "‚" => "‘",
        "「" => "」",
        "『" => "』",
        "''" | "``" => "''",
        _ => return None,
    })
}

/// The marks of one block, with what their neighbours show.
pub(in crate::prose) fn marks_of(text: &str, block: Span) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = block.start;
    let mut candidates = Candidates::default();
    while let Some(offset) = candidates.next(bytes, at, block.end) {
        let Some((mark, end)) = mark_at(text, block, offset) else {
            at = offset + 1;
            continue;
        };
        marks.extend(mark);
        at = end;
    }
    marks
}

/// The next byte of each kind that can begin a mark: `"`, `'` and a backtick; the first byte of a curly mark or a
/// guillemet; that of a corner or a full-width mark. Each is searched again only when passed, so that a block is
/// scanned once.
#[derive(Default)]
struct Candidates([Option<usize>; 3]);

impl Candidates {
    fn next(&mut self, bytes: &[u8], from: usize, to: usize) -> Option<usize> {
        for (kind, place) in self.0.iter_mut().enumerate() {
            if place.is_some_and(|at| at >= from) {
                continue;
            }
            let slice = bytes.get(from..to)?;
            let found = match kind {
                0 => memchr::memchr3(b'"', b'\'', b'`', slice),
                1 => memchr::memchr2(0xE2, 0xC2, slice),
                _ => memchr::memchr2(0xE3, 0xEF, slice),
            };
            *place = Some(found.map_or(to, |found| from + found));
        }
        self.0.iter().flatten().min().copied().filter(|at| *at < to)
    }
}

/// The mark that begins at `offset`, and where to continue; no mark for an apostrophe. `None` for any other character.
fn mark_at(text: &str, block: Span, offset: usize) -> Option<(Option<Mark>, usize)> {
    let rest = text.get(offset..block.end)?;
    let first = rest.chars().next()?;
    let one = first.len_utf8();
    let twice = rest.get(one..).is_some_and(|r| r.starts_with(first));
    let (family, side, len) = match first {
        '"' | '\u{FF02}' => (Family::Double, Side::Either, one),
        '\'' if twice => (Family::Double, Side::Either, 2),
        '`' if twice => (Family::Double, Side::Opens, 2),
        '“' | '„' | '‟' | '〝' => (Family::Double, Side::Opens, one),
        '”' | '〞' | '〟' => (Family::Double, Side::Closes, one),
        '«' => (Family::Guillemet, Side::Opens, one),
        '»' => (Family::Guillemet, Side::Closes, one),
        '‹' => (Family::Chevron, Side::Opens, one),
        '›' => (Family::Chevron, Side::Closes, one),
        '「' | '﹁' | '｢' => (Family::Corner, Side::Opens, one),
        '」' | '﹂' | '｣' => (Family::Corner, Side::Closes, one),
        '『' | '﹃' => (Family::WhiteCorner, Side::Opens, one),
        '』' | '﹄' => (Family::WhiteCorner, Side::Closes, one),
        '‘' if twice => (Family::Double, Side::Opens, 6),
        '’' if twice => (Family::Double, Side::Closes, 6),
        '‘' | '‛' | '‚' => (Family::Single, Side::Opens, one),
        '’' => (Family::Single, Side::Closes, one),
        '\'' | '`' => (Family::Single, Side::Either, 1),
        _ => return None,
    };
    let end = offset + len;
    let front = text.get(block.start..offset).unwrap_or_default();
    let back = text.get(end..block.end).unwrap_or_default();
    let neighbours = Neighbours { before: front.chars().next_back(), after: back.chars().next() };
    let (side, doubtful) = match (family, side) {
        (Family::Double, Side::Either) => (neighbours.side(), false),
        (Family::Double, Side::Opens) if neighbours.ends_words() => (Side::Closes, false),
        (Family::Double, Side::Closes) if neighbours.begins_words() => (Side::Opens, false),
        (Family::Single, side) => match neighbours.single(side, Some(back)) {
            Some(found) => found,
            None => return Some((None, end)),
        },
        (_, side) => (side, false),
    };
    let measure = measure(front, back, &neighbours);
    // `24"x36"`: nothing closes before a letter.
    if measure != Measure::No && matches!(first, '"' | '”') && neighbours.word_follows() {
        return Some((None, end));
    }
    let apt = neighbours.apt();
    Some((
        Some(Mark { start: offset, end, family, glyph: first, side, apt, doubtful, measure }),
        end,
    ))
}

/// The characters next to a mark; `None` at the edge of the block.
struct Neighbours {
    before: Option<char>,
    after: Option<char>,
}

impl Neighbours {
    /// The direction of a mark without one of its own: towards the side without a space.
    fn side(&self) -> Side {
        let space_before = self.before.is_none_or(opens_after);
        let space_after = self.after.is_none_or(|c| c.is_whitespace());
        match (space_before, space_after) {
            // “he said 'never again,'" and left”: after another mark or a dash, and before a space.
            (true, true) if self.before.is_some_and(|c| !c.is_whitespace()) => Side::Closes,
            // `5'10"", he`
            (true, false)
                if self.before.is_some_and(|c| !c.is_whitespace())
                    && self.after.is_some_and(stops) =>
            {
                Side::Closes
            }
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            (false, false) if self.after.is_some_and(closes_before) => Side::Closes,
            _ => Side::Either,
        }
    }

    /// The direction of a mark of any form.
    fn apt(&self) -> Side {
        let begins = self.after.is_some_and(|c| c.is_alphanumeric() || opens(c));
        let stop = self.after.is_some_and(stops);
        let free = self.before.is_none_or(char::is_whitespace);
        let word_before = self.before.is_some_and(|c| !c.is_whitespace() && !opens_after(c));
        if free && self.after.is_some_and(|c| !c.is_whitespace()) && !stop
            || self.before.is_some_and(opens_after) && begins
        {
            Side::Opens
        } else if word_before && self.after.is_none_or(|c| c.is_whitespace() || closes_before(c)) {
            Side::Closes
        } else {
            Side::Either
        }
    }

    /// A curly mark in the wrong direction, where only the other can be: `” Words`.
    fn begins_words(&self) -> bool {
        self.before.is_none_or(char::is_whitespace) && self.after.is_some_and(char::is_alphanumeric)
    }

    /// `words.“ `, `words“, `
    fn ends_words(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace() && !opens_after(c))
            && self.after.is_none_or(|c| c.is_whitespace() || stops(c))
    }

    fn word_follows(&self) -> bool {
        self.after.is_some_and(char::is_alphanumeric)
    }

    /// The side of a single mark, and whether it may be an apostrophe; `None` when it is one.
    fn single(&self, side: Side, rest: Option<&str>) -> Option<(Side, bool)> {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if word(self.before) && word(self.after) {
            return None;
        }
        if side == Side::Opens {
            return Some((Side::Opens, false));
        }
        let can_open =
            self.before.is_none_or(opens_after) && self.after.is_some_and(|c| !c.is_whitespace());
        if can_open && word(self.after) {
            if side == Side::Closes || elided(rest.unwrap_or_default()) {
                return None;
            }
            return Some((Side::Opens, true));
        }
        if can_open && side == Side::Either && !self.after.is_some_and(closes_before) {
            return Some((Side::Opens, true));
        }
        if self.before.is_none_or(char::is_whitespace) {
            return None;
        }
        let plural = matches!(self.before, Some('s' | 'S' | 'z' | 'x'));
        Some((Side::Closes, plural))
    }
}

/// Whether a mark between `front` and `back` may be the sign of a unit.
fn measure(front: &str, back: &str, neighbours: &Neighbours) -> Measure {
    if !neighbours.before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾')) {
        return Measure::No;
    }
    // Words that follow a length, and separators between two lengths.
    const BEHIND: &[&str] = &[
        "x", "×", "by", "wide", "tall", "high", "long", "deep", "thick", "across", "diameter",
        "square",
    ];
    let digits =
        front.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '½' | '¼' | '¾'));
    let feet = digits.trim_end().ends_with(['\'', '’', '′'])
        && digits
            .trim_end()
            .trim_end_matches(['\'', '’', '′'])
            .ends_with(|c: char| c.is_ascii_digit());
    let sized = back.strip_prefix(' ').is_some_and(|back| {
        BEHIND
            .iter()
            .filter_map(|word| back.strip_prefix(word))
            .any(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if feet || sized { Measure::Likely } else { Measure::Perhaps }
}

/// Characters after which a quotation may open.
fn opens_after(c: char) -> bool {
    c.is_whitespace() || "([{—–-/“‘„‚«‹「『\"'*_>=\u{200B}\u{FEFF}".contains(c)
}

/// Characters that themselves open something.
fn opens(c: char) -> bool {
    "([{“‘„‚«‹»›「『¿¡…".contains(c)
}

/// Punctuation that ends or separates what precedes it.
fn stops(c: char) -> bool {
    ".,;:!?)]}。、，".contains(c)
}

/// Characters before which a quotation may close.
fn closes_before(c: char) -> bool {
    ".,;:!?)]}—–-/”’»›」』\"'…*_<".contains(c)
}

/// Words that begin with an apostrophe: `'em`, `'tis`, `'90s`.
fn elided(rest: &str) -> bool {
    const ELISIONS: &[&str] =
        &["em", "til", "tis", "twas", "cause", "bout", "cuz", "n", "round", "nuff", "neath", "ere"];
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let decade = word.len() >= 2 && word.as_bytes().iter().take(2).all(u8::is_ascii_digit);
    decade || ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word))
}
