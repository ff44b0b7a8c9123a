//! Which names of one document name the same actor, and by which rule.

use super::LinkRule;
use crate::prose::{Name, NameKind, eastern_surname};
use rustc_hash::FxHashMap;

/// A rule by which a shorter name names the same actor as the words of a longer one, and how it is told.
type Link = (LinkRule, fn(&[String], &Name) -> bool);

/// A name of a document, linked: the cluster it belongs to, the rule, and the other clusters it could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Linked {
    /// An index into the clusters.
    pub(super) cluster: usize,
    pub(super) rule: LinkRule,
    pub(super) also: Vec<usize>,
}

/// The names of one actor in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) kind: NameKind,
    /// The words of the fullest name.
    pub(super) words: Vec<String>,
    /// The first name that has them.
    pub(super) fullest: usize,
}

/// Links the names of one document: full names first, then every shorter form to the full name it can stand for.
pub(super) fn clusters(names: &[Name], text: &str) -> (Vec<Cluster>, Vec<Linked>) {
    let mut build =
        Builder { clusters: Vec::new(), by_words: FxHashMap::default(), named: Vec::new() };
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(names[*i].words.len()));
    for i in order {
        if !build.by_words.contains_key(&key(&names[i])) {
            build.place(names, i, text);
        }
    }
    build.count(names);
    let linked = names.iter().map(|name| build.linked(name)).collect();
    (build.clusters, linked)
}

type Key<'a> = (NameKind, &'a [String]);

fn key(name: &Name) -> Key<'_> {
    (name.kind, &name.words)
}

/// A form of a name and what it links to: clusters, best last, and the rule.
struct Form {
    clusters: Vec<usize>,
    rule: LinkRule,
}

struct Builder<'a> {
    clusters: Vec<Cluster>,
    by_words: FxHashMap<Key<'a>, Form>,
    /// For each cluster, how many names certainly belong to it.
    named: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn place(&mut self, names: &'a [Name], i: usize, text: &str) {
        let name = &names[i];
        let found = match name.kind {
            NameKind::Person => self.person(name),
            NameKind::Organisation => self.organisation(names, name, text),
            NameKind::State | NameKind::Place => None,
        };
        let form = found.unwrap_or_else(|| {
            self.clusters.push(Cluster { kind: name.kind, words: name.words.clone(), fullest: i });
            self.named.push(0);
            Form { clusters: vec![self.clusters.len() - 1], rule: LinkRule::Exact }
        });
        self.by_words.insert(key(name), form);
    }

    fn of_kind(&self, kind: NameKind) -> impl Iterator<Item = (usize, &Cluster)> {
        self.clusters.iter().enumerate().filter(move |(_, c)| c.kind == kind)
    }

    fn person(&self, name: &Name) -> Option<Form> {
        let rules: [Link; 6] = [
            (LinkRule::Surname, |full, short| is_surname(full, &short.words)),
            (LinkRule::Shortened, |full, short| is_part(full, &short.words)),
            (LinkRule::Initials, |full, short| is_initials(full, &short.words)),
            (LinkRule::GivenName, |full, short| is_given_name(full, short)),
            (LinkRule::Misspelling, |full, short| is_variant(full, &short.words)),
            (LinkRule::Misspelling, |full, short| is_misspelt(full, short)),
        ];
        for (rule, fits) in rules {
            let clusters: Vec<usize> = self
                .of_kind(NameKind::Person)
                .filter(|(_, c)| fits(&c.words, name))
                .map(|(i, _)| i)
                .collect();
            if !clusters.is_empty() {
                return Some(Form { clusters, rule });
            }
        }
        None
    }

    fn organisation(&self, names: &[Name], name: &Name, text: &str) -> Option<Form> {
        let introduced = self.of_kind(NameKind::Organisation).find(|(_, c)| {
            names.iter().any(|n| {
                n.words == c.words && n.acronym.is_some_and(|a| a.of(text) == name.span.of(text))
            })
        });
        if let Some((cluster, _)) = introduced {
            return Some(Form { clusters: vec![cluster], rule: LinkRule::Acronym });
        }
        let rules: [Link; 3] = [
            (LinkRule::Shortened, |full, short| is_shortened_organisation(full, &short.words)),
            (LinkRule::Acronym, |full, short| is_acronym(full, &short.words)),
            (LinkRule::Shortened, |full, short| is_head(full, &short.words)),
        ];
        for (rule, fits) in rules {
            let clusters: Vec<usize> = self
                .of_kind(NameKind::Organisation)
                .filter(|(_, c)| fits(&c.words, name))
                .map(|(i, _)| i)
                .collect();
            if !clusters.is_empty() {
                return Some(Form { clusters, rule });
            }
        }
        None
    }

    fn count(&mut self, names: &[Name]) {
        for name in names {
            if let Some([only]) = self.by_words.get(&key(name)).map(|form| form.clusters.as_slice())
                && let Some(named) = self.named.get_mut(*only)
            {
                *named += 1;
            }
        }
    }

    /// One name. Where several fit, the surname alone means the one the document is about: named most often, then first.
    fn linked(&self, name: &Name) -> Linked {
        let Some(form) = self.by_words.get(&key(name)) else {
            return Linked { cluster: 0, rule: LinkRule::Exact, also: Vec::new() };
        };
        let prominence = |c: &usize| {
            let first = self.clusters.get(*c).map_or(0, |cluster| cluster.fullest);
            (self.named.get(*c).copied(), std::cmp::Reverse(first))
        };
        let cluster = form.clusters.iter().copied().max_by_key(prominence).unwrap_or_default();
        let also = form.clusters.iter().copied().filter(|c| *c != cluster).collect();
        Linked { cluster, rule: form.rule, also }
    }
}

