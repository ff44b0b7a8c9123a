//! What may be a label at the start of one line: `NAME:`, `Mr. Name.`, `_Name (aside)._`, `Name 0:03`, `Q`, `<nick>`.

use super::line::{Dress, lead, stamp};
use super::vocabulary::{capitalised, is_note, is_role, is_title};
use crate::prose::{given_name, is_common};
use crate::text::Span;

/// How a label ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum End {
    Colon,
    /// `Mr. TARROW. I thank the chair.`
    Stop,
    /// A line of its own.
    Alone,
    /// `Q` and `A`, then a gap.
    Gap,
    /// `<nick>`.
    Angle,
    /// The first cell of a row of a table.
    Cell,
}

/// What a label looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// Some word: a handle, or no label at all.
    Word,
    /// One capitalised word.
    Single,
    /// Two to four capital letters.
    Initials,
    /// Two to five capitalised words, or words in capitals.
    Proper,
    /// A given name that many have, alone or before others.
    Given,
    /// “Q”, “THE COURT”.
    Role,
    /// A title and a name.
    Titled,
}

/// What may be a label.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The line, from 0.
    pub(super) line: usize,
    pub(super) dress: Dress,
    pub(super) end: End,
    pub(super) look: Look,
    /// The words of the label that name a speaker.
    pub(super) name: Span,
    /// What the label says in parentheses: “Delyn”, “spoke in French”, “Mr. Leon Brittan”, “FSM”.
    pub(super) aside: Option<Span>,
    /// Where the words begin that may be spoken.
    pub(super) words: usize,
    /// Whether the time stands beside the label.
    pub(super) timed: bool,
    /// Whether its form is that of a label; a plain name on a line of its own may be anything.
    pub(super) sure: bool,
}

/// Bytes of a line in which a label ends. That of a minister of the Board of Trade has 100.
const LONGEST: usize = 160;

/// The label that a line may begin with.
pub(super) fn head(text: &str, at: usize, line: Span) -> Option<Head> {
    let lead = lead(text, line);
    let rest = text.get(lead.words..line.end)?;
    let made = Made {
        text,
        at,
        start: lead.words,
        dress: lead.dress,
        marks: lead.marks,
        timed: lead.timed,
    };
    rest.chars().next().filter(|c| c.is_alphanumeric() || "<[(\"'“@|".contains(*c))?;
    made.cell(rest)
        .or_else(|| made.angle(rest))
        .or_else(|| made.letter(rest))
        .or_else(|| made.colon(rest))
        .or_else(|| made.stop(rest))
        .or_else(|| made.alone(rest))
}

/// A line behind its lead.
struct Made<'t> {
    text: &'t str,
    at: usize,
    start: usize,
    dress: Dress,
    marks: usize,
    timed: bool,
}

