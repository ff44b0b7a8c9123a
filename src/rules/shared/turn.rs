//! Turns of records of speech: words in the turn of a speaker whom the note does not name, and quotations that
//! run from one turn into the next.

use super::named::Named;
use crate::corpus::{Match, Source};
use crate::prose::{Weight, comparable, titles};
use crate::rules::Context;
use crate::text::{Passage, Span};
use crate::voice::{changes_hands, is_asker, is_staff};

/// Another speaker's turn that contains words a note attributes.
#[derive(Clone, Debug)]
pub(in crate::rules) struct OthersTurn {
    /// The speaker, for display: “Ada Brill”, “Q”, “another speaker”.
    pub(in crate::rules) display: String,
    /// The speaker's name, if the record has one.
    pub(in crate::rules) name: Option<String>,
    /// The label; if it has none, the empty span where the turn begins.
    pub(in crate::rules) label: Span,
    /// Whether it may accuse the note, or only inform.
    pub(in crate::rules) weight: Weight,
}

/// Whether the speaker of a turn may contradict a note that names another: never if they share a surname, and someone
/// known by a handle only if the named speaker speaks in the record too.
pub(in crate::rules) fn may_contradict(
    context: &Context,
    place: Passage,
    speaker: &str,
    named: &Named,
) -> bool {
    let surname = speaker.split_whitespace().next_back().unwrap_or(speaker);
    let is_handle = !speaker.contains(char::is_uppercase);
    !named.shares_word(context, surname) && (!is_handle || speaks(context, place, named))
}

/// Whether the named speaker may be one of the speakers in the record at a place.
fn speaks(context: &Context, place: Passage, named: &Named) -> bool {
    let source = context.corpus.source(place.document);
    source.is_some_and(|source| source.record.speakers().any(|name| named.may_be(context, name)))
}

/// Whether the named speaker has turns in the record at a place, under a name other than `speaker`.
pub(in crate::rules) fn both_speak(
    context: &Context,
    place: Passage,
    speaker: &str,
    named: &Named,
) -> bool {
    let Some(source) = context.corpus.source(place.document) else { return false };
    !named.shares_word(context, speaker)
        && source.record.speakers().any(|name| name != speaker && named.is_called(context, name))
}

/// Whether the turn may be the named speaker's after all. A line before the words that begins with the name may be a label of a
/// form that was not recognized. `Q` and `A` belong to whoever was announced last.
pub(in crate::rules) fn may_begin_own(context: &Context, place: Passage, named: &Named) -> bool {
    let Some((source, turn)) = context.corpus.source(place.document).zip(context.turn(place))
    else {
        return false;
    };
    let is = |name: &str| named.shares_word(context, name);
    let Some(label) = turn.label.filter(|label| changes_hands(label.of(&source.text))) else {
        let before = Span::new(turn.words.start, place.span.start).of(&source.text);
        return last_line(before, |line| is(labelled(line))).is_some();
    };
    let before = source.text.get(..label.start).unwrap_or_default();
    let speaker = turn.speaker.as_deref().unwrap_or_default();
    let surname = comparable(speaker).pop().unwrap_or_default();
    let ours = last_line(before, |line| is_short(line) && is(line));
    let theirs = last_line(before, |line| is_short(line) && comparable(line).contains(&surname));
    ours.is_some() && ours > theirs
}

/// The start of the last line, except the first, for which a predicate holds.
fn last_line(text: &str, holds: impl Fn(&str) -> bool) -> Option<usize> {
    let mut end = text.len();
    for (at, _) in text.rmatch_indices('\n') {
        if holds(text.get(at + 1..end).unwrap_or_default().trim()) {
            return Some(at);
        }
        end = at;
    }
    None
}

/// The first words of a line, up to the end of a possible label: “Mr. Brill” in “Mr. Brill.  Yes.”. Empty if there is none.
fn labelled(line: &str) -> &str {
    const LONGEST: usize = 60;
    let near = line.get(..line.floor_char_boundary(LONGEST)).unwrap_or(line);
    let ends = [":", "\t", "  ", "—", "--", " – ", "(", "[", ".-"];
    let end = ends.iter().filter_map(|mark| near.find(mark)).min();
    let end = end.or_else(|| (line.len() < LONGEST && !line.ends_with(',')).then_some(line.len()));
    let words = end.and_then(|end| near.get(..end)).unwrap_or_default();
    if words.split_whitespace().count() < 5 { words } else { "" }
}

