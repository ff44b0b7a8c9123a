//! What is shown for the word under the cursor: an actor's card, a quotation's source, a citation's source.

use super::card::{actor_card, around, place_of};
use super::documentation::{heading, published};
use super::findings::findings;
use super::markdown::{compared, emphasised, escaped, file_link};
use super::subject::{EnclosingQuotation, Subject, subject};
use crate::actor::Mention;
use crate::corpus::{Match, Resolution, Source, Verdict};
use crate::note::{Locator, Quotation, Target};
use crate::rules::diff;
use crate::rules::wording::{changes, shortened};
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::{
    AssessedQuotation, Assessment, NoteEntry, Readiness, Snapshot, Spoken, Translation,
};
use std::iter;
use std::path::Path;

/// The most bytes of a source that a hover repeats.
const PASSAGE: usize = 480;

/// How many sources of one key are shown.
const MOST_SOURCES: usize = 8;

/// A hover: Markdown that every editor shows well (bold, struck words, lists, quotes, links only).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The whole name, quotation or citation, in the document asked about.
    pub span: Span,
    /// The text, escaped where it comes from documents.
    pub markdown: String,
}

/// What to show at a byte offset of a note or a source; `None` where there is nothing to say.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    if snapshot.readiness == Readiness::Indexing {
        return indexing(snapshot, path, offset);
    }
    let subject = subject(snapshot, path, offset)?;
    if let Subject::Quotation { entry, assessment, quotation } = &subject
        && assessment.quotations.get(*quotation).is_some_and(|assessed| assessed.best().is_none())
        && is_said_to_be_missing(snapshot, path, entry.note.quotations.get(*quotation)?.span)
    {
        return None;
    }
    let markdown = match &subject {
        Subject::Actor { mention, quoted, .. } => {
            let card = actor_card(snapshot, mention.actor, Some(mention))?;
            match quoted {
                Some(quoted) => below_head(&card, &quotation_lines(snapshot, quoted, mention)),
                None => card,
            }
        }
        Subject::Citation { entry, assessment, citation } => {
            citation_card(snapshot, path, entry, assessment, *citation)?
        }
        Subject::Quotation { entry, assessment, quotation } => quotation_card(
            snapshot,
            entry.note.quotations.get(*quotation)?,
            assessment.quotations.get(*quotation)?,
        ),
        Subject::Entry { key, source: Some(source), .. } => {
            passage_card(snapshot, *source, key, None)
        }
        Subject::Entry { key, source: None, .. } => format!(
            "**@{}** belongs to no source: the field `file` of this entry names none of the corpus.",
            escaped(key)
        ),
        Subject::Quoted { document, source, quotation } => {
            let words = source.reading.quotations.get(*quotation)?.words;
            quoted_card(snapshot, Passage { document: *document, span: words })
        }
    };
    Some(Hover { span: subject.span(), markdown })
}

/// What to show at a byte offset where nothing shows the findings: the card, or, where there is none because a finding says
/// it all, what the findings say.
pub fn hover_or_findings(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    hover(snapshot, path, offset).or_else(|| {
        let here = Span::new(offset, offset);
        let mut found = findings(snapshot, path);
        found.retain(|finding| finding.is_at(here));
        let span = found.first()?.span;
        let said: Vec<String> = found.iter().map(|finding| escaped(&finding.message)).collect();
        Some(Hover { span, markdown: said.join("\n\n") })
    })
}

/// On the card of somebody named inside a quotation: what the quotation is, and, because going to the definition leads to
/// its source, where the actor is introduced.
fn quotation_lines(
    snapshot: &Snapshot,
    quoted: &EnclosingQuotation<'_>,
    mention: &Mention,
) -> String {
    let best = quoted.assessment.quotations.get(quoted.quotation).and_then(AssessedQuotation::best);
    let stands = match best {
        Some(best) => {
            let place = place_of(snapshot, Passage { document: best.source, span: best.span });
            format!("In a quotation: {} — {place}", verdict(best.verdict))
        }
        None => "In a quotation that stands in no source".to_owned(),
    };
    match snapshot.actors.introduced(mention.actor) {
        Some(place) => format!("{stands}\n\nIntroduced: {}", place_of(snapshot, place)),
        None => stands,
    }
}

/// A card with more lines under its first paragraph, where they are seen without scrolling.
fn below_head(card: &str, lines: &str) -> String {
    match card.split_once("\n\n") {
        Some((head, rest)) => format!("{head}\n\n{lines}\n\n{rest}"),
        None => format!("{card}\n\n{lines}"),
    }
}

/// Before the corpus is known, a question is answered by saying so, never by “not found”.
fn indexing(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    let note = &snapshot.note(path)?.note;
    let quotation = note.quotation_at(offset).and_then(|i| note.quotations.get(i)).map(|q| q.span);
    let citation = note.citation_at(offset).and_then(|i| note.citations.get(i)).map(|c| c.span);
    let span = citation.or(quotation).or_else(|| capitalised(&note.text, offset))?;
    Some(Hover {
        span,
        markdown: "onrecord is still indexing the sources: ask again in a moment.".to_owned(),
    })
}

