//! Tests of the whole room on small corpora.

use super::model::MOST_MEANT;
use super::*;
use crate::prose::{self, Block, NameKind, Reading};
use crate::text::{DocumentId, Span};
use proptest::prelude::*;

/// The actors of these documents, numbered in order.
fn actors_of(texts: &[&str], known: &str) -> Actors {
    let readings: Vec<Reading> =
        texts.iter().map(|text| prose::read(text, &Block::of_plain_text(text))).collect();
    let documents: Vec<ReadDocument<'_>> = (0u32..)
        .zip(texts.iter().zip(&readings))
        .map(|(i, (text, reading))| ReadDocument {
            id: DocumentId(i),
            text,
            reading,
            turns: &[],
            date: None,
        })
        .collect();
    let (known, problems) = ActorEntries::read(known);
    assert_eq!(problems, []);
    Actors::of(&documents, &known)
}

/// Checks the mentions in one text: the name with `[…]` around each, and whom they link to.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str, LinkRule)]) {
    let actors = actors_of(&[text], "");
    let found: Vec<(&str, &str, LinkRule)> = actors
        .mentions(DocumentId(0))
        .iter()
        .filter_map(|m| Some((m.span.of(text), actors.actor(m.actor)?.name.as_str(), m.rule)))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check_kind(text: &str, name: &str, kind: NameKind) {
    let actors = actors_of(&[text], "");
    let found = actors.named(name).first().and_then(|i| actors.actor(*i));
    assert_eq!(found.map(|a| a.kind), Some(kind), "{name} in: {text}");
}

#[track_caller]
fn check_roles(text: &str, name: &str, expected: &[&str]) {
    let actors = actors_of(&[text], "");
    let found = actors.named(name).first().and_then(|i| actors.dossier(*i));
    let roles: Vec<&str> = found.iter().flat_map(|d| &d.roles).map(|r| r.text.as_str()).collect();
    assert_eq!(roles, expected, "{text}");
}

use LinkRule::{
    Acronym, Exact, GivenName, Initials, Land, Latter, Metonym, Misspelling, Office, Shortened,
    Surname,
};

#[test]
fn an_actor_is_found_by_its_id() {
    let actors = actors_of(&["Sean O’Brien spoke first, and Sean O’Brien spoke last."], "");
    let found: Vec<&Actor> = actors.all().map(|(_, actor)| actor).collect();
    assert_eq!(found[0].id, "sean-obrien");
    assert_eq!(actors.named("sean-obrien").len(), 1);
    assert_eq!(actors.named("Sean O'Brien").len(), 1);
}

#[test]
fn links_surnames_given_names_and_initials() {
    check(
        "The talks began when Kavita Rao arrived. Mr. Rao was late, and Kavita knew. Later K. Rao left.",
        &[
            ("Kavita Rao", "Kavita Rao", Exact),
            ("Rao", "Kavita Rao", Surname),
            ("Kavita", "Kavita Rao", GivenName),
            ("K. Rao", "Kavita Rao", Initials),
        ],
    );
}

#[test]
fn links_either_end_of_an_east_asian_name() {
    check(
        "The office of Foreign Minister Han Meilin closed. It was clear that Han had left, as Meilin said.",
        &[
            ("Han Meilin", "Han Meilin", Exact),
            ("Han", "Han Meilin", Surname),
            ("Meilin", "Han Meilin", GivenName),
        ],
    );
}

#[test]
fn links_a_misspelling_behind_a_title_within_the_document() {
    check(
        "It was Erik Lindqvist, the mayor, who spoke. Later Mr. Lindquist left.",
        &[
            ("Erik Lindqvist", "Erik Lindqvist", Exact),
            ("Lindquist", "Erik Lindqvist", Misspelling),
        ],
    );
}

#[test]
fn links_letters_to_the_name_they_were_introduced_for() {
    check(
        "He wrote to the Harbour Safety Board (HSB) and then the HSB answered.",
        &[
            ("Harbour Safety Board", "Harbour Safety Board", Exact),
            ("HSB", "Harbour Safety Board", Acronym),
            ("HSB", "Harbour Safety Board", Acronym),
        ],
    );
}

