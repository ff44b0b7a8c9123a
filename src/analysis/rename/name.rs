//! What happens to the other forms of a name when one changes.

use crate::prose::NameKind;

pub(super) fn words(name: &str) -> Vec<&str> {
    name.split_whitespace().collect()
}

/// What a rename does to the forms of a name.
pub(super) struct NameChange<'a> {
    old: Vec<&'a str>,
    new: &'a str,
    /// The words that differ in the new name, with their replacements.
    words: Vec<(&'a str, &'a str)>,
}

impl<'a> NameChange<'a> {
    /// A name that keeps its number of words changes word by word, so that “Rao” follows “Kavita Rao”. The names of a
    /// state (“Norwegian”, “Oslo”) do not follow each other.
    pub(super) fn new(old: &'a str, new: &'a str, kind: NameKind) -> Self {
        let (old, after) = (words(old), words(new));
        let pairs = old.iter().copied().zip(after.iter().copied());
        let follow = old.len() == after.len() && kind != NameKind::State;
        let words = if follow { pairs.filter(|(a, b)| a != b).collect() } else { Vec::new() };
        Self { old, new, words }
    }

    /// The new version of a form of the name; `None` if it stays.
    pub(super) fn applied(&self, form: &str) -> Option<String> {
        let form = words(form);
        if form == self.old {
            return (words(self.new) != form).then(|| self.new.to_owned());
        }
        let changed: Vec<&str> = form
            .iter()
            .map(|word| {
                self.words.iter().find(|(old, _)| old == word).map_or(*word, |(_, new)| new)
            })
            .collect();
        (changed != form).then(|| changed.join(" "))
    }
}
