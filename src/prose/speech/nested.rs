//! Quotations inside quotations: only those that the outer words attribute by a verb of saying beside them.

use super::phrase::Sentence;
use super::speaker::People;
use super::token::{self, TokenKind, has_quotation};
use super::{choice, cue, kind};
use crate::prose::quote::quotation::Quotation;
use crate::prose::quote::stretch::Stretch;
use crate::prose::word::Words;
use crate::text::Span;

/// Sets kinds and attributions of nested quotations. `stretches` and `quotations` correspond.
pub(super) fn nested(
    text: &str,
    words: &Words,
    stretches: &[Stretch],
    quotations: &mut [Quotation],
) {
    let mut children: Vec<(usize, (usize, Stretch))> =
        stretches.iter().enumerate().filter_map(|(i, s)| Some((s.parent?, (i, *s)))).collect();
    children.sort_by_key(|(parent, _)| *parent);
    for siblings in children.chunk_by(|(a, _), (b, _)| a == b) {
        let outer = siblings.first().and_then(|(parent, _)| stretches.get(*parent));
        let siblings: Vec<(usize, Stretch)> = siblings.iter().map(|(_, child)| *child).collect();
        if let Some(outer) = outer {
            inside(text, words, outer.words, &siblings, quotations);
        }
    }
}

fn inside(
    text: &str,
    words: &Words,
    outer: Span,
    children: &[(usize, Stretch)],
    quotations: &mut [Quotation],
) {
    // Whom a pronoun means in somebody's own words is not told around them.
    let nobody = People::default();
    let tokens = token::lex(text, words, outer, children);
    for range in token::sentences(text, &tokens) {
        let Some(slice) = tokens.get(range).filter(|slice| has_quotation(slice)) else { continue };
        let sentence = Sentence { text, tokens: slice };
        let cues = cue::cues(&sentence);
        for (at, token) in slice.iter().enumerate() {
            let TokenKind::Quote(index) = token.kind else { continue };
            let Some(quotation) = quotations.get_mut(index) else { continue };
            if quotation.attribution.is_some() {
                continue;
            }
            let inner = quotation.words.of(text);
            quotation.attribution = choice::beside(&sentence, &cues, at, &nobody, inner);
            quotation.kind = kind::kind(&sentence, at, inner, quotation.attribution.is_some());
        }
    }
}
