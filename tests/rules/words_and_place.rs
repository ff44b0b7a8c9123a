//! Rules about where words are and whose they are: unattributed, misquoted, not found, given to the wrong source or person.

use super::{check, fix, offers_no_fix};

const VISIT: (&str, &str) = (
    "visit.txt",
    "A visit to the harbour\n\n“The talks will not resume before March, and everybody knows it,” Ada Moreno said.\n\n\
     “We knew nothing of it until the morning,” Ben Okafor told reporters, the Daily Post reported.\n\n\
     Moreno spoke of “a new beginning for the whole coast.” *\n\n* Editor's note: the original quotation could not be verified.\n",
);

const SUMMIT: (&str, &str) = (
    "summit.txt",
    "The summit\n\n“Nobody expects a treaty this year,” said Carla Weiss, the mayor.\n",
);

#[test]
fn unattributed_quote() {
    check(
        "unattributed-quote",
        &[VISIT],
        "
It was a long day. “We expected rather more of it from the beginning.”
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has neither a speaker nor a citation
",
    );
    fix(
        "unattributed-quote",
        &[VISIT],
        "It was a long day. “The talks will not resume before March.”",
        "It was a long day. “The talks will not resume before March,” Ada Moreno said [@visit, ¶1].",
    );
    // A clause has no place in mid-sentence.
    fix(
        "unattributed-quote",
        &[VISIT],
        "For whoever hears “the talks will not resume before March” it is a long day.",
        "For whoever hears “the talks will not resume before March” (Ada Moreno, [@visit, ¶1]) it is a long day.",
    );
}

#[test]
fn unattributed_quote_ignores_named_cited_and_short_words() {
    for note in [
        "“We expected rather more of it from the beginning,” a resident said.",
        "“We expected rather more of it from the beginning” [@visit].",
        "> We expected rather more of it.\n> — Ada Moreno",
        "They call it “the long wait”.",
        "`“We expected rather more of it from the beginning.”`",
    ] {
        check("unattributed-quote", &[VISIT], note);
    }
}

#[test]
fn misquote() {
    check(
        "misquote",
        &[VISIT],
        "
Moreno said that “the talks will resume before March, and everybody knows it” [@visit].
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “not” is left out (this changes the meaning)
",
    );
    fix(
        "misquote",
        &[VISIT],
        "Moreno said: \"The talks will not resume before April, and everybody knows it\" [@visit].",
        "Moreno said: \"The talks will not resume before March, and everybody knows it\" [@visit].",
    );
}

#[test]
fn misquote_ignores_typography_and_marked_changes() {
    for note in [
        "Moreno said: \"the talks will not resume before March -- and everybody knows it.\" [@visit]",
        "Moreno said that “[t]he talks will not resume … and everybody knows it” [@visit].",
        "Moreno said that “[they] will not resume before March” [@visit].",
    ] {
        check("misquote", &[VISIT], note);
    }
}

#[test]
fn quote_not_found() {
    check(
        "quote-not-found",
        &[VISIT, SUMMIT],
        "
Moreno called it “the least interesting meeting of my life” [@visit].
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is not in [@visit], nor in any of the 2 sources
",
    );
}

/// Words that may be those of another source are not confirmed by the cited one.
#[test]
fn quote_not_found_names_the_nearest_words_of_another_source() {
    check(
        "quote-not-found",
        &[VISIT, SUMMIT],
        "
Moreno said that “the talks will not resume before May, and nobody minds it” [@summit].
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the nearest words are in visit ¶1
",
    );
}

#[test]
fn quote_not_found_ignores_what_cannot_be_judged() {
    check("quote-not-found", &[], "Moreno called it “the least interesting meeting of my life”.");
    check("quote-not-found", &[VISIT], "They call it “the long wait”.");
    check("quote-not-found", &[VISIT], "“The talks will not resume before March” [@visit].");
    check("quote-not-found", &[VISIT], "“The least interesting meeting of my life” [@nothing].");
}

#[test]
fn wrong_source() {
    check(
        "wrong-source",
        &[VISIT, SUMMIT],
        "
“Nobody expects a treaty this year” [@visit].
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is not in [@visit]: it is in summit ¶1
",
    );
    fix(
        "wrong-source",
        &[VISIT, SUMMIT],
        "“Nobody expects a treaty this year” [@visit, ¶3].",
        "“Nobody expects a treaty this year” [@summit, ¶1].",
    );
}

