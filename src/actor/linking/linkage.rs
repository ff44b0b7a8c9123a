//! Which names of one document name the same actor, and by which rule.

use super::candidates::CandidateIndex;
use super::kinds::KindVotes;
use crate::actor::file::EntryIndex;
use crate::actor::model::{LinkRule, MOST_MEANT};
use crate::actor::names::{
    WordsKey, is_acronym, is_given_name, is_head, is_initials, is_misspelt, is_part, is_shortened,
    is_surname, is_variant,
};
use crate::actor::reading::{DocumentNames, NameForm};
use crate::prose::{NameKind, StateForm, comparable, state};
use rustc_hash::{FxHashMap, FxHashSet};

/// Whether a shorter name can mean the actor with a longer one.
type Fits = fn(&[String], &Naming<'_>) -> bool;

/// For the words of a shorter name: the clusters whose longer names a rule should weigh.
type Near = fn(&CandidateIndex<'_>, &[String]) -> Vec<usize>;

/// The names of one document, linked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Linkage {
    /// The actors of the document, as far as it tells them apart.
    pub(crate) clusters: Vec<Cluster>,
    /// What each form of the document's names links to.
    pub(crate) links: Vec<Link>,
}

/// A form of a name, linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// An index into the clusters.
    pub(crate) cluster: usize,
    /// The rule that links it.
    pub(crate) rule: LinkRule,
    /// Other clusters it could mean, at most [`MOST_MEANT`].
    pub(crate) also: Vec<usize>,
}

/// The names of one actor in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    pub(crate) kind: NameKind,
    /// The first form with the words of the fullest name.
    pub(crate) fullest: usize,
    /// Whether a title precedes the fullest name anywhere.
    pub(crate) titled: bool,
    /// The places that name it: indexes into [`DocumentNames::uses`], in order.
    pub(crate) places: Vec<u32>,
}

/// A form, with what the whole document and the other documents add to it.
struct Naming<'a> {
    form: &'a NameForm,
    /// Its words.
    key: WordsKey,
    kind: NameKind,
    titled: bool,
    count: usize,
}

impl Cluster {
    /// The words of the fullest name; `names` are those the cluster was built from.
    pub(crate) fn words<'f>(&self, names: &'f DocumentNames) -> &'f [String] {
        names.forms.get(self.fullest).map(|form| form.words.as_slice()).unwrap_or_default()
    }
}

impl Linkage {
    /// Links the names of a document: full names first, then each shorter form to the full name it can mean.
    pub(crate) fn of(names: &DocumentNames, kinds: &KindVotes, known: &EntryIndex) -> Self {
        let mut namings: Vec<Naming<'_>> = names
            .forms
            .iter()
            .map(|form| {
                let key = WordsKey::of(&form.words);
                let kind = known.kind(&form.words).unwrap_or_else(|| kinds.kind(form, key));
                Naming { form, key, kind, titled: false, count: 0 }
            })
            .collect();
        for named in &names.uses {
            if let Some(naming) = namings.get_mut(named.form as usize) {
                naming.titled |= named.titled;
                naming.count += 1;
            }
        }
        let mut introduced: FxHashMap<&str, Vec<WordsKey>> = FxHashMap::default();
        for naming in &namings {
            if let Some(acronym) = &naming.form.acronym {
                introduced.entry(acronym).or_default().push(naming.key);
            }
        }
        let titled = namings.iter().filter(|n| n.titled).map(|n| n.key).collect();
        let mut build = Builder {
            namings: &namings,
            known,
            introduced,
            titled,
            clusters: Vec::new(),
            own: FxHashMap::default(),
            fitting: CandidateIndex::with_room(namings.len()),
            by_words: FxHashMap::default(),
            named: Vec::new(),
        };
        let mut order: Vec<usize> = (0..namings.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(namings[*i].form.words.len()));
        for i in order {
            if !build.by_words.contains_key(&key(&namings[i])) {
                build.place(i);
            }
        }
        build.count();
        build.choose();
        let links: Vec<Link> = namings.iter().map(|naming| build.link(naming)).collect();
        let mut clusters = build.clusters;
        for (place, named) in (0u32..).zip(&names.uses) {
            let link = links.get(named.form as usize);
            if let Some(cluster) = link.and_then(|link| clusters.get_mut(link.cluster)) {
                cluster.places.push(place);
            }
        }
        Self { clusters, links }
    }
}

