//! Decides whose voice a document is in outside quotation marks: its author's, a reporter's, or unknown.
//!
//! In an article, these words are the writer's. In a speech, a transcript, a letter, an
//! interview, a story or a first-person piece they may be anyone's. So a document has a voice only if nothing in it
//! looks like one of these.

use super::authors::is_name;
use super::signature;
use super::source::{Source, Voice};
use crate::prose::data::WordList;
use crate::prose::{Block, Confidence, given_name, titles};
use crate::text::{Cover, Span};

/// Words in a title or above a text that announce speech, a letter, fiction or a first-person account.
static SPOKEN: WordList = WordList::new(include_str!("data/spoken.txt"));

/// The words of [`SPOKEN`] that have other meanings too.
static ELSE: WordList = WordList::new(include_str!("data/spoken-else.txt"));

/// Lines that open a part of a book or a play.
const PARTS: &[&str] =
    &["chapter", "act", "scene", "prologue", "epilogue", "canto", "stanza", "book"];

/// Labels that name no speaker.
static NOTES: WordList = WordList::new(include_str!("data/labels.txt"));

/// The number of blocks at the head that are examined, and the characters of a block that already belongs to the text.
const HEAD: usize = 6;
const RUNNING: usize = 200;

impl Source {
    /// The voice of its words outside quotation marks.
    pub fn voice(&self) -> &Voice {
        self.voice.get_or_init(|| voice(self))
    }

    /// Who wrote the words at a span, if known: “A and B” for two.
    pub fn author_at(&self, span: Span) -> Option<&str> {
        match self.voice() {
            Voice::Author(author) => Some(author),
            Voice::Parts(parts) => {
                let part = parts.iter().find(|(part, _)| part.covers(span));
                part.map(|(_, author)| author.as_str())
            }
            Voice::Reporter | Voice::Unknown => None,
        }
    }

    /// Whether the words at a span are certainly the source's own: not quoted, announced, listed or in a heading.
    pub fn own_words(&self, span: Span) -> bool {
        own_words(self, span)
    }
}

/// The voice of a source.
fn voice(source: &Source) -> Voice {
    let text = source.text.as_str();
    let quoted = Cover::of(source.reading.quotations.iter().map(|q| q.span));
    let matter =
        text.starts_with("---\n") || text.starts_with("---\r\n") || text.starts_with("+++");
    if !source.record.turns.is_empty() || !is_english(text) {
        return Voice::Unknown;
    }
    let opinions = signature::opinions(text);
    if !opinions.is_empty() {
        return Voice::Parts(opinions);
    }
    let title = source.metadata.title.as_deref().unwrap_or_default();
    let letter = || {
        signature::letter(text)
            .or_else(|| signature::to_the_editor(text))
            .or_else(|| signature::letters(text, title))
    };
    match &source.metadata.author {
        // The signer of a letter wrote it.
        Some(author) if letter().is_some_and(|signer| signer == *author) => {
            Voice::Author(author.clone())
        }
        // A signed text may say “I” and tell a story.
        Some(author)
            if !author.contains('(') && author.split(" and ").all(is_name) && !is_genre(title) =>
        {
            Voice::Author(author.clone())
        }
        _ if is_headed(source) || is_laid_out_as_speech(text, &quoted) => Voice::Unknown,
        _ if !matter && first_person(text, &quoted) => Voice::Unknown,
        _ if reports(source) => Voice::Reporter,
        _ => Voice::Unknown,
    }
}

/// Whether a person is quoted with the full name in the third person, as in a report.
fn reports(source: &Source) -> bool {
    source.reading.quotations.iter().any(|quotation| {
        let attribution = quotation.attribution.as_ref();
        attribution.is_some_and(|a| {
            let speaker = a.named().of(&source.text);
            let capitals = speaker.split_whitespace().filter(|w| w.starts_with(char::is_uppercase));
            a.confidence == Confidence::Explicit && a.cue.is_some() && capitals.count() >= 2
        })
    })
}

/// Whether the text has as many function words as English texts usually have.
fn is_english(text: &str) -> bool {
    let (mut all, mut small) = (0usize, 0usize);
    for word in text.split_whitespace().take(400) {
        all += 1;
        small +=
            usize::from(matches!(word, "the" | "The" | "of" | "and" | "to" | "in" | "a" | "that"));
    }
    small * 8 >= all
}

/// Whether the title or the head announces speech, a letter, or a story.
fn is_headed(source: &Source) -> bool {
    let text = source.text.as_str();
    let title = source.metadata.title.as_deref().unwrap_or_default();
    let head = source.blocks.iter().take(HEAD).map(|b| b.span.of(text));
    let head = head
        .take_while(|block| block.chars().count() < RUNNING && !block.trim_end().ends_with('.'));
    is_spoken(title) || head.into_iter().any(is_spoken)
}

