//! What can be proposed, sorted for looking up by its beginning: made once for each corpus, never on a key.

use crate::actor::{ActorIndex, Actors};
use crate::corpus::{Corpus, Head, Source};
use crate::text::{DocumentId, Span};
use crate::workspace::Snapshot;
use rustc_hash::FxHashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The most entries looked at for one question: what begins like thousands of others is not found by going on.
const MOST_LOOKED_AT: usize = 5_000;

/// What there is to propose from one corpus and its actors. Sixteen bytes for each quoted word of the corpus.
#[derive(Debug, Default)]
pub struct CompletionIndex {
    corpus: Arc<Corpus>,
    actors: Arc<Actors>,
    /// The first words of quotations.
    beginnings: Vec<Entry>,
    /// The other words of quotations.
    others: Vec<Entry>,
    /// Names in small letters from each of their words on; actors with their rank.
    names: Vec<(Box<str>, (usize, ActorIndex))>,
    /// Cite keys in small letters.
    keys: Vec<(Box<str>, DocumentId)>,
    /// The words of titles in small letters.
    titles: Vec<(Box<str>, DocumentId)>,
    /// How many sources share a short key.
    shared: FxHashMap<String, usize>,
}

/// A word of a quotation. The lists are in the order of the first sixteen folded bytes from the word on; the first eight
/// are here, the others are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The first eight bytes of the folded text from the word on.
    key: u64,
    document: u32,
    at: u32,
}

