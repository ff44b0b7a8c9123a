//! Titles and offices before a name in the same run of capitals: “Chinese Foreign Minister” in “Chinese Foreign
//! Minister Lin”.

use super::gazetteer;
use super::token::Tokenized;
use super::vocabulary::is_surname;
use crate::prose::word::{Class, Gap};

impl Tokenized<'_> {
    /// The title in a run, and where the name after it begins.
    pub(super) fn title(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let last = &self.tokens[end - 1];
        let collective = Class::ORGANISATION | Class::LEGAL_FORM | Class::PLACE | Class::EVENT;
        if end - first > 1
            && last.is(collective)
            && !last.is(Class::FORENAME | Class::EASTERN_SURNAME)
        {
            return None;
        }
        let mut found = None;
        let mut at = first;
        while at + 1 < end {
            let token = &self.tokens[at];
            // “Members of the Sea Guild”: several people, followed by what they are members of.
            let several = token.is(Class::OFFICE_PLURAL) && self.word(at + 1) == "of";
            if token.is(Class::OFFICE | Class::HONORIFIC)
                && !several
                && !self.is_given_name(at, end)
                && !self.inside_known(at + 1, first, end)
            {
                let name = self.portfolio_end(at, end);
                found = Some((at, name));
                at = name;
            } else {
                at += 1;
            }
        }
        let (office, name) = found?;
        if name >= end || self.tokens[name].is(Class::FUNCTION) {
            return None;
        }
        // “Chief Minister”: only offices, and no name.
        let office_words =
            Class::OFFICE | Class::HONORIFIC | Class::OFFICE_MODIFIER | Class::PORTFOLIO;
        let nobody = self.tokens[name..end]
            .iter()
            .all(|t| t.is(office_words) && !t.is(Class::FORENAME | Class::EASTERN_SURNAME));
        let honorific = self.tokens[office].is(Class::ABBREVIATION);
        let surname = end - name == 1 && is_surname(self.word(name));
        if nobody && !(honorific && surname) {
            return None;
        }
        Some((self.office_start(office, first), name))
    }

    /// Extends an office backwards over its modifiers: “Chinese Vice”, “Foreign Affairs”, “Secretary and”.
    fn office_start(&self, office: usize, first: usize) -> usize {
        let mut start = office;
        while start > first {
            let token = &self.tokens[start - 1];
            // “National Assembly Speaker Rao”: the name of a body in several words, then its office.
            let body = start - first >= 2
                && start == office
                && token.is(Class::ORGANISATION)
                && !token.is(Class::PORTFOLIO)
                && !self.tokens[start - 2].is(Class::OFFICE | Class::HONORIFIC)
                && gazetteer::state(self.word(start - 2)).is_none();
            if body {
                break;
            }
            let belongs = token.is(Class::OFFICE_MODIFIER
                | Class::PORTFOLIO
                | Class::OFFICE
                | Class::HONORIFIC
                | Class::TENURE)
                || matches!(self.word(start - 1), "and" | "of" | "for" | "on")
                || gazetteer::state(self.word(start - 1)).is_some();
            if !belongs {
                break;
            }
            start -= 1;
        }
        for words in [3, 2] {
            // “North Korean”, “South African” are two tokens.
            if start >= first + words
                && gazetteer::state(self.words(start - words, start)).is_some()
            {
                start -= words;
            }
        }
        if start > first && gazetteer::state(self.words(start - 1, start + 1)).is_some() {
            start -= 1;
        }
        start
    }

    /// Whether an office word is a name here: “Judge” is not, but “Dean Acheson” and “Earl Warren” are.
    fn is_given_name(&self, at: usize, end: usize) -> bool {
        self.tokens[at].is(Class::FORENAME) && at + 1 < end && !self.tokens[at].is(Class::HONORIFIC)
    }

    /// Where the name may begin after an office: after “of State”, “of Foreign Affairs”, “on Climate”, and anything
    /// else that an office is “of”, which does not name its holder.
    fn portfolio_end(&self, office: usize, end: usize) -> usize {
        let mut at = office + 1;
        if !matches!(self.word(at), "of" | "for" | "on" | "to") {
            return at;
        }
        let start = at;
        at += if self.word(at + 1) == "the" { 3 } else { 2 };
        while at < end
            && (self.tokens[at].is(Class::PORTFOLIO)
                || matches!(self.word(at), "and" | "the" | "of")
                || gazetteer::state(self.word(at)).is_some())
            && !(self.tokens[at].is(Class::FORENAME) && at > start + 1)
        {
            at += 1;
        }
        // “of the Harbour Council”, and then the name.
        let organisation = (start + 1..end).rev().find(|i| self.tokens[*i].is(Class::ORGANISATION));
        organisation.map_or(at, |last| at.max(last + 1))
    }

    /// The first token of a title, over lower-case words that belong to it: “former”, “then”.
    pub(super) fn title_start(&self, title: usize) -> usize {
        let mut start = title;
        while let Some(before) = start.checked_sub(1).map(|i| &self.tokens[i]) {
            let joined = matches!(self.tokens[start].gap, Gap::Space | Gap::Hyphen);
            if !joined || !before.is(Class::TENURE) || before.weak && before.capital() {
                break;
            }
            start -= 1;
        }
        start
    }
}