#[test]
fn wrong_source_ignores_words_in_one_of_the_cited_sources() {
    check(
        "wrong-source",
        &[VISIT, SUMMIT],
        "“Nobody expects a treaty this year” [@visit; @summit].",
    );
    check("wrong-source", &[VISIT, SUMMIT], "“Nobody expects a treaty this year” [@summit].");
    check(
        "wrong-source",
        &[VISIT, SUMMIT],
        "“Nobody expects a treaty this year” [@visit; @elsewhere].",
    );
}

#[test]
fn unknown_source() {
    check(
        "unknown-source",
        &[VISIT, SUMMIT],
        "
“Nobody expects a treaty this year” [@sumit, ¶1] and [@zeppelin].
                                      ^^^^^ did you mean @summit?
                                                       ^^^^^^^^ matches no source of the corpus
",
    );
    fix("unknown-source", &[VISIT, SUMMIT], "A treaty [@sumit].", "A treaty [@summit].");
}

#[test]
fn unknown_source_ignores_handles_links_and_other_notes() {
    let note = "As @carla_w wrote, see [the map](map.png), [[another note]] and mail ada@example.org [@visit].";
    check("unknown-source", &[VISIT, SUMMIT], note);
}

#[test]
fn misattributed_quote() {
    check(
        "misattributed-quote",
        &[VISIT, SUMMIT],
        "
Carla Weiss said: “The talks will not resume before March, and everybody knows it” [@visit].
^^^^^^^^^^^ visit ¶1 attributes it to Ada Moreno
",
    );
    fix(
        "misattributed-quote",
        &[VISIT, SUMMIT],
        "“Nobody expects a treaty this year,” Ada Moreno said [@summit].",
        "“Nobody expects a treaty this year,” Carla Weiss said [@summit].",
    );
}

#[test]
fn misattributed_quote_asks_at_info_where_the_sentence_turns() {
    check(
        "misattributed-quote",
        &[VISIT, SUMMIT],
        "
Carla Weiss praised them, but Ada Moreno was blunter: “The talks will not resume before March” [@visit].
^^^^^^^^^^^ say plainly who speaks them

Carla Weiss told Ada Moreno: “The talks will not resume before March” [@visit].
^^^^^^^^^^^ Correct the speaker
",
    );
    // Replacing the first name would be wrong: the second person may have said it.
    offers_no_fix(
        "misattributed-quote",
        &[VISIT, SUMMIT],
        "Carla Weiss praised them, but Ada Moreno was blunter: “The talks will not resume before March” [@visit].",
    );
}

#[test]
fn misattributed_quote_requires_certainty() {
    for note in [
        "Ada Moreno said: “The talks will not resume before March, and everybody knows it” [@visit].",
        "Moreno said: “The talks will not resume before March, and everybody knows it” [@visit].",
        "The mayor of another town said: “The talks will not resume before March” [@visit].",
        "Carla Weiss was there. She said: “The talks will not resume before March” [@visit].",
        "Carla Weiss said “before March” [@visit].",
        // The person a foundation is named after does not speak for it.
        "The International Carla Weiss Foundation said: “The talks will not resume before March” [@visit].",
        // The office may have another holder by now.
        "Carla Weiss came. The mayor said: “The talks will not resume before March” [@visit].",
        "Carla Weiss and Ben Okafor came. The former said: “The talks will not resume before March” [@visit].",
    ] {
        check("misattributed-quote", &[VISIT, SUMMIT], note);
    }
}

#[test]
fn secondhand_quote() {
    check(
        "secondhand-quote",
        &[VISIT],
        "
The Daily Post said: “We knew nothing of it until the morning” [@visit].
^^^^^^^^^^^^^^ are the words of Ben Okafor
",
    );
    check(
        "secondhand-quote",
        &[VISIT],
        "Ben Okafor said: “We knew nothing of it until the morning” [@visit].",
    );
}

#[test]
fn disputed_quote() {
    check(
        "disputed-quote",
        &[VISIT],
        "
Moreno promised “a new beginning for the whole coast” [@visit].
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ could not be verified
",
    );
    check("disputed-quote", &[VISIT], "“The talks will not resume before March” [@visit].");
    check(
        "disputed-quote",
        &[VISIT],
        "Moreno promised “a new beginning for the whole coast” [@visit]. The words could not be verified.",
    );
}
