//! Finds the speaker of every quotation: block by block, sentence by sentence, with the history in mind.

use super::choice::{self, Chooser, QuotationPlace};
use super::cue::{Cue, Strength};
use super::evidence::Who;
use super::features::QuotationContext;
use super::history::{History, Turn};
use super::nested::nested;
use super::parsed::{BlockMemo, BlockTokens};
use super::phrase::Sentence;
use super::pronoun::resolver::{Pronoun, Resolver};
use super::sentence_view::SentenceView;
use super::speaker::{People, Speaker};
use super::token::{self, TokenKind, has_quotation};
use super::usage::{Repetitions, Usage};
use super::{candidate, kind, layout};
use crate::prose::block::{Block, BlockKind};
use crate::prose::quote::block_quote;
use crate::prose::quote::quotation::{Attribution, AttributionRule, Confidence, Kind, Quotation};
use crate::prose::quote::stretch::Stretch;
use crate::prose::word::{Class, Words};
use crate::text::Span;
use std::borrow::Cow;

/// Sets kinds and attributions. `stretches` and `quotations` correspond.
pub(in crate::prose) fn attribute(
    (text, words): (&str, &Words),
    blocks: &[Block],
    stretches: &[Stretch],
    quotations: &mut [Quotation],
    chooser: &mut dyn Chooser,
    memo: Option<&mut BlockMemo>,
    resolver: &mut Resolver<'_>,
) {
    let outer: Vec<(usize, Stretch)> =
        stretches.iter().copied().enumerate().filter(|(_, s)| s.parent.is_none()).collect();
    let marked = Repetitions::of(text, outer.iter().map(|(_, s)| s.words));
    let (history, usage) = (History::default(), Usage::of(text));
    let mut attributor = Attributor {
        text,
        words,
        blocks,
        quotations,
        history,
        last: None,
        chooser,
        marked,
        usage,
        memo,
        resolver,
    };
    let mut first = 0;
    for (number, block) in blocks.iter().enumerate() {
        while outer.get(first).is_some_and(|(_, s)| s.span.end <= block.span.start) {
            first += 1;
        }
        let after = outer.get(first..).unwrap_or_default();
        let count = after.iter().take_while(|(_, s)| s.span.start < block.span.end).count();
        let inside = after.get(..count).unwrap_or_default();
        let next_has = after
            .get(count)
            .zip(blocks.get(number + 1))
            .is_some_and(|((_, s), next)| s.span.start < next.span.end);
        attributor.block(block, number, inside, next_has);
    }
    nested(text, words, stretches, attributor.quotations);
}

struct Attributor<'t, 'q, 'w> {
    text: &'t str,
    words: &'t Words,
    blocks: &'q [Block],
    quotations: &'q mut [Quotation],
    chooser: &'q mut dyn Chooser,
    memo: Option<&'q mut BlockMemo>,
    /// How often short quotations occur in the text.
    marked: Repetitions<'t>,
    /// The words that occur inside its sentences.
    usage: Usage<'t>,
    history: History<'t>,
    /// The last quotation, and the block in which it ends.
    last: Option<(usize, usize)>,
    /// Whom pronouns mean.
    resolver: &'q mut Resolver<'w>,
}

