//! The function words that show a language.

use super::set::Language;

/// Whether a word is in a list, in any case and without the marks around it.
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
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

/// Whether at least two different ones among these words are English but not Irish, Welsh or Tagalog, which the
/// detector takes for English.
pub(super) fn is_rather_english(sample: &str) -> bool {
    const SHARED: &[&str] =
        &["a", "an", "as", "at", "by", "do", "i", "me", "no", "on", "one", "us", "he"];
    let known = |word: &&str| is_one_of(word, RATHER_ENGLISH) && !is_one_of(word, SHARED);
    let mut words = sample.split_whitespace().filter(known);
    words.next().is_some_and(|first| words.any(|next| !next.eq_ignore_ascii_case(first)))
}

/// Called for each word of a document: a word is one number, like each in the list.
pub(super) fn is_plainly_english(word: &str) -> bool {
    let word = word.as_bytes();
    let first = word.iter().position(u8::is_ascii_alphabetic).unwrap_or(word.len());
    let last = word.iter().rposition(u8::is_ascii_alphabetic).map_or(first, |last| last + 1);
    let letters = word.get(first..last).unwrap_or_default();
    (3..=LONGEST_ENGLISH).contains(&letters.len()) && PACKED.contains(&packed(letters))
}

/// Bytes of the longest word in [`ENGLISH`].
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

/// Whether a word, in any case, is an article or another small word in one of the languages except English.
pub fn is_function_word(word: &str) -> bool {
    const ALL: [&[&str]; 7] = [GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, SCANDINAVIAN];
    ALL.iter().any(|list| is_one_of(word, list))
}

/// Whether some words include ones that most sentences in a language have.
pub(super) fn is_confirmed(language: Language, words: &str) -> bool {
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

// Function words: the most frequent words in any text of the language, from common grammars.

/// English ones that occur in no neighbouring language.
const ENGLISH: &[&str] = &[
    "the", "and", "that", "with", "this", "you", "they", "which", "from", "his", "has", "have",
    "were", "been", "would", "their", "there", "who", "what", "not", "are", "but", "our", "your",
    "will", "when", "about", "never", "should", "could", "than", "then", "those", "these", "where",
    "because",
];
/// Other English ones.
pub(super) const RATHER_ENGLISH: &[&str] = &[
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
