//! What corpus and actors say of one note: who is named, what is cited, where each quotation stands.

use super::{NoteEntry, Snapshot};
use crate::actor::{ActorIndex, Mention, speaker_in};
use crate::corpus::{Match, Query, Resolution};
use crate::note::{Citation, CitationStyle, Note, Quotation};
use crate::text::{DocumentId, Span};
use rustc_hash::FxHashMap;
use std::any::Any;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What corpus and actors say of a note. Spans are bytes of the note.
#[derive(Debug, Default)]
pub struct Judged {
    /// The actors named in it, in order.
    pub mentions: Vec<Mention>,
    /// For each citation of the note, in the same order, what it stands for.
    pub citations: Vec<Resolution>,
    /// For each quotation of the note, in the same order, what is known of its words.
    pub placed: Vec<Placed>,
    /// What was looked up for the note.
    memo: Arc<Memo>,
}

/// What the corpus says of one quotation of a note.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// Where the words stand, best first.
    pub matches: Arc<Vec<Match>>,
    /// Other tellings of the words, once somebody asked.
    variants: Arc<OnceLock<Vec<Match>>>,
    /// The sources the note cites for it, as far as their keys resolve.
    pub cited: Vec<DocumentId>,
    /// The actor whom the note names as speaker, when it is known for certain who is meant.
    pub speaker: Option<ActorIndex>,
}

impl Placed {
    /// The place to show: the best match.
    pub fn best(&self) -> Option<&Match> {
        self.matches.first()
    }
}

impl Judged {
    /// What somebody on a higher floor made of this note or its last version and kept, if it is of this type. Between the two
    /// only the note's text can have changed: when corpus, actors or configuration change it is gone.
    pub fn kept<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        held(&self.memo.made).clone()?.downcast().ok()
    }

    /// Keeps something for the next version of the note, in the place of what was kept before.
    pub fn keep<T: Any + Send + Sync>(&self, made: Arc<T>) {
        *held(&self.memo.made) = Some(made);
    }
}

/// What was looked up for a note, carried to its next version: what is unchanged is not looked up again. It is for one
/// corpus and its actors only; when they change the note gets a new one.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// Matches, by the words of a quotation and the source cited. Those of the last version of the note.
    found: Mutex<FxHashMap<Wanted, Found>>,
    /// What citations stand for, by their keys, links apart: those of the last version of the note.
    resolved: Mutex<FxHashMap<(bool, String), Resolution>>,
    /// Whose name is written with a slip, by the name as written; at most [`MOST_SLIPS`].
    slips: Mutex<FxHashMap<String, Option<ActorIndex>>>,
    /// What a higher floor made of the note's last version.
    made: Mutex<Option<Arc<dyn Any + Send + Sync>>>,
}

/// When so many names were looked up all are forgotten. A long note has some hundred.
const MOST_SLIPS: usize = 4096;

