//! Actors from other programs: imports can be written to an actors file and read back.

use onrecord::actor::exchange::{ExchangeFormat, import};
use onrecord::actor::{ActorEntries, ActorsFile, Added};
use onrecord::prose::comparable;
use std::collections::HashSet;

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    ExchangeFormat::of(&text);
    for format in [ExchangeFormat::Csv, ExchangeFormat::FollowTheMoney, ExchangeFormat::Stix] {
        check(format, &text);
    }
}

fn check(format: ExchangeFormat, text: &str) {
    let imported = import(format, text);
    let lines = text.matches(['\n', '\r']).count() + 1;
    for problem in &imported.problems {
        assert!((1..=lines).contains(&problem.line), "{problem:?} of {lines} lines");
    }
    assert!(imported.problems.is_sorted_by_key(|problem| problem.line), "{:?}", imported.problems);
    let mut file = ActorsFile::read("").expect("an empty file is one");
    for actor in &imported.actors {
        assert!(!actor.name.trim().is_empty(), "{actor:?}");
        file.add(actor);
    }
    let written = file.text();
    let (known, problems) = ActorEntries::read(&written);
    assert!(problems.is_empty(), "{problems:?} in {written}");
    let known: HashSet<Vec<String>> = known
        .actors()
        .iter()
        .flat_map(|a| [&a.name].into_iter().chain(&a.other_names))
        .map(|n| comparable(n))
        .collect();
    for actor in &imported.actors {
        assert!(known.contains(&comparable(&actor.name)), "{actor:?} is not in {written}");
        assert_eq!(file.add(actor), Added::Known, "{actor:?} in {written}");
    }
}
