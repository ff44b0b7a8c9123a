//! Resolves a label to a speaker: the fullest name that the document has for it.

use super::head::Head;
use super::introductions::{self, Examinations, Interview};
use super::look::{Look, is_office};
use super::people::{People, is_initials, without_seat, written};
use super::vocabulary::{bare_role, changes_hands, is_asker, is_role, is_title};
use crate::prose::is_common;
use rustc_hash::FxHashMap;

/// Bytes before and after the first label in which people are introduced.
const HEAD: usize = 30_000;
const INTRODUCTION: usize = 6000;

/// Parts that are not one person's office.
const ANYONE: &[&str] = &["all", "answer", "man", "member", "speaker", "voice", "voices", "woman"];

/// The people in a record, and their parts.
pub(super) struct Roster<'t> {
    text: &'t str,
    /// The lines above the first label.
    above: &'t str,
    people: People<'t>,
    /// Labels and their speakers, as listed in the head of the record: “Interviewer: Ada Brill”.
    legend: FxHashMap<String, String>,
    /// Parts whose holder an aside names, each from a byte on: “MR SPEAKER (T. TURA)”.
    chairs: Vec<(usize, String, String)>,
    /// Parts and their holders.
    parts: Vec<(String, String)>,
    examinations: Examinations,
    interview: Interview,
    /// Whether the only labels are those of a questioner and an answerer.
    lettered: bool,
    resolved: FxHashMap<&'t str, (String, bool)>,
}

impl<'t> Roster<'t> {
    /// Collects the people that a document names. Its first label is at byte `first`; `legend` are the heads that list
    /// labels.
    pub(super) fn of(
        text: &'t str,
        title: Option<&str>,
        first: usize,
        heads: &[Head],
        legend: &[Head],
    ) -> Self {
        let start = text.floor_char_boundary(first.saturating_sub(HEAD));
        let end = text.floor_char_boundary((first + INTRODUCTION).min(text.len()));
        let top = text.get(start..end).unwrap_or(text);
        let above = text.get(start..first).unwrap_or_default();
        let mut people = People::new(top, text);
        let named = |head: &&Head| head.look >= Look::Single && head.look != Look::Role;
        for head in heads.iter().filter(named) {
            let name = head.name.of(text);
            match head.aside.map(|aside| aside.of(text)) {
                Some(holder) if is_office(name) && is_name(holder) => people.add(holder, true),
                _ => people.add_label(name),
            }
        }
        let listed = title.into_iter().chain([above]).flat_map(introductions::people_in);
        let listed = listed.chain(introductions::in_front_matter(text));
        let statements = text.lines().filter(|line| line.contains("STATEMENT OF "));
        let loud = introductions::in_capitals(above)
            .into_iter()
            .chain(statements.flat_map(introductions::in_capitals));
        for name in listed.chain(loud) {
            people.add(name, true);
        }
        for name in introductions::people_in(text.get(first..end).unwrap_or_default()) {
            people.add(name, false);
        }
        for head in heads {
            let aside = head.aside.map(|aside| aside.of(text)).filter(|aside| is_initials(aside));
            if let Some(letters) = aside {
                let name = head.name.of(text);
                let name = people.full(name).unwrap_or_else(|| name.to_owned());
                people.add_initials(letters, name);
            }
        }
        for (letters, name) in introductions::initials(top) {
            people.add_initials(letters, name);
        }
        // “MR SPEAKER (T. TURA)” is “MR SPEAKER” later on.
        let chairs: Vec<(usize, String, String)> = heads
            .iter()
            .filter(|head| head.look == Look::Role || is_role(head.name.of(text)))
            .filter_map(|head| {
                let holder = head
                    .aside
                    .map(|aside| without_seat_behind(aside.of(text)))
                    .filter(|aside| is_name(aside))?;
                let holder = people.full(holder).unwrap_or_else(|| written(holder));
                Some((head.name.start, bare_role(head.name.of(text)), holder))
            })
            .collect();
        let legend = legend
            .iter()
            .filter_map(|head| {
                let line = text.get(head.words..)?.lines().next()?;
                let name = *introductions::people_in(line).first()?;
                let name = people.full(name).unwrap_or_else(|| name.to_owned());
                Some((head.name.of(text).to_lowercase(), name))
            })
            .collect();
        Self {
            text,
            above,
            legend,
            chairs,
            parts: introductions::parts(above, &people),
            examinations: introductions::examinations(text, first, &people),
            interview: introductions::interview(title, above, &people),
            lettered: heads.iter().all(|head| head.look == Look::Role),
            people,
            resolved: FxHashMap::default(),
        }
    }

