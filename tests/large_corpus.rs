//! A corpus indexed on disk answers like one in memory, through restarts, changes, damage and `kill -9`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by panicking"
)]

#[path = "support/words.rs"]
mod words;

use onrecord::actor::NameMemo;
use onrecord::corpus::{Query, Verdict};
use onrecord::text::{DocumentId, Span};
use onrecord::workspace::load::{self, Loaded, Plan};
use onrecord::workspace::{Settings, Snapshot, Workspace};
use serde_json::json;
use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use words::word;

const SUBJECTS: &[&str] = &["The ferry", "Every boat", "The old bridge", "The new pier", "A tug"];
const VERBS: &[&str] = &["crossed", "never reached", "waited for", "was built beside", "outlived"];
const OBJECTS: &[&str] =
    &["the harbour", "the ice", "the fishermen", "the town council", "the tide"];
const ENDS: &[&str] = &["in spring", "before dawn", "for eleven years", "without a word", "again"];
const PEOPLE: &[&str] =
    &["Marta Olsen", "Pavel Novak", "Ines Haddad", "Tove Lindqvist", "Anil Mehta", "Orla Brandt"];

/// A distinct sentence for every number.
fn sentence(n: usize) -> String {
    let pick = |list: &[&'static str], n: usize| list[n % list.len()];
    let (a, b) = (pick(SUBJECTS, n), pick(VERBS, n / 5));
    let (c, d) = (pick(OBJECTS, n / 25), pick(ENDS, n / 125));
    let ([keeper, port], clerk) = ([11, 13].map(|k| word(n * k + k)), word(n * 17 + 5));
    format!("{a} {b} {c} {d}, as {keeper} of {port} wrote to {clerk} the {}th", n % 97)
}

fn document(n: usize) -> String {
    let speaker = PEOPLE[n % PEOPLE.len()];
    let (given, family) = speaker.split_once(' ').unwrap();
    let mut text = format!("Harbour news {n}\n\n{} May 2013\n\n", n % 28 + 1);
    for part in 0..6 {
        let _ = write!(text, "{}. ", sentence(n * 7 + part));
    }
    let words = sentence(n * 7 + 6);
    let _ = write!(
        text,
        "\n\n“{words},” said {given} {family}, director of the Harbour Fund. {family} left.\n"
    );
    text
}

/// A workspace with that many sources.
fn folder(count: usize) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir_all(dir.path().join("sources/deep")).unwrap();
    for n in 0..count {
        fs::write(path(dir.path(), n), document(n)).unwrap();
    }
    dir
}

fn path(dir: &Path, n: usize) -> PathBuf {
    let below = if n.is_multiple_of(3) { "sources/deep" } else { "sources" };
    dir.join(below).join(format!("log{n:04}.txt"))
}

/// Settings that index everything, in segments of a few documents.
fn indexed(cache: &Path) -> Settings {
    Settings(json!({ "indexFrom": 1, "segmentSize": 12_000, "cacheDir": cache }))
}

fn read(dir: &Path, settings: Settings) -> Workspace {
    let mut workspace = Workspace::new(vec![dir.canonicalize().unwrap()], settings);
    let loaded = load::read(&workspace.plan(), &mut |_| ControlFlow::Continue(())).unwrap();
    workspace.install(loaded);
    workspace
}

