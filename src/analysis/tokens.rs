//! The words of a document for colouring: names by kind of actor, quotations by verdict, citations.

use crate::actor::Mention;
use crate::corpus::Verdict;
use crate::prose::NameKind;
use crate::text::Span;
use crate::workspace::{NoteEntry, Readiness, Snapshot};
use std::path::Path;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The name of an actor of this kind.
    Actor(NameKind),
    /// Quoted words.
    Quotation,
    /// A citation.
    Citation,
}

/// A modifier of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// Nothing.
    Plain,
    /// A quotation that matches its source.
    Verbatim,
    /// A quotation whose changes are marked.
    Altered,
    /// A quotation with an unmarked change.
    Misquoted,
    /// A quotation found nowhere in the corpus, or a citation that does not resolve.
    Unfound,
    /// A name that fits two actors.
    Ambiguous,
}

/// A stretch of words of one kind, within one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the document.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its state.
    pub state: TokenState,
}

/// The tokens of a note or a source that touch `inside`, in order. None crosses a line end or overlaps another: names
/// and citations split the quotations they are in, because most editors cannot show both.
pub fn tokens(snapshot: &Snapshot, path: &Path, inside: Span) -> Vec<Token> {
    let (text, mut layers) = if let Some(entry) = snapshot.note(path) {
        (entry.note.text.as_str(), of_note(snapshot, path, entry))
    } else if let Some(id) = snapshot.source_at(path)
        && let Some(source) = snapshot.corpus.source(id)
    {
        let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
        let quoted = outer.map(|q| Token {
            span: q.span,
            kind: TokenKind::Quotation,
            state: TokenState::Plain,
        });
        let under = quoted.collect();
        let over = names(snapshot, snapshot.actors.mentions(id));
        (source.text.as_str(), Layers { over, under })
    } else {
        return Vec::new();
    };
    layers.over.retain(|t| t.span.overlaps(inside));
    layers.under.retain(|t| t.span.overlaps(inside));
    layers.flattened().into_iter().flat_map(|token| lines(text, token)).collect()
}

/// Tokens of which the first cover the second.
struct Layers {
    over: Vec<Token>,
    under: Vec<Token>,
}

impl Layers {
    fn flattened(mut self) -> Vec<Token> {
        self.over.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end)));
        let mut end = 0;
        self.over.retain(|t| {
            let free = t.span.start >= end;
            end = if free { t.span.end } else { end };
            free
        });
        self.under.sort_by_key(|t| t.span);
        let mut out = self.over.clone();
        let mut end = 0;
        for token in self.under {
            // For quotations nested by markup: the first gets what both have.
            let mut at = token.span.start.max(end);
            end = token.span.end.max(end);
            let first = self.over.partition_point(|t| t.span.end <= at);
            let covering = self.over.iter().skip(first);
            for over in covering.take_while(|t| t.span.start < token.span.end) {
                out.push(Token { span: Span::new(at, over.span.start), ..token });
                at = over.span.end.max(at);
            }
            out.push(Token { span: Span::new(at, token.span.end), ..token });
        }
        out.retain(|t| !t.span.is_empty());
        out.sort_by_key(|t| t.span);
        out
    }
}

fn of_note(snapshot: &Snapshot, path: &Path, entry: &NoteEntry) -> Layers {
    let assessment = snapshot.assessment(path, entry);
    let known = snapshot.readiness == Readiness::Ready;
    let unfound = if known { TokenState::Unfound } else { TokenState::Plain };
    let mut over = names(snapshot, &assessment.mentions);
    for (citation, resolution) in entry.note.citations.iter().zip(&assessment.citations) {
        let leads = !resolution.cited().is_empty();
        if leads || citation.is_certain() {
            let state = if leads { TokenState::Plain } else { unfound };
            over.push(Token { span: citation.span, kind: TokenKind::Citation, state });
        }
    }
    let assessed = entry.note.quotations.iter().zip(&assessment.quotations);
    let under = assessed.filter(|(q, _)| q.parent.is_none()).map(|(quotation, assessed)| {
        let state = match assessed.best().map(|best| best.verdict) {
            Some(Verdict::Verbatim | Verdict::Permitted) => TokenState::Verbatim,
            Some(Verdict::Altered) => TokenState::Altered,
            Some(Verdict::Misquoted) => TokenState::Misquoted,
            None => unfound,
        };
        Token { span: quotation.span, kind: TokenKind::Quotation, state }
    });
    Layers { over, under: under.collect() }
}