    /// The speaker of a label, and whether that is a person's name.
    pub(super) fn speaker(&mut self, head: &Head) -> (String, bool) {
        let label = head.name.of(self.text);
        let role = bare_role(label);
        let moves = head.look == Look::Role
            && (changes_hands(&role) || self.chairs.iter().any(|(_, part, _)| *part == role));
        let holder = head
            .aside
            .map(|aside| without_seat_behind(aside.of(self.text)))
            .filter(|aside| is_name(aside) && (is_office(label) || head.look == Look::Role));
        let moves = moves || holder.is_some();
        if !moves && let Some(known) = self.resolved.get(label) {
            return known.clone();
        }
        let found = match head.look {
            _ if holder.is_some() => {
                let holder = holder.unwrap_or_default();
                Some(self.people.full(holder).unwrap_or_else(|| written(holder)))
            }
            _ if self.legend.contains_key(&label.to_lowercase()) => {
                self.legend.get(&label.to_lowercase()).cloned()
            }
            // “MC” may be a person's initials.
            Look::Role if self.people.is_short_for_one(label) => self.people.full(label),
            Look::Role => self.holder(label, head.name.start),
            Look::Word => self.people.behind_handle(label).or_else(|| self.people.full(label)),
            _ => self.people.full(label).or_else(|| {
                let office = is_common(&role);
                if office { introductions::holder(self.above, &role) } else { None }
            }),
        };
        // “DOCTOR” may be anyone who is named elsewhere.
        let post = || !role.contains(' ') && is_title(&role);
        let named = found.is_some() || head.look != Look::Role && !post();
        let own = if is_office(label) { label } else { without_seat(label) };
        let speaker = (found.unwrap_or_else(|| written(own)), named);
        if !moves {
            self.resolved.insert(label, speaker.clone());
        }
        speaker
    }

    /// The interviewee, if the record names one.
    pub(super) fn interviewee(&self) -> Option<&str> {
        self.interview.answers.as_deref()
    }

    /// The interviewer, if the record names one.
    pub(super) fn interviewer(&self) -> Option<&str> {
        self.interview.asks.as_deref()
    }

    /// The holder of a part at byte `at`.
    fn holder(&self, label: &str, at: usize) -> Option<String> {
        let last = |list: &[(usize, String)]| {
            let behind = list.partition_point(|(from, _)| *from < at);
            behind.checked_sub(1).and_then(|at| list.get(at)).map(|(_, name)| name.clone())
        };
        let role = bare_role(label);
        let chair = self.chairs.iter().rfind(|(from, part, _)| *from <= at && *part == role);
        if let Some((_, _, name)) = chair {
            return Some(name.clone());
        }
        let asks = || self.part("interviewer").or_else(|| self.interview.asks.clone());
        match role.as_str() {
            "q" | "question" => last(&self.examinations.examiners).or_else(|| {
                self.interview.answers.as_ref().filter(|_| self.lettered).and_then(|_| asks())
            }),
            "a" | "answer" | "witness" => {
                last(&self.examinations.witnesses).or_else(|| self.interview.answers.clone())
            }
            "interviewer" => asks(),
            "interviewee" | "guest" => self.part(&role).or_else(|| self.interview.answers.clone()),
            role => self.part(role).or_else(|| {
                let anybody = is_asker(role) || ANYONE.contains(&role);
                if anybody { None } else { introductions::holder(self.above, role) }
            }),
        }
    }

    fn part(&self, role: &str) -> Option<String> {
        let near: &[&str] = match role {
            "chair" | "chairman" | "chairwoman" | "chairperson" => {
                &["chair", "chairman", "chairwoman", "chairperson", "presiding"]
            }
            "court" | "judge" | "magistrate" => {
                &["judge", "justice", "magistrate", "honorable", "honourable"]
            }
            _ => &[],
        };
        let is = |part: &str| part == role || near.contains(&part);
        self.parts.iter().find(|(part, _)| is(part)).map(|(_, name)| name.clone())
    }
}

/// A name without the brackets after it: “Hon. Ada Brill (Delyn, Lib.)”.
fn without_seat_behind(words: &str) -> &str {
    words.split(" (").next().unwrap_or(words)
}

/// Whether words in parentheses look like a name.
fn is_name(words: &str) -> bool {
    words.split_whitespace().count() > 1
        && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}
