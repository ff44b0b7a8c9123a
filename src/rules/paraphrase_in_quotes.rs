//! `paraphrase-in-quotes`: the note attributes, in quotation marks, words by which the source only reports the speaker.

use super::named::{Who, named};
use super::own_words::{Own, first_person, own};
use super::{Check, Context, QuotationCase, Rule, is_certain, repair, wording};
use crate::actor::ActorIndex;
use crate::corpus::Match;
use crate::prose::{Form, Weight};
use crate::text::{Passage, Span};
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "paraphrase-in-quotes",
    summary: "the source reports these words without quoting them",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/paraphrase-in-quotes.md"),
    check: Check::Quotation(look),
};

/// Fewer words may be anyone's.
const LEAST_WORDS: usize = 5;

fn look(case: &QuotationCase) -> Option<Finding> {
    let attribution = case.attribution.as_ref()?;
    let long_enough = wording::has_words(case.text, LEAST_WORDS);
    let in_marks = case.form == Form::Marks && !case.is_nested;
    if !long_enough
        || !in_marks
        || first_person(case.text)
        || attribution.weight < Weight::Informs
        || case.lookup.matches().is_empty()
    {
        return None;
    }
    let named = named(case)?;
    // In a record of speech nothing is reported: all of it is speech.
    if case.lookup.matches().iter().any(|m| case.context.is_record(m.source)) {
        return None;
    }
    // Prose about a state or an organisation looks like its own words.
    if !named.is_person(case.context) {
        return None;
    }
    // One place that quotes the words, or is about someone else, clears the note.
    let of_them = match named.who {
        Who::Known(actor) => case.lookup.matches().iter().all(|m| reports(case.context, m, actor)),
        Who::Unknown(_) => false,
    };
    let own = own(case, &named);
    // If they are the author's own, `misattributed-quote` reports it.
    let place = match own {
        Some((Own::Author(_), _)) => return None,
        Some((Own::Reported, place)) => place,
        None if of_them => case.lookup.best()?.place(),
        None => return None,
    };
    let (words, passage) = (wording::quoted(case.text), case.context.passage(place));
    let written = attribution.plain;
    let message = if of_them {
        format!(
            "{words} is not quoted in {passage}: these are the source’s words about {written}. Remove the quotation marks"
        )
    } else {
        format!(
            "{words} is not quoted in {passage}: these are the source’s own words, attributed to no one. Quote what {written} \
             says there, or attribute the words to the source"
        )
    };
    let most = if named.weight == Weight::Accuses { Severity::Error } else { Severity::Info };
    let mut finding = RULE.at_most(most).finding(case.context, case.words, message);
    finding.related.extend(case.context.related(place, "the source’s own words"));
    finding.fixes.extend(of_them.then(|| repair::without_marks(case)).flatten());
    Some(finding)
}

/// Whether a match is in the source's own prose, in a sentence that names the note's speaker before it.
fn reports(context: &Context, found: &Match, named: ActorIndex) -> bool {
    let place = found.place();
    let Some(source) = context.corpus.source(place.document) else { return false };
    let quoted = source.reading.outermost(place.span).next().is_some();
    let sentence = context.sentence(place);
    let before =
        Passage { document: place.document, span: Span::new(sentence.start, place.span.start) };
    let mentions = context.actors.mentions(place.document);
    let from = mentions.partition_point(|m| m.span.end <= before.span.start);
    let mentioned = mentions.iter().skip(from).take_while(|m| m.span.start < before.span.end);
    // A name followed by a colon is a label: what follows are the speaker's words.
    let label = context.words(before).contains(':');
    let by = [source.metadata.author.as_deref(), source.metadata.publisher.as_deref()];
    let name = context.actors.actor(named).map(|a| a.name.as_str());
    is_certain(found)
        && !quoted
        && !label
        && !by.contains(&name)
        && mentioned.into_iter().any(|m| m.actor == named && m.also.is_empty())
}
