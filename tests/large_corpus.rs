//! A corpus that is indexed on disk: it answers as one in memory does, through restarts, changes, damage and `kill -9`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by panicking"
)]

use onrecord::corpus::{Query, Verdict};
use onrecord::text::DocumentId;
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

const SUBJECTS: &[&str] = &["The ferry", "Every boat", "The old bridge", "The new pier", "A tug"];
const VERBS: &[&str] = &["crossed", "never reached", "waited for", "was built beside", "outlived"];
const OBJECTS: &[&str] =
    &["the harbour", "the ice", "the fishermen", "the town council", "the tide"];
const ENDS: &[&str] = &["in spring", "before dawn", "for eleven years", "without a word", "again"];
const PEOPLE: &[&str] =
    &["Marta Olsen", "Pavel Novak", "Ines Haddad", "Tove Lindqvist", "Anil Mehta", "Orla Brandt"];

/// A sentence of its own for every number.
fn sentence(n: usize) -> String {
    let pick = |list: &[&'static str], n: usize| list[n % list.len()];
    let (a, b) = (pick(SUBJECTS, n), pick(VERBS, n / 5));
    let (c, d) = (pick(OBJECTS, n / 25), pick(ENDS, n / 125));
    let ([keeper, port], clerk) = ([11, 13].map(|k| word(n * k + k)), word(n * 17 + 5));
    format!("{a} {b} {c} {d}, as {keeper} of {port} wrote to {clerk} the {}th", n % 97)
}

/// A word that nobody knows.
fn word(mut n: usize) -> String {
    const SYLLABLES: [&str; 9] = ["bo", "ka", "lin", "mer", "nu", "pos", "ri", "tal", "ve"];
    let mut word = String::from("sa");
    while n > 0 {
        word.push_str(SYLLABLES[n % 9]);
        n /= 9;
    }
    word
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

/// A workspace with so many sources.
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

/// Settings under which everything is indexed, in segments of a few documents.
fn indexed(cache: &Path) -> Settings {
    Settings(json!({ "indexFrom": 1, "segmentSize": 12_000, "cacheDir": cache }))
}

fn read(dir: &Path, settings: Settings) -> Workspace {
    let mut workspace = Workspace::new(vec![dir.canonicalize().unwrap()], settings);
    let loaded = load::read(&workspace.plan(), &mut |_| ControlFlow::Continue(())).unwrap();
    workspace.install(loaded);
    workspace
}

/// All that a workspace says about some quotations and all actors.
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
                // Of what is only alike, the best is what counts: how many more are looked at depends on the index.
                if words == changed {
                    found.truncate(1);
                }
                let _ = writeln!(out, "{words}: {found:?}");
            }
        }
    }
    // The numbers of actors are those of one workspace.
    let name = |index| actors.actor(index).map(|actor| actor.id.as_str());
    for (index, actor) in actors.all() {
        let named: Vec<_> = actors.named(&actor.name).into_iter().map(name).collect();
        let Some(mut dossier) = actors.dossier(index) else {
            panic!("{} has no dossier", actor.id)
        };
        let with: Vec<_> = dossier.with.drain(..).map(|c| (name(c.actor), c.count)).collect();
        let (said, mentions) = (dossier.said, dossier.mentions);
        let _ = writeln!(out, "{actor:?} {named:?} {with:?} {said:?} {mentions:?}");
    }
    out
}

#[track_caller]
fn assert_same(one: &str, other: &str) {
    let difference = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    assert!(one == other, "{difference:#?}");
}

#[test]
fn it_answers_as_in_memory_through_restarts_and_changes() {
    let (dir, cache) = (folder(60), TempDir::new().unwrap());
    let indexed = || indexed(cache.path());
    let fresh = || answers(&read(dir.path(), Settings::default()));
    let first = read(dir.path(), indexed());
    assert!(first.snapshot().corpus.stored().count() > 3);
    assert_same(&answers(&first), &fresh());

    // A restart reads nothing: what it has at once is what it had.
    let mut restarted = Workspace::new(vec![dir.path().canonicalize().unwrap()], indexed());
    restarted.install(load::kept(&restarted.plan()).unwrap());
    assert_same(&answers(&restarted), &fresh());

    // One changed, one gone, one new, while nobody looked.
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

    // Most of it changed: segments of which little is left are merged.
    for n in (0..60).filter(|n| n % 5 != 0) {
        fs::write(path(dir.path(), n), document(n + 1000)).unwrap();
    }
    assert_same(&answers(&read(dir.path(), indexed())), &fresh());
    assert_same(&answers(&read(dir.path(), indexed())), &fresh());
}

#[test]
fn texts_can_be_searched_before_they_are_read() {
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
        // What was put there before it was stopped is not read again.
        assert_eq!(searched.get(), usize::from(stopped));
    }
    assert_same(&answers(&read(dir.path(), indexed(cache.path()))), &expected);
}

#[test]
fn what_the_editor_holds_beats_the_index() {
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
fn whatever_is_damaged_is_made_anew() {
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
fn stopping_keeps_what_was_done() {
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

/// Runs the program on everything indexed.
fn program(dir: &Path, cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments).args(["--index-from", "1", "--segment-size", "9000", "--cache-dir"]);
    command.arg(cache).current_dir(dir).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Kills in the midst of indexing.
const KILLS: usize = 20;

#[test]
fn killed_at_any_moment_it_answers_like_a_fresh_one() {
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
    let mut kills = 0;
    // Moments spread over the run by the golden ratio, which falls into no step with it.
    for moment in 1.. {
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
        if kills == KILLS {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(600), "only {kills} kills");
    }
    assert_eq!(kills, KILLS);
}

#[test]
fn the_index_is_told_about_checked_and_removed() {
    let (dir, cache) = (folder(30), TempDir::new().unwrap());
    let run = |arguments: &[&str]| {
        let output = program(dir.path(), cache.path(), arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = run(&["index", "--stats"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("30 sources") && said.contains("beside the text"), "{said}");
    assert!(run(&["index", "--verify"]).1.contains("are whole"));
    let inside = fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
    let segment = fs::read_dir(&inside)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|e| e == "segment"));
    let mut bytes = fs::read(segment.as_ref().unwrap()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(segment.unwrap(), bytes).unwrap();
    assert_eq!(run(&["index", "--verify"]).0, Some(1));
    assert_eq!(run(&["index", "--rebuild"]).0, Some(0));
    assert_eq!(run(&["index", "--verify"]).0, Some(0));
    assert_eq!(run(&["index", "--clean"]).0, Some(0));
    assert!(!inside.exists());
}
