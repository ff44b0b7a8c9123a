//! The passages of a document, and their languages.

use super::detection::{LEAST, SAMPLE, cyrillic, detected, written_in};
use super::function_words::is_plainly_english;
use super::set::{ALL, COUNT, Language, LanguageSet, Languages};
use crate::text::script::{Script, main_script, script};

/// One word in this many is a sizeable part of a document: less may be a caption, a notice or a quotation in the
/// original.
const GOOD_PART: u32 = 8;

/// A passage ends after this many words, so that a page without paragraphs has several.
const LONGEST: u32 = 40;
/// A passage with this many words ends with its sentence: a page may change its language between two.
const SENTENCE: u32 = 10;
/// This many words in a row in another script are a passage of their own, not names in one.
const LEAST_FOREIGN: u32 = 5;
/// This many passages of a document are passed to the detector, and after them one in [`EVERY`]; the others get the
/// language of the last one. It is not a divisor of the columns and pages by which languages alternate.
const FIRST: u32 = 64;
const EVERY: u32 = 5;
/// The letters of a word that determine its script.
const TELLING: usize = 8;

impl Languages {
    /// The languages of a document. Reads it once; the detector sees the beginning of each passage that is not plainly
    /// English.
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
}

/// The passages of a document, in progress.
#[derive(Debug, Default)]
struct Passages<'t> {
    text: &'t str,
    /// The current passage.
    now: Option<Stretch>,
    /// Words in another script than the passage's, at its end.
    foreign: Option<Stretch>,
    /// Words by language.
    words: [u32; COUNT],
    /// Passages skipped by the detector, and the language of the last one in Latin letters.
    asked: u32,
    said: Option<Language>,
}

/// Words in one script, in bytes of the document.
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
            // The few words in between were part of it, in whatever script.
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
            // One English word is enough if the text before is English too.
            Script::Latin if passage.english > 0 && self.said == Some(Language::English) => {
                Language::English
            }
            Script::Latin => {
                self.asked += 1;
                let again = self.asked <= FIRST || self.asked.is_multiple_of(EVERY);
                // A passage with an English word may be English: that is never inherited from another passage.
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
        for ((language, _), words) in ALL.into_iter().zip(self.words) {
            if words > 0 {
                languages.held = languages.held.or(LanguageSet::one(language));
            }
            if words > 0 && words.saturating_mul(GOOD_PART) >= all {
                languages.main = languages.main.or(LanguageSet::one(language));
            }
        }
        languages
    }
}

/// The script of a word, by its first letter; in a script without spaces, by its beginning.
fn word_script(word: &str) -> Option<Script> {
    let first = word.chars().find_map(script)?;
    if is_spaced(first) {
        return Some(first);
    }
    let end = word.char_indices().nth(TELLING).map_or(word.len(), |(at, _)| at);
    main_script(word.get(..end)?).or(Some(first))
}

fn letters(word: &str) -> u32 {
    word.chars().filter(|c| c.is_alphabetic()).count() as u32
}

/// Whether the script has spaces between words.
fn is_spaced(script: Script) -> bool {
    !matches!(script, Script::Han | Script::Kana)
}