/// The capitalised word at an offset, which might be a name.
fn capitalised(text: &str, offset: usize) -> Option<Span> {
    let (before, after) = (text.get(..offset)?, text.get(offset..)?);
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(0, |(i, c)| i + c.len_utf8());
    let end = offset + after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let span = Span::new(start, end);
    span.of(text).starts_with(char::is_uppercase).then_some(span)
}

fn quotation_card(
    snapshot: &Snapshot,
    quotation: &Quotation,
    assessed: &AssessedQuotation,
) -> String {
    let Some(best) = assessed.best() else {
        return not_found(snapshot, assessed);
    };
    let place = Passage { document: best.source, span: best.span };
    let Some(source) = snapshot.corpus.source(best.source) else { return String::new() };
    let mut parts = vec![format!("**{}** — {}", verdict(best.verdict), place_of(snapshot, place))];
    let pieces = diff(&quotation.text, &source.text, best);
    let differs = changes(&quotation.text, &source.text, best);
    if !pieces.is_empty() {
        parts.push(format!("~~Source~~ and **note**: “{}”", compared(&pieces)));
    } else if best.verdict == Verdict::Misquoted && !differs.is_empty() {
        parts.push(escaped(&differs));
    }
    parts.push(passage(snapshot, source, place, &best.pieces));
    parts.extend(speaker_line(snapshot, place));
    parts.extend(dispute_line(snapshot, place));
    if !assessed.cited.is_empty() && !assessed.cited.contains(&best.source) {
        parts.push("The note cites another source for these words.".to_owned());
    }
    parts.extend(elsewhere(snapshot, assessed, best));
    parts.join("\n\n")
}

/// Whether a finding says already that a quotation stands nowhere. An editor shows it where it shows a card, which then has
/// nothing to add.
fn is_said_to_be_missing(snapshot: &Snapshot, path: &Path, quotation: Span) -> bool {
    let found = findings(snapshot, path);
    found.iter().any(|f| f.rule == "quote-not-found" && f.stands_on(quotation, iter::empty()))
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "Verbatim",
        Verdict::Permitted => "Verbatim, but for first letter or punctuation",
        Verdict::Altered => "Altered, and marked so",
        Verdict::Misquoted => "Misquoted",
    }
}

fn not_found(snapshot: &Snapshot, assessed: &AssessedQuotation) -> String {
    let sources = snapshot.corpus.len();
    let translated = assessed.translation() == Translation::Yes;
    match assessed.cited.first() {
        Some(&cited) if translated => format!(
            "**Perhaps a translation**: {} has no passage in the language of these words.",
            escaped(&snapshot.name(None, cited))
        ),
        None if translated => {
            "**Perhaps a translation**: no source has a passage in the language of these words.".to_owned()
        }
        Some(&cited) => format!(
            "**Not found** in {}, nor in any other source.",
            escaped(&snapshot.name(None, cited))
        ),
        None if sources == 0 => "There are no sources to look in: put them in `seeds/`, `sources/` or `corpus/`, or name \
                                 their folder in `onrecord.toml`."
            .to_owned(),
        None => "**Not found** in any source of the corpus.".to_owned(),
    }
}

/// The sentence around a place as a block quotation, the matched pieces in bold.
fn passage(snapshot: &Snapshot, source: &Source, place: Passage, bold: &[Span]) -> String {
    let sentence = snapshot.sentence(place);
    let window = around(&source.text, sentence, place.span, PASSAGE.max(place.span.len()));
    let head = if window.start > sentence.start { "… " } else { "" };
    let tail = if window.end < sentence.end { " …" } else { "" };
    format!("> {head}{}{tail}", emphasised(&source.text, window, bold))
}

/// Who speaks, as the source says it.
fn speaker_line(snapshot: &Snapshot, place: Passage) -> Option<String> {
    let spoken = snapshot.spoken(place)?;
    let words = |span: Span| escaped(snapshot.words(Passage { document: place.document, span }));
    let name = escaped(&snapshot.speaker_shown(place, &spoken));
    let mut line = format!("Speaker in the source: **{name}**");
    let written = speaker_as_written(&spoken);
    let cue = spoken.cue.map(words);
    let evidence: Vec<String> =
        std::iter::once(words(written)).chain(cue).filter(|w| !w.is_empty()).collect();
    line.push_str(&format!(" (“{}”)", evidence.join(" … ")));
    if let Some(through) = spoken.through {
        line.push_str(&format!(", as quoted by {}", words(through)));
    }
    Some(line)
}

/// What the source says against the words at a place.
fn dispute_line(snapshot: &Snapshot, place: Passage) -> Option<String> {
    let words = shortened(snapshot.words(snapshot.disputed(place)?), 160);
    Some(format!("**Disputed** by the source itself: “{}”", escaped(&words)))
}

fn speaker_as_written(spoken: &Spoken) -> Span {
    spoken.stands_for.unwrap_or(spoken.speaker)
}

