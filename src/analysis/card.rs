//! An actor's card: what the corpus says of somebody, every line with its place.
//!
//! The order and the limits are those that read well in a hover: name, roles, words, mentions, company, totals; at most
//! 60 lines and 4 KB; empty parts left out. Nothing is said that no source says.

use super::markdown::{emphasised, escaped, file_link};
use super::roles;
use crate::actor::{
    Actor, ActorIndex, ActorKind, Alias, Brief, LinkRule, MOST_IN_BRIEF, Mention, Said,
};
use crate::prose::Confidence;
use crate::rules::wording::shortened;
use crate::text::{Passage, Span};
use crate::workspace::Snapshot;
use std::fmt::Write;

const MOST_FORMS: usize = 6;
const MOST_SAID: usize = 3;
const MOST_MENTIONS: usize = 5;
const MOST_COMPANY: usize = 5;

const _: () = assert!(
    MOST_SAID <= MOST_IN_BRIEF && MOST_MENTIONS <= MOST_IN_BRIEF && MOST_COMPANY <= MOST_IN_BRIEF
);

/// The most characters of a line of context.
const LINE: usize = 160;

/// The card of an actor as Markdown; `hovered` is the mention it was asked for by, when there is one.
pub fn actor_card(
    snapshot: &Snapshot,
    index: ActorIndex,
    hovered: Option<&Mention>,
) -> Option<String> {
    let actor = snapshot.actors.actor(index)?;
    let brief = snapshot.actors.brief(index)?;
    let parts = [
        head(snapshot, index, actor, hovered),
        roles::section(snapshot, index, &brief),
        said(snapshot, &brief),
        mentions(snapshot, &brief),
        company(snapshot, &brief),
        totals(&brief),
    ];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"))
}

fn head(
    snapshot: &Snapshot,
    index: ActorIndex,
    actor: &Actor,
    hovered: Option<&Mention>,
) -> String {
    let mut out = format!("**{}** — {}", escaped(&actor.name), kind(actor.kind));
    if let Some(mention) = hovered {
        if !mention.also.is_empty() {
            let others = mention.also.iter().filter_map(|&i| snapshot.actors.actor(i));
            let others = others.take(MOST_FORMS).map(|a| escaped(&a.name));
            let named = others.collect::<Vec<_>>().join("**, **");
            let more = more(mention.also.len(), MOST_FORMS);
            let _ = write!(out, " · ambiguous here: also **{named}**{more}");
        } else if let Some(how) = link(mention.rule) {
            let _ = write!(out, " · here by {how}");
        }
    }
    let forms: Vec<String> = actor.aliases.iter().take(MOST_FORMS).map(form).collect();
    if actor.aliases.len() > 1 {
        let more = more(actor.aliases.len(), MOST_FORMS);
        let _ = write!(out, "\n\nSeen as {}{more}", forms.join(" · "));
    }
    out.push_str(&shared(snapshot, index, actor));
    out
}

/// The forms of a person's name that others bear too: “**Berg** alone may also be Erik Berg”.
fn shared(snapshot: &Snapshot, index: ActorIndex, actor: &Actor) -> String {
    if actor.kind != ActorKind::Person {
        return String::new();
    }
    let words = actor.name.split_whitespace().filter(|word| actor.name != *word);
    let lines = words.filter_map(|word| {
        let others = snapshot.actors.named(word).into_iter().filter(|other| *other != index);
        let names: Vec<String> = others
            .filter_map(|other| snapshot.actors.actor(other))
            .filter(|other| other.kind == ActorKind::Person)
            .take(MOST_COMPANY)
            .map(|other| escaped(&other.name))
            .collect();
        let names = names.join(", ");
        (!names.is_empty()).then(|| format!("\n\n“{}” alone may also be {names}", escaped(word)))
    });
    lines.collect()
}

fn form(alias: &Alias) -> String {
    let rule = if alias.rule == LinkRule::Misspelling { " (misspelt)" } else { "" };
    format!("{} {}×{rule}", escaped(&alias.text), alias.count)
}

fn said(snapshot: &Snapshot, brief: &Brief) -> String {
    let lines = brief.said.first.iter().take(MOST_SAID).map(|said| {
        let words = escaped(&shortened(snapshot.words(said.words), LINE));
        let (doubt, evidence) = (doubt(said), evidence(snapshot, said));
        let evidence =
            if evidence.is_empty() { evidence } else { format!(" ({})", escaped(&evidence)) };
        format!("- {doubt}“{words}”{evidence} — {}", place_of(snapshot, said.words))
    });
    section("Said", lines, brief.said.all, MOST_SAID)
}

/// What stands before words that may be somebody else's.
pub(super) fn doubt(said: &Said) -> &'static str {
    match said.confidence {
        Confidence::Explicit => "",
        Confidence::FollowOn if said.written.is_none() => "probably ",
        Confidence::Resolved if said.written.is_none() => "probably ",
        Confidence::Resolved | Confidence::FollowOn | Confidence::Doubtful => "perhaps ",
    }
}

