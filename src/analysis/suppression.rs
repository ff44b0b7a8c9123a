//! Silencing a rule: in one block of a note with a comment, everywhere with a line of `onrecord.toml`.

use super::edits::{apply, difference};
use super::neighbourhood::neighbourhood;
use crate::note::Note;
use crate::rules;
use crate::text::{Span, with_line_ends_of};
use crate::workspace::{Finding, Fix, Replacement, Snapshot};
use std::path::Path;
use toml_edit::{DocumentMut, Item, value};

/// The fix that silences a finding's rule for its block: another name in a comment that already silences the block,
/// else a comment on a line of its own before the block, else one at the block's end. `None` for what no comment can
/// silence.
pub fn suppress_here(snapshot: &Snapshot, path: &Path, finding: &Finding) -> Option<Fix> {
    let note = &snapshot.note(path)?.note;
    rules::named(finding.rule)?;
    let comment = format!("<!-- onrecord-ignore {} -->", finding.rule);
    let at = |place: usize, text: String| Replacement { span: Span::new(place, place), text };
    let known = note.suppressions.iter().filter(|s| s.scope.touches(finding.span.start));
    let known = known.filter(|s| !s.scope.covers(s.span));
    let known =
        known.filter_map(|s| s.rules.iter().rfind(|(name, _)| rules::named(name).is_some()));
    let more = known.map(|(_, last)| at(last.end, format!(" {}", finding.rule)));
    let block = note.blocks.iter().map(|b| note.prose.map.to_origin(b.span));
    let block = block.into_iter().find(|b| b.touches(finding.span.start));
    let line = block.and_then(|b| block_line(&note.text, b.start));
    let line = line.map(|line| at(line, format!("{comment}\n")));
    // After the block, and after anything that is not its prose: a citation, a full stop.
    let line_end =
        |at: usize| note.text.get(at..).and_then(|t| t.find(['\r', '\n'])).map(|n| at + n);
    let behind = block.map(|b| line_end(b.end).unwrap_or(note.text.len()).max(b.end));
    let behind = behind.into_iter().chain(block.map(|b| b.end));
    let behind = behind.map(|end| at(end, format!(" {comment}")));
    let part = Part::around(note, finding.span);
    let silences = |edit: &Replacement| {
        let near = part.as_ref().filter(|part| part.covers(edit.span));
        near.map_or_else(
            || Part::whole(note).silences(finding, edit),
            |p| p.silences(finding, edit),
        )
    };
    let edit = more.chain(line).chain(behind).find(silences)?;
    Some(Fix { title: format!("Silence {} here", finding.rule), edits: vec![edit], safe: false })
}

/// The start of the line on which a block begins; for a block quotation, its first line. `None` for a list item, a
/// heading or a cell: a line before it would be outside.
fn block_line(text: &str, start: usize) -> Option<usize> {
    let line_start =
        |at: usize| text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |newline| newline + 1);
    let mut line = line_start(start);
    if !text.get(line..start)?.chars().all(|c| matches!(c, '>' | ' ')) {
        return None;
    }
    while let Some(before) = line.checked_sub(1).map(line_start) {
        let quoted =
            |at| text.get(at..).is_some_and(|t: &str| t.trim_start_matches(' ').starts_with('>'));
        if !quoted(line) || !quoted(before) {
            break;
        }
        line = before;
    }
    Some(line)
}

/// A stretch of a note in which to try a comment.
struct Part<'a> {
    text: &'a str,
    /// Its start in the note.
    start: usize,
    /// The words of its quotations.
    words: Vec<String>,
}

impl<'a> Part<'a> {
    fn whole(note: &'a Note) -> Self {
        Self { text: &note.text, start: 0, words: words(note) }
    }

    /// The paragraphs around a place of a long note, if they have the same reading on their own.
    fn around(note: &'a Note, here: Span) -> Option<Self> {
        let near = neighbourhood(&note.text, here)?;
        let text = near.of(&note.text);
        let alone = Note::read(text.to_owned());
        let first = note.quotations.partition_point(|q| q.span.start < near.start);
        let inside = note.quotations.iter().skip(first).take_while(|q| q.span.start < near.end);
        let inside: Vec<(Span, &str)> = inside.map(|q| (q.span, q.text.as_str())).collect();
        let read = alone.quotations.iter().map(|q| (q.span.shift(near.start), q.text.as_str()));
        read.eq(inside).then(|| Self { text, start: near.start, words: words(&alone) })
    }

    fn covers(&self, place: Span) -> bool {
        Span::new(self.start, self.start + self.text.len()).covers(place)
    }

    /// Whether an edit makes a comment that covers the finding, and changes nothing else in the reading.
    fn silences(&self, finding: &Finding, edit: &Replacement) -> bool {
        let at = |byte: usize| byte.saturating_sub(self.start);
        let span = Span::new(at(edit.span.start), at(edit.span.end));
        let after = Note::read(apply(self.text, &[Replacement { span, ..edit.clone() }]));
        let moved = if edit.span.start <= finding.span.start { edit.text.len() } else { 0 };
        let start = at(finding.span.start) + moved;
        let covers = after.suppressions.iter().any(|s| {
            s.scope.touches(start) && s.rules.iter().any(|(rule, _)| rule == finding.rule)
        });
        covers && words(&after) == self.words
    }
}

fn words(note: &Note) -> Vec<String> {
    note.quotations.iter().map(|q| q.text.clone()).collect()
}

/// The edit of a configuration file that turns a rule off everywhere, keeping comments and order. `None` if the file is
/// not TOML, or has the rule off already.
pub fn suppress_everywhere(configuration: &str, rule: &str) -> Option<Replacement> {
    let mut document: DocumentMut = configuration.parse().ok()?;
    let rules = document.entry("rules").or_insert_with(toml_edit::table).as_table_like_mut()?;
    match rules.get_mut(rule).and_then(Item::as_value_mut) {
        Some(severity) => {
            let decor = severity.decor().clone();
            *severity = "off".into();
            *severity.decor_mut() = decor;
        }
        None => drop(rules.insert(rule, value("off"))),
    }
    difference(configuration, &with_line_ends_of(configuration, document.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, rule: &str, after: &str) {
        let edit = suppress_everywhere(before, rule).expect("an edit");
        assert_eq!(apply(before, &[edit]), after);
    }

    #[test]
    fn a_rule_is_turned_off_and_the_rest_of_the_file_stays() {
        check("", "misquote", "[rules]\nmisquote = \"off\"\n");
        check(
            "# Ours.\nprofile = 'draft' # for now\n\n[rules]\n# Loud.\nmisquote = \"error\" # yes\n",
            "misquote",
            "# Ours.\nprofile = 'draft' # for now\n\n[rules]\n# Loud.\nmisquote = \"off\" # yes\n",
        );
        check(
            "rules = { a = \"off\" }\n",
            "misquote",
            "rules = { a = \"off\" , misquote = \"off\" }\n",
        );
        check("[rules]\r\n", "misquote", "[rules]\r\nmisquote = \"off\"\r\n");
        assert_eq!(suppress_everywhere("[rules]\nmisquote = \"off\"\n", "misquote"), None);
        assert_eq!(suppress_everywhere("[rules\n", "misquote"), None);
    }
}
