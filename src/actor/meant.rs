//! Who is meant where nobody is named: by an office that one person of the document holds, by “the latter”, by “our
//! Nation”, by half a state's name; and whose name another name bears. Said only when the document leaves one answer.

use super::LinkRule;
use super::facts::{Facts, Named};
use crate::prose::{Description, NameKind, Says, StateForm, comparable, given_name, state};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Words that make an office another one, when they stand before it.
const OTHERS: &[&str] = &[
    "vice",
    "deputy",
    "assistant",
    "associate",
    "acting",
    "interim",
    "shadow",
    "then",
    "elect",
    "incoming",
    "under",
    "late",
    "former",
    "ex",
];

/// Finds out who is meant by a description: an index into [`Facts::forms`], and by which rule.
pub(super) fn meant(facts: &Facts, description: &Description) -> Option<(u32, LinkRule)> {
    let at = description.span.start;
    match &description.says {
        Says::Office { office, past } => {
            holder(facts, office, *past, at).map(|form| (form, LinkRule::Office))
        }
        Says::First => Some((pair(facts, at)?.0, LinkRule::Latter)),
        Says::Second => Some((pair(facts, at)?.1, LinkRule::Latter)),
        Says::Land => Some((land(facts)?, LinkRule::Land)),
        Says::Half(half) => {
            let named = |form: &str| state(form).is_some_and(|s| s.state == *half);
            let form = facts
                .forms
                .iter()
                .position(|form| form.kind == NameKind::State && named(&form.text))?;
            Some((u32::try_from(form).ok()?, LinkRule::Shortened))
        }
    }
}

/// The one person of the document who is said to hold the office, named before `at`; the fullest form.
fn holder(facts: &Facts, office: &[String], past: bool, at: usize) -> Option<u32> {
    let holds = |named: &&Named| named.roles.iter().any(|role| states(&role.text, office, past));
    let mut holders: Vec<u32> = facts.named.iter().filter(holds).map(|n| n.form).collect();
    holders.sort_unstable();
    holders.dedup();
    let before = facts.named.iter().filter(holds).any(|n| n.span.end <= at);
    let fullest = |form: &u32| facts.forms.get(*form as usize).map_or(0, |f| f.words.len());
    let full = *holders.iter().max_by_key(|form| fullest(form)).filter(|_| before)?;
    let words = &facts.forms.get(full as usize)?.words;
    let person = facts.forms.get(full as usize)?.kind == NameKind::Person;
    let one = holders.iter().filter_map(|form| facts.forms.get(*form as usize));
    let same = |form: &super::Form| form.words.iter().all(|word| words.contains(word));
    (person && one.into_iter().all(same)).then_some(full)
}

/// Whether a role is this office: the words in a row, with nothing before them that makes it another. Two past offices are
/// one when they are for the same thing: “former secretary of health”, “former health chief”.
fn states(role: &str, office: &[String], past: bool) -> bool {
    let words = comparable(role);
    let of = office.iter().position(|word| word == "of").map(|of| &office[of + 1..]);
    if let Some(matter) = of.filter(|matter| past && !matter.is_empty()) {
        let was = words.first().is_some_and(|w| matches!(w.as_str(), "former" | "ex"));
        if was && matter.iter().all(|word| words.contains(word)) {
            return true;
        }
    }
    let found = words.windows(office.len().max(1)).position(|part| part == office);
    found.is_some_and(|first| {
        let before = || words.iter().take(first).map(String::as_str);
        let other = before().any(|word| OTHERS.contains(&word));
        let was = before().any(|word| matches!(word, "former" | "ex"));
        if past { was } else { !other }
    })
}

/// The state that a document speaks of: it is named more than once, and four times as often as any other. Otherwise it is
/// the United States, of which alone the GPO Style Manual has “Nation” written with a capital, if it is named.
fn land(facts: &Facts) -> Option<u32> {
    let mut counts: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    for named in &facts.named {
        let form = facts.form(named).filter(|form| form.kind == NameKind::State);
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

/// The two who are named in the sentence before `at`, or else in the sentence before it, when nobody else is.
fn pair(facts: &Facts, at: usize) -> Option<(u32, u32)> {
    let behind = facts.named.partition_point(|n| n.span.end <= at);
    let before = facts.named.get(..behind)?;
    let last = before.last()?;
    let together = before.iter().rev().take_while(|n| n.sentence == last.sentence).count();
    let [first, second] = before.get(before.len() - together..)? else { return None };
    let near = at.saturating_sub(second.span.end) < NEAR && last.sentence.is_some();
    let (a, b) = (facts.form(first)?, facts.form(second)?);
    let apart = !a.words.iter().any(|word| b.words.contains(word));
    (near && apart && a.kind == b.kind).then_some((first.form, second.form))
}

/// Bytes behind the second of two names within which “the latter” still means it.
const NEAR: usize = 200;

/// The names of persons of the document that stand inside longer names of something: “Kavita Rao” in “Kavita Rao
/// Foundation”.
pub(super) fn borne(facts: &Facts, text: &str) -> Vec<Named> {
    let mut persons: Vec<(u32, &str)> = (0u32..)
        .zip(&facts.forms)
        .filter(|(_, form)| form.kind == NameKind::Person)
        .filter(|(_, form)| form.words.len() > 1 || !given_name(&form.text))
        .map(|(index, form)| (index, form.text.as_str()))
        .collect();
    persons.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    let bearing = facts.named.iter().filter_map(|named| {
        let kind = facts.form(named)?.kind;
        let bears = matches!(kind, NameKind::Organisation | NameKind::Place);
        let whole = named.span.of(text);
        let (form, start, name) = persons.iter().filter(|_| bears).find_map(|(form, name)| {
            let start = begins(whole, name)?;
            Some((*form, start, *name))
        })?;
        let start = named.span.start + start;
        Some(Named {
            span: Span::new(start, start + name.len()),
            form,
            sentence: named.sentence,
            titled: false,
            acts: false,
            roles: Vec::new(),
            rule: Some(LinkRule::Borne),
        })
    });
    bearing.collect()
}

/// Where a name stands as whole words inside a longer one.
fn begins(whole: &str, name: &str) -> Option<usize> {
    let start = whole.find(name)?;
    let end = start + name.len();
    let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let alone = free(whole[..start].chars().next_back()) && free(whole[end..].chars().next());
    (alone && name.len() < whole.len()).then_some(start)
}
