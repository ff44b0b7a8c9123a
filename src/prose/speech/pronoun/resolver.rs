//! Resolves pronouns to their antecedents, with the reason.

use super::super::parsed::{BlockMemo, BlockTokens};
use super::evidence::{PronounFeatures, Query, features, is_introduced};
use super::introduced::{Introduced, introduced};
use super::mention::{How, Mention};
use super::passage::{Mentioned, Passage, mentioned};
use super::person::{Person, Placed, who};
use super::role::Role;
use super::sex::Sex;
use super::weights::PronounWeights;
use crate::prose::block::Block;
use crate::prose::quote::meaning::{Meaning, Reason};
use crate::prose::word::Words;
use crate::text::{Span, key};
use rustc_hash::FxHashMap;

/// A pronoun with its candidates, for the program that fits the weights.
#[derive(Clone, Debug)]
pub struct PronounCase {
    /// The pronoun.
    pub pronoun: Span,
    /// The words that name each candidate, and its features.
    pub candidates: Vec<(Span, PronounFeatures)>,
}

/// A pronoun that a quotation is attributed to.
#[derive(Clone, Copy, Debug)]
pub(in crate::prose::speech) struct Pronoun<'p> {
    /// The pronoun.
    pub span: Span,
    /// The index of its block in the text.
    pub block: usize,
    /// The quoted words.
    pub words: &'p str,
}

/// The antecedent of a pronoun.
#[derive(Clone, Copy, Debug)]
pub(in crate::prose::speech) struct Meant {
    /// The words that name the person.
    pub name: Span,
    /// Whether it is certain.
    pub sure: bool,
    /// The reason, and the next likely antecedent.
    pub meaning: Meaning,
}

/// The speaker of an earlier quotation.
#[derive(Clone, Copy, Debug)]
struct PastSpeaker {
    name: Span,
    /// The given name that the preceding text has for a surname, once it is looked up.
    given: Option<Span>,
    looked_up: bool,
    at: usize,
    block: usize,
}

/// How many sentences before a pronoun are searched.
const SENTENCES: usize = 40;

/// Results for earlier pronouns of the text.
#[derive(Default)]
struct Cache {
    /// The antecedents of pronouns that no quotation is attributed to.
    earlier: FxHashMap<Span, Option<Span>>,
    /// How the text introduces each surname, by its key, and where the search ended, in bytes.
    introduced: FxHashMap<u64, (Introduced, usize)>,
}

impl Cache {
    /// How the text before byte `end` introduces a surname. An introduction is looked up once; a name without one is
    /// looked up again a few paragraphs later.
    fn introduced(&mut self, text: &str, surname: &str, end: usize) -> Introduced {
        const AGAIN: usize = 2 << 10;
        let name = key(surname);
        let cached = self.introduced.get(&name).filter(|(introduced, at)| {
            introduced.given.is_some() || introduced.sex.is_some() || at + AGAIN > end
        });
        if let Some((introduced, _)) = cached {
            return *introduced;
        }
        let introduced = introduced(text, surname, end);
        self.introduced.insert(name, (introduced, end));
        introduced
    }
}

/// Resolves the pronouns of a text in order.
pub(in crate::prose) struct Resolver<'w> {
    weights: &'w PronounWeights,
    passage: Passage,
    /// The result for each pronoun that a quotation is attributed to.
    resolved: FxHashMap<Span, Option<Meant>>,
    /// Intermediate results.
    cache: Cache,
    /// The last two speakers, the last first.
    speakers: [Option<PastSpeaker>; 2],
    /// The cases, if they are recorded.
    record: Option<Vec<PronounCase>>,
}

impl<'w> Resolver<'w> {
    /// A resolver for a text. `record`: whether to record the cases.
    pub(in crate::prose) fn new(weights: &'w PronounWeights, record: bool) -> Self {
        Self {
            weights,
            passage: Passage::default(),
            resolved: FxHashMap::default(),
            cache: Cache::default(),
            speakers: [None; 2],
            record: record.then(Vec::new),
        }
    }

    /// The last blocks.
    pub(in crate::prose::speech) fn passage(&mut self) -> &mut Passage {
        &mut self.passage
    }

