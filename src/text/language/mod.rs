//! Languages: which ones the passages of a document are in, and which ones a few words may be in.
//!
//! The script decides first, then function words, then a detector of letter groups. What none of them tells is “some other
//! language in these letters”, so that nothing is concluded from a guess.

use super::script::{Script, main_script, script};
use serde::{Deserialize, Serialize};
use whichlang::Lang;

/// A language that is told from others.
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

/// How many there are.
const COUNT: usize = 22;

const ALL: [Language; COUNT] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Italian,
    Language::Portuguese,
    Language::Dutch,
    Language::Scandinavian,
    Language::Turkish,
    Language::Vietnamese,
    Language::OtherLatin,
    Language::Russian,
    Language::Ukrainian,
    Language::OtherCyrillic,
    Language::Greek,
    Language::Arabic,
    Language::Hebrew,
    Language::Chinese,
    Language::Japanese,
    Language::Korean,
    Language::Indic,
    Language::Other,
];

impl Language {
    /// Its name in English; `None` for those that only their letters tell.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::English => "English",
            Self::German => "German",
            Self::French => "French",
            Self::Spanish => "Spanish",
            Self::Italian => "Italian",
            Self::Portuguese => "Portuguese",
            Self::Dutch => "Dutch",
            Self::Turkish => "Turkish",
            Self::Vietnamese => "Vietnamese",
            Self::Russian => "Russian",
            Self::Ukrainian => "Ukrainian",
            Self::Greek => "Greek",
            Self::Hebrew => "Hebrew",
            Self::Chinese => "Chinese",
            Self::Japanese => "Japanese",
            Self::Korean => "Korean",
            Self::Scandinavian | Self::OtherLatin | Self::OtherCyrillic => return None,
            Self::Arabic | Self::Indic | Self::Other => return None,
        })
    }
}

/// A set of languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tongues(u32);

impl Tongues {
    /// All that are written in Latin letters.
    pub const LATIN: Self = Self((1 << (Language::OtherLatin as u32 + 1)) - 1);
    /// All that are written in Cyrillic letters.
    const CYRILLIC: Self = Self(
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

    /// Those of either.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a language is in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The languages, in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        ALL.into_iter().filter(move |language| self.meets(Self::one(*language)))
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
    pub held: Tongues,
    /// Those in which a good part of it is: one word in [`GOOD_PART`] or more.
    pub main: Tongues,
}

/// One word in so many is a good part of a document: less may be a caption, a notice or somebody's words left as they were.
const GOOD_PART: u32 = 8;

/// A passage ends behind so many words, so that a page without paragraphs has several.
const LONGEST: u32 = 40;
/// One that has so many words ends with its sentence: a page may change its language between two.
const SENTENCE: u32 = 10;
/// Fewer words tell nothing of a language by themselves.
const LEAST: u32 = 7;
/// So many words in another script, one behind the other, are a passage by themselves, not names in one.
const LEAST_FOREIGN: u32 = 5;
/// Bytes of a passage that the detector looks at.
const SAMPLE: usize = 160;
/// So many passages of a document are shown to the detector, and behind them one of [`EVERY`]; the others have the language
/// of the last one. It is no divisor of the columns and pages by which languages take turns.
const FIRST: u32 = 64;
const EVERY: u32 = 5;
/// Letters of a word that tell its script.
const TELLING: usize = 8;

impl Languages {
    /// Those of a document. Reads it once; the detector sees the beginning of each passage that is not plainly English.
    pub fn of(text: &str) -> Self {
        let mut passages = Passages { text, ..Passages::default() };
        let mut at = 0;
        let mut lines = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if !word.is_empty() {
                passages.word(word, at);
                lines = 0;
            }
            lines += u32::from(piece.ends_with('\n'));
            if lines == 2 {
                passages.paragraph_ends();
            }
            at += piece.len();
        }
        passages.finish()
    }

    /// The languages of several documents together.
    pub fn or(self, other: Self) -> Self {
        Self { held: self.held.or(other.held), main: self.main.or(other.main) }
    }

    /// As a number, to be stored.
    pub fn bits(self) -> u64 {
        u64::from(self.held.0) | u64::from(self.main.0) << 32
    }

    /// What [`Languages::bits`] gave.
    pub fn of_bits(bits: u64) -> Self {
        Self { held: Tongues(bits as u32), main: Tongues((bits >> 32) as u32) }
    }
}

