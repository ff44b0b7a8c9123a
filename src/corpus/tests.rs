//! Matching from the outside: a text with the expected place between ⟦ and ⟧, a quotation, and the expected verdict.

use super::{Change, ChangeKind, Corpus, Match, Query, Source, Verdict};
use crate::text::{DocumentId, Span};
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::read(name.to_owned(), PathBuf::from(name), text.to_owned()))
}

fn corpus(texts: &[&str]) -> Corpus {
    let name = |i: usize| format!("s{i}");
    Corpus::new(texts.iter().enumerate().map(|(i, text)| source(&name(i), text)).collect())
}

fn find(corpus: &Corpus, words: &str) -> Vec<Match> {
    corpus.find(&Query { words, cited: None })
}

/// A change as `old > new`, with `!` when it matters and in brackets when it is marked.
fn shown(change: &Change, quote: &str, source: &str) -> String {
    let (old, new) = (change.source.of(source), change.quoted.of(quote));
    let weight = if change.material { "!" } else { "" };
    let text = format!("{weight}{old} > {new}");
    if change.marked { format!("[{text}]") } else { text }
}

/// Finds a quotation in a text and compares the best place, its verdict and its changes.
fn check(marked: &str, quote: &str, verdict: Verdict, changes: &[&str]) {
    let text = marked.replace(['⟦', '⟧'], "");
    let start = marked.find('⟦').unwrap();
    let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let found = find(&corpus(&[&text]), quote);
    let Some(best) = found.first() else { panic!("{quote:?} is not found") };
    assert_eq!(best.span.of(&text), &text[start..end], "{quote}");
    assert_eq!(best.verdict, verdict, "{quote}: {best:#?}");
    let listed: Vec<String> = best.changes.iter().map(|c| shown(c, quote, &text)).collect();
    assert_eq!(listed, changes, "{quote}");
}

fn check_absent(text: &str, quote: &str) {
    let found = find(&corpus(&[text]), quote);
    assert!(found.is_empty(), "{quote}: {found:#?}");
}

use Verdict::{Altered, Misquoted, Permitted, Verbatim};

#[test]
fn enough_agreeing_words_outweigh_long_ones_that_differ() {
    let text = "Then ⟦we went by ferry to the old pier at six in May⟧, and it rained.";
    let changes = ["ferry > internationalisation", "!six > responsibilities"];
    let quote = "we went by internationalisation to the old pier at responsibilities in May";
    check(text, quote, Misquoted, &changes);
    let quote = "we ran by internationalisation to the old mill at responsibilities in spring";
    check_absent(&text.replace(['⟦', '⟧'], ""), quote);
}

#[test]
fn typography_changes_nothing() {
    let text = "She said: “⟦The mayor’s plan – all of it… – is ‘dead’,⟧” and left.";
    check(text, "The mayor's plan -- all of it... -- is 'dead',", Verbatim, &[]);
    check(text, "The\u{a0}mayor’s plan\n— all of it . . . — is ‘dead’,", Verbatim, &[]);
    check("a ⟦co\u{ad}opera\u{ad}tive ﬁrm⟧ deal", "cooperative firm", Verbatim, &[]);
    check("the ⟦cafe\u{301} of the town⟧ is", "café of the town", Verbatim, &[]);
}

#[test]
fn words_broken_by_lines_and_pages_are_whole() {
    check(
        "the ⟦govern-\nment will\u{c}\nnot yield⟧ to",
        "government will not yield",
        Verbatim,
        &[],
    );
    check(
        "the ⟦long-\nterm plan of the council⟧ is",
        "long-term plan of the council",
        Verbatim,
        &[],
    );
    check(
        "was restricted ⟦itselfto the plan of the council⟧",
        "itself to the plan of the council",
        Permitted,
        &["itselfto > itself to"],
    );
}

