//! `unclosed-quote`: a quotation mark that opens and is never closed.

use super::{Finding, Fix, Replacement, Rule, Scene, nested_same_mark, wording};
use crate::note::Quotation;
use crate::prose::Form;
use crate::text::Span;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unclosed-quote",
    summary: "a quotation mark opens and is never closed",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/unclosed-quote.md"),
    check,
};

fn check(scene: &Scene<'_>) -> Vec<Finding> {
    let open = |q: &&Quotation| !q.closed && q.form == Form::Marks && q.parent.is_none();
    let all = scene.note.quotations.iter().enumerate();
    all.filter(|(_, q)| open(q))
        // Marks inside marks of the same form look unclosed too; they have a rule of their own.
        .filter(|(i, _)| nested_same_mark::inner(scene.note, *i).is_none())
        .map(|(_, quotation)| finding(scene, quotation))
        .collect()
}

fn finding(scene: &Scene<'_>, quotation: &Quotation) -> Finding {
    let text = &scene.note.text;
    let mark = Span::new(quotation.span.start, quotation.words.start.min(quotation.span.end));
    let message = format!(
        "this quotation mark is never closed; as it stands the quotation runs to “{}”. Close it where the words end",
        wording::shortened(last_words(&quotation.text), 24),
    );
    let mut finding = scene.finding(&RULE, mark, message);
    if let Some(closing) = closing(mark.of(text)) {
        finding.fixes.push(Fix {
            title: format!("Close the quotation with {closing} at its end"),
            edits: vec![Replacement {
                span: wording::behind(quotation.span),
                text: closing.to_owned(),
            }],
            safe: false,
        });
    }
    finding
}

fn last_words(text: &str) -> &str {
    let from =
        text.trim_end().rmatch_indices(char::is_whitespace).nth(2).map_or(0, |(i, c)| i + c.len());
    text.get(from..).unwrap_or(text).trim()
}

/// The mark that closes what this one opens.
fn closing(mark: &str) -> Option<&'static str> {
    Some(match mark.trim() {
        "“" | "„" => "”",
        "\"" => "\"",
        "«" => "»",
        "‘" => "’",
        "''" | "``" => "''",
        _ => return None,
    })
}
