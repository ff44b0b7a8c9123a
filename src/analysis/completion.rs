//! What may come next where the cursor stands: a cite key, a name, the rest of a quotation.

use crate::actor::{ActorIndex, Place};
use crate::rules::wording::shortened;
use crate::text::{DocumentId, Span};
use crate::workspace::{NoteEntry, Snapshot};
use std::path::Path;

/// The most proposals of an answer.
const MOST: usize = 50;

/// How far back from the cursor its word, key or opening mark may begin, in bytes.
const REACH: usize = 240;

/// The fewest characters of an opened quotation that the rest is looked up for.
const LEAST_QUOTED: usize = 3;

/// What a proposal puts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// The key of a source.
    Key(DocumentId),
    /// The name of an actor.
    Actor(ActorIndex),
    /// The words of a quotation.
    Quotation(Place),
}

/// One thing that may come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What a list shows.
    pub label: String,
    /// What stands beside it: the title, the role, the speaker.
    pub detail: String,
    /// What it is.
    pub kind: ProposalKind,
    /// What is replaced: bytes of the note.
    pub span: Span,
    /// By what.
    pub text: String,
    /// What editors compare with what was typed.
    pub filter: String,
}

/// What may come next at a byte offset of a note, best first.
pub fn completion(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Proposal> {
    let Some(entry) = snapshot.note(path) else { return Vec::new() };
    let Some(typed) = typed(&entry.note.text, offset) else { return Vec::new() };
    let mut proposals = match typed {
        Typed::Key(span) => keys(snapshot, path, entry, span),
        Typed::Quotation(span) => quotations(snapshot, entry, span),
        Typed::Name(span) => names(snapshot, entry, span),
    };
    proposals.truncate(MOST);
    proposals
}

/// What is being typed; the span reaches from its first byte to the cursor, or to the end of the word it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    /// A cite key, without its `@`.
    Key(Span),
    /// The words behind an opening quotation mark.
    Quotation(Span),
    /// A word with a capital.
    Name(Span),
}

fn typed(text: &str, offset: usize) -> Option<Typed> {
    let before = text.get(..offset)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let mut from = line.max(offset.saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..offset)?;
    let word_end = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    let rest = text.get(offset..)?;
    if let Some(at) = near.rfind('@')
        && !near.get(at + 1..)?.contains(word_end)
        && near.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    {
        let end = offset + rest.find(word_end).unwrap_or(rest.len());
        return Some(Typed::Key(Span::new(from + at + 1, end)));
    }
    if let Some(start) = opened(near)
        && near.len() - start >= LEAST_QUOTED
    {
        return Some(Typed::Quotation(Span::new(from + start, offset)));
    }
    let start = near
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic() || *c == '-')
        .last()
        .map(|(at, _)| at)?;
    let capital = near.get(start..)?.starts_with(char::is_uppercase);
    let end = offset + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    capital.then_some(Typed::Name(Span::new(from + start, end)))
}

/// Where the words of a quotation begin that is opened and not closed in `near`.
fn opened(near: &str) -> Option<usize> {
    let curly =
        near.rfind('“').filter(|&at| !near[at..].contains('”')).map(|at| at + '“'.len_utf8());
    let straight =
        (near.matches('"').count() % 2 == 1).then(|| near.rfind('"').map(|at| at + 1)).flatten();
    curly.max(straight)
}

fn keys(snapshot: &Snapshot, path: &Path, entry: &NoteEntry, span: Span) -> Vec<Proposal> {
    let judged = snapshot.judged(path, entry);
    let uses = |id: DocumentId| {
        judged.citations.iter().filter(|r| **r == crate::corpus::Resolution::One(id)).count()
    };
    let typed = span.of(&entry.note.text).to_lowercase();
    let mut ranked: Vec<(bool, usize, Proposal)> = Vec::new();
    for (id, source) in snapshot.corpus.sources() {
        let title = source.metadata.title.clone().unwrap_or_default();
        let begins = source.key.to_lowercase().starts_with(&typed);
        if !begins && !title.to_lowercase().contains(&typed) {
            continue;
        }
        let short = source.short_key();
        let alone = snapshot.corpus.resolve(short) == crate::corpus::Resolution::One(id);
        let text = if alone { short.to_owned() } else { source.key.clone() };
        let filter = format!("{} {title}", source.key);
        let detail = title;
        let (label, kind) = (source.key.clone(), ProposalKind::Key(id));
        ranked.push((
            !begins,
            usize::MAX - uses(id),
            Proposal { label, detail, kind, span, text, filter },
        ));
    }
    ranked.sort_by(|a, b| (a.0, a.1, &a.2.label).cmp(&(b.0, b.1, &b.2.label)));
    ranked.into_iter().map(|(_, _, proposal)| proposal).collect()
}

