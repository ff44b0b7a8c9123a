//! `onrecord fix`: applies the fixes that need no asking.

use super::document::portable;
use super::selection::{self, Selection};
use super::terminal;
use crate::analysis;
use crate::workspace::{Settings, Workspace, load};
use anstyle::{AnsiColor, Style};
use similar::TextDiff;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Rounds of fixes for one note: a fix may bring up another one, but not without end.
const MOST_ROUNDS: i32 = 8;

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();

/// Arguments of `onrecord fix`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Notes, and folders to look for notes in; the current directory when there are none
    paths: Vec<PathBuf>,
    /// Print what would change, and change nothing
    #[arg(long)]
    diff: bool,
}

/// Applies safe fixes, or prints them. Exit codes: 0 done, 1 with `--diff` when something would change, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let mut selection = selection::select(&args.paths, &Settings::default())?;
    let mut groups = std::mem::take(&mut selection.groups);
    let (mut notes, mut changed, mut fixes) = (0, 0, 0);
    let mut diff = String::new();
    for group in &mut groups {
        for path in &group.notes {
            notes += 1;
            let Some(fixed) = fixed(&mut group.workspace, path) else { continue };
            if args.diff {
                diff.push_str(&unified(&selection, path, &fixed));
            } else if let Err(error) = replace(path, &fixed) {
                selection.fail(&format!("{} was not changed: {error}", selection.shown(path)));
                continue;
            }
            changed += 1;
            fixes += fixed.count;
        }
    }
    if args.diff {
        terminal::print(&diff)?;
    } else if notes > 0 {
        let summary = match changed {
            0 => "nothing to fix".to_owned(),
            1 => format!("{fixes} edits in 1 note"),
            _ => format!("{fixes} edits in {changed} notes"),
        };
        terminal::print(&format!("{summary}\n"))?;
    }
    Ok(match (selection.failed, args.diff && changed > 0) {
        (true, _) => ExitCode::from(2),
        (_, true) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

/// A note before and after.
struct Fixed {
    before: String,
    after: String,
    /// How many edits were made.
    count: usize,
}

/// The note at `path` with its safe fixes, round after round until there are none; `None` when there is nothing to fix.
fn fixed(workspace: &mut Workspace, path: &Path) -> Option<Fixed> {
    let before = workspace.snapshot().note(path)?.note.text.clone();
    let mut after = before.clone();
    let mut count = 0;
    for version in 1..=MOST_ROUNDS {
        let edits = analysis::fix_all(&workspace.snapshot(), path);
        if edits.is_empty() {
            break;
        }
        count += edits.len();
        after = analysis::apply(&after, &edits);
        let _ = workspace.open(path, &after, version);
    }
    (before != after).then_some(Fixed { before, after, count })
}

fn unified(selection: &Selection, path: &Path, fixed: &Fixed) -> String {
    let name = portable(Path::new(&selection.shown(path)));
    let diff = TextDiff::from_lines(&fixed.before, &fixed.after);
    let text = diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    let coloured = |line: &str| {
        let style = match line.as_bytes().first() {
            Some(b'+') => ADDED,
            Some(b'-') => REMOVED,
            _ => Style::new(),
        };
        let (words, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
        format!("{style}{words}{style:#}{end}")
    };
    text.split_inclusive('\n').map(coloured).collect()
}

/// Puts the new text in the place of the old in one step, so that nobody ever reads half of it. A link stays a link, and
/// permissions stay as they are. A file that is no longer what was read is not touched.
fn replace(path: &Path, fixed: &Fixed) -> io::Result<()> {
    let target = std::fs::canonicalize(path)?;
    let now = load::text(&target).map_err(|why| io::Error::other(why.to_string()))?;
    if now != fixed.before {
        return Err(io::Error::other("somebody else has changed it meanwhile; run it again"));
    }
    let metadata = std::fs::metadata(&target)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".onrecord-").tempfile_in(folder)?;
    file.write_all(fixed.after.as_bytes())?;
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn fixed(before: &str, after: &str) -> Fixed {
        Fixed { before: before.to_owned(), after: after.to_owned(), count: 1 }
    }

    #[test]
    fn a_diff_can_be_given_to_patch() {
        let selection = Selection { from: "/w".into(), groups: Vec::new(), failed: false };
        let path = Path::new("/w/notes/a.md");
        let diff = unified(&selection, path, &fixed("one\n“two”\nthree\n", "one\n“too”\nthree\n"));
        insta::assert_snapshot!(anstream::adapter::strip_str(&diff).to_string(), @"
        --- a/notes/a.md
        +++ b/notes/a.md
        @@ -1,3 +1,3 @@
         one
        -“two”
        +“too”
         three
        ");
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "before").unwrap();
        replace(&path, &fixed("before", "after")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_somebody_else_changed_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "theirs").unwrap();
        assert!(replace(&path, &fixed("before", "after")).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay_as_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, &fixed("before", "after")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
