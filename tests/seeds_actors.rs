//! The actors of the seeds, verified in the articles: name, kind, verbatim roles, number of quotations.

use onrecord::actor::{ActorEntries, Actors, LinkRule, NameMemo, ReadDocument};
use onrecord::corpus::Source;
use onrecord::prose::NameKind;
use onrecord::text::{DocumentId, Span};
use std::path::PathBuf;

fn sources() -> Vec<Source> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let key = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        Source::read(key, path, text)
    };
    paths.into_iter().map(read).collect()
}

fn with_actors<T>(check: impl FnOnce(&Actors) -> T) -> T {
    let sources = sources();
    let documents: Vec<ReadDocument<'_>> = (0u32..)
        .zip(&sources)
        .map(|(i, s)| ReadDocument {
            id: DocumentId(i),
            text: &s.text,
            reading: &s.reading,
            turns: &s.record.turns,
            date: s.metadata.date,
        })
        .collect();
    check(&Actors::of(&documents, &ActorEntries::default()))
}

/// A form to look the actor up by, its full name, its distinct roles, its number of quotations.
const PERSONS: &[(&str, &str, &[&str], usize)] = &[
    (
        "Kerry",
        "John Kerry",
        &[
            "Secretary of State",
            "Special Envoy on Climate",
            "U.S. Secretary of State",
            "former State Department chief",
            "the U.S. president’s special envoy on climate change",
        ],
        10,
    ),
    ("Mr Biden", "Joe Biden", &["President", "US President"], 0),
    (
        "Jinping",
        "Xi Jinping",
        &["Chinese President", "Chinese leader", "Chinese president", "President"],
        2,
    ),
    (
        "Wang",
        "Wang Yi",
        &[
            "Chinese Foreign Minister",
            "Chinese State Counsellor and Foreign Minister",
            "Foreign Affairs Minister",
            "Foreign Minister",
        ],
        4,
    ),
    (
        "Yang",
        "Yang Jiechi",
        &["State Councilor", "a member of the Political Bureau of the CPC Central Committee"],
        1,
    ),
    ("President Park", "Park Geun-hye", &["President", "South Korean president"], 1),
    ("Kim Jong-un", "Kim Jong Un", &["North Korean leader"], 0),
    ("Qin Gang", "Qin Gang", &["the new Chinese ambassador to the US"], 3),
    (
        "Lavrov",
        "Sergei Lavrov",
        &["Russian Foreign Minister", "Russian Minister of Foreign Affairs"],
        0,
    ),
    ("Mr. Sullivan", "Jake Sullivan", &["US National Security Advisor"], 0),
    (
        "Russell",
        "Danny Russel",
        &[
            "vice president of the Asia Society Policy Institute and a former US deputy secretary of state",
        ],
        2,
    ),
    ("Obama", "Barack Obama", &[], 0),
    ("Han Zheng", "Han Zheng", &["Chinese Vice Premier"], 1),
    ("Hillary Clinton", "Hillary Clinton", &[], 0),
    ("Vladimir Pavlenko", "Vladimir Pavlenko", &["a well-known expert on China"], 0),
    ("Medeiros", "Evan Medeiros", &["a Georgetown University professor"], 0),
    (
        "Fang Xinghai",
        "Fang Xinghai",
        &["deputy chairman of the China Securities Regulatory Commission"],
        0,
    ),
    (
        "Wu Xinbo",
        "Wu Xinbo",
        &["dean of the Institute of International Studies at Fudan University in Shanghai"],
        1,
    ),
    ("Sheena Greitens", "Sheena Greitens", &["a political scientist"], 1),
    (
        "Scott A. Synder",
        "Scott A. Synder",
        &["Senior Fellow for Korea Studies and Director of the Program on U.S.-Korea Policy"],
        0,
    ),
    ("Fabius", "Laurent Fabius", &["the head of French diplomacy"], 1),
    ("Oleg Ladogin", "Oleg Ladogin", &[], 0),
    ("Mary Young", "Mary Young", &[], 0),
    (
        "Anders Korr",
        "Anders Korr",
        &["long-time China scholar and publisher of Political Risk magazine"],
        1,
    ),
    ("Kim Il Sung", "Kim Il Sung", &["the country’s founder"], 0),
];

const ORGANISATIONS: &[(&str, &[&str], usize)] = &[
    (
        "Global Times",
        &["a Communist Party newspaper", "a mouthpiece of the Chinese Communist Party"],
        2,
    ),
    ("Reuters", &[], 0),
    ("Axios", &["a news portal"], 0),
    ("Xinhua", &[], 0),
    ("Taliban", &["an organisation banned in Russia"], 0),
    ("Houthis", &[], 0),
    ("Political Risk", &[], 0),
    ("United Nations", &[], 0),
    ("Voice of America", &[], 0),
    ("Chinese Communist Party", &[], 0),
    ("National Security Council", &[], 0),
    ("Program on U.S.-Korea Policy", &[], 0),
    ("Georgetown University", &[], 0),
    ("Fudan University", &[], 0),
    ("Associated Press", &[], 0),
    ("Federal Bureau of Investigation", &[], 0),
    ("Ministry of Public Security", &[], 0),
    ("Asia Society Policy Institute", &[], 0),
    ("China Securities Regulatory Commission", &[], 0),
    ("China Evergrande Group", &["the largest real estate holding company"], 0),
    ("State Department", &[], 0),
    ("TASS", &[], 0),
    ("REGNUM", &[], 0),
    ("Political Bureau", &[], 0),
    ("CPC Central Committee", &[], 0),
    ("Communist Party", &[], 0),
    ("Zoom", &[], 0),
    ("National Committee on US-PRC Relations", &[], 0),
    ("National Review", &[], 0),
    ("RUSSTRAT", &[], 0),
    ("Institute of International Studies", &[], 0),
    ("University of Texas", &[], 0),
    ("CFR", &[], 0),
    ("Forbes Asia", &[], 0),
];