impl<'t> Attributor<'t, '_, '_> {
    /// Reads one block. `next_has`: whether the next has a quotation, which this one may introduce.
    fn block(&mut self, block: &Block, number: usize, inside: &[(usize, Stretch)], next_has: bool) {
        if block.kind == BlockKind::Heading {
            self.heading(block, number);
        }
        if inside.is_empty() && self.attribution_line(block, number) {
            return;
        }
        if inside.is_empty() && !next_has {
            self.history.named = None;
            self.history.introduced = None;
            return;
        }
        let words =
            BlockTokens::of(self.text, self.words, block.span, inside, self.memo.as_deref_mut());
        for i in 0..words.sentences() {
            let slice = words.sentence(i);
            let sentence = Sentence { text: self.text, tokens: slice };
            self.spoken_by(&sentence, number);
            let last = i + 1 == words.sentences();
            let next_quoted = if last { next_has } else { has_quotation(words.sentence(i + 1)) };
            if has_quotation(slice) {
                self.sentence(&words, i, (number, block.kind), inside.len());
            } else if next_quoted {
                self.sentence_before(&sentence, words.cues(i, self.text), number);
            } else {
                self.history.named = None;
            }
        }
        if let Some((index, _)) = inside.last() {
            self.last = Some((*index, number));
        }
        self.doubt_introduction(block, number, inside);
        let question = inside.is_empty() && asks(block.span.of(self.text));
        self.history.question = question.then_some(number);
        self.history.goes_on = words.tokens.last().is_some_and(|t| t.is_quotation());
        self.introduce(&words, number, block.kind);
        self.resolver.passage().add(number, words);
    }

    fn heading(&mut self, block: &Block, number: usize) {
        let tokens = token::lex(self.text, self.words, block.span, &[]);
        let sentence = Sentence { text: self.text, tokens: &tokens };
        self.introduce_guest(&sentence);
        self.history.heading = layout::heading(&sentence, &self.usage)
            .map(|phrase| Speaker::bare(&sentence, &phrase, number));
    }

    /// `— Lin Hao` in its own block below a quotation.
    fn attribution_line(&mut self, block: &Block, number: usize) -> bool {
        let Some((index, _)) = self.last.filter(|(_, at)| at + 1 >= number) else { return false };
        let line = block_quote::attribution_line(self.text, block.span);
        if line.is_none_or(|l| l.start != block.span.start) {
            return false;
        }
        let tokens = token::lex(self.text, self.words, block.span, &[]);
        let sentence = Sentence { text: self.text, tokens: &tokens };
        let Some(phrase) = layout::line(&sentence, 0) else { return false };
        let speaker = Speaker::bare(&sentence, &phrase, number);
        let Some(quotation) = self.quotations.get_mut(index) else { return false };
        let given = quotation.attribution.as_ref();
        // A line of its own is clearer than what introduced several quotations.
        let introduced = |a: &Attribution| {
            let between = Span::new(a.speaker.end, quotation.span.start.max(a.speaker.end));
            between.of(self.text).contains("\n\n")
        };
        if given.is_none_or(|a| a.confidence <= Confidence::FollowOn || introduced(a)) {
            let attribution = speaker.laid_out(AttributionRule::Line, Confidence::Explicit);
            quotation.attribution = Some(attribution);
            quotation.kind = Kind::Speech;
        }
        self.history.introduced = None;
        self.history.named = None;
        true
    }

    fn sentence(
        &mut self,
        words: &BlockTokens,
        which: usize,
        (number, block): (usize, BlockKind),
        in_block: usize,
    ) {
        let sentence = &Sentence { text: self.text, tokens: words.sentence(which) };
        self.meet(sentence, words.cues(which, self.text));
        let mut earlier: Option<Span> = None;
        self.history.last_one = 0;
        for (at, token) in sentence.tokens.iter().enumerate() {
            if let TokenKind::Quote(index) = token.kind {
                let place =
                    QuotationPlace { sentence, at, index, number, block, in_block, earlier };
                let speaker = self.quotation(words, which, &place);
                self.history.last_one = if speaker.is_some() { 1 } else { 2 };
                earlier = speaker.or(earlier);
                self.last = Some((index, number));
            }
        }
        self.history.named = None;
    }

    /// A sentence without quotations, before one that has some.
    fn sentence_before(&mut self, sentence: &Sentence<'_>, cues: &[Cue], number: usize) {
        self.meet(sentence, cues);
        self.introduce_guest(sentence);
        let main = cues
            .iter()
            .find(|c| c.strength >= Strength::Say)
            .or_else(|| cues.iter().find(|c| c.strength == Strength::Judge))
            .or(cues.first());
        self.history.named =
            main.map(|cue| Speaker::of_cue(sentence, cue, number, &self.history.people, ""));
    }

