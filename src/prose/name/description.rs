//! Words that mean a person named before: “the President”, “the former secretary of state”, “the latter”, “the North”.
//! Finds them and what they say; who is meant is decided from the whole document.

use super::gazetteer;
use super::model::{Description, Name, Says};
use super::token::Tokenized;
use crate::prose::data::WordList;
use crate::prose::word::{Class, Gap, Part, Shape};
use crate::text::key;
use std::sync::LazyLock;

static ALONE_BEFORE: WordList = WordList::new(include_str!("../data/names/behind-latter.txt"));

/// Keys of the words that begin descriptions.
static OPENING: LazyLock<[u64; 4]> = LazyLock::new(|| ["the", "our", "this", "and"].map(key));

/// Words that make an office a past one.
const PAST: &[&str] = &["former", "ex"];

impl Tokenized<'_> {
    /// The descriptions in a text, in order; none overlap a name.
    pub(super) fn descriptions(&self, names: &[Name]) -> Vec<Description> {
        let opening = &*OPENING;
        // Articles and the like, and directions: most words are neither.
        let may_begin = |token: &Part| {
            token.is(Class::DIRECTION) || token.is(Class::FUNCTION) && opening.contains(&token.key)
        };
        let begins = self.tokens.iter().enumerate().filter(|(_, token)| may_begin(token));
        let mut found: Vec<_> = begins.filter_map(|(at, _)| self.description(at)).collect();
        found.retain(|d| {
            let next = names.partition_point(|n| n.span.end <= d.span.start);
            names.get(next).is_none_or(|n| n.span.start >= d.span.end)
        });
        found
    }

    /// The description that begins with this token, its article or first word.
    fn description(&self, at: usize) -> Option<Description> {
        let token = self.token(at)?;
        if token.is(Class::DIRECTION)
            && let Some(half) = self.first_half(at)
        {
            return Some(half);
        }
        if !token.is(Class::FUNCTION) {
            return None;
        }
        let word = self.word(at);
        if !matches!(word, "the" | "The" | "our" | "Our" | "this" | "This" | "and") {
            return None;
        }
        if let Some(land) = self.land(at) {
            return Some(land);
        }
        if self.gap(at + 1) != Gap::Space {
            return None;
        }
        match word {
            "the" | "The" => {
                self.pronoun(at + 1).or_else(|| self.half(at + 1)).or_else(|| self.office(at + 1))
            }
            "our" | "Our" | "this" | "This" => {
                let small = self.token(at + 1)?.shape == Shape::Lower;
                let first = at + 1 + usize::from(small);
                (self.gap(first) == Gap::Space && self.token(first)?.capital())
                    .then(|| self.office(first))?
            }
            "and" => self.second_office(at + 1),
            _ => None,
        }
    }

    /// “Vice President” in “the President and Vice President”.
    fn second_office(&self, at: usize) -> Option<Description> {
        let before = self.tokens.get(at.checked_sub(2)?)?;
        let office = |t: &Part| t.capital() && t.is(Class::OFFICE);
        let modified = self.token(at)?.capital()
            && self.token(at)?.is(Class::OFFICE_MODIFIER)
            && self.token(at + 1).is_some_and(office);
        (office(before) && modified).then(|| self.office(at))?
    }

    /// “the former” or “the latter” without a following noun.
    fn pronoun(&self, at: usize) -> Option<Description> {
        let says = match self.word(at) {
            "former" => Says::First,
            "latter" => Says::Second,
            _ => return None,
        };
        let alone = self.gap(at + 1) != Gap::Space || ALONE_BEFORE.contains(self.word(at + 1));
        alone.then(|| Some(Description { span: self.span(at, at + 1)?, says }))?
    }

    /// “our Nation”, “this great Republic”: capitalised, and not part of a name.
    fn land(&self, at: usize) -> Option<Description> {
        if !matches!(self.word(at), "our" | "Our" | "this" | "This" | "the") {
            return None;
        }
        let small = self.token(at + 1)?.shape == Shape::Lower;
        let noun = at + 1 + usize::from(small);
        let token = self.token(noun)?;
        if !matches!(self.word(noun), "Nation" | "Republic") || token.weak {
            return None;
        }
        let goes_on = self.token(noun + 1).is_some_and(|n| {
            matches!(n.gap, Gap::Space | Gap::Hyphen | Gap::And)
                && (n.capital() || matches!(n.span.of(self.text), "of" | "and"))
        });
        let joined = (at + 1..=noun).all(|i| self.gap(i) == Gap::Space);
        (joined && !goes_on).then_some(Description { span: token.span, says: Says::Land })
    }

    /// “the North”, where North and South are two states.
    fn half(&self, at: usize) -> Option<Description> {
        let token = self.token(at).filter(|t| t.capital() && t.is(Class::DIRECTION))?;
        let next = self.token(at + 1);
        let goes_on = next.is_some_and(|n| {
            matches!(n.gap, Gap::Space | Gap::Hyphen | Gap::And)
                && (n.capital() || n.span.of(self.text) == "of")
        });
        let state = (!goes_on).then(|| half_state(token.span.of(self.text)))??;
        Some(Description { span: token.span, says: Says::Half(state) })
    }

    /// “North” in “North and South Korea”.
    fn first_half(&self, at: usize) -> Option<Description> {
        let token = self.token(at).filter(|t| t.capital() && t.is(Class::DIRECTION))?;
        let joined = matches!(self.word(at + 1), "and" | "or") && self.gap(at + 1) == Gap::Space;
        let other = self.span(at + 2, at + 4).filter(|_| joined)?.of(self.text);
        let (_, name) = other.split_once(' ')?;
        let state = half_state(token.span.of(self.text))?;
        let halves = gazetteer::state(other).is_some() && state.ends_with(name);
        halves.then_some(Description { span: token.span, says: Says::Half(state) })
    }

    /// “the President”, “the former secretary of state”: capitalised, or said to be past. An office in lower case is
    /// too vague.
    fn office(&self, at: usize) -> Option<Description> {
        let past = PAST.contains(&self.word(at));
        let first = at + usize::from(past);
        let mut end = first;
        while self.token(end).is_some_and(|t| {
            (end == first || self.gap(end) == Gap::Space || past && self.gap(end) == Gap::Hyphen)
                && t.is(Class::OFFICE | Class::OFFICE_MODIFIER | Class::PORTFOLIO)
                && (past || t.capital())
        }) {
            end += 1;
        }
        let head = end.checked_sub(1).filter(|head| *head >= first)?;
        if !self.token(head)?.is(Class::OFFICE) {
            return None;
        }
        let portfolio = |t: &Part| t.is(Class::PORTFOLIO) && t.gap == Gap::Space;
        while self.word(end) == "of" && self.token(end + 1).is_some_and(portfolio) {
            end += 2;
        }
        let next = self.token(end);
        // “the former mayor in Lindau” is not any mayor; “the former secretary of state in person” is said already.
        let scoped = (first..end).any(|i| self.word(i) == "of");
        let goes_on = next.is_some_and(|n| {
            let word = n.span.of(self.text);
            let scope = matches!(word, "of" | "for") || !scoped && matches!(word, "at" | "in");
            matches!(n.gap, Gap::Space | Gap::Hyphen | Gap::Stop) && (n.capital() || scope)
        });
        let behind_comma = next.is_some_and(|n| n.gap == Gap::Comma && n.capital());
        if goes_on || behind_comma || past && end - first < 2 {
            return None;
        }
        let office = (first..end).map(|i| self.word(i).to_lowercase()).collect();
        Some(Description { span: self.span(at, end)?, says: Says::Office { office, past } })
    }
}

