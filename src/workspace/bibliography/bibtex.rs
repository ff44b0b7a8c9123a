//! BibTeX bibliographies.

use super::entry::BibliographyEntry;
use crate::text::Span;
use biblatex::{Pair, RawBibliography, RawChunk, Spanned};
use std::path::Path;

/// The entries of a BibTeX bibliography in `folder`.
///
/// Each entry is parsed on its own, from one `@` at the start of a line to the next, so that an incomplete or wrong one
/// does not affect the others.
pub(super) fn entries(text: &str, folder: &Path) -> Vec<BibliographyEntry> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let begins =
        |at: &usize| text.get(*at..).is_some_and(|t| t.trim_start_matches(blank).starts_with('@'));
    let starts: Vec<usize> = starts.filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut found = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let written = text.get(start..end).unwrap_or_default();
        let entries = RawBibliography::parse(written).map(|read| read.entries).unwrap_or_default();
        for entry in entries {
            let (key, span) = (entry.v.key.v.to_owned(), entry.v.key.span.clone());
            let span = Span::from(span).shift(start);
            let mut one = BibliographyEntry { key, span, ..Default::default() };
            for field in &entry.v.fields {
                add_field(&mut one, field, start, folder);
            }
            found.push(one);
        }
    }
    found
}

fn add_field(entry: &mut BibliographyEntry, field: &Pair<'_>, start: usize, folder: &Path) {
    let name = field.key.v.to_ascii_lowercase();
    let text = |chunk: &Spanned<RawChunk<'_>>| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.to_owned(),
    };
    let place = |chunk: &Spanned<RawChunk<'_>>| Span::from(chunk.span.clone()).shift(start);
    let chunks = &field.value.v;
    match name.as_str() {
        "file" => {
            let value: String = chunks.iter().map(text).collect();
            let span = match chunks.as_slice() {
                [one] => Some(place(one)),
                _ => None,
            };
            entry.set_files(folder, &value, span);
        }
        "crossref" | "xdata" | "ids" => {
            let keys = chunks.iter().flat_map(|chunk| listed(&text(chunk), place(chunk)));
            let keys: Vec<(String, Span)> = keys.collect();
            let list = if name == "ids" { &mut entry.aliases } else { &mut entry.parents };
            list.extend(keys);
        }
        _ => {}
    }
}

/// The keys of a list separated by commas, and their spans. If the value contains escapes, each gets the span of the
/// whole field.
fn listed(text: &str, place: Span) -> Vec<(String, Span)> {
    let exact = text.len() == place.len();
    let mut found = Vec::new();
    let mut at = place.start;
    for piece in text.split(',') {
        let key = piece.trim();
        let start = at + (piece.len() - piece.trim_start().len());
        let span = if exact { Span::new(start, start + key.len()) } else { place };
        if !key.is_empty() {
            found.push((key.to_owned(), span));
        }
        at += piece.len() + 1;
    }
    found
}