#[test]
fn one_state_holds_country_government_and_capital() {
    check(
        "They say that Norway and Oslo has refused, but Norwegian ships and Oslo will talk.",
        &[
            ("Norway", "Norway", Exact),
            ("Oslo", "Norway", Metonym),
            ("Norwegian", "Norway", Metonym),
            ("Oslo", "Norway", Metonym),
        ],
    );
}

#[test]
fn a_capital_where_nobody_acts_is_a_place() {
    check_kind(
        "She was born in Oslo and went to school in Oslo near the sea.",
        "Oslo",
        NameKind::Place,
    );
}

#[test]
fn tells_kinds_by_the_words_around() {
    check_kind("He met Senator Orla Brandt on the bridge.", "Orla Brandt", NameKind::Person);
    check_kind("He met Tove Brandvik, 42, on the bridge.", "Tove Brandvik", NameKind::Person);
    check_kind("He wrote to Veltrona Ltd about it.", "Veltrona Ltd", NameKind::Organisation);
    check_kind(
        "He wrote to the Ministry of Fisheries about it.",
        "Ministry of Fisheries",
        NameKind::Organisation,
    );
    check_kind("It rained in the town of Qarvel and near Qarvel.", "Qarvel", NameKind::Place);
}

#[test]
fn reads_roles_word_for_word() {
    check_roles(
        "He met Deputy Foreign Minister Orla Brandt there.",
        "Orla Brandt",
        &["Deputy Foreign Minister"],
    );
    check_roles("He met former mayor Orla Brandt there.", "Orla Brandt", &["former mayor"]);
    check_roles(
        "It was Orla Brandt, the mayor of Lindau, who left.",
        "Orla Brandt",
        &["the mayor of Lindau"],
    );
    check_roles(
        "“No,” said Orla Brandt, dean of arts at Lindau College.",
        "Orla Brandt",
        &["dean of arts at Lindau College"],
    );
    check_roles(
        "A member of the Harbour Board, Orla Brandt, left.",
        "Orla Brandt",
        &["A member of the Harbour Board"],
    );
    check_roles("He met Mr. Orla Brandt there.", "Orla Brandt", &[]);
}

#[test]
fn a_surname_two_persons_share_shows_both() {
    let text = "It was Kavita Rao who met Anil Rao. Then Rao left.";
    let actors = actors_of(&[text], "");
    let last = actors.mentions(DocumentId(0)).last().cloned();
    assert_eq!(last.map(|m| m.also.len()), Some(1));
}

#[test]
fn one_document_s_surname_never_steals_another_s() {
    let actors =
        actors_of(&["It was Kavita Rao who spoke.", "He asked Anil Rao. Then Rao left."], "");
    let second: Vec<_> = actors.mentions(DocumentId(1)).iter().map(|m| m.actor).collect();
    assert_eq!(second.first(), second.last());
    assert_ne!(second.first(), actors.mentions(DocumentId(0)).first().map(|m| &m.actor));
}

#[test]
fn the_actors_file_overrides_and_adds() {
    let file = r#"
        [[actor]]
        name = "Quiet Waters"
        kind = "organisation"
        other_names = ["QW"]

        [[actor]]
        name = "Kavita Rao"
        other_names = ["the Lighthouse"]
        memberships = [{ role = "Mayor", organisation = "Lindau", from = "2013" }]
    "#;
    let text = "They met Quiet Waters and the Lighthouse. It was Kavita Rao who wrote to QW.";
    let actors = actors_of(&[text], file);
    let found: Vec<(&str, &str)> = actors
        .mentions(DocumentId(0))
        .iter()
        .filter_map(|m| Some((m.span.of(text), actors.actor(m.actor)?.name.as_str())))
        .collect();
    let expected = [
        ("Quiet Waters", "Quiet Waters"),
        ("the Lighthouse", "Kavita Rao"),
        ("Kavita Rao", "Kavita Rao"),
        ("QW", "Quiet Waters"),
    ];
    assert_eq!(found, expected);
    let rao = actors.named("kavita rao").first().and_then(|i| actors.actor(*i));
    assert_eq!(rao.and_then(|a| a.role.as_deref()), Some("Mayor, Lindau"));
}

fn linked(actors: &Actors, note: &str) -> Vec<Mention> {
    actors.link(note, std::iter::once(Span::new(0, note.len())), &mut NameMemo::default())
}

