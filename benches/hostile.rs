//! Documents built to be slow: for each pattern, how the time of every parser and query grows with the size.
//!
//! `cargo bench --bench hostile` tries every pattern, each in its own process with the small stack of a server's thread;
//! `cargo bench --bench hostile -- quote` tries those with that word in their name. The line of a pattern has its verdict and
//! the greatest exponent e of any parser or query, where time grows as n^e with the document's size n. A pattern fails, and
//! the exit code is 1, if time grows faster than n log n, if it is slow from the start, or if the process crashes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails loudly"
)]

#[path = "load/processor.rs"]
mod processor;

use onrecord::actor::exchange::{self, ExchangeFormat};
use onrecord::actor::{ActorEntries, ActorsFile};
use onrecord::analysis::{self, CompletionIndex, Occasion};
use onrecord::corpus::{Corpus, Source};
use onrecord::note::Note;
use onrecord::text::Span;
use onrecord::workspace::{Folder, Loaded, NoteEntry, Settings, Snapshot, Workspace};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The stack of a server's thread, in bytes.
const STACK: usize = 2 << 20;
/// The smallest size measured, in bytes.
const FIRST: usize = 16 << 10;
/// The largest size measured, in bytes.
const LARGEST: usize = 256 << 10;
/// A measurement that takes this long is the last of its pattern.
const LONG: Duration = Duration::from_millis(700);
/// The most time spent on a pattern, before any measurement is repeated.
const ENOUGH: Duration = Duration::from_secs(4);
/// Times below this say nothing about growth.
const SHORT: Duration = Duration::from_millis(20);
/// In less than this, a query did not do the same work.
const NOTHING: Duration = Duration::from_micros(500);
/// The greatest exponent of a pattern that passes: n log n has 1.09 from 64 to 256 KB, and the rest is a margin for the
/// machine's caches and for noise. Quadratic growth has 2.
const MOST: f64 = 1.5;
/// How often a failing pattern is measured again. The shortest time of each size counts.
const AGAIN: usize = 2;

/// Times work under a name; `None` when nothing more should be measured.
type Timed<'a> = dyn FnMut(&'static str, &mut dyn FnMut()) -> Option<()> + 'a;

/// Patterns that fill a document: name, beginning, repeated text, end. `#` is replaced by a number
/// in letters, a new one each time.
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
    // Items that are compared with their surroundings, more often the further these reach.
    ("full stops before a word", "", ".", "a"),
    ("full stops apart", "", "...a", ""),
    ("quote single openings", "", "‘a ", ""),
    ("quote plurals", "", "boys’ ", ""),
    ("quote nested in one", "“", "a ‘b’ ", "”"),
    ("quote ends of brackets", "“a", ")", "”"),
    ("quote and cue", "", "\"a\" said ", ""),
    ("quote in block quotations", "", "> “a” b\n\n", ""),
    ("quote unclosed in block quotation", "", "> “We never met them.\n>\n", ""),
    ("quote with ellipses", "“", "the talks will … ", "”"),
    ("quote with ellipses of nobody", "“", "nobody came … ", "”"),
    ("quote spoken by", "", "“We shall go.” The phrase, spoken by Ada Moreno, rang. ", ""),
    ("quote and narrative citations", "", "“We shall not go,” while @a has ", ""),
    ("quotes in a list", "From @a:\n\n", "- “We shall never go there.”\n", ""),
    ("quotes below one citation", "[@a]\n\n", "“We shall never go there.”\n\n", ""),
    ("quotes in a table", "a|b\n-|-\n", "“We shall never go there”|b\n", "\n@a"),
    ("quotes with unknown sources", "", "“The talks will not resume” [@z#].\n\n", ""),
    (
        "quotes silenced",
        "",
        "<!-- onrecord-ignore misquote -->\nAda Moreno said: “The talks will surely resume before May” [@a].\n\n",
        "",
    ),
    ("headings of one name", "", "# Moreno\n\n", ""),
    ("headings above quotations", "", "### Moreno\n\n“We shall never go there” [@a].\n\n", ""),
    ("labels", "", "Moreno: “We shall never go there.”\n\n", ""),
    ("links and keys", "", "[a](b.txt) @k ", ""),
    ("footnotes that cite", "", "[^#]: [@a]\n\n", ""),
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

