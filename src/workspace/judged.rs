//! What corpus and actors say of one note: who is named, what is cited, where each quotation stands.

use super::translation::{Translation, note_languages};
use super::{CitationView, FindingMemo, NoteEntry, Snapshot};
use crate::actor::{ActorIndex, Mention, NamesHeld, ends_name, speaker_in};
use crate::corpus::{Corpus, Match, Query, Resolution, Verdict};
use crate::note::{Citation, CitationStyle, Locator, Note, Quotation};
use crate::text::language::{self, Languages, Tongues};
use crate::text::{DocumentId, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What corpus and actors say of a note. Spans are bytes of the note.
#[derive(Debug, Default)]
pub struct Judged {
    /// The actors named in it, in order.
    pub mentions: Vec<Mention>,
    /// For each citation of the note, in the same order, what it stands for.
    pub citations: Vec<Resolution>,
    /// Which citations stand for it by their longer key, so that they have no locator.
    long: FxHashSet<usize>,
    /// For each quotation of the note, in the same order, what is known of its words.
    pub placed: Vec<Placed>,
    /// What was looked up for the note.
    memo: Arc<Memo>,
}

/// What the corpus says of one quotation of a note. Its words are looked up when somebody first asks where they stand: who
/// asks about one quotation does not wait for another that was just edited.
#[derive(Clone, Debug)]
pub struct Placed {
    sought: Arc<Sought>,
    /// The sources the note cites for it, as far as it is certain which.
    pub cited: Vec<DocumentId>,
    /// Whether it is certain of all citations which sources they stand for.
    pub all_known: bool,
    /// The actor whom the note names as speaker, when it is known for certain who is meant.
    pub speaker: Option<ActorIndex>,
    /// Whether the note cites nothing for it, not even a key that names no source.
    uncited: bool,
    /// The languages it may be in as far as the note around it tells: asked where the words are too few to tell themselves.
    pub written_in: Tongues,
}

/// All that tells it from another in the same snapshot and note: where the words stand follows from these.
impl Hash for Placed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let words = &self.sought.words;
        (words, &self.cited, self.all_known, self.speaker, self.uncited, self.written_in)
            .hash(state);
    }
}

impl Placed {
    /// Where the words stand, best first. Of words that are a translation nothing in the corpus is the place.
    pub fn matches(&self) -> &[Match] {
        match self.translation() {
            Translation::Yes => &[],
            Translation::No | Translation::Perhaps => self.found(),
        }
    }

    /// Where words stand that are a translation of the source cited: in another source, which translated them likewise.
    pub fn translated_likewise(&self) -> Option<&Match> {
        let translated = self.translation() == Translation::Yes;
        self.found().first().filter(|found| translated && found.verdict < Verdict::Misquoted)
    }

    fn found(&self) -> &[Match] {
        &self.sought.found().1
    }

    /// The languages the words may be in; empty when neither they nor the note tell.
    pub fn languages(&self) -> Tongues {
        let own = || language::possible(&self.sought.words);
        self.sought.languages.get_or_init(own).unwrap_or(self.written_in)
    }

    /// Whether the words are a translation: no source that they may come from has a passage in their language, and they
    /// stand in none.
    pub fn translation(&self) -> Translation {
        let stands = match self.uncited {
            true => !self.found().is_empty(),
            false => self.found().iter().any(|found| self.cited.contains(&found.source)),
        };
        if stands || !self.all_known || !self.uncited && self.cited.is_empty() {
            return Translation::No;
        }
        let corpora = &self.sought.corpora;
        if self.uncited {
            let all = corpora.iter().map(|corpus| corpus.languages());
            return Translation::between(
                self.languages(),
                all.fold(Languages::default(), Languages::or),
            );
        }
        let of = |id: &DocumentId| {
            let corpus = corpora.iter().find(|corpus| corpus.holds(*id));
            corpus.map(|corpus| corpus.languages_of(*id)).unwrap_or_default()
        };
        let cited = self.cited.iter().map(of);
        if cited.clone().any(|languages| languages.held.is_empty()) {
            return Translation::No;
        }
        Translation::between(self.languages(), cited.fold(Languages::default(), Languages::or))
    }

