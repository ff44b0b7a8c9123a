//! `unknown-source`: a citation whose key names no source.

use super::{Check, NoteView, Rule, is_certain};
use crate::corpus::Resolution;
use crate::note::{Citation, CitationStyle, in_place};
use crate::text::Span;
use crate::workspace::{AssessedQuotation, Finding, Fix, Severity};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) const RULE: Rule = Rule {
    name: "unknown-source",
    summary: "the citation’s key matches no source",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/unknown-source.md"),
    check: Check::Note(check),
};

/// The similarity at which an unknown key counts as a typo of a known one (Jaro-Winkler, 0 to 1).
const LIKE: f64 = 0.8;

/// How far after an unknown key to look for the rest of a longer one, in bytes.
const LONGEST: usize = 240;

fn check(view: &NoteView) -> Vec<Finding> {
    if !view.context.corpus_is_known() {
        return Vec::new();
    }
    let mut quoted: FxHashMap<usize, &AssessedQuotation> = FxHashMap::default();
    for (quotation, assessed) in view.quotations() {
        for citation in &quotation.citations {
            quoted.entry(*citation).or_insert(assessed);
        }
    }
    let typos = typos(view);
    let resolved = view.note.citations.iter().zip(&view.assessment.citations).enumerate();
    let found = resolved.filter_map(|(number, (citation, resolution))| match resolution {
        // `unreadable-source` reports files that cannot be read.
        Resolution::Unsourced | Resolution::None
            if view.snapshot.unsupported(view.path, citation).is_some() =>
        {
            None
        }
        Resolution::Unsourced => unsourced(view, citation),
        Resolution::None => {
            if let Some(longer) = longer(view, citation) {
                return Some(in_braces(view, citation, longer));
            }
            let finding = unknown(view, citation, &typos)?;
            // Where the words are says more than what the key resembles.
            let fix = quoted.get(&number).and_then(|q| source_of_the_words(view, q, number));
            Some(match fix {
                Some(fix) => Finding { fixes: vec![fix], ..finding },
                None => finding,
            })
        }
        Resolution::One(_) | Resolution::Any(_) | Resolution::Several(_) => None,
    });
    found.collect()
}

/// A key in the bibliography without a file that is a source: nothing can be checked, but the note is right.
fn unsourced(view: &NoteView, citation: &Citation) -> Option<Finding> {
    let message = format!(
        "@{} is in the bibliography but has no source, so quotations from it are not checked. Name the file with its text in \
         the entry’s field `file`",
        citation.key
    );
    let rule = RULE.at_most(Severity::Info);
    citation.is_certain().then(|| rule.finding(&view.context, citation.key_span, message))
}

fn unknown(view: &NoteView, citation: &Citation, typos: &FxHashMap<&str, Typo>) -> Option<Finding> {
    let slip = typos.get(citation.key.as_str());
    // Links and `[[…]]` lead to other notes as often as to sources, and a bare `@name` may be a handle: only what is
    // written as a citation, or nearly names a source, counts as one.
    let meant = match citation.style {
        CitationStyle::Bracketed => true,
        CitationStyle::Narrative => citation.locator.is_some() || slip.is_some(),
        CitationStyle::Link | CitationStyle::Wiki => false,
    };
    if !meant {
        return None;
    }
    let advice = match slip {
        Some(Typo { written, of_case: true, .. }) => {
            format!("keys are case-sensitive: write @{written}")
        }
        Some(Typo { written, .. }) => format!("did you mean @{written}?"),
        None => "add the source, or correct the key".to_owned(),
    };
    let message = format!("@{} matches no source of the corpus: {advice}", citation.key);
    let mut finding = RULE.finding(&view.context, citation.key_span, message);
    finding.fixes.extend(slip.and_then(|slip| {
        let braced = is_braced(view, citation.key_span);
        let text = in_place(citation.style, braced, &slip.key)?;
        Some(Fix::one(format!("Cite @{}", slip.written), citation.key_span, text))
    }));
    Some(finding)
}

fn is_braced(view: &NoteView, key: Span) -> bool {
    view.note.text.get(..key.start).is_some_and(|before| before.ends_with('{'))
}

