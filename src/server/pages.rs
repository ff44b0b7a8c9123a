//! The pages of the rules as files, so that the rule of a diagnostic can be a link.
//!
//! The pages are part of the binary: they work offline and match this version. But an editor can only open an address,
//! so a page is written to the user's cache folder when a finding first names its rule.

use super::protocol::Url;
use crate::rules::Rule;
use dashmap::DashMap;
use etcetera::BaseStrategy;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The examples on a page are quotations too, which must not be checked when the page is open in the editor.
const SILENCE: &str = "<!-- onrecord-ignore-file -->\n\n";

/// Pages written so far, by rule; `None` if one could not be written.
#[derive(Debug, Default)]
pub(super) struct Pages(DashMap<&'static str, Option<Url>>);

impl Pages {
    /// The address of a rule's page. Writes it on first use: not for handlers. `None` if there is no folder to write
    /// to; a diagnostic is just as good without a link.
    pub(super) fn url(&self, rule: &Rule) -> Option<Url> {
        self.0.entry(rule.name).or_insert_with(|| written(&folder()?, rule)).clone()
    }
}

/// The folder of this version's pages in the user's cache.
fn folder() -> Option<PathBuf> {
    let cache = etcetera::choose_base_strategy().ok()?.cache_dir();
    Some(cache.join("onrecord").join(concat!("rules-", env!("CARGO_PKG_VERSION"))))
}

fn written(folder: &Path, rule: &Rule) -> Option<Url> {
    let path = folder.join(rule.name).with_extension("md");
    let page = format!("{SILENCE}{}", rule.page);
    if std::fs::read_to_string(&path).is_ok_and(|known| known == page) {
        return Url::from_file_path(&path).ok();
    }
    std::fs::create_dir_all(folder).ok()?;
    // Another server may be writing the same page: each renames a complete one into place.
    let draft = folder.join(format!("{}.{}", rule.name, std::process::id()));
    let _ = std::fs::remove_file(&draft);
    let mut file = std::fs::File::create_new(&draft).ok()?;
    file.write_all(page.as_bytes()).ok()?;
    std::fs::rename(&draft, &path).ok()?;
    Url::from_file_path(&path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_rule_has_a_page_that_can_be_opened() {
        let cache = tempfile::tempdir().unwrap();
        for rule in rules::ALL {
            for _ in 0..2 {
                let path = written(cache.path(), rule).unwrap().to_file_path().unwrap();
                let page = std::fs::read_to_string(path).unwrap();
                assert!(page.contains(&format!("# {}", rule.name)), "{page}");
            }
        }
        assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), rules::ALL.len());
    }
}
