//! The manuscripts: invented texts with marks for the speakers, and what can be quoted from them.
//!
//! A manuscript begins with lines `name: value`; a line `XX: Full Name = LABEL` declares a voice. Paragraphs follow: `! `
//! is a heading, `XX| ` a turn of that voice, `XX+ ` its next paragraph, `fn1| ` a footnote, everything else prose. In
//! prose, `{XX|“words”}` attributes words to a voice; the rest is the author's.

use std::ops::Range;

/// The kind of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading,
    /// The first paragraph of a turn.
    Turn,
    /// A further paragraph of the same turn.
    More,
    Prose,
    /// A footnote, with its number as written.
    Footnote(String),
}

/// One paragraph, without its marks.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) kind: Kind,
    /// The code of the turn's voice; empty if none.
    pub(crate) turn: String,
    /// As an author types it; `[^1]` refers to a footnote and `*…*` is italic.
    pub(crate) text: String,
    /// Speech in prose, with its quotation marks, as byte ranges of `text`, and its voice.
    pub(crate) speeches: Vec<(Range<usize>, String)>,
}

/// A voice.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) code: String,
    /// Empty if unnamed.
    pub(crate) name: String,
    /// The label before a turn.
    pub(crate) label: String,
}

/// One text.
#[derive(Clone, Debug)]
pub(crate) struct Manuscript {
    pub(crate) layout: String,
    pub(crate) key: String,
    /// Empty if the document names none.
    pub(crate) author: String,
    pub(crate) voices: Vec<Voice>,
    pub(crate) paragraphs: Vec<Paragraph>,
}

/// An uninterrupted stretch of one voice.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// Empty if no one is named.
    pub(crate) voice: String,
    /// Whether it is the author's own prose.
    pub(crate) written: bool,
    /// Its words; inner quotation marks are [`OPEN`] and [`CLOSE`].
    pub(crate) words: Vec<String>,
    /// Indices of words before which the document has something else: an interruption or the end of a paragraph.
    pub(crate) seams: Vec<usize>,
}

/// An inner opening mark, whatever its form.
pub(crate) const OPEN: char = '\u{e000}';
/// The matching closing mark.
pub(crate) const CLOSE: char = '\u{e001}';

