//! Text around turns that names the speakers or is not spoken: offices, lists, buttons, decisions, running heads.

use super::{says, silent};

#[test]
fn offices_named_above_the_record() {
    says(
        "Present: Mayor Bo Strand; Vice Mayor Ines Sorrel\nStaff: City Clerk Ada Brill\n\nMayor Strand: Item three, please.\n\nVice Mayor Sorrel: I have a question. Who pays for it?\n\nCity Clerk: I have one card.\n\nMayor Strand: Thank you.\n\nThe council recessed at 7:48 p.m. and reconvened in closed session.\n",
        &[
            "Bo Strand | Item three, please.",
            "Ines Sorrel | I have a question. Who pays for it?",
            "Ada Brill | I have one card.",
            "Bo Strand | Thank you.",
        ],
    );
}

#[test]
fn a_deposition_with_its_witness_in_a_sentence() {
    says(
        "Videotaped deposition of ADA BRILL, taken at Port Ellis.\n\nALSO PRESENT:  BO STRAND, Videographer\n\nTHE VIDEOGRAPHER:  We are on the record.\n\n  ADA BRILL,\nhaving been first duly sworn, testified as follows:\n\nBY MR. HOLT:\n\nQ    Who shut the valve?\n\nA    I did. I was alone.\n\nQ    When?\n\nA    At ten, I think.\n",
        &[
            "Bo Strand | We are on the record.",
            "Mr. Holt | Who shut the valve?",
            "Ada Brill | I did. I was alone.",
            "Mr. Holt | When?",
            "Ada Brill | At ten, I think.",
        ],
    );
}

#[test]
fn members_of_a_council_with_dot_leaders() {
    says(
        "President:      Ms. Abaro . . . . . . . . . (Cantavera)\n\nMembers:        Norland . . . . . . . . . . Mr. Holt\n\nThe meeting was called to order at 10.05 a.m.\n\n     The President (spoke in Spanish): I give the floor to Ms. Ines\nWexmoor-Ade. Thank you.\n\n     Ms. Wexmoor-Ade: Thank you, Madam President. I will be short.\n\n     The President (spoke in Spanish): I thank you for your briefing.\n\n     Mr. Holt (Norland): We have no objection.\n",
        &[
            "Ms. Abaro | I give the floor to Ms. Ines Wexmoor-Ade. Thank you.",
            "Ines Wexmoor-Ade | Thank you, Madam President. I will be short.",
            "Ms. Abaro | I thank you for your briefing.",
            "Mr. Holt | We have no objection.",
        ],
    );
}

#[test]
fn buttons_below_names() {
    says(
        "Ada Brill\n(Delyn North) (Con)\n\nShare\n\n(Urgent Question): To ask the Secretary of State what she will do?\n\nThe Secretary of State for Lamps\n(Ines Sorrel)\n\nShare\n\nI will buy ten.\n\nAda Brill\n\nShare\n\nThank you. Why only ten?\n\nInes Sorrel\n\nShare\n\nWe have no more money.\n",
        &[
            "Ada Brill | To ask the Secretary of State what she will do?",
            "Ines Sorrel | I will buy ten.",
            "Ada Brill | Thank you. Why only ten?",
            "Ines Sorrel | We have no more money.",
        ],
    );
}

#[test]
fn the_chair_named_once_in_parentheses() {
    says(
        "MR SPEAKER (T. Turo): Please be seated. I have three matters.\n\nMR A. BRILL: Thank you, Mr Speaker. I have a question.\n\nMR SPEAKER: You may go on, Albert Brill.\n\nMR A. BRILL: Is it safe, I ask you?\n",
        &[
            "T. Turo | Please be seated. I have three matters.",
            "Albert Brill | Thank you, Mr Speaker. I have a question.",
            "T. Turo | You may go on, Albert Brill.",
            "Albert Brill | Is it safe, I ask you?",
        ],
    );
}

#[test]
fn decisions_between_turns_are_the_clerk_s() {
    says(
        "Present: Ada Brill (AB), Bo Strand (BS)\n\n* AB: I propose that we drop it.\n\nPROPOSAL: Drop it in May\n\n* BS: I agree with you. We can wait.\n* AB: Thank you.\n* BS: Shall we end here?\n* AB: Yes, I have to go.\n\nRESOLUTION: Drop it\n",
        &[
            "Ada Brill | I propose that we drop it.",
            "Bo Strand | I agree with you. We can wait.",
            "Ada Brill | Thank you.",
            "Bo Strand | Shall we end here?",
            "Ada Brill | Yes, I have to go.",
        ],
    );
}

#[test]
fn escaped_brackets_and_times_before_the_words() {
    says(
        "**Ada Brill:** Hello, and welcome.\n\n**Bo Strand:** \\[laughs\\] Thank you. I am glad.\n\n**Ada Brill:** \\[04:15\\] What do you do?\n\n**Bo Strand:** I make cheese.\n",
        &[
            "Ada Brill | Hello, and welcome.",
            "Bo Strand | Thank you. I am glad.",
            "Ada Brill | What do you do?",
            "Bo Strand | I make cheese.",
        ],
    );
}

