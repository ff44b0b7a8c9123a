//! Suggestions that work: the key that a message, fix or completion suggests is accepted when typed, whatever the source is
//! called and however the note cites.

use crate::support;
use onrecord::analysis::{self, CompletionIndex, Finding, Occasion, ProposalKind};
use onrecord::workspace::{Severity, Snapshot};
use std::path::Path;
use std::sync::Arc;

/// File names that were not made for citations.
const AWKWARD: &[&str] = &[
    "interview – Éric Dupont",
    "talk — final",
    "a [draft] b",
    "a]b",
    "a[b",
    "a}b",
    "a{b",
    "set {two}",
    "a|b",
    "minutes #4",
    "a^b",
    "12:30",
    "smith:2020",
    "-kai",
    "--kai",
    "kai.",
    "kai...",
    "000",
    "1st meeting",
    "100%",
    "a%20b",
    "гавань",
    "港の記録",
    "ميناء",
    "_a_",
    "*a*",
    "qi$^2$Long2025",
    "a`b`c",
    "a & b",
    "a;b",
    "a, ¶5",
    "a' \"b\"",
    "“said” he",
    "@a",
    "v1.2 (final)",
    "E\u{301}ric",
    "harbour_2013-05",
];

/// Citation styles, each as something a note has before the suggested citation.
const DIALECTS: &[(&str, &str)] = &[
    ("brackets", "It rained [@other_day]."),
    ("braces", "It rained [@{other_day}]."),
    ("narrative", "As @other_day, ¶1 has it, it rained."),
    ("wikilinks", "It rained ([[other_day]])."),
    ("links", "It rained ([there](sources/other_day.txt))."),
    ("footnote", "It rained.[^r]\n\n[^r]: [@other_day, ¶1]"),
    ("nothing", "It rained."),
];

const TEXT: &str = "The harbour board met on Tuesday in the old hall.\n\n“The channel must be deepened before the winter \
     gales close the southern approach,” said Marta Quill, the harbour master.\n\nNothing more was said of it that day.\n";

const OTHER: &str = "It rained on Monday.\n\n“We have waited long enough for a new bridge over the river,” said Piet Harker.\n";

const WORDS: &str =
    "“The channel must be deepened before the winter gales close the southern approach”";

const OTHERS: &str = "“We have waited long enough for a new bridge over the river”";

fn snapshot(name: &str, note: &str) -> Arc<Snapshot> {
    let file = format!("{name}.txt");
    support::snapshot(note, &[(&file, TEXT), ("other_day.txt", OTHER)])
}

fn findings(name: &str, note: &str) -> Vec<Finding> {
    analysis::findings(&snapshot(name, note), &support::note_path())
}

/// Asserts that a note that follows a suggestion has no finding at warning or above.
#[track_caller]
fn accepted(name: &str, note: &str) {
    let found = findings(name, note);
    let said: Vec<String> = found
        .iter()
        .filter(|f| f.severity >= Severity::Warning || f.rule == "uncited-quote")
        .map(|f| format!("{}: {}", f.rule, f.message))
        .collect();
    assert!(said.is_empty(), "{name:?} in\n{note}\n{said:#?}");
}

/// The citation that a message suggests: what follows its last “Cite” or “cite”.
fn advised(message: &str) -> String {
    let (_, behind) = message.rsplit_once("ite ").unwrap_or_else(|| panic!("{message}"));
    behind.trim_end_matches(" below it").to_owned()
}

fn fixed(finding: &Finding, note: &str) -> String {
    let fix = finding.fixes.iter().find(|fix| fix.title.contains("ite ")).unwrap();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| edit.span);
    analysis::apply(note, &edits)
}

