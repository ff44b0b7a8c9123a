//! `paraphrase-in-quotes`: the note gives a speaker, in quotation marks, words by which the source only reports them.

use super::{Check, Finding, Rule, Scene, repair, sure, wording};
use crate::actor::{ActorIndex, ActorKind, Place};
use crate::corpus::Match;
use crate::note::Quotation;
use crate::prose::{Confidence, Form};
use crate::text::Span;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "paraphrase-in-quotes",
    summary: "the source reports these words without quoting them",
    draft: Severity::Warning,
    release: Severity::Error,
    page: include_str!("../../docs/rules/paraphrase-in-quotes.md"),
    check: Check::Quotation(look),
};

/// Fewer words may be anybody's.
const LEAST_WORDS: usize = 5;

/// Words of the first person: a text that has them without quotation marks is the speaker's own, a speech or a transcript.
const FIRST_PERSON: &[&str] =
    &["I", "we", "We", "my", "My", "our", "Our", "us", "me", "ours", "mine"];

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let attribution =
        quotation.attribution.as_ref().filter(|a| a.confidence == Confidence::Explicit)?;
    let named = placed.speaker?;
    // What a state or an organisation does is told in words that look like its own.
    let person = scene.snapshot.actors.actor(named).is_some_and(|a| a.kind == ActorKind::Person);
    let long_enough = wording::has_words(&quotation.text, LEAST_WORDS);
    let in_marks = quotation.form == Form::Marks && quotation.parent.is_none();
    if !person
        || !long_enough
        || !in_marks
        || first_person(&quotation.text)
        || placed.matches().is_empty()
    {
        return None;
    }
    // One place where the words are quoted, or where another than the one named is spoken of, acquits the note.
    if !placed.matches().iter().all(|m| reports(scene, m, named)) {
        return None;
    }
    let found = placed.best()?;
    let place = scene.place(found);
    let message = format!(
        "{} is not quoted in {}: these are the source’s words about {}. Take off the quotation marks",
        wording::quoted(&quotation.text),
        scene.snapshot.passage(place),
        scene.note.plain(attribution.speaker),
    );
    let mut finding = scene.finding(&RULE, quotation.words, message);
    finding.related.extend(scene.related(place, "the source’s own words".to_owned()));
    finding.fixes.extend(repair::without_marks(quotation));
    Some(finding)
}

fn first_person(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| FIRST_PERSON.contains(&w))
}

/// Whether a match stands in the source's own prose, in a sentence that names the one whom the note quotes before it.
fn reports(scene: &Scene<'_>, found: &Match, named: ActorIndex) -> bool {
    let place = scene.place(found);
    let Some(source) = scene.snapshot.corpus.source(place.document) else { return false };
    let quoted = source.reading.outermost(place.span).next().is_some();
    let sentence = scene.snapshot.sentence(place);
    let before =
        Place { document: place.document, span: Span::new(sentence.start, place.span.start) };
    let mentions = scene.snapshot.actors.mentions(place.document);
    let from = mentions.partition_point(|m| m.span.end <= before.span.start);
    let mentioned = mentions.iter().skip(from).take_while(|m| m.span.start < before.span.end);
    // A name with a colon behind it heads a transcript: what follows are the speaker's words.
    let label = scene.snapshot.words(before).contains(':');
    let by = [source.metadata.author.as_deref(), source.metadata.publisher.as_deref()];
    let name = scene.snapshot.actors.actor(named).map(|a| a.name.as_str());
    sure(found)
        && !quoted
        && !label
        && !by.contains(&name)
        && mentioned.into_iter().any(|m| m.actor == named && m.also.is_empty())
}
