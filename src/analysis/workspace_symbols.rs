//! The actors, sources and quotations of a workspace that match a search query.

use super::symbols::{Symbol, SymbolKind, labelled, quotation};
use crate::actor::{Actor, ActorIndex};
use crate::corpus::Head;
use crate::text::Passage;
use crate::workspace::Snapshot;

/// The most symbols in an answer; an editor shows a few dozen.
const MOST: usize = 200;

/// Actors, sources and quotations that match a query, best first: those whose name begins with it, whose name has words
/// that begin with its words, then those that also match in what is beside the name (a speaker, a title, another name),
/// then actors and sources whose initials it gives.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Symbol> {
    let asked = Query::new(query);
    let mut ranked: Vec<(Fit, Candidate<'_>)> = Vec::new();
    for (index, actor) in snapshot.actors.all() {
        let fitting = named(&asked, actor);
        ranked.extend(fitting.map(|(fit, name)| (fit, Candidate::Actor(index, actor, name))));
    }
    let keys = &snapshot.scopes.all().keys;
    for (id, mut head) in snapshot.corpus.heads() {
        head.key = keys.of_source(id).first().map_or(head.key, String::as_str);
        let name = source_name(&head);
        let fit = asked.fit(&name, head.key).or_else(|| asked.initials(&name));
        ranked.extend(fit.map(|fit| (fit, Candidate::Source(head, name))));
    }
    // Quotations of a large corpus are not listed: its index names the documents with the words.
    for id in snapshot.corpus.having(query, MOST) {
        let Some(source) = snapshot.corpus.source(id) else { continue };
        for q in source.reading.quotations.iter().filter(|q| q.parent.is_none()) {
            let words = q.words.of(&source.text);
            let speaker = q.attribution.as_ref().map_or("", |a| a.named().of(&source.text));
            if let Some(fit) = asked.fit(words, speaker) {
                let shown = asked.shown(words);
                let speaker = q.attribution.as_ref().map(|a| a.shown(&source.text));
                let symbol = quotation(&source.path, q.span, &shown, speaker.unwrap_or_default());
                ranked.push((fit, Candidate::Quotation(symbol)));
            }
        }
    }
    ranked.sort_by_key(|(fit, _)| *fit);
    // Build only those that will be shown.
    let symbols = ranked.into_iter().filter_map(|(_, candidate)| match candidate {
        Candidate::Actor(index, actor, name) => actor_symbol(snapshot, index, actor, name),
        Candidate::Source(head, name) => Some(source_symbol(&head, name)),
        Candidate::Quotation(symbol) => Some(symbol),
    });
    symbols.take(MOST).map(Symbol::visible).collect()
}

/// What matches a query.
enum Candidate<'a> {
    /// An actor, by this name.
    Actor(ActorIndex, &'a Actor, &'a str),
    /// A source, by this name.
    Source(Head<'a>, String),
    /// A quotation.
    Quotation(Symbol),
}

/// How well something matches a query, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The name begins with the query.
    Begins,
    /// Every word of the query is the beginning of a word of the name.
    Words,
    /// Every word of the query is the beginning of a word of the name or of what is beside it.
    Beside,
    /// The query consists of prefixes of words of the name, in order: `jker` for “John Kerry”.
    Initials,
}

/// The query, in lower case.
struct Query {
    words: Vec<String>,
    letters: Vec<char>,
}

impl Query {
    fn new(query: &str) -> Self {
        let words: Vec<String> = words(query).map(str::to_lowercase).collect();
        let letters = words.iter().flat_map(|word| word.chars()).collect();
        Self { words, letters }
    }

    /// How well the words match a name, and what is beside it.
    fn fit(&self, name: &str, beside: &str) -> Option<Fit> {
        let letters = words(name).flat_map(str::chars).flat_map(char::to_lowercase);
        if letters.take(self.letters.len()).eq(self.letters.iter().copied()) {
            return Some(Fit::Begins);
        }
        let in_name = |query: &String| words(name).any(|word| begins(word, query));
        if self.words.iter().all(in_name) {
            return Some(Fit::Words);
        }
        let near = |query: &String| in_name(query) || words(beside).any(|word| begins(word, query));
        self.words.iter().all(near).then_some(Fit::Beside)
    }

    /// Whether the letters are prefixes of words of the name, in order.
    fn initials(&self, name: &str) -> Option<Fit> {
        let mut left = self.letters.iter().copied().peekable();
        for word in words(name) {
            for letter in word.chars().flat_map(char::to_lowercase) {
                if left.next_if_eq(&letter).is_none() {
                    break;
                }
            }
        }
        left.peek().is_none().then_some(Fit::Initials)
    }

