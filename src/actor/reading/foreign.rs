//! Names in documents in other languages, where a capital inside a sentence does not make a name as it does in English.

use crate::prose::{Name, NameKind, eastern_surname, given_name};
use crate::text::language::{self, Language, LanguageSet, Languages};
use crate::text::script::{Script, main_script};
use rustc_hash::FxHashMap;

/// Removes what is no name from a document with no sizeable part in English, and from the foreign-script parts of any
/// other: lone nouns in German, and in any language a word capitalised only at the beginning of sentences, and what
/// begins with an article there.
pub(crate) fn without_common_words(text: &str, names: &mut Vec<Name>) {
    let main = Languages::of(text).main;
    // Text in no known language may be a list of names.
    let unknown = LanguageSet::one(Language::OtherLatin);
    let foreign =
        !main.is_empty() && main != unknown && !main.meets(LanguageSet::one(Language::English));
    let strange = |words: &str| !words.is_ascii() && main_script(words) != Some(Script::Latin);
    if !foreign && !names.iter().any(|name| strange(name.span.of(text))) {
        return;
    }
    let german = main.meets(LanguageSet::one(Language::German));
    // Words of longer names of persons: “Brill” in “Ada Brill”.
    let mut within: FxHashMap<&str, bool> = FxHashMap::default();
    for name in names.iter() {
        let words = name.span.of(text);
        if name.kind == NameKind::Person && !begins_plainly(words) {
            words.split(' ').skip(usize::from(words.contains(' '))).for_each(|word| {
                let long = words.contains(' ');
                within.entry(word).and_modify(|known| *known |= long).or_insert(long);
            });
        }
    }
    // Words capitalised inside a sentence.
    let mut inside: FxHashMap<&str, bool> = FxHashMap::default();
    for name in names.iter() {
        let opens = opens_sentence(text.get(..name.span.start).unwrap_or_default());
        *inside.entry(name.span.of(text)).or_default() |= !opens;
    }
    names.retain(|name| {
        let words = name.span.of(text);
        let elsewhere = !foreign && !strange(words);
        if elsewhere || matches!(name.kind, NameKind::State | NameKind::People) || name.titled {
            return true;
        }
        if words.contains(' ') {
            return !begins_plainly(words);
        }
        let borne = within.get(words).copied().unwrap_or_default();
        let proper = inside.get(words).copied().unwrap_or_default();
        let noun = german && !given_name(words) && !eastern_surname(words);
        borne || proper && !noun
    });
}

/// Whether the first of several words is an article or another small word.
fn begins_plainly(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(first, _)| language::is_function_word(first))
}

/// Whether a sentence or a quotation begins after some text.
fn opens_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '\u{a0}', '*', '_']);
    before.chars().next_back().is_none_or(|c| {
        !c.is_alphanumeric() && !matches!(c, ',' | ';' | '(' | ')' | '’' | '\'' | '-' | '%')
    })
}
