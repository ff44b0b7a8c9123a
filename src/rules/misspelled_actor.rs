//! `misspelled-actor`: a name one letter off one that the corpus knows.

use super::{Check, Context, Excerpt, Rule};
use crate::actor::ActorIndex;
use crate::prose::Confidence;
use crate::text::{Cover, Span};
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "misspelled-actor",
    summary: "a name one letter away from a known one",
    severities: [Severity::Info, Severity::Info],
    page: include_str!("../../docs/rules/misspelled-actor.md"),
    check: Check::Block(look),
};

/// The most words of a name that is checked.
const MOST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt) -> Vec<Finding> {
    let mut slips = full_names(context, excerpt);
    slips.extend(speakers(context, excerpt));
    slips.sort_by_key(|slip| slip.span);
    slips.dedup_by(|next, slip| next.span.overlaps(slip.span));
    slips.into_iter().filter_map(|slip| finding(context, slip)).collect()
}

/// A name as written, and whose it probably is.
struct Typo<'n> {
    span: Span,
    written: &'n str,
    actor: ActorIndex,
    /// Whether only the surname is written.
    surname: bool,
}

/// Full names one letter away from that of exactly one actor, in the note's own words: a quotation has its source's
/// spelling.
fn full_names<'n>(context: &Context, excerpt: &Excerpt<'n>) -> Vec<Typo<'n>> {
    let own = excerpt.quotations.iter().map(|quotation| quotation.words);
    let quoted = Cover::of(own.chain(excerpt.quoted_before.iter().copied()));
    let mut slips = Vec::new();
    for run in runs(excerpt.block.span.of(excerpt.prose)) {
        for words in (2..=MOST_WORDS).flat_map(|n| run.windows(n)) {
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let name = first.join(*last).shift(excerpt.block.span.start);
            let span = excerpt.origin(name);
            let own = !quoted.overlaps(span) && !excerpt.is_mentioned(span);
            let meant = own.then(|| context.misspelt(name.of(excerpt.prose))).flatten();
            let written = excerpt.words(span);
            slips.extend(meant.map(|actor| Typo { span, written, actor, surname: false }));
        }
    }
    slips
}

/// Surnames of speakers, for words that the source attributes to someone of nearly that name.
fn speakers<'n>(context: &Context, excerpt: &Excerpt<'n>) -> Vec<Typo<'n>> {
    let mut slips = Vec::new();
    for quotation in &excerpt.quotations {
        let Some(attribution) = &quotation.attribution else { continue };
        let spoken = quotation.lookup.best().and_then(|m| context.spoken(m.place()));
        let spoken = spoken.filter(|s| s.confidence == Confidence::Explicit);
        let named = spoken.and_then(|s| s.actor).filter(|_| !attribution.has_antecedent);
        let Some(actor) = named else { continue };
        let words = attribution.written;
        let written = words.rsplit(char::is_whitespace).next().unwrap_or_default();
        let span = Span::new(attribution.speaker.end - written.len(), attribution.speaker.end);
        if !attribution.is_mentioned(span)
            && written.starts_with(char::is_uppercase)
            && context.actors.is_misspelt_surname(actor, written)
        {
            slips.push(Typo { span, written, actor, surname: true });
        }
    }
    slips
}

fn finding(context: &Context, slip: Typo<'_>) -> Option<Finding> {
    let actor = context.actors.actor(slip.actor)?;
    let place = context.actors.introduced(slip.actor)?;
    let written = slip.written;
    let right = if slip.surname { surname_like(&actor.name, written) } else { actor.name.as_str() };
    let message = format!(
        "“{written}” is one letter off {} ({}). Write “{right}”, or add the name to the actors file if it is right",
        actor.name,
        context.passage(place),
    );
    let mut finding = RULE.finding(context, slip.span, message);
    finding.related.extend(context.related(place, &actor.name));
    finding.fixes.push(Fix::one(format!("Write “{right}”"), slip.span, right));
    Some(finding)
}

/// The word of a full name most like a misspelt one.
fn surname_like<'n>(name: &'n str, written: &str) -> &'n str {
    let like = |word: &&str| (strsim::jaro_winkler(word, written) * 1000.0) as u32;
    name.split_whitespace().max_by_key(like).unwrap_or(name)
}

/// Runs of capitalised words separated by single spaces: the span of each word.
fn runs(prose: &str) -> Vec<Vec<Span>> {
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut start = 0;
    let mut joined = false;
    for piece in prose.split_inclusive(char::is_whitespace) {
        // Most words begin with a lower-case letter, which ends a run.
        if piece.starts_with(|c: char| c.is_ascii_lowercase()) {
            joined = false;
            start += piece.len();
            continue;
        }
        let word = piece.trim_end();
        let lead = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let span = Span::new(start + lead, start + lead + bare.len());
        if bare.starts_with(char::is_uppercase) {
            match runs.last_mut().filter(|_| joined && lead == 0) {
                Some(run) => run.push(span),
                None => runs.push(vec![span]),
            }
            // A comma or a full stop ends a name.
            joined = piece.len() == word.len() + 1 && span.end == start + word.len();
        } else {
            joined = false;
        }
        start += piece.len();
    }
    runs.retain(|run| run.len() > 1);
    runs
}