/// For each name and style: the rule reports the note that `before` makes in that style, and its suggestion, inserted by
/// `typed` and by its fix, is accepted.
fn advice_works(rule: &str, before: impl Fn(&str) -> String, typed: impl Fn(&str, &str) -> String) {
    for name in AWKWARD {
        for (dialect, begin) in DIALECTS {
            let note = before(begin);
            let found = findings(name, &note);
            let finding = found.iter().find(|f| f.rule == rule);
            let finding = finding.unwrap_or_else(|| panic!("{name:?} {dialect}: {found:#?}"));
            let advised = advised(&finding.message);
            accepted(name, &typed(begin, &advised));
            accepted(name, &fixed(finding, &note));
        }
    }
}

#[test]
fn key_suggested_for_uncited_quotation() {
    advice_works(
        "uncited-quote",
        |begin| format!("{begin}\n\nMarta Quill said {WORDS}.\n"),
        |begin, cite| format!("{begin}\n\nMarta Quill said {WORDS} {cite}.\n"),
    );
}

#[test]
fn key_suggested_in_a_footnote() {
    advice_works(
        "uncited-quote",
        |begin| format!("{begin}\n\nMarta Quill said {WORDS}.\n"),
        |begin, cite| format!("{begin}\n\nMarta Quill said {WORDS}.[^2]\n\n[^2]: {cite}\n"),
    );
}

#[test]
fn key_named_for_unchecked_pages() {
    for name in AWKWARD {
        for (dialect, begin) in DIALECTS {
            let uncited = format!("{begin}\n\nMarta Quill said {WORDS}.\n");
            let found = findings(name, &uncited);
            let finding = found.iter().find(|f| f.rule == "uncited-quote");
            let cite = advised(&finding.unwrap_or_else(|| panic!("{name:?} {dialect}")).message);
            let Some((key, behind)) = cite.rsplit_once("¶1") else { panic!("{cite}") };
            // A link has its locator in the target, where no one writes a page.
            if cite.contains("](") {
                continue;
            }
            let note = |cite: &str| format!("{begin}\n\nMarta Quill said {WORDS} {cite}.\n");
            let by_page = note(&format!("{key}p. 4{behind}"));
            let found = findings(name, &by_page);
            let finding = found.iter().find(|f| f.rule == "unchecked-locator");
            let finding = finding.unwrap_or_else(|| panic!("{name:?} {dialect}: {found:#?}"));
            let (_, cite) = finding.message.rsplit_once("cite the paragraph: ").unwrap();
            accepted(name, &note(cite));
        }
    }
}

#[test]
fn key_suggested_for_quotation_without_a_speaker() {
    advice_works(
        "unattributed-quote",
        |begin| format!("{begin}\n\nAll agreed on it. {WORDS}\n"),
        |begin, cite| format!("{begin}\n\nAll agreed on it. {WORDS} {cite}\n"),
    );
}

#[test]
fn key_suggested_for_block_quotation() {
    let words = WORDS.trim_matches(['“', '”']);
    advice_works(
        "unsourced-blockquote",
        |begin| format!("{begin}\n\n> {words}.\n\nMore.\n"),
        |begin, cite| format!("{begin}\n\n> {words}.\n\n{cite}\n\nMore.\n"),
    );
}

#[test]
fn key_suggested_for_wrong_source() {
    advice_works(
        "wrong-source",
        |begin| format!("{begin}\n\nMarta Quill said {WORDS} [@other_day].\n"),
        |begin, cite| format!("{begin}\n\nMarta Quill said {WORDS} {cite}.\n"),
    );
    // In the style of the citation itself.
    for name in AWKWARD {
        for cited in
            ["[[other_day]]", "[there](sources/other_day.txt)", "@other_day", "[@other_day, ¶2]"]
        {
            let note = format!("Marta Quill said {WORDS} {cited}.\n");
            let found = findings(name, &note);
            let finding = found.iter().find(|f| f.rule == "wrong-source").unwrap();
            accepted(name, &fixed(finding, &note));
        }
    }
}