#[test]
fn threads_of_comments() {
    says(
        "# I was a keeper. Ask me anything.\n\n**u/brasspolish** · 1.4k points · 9 years ago\n\nWhat do people get wrong?\n\n> **u/lastkeeper** · 2.2k points · 9 years ago\n>\n> That it was lonely. I was never alone.\n>\n> > **u/brasspolish** · 911 points\n> >\n> > I will never look at my kitchen the same way.\n\n**u/mudlark** · 877 points · 9 years ago\n\nDid you ever let the light go out?\n",
        &[
            "u/brasspolish | What do people get wrong?",
            "u/lastkeeper | That it was lonely. I was never alone.",
            "u/brasspolish | I will never look at my kitchen the same way.",
            "u/mudlark | Did you ever let the light go out?",
        ],
    );
}

#[test]
fn exported_chats_with_dates_and_reactions() {
    says(
        "[04-Mar-23 09:12] ivy_marsh\nmorning all. who has the keys?\n\n{Reactions}\n👍 (4)\n\n[04-Mar-23 09:14] Ada Brill\nI do.\n\n[04-Mar-23 09:15] ivy_marsh\nthank you\n\n[04-Mar-23 09:31] okon#4410\nI can get them at noon\n\n[04-Mar-23 09:32] ivy_marsh\nyes please\n\n[04-Mar-23 09:40] Ada Brill\nI will be there\n",
        &[
            "ivy_marsh | morning all. who has the keys?",
            "Ada Brill | I do.",
            "ivy_marsh | thank you",
            "okon#4410 | I can get them at noon",
            "ivy_marsh | yes please",
            "Ada Brill | I will be there",
        ],
    );
}

#[test]
fn speakers_listed_in_front_matter() {
    says(
        "---\ntitle: Forks\nspeakers:\n  - Ada Brill\n  - Sjord Provast\n---\nAda: Hey Sjord, how are you?\n\nSjord: I am well, thank you.\n\nAda: What is a fork?\n\nSjord: I can tell you what it is not.\n",
        &[
            "Ada Brill | Hey Sjord, how are you?",
            "Sjord Provast | I am well, thank you.",
            "Ada Brill | What is a fork?",
            "Sjord Provast | I can tell you what it is not.",
        ],
    );
    says(
        "---\ntitle: Attacks\nspeakers:\n  - Ada Brill\n---\nI talked about this in May. I was general then. Here I feel more free.\n",
        &["Ada Brill | I talked about this in May. I was general then. Here I feel more free."],
    );
}

#[test]
fn a_heading_in_the_possessive() {
    says(
        "PRESIDENT ADA M. BRILL'S ADDRESS BEFORE THE CHAMBER\n\nApril 16\n\nIt is with a heavy heart that I stand before you. I ask for your help. We shall go on, and I with you.\n",
        &[
            "Ada M. Brill | April 16 It is with a heavy heart that I stand before you. I ask for your help. We shall go on, and I with you.",
        ],
    );
}

#[test]
fn notes_about_a_speaker_and_pull_quotes_are_not_spoken() {
    says(
        "AB: What do you do, Bo?\n\nBo Strand (BS): I write. Write it in public, and often, whatever it is.\n\n> Write it in public, and often, whatever it is.\n\nAB: And then?\n\nBS: Then I sleep.\n\nBo Strand’s new book is out in May.\n",
        &[
            "AB | What do you do, Bo?",
            "Bo Strand | I write. Write it in public, and often, whatever it is.",
            "AB | And then?",
            "Bo Strand | Then I sleep.",
        ],
    );
}

#[test]
fn a_table_of_contents_is_no_record() {
    silent(
        "Members:   Norland . . . . . 4\n\nPresident:   Ada Brill . . . . . 5\n\nMembers:   Delyn . . . . . 6\n",
    );
}

#[test]
fn one_question_among_labels() {
    says(
        "Briefing by Martin Merrow\n\nMR MERROW: I have one thing for you.\n\nQ Will you publish it?\n\nMS LUND: We will, in May.\n\nMR MERROW: I thank you.\n",
        &[
            "Martin Merrow | I have one thing for you.",
            "(Q) | Will you publish it?",
            "Ms Lund | We will, in May.",
            "Martin Merrow | I thank you.",
        ],
    );
}

#[test]
fn label_that_abbreviates_itself_is_resolved_once() {
    says(
        "King of Cranes: Now cheap.\nQuay Wars Jetty: Fallen Order Around\nQuay Wars Jetty: Fallen Order Review\n",
        &[
            "King | Now cheap.",
            "Quay Wars Jetty | Fallen Order Around",
            "Quay Wars Jetty | Fallen Order Review",
        ],
    );
}
