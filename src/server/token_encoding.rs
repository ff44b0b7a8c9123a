//! Semantic tokens on the wire: the legend, the five numbers of each token, and deltas.

use super::convert;
use super::protocol::*;
use crate::analysis::{Token, TokenKind, TokenState};
use crate::prose::NameKind;
use crate::text::{Encoding, Text};

/// The token types, by number. `docs/editors.md` explains each.
const TYPES: &[&str] =
    &["person", "organisation", "state", "place", "people", "quotation", "citation"];

/// The token modifiers, by bit.
const MODIFIERS: &[&str] = &["verbatim", "altered", "misquoted", "unfound", "ambiguous"];

/// What the numbers stand for.
pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.iter().map(|name| SemanticTokenType::new(name)).collect(),
        token_modifiers: MODIFIERS.iter().map(|name| SemanticTokenModifier::new(name)).collect(),
    }
}

fn type_of(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Actor(NameKind::Person) => 0,
        TokenKind::Actor(NameKind::Organisation) => 1,
        TokenKind::Actor(NameKind::State) => 2,
        TokenKind::Actor(NameKind::Place) => 3,
        TokenKind::Actor(NameKind::People) => 4,
        TokenKind::Quotation => 5,
        TokenKind::Citation => 6,
    }
}

fn modifiers(state: TokenState) -> u32 {
    match state {
        TokenState::Plain => 0,
        TokenState::Verbatim => 1,
        TokenState::Altered => 1 << 1,
        TokenState::Misquoted => 1 << 2,
        TokenState::Unfound => 1 << 3,
        TokenState::Ambiguous => 1 << 4,
    }
}

/// Tokens in order, each within a line, relative to the one before, as in the protocol.
pub(super) fn encoded(lines: &Text, encoding: Encoding, tokens: &[Token]) -> Vec<SemanticToken> {
    let mut before = Position::default();
    let token = |token: &Token| {
        let range = convert::range(lines, token.span, encoding);
        let same_line = range.start.line == before.line;
        let from = if same_line { before.character } else { 0 };
        let encoded = SemanticToken {
            delta_line: range.start.line.saturating_sub(before.line),
            delta_start: range.start.character.saturating_sub(from),
            length: range.end.character.saturating_sub(range.start.character),
            token_type: type_of(token.kind),
            token_modifiers_bitset: modifiers(token.state),
        };
        before = range.start;
        encoded
    };
    tokens.iter().map(token).collect()
}

/// The one edit from `old` to `new`, counted in numbers, five to a token; none if they are equal.
pub(super) fn delta(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) =
        (old.get(same..).unwrap_or_default(), new.get(same..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (deleted, inserted) = (old_rest.len() - tail, new_rest.len() - tail);
    if deleted == 0 && inserted == 0 {
        return Vec::new();
    }
    let numbers = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    let data = new_rest.get(..inserted).map(<[_]>::to_vec);
    vec![SemanticTokensEdit {
        start: numbers(same),
        delete_count: numbers(deleted),
        data: data.filter(|data| !data.is_empty()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn tokens(places: &[(usize, usize)]) -> Vec<SemanticToken> {
        let token = |&(start, end): &(usize, usize)| Token {
            span: Span::new(start, end),
            kind: TokenKind::Quotation,
            state: TokenState::Verbatim,
        };
        let tokens: Vec<Token> = places.iter().map(token).collect();
        encoded(&Text::new("“a” b “c”\n“d”\n"), Encoding::Utf16, &tokens)
    }

    #[test]
    fn tokens_are_counted_from_the_one_before() {
        let found = tokens(&[(0, 7), (10, 17), (18, 25)]);
        let numbers: Vec<_> =
            found.iter().map(|t| (t.delta_line, t.delta_start, t.length)).collect();
        assert_eq!(numbers, [(0, 0, 3), (0, 6, 3), (1, 0, 3)]);
        assert_eq!(found[0].token_type, type_of(TokenKind::Quotation));
        assert_eq!(found[0].token_modifiers_bitset, 1);
    }

    #[test]
    fn a_delta_makes_the_new_of_the_old() {
        let all = tokens(&[(0, 7), (10, 17), (18, 25)]);
        for (old, new) in [(&all[..], &all[..1]), (&all[..1], &all[..]), (&all[..], &all[..])] {
            let edits = delta(old, new);
            let mut made = old.to_vec();
            for edit in &edits {
                let (from, count) = (edit.start as usize / 5, edit.delete_count as usize / 5);
                made.splice(from..from + count, edit.data.clone().unwrap_or_default());
            }
            assert_eq!(made, new);
            assert_eq!(edits.is_empty(), old == new);
        }
    }

    #[test]
    fn the_legend_names_every_number() {
        let kinds = [
            NameKind::Person,
            NameKind::Organisation,
            NameKind::State,
            NameKind::Place,
            NameKind::People,
        ];
        let types = kinds.map(TokenKind::Actor).into_iter();
        let named = |n: u32| TYPES[n as usize];
        let named: Vec<_> = types
            .chain([TokenKind::Quotation, TokenKind::Citation])
            .map(|kind| named(type_of(kind)))
            .collect();
        assert_eq!(named, TYPES);
        assert_eq!(modifiers(TokenState::Ambiguous), 1 << (MODIFIERS.len() - 1));
    }
}
