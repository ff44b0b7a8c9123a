//! What may be a label at the start of one line: `NAME:`, `Mr. Name.`, `_Name (aside)._`, `Name 0:03`, `Q`, `<nick>`.

use super::label::{open, parts, without_stamp};
use super::line::{Style, lead};
use super::look::{Look, is_loud, is_office, is_particle, look};
use super::matter::is_heading_by_form;
use super::vocabulary::is_title;
use crate::text::Span;

/// How a label ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum End {
    Colon,
    /// `Mr. TARROW. I thank the chair.`
    Stop,
    /// `JUDGE TARROW--I thank you`, `HON. A. TARROW.- I thank you`, `AT – I thank you`.
    Dash,
    /// A tab, or a wide gap: `TARROW      I thank you`.
    Tab,
    /// A line of its own.
    Alone,
    /// `Q` and `A`, then a gap.
    Gap,
    /// `<nick>`.
    Angle,
    /// The first cell of a row of a table.
    Cell,
}

/// What may be a label.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Its line, from 0.
    pub(super) line: usize,
    pub(super) style: Style,
    pub(super) end: End,
    pub(super) look: Look,
    /// The words of the label that name a speaker.
    pub(super) name: Span,
    /// The aside in parentheses: “Delyn”, “spoke in French”, “Mr. Leon Brittan”, “FSM”.
    pub(super) aside: Option<Span>,
    /// Where the spoken words may begin.
    pub(super) words: usize,
    /// Whether a time is beside the label.
    pub(super) timed: bool,
    /// Whether its form makes it a label, unlike a plain name on a line of its own.
    pub(super) sure: bool,
    /// Whether only a link follows it.
    pub(super) linked: bool,
    /// Whether it is on a line of its own with a blank line above and words below; and whether with a blank line above.
    pub(super) below: bool,
    pub(super) apart: bool,
    /// Whether it is on a line of its own and ends in a full stop.
    stopped: bool,
}

impl Head {
    /// Whether it is a line of its own that ends in a full stop: “ROPER.”
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }
}

/// The most bytes of a label. A minister's label with office and name may have 100.
const LONGEST: usize = 160;

/// The most bytes of a label that ends in a dash or a gap.
const SHORT: usize = 60;

/// Whether spoken words may begin with a character.
fn is_opening(c: char) -> bool {
    c.is_alphanumeric() || "([“\"'‘…".contains(c)
}

/// The label that a line may begin with.
pub(super) fn head(text: &str, lines: &[Span], at: usize) -> Option<Head> {
    let line = *lines.get(at)?;
    let lead = lead(text, line);
    let rest = text.get(lead.words..line.end)?;
    let made = LabelledLine {
        text,
        at,
        start: lead.words,
        style: lead.style,
        marks: lead.marks,
        timed: lead.timed,
    };
    rest.chars().next().filter(|c| c.is_alphanumeric() || "<[(\"'“@|+".contains(*c))?;
    made.cell(rest)
        .filter(|_| !is_above_rule(text, lines, at))
        .or_else(|| made.angle(rest))
        .or_else(|| made.letter(rest))
        .or_else(|| made.colon(rest))
        .or_else(|| {
            // `Mr. X (Norland) (spoke in French; English text provided by` / `the delegation): …`
            let titled = rest.split_whitespace().next().is_some_and(is_title) || is_office(rest);
            made.colon(continued(text, lines, at, rest).filter(|_| titled || is_loud(rest))?)
        })
        .or_else(|| made.dash(rest))
        .or_else(|| made.tab(rest))
        .or_else(|| made.stop(rest))
        .or_else(|| {
            let set_off = made.style == Style::Italic && made.marks > 0;
            made.stop(continued(text, lines, at, rest).filter(|_| set_off)?)
        })
        .or_else(|| made.alone(rest))
        .filter(|head| !is_led(text, head))
        .and_then(|head| {
            let blank =
                |at: usize| lines.get(at).is_none_or(|line| line.of(text).trim().is_empty());
            let apart = at.checked_sub(1).is_none_or(blank);
            if head.look == Look::Word && head.end == End::Stop && !apart {
                return None;
            }
            let below = apart && !blank(at + 1);
            Some(Head { below, apart, ..with_aside_below(text, lines, head) })
        })
}

