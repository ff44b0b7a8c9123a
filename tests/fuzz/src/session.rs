//! A random editor session: afterwards every answer equals that of a workspace opened on the resulting texts.

use super::answers::answers;
use super::check::places;
use arbitrary::{Result, Unstructured};
use onrecord::analysis::CompletionIndex;
use onrecord::text::{Edit, Encoding, Position};
use onrecord::workspace::{Reread, Settings, Snapshot, Workspace, load};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// The files on disk. They never change; the editor's buffers do.
const FILES: &[(&str, &str)] = &[
    (
        "sources/harbour.txt",
        "Minister visits the harbour\n\nLindau Post, 4 March 2013\n\nAnna Moreno, the minister of transport, \
         arrived at the harbour on Monday.\n\n“The talks will not resume before March, and everybody knows it,” Anna \
         Moreno said.\n\n“We have waited long enough for the new bridge,” said Piet Harker, the mayor of Lindau.\n",
    ),
    (
        "sources/council.txt",
        "Council hears the ferrymen\n\n11 May 2013\n\nPiet Harker told the council that “nobody will be left on the \
         far side this winter.” Ms. Moreno, who came late, called the plan “a bridge of paper”. The ferrymen, said \
         their speaker Ada Brandt, “have heard that before.”\n\nThe Lindau Harbour Fund (LHF) paid for the study.\n",
    ),
    (
        "sources/deep/letter.txt",
        "A letter\n\n“The talks will resume before March,” Anna Moreno wrote to Ada Brandt. Brandt denied it.\n",
    ),
    (
        "a.md",
        "# Bridge\n\nAnna Moreno said: “The talks will not resume before March, and everybody knows it” [@harbour].\n\n\
         Harker said “We have waited long enough for a bridge” [@council, ¶1].\n\n> have heard that before\n>\n> — Ada \
         Brandt\n",
    ),
    (
        "b.md",
        "Ms Moreno called it “a bridge of paper” [@council]. “Nobody will be left,” he said.\n\n<!-- onrecord-ignore \
         -->\nShe said “everybody”.[^1]\n\n[^1]: [@letter]\n",
    ),
    ("onrecord.toml", "bibliography = 'books.bib'\n[rules]\nmisquote = 'error'\n"),
    ("actors.toml", "[[actor]]\nname = \"Anna Moreno\"\nother_names = [\"the Minister\"]\n"),
    ("books.bib", "@book{brandt2013,\n  file = {sources/deep/letter.txt}\n}\n"),
];

/// The documents that an editor may open: those on disk, and one that is not.
fn documents() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name).chain(["new.md"])
}

/// What is typed and pasted: words of the sources, and markup that a note parser treats specially.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "> ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    ", ",
    ". ",
    "…",
    " … ",
    "[…]",
    "[sic]",
    "—",
    "- ",
    "# ",
    "*",
    "`",
    "<!-- onrecord-ignore -->",
    "<!--",
    "-->",
    "[@harbour]",
    "[@council, ¶1]",
    "[@",
    "]",
    "[@brandt2013]",
    "@letter ",
    "[[council]]",
    "](sources/council.txt)",
    "[^1]",
    "Anna Moreno",
    "Moreno",
    "Piet Harker",
    "Harker",
    "Ada Brandt",
    "the mayor",
    "LHF",
    "she",
    " said ",
    " told ",
    "not ",
    "never ",
    "before March",
    "everybody knows it",
    "The talks will not resume before March",
    "a bridge of paper",
    "nobody will be left on the far side",
    "2013",
    "denied it",
    "é",
    "e\u{301}",
    "😀",
    "\u{ad}",
    "\u{a0}",
    "\u{feff}",
    "[[actor]]\n",
    "name = ",
    "misquote = 'off'\n",
    "other_names = [\"A. Moreno\"]\n",
    "file = {sources/council.txt}",
    "@misc{k, ",
    "}",
];

/// Further edits find nothing new.
const MOST_STEPS: usize = 40;

pub(crate) fn run(data: &[u8]) {
    let mut session = Session::new();
    let mut input = Unstructured::new(data);
    for _ in 0..MOST_STEPS {
        if input.is_empty() || session.step(&mut input).is_err() {
            break;
        }
    }
    session.compare();
}

/// An editor with its buffers as plain strings, and the workspace that was told of every change.
struct Session {
    root: PathBuf,
    held: BTreeMap<PathBuf, String>,
    workspace: Workspace,
    /// The completion index, carried from one state to the next.
    index: CompletionIndex,
    /// Changed, but not yet reloaded.
    unread: BTreeSet<PathBuf>,
    version: i32,
}

impl Session {
    fn new() -> Self {
        static READ: OnceLock<Arc<Snapshot>> = OnceLock::new();
        let root = disk();
        let mut workspace = Workspace::new(vec![root.clone()], Settings::default());
        let before = READ.get_or_init(|| {
            let mut first = Workspace::new(vec![root.clone()], Settings::default());
            read(&mut first);
            first.snapshot()
        });
        // Sessions share the initially loaded data, as an update shares unchanged data.
        let loaded = load::update(&workspace.plan(), before, &[]);
        workspace.install(loaded.expect("nobody stops it"));
        let index = CompletionIndex::of(&workspace.snapshot());
        Self { root, held: BTreeMap::new(), workspace, index, unread: BTreeSet::new(), version: 0 }
    }

