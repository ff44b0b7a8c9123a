//! `onrecord fix`: applies safe fixes.

use super::document::portable;
use super::replacement;
use super::selection::{self, Selection};
use super::sources::{self, Unchecked};
use super::terminal;
use crate::analysis::{self, counted};
use crate::workspace::{Settings, Workspace};
use anstyle::{AnsiColor, Style};
use similar::TextDiff;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most rounds of fixes for one note: a fix may enable another, but not forever.
const MOST_ROUNDS: i32 = 8;

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();

/// Arguments of `onrecord fix`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Notes, and folders to search for notes (default: the current directory)
    paths: Vec<PathBuf>,
    /// Print what would change, without changing anything
    #[arg(long)]
    diff: bool,
}

/// Applies safe fixes, or prints them. Exit codes: 0 done, 1 with `--diff` when something would change, 2 could not
/// run, or there are no sources to compare quotations with.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let mut selection = selection::select(&args.paths, &Settings::default())?;
    let mut groups = std::mem::take(&mut selection.groups);
    let (mut notes, mut changed, mut fixes) = (0, 0, 0);
    let mut diff = String::new();
    let mut unchecked = Unchecked::default();
    for group in &mut groups {
        let snapshot = group.workspace.snapshot();
        let lacking = Unchecked::of(group);
        match lacking.quotations {
            0 => sources::report_unsupported(&snapshot.unsupported, &selection.from),
            _ => sources::complain_of_none(&snapshot, &selection.from),
        }
        unchecked.add(lacking);
        for path in &group.notes {
            notes += 1;
            let Some(fixed) = fixed(&mut group.workspace, path) else { continue };
            if args.diff {
                diff.push_str(&unified(&selection, path, &fixed));
            } else if let Err(error) = replacement::replace(path, &fixed.before, &fixed.after) {
                selection.fail(&format!("{} was not changed: {error}", selection.shown(path)));
                continue;
            }
            changed += 1;
            fixes += fixed.count;
        }
    }
    if args.diff {
        match terminal::has_colours() {
            true => terminal::print(&coloured(&diff))?,
            // Verbatim, for `patch`.
            false => terminal::print_raw(&diff)?,
        }
    } else if notes > 0 {
        let summary = match changed {
            0 if unchecked.quotations > 0 => "not checked: no sources".to_owned(),
            0 => "nothing to fix".to_owned(),
            _ => format!("{} in {}", counted(fixes, "edit"), counted(changed, "note")),
        };
        terminal::print(&format!("{summary}\n"))?;
    }
    let could_not = selection.failed || unchecked.quotations > 0;
    Ok(match (could_not, args.diff && changed > 0) {
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

/// The note at `path` with safe fixes applied, round after round until there are none; `None` when there is nothing to
/// fix.
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
    let name = terminal::printable(&portable(Path::new(&selection.shown(path))));
    let diff = TextDiff::from_lines(&fixed.before, &fixed.after);
    diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}

/// A diff for people: coloured, without characters from the notes that a terminal would interpret.
fn coloured(diff: &str) -> String {
    let line = |line: &str| {
        let style = match line.as_bytes().first() {
            Some(b'+') => ADDED,
            Some(b'-') => REMOVED,
            _ => Style::new(),
        };
        let (words, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
        format!("{style}{}{style:#}{end}", terminal::printable(words))
    };
    diff.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(before: &str, after: &str) -> Fixed {
        Fixed { before: before.to_owned(), after: after.to_owned(), count: 1 }
    }

    #[test]
    fn a_diff_can_be_given_to_patch() {
        let selection = Selection { from: "/w".into(), groups: Vec::new(), failed: false };
        let path = Path::new("/w/notes/a.md");
        let diff = unified(&selection, path, &fixed("one\n“two”\nthree\n", "one\n“too”\nthree\n"));
        insta::assert_snapshot!(diff, @"
        --- a/notes/a.md
        +++ b/notes/a.md
        @@ -1,3 +1,3 @@
         one
        -“two”
        +“too”
         three
        ");
    }
}
