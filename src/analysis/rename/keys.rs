//! Renaming a cite key in a bibliography: which key it is, what it may become, and the edits of the bibliographies.

use crate::analysis::edits::{DocumentEdits, in_json};
use crate::corpus::Resolution;
use crate::workspace::bibliography::Bibliography;
use crate::workspace::{Replacement, Scope, Snapshot};
use std::borrow::Cow;
use std::path::Path;

/// Characters that BibTeX readers do not accept in a key.
const NOT_IN_BIBTEX: &[char] = &[',', '{', '}', '"', '#', '%', '~', '\\', '=', '(', ')', '\''];

/// The bibliography key by which a citation in the document at `path` with this key resolves: the key itself, or the
/// one it is a prefix of. Also returns the scope whose bibliographies have it.
pub(super) fn given<'a>(
    snapshot: &'a Snapshot,
    path: &'a Path,
    written: &str,
    resolution: &Resolution,
) -> Option<(String, &'a Scope)> {
    for scope in snapshot.scopes.around(path) {
        if scope.keys.sources(written).is_some() {
            return Some((written.to_owned(), scope));
        }
        match scope.whole(written) {
            Resolution::None => {}
            _ => return None,
        }
        let goes_on = |key: &&String| {
            key.strip_prefix(written).is_some_and(|rest| rest.starts_with(['_', '-', '.']))
        };
        let keys = resolution.cited().iter().flat_map(|id| scope.keys.of_source(*id));
        if let Some(key) = keys.into_iter().find(goes_on) {
            return Some((key.clone(), scope));
        }
    }
    None
}

/// The same for a key that does not resolve yet, from the bibliographies as open in the editor.
pub(super) fn given_now<'a>(
    snapshot: &'a Snapshot,
    path: &'a Path,
    written: &str,
    resolution: &Resolution,
) -> Option<(String, &'a Scope)> {
    let has = |b: Cow<'_, Bibliography>| b.entries.iter().any(|entry| entry.key == written);
    let mut around = snapshot.scopes.around(path).filter(|_| resolution.cited().is_empty());
    let scope = around.find(|scope| bibliographies(snapshot, scope).any(has))?;
    Some((written.to_owned(), scope))
}

/// The scope of the folder that a bibliography belongs to.
pub(super) fn scope_of<'a>(snapshot: &'a Snapshot, path: &'a Path) -> &'a Scope {
    let owner = snapshot.folders.iter().find(|f| f.bibliographies.iter().any(|b| b.path == path));
    let inside = owner.map_or(path, |folder| folder.config_path.as_path());
    snapshot.scopes.around(inside).next().unwrap_or(snapshot.scopes.all())
}

/// The bibliographies of a scope, with their text in the editor.
fn bibliographies<'a>(
    snapshot: &'a Snapshot,
    scope: &Scope,
) -> impl Iterator<Item = Cow<'a, Bibliography>> {
    let mine = |root: &Path| scope.root.as_os_str().is_empty() || root == scope.root;
    let folders = snapshot.folders.iter().filter(move |folder| mine(&folder.root));
    let paths: Vec<&Path> =
        folders.flat_map(|f| f.bibliographies.iter().map(|b| b.path.as_path())).collect();
    snapshot.bibliographies_now().filter(move |b| paths.contains(&b.path.as_path()))
}

/// Whether a key may become `new`.
pub(super) fn check(
    snapshot: &Snapshot,
    scope: &Scope,
    key: &str,
    new: &str,
) -> Result<(), String> {
    let taken = || Err(format!("@{new} is another source’s key already"));
    let own = scope.keys.sources(key).unwrap_or_default();
    let other = |b: Cow<'_, Bibliography>| b.entries.iter().any(|entry| entry.key == new);
    if new != key && bibliographies(snapshot, scope).any(other) {
        return taken();
    }
    match scope.resolve(new) {
        Resolution::None | Resolution::Unsourced => {}
        Resolution::One(id) if own == [id] => {}
        Resolution::Any(ids) if own == ids => {}
        _ => return taken(),
    }
    let bibtex =
        |b: Cow<'_, Bibliography>| !b.is_json() && b.entries.iter().any(|entry| entry.key == key);
    let unfit = |c: char| c.is_whitespace() || NOT_IN_BIBTEX.contains(&c);
    if new.contains(unfit) && bibliographies(snapshot, scope).any(bibtex) {
        return Err(
            "A key in BibTeX has no spaces, quotation marks, commas, brackets or # % ~ = \\"
                .to_owned(),
        );
    }
    Ok(())
}

/// The edits of the bibliographies that have the key, or inherit from its entry.
pub(super) fn in_bibliographies(
    snapshot: &Snapshot,
    scope: &Scope,
    key: &str,
    new: &str,
) -> Vec<DocumentEdits> {
    let edits = |bibliography: Cow<'_, Bibliography>| {
        let text = match bibliography.is_json() {
            true => in_json(new),
            false => new.to_owned(),
        };
        let own = bibliography.entries.iter().map(|entry| (&entry.key, entry.span));
        let named = bibliography.entries.iter().flat_map(|e| e.aliases.iter().chain(&e.parents));
        let all = own.chain(named.map(|(key, span)| (key, *span)));
        let here = all.filter(|(known, span)| {
            // A list without spans for its keys is left to its writer.
            let written = span.of(&bibliography.text);
            *known == key && (bibliography.is_json() || written == key)
        });
        let edits = here.map(|(_, span)| Replacement::new(span, text.as_str())).collect();
        DocumentEdits::of(&bibliography.path, edits)
    };
    bibliographies(snapshot, scope).filter_map(edits).collect()
}