/// Where the surname stands in a full name: at the front in East Asian order, else at the end.
pub(super) fn surname(full: &[String]) -> Option<&String> {
    let (first, last) = (full.first()?, full.last()?);
    if full.len() < 2 {
        return None;
    }
    Some(if eastern_order(full) { first } else { last })
}

/// Whether a name is in East Asian order: it begins with such a surname, and does not end with one.
fn eastern_order(full: &[String]) -> bool {
    let ends = full.first().zip(full.last());
    ends.is_some_and(|(first, last)| {
        eastern_surname(first)
            && (full.len() > 2 || !eastern_surname(last) || first.len() <= last.len())
    })
}

fn is_surname(full: &[String], short: &[String]) -> bool {
    matches!(short, [one] if surname(full) == Some(one))
        || short.len() < full.len()
            && short.len() >= 2
            && full.ends_with(short)
            && !eastern_order(full)
        || matches!(short, [one] if full.len() > 2 && full.len() < 5 && particles(full) && full.last() == Some(one))
}

fn particles(full: &[String]) -> bool {
    full.iter().any(|w| matches!(w.as_str(), "al" | "el" | "bin" | "ibn" | "de" | "von" | "van"))
}

/// The other end of a name: “Jinping”, “Kavita”; in East Asian order the given name may be two words.
fn is_given_name(full: &[String], short: &Name) -> bool {
    match short.words.as_slice() {
        [one] => {
            full.len() >= 2
                && (full.first() == Some(one)
                    || full.last() == Some(one)
                    || full.len() > 2 && full.contains(one) && one.len() > 2)
        }
        given => eastern_order(full) && full.get(1..) == Some(given),
    }
}

fn is_part(full: &[String], short: &[String]) -> bool {
    short.len() >= 2 && short.len() < full.len() && {
        let mut rest = full.iter();
        short.iter().all(|word| rest.any(|other| other == word))
    }
}

/// “K. Rao” for “Kavita Rao”.
fn is_initials(full: &[String], short: &[String]) -> bool {
    let (Some((last, given)), Some((full_last, full_given))) =
        (short.split_last(), full.split_last())
    else {
        return false;
    };
    last == full_last
        && !given.is_empty()
        && given.len() <= full_given.len()
        && given.iter().any(|w| w.chars().count() == 1)
        && given.iter().zip(full_given).all(|(a, b)| {
            a == b
                || a.chars().count() == 1 && b.starts_with(a.as_str())
                || b.chars().count() == 1 && a.starts_with(b.as_str())
        })
}

