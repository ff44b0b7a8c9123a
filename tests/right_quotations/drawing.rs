//! Correct quotations drawn from a manuscript: whole sentences and parts, with the changes that every style guide permits.

use super::manuscript::{CLOSE, Manuscript, OPEN, Passage};
use fastrand::Rng;
use std::collections::HashSet;

/// One correct quotation.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    /// Who said or wrote it; empty if no one is named.
    pub(crate) voice: String,
    /// Whether it is the author's own prose.
    pub(crate) written: bool,
    /// The quoted text without a final comma or full stop; inner marks as in the manuscript.
    pub(crate) words: Vec<String>,
    /// The source's words at its beginning.
    pub(crate) beginning: String,
}

/// The changes that a writer may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    None,
    /// The case of the first letter.
    Case,
    /// The same, in brackets.
    Brackets,
    /// Words omitted in the middle.
    Ellipsis,
}

/// Words that qualify a statement: a quotation that omits one is not correct.
const QUALIFIERS: &str =
    " not never no nobody none nor if unless only alleged allegedly cannot without hardly ";
/// Words that may start a sentence and are lower case within it.
const COMMON: &str = " the we it he she they there a an you that what and but if so when in to of this these my your his \
                      her our their one some then at for on with by as or there's it's that's he'd she'd they'd ";

/// The requested number of correct quotations from a text, each of words that occur only once in all texts (`everything`,
/// folded).
pub(crate) fn draw(text: &Manuscript, many: usize, everything: &str, rng: &mut Rng) -> Vec<Drawn> {
    let passages: Vec<Passage> =
        text.passages().into_iter().filter(|passage| passage.words.len() >= 5).collect();
    let sizes: Vec<usize> = passages.iter().map(|passage| passage.words.len()).collect();
    let total: usize = sizes.iter().sum();
    let mut seen = HashSet::new();
    let mut drawn = Vec::new();
    for _ in 0..many * 400 {
        if drawn.len() == many {
            break;
        }
        let mut at = rng.usize(0..total);
        let passage = passages.iter().find(|passage| {
            let here = at < passage.words.len();
            at = at.wrapping_sub(if here { 0 } else { passage.words.len() });
            here
        });
        let Some(passage) = passage else { continue };
        let Some((start, end)) = span(passage, at, drawn.len(), rng) else { continue };
        let folded = format!(" {} ", fold(&passage.words[start..end]));
        let once = everything.matches(&folded).count() == 1;
        if once && seen.insert(folded) {
            drawn.extend(quotation(passage, start, end, rng));
        }
    }
    assert_eq!(drawn.len(), many, "{} has too few words", text.key);
    drawn
}

/// Words as they are compared: only letters and digits.
pub(crate) fn fold(words: &[String]) -> String {
    let fold = |word: &String| -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let words: Vec<String> = words.iter().map(fold).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(CLOSE);
    let short = word.trim_start_matches(OPEN).len() <= 4 && word.ends_with('.');
    word.ends_with(['.', '?', '!'])
        && !(short && word.chars().next().is_some_and(char::is_uppercase))
}

/// Bounds of a quotation near a word: a whole sentence, its beginning, its end, or a part inside.
fn span(passage: &Passage, at: usize, turn: usize, rng: &mut Rng) -> Option<(usize, usize)> {
    let words = &passage.words;
    let len = rng.usize(5..=if turn.is_multiple_of(4) { 40 } else { 22 });
    let sentence = (0..=at).rev().find(|i| *i == 0 || ends_sentence(&words[i - 1]))?;
    let stop = (at..words.len()).find(|i| ends_sentence(&words[*i])).map_or(words.len(), |i| i + 1);
    let (start, end) = match turn % 6 {
        0 => (sentence, stop),
        1 => (sentence, sentence + len),
        2 => (stop.checked_sub(len)?, stop),
        3 => {
            let seam = passage.seams.get(rng.usize(0..=passage.seams.len()));
            let start = seam.map_or(at, |seam| seam.saturating_sub(rng.usize(3..8)));
            (start, start + len.max(10))
        }
        4 => {
            let stops = (stop..words.len()).filter(|i| ends_sentence(&words[*i]));
            (sentence, stops.map(|i| i + 1).find(|end| end - sentence > 12).unwrap_or(stop))
        }
        _ => (at, at + len),
    };
    let right = (5..=40).contains(&end.checked_sub(start)?) && end <= words.len();
    (right && stands_alone(passage, start, end)).then_some((start, end))
}