impl Manuscript {
    pub(crate) fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap();
        let mut read = Self {
            layout: String::new(),
            key: String::new(),
            author: String::new(),
            voices: Vec::new(),
            paragraphs: Vec::new(),
        };
        for line in head.lines() {
            let (name, value) = line.split_once(':').unwrap();
            let value = value.trim();
            match name {
                "layout" => value.clone_into(&mut read.layout),
                "key" => value.clone_into(&mut read.key),
                "author" => value.clone_into(&mut read.author),
                code => {
                    let (name, label) = value.split_once('=').unwrap_or((value, ""));
                    let of = |text: &str| text.trim().to_owned();
                    let (name, label) = (of(name), of(label));
                    read.voices.push(Voice { code: code.to_owned(), name, label });
                }
            }
        }
        let blocks = body.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
        read.paragraphs = blocks.map(paragraph).collect();
        read
    }

    /// The number of words in the text, without headings.
    pub(crate) fn words(&self) -> usize {
        let prose = self.paragraphs.iter().filter(|p| p.kind != Kind::Heading);
        prose.map(|p| p.text.split_whitespace().count()).sum()
    }

    pub(crate) fn voice(&self, code: &str) -> &Voice {
        let voice = self.voices.iter().find(|voice| voice.code == code);
        voice.unwrap_or_else(|| panic!("{}: no voice {code}", self.key))
    }

    /// Everything that can be quoted.
    pub(crate) fn passages(&self) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut examiner = String::new();
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            match &paragraph.kind {
                Kind::Heading => {
                    let by = paragraph.text.strip_prefix("BY ").map(|by| by.trim_end_matches(':'));
                    let voice = self.voices.iter().find(|v| by == Some(&v.label));
                    examiner = voice.map_or(examiner, |v| v.name.clone());
                }
                Kind::Turn => passages.push(Passage {
                    voice: match (self.layout.as_str(), paragraph.turn.as_str()) {
                        ("deposition", "Q") => examiner.clone(),
                        ("deposition", "A") => self.voice("W").name.clone(),
                        (_, code) => self.voice(code).name.clone(),
                    },
                    written: false,
                    words: words(&paragraph.text, true),
                    seams: Vec::new(),
                }),
                Kind::More => {
                    let turn = passages.last_mut().unwrap();
                    turn.seams.push(turn.words.len());
                    turn.words.extend(words(&paragraph.text, true));
                }
                Kind::Footnote(_) => passages.push(self.prose(&paragraph.text)),
                Kind::Prose => {
                    let goes_on = at > 0 && self.paragraphs[at - 1].is_unclosed();
                    self.speeches(paragraph, goes_on, &mut passages);
                    self.narration(paragraph, &mut passages);
                }
            }
        }
        passages
    }

    fn prose(&self, text: &str) -> Passage {
        let (voice, words) = (self.author.clone(), words(text, true));
        Passage { voice, written: true, words, seams: Vec::new() }
    }

    /// The speech in a paragraph; speech that the author merely interrupts is joined.
    fn speeches(&self, paragraph: &Paragraph, goes_on: bool, passages: &mut Vec<Passage>) {
        let mut last: Option<(usize, &str)> = None;
        for (n, (range, code)) in paragraph.speeches.iter().enumerate() {
            let said = bare(&paragraph.text[range.clone()]);
            let said = words(said, false);
            let between = last.map(|(end, _)| &paragraph.text[end..range.start]);
            let joined = match between {
                None => n == 0 && goes_on,
                Some(between) => {
                    let same = last.is_some_and(|(_, before)| before == code);
                    let end = passages.last().and_then(|before| before.words.last());
                    let open = end.is_some_and(|end| end.ends_with([',', '?', '!']));
                    same && open && is_interruption(between)
                }
            };
            let before = passages.last_mut().filter(|_| joined);
            if let Some(before) = before {
                let stop = between.is_some_and(|b| b.trim().ends_with('.'));
                let end = before.words.last_mut().unwrap();
                if stop && end.ends_with(',') {
                    end.pop();
                    end.push('.');
                }
                before.seams.push(before.words.len());
                before.words.extend(said);
            } else {
                let voice = self.voice(code).name.clone();
                passages.push(Passage { voice, written: false, words: said, seams: Vec::new() });
            }
            last = Some((range.end, code));
        }
    }

    /// The author's own sentences, and those with quotations, as the author's.
    fn narration(&self, paragraph: &Paragraph, passages: &mut Vec<Passage>) {
        // The number of an item is not quoted.
        let mut start = match paragraph.text.split_once(' ') {
            Some((item, _)) if item.starts_with(|c: char| c.is_ascii_digit()) => item.len() + 1,
            _ => 0,
        };
        let mut plain = String::new();
        let mut flush = |plain: &mut String| {
            if plain.split_whitespace().count() >= 5 {
                passages.push(self.prose(plain));
            }
            plain.clear();
        };
        for end in sentence_ends(&paragraph.text).into_iter().filter(|end| *end > 5) {
            let overlaps = |r: &Range<usize>| r.start < end && start < r.end;
            let speeches = paragraph.speeches.iter().map(|(range, _)| range);
            let here: Vec<_> = speeches.filter(|r| overlaps(r)).cloned().collect();
            let sentence = &paragraph.text[start..end];
            if here.is_empty() {
                plain.push_str(sentence);
            } else {
                flush(&mut plain);
                let whole = here.iter().all(|r| start <= r.start && r.end <= end);
                let all = here.iter().map(|r| r.len()).sum::<usize>() + 12 > sentence.trim().len();
                if whole && !all {
                    self.quoting(paragraph, start..end, &here, &mut flush);
                }
            }
            start = end;
        }
        flush(&mut plain);
    }

    /// A sentence with a quotation, its marks as inner ones.
    fn quoting(
        &self,
        paragraph: &Paragraph,
        sentence: Range<usize>,
        speeches: &[Range<usize>],
        flush: &mut impl FnMut(&mut String),
    ) {
        let mut nested = String::new();
        let mut at = sentence.start;
        for range in speeches {
            nested.push_str(&paragraph.text[at..range.start]);
            let said = bare(&paragraph.text[range.clone()]);
            if said.contains(['“', '"', '‘']) {
                return;
            }
            nested.extend([OPEN]);
            nested.push_str(said);
            nested.extend([CLOSE]);
            at = range.end;
        }
        nested.push_str(&paragraph.text[at..sentence.end]);
        flush(&mut nested);
    }
}

