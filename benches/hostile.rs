//! Documents made to take long: how the time grows for each thing that reads them, pattern by pattern.
//!
//! `cargo bench --bench hostile` tries every pattern, each in a process of its own with the small stack of a server's thread;
//! `cargo bench --bench hostile -- quote` those with the word in their name. A row that grows faster than n log n, or takes
//! the process with it, is marked, and the exit code is 1.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails loudly"
)]

use onrecord::actor::exchange::{self, Format};
use onrecord::actor::{ActorsFile, KnownActors};
use onrecord::analysis::{self, CompletionIndex, Occasion};
use onrecord::corpus::{Corpus, Source};
use onrecord::note::Note;
use onrecord::text::Span;
use onrecord::workspace::{Folder, Loaded, NoteEntry, Settings, Snapshot, Workspace, load};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// The stack of a server's thread, in bytes.
const STACK: usize = 2 << 20;
/// The first size that is measured, in bytes.
const FIRST: usize = 16 << 10;
/// The largest.
const LARGEST: usize = 1 << 20;
/// A measurement that takes so long is the last: what comes is known.
const LONG: Duration = Duration::from_millis(700);
/// Times below this say nothing about growth.
const SHORT: Duration = Duration::from_millis(20);
/// So much may the time grow when the size is four times as large. n log n grows by some 4.5, n² by 16; between them lies
/// what the machine's caches do.
const MOST: f64 = 9.0;

/// Times a piece of work under a name; `None` when no more is to be measured.
type Timed<'a> = dyn FnMut(&'static str, &mut dyn FnMut()) -> Option<()> + 'a;

