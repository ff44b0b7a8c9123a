//! Finds names of actors in a text outside the corpus: at each word, the longest name that begins there.

use crate::actor::actors::Actors;
use crate::actor::index::{Pattern, SharedName, first_word, longest};
use crate::actor::model::{LinkRule, Mention};
use crate::actor::names::next_word;
use crate::memo::Memo;
use crate::prose::NameKind;
use crate::text::Span;
use std::sync::Arc;

impl Actors {
    /// The mentions in the blocks of a text outside the corpus (a note): names of known actors, whole words only, in
    /// order. Unchanged blocks of the last version come from `known`.
    pub fn link(
        &self,
        text: &str,
        blocks: impl Iterator<Item = Span>,
        known: &mut NameMemo,
    ) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        known.0.next_generation();
        for block in blocks {
            let key = (block.of(text).to_owned(), begins_sentence(text, block.start));
            let found = known.0.get_or_compute(key, |_| Arc::new(self.names_in(text, block)));
            for name in found.iter() {
                let Some(pattern) = name.patterns.get(name.number) else { continue };
                let (actor, rule, also) = match pattern.meanings.as_slice() {
                    [only] => (only.actor, only.rule, Vec::new()),
                    meanings => {
                        let weighed = || SharedName::of(meanings, |index| self.rank(index));
                        let shared = self.shared_names().of(&pattern.text, weighed);
                        let Some(meant) = shared.resolve(&mentions) else { continue };
                        meant
                    }
                };
                let person = self.actor(actor).is_some_and(|a| a.kind == NameKind::Person);
                if person && rule != LinkRule::Exact && name.inside_another {
                    continue;
                }
                mentions.push(Mention { span: name.span.shift(block.start), actor, rule, also });
            }
        }
        mentions
    }

    /// The names in a block of a text, not yet resolved.
    fn names_in(&self, text: &str, block: Span) -> Vec<FoundName> {
        let store = self.store();
        let starts = store.starts();
        let mut found = Vec::new();
        let mut at = block.start;
        while let Some(word) = next_word(text, at).filter(|word| word.start < block.end) {
            at = word.end;
            if !starts.may_begin(word.of(text)) {
                continue;
            }
            let Some(patterns) = store.beginning(first_word(word.of(text))) else { continue };
            let Some((span, pattern)) = longest(text, word.start, &patterns) else { continue };
            let number = patterns.binary_search_by(|other| other.key().cmp(&pattern.key()));
            let Some(number) = number.ok().filter(|_| block.covers(span)) else { continue };
            at = span.end;
            let inside_another = part_of_another_name(text, span);
            let span = Span::new(span.start - block.start, span.end - block.start);
            found.push(FoundName { span, patterns, number, inside_another });
        }
        found
    }
}

/// The names in the blocks of a text, carried from one version to the next. A block's names are valid while its words
/// and whether a sentence ends before it stay the same, and the actors too.
#[derive(Clone, Debug, Default)]
pub struct NameMemo(Memo<(String, bool), Arc<Vec<FoundName>>>);

impl NameMemo {
    /// Whether no version of the text has been read yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A name in a block.
#[derive(Clone, Debug)]
struct FoundName {
    /// Bytes of the block.
    span: Span,
    /// The names with its first word, and the index of this one.
    patterns: Arc<Vec<Pattern>>,
    number: usize,
    inside_another: bool,
}

/// Whether a surname is part of another person's full name: a capitalised word that is no title precedes it, or one
/// follows it.
fn part_of_another_name(text: &str, span: Span) -> bool {
    let behind = text.get(span.end..).and_then(|t| t.strip_prefix([' ', '-']));
    if behind.and_then(|t| t.chars().next()).is_some_and(char::is_uppercase) {
        return true;
    }
    let Some(before) = text.get(..span.start).and_then(|t| t.strip_suffix([' ', '-'])) else {
        return false;
    };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !word.chars().next().is_some_and(char::is_uppercase) || crate::prose::titles(word) {
        return false;
    }
    // The first word of a sentence is capitalised anyway.
    !begins_sentence(text, before.len() - word.len())
}

/// Whether the word at a byte begins its sentence, judging by punctuation.
fn begins_sentence(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default().trim_end();
    head.is_empty() || head.ends_with(['.', '!', '?', ':', '“', '"', '\n', '#', '*', '-', '>'])
}
