//! Suppresses findings about what is still being written.
//!
//! A quotation mark opened a second ago is not an unclosed quotation, and `[@00` on its way to `[@001]` is no unknown
//! source. Only an editor knows where someone is writing, so only the server uses this; the command line reports
//! everything.

use crate::note::Note;
use crate::text::{Span, paragraph};
use crate::workspace::Finding;

/// Rules about a word, a key or a number that may continue at the cursor.
const OF_A_WORD: &[&str] =
    &["unknown-source", "wrong-locator", "misspelled-actor", "ambiguous-speaker"];

/// Rules about what may follow a quotation: its speaker and its citation.
const OF_WHAT_FOLLOWS: &[&str] =
    &["unattributed-quote", "missing-speaker", "uncited-quote", "unsourced-blockquote"];

/// Whether a finding is about what is still being written, if the last edit of the note ended at the byte `cursor`.
pub fn unfinished(note: &Note, finding: &Finding, cursor: usize) -> bool {
    let Some(around) = paragraph(&note.text, cursor) else { return false };
    if !around.touches(finding.span.start) {
        return false;
    }
    let begun = note.quotations.iter().find(|q| {
        !q.closed && around.covers(Span::new(q.span.start, q.span.start)) && q.span.start < cursor
    });
    let opened = begun.is_some_and(|q| finding.span.end > q.span.start);
    let word = OF_A_WORD.contains(&finding.rule) && finding.span.touches(cursor);
    let at_the_end = || Span::new(cursor, around.end).of(&note.text).trim().is_empty();
    let follows =
        OF_WHAT_FOLLOWS.contains(&finding.rule) && finding.span.end <= cursor && at_the_end();
    opened || word || follows
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::super::fixture::{NOTE, desk};
    use super::*;
    use std::path::Path;

    /// The rules with findings while the writer is at `|`, and those when the note is left alone.
    #[track_caller]
    fn check(marked: &str, while_writing: &[&str], afterwards: &[&str]) {
        let cursor = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let snapshot = desk(&text);
        let note = &snapshot.note(Path::new(NOTE)).unwrap().note;
        let all = findings(&snapshot, Path::new(NOTE));
        let said = all.iter().filter(|f| !unfinished(note, f, cursor)).map(|f| f.rule);
        assert_eq!(said.collect::<Vec<_>>(), while_writing, "while writing {marked:?}");
        assert_eq!(all.iter().map(|f| f.rule).collect::<Vec<_>>(), afterwards, "after {marked:?}");
    }

    #[test]
    fn a_quotation_is_judged_when_it_is_closed() {
        let unclosed = &["unclosed-quote", "uncited-quote"][..];
        check("Harker said: “We have waited long|\n", &[], unclosed);
        check("Harker said: “We have waited long\n\nThen|\n", unclosed, unclosed);
        check(
            "Harker said: “We have waited far too long for the new bridge” [@visit]|\n",
            &["misquote"],
            &["misquote"],
        );
    }

    #[test]
    fn a_key_is_looked_up_when_it_is_written() {
        check("It rained [@vis|].\n\nMore.\n", &[], &["unknown-source"]);
        check("It rained [@vis].|\n", &["unknown-source"], &["unknown-source"]);
    }

    #[test]
    fn a_speaker_may_follow_in_the_same_paragraph() {
        let quotation = "“It rained on the ferry all week, as everybody saw”";
        let wanting = &["unattributed-quote", "quote-not-found"][..];
        check(&format!("{quotation}|\n"), &["quote-not-found"], wanting);
        check(&format!("{quotation}| and so on.\n"), wanting, wanting);
        check(&format!("{quotation}\n\nN|\n"), wanting, wanting);
    }
}