/// Answers for some quotations and all actors.
fn answers(workspace: &Workspace) -> String {
    let snapshot = workspace.snapshot();
    let (corpus, actors) = (&snapshot.corpus, &snapshot.actors);
    let mut out = String::new();
    for (id, source) in corpus.sources() {
        assert_eq!(corpus.at(&source.path), Some(id));
        let _ = writeln!(out, "{id:?} {} {:?} {:?}", source.key, source.metadata, source.reading);
        let mentions = actors.mentions(id).iter();
        let named = mentions.map(|m| (m.span, m.rule, actors.actor(m.actor).map(|a| &a.id)));
        let named: Vec<_> = named.collect();
        let _ = writeln!(out, "{:?} {named:?}", corpus.resolve(&source.key));
    }
    for (DocumentId(n), source) in corpus.sources().step_by(4) {
        let body = source.text.rsplit_once(" 2013\n\n").map_or(&*source.text, |(_, body)| body);
        let exact = body.split(". ").next().unwrap_or_default().to_owned();
        let changed = exact.replace("wrote to", "told").replace("as", "like");
        for words in [&exact, &changed, "waited for the town council", "Novak"] {
            for cited in [None, Some(DocumentId(n))] {
                let mut found = corpus.find(&Query { words, cited });
                // For approximate matches only the best counts: how many others are considered depends on the index.
                if words == changed {
                    found.truncate(1);
                }
                let _ = writeln!(out, "{words}: {found:?}");
            }
        }
    }
    // Actor indices are local to a workspace.
    let name = |index| actors.actor(index).map(|actor| actor.id.as_str());
    for (index, actor) in actors.all() {
        let named: Vec<_> = actors.named(&actor.name).into_iter().map(name).collect();
        let Some(mut dossier) = actors.dossier(index) else {
            panic!("{} has no dossier", actor.id)
        };
        let with: Vec<_> = dossier.with.drain(..).map(|c| (name(c.actor), c.count)).collect();
        let (said, mentions) = (dossier.said, dossier.mentions);
        let entry = actors.entry(index).map(|entry| (&entry.name, &entry.memberships));
        let _ = writeln!(out, "{actor:?} {entry:?} {named:?} {with:?} {said:?} {mentions:?}");
    }
    let note = "Olsen and Tove Lindqvist met the head of the Harbour Fund, Mehta and Ines Hadad.";
    let whole = std::iter::once(Span::new(0, note.len()));
    for mention in actors.link(note, whole, &mut NameMemo::default()) {
        let _ = writeln!(out, "{:?} {:?}", mention.span.of(note), name(mention.actor));
    }
    let slip: Vec<_> = actors.misspelt("Ines Hadad").into_iter().map(name).collect();
    let _ = writeln!(out, "{slip:?}");
    out
}

#[track_caller]
fn assert_same(one: &str, other: &str) {
    let difference = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    assert!(one == other, "{difference:#?}");
}

#[test]
fn indexed_answers_equal_in_memory_answers_across_restarts_and_changes() {
    let (dir, cache) = (folder(60), TempDir::new().unwrap());
    let office =
        "[[actor]]\nname = \"Marta Olsen\"\nmemberships = [{ role = \"Mayor\", to = \"2016\" }]\n";
    fs::write(dir.path().join("actors.toml"), office).unwrap();
    let indexed = || indexed(cache.path());
    let fresh = || answers(&read(dir.path(), Settings::default()));
    let first = read(dir.path(), indexed());
    assert!(first.snapshot().corpus.stored().count() > 3);
    assert_same(&answers(&first), &fresh());

    // A restart reads nothing: it starts from the persisted state.
    let mut restarted = Workspace::new(vec![dir.path().canonicalize().unwrap()], indexed());
    restarted.install(load::restored(&restarted.plan()).unwrap());
    assert_same(&answers(&restarted), &fresh());

    // One changed, one removed, one added while nothing was running.
    let now = "Harbour news\n\nNobody crossed anything, said Ines Haddad of the Harbour Fund.\n";
    fs::write(path(dir.path(), 7), now).unwrap();
    fs::remove_file(path(dir.path(), 8)).unwrap();
    fs::write(path(dir.path(), 200), document(200)).unwrap();
    assert_same(&answers(&read(dir.path(), indexed())), &fresh());

    // The same in a running workspace, one file at a time.
    let mut running = read(dir.path(), indexed());
    fs::write(path(dir.path(), 30), now).unwrap();
    fs::remove_file(path(dir.path(), 31)).unwrap();
    fs::write(path(dir.path(), 201), document(201)).unwrap();
    for n in [30, 31, 201] {
        let changed = path(&dir.path().canonicalize().unwrap(), n);
        let loaded = load::update(&running.plan(), &running.snapshot(), &[changed]).unwrap();
        running.install(loaded);
    }
    assert_same(&answers(&running), &fresh());

    // The actors, linked again, are in memory until they are persisted; a restart loads them.
    let (plan, snapshot) = (running.plan(), running.snapshot());
    assert!(snapshot.is_to_be_persisted());
    let persisted = load::persist(&plan, &snapshot).unwrap().unwrap();
    running.install_persisted(&snapshot.actors, persisted);
    assert!(running.snapshot().actors.are_on_disk());
    assert!(load::persist(&plan, &running.snapshot()).unwrap().is_none());
    assert_same(&answers(&running), &fresh());
    let mut restarted = Workspace::new(vec![dir.path().canonicalize().unwrap()], indexed());
    assert!(load::restored(&restarted.plan()).is_some(), "what was stored before is there at once");
    restarted.install(load::read(&restarted.plan(), &mut |_| ControlFlow::Continue(())).unwrap());
    assert_same(&answers(&restarted), &fresh());

    // Most sources changed: segments with few live documents are merged.
    for n in (0..60).filter(|n| n % 5 != 0) {
        fs::write(path(dir.path(), n), document(n + 1000)).unwrap();
    }
    assert_same(&answers(&read(dir.path(), indexed())), &fresh());
    assert_same(&answers(&read(dir.path(), indexed())), &fresh());
}