impl CompletionIndex {
    /// The index of a snapshot's corpus and actors. Takes as long as the corpus is large; not for handlers.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut index = Self {
            corpus: snapshot.corpus.clone(),
            actors: snapshot.actors.clone(),
            ..Self::default()
        };
        for (id, head) in snapshot.corpus.heads() {
            index.add(id, &head);
            // The quotations of stored sources are not gone through: their own index is asked for what is typed.
            if let Some(source) = snapshot.corpus.in_memory(id) {
                index.add_quotations(id, source);
            }
        }
        for (rank, (number, actor)) in snapshot.actors.all().enumerate() {
            let name = actor.name.to_lowercase();
            for at in word_starts(&name) {
                let rest = name.get(at..).unwrap_or_default();
                index.names.push((rest.into(), (rank, number)));
            }
        }
        let lists = [std::mem::take(&mut index.beginnings), std::mem::take(&mut index.others)];
        [index.beginnings, index.others] = lists.map(|list| index.ordered(list));
        index.names.sort_unstable();
        index.keys.sort_unstable();
        index.titles.sort_unstable();
        index.titles.dedup();
        index
    }

    fn add(&mut self, id: DocumentId, source: &Head<'_>) {
        self.keys.push((source.key.to_lowercase().into(), id));
        let title = source.title.unwrap_or_default().to_lowercase();
        self.titles.extend(words(&title).map(|word| (word.into(), id)));
        *self.shared.entry(source.short_key().to_owned()).or_default() += 1;
    }

    fn add_quotations(&mut self, id: DocumentId, source: &Source) {
        for quotation in source.reading.quotations.iter().filter(|q| q.parent.is_none()) {
            let quoted = quotation.words.of(&source.text);
            let mut first = true;
            for start in word_starts(quoted) {
                let rest = quoted.get(start..).unwrap_or_default();
                let Ok(at) = u32::try_from(quotation.words.start + start) else { continue };
                let entry = Entry { key: keys(folded_chars(rest)).0, document: id.0, at };
                if std::mem::take(&mut first) {
                    self.beginnings.push(entry);
                } else {
                    self.others.push(entry);
                }
            }
        }
    }

    fn ordered(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        entries.sort_unstable();
        for alike in entries.chunk_by_mut(|a, b| a.key == b.key).filter(|run| run.len() > 1) {
            alike.sort_by_cached_key(|entry| self.second_key(entry));
        }
        entries
    }

    /// The ninth to the sixteenth byte of the folded text from a word on.
    fn second_key(&self, entry: &Entry) -> u64 {
        keys(folded_chars(self.text(entry))).1
    }

    fn text(&self, entry: &Entry) -> &str {
        let source = self.corpus.source(DocumentId(entry.document));
        source.and_then(|source| source.text.get(entry.at as usize..)).unwrap_or_default()
    }

    /// Whether it was made of what this snapshot has.
    pub fn is_of(&self, snapshot: &Snapshot) -> bool {
        Arc::ptr_eq(&self.corpus, &snapshot.corpus) && Arc::ptr_eq(&self.actors, &snapshot.actors)
    }

    /// Places inside quotations where these folded words stand at the beginning of a word: those at the beginning of a
    /// quotation first, then in the order of the corpus. Bytes of the source.
    pub(super) fn quoted(&self, typed: &str, most: usize) -> Vec<(DocumentId, usize)> {
        let (first, second) = keys(typed.chars());
        let alike = within(first, typed.len());
        let then_alike = within(second, typed.len().saturating_sub(8));
        let fits = |entry: &&Entry| typed.len() <= 16 || begins(self.text(entry), typed);
        let found = [&self.beginnings, &self.others].into_iter().flat_map(|list| {
            let mut near = between(list, &alike, |entry| entry.key);
            if typed.len() > 8 {
                near = between(near, &then_alike, |entry| self.second_key(entry));
            }
            near.iter().take(MOST_LOOKED_AT).filter(fits).take(most)
        });
        let in_memory = found.map(|entry| (DocumentId(entry.document), entry.at as usize));
        in_memory.chain(self.quoted_in_stored(typed, most)).take(most).collect()
    }

    /// The same among stored sources: those that have all the words that are typed whole.
    fn quoted_in_stored(
        &self,
        typed: &str,
        most: usize,
    ) -> impl Iterator<Item = (DocumentId, usize)> {
        let whole = typed.rfind(' ').and_then(|end| typed.get(..end)).unwrap_or_default();
        let documents = self.corpus.having(whole, most).into_iter();
        let stored = documents.filter(|id| self.corpus.in_memory(*id).is_none());
        stored.filter_map(|id| Some((id, self.corpus.source(id)?))).flat_map(move |(id, source)| {
            let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
            let places = outer.flat_map(move |q| {
                let quoted = q.words.of(&source.text);
                let begin = |at: &usize| quoted.get(*at..).is_some_and(|rest| begins(rest, typed));
                word_starts(quoted)
                    .filter(begin)
                    .map(move |at| (id, q.words.start + at))
                    .collect::<Vec<_>>()
            });
            places.collect::<Vec<_>>()
        })
    }

    /// Actors of whose names some words begin with these, in small letters; the most often named first.
    pub(super) fn named(&self, typed: &str, most: usize) -> Vec<ActorIndex> {
        let mut found: Vec<(usize, ActorIndex)> =
            beginning_with(&self.names, typed).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().take(most).map(|(_, actor)| actor).collect()
    }

    /// Sources whose keys begin with `typed`, in the order of their keys.
    pub(super) fn keyed(&self, typed: &str) -> impl Iterator<Item = DocumentId> {
        beginning_with(&self.keys, typed).copied()
    }

    /// Sources with a word in their titles that begins with `typed`; those with several come several times.
    pub(super) fn titled(&self, typed: &str) -> impl Iterator<Item = DocumentId> {
        beginning_with(&self.titles, typed).copied()
    }

    /// The shortest key that leads to a source and is used by people.
    pub(super) fn citable<'a>(&self, source: &'a Source) -> &'a str {
        let short = source.short_key();
        let alone = self.shared.get(short).is_none_or(|count| *count == 1);
        if alone { short } else { &source.key }
    }
}

/// All keys of texts that begin as this one, of which `known` bytes are there.
fn within(key: u64, known: usize) -> RangeInclusive<u64> {
    let free = u32::try_from(64 - 8 * known.min(8)).unwrap_or(0);
    key..=key | 1u64.checked_shl(free).map_or(u64::MAX, |bit| bit - 1)
}

