//! `omitted-qualifier`: the note omits, at an ellipsis or at an edge, words that take back what it quotes.

use super::{Check, Context, QuotationCase, Rule, repair, splice, wording};
use crate::corpus::{ChangeKind, Match, Source, Verdict};
use crate::prose::data::WordList;
use crate::text::{Passage, Span, fold, word};
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "omitted-qualifier",
    summary: "the words left out or cut off include not, never, if, unless, only or alleged",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/omitted-qualifier.md"),
    check: Check::Quotation(look),
};

/// Words that limit or take back what they adjoin.
static QUALIFIERS: WordList = WordList::new(include_str!("data/qualifiers.txt"));
/// Those that limit a statement from after it: “we will come unless they close it”.
const CONDITIONS: &[&str] = &["if", "unless", "only"];
/// Words by which the note itself says what its quotation omits: “denied that”, “doubted that”.
static TAKEN_BACK: WordList = WordList::new(include_str!("data/denials.txt"));

/// Fewer words are a fragment, whose meaning the note supplies.
const LEAST_WORDS: usize = 4;
/// How far before the quotation's first word a *not* still governs it: “I do not think that the talks”.
const REACH: usize = 4;
/// The longest stretch that a fix restores, in words.
const LONGEST_PUT_BACK: usize = 16;

fn look(case: &QuotationCase) -> Option<Finding> {
    let found = splice::whole(case)?;
    if case.is_nested || !wording::has_words(case.text, LEAST_WORDS) {
        return None;
    }
    // The same words without a qualifier elsewhere in the corpus may be the quoted ones.
    let as_good = case.lookup.matches().iter().filter(|m| m.verdict <= found.verdict);
    let losses: Option<Vec<Loss>> = as_good.map(|m| loss(case, m)).collect();
    let loss = losses?.into_iter().next()?;
    let source = case.context.corpus.source(found.source)?;
    let place = Passage { document: found.source, span: loss.words };
    let message = format!(
        "{} {} {} of {}: “{}” changes what is said. {}",
        wording::quoted(case.text),
        if loss.at == Side::Inside { "leaves out" } else { "is cut off from" },
        wording::quoted(loss.words.of(&source.text)),
        case.context.passage(found.place()),
        loss.qualifier,
        if loss.at == Side::Inside { "Restore it" } else { "Quote it too, or say so in the note" },
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(place, "the omitted words"));
    let back = put_back(case, source, &loss);
    let right = found.verdict < Verdict::Misquoted && !repair::doubtful(case, found);
    finding.fixes.extend(back.filter(|_| right));
    Some(finding)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Inside,
    Behind,
}

/// Words with a qualifier that the note omits.
struct Loss {
    at: Side,
    /// Bytes of the source.
    words: Span,
    /// The qualifier, as written in the source.
    qualifier: String,
    /// The ellipsis, in bytes of the quotation's text; empty at an edge.
    gap: Span,
}

fn loss(case: &QuotationCase, found: &Match) -> Option<Loss> {
    let source = case.context.corpus.source(found.source)?;
    inside(case.context, source, found).or_else(|| {
        let mut quoted = source.reading.outermost(found.span).map(|(_, q)| q);
        let around = quoted.find(|q| q.words.covers(found.span))?;
        let sentence = case.context.sentence(found.place());
        let said = Span::new(
            sentence.start.max(around.words.start),
            sentence.end.min(around.words.end).max(found.span.end),
        );
        let cut_off = behind(source, found, said).or_else(|| before(source, found, said));
        cut_off.filter(|_| !said_by_the_note(case))
    })
}

/// At an ellipsis: in the rest of the sentence broken off, or in the beginning of the one resumed in the middle. Whole
/// sentences in between are the note's choice.
fn inside(context: &Context, source: &Source, found: &Match) -> Option<Loss> {
    let gaps = found.changes.iter().filter(|c| c.marked && c.kind == ChangeKind::Omitted);
    gaps.filter_map(|gap| {
        let document = found.source;
        let sentence = |at: usize| {
            let span = Span::new(at, (at + 1).min(source.text.len()));
            context.sentence(Passage { document, span })
        };
        let first = sentence(gap.source.start);
        let last = sentence(gap.source.end.saturating_sub(1));
        // A sentence that begins with the gap was not broken off.
        let broken = (first.start < gap.source.start)
            .then(|| Span::new(gap.source.start, first.end.min(gap.source.end)));
        let resumed = (last.end > gap.source.end)
            .then(|| Span::new(last.start.max(gap.source.start), gap.source.end));
        [broken, resumed].into_iter().flatten().find_map(|words| {
            let qualifier = qualifier(words.of(&source.text), &QUALIFIERS)?;
            Some(Loss { at: Side::Inside, words: gap.source, qualifier, gap: gap.quoted })
        })
    })
    .next()
}