    /// The recorded cases.
    pub(in crate::prose) fn into_cases(self) -> Vec<PronounCase> {
        self.record.unwrap_or_default()
    }

    /// Adds the speaker of a quotation, named at a span, with the byte and the block of the attribution.
    pub(in crate::prose::speech) fn add_speaker(
        &mut self,
        text: &str,
        (name, at): (Span, usize),
        block: usize,
    ) {
        let speaker = PastSpeaker { name, given: None, looked_up: false, at, block };
        let last = |span: Span| span.of(text).split_whitespace().next_back();
        let [first, second] = self.speakers;
        let again = first.is_some_and(|first| last(first.name) == last(name));
        self.speakers = [Some(speaker), if again { second } else { first }];
    }

    /// The antecedent of a pronoun. `read` is its block, and `which` the index of its sentence in the block.
    pub(in crate::prose::speech) fn resolve(
        &mut self,
        (text, words): (&str, &Words),
        blocks: &[Block],
        (read, which): (&BlockTokens, usize),
        pronoun: &Pronoun<'_>,
        memo: Option<&mut BlockMemo>,
    ) -> Option<Meant> {
        if let Some(resolved) = self.resolved.get(&pronoun.span) {
            return *resolved;
        }
        let sex = Sex::of_pronoun(pronoun.span.of(text))?;
        for speaker in self.speakers.iter_mut().flatten().filter(|speaker| !speaker.looked_up) {
            let name = speaker.name.of(text);
            speaker.looked_up = true;
            if !name.contains(char::is_whitespace) {
                speaker.given = self.cache.introduced(text, name, speaker.name.start).given;
            }
        }
        let own: Vec<Mentioned> = (which.saturating_sub(SENTENCES)..=which)
            .map(|sentence| mentioned(text, read, sentence, pronoun.block))
            .collect();
        let earlier = self.passage.before((text, words), blocks, pronoun.block, memo);
        let reached = |sentence: &&Mentioned| sentence.start <= pronoun.span.start;
        let sentences: Vec<&Mentioned> = earlier.chain(&own).take_while(reached).collect();
        let first = sentences.len().saturating_sub(SENTENCES);
        let mut people = People {
            text,
            weights: self.weights,
            speakers: &self.speakers,
            resolved: &self.resolved,
            cache: &mut self.cache,
            persons: Vec::new(),
            sentence: 0,
            block: 0,
        };
        let mut addressee = None;
        for (number, sentence) in sentences.iter().skip(first).enumerate() {
            people.sentence = number;
            people.block = sentence.block;
            for mention in &sentence.mentions {
                if mention.span.start < pronoun.span.start {
                    people.add(mention);
                } else if mention.how == How::Name && mention.role == Role::Other {
                    addressee =
                        addressee.or(Some((mention.name, people.introduced(mention).given)));
                }
            }
        }
        let candidates = people.candidates(sex, pronoun.words, addressee);
        let meant = people.choose(&candidates);
        if let Some(record) = &mut self.record {
            let spans = candidates.iter().map(|(who, features)| {
                (people.persons.get(*who).map_or(pronoun.span, |p| p.span), *features)
            });
            record.push(PronounCase { pronoun: pronoun.span, candidates: spans.collect() });
        }
        self.resolved.insert(pronoun.span, meant);
        meant
    }
}

/// The people mentioned in a passage so far.
struct People<'t, 'r> {
    text: &'t str,
    weights: &'r PronounWeights,
    speakers: &'r [Option<PastSpeaker>; 2],
    resolved: &'r FxHashMap<Span, Option<Meant>>,
    cache: &'r mut Cache,
    persons: Vec<Person<'t>>,
    sentence: usize,
    block: usize,
}