#[test]
fn links_a_note_to_the_corpus() {
    let actors = actors_of(&["The talks with Kavita Rao and Mr. Rao ended. Norway was there."], "");
    let note = "Rao’s talks with Norwegian ships; Teresa Rao stayed home, and so did Raoul.";
    let found: Vec<(&str, LinkRule)> =
        linked(&actors, note).iter().map(|m| (m.span.of(note), m.rule)).collect();
    assert_eq!(found, [("Rao", Surname), ("Norwegian", Metonym)]);
}

#[test]
fn of_names_that_begin_alike_the_longest_in_a_note_counts() {
    let actors = actors_of(
        &["Kavita Rao met Kavita Rane. Kavita Rao Mehta and Kavita Raoul left. Kavita stayed."],
        "",
    );
    let note = "Kavita Rao; Kavita Rane; Kavita Rao Mehta; Kavita Raoul; Kavita Raos.";
    let mentions = linked(&actors, note);
    let found: Vec<&str> = mentions.iter().map(|m| m.span.of(note)).collect();
    assert_eq!(found, ["Kavita Rao", "Kavita Rane", "Kavita Rao Mehta", "Kavita Raoul"]);
}

#[test]
fn a_surname_of_thousands_is_ambiguous_and_lists_some() {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or_default());
    let letters = |n: usize| String::from_iter([letter(n / 676), letter(n / 26), letter(n)]);
    // At least two letters apart: a name one letter off would look like a typo.
    let given = |n: usize| format!("K{0}sh{0}", letters(n));
    let persons: Vec<String> = (0..1_000).map(|n| format!("{} Rao came.", given(n))).collect();
    let text = format!("{} Rao left.", persons.join(" "));
    let actors = actors_of(&[&text], "");
    let last = |mentions: &[Mention]| mentions.last().map(|m| m.also.len());
    assert_eq!(last(actors.mentions(DocumentId(0))), Some(MOST_MEANT));
    assert_eq!(last(&linked(&actors, "Rao left.")), Some(MOST_MEANT));
}

#[test]
fn the_dossier_tells_what_was_said_and_who_with() {
    let text = "It was Kavita Rao who met Anil Mehta. “The harbour will open again next week,” Kavita Rao said.";
    let actors = actors_of(&[text], "");
    let rao = actors.named("Rao").first().copied();
    let dossier = rao.and_then(|i| actors.dossier(i));
    let Some(dossier) = dossier else { panic!("no dossier") };
    assert_eq!(dossier.mentions.len(), 2);
    assert_eq!(dossier.said.len(), 1);
    assert_eq!(dossier.with.len(), 1);
    assert_eq!(dossier.documents, 1);
}

proptest! {
    #[test]
    fn odd_input_never_panics_and_spans_are_whole(text in "(?s)([A-Z][a-zé]{0,6}|Mr\\. |U\\.S\\.|“|”|’s|-|, |\\. |\\n|[^x]| ){0,60}") {
        let actors = actors_of(&[&text], "");
        for mention in actors.mentions(DocumentId(0)) {
            prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|t| !t.is_empty()));
        }
        for mention in linked(&actors, &text) {
            prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
        }
    }

    /// An edited note has the same names as one read from scratch.
    #[test]
    fn names_kept_from_version_to_version_are_those_of_the_text(
        notes in prop::collection::vec(
            prop::collection::vec("(Rao|Kavita Rao|Anil Rao|Hale|Owen|Norway|Mayor|He|said|[.,:“] |-| |\n\n){0,9}", 0..5),
            1..6,
        ),
    ) {
        let actors = actors_of(&["Kavita Rao met Anil Rao. Owen Hale left Norway with Anil Rao."], "");
        let mut kept = NameMemo::default();
        for note in notes {
            let note = note.join("\n\n");
            let blocks = Block::of_plain_text(&note);
            let spans = || blocks.iter().map(|block| block.span);
            let fresh = actors.link(&note, spans(), &mut NameMemo::default());
            prop_assert_eq!(actors.link(&note, spans(), &mut kept), fresh, "{}", &note);
        }
    }
}