/// Whether dot leaders follow a label: “Members:  Norland . . . . . Ms. Brill”.
fn is_led(text: &str, head: &Head) -> bool {
    let behind = text.get(head.words..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    behind.contains(". . . .") || behind.contains(".....")
}

/// Joins a line whose bracket is still open at its end with the next one.
fn continued<'t>(text: &'t str, lines: &[Span], at: usize, rest: &str) -> Option<&'t str> {
    let below = lines.get(at + 1)?;
    let start = below.start.checked_sub(1)?.checked_sub(rest.len())?;
    let goes_on = rest.len() < LONGEST && open(rest);
    goes_on.then(|| text.get(start..below.end)).flatten().filter(|both| both.starts_with(rest))
}

/// Whether a table row names the columns.
fn is_above_rule(text: &str, lines: &[Span], at: usize) -> bool {
    let below = lines.get(at + 1).map_or("", |line| line.of(text)).trim();
    below.starts_with('|') && below.chars().all(|c| "|-: ".contains(c))
}

/// A name on a line of its own, with its aside on the next: `(Delyn North) (Lab)`.
fn with_aside_below(text: &str, lines: &[Span], head: Head) -> Head {
    let Some(below) = lines.get(head.line + 1).map(|line| line.trimmed(text)) else { return head };
    let words = below.of(text);
    let inner = words.strip_prefix('(').and_then(|words| words.strip_suffix(')'));
    let seat = inner.is_some_and(|inner| inner.starts_with(char::is_uppercase));
    // “The Minister of State” above “(Ada Brill)”.
    let office = is_office(head.name.of(text))
        && inner.is_some_and(|inner| look(inner, false).is_some_and(|look| look >= Look::Proper));
    let names = head.look >= Look::Proper || office;
    if head.end != End::Alone || !names || head.aside.is_some() || !seat {
        return head;
    }
    let aside = Some(Span::new(below.start + 1, below.end - 1));
    let look = if office { Look::Titled } else { head.look };
    Head { aside, words: below.end, sure: true, look, ..head }
}

/// The writer in the header of a comment: “adabrill commented on Mar 3, 2021”.
fn posted(label: &str) -> Option<&str> {
    let verbs = [" commented ", " replied ", " posted "];
    let (name, when) = verbs.iter().find_map(|verb| label.split_once(verb))?;
    let dated = when.contains(" ago") || when.contains(|c: char| c.is_ascii_digit());
    (dated && name.split(' ').count() < 4).then_some(name)
}

/// A full name without a following post: “Ada Brill, Head of Investor Relations”.
fn without_post(text: &str, name: Span) -> Span {
    let whole = name.of(text);
    let Some((own, post)) = whole.split_once(", ") else { return name };
    let full = (2..5).contains(&own.split_whitespace().count())
        && look(own, false).is_some_and(|look| matches!(look, Look::Proper | Look::Given));
    let fits = |word: &str| word.starts_with(char::is_uppercase) || is_particle(word);
    let posted = post.split_whitespace().all(fits) && !is_loud(own) && !own.contains(['_', '*']);
    if full && posted { Span::new(name.start, name.start + own.len()) } else { name }
}

/// A line after its lead.
struct LabelledLine<'t> {
    text: &'t str,
    at: usize,
    start: usize,
    style: Style,
    marks: usize,
    timed: bool,
}