impl Made<'_> {
    fn head(&self, label: &str, behind: usize, end: End, timed: bool) -> Option<Head> {
        let (name, aside, stamped) = parts(label)?;
        let name = Span::new(self.start + name.start, self.start + name.end);
        let aside = aside.map(|aside| aside.shift(self.start));
        let mut look = look(name.of(self.text), self.marks > 0 && end == End::Colon)?;
        if let Some(inner) = aside.map(|aside| aside.of(self.text))
            && name.of(self.text).starts_with("The ")
            && self::look(inner, false).is_some_and(|look| look >= Look::Proper)
        {
            look = Look::Titled;
        }
        let behind = self.text.get(self.start + behind..).unwrap_or_default();
        let blank = behind.len() - behind.trim_start_matches([' ', '\t', '\u{a0}']).len();
        if behind.get(blank..).is_some_and(|words| {
            ["<http", "http", "[http"].iter().any(|link| words.starts_with(link))
        }) {
            return None;
        }
        let words = self.text.len() - behind.len() + blank;
        let timed = self.timed || timed || stamped;
        Some(Head {
            line: self.at,
            dress: self.dress,
            end,
            look,
            name,
            aside,
            words,
            timed,
            sure: true,
        })
    }

    /// `| Name | words |`.
    fn cell(&self, rest: &str) -> Option<Head> {
        let row = rest.strip_prefix('|')?;
        let (name, behind) = row.split_once('|')?;
        let said = behind.trim_end().trim_end_matches('|');
        if said.trim().is_empty() || said.contains('|') || name.trim().is_empty() {
            return None;
        }
        let blank = name.len() - name.trim_start().len();
        let inner = Made { start: self.start + 1 + blank, dress: Dress::Plain, ..*self };
        let name = name.trim().trim_matches(['*', '_']);
        inner.head(name, rest.len() - behind.len() - 1 - blank, End::Cell, false)
    }

    /// `<nick> words`.
    fn angle(&self, rest: &str) -> Option<Head> {
        let inner = rest.strip_prefix('<')?;
        let (nick, behind) = inner.split_once('>')?;
        let nick = nick.trim_start_matches(['@', '+', '%']);
        let plain = !nick.is_empty() && nick.len() < 30 && !nick.contains(['/', '=', '<']);
        let start = self.start + 1;
        if !plain || !behind.starts_with(' ') {
            return None;
        }
        let name = Span::new(start, start + inner.len() - behind.len() - 1);
        let words = name.end + 2;
        Some(Head {
            line: self.at,
            dress: self.dress,
            end: End::Angle,
            look: Look::Word,
            name,
            aside: None,
            words,
            timed: true,
            sure: true,
        })
    }

    /// `Q  words`, `A. words`, `Q: words`.
    fn letter(&self, rest: &str) -> Option<Head> {
        let letter = rest.chars().next().filter(|c| matches!(c, 'Q' | 'A'))?;
        let behind = rest.get(1..)?;
        let stop = behind.starts_with(['.', ':']);
        let close = behind.get(usize::from(stop)..)?.trim_start_matches(['*', '_']);
        let gap = close.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}')).count();
        // “A bus came by” is a sentence.
        let wide = gap > 1 || close.starts_with(['\t', '\u{a0}']) || letter == 'Q' && gap == 1;
        let said = close.chars().find(|c| !c.is_whitespace());
        if !(stop && gap > 0 || wide)
            || said.is_none_or(|c| c.is_lowercase() && letter == 'A' && !stop)
        {
            return None;
        }
        self.head(rest.get(..1)?, rest.len() - close.len(), End::Gap, false)
    }

    /// `NAME: words`, `**NAME:** words`, `**NAME (0:54)**: words`, `NAME:` above its words.
    fn colon(&self, rest: &str) -> Option<Head> {
        let mut depth = 0usize;
        let near = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or(rest);
        let (colon, _) = near.char_indices().find(|(at, c)| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let clock = digit(near.get(..*at).and_then(|w| w.chars().next_back()))
                && digit(near.get(at + 1..).and_then(|w| w.chars().next()));
            matches!(c, ':' | '：') && depth == 0 && !clock
        })?;
        let label = rest.get(..colon)?;
        let behind = rest.get(colon..)?.chars().next().map_or(0, char::len_utf8) + colon;
        let after = rest.get(behind..)?;
        let close = after.trim_start_matches(['*', '_']);
        // What was a voice of WebVTT has no space behind it.
        let gap = close.is_empty()
            || close.starts_with([' ', '\t', '\u{a0}', '<', '['])
            || close.starts_with(|c: char| c.is_uppercase() || c == '“');
        gap.then(|| self.head(label, rest.len() - close.len(), End::Colon, false)).flatten()
    }

    /// `Mr. TARROW. words`, `The CHAIRMAN. words`, `_Piscator_. words`, `ROPER. words`; the stop may end the line.
    fn stop(&self, rest: &str) -> Option<Head> {
        let mut at = 0;
        for word in rest.split_inclusive([' ', '\u{a0}']).take(40) {
            let bare = word.trim_end();
            let closed = bare.trim_end_matches(['*', '_', ')', ']']);
            let stops = closed.ends_with('.')
                || bare.ends_with("_.")
                || bare.ends_with("*.")
                || bare.ends_with("].")
                || bare.ends_with(").");
            let end = at + bare.len();
            at += word.len();
            let inner = bare.trim_matches(|c: char| "._*()[]".contains(c));
            let short = is_title(inner) && at < rest.len() && inner.len() < 5
                || inner.split('.').all(|initial| initial.chars().count() == 1);
            if !stops || short {
                let aside = rest.get(..at).is_some_and(open);
                let fits = bare.starts_with(|c: char| c.is_uppercase() || "([_*&".contains(c))
                    || is_particle(bare);
                if !aside && (!fits || at > 60) {
                    return None;
                }
                continue;
            }
            if rest.get(..end).is_some_and(open) {
                continue;
            }
            let label = rest.get(..end)?.trim_end_matches(['.', '_', '*']);
            let ends = at >= rest.len();
            // The points that lead to a page in a table of contents.
            if rest.get(end..)?.trim_start().starts_with('.') || bare.ends_with("..") {
                return None;
            }
            let head = self.head(label, end, if ends { End::Alone } else { End::Stop }, false)?;
            let loud = is_loud(head.name.of(self.text));
            let set_off = matches!(self.dress, Dress::Italic | Dress::Bold) && self.marks > 0;
            let sure = head.look >= Look::Role || loud || set_off;
            return (sure && head.look > Look::Word).then_some(head);
        }
        None
    }

    /// A name on a line of its own.
    fn alone(&self, rest: &str) -> Option<Head> {
        let label = rest.trim_end().trim_end_matches(['*', '_', '#', ':']).trim_end();
        let (label, stamped) = without_stamp(label);
        let name = label.split(" -- ").next().unwrap_or(label).split(" — ").next()?.trim_end();
        if name.is_empty()
            || name.len() > 60
            || rest.trim_end().ends_with(['.', ',', ';', '?', '!'])
        {
            return None;
        }
        let head = self.head(name, rest.len(), End::Alone, stamped)?;
        let posted = label.len() > name.len();
        let set_off = matches!(self.dress, Dress::Bold | Dress::Heading | Dress::Italic);
        let loud = is_loud(head.name.of(self.text));
        let sure = head.timed || set_off || loud || posted || head.aside.is_some();
        // A name alone may stand anywhere: then those lines have to come back.
        let plain = head.look >= Look::Single
            && label.split_whitespace().count() < 5
            && self.dress == Dress::Plain;
        (sure && head.look > Look::Word || head.timed || plain)
            .then_some(Head { sure: sure || head.timed, ..head })
    }
}

