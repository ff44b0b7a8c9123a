//! Cards of a source, a citation and a bibliography key: what the source is, and the cited passage.

use super::block::{Card, CardBlock, StyledText, plain, strong};
use crate::analysis::counted::counted;
use crate::corpus::{Resolution, Source};
use crate::format::Charset;
use crate::note::{Locator, Target};
use crate::rules::wording::shortened;
use crate::text::{DocumentId, Passage};
use crate::workspace::locating::located;
use crate::workspace::{Assessment, NoteEntry, Snapshot};
use std::iter;
use std::path::Path;

/// The most characters of a cited passage; of a source's beginning half as many.
const PASSAGE: usize = 480;

/// A source after its key in a list: its title, publisher, date and file.
pub fn source_card(snapshot: &Snapshot, id: DocumentId) -> Option<Card> {
    let source = snapshot.corpus.source(id)?;
    let published = StyledText::default().joined(published(source), " · ");
    let parts = [heading(source), published, plain(snapshot.shown(&source.path))];
    let parts = parts.into_iter().filter(|part| !part.chunks.is_empty());
    Some(parts.map(CardBlock::from).collect())
}

/// The sentence around a place of the corpus, and the place.
pub fn sentence_card(snapshot: &Snapshot, place: Passage) -> Card {
    let sentence = Passage { span: snapshot.sentence(place), ..place };
    let words = plain(snapshot.words(sentence).trim());
    vec![CardBlock::Quote(words), plain(snapshot.passage(place)).into()]
}

/// A cited source: title, key, publisher, author, date, the cited passage or its beginning, and its encoding.
fn passage(
    snapshot: &Snapshot,
    document: DocumentId,
    key: &str,
    locator: Option<&Locator>,
) -> Card {
    let Some(source) = snapshot.corpus.source(document) else { return Vec::new() };
    let span = match locator {
        Some(locator) => located(source, locator.target),
        None => located(source, Target::Paragraph(1, 1)),
    };
    let line = locator.and(span).map_or(1, |span| source.line(span.start));
    let facts = iter::once(plain(key)).chain(published(source));
    let facts = StyledText::default().joined(facts, " · ").plain(" — ");
    let facts = facts.link(&source.path, line, &snapshot.shown(&source.path));
    let words = match (locator, span) {
        (Some(_), Some(span)) => {
            Some(CardBlock::Quote(plain(shortened(span.of(&source.text), PASSAGE))))
        }
        (Some(locator), None) => {
            Some(plain("The source has no ").plain(&locator.text).plain(".").into())
        }
        (None, span) => span.map(|span| CardBlock::Quote(plain(beginning(span.of(&source.text))))),
    };
    let quotations = source.reading.quotations.len();
    let tally = (quotations > 0).then(|| plain(counted(quotations, "quotation")).plain(" in it"));
    let head = [heading(source).into(), facts.into()];
    head.into_iter()
        .chain(words)
        .chain([tally, charset(source)].into_iter().flatten().map(CardBlock::from))
        .collect()
}

/// The title of a source, or its key.
fn heading(source: &Source) -> StyledText {
    strong(source.metadata.title.as_ref().unwrap_or(&source.key))
}

/// The encoding of a source, if it is not UTF-8. It may have been guessed, which explains garbled letters.
fn charset(source: &Source) -> Option<StyledText> {
    let charset = source.metadata.charset;
    (charset != Charset::UTF_8).then(|| plain("Read as ").plain(charset.to_string()).plain("."))
}

/// The author, publisher and date of a source, as far as known.
fn published(source: &Source) -> impl Iterator<Item = StyledText> {
    let metadata = &source.metadata;
    let names = [&metadata.author, &metadata.publisher].into_iter().flatten().map(plain);
    names.chain(metadata.date.map(|date| plain(date.to_string())))
}

fn beginning(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > PASSAGE / 2 {
            return out + "…";
        }
        out.extend([word, " "]);
    }
    out.trim_end().to_owned()
}

/// The most sources shown for one key.
const MOST_SOURCES: usize = 8;

/// The card of a note's citation, by its index.
pub(in crate::analysis) fn citation_card(
    snapshot: &Snapshot,
    path: &Path,
    entry: &NoteEntry,
    assessment: &Assessment,
    number: usize,
) -> Option<Card> {
    let citation = entry.note.citations.get(number)?;
    let (key, _) = assessment.key(number, citation);
    Some(match assessment.citations.get(number)? {
        resolution @ (Resolution::One(_) | Resolution::Any(_)) => {
            let ids = resolution.cited().iter().take(MOST_SOURCES);
            let locator = assessment.locator(number, citation);
            let blocks =
                ids.flat_map(|&id| passage(snapshot, id, &snapshot.key(path, id), locator));
            blocks.collect()
        }
        Resolution::Several(documents) => {
            let dialect = snapshot.dialect(&entry.note, assessment);
            let cite = |id: &DocumentId| plain(snapshot.citation(path, dialect, *id, None));
            let items = documents.iter().take(MOST_SOURCES).map(cite).collect();
            vec![at(key).plain(" fits several sources:").into(), CardBlock::List(items)]
        }
        Resolution::Unsourced => {
            let text = " is in the bibliography but has no source: name the file with its text in \
                        the entry’s field ";
            vec![at(key).plain(text).code("file").plain(".").into()]
        }
        Resolution::None => vec![match snapshot.unsupported(path, citation) {
            Some(file) => {
                let why = file.cited(&snapshot.shown(&file.path));
                at(key).plain(" is ").plain(why).plain(".").into()
            }
            None => at(key).plain(" matches no source of the corpus.").into(),
        }],
    })
}

/// The card of a bibliography key, with its source.
pub(in crate::analysis) fn entry_card(
    snapshot: &Snapshot,
    key: &str,
    source: Option<DocumentId>,
) -> Card {
    match source {
        Some(source) => passage(snapshot, source, key, None),
        None => {
            let text = at(key).plain(" has no source: the field ").code("file");
            vec![text.plain(" of this entry names none in the corpus.").into()]
        }
    }
}

fn at(key: &str) -> StyledText {
    strong("@").strong(key)
}