/// Whether a stretch can be quoted alone: it neither cuts an inner quotation nor consists of one, and drops no qualifier.
fn stands_alone(passage: &Passage, start: usize, end: usize) -> bool {
    let words = &passage.words;
    let depth = |words: &[String]| {
        let text = words.concat();
        let opens = text.matches(OPEN).count();
        let closes = text.matches(CLOSE).count();
        (opens, closes)
    };
    let before = depth(&words[..start]);
    let here = depth(&words[start..end]);
    let outside = before.0 == before.1 && here.0 == here.1;
    let inner = words[start].starts_with(OPEN) || words[end - 1].contains(CLOSE);
    let sentence = (0..=start).rev().find(|i| *i == 0 || ends_sentence(&words[i - 1])).unwrap_or(0);
    let stop =
        (end - 1..words.len()).find(|i| ends_sentence(&words[*i])).map_or(words.len(), |i| i + 1);
    let whole = passage.written || !inner;
    outside
        && whole
        && !qualifies(&words[sentence..start])
        && (ends_sentence(&words[end - 1]) || !qualifies(&words[end..stop]))
}

fn qualifies(words: &[String]) -> bool {
    words.iter().any(|word| {
        let lower = word.to_lowercase().replace('’', "'");
        let word: String = lower.chars().filter(|c| c.is_alphanumeric() || *c == '\'').collect();
        word.ends_with("n't") || QUALIFIERS.contains(&format!(" {word} "))
    })
}

fn quotation(passage: &Passage, start: usize, end: usize, rng: &mut Rng) -> Option<Drawn> {
    let mut words = passage.words[start..end].to_vec();
    let beginning = words.iter().take(4).cloned().collect::<Vec<_>>().join(" ");
    let last = words.last_mut()?;
    while last.ends_with(['.', ',', ';', ':', '-', '—']) && !last.ends_with("..") {
        last.pop();
    }
    let first = words[0].clone();
    let lower = first.to_lowercase();
    let common = COMMON.contains(&format!(" {} ", lower.replace('’', "'")));
    let change = match rng.usize(0..6) {
        0 if common => Change::Case,
        1 if common => Change::Brackets,
        2 | 3 if words.len() >= 14 => Change::Ellipsis,
        _ => Change::None,
    };
    let swapped = |first: &str| -> Option<(String, String)> {
        let initial = first.chars().next()?;
        let swapped = if initial.is_uppercase() {
            initial.to_lowercase().to_string()
        } else {
            initial.to_uppercase().to_string()
        };
        Some((swapped, first[initial.len_utf8()..].to_owned()))
    };
    match change {
        Change::None => {}
        Change::Case => words[0] = swapped(&first).map(|(initial, rest)| initial + &rest)?,
        Change::Brackets => {
            words[0] = swapped(&first).map(|(initial, rest)| format!("[{initial}]{rest}"))?;
        }
        Change::Ellipsis => {
            let gap = rng.usize(1..=5);
            let from = rng.usize(4..words.len() - gap - 3);
            let out = &words[from..from + gap];
            let seam =
                passage.seams.iter().any(|s| (start + from..=start + from + gap).contains(s));
            let marks = out.iter().any(|word| word.contains([OPEN, CLOSE]) || ends_sentence(word));
            let cut = ends_sentence(&words[from - 1]);
            if seam || marks || cut || qualifies(out) {
                return None;
            }
            let mark = ["…", "...", "[…]", ". . ."][rng.usize(0..4)];
            words.splice(from..from + gap, [mark.to_owned()]);
        }
    }
    let (voice, written) = (passage.voice.clone(), passage.written);
    Some(Drawn { voice, written, words, beginning })
}

/// The same with one word that the source does not have, as if misremembered.
pub(crate) fn with_a_wrong_word(
    drawn: &Drawn,
    vocabulary: &[String],
    rng: &mut Rng,
) -> Option<Drawn> {
    let plain = |word: &String| word.len() >= 4 && word.chars().all(|c| c.is_ascii_lowercase());
    let places: Vec<usize> = (0..drawn.words.len()).filter(|i| plain(&drawn.words[*i])).collect();
    let place = *places.get(rng.usize(0..places.len().max(1)))?;
    let mut wrong = drawn.clone();
    let old = &drawn.words[place];
    let new = vocabulary.iter().cycle().skip(rng.usize(0..vocabulary.len()));
    let differs = |word: &&String| word.bytes().next() != old.bytes().next() && plain(word);
    wrong.words[place].clone_from(new.take(vocabulary.len()).find(differs)?);
    Some(wrong)
}
