//! Rules about the form of quotations: unclosed marks, nested marks, unsourced block quotations.

use super::{check, fix};

#[test]
fn unclosed_quote() {
    check(
        "unclosed-quote",
        &[],
        "
Lee said “we are ready. Then it rained.
         ^ the quotation runs to “Then it rained.”

Kim said \"so are we.
         ^ never closed
",
    );
    fix("unclosed-quote", &[], "Lee said “we are ready.\n", "Lee said “we are ready.”\n");
}

#[test]
fn unclosed_quote_ignores_correct_notes() {
    check(
        "unclosed-quote",
        &[],
        "
Lee said “we are ready.” It's 6'2\" tall, from the '90s.

Kim: “The first paragraph goes on.

“The second ends it.”

`“code` and <b class=“x>so</b>
",
    );
}

#[test]
fn nested_same_mark() {
    check(
        "nested-same-mark",
        &[],
        "
Lee said: “They call it a “pause” and mean the end.” So it was.
                          ^^^^^^^ inside a quotation
",
    );
    fix(
        "nested-same-mark",
        &[],
        "Lee said: “They call it a “pause” and mean the end.”",
        "Lee said: “They call it a ‘pause’ and mean the end.”",
    );
    check("unclosed-quote", &[], "Lee said: “They call it a “pause” and mean the end.” So it was.");
}

#[test]
fn nested_same_mark_ignores_correct_notes() {
    check(
        "nested-same-mark",
        &[],
        "Lee: “They call it a ‘pause’.” Kim: “One” and “two”, \"a \"b\" c\".",
    );
}

#[test]
fn unsourced_blockquote() {
    check(
        "unsourced-blockquote",
        &[("minutes.txt", "Minutes\n\n“The second thing we said was yes,” Ada Lee said.\n")],
        "
It rained.

> The first thing we said was no.
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no attribution line and no citation

It rained again.

> The second thing we said was yes.
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Cite [@minutes
",
    );
}

#[test]
fn unsourced_blockquote_ignores_correct_notes() {
    check(
        "unsourced-blockquote",
        &[],
        "
> The first thing we said was no.
> — Ada Lee

Kim, afterwards:

> The second thing we said was yes.

> The third thing nobody said.

[@minutes]
",
    );
}
