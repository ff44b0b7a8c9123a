//! The turns of small invented records, one for each layout, and of texts that only look like records.

mod layouts;
mod surroundings;

use super::record;

/// The turns of a text, one a line: the speaker, in parentheses if only a part in the record, and the words.
fn turns(text: &str) -> String {
    let record = record(text, None);
    let mut out = String::new();
    for turn in &record.turns {
        let words = turn.words.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let who = match &turn.speaker {
            Some(name) if turn.is_named => name.clone(),
            Some(name) => format!("({name})"),
            None => "-".to_owned(),
        };
        out.push_str(&format!("{who} | {words}\n"));
    }
    out
}

fn says(text: &str, expected: &[&str]) {
    let found = turns(text);
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "in\n{text}");
}

fn silent(text: &str) {
    assert_eq!(turns(text), "", "in\n{text}");
}

#[test]
fn capitals_and_a_colon() {
    says(
        "Briefing by Martin Merrow, Department Spokesperson\n\nMR MERROW: Good afternoon. I have one thing at the top.\n\nQUESTION: Do you have a date?\n\nMR MERROW: No, I do not. (Laughter.)\n\n(The briefing was concluded at 2 p.m.)\n",
        &[
            "Martin Merrow | Good afternoon. I have one thing at the top.",
            "(Question) | Do you have a date?",
            "Martin Merrow | No, I do not.",
        ],
    );
}

#[test]
fn names_in_bold() {
    says(
        "# Podcast\n\nAda Brill talks with Boris Strand.\n\n**Ada:** Hello, and welcome to the show.\n\n**Boris:** Thank you. I am glad to be here.\n\n## Cheese\n\n**Ada:** What do you do?\n\n**Boris:** I make cheese.\n\nA lot of it.\n",
        &[
            "Ada Brill | Hello, and welcome to the show.",
            "Boris Strand | Thank you. I am glad to be here.",
            "Ada Brill | What do you do?",
            "Boris Strand | I make cheese. A lot of it.",
        ],
    );
}

#[test]
fn congressional_names_with_a_stop() {
    says(
        "STATEMENT OF HON. ADA BRILL, A SENATOR FROM NORLAND\n\n    The CHAIRMAN. I thank the Senator. You may begin.\n    Senator Brill. Thank you, Mr. Chairman. I will be short.\n    The CHAIRMAN. Please do.\n    Mr. STRAND of Delyn. I have a question for you.\n    [Whereupon, at 11 a.m., the committee adjourned.]\n",
        &[
            "(The Chairman) | I thank the Senator. You may begin.",
            "Ada Brill | Thank you, Mr. Chairman. I will be short.",
            "(The Chairman) | Please do.",
            "Mr. Strand | I have a question for you.",
        ],
    );
}

#[test]
fn a_council_with_countries() {
    says(
        "The President: I now give the floor to the representative of Norland.\n\nMr. Brill (Norland) (spoke in French): I thank you, Madam President. We have three points.\n\nThe President: I thank Mr. Brill for his statement.\n\nMs. Strand (Delyn): We welcome the report. I shall be brief.\n\nThe meeting rose at 5 p.m.\n",
        &[
            "(The President) | I now give the floor to the representative of Norland.",
            "Mr. Brill | I thank you, Madam President. We have three points.",
            "(The President) | I thank Mr. Brill for his statement.",
            "Ms. Strand | We welcome the report. I shall be brief.",
        ],
    );
}

#[test]
fn a_parliament_with_seats() {
    says(
        "Ada Brill (Delyn North) (Con): Will my right hon. Friend tell us what she thinks?\n\nThe Minister for Lamps (Mr Bo Strand): I am grateful to you for the question.\n\nAda Brill: I thank the Minister. And the other lamps?\n\nMr Speaker: Order. We have to move on.\n",
        &[
            "Ada Brill | Will my right hon. Friend tell us what she thinks?",
            "Bo Strand | I am grateful to you for the question.",
            "Ada Brill | I thank the Minister. And the other lamps?",
            "(Mr Speaker) | Order. We have to move on.",
        ],
    );
}