    /// The place to show: the best match.
    pub fn best(&self) -> Option<&Match> {
        self.matches().first()
    }

    /// Where sources that do not hold the words hold nearly the same ones, the most similar first. Asked of quotations that
    /// stand somewhere, since the matches of others are such places themselves.
    pub fn variants(&self) -> &[Match] {
        let Sought { variants, words, .. } = &*self.sought;
        variants.get_or_init(|| {
            let (place, matches) = self.sought.found();
            let query = Query { words, cited: self.sought.cited.first().copied() };
            let corpus = self.sought.corpora.get(*place);
            corpus.map(|corpus| corpus.variants(&query, matches)).unwrap_or_default()
        })
    }

    /// Whether it is known where the words stand, so that asking costs nothing.
    fn is_found(&self) -> bool {
        self.sought.found.get().is_some()
    }
}

/// The words of a quotation before one corpus, with what was found for them.
#[derive(Debug)]
struct Sought {
    /// What is looked in: the sources of the note's own folder, then, as long as nothing is found, those of the others.
    corpora: Vec<Arc<Corpus>>,
    words: String,
    /// The sources cited.
    cited: Vec<DocumentId>,
    /// In which of the corpora something was found, and what.
    found: OnceLock<(usize, Vec<Match>)>,
    variants: OnceLock<Vec<Match>>,
    /// The languages that the words may be in, as far as they tell it themselves.
    languages: OnceLock<Option<Tongues>>,
}

impl Sought {
    fn found(&self) -> &(usize, Vec<Match>) {
        self.found.get_or_init(|| {
            let looked = self.corpora.iter().map(|c| c.find_citing(&self.words, &self.cited));
            let found = looked.enumerate().find(|(_, found)| !found.is_empty());
            found.unwrap_or((self.corpora.len().saturating_sub(1), Vec::new()))
        })
    }
}

impl Judged {
    /// The locator of one of the note's citations: none where what looks like one belongs to its key.
    pub fn locator<'a>(&self, number: usize, citation: &'a Citation) -> Option<&'a Locator> {
        let behind_the_key = || {
            let long = citation.long.as_ref().filter(|_| self.long.contains(&number));
            long.is_some_and(|(_, span)| {
                citation.locator.as_ref().is_some_and(|locator| span.covers(locator.span))
            })
        };
        citation.locator.as_ref().filter(|_| !behind_the_key())
    }

    /// The key of one of the note's citations, and where it stands.
    pub fn key<'a>(&self, number: usize, citation: &'a Citation) -> (&'a str, Span) {
        match &citation.long {
            Some((long, span)) if self.long.contains(&number) => (long, *span),
            _ => (&citation.key, citation.key_span),
        }
    }

    /// One of the note's citations as it is meant.
    pub fn citation<'n>(&self, note: &'n Note, number: usize) -> Option<CitationView<'n>> {
        let citation = note.citations.get(number)?;
        Some(CitationView::of(
            note,
            citation,
            self.key(number, citation),
            self.locator(number, citation),
        ))
    }

    /// What the rules found in the last version of the note, to be used and given back. Between the two only the note's text
    /// can have changed: when corpus, actors or configuration change it is empty.
    pub fn take_findings(&self) -> FindingMemo {
        std::mem::take(&mut held(&self.memo.findings))
    }

    /// Keeps what the rules found for the next version of the note.
    pub fn keep_findings(&self, findings: FindingMemo) {
        *held(&self.memo.findings) = findings;
    }
}

