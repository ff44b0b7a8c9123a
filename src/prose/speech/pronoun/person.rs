//! Groups the mentions of a passage by person.

use super::introduced::Introduced;
use super::mention::{How, Mention};
use super::role::Role;
use super::sex::Sex;
use crate::text::Span;

/// A mention with its place in the passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// The index of its sentence in the passage.
    pub sentence: usize,
    /// The index of its block in the text.
    pub block: usize,
    /// Where it begins, in bytes of the text.
    pub start: usize,
    /// Its role in the sentence.
    pub role: Role,
    /// Whether it is a pronoun that was resolved to the person.
    pub pronoun: bool,
    /// Whether it is one of several joined by “and”.
    pub joint: bool,
    /// Whether an apposition describes the person.
    pub explained: bool,
}

impl Placed {
    /// Whether it is the subject of a verb.
    pub(super) fn is_subject(&self) -> bool {
        matches!(self.role, Role::Subject | Role::Inner | Role::Brought)
    }
}

/// A person whom the passage mentions.
#[derive(Clone, Debug)]
pub(super) struct Person<'t> {
    /// The words of the fullest mention.
    pub span: Span,
    /// The name without titles, or the noun.
    name: Span,
    words: NameWords<'t>,
    /// Whether the person is mentioned by name.
    pub named: bool,
    /// The given name in the preceding text, if the passage has only the surname.
    introduced: Option<&'t str>,
    /// The sex that a title or a noun implies.
    sex: Option<Sex>,
    /// The sex that the given name, or an earlier pronoun, suggests.
    given: Option<Sex>,
    /// Whether the words around the name show that it is a person's.
    pub is_certain: bool,
    /// The mentions, in order.
    pub places: Vec<Placed>,
}

/// The words by which names are compared.
#[derive(Clone, Copy, Debug, Default)]
struct NameWords<'t> {
    /// The first word; empty if there is none.
    first: &'t str,
    /// The last word, without a suffix such as “Jr.”
    last: &'t str,
    /// Whether these are different words.
    is_full: bool,
}

impl<'t> NameWords<'t> {
    fn of(text: &'t str, name: Span) -> Self {
        const SUFFIXES: &[&str] = &["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"];
        let mut words = name.of(text).split_whitespace();
        let first = words.next().unwrap_or_default();
        let last = words.rfind(|word| !SUFFIXES.contains(word));
        Self { first, last: last.unwrap_or(first), is_full: last.is_some() }
    }
}

impl<'t> Person<'t> {
    /// The person of a first mention.
    pub(super) fn new(text: &'t str, mention: &Mention, introduced: Introduced) -> Self {
        let mut person = Person {
            span: mention.span,
            name: mention.name,
            words: NameWords::of(text, mention.name),
            named: mention.how == How::Name,
            introduced: introduced.given.map(|given| given.of(text)),
            sex: mention.sex.or(introduced.sex),
            given: None,
            is_certain: mention.is_person || introduced.given.is_some() || introduced.sex.is_some(),
            places: Vec::new(),
        };
        person.given = person.of_given();
        person
    }

    fn of_given(&self) -> Option<Sex> {
        self.forename().filter(|_| self.named).and_then(Sex::of_forename)
    }

    /// The given name in the passage or the preceding text.
    fn forename(&self) -> Option<&'t str> {
        if self.words.is_full { Some(self.words.first) } else { self.introduced }
    }

    /// Whether “and” joins the name to another somewhere.
    fn is_joint(&self) -> bool {
        self.places.iter().any(|place| place.joint)
    }

    /// The last word of the name.
    pub(super) fn surname(&self) -> &'t str {
        self.words.last
    }

    /// Whether a name may be the person's: it has the same last word and no other given name, or is the first word alone.
    /// `given` is the given name that the preceding text has for a surname.
    pub(super) fn may_be(&self, text: &str, name: Span, given: Option<Span>) -> bool {
        self.may_have(&NameWords::of(text, name), given.map(|given| given.of(text)))
    }

    fn may_have(&self, name: &NameWords<'_>, given: Option<&str>) -> bool {
        let same_last = self.words.last == name.last;
        if !self.named {
            // “a woman”, “the woman”
            return same_last;
        }
        if !name.is_full && self.words.is_full && self.words.first == name.first {
            return true;
        }
        let given = if name.is_full { Some(name.first) } else { given };
        same_last
            && match (self.forename(), given) {
                (Some(own), Some(other)) => same_given(own, other),
                _ => true,
            }
    }

    /// Adds a mention.
    pub(super) fn add(&mut self, text: &'t str, mention: &Mention) {
        if mention.name.len() > self.name.len() && mention.how == How::Name {
            self.name = mention.name;
            self.words = NameWords::of(text, mention.name);
            self.span = mention.span;
            self.given = self.of_given().or(self.given);
        }
        self.sex = self.sex.or(mention.sex);
        self.is_certain |= mention.is_person;
    }

    /// Adds the sex of a pronoun that was resolved to the person.
    pub(super) fn add_pronoun(&mut self, sex: Sex) {
        self.given = self.given.or(Some(sex));
    }

    /// Whether a title or a noun rules out a pronoun of this sex.
    pub(super) fn contradicts(&self, sex: Sex) -> bool {
        self.sex.is_some_and(|own| own != sex)
    }

    /// The sex that a title or a noun implies, else the likely one.
    pub(super) fn likely(&self) -> Option<Sex> {
        self.sex.or(self.given)
    }
}

/// `Bob` and `B.`, `Ben` and `Benjamin`.
fn same_given(one: &str, other: &str) -> bool {
    const LETTERS: usize = 3;
    let initial = |short: &str, long: &str| {
        let bare = short.trim_end_matches('.');
        let few = bare.chars().count() == 1 || bare.len() >= LETTERS;
        few && long.starts_with(bare)
    };
    one == other || initial(one, other) || initial(other, one)
}

/// The index of the last person whom a mention may name.
pub(super) fn who(
    persons: &[Person<'_>],
    text: &str,
    mention: &Mention,
    introduced: &Introduced,
) -> Option<usize> {
    let words = NameWords::of(text, mention.name);
    let given = introduced.given.map(|given| given.of(text));
    let fits = |p: &Person<'_>| {
        p.named == (mention.how == How::Name)
            && p.may_have(&words, given)
            && mention.sex.is_none_or(|sex| match p.likely() {
                Some(own) => own == sex,
                // If several share the surname, or in “Ada and Bo Lin”, “Mr. Lin” may be the other.
                None => !p.words.is_full || !introduced.several && !p.is_joint(),
            })
    };
    persons.iter().rposition(fits)
}
