//! Decides which lines of a document begin with a label. A single line does not tell: “Note: …” and “Ada: …” look the
//! same. The document as a whole has to be a record of speech.

use super::head::{End, Head};
use super::line::Style;
use super::look::{Look, is_loud};
use super::signals::{Candidate, Signals, candidates};
use super::speech::speaks_of_self;
use crate::prose::is_common;
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::ops::Bound;

/// The labels of a document among the heads of its lines, in order; none when it is not a record of speech.
pub(super) fn labels(text: &str, lines: &[Span], heads: Vec<Head>) -> Vec<Head> {
    let all = candidates(text, lines, heads);
    let filled = lines.iter().filter(|line| !line.of(text).trim().is_empty()).count();
    let accepted = accepted(&all, filled);
    if accepted.is_empty() {
        return Vec::new();
    }
    let form = Form::of(text, &all, accepted, filled);
    let kept: Vec<&Candidate> = all.iter().filter(|one| form.admits(one, text)).collect();
    // A speaker with a label in one form may have another.
    let known: FxHashSet<&str> = kept
        .iter()
        .filter(|one| one.head.look >= Look::Proper)
        .map(|one| one.head.name.of(text))
        .collect();
    all.iter()
        .filter(|one| {
            form.admits(one, text)
                // Between questions and answers, a part may have a single turn: “THE COURT: …”.
                || form.ends.contains(&End::Gap)
                    && one.head.end == End::Colon
                    && one.head.look >= Look::Role
                || (one.head.is_stopped()
                    || one.head.end == End::Colon
                        && (one.head.timed
                            || one.head.look == Look::Titled
                            || matches!(one.head.style, Style::Bold | Style::Italic)))
                    && form.styles.contains(&one.head.style)
                    && known.contains(one.head.name.of(text))
        })
        .map(|one| one.head.clone())
        .collect()
}

/// The ends of labels that are used throughout a record of speech.
fn accepted(all: &[Candidate], filled: usize) -> Vec<End> {
    let ends = [End::Colon, End::Stop, End::Alone, End::Angle, End::Cell, End::Dash, End::Tab];
    let signals = ends.map(|end| (end, Signals::of(all, end)));
    let mut accepted: Vec<End> = signals
        .iter()
        .filter(|(end, signals)| signals.is_speech(*end, filled))
        .map(|(end, _)| *end)
        .collect();
    // If other labels are on the line of the words, those on lines of their own are headings.
    if accepted.len() > 1 && accepted.contains(&End::Alone) {
        let heads = |alone: bool| -> usize {
            signals
                .iter()
                .filter(|(end, _)| accepted.contains(end) && (*end == End::Alone) == alone)
                .map(|(_, signals)| signals.heads)
                .sum()
        };
        let alone = heads(true) > heads(false);
        accepted.retain(|end| (*end == End::Alone) == alone);
    }
    // A few wrapped lines may begin with the end of a sentence: “Honourable House. I …”.
    let heads = |end: End| signals.iter().find(|(one, _)| *one == end).map_or(0, |(_, s)| s.heads);
    let most = accepted.iter().map(|end| heads(*end)).max().unwrap_or_default();
    accepted.retain(|end| heads(*end) * 8 >= most);
    if asks(all, !accepted.is_empty()) {
        accepted.push(End::Gap);
    }
    accepted
}

/// Whether `Q` and `A` belong to a hearing or an interview, not to a FAQ.
fn asks(all: &[Candidate], others: bool) -> bool {
    let letters = |letter: char| {
        all.iter().filter(move |one| one.head.end == End::Gap && one.key.starts_with(letter))
    };
    let (asked, answered) = (letters('q').count(), letters('a').count());
    // A briefing may have a single `Q` with nothing but a space after it.
    let plain = |one: &Candidate| one.head.words == one.head.name.end + 1;
    let lone = || others && letters('q').any(plain);
    if asked == 0 || asked + answered < 2 && !lone() {
        return false;
    }
    let own = letters('a').filter(|one| speaks_of_self(one.sample)).count();
    others || answered > 0 && own * 3 >= answered
}

/// Bytes above the first label in which participants are listed.
const LISTED: usize = 4000;

/// The form of the labels in a record.
struct Form<'t> {
    ends: Vec<End>,
    /// The one or two ways in which the labels are set off.
    styles: Vec<Style>,
    /// Whether labels on lines of their own end in a full stop, when nearly all agree.
    stopped: Option<bool>,
    /// Whether `Q` and `A` are used, beside which only titles and parts are labels with a colon.
    lettered: bool,
    /// Whether nearly every line begins with a label, as in a chat, so that one that occurs once counts too.
    dense: bool,
    /// Whether nearly all labels are in capitals, and whether in bold on lines of their own.
    loud: bool,
    bold: bool,
    /// Whether many are initials or handles, so that one that occurs once may be a label too.
    initials: bool,
    handles: bool,
    /// The labels, and the words of those with more than one, in lower case.
    names: BTreeSet<&'t str>,
    words: FxHashSet<String>,
    /// The end of the record's head and its words in lower case: someone listed there may speak only once.
    listed: (usize, FxHashSet<String>),
    /// Asides after labels, and all labels as written.
    asides: FxHashSet<&'t str>,
    labels: FxHashSet<&'t str>,
}