#[test]
fn what_style_guides_permit_in_silence() {
    check(
        "He said “⟦we will rebuild the harbour⟧ in spring.”",
        "We will rebuild the harbour.",
        Permitted,
        &[],
    );
    check(
        "He said “⟦We will rebuild the harbour⟧.”",
        "[w]e will rebuild the harbour",
        Permitted,
        &["[We > [w]e]"],
    );
    check(
        "He said “⟦they told me ‘go home’ and I went⟧.”",
        "they told me “go home” and I went",
        Permitted,
        &[],
    );
}

#[test]
fn an_interrupted_quotation_is_one() {
    check(
        "“⟦We will rebuild the harbour,” the mayor said on Monday, “and we will do it by spring⟧.”",
        "We will rebuild the harbour, and we will do it by spring",
        Verbatim,
        &[],
    );
    check(
        "“⟦We will rebuild the harbour,” the mayor said on Monday. “We will do it by spring⟧.”",
        "We will rebuild the harbour. We will do it by spring",
        Permitted,
        &[],
    );
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    check(
        "She said:\n“⟦The harbour is closed.\n\n“Nobody knows for how long⟧.”",
        "The harbour is closed.\n\nNobody knows for how long",
        Verbatim,
        &[],
    );
}

#[test]
fn brackets_and_ellipses_mark_changes() {
    let text = "“⟦They told the committee in March that the harbour must be rebuilt⟧,” he said.";
    check(
        text,
        "They told the committee in March that the [port] must be rebuilt",
        Altered,
        &["[harbour > [port]]"],
    );
    check(
        text,
        "They told the committee […] that the harbour must be rebuilt",
        Altered,
        &["[!in March > […]]"],
    );
    check(
        "He said “⟦it need to be rebuilt by spring⟧.”",
        "it need [sic] to be rebuilt by spring",
        Altered,
        &["[ > [sic]]"],
    );
    check(
        "He “⟦want the harbour rebuilt soon⟧.”",
        "want[ed] the harbour rebuilt soon",
        Altered,
        &["[want > want[ed]]"],
    );
}

#[test]
fn marks_in_the_source_itself_are_no_change() {
    check(
        "to “⟦throw [the southern port] into chaos⟧,” he",
        "throw [the southern port] into chaos",
        Verbatim,
        &[],
    );
    check(
        "we were ⟦not very satisfied … with the outcome⟧ of",
        "not very satisfied... with the outcome",
        Verbatim,
        &[],
    );
    check("that “⟦[t]here is no hope⟧ for", "[t]here is no hope", Verbatim, &[]);
}

#[test]
fn unmarked_changes_are_misquotations() {
    let text = "“⟦We will never close the old harbour before the end of June⟧,” she said.";
    check(text, "We will close the old harbour before the end of June", Misquoted, &["!never > "]);
    check(
        text,
        "We will never close the old harbour before the end of July",
        Misquoted,
        &["!June > July"],
    );
    check(
        text,
        "We will never close the old airport before the end of June",
        Misquoted,
        &["harbour > airport"],
    );
    check(
        text,
        "We may never close the old harbour before the end of June",
        Misquoted,
        &["!will > may"],
    );
    check(
        text,
        "We will never close the harbour before the very end of June",
        Misquoted,
        &["old > ", " > very"],
    );
}

#[test]
fn absent_words_are_not_found() {
    let text =
        "We will never close the old harbour before the end of June, she said in the morning.";
    check_absent(text, "The council has voted for a new school near the station");
    check_absent(text, "close the station");
    check_absent(text, "");
    check_absent(text, "… [sic] —");
    check_absent("", "words");
}

#[test]
fn words_of_different_places_are_a_splice() {
    let one = "“The harbour will be closed for the whole winter,” she said.";
    let two = "“Nobody in this town will lose his boat to the storm,” he said.";
    let found =
        find(&corpus(&[one, two]), "The harbour will be closed ... lose his boat to the storm");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|m| m.verdict == Misquoted && m.similarity < 0.7));
    let far = format!("{one} {} {two}", "Other things were said. ".repeat(90));
    let found = find(&corpus(&[&far]), "The harbour will be closed ... lose his boat to the storm");
    assert!(found.iter().all(|m| m.verdict == Misquoted), "{found:#?}");
}

