//! The mentions of a passage, joined to persons.

use super::introduced::Introduced;
use super::mention::{How, Mention};
use super::role::Role;
use super::sex::Sex;
use crate::text::Span;

/// A mention with its place in the passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// The number of its sentence in the passage.
    pub sentence: usize,
    /// The number of its block in the text.
    pub block: usize,
    /// Where it begins, in bytes of the text.
    pub start: usize,
    /// The part it plays.
    pub role: Role,
    /// Whether it is a pronoun, of which somebody was taken to be meant.
    pub pronoun: bool,
    /// Whether it is one of several joined by “and”.
    pub joint: bool,
    /// Whether an apposition says who it is.
    pub explained: bool,
}

impl Placed {
    /// Whether it is the subject of a verb.
    pub(super) fn is_subject(&self) -> bool {
        matches!(self.role, Role::Subject | Role::Inner | Role::Brought)
    }
}

/// Somebody whom the passage mentions.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The words that name him, of the fullest mention.
    pub span: Span,
    /// His name without titles, or the noun for him.
    name: Span,
    /// Whether a name is known.
    pub named: bool,
    /// The given name by which the text introduces him, when the passage has only the surname.
    introduced: Option<Span>,
    /// The sex that a title or a noun tells.
    sex: Option<Sex>,
    /// The sex of those who bear his given name.
    given: Option<Sex>,
    /// Whether something shows a person.
    pub shown: bool,
    /// Where he is mentioned, the last place last.
    pub places: Vec<Placed>,
}

const SUFFIXES: &[&str] = &["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"];

/// The words of a name without a suffix.
fn words(text: &str, name: Span) -> Vec<&str> {
    let mut words: Vec<&str> = name.of(text).split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(w)) {
        words.pop();
    }
    words
}

/// The last word of a name.
fn surname(text: &str, name: Span) -> &str {
    words(text, name).last().copied().unwrap_or_default()
}

impl Person {
    /// Somebody who is mentioned for the first time.
    pub(super) fn new(text: &str, mention: &Mention, introduced: Introduced) -> Self {
        let mut person = Person {
            span: mention.span,
            name: mention.name,
            named: mention.how == How::Name,
            introduced: introduced.given,
            sex: mention.sex.or(introduced.sex),
            given: None,
            shown: mention.shown || introduced.given.is_some() || introduced.sex.is_some(),
            places: Vec::new(),
        };
        person.given = person.of_given(text);
        person
    }

    fn of_given(&self, text: &str) -> Option<Sex> {
        self.forename(text).filter(|_| self.named).and_then(Sex::of_forename)
    }

    /// The given name, where the passage or the text before has it.
    fn forename<'t>(&self, text: &'t str) -> Option<&'t str> {
        let words = words(text, self.name);
        let own = words.first().copied().filter(|_| words.len() > 1);
        own.or_else(|| self.introduced.map(|given| given.of(text)))
    }

    /// Whether “and” joins him to somebody where he is named.
    fn is_joint(&self) -> bool {
        self.places.iter().any(|place| place.joint)
    }

    /// Whether more than a surname is known.
    fn is_full(&self, text: &str) -> bool {
        words(text, self.name).len() > 1
    }

    /// The last word of the name.
    pub(super) fn surname<'t>(&self, text: &'t str) -> &'t str {
        surname(text, self.name)
    }

    /// Whether a name may be his: the same last word and no other given name, or one word of his. `given` is the name by
    /// which the text introduces the bearer of a surname.
    pub(super) fn may_be(&self, text: &str, name: Span, given: Option<Span>) -> bool {
        if !self.named {
            // “a woman”, “the woman”
            return self.surname(text) == surname(text, name);
        }
        let other = words(text, name);
        let (Some(first), Some(last)) = (other.first(), other.last()) else { return false };
        let own = words(text, self.name);
        if other.len() == 1 && own.len() > 1 && own.first() == Some(first) {
            return true;
        }
        let given = if other.len() > 1 { Some(*first) } else { given.map(|g| g.of(text)) };
        self.surname(text) == *last
            && match (self.forename(text), given) {
                (Some(own), Some(other)) => same_given(own, other),
                _ => true,
            }
    }

    /// Takes a further mention.
    pub(super) fn meet(&mut self, text: &str, mention: &Mention) {
        if mention.name.len() > self.name.len() && mention.how == How::Name {
            self.name = mention.name;
            self.span = mention.span;
            self.given = self.of_given(text).or(self.given);
        }
        self.sex = self.sex.or(mention.sex);
        self.shown |= mention.shown;
    }

    /// Remembers what sex a pronoun asks for that means him.
    pub(super) fn meant_by(&mut self, sex: Sex) {
        self.given = self.given.or(Some(sex));
    }

    /// Whether a title or a noun says that a pronoun for this sex cannot mean him.
    pub(super) fn contradicts(&self, sex: Sex) -> bool {
        self.sex.is_some_and(|own| own != sex)
    }

    /// The sex that is known, or likely by the given name.
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

/// Which of these persons a mention names: the last whom it may.
pub(super) fn who(
    persons: &[Person],
    text: &str,
    mention: &Mention,
    introduced: &Introduced,
) -> Option<usize> {
    let fits = |p: &Person| {
        p.named == (mention.how == How::Name)
            && p.may_be(text, mention.name, introduced.given)
            && mention.sex.is_none_or(|sex| match p.likely() {
                Some(own) => own == sex,
                // “Mr. Lin” where several have that surname, or in “Ada and Bo Lin”, may be the other.
                None => !p.is_full(text) || !introduced.several && !p.is_joint(),
            })
    };
    persons.iter().rposition(fits)
}