impl People<'_, '_> {
    /// Adds the next mention.
    fn add(&mut self, mention: &Mention) {
        let index = match mention.how {
            How::Pronoun(sex) => self.antecedent(mention, sex),
            _ => self.person(mention),
        };
        let Some(index) = index else { return };
        let place = Placed {
            sentence: self.sentence,
            block: self.block,
            start: mention.span.start,
            role: mention.role,
            pronoun: matches!(mention.how, How::Pronoun(_)),
            joint: mention.joint,
            explained: mention.explained,
        };
        if let Some(person) = self.persons.get_mut(index) {
            if let How::Pronoun(sex) = mention.how {
                person.add_pronoun(sex);
            }
            person.places.push(place);
        }
    }

    /// The index of the person whom a name or noun mentions.
    fn person(&mut self, mention: &Mention) -> Option<usize> {
        let introduced = self.introduced(mention);
        if let Some(index) = who(&self.persons, self.text, mention, &introduced) {
            if let Some(person) = self.persons.get_mut(index) {
                person.add(self.text, mention);
            }
            return Some(index);
        }
        if mention.common && introduced.given.is_none() && introduced.sex.is_none() {
            return None;
        }
        self.persons.push(Person::new(self.text, mention, introduced));
        Some(self.persons.len() - 1)
    }

    /// How the preceding text introduces a person mentioned by the surname alone.
    fn introduced(&mut self, mention: &Mention) -> Introduced {
        let name = mention.name.of(self.text);
        if mention.how != How::Name || name.contains(char::is_whitespace) {
            return Introduced::default();
        }
        let found = self.cache.introduced(self.text, name, mention.span.start);
        // If two people share the surname, a title tells which one is meant.
        let given = found.given.filter(|given| {
            let of_given = Sex::of_forename(given.of(self.text));
            mention.sex.is_none() || of_given.is_none() || of_given == mention.sex
        });
        Introduced { given, ..found }
    }

    /// The antecedent of an earlier pronoun: that of its attribution if it has one, else the subject of the same sentence,
    /// else the likeliest candidate.
    fn antecedent(&mut self, mention: &Mention, sex: Sex) -> Option<usize> {
        let spoke = self.resolved.get(&mention.span).map(|meant| meant.map(|meant| meant.name));
        if let Some(name) = spoke.or_else(|| self.cache.earlier.get(&mention.span).copied()) {
            return self.bearer(name?, None);
        }
        let index = self.subject_here(sex).or_else(|| {
            let candidates = self.candidates(sex, "", None);
            let (at, _, _) = best(self.weights, &candidates)?;
            candidates.get(at).map(|(index, _)| *index)
        });
        let name = index.and_then(|index| self.persons.get(index)).map(|person| person.span);
        self.cache.earlier.insert(mention.span, name);
        index
    }

