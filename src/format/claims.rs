//! What word processors note about a document by themselves, told from what a person filled in.

use crate::prose::data::WordList;

/// Words in the names of accounts that are no names of persons, in small letters.
static ACCOUNTS: WordList = WordList::new(include_str!("data/account-words.txt"));

/// Titles that programs give, in small letters.
static TITLES: WordList = WordList::new(include_str!("data/no-titles.txt"));

/// Extensions of files that programs take titles from.
const EXTENSIONS: [&str; 12] = [
    ".doc", ".docx", ".dot", ".dotx", ".odt", ".rtf", ".wpd", ".indd", ".pages", ".pdf", ".qxd",
    ".txt",
];

/// A title, with its white space collapsed.
pub(super) fn own_title(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The title of a document in the fields of its file; `None` if it is the name of a file, or what a program calls a
/// document without one.
pub(super) fn title(title: &str) -> Option<String> {
    let title = own_title(title)?;
    let small = title.to_lowercase();
    let bare = small.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_file = EXTENSIONS.iter().any(|extension| small.ends_with(extension))
        || small.starts_with("microsoft word - ");
    let has_words = title.chars().any(char::is_alphabetic) && !small.contains('_');
    (has_words && !is_file && !TITLES.contains(bare)).then_some(title)
}

/// The authors in the fields of a file, joined by “and”; `None` without the name of a person. An account is often that
/// of whoever set up the computer: “Microsoft Office User”, “admin”.
pub(super) fn authors<'a>(fields: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> =
        fields.filter(|field| is_person(field)).filter_map(own_title).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Whether a name is that of nobody: “Unknown Author”.
pub(super) fn is_nobody(name: &str) -> bool {
    name.split_whitespace().all(|word| ACCOUNTS.contains(&word.to_lowercase()))
}

/// Whether a text has the form of a full name: two to five words, with capitals.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_proper = |word: &&&str| word.starts_with(char::is_uppercase);
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    (2..=5).contains(&words.len())
        && words.iter().all(is_word)
        && words.iter().filter(is_proper).count() >= 2
        && words.first().is_some_and(|word| is_proper(&word))
        && !words.iter().any(|word| ACCOUNTS.contains(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_accounts_are_no_authors() {
        let read = |field: &str| authors(field.split([';', ',']));
        assert_eq!(read("Ann Lee").as_deref(), Some("Ann Lee"));
        assert_eq!(read("Ann  Lee; Bo van Lind").as_deref(), Some("Ann Lee and Bo van Lind"));
        for account in
            ["Microsoft Office User", "admin", "Ann", "HP Inc.", "User 1", "John's PC", ""]
        {
            assert_eq!(read(account), None, "{account}");
        }
    }

    #[test]
    fn unknown_is_nobody() {
        assert!(is_nobody("Unknown Author") && is_nobody("unknown") && !is_nobody("Ann Lee"));
    }

    #[test]
    fn names_of_files_are_no_titles() {
        assert_eq!(title(" The  Harbour ").as_deref(), Some("The Harbour"));
        for name in
            ["Document1", "Microsoft Word - harbour.doc", "harbour_final", "Untitled", "2013", ""]
        {
            assert_eq!(title(name), None, "{name}");
        }
    }
}
