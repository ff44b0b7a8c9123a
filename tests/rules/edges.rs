//! The edges of quotations: a first or last word that differs, and its fixes; also invariants of safe fixes, on random
//! passages with random mistakes.

use super::check;
use crate::support;
use onrecord::analysis;
use onrecord::corpus::{Query, Verdict};
use onrecord::workspace::{Severity, Snapshot};
use proptest::prelude::*;

const BRIDGE: (&str, &str) = (
    "bridge.txt",
    "The bridge\n\n\
     The mayor, Ines Falk, said: “Nobody saw it coming, and anyone who tells you otherwise is hiding something.”\n\n\
     “The council was told in March,” Piet Harker said, “that the growth of Norway slowed last year and that the old quay must be \
     closed.”\n\n\
     “Few people in this town asked for a second bridge over the river. The ferry has served us well since the war ended,” Harker \
     said later that day.\n\n\
     “We will come back to it in the spring,” Falk said. “The money is in the bank.”\n\n\
     Falk answered: “The Northern Commission sent us $5 million for well-known reasons, and the treasurer counted every coin twice.”\n",
);

/// The note after `fix`, with the diffs and messages of its first `misquote` finding.
fn mended(note: &str) -> (String, String, String) {
    let snapshot = support::snapshot(note, &[BRIDGE]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let edits = analysis::fix_all(&snapshot, &support::note_path());
    let misquote = found.iter().find(|f| f.rule == "misquote");
    let diff = misquote.map(|f| f.diff.iter().map(shown).collect()).unwrap_or_default();
    let message = misquote.map(|f| f.message.clone()).unwrap_or_default();
    (analysis::apply(note, &edits), diff, message)
}

fn shown(piece: &onrecord::workspace::Piece) -> String {
    let (words, space) = match piece.text.strip_suffix(' ') {
        Some(words) => (words, " "),
        None => (piece.text.as_str(), ""),
    };
    match piece.whose {
        onrecord::workspace::Whose::Both => piece.text.clone(),
        onrecord::workspace::Whose::Source => format!("[-{words}-]{space}"),
        onrecord::workspace::Whose::Note => format!("{{+{words}+}}{space}"),
    }
}

#[test]
fn differing_edge_is_compared_with_the_source_text_there() {
    for (quoted, diff, says) in [
        (
            "nobody saw it coming, and anyone who tells you otherwise is lying",
            "is [-hiding something-] {+lying+}",
            "“lying” where the source has “hiding something”",
        ),
        (
            "Nobody saw it coming, and anyone who tells you otherwise is hiding things.",
            "is hiding [-something-] {+things+}.",
            "“things” where the source has “something”",
        ),
        (
            "Nobody saw it coming, and anyone who tells you otherwise is not telling the truth",
            "is [-hiding something-] {+not telling the truth+}",
            "where the source has “hiding something”",
        ),
        (
            "Nobody saw it coming, and anyone who tells you otherwise is hiding something here",
            "is hiding something {+here+}",
            "“here” is not in the source",
        ),
        (
            "told in March, that the growth of Sweden",
            "growth of [-Norway-] {+Sweden+}",
            "“Sweden” where the source has “Norway”",
        ),
        (
            "Boats have served us well since the war ended",
            "[-The ferry has-] {+Boats have+} served",
            "“Boats have” where the source has “The ferry has”",
        ),
        (
            "Many people in this town asked for a second bridge over the river",
            "[-Few-] {+Many+} people",
            "“Many” where the source has “Few”",
        ),
        (
            "Southern Commission sent us $5 million for well-known causes",
            "[-Northern-] {+Southern+} Commission",
            "“causes” where the source has “reasons”",
        ),
        (
            "We will come back to it in the spring, surely",
            "in the spring, {+surely+}",
            "“surely” is not in the source",
        ),
        (
            "the treasurer counted every euro",
            "counted every [-coin twice-] {+euro+}",
            "“euro” where the source has “coin twice”",
        ),
        (
            "Northern Commission sent us $5 million for no",
            "million for [-well-known-] {+no+}",
            "“no” where the source has “well-known”",
        ),
        (
            "Few people in this town asked for money",
            "asked for [-a second bridge-] {+money+}",
            "“money” where the source has “a second bridge”",
        ),
    ] {
        let (_, shown, message) = mended(&format!("Somebody said “{quoted}” [@bridge].\n"));
        assert!(shown.contains(diff), "{quoted}: {shown}");
        assert!(message.contains(says), "{quoted}: {message}");
    }
}

#[test]
fn fix_does_not_end_a_quotation_in_mid_sentence() {
    for (quoted, after) in [
        // Where the source's sentence ends, the replacement is certain.
        (
            "Few people in this town asked for a second bridge over the stream",
            "Few people in this town asked for a second bridge over the river",
        ),
        // Likewise if it is the same word with a slip, wherever the quotation ends.
        (
            "Few people in this town asked for a second brigde",
            "Few people in this town asked for a second bridge",
        ),
        (
            "poeple in this town asked for a second bridge over the river",
            "people in this town asked for a second bridge over the river",
        ),
        // It may be a different word, or an extra one.
        (
            "Few people in this town asked for a second tunnel",
            "Few people in this town asked for a second tunnel",
        ),
        (
            "nobody saw it coming, and anyone who tells you otherwise is lying",
            "nobody saw it coming, and anyone who tells you otherwise is lying",
        ),
        (
            "the treasurer surely counted every coin twice, and the mayor",
            "the treasurer surely counted every coin twice, and the mayor",
        ),
        // Speech that resumes after the reporter's words may not have ended there.
        (
            "Yes, the council was told in March by letter",
            "Yes, the council was told in March by letter",
        ),
    ] {
        let note = |words: &str| format!("Somebody said “{words}” [@bridge].\n");
        assert_eq!(mended(&note(quoted)).0, note(after));
    }
}

#[test]
fn fixes_never_add_the_reporters_words() {
    for quoted in [
        "We will come back to it in the spring Falk",
        "We will come back to it in the spring you",
        "has served us well since the war ended Harker",
        "has served us well since the war ended he",
    ] {
        let note = format!("Somebody said “{quoted}” [@bridge].\n");
        let snapshot = support::snapshot(&note, &[BRIDGE]);
        let found = analysis::findings(&snapshot, &support::note_path());
        for finding in found.into_iter().filter(|f| f.rule == "misquote") {
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                assert!(!edit.text.contains("said") && !edit.text.contains("Falk"), "{edit:?}");
            }
        }
    }
}