type Key = (NameKind, WordsKey);

fn key(naming: &Naming<'_>) -> Key {
    (naming.kind, naming.key)
}

/// What names with the same words link to.
struct Target {
    clusters: Vec<usize>,
    rule: LinkRule,
}

struct Builder<'a> {
    namings: &'a [Naming<'a>],
    known: &'a EntryIndex,
    /// The full names that introduce an acronym in parentheses, by the acronym as written.
    introduced: FxHashMap<&'a str, Vec<WordsKey>>,
    /// The words of all forms that follow a title.
    titled: FxHashSet<WordsKey>,
    clusters: Vec<Cluster>,
    /// The first cluster of a kind with these words as its fullest name.
    own: FxHashMap<Key, usize>,
    /// The same clusters, by what shorter names share with them.
    fitting: CandidateIndex<'a>,
    by_words: FxHashMap<Key, Target>,
    /// The number of places that certainly name each cluster.
    named: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn place(&mut self, i: usize) {
        let naming = &self.namings[i];
        let found = self.introduced(naming).or_else(|| self.first_fit(naming));
        let target = found.unwrap_or_else(|| {
            let number = self.clusters.len();
            self.clusters.push(Cluster {
                kind: naming.kind,
                fullest: i,
                titled: self.titled.contains(&naming.key),
                places: Vec::new(),
            });
            self.own.entry(key(naming)).or_insert(number);
            self.fitting.add(naming.kind, &naming.form.words, number);
            self.named.push(0);
            Target { clusters: vec![number], rule: LinkRule::Exact }
        });
        self.by_words.insert(key(naming), target);
    }

    /// The organisation that introduces this acronym in parentheses.
    fn introduced(&self, naming: &Naming<'_>) -> Option<Target> {
        let kind = NameKind::Organisation;
        let introduced = self.introduced.get(naming.form.text.as_str());
        let introduced = introduced.filter(|_| naming.kind == kind).into_iter().flatten();
        let cluster = introduced.filter_map(|words| self.own.get(&(kind, *words))).min();
        cluster.map(|cluster| Target { clusters: vec![*cluster], rule: LinkRule::Acronym })
    }

    /// The clusters that satisfy the first rule satisfied by any, without those that the user's file keeps apart.
    fn first_fit(&self, naming: &Naming<'_>) -> Option<Target> {
        rules(naming.kind).iter().find_map(|(rule, near, fits)| {
            let fits = |number: &usize| {
                let cluster = self.clusters.get(*number);
                let fullest = cluster.and_then(|cluster| self.namings.get(cluster.fullest));
                fullest.map(|fullest| &fullest.form.words).is_some_and(|words| {
                    fits(words, naming) && !self.known.apart(words, &naming.form.words)
                })
            };
            let mut clusters = near(&self.fitting, &naming.form.words);
            clusters.retain(fits);
            (!clusters.is_empty()).then_some(Target { clusters, rule: *rule })
        })
    }

    fn count(&mut self) {
        for naming in self.namings {
            if let Some([only]) = self.by_words.get(&key(naming)).map(|t| t.clusters.as_slice())
                && let Some(named) = self.named.get_mut(*only)
            {
                *named += naming.count;
            }
        }
    }

    /// Where several fit, a lone surname means the one the document is about: named most often, then first. Moves it to
    /// the front.
    fn choose(&mut self) {
        for target in self.by_words.values_mut().filter(|target| target.clusters.len() > 1) {
            let prominence = |(_, c): &(usize, &usize)| {
                let first = self.clusters.get(**c).map_or(0, |cluster| cluster.fullest);
                (self.named.get(**c).copied(), std::cmp::Reverse(first))
            };
            if let Some((at, _)) = target.clusters.iter().enumerate().max_by_key(prominence) {
                target.clusters[..=at].rotate_right(1);
            }
            target.clusters.truncate(1 + MOST_MEANT);
        }
    }

    /// Links one form.
    fn link(&self, naming: &Naming<'a>) -> Link {
        let target = self.by_words.get(&key(naming));
        match target.and_then(|target| Some((target.rule, target.clusters.split_first()?))) {
            Some((found, (cluster, also))) => {
                Link { cluster: *cluster, rule: rule(found, naming), also: also.to_vec() }
            }
            None => Link { cluster: 0, rule: LinkRule::Exact, also: Vec::new() },
        }
    }
}

