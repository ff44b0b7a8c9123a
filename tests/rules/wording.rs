//! Rules about the words themselves: omitted, changed beside brackets, blamed with [sic], overrun, paraphrased.

use super::{check, fix};

const HARBOUR: (&str, &str) = (
    "harbour.txt",
    "The harbour\n\n“We will always come back to it, as you know by now, with the whole fleet and every boat that floats,” Ada Moreno said.\n\n“They \
     told us to wait until the spring of the next year,” Ben Okafor said.\n\n“The harbour was emptied before noon on Friday,” \
     which surprised nobody in the room, Okafor said.\n\nMoreno said the talks would be held in the spring if the weather allowed it.\n",
);

#[test]
fn unmarked_omission() {
    check(
        "unmarked-omission",
        &[HARBOUR],
        "
Moreno said: “We will always come back to it with the whole fleet and every boat that floats” [@harbour].
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves out “as you know by now
",
    );
    fix(
        "unmarked-omission",
        &[HARBOUR],
        "Moreno said: “We will always come back to it with the whole fleet and every boat that floats” [@harbour].",
        "Moreno said: “We will always come back to it … with the whole fleet and every boat that floats” [@harbour].",
    );
    check(
        "misquote",
        &[HARBOUR],
        "Moreno said: “We will always come back to it with the whole fleet and every boat that floats” [@harbour].",
    );
}

#[test]
fn unmarked_omission_ignores_marked_ones() {
    check(
        "unmarked-omission",
        &[HARBOUR],
        "
Moreno said: “We will always come back to it … with the whole fleet and every boat that floats” [@harbour], or “come back to it” as she put it.
",
    );
}

#[test]
fn bracket_mismatch() {
    check(
        "bracket-mismatch",
        &[HARBOUR],
        "
Okafor said “[the ministry] asked us to wait until the spring of the next year” [@harbour].
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “asked” where the source has “told”
",
    );
    check(
        "bracket-mismatch",
        &[HARBOUR],
        "Okafor said “[the ministry] told us to wait until the spring of the next year” [@harbour].",
    );
}

#[test]
fn unfounded_sic() {
    check(
        "unfounded-sic",
        &[HARBOUR],
        "
Okafor said “the harbor [sic] was emptied before noon on Friday” [@harbour].
                 ^^^^^^ has “harbour”
",
    );
    fix(
        "unfounded-sic",
        &[HARBOUR],
        "Okafor said “the harbor [sic] was emptied before noon on Friday” [@harbour].",
        "Okafor said “the harbour was emptied before noon on Friday” [@harbour].",
    );
    check(
        "unfounded-sic",
        &[HARBOUR],
        "Okafor said “the harbour [sic] was emptied before noon on Friday” [@harbour].",
    );
}

#[test]
fn overrun_quote() {
    check(
        "overrun-quote",
        &[HARBOUR],
        "
Okafor said “The harbour was emptied before noon on Friday, which surprised nobody in the room” [@harbour].
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ends with “noon on Friday
",
    );
    fix(
        "overrun-quote",
        &[HARBOUR],
        "Okafor said “The harbour was emptied before noon on Friday, which surprised nobody” [@harbour].",
        "Okafor said “The harbour was emptied before noon on Friday”, which surprised nobody [@harbour].",
    );
}

#[test]
fn overrun_quote_ignores_quotations_of_the_reporter() {
    check(
        "overrun-quote",
        &[HARBOUR],
        "
Okafor said “the harbour was emptied before noon on Friday” [@harbour]. The paper has it thus: “‘The harbour was
emptied before noon on Friday,’ which surprised nobody in the room” [@harbour].
",
    );
}

#[test]
fn paraphrase_in_quotes() {
    check(
        "paraphrase-in-quotes",
        &[HARBOUR],
        "
Ada Moreno said “the talks would be held in the spring” [@harbour].
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not quoted in harbour
",
    );
}

#[test]
fn paraphrase_in_quotes_ignores_quoted_words() {
    check(
        "paraphrase-in-quotes",
        &[HARBOUR],
        "
Ben Okafor said “the harbour was emptied before noon on Friday” [@harbour]. Nobody in the room was surprised.

The reporter adds that “the talks would be held in the spring” [@harbour].
",
    );
}
