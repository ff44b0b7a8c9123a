//! The turns of small invented records in rarer layouts.

use super::says;

#[test]
fn chat_under_carriage_returns() {
    says(
        "12/03/2024, 12:58 - Ada created group \"Cake\"\r\n12/03/2024, 13:02 - Ada: Hello all\r\n12/03/2024, 13:04 - Bo: who has told him\r\n12/03/2024, 13:05 - +44 7700 900141: I have not\r\n12/03/2024, 13:06 - Bo left\r\n12/03/2024, 13:07 - Ada: Thanks\r\n",
        &[
            "Ada | Hello all",
            "Bo | who has told him",
            "(+44 7700 900141) | I have not",
            "Ada | Thanks",
        ],
    );
}

#[test]
fn chat_with_names_above() {
    says(
        "Ada Brill  9:41 AM\nMorning all, can somebody look at the lamp?\n\nBo Strand  9:43 AM\nI can.\n\nAda Brill  9:44 AM\nThanks!\n",
        &[
            "Ada Brill | Morning all, can somebody look at the lamp?",
            "Bo Strand | I can.",
            "Ada Brill | Thanks!",
        ],
    );
}

#[test]
fn earnings_calls() {
    says(
        "Operator\n\nGood morning. Our first question comes from Bo Strand.\n\nBo Strand -- Delyn Bank -- Analyst\n\nThank you. How do you see the winter?\n\nAda Brill -- Tollan -- Chief Executive Officer\n\nWe see it well. I would say so.\n\nBo Strand -- Delyn Bank -- Analyst\n\nThank you.\n\nOperator\n\nYour next question, please.\n",
        &[
            "(Operator) | Good morning. Our first question comes from Bo Strand.",
            "Bo Strand | Thank you. How do you see the winter?",
            "Ada Brill | We see it well. I would say so.",
            "Bo Strand | Thank you.",
            "(Operator) | Your next question, please.",
        ],
    );
}

#[test]
fn subtitles_with_dashes() {
    says(
        "- CLARA: Where are we?\n- BORIS: I don't know.\n- CLARA: You have the map!\n- BORIS: I had it.\n",
        &[
            "Clara | Where are we?",
            "Boris | I don't know.",
            "Clara | You have the map!",
            "Boris | I had it.",
        ],
    );
}

#[test]
fn plays_with_centred_names() {
    says(
        "                          ISOLDE\n     How often does it turn?\n\n                          KEEPER\n               (from the stairs)\n     Don't you touch that!\n\n          A pause.\n\n                          ISOLDE\n     I have not touched it.\n\n                          KEEPER\n     You will.\n\n                          ISOLDE\n     I won't.\n",
        &[
            "Isolde | How often does it turn?",
            "Keeper | Don't you touch that!",
            "Isolde | I have not touched it.",
            "Keeper | You will.",
            "Isolde | I won't.",
        ],
    );
}

#[test]
fn plays_with_a_full_stop_after_the_name() {
    says(
        "ROPER.\n\n[_Dropping on to the settee and wiping\nhis brow._] I am tired.\n\nLILY.\n\nYou are old.\n\n  [_She goes._\n\nROPER.\n\nI know.\n\nLILY.\n\nDo you?\n\nROPER.\n\nYes.\n",
        &[
            "Roper | I am tired.",
            "Lily | You are old.",
            "Roper | I know.",
            "Lily | Do you?",
            "Roper | Yes.",
        ],
    );
}

#[test]
fn tables() {
    says(
        "| Who | What was said |\n|-----|------|\n| Chair | Good evening. We will be quick. |\n| Ada Brill | Thank you. It is one turbine. |\n| Man in a cap | What about my ramp? |\n| Ada Brill | I am sorry. |\n\nThe meeting closed at nine.\n",
        &[
            "(Chair) | Good evening. We will be quick.",
            "Ada Brill | Thank you. It is one turbine.",
            "Man in a cap | What about my ramp?",
            "Ada Brill | I am sorry.",
        ],
    );
}

#[test]
fn minutes_that_also_report() {
    says(
        "Present: Rod Vale, Ada Brill\n\nRod: shall we do a release?\n\nAda: I think so.\n\nRod calls for a vote.\n\nAda: yes from me.\n\nRod: thanks.\n\nAda: what is next?\n\nRod: lamps, please.\n\nAda: I have one.\n\nRod: good, we are done.\n",
        &[
            "Rod Vale | shall we do a release?",
            "Ada Brill | I think so.",
            "Ada Brill | yes from me.",
            "Rod Vale | thanks.",
            "Ada Brill | what is next?",
            "Rod Vale | lamps, please.",
            "Ada Brill | I have one.",
            "Rod Vale | good, we are done.",
        ],
    );
}