    /// Remembers the possible subject of an interview that follows.
    fn introduce_guest(&mut self, sentence: &Sentence<'_>) {
        if let Some(name) = layout::last_name(sentence) {
            self.history.interviewed = Some(sentence.span(&name));
        }
    }

    /// Remembers the people and groups named in a sentence.
    fn meet(&mut self, sentence: &Sentence<'_>, cues: &[Cue]) {
        let people: &mut People = &mut self.history.people;
        for cue in cues {
            let phrase = &cue.subject.phrase;
            let person = candidate::who(sentence, phrase) == Who::Name
                && !sentence.is(phrase.start, Class::DETERMINER)
                && candidate::begins_clause(sentence, phrase.start);
            if person {
                people.meet(sentence.span(phrase));
            }
        }
        for (at, token) in sentence.tokens.iter().enumerate() {
            let group = token.is(Class::PERSON)
                && !token.is(Class::POSSESSIVE)
                && token.span.of(self.text).ends_with('s');
            if group && let Some(phrase) = sentence.phrase_ending(at, 0) {
                people.meet_group(sentence.span(&phrase));
            }
        }
    }

    /// `The phrase, spoken by Lin,`: attributes the preceding words to the person this sentence names. `These words,
    /// spoken by Lin,` attributes every quotation of the sentence before that has no certain speaker.
    fn spoken_by(&mut self, sentence: &Sentence<'_>, number: usize) {
        let Some(phrase) = layout::spoken_by(sentence) else { return };
        let Some((last, _)) = self.last else { return };
        let speaker = Speaker::bare(sentence, &phrase, number);
        let before = sentence.token(0).map_or(0, |t| t.span.start);
        let from = crate::prose::sentence::start_of_last(self.text, before);
        for quotation in
            self.quotations.iter_mut().take(last + 1).rev().take_while(|q| q.span.end > from)
        {
            let unsure =
                quotation.attribution.as_ref().is_none_or(|a| a.confidence <= Confidence::FollowOn);
            if quotation.parent.is_some() {
                continue;
            }
            let several = layout::speaks_of_several(sentence);
            if unsure || !several {
                quotation.attribution =
                    Some(speaker.laid_out(AttributionRule::Noun, Confidence::Explicit));
                quotation.kind = Kind::Speech;
            }
            if !several {
                break;
            }
        }
    }

    /// Decides on one quotation; returns its speaker, if any.
    fn quotation(
        &mut self,
        read: &BlockTokens,
        which: usize,
        place: &QuotationPlace<'_>,
    ) -> Option<Span> {
        let sentence = place.sentence;
        let quotation = self.quotations.get(place.index)?;
        if let Some(attribution) = &quotation.attribution {
            return Some(attribution.speaker);
        }
        let words = &*ends(quotation.words.of(self.text));
        let found = self
            .behind(place)
            .or_else(|| self.announced(place))
            .or_else(|| self.in_turn(place, words))
            .or_else(|| {
                if kind::no_speech(sentence, place.at, words) {
                    return None;
                }
                let look = || {
                    let cues = read.cues(which, self.text);
                    SentenceView::of(sentence, cues, place.at, quotation.span, words)
                };
                let own: SentenceView;
                let view = match read.view(which, place.at, look) {
                    Some(kept) => kept,
                    None => {
                        own = look();
                        &own
                    }
                };
                let (marked, unmarked) = self.marked.count(quotation.words);
                let context = QuotationContext {
                    block: place.block as usize,
                    in_block: place.in_block,
                    marked,
                    unmarked,
                    told: self.history.told(),
                    past_distance: self.history.distance(place.number),
                    last_one: self.history.last_one,
                };
                let (history, chooser) = (&mut self.history, &mut *self.chooser);
                let quoted = (quotation, words);
                choice::weighed(self.text, view, place, history, quoted, &context, chooser)
            })
            .or_else(|| self.under_heading(place, words));
        let start = quotation.span.start;
        let found = found.map(|(attribution, speaker)| {
            (self.meant(read, which, place, words, attribution, &speaker), speaker)
        });
        if let Some((attribution, speaker)) = &found {
            let spoke = (attribution.named(), attribution.speaker.start.max(start));
            self.resolver.add_speaker(self.text, spoke, place.number);
            let speaker = Speaker { block: place.number, ..*speaker };
            self.history.hear(self.text, speaker);
            match speaker.antecedent {
                Some(name) => self.history.people.resolve(speaker.span, name),
                None if speaker.who == Who::Name => self.history.people.meet(speaker.span),
                None => {}
            }
            self.history.take_turn(Turn { speaker, asks: asks(words) });
        }
        self.history.seen += 1;
        let attribution = found.map(|(attribution, _)| attribution);
        let continues = attribution.as_ref().and_then(|a| self.interrupted(place, a));
        let speaker = attribution.as_ref().map(|a| a.speaker);
        let kind = kind::kind(sentence, place.at, words, attribution.is_some());
        if let Some(quotation) = self.quotations.get_mut(place.index) {
            quotation.kind = kind;
            quotation.attribution = attribution;
            quotation.continues = continues;
        }
        speaker
    }

