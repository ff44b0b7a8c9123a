//! `misattributed-quote`: words attributed to one speaker, which the corpus explicitly attributes to another.

use super::named::{Named, Who, named};
use super::own_words::{Own, own};
use super::{AttributionView, Check, Context, QuotationCase, Rule, is_certain, turn, wording};
use crate::actor::ActorIndex;
use crate::corpus::Match;
use crate::prose::Weight;
use crate::prose::data::entries;
use crate::text::{Passage, Span};
use crate::workspace::{Finding, Fix, Severity, Spoken};

pub(super) const RULE: Rule = Rule {
    name: "misattributed-quote",
    summary: "the corpus explicitly attributes the words to someone else",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/misattributed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words may have been said by several people.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let attribution = case.attribution.as_ref()?;
    if !wording::has_words(case.text, LEAST_WORDS)
        || case.is_nested
        || attribution.weight < Weight::Informs
        || case.lookup.matches().is_empty()
    {
        return None;
    }
    let named = named(case)?;
    given_to_another(case, attribution, &named)
        .or_else(|| in_another_s_turn(case, attribution, &named))
        .or_else(|| author_s_own(case, attribution, &named))
}

/// The finding when every place of the words attributes them to another speaker.
fn given_to_another(
    case: &QuotationCase,
    attribution: &AttributionView,
    named: &Named,
) -> Option<Finding> {
    // One place that attributes the words to the named speaker, or to nobody, clears the note.
    let sure = case.lookup.matches().iter().filter(|m| is_certain(m));
    let given: Option<Vec<(&Match, Spoken, Weight)>> = sure
        .map(|m| {
            let (spoken, weight) = to_another(case.context, m.place(), named)?;
            Some((m, spoken, weight))
        })
        .collect();
    let given = given?;
    let (found, spoken, _) = given.first()?;
    // In `“‘Just so,’ Sefton said,” wrote Carrow`, the sentence is Carrow's, and two words of it Sefton's.
    if case.holds_quotations && !spoken.words.covers(found.place().span) {
        return None;
    }
    // A name that is not in the corpus is held against one source only.
    let meant = || case.cites(found) || case.context.corpus.len() == 1;
    if matches!(named.who, Who::Unknown(_)) && !meant() {
        return None;
    }
    let place = found.place();
    let right = case.context.actors.actor(spoken.actor?)?;
    let written = attribution.plain;
    let at = |span| Passage { document: place.document, span };
    let words = wording::quoted(case.text);
    let passage = case.context.passage(place);
    let (name, evidence) = (&right.name, evidence(case.context, place, spoken));
    let mut finding = if turns_to(case, attribution, spoken.actor?) {
        let message = format!(
            "{words} seems to be attributed to {written}, but {passage} attributes it to {name}: {evidence}. {name} is named before \
             the words too: say plainly who speaks them"
        );
        RULE.at_most(Severity::Info).finding(case.context, attribution.speaker, message)
    } else {
        let (most, advice) = match given.iter().map(|(_, _, weight)| *weight).min() {
            Some(Weight::Accuses) => (Severity::Error, "Correct the speaker"),
            _ => (Severity::Info, "Compare the two, and correct the speaker if it is wrong"),
        };
        let message = format!(
            "{words} is attributed to {written}, but {passage} attributes it to {name}: {evidence}. {advice}"
        );
        let mut finding = RULE.at_most(most).finding(case.context, attribution.speaker, message);
        finding.fixes.extend(given_to(attribution, name));
        finding
    };
    finding.related.extend(case.context.related(place, "the words are here"));
    finding.related.extend(case.context.related(at(spoken.speaker), "their speaker"));
    Some(finding)
}

/// The finding when every place of the words is in another speaker's turn, who may not be in the corpus.
fn in_another_s_turn(
    case: &QuotationCase,
    attribution: &AttributionView,
    named: &Named,
) -> Option<Finding> {
    let mut turns = Vec::new();
    for found in case.lookup.matches().iter().filter(|m| is_certain(m)) {
        turns.push((found, turn::of_another(case.context, found.place(), named)?));
    }
    let (found, theirs) = turns.first()?;
    let meant = case.cites(found) || case.context.corpus.len() == 1;
    if matches!(named.who, Who::Unknown(_)) && !meant {
        return None;
    }
    let place = found.place();
    let label = case.context.words(Passage { document: place.document, span: theirs.label });
    let label = if label.is_empty() { String::new() } else { format!(" (“{label}”)") };
    let (most, advice) = match theirs.weight {
        Weight::Accuses => (Severity::Error, "Correct the speaker"),
        _ => (Severity::Info, "Compare the two, and correct the speaker if it is wrong"),
    };
    let message = format!(
        "{} is attributed to {}, but in {} it is said by {}{label}. {advice}",
        wording::quoted(case.text),
        attribution.plain,
        case.context.passage(place),
        theirs.display,
    );
    let mut finding = RULE.at_most(most).finding(case.context, attribution.speaker, message);
    finding.related.extend(case.context.related(place, "the words are here"));
    finding.fixes.extend(theirs.name.as_deref().and_then(|name| given_to(attribution, name)));
    Some(finding)
}