/// The passages of a document under way.
#[derive(Debug, Default)]
struct Passages<'t> {
    text: &'t str,
    /// The passage at hand.
    now: Option<Stretch>,
    /// Words in another script than the passage's, at its end.
    foreign: Option<Stretch>,
    /// Words by language.
    words: [u32; COUNT],
    /// Passages that the detector was to be asked about, and the language of the last one in Latin letters.
    asked: u32,
    said: Option<Language>,
}

/// Words in one script; bytes of the document.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    script: Script,
    start: usize,
    end: usize,
    words: u32,
    /// Words that no other language has.
    english: u32,
}

impl Stretch {
    fn and(self, next: Self) -> Self {
        Self {
            end: next.end,
            words: self.words + next.words,
            english: self.english + next.english,
            ..self
        }
    }
}

impl Passages<'_> {
    fn word(&mut self, written: &str, start: usize) {
        let Some(script) = word_script(written) else { return };
        let words = if is_spaced(script) { 1 } else { letters(written).div_ceil(2) };
        let english = u32::from(script == Script::Latin && is_plainly_english(written));
        let end = start + written.len();
        let word = Stretch { script, start, end, words, english };
        let Some(now) = self.now else {
            self.now = Some(word);
            return;
        };
        if now.script == script {
            // The few words between were part of it, however they are written.
            let between = self.foreign.take().map_or(0, |foreign| foreign.words);
            let now = now.and(word);
            self.now = Some(Stretch { words: now.words + between, ..now });
            let ends = |text: &str| {
                text.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '?', '!'])
            };
            if now.words >= LONGEST || now.words >= SENTENCE && ends(written) {
                self.close();
            }
            return;
        }
        let foreign = match self.foreign {
            Some(foreign) if foreign.script == script => foreign.and(word),
            _ => word,
        };
        self.foreign = Some(foreign);
        if foreign.words >= LEAST_FOREIGN {
            self.count(now);
            (self.now, self.foreign) = (Some(foreign), None);
        }
    }

    fn paragraph_ends(&mut self) {
        if self.now.is_some_and(|now| now.words >= LEAST) {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(now) = self.now.take() {
            self.count(now);
        }
        self.now = self.foreign.take();
    }

    fn count(&mut self, passage: Stretch) {
        if passage.words < LEAST && matches!(passage.script, Script::Latin) {
            return;
        }
        let language = self.language_of(&passage);
        if let Some(words) = self.words.get_mut(language as usize) {
            *words += passage.words;
        }
    }

    fn language_of(&mut self, passage: &Stretch) -> Language {
        let end = self.text.floor_char_boundary(passage.end.min(passage.start + SAMPLE));
        let sample = self.text.get(passage.start..end).unwrap_or_default();
        match passage.script {
            Script::Latin if passage.english >= 2 && passage.english * 10 >= passage.words => {
                self.said = Some(Language::English);
                Language::English
            }
            // One English word is enough where the text before is English too.
            Script::Latin if passage.english > 0 && self.said == Some(Language::English) => {
                Language::English
            }
            Script::Latin => {
                self.asked += 1;
                let again = self.asked <= FIRST || self.asked.is_multiple_of(EVERY);
                // What has an English word may be English: that is never taken over from another passage.
                let known = self.said.filter(|said| *said != Language::English);
                let said = known.filter(|_| !again && passage.english == 0);
                let said = said.unwrap_or_else(|| detected(sample, passage.english > 0));
                self.said = Some(said);
                said
            }
            Script::Cyrillic => cyrillic(sample).unwrap_or(Language::Russian),
            script => written_in(script),
        }
    }

    fn finish(mut self) -> Languages {
        self.close();
        self.close();
        let all: u32 = self.words.iter().sum();
        let mut languages = Languages::default();
        for (language, words) in ALL.into_iter().zip(self.words) {
            if words > 0 {
                languages.held = languages.held.or(Tongues::one(language));
            }
            if words > 0 && words.saturating_mul(GOOD_PART) >= all {
                languages.main = languages.main.or(Tongues::one(language));
            }
        }
        languages
    }
}

