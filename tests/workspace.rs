//! Loading a folder and following its changes: what is read, how unreadable files are reported, what an edit does.

use onrecord::text::{Edit, Encoding, Position};
use onrecord::workspace::load::{self, Plan};
use onrecord::workspace::{Readiness, Reread, Settings, Workspace};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        write(dir.path(), name, text.as_bytes());
    }
    dir
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn loaded(dir: &TempDir) -> Workspace {
    Workspace::holding(dir.path(), Settings::default())
}

fn keys(workspace: &Workspace) -> Vec<String> {
    workspace.snapshot().corpus.sources().map(|(_, s)| s.key.clone()).collect()
}

fn notes(workspace: &Workspace, dir: &Path) -> Vec<String> {
    let snapshot = workspace.snapshot();
    let inside = |path: &Path| path.strip_prefix(dir).unwrap().display().to_string();
    let mut found: Vec<String> = snapshot.notes.iter().map(|(path, _)| inside(path)).collect();
    found.sort();
    found
}

fn problems(workspace: &Workspace) -> Vec<String> {
    workspace.snapshot().problems.iter().map(|p| p.message.clone()).collect()
}

fn reread(workspace: &mut Workspace, changed: &[PathBuf]) {
    let loaded = load::update(&workspace.plan(), &workspace.snapshot(), changed).unwrap();
    workspace.install(loaded);
}

#[test]
fn default_source_folders_are_the_corpus() {
    let dir = folder(&[
        ("seeds/b.txt", "B."),
        ("sources/a.md", "A."),
        ("note.md", "N."),
        ("deep/er/note.markdown", "N."),
        ("other.txt", "no note"),
        (".hidden/note.md", "H."),
    ]);
    let workspace = loaded(&dir);
    assert_eq!(keys(&workspace), ["b", "a"]);
    assert_eq!(notes(&workspace, dir.path()), ["deep/er/note.markdown", "note.md"]);
    assert_eq!(workspace.snapshot().readiness, Readiness::Ready);
}

