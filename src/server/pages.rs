//! The rules' pages as files that an editor can open from a diagnostic: the program is offline, and so are its pages.

use super::protocol::Url;
use crate::rules;
use etcetera::{BaseStrategy, choose_base_strategy};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where a rule's page can be opened. The pages are written to the user's cache folder when the first is asked for;
/// `None` for what is no rule, and where they cannot be written.
pub(super) fn page(rule: &str) -> Option<Url> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let cache = choose_base_strategy().ok()?.cache_dir();
        // One folder a version: an older server still running keeps its own pages.
        let folder = cache.join("onrecord").join(concat!("rules-", env!("CARGO_PKG_VERSION")));
        write(&folder).ok().map(|()| folder)
    });
    rules::named(rule)?;
    Url::from_file_path(folder.as_ref()?.join(format!("{rule}.md"))).ok()
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for rule in rules::ALL {
        let path = folder.join(format!("{}.md", rule.name));
        if std::fs::read_to_string(&path).is_ok_and(|page| page == rule.page) {
            continue;
        }
        // Two servers may start at once: a page is whole or not there.
        let draft = folder.join(format!("{}.{}.tmp", rule.name, std::process::id()));
        std::fs::write(&draft, rule.page)?;
        std::fs::rename(&draft, &path)?;
    }
    Ok(())
}