/// Other places that have the words as well as the best one.
fn elsewhere(snapshot: &Snapshot, assessed: &AssessedQuotation, best: &Match) -> Option<String> {
    let others: Vec<String> = assessed
        .matches()
        .iter()
        .skip(1)
        .filter(|m| m.verdict <= best.verdict.max(Verdict::Permitted))
        .take(3)
        .map(|m| place_of(snapshot, Passage { document: m.source, span: m.span }))
        .collect();
    (!others.is_empty()).then(|| format!("Also: {}", others.join(" · ")))
}

fn citation_card(
    snapshot: &Snapshot,
    path: &Path,
    entry: &NoteEntry,
    assessment: &Assessment,
    number: usize,
) -> Option<String> {
    let citation = entry.note.citations.get(number)?;
    let (key, _) = assessment.key(number, citation);
    Some(match assessment.citations.get(number)? {
        resolution @ (Resolution::One(_) | Resolution::Any(_)) => {
            let ids = resolution.cited().iter().take(MOST_SOURCES);
            let locator = assessment.locator(number, citation);
            let cards =
                ids.map(|id| passage_card(snapshot, *id, &snapshot.key(path, *id), locator));
            cards.collect::<Vec<String>>().join("\n\n")
        }
        Resolution::Several(documents) => {
            let dialect = snapshot.dialect(&entry.note, assessment);
            let cite = |id: &DocumentId| snapshot.citation(path, dialect, *id, None);
            let lines: Vec<String> = documents
                .iter()
                .take(MOST_SOURCES)
                .map(|id| format!("- {}", escaped(&cite(id))))
                .collect();
            format!("**@{}** fits several sources:\n\n{}", escaped(key), lines.join("\n"))
        }
        Resolution::Unsourced => format!(
            "**@{}** is in the bibliography, but no source is: name its text in the entry’s field `file`.",
            escaped(key)
        ),
        Resolution::None => match snapshot.unread(path, citation) {
            Some(file) => format!(
                "**@{}** is {}.",
                escaped(key),
                escaped(&file.cited(&snapshot.shown(&file.path)))
            ),
            None => format!("**@{}** names no source of the corpus.", escaped(key)),
        },
    })
}

/// A source's card: title, key, publisher, author, date, and the cited passage or its beginning.
fn passage_card(
    snapshot: &Snapshot,
    document: DocumentId,
    key: &str,
    locator: Option<&Locator>,
) -> String {
    let Some(source) = snapshot.corpus.source(document) else { return String::new() };
    let facts: Vec<String> = iter::once(escaped(key)).chain(published(source)).collect();
    let shown = snapshot.shown(&source.path);
    let cited = locator.map(|locator| (locator, located(source, &locator.target)));
    let line = cited.as_ref().and_then(|(_, span)| span.map(|s| source.line(s.start))).unwrap_or(1);
    let mut parts = vec![
        heading(source),
        format!("{} — {}", facts.join(" · "), file_link(&source.path, &shown, line)),
    ];
    match cited {
        Some((_, Some(span))) => {
            parts.push(format!("> {}", escaped(&shortened(span.of(&source.text), PASSAGE))))
        }
        Some((locator, None)) => {
            parts.push(format!("The source has no {}.", escaped(&locator.text)))
        }
        None => {
            if let Some(span) = located(source, &Target::Paragraph(1, 1)) {
                parts.push(format!("> {}", escaped(&beginning(span.of(&source.text)))));
            }
        }
    }
    let quotations = source.reading.quotations.len();
    if quotations > 0 {
        parts.push(format!(
            "{quotations} {} in it",
            if quotations == 1 { "quotation" } else { "quotations" }
        ));
    }
    parts.join("\n\n")
}

fn beginning(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > PASSAGE / 2 {
            return format!("{out}…");
        }
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// The span a locator names in a source; `None` when the source has no such place or the locator is of a kind that a
/// plain text does not have.
pub(super) fn located(source: &Source, target: &Target) -> Option<Span> {
    match *target {
        Target::Paragraph(from, to) => {
            let wanted = from as usize..=to.max(from) as usize;
            let inside = source.blocks.iter().map(|b| b.span);
            inside
                .filter(|s| source.paragraph(s.start).is_some_and(|n| wanted.contains(&n)))
                .reduce(Span::join)
        }
        Target::Line(from, to) => {
            let last = source.lines().line_count();
            let (from, to) = (from.checked_sub(1)? as usize, to.checked_sub(1)? as usize);
            (from < last).then(|| {
                source.lines().line(from).join(source.lines().line(to.clamp(from, last - 1)))
            })
        }
        Target::Page(..) | Target::Other => None,
    }
}

/// A quotation inside a source: who speaks, and which notes quote it is for references to say.
fn quoted_card(snapshot: &Snapshot, place: Passage) -> String {
    let words = shortened(snapshot.words(place), 160);
    let mut parts = vec![format!("“{}” — {}", escaped(&words), escaped(&snapshot.passage(place)))];
    let nobody = || "The source names no speaker beside these words.".to_owned();
    parts.push(speaker_line(snapshot, place).unwrap_or_else(nobody));
    parts.extend(dispute_line(snapshot, place));
    parts.join("\n\n")
}
