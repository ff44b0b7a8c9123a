//! `nested-same-mark`: a quotation inside a quotation, in marks of the same form.

use super::{Finding, Fix, Replacement, Rule, Scene, wording};
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "nested-same-mark",
    summary: "a quotation inside a quotation, in marks of the same form",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/nested-same-mark.md"),
    check,
};

fn check(scene: &Scene<'_>) -> Vec<Finding> {
    let note = scene.note;
    let nested = (0..note.quotations.len()).filter_map(|i| inner(note, i));
    nested.map(|inner| finding(scene, inner)).collect()
}

/// In so many characters an inner quotation closes, or nothing is said of it.
const LONGEST: usize = 4_000;

/// The inner quotation, with its marks, that leaves the quotation at `index` unclosed: “one “two” three”. Only curly
/// marks say which way they turn; of straight ones nothing is said. Bytes of the prose.
pub(super) fn inner(note: &Note, index: usize) -> Option<Span> {
    let outer = note.reading.quotations.get(index).filter(|q| !q.closed)?;
    let block = note.blocks.get(note.blocks.partition_point(|b| b.span.end <= outer.span.start))?;
    let text = note.prose.text.get(outer.span.start..block.span.end)?;
    let mut open = Vec::new();
    let mut within = None;
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            '“' => open.push(at),
            '”' => {
                let start = open.pop()?;
                let span = Span::new(start, at + c.len_utf8()).shift(outer.span.start);
                match open.len() {
                    0 => return within,
                    1 => within = within.or(Some(span)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

fn finding(scene: &Scene<'_>, inner: Span) -> Finding {
    let prose = &scene.note.prose;
    let words = inner.of(&prose.text);
    let mark = '“'.len_utf8();
    let ends = [Span::new(inner.start, inner.start + mark), Span::new(inner.end - mark, inner.end)];
    let message = format!(
        "{} stands inside a quotation with marks of the same form, so that nobody can tell where either ends. \
         Use ‘single’ marks inside",
        wording::shortened(words, 48),
    );
    let mut finding = scene.finding(&RULE, prose.map.to_origin(inner), message);
    let edit = |(span, text): (Span, &str)| Replacement {
        span: prose.map.to_origin(span),
        text: text.to_owned(),
    };
    finding.fixes.push(Fix {
        title: "Use single marks inside".to_owned(),
        edits: ends.into_iter().zip(["‘", "’"]).map(edit).collect(),
        safe: true,
    });
    finding
}