/// How a source gives words to somebody: “said”; of a pronoun with it, “he said”.
pub(super) fn evidence(snapshot: &Snapshot, said: &Said) -> String {
    let words = |span| snapshot.words(Passage { document: said.words.document, span });
    let mut evidence: Vec<&str> =
        [said.written, said.cue].into_iter().flatten().map(words).collect();
    if let (Some(written), Some(cue)) = (said.written, said.cue)
        && cue.start < written.start
    {
        evidence.reverse();
    }
    evidence.retain(|words| !words.is_empty());
    evidence.join(" ")
}

fn mentions(snapshot: &Snapshot, brief: &Brief) -> String {
    let lines =
        brief.mentions.first.iter().take(MOST_MENTIONS).map(|place| {
            format!("- {} — {}", context(snapshot, *place), place_of(snapshot, *place))
        });
    section("Mentions", lines, brief.mentions.all, MOST_MENTIONS)
}

fn company(snapshot: &Snapshot, brief: &Brief) -> String {
    let names = brief.with.first.iter().take(MOST_COMPANY).filter_map(|companion| {
        let actor = snapshot.actors.actor(companion.actor)?;
        Some(format!("{} {}×", escaped(&actor.name), companion.count))
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() { String::new() } else { format!("**With** {}", names.join(" · ")) }
}

fn totals(brief: &Brief) -> String {
    let documents = brief.documents;
    let mut out = format!(
        "{} in {documents} {}",
        count(brief.mentions.all, "mention"),
        if documents == 1 { "source" } else { "sources" }
    );
    if let Some((first, last)) = brief.dates {
        let _ = if first == last {
            write!(out, ", {first}")
        } else {
            write!(out, ", {first} to {last}")
        };
    }
    out
}

/// “ and 4 more” of `all`, behind those that are shown; nothing when that is all.
pub(super) fn more(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

pub(super) fn section(
    title: &str,
    lines: impl Iterator<Item = String>,
    all: usize,
    most: usize,
) -> String {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return String::new();
    }
    let more = if all > most { format!(" ({} of {all})", lines.len()) } else { String::new() };
    format!("**{title}**{more}\n\n{}", lines.join("\n"))
}

/// One line around a mention, the name in bold.
fn context(snapshot: &Snapshot, place: Passage) -> String {
    let Some(source) = snapshot.corpus.source(place.document) else { return String::new() };
    let sentence = snapshot.sentence(place);
    let window = around(&source.text, sentence, place.span, LINE);
    let head = if window.start > sentence.start { "… " } else { "" };
    let tail = if window.end < sentence.end { " …" } else { "" };
    format!("{head}{}{tail}", emphasised(&source.text, window, &[place.span]))
}

/// The part of `whole` of about `most` bytes around `span`, cut at spaces.
pub(super) fn around(text: &str, whole: Span, span: Span, most: usize) -> Span {
    if whole.len() <= most {
        return whole;
    }
    let side = most.saturating_sub(span.len()) / 2;
    let space = |c: char| c.is_whitespace();
    let mut start = text.ceil_char_boundary(span.start.saturating_sub(side).max(whole.start));
    if start > whole.start {
        start = text
            .get(start..span.start)
            .and_then(|t| t.find(space))
            .map_or(span.start, |at| start + at + 1);
    }
    let mut end = text.floor_char_boundary((span.end + side).min(whole.end));
    if end < whole.end {
        end = text
            .get(span.end..end)
            .and_then(|t| t.rfind(space))
            .map_or(span.end, |at| span.end + at);
    }
    Span::new(start, end)
}

/// A place for people: the passage, and the file with its line as a link.
pub(super) fn place_of(snapshot: &Snapshot, place: Passage) -> String {
    let Some(source) = snapshot.corpus.source(place.document) else { return String::new() };
    let date = source.metadata.date.map(|d| format!(", {d}")).unwrap_or_default();
    let shown = snapshot.file_line(place);
    let link = file_link(&source.path, &shown, source.line(place.span.start));
    format!("{}{date} {link}", escaped(&snapshot.passage(place)))
}

fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::State => "state",
        ActorKind::Place => "place",
        ActorKind::People => "people",
    }
}

/// By what the hovered form of a name leads to its actor; nothing when it is simply the name.
fn link(rule: LinkRule) -> Option<&'static str> {
    Some(match rule {
        LinkRule::Exact => return None,
        LinkRule::Known => "the actors file",
        LinkRule::Surname => "surname",
        LinkRule::GivenName => "given name",
        LinkRule::Acronym => "acronym",
        LinkRule::Shortened => "a shorter form of the name",
        LinkRule::Initials => "initials",
        LinkRule::Spelling => "another spelling",
        LinkRule::Misspelling => "a likely misspelling, one letter off",
        LinkRule::Metonym => "a name that stands for it",
        LinkRule::Office => "the office, which one person here holds",
        LinkRule::Latter => "the latter or former of the two just named",
        LinkRule::Borne => "a name that bears it",
        LinkRule::Land => "the state this document speaks of",
    })
}