impl Memo {
    /// The same, to be changed by itself.
    pub(super) fn copied(&self) -> Self {
        Self {
            found: Mutex::new(held(&self.found).clone()),
            resolved: Mutex::new(held(&self.resolved).clone()),
            slips: Mutex::new(held(&self.slips).clone()),
            made: Mutex::new(held(&self.made).clone()),
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was found for a quotation.
#[derive(Clone, Debug, Default)]
struct Found {
    matches: Arc<Vec<Match>>,
    variants: Arc<OnceLock<Vec<Match>>>,
}

/// The words of a quotation and the source cited for them.
type Wanted = (String, Option<DocumentId>);

impl Snapshot {
    /// What corpus and actors say of a note of this snapshot. Made once, on the first call.
    pub fn judged(&self, path: &Path, entry: &NoteEntry) -> Arc<Judged> {
        entry.judged.get_or_init(|| Arc::new(self.judge(path, entry))).clone()
    }

    /// Where sources that do not hold a quotation's words hold nearly the same ones, the most similar first. Looked for
    /// once; asked of quotations that stand somewhere, since the matches of others are such places themselves.
    pub fn variants<'a>(&self, quotation: &Quotation, placed: &'a Placed) -> &'a [Match] {
        placed.variants.get_or_init(|| {
            let query = Query { words: &quotation.text, cited: placed.cited.first().copied() };
            self.corpus.variants(&query, &placed.matches)
        })
    }

    /// The one actor whose full name a name in a note is, but for one letter. Looked for once for each name.
    pub fn misspelt(&self, judged: &Judged, name: &str) -> Option<ActorIndex> {
        let mut known = held(&judged.memo.slips);
        if let Some(slip) = known.get(name) {
            return *slip;
        }
        let slip = match self.actors.misspelt(name).as_slice() {
            [actor] => Some(*actor),
            _ => None,
        };
        if known.len() >= MOST_SLIPS {
            known.clear();
        }
        known.insert(name.to_owned(), slip);
        slip
    }

    /// What a citation in the note at `path` stands for.
    pub fn resolve(&self, path: &Path, citation: &Citation) -> Resolution {
        match citation.style {
            CitationStyle::Bracketed | CitationStyle::Narrative | CitationStyle::Wiki => {
                self.corpus.resolve(&citation.key)
            }
            CitationStyle::Link => {
                let target = super::paths::beside(path, &citation.key);
                self.source_at(&target).map_or(Resolution::None, Resolution::One)
            }
        }
    }

    /// What the citations of a note stand for. `known` has those of its last version, then those of this one.
    fn resolved(
        &self,
        path: &Path,
        note: &Note,
        known: &mut FxHashMap<(bool, String), Resolution>,
    ) -> Vec<Resolution> {
        let mut now = FxHashMap::default();
        let resolved = note.citations.iter().map(|citation| {
            let wanted = (citation.style == CitationStyle::Link, citation.key.clone());
            let kept = now.get(&wanted).or_else(|| known.get(&wanted)).cloned();
            let resolution = kept.unwrap_or_else(|| self.resolve(path, citation));
            now.insert(wanted, resolution.clone());
            resolution
        });
        let resolved = resolved.collect();
        *known = now;
        resolved
    }

    fn judge(&self, path: &Path, entry: &NoteEntry) -> Judged {
        let note = &entry.note;
        let mentions = note_mentions(self, note);
        let citations = self.resolved(path, note, &mut held(&entry.memo.resolved));
        let mut kept = FxHashMap::default();
        let mut known = held(&entry.memo.found);
        let placed = note
            .quotations
            .iter()
            .map(|quotation| {
                let cited: Vec<DocumentId> = quotation
                    .citations
                    .iter()
                    .filter_map(|&i| match citations.get(i) {
                        Some(Resolution::One(id)) => Some(*id),
                        _ => None,
                    })
                    .collect();
                let wanted = (quotation.text.clone(), cited.first().copied());
                let find = || {
                    let query = Query { words: &wanted.0, cited: wanted.1 };
                    Found { matches: Arc::new(self.corpus.find(&query)), ..Found::default() }
                };
                let Found { matches, variants } = known
                    .remove(&wanted)
                    .or_else(|| kept.get(&wanted).cloned())
                    .unwrap_or_else(find);
                let found = Found { matches: matches.clone(), variants: variants.clone() };
                kept.insert(wanted, found);
                let speaker = speaker(&note.text, quotation, &mentions);
                Placed { matches, variants, cited, speaker }
            })
            .collect();
        *known = kept;
        Judged { mentions, citations, placed, memo: entry.memo.clone() }
    }
}

/// The actors named in a note, their spans brought from its prose to its bytes.
fn note_mentions(snapshot: &Snapshot, note: &Note) -> Vec<Mention> {
    let mut mentions = snapshot.actors.link(&note.prose.text, &note.reading);
    for mention in &mut mentions {
        mention.span = note.prose.map.to_origin(mention.span);
    }
    mentions
}

/// The actor a quotation's attribution names. A form that fits two actors names neither, and an office names nobody: a note
/// may mean another of its holders than the corpus does.
fn speaker(text: &str, quotation: &Quotation, mentions: &[Mention]) -> Option<ActorIndex> {
    let attribution = quotation.attribution.as_ref()?;
    let named = attribution.antecedent.unwrap_or(attribution.speaker);
    let mention = speaker_in(mentions, named)?;
    let certain = mention.also.is_empty() && !mention.rule.describes();
    let behind = Span::new(mention.span.end, named.end.max(mention.span.end));
    (certain && ends_name(behind.of(text))).then_some(mention.actor)
}

/// Whether a name ends where this stands behind it in the words for a speaker. “Weiss, the mayor” and “Weiss of Lund” are
/// Weiss; the “Weiss Foundation”, a “Weiss aide” and “Weiss’s office” are not.
fn ends_name(behind: &str) -> bool {
    if behind.starts_with(['’', '\'', '-']) {
        return false;
    }
    let Some(rest) = behind.strip_prefix(' ') else { return true };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() || ON_WITH.contains(&word)
}

/// Words that say more about somebody who was just named.
const ON_WITH: &[&str] = &[
    "of", "from", "at", "in", "for", "on", "with", "who", "himself", "herself", "and", "then",
    "also",
];
