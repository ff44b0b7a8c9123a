//! Rules about names: whom they mean, and whether they are spelt as in the sources.

use super::{check, fix};

const VISIT: (&str, &str) = (
    "visit.txt",
    "A visit to the coast\n\nAnna Berg, the mayor, met Erik Berg, a pilot, and Kavita Moreno, a judge.\n\n“The talks will not \
     resume before March,” Anna Berg said.\n\n“We have waited long enough for the bridge,” Kavita Moreno said.\n",
);

#[test]
fn ambiguous_speaker() {
    check(
        "ambiguous-speaker",
        &[VISIT],
        "
Berg said that “the talks will not resume before March” [@visit].
^^^^ may be Anna Berg (visit ¶1) or Erik Berg (visit ¶1)
",
    );
    fix(
        "ambiguous-speaker",
        &[VISIT],
        "Berg said that “the talks will not resume before March” [@visit].\n",
        "Anna Berg said that “the talks will not resume before March” [@visit].\n",
    );
}

#[test]
fn ambiguous_speaker_ignores_names_that_the_note_settles() {
    check(
        "ambiguous-speaker",
        &[VISIT],
        "
Erik Berg came first. “The talks will not resume before March,” Berg said [@visit].

Moreno said that “we have waited long enough for the bridge” [@visit]. Berg was there.
",
    );
}

#[test]
fn misspelled_actor() {
    check(
        "misspelled-actor",
        &[VISIT],
        "
It was Kavita Morreno who came.
       ^^^^^^^^^^^^^^ is one letter off Kavita Moreno (visit ¶1). Write “Kavita Moreno”

Morenno said that “we have waited long enough for the bridge” [@visit].
^^^^^^^ is one letter off Kavita Moreno (visit ¶1). Write “Moreno”
",
    );
    fix(
        "misspelled-actor",
        &[VISIT],
        "It was Kavita Morreno who came.\n",
        "It was Kavita Moreno who came.\n",
    );
}

#[test]
fn misspelled_actor_ignores_other_people() {
    check(
        "misspelled-actor",
        &[VISIT],
        "
Karita Moreno, Erik Borg, Anna Bergh and Morenno came; Kavita Moreno and Moreno did not.
He read “Kavita Morreno” on the door.
",
    );
}
