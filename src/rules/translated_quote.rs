//! `translated-quote`: words in a language in which the cited source has no passage.

use super::{Check, NoteView, Rule, wording};
use crate::corpus::Verdict;
use crate::note::Quotation;
use crate::prose::Kind;
use crate::prose::data::entries;
use crate::text::language::{Language, LanguageSet};
use crate::text::{Cover, Passage, Span};
use crate::workspace::{AssessedQuotation, Finding, Severity, Translation};

pub(super) const RULE: Rule = Rule {
    name: "translated-quote",
    summary: "the source has no passage in the quotation’s language, and the note does not say who translated it",
    severities: [Severity::Info, Severity::Info],
    page: include_str!("../../docs/rules/translated-quote.md"),
    // A statement about the note's translations may be anywhere in it.
    check: Check::Note(check),
};

/// Fewer words without a citation are too often a term.
const LEAST_WORDS: usize = 4;

fn check(view: &NoteView) -> Vec<Finding> {
    if !view.context.corpus_is_known() {
        return Vec::new();
    }
    let translated = view.quotations().filter(|(quotation, assessed)| {
        quotation.parent.is_none()
            && is_claimed(quotation, assessed)
            && assessed.translation() == Translation::Yes
    });
    let mut translated = translated.peekable();
    if translated.peek().is_none() || speaks_of_its_translations(view) {
        return Vec::new();
    }
    let reported = translated.filter(|(quotation, assessed)| {
        !says_who_translated(view, quotation) && !quotes_the_original(view, quotation, assessed)
    });
    reported.map(|(quotation, assessed)| finding(view, quotation, assessed)).collect()
}

/// Whether the note presents the words as someone's: by a citation, or because they are speech.
fn is_claimed(quotation: &Quotation, assessed: &AssessedQuotation) -> bool {
    let speech = matches!(quotation.kind, Kind::Speech | Kind::Unknown);
    !assessed.cited.is_empty() || speech && wording::has_words(&quotation.text, LEAST_WORDS)
}

fn finding(view: &NoteView, quotation: &Quotation, assessed: &AssessedQuotation) -> Finding {
    let words = wording::quoted(&quotation.text);
    let corpus = &view.snapshot.corpus;
    let ours = named(assessed.languages())
        .map_or_else(|| "in its language".to_owned(), |n| format!("in {n}"));
    let mut message = match assessed.cited.first() {
        Some(document) => {
            let theirs = named(corpus.languages_of(*document).main);
            let theirs = theirs.map_or_else(String::new, |names| format!(" (it is in {names})"));
            let cited =
                view.first_cited(quotation).map(|c| c.without_locator()).unwrap_or_default();
            format!(
                "{words} seems to be a translation: {cited} has no passage {ours}{theirs}. Say who translated it, or quote the original beside it"
            )
        }
        None => {
            format!(
                "{words} seems to be a translation: no source has a passage {ours}. Say who translated it, and cite the original"
            )
        }
    };
    let likewise = assessed.translated_likewise().filter(|_| !assessed.cited.is_empty());
    if let Some(found) = likewise {
        let passage = view.context.passage(found.place());
        message.push_str(&format!("; {passage} has these very words"));
    }
    let mut finding = RULE.finding(&view.context, quotation.span, message);
    let theirs = likewise.map(|found| found.place());
    finding.related.extend(theirs.and_then(|place| view.context.related(place, "the same words")));
    let cited = assessed.cited.first().map(|id| Passage { document: *id, span: Span::default() });
    let cited = cited.and_then(|place| view.context.related(place, "the source cited"));
    finding.related.extend(cited);
    finding
}

/// The names of languages, if all have one.
fn named(languages: LanguageSet) -> Option<String> {
    let names: Option<Vec<&str>> = languages.iter().map(Language::name).collect();
    names.filter(|names| !names.is_empty()).map(|names| names.join(" and "))
}

/// Prefixes of words about translation, in lower case.
const TRANSLATED: &str = include_str!("data/translating-words.txt");

fn is_of_translating(words: &str) -> bool {
    let words = words.to_lowercase();
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| entries(TRANSLATED).any(|begin| word.starts_with(begin)))
}

/// Whether the note says who translated all or many of its quotations: “All translations are mine”.
fn speaks_of_its_translations(view: &NoteView) -> bool {
    const ALL: &[&str] =
        &["translations", "übersetzungen", "traductions", "traducciones", "переводы"];
    let text = &view.note.prose.text;
    let quoted = Cover::of(view.note.quotations.iter().map(|quotation| quotation.words));
    let own = view.note.blocks.iter().filter(|block| {
        let place = view.note.prose.map.to_origin(block.span);
        !quoted.overlaps(place) || !is_quotation_alone(view, block.span)
    });
    own.map(|block| block.span.of(text).to_lowercase())
        .any(|block| ALL.iter().any(|word| block.contains(word)))
}

/// Whether a block of the prose is only a quotation.
fn is_quotation_alone(view: &NoteView, block: Span) -> bool {
    view.note.quotations.iter().any(|quotation| quotation.prose.covers(block))
}

/// Whether the sentence of a quotation, or the next, says that it is translated.
fn says_who_translated(view: &NoteView, quotation: &Quotation) -> bool {
    view.own_words(quotation, 1).any(is_of_translating)
}

/// Whether the note quotes the original, in words of the cited source, in the same paragraph or the next.
fn quotes_the_original(
    view: &NoteView,
    quotation: &Quotation,
    assessed: &AssessedQuotation,
) -> bool {
    let note = view.note;
    let Some(block) = note.block_of(quotation.prose) else { return false };
    let near =
        |other: &Quotation| note.block_of(other.prose).is_some_and(|at| at.abs_diff(block) <= 1);
    view.quotations().filter(|(other, _)| other.span != quotation.span && near(other)).any(
        |(_, other)| {
            other.matches().iter().any(|found| {
                let as_cited = assessed.cited.is_empty() || assessed.cited.contains(&found.source);
                as_cited && found.verdict < Verdict::Misquoted
            })
        },
    )
}
