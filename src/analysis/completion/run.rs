//! Sorted lists of what can be proposed from some sources, for lookup by prefix: built once and never changed.

use super::folding::{begins, folded_chars, keys, word_starts, words};
use crate::corpus::index::IndexSegment;
use crate::corpus::{Corpus, Head, Source};
use crate::text::DocumentId;
use rustc_hash::FxHashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The most entries examined for one query: among thousands with the same prefix, going on does not help.
pub(super) const MOST_LOOKED_AT: usize = 5_000;

/// The index of a source in its run, in the order of the corpus the run was built from.
pub(super) type Member = u32;

/// What can be proposed from some sources. Sixteen bytes for each quoted word.
#[derive(Debug, Default)]
pub(super) struct Run {
    members: Vec<RunSource>,
    /// Kept alive so that no other segment can be mistaken for one of these.
    _segments: Vec<Arc<IndexSegment>>,
    /// The first words of quotations.
    beginnings: Vec<QuotedWord>,
    /// The other words of quotations.
    others: Vec<QuotedWord>,
    /// Cite keys in lower case.
    keys: Vec<(Box<str>, Member)>,
    /// The words of titles in lower case, each once, with its sources.
    titles: Vec<(Box<str>, Box<[Member]>)>,
}

/// A source of a run.
#[derive(Debug)]
struct RunSource {
    /// Identifies it among all sources: [`Corpus::identity`].
    identity: (usize, u32),
    /// The source, if it is in memory. Quotations of stored sources are not listed: their own index is searched.
    source: Option<Arc<Source>>,
}

/// A word of a quotation. The lists are ordered by the first sixteen folded bytes from the word on, the first eight of
/// which are here; the others are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct QuotedWord {
    /// The first eight bytes of the folded text from the word on.
    key: u64,
    member: Member,
    at: u32,
}

/// The position of a word in its quotation.
#[derive(Clone, Copy, Debug)]
pub(super) enum WordPosition {
    /// The first of a quotation.
    First,
    /// Any other.
    Later,
}

/// A word of a quotation that was looked up, with its sort key.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundWord {
    /// The first sixteen folded bytes from the word on.
    pub(super) begins: (u64, u64),
    pub(super) member: Member,
    /// Bytes of the source.
    pub(super) at: usize,
}

impl Run {
    /// The run of some sources of a corpus.
    pub(super) fn of(corpus: &Corpus, ids: &[DocumentId]) -> Self {
        let mut run = Self { _segments: corpus.stored().cloned().collect(), ..Self::default() };
        let heads =
            ids.iter().filter_map(|id| Some((*id, corpus.identity(*id)?, corpus.head(*id)?)));
        let mut titles: FxHashMap<Box<str>, Vec<Member>> = FxHashMap::default();
        for (member, (id, identity, head)) in (0u32..).zip(heads) {
            run.keys.push((head.key.to_lowercase().into(), member));
            add_title(&mut titles, member, &head);
            let source = corpus.in_memory(id).cloned();
            if let Some(source) = &source {
                run.add_quotations(member, source);
            }
            run.members.push(RunSource { identity, source });
        }
        let lists = [std::mem::take(&mut run.beginnings), std::mem::take(&mut run.others)];
        [run.beginnings, run.others] = lists.map(|list| run.ordered(list));
        run.keys.sort_unstable();
        run.titles = titles.into_iter().map(|(word, members)| (word, members.into())).collect();
        run.titles.sort_unstable();
        run
    }

    /// The identities of its sources, in order.
    pub(super) fn identities(&self) -> impl Iterator<Item = (usize, u32)> {
        self.members.iter().map(|source| source.identity)
    }

    fn add_quotations(&mut self, member: Member, source: &Source) {
        for quotation in source.reading.quotations.iter().filter(|q| q.parent.is_none()) {
            let quoted = quotation.words.of(&source.text);
            let mut first = true;
            for start in word_starts(quoted) {
                let rest = quoted.get(start..).unwrap_or_default();
                let Ok(at) = u32::try_from(quotation.words.start + start) else { continue };
                let entry = QuotedWord { key: keys(folded_chars(rest)).0, member, at };
                if std::mem::take(&mut first) {
                    self.beginnings.push(entry);
                } else {
                    self.others.push(entry);
                }
            }
        }
    }

