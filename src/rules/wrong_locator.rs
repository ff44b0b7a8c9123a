//! `wrong-locator`: the words are in the cited source, but elsewhere in it.

use super::{Check, QuotationCase, Rule, splice, wording};
use crate::corpus::{Match, Source, Verdict};
use crate::note::Target;
use crate::workspace::{Finding, Fix, LocatorView, Severity, locating};

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
        // What the source cannot tell is not held against the note.
        source.is_some_and(|s| locating::is_at(s, m.span, locator.target).unwrap_or(true))
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
        "{} is not at {} of {}: it is at {right} ({})",
        wording::quoted(case.text),
        locator.text,
        citation.without_locator(),
        case.context.file_line(place),
    );
    let mut finding = RULE.finding(case.context, locator.span, message);
    finding.related.extend(case.context.related(place, "the words are here"));
    // If there are several places, one may be right for something else.
    let safe =
        inside.len() == 1 && found.verdict < Verdict::Altered && !locator.text.contains([',', '&']);
    finding.fixes.push(Fix { safe, ..Fix::one(format!("Cite {right}"), locator.span, right) });
    Some(finding)
}

/// The correct locator, in the note's style.
fn corrected(source: &Source, found: &Match, locator: LocatorView<'_>) -> Option<String> {
    let number = locating::number_at(source, found.span.start, locator.target)?;
    if let Target::Time(..) = locator.target {
        // “12:03” stays without hours.
        let short = number.strip_prefix("00:").filter(|_| locator.text.matches(':').count() == 1);
        return Some(short.map_or(number.clone(), str::to_owned));
    }
    let term = locator.text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let term = match term.trim() {
        "¶¶" => "¶",
        "§§" => "§ ",
        "pp." => "p. ",
        "pp" => "p ",
        "pages" => "page ",
        "chaps." => "chap. ",
        "chapters" => "chapter ",
        "secs." => "sec. ",
        "sections" => "section ",
        "paras" | "paras." => "para. ",
        "paragraphs" => "paragraph ",
        "lines" => "line ",
        "ll." => "l. ",
        _ => term,
    };
    Some(format!("{term}{number}"))
}
