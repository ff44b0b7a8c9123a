//! Statistics over the lines that may begin with a label: names, spoken words, speakers who return.

use super::head::{End, Head};
use super::line::Style;
use super::look::Look;
use super::people::{is_initials, untitled};
use super::speech::{is_spoken, speaks_of_self};
use super::vocabulary::{bare_role, is_title};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most bytes of a turn that are sampled.
const SAMPLE: usize = 600;

/// A head, compared with the others of its document.
pub(super) struct Candidate<'t> {
    pub(super) head: Head,
    /// Its name in lower case.
    pub(super) key: String,
    /// How many heads with the same end have this name.
    pub(super) count: usize,
    /// The first words after it, up to the next head and [`SAMPLE`] bytes.
    pub(super) sample: &'t str,
    /// Whether these are words people say to each other.
    pub(super) spoken: bool,
}

impl Candidate<'_> {
    /// Whether it is a label if the document has any.
    pub(super) fn is_likely(&self) -> bool {
        let head = &self.head;
        head.look >= Look::Proper
            && (head.end != End::Alone
                || self.count > 1
                || head.look >= Look::Titled
                || head.aside.is_some())
            || self.count > 1
            || head.timed
            || head.end == End::Angle
            || head.end == End::Cell
    }

    /// How much the label looks like a speaker's, from 0 to 1.
    fn likeness(&self) -> f64 {
        let look: f64 = match self.head.look {
            Look::Titled | Look::Role | Look::Given => 1.0,
            Look::Proper if self.head.end == End::Alone && self.head.aside.is_some() => 1.0,
            Look::Proper => 0.8,
            Look::Initials => 0.5,
            Look::Single => 0.4,
            Look::Word => 0.1,
        };
        let timed = match self.head.timed {
            true if self.head.look >= Look::Single => 0.95,
            true => 0.8,
            false => 0.0,
        };
        let again = match self.count {
            0 | 1 => 0.0,
            2 => 0.5,
            _ => 0.6,
        };
        look.max(timed).max(again)
    }
}

/// The heads that may be labels.
pub(super) fn candidates<'t>(
    text: &'t str,
    lines: &[Span],
    heads: Vec<Head>,
) -> Vec<Candidate<'t>> {
    let mut counts: FxHashMap<(End, String), usize> = FxHashMap::default();
    // “Ada Brill (AB)” becomes “AB” later on.
    let key = |head: &Head| {
        let short = head.aside.map(|aside| aside.of(text)).filter(|aside| is_initials(aside));
        let name = head.name.of(text);
        // “Right Hon. Bo Strand” becomes “Hon. Bo Strand” later on.
        let full = untitled(name);
        short.unwrap_or(if full.contains(' ') { full } else { name }).to_lowercase()
    };
    for head in &heads {
        *counts.entry((head.end, key(head))).or_default() += 1;
        // “The Minister for Lamps (Ada Brill)” becomes “Ada Brill” later on.
        if let Some(holder) = head.aside.map(|aside| aside.of(text)).filter(|a| a.contains(' ')) {
            *counts.entry((head.end, holder.to_lowercase())).or_default() += 1;
        }
    }
    let mut all: Vec<Candidate> = heads
        .into_iter()
        .filter_map(|head| {
            let key = key(&head);
            let count = counts.get(&(head.end, key.clone())).copied().unwrap_or_default();
            let stands = count > 2
                || !head.linked
                    && !runs_on(text, lines, &head)
                    && (head.sure
                        || is_above_items(text, lines, &head)
                        || count > 1 && head.look >= Look::Proper && head.apart);
            stands.then_some(Candidate { head, key, count, sample: "", spoken: false })
        })
        .collect();
    let starts: Vec<usize> = all
        .iter()
        .skip(1)
        .map(|next| lines.get(next.head.line).map_or(text.len(), |line| line.start))
        .chain([text.len()])
        .collect();
    for (one, next) in all.iter_mut().zip(starts) {
        let from = one.head.words;
        let end = text.floor_char_boundary(next.min(from + SAMPLE).max(from));
        one.sample = Span::new(from, end).of(text);
        one.spoken = is_spoken(one.sample);
    }
    all
}

/// Whether a line introduces the items of a list.
fn is_above_items(text: &str, lines: &[Span], head: &Head) -> bool {
    let below = lines
        .get(head.line + 1..)
        .unwrap_or_default()
        .iter()
        .map(|line| line.of(text))
        .find(|line| !line.trim().is_empty());
    below.is_some_and(|line| line.trim_start().starts_with(['*', '-', '•', '+']))
}