#[test]
fn questions_and_answers_under_oath() {
    says(
        "DEPOSITION OF OSKAR VANDEL\n\n                 EXAMINATION\n BY MR. FENN:\n     Q.   Did you see the pipe?\n     A.   I did. It was open.\n          MS. SALT: Objection. You may answer.\n          THE WITNESS: I saw it, yes.\n BY MS. SALT:\n     Q.   Were you inside it?\n     A.   No.\n",
        &[
            "Mr. Fenn | Did you see the pipe?",
            "Oskar Vandel | I did. It was open.",
            "Ms. Salt | Objection. You may answer.",
            "Oskar Vandel | I saw it, yes.",
            "Ms. Salt | Were you inside it?",
            "Oskar Vandel | No.",
        ],
    );
}

#[test]
fn a_court_with_numbered_lines_blanked() {
    says(
        "      BEFORE THE HONORABLE MARGA PELL, JUDGE\n\n          THE COURT:  Good morning. Appearances, please.\n\n          MR. BRACE:  Tobias Brace for the People, your Honor.\n\n          THE COURT:  Thank you. I have read\n      the report.\n\n          MR. BRACE:  I have nothing to add.\n",
        &[
            "Marga Pell | Good morning. Appearances, please.",
            "Tobias Brace | Tobias Brace for the People, your Honor.",
            "Marga Pell | Thank you. I have read the report.",
            "Tobias Brace | I have nothing to add.",
        ],
    );
}

#[test]
fn letters_in_bold() {
    says(
        "We spoke with Ada Brill about cheese.\n\n**Q: How did you begin?**\n\nA: I began with goats.\n\n**Q: And then?**\n\nA: I bought a cow.\n",
        &[
            "(Q) | How did you begin?",
            "Ada Brill | I began with goats.",
            "(Q) | And then?",
            "Ada Brill | I bought a cow.",
        ],
    );
}

#[test]
fn questions_in_bold_without_labels() {
    says(
        "*Marit Dunn casts bells. On the eve of her retirement she talks to Ada Brill.*\n\n**What did you come for?**\n\nA job. I could type.\n\n**Were there others?**\n\nI was alone.\n\n**Who comes after you?**\n\nA girl whom I like.\n",
        &[
            "Ada Brill | What did you come for?",
            "Marit Dunn | A job. I could type.",
            "Ada Brill | Were there others?",
            "Marit Dunn | I was alone.",
            "Ada Brill | Who comes after you?",
            "Marit Dunn | A girl whom I like.",
        ],
    );
}

#[test]
fn questions_as_headings() {
    says(
        "Bo Strand draws maps. We talked to Bo Strand.\n\n### Why maps?\n\nI was lost.\n\n### Are you still?\n\nI am.\n\n### What is next?\n\nI want to draw the sea.\n",
        &[
            "- | Why maps?",
            "Bo Strand | I was lost.",
            "- | Are you still?",
            "Bo Strand | I am.",
            "- | What is next?",
            "Bo Strand | I want to draw the sea.",
        ],
    );
}

#[test]
fn parts_given_in_the_head() {
    says(
        "Interviewer: Dr Ada Brill, Norland University\nInterviewee: Bo Strand, nurse\n\nInterviewer: Thank you for coming.\n\nInterviewee: I'm glad to.\n\nInterviewer: How was the night?\n\nInterviewee: It was long.\n",
        &[
            "Ada Brill | Thank you for coming.",
            "Bo Strand | I'm glad to.",
            "Ada Brill | How was the night?",
            "Bo Strand | It was long.",
        ],
    );
}

#[test]
fn initials_given_in_the_head() {
    says(
        "Present: Waldemar Holt (WH), Ada Brill (AB)\n\nWH: Shall we begin?\n\nAB: Yes. I have the list.\n\nWH: Thank you.\n\nAB: We need more chairs.\n",
        &[
            "Waldemar Holt | Shall we begin?",
            "Ada Brill | Yes. I have the list.",
            "Waldemar Holt | Thank you.",
            "Ada Brill | We need more chairs.",
        ],
    );
}

#[test]
fn initials_beside_the_first_label() {
    says(
        "Frederik Munk talked with Xenia Young.\n\n**Frederik (FM)**: Could you tell us about yourself?\n\n**Xenia Young (XY)**: I am a baker.\n\n**FM**: Since when?\n\n**XY**: I began in spring.\n",
        &[
            "Frederik Munk | Could you tell us about yourself?",
            "Xenia Young | I am a baker.",
            "Frederik Munk | Since when?",
            "Xenia Young | I began in spring.",
        ],
    );
}

