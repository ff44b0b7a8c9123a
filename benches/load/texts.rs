//! Sources and quotations by the thousand, each with words of its own.

use crate::words::word;
use std::fs;
use std::path::Path;

/// Sentences of a source that are quotations of somebody.
const QUOTED: usize = 8;

const WHO: [&str; 5] =
    ["Marta Olsen", "Pavel Novak", "Ines Haddad", "Tove Lindqvist", "Anil Mehta"];
const WHAT: [&str; 7] = ["ferry", "bridge", "pier", "harbour", "lighthouse", "tug", "quay"];
const DID: [&str; 5] = ["crossed", "outlived", "waited for", "never reached", "was built beside"];

/// The words of a quotation: other ones for every number.
pub(crate) fn words(n: usize) -> String {
    let (what, did, other) = (WHAT[n % 7], DID[n % 5], WHAT[n / 7 % 7]);
    format!(
        "the {what} of {} {did} the {other} before {} came to it",
        word(n * 7 + 3),
        word(n * 13 + 5)
    )
}

/// Who says the words of a number.
pub(crate) fn speaker(n: usize) -> &'static str {
    WHO[n % WHO.len()]
}

/// The name of the source that holds the words of a number.
pub(crate) fn key(n: usize) -> String {
    format!("log{:05}", n / QUOTED)
}

/// Writes sources that hold the words of so many numbers.
pub(crate) fn sources(folder: &Path, quotations: usize) {
    fs::create_dir_all(folder).expect("a folder");
    for first in (0..quotations).step_by(QUOTED) {
        let mut text = format!("Harbour log {first}\n\n{} May 2013\n\n", first % 28 + 1);
        for n in first..first + QUOTED {
            text += &format!("“{},” said {}, who keeps the log.\n\n", words(n), speaker(n));
        }
        fs::write(folder.join(key(first)).with_extension("txt"), text).expect("a source");
    }
}

/// A note with so many of these quotations, one to a paragraph. Every tenth has a word changed.
pub(crate) fn note(quotations: usize) -> String {
    let paragraph = |n: usize| {
        let said = if n.is_multiple_of(10) { words(n).replace("came", "rushed") } else { words(n) };
        format!("{} said that “{said}” [@{}].\n\n", speaker(n), key(n))
    };
    (0..quotations).map(paragraph).collect()
}
