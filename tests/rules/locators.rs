//! `wrong-locator` by chapters and sections: the right place is told and fixed, what the source cannot tell is not held
//! against the note.

use super::{check, fix};

const BOOK: (&str, &str) = (
    "book.txt",
    "The Bridge\n\nContents\n\nChapter 1: Ice\n\nChapter 2: Thaw\n\nChapter 1: Ice\n\n\
     Nobody crossed the bridge that winter, and the ferry lay in the ice until March.\n\n\
     Chapter 2: Thaw\n\nThe council sold the old quay before anybody had asked the fishermen.\n",
);

const ACT: (&str, &str) = (
    "act.txt",
    "Harbour Act\n\n§ 1 Scope\n\nThis Act applies to every vessel that lies in the old harbour.\n\n\
     § 2 Duties\n\n2.1 The Master\n\nThe master shall keep a light burning from dusk until dawn.\n",
);

#[test]
fn the_right_chapter_is_named_and_fixed() {
    check(
        "wrong-locator",
        &[BOOK],
        "
The author says that “nobody crossed the bridge that winter” [@book, ch. 2].
                                                                     ^^^^^ it is at ch. 1

The author says that “the council sold the old quay” [@book, chapter 2].

It says that “nobody crossed the bridge that winter” [@book, chapters 1–2].
",
    );
    fix(
        "wrong-locator",
        &[BOOK],
        "He writes that “the council sold the old quay” [@book, chap. 1].",
        "He writes that “the council sold the old quay” [@book, chap. 2].",
    );
}

#[test]
fn the_right_section_is_named_and_fixed() {
    check(
        "wrong-locator",
        &[ACT],
        "
It says “the master shall keep a light burning from dusk until dawn” [@act, § 1].
                                                                            ^^^ it is at § 2.1

It says “the master shall keep a light burning from dusk until dawn” [@act, § 2].

It says “the master shall keep a light burning from dusk until dawn” [@act, sec. 2.1].

It says “the master shall keep a light burning from dusk until dawn” [@act, § 1983].
",
    );
    fix(
        "wrong-locator",
        &[ACT],
        "It says “this Act applies to every vessel” [@act, sec. 2].",
        "It says “this Act applies to every vessel” [@act, sec. 1].",
    );
}