/// The script of a word, which its first letter tells; of one in a script without spaces, what its beginning tells.
fn word_script(word: &str) -> Option<Script> {
    let first = word.chars().find_map(script)?;
    if is_spaced(first) {
        return Some(first);
    }
    let end = word.char_indices().nth(TELLING).map_or(word.len(), |(at, _)| at);
    main_script(word.get(..end)?).or(Some(first))
}

/// The languages that some quoted words may be in; `None` when only where they stand can tell: a few words in Latin letters
/// have no language that they show.
pub fn possible(words: &str) -> Option<Tongues> {
    match main_script(words)? {
        Script::Latin => latin(words),
        Script::Cyrillic => Some(match cyrillic(words) {
            Some(language) => Tongues::one(language),
            None => Tongues::CYRILLIC,
        }),
        // Japanese words may be in Chinese characters alone.
        Script::Han => Some(Tongues::one(Language::Chinese).or(Tongues::one(Language::Japanese))),
        script => Some(Tongues::one(written_in(script))),
    }
}

/// The languages that a few words in Latin letters may be in, as they stand in a text that has passages in some languages.
/// Empty when that text does not tell.
pub fn as_around(around: Languages) -> Tongues {
    Tongues(around.held.0 & Tongues::LATIN.0 & !Tongues::one(Language::OtherLatin).0)
}

/// Whether only the text around some words can tell their language: a few words in Latin letters.
pub fn is_told_by_the_text_around(words: &str) -> bool {
    let spoken = |word: &&str| main_script(word).is_some();
    words.split_whitespace().filter(spoken).nth(LEAST as usize - 1).is_none()
        && main_script(words) == Some(Script::Latin)
}

fn latin(words: &str) -> Option<Tongues> {
    let all = words.split_whitespace().filter(|word| main_script(word).is_some());
    let (mut count, mut english, mut rather) = (0u32, 0u32, 0u32);
    for word in all {
        count += 1;
        english += u32::from(is_plainly_english(word));
        rather += u32::from(is_one_of(word, RATHER_ENGLISH));
    }
    if count < LEAST {
        return None;
    }
    if english >= 2 && english * 8 >= count {
        return Some(Tongues::one(Language::English));
    }
    let end = words.floor_char_boundary(words.len().min(4 * SAMPLE));
    let language = named(whichlang::detect_language(words.get(..end).unwrap_or_default()));
    Some(match language {
        Language::English if english + rather > 0 => Tongues::one(Language::English),
        // The detector takes one English sentence in a hundred of this length for something else.
        language if is_confirmed(language, words) && english == 0 && rather < 2 => {
            Tongues::one(language)
        }
        language if english + rather > 0 => Tongues::one(language)
            .or(Tongues::one(Language::English))
            .or(Tongues::one(Language::OtherLatin)),
        language => Tongues::one(language).or(Tongues::one(Language::OtherLatin)),
    })
}

/// The language of a passage in Latin letters, as far as its words bear out what the detector says.
fn detected(sample: &str, has_english: bool) -> Language {
    match named(whichlang::detect_language(sample)) {
        Language::English if has_english || is_rather_english(sample) => Language::English,
        Language::English => Language::OtherLatin,
        language if is_confirmed(language, sample) => language,
        _ => Language::OtherLatin,
    }
}

/// Whether two different words stand among these that English has, and Irish, Welsh or Tagalog, which the detector takes for
/// English, have not.
fn is_rather_english(sample: &str) -> bool {
    const SHARED: &[&str] =
        &["a", "an", "as", "at", "by", "do", "i", "me", "no", "on", "one", "us", "he"];
    let known = |word: &&str| is_one_of(word, RATHER_ENGLISH) && !is_one_of(word, SHARED);
    let mut words = sample.split_whitespace().filter(known);
    words.next().is_some_and(|first| words.any(|next| !next.eq_ignore_ascii_case(first)))
}

fn letters(word: &str) -> u32 {
    word.chars().filter(|c| c.is_alphabetic()).count() as u32
}

/// Whether there are spaces between words.
fn is_spaced(script: Script) -> bool {
    !matches!(script, Script::Han | Script::Kana)
}

fn written_in(script: Script) -> Language {
    match script {
        Script::Latin => Language::OtherLatin,
        Script::Cyrillic => Language::OtherCyrillic,
        Script::Greek => Language::Greek,
        Script::Arabic => Language::Arabic,
        Script::Hebrew => Language::Hebrew,
        Script::Han => Language::Chinese,
        Script::Kana => Language::Japanese,
        Script::Hangul => Language::Korean,
        Script::Indic => Language::Indic,
        Script::Other => Language::Other,
    }
}

