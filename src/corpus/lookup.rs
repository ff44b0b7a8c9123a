//! Looks quotations up, in memory and in stored segments alike: first verbatim, then by similarity.

use super::collection::{Corpus, Location};
use super::index::{self, Excerpt, IndexSegment, StoredDocument};
use super::matching::{Change, ChangeKind, Match, Query, Verdict};
use super::pattern::Pattern;
use super::search::{self, Scope, Searched};
use crate::text::{DocumentId, Span};
use rustc_hash::FxHashSet;

/// The most parts of a quotation searched on their own: each may have hundreds of places.
const MOST_SPLICED: usize = 32;

/// What to look for.
#[derive(Clone, Copy, Debug)]
enum Look {
    /// All words side by side.
    Exact,
    /// Most words.
    Near,
    /// Most words, along with places that have more of them.
    Tellings,
    /// Most words, in the cited source alone.
    NearInCited,
    /// All words in another order, in the cited source.
    Reordered,
    /// All words but one, in the cited source.
    Nearly,
}

/// Better verdicts come before worse ones, then the more similar place, the cited sources, and the earlier place.
fn sort(found: &mut [Match], cited: &[DocumentId]) {
    found.sort_by(|a, b| {
        let elsewhere = |m: &Match| !cited.contains(&m.source);
        (a.verdict.cmp(&b.verdict))
            .then(b.similarity.total_cmp(&a.similarity))
            .then(elsewhere(a).cmp(&elsewhere(b)))
            .then((a.source, a.span).cmp(&(b.source, b.span)))
    });
}

impl Corpus {
    /// The places of the words, best first; empty when there are none. Better verdicts come before worse ones, then the
    /// more similar place, the cited source, and the earlier place.
    ///
    /// The cost depends on how often runs of the words occur, not on the size of the corpus.
    pub fn find(&self, query: &Query<'_>) -> Vec<Match> {
        let pattern = Pattern::new(query.words);
        if pattern.words.is_empty() {
            return Vec::new();
        }
        let cited = query.cited;
        let mut found: Vec<Match> = Vec::new();
        self.look(&pattern, cited, Look::Exact, &mut found);
        // The cited source is searched in any case: the note may misquote it while another has the words.
        let elsewhere = !found.is_empty();
        if !elsewhere || (cited.is_some() && !found.iter().any(|m| Some(m.source) == cited)) {
            let look = if elsewhere { Look::NearInCited } else { Look::Near };
            self.look(&pattern, cited, look, &mut found);
        }
        if found.is_empty()
            && let Some(cited) = cited
        {
            self.look(&pattern, Some(cited), Look::Reordered, &mut found);
        }
        // A doubtful place elsewhere must not hide a misquotation of the cited source.
        let elsewhere = |m: &Match| m.verdict == Verdict::Misquoted && Some(m.source) != cited;
        if cited.is_some() && found.iter().all(elsewhere) {
            self.look(&pattern, cited, Look::Nearly, &mut found);
        }
        if found.is_empty() && !pattern.gaps.is_empty() {
            found = self.spliced(query, &pattern);
        }
        sort(&mut found, cited.as_slice());
        found
    }

    /// The places of the words when any of several sources may be cited, ordered as by [`Corpus::find`].
    pub fn find_citing(&self, words: &str, cited: &[DocumentId]) -> Vec<Match> {
        /// Each costs a search.
        const MOST: usize = 8;
        let mut found = self.find(&Query { words, cited: cited.first().copied() });
        let mut known: FxHashSet<(DocumentId, Span)> = FxHashSet::default();
        for &one in cited.iter().skip(1).take(MOST) {
            let stands = |m: &Match| cited.contains(&m.source) && m.verdict < Verdict::Misquoted;
            if found.iter().any(stands) {
                break;
            }
            if known.is_empty() {
                known.extend(found.iter().map(|m| (m.source, m.span)));
            }
            let more = self.find(&Query { words, cited: Some(one) }).into_iter();
            found.extend(more.filter(|m| known.insert((m.source, m.span))));
        }
        if cited.len() > 1 {
            sort(&mut found, cited);
        }
        found
    }

