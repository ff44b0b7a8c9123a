//! The languages distinguished, and sets of them.

use serde::{Deserialize, Serialize};

/// A language that is distinguished from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Dutch.
    Dutch,
    /// Swedish, Danish or Norwegian.
    Scandinavian,
    /// Turkish.
    Turkish,
    /// Vietnamese.
    Vietnamese,
    /// Another language in Latin letters.
    OtherLatin,
    /// Russian.
    Russian,
    /// Ukrainian.
    Ukrainian,
    /// Another language in Cyrillic letters.
    OtherCyrillic,
    /// Greek.
    Greek,
    /// Arabic, Persian and others in Arabic letters.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Chinese.
    Chinese,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// A language of India.
    Indic,
    /// A language in other letters.
    Other,
}

/// The number of languages.
pub(super) const COUNT: usize = ALL.len();

/// All in order, with their English names; none for those known only by their letters.
pub(super) const ALL: [(Language, Option<&str>); 22] = [
    (Language::English, Some("English")),
    (Language::German, Some("German")),
    (Language::French, Some("French")),
    (Language::Spanish, Some("Spanish")),
    (Language::Italian, Some("Italian")),
    (Language::Portuguese, Some("Portuguese")),
    (Language::Dutch, Some("Dutch")),
    (Language::Scandinavian, None),
    (Language::Turkish, Some("Turkish")),
    (Language::Vietnamese, Some("Vietnamese")),
    (Language::OtherLatin, None),
    (Language::Russian, Some("Russian")),
    (Language::Ukrainian, Some("Ukrainian")),
    (Language::OtherCyrillic, None),
    (Language::Greek, Some("Greek")),
    (Language::Arabic, None),
    (Language::Hebrew, Some("Hebrew")),
    (Language::Chinese, Some("Chinese")),
    (Language::Japanese, Some("Japanese")),
    (Language::Korean, Some("Korean")),
    (Language::Indic, None),
    (Language::Other, None),
];

impl Language {
    /// Its English name; `None` for those known only by their letters.
    pub fn name(self) -> Option<&'static str> {
        ALL.get(self as usize).and_then(|(_, name)| *name)
    }
}

/// A set of languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LanguageSet(u32);

impl LanguageSet {
    /// All in Latin letters.
    pub const LATIN: Self = Self((1 << (Language::OtherLatin as u32 + 1)) - 1);
    /// All in Cyrillic letters.
    pub(super) const CYRILLIC: Self = Self(
        1 << Language::Russian as u32
            | 1 << Language::Ukrainian as u32
            | 1 << Language::OtherCyrillic as u32,
    );

    /// One language.
    pub const fn one(language: Language) -> Self {
        Self(1 << language as u32)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The union.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The intersection.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// All but one.
    pub fn without(self, language: Language) -> Self {
        Self(self.0 & !Self::one(language).0)
    }

    /// Whether the two share a language.
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// The languages, in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        let all = ALL.into_iter().map(|(language, _)| language);
        all.filter(move |language| self.meets(Self::one(*language)))
    }

    /// The set as a number.
    pub fn bits(self) -> u32 {
        self.0
    }
}

/// The languages of a document's passages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    /// Those in which any passage is.
    pub held: LanguageSet,
    /// Those in which a sizeable part of it is: at least one word in [`GOOD_PART`].
    pub main: LanguageSet,
}

impl Languages {
    /// The languages of several documents together.
    pub fn or(self, other: Self) -> Self {
        Self { held: self.held.or(other.held), main: self.main.or(other.main) }
    }

    /// As a number, for storage.
    pub fn bits(self) -> u64 {
        u64::from(self.held.0) | u64::from(self.main.0) << 32
    }

    /// Decodes [`Languages::bits`].
    pub fn of_bits(bits: u64) -> Self {
        Self { held: LanguageSet(bits as u32), main: LanguageSet((bits >> 32) as u32) }
    }
}
