//! Reads bylines, above or below a text: “By Ann Lee, Head of Ports”, “ANN LEE, Staff Writer”, “Text: Ann
//! Lee”.
//!
//! A line counts only as a whole: the beginning of a sentence (“By Monday the harbour …”) is followed by words that are
//! neither a name nor a post.

use super::authors::is_name;
use crate::prose::data::{WordList, rows};
use crate::prose::{given_name, organisation_head, titles};
use crate::text::name_case;

/// Words before a name, and whether they credit the person as the writer.
const OPENERS: &str = include_str!("data/byline-openers.tsv");

/// Words that no person's name contains.
static NOT_PEOPLE: WordList = WordList::new(include_str!("data/not-people.txt"));

/// Posts whose holders write the texts they are named above.
static WRITING: WordList = WordList::new(include_str!("data/writing-posts.txt"));

/// The most bytes of a byline.
const LONGEST: usize = 240;

/// A credit: how people contributed to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// The writers.
    Wrote(Vec<String>),
    /// Another contribution.
    Else,
}

/// The credit in a line. In “Written by Ann Lee | 14 May | Photos: Bo Lind” each part counts.
pub(super) fn claim(line: &str) -> Option<Claim> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let mut claims = line.split(['|', '•', '·']).filter_map(one);
    let first = claims.next()?;
    let wrote = |claim: &Claim| matches!(claim, Claim::Wrote(_));
    Some(if wrote(&first) { first } else { claims.find(wrote).unwrap_or(first) })
}

/// Whether a line credits someone with a contribution to a text.
pub fn is_credit(line: &str) -> bool {
    claim(line.trim().trim_matches(is_mark)).is_some()
}

/// The credit in one part of a line.
fn one(part: &str) -> Option<Claim> {
    let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
    let part = part.trim_matches(is_mark);
    if let Some((value, wrote)) = opened(part) {
        let named = people(value);
        return match (named.is_empty(), wrote) {
            (_, false) => Some(Claim::Else),
            (true, true) => None,
            (false, true) => Some(Claim::Wrote(named)),
        };
    }
    let (name, post) = part.split_once(", ")?;
    let words = || post.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    let writes = words().count() <= 6
        && words().any(|word| WRITING.contains(&word.to_lowercase()))
        && words().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "" | "for" | "of"));
    Some(Claim::Wrote(vec![person(name).filter(|_| writes)?]))
}

/// Whether a character is markup of emphasis, headings or quotations around a line.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '#' | '>' | '~')
}

/// What follows the longest opener of a line, and whether that opener credits the writer.
fn opened(line: &str) -> Option<(&str, bool)> {
    let opener = |[opener, role]: [&'static str; 2]| {
        let start = line.get(..opener.len())?;
        let value = line.get(opener.len()..)?;
        // Emphasis may close after the opener: “**By** Ann Lee”, “**Authors:** …”.
        let apart = value.starts_with([' ', '*', '_', ':']) || opener.ends_with(':');
        let value = value.trim_start_matches(|c: char| is_mark(c) || c == ':');
        (start.eq_ignore_ascii_case(opener) && apart).then_some((opener.len(), value, role))
    };
    let (_, value, role) = rows::<2>(OPENERS).filter_map(opener).max_by_key(|(n, ..)| *n)?;
    Some((value, role == "wrote"))
}

/// Whether a line is only an opener, with the name on the next: “BY”, “Written by”.
pub(super) fn is_opener(line: &str) -> bool {
    let line = line.trim().trim_matches(is_mark).to_lowercase();
    rows::<2>(OPENERS).any(|[opener, _]| opener == line)
}

/// The people that a value names: “Ann Lee, Head of Ports, and Bo Lind, Harbour Master”, “Ann Lee (Courier), Bo Lind”,
/// “Ann Lee on 4 March”. Empty if it does not begin with a name.
pub(super) fn people(value: &str) -> Vec<String> {
    const ENDS: &[&str] = &[
        " on ",
        " at ",
        " for ",
        " in ",
        " from ",
        " with ",
        " as told to ",
        " – ",
        " — ",
        " - ",
        " / ",
        " //",
        " @",
    ];
    // In “Ann Lee (Courier), Bo Lind (Herald)”, every part is a name.
    let all = || value.split([',', ';']).flat_map(|part| part.split(" and "));
    let people = || all().all(|name| person(name).is_some()) && all().count() > 2;
    let grouped = value.matches('(').count() > 1 || value.contains(" and ") && people();
    let value = without_asides(value);
    let end = ENDS.iter().filter_map(|end| value.find(end)).min().unwrap_or(value.len());
    let value = value.get(..end).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    let mut office = false;
    for part in value.split([',', ';']) {
        let mut joined = false;
        let mut post = false;
        for words in part.split(" and ").flat_map(|words| words.split(" & ")) {
            let also = words.trim().strip_prefix("and ");
            let words = also.unwrap_or(words).trim().trim_matches(is_mark);
            let name = person(words);
            // After a post, two more words may continue it: “Director of Ports and Harbour Works”.
            let first = words.split(' ').next().unwrap_or_default();
            let sure = found.is_empty()
                || also.is_some()
                || grouped
                || joined && (!post || office)
                || given_name(&name_case(first));
            joined = true;
            // “GSA Administrator” is a complete post; “Director of Ports” may continue.
            office = words.split(' ').next_back().is_some_and(titles);
            match name.filter(|_| sure) {
                Some(name) => found.push(name),
                None if words.is_empty() => {}
                None if found.is_empty() => return Vec::new(),
                None => post = true,
            }
        }
    }
    found
}