#[test]
fn email_threads() {
    says(
        "From: Ada Brill <ada@norland.example>\nTo: Bo Strand\nDate: 3 March\nSubject: Lamps\n\nDear Bo,\n\nthe lamps are here. Can you come?\n\nAda\n\nFrom: Bo Strand <bo@delyn.example>\nTo: Ada Brill\nDate: 4 March\nSubject: Re: Lamps\n\nI can come on Friday.\n\nOn 3 March, Cy Holt <cy@norland.example> wrote:\n> They are too heavy for one.\n> Bring a cart.\n",
        &[
            "Ada Brill | Dear Bo, the lamps are here. Can you come?",
            "Bo Strand | I can come on Friday.",
            "Cy Holt | They are too heavy for one. > Bring a cart.",
        ],
    );
}

#[test]
fn call_notes() {
    says(
        "Ada\n- I think we are late\n- we need a cart\n\nBo\n- I have a cart\n\nAda\n- thanks\n\nBo\n- you are welcome\n\nAda\n- then we are done\n",
        &[
            "Ada | I think we are late - we need a cart",
            "Bo | I have a cart",
            "Ada | thanks",
            "Bo | you are welcome",
            "Ada | then we are done",
        ],
    );
}

#[test]
fn a_parliament_with_constituencies_below_the_names() {
    says(
        "Bo Strand\n(Delyn North) (Lab)\n\nTo ask the Minister: will she make a statement on lamps?\n\nThe Minister for Lamps (Ada Brill)\n\nI am grateful to my hon. Friend. We have bought ten.\n\nBo Strand\n\nI thank the Minister. Why only ten?\n\nAda Brill\n\nWe have no more room, I fear.\n\nMr Speaker\n\nOrder.\n",
        &[
            "Bo Strand | To ask the Minister: will she make a statement on lamps?",
            "Ada Brill | I am grateful to my hon. Friend. We have bought ten.",
            "Bo Strand | I thank the Minister. Why only ten?",
            "Ada Brill | We have no more room, I fear.",
            "(Mr Speaker) | Order.",
        ],
    );
}

#[test]
fn subtitles_with_labels() {
    says(
        "CLARA: Where does the path go?\n\nIt used to go down there.\n\nBORIS: To the sea, I think.\n\nCLARA: And now?\n\nBORIS: You see it.\n",
        &[
            "Clara | Where does the path go? It used to go down there.",
            "Boris | To the sea, I think.",
            "Clara | And now?",
            "Boris | You see it.",
        ],
    );
}

#[test]
fn letters_with_a_gap() {
    says(
        "          MARY PELL, having been duly sworn, testified as follows:\n\n                 EXAMINATION\n\nBY MS. SALT:\n\n     Q    Good morning. Where do you live?\n\n     A    In Delyn.\n\n     Q    Do you have a cart?\n\n     A    I do.\n\n          MR. FENN:  Objection.\n\n          THE WITNESS:  It is mine.\n",
        &[
            "Ms. Salt | Good morning. Where do you live?",
            "Mary Pell | In Delyn.",
            "Ms. Salt | Do you have a cart?",
            "Mary Pell | I do.",
            "Mr. Fenn | Objection.",
            "Mary Pell | It is mine.",
        ],
    );
}

#[test]
fn councils_with_offices() {
    says(
        "Presiding: Mayor Clara Stowe\n\nMayor Stowe: Good evening. We are in session.\n\nCouncilmember Okoro: Thank you, Mayor. I have one motion.\n\nMayor Stowe: Please go ahead.\n\nCity Clerk: Item four.\n\nCouncilmember Okoro: I move it.\n",
        &[
            "Clara Stowe | Good evening. We are in session.",
            "Councilmember Okoro | Thank you, Mayor. I have one motion.",
            "Clara Stowe | Please go ahead.",
            "(City Clerk) | Item four.",
            "Councilmember Okoro | I move it.",
        ],
    );
}

#[test]
fn podcasts_with_a_time_after_the_name() {
    says(
        "# Brine\n\nWith Clara Stowe and Boris Strand.\n\n**Clara Stowe** (00:03)\n\nWelcome back. I have salt here.\n\n**Boris Strand** (00:10)\n\nSo do I.\n\n**Clara Stowe** (00:12)\n\nWhere is yours from?\n\n**Boris Strand** (00:15): The sea, I think.\n",
        &[
            "Clara Stowe | Welcome back. I have salt here.",
            "Boris Strand | So do I.",
            "Clara Stowe | Where is yours from?",
            "Boris Strand | The sea, I think.",
        ],
    );
}