/// Whether a line announces speech, a letter, or fiction.
fn is_spoken(line: &str) -> bool {
    let words = line.split(|c: char| !(c.is_alphanumeric() || c == '&'));
    words.map(str::to_lowercase).any(|word| SPOKEN.contains(&word))
}

/// Whether the title of a signed text says that its words are not the author's: a speech, an interview, a story.
fn is_genre(title: &str) -> bool {
    let words = title.split(|c: char| !(c.is_alphanumeric() || c == '&')).map(str::to_lowercase);
    let mut words = words.filter(|word| !matches!(word.as_str(), "" | "a" | "an" | "the"));
    words.next().is_some_and(|word| SPOKEN.contains(&word))
        || words.any(|word| SPOKEN.contains(&word) && !ELSE.contains(&word))
}

/// Whether lines look like turns, letters, subtitles, plays or chapters.
fn is_laid_out_as_speech(text: &str, quoted: &Cover) -> bool {
    // The numbers and times of subtitles are blanked, which leaves a form feed.
    if text.trim_start_matches([' ', '\r', '\n', '\u{feff}']).starts_with('\u{c}') {
        return true;
    }
    let (mut labels, mut questions, mut dashes) = (0, 0, 0);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let line = line.trim().trim_start_matches(['*', '_', '>', '#', ' ']);
        let first =
            line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let letter = matches!(first.as_str(), "dear" | "yours" | "sincerely");
        let part = PARTS.contains(&first.as_str()) && line.split_whitespace().count() <= 6;
        if line.contains("-->") || letter || part {
            return true;
        }
        match label(line) {
            Some(true) => return true,
            Some(false) => labels += 1,
            None => {}
        }
        questions += usize::from(line.ends_with('?') && !quoted.overlaps(span));
        dashes += usize::from(line.starts_with(['—', '–', '―']));
    }
    labels > 1 || questions > 1 || dashes > 1
}

/// Whether a line that begins like a turn (`ADA BRILL: …`, `Q. …`, `Mr. TARROW. …`) certainly is one; `None` for other lines.
fn label(line: &str) -> Option<bool> {
    const LONGEST: usize = 48;
    // “[10:04] Ada Brill: …”
    let time = |c: char| c.is_ascii_digit() || "[]():., -".contains(c);
    let line = line.trim_start_matches(time);
    let head: String = line.chars().take(LONGEST).collect();
    for letter in ["Q.", "A.", "Q:", "A:", "Q ", "Q\t"] {
        if head.starts_with(letter) && head.len() > letter.len() {
            return Some(true);
        }
    }
    let loud = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
    };
    // “Mr. TARROW. I thank the chair.”
    let mut words = head.split_whitespace();
    if let (Some(title), Some(name)) = (words.next(), words.next())
        && titles(title.trim_end_matches('.'))
        && name.ends_with(['.', ':'])
        && loud(name)
    {
        return Some(true);
    }
    let (name, rest) = head.split_once(':')?;
    let name = name.trim().trim_end_matches(['*', '_']);
    let words: Vec<&str> = name.split_whitespace().filter(|w| !w.starts_with(['(', '['])).collect();
    let first = words.first()?;
    let proper = words.iter().all(|w| {
        w.starts_with(char::is_uppercase) || matches!(*w, "of" | "the" | "de" | "van" | "von")
    });
    let known = NOTES.contains(&first.to_lowercase());
    // If the words of a label are in quotation marks, they count as quoted anyway.
    let quoted = rest.trim_start_matches(['*', '_', ' ']).starts_with(['"', '“', '‘', '«', '„']);
    if !proper || known || quoted || words.len() > 5 || rest.trim().is_empty() && words.len() < 2 {
        return None;
    }
    // In “**Ada Brill:** We shall …”, two names before a whole sentence are a label; otherwise the line may be a headline.
    let is_sentence = words.len() >= 2 && line.ends_with(['.', '!', '?', '”', '"']);
    let speaker = is_sentence
        || words.iter().all(|w| loud(w))
        || titles(first.trim_end_matches('.'))
        || given_name(first);
    Some(speaker)
}

