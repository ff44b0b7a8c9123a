//! Whether words that a note attributes are the source's own: its author's, or a reporter's.

use super::named::Named;
use crate::corpus::{Match, Source, Verdict, Voice, is_credit};
use crate::prose::data::WordList;
use crate::rules::{Context, QuotationCase};
use crate::text::{Passage, Span};

/// Whose words they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Own {
    /// The author's, whom the source names.
    Author(String),
    /// Those of a source without a named author, or words by which it reports what somebody said.
    Reported,
}

/// First-person words: a text with them outside quotation marks is a speaker's own, a speech or a transcript.
const FIRST_PERSON: &[&str] =
    &["I", "we", "We", "my", "My", "our", "Our", "us", "me", "ours", "mine"];

/// Verbs and phrases that report what somebody said or thinks.
static REPORTS: WordList = WordList::new(include_str!("../data/reporting-words.txt"));

/// Whose own words they are, when every place of the words has them as such, in the one source that the note can mean,
/// and the named speaker cannot be the writer.
pub(in crate::rules) fn own(case: &QuotationCase, named: &Named) -> Option<(Own, Passage)> {
    let written = case.attribution.as_ref()?.plain;
    let best = case.lookup.best()?;
    let source = case.context.corpus.source(best.source)?;
    let meant = case.cites(best) || case.context.corpus.len() == 1;
    let own = |found: &Match| {
        let source = case.context.corpus.source(found.source);
        found.verdict < Verdict::Misquoted
            && source
                .is_some_and(|source| found.pieces.iter().all(|piece| source.own_words(*piece)))
    };
    if !meant
        || !named.may_be_person(case.context, written)
        || !case.lookup.matches().iter().all(own)
    {
        return None;
    }
    let place = best.place();
    // Several authors are known by their parts.
    let parts = matches!(source.voice(), Voice::Parts(_));
    if !parts && writes_here(case.context, source, named) {
        return None;
    }
    let author = source.author_at(place.span);
    if author.is_none() && !matches!(source.voice(), Voice::Reporter)
        || author.is_some_and(|author| {
            // Judges share their title.
            named.may_be(case.context, author.strip_prefix("Justice ").unwrap_or(author))
        })
    {
        return None;
    }
    let author = author.filter(|_| !is_reported(case.context, source, place));
    // A signed text may be in the first person; a report is not.
    if author.is_none() && first_person(case.text) {
        return None;
    }
    Some((author.map_or(Own::Reported, |author| Own::Author(author.to_owned())), place))
}

/// Whether words are in the first person.
pub(in crate::rules) fn first_person(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| FIRST_PERSON.contains(&w))
}

/// Whether the named speaker appears where a text names its author or speaker: above it, or in its last lines.
fn writes_here(context: &Context, source: &Source, named: &Named) -> bool {
    /// The blocks at either end, and the characters of one that is running text.
    const ENDS: usize = 4;
    const RUNNING: usize = 200;
    let blocks = source.blocks.iter().map(|block| block.span.of(&source.text));
    let short = |block: &&str| block.chars().count() < RUNNING;
    let running = |block: &&str| short(block) && !block.trim_end().ends_with('.');
    let title = source.metadata.title.as_deref();
    // If the author is known, a line above names another only if it says that they wrote it.
    let signed = matches!(source.voice(), Voice::Author(_));
    let credits = |block: &&str| {
        let mut words = block.split_whitespace();
        // A line that credits someone with editing, translating or photographs says that they did not write it.
        let told = || {
            let whole = block.split_whitespace().collect::<Vec<_>>().join(" ");
            is_credit(&whole) || block.lines().all(|line| line.trim().is_empty() || is_credit(line))
        };
        !signed
            || !told()
                && (words.clone().count() < 5 || words.any(|word| word.eq_ignore_ascii_case("by")))
    };
    let head = blocks.clone().take(ENDS).take_while(running).filter(|block| Some(*block) != title);
    let head = head.filter(credits);
    let tail = blocks
        .rev()
        .take(2)
        .filter(short)
        .filter(|block| block.split_whitespace().count() < 40 && !block.contains(['“', '"']));
    let publisher = source.metadata.publisher.as_deref();
    let titled = title.and_then(|title| title.split_once(':')).map(|(name, _)| name);
    let ends = head.chain(tail).chain(titled);
    // If the signer is known, a line counts for another only if it has a name of theirs as written.
    let named_in = |words: &str| {
        if signed { named.shares_word(context, words) } else { named.may_be(context, words) }
    };
    let by = publisher.into_iter().chain(source.metadata.author.as_deref());
    ends.into_iter().any(named_in) || by.into_iter().any(|words| named.may_be(context, words))
}

/// Whether the sentence at a place reports what somebody said or thinks.
fn is_reported(context: &Context, source: &Source, place: Passage) -> bool {
    let sentence = context.sentence(place);
    let around = [
        Span::new(sentence.start, place.span.start),
        Span::new(place.span.end, sentence.end.max(place.span.end)),
    ];
    around
        .iter()
        .flat_map(|span| span.of(&source.text).split(|c: char| !c.is_alphanumeric()))
        .any(|word| REPORTS.contains(&word.to_lowercase()))
}
