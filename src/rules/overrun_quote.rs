//! `overrun-quote`: the quotation begins with a speaker's words and runs on into the reporter's, or into the next
//! speaker's turn.

use super::comparison::words_of;
use super::unmarked::words;
use super::{Check, Context, QuotationCase, Rule, is_certain, splice, turn, wording};
use crate::corpus::Match;
use crate::prose::{Form, Kind};
use crate::text::{Passage, Span};
use crate::workspace::{Finding, Fix, Replacement, Severity};

pub(super) const RULE: Rule = Rule {
    name: "overrun-quote",
    summary: "the quotation runs on into the reporter's own words, or into the next speaker's turn",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/overrun-quote.md"),
    check: Check::Quotation(look),
};

/// The fewest words of speech that make it the speaker's quotation; fewer may be a term in the reporter's sentence.
const LEAST_SPOKEN: usize = 3;

fn look(case: &QuotationCase) -> Option<Finding> {
    into_the_next_turn(case).or_else(|| into_the_report(case))
}

/// The finding when the words run from one speaker's turn into the next.
fn into_the_next_turn(case: &QuotationCase) -> Option<Finding> {
    let found = splice::whole(case).filter(|_| !case.is_nested)?;
    let (before, behind) = turn::crossed(case.context, found)?;
    let source = case.context.corpus.source(found.source)?;
    let at = |span| Passage { document: found.source, span };
    let next = case.context.spoken(at(behind));
    let next = next.map(|spoken| case.context.speaker_shown(at(behind), &spoken));
    let message = format!(
        "{} runs on into the next speaker’s turn in {}: the words of the first end with {}, then {} speaks. Close it earlier",
        wording::quoted(case.text),
        case.context.passage(found.place()),
        wording::quoted(last_words(before.of(&source.text).trim_end())),
        next.as_deref().unwrap_or("another"),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(at(before), "what the first speaker says"));
    finding.related.extend(case.context.related(at(behind), "what the next one says"));
    Some(finding)
}

/// The finding when the words run from a quotation in the source into the reporter's own words.
fn into_the_report(case: &QuotationCase) -> Option<Finding> {
    let found = case.lookup.best().filter(|m| is_certain(m))?;
    let [piece] = found.pieces.as_slice() else { return None };
    if case.form != Form::Marks
        || case.is_nested
        // If the note has nested quotations, the reporter's words between them are intended.
        || case.holds_quotations
    {
        return None;
    }
    let spoken = spoken_in(case.context, found, *piece)?;
    let source = case.context.corpus.source(found.source)?;
    let own = Span::new(spoken.end, piece.end).of(&source.text);
    // What looks like the end in the source may be a typo in its marks.
    let runs_on = words(own).count() > 0 && words(spoken.of(&source.text)).count() >= LEAST_SPOKEN;
    if !runs_on || spoken.start > piece.start {
        return None;
    }
    let place = found.place();
    let message = format!(
        "{} runs on into the reporter’s words in {}: the quotation there ends with {}. Close it earlier",
        wording::quoted(case.text),
        case.context.passage(place),
        wording::quoted(last_words(spoken.of(&source.text))),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    let there = Passage { document: found.source, span: spoken };
    finding.related.extend(case.context.related(there, "what is quoted there"));
    finding.fixes.extend(closed_earlier(case, found, spoken.of(&source.text)));
    Some(finding)
}

/// The words of a piece inside the quotation in which it begins.
fn spoken_in(context: &Context, found: &Match, piece: Span) -> Option<Span> {
    let source = context.corpus.source(found.source)?;
    let mut touched = source.reading.outermost(piece).map(|(_, q)| q);
    let around = touched.next().filter(|q| {
        q.closed
            && q.kind == Kind::Speech
            && q.attribution.is_some()
            && q.words.touches(piece.start)
    })?;
    let goes_on = touched.next().is_some();
    (!goes_on && around.words.end < piece.end)
        .then(|| Span::new(piece.start.max(around.words.start), around.words.end))
}

fn last_words(text: &str) -> &str {
    let starts: Vec<usize> = words(text).map(|s| s.start).collect();
    let from = starts.len().checked_sub(3).and_then(|i| starts.get(i));
    text.get(from.copied().unwrap_or(0)..).unwrap_or(text)
}

/// The fix that moves the closing mark to the end of the spoken words; only if every word is the source's.
fn closed_earlier(case: &QuotationCase, found: &Match, spoken: &str) -> Option<Fix> {
    if !found.changes.is_empty() || !case.closed {
        return None;
    }
    // Counted like the matcher: a dash may have spaces around it in only one of the two.
    let all = |text: &str| words_of(text, Span::new(0, text.len()));
    let count = all(spoken).len();
    let last = all(case.text).get(count.checked_sub(1)?)?.span;
    let end = case.place(last).end;
    let mark = Span::new(case.words.end, case.span.end);
    let text = case.excerpt.words(mark);
    let edits = vec![Replacement::new(Span::new(end, end), text), Replacement::new(mark, "")];
    (end < mark.start && !text.is_empty())
        .then(|| Fix::new("Close the quotation where the speaker’s words end", edits))
}