    /// One action in the editor.
    fn step(&mut self, input: &mut Unstructured<'_>) -> Result<()> {
        let documents: Vec<&str> = documents().collect();
        let path = self.root.join(input.choose(&documents)?);
        self.version += 1;
        match input.int_in_range(0..=14)? {
            0..=2 => self.open(&path),
            3..=10 if self.held.contains_key(&path) => self.edit(&path, input)?,
            11 if self.held.contains_key(&path) => self.close(&path),
            12 | 13 => self.settle(),
            14 => {
                let text = self.held.get(&path).cloned().unwrap_or_default();
                self.ask(&path, &text);
            }
            _ => self.open(&path),
        }
        Ok(())
    }

    fn open(&mut self, path: &Path) {
        if self.held.contains_key(path) {
            return;
        }
        let text = fs::read_to_string(path).unwrap_or_default();
        let reread = self.workspace.open(path, &text, self.version);
        self.held.insert(path.to_owned(), text);
        self.heed(path, reread);
    }

    fn edit(&mut self, path: &Path, input: &mut Unstructured<'_>) -> Result<()> {
        let Some(text) = self.held.get_mut(path) else { return Ok(()) };
        let encoding = *input.choose(&[Encoding::Utf16, Encoding::Utf8, Encoding::Utf32])?;
        let mut edits = Vec::new();
        for _ in 0..input.int_in_range(1..=3)? {
            let at = input.int_in_range(0..=text.len())?;
            let length = if input.ratio(1, 3)? { input.int_in_range(0..=40)? } else { 0 };
            let (start, end) = (boundary(text, at), boundary(text, at + length));
            let piece = if input.ratio(1, 4)? { "" } else { *input.choose(PIECES)? };
            let places = (position(text, start, encoding), position(text, end, encoding));
            edits.push(Edit { range: Some(places), text: piece.to_owned() });
            text.replace_range(start..end, piece);
        }
        let reread = self.workspace.edit(path, &edits, encoding, self.version);
        self.heed(path, reread);
        Ok(())
    }

    fn close(&mut self, path: &Path) {
        self.held.remove(path);
        let reread = self.workspace.close(path);
        self.heed(path, reread);
    }

    fn heed(&mut self, path: &Path, reread: Reread) {
        // As in the server, documents other than notes are reloaded by the background task.
        let configuration = path.extension().is_some_and(|extension| extension != "md");
        if reread == Reread::Needed || configuration {
            self.unread.insert(path.to_owned());
        }
    }

    /// Reloads what has changed, as the server's task does after the debounce.
    fn settle(&mut self) {
        let changed: Vec<PathBuf> = std::mem::take(&mut self.unread).into_iter().collect();
        if changed.is_empty() {
            return;
        }
        let before = self.workspace.snapshot();
        let loaded = load::update(&self.workspace.plan(), &before, &changed);
        self.workspace.install(loaded.expect("nobody stops it"));
    }

    /// Every answer for a document in the current state.
    fn ask(&mut self, path: &Path, text: &str) -> Vec<String> {
        let snapshot = self.workspace.snapshot();
        if !self.index.is_of(&snapshot) {
            self.index = self.index.updated(&snapshot);
        }
        answers(&snapshot, &self.index, (&self.root, path, text))
    }

    /// Compares every answer with that of a workspace opened on the same texts.
    fn compare(&mut self) {
        self.settle();
        let mut fresh = Workspace::new(vec![self.root.clone()], Settings::default());
        for (path, text) in &self.held {
            let _ = fresh.open(path, text, self.version);
        }
        read(&mut fresh);
        let (ours, theirs) = (self.workspace.snapshot(), fresh.snapshot());
        let index = CompletionIndex::of(&theirs);
        for name in documents() {
            let path = self.root.join(name);
            let text = match self.held.get(&path) {
                Some(text) => text.clone(),
                None => fs::read_to_string(&path).unwrap_or_default(),
            };
            if let Some(lines) = ours.lines(&path) {
                assert_eq!(lines.to_string(), text, "what the editor holds of {name}");
            }
            let said = self.ask(&path, &text);
            let expected = answers(&theirs, &index, (&self.root, &path, &text));
            for (said, expected) in said.iter().zip(&expected) {
                assert_eq!(said, expected, "{name}: {text:?}");
            }
            assert_eq!(said.len(), expected.len());
        }
    }
}

/// The folder with [`FILES`], created once per process.
fn disk() -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in FILES {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    });
    folder.path().canonicalize().expect("it is there")
}

fn read(workspace: &mut Workspace) {
    let loaded = load::read(&workspace.plan(), &mut |_| ControlFlow::Continue(()));
    workspace.install(loaded.expect("nobody stops it"));
}

/// The nearest position before a byte that is neither inside a character nor inside a line ending.
fn boundary(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at.min(text.len()));
    let inside = text[..at].ends_with('\r') && text[at..].starts_with('\n');
    at - usize::from(inside)
}

/// Line and column of a byte offset, counted from the start.
fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for at in 0..offset {
        let ends = bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            (line, start) = (line + 1, at + 1);
        }
    }
    let before = &text[start..offset];
    let column = match encoding {
        Encoding::Utf8 => before.len(),
        Encoding::Utf16 => before.encode_utf16().count(),
        Encoding::Utf32 => before.chars().count(),
    };
    Position::new(line, u32::try_from(column).expect("a short line"))
}

/// The positions that are queried in a document.
pub(crate) fn asked(text: &str) -> impl Iterator<Item = usize> + '_ {
    places(text, 4)
}