#[test]
fn configuration_sets_corpus_and_notes() {
    let dir = folder(&[
        ("w/onrecord.toml", "corpus = '../archive'\nnotes = ['drafts/**']\n"),
        ("archive/a.txt", "A."),
        ("w/seeds/b.txt", "B."),
        ("w/drafts/n.md", "N."),
        ("w/other.md", "O."),
    ]);
    let workspace = Workspace::holding(&dir.path().join("w/drafts/n.md"), Settings::default());
    assert_eq!(keys(&workspace), ["a"]);
    assert_eq!(notes(&workspace, &dir.path().join("w")), ["drafts/n.md"]);
    assert_eq!(problems(&workspace), [] as [&str; 0]);
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_processed() {
    let dir =
        folder(&[("onrecord.toml", "corpus = ['seeds', 'gone']"), ("seeds/good.txt", "Good.")]);
    write(dir.path(), "seeds/torn.txt", b"abc\xe9 \x8d\x81\xfd");
    write(dir.path(), "seeds/binary.txt", b"\x00\x01\x02");
    let workspace = loaded(&dir);
    assert_eq!(keys(&workspace), ["good"]);
    let problems = problems(&workspace).join("\n");
    assert!(problems.contains("the corpus folder `gone` does not exist"), "{problems}");
    assert!(
        problems.contains("torn.txt is not UTF-8 (the first wrong byte is number 3)"),
        "{problems}"
    );
    assert!(problems.contains("binary.txt is binary"), "{problems}");
}

#[test]
fn links_out_of_the_workspace_are_not_followed() {
    let secret = folder(&[("secret.txt", "Secret.")]);
    let dir = folder(&[("seeds/a.txt", "A.")]);
    std::os::unix::fs::symlink(secret.path(), dir.path().join("seeds/link")).unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.txt"), dir.path().join("seeds/file.txt"))
        .unwrap();
    let mut workspace = loaded(&dir);
    assert_eq!(keys(&workspace), ["a"]);
    // Nor at run time, when the change itself names the link or its target.
    reread(
        &mut workspace,
        &["seeds/file.txt", "seeds/link/secret.txt"].map(|name| dir.path().join(name)),
    );
    assert_eq!(keys(&workspace), ["a"]);
    assert_eq!(problems(&workspace), [] as [&str; 0]);
}

#[test]
fn source_changes_are_noticed() {
    let dir = folder(&[("seeds/a.txt", "First words."), ("n.md", "N.")]);
    let mut workspace = loaded(&dir);
    let path = |name: &str| dir.path().join(name);

    write(dir.path(), "seeds/b.txt", b"More words.");
    write(dir.path(), "seeds/a.txt", b"Other words.");
    reread(&mut workspace, &[path("seeds/a.txt"), path("seeds/b.txt")]);
    let texts: Vec<String> =
        workspace.snapshot().corpus.sources().map(|(_, s)| s.text.clone()).collect();
    assert_eq!(texts, ["Other words.", "More words."]);

    fs::rename(path("seeds/a.txt"), path("seeds/c.txt")).unwrap();
    reread(&mut workspace, &[path("seeds/a.txt"), path("seeds/c.txt")]);
    assert_eq!(keys(&workspace), ["b", "c"]);

    write(dir.path(), "seeds/b.txt", b"\xff");
    fs::remove_file(path("seeds/c.txt")).unwrap();
    reread(&mut workspace, &[path("seeds/b.txt"), path("seeds/c.txt")]);
    assert_eq!(keys(&workspace), [] as [&str; 0]);
    assert_eq!(problems(&workspace).len(), 1);
    assert_eq!(notes(&workspace, dir.path()), ["n.md"]);
}

#[test]
fn changed_configuration_reloads_everything() {
    let dir = folder(&[("seeds/a.txt", "A."), ("other/b.txt", "B.")]);
    let mut workspace = loaded(&dir);
    write(dir.path(), "onrecord.toml", b"corpus = 'other'");
    reread(&mut workspace, &[dir.path().join("onrecord.toml")]);
    assert_eq!(keys(&workspace), ["b"]);
}

#[test]
fn open_buffer_takes_precedence_over_disk() {
    let dir = folder(&[("seeds/a.txt", "Disk."), ("n.md", "Disk.")]);
    let mut workspace = loaded(&dir);
    let (note, source) = (dir.path().join("n.md"), dir.path().join("seeds/a.txt"));

    assert_eq!(workspace.open(&note, "Buffer.", 1), Reread::Nothing);
    let all =
        Edit { range: Some((Position::new(0, 0), Position::new(0, 6))), text: "Edited".to_owned() };
    assert_eq!(workspace.edit(&note, &[all], Encoding::Utf16, 2), Reread::Nothing);
    assert_eq!(workspace.open(&source, "Buffer.", 1), Reread::Needed);
    write(dir.path(), "n.md", b"Disk again.");
    reread(&mut workspace, &[note.clone(), source.clone()]);
    let snapshot = workspace.snapshot();
    assert_eq!(snapshot.note(&note).unwrap().note.text, "Edited.");
    assert_eq!(snapshot.note(&note).unwrap().version, Some(2));
    assert_eq!(snapshot.corpus.sources().next().unwrap().1.text, "Buffer.");

    assert_eq!(workspace.close(&note), Reread::Needed);
    assert_eq!(workspace.close(&source), Reread::Needed);
    reread(&mut workspace, &[note.clone(), source.clone()]);
    let snapshot = workspace.snapshot();
    assert_eq!(snapshot.note(&note).unwrap().note.text, "Disk again.");
    assert_eq!(snapshot.corpus.sources().next().unwrap().1.text, "Disk.");
}

#[test]
fn note_without_a_file_lives_as_long_as_its_buffer() {
    let dir = folder(&[]);
    let mut workspace = loaded(&dir);
    let untitled = Path::new("untitled:Untitled-1");
    assert_eq!(workspace.open(untitled, "Words.", 1), Reread::Nothing);
    assert!(workspace.snapshot().note(untitled).is_some());
    let _ = workspace.close(untitled);
    assert!(workspace.snapshot().note(untitled).is_none());
}

#[test]
fn documents_opened_while_loading_keep_their_edits() {
    let dir = folder(&[("seeds/a.txt", "Source."), ("n.md", "Disk.")]);
    let mut workspace = Workspace::new(vec![dir.path().to_owned()], Settings::default());
    let (note, source) = (dir.path().join("n.md"), dir.path().join("seeds/a.txt"));
    let plan: Plan = workspace.plan();
    let _ = workspace.open(&note, "Opened while reading.", 7);
    let _ = workspace.open(&source, "Source.", 1);
    assert_eq!(workspace.snapshot().readiness, Readiness::Indexing);
    workspace.install(load::read(&plan, &mut |_| std::ops::ControlFlow::Continue(())).unwrap());
    let snapshot = workspace.snapshot();
    assert_eq!(snapshot.note(&note).unwrap().version, Some(7));
    assert!(snapshot.note(&source).is_none(), "a source is no note");
    assert!(snapshot.source_at(&source).is_some());
}