fn names(snapshot: &Snapshot, entry: &NoteEntry, span: Span) -> Vec<Proposal> {
    let typed = span.of(&entry.note.text).to_lowercase();
    let fits =
        |name: &str| name.split_whitespace().any(|word| word.to_lowercase().starts_with(&typed));
    (0u32..)
        .zip(snapshot.actors.all())
        .filter(|(_, actor)| fits(&actor.name))
        .take(MOST)
        .map(|(index, actor)| Proposal {
            label: actor.name.clone(),
            detail: actor.roles.first().map(|role| role.text.clone()).unwrap_or_default(),
            kind: ProposalKind::Actor(ActorIndex(index)),
            span,
            text: actor.name.clone(),
            filter: actor.name.clone(),
        })
        .collect()
}

/// The quotations of the corpus that begin with the words typed, or have them at the beginning of a word: each offers
/// its rest, the closing mark and the citation.
fn quotations(snapshot: &Snapshot, entry: &NoteEntry, span: Span) -> Vec<Proposal> {
    let text = &entry.note.text;
    let typed = folded(span.of(text));
    let straight = text.get(..span.start).is_some_and(|before| before.ends_with('"'));
    let closing = if straight { '"' } else { '”' };
    let mut ranked: Vec<(usize, Proposal)> = Vec::new();
    for (id, source) in snapshot.corpus.sources() {
        for quotation in source.reading.quotations.iter().filter(|q| q.parent.is_none()) {
            let words = quotation.words.of(&source.text);
            let Some(rank) = begins(&folded(words), &typed) else { continue };
            let place = Place { document: id, span: quotation.words };
            let speaker = quotation.attribution.as_ref().map_or("", |a| a.named().of(&source.text));
            let short = source.short_key();
            let alone = snapshot.corpus.resolve(short) == crate::corpus::Resolution::One(id);
            let key = if alone { short } else { &source.key };
            let locator = source
                .paragraph(quotation.words.start)
                .map(|n| format!(", ¶{n}"))
                .unwrap_or_default();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            ranked.push((
                rank,
                Proposal {
                    label: shortened(&words, 60),
                    detail: [speaker, &snapshot.passage(place)]
                        .into_iter()
                        .filter(|s| !s.is_empty())
                        .collect::<Vec<_>>()
                        .join(", "),
                    kind: ProposalKind::Quotation(place),
                    span,
                    text: format!("{words}{closing} [@{key}{locator}]"),
                    filter: span.of(text).to_owned(),
                },
            ));
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, proposal)| proposal).collect()
}

/// Letters and digits in lower case, words apart by one space.
fn folded(text: &str) -> String {
    let word = |w: &str| {
        w.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    text.split_whitespace().map(word).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// 0 when `words` begins with `typed`, else the byte where it stands at the beginning of a word.
fn begins(words: &str, typed: &str) -> Option<usize> {
    if typed.is_empty() {
        return None;
    }
    if words.starts_with(typed) { Some(0) } else { words.find(&format!(" {typed}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_cursor(marked: &str) -> Option<(&'static str, String)> {
        let offset = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        typed(&text, offset).map(|typed| match typed {
            Typed::Key(span) => ("key", span.of(&text).to_owned()),
            Typed::Quotation(span) => ("quotation", span.of(&text).to_owned()),
            Typed::Name(span) => ("name", span.of(&text).to_owned()),
        })
    }

    #[test]
    fn what_is_typed_is_seen_from_what_stands_before_the_cursor() {
        assert_eq!(at_cursor("as he said [@|"), Some(("key", String::new())));
        assert_eq!(at_cursor("[see @00|0_a, p. 4]"), Some(("key", "000_a".to_owned())));
        assert_eq!(at_cursor("mail ada@exam|"), None);
        assert_eq!(at_cursor("he said “the tact|"), Some(("quotation", "the tact".to_owned())));
        assert_eq!(
            at_cursor("\"a b\" and \"the tact|"),
            Some(("quotation", "the tact".to_owned()))
        );
        assert_eq!(at_cursor("“a b” said Mor|en"), Some(("name", "Moren".to_owned())));
        assert_eq!(at_cursor("lower|"), None);
        assert_eq!(at_cursor("|"), None);
    }
}
