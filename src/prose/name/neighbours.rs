//! What names imply for each other: those listed together, a long name before letters in parentheses, full names and
//! their parts, and names inside the name of a thing (“Lindau” in “Lindau Festival”).

use super::evidence::{ByName, Evidence, Occurrences};
use super::gazetteer::{self, Renown};
use super::model::{Name, NameKind};
use super::token::{Candidate, Tokenized};
use super::vocabulary::{LISTED, is_prize};
use crate::prose::word::{Class, Gap, Part, Shape, common, lexicon};
use crate::text::key;
use rustc_hash::{FxHashMap, FxHashSet};

/// The fewest names side by side that make a list.
const LIST: usize = 3;

impl<'a> Tokenized<'a> {
    /// Names listed together are of one kind: what one shows counts for those that show nothing.
    pub(super) fn share_in_lists(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        let mut from = 0;
        while from < candidates.len() {
            let mut to = from + 1;
            while to < candidates.len() && self.listed(&candidates[to - 1], &candidates[to]) {
                to += 1;
            }
            if to - from >= LIST {
                self.share(&candidates[from..to], by_name);
            }
            from = to;
        }
    }

    /// Whether the second comes next in a list: after a comma or “and”.
    fn listed(&self, one: &Candidate, next: &Candidate) -> bool {
        let behind_comma = next.first == one.end && self.gap(next.first) == Gap::Comma;
        let behind_and = next.first == one.end + 1
            && matches!(self.word(one.end), "and" | "or")
            && matches!(self.gap(one.end), Gap::Space | Gap::Comma);
        next.title.is_none() && (behind_comma || behind_and)
    }

    fn share(&self, list: &[Candidate], by_name: &mut ByName<'a>) {
        let mut shown = Evidence::default();
        for c in list {
            let Some(occurrences) = by_name.get(self.words_of(c)) else { continue };
            let kind = occurrences.kind.filter(|_| occurrences.weight() >= 2);
            match kind {
                Some(NameKind::Person) => shown.person += 1.0,
                Some(NameKind::Organisation) => shown.organisation += 1.0,
                Some(NameKind::State | NameKind::Place) => shown.place += 1.0,
                Some(NameKind::People) | None => {}
            }
        }
        let all = shown.person + shown.organisation + shown.place;
        for c in list {
            let Some(occurrences) = by_name.get(self.words_of(c)) else { continue };
            if all < 1.0 || occurrences.weight() >= 2 || occurrences.kind.is_none() {
                continue;
            }
            let share = |x: f32| 3.0 * x / all;
            let mut more = occurrences.evidence;
            more += Evidence {
                person: share(shown.person),
                organisation: share(shown.organisation),
                place: share(shown.place),
                thing: 0.0,
            };
            let kind = self.decide(c, &Occurrences { evidence: more, ..*occurrences });
            if let Some(occurrences) = by_name.get_mut(self.words_of(c)) {
                occurrences.kind = kind;
                occurrences.evidence = more;
            }
        }
    }

    /// “the Commission” is short for an organisation of the document with this head; which one is decided when names
    /// are linked.
    pub(super) fn heads_alone(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        let mut heads: FxHashSet<&str> = FxHashSet::default();
        for c in candidates {
            let words = self.words_of(c);
            let organisation = by_name.get(words).and_then(|g| g.kind);
            let head = self.head(c).filter(|_| organisation == Some(NameKind::Organisation));
            heads.extend(head);
        }
        for c in candidates.iter().filter(|c| c.end - c.first == 1 && c.title.is_none()) {
            let short = heads.contains(self.words_of(c));
            let article =
                self.before(c.first).is_some_and(|t| matches!(t.span.of(self.text), "the" | "The"));
            if let Some(occurrences) = by_name.get_mut(self.words_of(c))
                && occurrences.kind.is_none()
                && occurrences.strong > 0
                && short
                && article
            {
                occurrences.kind = Some(NameKind::Organisation);
            }
        }
    }