impl Paragraph {
    /// Whether its last speech continues in the next paragraph.
    fn is_unclosed(&self) -> bool {
        let last = self.speeches.last();
        let said = last.map_or("", |(range, _)| &self.text[range.clone()]);
        said.starts_with(['“', '‘']) && !said.ends_with(['”', '’'])
    }
}

fn paragraph(block: &str) -> Paragraph {
    let prefix = block.split_once(['|', '+']).map_or("", |(prefix, _)| prefix);
    let rest = || block[prefix.len() + 1..].trim();
    let (kind, turn, marked) = if let Some(heading) = block.strip_prefix("! ") {
        (Kind::Heading, "", heading)
    } else if let Some(number) = prefix.strip_prefix("fn") {
        (Kind::Footnote(number.to_owned()), "", rest())
    } else if (1..=2).contains(&prefix.len()) && prefix.chars().all(|c| c.is_ascii_uppercase()) {
        let more = block[prefix.len()..].starts_with('+');
        (if more { Kind::More } else { Kind::Turn }, prefix, rest())
    } else {
        (Kind::Prose, "", block)
    };
    let (mut text, mut speeches) = (String::new(), Vec::new());
    let mut parts = marked.split('{');
    text.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (said, after) = part.split_once('}').unwrap();
        let (code, said) = said.split_once('|').unwrap();
        speeches.push((text.len()..text.len() + said.len(), code.to_owned()));
        text.push_str(said);
        text.push_str(after);
    }
    Paragraph { kind, turn: turn.to_owned(), text, speeches }
}

/// Whether the author only names the speaker: `he said,`.
fn is_interruption(between: &str) -> bool {
    const CUES: &str = " said says told tells wrote asked added explained whispered cried ";
    let inner = between.trim().trim_end_matches(['.', ',']);
    let cue = |word: &str| CUES.contains(&format!(" {} ", word.trim_end_matches(',')));
    inner.split(' ').any(cue) && inner.split(' ').count() <= 14 && !inner.contains(['.', '?', '!'])
}

/// Words without surrounding marks.
fn bare(said: &str) -> &str {
    let said = said.strip_prefix(['“', '‘', '"']).unwrap_or(said);
    said.strip_suffix(['”', '’', '"']).unwrap_or(said)
}

/// Approximate sentence ends; speech is not split. Ends include the following space.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let before = text[..at].trim_end_matches(['”', '’', '"']);
        let after = text[at + 1..].chars().next().unwrap_or('a');
        let name = before.rsplit(' ').next().unwrap_or("");
        let short = name.trim_start_matches(['“', '‘', '"', '(']).len() <= 4 && name.ends_with('.');
        let stop = before.ends_with(['.', '?', '!']) && !(short && is_abbreviation(name));
        if stop && !after.is_lowercase() {
            ends.push(at + 1);
        }
    }
    ends.push(text.len());
    ends
}

fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(['“', '‘', '"', '(']);
    ["Mr.", "Mrs.", "Dr.", "St.", "No.", "App.", "Id.", "Tr.", "a.m.", "p.m."].contains(&word)
        || word.len() == 2
}

/// The words of a text; marks of the author's own quotations become inner ones.
fn words(text: &str, outer: bool) -> Vec<String> {
    let mut plain = String::new();
    let mut open = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(note) = rest.strip_prefix("[^") {
            rest = note.split_once(']').map_or("", |(_, after)| after);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '*' => {}
            '"' => {
                open = !open;
                plain.push(if open { OPEN } else { CLOSE });
            }
            '“' => plain.push(OPEN),
            '”' => plain.push(CLOSE),
            '‘' if outer => plain.push(OPEN),
            c => plain.push(c),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}
