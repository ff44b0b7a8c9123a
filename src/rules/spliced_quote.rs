//! `spliced-quote`: an ellipsis joins words from different utterances.

use super::splice::{self, Part, Seam};
use super::{Check, Context, QuotationCase, Rule, wording};
use crate::corpus::Match;
use crate::prose::{Confidence, Form};
use crate::text::{Passage, Span};
use crate::workspace::{Finding, Fix, Replacement, Severity, Spoken};

pub(super) const RULE: Rule = Rule {
    name: "spliced-quote",
    summary: "an ellipsis joins different utterances, speakers or sources",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/spliced-quote.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    if case.is_nested {
        return None;
    }
    let parts = splice::parts(case);
    if let [first, .., last] = *parts {
        return Some(joined(case, (first, last), parts.len() == 2));
    }
    let found = case.lookup.best()?;
    let seam = splice::seams(case.context, found).into_iter().next()?;
    across(case, found, seam)
}

/// The parts have different places, and no place has them all.
fn joined(case: &QuotationCase, (first, last): (Part<'_>, Part<'_>), alone: bool) -> Finding {
    let places = (first.found.place(), last.found.place());
    let message = format!(
        "{} joins words of {} and of {}, which are nowhere together. Quote the two separately",
        wording::quoted(case.text),
        whose(case.context, places.0),
        whose(case.context, places.1),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(places.0, "the first words are here"));
    finding.related.extend(case.context.related(places.1, "the last words are here"));
    let gap = Span::new(first.quoted.end, last.quoted.start);
    finding.fixes.extend(parted(case, gap, places).filter(|_| alone));
    finding
}

/// One place has all words, but the ellipsis passes from one quotation of the source to another.
fn across(case: &QuotationCase, found: &Match, seam: Seam) -> Option<Finding> {
    let at = |span| Passage { document: found.source, span };
    let places = (at(seam.pieces.0), at(seam.pieces.1));
    // A doubtful speaker, or one behind a pronoun, does not show that there are two.
    let speaker = |place| {
        let spoken = case.context.spoken(place)?;
        let named = matches!(spoken.confidence, Confidence::FollowOn | Confidence::Explicit);
        Some(spoken).filter(|s| named && s.stands_for.is_none())
    };
    let (first, second) = (speaker(places.0), speaker(places.1));
    let speakers = || first.as_ref().zip(second.as_ref());
    let differ =
        |(a, b): (&Spoken, &Spoken)| a.actor.is_some() && b.actor.is_some() && a.actor != b.actor;
    let explicit = |s: &Spoken| s.confidence == Confidence::Explicit;
    let two_speakers = speakers().is_some_and(differ);
    let source = case.context.corpus.source(found.source)?;
    // In one paragraph, two stretches without two speakers are as often one utterance, interrupted by the reporter.
    if !two_speakers
        && source.paragraph(places.0.span.start) == source.paragraph(places.1.span.start)
    {
        return None;
    }
    let message = format!(
        "the ellipsis in {} joins words of {} and of {}. Quote the two separately",
        wording::quoted(case.text),
        whose(case.context, places.0),
        whose(case.context, places.1),
    );
    let certain = two_speakers && speakers().is_some_and(|(a, b)| explicit(a) && explicit(b));
    // One speaker may have said both together, and the paper split them into two paragraphs.
    let most = if certain { Severity::Error } else { Severity::Warning };
    let mut finding = RULE.at_most(most).finding(case.context, case.words, message);
    finding.related.extend(case.context.related(places.0, "the words before the ellipsis"));
    finding.related.extend(case.context.related(places.1, "the words after it"));
    finding.fixes.extend(parted(case, seam.gap, places));
    Some(finding)
}

/// A place with its speaker, if the source names one: `Ada Moreno (visit ¶1)`.
fn whose(context: &Context, place: Passage) -> String {
    let passage = context.passage(place);
    let Some(spoken) = context.spoken(place) else { return passage };
    let shown = match spoken.confidence {
        Confidence::Explicit => context.words(Passage { span: spoken.speaker, ..place }).to_owned(),
        _ => context.speaker_shown(place, &spoken),
    };
    format!("{} ({passage})", wording::shortened(&shown, 60))
}

/// The fix that closes the quotation before the ellipsis, adds a citation, and opens another after it.
fn parted(case: &QuotationCase, gap: Span, (first, last): (Passage, Passage)) -> Option<Fix> {
    if case.form != Form::Marks || !case.closed {
        return None;
    }
    let open = case.excerpt.words(Span::new(case.span.start, case.words.start));
    let close = case.excerpt.words(Span::new(case.words.end, case.span.end));
    let mark = |c: char| !c.is_alphanumeric() && !"$£€%([".contains(c);
    let ours = case.text;
    let before = ours.get(..gap.start)?.trim_end_matches(mark).len();
    let behind = ours.len() - ours.get(gap.end..)?.trim_start_matches(mark).len();
    let (cite, also) = (
        case.context.citation(case.excerpt.dialect, first),
        case.context.citation(case.excerpt.dialect, last),
    );
    let span = case.place(Span::new(before, behind));
    let mut edits = vec![Replacement::new(span, format!("{close} {cite} … {open}"))];
    if case.citations.is_empty() {
        edits.push(Replacement::new(wording::behind(case.span), format!(" {also}")));
    }
    Some(Fix::new("Quote the two separately", edits))
}
