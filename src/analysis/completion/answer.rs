//! The proposals at a cursor: dispatches on what is being typed there.

use super::index::CompletionIndex;
use super::proposal::{Cursor, MOST, Occasion, Proposal};
use super::typed::{Typed, typed};
use super::{keys, names, quotations};
use crate::text::visible;
use crate::workspace::Snapshot;
use std::path::Path;

/// The possible continuations at a byte offset of a note, best first. The cost depends on how much matches what was
/// typed, not on the size of the corpus; the index must be that of the snapshot's corpus and actors.
pub fn completion(
    snapshot: &Snapshot,
    index: &CompletionIndex,
    path: &Path,
    offset: usize,
    occasion: Occasion,
) -> Vec<Proposal> {
    let Some(entry) = snapshot.note(path).filter(|_| index.is_of(snapshot)) else {
        return Vec::new();
    };
    let cursor = Cursor { snapshot, index, path, entry, offset };
    let mut proposals = match typed(cursor.text(), offset) {
        Some(Typed::Key { span, form }) => keys::keys(cursor, span, form),
        Some(Typed::Locator { key, span }) => keys::locators(cursor, key, span),
        Some(Typed::Quotation { words, line }) => quotations::quotations(cursor, words, line),
        Some(Typed::Name(span)) => match occasion {
            Occasion::Typing if names::is_whole(cursor, span) => Vec::new(),
            _ => names::names(cursor, span),
        },
        None => Vec::new(),
    };
    proposals.truncate(MOST);
    for proposal in &mut proposals {
        // The inserted text stays as it is.
        visible::name_in([&mut proposal.label, &mut proposal.detail]);
    }
    proposals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{NOTE, desk};

    /// The note after accepting the first proposal at the cursor.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let snapshot = desk(&text);
        let index = CompletionIndex::of(&snapshot);
        let found = completion(&snapshot, &index, Path::new(NOTE), offset, Occasion::Asked);
        let first = found.first().map(|p| {
            assert!(
                p.filter.to_lowercase().contains(&text[p.span.start..offset].trim().to_lowercase()),
                "{p:?}"
            );
            format!("{}{}{}", &text[..p.span.start], p.text, &text[p.span.end..])
        });
        assert_eq!(first.as_deref().unwrap_or("nothing"), expected);
    }

    #[test]
    fn a_cite_key_replaces_what_stands_there() {
        check("So [@|].\n", "So [@visit].\n");
        check("So [@v|is, ¶2].\n", "So [@visit, ¶2].\n");
        check("So [@vi|olet].\n", "So [@visit].\n");
        check("So [@Harb|].\n", "So [@visit].\n");
        check("mail ada@exam|ple.org\n", "nothing");
    }

    #[test]
    fn a_locator_is_a_paragraph_that_the_quotation_stands_in() {
        let quotation = "“We have waited long enough for the new bridge”";
        check(&format!("{quotation} [@visit,|].\n"), &format!("{quotation} [@visit, ¶3].\n"));
        check(&format!("{quotation} [@visit, ¶|].\n"), &format!("{quotation} [@visit, ¶3].\n"));
        check(&format!("{quotation} [@visit, p. |]\n"), &format!("{quotation} [@visit, ¶3]\n"));
        check("So [@visit, ¶2|].\n", "So [@visit, ¶2].\n");
        check("So [@nothing, ¶|].\n", "nothing");
    }

    #[test]
    fn a_name_takes_in_the_words_before_that_belong_to_it() {
        check("So Mor| said.\n", "So Anna Moreno said.\n");
        check("So Mo|re said.\n", "So Anna Moreno said.\n");
        check("So Anna Mo| said.\n", "So Anna Moreno said.\n");
        check("So Piet Mo| said.\n", "So Piet Anna Moreno said.\n");
        check("so mor| said.\n", "nothing");
    }

    #[test]
    fn the_rest_of_a_quotation_comes_with_its_mark_and_citation() {
        let whole = "“We have waited long enough for the new bridge” [@visit, ¶3]";
        check("He: “We have|\n", &format!("He: {whole}\n"));
        check("He: “we ha|ve\n", &format!("He: {whole}\n"));
        check("He: “We have|”\n", &format!("He: {whole}\n"));
        check("He: “We have| waited long” then\n", &format!("He: {whole} then\n"));
        check(
            "He: “We have| waited” [@visit].\n",
            "He: “We have waited long enough for the new bridge” [@visit].\n",
        );
        check("He: \"We have|\n", &format!("He: {}\n", whole.replace(['“', '”'], "\"")));
    }

    #[test]
    fn a_quotation_may_begin_inside_the_source_and_run_over_lines() {
        check("He: “long enough|\n", "He: “long enough for the new bridge” [@visit, ¶3]\n");
        check(
            "He: “We have waited\nlong eno|\n",
            "He: “We have waited\nlong enough for the new bridge” [@visit, ¶3]\n",
        );
        check(
            "He: “We have| and\n\nlater “no” more\n",
            "He: “We have waited long enough for the new bridge” [@visit, ¶3] and\n\nlater “no” more\n",
        );
        check("“A b” said he. We have|\n", "nothing");
    }

    #[test]
    fn of_a_long_quotation_its_sentence_comes_first() {
        check("H: “Nobody as|\n", "H: “Nobody asked the fishermen.” [@visit, ¶4]\n");
    }

    #[test]
    fn behind_an_opening_mark_comes_what_those_said_who_are_named_before() {
        check(
            "Piet Harker said: “|\n",
            "Piet Harker said: “We have waited long enough for the new bridge” [@visit, ¶3]\n",
        );
        check("Harker said “n|\n", "Harker said “Nobody asked the fishermen.” [@visit, ¶4]\n");
        check("Harker left.\n\nShe said “|\n", "nothing");
        check("Harker said “|enough\n", "nothing");
    }

    #[test]
    fn a_name_that_is_whole_is_left_alone_while_typing() {
        let typing = |marked: &str| {
            let offset = marked.find('|').unwrap();
            let snapshot = desk(&marked.replacen('|', "", 1));
            let index = CompletionIndex::of(&snapshot);
            completion(&snapshot, &index, Path::new(NOTE), offset, Occasion::Typing).len()
        };
        assert_eq!(typing("So Mor|\n"), 1);
        assert_eq!(typing("So Moreno|\n"), 0);
        assert_eq!(typing("So Anna Moreno|\n"), 0);
        assert_eq!(typing("So M|\n"), 1);
    }
}