    fn ordered(&self, mut entries: Vec<QuotedWord>) -> Vec<QuotedWord> {
        entries.sort_unstable();
        for alike in entries.chunk_by_mut(|a, b| a.key == b.key).filter(|run| run.len() > 1) {
            alike.sort_by_cached_key(|entry| self.second_key(entry));
        }
        entries
    }

    /// The ninth to sixteenth byte of the folded text from a word on.
    fn second_key(&self, entry: &QuotedWord) -> u64 {
        keys(folded_chars(self.text(entry))).1
    }

    fn text(&self, entry: &QuotedWord) -> &str {
        let source =
            self.members.get(entry.member as usize).and_then(|member| member.source.as_ref());
        source.and_then(|source| source.text.get(entry.at as usize..)).unwrap_or_default()
    }

    /// Words of quotations at which these folded words begin, ordered by what follows; at most `most` whose source is
    /// `wanted`.
    pub(super) fn quoted(
        &self,
        position: WordPosition,
        typed: &str,
        most: usize,
        wanted: impl Fn(Member) -> bool,
    ) -> Vec<FoundWord> {
        let list = match position {
            WordPosition::First => &self.beginnings,
            WordPosition::Later => &self.others,
        };
        let (first, second) = keys(typed.chars());
        let mut near = between(list, &within(first, typed.len()), |entry| entry.key);
        if typed.len() > 8 {
            let then = within(second, typed.len().saturating_sub(8));
            near = between(near, &then, |entry| self.second_key(entry));
        }
        let fits = |entry: &&QuotedWord| {
            wanted(entry.member) && (typed.len() <= 16 || begins(self.text(entry), typed))
        };
        let found = near.iter().take(MOST_LOOKED_AT).filter(fits).take(most);
        found
            .map(|entry| FoundWord {
                begins: (entry.key, self.second_key(entry)),
                member: entry.member,
                at: entry.at as usize,
            })
            .collect()
    }

    /// Cite keys in lower case that begin with `typed`, with their sources, in order.
    pub(super) fn keyed(&self, typed: &str) -> impl Iterator<Item = (&str, Member)> + use<'_> {
        beginning_with(&self.keys, typed).map(|(key, member)| (&**key, *member))
    }

    /// Words of titles in lower case that begin with `typed`, with their sources, in order.
    pub(super) fn titled(&self, typed: &str) -> impl Iterator<Item = (&str, Member)> + use<'_> {
        let words = beginning_with(&self.titles, typed);
        let each =
            words.flat_map(|(word, members)| members.iter().map(|member| (&**word, *member)));
        each.take(MOST_LOOKED_AT)
    }
}

/// Adds the words of a source's title. Sources come in order, so a duplicate can only be the last.
fn add_title(titles: &mut FxHashMap<Box<str>, Vec<Member>>, member: Member, source: &Head<'_>) {
    let title = source.title.unwrap_or_default().to_lowercase();
    for word in words(&title) {
        match titles.get_mut(word) {
            Some(members) if members.last() == Some(&member) => {}
            Some(members) => members.push(member),
            None => drop(titles.insert(word.into(), vec![member])),
        }
    }
}

/// All keys of texts that begin like this one, of which `known` bytes are given.
fn within(key: u64, known: usize) -> RangeInclusive<u64> {
    let free = u32::try_from(64 - 8 * known.min(8)).unwrap_or(0);
    key..=key | 1u64.checked_shl(free).map_or(u64::MAX, |bit| bit - 1)
}

/// The part of a sorted list with keys in a range.
fn between<'a>(
    list: &'a [QuotedWord],
    range: &RangeInclusive<u64>,
    key: impl Fn(&QuotedWord) -> u64,
) -> &'a [QuotedWord] {
    let from = list.partition_point(|entry| key(entry) < *range.start());
    let to = list.partition_point(|entry| key(entry) <= *range.end());
    list.get(from..to).unwrap_or_default()
}

/// The part of a sorted list with words that begin with `typed`, up to the limit.
pub(super) fn beginning_with<'a, T>(
    list: &'a [(Box<str>, T)],
    typed: &str,
) -> impl Iterator<Item = &'a (Box<str>, T)> + use<'a, T> {
    let from = list.partition_point(|(word, _)| **word < *typed);
    let near = list.get(from..).unwrap_or_default().iter().take(MOST_LOOKED_AT);
    let typed = typed.to_owned();
    near.take_while(move |(word, _)| word.starts_with(&typed))
}
