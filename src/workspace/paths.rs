//! Paths as the workspace keeps them: absolute, without `.` and `..`, never touching the disk.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::path::{Component, Path, PathBuf};

/// Characters that must be escaped in the target of a Markdown link.
const IN_LINK: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'%')
    .add(b'#')
    .add(b'?')
    .add(b'&')
    .add(b'\\');

/// `path` made absolute from `base`, with `.` and `..` resolved lexically.
pub fn clean(base: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The target of a link in the document at `document`; drops a `#fragment` and decodes `%20` and the like.
pub fn beside(document: &Path, link: &str) -> PathBuf {
    let link = link.split('#').next().unwrap_or_default();
    let folder = document.parent().unwrap_or(Path::new(""));
    clean(folder, Path::new(&percent_decoded(link)))
}

/// A Markdown link target from a document in `folder` to the file at `target`.
pub fn link(folder: &Path, target: &Path) -> String {
    let encoded = utf8_percent_encode(&relative(folder, target), IN_LINK).to_string();
    // Text before a colon would be a scheme.
    let first = encoded.split('/').next().unwrap_or_default();
    if first.contains(':') { format!("./{encoded}") } else { encoded }
}

/// The relative path from `folder` to the file at `target`.
pub fn relative(folder: &Path, target: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), target.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|c| c.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `path` for people: relative to the root that contains it, or to the root's neighbours.
pub fn shown(roots: &[PathBuf], path: &Path) -> String {
    let inside = roots
        .iter()
        .filter_map(|root| path.strip_prefix(root).ok())
        .min_by_key(|p| p.as_os_str().len());
    match (inside, path.parent().and_then(Path::file_name), path.file_name()) {
        (Some(inside), _, _) if !inside.as_os_str().is_empty() => inside.display().to_string(),
        (_, Some(folder), Some(file)) => Path::new(folder).join(file).display().to_string(),
        _ => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_from_the_folder_of_their_document() {
        let at = |link| beside(Path::new("/w/notes/a.md"), link);
        assert_eq!(at("../seeds/b%20c.txt#L12"), Path::new("/w/seeds/b c.txt"));
        assert_eq!(at("./d.txt"), Path::new("/w/notes/d.txt"));
        assert_eq!(at("../../../e.txt"), Path::new("/e.txt"));
    }

    #[test]
    fn a_path_outside_the_roots_is_shown_with_its_folder() {
        let roots = [PathBuf::from("/w/notes")];
        assert_eq!(shown(&roots, Path::new("/w/notes/x/a.md")), "x/a.md");
        assert_eq!(shown(&roots, Path::new("/w/seeds/b.txt")), "seeds/b.txt");
    }
}