/// The name in a label, what stands in parentheses behind it, and whether the time does.
fn parts(label: &str) -> Option<(Span, Option<Span>, bool)> {
    let label = label.trim_end().trim_end_matches(['*', '_']);
    let (label, mut stamped) = without_stamp(label);
    let mut aside = None;
    let mut end = label.len();
    while let Some(close) = label.get(..end).filter(|l| l.trim_end().ends_with([')', ']'])) {
        let trimmed = close.trim_end();
        let open = trimmed.rfind(['(', '['])?;
        let inner = Span::new(open + 1, trimmed.len() - 1);
        if stamp(&format!("{} ", inner.of(label))).is_some() {
            stamped = true;
        } else if open == 0 {
            return None;
        } else {
            aside = Some(inner);
        }
        end = open;
    }
    let name = label.get(..end)?;
    let name = name.trim_end().trim_end_matches(['*', '_', ',', '.']);
    let from = name.len() - name.trim_start_matches(['"', '“', '@']).len();
    (name.len() > from).then_some((Span::new(from, name.len()), aside, stamped))
}

/// A label without the time behind it: `Name 0:03`, `Name (00:03)`, `Name 9:41 AM`.
fn without_stamp(label: &str) -> (&str, bool) {
    let at = label.find(|c: char| c.is_ascii_digit()).unwrap_or(label.len());
    let (name, behind) = label.split_at(at);
    let name = name.trim_end().trim_end_matches(['(', '[', '-', '–', ',', '|']).trim_end();
    let time = stamp(&format!("{} ", behind.trim_end_matches([')', ']'])));
    match time {
        Some(len) if len >= behind.trim_end_matches([')', ']']).len() && !name.is_empty() => {
            (name, true)
        }
        _ => (label, false),
    }
}