/// A value without parentheses and their content.
fn without_asides(value: &str) -> String {
    let mut depth = 0;
    let mut kept = String::new();
    for c in value.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// The name of a person for display, without titles, in normal case; `None` when the words are not a person's name.
pub(super) fn person(words: &str) -> Option<String> {
    let words = words.trim().trim_end_matches(['.', ',', ':', ' ']);
    let mut rest =
        words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    while let Some((first, behind)) = rest.split_once(' ')
        && titles(&name_case(first.trim_end_matches('.')))
        && behind.contains(' ')
    {
        rest = behind;
    }
    let loud = rest.chars().any(char::is_alphabetic) && !rest.chars().any(char::is_lowercase);
    let name: Vec<String> = rest
        .split_whitespace()
        .map(|word| if loud { name_case(word) } else { word.to_owned() })
        .collect();
    let bare = |word: &String| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let people = !name.iter().any(|word| NOT_PEOPLE.contains(&bare(word)))
        && !name.last().is_some_and(|word| organisation_head(word));
    // Words run together by a web page (“ShareLikeReply”) are not a name. Nor is a surname with a title, except a judge's.
    let run = |word: &String| word.chars().skip(1).filter(|c| c.is_uppercase()).count() > 2;
    let titled = name.len() == 2
        && name.first().is_some_and(|word| word != "Justice" && titles(word.trim_end_matches('.')));
    let people = people && !titled && !name.iter().any(run);
    let name = name.join(" ");
    (people && is_name(&name) && !name.contains(" and ") && !name.contains('&')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_the_writers() {
        for (line, expected) in [
            ("By Mira Holt", "Mira Holt"),
            ("**By Ann Lee and Bo Lind**", "Ann Lee and Bo Lind"),
            (
                "*By Ann Lee, GSA Administrator and Carl Lind, Program Director, Harbour Fellows*",
                "Ann Lee and Carl Lind",
            ),
            ("By Ann Lee, Bo Lind and Cy Holt", "Ann Lee and Bo Lind and Cy Holt"),
            ("Written by Ann Lee | 14 May | 4 min read | Photos: Bo Lind", "Ann Lee"),
            ("CORIN HOLT, Staff Writer", "Corin Holt"),
            ("Posted by Ann Lee on 4 March at 10:12", "Ann Lee"),
            ("Text: Ann Lee", "Ann Lee"),
            ("BY EDWARD O'NEIL-HART", "Edward O'Neil-Hart"),
            ("by the Rev. EUSTACE HOLT", "Eustace Holt"),
            ("By Ann Lee, as told to Bo Lind", "Ann Lee"),
            ("**Authors:** Ann Lee (Courier), Bo Lind (Herald)", "Ann Lee and Bo Lind"),
            ("By Ann Lee, Director of Ports and Harbour Works", "Ann Lee"),
        ] {
            let Some(Claim::Wrote(names)) = claim(line) else { panic!("{line}") };
            assert_eq!(names.join(" and "), expected, "{line}");
        }
    }

    #[test]
    fn others_and_prose_make_no_author() {
        for line in [
            "Edited by Ann Lee",
            "Translated by Ann Lee",
            "Interview by Ann Lee",
            "Photographs by Ann Lee",
            "Compiled by Ann Lee",
            "As told to Ann Lee",
        ] {
            assert_eq!(claim(line), Some(Claim::Else), "{line}");
        }
        for line in [
            "By Monday Morning",
            "Posted by admin",
            "By Staff Writer",
            "By The Associated Press",
            "By the editors",
            "By Monday the harbour was closed.",
            "Text: the harbour is closed",
            "Ann Lee, Minister of Ports",
        ] {
            assert_eq!(claim(line), None, "{line}");
        }
    }
}