/// Cut off after: the next clause begins with a condition.
fn behind(source: &Source, found: &Match, said: Span) -> Option<Loss> {
    let rest = Span::new(found.span.end, said.end);
    let words: Vec<&str> = rest.of(&source.text).split_whitespace().take(2).collect();
    let bare = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (first, second) = (words.first().map(bare)?, words.get(1).map(bare));
    let qualifier = match (first.as_str(), second.as_deref()) {
        (word, _) if CONDITIONS.contains(&word) => word.to_owned(),
        ("but" | "and" | "even", Some(word)) if CONDITIONS.contains(&word) => word.to_owned(),
        _ => return None,
    };
    let words = trimmed(&source.text, rest);
    // “if only” and “as if” are figures of speech, and take nothing back.
    (!words.is_empty()).then_some(Loss { at: Side::Behind, words, qualifier, gap: Span::default() })
}

/// Cut off before: a *not* in the same clause governs the first words of the quotation.
fn before(source: &Source, found: &Match, said: Span) -> Option<Loss> {
    let head = Span::new(said.start, found.span.start).of(&source.text);
    let clause = head.rfind([',', ';', ':', '—', '–', '(', '.']).map_or(0, |at| at + 1);
    let clause = head.get(clause..).unwrap_or_default().trim_start_matches(is_mark);
    let count = clause.split_whitespace().count();
    if count == 0 {
        return None;
    }
    let near: String =
        clause.split_whitespace().skip(count.saturating_sub(REACH)).collect::<Vec<_>>().join(" ");
    let qualifier = qualifier(&near, &QUALIFIERS)?;
    let start = found.span.start - clause.len();
    let words = trimmed(&source.text, Span::new(start, found.span.start));
    Some(Loss { at: Side::Before, words, qualifier, gap: Span::default() })
}

/// Whether the note states the condition or denial in its own words: in the sentence around the beginning of the
/// quotation.
fn said_by_the_note(case: &QuotationCase) -> bool {
    let says = |own| qualifier(own, &QUALIFIERS).or_else(|| qualifier(own, &TAKEN_BACK)).is_some();
    case.own_words(0).take(2).any(says)
}

/// The first word of a text that is on a list, as written in the text.
fn qualifier(text: &str, list: &WordList) -> Option<String> {
    let folded = fold::typographic(text).text;
    let words = word::words(&folded).map(|w| w.span.of(&folded).to_owned());
    words.into_iter().find(|w| list.contains(&w.to_lowercase()))
}

/// A span without white space and punctuation at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start_matches(is_mark).len();
    Span::new(start, start + words.trim_matches(is_mark).len())
}

/// Punctuation and white space, except brackets, which may stand for part of a word.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '[' | ']')
}

/// The fix that restores the words, if they are few and the others are right.
fn put_back(case: &QuotationCase, source: &Source, loss: &Loss) -> Option<Fix> {
    let words = loss.words.of(&source.text);
    if wording::has_words(words, LONGEST_PUT_BACK + 1) || words.contains(['\n', '[', ']']) {
        return None;
    }
    let words = repair::typeset(case.text, words);
    let text = case.text;
    let (span, words) = match loss.at {
        Side::Inside => {
            let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
            let before = text.get(..loss.gap.start)?.chars().next_back();
            let after = text.get(loss.gap.end..)?.chars().next();
            let head = if spaced(before) { "" } else { " " };
            let tail = if spaced(after) { "" } else { " " };
            (case.place(loss.gap), format!("{head}{words}{tail}"))
        }
        Side::Before => (Span::new(case.words.start, case.words.start), format!("{words} ")),
        Side::Behind => {
            let between = Span::new(
                source
                    .text
                    .get(..loss.words.start)?
                    .trim_end_matches(|c: char| !c.is_alphanumeric())
                    .len(),
                loss.words.start,
            );
            let glue = repair::typeset(text, between.of(&source.text));
            let end = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            let last = text.get(..end)?.chars().next_back()?;
            let at = case.place(Span::new(end - last.len_utf8(), end)).end;
            let glue = if glue.trim().is_empty() { " ".to_owned() } else { glue };
            (Span::new(at, at), format!("{glue}{words}"))
        }
    };
    Some(Fix::one("Restore the words", span, words))
}