/// The finding when the words are the source's own, and it names its author.
fn author_s_own(
    case: &QuotationCase,
    attribution: &AttributionView,
    named: &Named,
) -> Option<Finding> {
    let (Own::Author(author), place) = own(case, named)? else {
        return None;
    };
    let written = attribution.plain;
    let (words, passage) = (wording::quoted(case.text), case.context.passage(place));
    let (most, advice) = match named.weight {
        Weight::Accuses => (Severity::Error, "Correct the speaker"),
        _ => (Severity::Info, "Compare the two, and correct the speaker if it is wrong"),
    };
    let message = format!(
        "{words} is attributed to {written}, but in {passage} it is not a quotation: it is the text of {author}, who wrote \
         the source. {advice}"
    );
    let mut finding = RULE.at_most(most).finding(case.context, attribution.speaker, message);
    finding.related.extend(case.context.related(place, "the source’s own words"));
    finding.fixes.extend(given_to(attribution, &author));
    Some(finding)
}

/// The fix that names another speaker. It would destroy markup in a name.
fn given_to(attribution: &AttributionView, name: &str) -> Option<Fix> {
    let plain = attribution.plain == attribution.written;
    plain.then(|| Fix::one(format!("Attribute the words to {name}"), attribution.speaker, name))
}

/// Where a clause that attributed words may end, so that another can begin.
const TURNS: [&str; 7] = [",", ";", "–", "—", " and ", " but ", " while "];

/// Whether the sentence turns to another person between the attribution and the words: `Okafor praised them, but Moreno
/// was blunter: “…”`. Then the note may mean the second.
fn turns_to(case: &QuotationCase, attribution: &AttributionView, actor: ActorIndex) -> bool {
    let cue = attribution.cue.map_or(attribution.speaker, |(cue, _)| cue);
    let from = cue.end.max(attribution.speaker.end);
    // A paragraph away is another sentence.
    if case.blocks().is_none() || case.excerpt.start > from {
        return false;
    }
    let named = |name: Span| {
        let between = case.excerpt.words(Span::new(from, name.start.max(from)));
        let beside = from <= name.start && name.end <= case.span.start;
        beside && TURNS.iter().any(|turn| between.contains(turn))
    };
    case.excerpt.mentions.iter().any(|mention| mention.actor == actor && named(mention.span))
}

/// The speaker of the words at a place, when the source names one beside them who is certainly another than the named
/// one, and how far that may be used.
pub(super) fn to_another(
    context: &Context,
    place: Passage,
    named: &Named,
) -> Option<(Spoken, Weight)> {
    let spoken = context.spoken(place).filter(|s| s.weight >= Weight::Informs)?;
    if let Some(name) = &spoken.name
        && (!turn::may_contradict(context, place, name, named)
            || turn::may_begin_own(context, place, named))
    {
        return None;
    }
    let against = named.against(context, place.document, spoken.actor?)?;
    // Two who speak in one record are two, however alike their names are.
    let both =
        spoken.name.as_ref().is_some_and(|name| turn::both_speak(context, place, name, named));
    let against = if both { named.weight } else { against };
    if passes_on(context, place, &spoken, named) {
        return None;
    }
    let weight = against.min(spoken.weight);
    Some((spoken, weight))
}

/// Words for people who speak for others, and words by which one relays what another said.
const SPOKESPEOPLE: &str = include_str!("data/spokespeople.txt");
const RELAYING: &str = include_str!("data/relaying-words.txt");

/// Whether the source, in the same sentence, may name the named speaker as the one relayed or the one relaying: `B
/// quoted A as saying “…”`, `“…,” A said, according to B`, `“…,” said A’s spokesman B`.
fn passes_on(context: &Context, place: Passage, spoken: &Spoken, named: &Named) -> bool {
    /// Words before or after the name of a person whose words are relayed.
    const BEFORE: &[&str] =
        &["to", "by", "for", "of", "quoting", "quoted", "quotes", "citing", "cited"];
    const SAY: &[&str] = &["said", "says", "told", "that", "wrote", "had", "saying"];
    let Who::Known(actor) = named.who else { return false };
    // Crediting the one who relays the words is reported by `secondhand-quote`.
    let at = |span| Passage { document: place.document, span };
    if spoken.through.and_then(|span| context.actor_named(at(span))) == Some(actor) {
        return true;
    }
    let sentence = context.sentence(place);
    let mentions = context.actors.mentions(place.document);
    let from = mentions.partition_point(|m| m.span.end <= sentence.start);
    let near = mentions.iter().skip(from).take_while(|m| m.span.start < sentence.end);
    let outside =
        near.filter(|m| !m.span.overlaps(spoken.words) && !m.span.overlaps(spoken.speaker));
    outside.filter(|m| m.actor == actor || m.also.contains(&actor)).any(|mention| {
        let before = context.words(at(Span::new(sentence.start, mention.span.start)));
        let behind = context.words(at(Span::new(mention.span.end, sentence.end)));
        let last =
            before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let first =
            behind.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let cited = |words: &str| entries(RELAYING).any(|w| words.contains(w));
        let near: String = behind.chars().take(48).collect();
        let possessive = behind.starts_with(['’', '\'']) && behind.chars().nth(1) == Some('s');
        possessive && entries(SPOKESPEOPLE).any(|w| near.contains(w))
            || SAY.contains(&first) && (SAY.contains(&last) || cited(behind))
            || cited(before) && (BEFORE.contains(&last) || first == "as")
    })
}

/// The source's own words that name the speaker: `“Wang Yi told”`.
fn evidence(context: &Context, place: Passage, spoken: &Spoken) -> String {
    let words = |span| context.words(Passage { document: place.document, span });
    let cue = spoken.cue.map(words).unwrap_or_default();
    let (first, second) = match spoken.cue {
        Some(span) if span.start < spoken.speaker.start => (cue, words(spoken.speaker)),
        _ => (words(spoken.speaker), cue),
    };
    wording::quoted(format!("{first} {second}").trim())
}
