//! A hand-made report, for tests of the printers.

use super::content::{Checked, Report};
use crate::analysis::{Finding, Fix, Related, Replacement};
use crate::cli::document::LoadedDocument;
use crate::format::Charset;
use crate::text::Span;
use crate::workspace::Severity;
use std::collections::HashMap;

const NOTE: &str = "# Harbour\n\nMarta Ruiz held that “we shall not close the harbour, ever” [@102]. A \
                    resident called it “a disgrace to all of us\nwho live here”, 100% so.\n";
const SOURCE: &str = "Harbour stays open\n\nThe council met on Tuesday to hear the owners of the remaining boats, \
                      most of whom had come in person. “We shall never close the harbour,” Marta Ruiz, the mayor, \
                      told them, and left before the vote on the new pier was called.\n";

fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

/// One note with a misquotation and a quotation without a speaker.
pub(in crate::cli) fn report() -> Report {
    let source = LoadedDocument::new("/w/seeds/102_harbour.txt".into(), SOURCE.into());
    let misquote = Finding {
        rule: "misquote",
        severity: Severity::Error,
        span: place(NOTE, "“we shall not close the harbour, ever”"),
        about: None,
        message: "misquoted: the source has “We shall never close the harbour,” (102 ¶1)".into(),
        related: vec![Related {
            path: source.path.clone(),
            span: place(SOURCE, "“We shall never close the harbour,”"),
            message: "the source's words".into(),
        }],
        diff: vec![],
        fixes: vec![Fix {
            title: "Use the source's words".into(),
            edits: vec![Replacement {
                span: place(NOTE, "we shall not close the harbour, ever"),
                text: "[w]e shall never close the harbour".into(),
            }],
            safe: false,
        }],
    };
    let unattributed = Finding {
        rule: "unattributed-quote",
        severity: Severity::Warning,
        span: place(NOTE, "“a disgrace to all of us\nwho live here”"),
        about: None,
        message: "nobody is named as the speaker of these words, and no source is cited".into(),
        related: vec![],
        diff: vec![],
        fixes: vec![],
    };
    Report {
        from: "/w".into(),
        checked: vec![Checked {
            document: LoadedDocument::new("/w/notes/harbour.md".into(), NOTE.into()),
            findings: vec![misquote, unattributed],
            quotations: Some(2),
            charset: Charset::UTF_8,
        }],
        sources: HashMap::from([(source.path.clone(), source)]),
        ..Report::default()
    }
}