/// The language in Cyrillic letters that has the letters of some words and the others have not.
fn cyrillic(words: &str) -> Option<Language> {
    let (mut russian, mut ukrainian, mut other) = (0, 0, 0);
    for c in words.chars() {
        match c {
            'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => russian += 1,
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => ukrainian += 1,
            'ў'
            | 'Ў'
            | 'ђ'
            | 'ј'
            | 'љ'
            | 'њ'
            | 'ћ'
            | 'џ'
            | 'ѓ'
            | 'ќ'
            | 'ѕ'
            | 'Ђ'
            | 'Ј'
            | 'Љ'
            | 'Њ'
            | 'Ћ'
            | 'Џ'
            | 'Ѓ'
            | 'Ќ'
            | 'Ѕ'
            | '\u{48A}'..='\u{52F}' => other += 1,
            _ => {}
        }
    }
    match (russian, ukrainian, other) {
        (0, 0, 0) => None,
        // Belarusian has letters of both.
        (_, _, 1..) => Some(Language::OtherCyrillic),
        (r, u, 0) if u > r => Some(Language::Ukrainian),
        _ => Some(Language::Russian),
    }
}

fn named(lang: Lang) -> Language {
    match lang {
        Lang::Eng => Language::English,
        Lang::Deu => Language::German,
        Lang::Fra => Language::French,
        Lang::Spa => Language::Spanish,
        Lang::Ita => Language::Italian,
        Lang::Por => Language::Portuguese,
        Lang::Nld => Language::Dutch,
        Lang::Swe => Language::Scandinavian,
        Lang::Tur => Language::Turkish,
        Lang::Vie => Language::Vietnamese,
        _ => Language::OtherLatin,
    }
}

/// Whether a word stands in a list, in any case and without the marks around it.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    // None of them is longer.
    if word.len() > 16 {
        return false;
    }
    if word.is_ascii() {
        return list.iter().any(|known| known.eq_ignore_ascii_case(word));
    }
    let word = word.to_lowercase();
    list.contains(&word.as_str())
}

/// Asked of each word of a document: a word is one number, and so is each of the list.
fn is_plainly_english(word: &str) -> bool {
    let word = word.as_bytes();
    let first = word.iter().position(u8::is_ascii_alphabetic).unwrap_or(word.len());
    let last = word.iter().rposition(u8::is_ascii_alphabetic).map_or(first, |last| last + 1);
    let letters = word.get(first..last).unwrap_or_default();
    (3..=LONGEST_ENGLISH).contains(&letters.len()) && PACKED.contains(&packed(letters))
}

/// Bytes of the longest word of [`ENGLISH`].
const LONGEST_ENGLISH: usize = 7;

/// The words of [`ENGLISH`] as numbers.
const PACKED: [u64; ENGLISH.len()] = {
    let mut all = [0; ENGLISH.len()];
    let mut at = 0;
    while at < all.len() {
        assert!(ENGLISH[at].len() <= LONGEST_ENGLISH);
        all[at] = packed(ENGLISH[at].as_bytes());
        at += 1;
    }
    all
};

/// Up to eight bytes as one number, letters in lower case.
const fn packed(letters: &[u8]) -> u64 {
    let (mut all, mut rest) = (0, letters);
    while let [first, behind @ ..] = rest {
        all = all << 8 | first.to_ascii_lowercase() as u64;
        rest = behind;
    }
    all
}

/// Whether a word, in any case, is an article or another small word of one of the languages but English.
pub fn is_function_word(word: &str) -> bool {
    const ALL: [&[&str]; 7] = [GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, SCANDINAVIAN];
    ALL.iter().any(|list| is_one_of(word, list))
}

/// Whether words of a language stand among these that most sentences in it have.
fn is_confirmed(language: Language, words: &str) -> bool {
    let list = match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Italian => ITALIAN,
        Language::Portuguese => PORTUGUESE,
        Language::Dutch => DUTCH,
        Language::Scandinavian => SCANDINAVIAN,
        Language::Turkish => TURKISH,
        Language::Vietnamese => VIETNAMESE,
        _ => return false,
    };
    let apart = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    let (mut count, mut known) = (0, 0);
    for word in words.split(apart).filter(|word| !word.is_empty()) {
        count += 1;
        known += usize::from(is_one_of(word, list));
    }
    known >= 1 && known * 12 >= count
}

