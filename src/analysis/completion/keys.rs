//! Cite keys: first the source of the words the note just quoted, then by use and by nearby words. After a key, the
//! paragraphs of its source, first the one with the quotation before the citation.

use super::folding::words;
use super::index::CompletionIndex;
use super::proposal::{Cursor, MOST, Proposal, ProposalKind};
use super::typed::KeyForm;
use crate::corpus::Resolution;
use crate::note::{CitationStyle, in_place};
use crate::rules::wording::shortened;
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::locating;
use crate::workspace::{Assessment, NoteEntry};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// How far around the cursor words count as nearby, in bytes.
const NEARBY: usize = 300;

/// Words of fewer bytes say nothing about a title.
const LEAST_LENGTH: usize = 4;

/// The most sources examined for their keys, or for one word of their titles.
const LOOKED_AT: usize = 300;

/// A word in more titles than this says little about any of them.
const MOST_TITLES: usize = 100;

pub(super) fn keys(cursor: Cursor<'_>, span: Span, form: KeyForm) -> Vec<Proposal> {
    let Cursor { snapshot, index, path, entry, offset } = cursor;
    let assessment = snapshot.assessment(path, entry);
    let typed = Span::new(span.start, offset).of(cursor.text()).to_lowercase();
    let typed = typed.strip_prefix('{').filter(|_| form == KeyForm::Braced).unwrap_or(&typed);
    let quoted = quoted_before(entry, &assessment, span.start);
    let mut uses: FxHashMap<DocumentId, usize> = FxHashMap::default();
    for id in assessment.citations.iter().flat_map(Resolution::cited) {
        *uses.entry(*id).or_default() += 1;
    }
    // Keys of bibliographies that begin as typed; further sources are proposed by their first key.
    let mut given: FxHashMap<DocumentId, &str> = FxHashMap::default();
    for scope in snapshot.scopes.around(path) {
        for (key, documents) in scope.keys.typed(typed, LOOKED_AT) {
            for id in documents {
                given.entry(*id).or_insert(key);
            }
        }
    }
    let nearby = nearby(index, cursor.text(), span);
    let begin = |id: DocumentId| {
        let key = snapshot.corpus.head(id).map(|source| source.key.to_lowercase());
        given.contains_key(&id) || key.is_some_and(|key| key.starts_with(typed))
    };
    let own = snapshot.scopes.around(path).next();
    let elsewhere = |id: DocumentId| own.is_some_and(|own| !own.corpus.holds(id));
    let titled: Vec<DocumentId> = match typed {
        "" => Vec::new(),
        typed => index.titled(typed, LOOKED_AT),
    };
    let likely = quoted.iter().chain(uses.keys()).chain(nearby.keys()).copied();
    let likely = likely.filter(|id| begin(*id) || titled.contains(id));
    let mut ids = index.keyed(typed, LOOKED_AT);
    ids.extend(given.keys());
    ids.extend(likely);
    ids.extend(&titled);
    ids.sort_unstable();
    ids.dedup();
    ids.sort_by_cached_key(|id| {
        let count = |counts: &FxHashMap<DocumentId, usize>| counts.get(id).copied().unwrap_or(0);
        let key = snapshot.corpus.head(*id).map(|source| source.key);
        (
            Some(*id) != quoted,
            elsewhere(*id),
            !begin(*id),
            Reverse(count(&uses)),
            Reverse(count(&nearby)),
            key,
        )
    });
    let proposal = |id: DocumentId| {
        let given = given.get(&id).copied().filter(|_| !typed.is_empty());
        proposal(cursor, (span, form), id, given)
    };
    ids.into_iter().take(MOST).filter_map(proposal).collect()
}