#[track_caller]
fn check(
    actors: &Actors,
    (form, name): (&str, &str),
    kind: NameKind,
    expected: &[&str],
    said: usize,
) {
    let index = actors.named(form).first().copied();
    let found = index.and_then(|i| actors.actor(i));
    let Some(actor) = found else { panic!("nobody is called {form}") };
    assert_eq!((actor.name.as_str(), actor.kind), (name, kind), "{form}");
    let Some(dossier) = index.and_then(|i| actors.dossier(i)) else { panic!("nothing of {name}") };
    let mut roles: Vec<&str> = dossier.roles.iter().map(|r| r.text.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    assert_eq!(roles, expected, "{name}");
    assert_eq!(dossier.said.len(), said, "{name}");
}

#[test]
fn persons_have_expected_names_and_roles() {
    with_actors(|actors| {
        for (form, name, roles, said) in PERSONS {
            check(actors, (form, name), NameKind::Person, roles, *said);
        }
    });
}

#[test]
fn organisations_have_expected_names() {
    with_actors(|actors| {
        for (name, roles, said) in ORGANISATIONS {
            check(actors, (name, name), NameKind::Organisation, roles, *said);
        }
    });
}

#[test]
fn no_other_actor_is_a_person_or_organisation() {
    with_actors(|actors| {
        let known = |name: &str| {
            PERSONS.iter().any(|(_, known, ..)| *known == name)
                || ORGANISATIONS.iter().any(|(known, ..)| *known == name)
        };
        let acts = |kind| matches!(kind, NameKind::Person | NameKind::Organisation);
        let others: Vec<&str> = actors
            .all()
            .map(|(_, actor)| actor)
            .filter(|a| acts(a.kind) && !known(&a.name))
            .map(|a| a.name.as_str())
            .collect();
        assert_eq!(others, Vec::<&str>::new());
    });
}

#[test]
fn capitals_and_seats_of_power_mean_their_states() {
    with_actors(|actors| {
        for (form, state) in [
            ("Beijing", "China"),
            ("Peking", "China"),
            ("Washington", "United States"),
            ("White House", "United States"),
            ("Pyongyang", "North Korea"),
            ("Seoul", "South Korea"),
            ("Tokyo", "Japan"),
        ] {
            let found = actors.named(form).first().and_then(|i| actors.actor(*i));
            assert_eq!(found.map(|a| (a.name.as_str(), a.kind)), Some((state, NameKind::State)));
            let alias = found.and_then(|a| a.aliases.iter().find(|alias| alias.text == form));
            assert_eq!(alias.map(|a| a.rule), Some(LinkRule::Metonym), "{form}");
        }
    });
}

#[test]
fn nameless_references_are_resolved_if_certain() {
    let sources = sources();
    with_actors(|actors| {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for (id, source) in (0u32..).map(DocumentId).zip(&sources) {
            for mention in actors.mentions(id) {
                let words = mention.span.of(&source.text);
                if matches!(mention.rule, LinkRule::Office | LinkRule::Latter)
                    || matches!(words, "North" | "South")
                {
                    found.push((words, actors.actor(mention.actor).unwrap().name.as_str()));
                }
            }
        }
        let expected = [
            ("former secretary of state", "John Kerry"),
            ("former secretary of state", "John Kerry"),
            ("North", "North Korea"),
            ("North", "North Korea"),
            ("latter", "North Korea"),
            ("North", "North Korea"),
        ];
        assert_eq!(found, expected);
    });
}

#[test]
fn notes_link_every_name_form() {
    with_actors(|actors| {
        let note = "Mr. Wang met Kerry; Chinese president Xi and Jinping waited in Beijing with President Park, \
                    Yang’s aide, Mr. Russell and the Global Times.";
        let found: Vec<(&str, &str)> = actors
            .link(note, std::iter::once(Span::new(0, note.len())), &mut NameMemo::default())
            .iter()
            .filter_map(|m| Some((m.span.of(note), actors.actor(m.actor)?.name.as_str())))
            .collect();
        let expected = [
            ("Wang", "Wang Yi"),
            ("Kerry", "John Kerry"),
            ("Chinese", "China"),
            ("Xi", "Xi Jinping"),
            ("Jinping", "Xi Jinping"),
            ("Beijing", "China"),
            ("Park", "Park Geun-hye"),
            ("Yang", "Yang Jiechi"),
            ("Russell", "Danny Russel"),
            ("Global Times", "Global Times"),
        ];
        assert_eq!(found, expected);
    });
}
