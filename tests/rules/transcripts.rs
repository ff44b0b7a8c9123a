//! Records of speech: whose turn words are said in, and quotations that run from one turn into the next.

use super::{check, fix};

const BRIEFING: &str = "Press briefing by Martin Merrow, Department Spokesperson\n\n\
    MR MERROW: We cannot support a major operation in the delta without a credible plan to protect civilians.\n\n\
    Q Will the figures be published?\n\n\
    MS LUND: We will publish the figures before the end of the month. (Laughter.)\n\n\
    MR MERROW: I have nothing to add to what Ms Lund has told you today.\n";

const PODCAST: &str = "**Ada Brill:** We shall keep the harbour open through the whole of the winter season.\n\n\
    **Jon Tarrow:** The ferry contract has never been put before the town council for a vote.\n\n\
    **Ada Brill:** Nobody on my staff has spoken to the dredging company, and I told them so.\n";

const HEARING: &str = "HEARING BEFORE THE HARBOUR COMMITTEE\n\n\
    \x20   Mr. Tarrow. I thank the chair. The upper basin will wait until the spring\ntides are over.\n\
    \x20   The Chairman. Does the member yield to the gentlelady from the island?\n\
    \x20   Mr. Tarrow. I do not yield.\n\
    \x20   Ms. Brill. Then I ask you when the lower basin will be dredged at last.\n";

const SUBTITLES: &str = "1\n00:00:01,000 --> 00:00:04,000\nADA BRILL: We shall keep the harbour open\n\n\
    2\n00:00:04,000 --> 00:00:06,000\nthrough the whole of the winter season.\n\n\
    3\n00:00:07,000 --> 00:00:09,000\nJON TARROW: I thank you for that, and so does the island.\n";

const INTERVIEW: &str = "# An interview with Ada Brill\n\n\
    **When did you come to the harbour?**\n\nI came here in March, when my father was still the pilot of the port.\n\n\
    **What do you make of the new contract?**\n\nI have read it twice and I do not understand a word of it.\n\n\
    **Will you stay in the office?**\n\nI shall stay until they carry me out of the door of this house.\n";

const ADDRESS: &str = "Address by Clara Lagrange, chair of the harbour union\n\n\
    I am glad to see so many of you here. We have waited for this day for longer than we can say.\n\n\
    The situation in the docks is grave and not enough food is getting in. Our members know that.\n";

#[test]
fn words_in_the_turn_of_another_are_his() {
    for (source, note) in [
        (
            BRIEFING,
            "Lund said “we cannot support a major operation in the delta without a credible plan” [@k].\n\
             ^^^^ attributes it to Martin Merrow: “MR MERROW”\n",
        ),
        (
            BRIEFING,
            "Martin Merrow said “We will publish the figures before the end of the month” [@k].\n\
             ^^^^^^^^^^^^^ Lund: “MS LUND”\n",
        ),
        (
            PODCAST,
            "Jon Tarrow said “We shall keep the harbour open through the whole of the winter” [@k].\n\
             ^^^^^^^^^^ attributes it to Ada Brill: “Ada Brill”\n",
        ),
        (
            HEARING,
            "Ms. Brill said “The upper basin will wait until the spring tides are over” [@k].\n\
             ^^^^^^^^^ Tarrow\n",
        ),
        (
            SUBTITLES,
            "Jon Tarrow said “We shall keep the harbour open through the whole of the winter season” [@k].\n\
             ^^^^^^^^^^ Ada Brill\n",
        ),
    ] {
        check("misattributed-quote", &[("k.txt", source)], note);
    }
}

#[test]
fn words_in_a_turn_of_the_one_named_are_right() {
    for (source, note) in [
        (BRIEFING, "Merrow said “We cannot support a major operation in the delta” [@k].\n"),
        (
            BRIEFING,
            "Ms. Lund said “We will publish the figures before the end of the month” [@k].\n",
        ),
        (BRIEFING, "A reporter asked: “Will the figures be published?” [@k].\n"),
        (PODCAST, "Ada Brill said “Nobody on my staff has spoken to the dredging company” [@k].\n"),
        (
            PODCAST,
            "Brill: “We shall keep the harbour open through the whole of the winter” [@k].\n",
        ),
        (
            HEARING,
            "Tarrow said “The upper basin will wait until the spring tides are over” [@k].\n",
        ),
        (
            SUBTITLES,
            "Brill said “We shall keep the harbour open through the whole of the winter” [@k].\n",
        ),
        (
            INTERVIEW,
            "Ada Brill said “I came here in March, when my father was still the pilot” [@k].\n",
        ),
        (ADDRESS, "Clara Lagrange said “The situation in the docks is grave” [@k].\n"),
        (
            ADDRESS,
            "Lagrange wrote: “We have waited for this day for longer than we can say” [@k].\n",
        ),
    ] {
        for rule in ["misattributed-quote", "paraphrase-in-quotes", "overrun-quote", "misquote"] {
            check(rule, &[("k.md", source)], note);
        }
    }
}