    /// The last subject of the sentence so far.
    fn subject_here(&self, sex: Sex) -> Option<usize> {
        let here = |p: &Person<'_>| {
            let here = p.places.iter().filter(|place| place.sentence == self.sentence);
            here.filter(|place| place.is_subject()).map(|place| place.start).max()
        };
        let numbered = self.persons.iter().enumerate();
        let fitting = numbered.filter(|(_, p)| p.likely().is_none_or(|likely| likely == sex));
        fitting.filter_map(|(index, p)| Some((here(p)?, index))).max().map(|(_, index)| index)
    }

    /// The last person who may have a name. `given` is the given name that the preceding text has for a surname.
    fn bearer(&self, name: Span, given: Option<Span>) -> Option<usize> {
        let same = self.persons.iter().rposition(|p| p.span == name);
        same.or_else(|| self.persons.iter().rposition(|p| p.may_be(self.text, name, given)))
    }

    /// The people whom a pronoun may mean, with their features.
    fn candidates(
        &self,
        sex: Sex,
        words: &str,
        addressee: Option<(Span, Option<Span>)>,
    ) -> Vec<(usize, PronounFeatures)> {
        let compatible = |p: &&Person<'_>| p.likely().is_none_or(|likely| likely == sex);
        let places = || self.persons.iter().filter(compatible).flat_map(|p| &p.places);
        let subjects = || places().filter(|p| p.is_subject());
        let near = |p: &Placed| self.sentence.saturating_sub(p.sentence) <= 1;
        let near = |p: &&Person<'_>| p.places.iter().any(near);
        let [last, before] = self.speakers.map(|speaker| {
            let speaker = speaker?;
            Some((self.bearer(speaker.name, speaker.given)?, speaker.block))
        });
        let query = Query {
            words,
            sentence: self.sentence,
            block: self.block,
            sex,
            last_subject: subjects().map(|p| p.start).max(),
            last_named: places().map(|p| p.start).max(),
            first_of_block: subjects().filter(|p| p.block == self.block).map(|p| p.start).min(),
            near: self.persons.iter().filter(compatible).filter(near).count(),
            spoke: [last, before],
            spoke_at: self.speakers.first().copied().flatten().map_or(0, |speaker| speaker.at),
        };
        // In “he told Lin”, he is not Lin.
        let addressee = addressee.and_then(|(name, given)| self.bearer(name, given));
        let since = |p: &Person<'_>| p.places.iter().any(|place| place.start > query.spoke_at);
        let numbered = self.persons.iter().enumerate();
        // In “Mayor Lin kept her word,” she said, she is not Lin if anyone else fits.
        let spoken_of = |p: &Person<'_>| {
            let surname = p.surname();
            p.named && surname.len() > 2 && words.contains(surname)
        };
        let another = self.persons.iter().any(|p| compatible(&p) && p.named && !spoken_of(p));
        let fitting = numbered.filter(|(index, p)| {
            !p.contradicts(sex) && addressee != Some(*index) && !(another && spoken_of(p))
        });
        let candidates = fitting.map(|(index, person)| {
            let mut others = self.persons.iter().enumerate().filter(|(other, _)| *other != index);
            let rivals = others.any(|(_, p)| compatible(&p) && since(p));
            (index, features(&query, index, person, !rivals))
        });
        candidates.collect()
    }

    fn choose(&self, candidates: &[(usize, PronounFeatures)]) -> Option<Meant> {
        let (first, likely, second) = best(self.weights, candidates)?;
        let person = |at: usize| candidates.get(at).and_then(|(who, _)| self.persons.get(*who));
        let one = person(first)?;
        let other = second.and_then(person).map(|p| p.span);
        let numbered = candidates.iter().enumerate();
        let introduces = numbered
            .filter(|(at, _)| *at != first)
            .any(|(_, (_, features))| is_introduced(features));
        let sure = likely >= self.weights.sure && one.named && !introduces;
        let reason = self.reason(one);
        Some(Meant {
            name: one.span,
            sure,
            meaning: Meaning { reason, other: other.filter(|_| !sure) },
        })
    }

    /// The reason for an antecedent: its last mention.
    fn reason(&self, person: &Person<'_>) -> Reason {
        let Some(last) = person.places.iter().max_by_key(|p| p.start) else {
            return Reason::Earlier;
        };
        let subject = matches!(last.role, Role::Subject | Role::Inner);
        match self.sentence.saturating_sub(last.sentence) {
            0 if subject => Reason::SubjectHere,
            0 => Reason::NamedHere,
            1 if subject => Reason::SubjectBefore,
            1 if last.role == Role::Brought => Reason::BroughtIn,
            1 => Reason::NamedBefore,
            _ if self.speakers.first().is_some_and(|last| self.is(person, last)) => {
                Reason::SpokeLast
            }
            _ => Reason::Earlier,
        }
    }

    /// Whether a person is the speaker of an earlier quotation.
    fn is(&self, person: &Person<'_>, speaker: &Option<PastSpeaker>) -> bool {
        speaker.is_some_and(|speaker| person.may_be(self.text, speaker.name, None))
    }
}

/// The index of the likeliest candidate, its probability, and the index of the next.
fn best(
    weights: &PronounWeights,
    candidates: &[(usize, PronounFeatures)],
) -> Option<(usize, f64, Option<usize>)> {
    let all: Vec<PronounFeatures> = candidates.iter().map(|(_, features)| *features).collect();
    let probabilities = weights.probabilities(&all);
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| {
        let share = |at: &usize| probabilities.get(*at).copied().unwrap_or_default();
        share(b).total_cmp(&share(a))
    });
    let first = *order.first()?;
    Some((first, probabilities.get(first).copied()?, order.get(1).copied()))
}