#[test]
fn plays_with_names_in_line() {
    says(
        "ISOLDE. How often does it turn?\n\nKEEPER. [Sitting down.] Every nine seconds.\n\nISOLDE. (rising) I do not see it.\n\nKEEPER. You will. [Exit.\n\nISOLDE. Where are you going?\n\nKEEPER. Up.\n",
        &[
            "Isolde | How often does it turn?",
            "Keeper | Every nine seconds.",
            "Isolde | I do not see it.",
            "Keeper | You will.",
            "Isolde | Where are you going?",
            "Keeper | Up.",
        ],
    );
}

#[test]
fn questions_in_italics() {
    says(
        "Boris Strand weaves. He spoke to us in his shed.\n\n*What do you weave?*\n\nI weave nets.\n\n*Is it hard?*\n\nIt was when I began.\n\n*Who taught you?*\n\nMy father.\n",
        &[
            "- | What do you weave?",
            "Boris Strand | I weave nets.",
            "- | Is it hard?",
            "Boris Strand | It was when I began.",
            "- | Who taught you?",
            "Boris Strand | My father.",
        ],
    );
}

#[test]
fn a_parliament_with_the_minister_below_the_office() {
    says(
        "The Parliamentary Under-Secretary of State for Lamps\n(Ada Brill)\n\nI beg to move the order.\n\nShare this contribution\n\nBo Strand\n(Delyn North) (Lab)\n\nI thank the Minister. Does she agree with me?\n\nShare this contribution\n\nAda Brill\n\nI do.\n\nBo Strand\n\nWe welcome it.\n",
        &[
            "Ada Brill | I beg to move the order.",
            "Bo Strand | I thank the Minister. Does she agree with me?",
            "Ada Brill | I do.",
            "Bo Strand | We welcome it.",
        ],
    );
}

#[test]
fn a_parliament_with_deputies() {
    says(
        "Deputy Ada Brill\n\nI raise the matter of the lamps.\n\nMinister of State at the Department of Lamps (Deputy Bo Strand)\n\nI thank the Deputy. We have a plan.\n\nDeputy Ada Brill\n\nWhen will you act?\n\nAn Ceann Comhairle\n\nThank you, Deputy.\n\nDeputy Bo Strand\n\nI will come back with a date.\n",
        &[
            "Ada Brill | I raise the matter of the lamps.",
            "Bo Strand | I thank the Deputy. We have a plan.",
            "Ada Brill | When will you act?",
            "(An Ceann Comhairle) | Thank you, Deputy.",
            "Bo Strand | I will come back with a date.",
        ],
    );
}

#[test]
fn a_parliament_with_parties() {
    says(
        "Right Hon. Bo Strand (Prime Minister, Lib.): Mr. Speaker, I thank the member. We will.\n\nMr. Cy Holt (Delyn—Moor, BQ): Mr. Speaker, and in our province?\n\nHon. Bo Strand: Mr. Speaker, also there.\n\nThe Speaker: Order, please.\n",
        &[
            "Bo Strand | Mr. Speaker, I thank the member. We will.",
            "Cy Holt | Mr. Speaker, and in our province?",
            "Bo Strand | Mr. Speaker, also there.",
            "(The Speaker) | Order, please.",
        ],
    );
}

#[test]
fn a_council_with_posts() {
    says(
        "The President (spoke in Arabic): I give the floor to Norland.\n\nMr. Salt (Norland), Rapporteur of the Committee (spoke in Spanish): I have the honour to introduce the report.\n\nThe President (spoke in Arabic): I thank Mr. Salt.\n\nMs. Brill (Delyn): We support it.\n",
        &[
            "(The President) | I give the floor to Norland.",
            "Mr. Salt | I have the honour to introduce the report.",
            "(The President) | I thank Mr. Salt.",
            "Ms. Brill | We support it.",
        ],
    );
}

#[test]
fn calls_with_posts_after_a_comma() {
    says(
        "Operator: Good day, and welcome.\n\nAda Brill, Head of Investor Relations: Thank you. Welcome to our call.\n\nOperator: The first question, please.\n\nDi Moor, Fen Securities: Hi. How are you?\n\nAda Brill, Head of Investor Relations: Well, thank you.\n",
        &[
            "(Operator) | Good day, and welcome.",
            "Ada Brill | Thank you. Welcome to our call.",
            "(Operator) | The first question, please.",
            "Di Moor | Hi. How are you?",
            "Ada Brill | Well, thank you.",
        ],
    );
}