/// What is repeated to fill a document: its name, what stands before, what is repeated, what stands behind. `#` is a number
/// in letters, another one each time.
const PATTERNS: &[(&str, &str, &str, &str)] = &[
    // Markdown.
    ("nested block quotations", "", "> ", "a"),
    ("nested block quotations on lines", "", "> > > > > > > > a\n", ""),
    ("nested lists", "", "- ", "a"),
    ("nested numbered lists", "", "1. ", "a"),
    ("lists in block quotations", "", "> - ", "a"),
    ("opening brackets", "", "[", ""),
    ("closing brackets", "", "]", ""),
    ("nested brackets", "", "[a", ""),
    ("link beginnings", "", "[a](", ""),
    ("image beginnings", "", "![", ""),
    ("link titles", "", "[a](b \"", ""),
    ("definitions", "", "[#]: b\n", ""),
    ("references", "[a]: b\n\n", "[a]", ""),
    ("footnotes", "[^a]: b\n\n", "[^a] ", ""),
    ("footnote definitions", "", "[^#]: a [^#]\n\n", ""),
    ("stars", "", "*", ""),
    ("stars and letters", "", "*a ", ""),
    ("emphasis both ways", "", "*a_ ", ""),
    ("tildes", "", "~~a ", ""),
    ("backticks", "", "`a``b```c", ""),
    ("fences", "", "```\na\n", ""),
    ("tags", "", "<a ", ""),
    ("tag ends", "", "</", ""),
    ("comments", "", "<!--", ""),
    ("comments with ends", "", "<!-- a -->", ""),
    ("declarations", "", "<!A ", ""),
    ("processing", "", "<?", ""),
    ("cdata", "", "<![CDATA[", ""),
    ("entities", "", "&amp;&#38;&", ""),
    ("escapes", "", "\\\"", ""),
    ("tables", "a|b\n-|-\n", "a|b\n", ""),
    ("table columns", "", "a|", "\n"),
    ("headings", "", "# a\n", ""),
    ("rules", "", "---\n", ""),
    ("setext", "", "a\n-\n", ""),
    ("front matter", "---\n", "a: b\n", ""),
    ("html blocks", "", "<div>\n", ""),
    ("autolinks", "", "<http://a>", ""),
    ("addresses", "", "http://a.b/", ""),
    ("addresses apart", "", "http://a.b/ ", ""),
    ("www", "", "www.", ""),
    // Quotation marks.
    ("quote openings", "", "“", ""),
    ("quote closings", "", "”", ""),
    ("quote straight", "", "\"", ""),
    ("quote straight and letters", "", "\"a ", ""),
    ("quote straight pairs", "", "\"a\" ", ""),
    ("quote apostrophes", "", "'", ""),
    ("quote apostrophes and letters", "", " 'a", ""),
    ("quote pairs", "", "“a” ", ""),
    ("quote nested", "", "“a ‘b ", ""),
    ("quote paragraphs unclosed", "", "“We never met them at all.\n\n", ""),
    ("quote paragraphs", "", "“We never met them at all.”\n\n", ""),
    ("quote guillemets", "", "«a ‹b ", ""),
    ("quote low", "", "„a ", ""),
    ("quote mixed", "", "“\"'‘«", ""),
    // Sentences, cues, names.
    ("full stops", "", ".", ""),
    ("sentences", "", "It rained. ", ""),
    ("abbreviations", "", "Mr. ", ""),
    ("initials", "", "A. ", ""),
    ("cues", "", "said ", ""),
    ("cues and commas", "", ", said, ", ""),
    ("according", "", "according to ", ""),
    ("speakers", "", "Ada Moreno said that ", ""),
    ("speech", "", "“We shall not go there,” Ada Moreno said. ", ""),
    ("speech before one cue", "", "“We shall not go there,” ", "Ada Moreno said."),
    ("one long quotation", "“", "we shall never go there again ", "” Ada Moreno said."),
    ("one name again", "", "Ada Moreno ", ""),
    ("one name in sentences", "", "Ada Moreno came. ", ""),
    ("capitals", "", "A ", ""),
    ("capitalised words", "", "Moreno ", ""),
    ("many names", "", "Ada M# came. ", ""),
    ("many first names", "", "A# Moreno came. ", ""),
    ("many names listed", "", "Ada M#, ", ""),
    ("many organisations", "", "the Ministry of M# said. ", ""),
    ("organisations chained", "", "Ministry of ", ""),
    ("acronyms", "", "the Bank of M# (BM) ", ""),
    ("offices", "", "President ", ""),
    ("offices and names", "", "President M# ", ""),
    ("and", "", " and ", ""),
    ("possessives", "", "Moreno’s ", ""),
    ("commas", "", ", ", ""),
    ("dashes", "", "— ", ""),
    ("ellipses", "", "… ", ""),
    ("ellipses in brackets", "“a ", "[…] ", "”"),
    ("parentheses", "", "(", ""),
    ("parenthesised", "", "(a) ", ""),
    ("dates", "", "May 4, 2013 ", ""),
    ("numbers", "", "3 ", ""),
    ("digits", "", "3", ""),
    ("pronouns", "", "He said she told him. ", ""),
    ("the former", "", "The former said the latter came. ", ""),
    // Characters.
    ("one word", "", "a", ""),
    ("one capital word", "", "A", ""),
    ("hyphens", "", "a-", ""),
    ("hyphenation", "", "a-\n", ""),
    ("accents", "a", "\u{301}", ""),
    ("soft hyphens", "", "a\u{ad}", ""),
    ("zero width", "", "\u{200b}", ""),
    ("ligatures", "", "ﬁ", ""),
    ("ideographs", "", "李", ""),
    ("blanks", "", " ", "a"),
    ("tabs", "", "\t", "a"),
    ("line ends", "", "\n", ""),
    ("carriage returns", "", "\r", ""),
    ("short lines", "", "a\n", ""),
    ("trailing blanks", "", "a   ", ""),
    ("form feeds", "", "\u{c}", ""),
    // Citations and directives.
    ("citations", "", "[@a] ", ""),
    ("citations open", "", "[@a ", ""),
    ("citations joined", "[", "@a; ", "]"),
    ("citations bare", "", "@a ", ""),
    ("citation locators", "", "[@a, ¶1, p. 2, l. 3] ", ""),
    ("wikilinks", "", "[[a]] ", ""),
    ("wikilinks open", "", "[[", ""),
    ("at signs", "", "@", ""),
    ("directives", "", "<!-- onrecord-ignore -->\n\na\n\n", ""),
    ("directives with rules", "<!-- onrecord-ignore ", "misquote ", "-->\n\na"),
    ("quotation cited", "", "“The talks will not resume before March” [@a]. ", ""),
    (
        "quotation cited in paragraphs",
        "",
        "Ada Moreno said: “The talks will not resume before March” [@a].\n\n",
        "",
    ),
    (
        "quotation misquoted",
        "",
        "Ada Moreno said: “The talks will surely resume before May” [@a].\n\n",
        "",
    ),
    (
        "quotation never said",
        "",
        "Ben Okafor said: “Nobody has M# any boats in harbour” [@a].\n\n",
        "",
    ),
    ("the same words", "“", "the ", "”"),
    ("the same words in the source", "", "the ", ""),
    ("two words in turn", "", "the of ", ""),
    // Configuration and tables of actors.
    ("toml brackets", "a = ", "[", ""),
    ("toml braces", "a = ", "{b=", ""),
    ("toml dotted", "a", ".a", " = 1"),
    ("toml keys", "", "k# = 1\n", ""),
    ("toml tables", "", "[k#]\n", ""),
    ("toml actors", "", "[[actor]]\nname = \"Ada M#\"\n", ""),
    ("toml actors of one name", "", "[[actor]]\nname = \"Ada Moreno\"\n", ""),
    ("toml names", "[[actor]]\nname = \"Ada Moreno\"\nother_names = [", "\"Ada M#\", ", "]"),
    ("bibliography entries", "", "@misc{k#, file = {a_1.txt}}\n", ""),
    ("bibliography braces", "@misc{a, file = ", "{", ""),
    ("bibliography begins", "", "@misc{", ""),
    ("bibliography begins on lines", "", "@misc{\n", ""),
    ("bibliography files", "@misc{a, file = {", "a:b;", "}}"),
    ("json entries", "[", "{\"id\":\"k#\"},", "{\"id\":\"a\"}]"),
    ("json entries of one name", "[", "{\"title\":\"a\",\"id\":\"a\"},", "{\"id\":\"a\"}]"),
    ("json brackets", "", "[", ""),
    ("table rows", "name\n", "Ada M#\n", ""),
    ("table quotes", "name\n", "\"", ""),
    ("table cells", "name\n", ",", ""),
];