/// Whether the text says “I” outside quotation marks, or “we” repeatedly.
fn first_person(text: &str, quoted: &Cover) -> bool {
    /// A report may say “we” of its paper once or twice.
    const WE: usize = 3;
    let mut we = 0;
    let (mut start, mut before) = (0, "");
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c == '—') {
        let span = Span::new(start, start + word.len().max(1));
        start += word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let outside = || !quoted.overlaps(span);
        match bare.split(['’', '\'']).next().unwrap_or_default() {
            // “World War I” and “Charles I” do not say “I”.
            "I" if (!before.starts_with(char::is_uppercase)
                || before.ends_with(['.', ',', ';', ':']))
                && outside() =>
            {
                return true;
            }
            "my" | "My" | "me" | "myself" if outside() => return true,
            "we" | "We" | "our" | "Our" | "us" if outside() => we += 1,
            _ => {}
        }
        if !bare.is_empty() {
            before = word.trim_end();
        }
        if word.ends_with('\n') {
            before = "";
        }
    }
    we >= WE
}

/// Whether words are the document's own in running text: not quoted, not after a colon, not in a title, list or table,
/// and in a paragraph with balanced quotation marks.
fn own_words(source: &Source, span: Span) -> bool {
    let text = source.text.as_str();
    let Some(at) = Block::holding(&source.blocks, span) else { return false };
    let Some(block) = source.blocks.get(at).map(|b| b.span) else { return false };
    let quoted = source.reading.outermost(span).next().is_some();
    let words = block.of(text);
    let line_start = text.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
    let line = text.get(line_start..).unwrap_or_default();
    let marked = line
        .trim_start()
        .starts_with(['>', '|', '#', '*', '-', '—', '–', '•', '“', '"', '‘', '«', '<'])
        || line.starts_with("    ")
        || line.starts_with('\t');
    let before =
        at.checked_sub(1).and_then(|i| source.blocks.get(i)).map_or("", |b| b.span.of(text));
    let announced = before.trim_end().ends_with([':', '–', '—'])
        || Span::new(block.start, span.start).of(text).trim_end().ends_with(':')
        || text.get(line_start.saturating_sub(2)..line_start).is_some_and(|t| t.starts_with(':'));
    let count = |marks: &[char]| words.chars().filter(|c| marks.contains(c)).count();
    let balanced = count(&['“']) == count(&['”'])
        && count(&['"']) % 2 == 0
        && !words.contains(['«', '»', '„', '‹', '›', '「', '」', '『', '‘', '`'])
        && !words.contains("''");
    let titled = source.metadata.title_span.is_some_and(|title| title.overlaps(span));
    !quoted
        && !marked
        && !announced
        && balanced
        && !titled
        && source.paragraph(span.start).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The harbour of Port Ellis was closed on Monday after a storm that broke two of its three cranes. \
        “We had warned for weeks,” said Oskar Kubran, the minister.\n";

    fn check(text: &str, expected: Voice) {
        let source = Source::read("k".into(), "k.txt".into(), text.to_owned());
        assert_eq!(voice(&source), expected, "{text}");
    }

    #[test]
    fn a_report_has_a_reporters_voice_and_a_signed_one_its_authors() {
        check(REPORT, Voice::Reporter);
        check(
            &format!("Storm Closes Port Ellis\n\nBy Mira Holt\n\n{REPORT}"),
            Voice::Author("Mira Holt".into()),
        );
        check(
            &format!("Storm Closes Port Ellis\n\nEdited by Mira Holt\n\n{REPORT}"),
            Voice::Reporter,
        );
        check(&format!("Storm in World War I\n\n{REPORT}"), Voice::Reporter);
    }

    #[test]
    fn what_may_be_spoken_has_none() {
        for head in [
            "Address by Clara Lagrange, chair of the union\n\n",
            "Remarks at the Harbour Day\n\n",
            "Interview: the minister on cranes\n\n",
            "Dear Anna,\n\n",
            "CHAPTER I\n\n",
            "ADA BRILL: We shall keep the harbour open.\n\n",
            "**Ada Brill:** We shall keep the harbour open.\n\n",
            "Q. Will the harbour be open?\n\n",
            "Mr. TARROW. The harbour is closed.\n\n",
            "I was nine when the storm came.\n\n",
            "Will it open?\n\nIn May.\n\nWho pays?\n\nThe town.\n\n",
            "— Open it, he said.\n\n— Never.\n\n",
            "1\n00:00:01,000 --> 00:00:03,000\nOpen it.\n\n",
        ] {
            check(&format!("{head}{REPORT}"), Voice::Unknown);
        }
        check(
            "The harbour is the pride of the town and the heart of the island.\n",
            Voice::Unknown,
        );
        check(
            "Der Hafen wurde am Montag geschlossen. “Wir haben gewarnt,” sagte Oskar Kubran.\n",
            Voice::Unknown,
        );
    }
}