#[test]
fn key_suggested_for_unknown_key() {
    for name in AWKWARD {
        for cited in ["[@nowhere]", "[@{nowhere at all}, ¶9]", "[see @nowhere, ¶9; @other_day]"] {
            let note = format!("Marta Quill said {WORDS} {cited}.\n");
            let found = findings(name, &note);
            let finding = found.iter().find(|f| f.rule == "unknown-source").unwrap();
            if finding.fixes.is_empty() {
                // A link cannot be combined with others in one bracket, and other styles cannot express such a name.
                assert!(name.contains(['{', '}']) && cited.contains(';'), "{name}: {finding:?}");
                continue;
            }
            accepted(name, &fixed(finding, &note));
        }
    }
}

#[test]
fn key_suggested_for_missing_braces() {
    for name in [
        "interview – Éric Dupont",
        "v1.2 (final)",
        "100%",
        "minutes #4",
        "a & b",
        "1st meeting",
        "kai...",
    ] {
        for cited in
            [format!("[@{name}, ¶2]"), format!("[@{name}]"), format!("[see @{name}; @other_day]")]
        {
            let note = format!("Marta Quill said {WORDS} {cited}.\n");
            let found = findings(name, &note);
            let unknown = found.iter().find(|f| f.rule == "unknown-source");
            // If the prefix is the key of another source, nothing is reported.
            let Some(finding) = unknown else { continue };
            let written = format!("@{{{name}}}");
            assert!(finding.message.contains(&written), "{}", finding.message);
            let fix = finding.fixes.first().unwrap();
            accepted(name, &analysis::apply(&note, &fix.edits));
        }
    }
}

#[test]
fn key_suggested_for_files_of_one_name() {
    for name in AWKWARD {
        for (dialect, begin) in DIALECTS {
            let files = [format!("a/{name}.txt"), format!("b/{name}.txt")];
            let sources = [
                (
                    files[0].as_str(),
                    "“Not a single boat went out in all of October,” said Ada Lund.\n",
                ),
                (files[1].as_str(), TEXT),
                ("other_day.txt", OTHER),
            ];
            let said = |note: &str| {
                let snapshot = support::snapshot(note, &sources);
                analysis::findings(&snapshot, &support::note_path())
            };
            let note = format!("{begin}\n\nMarta Quill said {WORDS}.\n");
            let found = said(&note);
            let finding = found.iter().find(|f| f.rule == "uncited-quote");
            let finding = finding.unwrap_or_else(|| panic!("{name:?} {dialect}: {found:#?}"));
            let cite = advised(&finding.message);
            assert!(cite.contains("b/"), "{cite}");
            let typed = format!("{begin}\n\nMarta Quill said {WORDS} {cite}.\n");
            let left: Vec<_> = said(&typed).into_iter().map(|f| f.message).collect();
            assert_eq!(left, [] as [String; 0], "{typed}");

            // The name alone matches both. In a wiki link its words remain in the text, where quotation marks would quote.
            if *dialect == "wikilinks" && name.contains(['"', '“']) {
                continue;
            }
            let cited = match *dialect {
                "wikilinks" => format!("[[{name}]]"),
                _ => format!("[@{{{name}}}]"),
            };
            let note = format!("{begin}\n\nMarta Quill said {WORDS} {cited}.\n");
            let found = said(&note);
            // Some names cannot be written this way.
            let Some(finding) = found.iter().find(|f| f.rule == "ambiguous-key") else { continue };
            assert!(finding.message.contains("fits 2 sources"), "{}", finding.message);
            let left = said(&fixed(finding, &note));
            assert!(left.is_empty(), "{left:#?}");
        }
    }
}

