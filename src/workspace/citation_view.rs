//! A citation of a note, resolved: the key that names its source, and the locator left beside that key.

use super::finding::Replacement;
use crate::note::{Citation, CitationStyle, Dialect, Locator, Note, Target, in_place, written};
use crate::text::Span;

/// A resolved citation. Spans are bytes of its note, or relative to the byte given to [`CitationView::from_base`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CitationView<'n> {
    /// The style it is written in.
    pub style: CitationStyle,
    /// The whole citation with its brackets.
    pub span: Span,
    /// The key.
    pub key: &'n str,
    /// The key's span.
    pub key_span: Span,
    /// The place in the source.
    pub locator: Option<LocatorView<'n>>,
    /// The note's text at the key, which may differ for a link.
    written: &'n str,
    /// Whether the key is in braces.
    is_braced: bool,
    /// Whether it is the only citation in its brackets.
    is_alone: bool,
}

/// A place in a source, as a citation gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LocatorView<'n> {
    /// As written: `¶3`.
    pub text: &'n str,
    /// Its span.
    pub span: Span,
    /// What it refers to.
    pub target: Target,
}

impl<'n> CitationView<'n> {
    /// A citation of a note by one of its keys, with the locator beside it.
    pub(super) fn of(
        note: &'n Note,
        citation: &'n Citation,
        (key, key_span): (&'n str, Span),
        locator: Option<&'n Locator>,
    ) -> Self {
        let first = note.citations.partition_point(|c| c.span.start < citation.span.start);
        let beside = note.citations.iter().skip(first);
        let mut beside = beside.take_while(|c| c.span.start == citation.span.start);
        Self {
            style: citation.style,
            span: citation.span,
            key,
            key_span,
            locator: locator.map(|l| LocatorView { text: &l.text, span: l.span, target: l.target }),
            written: key_span.of(&note.text),
            is_braced: note.text.get(..key_span.start).is_some_and(|text| text.ends_with('{')),
            is_alone: beside.all(|c| c.span != citation.span || std::ptr::eq(c, citation)),
        }
    }

    /// The same, with spans relative to byte `base` of the note, which precedes them.
    pub fn from_base(mut self, base: usize) -> Self {
        self.span = self.span.back(base);
        self.key_span = self.key_span.back(base);
        if let Some(locator) = &mut self.locator {
            locator.span = locator.span.back(base);
        }
        self
    }

    /// As written in the note, without its locator: `[@000]`.
    pub fn without_locator(&self) -> String {
        let key = self.key;
        match self.style {
            CitationStyle::Bracketed | CitationStyle::Narrative if self.is_braced => {
                format!("[@{{{key}}}]")
            }
            CitationStyle::Bracketed | CitationStyle::Narrative => format!("[@{key}]"),
            CitationStyle::Wiki => format!("[[{key}]]"),
            CitationStyle::Link => format!("({key})"),
        }
    }

    /// The edits that make it cite `key`, or the file at `link` if it is a link, with another locator if it has one.
    /// `None` when the way it is written does not allow it.
    pub fn citing(
        &self,
        (key, link): (&str, &str),
        locator: Option<&str>,
    ) -> Option<Vec<Replacement>> {
        // The target of a reference link is elsewhere, and one whose text differs from its key is the writer's to
        // change.
        if self.written != self.key && self.written.trim_start_matches('@') != self.key {
            return None;
        }
        let place = self.locator;
        let replaced = place.zip(locator).map(|(place, new)| Replacement::new(place.span, new));
        if self.style == CitationStyle::Link {
            let link = Replacement::new(self.key_span, link);
            return Some(std::iter::once(link).chain(replaced).collect());
        }
        let Some(new) = in_place(self.style, self.is_braced, key) else {
            let dialect =
                if self.style == CitationStyle::Wiki { Dialect::Wiki } else { Dialect::Pandoc };
            let locator = locator.or(place.map(|place| place.text));
            let whole = || vec![Replacement::new(self.span, written(dialect, key, locator, link))];
            return self.is_alone.then(whole);
        };
        // `@key:35`: braces in front would detach the locator.
        let glued = |place: &LocatorView<'_>| place.span.start == self.key_span.end + 1;
        if let Some(place) = place.filter(|place| glued(place) && new.starts_with('{')) {
            let number = locator
                .map_or_else(|| format!("L{}", place.text.trim_start_matches('L')), str::to_owned);
            let behind = match self.style {
                CitationStyle::Bracketed => format!(", {number}"),
                _ => format!(" [{number}]"),
            };
            let span = Span::new(self.key_span.start, place.span.end);
            return Some(vec![Replacement::new(span, format!("{new}{behind}"))]);
        }
        Some(std::iter::once(Replacement::new(self.key_span, new)).chain(replaced).collect())
    }
}