/// The label of the third message has a form that none of the others has.
const CHAT: &str = "**Ada Brill:** We shall keep the harbour open through the winter.\n\n\
    **Jon Tarrow:** I thank you for that, and so does the island.\n\n\
    **Ada Brill:** You are very welcome to it, and I mean that.\n\n\
    Jon Tarrow [12.03. 21:02]\nThe ferry contract has never been put before the council.\n";

const EXAMINATION: &str = "DEPOSITION OF ADA BRILL\n\nMR. HOLT: We are on the record. I appear for the port.\n\n\
    Q. Who shut the valve of the boiler that night?\n\nA. I did, and I was alone.\n\n\
    Q. And who told you to leave it shut?\n\nA. I decided that on my own.\n";

#[test]
fn a_label_of_another_form_may_have_been_missed() {
    check(
        "misattributed-quote",
        &[("k.md", CHAT)],
        "Jon Tarrow said “The ferry contract has never been put before the council” [@k].\n",
    );
}

#[test]
fn counsel_who_ask_as_q_have_turns_of_their_own() {
    check(
        "misattributed-quote",
        &[("k.md", EXAMINATION)],
        "Mr. Holt said “Who shut the valve of the boiler that night?” [@k].\n",
    );
}

#[test]
fn who_is_headed_by_a_possessive_speaks() {
    let address = "PRESIDENT CLARA LAGRANGE'S ADDRESS BEFORE THE CHAMBER\n\nI am glad to see so many of you here, and Tove Lindqvist \
         among them. We have waited for this day for longer than we can say. My friends, I thank you.\n";
    check(
        "misattributed-quote",
        &[("k.txt", address)],
        "Tove Lindqvist said “We have waited for this day for longer than we can say” [@k].\n\
         ^^^^^^^^^^^^^^ Clara Lagrange\n",
    );
}

#[test]
fn an_interviewer_asks_what_the_one_interviewed_does_not_say() {
    check(
        "misattributed-quote",
        &[("k.md", INTERVIEW)],
        "Ada Brill said “What do you make of the new contract” [@k].\n\
         ^^^^^^^^^ it is said by another speaker\n",
    );
}

#[test]
fn an_address_is_its_speaker_s() {
    check(
        "misattributed-quote",
        &[("k.txt", ADDRESS)],
        "Jonas Moller said “We have waited for this day for longer than we can say” [@k].\n\
         ^^^^^^^^^^^^ attributes it to Clara Lagrange\n",
    );
}

#[test]
fn a_quotation_that_runs_into_the_next_turn_is_an_overrun() {
    let note = "Ada Brill said “through the whole of the winter season. The ferry contract has never been put” [@k].\n\
        \x20               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ into the next speaker’s turn in k:1: the words of the first end with “the winter season.”, then Jon Tarrow speaks\n";
    check("overrun-quote", &[("k.md", PODCAST)], note);
    let plain = note.lines().next().unwrap_or_default().to_owned() + "\n";
    check("misquote", &[("k.md", PODCAST)], &plain);
}

#[test]
fn what_only_looks_like_turns_makes_no_speakers() {
    for source in [
        "Harbour soup\n\nIngredients: two onions and a fish\nMethod: Boil the onions with the fish for an hour.\n",
        "Port: a harbour with a town.\n\nQuay: a place to land goods.\n\nPier: a quay that stands in the water.\n",
        "Director: Ada Brill\nCamera: Jon Tarrow\nMusic: Mira Holt\n",
        "build.rs: warning: unused variable\nmain.rs: warning: unused import\nbuild.rs: error: no such file\n",
    ] {
        check(
            "misattributed-quote",
            &[("k.txt", source), ("l.txt", "Jonas Moller, the mayor, was at sea.\n")],
            "Jonas Moller said “a place to land goods” and “Boil the onions with the fish for an hour” [@k].\n",
        );
    }
}

#[test]
fn the_fix_names_the_speaker_of_the_turn() {
    fix(
        "misattributed-quote",
        &[("k.md", PODCAST)],
        "Jon Tarrow said “We shall keep the harbour open through the whole of the winter” [@k].\n",
        "Ada Brill said “We shall keep the harbour open through the whole of the winter” [@k].\n",
    );
}