#[test]
fn key_inserted_by_completion() {
    let mut taken = 0;
    for name in AWKWARD {
        for (open, close) in [("[@", "]"), ("[@{", "}]"), ("[@{", ""), ("[[", "]]"), ("[[", "")] {
            let text = format!("Marta Quill said {WORDS} {open}{close}.\n");
            let offset = text.find(open).unwrap() + open.len();
            let snapshot = snapshot(name, &text);
            let index = CompletionIndex::of(&snapshot);
            let path = support::note_path();
            let proposals = analysis::completion(&snapshot, &index, &path, offset, Occasion::Asked);
            let id = snapshot.source_at(Path::new(&format!("/desk/sources/{name}.txt"))).unwrap();
            let proposal = proposals.into_iter().find(|p| p.kind == ProposalKind::Key(id));
            let Some(proposal) = proposal else {
                let impossible = match open {
                    "[[" => name.contains([
                        '[', ']', '|', '#', '^', ':', '@', '`', '*', '_', '$', '&', '{', '"', '“',
                    ]),
                    _ => name.contains(['{', '}']) && *name != "set {two}",
                };
                assert!(impossible, "{name:?} is not proposed behind {open}");
                continue;
            };
            let mut written = text.clone();
            written.replace_range(proposal.span.start..proposal.span.end, &proposal.text);
            let open_bracket = open == "[@{" && close.is_empty();
            let written = if open_bracket { written.replace(".\n", "].\n") } else { written };
            accepted(name, &written);
            taken += 1;
        }
        // The rest of a quotation, with its citation.
        for (_, begin) in DIALECTS {
            let text = format!("{begin}\n\nMarta Quill said “The channel must be\n");
            let snapshot = snapshot(name, &text);
            let index = CompletionIndex::of(&snapshot);
            let offset = text.len() - 1;
            let path = support::note_path();
            let proposals = analysis::completion(&snapshot, &index, &path, offset, Occasion::Asked);
            let proposal = proposals.first().unwrap();
            let mut written = text.clone();
            written.replace_range(proposal.span.start..proposal.span.end, &proposal.text);
            accepted(name, &written);
        }
    }
    assert!(taken > 3 * AWKWARD.len(), "{taken}");
}

#[test]
fn key_suggested_for_source_variant() {
    let third = TEXT.replace("deepened", "dredged");
    for name in AWKWARD {
        let file = format!("{name}.txt");
        let sources = [(file.as_str(), third.as_str()), ("other_day.txt", TEXT)];
        let note = format!("Marta Quill said {WORDS} [@other_day].\n");
        let path = support::note_path();
        let found = analysis::findings(&support::snapshot(&note, &sources), &path);
        let finding = found.iter().find(|f| f.rule == "source-variants").unwrap();
        let fix = finding.fixes.first().unwrap();
        let left = analysis::findings(
            &support::snapshot(&analysis::apply(&note, &fix.edits), &sources),
            &path,
        );
        let left: Vec<_> = left.iter().filter(|f| f.severity >= Severity::Warning).collect();
        assert!(left.is_empty(), "{left:#?}");
    }
}

#[test]
fn suggested_key_follows_the_notes_citation_style() {
    let advice = |begin: &str| {
        let note = format!("{begin}\n\nMarta Quill said {WORDS}.\n");
        let found = findings("harbour", &note);
        advised(&found.iter().find(|f| f.rule == "uncited-quote").unwrap().message)
    };
    assert_eq!(advice("It rained."), "[@harbour, ¶1]");
    assert_eq!(advice("See [[Ann Lee]] on it."), "[[harbour]], ¶1");
    assert_eq!(advice("See [[Ann Lee]] and [@other_day]."), "[@harbour, ¶1]");
    assert_eq!(advice("See [[other_day]], [[other_day]] and [@other_day]."), "[[harbour]], ¶1");
    assert_eq!(advice("See [it](sources/other_day.txt)."), "[harbour](sources/harbour.txt#¶1)");
    assert_eq!(advice("See [the web](https://example.org/a)."), "[@harbour, ¶1]");
    assert_eq!(
        advice(&format!("Harker said {OTHERS}.[^1]\n\n[^1]: @other_day, ¶2")),
        "[@harbour, ¶1]"
    );
}

