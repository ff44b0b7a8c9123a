//! Stored actors whose form changes get another version.

use super::records::Section;
use crate::actor::{
    ActorEntries, Actors, AttributedSpeech, DocumentNames, EntryIndex, LinkRule, NameForm, NameUse,
    StatedRole,
};
use crate::container::check_stored_form;
use crate::prose::{Confidence, NameKind, PartialDate};
use crate::text::{DocumentId, Span};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// The version of stored actors, and the id of those below.
const RECORDED: (u32, u64) = (3, 0x1356_bb32_8071_16ce);
/// The checksum of what a document says about them, as a segment of the corpus has it.
const NAMES: u64 = 0x54a0_06ff_d39e_2c19;

fn form(text: &str, kind: NameKind) -> Arc<NameForm> {
    let words = text.split(' ').map(str::to_lowercase).collect();
    Arc::new(NameForm { text: text.to_owned(), words, kind, weight: 9, acronym: None })
}

/// What a document says about its actors, made by hand: what readers find in a text may change without its form.
fn names() -> DocumentNames {
    let span = Span::new;
    let mut lund = NameForm::clone(&form("Lund", NameKind::People));
    lund.acronym = Some("LU".to_owned());
    lund.words = vec!["lunds".to_owned()];
    let role = StatedRole { span: span(11, 20), text: "the mayor".to_owned() };
    let named = |start, end, form, sentence| NameUse {
        span: span(start, end),
        form,
        sentence: Some(sentence),
        titled: true,
        acts: true,
        roles: vec![role.clone()],
        rule: None,
    };
    let implied = NameUse::implied(span(40, 44), 0, None, LinkRule::Land);
    let speech = AttributedSpeech {
        words: span(60, 80),
        cue: Some(span(81, 85)),
        speaker: 0,
        written: Some(span(86, 89)),
        confidence: Confidence::Explicit,
    };
    DocumentNames {
        date: Some(PartialDate { year: 2013, month: Some(5), day: Some(6) }),
        forms: vec![form("Ada Brill", NameKind::Person), Arc::new(lund)],
        uses: vec![named(0, 9, 0, 0), named(21, 25, 1, 0), implied],
        speech: vec![speech],
        embedded: vec![named(21, 25, 0, 0)],
    }
}

#[test]
fn actors_in_another_form_have_another_version() {
    let nobody = Arc::new(EntryIndex::of(ActorEntries::default()));
    let actors = Actors::of_file(nobody).updated(vec![(DocumentId(0), Arc::new(names()))]);
    let encoded = actors.encoded(1, 7).unwrap();
    check_stored_form::<Section>(&encoded.image(), RECORDED);
}

#[test]
fn what_a_document_says_about_actors_is_stored_as_before() {
    let found = xxh3_64(&postcard::to_allocvec(&names()).unwrap());
    assert!(
        found == NAMES,
        "segments of the corpus hold `DocumentNames` in another form: raise the VERSION in corpus/index/format.rs, and \
         record {found:#018x} here"
    );
}