/// The state that begins with a direction and has a counterpart in the opposite one.
fn half_state(direction: &str) -> Option<&'static str> {
    let opposite = match direction {
        "North" => "South",
        "South" => "North",
        "East" => "West",
        "West" => "East",
        _ => return None,
    };
    gazetteer::state_names().find_map(|(name, state)| {
        let rest = name.strip_prefix(direction)?.strip_prefix(' ')?;
        let counterpart = gazetteer::state(&format!("{opposite} {rest}"))?;
        (name == state.state && counterpart.code != state.code).then_some(state.state)
    })
}

#[cfg(test)]
mod tests {
    use crate::prose::{Words, read_names};

    /// The descriptions of a text, and what they mean.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (_, found) = read_names(text, &Words::default());
        let found: Vec<&str> = found.iter().map(|d| d.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_office_with_a_capital_or_a_past_one_describes() {
        check("Then the President of the club left, and the President wept.", &["President"]);
        check("It was the former secretary of state who wrote.", &["former secretary of state"]);
        check("The Home Secretary was late.", &["Home Secretary"]);
    }

    #[test]
    fn an_office_in_small_letters_or_before_a_name_does_not() {
        check("Then the president wept.", &[]);
        check("We met the President Kavita Rao.", &[]);
        check("The former president of Norway came.", &[]);
    }

    #[test]
    fn the_latter_stands_alone() {
        check("Rao met Lind; the latter was late, the former said.", &["latter", "former"]);
        check("In the latter case the former mayor's house burns.", &[]);
    }

    #[test]
    fn a_nation_with_a_capital_is_the_land_spoken_of() {
        check("Kavita Rao serves our Nation, and this great Republic.", &["Nation", "Republic"]);
        check("A nation weeps. The Cree Nation met in our nation, in the Republic of Norway.", &[]);
    }

    #[test]
    fn halves_of_a_land_are_states() {
        check("North and South Korea talked. The North left.", &["North", "North"]);
        check("They went up the North Sea, and to the north of it.", &[]);
    }
}
