//! Decides whom a pronoun means, and keeps why.

use super::super::parsed::{BlockMemo, BlockTokens};
use super::evidence::{Asked, Known, is_introduced, known};
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

/// A pronoun with everybody whom it may mean: for the program that fits the weights.
#[derive(Clone, Debug)]
pub struct PronounCase {
    /// The pronoun.
    pub pronoun: Span,
    /// The words that name each, and what is known of them.
    pub candidates: Vec<(Span, Known)>,
}

/// A pronoun that speaks.
#[derive(Clone, Copy, Debug)]
pub(in crate::prose::speech) struct Pronoun<'p> {
    /// The pronoun.
    pub span: Span,
    /// The number of its block.
    pub block: usize,
    /// The words it speaks.
    pub words: &'p str,
}

/// Whom a pronoun means.
#[derive(Clone, Copy, Debug)]
pub(in crate::prose::speech) struct Meant {
    /// The words that name him.
    pub name: Span,
    /// Whether there is no doubt.
    pub sure: bool,
    /// Why he, and who else.
    pub meaning: Meaning,
}

/// Who was heard.
#[derive(Clone, Copy, Debug)]
struct Heard {
    name: Span,
    /// By which given name the text introduces him, once it was looked up.
    given: Option<Span>,
    asked: bool,
    at: usize,
    block: usize,
}

/// How many sentences before a pronoun are looked at.
const SENTENCES: usize = 40;

/// What was found on the way to other pronouns of the text.
#[derive(Default)]
struct Found {
    /// Whom pronouns mean that do not speak: the words that name him.
    earlier: FxHashMap<Span, Option<Span>>,
    /// How surnames are introduced, by their keys, and where the search ended, in bytes.
    introduced: FxHashMap<u64, (Introduced, usize)>,
}

impl Found {
    /// How the text before `end` introduces a surname. What was found holds on; of a name that nothing introduced it is
    /// looked for again a few paragraphs on.
    fn introduced(&mut self, text: &str, surname: &str, end: usize) -> Introduced {
        const AGAIN: usize = 2 << 10;
        let name = key(surname);
        let kept = self.introduced.get(&name).filter(|(introduced, at)| {
            introduced.given.is_some() || introduced.sex.is_some() || at + AGAIN > end
        });
        if let Some((introduced, _)) = kept {
            return *introduced;
        }
        let introduced = introduced(text, surname, end);
        self.introduced.insert(name, (introduced, end));
        introduced
    }
}

/// What is known of whom the pronouns of a text mean.
pub(in crate::prose) struct Resolver<'w> {
    weights: &'w PronounWeights,
    passage: Passage,
    /// What was decided of each pronoun that spoke.
    decided: FxHashMap<Span, Option<Meant>>,
    /// What was found on the way.
    found: Found,
    /// Who spoke last and before, the last first.
    heard: [Option<Heard>; 2],
    /// The cases, when somebody wants them.
    record: Option<Vec<PronounCase>>,
}

impl<'w> Resolver<'w> {
    /// One for a text. `record`: whether the cases are kept.
    pub(in crate::prose) fn new(weights: &'w PronounWeights, record: bool) -> Self {
        Self {
            weights,
            passage: Passage::default(),
            decided: FxHashMap::default(),
            found: Found::default(),
            heard: [None; 2],
            record: record.then(Vec::new),
        }
    }

    /// The last blocks.
    pub(in crate::prose::speech) fn passage(&mut self) -> &mut Passage {
        &mut self.passage
    }

    /// The cases that were kept.
    pub(in crate::prose) fn into_cases(self) -> Vec<PronounCase> {
        self.record.unwrap_or_default()
    }

    /// Remembers who spoke, where and in which block.
    pub(in crate::prose::speech) fn hear(
        &mut self,
        text: &str,
        (name, at): (Span, usize),
        block: usize,
    ) {
        let heard = Heard { name, given: None, asked: false, at, block };
        let last = |span: Span| span.of(text).split_whitespace().next_back();
        let [first, second] = self.heard;
        let again = first.is_some_and(|first| last(first.name) == last(name));
        self.heard = [Some(heard), if again { second } else { first }];
    }

