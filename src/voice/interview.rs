//! Interviews without labels: questions set off from the answers below them.

use super::line::is_blank;
use super::model::Turn;
use super::roster::Roster;
use super::speech::speaks_of_self;
use super::turn::{self, Conventions};
use crate::text::Span;

/// The fewest questions of an interview.
const LEAST: usize = 3;

/// How the questions of an interview are set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Bold,
    Italic,
    Heading,
}

/// A paragraph that is set off as a whole.
struct Question {
    words: Span,
    /// Its first line and the one after its last, from 0.
    line: usize,
    next: usize,
}

/// The turns of an interview whose questions are whole paragraphs in bold or italics, or headings.
pub(super) fn turns(text: &str, lines: &[Span], from: usize, title: Option<&str>) -> Vec<Turn> {
    [Form::Bold, Form::Italic, Form::Heading]
        .into_iter()
        .map(|form| of_form(text, lines, from, title, form))
        .find(|turns| !turns.is_empty())
        .unwrap_or_default()
}

fn of_form(text: &str, lines: &[Span], from: usize, title: Option<&str>, form: Form) -> Vec<Turn> {
    let mut questions = questions(text, lines, from, form);
    let asks = |question: &Question| {
        question.words.of(text).trim_end_matches(['*', '_', ' ']).ends_with('?')
    };
    // Paragraphs set off before the first question and after the last are headings.
    let first = questions.iter().position(asks).unwrap_or(questions.len());
    questions.drain(..first);
    // The paragraph after the last question only ends its answer.
    let behind = questions.iter().rposition(asks).map_or(0, |last| last + 1);
    let end = questions.get(behind).map_or(lines.len(), |next| next.line);
    questions.truncate(behind);
    let asked = questions.iter().filter(|question| asks(question)).count();
    if asked < LEAST || asked * 10 < questions.len() * 6 {
        return Vec::new();
    }
    let conventions = Conventions::of(text, lines, &[]);
    let answer = |at: usize| {
        let question = questions.get(at)?;
        let next = questions.get(at + 1).map_or(end, |next| next.line);
        let start = lines.get(question.next)?.start;
        let words = turn::words(text, lines, start, question.next, next, &conventions);
        (!words.is_empty()).then_some(words)
    };
    let answers: Vec<Option<Span>> = (0..questions.len()).map(answer).collect();
    let given = answers.iter().flatten().count();
    let personal = answers.iter().flatten().filter(|words| speaks_of_self(words.of(text))).count();
    if given < LEAST || personal * 3 < given {
        return Vec::new();
    }
    let start = questions.first().map_or(0, |question| question.words.start);
    let roster = Roster::of(text, title, start, &[], &[]);
    let mut turns = Vec::new();
    for (question, answer) in questions.iter().zip(answers) {
        let speaker = roster.interviewer().map(str::to_owned);
        turns.push(Turn {
            words: question.words,
            label: None,
            is_named: speaker.is_some(),
            speaker,
        });
        if let Some(words) = answer {
            let speaker = roster.interviewee().map(str::to_owned);
            turns.push(Turn { words, label: None, is_named: speaker.is_some(), speaker });
        }
    }
    turn::without_note(text, &mut turns);
    turns
}

/// The paragraphs of one form.
fn questions(text: &str, lines: &[Span], from: usize, form: Form) -> Vec<Question> {
    let blank = |at: usize| lines.get(at).is_none_or(|line| is_blank(line.of(text)));
    let mut found = Vec::new();
    let mut at = from;
    while at < lines.len() {
        if blank(at) {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        while !blank(next) && form != Form::Heading {
            next += 1;
        }
        let whole = Span::new(
            lines.get(at).map_or(0, |line| line.start),
            lines.get(next - 1).map_or(0, |line| line.end),
        )
        .trimmed(text);
        found.extend(inner(text, whole, form).map(|words| Question { words, line: at, next }));
        at = next;
    }
    found
}

/// The content of a paragraph that is set off as a whole.
fn inner(text: &str, whole: Span, form: Form) -> Option<Span> {
    let words = whole.of(text);
    let between = |mark: &str| {
        let inner = words.strip_prefix(mark)?.strip_suffix(mark)?;
        let plain = !inner.is_empty() && !inner.contains(mark) && !inner.starts_with(['*', '_']);
        plain.then(|| Span::new(whole.start + mark.len(), whole.end - mark.len()))
    };
    match form {
        Form::Bold => between("**").or_else(|| between("__")),
        Form::Italic => between("*").or_else(|| between("_")),
        Form::Heading => {
            let level = words.bytes().take_while(|b| *b == b'#').count();
            let rest = words.get(level..).filter(|rest| level > 1 && rest.starts_with(' '))?;
            Some(Span::new(whole.end - rest.len(), whole.end).trimmed(text))
        }
    }
    .map(|span| span.trimmed(text))
}