#[test]
fn an_office_means_the_one_person_who_holds_it() {
    check(
        "President Kavita Rao came late. Then the President spoke.",
        &[("Kavita Rao", "Kavita Rao", Exact), ("President", "Kavita Rao", Office)],
    );
    check(
        "We saw Kavita Rao, the former secretary of state, and Owen Hale. The former secretary of state wept.",
        &[
            ("Kavita Rao", "Kavita Rao", Exact),
            ("Owen Hale", "Owen Hale", Exact),
            ("former secretary of state", "Kavita Rao", Office),
        ],
    );
    check(
        "Owen Hale, former health chief, was late. They met the former secretary of health.",
        &[("Owen Hale", "Owen Hale", Exact), ("former secretary of health", "Owen Hale", Office)],
    );
}

#[test]
fn an_office_of_two_persons_means_nobody() {
    check(
        "President Kavita Rao met President Owen Hale. Then the President spoke.",
        &[("Kavita Rao", "Kavita Rao", Exact), ("Owen Hale", "Owen Hale", Exact)],
    );
    check(
        "Vice President Kavita Rao came late. Then the President spoke.",
        &[("Kavita Rao", "Kavita Rao", Exact)],
    );
}

#[test]
fn the_latter_means_the_second_of_the_only_two() {
    check(
        "Kavita Rao met Owen Hale. The latter was late.",
        &[
            ("Kavita Rao", "Kavita Rao", Exact),
            ("Owen Hale", "Owen Hale", Exact),
            ("latter", "Owen Hale", Latter),
        ],
    );
    check(
        "Kavita Rao met Owen Hale in Norway. The latter was late.",
        &[
            ("Kavita Rao", "Kavita Rao", Exact),
            ("Owen Hale", "Owen Hale", Exact),
            ("Norway", "Norway", Exact),
        ],
    );
}

#[test]
fn the_north_is_half_of_a_land() {
    check(
        "Troops of North Korea came. The North was late.",
        &[("North Korea", "North Korea", Exact), ("North", "North Korea", Shortened)],
    );
    check("The North was late.", &[]);
}

#[test]
fn a_name_inside_a_longer_one_is_a_mention_too() {
    let text = "The Kavita Rao Foundation paid. Kavita Rao was glad.";
    let actors = actors_of(&[text], "");
    let rao = actors.named("Kavita Rao").first().and_then(|i| actors.dossier(*i)).unwrap();
    let found: Vec<(usize, LinkRule)> =
        rao.mentions.iter().map(|(place, rule)| (place.span.start, *rule)).collect();
    assert_eq!(found, [(32, Exact), (4, LinkRule::Embedded)]);
    let flat: Vec<&str> = actors.mentions(DocumentId(0)).iter().map(|m| m.span.of(text)).collect();
    assert_eq!(flat, ["Kavita Rao Foundation", "Kavita Rao"]);
}

#[test]
fn a_nation_with_a_capital_is_the_state_that_is_spoken_of() {
    check(
        "Norway is old. Norway is cold. Nobody built our Nation in a day.",
        &[("Norway", "Norway", Exact), ("Norway", "Norway", Exact), ("Nation", "Norway", Land)],
    );
    check(
        "Norway met Chile. Nobody built our Nation in a day.",
        &[("Norway", "Norway", Exact), ("Chile", "Chile", Exact)],
    );
}

#[test]
fn a_body_is_named_with_all_its_words() {
    for (text, name) in [
        ("She went to the Prosecutor’s Office at noon.", "Prosecutor’s Office"),
        ("He led the Council for the Welfare of Boatmen.", "Council for the Welfare of Boatmen"),
        (
            "It was the Union of Bargemen and Weavers (UBW) that sued.",
            "Union of Bargemen and Weavers",
        ),
        ("The deputies of Movimento 9 Lune (M9L) left.", "Movimento 9 Lune"),
        ("He runs the CEL (Lindau Episcopal Conference) alone.", "Lindau Episcopal Conference"),
        ("They had told The Morning Lamp of it.", "The Morning Lamp"),
        ("It was seen on Channel 11 that night.", "Channel 11"),
        ("Yesterday National Assembly Speaker Petra Lind wept.", "National Assembly"),
        ("Members of the Sea Guild live there.", "Sea Guild"),
        ("He wrote to the CEO of Relto in May.", "Relto"),
    ] {
        check_kind(text, name, NameKind::Organisation);
    }
}