    /// An attribution with whom its pronoun means. “They” and “it” name nobody: too few of them would be right.
    fn meant(
        &mut self,
        read: &BlockTokens,
        which: usize,
        place: &QuotationPlace<'_>,
        words: &str,
        given: Attribution,
        speaker: &Speaker,
    ) -> Attribution {
        match speaker.who {
            Who::Plural => Attribution { antecedent: None, ..given },
            Who::Singular => {
                let pronoun = Pronoun { span: given.speaker, block: place.number, words };
                let text = (self.text, self.words);
                let memo = self.memo.as_deref_mut();
                match self.resolver.resolve(text, self.blocks, (read, which), &pronoun, memo) {
                    None => Attribution { antecedent: None, ..given },
                    Some(meant) => Attribution {
                        antecedent: Some(meant.name),
                        meaning: Some(meant.meaning),
                        confidence: match meant.sure {
                            true => given.confidence,
                            false => Confidence::Doubtful,
                        },
                        ..given
                    },
                }
            }
            _ => given,
        }
    }

    /// `“…,” she said, “…”`: the earlier quotation of the sentence, interrupted to name its speaker.
    fn interrupted(&self, place: &QuotationPlace<'_>, attribution: &Attribution) -> Option<usize> {
        let earlier =
            place.sentence.tokens.get(..place.at)?.iter().rev().find_map(|t| match t.kind {
                TokenKind::Quote(index) => Some(index),
                _ => None,
            })?;
        let first = self.quotations.get(earlier)?;
        let words = first.words.of(self.text).trim_end();
        let open = words.ends_with([',', '-', '–', '—', '…']);
        let inside = first.attribution.as_ref().is_some_and(|a| {
            a.speaker == attribution.speaker && a.rule == AttributionRule::SpeakerInside
        });
        (open && inside).then_some(earlier)
    }

    /// A byline or a parenthesis directly after the words.
    fn behind(&self, place: &QuotationPlace<'_>) -> Option<(Attribution, Speaker)> {
        let (phrase, bracketed) = layout::behind(place.sentence, place.at)?;
        let rule = if bracketed { AttributionRule::Parenthesis } else { AttributionRule::Line };
        let speaker = Speaker::bare(place.sentence, &phrase, place.number);
        Some((speaker.laid_out(rule, Confidence::Explicit), speaker))
    }