/// The part of a sorted list whose keys lie in a range.
fn between<'a>(
    list: &'a [Entry],
    range: &RangeInclusive<u64>,
    key: impl Fn(&Entry) -> u64,
) -> &'a [Entry] {
    let from = list.partition_point(|entry| key(entry) < *range.start());
    let to = list.partition_point(|entry| key(entry) <= *range.end());
    list.get(from..to).unwrap_or_default()
}

/// The values of a sorted list whose words begin with `typed`, no more than may be looked at.
fn beginning_with<'a, T>(list: &'a [(Box<str>, T)], typed: &str) -> impl Iterator<Item = &'a T> {
    let from = list.partition_point(|(word, _)| **word < *typed);
    let near = list.get(from..).unwrap_or_default().iter().take(MOST_LOOKED_AT);
    let typed = typed.to_owned();
    near.take_while(move |(word, _)| word.starts_with(&typed)).map(|(_, value)| value)
}

/// The words of a text as they are compared: letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a character stands between two words: white space, and what print sets without any.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '—' | '–' | '…')
}

/// The bytes at which the words of a text begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let starts = !inside && c.is_alphanumeric();
        inside = (inside || starts) && !parts(c);
        starts.then_some(at)
    })
}

/// Letters and digits in small letters, words apart by one space.
pub(super) fn folded(text: &str) -> String {
    folded_chars(text).collect()
}

fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    let mut apart = false;
    let mut begun = false;
    text.chars().flat_map(move |c| {
        let space = if c.is_alphanumeric() {
            let space = apart && begun;
            (apart, begun) = (false, true);
            space.then_some(' ')
        } else {
            apart |= parts(c);
            None
        };
        let letters = c.is_alphanumeric().then(|| c.to_lowercase());
        space.into_iter().chain(letters.into_iter().flatten())
    })
}

/// Whether the folded text begins with `typed`, which is folded.
pub(super) fn begins(text: &str, typed: &str) -> bool {
    let mut letters = folded_chars(text);
    typed.chars().all(|c| letters.next() == Some(c))
}

/// The byte of `text` behind as many words as `count`, where the next one begins; its end when there are no more.
pub(super) fn after_words(text: &str, count: usize) -> usize {
    word_starts(text).nth(count).unwrap_or(text.len())
}

/// The first eight bytes and the next eight, in an order in which what begins alike stands together.
fn keys(folded: impl Iterator<Item = char>) -> (u64, u64) {
    let mut bytes = [0; 16];
    let mut buffer = [0; 4];
    let mut filled = 0;
    for c in folded {
        for byte in c.encode_utf8(&mut buffer).bytes() {
            if let Some(place) = bytes.get_mut(filled) {
                *place = byte;
            }
            filled += 1;
        }
        if filled >= bytes.len() {
            break;
        }
    }
    let both = u128::from_be_bytes(bytes);
    ((both >> 64) as u64, both as u64)
}

/// The quotation of a source that holds a byte, by its words.
pub(super) fn quotation_at(source: &Source, at: usize) -> Option<&crate::prose::Quotation> {
    let quotations = &source.reading.quotations;
    let after = quotations.partition_point(|q| q.words.start <= at);
    let before = quotations.get(..after)?.iter().rev();
    before.into_iter().find(|q| q.parent.is_none() && q.words.touches(at))
}

/// The sentence of a source that holds a byte.
pub(super) fn sentence_at(source: &Source, at: usize) -> Option<Span> {
    let sentences = &source.reading.sentences;
    let after = sentences.partition_point(|s| s.end <= at);
    sentences.get(after).copied().filter(|s| s.touches(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_alike_stands_together() {
        let key = |text: &str| keys(folded_chars(text));
        assert!(key("We have") < key("we have waited"));
        assert_eq!(key("We, have—long"), key("“We have long"));
        assert!(key("élan vital") > key("zebra"));
        assert_eq!(folded("  The “U.S.” — didn’t go"), "the us didnt go");
        assert_eq!(after_words("The “U.S.” — didn’t go", 2), "The “U.S.” — ".len());
        assert!(begins("The “U.S.” — didn’t", "the us d"));
    }
}