/// Whether a line announces a speaker without words: “BY MR. BRILL:”, “ADA BRILL, sworn”.
fn is_short(line: &str) -> bool {
    line.split_whitespace().count() < 9
        && line.split_once(':').is_none_or(|(_, behind)| behind.trim().is_empty())
}

/// The turn that contains the words, if it is certainly not that of the named speaker.
pub(in crate::rules) fn of_another(
    context: &Context,
    place: Passage,
    named: &Named,
) -> Option<OthersTurn> {
    let turn = context.turn(place)?;
    let source = context.corpus.source(place.document)?;
    if may_begin_own(context, place, named) {
        return None;
    }
    let speaker = turn.speaker.clone();
    let others = || source.record.speakers();
    let may_be = |name: &String| named.may_be(context, name);
    // “Piscator” and “Viator” may be one person, but not if both speak.
    let is = |name: &String| named.shares_word(context, name);
    let is_short = |name: &String| {
        let stem = name.trim_end_matches('.');
        others().any(|other| other.len() > stem.len() && other.starts_with(stem) && is(other))
    };
    let is_theirs = |name: &String| is(name) || is_short(name) || may_be(name) && !others().any(is);
    let speaks = || speaks(context, place, named);
    let mut weight = named.weight;
    let apart = match &speaker {
        // An institution speaks through people.
        Some(name) if turn.is_named => {
            !is_theirs(name)
                && may_contradict(context, place, name, named)
                && (named.is_person(context) || speaks())
        }
        // The record does not say who has the part. A person with another office in the corpus probably does not.
        Some(part) if is_staff(part) => both_speak(context, place, part, named),
        Some(part) if !is_asker(part) => {
            weight = weight.min(Weight::Informs);
            is_office(part) && named.role(context).is_some_and(|role| !shares(role, part))
        }
        // Counsel who ask as `Q` also have turns under their names.
        Some(part) if changes_hands(part) && is_examination(source) => false,
        // A questioner is none of the speakers with labelled turns.
        _ => speaks(),
    };
    let display = speaker.clone().unwrap_or_else(|| "another speaker".to_owned());
    let label = turn.label_or_start();
    let name = speaker.filter(|_| turn.is_named);
    apart.then_some(OthersTurn { display, name, label, weight })
}

/// Whether a record has answers as `A`: an examination, whose questions are those of counsel.
fn is_examination(source: &Source) -> bool {
    let labels = source.record.turns.iter().filter_map(|turn| turn.label);
    labels.into_iter().any(|label| label.of(&source.text) == "A")
}

/// Whether a part is an office, which one person holds: “THE PRESIDENT”, not “A”.
fn is_office(part: &str) -> bool {
    part.split_whitespace().next_back().is_some_and(titles)
}

/// Whether two offices share a word: “president of the chamber” and “THE PRESIDENT”.
fn shares(role: &str, part: &str) -> bool {
    let parts = comparable(part);
    comparable(role).iter().any(|word| word.len() > 3 && parts.contains(word))
}

/// If a match runs from one speaker's turn into the next, its words in each.
pub(in crate::rules) fn crossed(context: &Context, found: &Match) -> Option<(Span, Span)> {
    /// Fewer words on either side may be due to a misplaced mark.
    const LEAST: usize = 3;
    let source = context.corpus.source(found.source)?;
    let turns = &source.record.turns;
    let at = turns.partition_point(|turn| turn.words.start <= found.span.start).checked_sub(1)?;
    let (first, second) = (turns.get(at)?, turns.get(at + 1)?);
    let before = Span::new(found.span.start, first.words.end);
    let behind = Span::new(second.words.start, found.span.end);
    let said = |span: Span| span.of(&source.text).split_whitespace().nth(LEAST - 1).is_some();
    let one = first.speaker.is_some() && first.speaker == second.speaker;
    let both = first.words.contains(found.span.start) && said(before) && said(behind);
    (both && !one).then_some((before, behind))
}
