//! Who is meant without being named: the one person of the document who holds an office, “the latter”, “our Nation”,
//! half of a state's name. Resolved only when the document leaves one answer.

use super::document_names::{DocumentNames, NameForm};
use crate::actor::model::LinkRule;
use crate::prose::data::WordList;
use crate::prose::{Description, NameKind, Says, StateForm, comparable, state};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::sync::Arc;

/// Words that change an office when they precede it, like “deputy”.
static OTHERS: WordList = WordList::new(include_str!("../data/other-offices.txt"));

/// What descriptions are resolved against, gathered once for the whole document.
pub(crate) struct Referents<'a> {
    names: &'a DocumentNames,
    /// The offices beside names, built on first use: most documents never need them.
    held: OnceCell<HeldRoles>,
    /// The holder of each office, past or present, and the end of the first place that says so.
    holders: FxHashMap<OfficeWords, Option<(u32, usize)>>,
    land: OnceCell<Option<u32>>,
    /// The first form of each state.
    states: OnceCell<FxHashMap<&'static str, u32>>,
}

/// The words of an office, and whether it is a past one.
type OfficeWords = (Vec<String>, bool);

/// The offices beside the names of a document.
#[derive(Default)]
struct HeldRoles {
    roles: Vec<HeldRole>,
    /// The roles with each word: indexes into `roles`.
    by_word: FxHashMap<String, Vec<usize>>,
}

/// An office beside a name.
struct HeldRole {
    words: Vec<String>,
    form: u32,
    /// The end of the name.
    end: usize,
}

impl HeldRoles {
    fn of(names: &DocumentNames) -> Self {
        let mut held = Self::default();
        for named in &names.uses {
            for role in &named.roles {
                let words = comparable(&role.text);
                let distinct: FxHashSet<&String> = words.iter().collect();
                for word in distinct {
                    held.by_word.entry(word.clone()).or_default().push(held.roles.len());
                }
                held.roles.push(HeldRole { words, form: named.form, end: named.span.end });
            }
        }
        held
    }

    /// The roles with the rarest of these words.
    fn with_words(&self, words: &[String]) -> impl Iterator<Item = &HeldRole> {
        let roles = words.iter().map(|word| self.by_word.get(word).map_or(&[][..], Vec::as_slice));
        let rarest = roles.min_by_key(|roles| roles.len()).unwrap_or_default();
        rarest.iter().filter_map(|role| self.roles.get(*role))
    }
}

impl<'a> Referents<'a> {
    pub(crate) fn of(names: &'a DocumentNames) -> Self {
        let (held, land, states) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { names, held, holders: FxHashMap::default(), land, states }
    }

    /// Resolves a description to a form, an index into [`DocumentNames::forms`], and the rule that links it.
    pub(crate) fn resolve(&mut self, description: &Description) -> Option<(u32, LinkRule)> {
        let at = description.span.start;
        match &description.says {
            Says::Office { office, past } => {
                let key = (office.clone(), *past);
                let held = match self.holders.get(&key) {
                    Some(held) => *held,
                    None => {
                        let held = self.holder(office, *past);
                        self.holders.insert(key, held);
                        held
                    }
                };
                let (form, _) = held.filter(|(_, first)| *first <= at)?;
                Some((form, LinkRule::Office))
            }
            Says::First => Some((pair(self.names, at)?.0, LinkRule::Latter)),
            Says::Second => Some((pair(self.names, at)?.1, LinkRule::Latter)),
            Says::Land => Some(((*self.land.get_or_init(|| land(self.names)))?, LinkRule::Land)),
            Says::Half(half) => {
                let states = self.states.get_or_init(|| first_forms(self.names));
                Some((*states.get(half)?, LinkRule::Shortened))
            }
        }
    }

