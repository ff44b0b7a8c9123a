//! The actors of the seeds, each read in the articles: name, kind, roles word for word, number of quotations.

use onrecord::actor::{ActorKind, Actors, Document, KnownActors, LinkRule};
use onrecord::corpus::Source;
use onrecord::text::DocumentId;
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
    let documents: Vec<Document<'_>> = (0u32..)
        .zip(&sources)
        .map(|(i, s)| Document {
            id: DocumentId(i),
            text: &s.text,
            reading: &s.reading,
            date: s.metadata.date,
        })
        .collect();
    check(&Actors::of(&documents, &KnownActors::default()))
}

/// A form by which to look the actor up, its full name, its roles without repetition.
const PERSONS: &[(&str, &str, &[&str])] = &[
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
    ),
    ("Mr Biden", "Joe Biden", &["President", "US President"]),
    (
        "Jinping",
        "Xi Jinping",
        &["Chinese President", "Chinese leader", "Chinese president", "President"],
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
    ),
    (
        "Yang",
        "Yang Jiechi",
        &["State Councilor", "a member of the Political Bureau of the CPC Central Committee"],
    ),
    ("President Park", "Park Geun-hye", &["President", "South Korean president"]),
    ("Kim Jong-un", "Kim Jong Un", &["North Korean leader"]),
    ("Qin Gang", "Qin Gang", &["the new Chinese ambassador to the US"]),
    (
        "Lavrov",
        "Sergei Lavrov",
        &["Russian Foreign Minister", "Russian Minister of Foreign Affairs"],
    ),
    ("Mr. Sullivan", "Jake Sullivan", &["US National Security Advisor"]),
    (
        "Russell",
        "Danny Russel",
        &[
            "vice president of the Asia Society Policy Institute and a former US deputy secretary of state",
        ],
    ),
    ("Obama", "Barack Obama", &[]),
    ("Han Zheng", "Han Zheng", &["Chinese Vice Premier"]),
    ("Hillary Clinton", "Hillary Clinton", &[]),
    ("Vladimir Pavlenko", "Vladimir Pavlenko", &["a well-known expert on China"]),
    ("Medeiros", "Evan Medeiros", &["a Georgetown University professor"]),
    (
        "Fang Xinghai",
        "Fang Xinghai",
        &["deputy chairman of the China Securities Regulatory Commission"],
    ),
    (
        "Wu Xinbo",
        "Wu Xinbo",
        &["dean of the Institute of International Studies at Fudan University in Shanghai"],
    ),
    ("Sheena Greitens", "Sheena Greitens", &["a political scientist"]),
    (
        "Scott A. Synder",
        "Scott A. Synder",
        &["Senior Fellow for Korea Studies and Director of the Program on U.S.-Korea Policy"],
    ),
    ("Fabius", "Laurent Fabius", &["the head of French diplomacy"]),
    ("Oleg Ladogin", "Oleg Ladogin", &[]),
    ("Mary Young", "Mary Young", &[]),
];

const ORGANISATIONS: &[(&str, &[&str])] = &[
    (
        "Global Times",
        &["a Communist Party newspaper", "a mouthpiece of the Chinese Communist Party"],
    ),
    ("Reuters", &[]),
    ("Axios", &["a news portal"]),
    ("Xinhua", &[]),
    ("Taliban", &[]),
    ("United Nations", &[]),
    ("Voice of America", &[]),
    ("Chinese Communist Party", &[]),
    ("National Security Council", &[]),
    ("Georgetown University", &[]),
    ("Fudan University", &[]),
    ("Associated Press", &[]),
    ("Federal Bureau of Investigation", &[]),
    ("Ministry of Public Security", &[]),
    ("Asia Society Policy Institute", &[]),
    ("China Securities Regulatory Commission", &[]),
];

#[track_caller]
fn check(actors: &Actors, form: &str, name: &str, kind: ActorKind, expected: &[&str]) {
    let found = actors.named(form).first().and_then(|i| actors.actor(*i));
    let Some(actor) = found else { panic!("nobody is called {form}") };
    assert_eq!((actor.name.as_str(), actor.kind), (name, kind), "{form}");
    let mut roles: Vec<&str> = actor.roles.iter().map(|r| r.text.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    assert_eq!(roles, expected, "{name}");
}

#[test]
fn persons_have_their_names_and_roles() {
    with_actors(|actors| {
        for (form, name, roles) in PERSONS {
            let form = form.trim_start_matches("Mr ").trim_start_matches("Mr. ");
            let form = form.trim_start_matches("President ");
            check(actors, form, name, ActorKind::Person, roles);
        }
    });
}

#[test]
fn organisations_have_their_names() {
    with_actors(|actors| {
        for (name, roles) in ORGANISATIONS {
            check(actors, name, name, ActorKind::Organisation, roles);
        }
    });
}

#[test]
fn nobody_else_is_called_a_person() {
    with_actors(|actors| {
        let others: Vec<&str> = actors
            .all()
            .map(|(_, actor)| actor)
            .filter(|a| a.kind == ActorKind::Person)
            .map(|a| a.name.as_str())
            .filter(|name| !PERSONS.iter().any(|(_, known, _)| known == name))
            .collect();
        assert_eq!(others, ["Anders Korr"]);
    });
}

#[test]
fn capitals_and_seats_of_power_are_their_states() {
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
            assert_eq!(found.map(|a| (a.name.as_str(), a.kind)), Some((state, ActorKind::State)));
            let alias = found.and_then(|a| a.aliases.iter().find(|alias| alias.text == form));
            assert_eq!(alias.map(|a| a.rule), Some(LinkRule::Metonym), "{form}");
        }
    });
}

#[test]
fn notes_link_by_every_form() {
    with_actors(|actors| {
        let note = "Mr. Wang met Kerry; Chinese president Xi and Jinping waited in Beijing with President Park, \
                    Yang’s aide, Mr. Russell and the Global Times.";
        let found: Vec<(&str, &str)> = actors
            .link(note, &Default::default())
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
