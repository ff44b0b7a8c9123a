//! A newsroom's notes, and measuring servers for linked notes and for bibliographies with the same number of items.

use crate::figures::{FIVE_FILES, Figures};
use crate::machine::program;
use crate::servers;
use std::fmt::Write;
use std::path::Path;

/// The number of notes, and of bibliography entries, for each MB of the corpus: 10,000 for 1 GB.
const A_MEGABYTE: usize = 10;
/// The number of bibliography entries beside the five files.
const ENTRIES: usize = 200;
/// The number of quotations in a note.
const QUOTED: usize = 2;

/// The number of notes beside a corpus.
fn count(size: usize) -> usize {
    match size {
        FIVE_FILES => 5,
        _ => size * A_MEGABYTE,
    }
}

/// Writes the notes beside a corpus, each with quotations, citations and a link to another note, unless they
/// exist.
pub fn write(folder: &Path, size: usize) -> std::io::Result<()> {
    let below = folder.join("notes/linked");
    if below.exists() {
        return Ok(());
    }
    let quotations = std::fs::read_to_string(folder.join("exact.txt")).unwrap_or_default();
    let quotations: Vec<(&str, &str)> =
        quotations.lines().filter_map(|line| line.split_once('\t')).collect();
    std::fs::create_dir_all(&below)?;
    for number in 0..count(size) {
        let mut note = format!("# Note {number}\n\n");
        let other = (number * 7919 + 1) % count(size);
        let _ = writeln!(note, "See [[{other:05}]] for what was said before.\n");
        let quoted = quotations.iter().cycle().skip(number * QUOTED % quotations.len().max(1));
        for (document, words) in quoted.take(QUOTED) {
            let _ = writeln!(note, "According to the record, “{words}” [@{document:0>7}].\n");
        }
        std::fs::write(below.join(format!("{number:05}.md")), note)?;
    }
    Ok(())
}

/// Measures the installed servers for notes and for bibliographies, with the same notes and as many entries.
pub fn measure(folder: &Path, size: usize, all: &mut Figures) {
    if let Some(oxide) = program("markdown-oxide") {
        let note = folder.join("notes/linked/00000.md");
        let root = folder.join("notes");
        servers::answers(&root, &note, "[[", size, "markdown-oxide", &[oxide], all);
    }
    if let Some(texlab) = program("texlab") {
        let papers = folder.with_file_name(format!("papers-{size}"));
        match bibliography(&papers, count(size).max(ENTRIES)) {
            Ok(()) => {
                let paper = papers.join("paper.tex");
                servers::answers(&papers, &paper, "\\cite{", size, "texlab", &[texlab], all);
            }
            Err(error) => eprintln!("{}: {error}", papers.display()),
        }
    }
}

/// Writes a paper in four files that cites a bibliography with this many entries.
fn bibliography(folder: &Path, entries: usize) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut all = String::new();
    for number in 0..entries {
        let _ = write!(
            all,
            "@article{{entry{number},\n  author = {{Writer {number}, Some}},\n  title = {{The {number}th article}},\n  \
             journal = {{The Journal}},\n  year = {{{}}}\n}}\n\n",
            1990 + number % 30
        );
    }
    std::fs::write(folder.join("entries.bib"), all)?;
    let mut paper = "\\documentclass{article}\n\\begin{document}\n".to_owned();
    for number in 0..50 {
        let _ = writeln!(paper, "As has been shown \\cite{{entry{}}}, so it is.", number * 3);
    }
    for part in ["first", "second", "third"] {
        let _ = writeln!(paper, "\\input{{{part}}}");
        std::fs::write(folder.join(format!("{part}.tex")), "Some words.\n")?;
    }
    paper.push_str("\\bibliography{entries}\n\\end{document}\n");
    std::fs::write(folder.join("paper.tex"), paper)
}