/// Whether a head's line continues the sentence of the line above: `… Chief Financial / Officers Act. Agencies …`.
fn runs_on(text: &str, lines: &[Span], head: &Head) -> bool {
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let indent = |words: &str| words.len() - words.trim_start().len();
    let (own, above) = (line(head.line), head.line.checked_sub(1).map_or("", line));
    let above_ends = above.trim_end();
    let titled = above_ends.split_whitespace().next_back().is_some_and(is_title);
    let ends = above_ends.ends_with(['.', '?', '!', ':', ')', ']', '”', '"', '-', '—', '–']);
    head.end == End::Stop
        && head.style == Style::Plain
        && !above_ends.is_empty()
        && (!ends || titled)
        && indent(own) <= indent(above)
}

/// What the heads of one form have in common.
#[derive(Debug, Default)]
pub(super) struct Signals {
    pub(super) heads: usize,
    labels: usize,
    /// The sum of the labels' likeness to a speaker's, each from 0 to 1.
    names: f64,
    /// The number of heads followed by conversation, and of those followed by the first person.
    spoken: usize,
    own: usize,
    /// The number of heads with a title, a part, or a post in parentheses.
    posts: usize,
    /// The number of heads whose label differs from the one before.
    turns: usize,
    /// Whether all labels belong to questioners, as in a quiz.
    only_asks: bool,
}

impl Signals {
    pub(super) fn of(all: &[Candidate], end: End) -> Self {
        let mut signals = Self { only_asks: true, ..Self::default() };
        let (mut seen, mut last): (FxHashSet<&str>, &str) = (FxHashSet::default(), "");
        for one in all.iter().filter(|one| one.head.end == end && one.is_likely()) {
            let name = one.key.as_str();
            let same = !last.is_empty() && (last.contains(name) || name.contains(last));
            signals.turns += usize::from(!same);
            last = name;
            signals.heads += 1;
            signals.names += one.likeness();
            signals.posts += usize::from(one.head.look >= Look::Role || one.head.aside.is_some());
            signals.spoken += usize::from(one.spoken);
            signals.own += usize::from(one.spoken && speaks_of_self(one.sample));
            signals.labels += usize::from(seen.insert(name));
            signals.only_asks &= matches!(bare_role(name).as_str(), "q" | "question");
        }
        signals
    }

    /// Whether heads of one form are those of a record of speech, in a document with `filled` lines that are not empty.
    pub(super) fn is_speech(&self, end: End, filled: usize) -> bool {
        let (heads, labels) = (self.heads as f64, self.labels as f64);
        if self.heads < 2 || self.only_asks {
            return false;
        }
        let (names, spoken) = (self.names / heads, self.spoken as f64 / heads);
        let again = heads / labels;
        // Without returning speakers it may be a list of people, unless the document has only heads with speech.
        let all_said = (self.own > 0 || names >= 0.99)
            && self.spoken == self.heads
            && self.heads * 2 >= filled;
        let posted = self.heads > 3 && self.posts * 4 >= self.heads * 3 && spoken >= 0.75;
        let returns =
            self.heads > self.labels || self.own * 3 >= self.heads * 2 || all_said || posted;
        let small =
            names >= 0.75 && spoken >= 0.5 && (self.labels > 1 || self.heads > 3) && returns;
        let often = heads >= 5.0 && again >= 2.0 && spoken >= 0.4 && (names >= 0.3 || again >= 3.0);
        let long = heads >= 12.0 && again >= 3.0 && spoken >= 0.2;
        // In a short record every speaker returns.
        let short =
            heads >= 4.0 && self.labels > 1 && again >= 2.0 && spoken >= 0.75 && names >= 0.45;
        match end {
            End::Cell => {
                (small || often) && spoken >= 0.6 && names >= 0.6
                    || spoken >= 0.75 && names >= 0.6 && returns && self.labels > 1
            }
            // A signature or running head recurs too, but always the same one.
            End::Alone => {
                (often || long) && self.labels > 1 && self.turns as f64 / heads > 0.6
                    || small
                        && again > 1.0
                        && (names >= 0.89 || self.posts * 3 >= self.heads && spoken >= 0.6)
            }
            // A list may have dashes and gaps too.
            End::Dash | End::Tab => (often || long || short) && names >= 0.5,
            _ => small || often || long || short,
        }
    }
}