#[test]
fn short_words_are_found_everywhere_and_exactly() {
    let corpus =
        corpus(&["The old harbour. An old harbour wall.", "No harbour here.", "An Old Harbour."]);
    let places = |words: &str| {
        find(&corpus, words).iter().map(|m| (m.source.0, m.span.start)).collect::<Vec<_>>()
    };
    assert_eq!(places("old harbour"), [(0, 4), (0, 20), (2, 3)]);
    assert_eq!(places("harbour"), [(0, 8), (0, 24), (1, 3), (2, 7)]);
    assert!(places("old harbor").is_empty());
}

#[test]
fn the_cited_source_comes_first_and_has_a_lower_floor() {
    let words = "the harbour will be closed for the whole winter";
    let both = corpus(&[&format!("A. {words}."), &format!("B. {words}.")]);
    let cited = |id: u32, words: &str| {
        let query = Query { words, cited: Some(DocumentId(id)) };
        both.find(&query).iter().map(|m| (m.source.0, m.verdict)).collect::<Vec<_>>()
    };
    assert_eq!(cited(1, words), [(1, Verbatim), (0, Verbatim)]);
    assert_eq!(cited(0, words), [(0, Verbatim), (1, Verbatim)]);
    let rough = "the harbour will be shut for most of the summer";
    assert!(find(&both, rough).is_empty());
    assert_eq!(cited(1, rough), [(1, Misquoted)]);
}

#[test]
fn a_changed_source_leaves_the_others_alone() {
    let before = corpus(&["The old harbour.", "A new school."]);
    let after =
        before.changed(&[], vec![source("s1", "A new harbour."), source("s2", "A third harbour.")]);
    let places =
        |c: &Corpus, words: &str| find(c, words).iter().map(|m| m.source.0).collect::<Vec<_>>();
    assert_eq!(places(&after, "harbour"), [0, 1, 2]);
    assert!(places(&after, "new school").is_empty());
    assert_eq!(places(&before, "new school"), [1]);
    let mut many = after;
    for i in 0..40 {
        many = many.changed(&[], vec![source("s1", &format!("A new harbour, number {i}."))]);
        many = many.changed(&[], vec![source(&format!("t{i}"), "A lighthouse.")]);
    }
    assert_eq!(places(&many, "number 39"), [1]);
    assert!(places(&many, "number 38").is_empty());
    assert_eq!(places(&many, "lighthouse").len(), 40);
    let fewer = many.replaced(many.sources().map(|(_, s)| s.clone()).take(2).collect());
    assert!(places(&fewer, "lighthouse").is_empty());
    assert_eq!(places(&fewer, "harbour"), [0, 1]);
}

#[test]
fn kinds_of_changes() {
    let text = "“We will never close the old harbour before the end of June, whatever it costs,” she said.";
    let quote = "We will close the old stone harbour before the start of June, whatever it costs";
    let found = find(&corpus(&[text]), quote);
    let kinds: Vec<_> = found.iter().flat_map(|m| m.changes.iter().map(|c| c.kind)).collect();
    assert_eq!(kinds, [ChangeKind::Omitted, ChangeKind::Added, ChangeKind::Changed]);
}

#[test]
fn short_quotations_in_another_order_are_found_in_the_cited_source() {
    let both = corpus(&["“If we cannot agree, please sit down,” he said.", "Sit down, please."]);
    let query = |id| Query { words: "sit down please", cited: Some(DocumentId(id)) };
    assert_eq!(both.find(&query(1)).first().map(|m| m.verdict), Some(Permitted));
    let only = corpus(&["“If we cannot agree, please sit down,” he said."]);
    let found = only.find(&query(0));
    let words: Vec<_> = found.iter().map(|m| (m.span.start, m.span.end, m.verdict)).collect();
    assert_eq!(words, [(23, 38, Misquoted)]);
    assert!(find(&only, "sit down please").is_empty(), "without a citation they may be anybody’s");
}

