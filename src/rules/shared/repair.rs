//! Fixes that several rules offer: the source's words, marks for changes, a citation, removing marks.

use super::comparison::{Difference, differences};
use super::edge;
use super::named::named;
use super::splice::is_certain;
use super::unmarked::{self, letters, words};
use super::wording::behind;
use crate::corpus::{Change, ChangeKind, Match, alike};
use crate::prose::{Confidence, Form};
use crate::rules::misattributed_quote::to_another;
use crate::rules::{Context, QuotationCase, QuotationView};
use crate::text::word::is_sign;
use crate::text::{Passage, Span, fold};
use crate::workspace::{Fix, Replacement, Spoken};

/// A repair is certain if at most one in this many of the quotation's words differ: more is a paraphrase, and only its
/// author knows whether it is one.
const CERTAIN_SHARE: usize = 4;
/// How much less similar every other place must be for one place to be certain.
const APART: f32 = 0.05;

/// The fix that restores the source's words, in the typography of the note. Touches only the words that differ. Safe if
/// the place is the cited one, no other resembles it, and the change is a typo: small, and in no word that affects the
/// meaning.
pub(in crate::rules) fn source_words(case: &QuotationCase, found: &Match) -> Option<Fix> {
    let (source, differences) = compared(case, found)?;
    let unmarked: Vec<&Difference> = differences.iter().filter(|d| !d.marked).collect();
    let restored = |d: &&Difference| restored(case, source, d);
    // Words in markup, or with a footnote or link among them, cannot be replaced without breaking it.
    let edits: Vec<Replacement> = unmarked.iter().map(restored).collect::<Option<_>>()?;
    let written = words(case.text).count();
    let changed: usize = unmarked
        .iter()
        .map(|d| {
            let (ours, theirs) = (d.quoted.of(case.text), d.source.of(source));
            words(ours).count().max(words(theirs).count())
        })
        .sum();
    let safe = changed * CERTAIN_SHARE <= written
        && !found.changes.iter().any(|c| c.material && !c.marked)
        && certain(case, found)
        && edge::is_settled(case, source, found, &unmarked);
    (!edits.is_empty()).then(|| Fix { safe, ..Fix::new("Use the source’s words", edits) })
}

/// The text of a match's source and the differences from it; `None` when the place or the differences are doubtful.
fn compared<'a>(case: &QuotationCase<'a>, found: &Match) -> Option<(&'a str, Vec<Difference>)> {
    if doubtful(case, found) {
        return None;
    }
    let source = &case.context.corpus.source(found.source)?.text;
    Some((source, differences(case.text, source, found)?))
}

/// Whether a match is the only place the note can mean: in the only cited source, and no other place resembles it.
pub(in crate::rules) fn certain(quotation: &QuotationView, found: &Match) -> bool {
    let near = |m: &Match| m.place() != found.place() && m.similarity + APART > found.similarity;
    quotation.lookup.cited == [found.source]
        && is_certain(found)
        && !quotation.lookup.matches().iter().any(near)
}

/// The edit that undoes one difference; `None` if it would break markup.
fn restored(case: &QuotationCase, source: &str, difference: &Difference) -> Option<Replacement> {
    let text = case.text;
    let theirs = typeset(text, difference.source.of(source));
    let quoted = difference.quoted;
    let (span, theirs) = match difference.kind {
        ChangeKind::Changed => (quoted, theirs),
        ChangeKind::Added => {
            let between = difference.between.map(|glue| typeset(text, glue.of(source)));
            let (span, glue) = without(text, quoted, between);
            let apart = is_apart(case, quoted);
            return (apart && is_plain(case, span))
                .then(|| Replacement::new(place(case, span), glue));
        }
        ChangeKind::Omitted => {
            let glue = glue_before(text, quoted.start);
            let between = with_glue(source, difference.source);
            let plain = case.place(glue).len() == glue.len();
            if plain && !glue.is_empty() {
                (glue, typeset(text, between.of(source)))
            } else {
                (quoted, format!("{theirs} "))
            }
        }
    };
    is_plain(case, span).then(|| Replacement::new(place(case, span), theirs))
}