// Function words: the most frequent words of any text in the language, from common grammars.

/// Of English, those that are words of no neighbour.
const ENGLISH: &[&str] = &[
    "the", "and", "that", "with", "this", "you", "they", "which", "from", "his", "has", "have",
    "were", "been", "would", "their", "there", "who", "what", "not", "are", "but", "our", "your",
    "will", "when", "about", "never", "should", "could", "than", "then", "those", "these", "where",
    "because",
];
/// Of English, others.
const RATHER_ENGLISH: &[&str] = &[
    "of", "in", "to", "is", "was", "for", "it", "we", "he", "she", "be", "by", "on", "at", "or",
    "if", "my", "can", "do", "did", "had", "her", "him", "its", "it’s", "it's", "i", "all", "no",
    "us", "them", "how", "any", "more", "out", "up", "into", "a", "an", "as", "don't", "don’t",
    "i'm", "i’m", "me", "one", "like", "know", "think", "people", "going", "want", "being",
];
const GERMAN: &[&str] = &[
    "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "einen", "den", "dem", "des", "mit",
    "auf", "für", "von", "zu", "im", "sich", "auch", "wir", "ich", "sie", "er", "es", "wird",
    "haben", "hat", "sind", "als", "dass", "wie", "aus", "bei", "nach", "noch", "nur", "kein",
    "keine", "uns", "wer", "man", "werden", "zum", "zur", "über", "hier", "mehr", "habe",
    "niemand", "hatte", "dieser", "diese", "wenn", "war",
];
const FRENCH: &[&str] = &[
    "le", "la", "les", "et", "est", "une", "un", "des", "du", "que", "qui", "dans", "pas", "pour",
    "nous", "vous", "ne", "sur", "au", "avec", "ce", "cette", "il", "elle", "sont", "plus", "par",
    "je", "ont", "été", "de", "à", "en", "avons", "aux", "mais", "on", "jamais",
];
const SPANISH: &[&str] = &[
    "el", "la", "los", "las", "que", "y", "en", "una", "un", "es", "por", "para", "se", "su", "lo",
    "al", "del", "como", "más", "nos", "pero", "de", "hemos", "ha", "está", "nunca", "esta", "con",
];
const ITALIAN: &[&str] = &[
    "il", "la", "che", "di", "e", "una", "un", "non", "per", "è", "sono", "del", "della", "nel",
    "con", "si", "lo", "gli", "abbiamo", "ha", "ma", "come", "più", "ci", "da", "al", "dei", "mai",
    "le", "alla",
];
const PORTUGUESE: &[&str] = &[
    "o", "os", "as", "que", "e", "um", "uma", "não", "é", "do", "da", "em", "na", "por", "com",
    "para", "se", "mais", "nos", "mas", "foi", "de", "ao", "dos", "nunca", "esta", "como", "no",
];
const DUTCH: &[&str] = &[
    "de", "het", "een", "en", "van", "dat", "niet", "wij", "ik", "op", "te", "zijn", "voor", "met",
    "aan", "er", "ook", "maar", "die", "hebben", "zal", "wordt", "nooit", "naar", "deze", "bij",
    "uit", "nog", "om", "geen",
];
const SCANDINAVIAN: &[&str] = &[
    "och", "att", "det", "som", "en", "är", "på", "inte", "av", "den", "har", "vi", "jag", "med",
    "till", "om", "og", "at", "er", "ikke", "af", "til", "ett", "et", "de", "vil", "för", "fra",
];
const TURKISH: &[&str] = &[
    "ve", "bir", "bu", "için", "da", "de", "ile", "olarak", "daha", "çok", "değil", "ne", "biz",
    "ama", "gibi", "o", "her", "kadar",
];
const VIETNAMESE: &[&str] = &[
    "và", "của", "không", "có", "những", "được", "cho", "là", "chúng", "một", "người", "đã", "sẽ",
    "này", "với", "trong",
];

#[cfg(test)]
#[path = "language_tests.rs"]
mod tests;
