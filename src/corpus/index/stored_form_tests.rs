//! A segment whose stored form changes gets another version.

use super::format::Section;
use super::{Builder, Stamp};
use crate::container::check_stored_form;
use crate::corpus::source::{Metadata, Source};
use crate::format::{Charset, Milestone, Unit};
use crate::prose::{
    Attribution, AttributionRule, Block, BlockKind, Confidence, Form, Kind, Meaning, PartialDate,
    Quotation, Reading, Reason,
};
use crate::text::Span;
use crate::text::language::Languages;
use crate::voice::{Record, Turn};
use std::path::PathBuf;

/// The version of segments, and the id of the one below.
const RECORDED: (u32, u64) = (6, 0xfae7_65fa_2814_6c75);

/// A source with something in every field, made by hand: what readers find in a text may change without its form. Of
/// each enumeration it has the last variant, whose number shows whether another was inserted before it.
fn source() -> Source {
    let span = Span::new;
    let text = "Ferries\n\n“The harbour is closed,” she said to Ada Brill.\n";
    let metadata = Metadata {
        title: Some("Ferries".to_owned()),
        title_span: Some(span(0, 7)),
        date: Some(PartialDate { year: 2013, month: Some(5), day: Some(6) }),
        publisher: Some("Courier".to_owned()),
        author: Some("Bo Strand".to_owned()),
        address: Some("https://example.org/a".to_owned()),
        charset: Charset::UTF_8,
        languages: Languages::default(),
    };
    let block = Block { span: span(9, 59), kind: BlockKind::Other, depth: 1, continued: true };
    let label = Some("ii".to_owned());
    let milestone = Milestone { at: 9, unit: Unit::Time, number: 2, label };
    let attribution = Attribution {
        speaker: span(38, 41),
        cue: Some(span(42, 46)),
        rule: AttributionRule::Row,
        confidence: Confidence::Explicit,
        antecedent: Some(span(50, 59)),
        meaning: Some(Meaning { reason: Reason::Earlier, other: Some(span(0, 7)) }),
        through: Some(span(50, 59)),
    };
    let quotation = Quotation {
        span: span(9, 37),
        words: span(12, 34),
        form: Form::Block,
        kind: Kind::Unknown,
        closed: true,
        parent: Some(0),
        continues: Some(0),
        attribution: Some(attribution),
    };
    let outer = Quotation { span: span(9, 37), words: span(12, 34), ..Quotation::default() };
    let reading = Reading { sentences: vec![span(9, 59)], quotations: vec![outer, quotation] };
    let turn = Turn {
        words: span(9, 37),
        label: Some(span(0, 7)),
        speaker: Some("Ada Brill".to_owned()),
        is_named: true,
    };
    let record = Record { turns: vec![turn], is_address: true };
    let read = (metadata, vec![block], vec![milestone], vec![span(9, 59)], reading, record);
    Source::stored("harbour".to_owned(), PathBuf::from("/c/harbour.txt"), text.to_owned(), read)
}

#[test]
fn a_segment_in_another_form_has_another_version() {
    let mut builder = Builder::new(3);
    assert!(builder.push(&source(), Stamp { modified: 5, size: 70 }, b"attachment"));
    check_stored_form::<Section>(&builder.finish(1), RECORDED);
}