/// Whether the note has nothing but words in a span of a quotation's text: no markup, link or footnote, only line
/// prefixes.
pub(in crate::rules) fn is_plain(case: &QuotationCase, span: Span) -> bool {
    let letters = |c: &char| !c.is_whitespace() && *c != '>';
    let written = case.excerpt.words(case.place(span)).chars().filter(letters);
    span.is_empty() || written.eq(span.of(case.text).chars().filter(letters))
}

/// Whether a span of a quotation's text has no markup of its own around it, which would be left empty.
fn is_apart(case: &QuotationCase, span: Span) -> bool {
    let text = case.text;
    let here = case.place(span);
    let reach = |c: Option<char>| c.map_or(0, char::len_utf8);
    let before = reach(text.get(..span.start).and_then(|t| t.chars().next_back()));
    let behind = reach(text.get(span.end..).and_then(|t| t.chars().next()));
    let wider = Span::new(span.start - before, span.end + behind);
    let wide = case.place(wider);
    let space =
        |text: Option<&str>| text.is_some_and(|t| t.chars().all(|c| c.is_whitespace() || c == '>'));
    let (start, end) = (wide.start + before, wide.end - behind);
    (start >= here.start || space(case.excerpt.get(Span::new(start, here.start))))
        && (end <= here.end || space(case.excerpt.get(Span::new(here.end, end))))
}

/// The place in the note of a span of a quotation's text; an empty span is placed before the next character.
fn place(case: &QuotationCase, span: Span) -> Span {
    if !span.is_empty() {
        return case.place(span);
    }
    let next = case.text.get(span.start..).and_then(|t| t.chars().next());
    let at = case.place(Span::new(span.start, span.start + next.map_or(0, char::len_utf8))).start;
    Span::new(at, at)
}

/// Added words with the text between them and their neighbours, and what replaces both: between two words, the source's
/// text there; at an end of the quotation, only what belongs to the remaining words.
fn without(text: &str, added: Span, between: Option<String>) -> (Span, String) {
    let before = text.get(..added.start).unwrap_or_default();
    let behind = text.get(added.end..).unwrap_or_default();
    let start = before.trim_end_matches(is_glue).len();
    let end = text.len() - behind.trim_start_matches(is_glue).len();
    let (head, tail) =
        (before.get(start..).unwrap_or_default(), Span::new(added.end, end).of(text));
    let owned = |glue: &str| glue.contains(['…', '[', ']']) || glue.contains("..");
    let pairs = |c: char| "()‘’'“”\"«»".contains(c);
    match between {
        _ if start == 0 && end < text.len() => {
            let closes = |c: char| ")’”\"»'".contains(c);
            let opened = head.contains(pairs) && tail.starts_with(closes);
            let tail = tail.trim_start_matches(|c: char| opened && closes(c));
            let kept = tail.trim_start_matches(|c: char| !pairs(c) && c != '…');
            let from = if opened { 0 } else { added.start };
            (Span::new(from, end - kept.len()), String::new())
        }
        _ if end == text.len() && start > 0 => {
            // What closes after the last word stays, and so does the end of a bracket or mark that opens before them.
            let closed =
                head.len() - head.trim_start_matches([')', '’', '”', '"', '»', '\'']).len();
            let space = head.rfind(char::is_whitespace).unwrap_or(0);
            let opened = head.get(space..).is_some_and(|t| t.contains(pairs));
            let kept = tail.trim_start_matches(|c: char| opened && pairs(c));
            let from = if owned(head) { added.start } else { start + closed };
            (Span::new(from, end - kept.len()), String::new())
        }
        Some(between) if !owned(head) && !owned(tail) => (Span::new(start, end), between),
        _ => {
            let blank = before.len() - before.trim_end().len();
            let after = behind.len() - behind.trim_start().len();
            let after = if blank == 0 { after } else { 0 };
            (Span::new(added.start - blank, added.end + after), String::new())
        }
    }
}