#[test]
fn texts_can_be_searched_before_they_are_parsed() {
    let (dir, cache) = (folder(60), TempDir::new().unwrap());
    let plan = Plan {
        roots: vec![dir.path().canonicalize().unwrap()],
        settings: indexed(cache.path()),
        ..Plan::default()
    };
    let fresh = read(dir.path(), Settings::default());
    let expected = answers(&fresh);
    for stopped in [true, false] {
        let searched = Cell::new(0);
        let mut early = |early: Loaded| {
            assert!(early.corpus.stored().all(|segment| segment.is_text_only()));
            for n in 0..60 {
                let words = sentence(n * 7 + 6);
                let found = early.corpus.find(&Query { words: &words, cited: None });
                let there = fresh.snapshot().corpus.find(&Query { words: &words, cited: None });
                assert_eq!(found, there, "{words}");
                assert!(!found.is_empty());
            }
            searched.set(searched.get() + 1);
        };
        let mut progress = |_| match stopped && searched.get() > 0 {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        let done = load::read_early(&plan, &Snapshot::default(), &mut progress, &mut early);
        assert_eq!(done.is_none(), stopped);
        // What was persisted before the interruption is not read again.
        assert_eq!(searched.get(), usize::from(stopped));
    }
    assert_same(&answers(&read(dir.path(), indexed(cache.path()))), &expected);
}

#[test]
fn open_buffer_takes_precedence_over_the_index() {
    let (dir, cache) = (folder(30), TempDir::new().unwrap());
    read(dir.path(), indexed(cache.path()));
    let root = dir.path().canonicalize().unwrap();
    let mut workspace = Workspace::new(vec![root.clone()], indexed(cache.path()));
    let _ = workspace.open(&path(&root, 4), "The gulls were counted twice that year.\n", 1);
    let loaded = load::read(&workspace.plan(), &mut |_| ControlFlow::Continue(())).unwrap();
    workspace.install(loaded);
    let snapshot = workspace.snapshot();
    let verbatim = |m: &onrecord::corpus::Match| m.verdict == Verdict::Verbatim;
    let find = |words| {
        let found = snapshot.corpus.find(&Query { words, cited: None });
        found.into_iter().filter(verbatim).count()
    };
    assert_eq!(find("gulls were counted twice that year"), 1);
    assert_eq!(find(&sentence(4 * 7)), 0);
    assert_eq!(snapshot.corpus.len(), 30);
}

#[test]
fn damaged_parts_of_the_index_are_rebuilt() {
    let (dir, cache) = (folder(24), TempDir::new().unwrap());
    let expected = answers(&read(dir.path(), Settings::default()));
    read(dir.path(), indexed(cache.path()));
    let inside = fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
    let mut files: Vec<PathBuf> =
        fs::read_dir(inside).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let Ok(bytes) = fs::read(&file) else { continue };
        for damage in 0..3 {
            match damage {
                0 => fs::write(&file, &bytes[..bytes.len() / 2]).unwrap(),
                1 => fs::write(&file, vec![b'x'; bytes.len()]).unwrap(),
                _ => drop(fs::remove_file(&file)),
            }
            assert_same(&answers(&read(dir.path(), indexed(cache.path()))), &expected);
        }
    }
}

#[test]
fn damaged_actors_are_rebuilt_while_in_use() {
    let (dir, cache) = (folder(16), TempDir::new().unwrap());
    let mut running = read(dir.path(), indexed(cache.path()));
    let expected = answers(&running);
    let actors = fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path().join("actors");
    let sound = fs::read(&actors).unwrap();
    let mut bytes = sound.clone();
    bytes[sound.len() / 2] ^= 1;
    // Replaces the file: mapped files stay as they are.
    fs::remove_file(&actors).unwrap();
    fs::write(&actors, bytes).unwrap();
    assert_eq!(load::verify(&running.plan()).len(), 1);
    let nobody = &mut |_: load::Progress| ControlFlow::Continue(());
    let loaded =
        load::read_early(&running.plan(), &running.snapshot(), nobody, &mut |_| {}).unwrap();
    running.install(loaded);
    assert_eq!(fs::read(&actors).unwrap(), sound);
    assert_same(&answers(&running), &expected);
}