#[test]
fn an_email_thread_without_headers() {
    says(
        "Hi Cy,\n\nI think we should wait. What do you say?\n\nAda\n\nOn Mon, 3 Mar 2025 at 17:40, Cy Holt <cy@holt.example> wrote:\n\n> Ada, can we start on Monday?\n>\n> On Sun, 2 Mar 2025 at 08:11, Ada Brill <ada@norland.example> wrote:\n>\n>> The keys are with you, I believe.\n",
        &[
            "Ada Brill | Hi Cy, I think we should wait. What do you say?",
            "Cy Holt | Ada, can we start on Monday?",
            "Ada Brill | The keys are with you, I believe.",
        ],
    );
}

#[test]
fn a_council_listed_in_capitals() {
    says(
        "MAYOR: ADA BRILL\nCOUNCIL MEMBERS PRESENT: BO STRAND, CY HOLT\nCITY MANAGER: FINN PELL\n\n>> Mayor Brill: Good evening. I call the meeting to order.\n\n>> Councilmember Strand: Thank you, Mayor. I move the agenda.\n\n>> Holt: Second.\n\n>> Mayor Brill: Thank you. It carries.\n",
        &[
            "Ada Brill | Good evening. I call the meeting to order.",
            "Bo Strand | Thank you, Mayor. I move the agenda.",
            "Cy Holt | Second.",
            "Ada Brill | Thank you. It carries.",
        ],
    );
}

#[test]
fn an_interview_by_the_police() {
    says(
        "Person interviewed: Bo STRAND\nInterviewing officer(s): DC 4412 BRILL, DS HOLT\n\nDC BRILL: Can you say your name?\n\nSTRAND: Yes. I am Bo Strand.\n\nDC BRILL: Do you understand?\n\nSTRAND: I do.\n\nDS HOLT: Thank you.\n",
        &[
            "Dc Brill | Can you say your name?",
            "Bo Strand | Yes. I am Bo Strand.",
            "Dc Brill | Do you understand?",
            "Bo Strand | I do.",
            "Ds Holt | Thank you.",
        ],
    );
}

#[test]
fn a_court_that_calls_a_witness() {
    says(
        "Mr T Fenn appeared for the Crown. Miss A Brill appeared for the defendant.\n\nTHE CLERK: Are you Bo Strand?\n\nTHE DEFENDANT: I am.\n\nMR FENN: I call my witness.\n\nMARIT DUNN, sworn\nExamined by MR FENN\n\nQ. Where do you live?\n\nA. In Delyn, I think.\n",
        &[
            "(The Clerk) | Are you Bo Strand?",
            "(The Defendant) | I am.",
            "T Fenn | I call my witness.",
            "T Fenn | Where do you live?",
            "Marit Dunn | In Delyn, I think.",
        ],
    );
}

#[test]
fn relay_chat_with_blanked_times() {
    says(
        "      ferrule: shall we begin?\n      gloam: yes\n      ferrule: who has the release\n      pia: I do\n      gloam: great, thanks\n",
        &[
            "ferrule | shall we begin?",
            "gloam | yes",
            "ferrule | who has the release",
            "pia | I do",
            "gloam | great, thanks",
        ],
    );
}

#[test]
fn a_talk_with_its_speaker_in_the_heading() {
    says(
        "Talk: The lamps we forget\nSpeaker: Ada Brill\n\nI want to tell you about my mother's lamp. I still have it.\n\nWe do not keep lamps any more. I think we should.\n",
        &[
            "Ada Brill | I want to tell you about my mother's lamp. I still have it. We do not keep lamps any more. I think we should.",
        ],
    );
}

#[test]
fn numbered_questions() {
    says(
        "Interview with Ada Brill\n\nQ 1: How did you begin?\n\nA 1: I began with goats.\n\nQ 2: And then?\n\nA 2: I bought a cow.\n",
        &[
            "(Q) | How did you begin?",
            "Ada Brill | I began with goats.",
            "(Q) | And then?",
            "Ada Brill | I bought a cow.",
        ],
    );
}

#[test]
fn calls_with_one_hyphen() {
    says(
        "Operator\n\nGood day. I hand you over to Ada Brill.\n\nAda Brill - Lampco - Head of Relations\n\nThank you. Welcome to our call.\n\nBo Strand - Lampco - Chairman\n\nI have good news.\n\nOperator\n\nWe have a question, please.\n\nAda Brill - Lampco - Head of Relations\n\nGo on, please.\n",
        &[
            "(Operator) | Good day. I hand you over to Ada Brill.",
            "Ada Brill | Thank you. Welcome to our call.",
            "Bo Strand | I have good news.",
            "(Operator) | We have a question, please.",
            "Ada Brill | Go on, please.",
        ],
    );
}
