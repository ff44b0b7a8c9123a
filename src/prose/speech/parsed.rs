//! The words of a block with its sentences and their cues, memoized for the next version of the text.

use super::cue::{self, Cue};
use super::phrase::Sentence;
use super::pronoun::mention::{Mention, mentions};
use super::sentence_view::SentenceView;
use super::token::{self, Token, TokenKind};
use crate::memo::Memo;
use crate::prose::quote::stretch::Stretch;
use crate::prose::word::Words;
use crate::text::Span;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What was read in the blocks of the last version of a text, by their words.
pub(in crate::prose) type BlockMemo = Memo<BlockText, Arc<ParsedBlock>>;

/// Everything the words of a block depend on. Spans are bytes of the block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::prose) struct BlockText {
    text: String,
    quotes: Vec<QuoteText>,
}

/// What the words of its block depend on in a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct QuoteText {
    /// Its index in the block.
    number: usize,
    /// The part of it in the block.
    span: Span,
    /// The part of its words in the block.
    words: Span,
    /// Whether all of it is in the block.
    whole: bool,
    /// Whether it ends a sentence.
    ends: bool,
}

/// The words and sentences of a block. Spans are bytes of the block, and quotations are counted from its first.
#[derive(Debug)]
pub(in crate::prose) struct ParsedBlock {
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    /// The cues of each sentence, computed on first use.
    cues: Vec<OnceLock<Vec<Cue>>>,
    /// The people mentioned in each sentence, computed on first use.
    mentions: Vec<OnceLock<Vec<Mention>>>,
    /// The quotations entirely in the block, by their tokens, once examined.
    views: Vec<(usize, OnceLock<SentenceView>)>,
}

/// The words and sentences of a block in its text.
pub(super) struct BlockTokens {
    lexed: Arc<ParsedBlock>,
    /// Where the block begins, in bytes of the text.
    start: usize,
    /// The words, in order.
    pub(super) tokens: Vec<Token>,
}

impl BlockTokens {
    /// The words of `block`, in which the stretches `inside` are one token each. Taken from the memo if possible.
    pub(super) fn of(
        text: &str,
        words: &Words,
        block: Span,
        inside: &[(usize, Stretch)],
        memo: Option<&mut BlockMemo>,
    ) -> Self {
        let first = inside.first().map_or(0, |(index, _)| *index);
        let make = || {
            let tokens = token::lex(text, words, block, inside);
            let sentences = token::sentences(text, &tokens);
            (tokens, sentences)
        };
        let Some(memo) = memo else {
            let (tokens, sentences) = make();
            let cues = sentences.iter().map(|_| OnceLock::new()).collect();
            let mentions = sentences.iter().map(|_| OnceLock::new()).collect();
            let (none, views) = (Vec::new(), Vec::new());
            return Self {
                lexed: Arc::new(ParsedBlock { tokens: none, sentences, cues, mentions, views }),
                start: block.start,
                tokens,
            };
        };
        let within = |span: Span| {
            let end = span.end.min(block.end).saturating_sub(block.start);
            Span::new(span.start.saturating_sub(block.start), end)
        };
        let quote = |(index, stretch): &(usize, Stretch)| QuoteText {
            number: index - first,
            span: within(stretch.span),
            words: within(stretch.words),
            whole: block.covers(stretch.span),
            ends: token::ends_sentence(stretch.words.of(text)),
        };
        let written = BlockText {
            text: block.of(text).to_owned(),
            quotes: inside.iter().map(quote).collect(),
        };
        let lexed = memo.get_or_compute(written, |written| {
            let (mut tokens, sentences) = make();
            for token in &mut tokens {
                token.span = within(token.span);
                if let TokenKind::Quote(index) = &mut token.kind {
                    *index -= first;
                }
            }
            let whole = |number: usize| {
                let found = written.quotes.binary_search_by_key(&number, |quote| quote.number);
                found.ok().and_then(|at| written.quotes.get(at)).is_some_and(|quote| quote.whole)
            };
            let quotes = tokens.iter().enumerate().filter_map(|(at, token)| match token.kind {
                TokenKind::Quote(number) if whole(number) => Some((at, OnceLock::new())),
                _ => None,
            });
            let views = quotes.collect();
            let cues = sentences.iter().map(|_| OnceLock::new()).collect();
            let mentions = sentences.iter().map(|_| OnceLock::new()).collect();
            Arc::new(ParsedBlock { tokens, sentences, cues, mentions, views })
        });
        let placed = lexed.tokens.iter().map(|token| Token {
            span: token.span.shift(block.start),
            kind: match token.kind {
                TokenKind::Quote(index) => TokenKind::Quote(first + index),
                kind => kind,
            },
            ..*token
        });
        let tokens = placed.collect();
        Self { lexed, start: block.start, tokens }
    }

    /// The number of sentences.
    pub(super) fn sentences(&self) -> usize {
        self.lexed.sentences.len()
    }

    /// The words of a sentence; none if there is no such sentence.
    pub(super) fn sentence(&self, number: usize) -> &[Token] {
        let range = self.lexed.sentences.get(number).cloned();
        range.and_then(|range| self.tokens.get(range)).unwrap_or_default()
    }

    /// The cached view of the quotation at token `at` of a sentence, computed by `look` on first use; `None` if it is
    /// not cached.
    pub(super) fn view(
        &self,
        number: usize,
        at: usize,
        look: impl FnOnce() -> SentenceView,
    ) -> Option<&SentenceView> {
        let at = self.lexed.sentences.get(number)?.start + at;
        let views = &self.lexed.views;
        let found = views.binary_search_by_key(&at, |(token, _)| *token).ok()?;
        views.get(found).map(|(_, view)| view.get_or_init(look))
    }

    /// The people whom a sentence mentions, computed on first use.
    pub(super) fn mentions(&self, number: usize, text: &str) -> Vec<Mention> {
        let within = |span: Span| {
            let at = |byte: usize| byte.saturating_sub(self.start);
            Span::new(at(span.start), at(span.end))
        };
        let make = || {
            let found = mentions(&Sentence { text, tokens: self.sentence(number) });
            found.into_iter().map(|mention| mention.moved(within)).collect()
        };
        let kept = self.lexed.mentions.get(number).map(|kept| kept.get_or_init(make));
        let placed = |mention: &Mention| mention.moved(|span| span.shift(self.start));
        kept.into_iter().flatten().map(placed).collect()
    }

    /// The cues of a sentence, computed on first use.
    pub(super) fn cues(&self, number: usize, text: &str) -> &[Cue] {
        let cues = || cue::cues(&Sentence { text, tokens: self.sentence(number) });
        self.lexed.cues.get(number).map_or(&[], |kept| kept.get_or_init(cues).as_slice())
    }
}