/// Where to put an ellipsis before a word: before a bracket or mark that opens with it. `None` inside a hyphenated
/// word.
fn before_word(text: &str, word: Span) -> Option<Span> {
    let before = text.get(..word.start)?;
    if before.ends_with(char::is_whitespace) || before.is_empty() {
        return Some(word);
    }
    let opening = |c: char| "([‘“«'\"".contains(c);
    let outside = before.trim_end_matches(opening);
    if outside.len() < before.len()
        && (outside.is_empty() || outside.ends_with(char::is_whitespace))
    {
        return Some(Span::new(outside.len(), outside.len()));
    }
    before.ends_with(['—', '–', '…', '.']).then_some(word)
}

/// The punctuation and spaces between a place and the word before it.
fn glue_before(text: &str, at: usize) -> Span {
    let before = text.get(..at).unwrap_or_default();
    Span::new(before.trim_end_matches(is_glue).len(), at)
}

/// Punctuation and spaces between words; brackets belong to words that the note changes.
fn is_glue(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '[' | ']') && !is_sign(c)
}

/// Words of a source with the punctuation and spaces up to their neighbours.
fn with_glue(source: &str, span: Span) -> Span {
    let before = glue_before(source, span.start).start;
    let after = source.get(span.end..).unwrap_or_default();
    let len = after.find(|c: char| c.is_alphanumeric() || is_sign(c)).unwrap_or(0);
    Span::new(before, span.end + len)
}

/// Words of a source with straight or curly marks as in `written`, nested if inside its own; on one line, with one
/// space at either end where there was white space.
pub(in crate::rules) fn typeset(written: &str, words: &str) -> String {
    let straight = !written.contains(['’', '‘', '“', '”']) && written.contains(['\'', '"']);
    let marked = |c: char| match (c, straight) {
        ('’' | '‘' | '“' | '”' | '"', true) => '\'',
        ('“', false) => '‘',
        ('”' | '"', false) => '’',
        _ => c,
    };
    let whole = fold::undivided(words);
    let joined: String = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = if words.starts_with(char::is_whitespace) { " " } else { "" };
    let tail = if words.ends_with(char::is_whitespace) && !joined.is_empty() { " " } else { "" };
    format!("{head}{}{tail}", joined.chars().map(marked).collect::<String>())
}

/// The fix that marks every unmarked difference: brackets around changed and added words, an ellipsis for a gap. The
/// caller decides whether it is safe.
pub(in crate::rules) fn marks(case: &QuotationCase, found: &Match) -> Option<Fix> {
    let (_, differences) = compared(case, found)?;
    let unmarked = || differences.iter().filter(|d| !d.marked);
    let edits: Vec<Replacement> = unmarked()
        .map(|d| {
            let ours = d.quoted.of(case.text);
            let gap = d.quoted.is_empty();
            let text = if gap { "… ".to_owned() } else { format!("[{ours}]") };
            let at = if gap { before_word(case.text, d.quoted)? } else { d.quoted };
            let span = place(case, at);
            let next = case.excerpt.text_from(span.end).and_then(|t| t.chars().next());
            // Brackets before these make a link.
            let links = !d.quoted.is_empty() && matches!(next, Some('(' | '[' | ':'));
            let plain = is_plain(case, d.quoted) && !links;
            plain.then_some(Replacement { span, text })
        })
        .collect::<Option<_>>()?;
    let gaps = unmarked().filter(|d| d.kind == ChangeKind::Omitted).count();
    let title = match (gaps, edits.len()) {
        (_, 0) => return None,
        (1, 1) => "Mark the omission with an ellipsis",
        (gaps, all) if gaps == all => "Mark the omissions with ellipses",
        (0, 1) => "Bracket the change",
        (0, _) => "Bracket the changes",
        _ => "Mark the changes with brackets and ellipses",
    };
    Some(Fix::new(title, edits))
}