    /// Places in sources without the words that have nearly the same ones, the most similar first: other accounts of
    /// what was said. `found` are the places of the words, as [`Corpus::find`] returns them.
    ///
    /// The cost depends on how often runs of the words occur, not on the size of the corpus.
    pub fn variants(&self, query: &Query<'_>, found: &[Match]) -> Vec<Match> {
        let mut tellings = Vec::new();
        self.look(&Pattern::new(query.words), None, Look::Tellings, &mut tellings);
        tellings.retain(|m| {
            m.verdict == Verdict::Misquoted && !found.iter().any(|f| f.source == m.source)
        });
        tellings.sort_by(|a, b| {
            b.similarity.total_cmp(&a.similarity).then((a.source, a.span).cmp(&(b.source, b.span)))
        });
        tellings
    }

    /// Adds the places found in memory and in stored segments, which are searched alike.
    fn look(
        &self,
        pattern: &Pattern,
        cited: Option<DocumentId>,
        look: Look,
        found: &mut Vec<Match>,
    ) {
        let only = matches!(look, Look::NearInCited | Look::Reordered | Look::Nearly);
        let scope = Scope { only, words: self.words() };
        let search = |searched: &Searched<'_>| match look {
            Look::Exact => search::exact(pattern, searched),
            Look::Near | Look::NearInCited | Look::Tellings => {
                search::approximate(pattern, searched, scope)
            }
            Look::Reordered => search::reordered(pattern, searched).into_iter().collect(),
            Look::Nearly => search::nearly(pattern, searched).into_iter().collect(),
        };
        for segment in &self.segments {
            let text = |document| (segment.segment.text(document), 0);
            found.extend(search(&Searched {
                words: &segment.segment.words,
                text: &text,
                ids: &segment.ids,
                cited: cited.and_then(|id| segment.numbers.get(&id).copied()),
            }));
        }
        if self.stored.is_empty() {
            return;
        }
        let segments: Vec<&IndexSegment> = self.stored.iter().map(|s| s.stored.as_ref()).collect();
        let home = cited.and_then(|id| match self.locations.get(id.index())? {
            Location::Stored(segment, number) => {
                Some(StoredDocument { segment: *segment as usize, number: *number as usize })
            }
            Location::InMemory(_) => None,
        });
        let excerpts = match (look, home) {
            (Look::Exact, _) => index::exact(&segments, pattern, home),
            (Look::Near, _) => index::near(&segments, pattern, home),
            (Look::Tellings, _) => index::tellings(&segments, pattern),
            (_, Some(home)) => index::alone(&segments, home),
            (_, None) => return,
        };
        let id = |excerpt: &Excerpt<'_>| {
            let StoredDocument { segment, number } = excerpt.document;
            self.stored.get(segment)?.ids.get(number).copied().flatten()
        };
        let ids: Vec<_> = excerpts.all.iter().map(id).collect();
        let text = |number: usize| {
            excerpts.all.get(number).map_or(("", 0), |excerpt| (excerpt.text, excerpt.start))
        };
        found.extend(search(&Searched {
            words: &excerpts.words,
            text: &text,
            ids: &ids,
            cited: home.and_then(|home| excerpts.all.iter().position(|e| e.document == home)),
        }));
    }

    /// The places of the parts of a quotation whose ellipses join words from different places. None is a place of the
    /// whole quotation, so all are misquoted, with a similarity in proportion to their length.
    fn spliced(&self, query: &Query<'_>, pattern: &Pattern) -> Vec<Match> {
        let mut found = Vec::new();
        for words in pattern.parts().into_iter().take(MOST_SPLICED) {
            let part = words.of(query.words);
            for mut place in self.find(&Query { words: part, cited: query.cited }) {
                for change in &mut place.changes {
                    change.quoted = change.quoted.shift(words.start);
                }
                let before = Span::new(0, words.start);
                let after = Span::new(words.end, query.words.len());
                for rest in [before, after].into_iter().filter(|s| !s.is_empty()) {
                    place.changes.push(Change {
                        kind: ChangeKind::Added,
                        quoted: rest,
                        source: Span::default(),
                        marked: false,
                        material: false,
                    });
                }
                place.changes.sort_by_key(|c| c.quoted.start);
                place.verdict = Verdict::Misquoted;
                place.similarity *= words.len() as f32 / query.words.len().max(1) as f32;
                found.push(place);
            }
        }
        found
    }

    /// The number of words in the sources, including changed ones that are not tidied away yet.
    fn words(&self) -> usize {
        let held: usize = self.segments.iter().map(|p| p.segment.words.len()).sum();
        held + self.stored.iter().map(|segment| segment.stored.words()).sum::<usize>()
    }
}
