//! The sources a note may cite: those of its own folder first, then of the folders around it, then all.

use super::folder::Folder;
use super::keys::Keys;
use crate::corpus::{Corpus, Resolution};
use crate::text::DocumentId;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The most sources of an ambiguous key: nobody wants to read more.
const MOST_BEGINNING: usize = 64;

/// The sources of a folder, or all, with the keys of its bibliographies.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The folder; empty for all.
    pub root: PathBuf,
    /// The folders of its sources, absolute.
    pub places: Vec<PathBuf>,
    /// The corpus, restricted to what the folder has.
    pub corpus: Arc<Corpus>,
    /// The keys of its bibliographies.
    pub keys: Arc<Keys>,
}

/// The scopes of a workspace.
#[derive(Debug, Default)]
pub struct Scopes {
    /// The scopes of folders with sources or bibliographies, innermost first; empty when there is only one folder,
    /// which has everything.
    folders: Vec<Scope>,
    all: Scope,
}

impl Scopes {
    /// The scopes of some folders over a corpus.
    pub(super) fn of(folders: &[Folder], corpus: &Arc<Corpus>) -> Self {
        let all = folders.iter().flat_map(|folder| &folder.bibliographies);
        let keys = Arc::new(Keys::of(all, corpus));
        let places = folders.iter().flat_map(|folder| folder.corpora.clone()).collect();
        let all = Scope { root: PathBuf::new(), places, corpus: corpus.clone(), keys };
        if folders.len() < 2 {
            return Self { folders: Vec::new(), all };
        }
        let scope = |folder: &Folder| {
            let places = folder.corpora.clone();
            let own = |path: &Path| places.iter().any(|place| path.starts_with(place));
            let keys = Arc::new(Keys::of(folder.bibliographies.iter(), corpus));
            let corpus = Arc::new(corpus.within(own));
            Scope { root: folder.root.clone(), places, corpus, keys }
        };
        let mut folders: Vec<Scope> = folders.iter().map(scope).collect();
        folders.sort_by_key(|scope| std::cmp::Reverse(scope.root.components().count()));
        Self { folders, all }
    }

    /// The scopes a document may cite from, in the order they are searched.
    pub fn around<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Scope> + Clone {
        let around = self.folders.iter().filter(|scope| path.starts_with(&scope.root));
        around.chain([&self.all])
    }

    /// The scope of everything.
    pub fn all(&self) -> &Scope {
        &self.all
    }
}

/// The files to resolve keys against: a corpus, or what it will be once files have been moved.
pub(crate) trait Files {
    /// The sources whose file name without extension is this.
    fn named(&self, stem: &str) -> Vec<DocumentId>;
    /// The sources whose file name continues this prefix with `_`, `-` or `.`.
    fn beginning(&self, start: &str, most: usize) -> Vec<DocumentId>;
    /// The path of a source.
    fn path(&self, id: DocumentId) -> Option<Cow<'_, Path>>;
}

impl Files for Corpus {
    fn named(&self, stem: &str) -> Vec<DocumentId> {
        Corpus::named(self, stem)
    }

    fn beginning(&self, start: &str, most: usize) -> Vec<DocumentId> {
        Corpus::beginning(self, start, most)
    }

    fn path(&self, id: DocumentId) -> Option<Cow<'_, Path>> {
        self.head(id).map(|head| Cow::Borrowed(head.path))
    }
}

impl Scope {
    /// What a key resolves to here.
    pub fn resolve(&self, key: &str) -> Resolution {
        resolve(&*self.corpus, &self.keys, key)
    }

    /// What a full key resolves to here.
    pub fn whole(&self, key: &str) -> Resolution {
        whole(&*self.corpus, &self.keys, key)
    }
}

/// What a key resolves to: a key of a bibliography, a file name or the end of a path, else a prefix of one of these
/// that ends before `_`, `-` or `.`.
pub(crate) fn resolve(files: &dyn Files, keys: &Keys, key: &str) -> Resolution {
    let whole = whole(files, keys, key);
    if !matches!(whole, Resolution::None) {
        return whole;
    }
    let mut found = keys.beginning(key, MOST_BEGINNING);
    for form in forms(key) {
        found.extend(files.beginning(&form, MOST_BEGINNING));
    }
    Resolution::of(sorted(found))
}

/// What a full key resolves to.
fn whole(files: &dyn Files, keys: &Keys, key: &str) -> Resolution {
    let given = keys.sources(key);
    match given.unwrap_or_default() {
        [] => {}
        [one] => return Resolution::One(*one),
        several => return Resolution::Any(several.to_vec()),
    }
    let named = named(files, key);
    match named.is_empty() && given.is_some() {
        true => Resolution::Unsourced,
        false => Resolution::of(named),
    }
}

/// The sources with this file name or path ending, with or without extension.
fn named(files: &dyn Files, key: &str) -> Vec<DocumentId> {
    let steps = key.trim_start_matches("../").trim_start_matches("./");
    let (folders, name) = steps.rsplit_once('/').map_or(("", steps), |(f, name)| (f, name));
    let mut found: Vec<DocumentId> = Vec::new();
    for form in forms(name) {
        found.extend(files.named(&form));
    }
    found.retain(|id| ends_with(files, *id, folders, None));
    // A whole file name.
    if let Some((stem, _)) = name.rsplit_once('.').filter(|_| found.is_empty()) {
        for form in forms(stem) {
            found.extend(files.named(&form));
        }
        found.retain(|id| ends_with(files, *id, folders, Some(name)));
    }
    sorted(found)
}

/// Whether the folders of a source's path end like this, and its file has this name, if given.
fn ends_with(files: &dyn Files, id: DocumentId, folders: &str, name: Option<&str>) -> bool {
    let Some(path) = files.path(id) else { return false };
    let same = |one: &str, other: &str| one == other || one.nfc().eq(other.nfc());
    let file = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let mut above = path
        .ancestors()
        .skip(1)
        .map(|folder| folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default());
    let mut wanted = folders.rsplit('/').filter(|folder| !folder.is_empty());
    name.is_none_or(|name| same(name, &file))
        && wanted.all(|folder| above.next().is_some_and(|here| same(folder, &here)))
}

/// A key as written, and in Unicode's composed and decomposed forms: some systems store file names in one, and
/// keyboards produce the other.
fn forms(key: &str) -> Vec<Cow<'_, str>> {
    let mut forms = vec![Cow::Borrowed(key)];
    if !key.is_ascii() {
        for form in [key.nfc().collect::<String>(), key.nfd().collect()] {
            if forms.iter().all(|known| **known != *form) {
                forms.push(Cow::Owned(form));
            }
        }
    }
    forms
}

fn sorted(mut found: Vec<DocumentId>) -> Vec<DocumentId> {
    found.sort_unstable();
    found.dedup();
    found
}