    /// The one person of the document said to hold the office, by the fullest form, and the end of the first place that
    /// says so.
    fn holder(&self, office: &[String], past: bool) -> Option<(u32, usize)> {
        let held = self.held.get_or_init(|| HeldRoles::of(self.names));
        let holding: Vec<&HeldRole> = held
            .with_words(office)
            .chain(held.with_words(matter(office, past).unwrap_or_default()))
            .filter(|role| states(&role.words, office, past))
            .collect();
        let first = holding.iter().map(|role| role.end).min()?;
        let mut holders: Vec<u32> = holding.iter().map(|role| role.form).collect();
        holders.sort_unstable();
        holders.dedup();
        let form = |form: &u32| self.names.forms.get(*form as usize).map(Arc::as_ref);
        let full = *holders.iter().max_by_key(|one| form(one).map_or(0, |f| f.words.len()))?;
        let fullest = form(&full)?;
        let words: FxHashSet<&String> = fullest.words.iter().collect();
        let same = |form: &NameForm| form.words.iter().all(|word| words.contains(word));
        let one = holders.iter().filter_map(form).all(same);
        (fullest.kind == NameKind::Person && one).then_some((full, first))
    }
}

/// The first form of each state of a document.
fn first_forms(names: &DocumentNames) -> FxHashMap<&'static str, u32> {
    let mut forms = FxHashMap::default();
    for (index, form) in (0u32..).zip(&names.forms) {
        if let Some(state) = state(&form.text).filter(|_| form.kind == NameKind::State) {
            forms.entry(state.state).or_insert(index);
        }
    }
    forms
}

/// The field of a past office, when stated: “health” in “secretary of health”.
fn matter(office: &[String], past: bool) -> Option<&[String]> {
    let of = office.iter().position(|word| word == "of")?;
    office.get(of + 1..).filter(|matter| past && !matter.is_empty())
}

/// Whether the words of a role contain this office, in a row and with nothing before them that changes it. Two past
/// offices are the same when their field is: “former secretary of health”, “former health chief”.
fn states(words: &[String], office: &[String], past: bool) -> bool {
    if let Some(matter) = matter(office, past) {
        let was = words.first().is_some_and(|w| matches!(w.as_str(), "former" | "ex"));
        if was && matter.iter().all(|word| words.contains(word)) {
            return true;
        }
    }
    let found = words.windows(office.len().max(1)).position(|part| part == office);
    found.is_some_and(|first| {
        let before = || words.iter().take(first).map(String::as_str);
        let other = before().any(|word| OTHERS.contains(word));
        let was = before().any(|word| matches!(word, "former" | "ex"));
        if past { was } else { !other }
    })
}

/// The state that a document is about: named more than once, and four times as often as any other. Otherwise the United
/// States, if named: only the GPO Style Manual capitalises “Nation”.
fn land(names: &DocumentNames) -> Option<u32> {
    let mut counts: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    for named in &names.uses {
        let form = names.form(named).filter(|form| form.kind == NameKind::State);
        let Some(state) = form.and_then(|form| state(&form.text)) else { continue };
        if matches!(state.form, StateForm::Name | StateForm::Demonym) {
            let (count, first) = counts.entry(state.code).or_insert((0, named.form));
            *count += 1;
            *first = named.form.min(*first);
        }
    }
    let (most, form) = *counts.values().max()?;
    let next = counts.values().filter(|(_, other)| *other != form).map(|(n, _)| *n).max();
    let alone = most > 1 && most >= 4 * next.unwrap_or_default();
    let united = counts.get("US").filter(|(count, _)| *count > 1).map(|(_, form)| *form);
    alone.then_some(form).or(united)
}

/// The two people named in the sentence before `at`, or in the one before it, when there are exactly two.
fn pair(names: &DocumentNames, at: usize) -> Option<(u32, u32)> {
    let behind = names.uses.partition_point(|n| n.span.end <= at);
    let before = names.uses.get(..behind)?;
    let last = before.last()?;
    let together = before.iter().rev().take_while(|n| n.sentence == last.sentence);
    let together = together.take(3).count();
    let [first, second] = before.get(before.len() - together..)? else { return None };
    let near = at.saturating_sub(second.span.end) < NEAR && last.sentence.is_some();
    let (a, b) = (names.form(first)?, names.form(second)?);
    let apart = !a.words.iter().any(|word| b.words.contains(word));
    (near && apart && a.kind == b.kind).then_some((first.form, second.form))
}

/// The most bytes between the second of two names and a “the latter” that means it.
const NEAR: usize = 200;