/// The fix that cites a place after a quotation.
pub(in crate::rules) fn citation(case: &QuotationCase, place: Passage) -> Fix {
    let citation = case.context.citation(case.excerpt.dialect, place);
    let at = match case.form {
        Form::Marks => case.span.end,
        Form::Block => case.words.end,
    };
    Fix::one(format!("Cite {citation}"), Span::new(at, at), format!(" {citation}"))
}

/// The doubt about the speaker named by a fix: `in visit ¶2: she: perhaps Ada Moreno`.
pub(in crate::rules) fn doubt(
    context: &Context,
    place: Passage,
    spoken: &Spoken,
) -> Option<String> {
    let shown = || context.speaker_shown(place, spoken);
    let unsure = spoken.confidence < Confidence::Explicit;
    unsure.then(|| format!("in {}: {}", context.passage(place), shown()))
}

/// The fixes that credit the speaker and cite the place of an uncited quotation: in a clause after it if its sentence
/// permits, else in parentheses.
pub(in crate::rules) fn credits(case: &QuotationCase, name: &str, place: Passage) -> Option<Fix> {
    let citation = case.context.citation(case.excerpt.dialect, place);
    attribution(case, name, Some(&citation)).or_else(|| {
        (case.form == Form::Marks && case.closed).then(|| {
            let written = format!(" ({name}, {citation})");
            Fix::one(format!("Cite {name}, {citation}"), behind(case.span), written)
        })
    })
}

/// The fix that names the speaker in the citation directly after a quotation: `(Ada Moreno, [@visit, ¶1])`.
pub(in crate::rules) fn beside_citation(case: &QuotationCase, name: &str) -> Option<Fix> {
    let cited = case.citation_behind?;
    let bracketed = case.excerpt.words(cited).starts_with('[');
    let edits = vec![
        Replacement::new(Span::new(cited.start, cited.start), format!("({name}, ")),
        Replacement::new(behind(cited), ")"),
    ];
    (case.form == Form::Marks && bracketed)
        .then(|| Fix::new(format!("Name {name} beside the citation"), edits))
}

/// The fix that names the speaker after a quotation that is a sentence of its own: `“…,” Ada Moreno said.` With
/// `citing`, it also cites the place.
pub(in crate::rules) fn attribution(
    case: &QuotationCase,
    name: &str,
    citing: Option<&str>,
) -> Option<Fix> {
    let mark = Span::new(case.words.end, case.span.end);
    let before = case.excerpt.prose.get(..case.prose.start)?;
    let outside = before.trim_end_matches(|c: char| "“„«»‹›「『\"'‘‚ ".contains(c));
    let begins =
        outside.is_empty() || outside.ends_with(['.', '?', '!', '\n', ':', '”', '」', '。']);
    if case.form != Form::Marks || !case.closed || mark.is_empty() || !begins {
        return None;
    }
    let words = case.excerpt.words(case.words);
    let last = words.chars().next_back()?;
    let stop = Span::new(case.words.end - last.len_utf8(), case.words.end);
    let cited = case.citation_behind;
    let end = cited.map_or(case.span.end, |c| c.end);
    let rest = case.excerpt.text_from(end)?.chars().next();
    let mut edits = Vec::new();
    let (comma, closes) = match (last, rest) {
        ('.', None | Some(' ' | '\n' | '\r')) => (Some(stop), true),
        ('?' | '!', None | Some(' ' | '\n' | '\r')) => (None, true),
        (c, Some('.')) if c.is_alphanumeric() => (Some(behind(stop)), false),
        (',', Some('.')) => (None, false),
        _ => return None,
    };
    edits.extend(comma.map(|span| Replacement::new(span, ",")));
    let citation = citing.map(|citation| format!(" {citation}")).unwrap_or_default();
    let full_stop = if closes && cited.is_none() { "." } else { "" };
    let said = format!(" {name} said{citation}{full_stop}");
    edits.push(Replacement::new(behind(case.span), said));
    if closes && cited.is_some() {
        edits.push(Replacement::new(Span::new(end, end), "."));
    }
    let cite = citing.map(|citation| format!(", and cite {citation}")).unwrap_or_default();
    Some(Fix::new(format!("Say that {name} said it{cite}"), edits))
}

