//! `wrong-locator`: the words are in the cited source, but elsewhere in it.

use super::{Check, QuotationCase, Rule, splice, wording};
use crate::corpus::{Match, Source, Verdict};
use crate::note::Target;
use crate::workspace::{Finding, Fix, LocatorView, Severity};

pub(super) const RULE: Rule = Rule {
    name: "wrong-locator",
    summary: "the words are elsewhere in the cited source",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/wrong-locator.md"),
    check: Check::Quotation(look),
};

/// Fewer words occur in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let [citation] = case.citations.as_slice() else { return None };
    let locator = citation.locator?;
    // A key of several files may mean any of them.
    let inside: Vec<&Match> = case.lookup.matches().iter().filter(|m| case.cites(m)).collect();
    let found = *inside.first()?;
    let source = case.context.corpus.source(found.source)?;
    let fit = |m: &&Match| {
        let source = case.context.corpus.source(m.source);
        source.is_some_and(|source| fits(source, m, locator))
    };
    if !wording::has_words(case.text, LEAST_WORDS)
        || case.is_nested
        || splice::is_spliced(case)
        // A locator for several quotations may be any one's.
        || case.shares_citation
        || inside.iter().any(fit)
    {
        return None;
    }
    let right = corrected(source, found, locator)?;
    let place = found.place();
    let message = format!(
        "{} does not stand at {} of {}: it stands at {right} ({})",
        wording::quoted(case.text),
        locator.text,
        citation.without_locator(),
        case.context.file_line(place),
    );
    let mut finding = RULE.finding(case.context, locator.span, message);
    finding.related.extend(case.context.related(place, "the words stand here"));
    // If there are several places, one may be right for something else.
    let safe =
        inside.len() == 1 && found.verdict < Verdict::Altered && !locator.text.contains([',', '&']);
    finding.fixes.push(Fix { safe, ..Fix::one(format!("Cite {right}"), locator.span, right) });
    Some(finding)
}

/// Whether a match is where the locator says. Paragraphs may be counted with or without titles and headings; pages and
/// other places are unknown and always fit.
fn fits(source: &Source, found: &Match, locator: LocatorView<'_>) -> bool {
    match locator.target {
        Target::Paragraph(from, to) => {
            let block = source.blocks.partition_point(|b| b.span.start <= found.span.start);
            let counts = [source.paragraph(found.span.start), Some(block)];
            let last = source.paragraph(found.span.end);
            counts.iter().flatten().any(|&n| within(from, to, n, n))
                || last.is_some_and(|n| within(from, to, n, n))
        }
        Target::Line(from, to) => {
            within(from, to, source.line(found.span.start), source.line(found.span.end))
        }
        Target::Page(..) | Target::Other => true,
    }
}

/// Whether `from..=to` and `first..=last` have a number in common.
fn within(from: u32, to: u32, first: usize, last: usize) -> bool {
    from as usize <= last && first <= to as usize
}

/// The correct locator, in the note's style.
fn corrected(source: &Source, found: &Match, locator: LocatorView<'_>) -> Option<String> {
    let number = match locator.target {
        Target::Paragraph(..) => source.paragraph(found.span.start)?,
        Target::Line(..) => source.line(found.span.start),
        Target::Page(..) | Target::Other => return None,
    };
    let term = locator.text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let term = match term.trim() {
        "¶¶" => "¶",
        "paras" | "paras." => "para. ",
        "paragraphs" => "paragraph ",
        "lines" => "line ",
        "ll." => "l. ",
        _ => term,
    };
    Some(format!("{term}{number}"))
}