/// A source by its key in a bibliography, else by its own; `None` if the key could not be read back.
fn proposal(
    Cursor { snapshot, path, entry, .. }: Cursor<'_>,
    (span, form): (Span, KeyForm),
    id: DocumentId,
    given: Option<&str>,
) -> Option<Proposal> {
    let source = snapshot.corpus.source(id)?;
    let metadata = &source.metadata;
    let title = metadata.title.clone().unwrap_or_default();
    let date = metadata.date.map(|date| date.to_string());
    let known = [Some(title.clone()), date, metadata.publisher.clone()];
    let known: Vec<String> = known.into_iter().flatten().filter(|s| !s.is_empty()).collect();
    let key = given.map_or_else(|| snapshot.key(path, id), str::to_owned);
    let closed = entry.note.text.get(span.end..).is_some_and(|rest| rest.starts_with("]]"));
    let written = match form {
        KeyForm::Bare => in_place(CitationStyle::Bracketed, false, &key)?,
        KeyForm::Braced => {
            let inside = in_place(CitationStyle::Bracketed, true, &key)?;
            format!("{{{inside}}}")
        }
        KeyForm::Wiki => {
            let inside = in_place(CitationStyle::Wiki, false, &key)?;
            if closed { inside } else { format!("{inside}]]") }
        }
    };
    let brace = if form == KeyForm::Braced { "{" } else { "" };
    let also = if key == source.key { "" } else { source.key.as_str() };
    Some(Proposal {
        label: key.clone(),
        detail: known.join(" · "),
        kind: ProposalKind::Key(id),
        span,
        text: written,
        filter: format!("{brace}{key} {also} {title}"),
    })
}

/// The source of the nearest quotation before the key.
fn quoted_before(entry: &NoteEntry, assessment: &Assessment, at: usize) -> Option<DocumentId> {
    let before = entry.note.quotations.iter().zip(&assessment.quotations).rev();
    let mut before = before.filter(|(q, _)| q.span.end <= at && at - q.span.end <= NEARBY);
    before.find_map(|(_, assessed)| assessed.best()).map(|best| best.source)
}

/// How many words around a place are in the title of each source.
fn nearby(index: &CompletionIndex, text: &str, span: Span) -> FxHashMap<DocumentId, usize> {
    let from = text.ceil_char_boundary(span.start.saturating_sub(NEARBY));
    let to = text.floor_char_boundary(span.end + NEARBY);
    let around = Span::new(from, to).of(text).to_lowercase();
    let mut said: Vec<&str> = words(&around).filter(|word| word.len() >= LEAST_LENGTH).collect();
    said.sort_unstable();
    said.dedup();
    let mut counts: FxHashMap<DocumentId, usize> = FxHashMap::default();
    for word in said {
        let titled = index.titled(word, MOST_TITLES + 1);
        if titled.len() <= MOST_TITLES {
            titled.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
        }
    }
    counts
}

/// The most characters of a paragraph in the list.
const LABEL: usize = 70;

/// The places of a cited source, in the way that is being typed, else in the way that it is cited by: times, pages,
/// chapters, sections or paragraphs. The place of the words quoted before comes first.
pub(super) fn locators(cursor: Cursor<'_>, key: Span, span: Span) -> Vec<Proposal> {
    let (Cursor { snapshot, path, entry, offset, .. }, text) = (cursor, cursor.text());
    let resolution = snapshot.resolve_key(path, key.of(text));
    let Some(&id) = resolution.cited().first() else { return Vec::new() };
    let Some(source) = snapshot.corpus.source(id) else { return Vec::new() };
    let assessment = snapshot.assessment(path, entry);
    let before = entry.note.quotations.iter().zip(&assessment.quotations).rev();
    let mut before = before.filter(|(quotation, _)| quotation.span.end <= key.start);
    let quoted = before.next().and_then(|(_, assessed)| {
        let here = assessed.matches().iter().find(|m| m.source == id)?;
        Some(here.span.start)
    });
    let typed = Span::new(span.start, offset).of(text).trim_start_matches([',', ' ']);
    let digits = typed.find(|c: char| c.is_ascii_digit()).unwrap_or(typed.len());
    let (term, digits) = typed.split_at_checked(digits).unwrap_or((typed, ""));
    let mut places = locating::places(source, term);
    let number = |label: &str| label.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    places.retain(|(label, _)| digits.is_empty() || number(label).starts_with(digits));
    let best = quoted.and_then(|at| places.iter().rposition(|(_, place)| place.start <= at));
    if let Some(first) = best.and_then(|best| places.get_mut(..=best)) {
        first.rotate_right(1);
    }
    let proposal = |(label, place): (String, Span)| Proposal {
        detail: shortened(place.of(&source.text), LABEL),
        kind: ProposalKind::Locator(Passage { document: id, span: place }),
        span,
        text: format!(", {label}"),
        filter: span.of(text).to_owned(),
        label,
    };
    places.into_iter().map(proposal).collect()
}