    /// A phrase without a verb before a colon. The answers in an interview are by the person whom the heading or the
    /// preceding text names last.
    fn announced(&self, place: &QuotationPlace<'_>) -> Option<(Attribution, Speaker)> {
        let phrase = layout::announced(place.sentence, place.at, &self.usage)?;
        let mut speaker = Speaker::bare(place.sentence, &phrase, place.number);
        let mut confidence = Confidence::Explicit;
        if matches!(speaker.span.of(self.text), "Q" | "A") {
            confidence = Confidence::Resolved;
        }
        if speaker.span.of(self.text) == "A" {
            speaker.antecedent = self.history.interviewed;
        }
        Some((speaker.laid_out(AttributionRule::Label, confidence), speaker))
    }

    /// A paragraph that is only a quotation, among others that alternate.
    fn in_turn(&self, place: &QuotationPlace<'_>, words: &str) -> Option<(Attribution, Speaker)> {
        if place.in_block != 1 || place.sentence.has_words() || place.block != BlockKind::Paragraph
        {
            return None;
        }
        let speaker = self.history.turn(self.text, place.number, asks(words))?;
        Some((speaker.laid_out(AttributionRule::FollowOn, Confidence::FollowOn), speaker))
    }

    /// The heading above, for a list item, a block quotation, or a quotation that is its whole block.
    fn under_heading(
        &self,
        place: &QuotationPlace<'_>,
        words: &str,
    ) -> Option<(Attribution, Speaker)> {
        let speaker = self.history.heading?;
        let alone = !place.sentence.has_words();
        let listed = matches!(place.block, BlockKind::Item | BlockKind::Quote) && place.at == 0;
        let speech = words.split_whitespace().nth(2).is_some();
        let attribution = speaker.laid_out(AttributionRule::Heading, Confidence::Resolved);
        (speech && (alone || listed)).then_some((attribution, speaker))
    }

    /// “Olsen went on:” introduces the block quotation below it; whether it also means the next is not certain.
    fn doubt_introduction(&mut self, block: &Block, number: usize, inside: &[(usize, Stretch)]) {
        let further = block.kind == BlockKind::Quote
            && !block.continued
            && self.history.introduced.is_some_and(|speaker| speaker.block + 1 < number);
        for (index, _) in inside.iter().filter(|_| further) {
            let given = self.quotations.get_mut(*index).and_then(|q| q.attribution.as_mut());
            if let Some(given) = given.filter(|a| a.speaker.end <= block.span.start) {
                given.confidence = given.confidence.min(Confidence::FollowOn);
            }
        }
    }

    /// Remembers a speaker named by a block that ends with a colon, for the next block, or for all items of a list and
    /// all paragraphs of a block quotation.
    fn introduce(&mut self, words: &BlockTokens, number: usize, kind: BlockKind) {
        let last = words.sentences().saturating_sub(1);
        let slice = words.sentence(last);
        if slice.last().map(|t| t.kind) != Some(TokenKind::Colon) {
            if !matches!(kind, BlockKind::Item | BlockKind::Quote) {
                self.history.introduced = None;
            }
            return;
        }
        let sentence = Sentence { text: self.text, tokens: slice };
        let cues = words.cues(last, self.text);
        let cue = cues.iter().rev().find(|c| c.strength >= Strength::Judge).or(cues.last());
        self.history.introduced = match cue {
            Some(cue) => Some(Speaker::of_cue(&sentence, cue, number, &self.history.people, "")),
            None => layout::heading(&sentence, &self.usage)
                .map(|p| Speaker::bare(&sentence, &p, number)),
        };
        self.history.named = None;
    }
}

/// The bytes read at either end of a quotation. One of many paragraphs is read in each of them.
const END: usize = 4 << 10;

/// The words, without the middle of long ones.
fn ends(words: &str) -> Cow<'_, str> {
    if words.len() <= 2 * END {
        return Cow::Borrowed(words);
    }
    let (first, _) = words.split_at(words.floor_char_boundary(END));
    let (_, last) = words.split_at(words.ceil_char_boundary(words.len() - END));
    Cow::Owned([first, last].join(" "))
}

/// Whether words end with a question mark.
fn asks(words: &str) -> bool {
    words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?')
}
