//! Which actors a written name may mean.

use crate::actor::actors::Actors;
use crate::actor::index::{Fit, LEAST_LETTERS, TypoIndex, key, plain_id};
use crate::actor::model::ActorIndex;
use crate::actor::names::{one_letter_off, surname};
use crate::prose::{NameKind, comparable, given_name, titles};
use std::borrow::Cow;

impl Actors {
    /// The actors that a name may mean, best first: by id, full name or any alias, ignoring case and a title before the
    /// name.
    pub fn named(&self, name: &str) -> Vec<ActorIndex> {
        let found = self.named_exactly(name);
        let rest = name.split_once(char::is_whitespace).map(|(first, rest)| (first, rest.trim()));
        match rest {
            Some((first, rest)) if found.is_empty() && !rest.is_empty() => {
                let belongs =
                    titles(first.trim_end_matches('.')) || first.starts_with(char::is_lowercase);
                if belongs { self.named(rest) } else { found }
            }
            _ => found,
        }
    }

    /// The actors that a name may mean and how well it fits, in no order.
    fn fitting(&self, name: &str) -> Cow<'_, [(Fit, ActorIndex)]> {
        self.store().named(key(name))
    }

    fn named_exactly(&self, name: &str) -> Vec<ActorIndex> {
        let with_id = self.fitting(plain_id(name));
        let with_id = with_id.iter().map(|(_, index)| *index);
        let by_id = with_id.filter(|i| self.actor(*i).is_some_and(|a| a.id == name));
        let mut found: Vec<ActorIndex> = by_id.take(1).collect();
        let mut fitting = self.fitting(name).into_owned();
        fitting.sort_by_key(|(fit, index)| (*fit, self.rank(*index)));
        let first = found.first().copied();
        found.extend(fitting.iter().map(|(_, index)| *index).filter(|i| Some(*i) != first));
        found
    }

    /// Persons and organisations whose full name differs from this one by one letter of one word, unless that word as
    /// written is part of some actor's full name. Short words and given names are left alone: many are right and differ
    /// by a letter.
    pub fn misspelt(&self, name: &str) -> Vec<ActorIndex> {
        let written = comparable(name);
        let mut found = Vec::new();
        if written.len() < 2 || !self.fitting(name).is_empty() {
            return found;
        }
        let typos = self.typos(|| {
            let actors = self.full_names().filter(|(.., kind)| may_be_misspelt(*kind));
            TypoIndex::of(actors.map(|(index, name, _)| (index, comparable(name))))
        });
        for index in typos.near(&written) {
            let Some(actor) = self.actor(index).filter(|a| may_be_misspelt(a.kind)) else {
                continue;
            };
            let full = comparable(&actor.name);
            let mut off = full.iter().zip(&written).filter(|(a, b)| a != b);
            if full.len() == written.len()
                && let (Some((right, wrong)), None) = (off.next(), off.next())
                && is_typo(right, wrong)
                && !self.store().is_in_full_name(key(wrong))
            {
                found.push(index);
            }
        }
        found.sort_by_key(|index| self.rank(*index));
        found
    }

    /// Whether a word is one letter off the surname of an actor.
    pub fn is_misspelt_surname(&self, index: ActorIndex, word: &str) -> bool {
        let Some(actor) = self.actor(index).filter(|a| a.kind == NameKind::Person) else {
            return false;
        };
        let (full, written) = (comparable(&actor.name), comparable(word));
        let surname = surname(&full);
        surname.zip(written.first()).is_some_and(|(right, wrong)| {
            written.len() == 1 && is_typo(right, wrong) && self.fitting(word).is_empty()
        })
    }
}

fn may_be_misspelt(kind: NameKind) -> bool {
    matches!(kind, NameKind::Person | NameKind::Organisation)
}

/// Whether a word is a typo of another: one letter off, and not a given name itself.
fn is_typo(right: &str, wrong: &str) -> bool {
    right.chars().count() >= LEAST_LETTERS
        && wrong.chars().count() + 1 >= LEAST_LETTERS
        && one_letter_off(right, wrong)
        && !given_name(wrong)
}