/// The rules for shorter names of a kind, surest first: what to weigh, and what must hold.
fn rules(kind: NameKind) -> &'static [(LinkRule, Near, Fits)] {
    match kind {
        NameKind::Person => &[
            (LinkRule::Surname, |n, s| n.surname(s), |f, s| is_surname(f, &s.form.words)),
            (LinkRule::Shortened, |n, s| n.part(s), |f, s| is_part(f, &s.form.words)),
            (LinkRule::Initials, |n, s| n.initials(s), |f, s| is_initials(f, &s.form.words)),
            (LinkRule::GivenName, |n, s| n.given_name(s), |f, s| is_given_name(f, &s.form.words)),
            (LinkRule::Spelling, |n, s| n.spelt(s), |f, s| is_variant(f, &s.form.words)),
            (
                LinkRule::Misspelling,
                |n, s| n.misspelt(s),
                |f, s| is_misspelt(f, &s.form.words, s.titled),
            ),
        ],
        NameKind::Organisation => &[
            (LinkRule::Shortened, |n, s| n.shortened(s), |f, s| is_shortened(f, &s.form.words)),
            (LinkRule::Acronym, |n, s| n.acronym(s), |f, s| is_acronym(f, &s.form.words)),
            (LinkRule::Shortened, |n, s| n.head(s), |f, s| is_head(f, &s.form.words)),
        ],
        NameKind::State | NameKind::Place | NameKind::People => &[],
    }
}

/// The rule to show for a form: other names of states and well-known acronyms are shown as such.
fn rule(found: LinkRule, naming: &Naming<'_>) -> LinkRule {
    let (text, words) = (&naming.form.text, &naming.form.words);
    let state = state(text).filter(|_| naming.kind == NameKind::State);
    match state.map(|s| s.form) {
        // Its words are those of the usual name.
        None if found == LinkRule::Exact && is_acronym(words, &comparable(text)) => {
            LinkRule::Acronym
        }
        Some(StateForm::Name) | None => found,
        Some(_) => LinkRule::Metonym,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &[&str] = &[
        "ada",
        "adda",
        "moreno",
        "morena",
        "k",
        "a",
        "kavita",
        "raoha",
        "raoh",
        "al",
        "ministry",
        "of",
        "trade",
        "bank",
        "bot",
        "mt",
        "han",
        "meilin",
        "sergei",
        "sergey",
        "department",
    ];

    fn name() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(WORDS).prop_map(str::to_owned);
        prop::collection::vec(word, 1..5)
    }

    proptest! {
        /// The lookup finds every name that a rule accepts, and only names of the right kind.
        #[test]
        fn no_full_name_is_missed(full in prop::collection::vec(name(), 1..9), short in name()) {
            let form = NameForm {
                text: short.join(" "),
                words: short.clone(),
                kind: NameKind::Person,
                weight: 0,
                acronym: None,
            };
            let key = WordsKey::of(&form.words);
            let naming = |kind| Naming { form: &form, key, kind, titled: true, count: 1 };
            for kind in [NameKind::Person, NameKind::Organisation] {
                let naming = naming(kind);
                let mut fitting = CandidateIndex::default();
                (0..).zip(&full).for_each(|(number, full)| fitting.add(kind, full, number));
                let other = if kind == NameKind::Person { NameKind::Organisation } else { NameKind::Person };
                full.iter().for_each(|name| fitting.add(other, name, full.len()));
                for (rule, near, fits) in rules(kind) {
                    let near = near(&fitting, &short);
                    prop_assert!(near.is_sorted() && !near.contains(&full.len()));
                    for (number, full) in full.iter().enumerate() {
                        let missed = fits(full, &naming) && !near.contains(&number);
                        prop_assert!(!missed, "{full:?} for {short:?} by {rule:?}");
                    }
                }
            }
        }
    }
}