/// What the name of a label looks like, `set_off` where it is in bold; `None` where it is the beginning of a sentence, a note or a
/// heading.
fn look(name: &str, set_off: bool) -> Option<Look> {
    const MOST: usize = 6;
    if is_role(name) {
        // “**host:**” is a field.
        let small = name.starts_with(char::is_lowercase) && !name.contains(' ');
        return Some(if small { Look::Word } else { Look::Role });
    }
    // “Rod/Ben” say it both.
    if let Some((one, other)) = name.split_once('/') {
        let plain =
            |name: &str| !name.contains([' ', '/', '.']) && name.starts_with(char::is_uppercase);
        return (plain(one) && plain(other)).then_some(Look::Single);
    }
    let initials = name.len() < 4 && name.chars().all(char::is_uppercase);
    let hours = matches!(name.to_lowercase().as_str(), "a.m" | "p.m" | "am" | "pm");
    if is_note(name) && !initials
        || hours
        || name.contains(['"', '”', '?', '!', ';', '/', '=', '{', '`', '\\', '|', '<', '…'])
    {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, last) = (words.first()?, words.last()?);
    let titled = words.len() > 1 && is_title(first);
    let office = *first == "The" && words.len() > 1;
    if words.len() > if office { 20 } else { MOST } {
        return None;
    }
    let capital = |w: &&str| w.trim_start_matches(['(', '\'', '’']).starts_with(char::is_uppercase);
    let fits = |w: &&str| capital(w) || is_particle(w) || is_position(w);
    // “Said the Shah” is a clause.
    let clause = words
        .windows(2)
        .skip(usize::from(office))
        .any(|pair| matches!(pair, [first, "the"] if !is_particle(first)));
    if clause {
        return None;
    }
    if !words.iter().all(fits) {
        // “joshtriplett:” is a handle, “the result:” is not.
        let handle =
            words.len() == 1 && name.chars().all(|c| c.is_alphanumeric() || "_-.'’".contains(c));
        let common = name.split(['-', '_']).all(is_common);
        // “**Standards team:**” may ask the questions.
        let asks = set_off && words.len() < 4 && capital(first);
        return (handle && !common || asks).then_some(Look::Word);
    }
    if titled && capital(last) {
        return Some(Look::Titled);
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    if words.len() == 1
        && letters <= 4
        && letters == capitals
        && name.chars().all(|c| c.is_alphabetic() || c == '.')
    {
        return Some(Look::Initials);
    }
    if given_name(&capitalised(first)) {
        return Some(Look::Given);
    }
    let common = words.iter().filter(|w| !is_particle(w)).all(|w| is_common(&w.to_lowercase()));
    if words.len() == 1 {
        return Some(if common {
            if is_loud(name) { Look::Single } else { Look::Word }
        } else if is_loud(name) {
            Look::Proper
        } else {
            Look::Single
        });
    }
    Some(if common || office { Look::Single } else { Look::Proper })
}

/// Whether all letters of some words, three at least, are capitals, but for those of “Mr.” and “The”.
pub(super) fn is_loud(words: &str) -> bool {
    let mut letters = 0;
    for word in words.split_whitespace() {
        let bare = word.trim_end_matches(['.', ',']);
        if matches!(bare, "The" | "Mr" | "Mrs" | "Ms" | "Dr" | "of" | "and" | "the" | "Hon") {
            continue;
        }
        let bare = bare.strip_prefix("Mc").or(bare.strip_prefix("Mac")).unwrap_or(bare);
        if bare.chars().any(char::is_lowercase) {
            return false;
        }
        letters += bare.chars().filter(|c| c.is_uppercase()).count();
    }
    letters > 2
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "de"
            | "del"
            | "van"
            | "von"
            | "der"
            | "den"
            | "la"
            | "le"
            | "da"
            | "bin"
            | "al"
            | "to"
            | "&"
            | "in"
    )
}

/// “Ada Brill 2”, “Speaker 1”.
fn is_position(word: &str) -> bool {
    word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a bracket is still open.
fn open(words: &str) -> bool {
    words.matches(['(', '[']).count() > words.matches([')', ']']).count()
}
