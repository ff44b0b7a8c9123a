//! One citation of a note as it is meant: the key that names its source, and the locator that is left beside that key.

use super::finding::Replacement;
use crate::note::{Citation, CitationStyle, Dialect, Locator, Note, Target, in_place, written};
use crate::text::Span;

/// A citation as it is meant. Spans are bytes of its note, or counted from where [`CitationView::from_base`] says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CitationView<'n> {
    /// How it is written.
    pub style: CitationStyle,
    /// The whole citation with its brackets.
    pub span: Span,
    /// The key.
    pub key: &'n str,
    /// Where the key stands.
    pub key_span: Span,
    /// Where in the source.
    pub locator: Option<LocatorView<'n>>,
    /// The note's text at the key: of a link it may be another.
    written: &'n str,
    /// Whether braces stand around the key.
    is_braced: bool,
    /// Whether no other citation stands in its brackets.
    is_alone: bool,
}

/// A place in a source as a citation names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LocatorView<'n> {
    /// As written: `¶3`.
    pub text: &'n str,
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub target: Target,
}

impl<'n> CitationView<'n> {
    /// A citation of a note by one of its keys, and the locator beside that.
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

    /// The same, its spans counted from byte `base` of the note, which lies before them.
    pub fn from_base(mut self, base: usize) -> Self {
        self.span = self.span.back(base);
        self.key_span = self.key_span.back(base);
        if let Some(locator) = &mut self.locator {
            locator.span = locator.span.back(base);
        }
        self
    }

    /// As the note has it, without its locator: `[@000]`.
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

    /// The edits that make it cite `key` instead, or where it is a link the file at `link`; with another locator where it has
    /// one. `None` when it is written so that it cannot.
    pub fn citing(
        &self,
        (key, link): (&str, &str),
        locator: Option<&str>,
    ) -> Option<Vec<Replacement>> {
        // A reference link's target stands elsewhere, and one that is written otherwise than it reads is left to its writer.
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
        // `@key:35` has a locator that nothing may be put in braces before.
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
