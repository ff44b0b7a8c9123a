//! Whether a changed word changes what was said: negations, numbers, dates, modals, quantifiers, units, names.
//!
//! What counts in law and in the trade is a material change of meaning (Masson v. New Yorker, 1991), not the number of
//! letters. The lists are the closed classes of English grammar; names and numbers are known by their form.

use crate::text::word::letters;
use crate::text::{fold, word};

/// Words that deny, also inside contractions, without their apostrophes.
const NEGATIONS: &[&str] = &[
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without",
    "cannot", "hardly", "scarcely", "barely", "aint", "arent", "cant", "couldnt", "didnt",
    "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "mustnt", "neednt", "shouldnt", "wasnt",
    "werent", "wont", "wouldnt",
];

/// Modal verbs and what stands for them.
const MODALS: &[&str] = &[
    "can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "need",
    "needs", "cannot", "cant", "couldnt", "mustnt", "shouldnt", "wont", "wouldnt",
];

/// Words for how much, how many, how often, and how sure.
const QUANTIFIERS: &[&str] = &[
    "all",
    "always",
    "any",
    "both",
    "each",
    "either",
    "every",
    "everybody",
    "everyone",
    "everything",
    "few",
    "fewer",
    "half",
    "less",
    "least",
    "little",
    "many",
    "more",
    "most",
    "much",
    "often",
    "only",
    "rarely",
    "seldom",
    "several",
    "some",
    "sometimes",
    "somebody",
    "someone",
    "something",
    "if",
    "unless",
    "alleged",
    "allegedly",
    "almost",
    "nearly",
    "about",
    "approximately",
    "possibly",
    "probably",
    "perhaps",
    "maybe",
    "likely",
    "unlikely",
];

/// Number words with their figures where one word stands for one figure.
const NUMBERS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("thousand", "1000"),
    ("million", "million"),
    ("billion", "billion"),
    ("trillion", "trillion"),
    ("dozen", "12"),
    ("hundreds", "hundreds"),
    ("thousands", "thousands"),
    ("millions", "millions"),
    ("billions", "billions"),
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("once", "1"),
    ("twice", "2"),
];

/// Months, days of the week, and words that place an event in time.
const DATES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "morning",
    "evening",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "weeks",
    "months",
    "years",
    "decades",
    "days",
    "day",
    "hours",
    "hour",
    "minutes",
];

/// Units of money and measure.
const UNITS: &[&str] = &[
    "$",
    "£",
    "€",
    "¥",
    "₽",
    "₩",
    "₹",
    "%",
    "percent",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pound",
    "pounds",
    "yuan",
    "yen",
    "rubles",
    "won",
    "cents",
    "meters",
    "metres",
    "kilometers",
    "kilometres",
    "km",
    "miles",
    "feet",
    "inches",
    "acres",
    "hectares",
    "tons",
    "tonnes",
    "kilograms",
    "kg",
    "gallons",
    "barrels",
    "degrees",
    "megawatts",
];

/// Words that are no names though a capital begins them at the start of a sentence: articles, pronouns, conjunctions,
/// prepositions, auxiliaries.
const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "i", "you", "he", "she", "it", "we",
    "they", "me", "him", "her", "us", "them", "my", "your", "his", "its", "our", "their", "who",
    "which", "what", "where", "when", "why", "how", "and", "but", "or", "so", "yet", "for",
    "because", "although", "though", "while", "since", "until", "as", "than", "in", "on", "at",
    "by", "of", "to", "from", "with", "into", "over", "under", "after", "before", "between",
    "against", "am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does",
    "did", "im", "ive", "its", "thats", "theres", "there", "here", "weve", "were", "theyre",
    "youre", "hes", "shes", "then", "now", "well", "yes", "also", "let", "lets", "just", "even",
];

/// Whether words of the source and what the note has instead differ in a word that matters. Both are stretches of
/// text; either may be empty.
pub(super) fn material(quoted: &str, source: &str) -> bool {
    weighty(quoted) != weighty(source)
}

/// The words that matter, in a form in which equal ones are equal: `five` and `5`, `isn't` and `not`.
fn weighty(text: &str) -> Vec<String> {
    let folded = fold::typographic(text).text;
    let mut found = Vec::new();
    for place in word::words(&folded) {
        let written = place.span.of(&folded);
        let word: String = letters(written).collect();
        let name = written.starts_with(char::is_uppercase)
            && !FUNCTION_WORDS.contains(&word.as_str())
            && !stands_first(&folded, place.span.start);
        if let Some((_, figure)) = NUMBERS.iter().find(|(name, _)| *name == word) {
            found.push((*figure).to_owned());
        } else if NEGATIONS.contains(&word.as_str()) {
            // A contraction holds its verb, and that may be a modal.
            let verb = word.strip_suffix("nt").or_else(|| word.strip_suffix("not"));
            found.extend(verb.filter(|v| MODALS.contains(v)).map(str::to_owned));
            found.push(if written.contains('\'') || word == "cannot" {
                "not".to_owned()
            } else {
                word
            });
        } else if name
            || word.starts_with(|c: char| c.is_ascii_digit())
            || [MODALS, QUANTIFIERS, DATES, UNITS].iter().any(|list| list.contains(&word.as_str()))
            || UNITS.contains(&written)
        {
            found.push(word);
        }
    }
    found.sort();
    found
}

/// Whether a capital may be due to the place alone: after a full stop. At the very start of a changed stretch the
/// capital counts, since changes begin inside sentences more often than with one.
fn stands_first(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.trim_end_matches(['"', '\'', ' ']).ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_changes_the_meaning() {
        let weighs = |old: &str, new: &str| assert!(material(new, old), "{old} > {new}");
        let light = |old: &str, new: &str| assert!(!material(new, old), "{old} > {new}");
        weighs("will", "may");
        weighs("is", "is not");
        weighs("isn’t", "is");
        weighs("40", "14");
        weighs("five", "six");
        weighs("five miles", "five kilometers");
        weighs("in June", "in July");
        weighs("some of them", "all of them");
        weighs("in Port Ellis", "in Fort Ellis");
        weighs("$5", "€5");
        light("harbour", "port");
        light("five", "5");
        light("They", "The");
        light("is not", "isn’t");
        light("said so. Boats", "said so. Ships");
    }
}