#[test]
fn removed_words_take_their_punctuation_along() {
    let source = (
        "talk.txt",
        "“We will always come back to the island with the whole fleet and every boat that floats. Nobody can keep us from it in winter,” Falk said.\n",
    );
    for (before, after) in [
        (
            "We will always, frankly, come back to the island with the whole fleet and every boat that floats",
            "We will always come back to the island with the whole fleet and every boat that floats",
        ),
        (
            "Well, we will always come back to the island with the whole fleet and every boat that floats",
            "we will always come back to the island with the whole fleet and every boat that floats",
        ),
        (
            "We will always come back to the island with the whole fleet and every boat that floats, sir.",
            "We will always come back to the island with the whole fleet and every boat that floats.",
        ),
        (
            "We will always come back (sir) to the island with the whole fleet and every boat that floats",
            "We will always come back to the island with the whole fleet and every boat that floats",
        ),
        (
            "We will always come back to the island with the whole fleet and every boat that floats (sir)",
            "We will always come back to the island with the whole fleet and every boat that floats",
        ),
    ] {
        let note = |words: &str| format!("Falk said “{words}” [@talk].\n");
        super::fix("misquote", &[source], &note(before), &note(after));
    }
}

#[test]
fn fixes_never_break_markup() {
    let source = (
        "talk.txt",
        "“We will always come back to the island with the whole fleet and every boat that floats and swims,” Falk said.\n",
    );
    for words in [
        "We will always come **really** back to the island with the whole fleet and every boat",
        "We will always come back to the *old pier with* the whole fleet and every boat",
        "We will always come back to the pier[^1] with the whole fleet and every boat that floats",
        "We will always [return][1] to the island with the whole fleet and every boat that floats",
        "We will always come back to the island with the **whole ship** and every boat that floats",
        "We will always come back to the island with the **whole ship and** each boat that floats",
    ] {
        let note = format!(
            "Falk said “{words}” [@talk].\n\n[^1]: A pier.\n\n[1]: https://example.org/pier\n"
        );
        let snapshot = support::snapshot(&note, &[source]);
        let all = analysis::findings(&snapshot, &support::note_path());
        let every: Vec<usize> = (0..all.len()).collect();
        let signs = |text: &str| -> Vec<String> {
            ["**", "*", "[^1]", "][1]"]
                .iter()
                .map(|sign| text.matches(sign).count().to_string())
                .collect()
        };
        for fix in analysis::sound_fixes(&snapshot, &support::note_path(), &all, &every).concat() {
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| edit.span);
            let after = analysis::apply(&note, &edits);
            assert_eq!(signs(&after), signs(&note), "{}: {after}", fix.title);
            assert!(!after.contains("****") && !after.contains("** **"), "{}: {after}", fix.title);
        }
    }
}