    /// Whom a pronoun means. `read` is its block, and the number of its sentence.
    pub(in crate::prose::speech) fn resolve(
        &mut self,
        (text, words): (&str, &Words),
        blocks: &[Block],
        (read, which): (&BlockTokens, usize),
        pronoun: &Pronoun<'_>,
        memo: Option<&mut BlockMemo>,
    ) -> Option<Meant> {
        if let Some(decided) = self.decided.get(&pronoun.span) {
            return *decided;
        }
        let sex = Sex::of_pronoun(pronoun.span.of(text))?;
        for heard in self.heard.iter_mut().flatten().filter(|heard| !heard.asked) {
            let name = heard.name.of(text);
            heard.asked = true;
            if !name.contains(char::is_whitespace) {
                heard.given = self.found.introduced(text, name, heard.name.start).given;
            }
        }
        let own: Vec<Mentioned> = (which.saturating_sub(SENTENCES)..=which)
            .map(|sentence| mentioned(text, read, sentence, pronoun.block))
            .collect();
        let earlier = self.passage.before((text, words), blocks, pronoun.block, memo);
        let reached = |sentence: &&Mentioned| sentence.start <= pronoun.span.start;
        let sentences: Vec<&Mentioned> = earlier.chain(&own).take_while(reached).collect();
        let first = sentences.len().saturating_sub(SENTENCES);
        let mut told = Told {
            text,
            weights: self.weights,
            heard: &self.heard,
            decided: &self.decided,
            found: &mut self.found,
            persons: Vec::new(),
            sentence: 0,
            block: 0,
        };
        let mut beside = None;
        for (number, sentence) in sentences.iter().skip(first).enumerate() {
            told.sentence = number;
            told.block = sentence.block;
            for mention in &sentence.mentions {
                if mention.span.start < pronoun.span.start {
                    told.meet(mention);
                } else if mention.how == How::Name && mention.role == Role::Other {
                    beside = beside.or(Some((mention.name, told.introduced(mention).given)));
                }
            }
        }
        let candidates = told.candidates(sex, pronoun.words, beside);
        let meant = told.choose(&candidates);
        if let Some(record) = &mut self.record {
            let spans = candidates.iter().map(|(who, known)| {
                (told.persons.get(*who).map_or(pronoun.span, |p| p.span), *known)
            });
            record.push(PronounCase { pronoun: pronoun.span, candidates: spans.collect() });
        }
        self.decided.insert(pronoun.span, meant);
        meant
    }
}

/// What a passage has told so far.
struct Told<'t, 'r> {
    text: &'t str,
    weights: &'r PronounWeights,
    heard: &'r [Option<Heard>; 2],
    decided: &'r FxHashMap<Span, Option<Meant>>,
    found: &'r mut Found,
    persons: Vec<Person>,
    sentence: usize,
    block: usize,
}