/// A number in small letters.
fn letters(mut n: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return word;
        }
    }
}

fn filled((_, before, unit, behind): (&str, &str, &str, &str), size: usize) -> String {
    let mut text = before.to_owned();
    let mut n = 0;
    while text.len() < size {
        text.push_str(&unit.replace('#', &letters(n)));
        n += 1;
    }
    text + behind
}

const SOURCE: &str = "Talks halted\n\n“The talks will not resume before March, and everybody knows it,” Ada Moreno said.\n";

fn snapshot(note: &str, source: &str) -> Arc<Snapshot> {
    let folder = Folder { root: PathBuf::from("/w"), ..Folder::default() };
    let sources =
        vec![Arc::new(Source::read("a".into(), "/w/seeds/a.txt".into(), source.to_owned()))];
    let notes = HashMap::from([(
        PathBuf::from("/w/n.md"),
        Arc::new(NoteEntry::read(note.to_owned(), None)),
    )]);
    let mut workspace = Workspace::new(vec![folder.root.clone()], Settings::default());
    let known = KnownActors::default();
    workspace.install(Loaded::of(vec![folder], notes, Corpus::new(sources), &known, Vec::new()));
    workspace.snapshot()
}

/// Every question at one place of a document, each under its name.
fn questions(snapshot: &Snapshot, path: &Path, len: usize, timed: &mut Timed<'_>) -> Option<()> {
    let all = Span::new(0, len);
    timed("findings", &mut || drop(analysis::findings(snapshot, path)))?;
    timed("fixes", &mut || drop(analysis::fix_all(snapshot, path)))?;
    timed("hints", &mut || drop(analysis::hints(snapshot, path, all)))?;
    timed("tokens", &mut || drop(analysis::tokens(snapshot, path, all)))?;
    timed("folds", &mut || drop(analysis::folds(snapshot, path)))?;
    timed("symbols", &mut || drop(analysis::document_symbols(snapshot, path)))?;
    timed("lenses", &mut || drop(analysis::lenses(snapshot, path)))?;
    timed("links", &mut || drop(analysis::document_links(snapshot, path)))?;
    let text = snapshot.lines(path).unwrap_or_default().to_string();
    let middle = (0..=len / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    for at in [middle, len] {
        timed("hover", &mut || drop(analysis::hover(snapshot, path, at)))?;
        timed("definition", &mut || drop(analysis::definition(snapshot, path, at)))?;
        timed("references", &mut || drop(analysis::references(snapshot, path, at, true)))?;
        timed("highlights", &mut || drop(analysis::highlights(snapshot, path, at)))?;
        timed("selections", &mut || drop(analysis::selections(snapshot, path, at)))?;
        timed("rename", &mut || drop(analysis::rename(snapshot, path, at, "Eve Lund").ok()))?;
    }
    Some(())
}

/// All that reads a text, each under its name.
fn readers(text: &str, timed: &mut Timed<'_>) -> Option<()> {
    timed("note", &mut || drop(Note::read(text.to_owned())))?;
    timed("source", &mut || drop(Source::read("a".into(), "/w/a.txt".into(), text.to_owned())))?;
    let mut made = None;
    timed("actors", &mut || made = Some(snapshot("", text)))?;
    let as_source = made.take().unwrap_or_default();
    timed("find in it", &mut || {
        let quotation = "the talks will not the of resume before";
        let query = onrecord::corpus::Query { words: quotation, cited: None };
        drop(as_source.corpus.find(&query));
    })?;
    questions(&as_source, Path::new("/w/seeds/a.txt"), text.len(), timed)?;
    drop(as_source);
    timed("index of proposals", &mut || drop(CompletionIndex::of(&snapshot("", text))))?;
    let as_note = snapshot(text, SOURCE);
    questions(&as_note, Path::new("/w/n.md"), text.len(), timed)?;
    let index = CompletionIndex::of(&as_note);
    for words in ["", "“the talks ", " [@", "Ada M"] {
        let typed = snapshot(&format!("{text}{words}"), SOURCE);
        timed("completion", &mut || {
            let at = text.len() + words.len();
            drop(analysis::completion(&typed, &index, Path::new("/w/n.md"), at, Occasion::Asked));
        })?;
    }
    let both = snapshot(text, text);
    timed("findings against itself", &mut || {
        drop(analysis::findings(&both, Path::new("/w/n.md")))
    })?;
    timed("actors file", &mut || drop((KnownActors::read(text), ActorsFile::read(text))))?;
    timed("table of actors", &mut || {
        let read = exchange::import(Format::of(text), text);
        let mut file = ActorsFile::read("").expect("an empty file");
        // As many as a test of growth needs: the file is searched for each.
        read.actors.iter().take(2_000).for_each(|actor| {
            let _ = file.add(actor);
        });
    })?;
    let folder = tempfile::tempdir().expect("a folder");
    for (name, config) in [
        ("onrecord.toml", ""),
        ("refs.bib", "bibliography = 'refs.bib'"),
        ("refs.json", "bibliography = 'refs.json'"),
    ] {
        std::fs::write(folder.path().join("onrecord.toml"), config).expect("a file");
        std::fs::write(folder.path().join(name), text).expect("a file");
        timed("configuration", &mut || drop(load::workspace(folder.path(), Settings::default())))?;
    }
    Some(())
}

/// What this thread has had of a processor: on a busy machine the clock on the wall says little.
fn spent_by_this_thread() -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    spent.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Measures one pattern and prints what grows too fast. Each reader is measured at growing sizes until one takes long.
fn measure(number: usize) -> bool {
    let pattern = PATTERNS[number];
    let mut times: HashMap<(usize, &'static str), Vec<(usize, Duration)>> = HashMap::new();
    let mut size = FIRST;
    let mut spent = Duration::ZERO;
    while size <= LARGEST && spent < 6 * LONG {
        let text = filled(pattern, size);
        let mut nth = 0;
        let done = readers(&text, &mut |name, work| {
            nth += 1;
            let began = spent_by_this_thread();
            work();
            let took = spent_by_this_thread().saturating_sub(began);
            spent += took;
            times.entry((nth, name)).or_default().push((size, took));
            (took < LONG).then_some(())
        });
        size *= 2;
        if done.is_none() {
            break;
        }
    }
    let mut rows: Vec<_> = times.into_iter().collect();
    rows.sort();
    let mut good = true;
    let mut worst = (Duration::ZERO, "");
    for ((_, name), sizes) in rows {
        let Some((size, last)) = sizes.last() else { continue };
        if *last > worst.0 {
            worst = (*last, name);
        }
        let Some((_, before)) = sizes.iter().rev().nth(2) else { continue };
        let growth = last.as_secs_f64() / before.as_secs_f64().max(1e-4);
        if *last > SHORT && growth > MOST {
            good = false;
            let times: Vec<String> =
                sizes.iter().map(|(_, t)| format!("{:.1}", t.as_secs_f64() * 1e3)).collect();
            println!(
                "  TOO FAST  {name:<24} ×{growth:.1} at {} KB: {} ms",
                size >> 10,
                times.join(" ")
            );
        }
    }
    println!(
        "  up to {} KB, at most {:.0} ms ({})",
        (size / 2) >> 10,
        worst.0.as_secs_f64() * 1e3,
        worst.1
    );
    good
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(number) = arguments.iter().find_map(|a| a.strip_prefix("--pattern=")) {
        let number = number.parse().expect("a number");
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || measure(number));
        let good = thread.expect("a thread").join().is_ok_and(|good| good);
        return if good { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    // Cargo calls benchmarks with `--bench`, and `cargo test --all-targets` without: then there is nothing to do.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let wanted = arguments.iter().find(|a| !a.starts_with("--")).map_or("", String::as_str);
    let mut failed = Vec::new();
    let program = std::env::current_exe().expect("this program");
    for (number, (name, ..)) in PATTERNS.iter().enumerate().filter(|(_, p)| p.0.contains(wanted)) {
        println!("{name}");
        let status = Command::new(&program)
            .arg(format!("--pattern={number}"))
            .status()
            .expect("this program runs");
        if !status.success() {
            failed.push(*name);
            if status.code() != Some(1) {
                println!("  ENDED     {status}");
            }
        }
    }
    println!("{} patterns, {} failed: {}", PATTERNS.len(), failed.len(), failed.join(", "));
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
