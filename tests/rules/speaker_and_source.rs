//! Rules about missing or wrong context of a quotation: the speaker, the citation, the locator.

use super::{check, fix};

const VISIT: (&str, &str) = (
    "visit.txt",
    "A visit to the coast\n\nNobody expected much of the first day.\n\n“The talks will not resume before March,” Ada Moreno \
     said. The harbour was emptied before noon.\n\nMoreno said the talks would be held in the spring if the weather allowed it.\n",
);

#[test]
fn missing_speaker() {
    check(
        "missing-speaker",
        &[VISIT],
        "
So much for the spring. “The talks will not resume before March” [@visit].
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ attributes it to Ada Moreno
",
    );
}

#[test]
fn missing_speaker_goes_beside_the_citation_in_mid_sentence() {
    fix(
        "missing-speaker",
        &[VISIT],
        "So much for the spring, as “the talks will not resume before March” [@visit] shows.",
        "So much for the spring, as “the talks will not resume before March” (Ada Moreno, [@visit]) shows.",
    );
}

#[test]
fn missing_speaker_ignores_notes_that_lack_none() {
    check(
        "missing-speaker",
        &[VISIT],
        "
Moreno said “the talks will not resume before March” [@visit]. It was a quiet day:
“Nobody expected much of the first day” [@visit].

So much for the “talks” [@visit].
",
    );
}

#[test]
fn uncited_quote() {
    check(
        "uncited-quote",
        &[VISIT],
        "
Moreno said that “the talks will not resume before March”.
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Cite [@visit, ¶2]

Moreno said that “the boats will not sail before March”.
",
    );
    fix(
        "uncited-quote",
        &[VISIT],
        "Moreno said that “the talks will not resume before March”.",
        "Moreno said that “the talks will not resume before March” [@visit, ¶2].",
    );
}

#[test]
fn wrong_locator() {
    check(
        "wrong-locator",
        &[VISIT],
        "
Moreno said that “the talks will not resume before March” [@visit, ¶7].
                                                                   ^^ it is at ¶2
",
    );
    let said = "Moreno said that “the talks will not resume before March”";
    for (wrong, right) in [
        ("[@visit, para. 9]", "[@visit, para. 2]"),
        ("[@visit:1]", "[@visit:5]"),
        ("(@visit L2)", "(@visit L5)"),
    ] {
        fix("wrong-locator", &[VISIT], &format!("{said} {wrong}."), &format!("{said} {right}."));
    }
}

#[test]
fn wrong_locator_ignores_plausible_locators() {
    for locator in ["¶2", "¶3", "¶¶1-2", "L5", "L4-L6", "p. 400", "as above"] {
        check(
            "wrong-locator",
            &[VISIT],
            &format!(
                "Moreno said that “the talks will not resume before March” [@visit, {locator}].\n"
            ),
        );
    }
    check(
        "wrong-locator",
        &[VISIT],
        "“Nobody expected much” there, and “the talks will not resume before March” [@visit, ¶1].\n",
    );
}