#[test]
fn a_name_is_one_however_ordinary_a_word_in_it() {
    check_kind("Then came Orsen Welles.", "Orsen Welles", NameKind::Person);
    check_kind("Ivo and his brother Dean (Jonas Acker) left.", "Dean", NameKind::Person);
    check(
        "Helen Brown left. Brown said so.",
        &[("Helen Brown", "Helen Brown", Exact), ("Brown", "Helen Brown", Surname)],
    );
    check("Brown said so.", &[]);
}

#[test]
fn a_government_is_its_state() {
    check(
        "It was the Norwegian Government that paid.",
        &[("Norwegian Government", "Norway", Metonym)],
    );
}

#[test]
fn a_body_of_members_is_one_name() {
    let names = |text: &str| {
        let actors = actors_of(&[text], "");
        actors.all().map(|(_, actor)| actor.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("They joined the Teachers' Federation."), ["Teachers' Federation"]);
    assert_eq!(names("It was the Workers’ Party that won."), ["Workers’ Party"]);
    assert_eq!(names("He left the Farmers' Union."), ["Farmers' Union"]);
    assert_eq!(names("They left the teachers' federation."), [""; 0]);
}

#[test]
fn a_name_may_begin_with_letters_or_its_own_article() {
    check_kind("A paper by KT Lindqvist shows it.", "KT Lindqvist", NameKind::Person);
    check_kind("It was drawn for NL Comics in May.", "NL Comics", NameKind::Organisation);
    check("A boat left The Merrow.", &[("The Merrow", "The Merrow", Exact)]);
}

#[test]
fn who_opens_a_sentence_is_named_when_nothing_else_is_written_so() {
    check("Congress met on Monday.", &[("Congress", "Congress", Exact)]);
    check("Known as “Lucho,” he won.", &[("Lucho", "Lucho", Exact)]);
    check("The house was cold. House prices fell.", &[]);
}

#[test]
fn a_prize_bears_the_name_of_a_person() {
    check_kind("She won the Tibor Lindqvist Medal.", "Tibor Lindqvist", NameKind::Person);
    check_kind("He holds the Lindqvist Prize for Chemistry.", "Lindqvist", NameKind::Person);
    check("She won a Falcon Award and the Grand Prize.", &[]);
}

#[test]
fn the_crown_and_the_west_are_named() {
    check_kind("The lawyers of the Crown were late.", "Crown", NameKind::Organisation);
    check_kind("Many in the West were late.", "West", NameKind::Place);
    check("They sailed to the west and met the crown prince.", &[]);
}

#[test]
fn our_president_is_the_one_who_is_named() {
    check(
        "Vice President Edda Rao met President Ivo Lind. Our new President and Vice President won.",
        &[
            ("Edda Rao", "Edda Rao", Exact),
            ("Ivo Lind", "Ivo Lind", Exact),
            ("President", "Ivo Lind", Office),
            ("Vice President", "Edda Rao", Office),
        ],
    );
}

#[test]
fn a_people_is_neither_a_person_nor_an_organisation() {
    check_kind("Muslims and Christians met in Lindau.", "Muslims", NameKind::People);
    check_kind("They spoke of African Americans.", "African Americans", NameKind::People);
    check("A Muslim prayer and the Christian faith were new to them.", &[]);
    check(
        "He told Rohingya Al Jazeera knew.",
        &[("Rohingya", "Rohingya", Exact), ("Al Jazeera", "Al Jazeera", Exact)],
    );
}

#[test]
fn surnames_that_are_offices_and_names_put_together() {
    check("Then Dr. King spoke.", &[("King", "King", Exact)]);
    check("Mr. Speaker, the king is late.", &[]);
    check_kind("It was AquaWorks that told him.", "AquaWorks", NameKind::Organisation);
    check_kind("It was MacArthur who told him.", "MacArthur", NameKind::Person);
    check_kind("She told the Herald so.", "Herald", NameKind::Organisation);
}

#[test]
fn what_a_name_is_said_to_be_is_what_it_names() {
    check_kind("Orsund is a small town in Norway.", "Orsund", NameKind::Place);
    check_kind("Orsund was the minister of trade.", "Orsund", NameKind::Person);
    check_kind("Orsund is a company.", "Orsund", NameKind::Organisation);
}
