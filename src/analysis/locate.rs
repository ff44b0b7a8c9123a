//! Where a locator (a paragraph, a line) leads in a source.

use crate::corpus::Source;
use crate::note::Target;
use crate::text::Span;

/// The span a locator names in a source; `None` when the source has no such place or the locator is of a kind that a
/// plain text does not have.
pub(super) fn located(source: &Source, target: &Target) -> Option<Span> {
    match *target {
        Target::Paragraph(from, to) => {
            let wanted = from as usize..=to.max(from) as usize;
            let inside = source.blocks.iter().map(|b| b.span);
            inside
                .filter(|s| source.paragraph(s.start).is_some_and(|n| wanted.contains(&n)))
                .reduce(Span::join)
        }
        Target::Line(from, to) => {
            let lines = source.lines();
            let last = lines.line_count();
            let (from, to) = (from.checked_sub(1)? as usize, to.checked_sub(1)? as usize);
            (from < last).then(|| lines.line(from).join(lines.line(to.clamp(from, last - 1))))
        }
        Target::Page(..) | Target::Other => None,
    }
}
