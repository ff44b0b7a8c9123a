//! `unchecked-locator`: pages and other locators that plain text does not have are not silently accepted.

use super::check;

const VISIT: &str = "A visit

“The talks will not resume before March, and everybody knows it,” Ada Moreno said.

“Nobody asked the fishermen before the quay was sold,” Piet Harker said.
";

const RULE: &str = "unchecked-locator";

#[test]
fn page_of_a_text_without_pages_is_unchecked() {
    check(
        RULE,
        &[("visit", VISIT)],
        "
Moreno said “the talks will not resume before March” [@visit, p. 4].
                                                              ^^^^ its text has no page numbers. Check it by hand, or cite the paragraph: [@visit, ¶1]

Harker said “nobody asked the fishermen before the quay was sold” [@visit, ¶2].
",
    );
}

#[test]
fn chapters_times_and_bare_numbers_are_unchecked() {
    for place in ["ch. 3", "§ 4", "12", "00:12:03", "vol. 2, no. 3"] {
        let note =
            format!("Moreno said “the talks will not resume before March” [@visit, {place}].\n");
        let snapshot = crate::support::snapshot(&note, &[("visit", VISIT)]);
        let found = onrecord::analysis::findings(&snapshot, &crate::support::note_path());
        let rules: Vec<_> = found.iter().map(|f| f.rule).collect();
        assert_eq!(rules, [RULE], "{place}: {found:#?}");
    }
}

#[test]
fn one_finding_covers_all_locators_of_a_source() {
    check(
        RULE,
        &[("visit", VISIT), ("other", VISIT)],
        "
Moreno said “the talks will not resume before March” [@visit, p. 4].
                                                              ^^^^ “p. 4” of visit cannot be checked (nor p. 9): its text

Harker said “nobody asked the fishermen before the quay was sold” [@visit, p. 9].

Harker said “nobody asked the fishermen” [@visit, p. 4], and “the quay was sold” [@other, pp. 3–4].
                                                                                          ^^^^^^^ “pp. 3–4” of other
",
    );
}

#[test]
fn unchecked_locator_ignores_remarks_paragraphs_lines_and_bare_citations() {
    check(
        RULE,
        &[("visit", VISIT)],
        "
Moreno said “the talks will not resume before March” [@visit, my emphasis].

Moreno said “the talks will not resume before March” [@visit, L3].

The ferry was late [@visit, p. 4].

Moreno said “the talks will not resume before March” [@unknown, p. 4].
",
    );
}