#[test]
fn changed_word_in_a_transcript_is_a_misquote() {
    let source = (
        "hearing.txt",
        "HEARING ON FERRIES\n\nMs. FALK. We have spent the whole winter repairing the engines of both ferries, and the crews were never asked.\n\nMr. HARKER. The ferries will sail when the harbour master says so.\n",
    );
    let weight = |quoted: &str| {
        let note = format!("Falk said “{quoted}” [@hearing].\n");
        let snapshot = support::snapshot(&note, &[source]);
        let found = analysis::findings(&snapshot, &support::note_path());
        found.into_iter().find(|f| f.rule == "misquote").map(|f| f.severity)
    };
    for quoted in [
        "We have spent the whole winter replacing the engines of both ferries",
        "We have spent the whole winter repairing the engines of both airplanes",
        "They have spent the whole winter repairing the engines of both ferries",
        "spent the whole winter polishing the engines",
        "repairing the engenes",
        "the crews were never akesd",
    ] {
        assert!(weight(quoted) >= Some(Severity::Warning), "{quoted}");
    }
    // Different words on the same subject are not slips of these.
    let other = weight("We will spend the coming summer painting the decks of both ferries");
    assert!(other < Some(Severity::Warning), "{other:?}");
    check(
        "misquote",
        &[source],
        "Falk said “We have spent the whole winter repairing the engines of both ferries” [@hearing].",
    );
}

#[test]
fn one_letter_at_the_edge_of_a_short_quotation_is_a_misquote() {
    for quoted in [
        "a second brigde",
        "the old quy must be closed",
        "told in Merch",
        "counted every coim",
        "Few peaple in this town",
        "since the war endet",
        "Nobudy saw it coming",
    ] {
        let note = format!("Somebody said “{quoted}” [@bridge].\n");
        let snapshot = support::snapshot(&note, &[BRIDGE]);
        let rules: Vec<_> =
            analysis::findings(&snapshot, &support::note_path()).iter().map(|f| f.rule).collect();
        assert!(
            rules.contains(&"misquote") && !rules.contains(&"quote-not-found"),
            "{quoted}: {rules:?}"
        );
    }
}