/// The same name in another spelling: “Sergei” and “Sergey”, “Mohammed” and “Mohamed”.
pub(super) fn is_variant(full: &[String], short: &[String]) -> bool {
    full.len() == short.len()
        && full.len() >= 2
        && full.iter().zip(short).all(|(a, b)| folded(a) == folded(b))
}

/// A word with the letters folded that transliterations vary: y and i, doubled letters.
pub(super) fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = if c == 'y' { 'i' } else { c };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// One letter off the surname, behind a title, or one letter off in one word of a full name: “Mr. Raoh” for “Kavita Rao”.
fn is_misspelt(full: &[String], short: &Name) -> bool {
    match short.words.as_slice() {
        [one] => {
            let near = surname(full)
                .is_some_and(|s| s.len() >= 5 && one.len() >= 5 && one_letter_off(s, one));
            short.titled && near
        }
        words if words.len() == full.len() => {
            let mut off = full.iter().zip(words).filter(|(a, b)| a != b);
            match (off.next(), off.next()) {
                (Some((a, b)), None) => a.len() >= 6 && b.len() >= 6 && one_letter_off(a, b),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether two words differ by one letter put in, left out or changed.
fn one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let front = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    let back = short[front..]
        .iter()
        .rev()
        .zip(long[front..].iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    match long.len() - short.len() {
        0 => short.len() - front - back == 1,
        1 => front + back == short.len(),
        _ => false,
    }
}

/// “Department of State” and “State Department”; a longer name that ends or begins with the shorter one's two words.
fn is_shortened_organisation(full: &[String], short: &[String]) -> bool {
    let content = |words: &[String]| {
        let mut words: Vec<String> = words
            .iter()
            .filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and"))
            .cloned()
            .collect();
        words.sort();
        words
    };
    let (a, b) = (content(full), content(short));
    let generic = |words: &[String]| words.iter().all(|w| crate::prose::organisation_head(w));
    a == b
        || short.len() >= 2 && full.ends_with(short)
        || short.len() < full.len() && full.starts_with(short) && generic(&full[short.len()..])
}

/// The initials of the words, small ones left out or not.
pub(super) fn is_acronym(full: &[String], short: &[String]) -> bool {
    let [letters] = short else { return false };
    if letters.chars().count() < 2 || full.len() < 2 {
        return false;
    }
    let all: String = full.iter().filter_map(|w| w.chars().next()).collect();
    let content: String = full
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and" | "on" | "in" | "de"))
        .filter_map(|w| w.chars().next())
        .collect();
    *letters == all || *letters == content
}

/// The head alone: “the Commission” after “Securities Regulatory Commission”.
fn is_head(full: &[String], short: &[String]) -> bool {
    matches!(short, [one] if full.len() >= 2 && (full.last() == Some(one) || full.first() == Some(one) && full.get(1).is_some_and(|w| w == "of" || w == "for")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        crate::prose::comparable(name)
    }

    #[test]
    fn knows_both_orders() {
        assert_eq!(surname(&words("Kavita Rao")), Some(&"rao".to_owned()));
        assert_eq!(surname(&words("Han Meilin")), Some(&"han".to_owned()));
        assert_eq!(surname(&words("Park So-yeon")), Some(&"park".to_owned()));
        assert_eq!(surname(&words("Rao")), None);
    }

    #[test]
    fn tells_a_misspelling_from_another_name() {
        assert!(one_letter_off("russel", "russell"));
        assert!(one_letter_off("synder", "sinder"));
        assert!(!one_letter_off("smith", "smith"));
        assert!(!one_letter_off("brown", "crows"));
        assert!(is_variant(&words("Sergei Petrov"), &words("Sergey Petrov")));
        assert!(!is_variant(&words("Maria Petrova"), &words("Mario Petrova")));
    }

    #[test]
    fn reads_acronyms_with_and_without_small_words() {
        assert!(is_acronym(&words("Institute for the Study of Rivers"), &words("ISR")));
        assert!(is_acronym(&words("Bank of Norfolk"), &words("BoN")));
        assert!(!is_acronym(&words("Bank"), &words("B")));
    }
}