fn names(snapshot: &Snapshot, mentions: &[Mention]) -> Vec<Token> {
    let token = |mention: &Mention| {
        let kind = TokenKind::Actor(snapshot.actors.actor(mention.actor)?.kind);
        let clear = mention.also.is_empty();
        let state = if clear { TokenState::Plain } else { TokenState::Ambiguous };
        Some(Token { span: mention.span, kind, state })
    };
    mentions.iter().filter_map(token).collect()
}

/// The parts of a token on each line, without surrounding space and the marks of a block quotation.
fn lines(text: &str, token: Token) -> impl Iterator<Item = Token> {
    let mut at = token.span.start;
    token.span.of(text).split_inclusive(['\n', '\r']).enumerate().filter_map(move |(n, line)| {
        let start = at;
        at += line.len();
        let space = |c: char| c.is_whitespace() || (n > 0 && c == '>');
        let from = start + (line.len() - line.trim_start_matches(space).len());
        let span = Span::new(from, start + line.trim_end().len());
        (!span.is_empty()).then_some(Token { span, ..token })
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOTE, SOURCE, desk, text};
    use super::*;

    /// The tokens of a document as `words kind state`.
    fn check(note: &str, path: &str, expected: &[&str]) {
        let snapshot = desk(note);
        let text = text(&snapshot, path);
        let found = tokens(&snapshot, Path::new(path), Span::new(0, text.len()));
        let shown = |t: &Token| {
            let kind = match t.kind {
                TokenKind::Actor(kind) => format!("{kind:?}"),
                kind => format!("{kind:?}"),
            };
            format!("{} {kind} {:?}", t.span.of(&text), t.state)
        };
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn quotations_are_coloured_by_their_verdict_and_cut_by_names() {
        check(
            "Piet Harker: “We have waited long enough for the new bridge” [@visit], “We have waited far too long for \
             the new bridge” [@no].\n",
            NOTE,
            &[
                "Piet Harker Person Plain",
                "“We have waited long enough for the new bridge” Quotation Verbatim",
                "[@visit] Citation Plain",
                "“We have waited far too long for the new bridge” Quotation Misquoted",
                "[@no] Citation Unfound",
            ],
        );
    }

    #[test]
    fn quotations_across_each_other_are_cut() {
        let token = |start, end| Token {
            span: Span::new(start, end),
            kind: TokenKind::Quotation,
            state: TokenState::Plain,
        };
        let layers =
            Layers { over: Vec::new(), under: vec![token(0, 6), token(4, 9), token(5, 6)] };
        let spans: Vec<Span> = layers.flattened().into_iter().map(|t| t.span).collect();
        assert_eq!(spans, [Span::new(0, 6), Span::new(6, 9)]);
    }

    #[test]
    fn no_token_crosses_a_line() {
        check(
            "> We have waited long enough\n> for the new bridge\n>\n> — Piet Harker [@visit]\n",
            NOTE,
            &[
                "We have waited long enough Quotation Verbatim",
                "for the new bridge Quotation Verbatim",
                "Piet Harker Person Plain",
                "[@visit] Citation Plain",
            ],
        );
    }

    #[test]
    fn sources_are_coloured_too() {
        let snapshot = desk("");
        let text = text(&snapshot, SOURCE);
        let found = tokens(&snapshot, Path::new(SOURCE), Span::new(0, text.len()));
        assert!(found.is_sorted_by(|a, b| a.span.end <= b.span.start));
        let inside = found.iter().find(|t| t.span.of(&text).contains("told me")).map(|t| t.kind);
        assert_eq!(inside, Some(TokenKind::Quotation));
    }
}