/// Patterns of two halves: name, beginning, repeated text of the first half, text between, repeated text of the second half,
/// end.
const HALVES: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("block quotations, then lines", "", "> ", "a\n", "a\n", ""),
    ("lists, then lines", "", "- ", "a\n", "a\n", ""),
    ("lists, then empty lines", "", "- ", "a\n", "\n", "a"),
    ("lists, then block quotations", "", "- ", "a\n", "> a\n", ""),
    ("block quotations, then their ends", "", "> ", "a\n", "a\n\n", ""),
    ("quotations, then citations", "", "“We shall go” ", "", "[@a] ", ""),
    ("citations, then quotations", "", "[@a] ", "", "“We shall go” ", ""),
    ("quotations, then narrative citations", "", "“We shall go” ", "", "@a ", ""),
    ("a quotation, then narrative citations", "“We shall go” ", "so ", "", "@a ", ""),
    (
        "a footnote of citations, then its marks",
        "[^a]: ",
        "[@a] ",
        "\n\n",
        "“we shall go”[^a] ",
        "",
    ),
    (
        "sentences, then a list of quotations",
        "",
        "It is [@a]. ",
        "so:\n\n",
        "- “We shall go there.”\n",
        "",
    ),
    ("single marks, then guillemets", "“", "‘a ", "", "«b» ’", "”"),
    ("quotations in a quotation, then more", "“", "a ‘b’ ", "”\n\n“", "a ‘b “c” d’ ", "”"),
    (
        "a block quotation of paragraphs, then citations",
        "",
        "> “We shall go.”\n>\n",
        "",
        "> [@a]\n>\n",
        "",
    ),
    ("words, then one quotation for each", "", "the talks will ", "\n\n", "“the talks will” ", ""),
    (
        "a heading, then headings below it",
        "# A\n\n",
        "## Moreno\n\n",
        "",
        "“We shall go there” [@a].\n\n",
        "",
    ),
];

/// A pattern: its name and its parts.
#[derive(Clone, Copy)]
struct Pattern {
    name: &'static str,
    before: &'static str,
    first: &'static str,
    between: &'static str,
    second: &'static str,
    behind: &'static str,
}

/// All patterns.
fn patterns() -> Vec<Pattern> {
    let whole = PATTERNS.iter().map(|&(name, before, first, behind)| Pattern {
        name,
        before,
        first,
        between: "",
        second: "",
        behind,
    });
    let halves = HALVES.iter().map(|&(name, before, first, between, second, behind)| Pattern {
        name,
        before,
        first,
        between,
        second,
        behind,
    });
    whole.chain(halves).collect()
}

/// A number in lower-case letters.
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

/// A document of a pattern, of at least `size` bytes before its end.
fn filled(pattern: &Pattern, size: usize) -> String {
    let mut text = pattern.before.to_owned();
    let mut n = 0;
    let mut fill = |text: &mut String, unit: &str, size: usize| {
        while text.len() < size {
            text.push_str(&unit.replace('#', &letters(n)));
            n += 1;
        }
    };
    let two = !pattern.second.is_empty();
    fill(&mut text, pattern.first, if two { size / 2 } else { size });
    text.push_str(pattern.between);
    if two {
        fill(&mut text, pattern.second, size);
    }
    text + pattern.behind
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
    let known = ActorEntries::default();
    workspace.install(Loaded::of(vec![folder], notes, Corpus::new(sources), &known, Vec::new()));
    workspace.snapshot()
}