#[test]
fn interrupted_indexing_keeps_finished_work() {
    let (dir, cache) = (folder(80), TempDir::new().unwrap());
    let plan = Plan {
        roots: vec![dir.path().canonicalize().unwrap()],
        settings: indexed(cache.path()),
        ..Plan::default()
    };
    let stopped = load::read(&plan, &mut |far| match far.done {
        0..40 => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    });
    assert!(stopped.is_none());
    let mut seen = Vec::new();
    load::read(&plan, &mut |far| {
        seen.push(far.done);
        ControlFlow::Continue(())
    });
    assert!(seen.iter().all(|done| *done > 0), "{seen:?}");
}

/// Runs the program with everything indexed.
fn program(dir: &Path, cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments).args(["--index-from", "1", "--segment-size", "9000", "--cache-dir"]);
    command.arg(cache).current_dir(dir).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// The number of attempts: this many here, `ONRECORD_TIMES` times in a long run.
fn times(few: usize) -> usize {
    std::env::var("ONRECORD_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(few)
}

#[test]
fn corrupting_any_byte_of_the_cache_changes_no_answer() {
    let (dir, cache) = (folder(16), TempDir::new().unwrap());
    let expected = answers(&read(dir.path(), Settings::default()));
    let plan = Plan {
        roots: vec![dir.path().canonicalize().unwrap()],
        settings: indexed(cache.path()),
        ..Plan::default()
    };
    // As every caller does before it reports words as not found.
    let index = || {
        let read = || load::read(&plan, &mut |_| ControlFlow::Continue(())).unwrap();
        let mut workspace = Workspace::new(plan.roots.clone(), plan.settings.clone());
        workspace.install(read());
        if !load::verify(&plan).is_empty() {
            workspace.install(read());
        }
        workspace
    };
    index();
    let inside = fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
    // Positions spread over all files by the golden ratio.
    for moment in 0..times(24) {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| fs::metadata(file).unwrap().len() > 0);
        files.sort();
        let file = &files[moment % files.len()];
        let mut bytes = fs::read(file).unwrap();
        let at = (bytes.len() as f64 * ((moment as f64 + 1.0) * 0.618_034).fract()) as usize;
        bytes[at] ^= 1 << (moment % 8);
        fs::write(file, bytes).unwrap();
        let now = answers(&index());
        assert!(now == expected, "byte {at} of {}", file.display());
    }
}