#[test]
fn other_accounts_of_the_words() {
    let corpus = corpus(&[
        "“We will never close the old harbour before winter,” she said.",
        "“We will never shut the old harbour before winter,” the mayor said.",
        "The boats came back in June.",
    ]);
    let words = "We will never close the old harbour before winter";
    assert_eq!(find(&corpus, words).len(), 1, "who finds the words looks no further");
    let query = Query { words, cited: None };
    let tellings: Vec<_> =
        corpus.variants(&query, &find(&corpus, words)).iter().map(|m| m.source.0).collect();
    assert_eq!(tellings, [1]);
}

#[test]
fn an_omission_near_the_start_is_one() {
    let corpus =
        corpus(&["“We ought to have been told that the harbour was to be closed,” he said."]);
    let found = find(&corpus, "We have been told that the harbour was to be closed");
    let kinds: Vec<_> = found.iter().flat_map(|m| m.changes.iter().map(|c| c.kind)).collect();
    assert_eq!(kinds, [ChangeKind::Omitted]);
}

/// A word, with what may follow it.
fn word() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "harbour",
        "mayor’s",
        "the",
        "of",
        "winter",
        "U.S.",
        "4,000",
        "will",
        "not",
        "café",
        "boats",
        "storm",
        "old",
        "crane",
        "Port",
        "ferry",
        "co-op",
        "said",
        "and",
        "his",
        "rope",
        "anchor",
        "sail",
        "mast",
        "deck",
        "don’t",
    ]);
    let marks = prop::sample::select(vec![
        " ", " ", " ", " ", " ", ", ", ". ", " – ", "… ", "\n", "\u{a0}", " ‘", "’ ", "; ",
    ]);
    (words, marks).prop_map(|(word, mark)| format!("{word}{mark}"))
}

/// The same words as another keyboard or printer writes them.
fn retyped(words: &str) -> String {
    words
        .replace(['‘', '’'], "'")
        .replace(" – ", " -- ")
        .replace('…', " . . .")
        .replace('\u{a0}', "  ")
        .replace('\n', " ")
        .replace("wi", "w\u{ad}i")
}

proptest! {
    #[test]
    fn finding_never_panics(text in "\\PC{0,200}", quote in "\\PC{0,60}") {
        let corpus = corpus(&[&text, "the old harbour will not be closed for the winter"]);
        let words = format!("old harbour {quote} not be closed");
        for quote in [&quote, &words] {
            for found in find(&corpus, quote) {
                let source = corpus.source(found.source).unwrap();
                prop_assert!(source.text.get(found.span.start..found.span.end).is_some());
                for change in &found.changes {
                    prop_assert!(quote.get(change.quoted.start..change.quoted.end).is_some());
                    prop_assert!(source.text.get(change.source.start..change.source.end).is_some());
                }
            }
        }
    }

    #[test]
    fn marks_never_panic(text in "[ab\\[\\]“”\"'.…\\- \n]{0,80}", quote in "[ab\\[\\]“”\"'.…\\- \n]{0,40}") {
        find(&corpus(&[&text]), &quote);
    }

    #[test]
    fn every_stretch_of_words_is_found(words in prop::collection::vec(word(), 12..60), from in 0usize..50, len in 4usize..30) {
        let text = words.concat();
        let ends: Vec<usize> = words.iter().scan(0, |end, w| { *end += w.len(); Some(*end) }).collect();
        let first = from % (words.len() - 4);
        let last = (first + len).min(words.len()) - 1;
        let start = if first == 0 { 0 } else { ends[first - 1] };
        let stretch = text[start..ends[last]].trim_end_matches(|c: char| !c.is_alphanumeric());
        let span = Span::new(start, start + stretch.len());
        let quote = retyped(stretch);
        let found = find(&corpus(&[&text]), &quote);
        let hit = found.iter().find(|m| m.span == span);
        prop_assert!(hit.is_some_and(|m| m.verdict == Verdict::Verbatim), "{quote:?} at {span:?}: {found:#?}");
    }
}