    /// The head noun of an organisation's name of several words.
    fn head(&self, c: &Candidate) -> Option<&'a str> {
        let name = self.tokens_of(c);
        let head = self.head_of(name).filter(|head| head.is(Class::ORGANISATION))?;
        (name.len() > 1).then(|| head.span.of(self.text))
    }

    /// What is in parentheses directly after an organisation is its short name: “(Seprelad)”.
    pub(super) fn short_names(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        for pair in candidates.windows(2) {
            let [long, short] = pair else { continue };
            let organisation = by_name.get(self.words_of(long)).and_then(|g| g.kind)
                == Some(NameKind::Organisation)
                && long.end - long.first > 1;
            let opens = self.gap(short.first) == Gap::Open;
            let closed = self.behind(short).starts_with(')');
            let alone = short.first == long.end && short.end - short.first == 1;
            if !(organisation && opens && closed && alone) {
                continue;
            }
            if let Some(occurrences) = by_name.get_mut(self.words_of(short))
                && !occurrences.titled
                && matches!(occurrences.kind, None | Some(NameKind::Person))
            {
                occurrences.kind = Some(NameKind::Organisation);
                occurrences.evidence.organisation += 4.0;
            }
        }
    }
}

impl<'a> Tokenized<'a> {
    /// In a title or at the start of a sentence: names inside a stretch that are names elsewhere in the document.
    pub(super) fn names_inside(&self, c: &Candidate, by_name: &ByName<'a>, names: &mut Vec<Name>) {
        let mut first = c.first;
        while first < c.end {
            let longest = (first + 1..=c.end).rev().find_map(|end| {
                if first == c.first && end == c.end {
                    return None;
                }
                let part = Candidate::untitled(first, end);
                let words = self.words_of(&part);
                let kind = match by_name.get(words).and_then(|g| Some((g.kind?, g.weight()))) {
                    Some(kind) => Some(kind),
                    None => gazetteer::state(words)
                        .map(|_| (NameKind::State, u8::MAX))
                        .or_else(|| self.organisation_inside(&part, words))
                        .or_else(|| self.place_inside(&part, words))
                        .or_else(|| self.letters_inside(&part))
                        .or_else(|| self.bearer_inside(&part)),
                };
                kind.map(|(kind, weight)| (part, kind, weight))
            });
            match longest {
                Some((part, kind, weight)) => {
                    names.push(self.name(&part, kind, weight));
                    first = part.end;
                }
                None => first += 1,
            }
        }
    }

    /// A well-known organisation with an uncommon name, in the name of something else: “Nordbank Autumn Picture Show”.
    fn organisation_inside(&self, part: &Candidate, words: &str) -> Option<(NameKind, u8)> {
        let own = !self.tokens_of(part).iter().any(|t| common(t.key));
        (own && gazetteer::organisation(words).is_some()).then_some((NameKind::Organisation, 2))
    }

    /// A well-known city, or a town that holds an event, in the name of something else: “Lindau Festival”.
    fn place_inside(&self, part: &Candidate, words: &str) -> Option<(NameKind, u8)> {
        let first = self.token(part.first)?;
        let renown = gazetteer::place(words)?;
        let next = self.token(part.end)?;
        let event = next.is(Class::EVENT)
            || next.capital() && self.token(part.end + 1).is_some_and(|t| t.is(Class::EVENT));
        let city = renown == gazetteer::Renown::City;
        let thing = next.is(Class::EVENT | Class::PLACE) && city || event;
        let plain = first.is(LISTED | Class::FORENAME) || common(first.key);
        (thing && !plain).then_some((NameKind::Place, 2))
    }

    /// Letters before an event name its organiser: “LNA Award”.
    fn letters_inside(&self, part: &Candidate) -> Option<(NameKind, u8)> {
        let [letters] = self.tokens_of(part) else { return None };
        let event = self.token(part.end)?.is(Class::EVENT);
        let word = letters.span.of(self.text);
        let plain = common(letters.key) || !letters.in_name().is_empty() || gazetteer::nobody(word);
        let acronym = letters.shape == Shape::Capitals && word.len() > 2;
        (event && acronym && !plain).then_some((NameKind::Organisation, 1))
    }