impl LabelledLine<'_> {
    fn head(&self, label: &str, behind: usize, end: End, timed: bool) -> Option<Head> {
        let (name, aside, stamped) = parts(label)?;
        let name = Span::new(self.start + name.start, self.start + name.end);
        let name = without_post(self.text, name);
        let aside = aside.map(|aside| aside.shift(self.start));
        let mut look = look(name.of(self.text), self.marks > 0 && end == End::Colon)
            .or((end == End::Cell).then_some(Look::Word))?;
        if let Some(inner) = aside.map(|aside| aside.of(self.text))
            && is_office(name.of(self.text))
            && super::look::look(inner, false).is_some_and(|look| look >= Look::Proper)
        {
            look = Look::Titled;
        }
        let behind = self.text.get(self.start + behind..).unwrap_or_default();
        let blank = behind.len() - behind.trim_start_matches([' ', '\t', '\u{a0}']).len();
        let linked = behind.get(blank..).is_some_and(|words| {
            ["<http", "http", "[http"].iter().any(|link| words.starts_with(link))
        });
        let words = self.text.len() - behind.len() + blank;
        let timed = self.timed || timed || stamped;
        Some(Head {
            line: self.at,
            style: self.style,
            end,
            look,
            name,
            aside,
            words,
            timed,
            sure: true,
            linked,
            below: false,
            apart: false,
            stopped: false,
        })
    }

    /// `| Name | words |`.
    fn cell(&self, rest: &str) -> Option<Head> {
        let row = rest.strip_prefix('|')?;
        let (name, behind) = row.split_once('|')?;
        let said = behind.trim_end().trim_end_matches('|');
        let words = |cell: &str| cell.contains(char::is_alphanumeric);
        if !words(said) || said.contains('|') || !words(name) {
            return None;
        }
        let blank = name.len() - name.trim_start().len();
        let inner = LabelledLine { start: self.start + 1 + blank, style: Style::Plain, ..*self };
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
            style: self.style,
            end: End::Angle,
            look: Look::Word,
            name,
            aside: None,
            words,
            timed: true,
            sure: true,
            linked: false,
            below: false,
            apart: false,
            stopped: false,
        })
    }

    /// `Q  words`, `A. words`, `Q: words`.
    fn letter(&self, rest: &str) -> Option<Head> {
        let letter = rest.chars().next().filter(|c| matches!(c, 'Q' | 'A'))?;
        let behind = rest.get(1..)?;
        // “Q 1: …”, “A12. …”
        let number = behind.trim_start_matches([' ', '\u{a0}']);
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let counted = number.get(digits..).filter(|rest| {
            (1..4).contains(&digits) && rest.starts_with(['.', ':']) && rest.contains(' ')
        });
        let behind = counted.unwrap_or(behind);
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
        // A voice tag of WebVTT leaves no space after it.
        let gap = close.is_empty()
            || close.starts_with([' ', '\t', '\u{a0}', '<', '['])
            || close.starts_with(|c: char| c.is_uppercase() || c == '“');
        gap.then(|| self.head(label, rest.len() - close.len(), End::Colon, false)).flatten()
    }

    /// `Mr. TARROW. words`, `The CHAIRMAN. words`, `_Piscator_. words`, `ROPER. words`; the full stop may end the line.
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
            // Dot leaders in a table of contents.
            if rest.get(end..)?.trim_start().starts_with('.') || bare.ends_with("..") {
                return None;
            }
            let head = self.head(label, end, if ends { End::Alone } else { End::Stop }, false)?;
            let loud = is_loud(head.name.of(self.text));
            let set_off = matches!(self.style, Style::Italic | Style::Bold) && self.marks > 0;
            let gap = rest.get(end..).is_some_and(|behind| behind.starts_with("  "));
            let sure = head.look >= Look::Role || loud || set_off || gap;
            // “Lane.  Yes, sir.” may be a label if it stands apart.
            let named = head.look > Look::Word || gap && !ends;
            return (sure && named).then_some(Head { stopped: ends, ..head });
        }
        None
    }

    /// `JUDGE TARROW--words`, `HON. A. TARROW.- words`, `AT – words`.
    fn dash(&self, rest: &str) -> Option<Head> {
        const DASHES: &[&str] = &[".--", ".-", ".–", ".—", "--", " – ", " — ", " - "];
        let near = rest.get(..rest.floor_char_boundary(SHORT)).unwrap_or(rest);
        let found = DASHES.iter().filter_map(|dash| Some((near.find(dash)?, dash.len())));
        let (at, len) = found.min_by_key(|(at, len)| (*at, std::cmp::Reverse(*len)))?;
        let head = self.head(rest.get(..at)?, at + len, End::Dash, false)?;
        // A post follows in “Ada Brill - Lampco - Head of Relations”, and “No. 3--Vienna” is not a name.
        let behind = rest.get(at + len..)?.replace(" - ", " -- ").replace(" — ", " -- ");
        let posted = behind.split(" -- ").all(|part| is_heading_by_form(part.trim()));
        let name = head.name.of(self.text);
        if posted || name.len() < 2 || name.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.is_before_words(&head).then_some(head)
    }

    /// Whether words follow a label that looks like a speaker's.
    fn is_before_words(&self, head: &Head) -> bool {
        let said = self.text.get(head.words..).is_some_and(|words| words.starts_with(is_opening));
        said && (head.look >= Look::Initials || is_loud(head.name.of(self.text)))
    }

    /// A tab or a wide gap after a label: `RDO-2      words`.
    fn tab(&self, rest: &str) -> Option<Head> {
        let near = rest.get(..rest.floor_char_boundary(SHORT)).unwrap_or(rest);
        let at = near.find('\t').or_else(|| near.find("   "))?;
        let head = self.head(rest.get(..at)?, at, End::Tab, false)?;
        self.is_before_words(&head).then_some(head)
    }

    /// A name on a line of its own.
    fn alone(&self, rest: &str) -> Option<Head> {
        if rest.len() > LONGEST {
            return None;
        }
        let label = rest.trim_end().trim_end_matches(['*', '_', '#', ':']).trim_end();
        let (label, stamped) = without_stamp(label);
        let (label, stamped) = match posted(label) {
            Some(name) => (name, true),
            None => (label, stamped),
        };
        let name = [" -- ", " — ", " - ", " · ", "** · ", " • "]
            .iter()
            .fold(label, |name, dash| name.split(*dash).next().unwrap_or(name));
        let name = name.trim_end();
        if name.is_empty()
            || name.len() > if name.ends_with(')') { LONGEST } else { 60 }
            || rest.trim_end().ends_with(['.', ',', ';', '?', '!'])
        {
            return None;
        }
        // “u/harbourmaster · 12 points · 3 hours ago”
        let meta = label.get(name.len()..).unwrap_or_default();
        let stamped = stamped || [" point", " ago"].iter().any(|word| meta.contains(word));
        let head = self.head(name, rest.len(), End::Alone, stamped)?;
        let posted = label.get(name.len()..).filter(|rest| !rest.is_empty()).map(|rest| {
            let start = self.start + name.len();
            Span::new(start, start + rest.len())
        });
        let head = Head { aside: head.aside.or(posted), ..head };
        let posted = posted.is_some();
        let set_off = matches!(self.style, Style::Bold | Style::Heading | Style::Italic);
        let loud = is_loud(head.name.of(self.text));
        let sure = head.timed
            || set_off
            || loud
            || posted
            || head.aside.is_some()
            || head.look >= Look::Role;
        // A line with only a name may occur anywhere, so the name has to recur.
        let plain = head.look >= Look::Single
            && (label.split_whitespace().count() < 5 || is_office(head.name.of(self.text)))
            && self.style == Style::Plain;
        (sure && head.look > Look::Word || head.timed || plain)
            .then_some(Head { sure: sure || head.timed, ..head })
    }
}