/// The fix that removes the quotation marks.
pub(in crate::rules) fn without_marks(quotation: &QuotationView) -> Option<Fix> {
    let marks = [
        Span::new(quotation.span.start, quotation.words.start),
        Span::new(quotation.words.end, quotation.span.end),
    ];
    let in_marks = quotation.form == Form::Marks && marks.iter().all(|m| !m.is_empty());
    let edits = marks.map(|mark| Replacement::new(mark, "")).to_vec();
    in_marks.then(|| Fix::new("Remove the quotation marks", edits))
}

/// The agreeing words needed for each that differs; and with fewer agreeing words, how many letters they need.
const AGREEING: usize = 7;
const FEWEST_AGREEING: usize = 4;
const LETTERS_AGREEING: usize = 18;

/// Whether a quotation agrees with its place in all but so few words that it is no other remark, however long they are.
/// Used for the one cited source, where few places resemble each other.
fn rest_agrees(quoted: &str, source: &str, found: &Match) -> bool {
    let changes = unmarked::changes(quoted, source, found);
    let apart =
        |c: &&Change| words(c.quoted.of(quoted)).count().max(words(c.source.of(source)).count());
    let added = |c: &&Change| words(c.quoted.of(quoted)).count();
    let differ: usize = changes.iter().map(apart).sum();
    let written = words(quoted).count();
    let agree = written.saturating_sub(changes.iter().map(added).sum::<usize>());
    if differ * AGREEING <= agree {
        return true;
    }
    let [change] = changes.as_slice() else { return false };
    let (ours, theirs) = (letters(change.quoted.of(quoted)), letters(change.source.of(source)));
    if alike(&ours, &theirs) && agree > 1 {
        return true;
    }
    let all = letters(quoted).len() - ours.len().min(letters(quoted).len());
    added(change) <= 1 && agree >= FEWEST_AGREEING && all >= LETTERS_AGREEING
}

/// Whether a place is doubtful: the words only resemble it, and the source attributes them to someone else, or has them
/// outside its quotations. Findings about such a place weigh less, and its words are not offered.
pub(in crate::rules) fn doubtful(case: &QuotationCase, found: &Match) -> bool {
    if is_certain(found) {
        return false;
    }
    let Some(source) = case.context.corpus.source(found.source) else { return true };
    if case.lookup.cited == [found.source] && rest_agrees(case.text, &source.text, found) {
        return false;
    }
    let quoted =
        |piece: &Span| source.reading.outermost(*piece).any(|(_, q)| q.words.covers(*piece));
    let somebody = case.attribution.is_some();
    let named = case.attribution.as_ref().and_then(|_| named(case));
    let another =
        named.is_some_and(|named| to_another(case.context, found.place(), &named).is_some());
    another || (somebody && !found.pieces.iter().all(quoted))
}

#[cfg(test)]
mod tests {
    use super::typeset;

    #[test]
    fn the_note_keeps_its_typography() {
        assert_eq!(typeset("it's a big test.", "It’s a\nbigger test"), "It's a bigger test");
        assert_eq!(typeset("It’s a big test", "it’s a “bigger” test,"), "it’s a ‘bigger’ test,");
        assert_eq!(typeset("", "other  words"), "other words");
    }
}