impl Told<'_, '_> {
    /// Takes the next mention.
    fn meet(&mut self, mention: &Mention) {
        let index = match mention.how {
            How::Pronoun(sex) => self.earlier(mention, sex),
            _ => self.named(mention),
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
                person.meant_by(sex);
            }
            person.places.push(place);
        }
    }

    /// Who is named, as an index.
    fn named(&mut self, mention: &Mention) -> Option<usize> {
        let introduced = self.introduced(mention);
        if let Some(index) = who(&self.persons, self.text, mention, &introduced) {
            if let Some(person) = self.persons.get_mut(index) {
                person.meet(self.text, mention);
            }
            return Some(index);
        }
        if mention.common && introduced.given.is_none() && introduced.sex.is_none() {
            return None;
        }
        self.persons.push(Person::new(self.text, mention, introduced));
        Some(self.persons.len() - 1)
    }

    /// How the text introduces somebody of whom a surname is all that stands here.
    fn introduced(&mut self, mention: &Mention) -> Introduced {
        let name = mention.name.of(self.text);
        if mention.how != How::Name || name.contains(char::is_whitespace) {
            return Introduced::default();
        }
        let found = self.found.introduced(self.text, name, mention.span.start);
        // Of two who share the surname a title says which one is meant.
        let given = found.given.filter(|given| {
            let of_given = Sex::of_forename(given.of(self.text));
            mention.sex.is_none() || of_given.is_none() || of_given == mention.sex
        });
        Introduced { given, ..found }
    }

    /// Whom an earlier pronoun means: as was decided when it spoke, else the subject of its own sentence, else the
    /// likeliest.
    fn earlier(&mut self, mention: &Mention, sex: Sex) -> Option<usize> {
        let spoke = self.decided.get(&mention.span).map(|meant| meant.map(|meant| meant.name));
        if let Some(name) = spoke.or_else(|| self.found.earlier.get(&mention.span).copied()) {
            return self.bearer(name?, None);
        }
        let index = self.subject_here(sex).or_else(|| {
            let candidates = self.candidates(sex, "", None);
            let (at, _, _) = best(self.weights, &candidates)?;
            candidates.get(at).map(|(index, _)| *index)
        });
        let name = index.and_then(|index| self.persons.get(index)).map(|person| person.span);
        self.found.earlier.insert(mention.span, name);
        index
    }

    /// The last subject of the sentence so far, who goes on in it.
    fn subject_here(&self, sex: Sex) -> Option<usize> {
        let here = |p: &Person| {
            let here = p.places.iter().filter(|place| place.sentence == self.sentence);
            here.filter(|place| place.is_subject()).map(|place| place.start).max()
        };
        let numbered = self.persons.iter().enumerate();
        let fitting = numbered.filter(|(_, p)| p.likely().is_none_or(|likely| likely == sex));
        fitting.filter_map(|(index, p)| Some((here(p)?, index))).max().map(|(_, index)| index)
    }

    /// The last who may bear a name. `given` is the name by which the text introduces the bearer of a surname.
    fn bearer(&self, name: Span, given: Option<Span>) -> Option<usize> {
        let same = self.persons.iter().rposition(|p| p.span == name);
        same.or_else(|| self.persons.iter().rposition(|p| p.may_be(self.text, name, given)))
    }

    /// Everybody who may be meant, with what is known of them.
    fn candidates(
        &self,
        sex: Sex,
        words: &str,
        beside: Option<(Span, Option<Span>)>,
    ) -> Vec<(usize, Known)> {
        let compatible = |p: &&Person| p.likely().is_none_or(|likely| likely == sex);
        let places = || self.persons.iter().filter(compatible).flat_map(|p| &p.places);
        let subjects = || places().filter(|p| p.is_subject());
        let near = |p: &Placed| self.sentence.saturating_sub(p.sentence) <= 1;
        let near = |p: &&Person| p.places.iter().any(near);
        let [last, before] = self.heard.map(|heard| {
            let heard = heard?;
            Some((self.bearer(heard.name, heard.given)?, heard.block))
        });
        let asked = Asked {
            text: self.text,
            words,
            sentence: self.sentence,
            block: self.block,
            sex,
            last_subject: subjects().map(|p| p.start).max(),
            last_named: places().map(|p| p.start).max(),
            first_of_block: subjects().filter(|p| p.block == self.block).map(|p| p.start).min(),
            near: self.persons.iter().filter(compatible).filter(near).count(),
            spoke: [last, before],
            heard: self.heard.first().copied().flatten().map_or(0, |heard| heard.at),
        };
        // “he told Lin”: somebody else than Lin.
        let beside = beside.and_then(|(name, given)| self.bearer(name, given));
        let since = |p: &Person| p.places.iter().any(|place| place.start > asked.heard);
        let numbered = self.persons.iter().enumerate();
        // “Mayor Lin kept her word,” she said: somebody else than Lin, if there is anybody.
        let spoken_of = |p: &Person| {
            let surname = p.surname(self.text);
            p.named && surname.len() > 2 && words.contains(surname)
        };
        let another = self.persons.iter().any(|p| compatible(&p) && p.named && !spoken_of(p));
        let fitting = numbered.filter(|(index, p)| {
            !p.contradicts(sex) && beside != Some(*index) && !(another && spoken_of(p))
        });
        let candidates = fitting.map(|(index, person)| {
            let mut others = self.persons.iter().enumerate().filter(|(other, _)| *other != index);
            let rivals = others.any(|(_, p)| compatible(&p) && since(p));
            (index, known(&asked, index, person, !rivals))
        });
        candidates.collect()
    }

    fn choose(&self, candidates: &[(usize, Known)]) -> Option<Meant> {
        let (first, likely, second) = best(self.weights, candidates)?;
        let person = |at: usize| candidates.get(at).and_then(|(who, _)| self.persons.get(*who));
        let one = person(first)?;
        let other = second.and_then(person).map(|p| p.span);
        let numbered = candidates.iter().enumerate();
        let news =
            numbered.filter(|(at, _)| *at != first).any(|(_, (_, known))| is_introduced(known));
        let sure = likely >= self.weights.sure && one.named && !news;
        let reason = self.reason(one);
        Some(Meant {
            name: one.span,
            sure,
            meaning: Meaning { reason, other: other.filter(|_| !sure) },
        })
    }

    /// What speaks for the one who is meant: the part that he plays where he is mentioned last.
    fn reason(&self, person: &Person) -> Reason {
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
            _ if self.heard.first().is_some_and(|heard| self.speaks(person, heard)) => {
                Reason::SpokeLast
            }
            _ => Reason::Earlier,
        }
    }

    /// Whether somebody is whom the text was heard to let speak.
    fn speaks(&self, person: &Person, heard: &Option<Heard>) -> bool {
        heard.is_some_and(|heard| person.may_be(self.text, heard.name, None))
    }
}

/// The likeliest of several, how likely it is, and the one that comes next.
fn best(
    weights: &PronounWeights,
    candidates: &[(usize, Known)],
) -> Option<(usize, f64, Option<usize>)> {
    let all: Vec<Known> = candidates.iter().map(|(_, known)| *known).collect();
    let shares = weights.shares(&all);
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| {
        let share = |at: &usize| shares.get(*at).copied().unwrap_or_default();
        share(b).total_cmp(&share(a))
    });
    let first = *order.first()?;
    Some((first, shares.get(first).copied()?, order.get(1).copied()))
}
