//! `spliced-quote`: an ellipsis joins words that were not spoken in one breath.

use super::splice::{self, Part, Seam};
use super::{Check, Context, Excerpt, Finding, Fix, QuotationView, Rule, wording};
use crate::corpus::Match;
use crate::prose::{Confidence, Form};
use crate::text::{Passage, Span};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "spliced-quote",
    summary: "an ellipsis joins different utterances, speakers or sources",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/spliced-quote.md"),
    check: Check::Quotation(look),
};

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    if quotation.is_nested {
        return None;
    }
    let parts = splice::parts(quotation);
    if let [first, .., last] = parts.as_slice() {
        return Some(joined(context, excerpt, quotation, (*first, *last)));
    }
    let found = quotation.lookup.best()?;
    let seam = splice::seams(context, found).into_iter().next()?;
    across(context, excerpt, quotation, found, seam)
}

/// The parts stand in places of their own, no single place has them all.
fn joined(
    context: &Context,
    excerpt: &Excerpt,
    quotation: &QuotationView,
    (first, last): (Part<'_>, Part<'_>),
) -> Finding {
    let places = (first.found.place(), last.found.place());
    let message = format!(
        "{} joins words of {} and of {}: no place has them together. Quote the two separately",
        wording::quoted(quotation.text),
        whose(context, places.0),
        whose(context, places.1),
    );
    let mut finding = RULE.finding(context, quotation.words, message);
    finding.related.extend(context.related(places.0, "the first words stand here"));
    finding.related.extend(context.related(places.1, "the last words stand here"));
    let gap = Span::new(first.quoted.end, last.quoted.start);
    let between = splice::parts(quotation).len() == 2;
    finding
        .fixes
        .extend(between.then(|| parted(context, excerpt, quotation, gap, places)).flatten());
    finding
}

/// One place has all words, but the ellipsis passes from one quotation of the source to another.
fn across(
    context: &Context,
    excerpt: &Excerpt,
    quotation: &QuotationView,
    found: &Match,
    seam: Seam,
) -> Option<Finding> {
    let at = |span| Passage { document: found.source, span };
    let places = (at(seam.pieces.0), at(seam.pieces.1));
    // Who is read with doubt, or through a pronoun, is no reason to say that there are two.
    let speaker = |place| {
        let spoken = context.spoken(place)?;
        let named = matches!(spoken.confidence, Confidence::FollowOn | Confidence::Explicit);
        Some(spoken).filter(|s| named && s.stands_for.is_none())
    };
    let (first, second) = (speaker(places.0), speaker(places.1));
    let explicit = |s: &Option<crate::workspace::Spoken>| {
        s.as_ref().is_some_and(|s| s.confidence == Confidence::Explicit)
    };
    let actors = (first.as_ref().and_then(|s| s.actor), second.as_ref().and_then(|s| s.actor));
    let two_speakers = matches!(actors, (Some(a), Some(b)) if a != b);
    let source = context.corpus.source(found.source)?;
    // In one paragraph, two stretches without two speakers are as often one utterance that the reporter breaks into.
    if !two_speakers
        && source.paragraph(places.0.span.start) == source.paragraph(places.1.span.start)
    {
        return None;
    }
    let message = format!(
        "the ellipsis in {} joins words of {} and of {}. Quote the two separately",
        wording::quoted(quotation.text),
        whose(context, places.0),
        whose(context, places.1),
    );
    let certain = two_speakers && explicit(&first) && explicit(&second);
    // One speaker may have said both in one breath, and the paper have broken it into two paragraphs.
    let most = if certain { Severity::Error } else { Severity::Warning };
    let mut finding = RULE.finding_within(context, Severity::Off..=most, quotation.words, message);
    finding.related.extend(context.related(places.0, "the words before the ellipsis"));
    finding.related.extend(context.related(places.1, "the words behind it"));
    finding.fixes.extend(parted(context, excerpt, quotation, seam.gap, places));
    Some(finding)
}

/// A place with its speaker, where the source names one: `Ada Moreno (visit ¶1)`.
fn whose(context: &Context, place: Passage) -> String {
    let passage = context.passage(place);
    match context.spoken(place) {
        Some(spoken) => {
            let sure = spoken.confidence == Confidence::Explicit;
            let speaker = Passage { document: place.document, span: spoken.speaker };
            let shown = if sure {
                context.words(speaker).to_owned()
            } else {
                context.speaker_shown(place, &spoken)
            };
            format!("{} ({passage})", wording::shortened(&shown, 60))
        }
        None => passage,
    }
}

/// The fix that closes the quotation before the ellipsis, with a citation of its own, and opens another behind it.
fn parted(
    context: &Context,
    excerpt: &Excerpt,
    quotation: &QuotationView,
    gap: Span,
    (first, last): (Passage, Passage),
) -> Option<Fix> {
    if quotation.form != Form::Marks || !quotation.closed {
        return None;
    }
    let open = excerpt.words(Span::new(quotation.span.start, quotation.words.start));
    let close = excerpt.words(Span::new(quotation.words.end, quotation.span.end));
    let mark = |c: char| !c.is_alphanumeric() && !"$£€%([".contains(c);
    let ours = quotation.text;
    let before = ours.get(..gap.start)?.trim_end_matches(mark).len();
    let behind = ours.len() - ours.get(gap.end..)?.trim_start_matches(mark).len();
    let (cite, also) =
        (context.citation(excerpt.dialect, first), context.citation(excerpt.dialect, last));
    let span = excerpt.place(quotation, Span::new(before, behind));
    let mut fix =
        Fix::one("Quote the two separately".to_owned(), span, format!("{close} {cite} … {open}"));
    if quotation.citations.is_empty() {
        fix.edits.push(super::Replacement {
            span: wording::behind(quotation.span),
            text: format!(" {also}"),
        });
    }
    Some(fix)
}
