//! Finds authors who sign below a text, are introduced in a line about them, or wrote a part of it.

use super::byline::person;
use crate::prose::Block;
use crate::prose::data::WordList;
use crate::text::Span;

/// Lines above the signature of a letter.
static CLOSINGS: WordList = WordList::new(include_str!("data/closings.txt"));

/// Nouns for what an author is, and verbs for what an author does, in a line about the author.
static POSTS: WordList = WordList::new(include_str!("data/author-posts.txt"));
static VERBS: WordList = WordList::new(include_str!("data/author-verbs.txt"));

/// The people that a paragraph introduces: “Ann Lee is a senior fellow at …”, “Ann Lee teaches history at …”, “Ann Lee
/// is collections lead and Bo Lind is engineer at …”. Empty if the text names them elsewhere: then it is about them.
pub(super) fn introduced(block: &str, text: &str) -> Vec<String> {
    const LONGEST: usize = 80;
    let block = block.trim().trim_matches(['*', '_', '(', ')', '[', ']', '—', '–', ' ']);
    if block.split_whitespace().count() > LONGEST || block.starts_with(['“', '"']) {
        return Vec::new();
    }
    let Some((name, mut rest)) = subject(block) else { return Vec::new() };
    let mut found = vec![name];
    // A second one follows “and”, after the name or the post of the first.
    while let Some((_, behind)) = rest.split_once(" and ") {
        found.extend(subject(behind).map(|(name, _)| name));
        rest = behind;
    }
    let elsewhere = |name: &String| {
        let surname = name.rsplit(' ').next().unwrap_or_default();
        let whole = text.matches(name.as_str()).count();
        let bylines = text.lines().filter(|line| super::byline::claim(line).is_some());
        let signed = bylines.filter(|line| line.contains(name.as_str())).count();
        let within = block.matches(surname).count();
        text.matches(surname).count() > within + signed || whole > 1 + signed
    };
    if found.iter().any(elsewhere) { Vec::new() } else { found }
}

/// The name at the start of a line about a person, and the rest of its sentence.
fn subject(words: &str) -> Option<(String, &str)> {
    let at = words.split_inclusive(' ').scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    });
    let (name, rest) = at.take(7).skip(1).find_map(|at| {
        let (name, rest) = words.split_at_checked(at)?;
        let verb = rest.split(' ').next().unwrap_or_default();
        (matches!(verb, "is" | "was" | "has" | "and" | "are") || VERBS.contains(verb))
            .then_some((name.trim(), rest))
    })?;
    let sentence = rest.split(". ").next().unwrap_or(rest);
    let mut words = sentence.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let verb = words.next()?;
    let told = match verb.as_str() {
        "is" | "was" | "are" => words.any(|word| POSTS.contains(&word)),
        "has" => words.next().is_some_and(|word| VERBS.contains(&word) || word == "been"),
        "and" => words.any(|word| word == "are"),
        _ => true,
    };
    Some((person(name).filter(|_| told)?, rest))
}

/// Whether a line is an unusual closing of a letter: “Ever your affectionate sister,”.
fn closes(line: &str) -> bool {
    const MOST: usize = 8;
    let words: Vec<String> = line
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    line.ends_with(',')
        && words.len() <= MOST
        && words.iter().any(|word| CLOSING_WORDS.contains(&word.as_str()))
        && line.starts_with(char::is_uppercase)
}

/// Words in the closings of letters.
const CLOSING_WORDS: &[&str] = &[
    "affectionate",
    "affectionately",
    "devotedly",
    "faithfully",
    "obedient",
    "regards",
    "respectfully",
    "sincerely",
    "truly",
    "yours",
];

/// The signer of a statement in the first person: a name on the line above a post, in one of the last paragraphs.
pub(super) fn with_post(text: &str, blocks: &[Block]) -> Option<String> {
    /// Paragraphs that may follow: notes to editors, a contact.
    const BEHIND: usize = 4;
    if !text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').any(|word| word == "I")
    {
        return None;
    }
    blocks.iter().rev().take(BEHIND).find_map(|block| {
        let lines: Vec<&str> = block.span.of(text).lines().map(str::trim).collect();
        let [name, post, rest @ ..] = lines.as_slice() else { return None };
        let mut words = post.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        let short = rest.len() < 3 && post.split_whitespace().count() < 9 && !post.ends_with('.');
        let posted = short && words.any(|word| POSTS.contains(&word));
        person(name).filter(|_| posted)
    })
}

/// The signer of a letter: the name below “Yours sincerely,”, if it is the same for all letters in a text.
pub(super) fn letter(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut found: Option<String> = None;
    while let Some(line) = lines.next() {
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !CLOSINGS.contains(&bare) && !closes(line) {
            continue;
        }
        let below = lines.next()?;
        let name = below.trim_matches(['*', '_', ' ']).split([',', '(']).next().and_then(person)?;
        if found.as_ref().is_some_and(|known| *known != name) {
            return None;
        }
        found = Some(name);
    }
    found
}

/// The author of collected letters: the person in the title (“LUDWIG LIND'S LETTERS”, “Letters of Ludwig Lind”), if at
/// least two letters are signed with that name. Returns the fullest signature.
pub(super) fn letters(text: &str, title: &str) -> Option<String> {
    let title = title.to_lowercase().replace('’', "'");
    let title = title.trim_end_matches(['.', ' ']);
    let owner = match title.strip_suffix(" letters").and_then(|owner| owner.strip_suffix("'s")) {
        Some(owner) => owner,
        None => title.trim_start_matches("the ").strip_prefix("letters of ")?,
    };
    let surname = owner.split_whitespace().next_back()?;
    let loud = |line: &str| !line.chars().any(char::is_lowercase);
    let ends = |line: &&str| {
        let last = line.split_whitespace().next_back().unwrap_or_default();
        line.split_whitespace().count() <= 4 && last.to_lowercase() == surname
    };
    let lines = text.lines().map(|line| line.trim().trim_end_matches(['.', ',', ' ']));
    let signed: Vec<&str> = lines.filter(|line| loud(line)).filter(ends).collect();
    let fullest = signed.iter().filter_map(|line| person(line)).max_by_key(String::len);
    fullest.filter(|_| signed.len() >= 2)
}

