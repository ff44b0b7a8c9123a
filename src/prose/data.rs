//! Reads the tables in `data/`: one entry a line, in order. A line that begins with `#` says what a table contains and
//! where it comes from.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// The entries of a table.
pub(crate) fn entries(table: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    // Tables are read at every start, and `str::lines` would restart its search at each of these short lines.
    let ends = memchr::memchr_iter(b'\n', table.as_bytes()).chain([table.len()]);
    let lines = ends.scan(0, move |start, end| {
        let line = table.get(*start..end).map(|line| line.strip_suffix('\r').unwrap_or(line));
        *start = end + 1;
        line
    });
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a table, split into tab-separated fields; missing ones are empty.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    entries(table).map(|entry| {
        let mut fields = entry.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

/// A set of words from a table.
pub(crate) struct WordList {
    table: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// The words of a table, read on first use.
    pub(crate) const fn new(table: &'static str) -> Self {
        Self { table, words: OnceLock::new() }
    }

    /// Whether the table has exactly this word.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words().contains(word)
    }

    /// Whether a word ends with one in the table.
    pub(crate) fn has_ending_of(&self, word: &str) -> bool {
        self.words().iter().any(|ending| word.ends_with(ending))
    }

    fn words(&self) -> &FxHashSet<&'static str> {
        self.words.get_or_init(|| entries(self.table).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// All tables of a folder and its subfolders, except the fitted trees, which are no list.
    fn tables(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                tables(&path, found);
            } else if name.ends_with(".tsv")
                || name.ends_with(".txt") && name != "speaker-trees.txt"
            {
                found.push(path);
            }
        }
    }

    #[test]
    fn tables_say_where_they_are_from_and_are_in_order_without_duplicates() {
        let mut found = Vec::new();
        for folder in [
            "src/prose/data",
            "src/actor/data",
            "src/rules/data",
            "src/corpus/data",
            "src/format/data",
            "src/format/html/data",
            "src/voice/data",
        ] {
            tables(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
        }
        assert!(found.len() > 10, "{found:?}");
        for path in found {
            let table = fs::read_to_string(&path).unwrap();
            assert!(table.starts_with("# "), "{path:?} does not say what it holds");
            // The key of an entry, without alternative names, values and marks after it.
            let name = |line: &str| {
                line.split(['\t', '|', '/']).next().unwrap_or(line).trim_end_matches('*').to_owned()
            };
            let names: Vec<String> =
                table.lines().filter(|line| !line.starts_with('#')).map(name).collect();
            for pair in names.windows(2) {
                assert!(pair[0] != pair[1], "{path:?} has “{}” twice", pair[0]);
                assert!(pair[0] < pair[1], "{path:?}: “{}” belongs before “{}”", pair[1], pair[0]);
            }
        }
    }
}