/// What was looked up for a note, carried to its next version: what is unchanged is not looked up again. It is for one
/// corpus and its actors only; when they change the note gets a new one.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// What was found, by the words of a quotation and the source cited. Of the last version of the note.
    sought: Mutex<FxHashMap<Wanted, Arc<Sought>>>,
    /// The names in the blocks of the last version of the note.
    names: Mutex<NamesHeld>,
    /// What citations stand for, by their keys: those of the last version of the note.
    resolved: Mutex<FxHashMap<Keyed, (Resolution, bool)>>,
    /// Whose name is written with a slip, by the name as written; at most [`MOST_SLIPS`].
    slips: Mutex<FxHashMap<String, Option<ActorIndex>>>,
    /// What the rules found in the blocks of the note's last version.
    findings: Mutex<FindingMemo>,
}

/// When so many names were looked up all are forgotten. A long note has some hundred.
const MOST_SLIPS: usize = 4096;

impl Memo {
    /// Whether a version of the note was looked at already.
    fn is_of_use(&self) -> bool {
        held(&self.names).is_of_use()
    }

    /// The same, to be changed by itself.
    pub(super) fn copied(&self) -> Self {
        Self {
            sought: Mutex::new(held(&self.sought).clone()),
            names: Mutex::new(held(&self.names).clone()),
            resolved: Mutex::new(held(&self.resolved).clone()),
            slips: Mutex::new(held(&self.slips).clone()),
            findings: Mutex::new(held(&self.findings).clone()),
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The words of a quotation and the sources cited for them.
type Wanted = (String, Vec<DocumentId>);

/// How a citation is written, its key, and its longer key.
type Keyed = (CitationStyle, String, Option<String>);

impl Snapshot {
    /// What corpus and actors say of a note of this snapshot. Made once, on the first call.
    pub fn judged(&self, path: &Path, entry: &NoteEntry) -> Arc<Judged> {
        entry.judged.get_or_init(|| Arc::new(self.judge(path, entry))).clone()
    }

    /// Whether what corpus and actors say of a place of a note is known or costs next to nothing: a version of the note was
    /// looked at before, and what is quoted at the place is not to be looked up anew.
    pub fn is_at_hand(&self, path: &Path, entry: &NoteEntry, offset: usize) -> bool {
        /// Of a longer note what is kept takes its time as well, in bytes.
        const SHORT: usize = 32 << 10;
        let short = || entry.note.text.len() <= SHORT && entry.memo.is_of_use();
        if entry.judged.get().is_none() && !short() {
            return false;
        }
        let judged = self.judged(path, entry);
        let quotation = entry.note.quotation_at(offset);
        quotation.and_then(|at| judged.placed.get(at)).is_none_or(Placed::is_found)
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

    /// What the citations of a note stand for. `known` has those of its last version, then those of this one.
    fn resolved(
        &self,
        path: &Path,
        note: &Note,
        known: &mut FxHashMap<Keyed, (Resolution, bool)>,
    ) -> Vec<(Resolution, bool)> {
        let mut now = FxHashMap::default();
        let resolved = note.citations.iter().map(|citation| {
            let long = citation.long.as_ref().map(|(long, _)| long.clone());
            let wanted = (citation.style, citation.key.clone(), long);
            let kept = now.get(&wanted).or_else(|| known.get(&wanted)).cloned();
            let resolution = kept.unwrap_or_else(|| self.resolve(path, citation));
            now.insert(wanted, resolution.clone());
            resolution
        });
        let resolved = resolved.collect();
        *known = now;
        resolved
    }

    /// What the citations of a note stand for, without looking at anything else.
    pub(super) fn stand_for(&self, path: &Path, entry: &NoteEntry) -> Vec<Resolution> {
        if let Some(judged) = entry.judged.get() {
            return judged.citations.clone();
        }
        let resolved = self.resolved(path, &entry.note, &mut held(&entry.memo.resolved));
        resolved.into_iter().map(|(resolution, _)| resolution).collect()
    }

    fn judge(&self, path: &Path, entry: &NoteEntry) -> Judged {
        let note = &entry.note;
        let mentions = self.note_mentions(note, &mut held(&entry.memo.names));
        let resolved = self.resolved(path, note, &mut held(&entry.memo.resolved));
        let numbered = resolved.iter().enumerate();
        let long = numbered.filter(|(_, (_, long))| *long).map(|(number, _)| number).collect();
        let citations: Vec<Resolution> =
            resolved.into_iter().map(|(resolution, _)| resolution).collect();
        let corpora: Vec<Arc<Corpus>> =
            self.scopes.around(path).map(|scope| scope.corpus.clone()).collect();
        let mut known = held(&entry.memo.sought);
        let mut now = FxHashMap::default();
        let around = OnceCell::new();
        let placed = note.quotations.iter().map(|quotation| {
            let cited = || quotation.citations.iter().filter_map(|&i| citations.get(i));
            let all_known = cited().all(|resolution| !resolution.cited().is_empty());
            let mut sources: Vec<DocumentId> = Vec::new();
            for id in cited().flat_map(Resolution::cited) {
                if !sources.contains(id) {
                    sources.push(*id);
                }
            }
            let cited = sources;
            let wanted = (quotation.text.clone(), cited.clone());
            let kept = now.get(&wanted).or_else(|| known.get(&wanted)).cloned();
            let sought = kept.unwrap_or_else(|| self.seek(&corpora, &wanted));
            now.insert(wanted, sought.clone());
            let speaker = speaker(note, quotation, &mentions);
            let uncited = quotation.citations.is_empty();
            let written_in = match language::is_told_by_the_text_around(&quotation.text) {
                true => *around.get_or_init(|| note_languages(note)),
                false => Tongues::default(),
            };
            Placed { sought, cited, all_known, speaker, uncited, written_in }
        });
        let placed = placed.collect();
        *known = now;
        Judged { mentions, citations, long, placed, memo: entry.memo.clone() }
    }

    fn seek(&self, corpora: &[Arc<Corpus>], (words, cited): &Wanted) -> Arc<Sought> {
        // A source of another folder is cited: the words are looked for from there on.
        let has = |corpus: &Arc<Corpus>| cited.iter().all(|id| corpus.holds(*id));
        let first = corpora.iter().position(has).unwrap_or_default();
        let corpora = corpora.get(first..).unwrap_or_default().to_vec();
        let (words, cited) = (words.clone(), cited.clone());
        let (found, variants, languages) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Arc::new(Sought { corpora, words, cited, found, variants, languages })
    }

    /// The actors named in a note, their spans brought from its prose to its bytes.
    fn note_mentions(&self, note: &Note, known: &mut NamesHeld) -> Vec<Mention> {
        let blocks = note.blocks.iter().map(|block| block.span);
        let mut mentions = self.actors.link(&note.prose.text, blocks, known);
        for mention in &mut mentions {
            mention.span = note.prose.map.to_origin(mention.span);
        }
        mentions
    }
}

/// The actor a quotation's attribution names. A form that fits two actors names neither, and an office names nobody: a note
/// may mean another of its holders than the corpus does.
fn speaker(note: &Note, quotation: &Quotation, mentions: &[Mention]) -> Option<ActorIndex> {
    let attribution = quotation.attribution.as_ref()?;
    let named = attribution.antecedent.unwrap_or(attribution.speaker);
    let mention = speaker_in(mentions, named)?;
    let certain = mention.also.is_empty() && !mention.rule.describes();
    let prose = |span: Span| note.prose.map.to_derived(span);
    let (name, named) = (prose(mention.span), prose(named));
    let behind = Span::new(name.end, named.end.max(name.end));
    (certain && ends_name(behind.of(&note.prose.text))).then_some(mention.actor)
}

/// The name, or the description of one, in the words for a speaker, when it can mean one actor only and is all that they
/// name. All places are bytes of one text.
pub fn certainly_meant<'m>(
    text: &str,
    named: Span,
    mentions: &'m [Mention],
) -> Option<&'m Mention> {
    let mention = speaker_in(mentions, named)?;
    let behind = Span::new(mention.span.end, named.end.max(mention.span.end));
    (mention.also.is_empty() && ends_name(behind.of(text))).then_some(mention)
}