#[test]
fn nearest_of_several_similar_passages_is_chosen() {
    let source = (
        "minutes.txt",
        "Falk: The committee will meet again in the old town hall on the first floor in winter.\n\nHarker: The committee will meet again in the new school house on the first floor in summer.\n",
    );
    let note = "Harker said “The committee will meet again in the new school house on the first floor in autumn” [@minutes].\n";
    let snapshot = support::snapshot(note, &[source]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let found = found.iter().find(|f| f.rule == "misquote").expect("a misquote");
    assert!(found.message.contains("“autumn” where the source has “summer”"), "{}", found.message);
}

/// Words that make up passages, and the text between and around them.
const WORDS: &[&str] = &[
    "the",
    "the",
    "of",
    "a",
    "to",
    "in",
    "and",
    "harbour",
    "ferry",
    "council",
    "winter",
    "money",
    "bridge",
    "closed",
    "counted",
    "asked",
    "Norway",
    "Falk",
    "Harker",
    "seven",
    "1,200",
    "not",
    "will",
    "is",
    "was",
    "never",
    "people",
    "growth",
    "old",
    "quay",
    "slowly",
    "with",
    "for",
    "that",
    "boats",
    "letters",
    "well-known",
    "they",
    "it",
    "we",
    "engine",
    "captain's",
    "Mr. Lund",
    "between",
    "island",
    "again",
    "told",
    "nothing",
    "spring",
    "U.S.",
    "$5",
];
const OTHERS: &[&str] = &[
    "lying",
    "tomatoes",
    "the",
    "Sweden",
    "nine",
    "really",
    "it",
    "somewhere",
    "of",
    "brigde",
    "engin",
];
const SIGNS: &[&str] = &["", "", "", "", "", "", "", ",", ",", " –", ";", ":", "."];

#[derive(Clone, Debug)]
enum Edit {
    Replace(Vec<&'static str>),
    Insert(Vec<&'static str>),
    Delete,
    Swap,
    Slip,
}

fn edit() -> impl Strategy<Value = Edit> {
    let others = || prop::collection::vec(prop::sample::select(OTHERS.to_vec()), 1..3);
    prop_oneof![
        4 => others().prop_map(Edit::Replace),
        3 => others().prop_map(Edit::Insert),
        1 => Just(Edit::Delete),
        1 => Just(Edit::Swap),
        2 => Just(Edit::Slip),
    ]
}

/// A paragraph of speech: words with punctuation, sentences capitalised.
fn speech() -> impl Strategy<Value = Vec<String>> {
    let word =
        (prop::sample::select(WORDS.to_vec()), prop::sample::select(SIGNS.to_vec()), 0..40u8);
    prop::collection::vec(word, 14..40).prop_map(|mut words| {
        // No word repeats within three.
        for i in 1..words.len() {
            let same = |j: &usize| words[*j].0 == words[i].0;
            if (i.saturating_sub(3)..i).any(|j| same(&j)) {
                let taken: Vec<&str> = words[i.saturating_sub(3)..i].iter().map(|w| w.0).collect();
                let other = WORDS.iter().cycle().skip(i * 7).find(|w| !taken.contains(*w));
                words[i].0 = other.copied().unwrap_or("quay");
            }
        }
        let mut first = true;
        let count = words.len();
        let spoken = words.into_iter().enumerate().map(|(i, (word, sign, bracket))| {
            let mut text = word.to_owned();
            if first {
                let initial = text.remove(0).to_uppercase().to_string();
                text.insert_str(0, &initial);
            }
            if bracket == 0 {
                text = format!("({text})");
            }
            let sign = if i + 1 == count { "." } else { sign };
            if !(sign.starts_with('.') && text.ends_with('.')) {
                text.push_str(sign);
            }
            first = sign == ".";
            text
        });
        spoken.collect()
    })
}

/// Speech between quotation marks, with or without the reporter's words in it, or as a transcript.
fn told(words: &[String], layout: usize, at: usize) -> String {
    let all = words.join(" ");
    let stop = |text: &str| text.trim_end_matches(['.', ',', ';', ':', '–', ' ']).to_owned();
    match layout % 4 {
        0 => format!("“{},” Ines Falk said on Friday.", stop(&all)),
        1 => format!("Ines Falk said: “{all}”"),
        2 => {
            let at = at.clamp(4, words.len() - 4);
            let (one, two) = (words[..at].join(" "), words[at..].join(" "));
            format!("“{},” Ines Falk said, “{two}”", stop(&one))
        }
        _ => format!("Ms. FALK. {all}"),
    }
}

/// The words of a text without punctuation.
fn bare(text: &str) -> Vec<String> {
    let signs = |c: char| !c.is_alphanumeric() && c != '$';
    text.split_whitespace()
        .map(|w| w.trim_matches(signs).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

fn holds(within: &[String], words: &[String]) -> bool {
    let mut rest = within.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}

fn quoted(snapshot: &Snapshot) -> Option<String> {
    let entry = snapshot.note(&support::note_path())?;
    let [one] = entry.note.quotations.as_slice() else { return None };
    Some(one.text.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_fix_restores_the_sources_words(
        (words, layout, at) in (speech(), 0..4usize, 0..40usize),
        (start, len) in (any::<prop::sample::Index>(), 4..16usize),
        edit in edit(),
        place in prop_oneof![Just(0), Just(1), 2..20usize],
        trimmed in prop::bool::ANY,
    ) {
        let text = format!("The ferry\n\nNobody else spoke.\n\n{}\n\nThe meeting ended before noon on Monday.\n", told(&words, layout, at));
        let len = len.min(words.len());
        let start = start.index(words.len() - len + 1);
        let stretch = &words[start..start + len];
        // 0 is the first word, 1 the last, otherwise an inner one.
        let at = match place { 0 => 0, 1 => len - 1, n => 1 + n % (len - 2).max(1) };
        let at = at.min(len - 1);
        let mut copied = stretch.to_vec();
        let mut agreed = stretch.to_vec();
        let signs = |c: char| !c.is_alphanumeric() && c != '$';
        match &edit {
            Edit::Replace(with) => {
                let old = copied[at].clone();
                let tail = old.len() - old.trim_end_matches(signs).len();
                copied[at] = with.join(" ") + &old[old.len() - tail..];
                agreed.remove(at);
            }
            Edit::Insert(more) => {
                let at = if place == 1 { len } else { at };
                copied.insert(at, more.join(" "));
            }
            Edit::Delete => {
                copied.remove(at);
                agreed.remove(at);
            }
            Edit::Swap => {
                let other = (at + 1).min(len - 1);
                copied.swap(at, other);
                agreed.drain(at..=other);
            }
            Edit::Slip => {
                let old = copied[at].clone();
                let slip: String = old.chars().enumerate().map(|(i, c)| if i == 2 && c.is_alphabetic() { 'x' } else { c }).collect();
                copied[at] = slip;
                agreed.remove(at);
            }
        }
        let mut copied = copied.join(" ");
        if trimmed {
            copied = copied.trim_matches(signs).to_owned();
        }
        let note = format!("Ines Falk said “{copied}” [@talk].\n");
        let snapshot = support::snapshot(&note, &[("talk.txt", &text)]);
        let edits = analysis::fix_all(&snapshot, &support::note_path());
        if edits.is_empty() {
            return Ok(());
        }
        let after = analysis::apply(&note, &edits);
        let mended = support::snapshot(&after, &[("talk.txt", &text)]);
        let words = quoted(&mended);
        prop_assert!(words.is_some(), "{note}{after}");
        let words = words.unwrap_or_default();
        let found = mended.corpus.find(&Query { words: &words, cited: None });
        let found = found.first();
        prop_assert!(found.is_some_and(|m| m.verdict < Verdict::Misquoted), "not the source's:\n{text}{note}{after}");
        let has = bare(&words);
        prop_assert!(holds(&has, &bare(&agreed.join(" "))), "words that agreed are lost:\n{text}{note}{after}");
        // The same stretch: its first and last word are restored, unless they were only omitted.
        let covered = found.map(|m| bare(m.span.of(&text))).unwrap_or_default();
        let kept = |edge: &String| bare(edge).iter().all(|word| covered.contains(word));
        if !matches!(edit, Edit::Delete) {
            prop_assert!(kept(&stretch[0]) && kept(&stretch[len - 1]), "an edge is lost:\n{text}{note}{after}");
        }
        let elsewhere = after.replace(&words, "");
        prop_assert_eq!(elsewhere, note.replace(&quoted(&snapshot).unwrap_or_default(), ""));
    }
}