    /// Quoted words on one line, cut so that the query's words remain visible: editors filter by what they show.
    fn shown(&self, text: &str) -> String {
        let short = labelled(text);
        let within = |text: &str, query: &String| words(text).any(|word| begins(word, query));
        let hidden = |query: &String| within(text, query) && !within(&short, query);
        if !self.words.iter().any(hidden) {
            return short;
        }
        let mut before = ' ';
        let first = text.char_indices().find(|(at, c)| {
            let inside = std::mem::replace(&mut before, *c).is_alphanumeric();
            !inside && self.words.iter().any(|query| begins(&text[*at..], query))
        });
        first.map_or(short, |(at, _)| format!("… {}", labelled(&text[at..])))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a word, or the text from it on, begins with a lower-case prefix.
fn begins(word: &str, beginning: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    beginning.chars().all(|c| letters.next() == Some(c))
}

/// How well an actor matches, and the name that does.
fn named<'a>(asked: &Query, actor: &'a Actor) -> Option<(Fit, &'a str)> {
    let alias = || {
        let found = actor.aliases.iter().find(|alias| asked.fit(&alias.text, "").is_some())?;
        Some((Fit::Beside, found.text.as_str()))
    };
    let name = actor.name.as_str();
    let whole = asked.fit(name, "").map(|fit| (fit, name));
    whole.or_else(alias).or_else(|| asked.initials(name).map(|fit| (fit, name)))
}

fn actor_symbol(
    snapshot: &Snapshot,
    index: ActorIndex,
    actor: &Actor,
    name: &str,
) -> Option<Symbol> {
    let place: Passage = snapshot.actors.introduced(index)?;
    let path = snapshot.corpus.head(place.document)?.path.to_owned();
    let role = actor.role.as_deref();
    // Under another name, the detail says who it is.
    let full = (name != actor.name).then_some(actor.name.as_str());
    let detail: Vec<&str> = [full, role].into_iter().flatten().collect();
    let (name, detail) = (name.to_owned(), detail.join(", "));
    Some(Symbol { name, detail, kind: SymbolKind::Actor(actor.kind), path, span: place.span })
}

/// The key as people write it, and the title.
fn source_name(source: &Head<'_>) -> String {
    match source.title {
        Some(title) => format!("{} · {title}", source.short_key()),
        None => source.key.to_owned(),
    }
}

fn source_symbol(source: &Head<'_>, name: String) -> Symbol {
    let detail = if name == source.key { "" } else { source.key };
    Symbol {
        name,
        detail: detail.to_owned(),
        kind: SymbolKind::Source,
        path: source.path.to_owned(),
        span: source.title_span.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Query};

    /// How well a query matches a name with something beside it.
    fn fit(query: &str, name: &str, beside: &str) -> Option<Fit> {
        let query = Query::new(query);
        query.fit(name, beside).or_else(|| query.initials(name))
    }

    #[test]
    fn a_query_fits_by_beginning_by_words_by_what_stands_beside_and_by_initials() {
        let name = "Ada Moreno-Díaz";
        assert_eq!(fit("ada m", name, ""), Some(Fit::Begins));
        assert_eq!(fit("adam", name, ""), Some(Fit::Begins));
        assert_eq!(fit("DÍ mor", name, ""), Some(Fit::Words));
        assert_eq!(fit("mor pilot", name, "the harbour pilot"), Some(Fit::Beside));
        assert_eq!(fit("amod", name, ""), Some(Fit::Initials));
        assert_eq!(fit("", name, ""), Some(Fit::Begins));
        for other in ["reno", "adz", "ada weiss", "dam"] {
            assert_eq!(fit(other, name, "pilot"), None, "{other}");
        }
    }

    #[test]
    fn a_long_quotation_is_shown_from_the_words_that_were_asked_for() {
        let words = "The talks in the northern port will not resume before March, and the ferry \
                     crews who waited all winter know it as well as anybody on the pier";
        let shown = |query: &str| Query::new(query).shown(words);
        assert!(shown("talks weiss").starts_with("The talks in the"), "{}", shown("talks weiss"));
        assert!(shown("talks").starts_with("The talks in the"), "{}", shown("talks"));
        assert!(shown("ferry").starts_with("… ferry crews who waited"), "{}", shown("ferry"));
    }
}