/// The signer of a letter to the editor: a name and a town in the last two lines.
pub(super) fn to_the_editor(text: &str) -> Option<String> {
    const OPENERS: &[&str] = &["to the editor", "dear editor", "sir ", "sir,", "sir:", "madam"];
    let mut lines = text.lines().map(|line| line.trim().trim_matches(['*', '_', '#', ' ']));
    let mut head = lines.clone().filter(|line| !line.is_empty()).take(6);
    let addressed = |line: &str| {
        let line = line.to_lowercase();
        OPENERS.iter().any(|opener| line.starts_with(opener))
    };
    if !head.any(addressed) {
        return None;
    }
    let town = lines.rfind(|line| !line.is_empty())?;
    let short = town.split_whitespace().count() <= 4 && !town.ends_with(['.', '!', '?']);
    let name = lines.rfind(|line| !line.is_empty())?;
    person(name).filter(|_| short && town.starts_with(char::is_uppercase))
}

/// The signer after a dash below the text: “— Ann Lee, HARBOUR TRUST”. Below a quotation, a dash precedes its speaker.
pub(super) fn dashed(text: &str, blocks: &[Block]) -> Option<String> {
    let (last, before) = blocks.split_last()?;
    let line = last.span.of(text).trim().trim_matches(['*', '_', ' ']);
    let signed = line.strip_prefix(['—', '–', '―']).or_else(|| line.strip_prefix("--"))?;
    let above = before.last()?.span.of(text).trim();
    let quoted = above.starts_with(['>', '“', '"', '«', '‘']) || above.ends_with(['”', '"', '»']);
    if quoted || signed.split_whitespace().count() > 8 || blocks.len() < 4 {
        return None;
    }
    signed.split([',', '(']).next().and_then(person)
}

/// The opinions in a court's decision, each by one judge: “JUSTICE BREYER delivered the opinion of the Court.”,
/// “JUSTICE KENNEDY, with whom … join, dissenting.”
pub(super) fn opinions(text: &str) -> Vec<(Span, String)> {
    let mut opened: Vec<(usize, Option<String>)> = Vec::new();
    let mut start = 0;
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|line| {
            let at = start;
            start += line.len();
            (at, line.trim())
        })
        .collect();
    for (number, (at, line)) in lines.iter().enumerate() {
        let Some(behind) = line.strip_prefix("CHIEF ").unwrap_or(line).strip_prefix("JUSTICE ")
        else {
            continue;
        };
        let surname = behind.split([' ', ',']).next().unwrap_or_default();
        let loud = surname.chars().count() > 2 && !surname.chars().any(char::is_lowercase);
        let more = lines.iter().skip(number + 1).take(3);
        let sentence = more.fold((*line).to_owned(), |all, (_, next)| all + " " + next);
        let sentence = sentence.split(". ").next().unwrap_or_default();
        let says = ["delivered the opinion", "announced the judgment", "dissenting", "concurring"];
        if loud && says.iter().any(|words| sentence.contains(words)) {
            opened.push((*at, person(&format!("Justice {}", displayed(surname)))));
        }
    }
    let ends = opened.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let parts = opened.iter().zip(ends);
    parts
        .filter_map(|((at, name), end)| Some((Span::new(*at, end).trimmed(text), name.clone()?)))
        .collect()
}

/// A surname in capitals, for display.
fn displayed(surname: &str) -> String {
    let mut chars = surname.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_author_name_whom_the_text_names_nowhere_else() {
        for (line, expected) in [
            ("Ann Lee is a senior fellow at the Harbour Institute.", "Ann Lee"),
            ("*Ann Lee teaches history at the University of Ellis.*", "Ann Lee"),
            ("*Ann Lee has taught the infants' class for years. She writes here.*", "Ann Lee"),
            (
                "*Ann Lee is collections lead and Bo Lind is systems engineer.*",
                "Ann Lee and Bo Lind",
            ),
            ("Ann Lee is late.", ""),
            ("The harbour is an expert's work.", ""),
        ] {
            let text = format!("The harbour is closed.\n\n{line}\n");
            assert_eq!(introduced(line, &text).join(" and "), expected, "{line}");
        }
        let line = "Ann Lee is a professor at Ellis.";
        assert!(introduced(line, &format!("Lee was late.\n\n{line}\n")).is_empty());
    }

    #[test]
    fn letters_are_signed_below() {
        let letter_of = |text: &str| letter(text);
        assert_eq!(
            letter_of("Dear Bo,\n\nCome.\n\nYours sincerely,\n\nAnn Lee\n").as_deref(),
            Some("Ann Lee")
        );
        let two = "Yours,\nAnn Lee\n\nDear Cy,\n\nYours truly,\nBo Lind\n";
        assert_eq!(letter_of(two), None);
        let editor = "To the Editor:\n\nThe harbour is closed.\n\nANN LEE\nPort Ellis\n";
        assert_eq!(to_the_editor(editor).as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn each_opinion_is_its_judges() {
        let text = "Syllabus\n\n  JUSTICE BREYER delivered the opinion of the Court.\nIt is so.\n\n  JUSTICE KENNEDY, with whom JUSTICE\nKAGAN joins, dissenting.\nIt is not.\n";
        let found = opinions(text);
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Justice Breyer", "Justice Kennedy"]);
    }
}