#[test]
fn keys_are_suggested_whole_and_accepted_abbreviated() {
    let sources = [("harbour_2013.txt", TEXT), ("other_day.txt", OTHER)];
    let said = |note: &str| {
        let found = analysis::findings(&support::snapshot(note, &sources), &support::note_path());
        found.into_iter().map(|f| f.message).collect::<Vec<_>>()
    };
    let note = format!("Marta Quill said {WORDS}.\n");
    let message = said(&note).remove(0);
    assert!(message.ends_with("it is in harbour ¶1. Cite [@harbour_2013, ¶1]"), "{message}");
    assert_eq!(said(&format!("Marta Quill said {WORDS} [@harbour].\n")), [] as [&str; 0]);
}

#[test]
fn complete_key_wins_over_a_prefix() {
    let sources = [("harbour_2013.txt", OTHER), ("harbour.txt", TEXT), ("harbour-log.txt", OTHER)];
    let note = format!("Marta Quill said {WORDS} [@harbour].\n");
    let found = analysis::findings(&support::snapshot(&note, &sources), &support::note_path());
    assert_eq!(found, []);
}

#[test]
fn keys_are_case_sensitive_and_the_message_says_so() {
    for (written, cited) in
        [("Harbour", "[@Harbour]"), ("HARBOUR", "[@HARBOUR, ¶2]"), ("hArbour", "[@{hArbour}]")]
    {
        let note = format!("Marta Quill said “the channel was never deep” {cited}.\n");
        let found = findings("harbour", &note);
        let finding = found.iter().find(|f| f.rule == "unknown-source").unwrap();
        let told = format!(
            "@{written} matches no source of the corpus: keys are case-sensitive: write @harbour"
        );
        assert_eq!(finding.message, told);
        let fixed = analysis::apply(&note, &finding.fixes[0].edits);
        assert!(findings("harbour", &fixed).iter().all(|f| f.rule != "unknown-source"), "{fixed}");
    }
    // Wiki links cannot tell them apart.
    accepted("harbour", &format!("Marta Quill said {WORDS} [[Harbour]].\n"));
}

#[test]
fn keys_match_in_either_unicode_normal_form() {
    for (file, cited) in [("E\u{301}ric", "Éric"), ("Éric", "E\u{301}ric")] {
        accepted(file, &format!("Marta Quill said {WORDS} [@{{{cited}}}].\n"));
        accepted(file, &format!("Marta Quill said {WORDS} [[{cited}]].\n"));
    }
}

#[test]
fn path_is_a_key_with_or_without_the_extension() {
    let sources = [("a/harbour.txt", OTHER), ("b/harbour.txt", TEXT)];
    for cited in [
        "[@b/harbour]",
        "[@{b/harbour}]",
        "[@{b/harbour.txt}]",
        "[@sources/b/harbour]",
        "[@{sources/b/harbour.txt}]",
        "[[b/harbour]]",
        "[[sources/b/harbour]]",
        "[[sources/b/harbour.txt]]",
        "[[../sources/b/harbour]]",
        "[[b/harbour|the board]]",
        "[it](sources/b/harbour.txt)",
    ] {
        let note = format!("Marta Quill said {WORDS} {cited}.\n");
        let found = analysis::findings(&support::snapshot(&note, &sources), &support::note_path());
        let said: Vec<_> = found.iter().map(|f| &f.message).collect();
        assert_eq!(said, [] as [&String; 0], "{cited}");
    }
}

#[test]
fn messages_distinguish_files_of_one_name() {
    let other = TEXT.replace("deepened", "dredged");
    let sources = [("a/harbour.txt", other.as_str()), ("b/harbour.txt", TEXT)];
    let note = format!("Marta Quill said {WORDS} [@b/harbour].\n");
    let found = analysis::findings(&support::snapshot(&note, &sources), &support::note_path());
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert!(
        one.message.starts_with("a/harbour ¶1 words this differently from b/harbour ¶1"),
        "{}",
        one.message
    );
}