/// Times every query at places of a document.
fn queries(snapshot: &Snapshot, path: &Path, len: usize, timed: &mut Timed<'_>) -> Option<()> {
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

/// Times every parser and query on a text.
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
    queries(&as_source, Path::new("/w/seeds/a.txt"), text.len(), timed)?;
    drop(as_source);
    timed("index of proposals", &mut || drop(CompletionIndex::of(&snapshot("", text))))?;
    let as_note = snapshot(text, SOURCE);
    queries(&as_note, Path::new("/w/n.md"), text.len(), timed)?;
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
    timed("actors file", &mut || drop((ActorEntries::read(text), ActorsFile::read(text))))?;
    timed("table of actors", &mut || {
        let read = exchange::import(ExchangeFormat::of(text), text);
        let mut file = ActorsFile::read("").expect("an empty file");
        read.actors.iter().for_each(|actor| {
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
        timed("configuration", &mut || {
            drop(Workspace::holding(folder.path(), Settings::default()))
        })?;
    }
    Some(())
}

/// The shortest times of one parser or query, by the size of the document in bytes.
type Times = BTreeMap<usize, Duration>;

/// Measures one pattern at increasing sizes until something takes long; adds to earlier measurements.
fn measured(pattern: &Pattern, times: &mut BTreeMap<(usize, &'static str), Times>) {
    let mut size = FIRST;
    let mut spent = Duration::ZERO;
    while size <= LARGEST && spent < ENOUGH {
        let text = filled(pattern, size);
        let mut nth = 0;
        let done = readers(&text, &mut |name, work| {
            nth += 1;
            let began = processor::spent_by_this_thread();
            work();
            let took = processor::spent_by_this_thread().saturating_sub(began);
            spent += took;
            let shortest = times.entry((nth, name)).or_default().entry(size).or_insert(took);
            *shortest = took.min(*shortest);
            (*shortest < LONG).then_some(())
        });
        size *= 2;
        if done.is_none() {
            break;
        }
    }
}

/// The verdict on one parser or query.
struct Verdict {
    name: &'static str,
    /// The largest size, in bytes, and the time it took.
    size: usize,
    took: Duration,
    /// The exponent with which the time grows; `None` for short times.
    exponent: Option<f64>,
}

impl Verdict {
    fn of(name: &'static str, times: &Times) -> Option<Self> {
        let (&size, &took) = times.last_key_value()?;
        // Two doublings are more reliable than one. A very short time means different work, such as a cursor on another word.
        let earlier = times.range(..size).rev().take(2).filter(|(_, took)| **took >= NOTHING);
        let exponent = earlier.last().filter(|_| took >= SHORT).map(|(before, short)| {
            let growth = took.as_secs_f64() / short.as_secs_f64();
            growth.log2() / (size as f64 / *before as f64).log2()
        });
        Some(Self { name, size, took, exponent })
    }

    /// Whether the time grows too fast, or is long even at the smallest size.
    fn fails(&self) -> bool {
        self.exponent.is_some_and(|e| e > MOST) || self.size == FIRST && self.took >= LONG
    }
}

/// Measures one pattern and prints a line with the worst result, and one for each parser or query that fails.
fn measure(pattern: &Pattern) -> bool {
    let mut times = BTreeMap::new();
    let mut verdicts: Vec<Verdict> = Vec::new();
    for _ in 0..=AGAIN {
        measured(pattern, &mut times);
        verdicts = times.iter().filter_map(|((_, name), times)| Verdict::of(name, times)).collect();
        if !verdicts.iter().any(Verdict::fails) {
            break;
        }
    }
    let good = !verdicts.iter().any(Verdict::fails);
    let worst = verdicts
        .iter()
        .filter(|v| v.exponent.is_some())
        .max_by(|a, b| a.exponent.partial_cmp(&b.exponent).unwrap_or(Ordering::Equal));
    let longest = verdicts.iter().max_by_key(|v| v.took);
    let size = verdicts.iter().map(|v| v.size).max().unwrap_or(0) >> 10;
    let verdict = if good { "holds" } else { "FAILS" };
    let grows = match worst {
        Some(Verdict { name, exponent: Some(exponent), .. }) => format!("n^{exponent:.2} ({name})"),
        _ => format!("all below {} ms", SHORT.as_millis()),
    };
    let at_most = longest
        .map_or(String::new(), |v| format!("{:.0} ms ({})", v.took.as_secs_f64() * 1e3, v.name));
    println!("{verdict}  {:<46} to {size:>3} KB  {grows:<32} {at_most}", pattern.name);
    for ((_, name), times) in &times {
        if Verdict::of(name, times).is_some_and(|v| v.fails()) {
            let shown: Vec<String> = times
                .iter()
                .map(|(size, time)| format!("{} KB {:.1}", size >> 10, time.as_secs_f64() * 1e3))
                .collect();
            println!("       {name}: {} ms", shown.join(", "));
        }
    }
    good
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let patterns = patterns();
    if let Some(number) = arguments.iter().find_map(|a| a.strip_prefix("--pattern=")) {
        let pattern = patterns[number.parse::<usize>().expect("a number")];
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || measure(&pattern));
        let good = thread.expect("a thread").join().is_ok_and(|good| good);
        return if good { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    // `cargo bench` passes `--bench`. `cargo test --all-targets` does not: then there is nothing to do.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let wanted = arguments.iter().find(|a| !a.starts_with("--")).map_or("", String::as_str);
    let chosen = patterns.iter().enumerate().filter(|(_, p)| p.name.contains(wanted));
    let began = Instant::now();
    let mut tried = 0;
    let mut failed = Vec::new();
    let program = std::env::current_exe().expect("this program");
    for (number, pattern) in chosen {
        let status = Command::new(&program)
            .arg(format!("--pattern={number}"))
            .status()
            .expect("this program runs");
        tried += 1;
        if !status.success() {
            failed.push(pattern.name);
            if status.code() != Some(1) {
                println!("ENDED  {}: {status}", pattern.name);
            }
        }
    }
    let failures =
        if failed.is_empty() { String::new() } else { format!(": {}", failed.join("; ")) };
    println!(
        "{tried} patterns in {} s, {} grow no faster than n log n (an exponent of at most {MOST}), {} fail{failures}",
        began.elapsed().as_secs(),
        tried - failed.len(),
        failed.len(),
    );
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
