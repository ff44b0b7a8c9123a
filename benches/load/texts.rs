//! Thousands of sources and quotations, each with different words.

use crate::words::word;
use std::fs;
use std::path::Path;

/// The number of quotations in a source.
const QUOTED: usize = 8;

const WHO: [&str; 5] =
    ["Marta Olsen", "Pavel Novak", "Ines Haddad", "Tove Lindqvist", "Anil Mehta"];
const WHAT: [&str; 7] = ["ferry", "bridge", "pier", "harbour", "lighthouse", "tug", "quay"];
const DID: [&str; 5] = ["crossed", "outlived", "waited for", "never reached", "was built beside"];

/// The words of a quotation, different for every number.
pub(crate) fn words(n: usize) -> String {
    let (what, did, other) = (WHAT[n % 7], DID[n % 5], WHAT[n / 7 % 7]);
    format!(
        "the {what} of {} {did} the {other} before {} came to it",
        word(n * 7 + 3),
        word(n * 13 + 5)
    )
}

/// The speaker of a quotation.
pub(crate) fn speaker(n: usize) -> &'static str {
    WHO[n % WHO.len()]
}

/// The name of the source that contains a quotation.
pub(crate) fn key(n: usize) -> String {
    format!("log{:05}", n / QUOTED)
}

/// Writes the sources of this many quotations.
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

/// A note with this many of the quotations, one a paragraph. Every tenth has a changed word.
pub(crate) fn note(quotations: usize) -> String {
    let paragraph = |n: usize| {
        let said = if n.is_multiple_of(10) { words(n).replace("came", "rushed") } else { words(n) };
        format!("{} said that “{said}” [@{}].\n\n", speaker(n), key(n))
    };
    (0..quotations).map(paragraph).collect()
}