#[test]
fn machine_transcripts() {
    says(
        "Speaker 1  00:03\nHello, can you hear me?\n\nSpeaker 2  00:06\nYes, I can.\n\nSpeaker 1  00:09\nThen we begin.\n\nI have two things.\n\nSpeaker 2  00:20\nOkay.\n",
        &[
            "(Speaker 1) | Hello, can you hear me?",
            "(Speaker 2) | Yes, I can.",
            "(Speaker 1) | Then we begin. I have two things.",
            "(Speaker 2) | Okay.",
        ],
    );
}

#[test]
fn recordings_with_times_in_front() {
    says(
        "[00:12:03] CLARA: We are running again. What about the horse?\n[00:12:09] BORIS: I had one. He could count.\n[00:12:20] CLARA: Count how?\n[00:12:22] BORIS: You loaded him with sacks. [laughs]\n",
        &[
            "Clara | We are running again. What about the horse?",
            "Boris | I had one. He could count.",
            "Clara | Count how?",
            "Boris | You loaded him with sacks.",
        ],
    );
}

#[test]
fn relay_chat() {
    says(
        "12:58 -!- mags has joined #lamps\n13:00 <ferrule> ok it's one, shall we\n13:00 <gloam> here\n13:03 * gloam puts down fork\n13:04 <ferrule> who has the release?\n13:05 <gloam> me\n13:11 -!- ferrule has left\n--- Log closed\n",
        &[
            "ferrule | ok it's one, shall we",
            "gloam | here",
            "ferrule | who has the release?",
            "gloam | me",
        ],
    );
}

#[test]
fn relay_chat_without_angles() {
    says(
        "[13:00] ferrule: shall we begin?\n[13:00] gloam: yes\n[13:01] * gloam waves\n[13:02] ferrule: who has the release?\n[13:03] gloam: I have\n",
        &[
            "ferrule | shall we begin?",
            "gloam | yes",
            "ferrule | who has the release?",
            "gloam | I have",
        ],
    );
}

#[test]
fn look_alikes_have_no_turns() {
    for text in [
        "Flour: 200 g\nSugar: 100 g\nEggs: two\nNote: you may use butter.\nTip: keep some for me.\n",
        "Term: a word. You use it.\nVoice: who speaks. We hear it.\nTurn: what one says.\n",
        "Moscow: a city in the east. We went there.\n\nNorland: a country that you know.\n",
        "Q: How do I install it?\n\nA: Run the installer.\n\nQ: Does it cost anything?\n\nA: The licence is free.\n",
        "Director: Ada Brill\nCamera: Bo Strand\nSound: Cy Holt\nThanks: our friends\n",
        "host: localhost\nport: 80\nuser: me\nhost: remote\nport: 81\nuser: you\n",
        "ERROR: file not found\nWARNING: you have no space left\nERROR: file not found\nINFO: done\n",
        "Brill, A.: My life with lamps. Norland, 1990.\nStrand, B.: Our carts. Delyn, 1991.\n",
        "09:00 Welcome: Ada Brill\n10:00 Lamps: Bo Strand\n11:00 Break\n12:00 Carts: Cy Holt\n",
        "SELLER: Norland Lamps Ltd.\nBUYER: Ada Brill.\nThe SELLER shall deliver to you the lamps.\n",
        "Ada Brill: 0123 456\nBo Strand: 0123 457\nCy Holt: 0123 458\nDi Moor: 0123 459\n",
        "The reason is simple: we have no lamps. One more thing: you know it.\n\nAnd the result: none.\n",
        "1. Which city is on the sea?\nA. Norland\nB. Delyn\nC. Moor\n2. Who are you?\nA. Me\nB. You\n",
        "Jeb Holt: Loans Some big ideas do come to pass. Our plan did.\n\nBo Strand: Scores The senator has a plan that you can read.\n\nAda Brill: Accounts She proposed to let you save more.\n",
        "Our team\n\nAda Brill, Head of Lamps: Ada leads us.\n\nBo Strand, Head of Carts: He builds them.\n",
        "Forecast\n90 percent\n\nAda Brill, Delyn Bank\n92 percent\n\nForecast\n85 percent\n\nForecast\n77 percent\n\nBo Strand, Fen Bank\n90 percent\n",
        "# Notes\n\n- **Lamps:** we fixed yours.\n- **Carts:** you can turn them.\n- **Doors:** they close.\n",
    ] {
        silent(text);
    }
}
