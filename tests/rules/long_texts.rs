//! Former false positives on correct quotations from long texts, each reduced to a small note.

use super::check;

/// Asserts that no rule claims an error in the note.
fn silent(sources: &[(&str, &str)], note: &str) {
    use onrecord::workspace::Severity;
    let snapshot = crate::support::snapshot(note, sources);
    let found = onrecord::analysis::findings(&snapshot, &crate::support::note_path());
    let found: Vec<_> = found.iter().filter(|f| f.severity >= Severity::Info).collect();
    assert!(found.is_empty(), "{note}\n{found:#?}");
}

/// Wrapped at about 60 characters, as in free-book libraries.
const TALE: (&str, &str) = (
    "tale.txt",
    "THE FERRY

by Ada Brill

Nobody had used the landing since the storm, and the old man who
lived beside it had stopped lighting the lamp in the evening.

“Then you are slow,” the old man said, and he shut his eyes, with
every appearance of satisfaction. “You always were. Put it where
it goes.”

“I had meant to be there by now, and I am not,” said Jon
Tarrow. “So I will tell you what I know from here, and it is not
a great deal.”

“The rope was new,” he said.

“The ring was not,” she said, and they looked at each other
across the water for a while.
",
);

#[test]
fn interruption_may_span_a_line_end() {
    silent(&[TALE], "The old man said: “Then you are slow. You always were” [@tale].\n");
    silent(
        &[TALE],
        "“Then you are slow. You always were. Put it where it goes,” the old man said [@tale].\n",
    );
    silent(
        &[TALE],
        "Tarrow said: “I had meant to be there by now, and I am not. So I will tell you what I know from here” [@tale].\n",
    );
}

#[test]
fn quotations_are_not_joined_across_paragraphs() {
    check(
        "unmarked-omission",
        &[TALE],
        "
He said: “The rope was new. The ring was not” [@tale].
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “The rope was new. The ring was not” leaves out “he said” of tale ¶4. Mark it with an ellipsis
",
    );
}

const HARBOUR: (&str, &str) = (
    "harbour.txt",
    "The harbour\n\n“We shall keep the harbour open through the winter,” Ada Brill said. “Who is going to pay for the ferry?” Jon Tarrow asked.\n",
);

#[test]
fn source_line_below_a_block_quotation_cites() {
    for below in [
        "Source: [[harbour]], location 1221",
        "— From [[harbour]]",
        "Source: [The harbour](../sources/harbour.txt), p. 3",
        "Source: @harbour",
    ] {
        silent(
            &[HARBOUR],
            &format!("> We shall keep the harbour open through the winter\n\n{below}\n"),
        );
    }
}

#[test]
fn adjacent_callouts_are_separate_quotations() {
    silent(
        &[HARBOUR],
        "> [!quote]- Ada Brill, [[harbour]]\n> We shall keep the harbour open through the winter.\n\n> [!quote] [[harbour]]\n> Who is going to pay for the ferry?\n",
    );
}

#[test]
fn bare_key_after_a_sentence_cites() {
    silent(&[HARBOUR], "There is also this: “Who is going to pay for the ferry?” @harbour.\n");
    silent(&[HARBOUR], "- asked, “Who is going to pay for the ferry?” And left. [[harbour]]\n");
}

/// A page with a footnote below its text, and the next page.
const OPINION: (&str, &str) = (
    "opinion.txt",
    "The commissioners of the district sit in the old customs house, and there
they read the letters that nobody has answered, in Harbour v. Lane, 84
————————
1 The ledger was received in evidence at the trial. The judge remarked that it was
the neatest document that had come before the bench in thirty years, and that the
clerk who had kept it should be asked to keep the court’s own books from now on.

\u{c}Westmark 301, where the sum was given for the first time, and on Friday
they asked the manager what he had meant by it. He thought for some
————————
2 He had been the manager for eleven years.

\u{c}time, the transcript shows, and then he said that he did not know it.
",
);

#[test]
fn sentence_continues_after_footnotes() {
    for words in [
        "they read the letters that nobody has answered, in Harbour v. Lane, 84 Westmark 301, where the sum was given",
        "answered, in Harbour v. Lane, 84 Westmark 301",
        "He thought for some time, the transcript shows",
        "The judge remarked that it was the neatest document that had come before the bench",
    ] {
        silent(&[OPINION], &format!("One line stays in the mind: “{words}” [@opinion].\n"));
    }
}

const MARSH: (&str, &str) = (
    "marsh.txt",
    "THE SALT MARSH ROAD

by Edith Carrow

“Just so,” Dr Sefton said. “He sent it away himself in that year.”

“Then we shall know at ten past,” said Mr Pollard, “and until then we shall not go borrowing any trouble.”

Now it was an island, with a barn and eleven apple trees, and a lamp had been put in the window.

“That is it, you see,” said Brannock. “There was never any year.”
",
);

#[test]
fn sentence_that_quotes_a_character_is_the_authors() {
    silent(&[MARSH], "Carrow wrote: “‘That is it, you see,’ said Brannock” [@marsh].\n");
    silent(&[MARSH], "“'Just so,' Dr Sefton said,” wrote Carrow [@marsh].\n");
    check(
        "misattributed-quote",
        &[MARSH],
        "
Dr Sefton said: “That is it, you see” [@marsh].
^^^^^^^^^ “That is it, you see” is attributed to Dr Sefton, but marsh ¶4 attributes it to Brannock: “said Brannock”. Correct the speaker
",
    );
}

#[test]
fn introduction_of_a_block_quotation_does_not_carry_over() {
    let own_line = "Carrow put it like this:\n\n> Now it was an island, with a barn and eleven apple trees. [@marsh]\n\n> we shall know at ten past, and until then we shall not go borrowing any trouble.\n>\n> — Mr Pollard, [the file](../sources/marsh.txt)\n";
    silent(&[MARSH], own_line);
    silent(
        &[MARSH],
        "Carrow put it like this:\n\n> Now it was an island, with a barn and eleven apple trees. [@marsh]\n\n> we shall know at ten past, and until then we shall not go borrowing any trouble. [@marsh]\n",
    );
}

#[test]
fn surname_in_ing_starts_a_sentence() {
    for note in [
        "See @harbour. Manning says that “Who is going to pay for the ferry?”.\n",
        "Fielding said: “Who is going to pay for the ferry?”\n",
        "It rained. Browning told them that “Who is going to pay for the ferry”.\n",
        "Harding wrote “Who is going to pay for the ferry?”\n",
    ] {
        check("unattributed-quote", &[HARBOUR], note);
    }
    let nobody = "Something said: “Who is going to pay for the ferry, and when?”\n";
    let snapshot = crate::support::snapshot(nobody, &[HARBOUR]);
    let found = onrecord::analysis::findings(&snapshot, &crate::support::note_path());
    assert!(found.iter().any(|f| f.rule == "unattributed-quote"), "{found:#?}");
}
