//! Generates a corpus of any size: news-like documents with quotations, speakers and actors, and notes that quote them.

use crate::language::{Dice, Language};
use crate::people::{self, Person};
use std::fmt::Write;
use std::path::Path;

/// The mean size of a document in bytes; 200,000 of them are 1 GB.
const MEAN: usize = 5_000;
/// The number of documents for each person.
const DOCUMENTS_A_PERSON: usize = 8;
/// The number of words of a quotation to look up.
const WORDS: usize = 12;
/// In an approximate quotation, one word in this many is changed: 15 %.
const EDITED: usize = 7;

/// The generated files.
pub struct Written {
    pub documents: usize,
    pub bytes: usize,
}

/// Writes `bytes` of documents to `folder/sources`, notes to `folder/notes`, and quotations to look up, one a
/// line, to `folder/exact.txt` and `folder/edited.txt`.
pub fn write(
    folder: &Path,
    bytes: usize,
    seed: u64,
    language: &Language,
) -> std::io::Result<Written> {
    let documents = bytes / MEAN;
    let mut dice = Dice(seed);
    let people = people::people((documents / DOCUMENTS_A_PERSON).max(20), &mut dice);
    let mut written = Written { documents: 0, bytes: 0 };
    let mut quoted = Vec::new();
    let every = (documents / 1000).max(1);
    for number in 0.. {
        if written.bytes >= bytes {
            break;
        }
        let mut dice = Dice(seed ^ (number as u64 + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let (text, quotations) = document(&people, language, &mut dice);
        let below = folder.join(format!("sources/{:04}", number / 1000));
        if number % 1000 == 0 {
            std::fs::create_dir_all(&below)?;
        }
        std::fs::write(below.join(format!("{number:07}.txt")), &text)?;
        written.documents += 1;
        written.bytes += text.len();
        if number % every == 0 {
            quoted.extend(quotations.into_iter().map(|q| (number, q)));
        }
    }
    looked_for(folder, &quoted, language, &mut dice)?;
    std::fs::create_dir_all(folder.join("notes"))?;
    for (name, size) in [("short.md", 2_000), ("middle.md", 20_000), ("long.md", 100_000)] {
        std::fs::write(
            folder.join("notes").join(name),
            note(size, &quoted, &people, language, &mut dice),
        )?;
    }
    Ok(written)
}

/// A document, and the words quoted in it with their speakers.
fn document(
    people: &[Person],
    language: &Language,
    dice: &mut Dice,
) -> (String, Vec<(String, String)>) {
    let mut text = String::new();
    let mut quotations = Vec::new();
    let cast: Vec<&Person> =
        (0..2 + dice.below(4)).map(|_| &people[dice.rank(people.len())]).collect();
    let _ = writeln!(text, "{}\n", language.sentence(dice, 5));
    let (day, month, year) = (1 + dice.below(28), dice.below(12), 1995 + dice.below(30));
    let month = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][month];
    let _ = writeln!(text, "{day} {month} {year}\n");
    let size = 800 + dice.below(2 * MEAN - 1600);
    let mut introduced = vec![false; cast.len()];
    while text.len() < size {
        for _ in 0..2 + dice.below(4) {
            let _ = write!(text, "{}. ", language.sentence(dice, 6));
        }
        if dice.below(3) > 0 {
            let who = dice.below(cast.len());
            let person = cast[who];
            let words = language.sentence(dice, 8);
            let named = match std::mem::replace(&mut introduced[who], true) {
                false => format!("{}, {} of the {},", person.name(), person.office, person.house),
                true => person.family.clone(),
            };
            let _ = match dice.below(4) {
                0 => write!(text, "{named} said: “{words}.”"),
                1 => write!(text, "“{words},” said {}.", named.trim_end_matches(',')),
                2 => write!(
                    text,
                    "On a visit to {}, {named} told reporters that “{}.”",
                    people::state(dice),
                    words.to_lowercase()
                ),
                _ => write!(text, "“{words},” {named} said. “{}.”", language.sentence(dice, 5)),
            };
            quotations.push((words, person.name()));
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    (text, quotations)
}

fn looked_for(
    folder: &Path,
    quoted: &[(usize, (String, String))],
    language: &Language,
    dice: &mut Dice,
) -> std::io::Result<()> {
    let (mut exact, mut edited) = (String::new(), String::new());
    for (document, (words, _)) in quoted {
        let words: Vec<&str> = words.split(' ').take(WORDS).collect();
        if words.len() < WORDS {
            continue;
        }
        let _ = writeln!(exact, "{document}\t{}", words.join(" "));
        let other = language.sentence(dice, WORDS);
        let change = |(at, word): (usize, &&str)| match (at + document) % EDITED {
            3 => other.split(' ').nth(at).unwrap_or("other").to_owned(),
            _ => (*word).to_owned(),
        };
        let changed: Vec<String> = words.iter().enumerate().map(change).collect();
        let _ = writeln!(edited, "{document}\t{}", changed.join(" "));
    }
    std::fs::write(folder.join("exact.txt"), exact)?;
    std::fs::write(folder.join("edited.txt"), edited)
}

/// A note: prose with a quotation for each 400 bytes, most of them correct, attributed and cited.
fn note(
    size: usize,
    quoted: &[(usize, (String, String))],
    people: &[Person],
    language: &Language,
    dice: &mut Dice,
) -> String {
    let mut note = "# A note\n\n".to_owned();
    while note.len() < size {
        let start = note.len();
        let (document, (words, speaker)) = &quoted[dice.below(quoted.len())];
        let other = people[dice.rank(people.len())].name();
        let _ = match dice.below(3) {
            0 => writeln!(note, "{speaker} said: “{words}” [@{document:07}].\n"),
            1 => {
                let words: String = words.split(' ').skip(1).collect::<Vec<_>>().join(" ");
                writeln!(note, "According to {speaker}, “{words}.”\n")
            }
            _ => writeln!(note, "“{words},” said {speaker}. {other} did not answer.\n"),
        };
        while note.len() < start + 400 {
            let _ = writeln!(note, "{}.", language.sentence(dice, 6));
        }
        note.push('\n');
    }
    note
}