/// The longest stretch of the note that starts with an unknown key, continues after it, and is a full key.
fn longer(view: &NoteView, citation: &Citation) -> Option<Span> {
    let key = citation.key_span;
    if !citation.is_certain() || is_braced(view, key) {
        return None;
    }
    let text = &view.note.text;
    let most = text.floor_char_boundary(key.start + citation.key.len() + LONGEST);
    let end = match citation.style {
        CitationStyle::Bracketed => citation.span.end.saturating_sub(1),
        _ => text.len(),
    };
    let here = text.get(key.start..end.min(most))?;
    let line = here.split(['\n', '\r']).next()?;
    let stops = |c: char| c.is_whitespace() || (c.is_ascii_punctuation() && c != '_');
    let ends = line.match_indices(stops).flat_map(|(at, stop)| [at, at + stop.len()]);
    let mut ends: Vec<usize> = ends.chain([line.len()]).filter(|end| *end > key.len()).collect();
    ends.sort_unstable();
    ends.dedup();
    let whole = |end: &usize| {
        let written = line.get(..*end).unwrap_or_default();
        let known = |key: &str| {
            let mut scopes = view.snapshot.scopes.around(view.path);
            scopes.any(|scope| !matches!(scope.whole(key), Resolution::None))
        };
        written.trim_end() == written && known(written)
    };
    let end = ends.into_iter().rev().find(whole)?;
    Some(Span::new(key.start, key.start + end))
}

/// A known key, written without the braces that hold it together.
fn in_braces(view: &NoteView, citation: &Citation, longer: Span) -> Finding {
    let key = longer.of(&view.note.text);
    let text = in_place(citation.style, false, key);
    let written = text.clone().unwrap_or_else(|| format!("{{{key}}}"));
    let message = format!(
        "@{} matches no source: without braces the key ends there. Write @{written}",
        citation.key
    );
    let mut finding = RULE.finding(&view.context, longer, message);
    let fix = text.map(|text| Fix::one(format!("Write @{written}"), longer, text));
    finding.fixes.extend(fix);
    finding
}

/// The fix that cites the source with the words of the citation's quotation.
fn source_of_the_words(
    view: &NoteView,
    assessed: &AssessedQuotation,
    number: usize,
) -> Option<Fix> {
    let found = assessed.best().filter(|m| is_certain(m))?;
    let place = found.place();
    let certain = view.note.citations.get(number)?.is_certain();
    let fix = view.context.citing_instead(&view.citation(number)?, place).filter(|_| certain)?;
    let title = format!("{}, which has the words ({})", fix.title, view.context.passage(place));
    Some(Fix { title, ..fix })
}

/// What an unknown key was meant to be.
struct Typo {
    key: String,
    /// As written after the `@`.
    written: String,
    /// Whether it differs only in case.
    of_case: bool,
}

/// The most similar key for each unknown one, if there is one.
fn typos<'a>(view: &NoteView<'a>) -> FxHashMap<&'a str, Typo> {
    let resolved = view.note.citations.iter().zip(&view.assessment.citations);
    let unknown = resolved.filter(|(_, resolution)| matches!(resolution, Resolution::None));
    let unknown = unknown.filter(|(citation, _)| citation.is_certain());
    let unknown: FxHashSet<&str> = unknown.map(|(citation, _)| citation.key.as_str()).collect();
    if unknown.is_empty() {
        return FxHashMap::default();
    }
    let scopes: Vec<_> = view.snapshot.scopes.around(view.path).collect();
    let keys = scopes.iter().flat_map(|scope| {
        // Names of files in other folders are not meant.
        let meant = |id| scopes.len() == 1 || scope.corpus.holds(id);
        let held = view.snapshot.corpus.heads().filter(move |(id, _)| meant(*id));
        scope.keys.all().chain(held.map(|(_, head)| head.key))
    });
    let keys: Vec<&str> = keys.collect();
    let slip = |key: &'a str| {
        let folded = key.to_lowercase();
        let alike = keys.iter().map(|known| (likeness(known, key, &folded), *known));
        let alike = alike.filter(|(likeness, _)| *likeness >= LIKE);
        let (likeness, known) =
            alike.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let written = in_place(CitationStyle::Bracketed, false, known)?;
        Some((key, Typo { key: known.to_owned(), written, of_case: likeness >= OF_CASE }))
    };
    unknown.into_iter().filter_map(slip).collect()
}

/// The likeness of a key that differs only in case: above all others.
const OF_CASE: f64 = 2.0;

/// How similar a known key is to the written one, in full or up to the first separator in it.
fn likeness(known: &str, key: &str, folded: &str) -> f64 {
    let short = known.split(['_', '-', '.']).next().unwrap_or(known);
    let same = |one: &str| one.len() == folded.len() && one.to_lowercase() == folded;
    if same(known) || same(short) {
        return OF_CASE;
    }
    strsim::jaro_winkler(known, key).max(strsim::jaro_winkler(short, key))
}
