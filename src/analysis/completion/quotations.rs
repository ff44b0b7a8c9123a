//! The rest of a quotation: its words, the closing mark and the citation.

use super::folding::{after_words, begins, folded};
use super::index::{quotation_at, sentence_at};
use super::proposal::{Cursor, MOST, Proposal, ProposalKind};
use crate::actor::{ActorIndex, NameMemo};
use crate::corpus::Source;
use crate::prose::closing_mark;
use crate::rules::wording::shortened;
use crate::text::{DocumentId, Passage, Span, paragraph};
use crate::workspace::{Snapshot, locating};

/// The most characters of a quotation in the list.
const LABEL: usize = 36;

/// The fewest typed bytes that are looked up in all quotations of the corpus.
const LEAST_QUOTED: usize = 3;

/// How many actors named before the quotation have their words listed first.
const SPEAKERS: usize = 2;

/// Proposals for a quotation of which `words` are typed, their last line beginning at byte `line`: first words of
/// people named before it in its paragraph, then everything that matches.
pub(super) fn quotations(cursor: Cursor<'_>, words: Span, line: usize) -> Vec<Proposal> {
    let (Cursor { snapshot, index, path, entry, .. }, text) = (cursor, cursor.text());
    let dialect = snapshot.dialect_of(path, entry);
    let typed = folded(words.of(text));
    let typed_quotation = TypedQuotation::new(text, words, line);
    let mut places = said_by_those_named(snapshot, text, words, &typed);
    if typed.len() >= LEAST_QUOTED {
        places.extend(index.quoted(&typed, MOST));
    }
    let mut proposals: Vec<Proposal> = Vec::new();
    for (document, at) in places {
        let Some(source) = snapshot.corpus.source(document) else { continue };
        let Some(quotation) = quotation_at(source, at) else { continue };
        let end = quotation.words.end;
        let sentence = sentence_at(source, at).map_or(end, |s| s.end.min(end));
        let mut ends = vec![sentence, end];
        ends.dedup();
        for end in ends {
            let place = Passage { document, span: Span::new(at, end) };
            let cite = || {
                let locator = locating::locator(source, at);
                snapshot.citation(path, dialect, document, locator.as_deref())
            };
            let Some(proposal) = typed_quotation.proposal(source, cite, place, &typed) else {
                continue;
            };
            // The same words in several sources, and the sentence around them.
            if proposals.iter().all(|known| known.text != proposal.text) {
                let known = [speaker(snapshot, place).unwrap_or_default(), snapshot.passage(place)];
                let known: Vec<String> = known.into_iter().filter(|s| !s.is_empty()).collect();
                proposals.push(Proposal { detail: known.join(", "), ..proposal });
            }
        }
    }
    proposals
}

/// Quotations that begin as typed, by people named before the words in their paragraph, nearest first. None if words
/// already follow: there a mark is being put around existing text.
fn said_by_those_named(
    snapshot: &Snapshot,
    text: &str,
    words: Span,
    typed: &str,
) -> Vec<(DocumentId, usize)> {
    let from = paragraph(text, words.start).map_or(0, |around| around.start);
    let followed = text.get(words.end..).unwrap_or_default().starts_with(char::is_alphanumeric);
    if followed && typed.is_empty() {
        return Vec::new();
    }
    // Only the names of this paragraph: looking up everything the note quotes would be too slow for a keystroke.
    let before = Span::new(from, words.start).of(text);
    let whole = std::iter::once(Span::new(0, before.len()));
    let named = snapshot.actors.link(before, whole, &mut NameMemo::default());
    let mut actors: Vec<ActorIndex> = Vec::new();
    for mention in named.iter().rev().filter(|m| m.also.is_empty()) {
        if actors.len() < SPEAKERS && !actors.contains(&mention.actor) {
            actors.push(mention.actor);
        }
    }
    let said = actors.into_iter().filter_map(|actor| snapshot.actors.said(actor));
    let places = said.flatten().map(|said| said.words);
    places
        .filter(|place| begins(snapshot.words(*place), typed))
        .map(|place| (place.document, place.span.start))
        .take(MOST)
        .collect()
}

/// The speaker of the words at a place, with any doubt.
fn speaker(snapshot: &Snapshot, place: Passage) -> Option<String> {
    Some(snapshot.speaker_shown(place, &snapshot.spoken(place)?))
}

/// A quotation being typed in a note.
struct TypedQuotation<'a> {
    text: &'a str,
    /// What was typed of it.
    words: Span,
    /// What is replaced up to the cursor: within the last line.
    start: usize,
    /// The number of words typed in earlier lines.
    before: usize,
    closing: char,
    /// The quotation's closing mark ahead in the line, if any.
    closed: Option<usize>,
}

impl<'a> TypedQuotation<'a> {
    fn new(text: &'a str, words: Span, line: usize) -> Self {
        let earlier = Span::new(words.start, line).of(text);
        let indented = |c: char| c.is_whitespace() || c == '>';
        let start = match earlier {
            "" => words.start,
            _ => words.end - Span::new(line, words.end).of(text).trim_start_matches(indented).len(),
        };
        let opening = text.get(..words.start).and_then(|before| before.chars().next_back());
        let written = opening.and_then(|c| closing_mark(c.encode_utf8(&mut [0; 4]), text));
        let closing = written.and_then(|mark| mark.chars().next()).unwrap_or('”');
        let rest = text.get(words.end..).unwrap_or_default();
        let next =
            |c: char| matches!(c, '\n' | '\r') || (opening == Some(c) || c == '“') && c != closing;
        let rest = rest.split(next).next().unwrap_or_default();
        Self {
            text,
            words,
            start,
            before: folded(earlier).split(' ').filter(|word| !word.is_empty()).count(),
            closing,
            closed: rest.find(closing).map(|at| words.end + at),
        }
    }

    fn proposal(
        &self,
        source: &Source,
        cite: impl Fn() -> String,
        place: Passage,
        typed: &str,
    ) -> Option<Proposal> {
        let whole = place.span.of(&source.text);
        let rest = whole.get(after_words(whole, self.before)..)?;
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        let rest = rest.trim_end_matches(',');
        if !begins(whole, typed) {
            return None;
        }
        // Text ahead up to the closing mark is replaced if it is the beginning of the insertion.
        let ahead = self
            .closed
            .filter(|&at| begins(whole, &folded(Span::new(self.words.start, at).of(self.text))));
        let end = match ahead {
            Some(at) => at + self.closing.len_utf8(),
            None => self.word_end(),
        };
        let after = self.text.get(end..).unwrap_or_default().trim_start_matches(' ');
        let cited = ["[@", "[see @", "[["].iter().any(|begin| after.starts_with(begin));
        let citation = (ahead.is_none() || !cited).then(|| format!(" {}", cite()));
        let span = Span::new(self.start, end);
        Some(Proposal {
            label: shortened(whole, LABEL),
            detail: String::new(),
            kind: ProposalKind::Quotation(place),
            span,
            text: format!("{rest}{}{}", self.closing, citation.unwrap_or_default()),
            filter: span.of(self.text).to_owned(),
        })
    }

    /// The end of the word at the cursor.
    fn word_end(&self) -> usize {
        let rest = self.text.get(self.words.end..).unwrap_or_default();
        self.words.end + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
    }
}