impl<'t> Form<'t> {
    fn of(text: &'t str, all: &[Candidate<'t>], ends: Vec<End>, filled: usize) -> Self {
        let those: Vec<&Candidate> =
            all.iter().filter(|one| ends.contains(&one.head.end) && one.is_likely()).collect();
        let most = |share: usize, holds: &dyn Fn(&Candidate) -> bool| {
            those.iter().filter(|one| holds(one)).count() * 100 >= those.len() * share
        };
        let all_dresses =
            [Style::Plain, Style::Bullet, Style::Bold, Style::Italic, Style::Heading, Style::Quote];
        let styles =
            all_dresses.into_iter().filter(|style| most(16, &|one| one.head.style == *style));
        let stopped = if most(80, &|one| one.head.is_stopped()) {
            Some(true)
        } else if most(80, &|one| !one.head.is_stopped()) {
            Some(false)
        } else {
            None
        };
        let inline = all.iter().filter(|one| ends.contains(&one.head.end));
        let dense = inline.clone().filter(|one| one.head.end == End::Colon).count();
        let handles = inline.filter(|one| one.head.look == Look::Word && one.count > 2).count();
        let mut form = Self {
            styles: styles.collect(),
            stopped,
            lettered: ends.contains(&End::Gap) && !ends.contains(&End::Colon),
            bold: most(80, &|one| one.head.style == Style::Bold && one.head.end == End::Alone),
            loud: most(90, &|one| is_loud(one.head.name.of(text))),
            dense: dense > 4 && dense * 10 >= filled * 9,
            listed: (0, FxHashSet::default()),
            initials: most(30, &|one| one.head.look == Look::Initials) && those.len() > 5,
            handles: handles > 5,
            names: BTreeSet::new(),
            words: FxHashSet::default(),
            asides: FxHashSet::default(),
            labels: FxHashSet::default(),
            ends,
        };
        // “MAYOR: ADA BRILL” is a line of the list, not a turn.
        let first = those.iter().find(|one| one.spoken).map_or(0, |one| one.head.name.start);
        let from = text.floor_char_boundary(first.saturating_sub(LISTED));
        let head = Span::new(from, first).of(text);
        let proper = head.split(|c: char| !c.is_alphanumeric());
        form.listed.0 = first;
        form.listed
            .1
            .extend(proper.filter(|w| w.starts_with(char::is_uppercase)).map(str::to_lowercase));
        for one in all {
            let name = one.head.name.of(text);
            form.names.insert(name);
            form.labels.insert(name);
            form.asides.extend(one.head.aside.map(|aside| aside.of(text)));
            if name.contains(' ') {
                form.words.extend(name.split_whitespace().map(str::to_lowercase));
            }
        }
        form
    }

    /// Whether a head is a label of this form.
    fn admits(&self, one: &Candidate, text: &str) -> bool {
        let head = &one.head;
        let part = head.end == End::Colon && head.look >= Look::Role;
        if self.lettered && part && is_loud(head.name.of(text)) {
            return true;
        }
        if !self.ends.contains(&head.end) {
            return false;
        }
        if matches!(head.end, End::Gap | End::Cell) {
            return true;
        }
        let main = self.styles.contains(&head.style);
        if !main && (head.look < Look::Given || head.style == Style::Heading) {
            return false;
        }
        let alone = head.end == End::Alone;
        if alone && self.stopped.is_some_and(|stopped| stopped != head.is_stopped()) {
            return false;
        }
        match head.look {
            Look::Word => {
                one.count > 2
                    || head.timed && (!alone || !common(head.name.of(text)))
                    || (self.handles || self.dense) && !alone && !common(head.name.of(text))
            }
            Look::Single | Look::Initials => {
                one.count > 1
                    || head.end == End::Angle
                    || head.timed
                    || head.look == Look::Initials && self.initials && !alone
                    || head.end == End::Colon && (self.dense || self.lists(text, head))
                    || self.names_whole(text, head)
                    || self.bold && alone && head.apart
            }
            Look::Proper => {
                one.count > 1 || !alone || head.timed || head.aside.is_some() || self.sets_off(head)
            }
            look => {
                !alone
                    || one.count > 1
                    || head.timed
                    || head.aside.is_some()
                    || look == Look::Titled && head.apart
                    || look == Look::Role && head.apart && head.name.of(text).contains(' ')
                    || self.sets_off(head)
            }
        }
    }

    /// Whether the head of the record lists the name of a label below it, in capitals if the labels are.
    fn lists(&self, text: &str, head: &Head) -> bool {
        let (end, words) = &self.listed;
        let name = head.name.of(text);
        head.name.start > *end && words.contains(&name.to_lowercase()) && self.loud == is_loud(name)
    }

    /// Whether a line's form alone makes it a label: capitals above words, or a full stop after a name that is set off.
    fn sets_off(&self, head: &Head) -> bool {
        self.loud && head.below
            || self.bold && head.style == Style::Bold && head.apart
            || self.stopped == Some(true) && matches!(head.style, Style::Italic | Style::Bold)
    }

    /// Whether a label is part of another, “Ada” of “Ada Brill”, or has initials beside it that are one: “Ada (AB)”,
    /// “AB”.
    fn names_whole(&self, text: &str, head: &Head) -> bool {
        let name = head.name.of(text);
        let longer = || {
            name.len() > 3
                && self
                    .names
                    .range::<str, _>((Bound::Excluded(name), Bound::Unbounded))
                    .next()
                    .is_some_and(|other| other.starts_with(name))
        };
        let shorter = || {
            name.char_indices()
                .skip(4)
                .any(|(at, _)| name.get(..at).is_some_and(|part| self.names.contains(part)))
        };
        self.words.contains(&name.to_lowercase())
            || self.asides.contains(name)
            || head.aside.is_some_and(|aside| self.labels.contains(aside.of(text)))
            || longer()
            || shorter()
    }
}

/// Whether a handle consists of common words: “non-goal”.
fn common(name: &str) -> bool {
    let mut parts = name.split(['-', '_', '.']);
    let first = parts.clone().next().unwrap_or_default();
    let before = matches!(first, "non" | "pre" | "sub" | "anti" | "multi" | "self" | "co");
    parts.all(|part| is_common(part) || before && part == first)
}