#[test]
fn damaged_index_causes_no_false_not_found() {
    let (dir, cache) = (folder(30), TempDir::new().unwrap());
    fs::write(
        dir.path().join("note.md"),
        format!("“{}”, said Marta Olsen [@log0006].\n", sentence(6 * 7 + 6)),
    )
    .unwrap();
    let say = |arguments: &[&str]| {
        let output = program(dir.path(), cache.path(), arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let words = sentence(6 * 7 + 6);
    let questions: [&[&str]; 3] = [&["check"], &["find", &words], &["hover", "note.md:1:5"]];
    let expected = questions.map(say);
    for (question, expected) in questions.iter().zip(expected) {
        say(&["index", "--rebuild"]);
        let inside = fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
        for file in fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()) {
            let mut bytes = fs::read(&file).unwrap();
            // One letter of the source's text.
            let text = words.as_bytes();
            if let Some(at) = bytes.windows(text.len()).position(|window| window == text) {
                bytes[at] = b'X';
                fs::write(&file, bytes).unwrap();
            }
        }
        assert_eq!(say(question), expected, "{question:?}");
    }
}

#[test]
fn unusable_cache_is_reported_and_falls_back_to_memory() {
    let (dir, base) = (folder(16), TempDir::new().unwrap());
    let expected = answers(&read(dir.path(), Settings::default()));
    let plan = |cache: &Path| Plan {
        roots: vec![dir.path().canonicalize().unwrap()],
        settings: indexed(cache),
        ..Plan::default()
    };
    let cases: [&dyn Fn(&Path); 3] = [
        // It cannot be created.
        &|cache| fs::write(cache.parent().unwrap(), "a file").unwrap(),
        // It is a link to another folder.
        &|cache| {
            let theirs = base.path().join("theirs");
            let _ = fs::create_dir(&theirs);
            fs::create_dir(cache.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(theirs, cache).unwrap();
        },
        // It is a file.
        &|cache| {
            fs::create_dir(cache.parent().unwrap()).unwrap();
            fs::write(cache, "a file").unwrap();
        },
    ];
    for (number, made) in cases.iter().enumerate() {
        let chosen = base.path().join(number.to_string());
        let folder = load::cache(&plan(&chosen)).unwrap().folder().to_owned();
        made(&folder);
        let loaded = load::read(&plan(&chosen), &mut |_| ControlFlow::Continue(())).unwrap();
        assert!(
            loaded.notices.iter().any(|n| n.contains("cannot be written")),
            "{:?}",
            loaded.notices
        );
        assert!(load::restored(&plan(&chosen)).is_none());
        assert_same(&answers(&read(dir.path(), indexed(&chosen))), &expected);
    }
    assert_eq!(fs::read_dir(base.path().join("theirs")).unwrap().count(), 0);
}

#[test]
fn change_under_a_future_mtime_is_noticed() {
    let (dir, cache) = (folder(16), TempDir::new().unwrap());
    let tomorrow = std::time::SystemTime::now() + Duration::from_secs(86_400);
    let changed = path(dir.path(), 4);
    let set = |text: &str| {
        fs::write(&changed, text).unwrap();
        fs::File::options().write(true).open(&changed).unwrap().set_modified(tomorrow).unwrap();
    };
    set(&document(4));
    read(dir.path(), indexed(cache.path()));
    // The same length as before.
    set(&document(4).replace("left.", "came."));
    let fresh = answers(&read(dir.path(), Settings::default()));
    assert_same(&answers(&read(dir.path(), indexed(cache.path()))), &fresh);
}

#[test]
fn two_concurrent_indexers_do_not_conflict() {
    let (dir, cache, fresh) = (folder(60), TempDir::new().unwrap(), TempDir::new().unwrap());
    let words = sentence(50 * 7 + 6);
    let find = |cache: &Path| {
        let output = program(dir.path(), cache, &["find", &words, "--format", "jsonl"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let expected = find(fresh.path());
    for _ in 0..times(3) {
        let both = [0, 1].map(|_| {
            program(dir.path(), cache.path(), &["index", "--rebuild"])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        });
        // A third process queries meanwhile.
        assert_eq!(find(cache.path()), expected);
        for mut child in both {
            assert!(child.wait().unwrap().success());
        }
        assert_eq!(find(cache.path()), expected);
        assert!(
            program(dir.path(), cache.path(), &["index", "--verify"])
                .output()
                .unwrap()
                .status
                .success()
        );
    }
}

/// Runs the program under shell resource limits: `-f 1` allows files of half a kilobyte, `-n 5` two handles beside the
/// standard three. Exceeding the file size is then an error, as on a full disk, and not a signal.
fn limited(dir: &Path, cache: &Path, limit: &str, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("trap '' XFSZ; ulimit {limit}; exec \"$0\" \"$@\"")]);
    command.arg(env!("CARGO_BIN_EXE_onrecord")).args(arguments);
    if arguments[0] != "actors" && arguments[0] != "fix" {
        command.args(["--index-from", "1", "--segment-size", "9000", "--cache-dir"]).arg(cache);
    }
    command.current_dir(dir).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn full_disk_is_reported_and_loses_nothing() {
    let (dir, cache) = (folder(20), TempDir::new().unwrap());
    let note = format!(
        "Marta Olsen said: “{}” [@log0003].\n\n",
        sentence(3 * 7 + 6).replace("as ", "as  ")
    );
    let note = format!("{note}{}", note.replace("wrote to", "wrote too")).repeat(9);
    fs::write(dir.path().join("note.md"), &note).unwrap();
    let known = format!("# ours\n{}", "# and more\n".repeat(200));
    fs::write(dir.path().join("actors.toml"), &known).unwrap();
    fs::write(dir.path().join("people.csv"), "name\nEve Lund\n").unwrap();
    let expected = limited(dir.path(), cache.path(), "-f unlimited", &["check"]).stdout;
    let all = limited(dir.path(), cache.path(), "-f unlimited", &["fix", "--diff"]);
    assert_eq!(all.status.code(), Some(1), "there is something to fix");
    fs::remove_dir_all(cache.path()).unwrap();

    let full = |arguments: &[&str]| {
        let output = limited(dir.path(), cache.path(), "-f 1", arguments);
        (output.status.code(), String::from_utf8(output.stderr).unwrap(), output.stdout)
    };
    let (code, said, _) = full(&["index"]);
    assert!(code == Some(2) && said.contains("cannot be written"), "{code:?} {said}");
    let left =
        fs::read_dir(fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    assert_eq!(left.count(), 1, "the lock only");
    assert_eq!(full(&["check"]).2, expected);
    let (code, said, _) = full(&["fix"]);
    assert!(code == Some(2) && said.contains("was not changed"), "{code:?} {said}");
    assert_eq!(fs::read_to_string(dir.path().join("note.md")).unwrap(), note);
    let (code, said, _) = full(&["actors", "--import", "people.csv"]);
    assert!(code == Some(2) && said.contains("actors.toml"), "{code:?} {said}");
    assert_eq!(fs::read_to_string(dir.path().join("actors.toml")).unwrap(), known);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 4, "no drafts");
}

#[test]
fn two_file_handles_suffice_and_one_fails_with_a_message() {
    let (dir, cache) = (folder(20), TempDir::new().unwrap());
    let note = format!("Marta Olsen said: “{}” [@log0003].\n", sentence(3 * 7 + 6));
    fs::write(dir.path().join("note.md"), note).unwrap();
    let check = |limit| limited(dir.path(), cache.path(), limit, &["check"]);
    let expected = check("-n 64");
    for _ in 0..2 {
        let two = check("-n 5");
        assert_eq!(String::from_utf8_lossy(&two.stdout), String::from_utf8_lossy(&expected.stdout));
        fs::remove_dir_all(cache.path()).unwrap();
    }
    let one = check("-n 4");
    let said = String::from_utf8_lossy(&one.stderr) + String::from_utf8_lossy(&one.stdout);
    let answered = one.stdout == expected.stdout && one.status.code() == expected.status.code();
    assert!(answered || said.contains("Too many open files"), "{said}");
}

#[test]
fn index_killed_at_any_moment_answers_like_a_fresh_one() {
    let dir = folder(100);
    let say = |cache: &Path| {
        let mut said = Vec::new();
        for n in [3, 50, 77] {
            let words = sentence(n * 7 + 6);
            let output =
                program(dir.path(), cache, &["find", &words, "--format", "jsonl"]).output();
            said.push(String::from_utf8(output.unwrap().stdout).unwrap());
        }
        let output = program(dir.path(), cache, &["actors", "Novak"]).output().unwrap();
        said.push(String::from_utf8(output.stdout).unwrap());
        assert!(said.iter().all(|s| !s.is_empty()), "{said:?}");
        said
    };
    let fresh = TempDir::new().unwrap();
    let began = Instant::now();
    assert!(program(dir.path(), fresh.path(), &["index"]).output().unwrap().status.success());
    let whole = began.elapsed();
    let expected = say(fresh.path());
    let (mut kills, wanted) = (0, times(20));
    // Moments spread over the run by the golden ratio, which matches no period in it. If a run is faster than the first,
    // some of them come too late.
    for moment in 1..=20 * times(20) as u32 {
        let share = (f64::from(moment) * 0.618_034).fract();
        let cache = TempDir::new().unwrap();
        let mut child =
            program(dir.path(), cache.path(), &["index"]).stdout(Stdio::null()).spawn().unwrap();
        let until = began.elapsed() + whole.mul_f64(share);
        while began.elapsed() < until && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let alive = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        if !alive {
            continue;
        }
        assert_eq!(say(cache.path()), expected, "killed after {share:.2} of the run");
        let verified = program(dir.path(), cache.path(), &["index", "--verify"]).output().unwrap();
        assert!(verified.status.success(), "killed after {share:.2} of the run");
        kills += 1;
        if kills == wanted {
            break;
        }
    }
    assert_eq!(kills, wanted);
}

#[test]
fn index_is_described_checked_and_removed() {
    let (dir, cache) = (folder(30), TempDir::new().unwrap());
    let run = |arguments: &[&str]| {
        let output = program(dir.path(), cache.path(), arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = run(&["index", "--stats"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("30 sources") && said.contains("beside the text"), "{said}");
    assert!(run(&["index", "--verify"]).1.contains("all intact"));
    let inside = fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
    let segment = fs::read_dir(&inside)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|e| e == "segment"));
    for file in [segment.unwrap(), inside.join("actors")] {
        let mut bytes = fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&file, bytes).unwrap();
        assert_eq!(run(&["index", "--verify"]).0, Some(1), "{file:?}");
        assert_eq!(run(&["index", "--rebuild"]).0, Some(0));
        assert_eq!(run(&["index", "--verify"]).0, Some(0));
    }
    assert_eq!(run(&["index", "--clean"]).0, Some(0));
    assert!(!inside.exists());
}