    /// The person a prize is named after: “Tibor Lindqvist Medal”, “Lindqvist Prize”. A given name alone may be
    /// anyone's.
    fn bearer_inside(&self, part: &Candidate) -> Option<(NameKind, u8)> {
        let name = self.tokens_of(part);
        let prize = self.token(part.end)?;
        let own = |t: &Part| {
            let listed =
                !(t.in_name().is_empty() || t.in_name() == Class::EASTERN_SURNAME) || common(t.key);
            t.shape == Shape::Capital && t.span.len() > 3 && !listed
        };
        let bears = match name {
            [surname] => own(surname),
            [given, surname] => given.is(Class::FORENAME) && own(surname),
            _ => false,
        };
        let behind = matches!(prize.gap, Gap::Space | Gap::Possessive);
        let named = is_prize(prize.span.of(self.text)) && prize.capital() && behind;
        (bears && named).then_some((NameKind::Person, 1))
    }
}

/// What names of several words show about their parts.
type Parts<'a> = FxHashMap<&'a str, NameKind>;

impl<'a> Tokenized<'a> {
    /// A full name implies its surname: “Rao” is a person if “Kavita Rao” is one.
    pub(super) fn share_with_parts(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        let mut parts = Parts::default();
        let decided = &*by_name;
        let of_kind = |kind| {
            let named = move |c: &&Candidate| {
                decided.get(self.words_of(c)).is_some_and(|all| all.kind == Some(kind))
            };
            candidates.iter().filter(|c| c.end - c.first > 1).filter(named)
        };
        of_kind(NameKind::Person).for_each(|c| self.parts_of_person(c, &mut parts));
        of_kind(NameKind::Organisation).for_each(|c| self.front_of_organisation(c, &mut parts));
        self.surnames_in_capitals(candidates, &mut parts);
        for (words, kind) in parts {
            let Some(all) = by_name.get_mut(words) else { continue };
            let known = lexicon::class_in_name(key(words)).intersects(LISTED)
                || gazetteer::organisation(words).is_some()
                || gazetteer::nobody(words)
                || matches!(all.kind, Some(NameKind::State | NameKind::People));
            if !known && all.evidence.place < 8.0 {
                all.kind = Some(kind);
            }
        }
    }

    fn parts_of_person(&self, c: &Candidate, parts: &mut Parts<'a>) {
        let name = self.tokens_of(c);
        let ends = [name.first(), name.last()].into_iter().flatten();
        let mut person = |words| parts.insert(words, NameKind::Person);
        ends.for_each(|token| {
            person(token.span.of(self.text));
        });
        // A second given name or maiden name.
        if let [_, middle, _] = name
            && middle.in_name().is_empty()
            && middle.capital()
            && middle.span.len() > 2
        {
            person(middle.span.of(self.text));
        }
        // A double surname: “García Márquez”.
        if let [_, .., second, last] = name {
            person(second.span.join(last.span).of(self.text));
        }
    }

    /// “Nordbank”, if “Nordbank Holdings” is an organisation.
    fn front_of_organisation(&self, c: &Candidate, parts: &mut Parts<'a>) {
        let Some(first) = self.token(c.first) else { return };
        let words = first.span.of(self.text);
        let own = first.in_name().is_empty()
            && !self.casing.ordinary(first.key)
            && gazetteer::state(words).is_none()
            && gazetteer::place(words) != Some(Renown::City);
        if own {
            parts.entry(words).or_insert(NameKind::Organisation);
        }
    }

    /// “BRILL”, if “Ada Brill” is a person.
    fn surnames_in_capitals(&self, candidates: &[Candidate], parts: &mut Parts<'a>) {
        let persons = parts.iter().filter(|(_, kind)| **kind == NameKind::Person);
        let single = persons.filter(|(words, _)| !words.contains([' ', '-']));
        let surnames: FxHashSet<u64> = single.map(|(words, _)| key(words)).collect();
        for c in candidates.iter().filter(|c| c.end - c.first == 1 && self.is_shouted(c)) {
            if self.token(c.first).is_some_and(|t| surnames.contains(&t.key)) {
                parts.entry(self.words_of(c)).or_insert(NameKind::Person);
            }
        }
    }
}
