//! Any series of updates gives the same actors as joining from scratch.

use super::*;
use crate::prose::{self, Block, PartialDate, Words};
use crate::text::{DocumentId, Span};
use proptest::prelude::*;
use std::sync::Arc;

/// Sentences that name the same few people, organisations and capitals in ways that change what other sentences mean.
const SENTENCES: &[&str] = &[
    "Minister Kavita Rao spoke in the harbour. “The ice is thin,” Rao said.",
    "It was Mr. Rao who left.",
    "The pilot Anil Rao, 42, was there.",
    "Later Ms. Berg wrote to Beijing.",
    "Judge Anna Berg and Kavita Rao met. Berg said she was late.",
    "Beijing wants peace, and Beijing has refused.",
    "They flew to Beijing and walked in Beijing near Beijing.",
    "The Harbour Trust (HT) and the HT board agreed.",
    "It was clear that Veltrona fell.",
    "Veltrona Ltd said on Monday that Veltrona would pay.",
    "Mr. Lindquist met Erik Lindqvist, the mayor of Lindau.",
    "Nobody came.",
];

const KNOWN: &str =
    "[[actor]]\nname = \"Kavita Rao\"\nother_names = [\"the Ice Queen\"]\nnot = [\"Rao\"]\n";

/// The names of one text, dated by its first sentence.
fn names(sentences: &[usize], known: &EntryIndex) -> Arc<DocumentNames> {
    let texts: Vec<&str> = sentences.iter().map(|i| SENTENCES[i % SENTENCES.len()]).collect();
    let text = texts.join(" ");
    let reading = prose::read(&text, &Block::of_plain_text(&text));
    let date = PartialDate::parse(&format!("20{:02}", sentences.first().unwrap_or(&0) % 4 + 10));
    let document =
        ReadDocument { id: DocumentId(0), text: &text, reading: &reading, turns: &[], date };
    Arc::new(DocumentNames::of(&document, &Words::default(), known))
}

/// Every query, with actors by their ids.
fn picture(actors: &Actors, documents: u32) -> Vec<String> {
    let id = |index: &ActorIndex| actors.actor(*index).map_or("nobody", |a| a.id.as_str());
    let mut picture = Vec::new();
    for (index, actor) in actors.all() {
        picture.push(format!("{actor:?}"));
        let Some(dossier) = actors.dossier(index) else { continue };
        let with: Vec<_> = dossier.with.iter().map(|c| (id(&c.actor), c.count)).collect();
        let Dossier { introduced, said, mentions, documents, dates, .. } = dossier;
        picture
            .push(format!("{introduced:?} {said:?} {mentions:?} {with:?} {documents} {dates:?}"));
        for alias in actor.aliases.iter().map(|a| &a.text).chain([&actor.name, &actor.id]) {
            let named = actors.named(alias);
            picture.push(format!("{alias}: {:?}", named.iter().map(id).collect::<Vec<_>>()));
        }
    }
    let mention = |m: &Mention| {
        format!(
            "{:?} {} {:?} {:?}",
            m.span,
            id(&m.actor),
            m.rule,
            m.also.iter().map(id).collect::<Vec<_>>()
        )
    };
    for document in (0..documents).map(DocumentId) {
        picture.extend(actors.mentions(document).iter().map(mention));
    }
    let note = SENTENCES.join(" Rao. Kavita. Berg? ");
    let whole = std::iter::once(Span::new(0, note.len()));
    picture.extend(actors.link(&note, whole, &mut NameMemo::default()).iter().map(mention));
    picture
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_series_of_updates_is_a_fresh_start(
        texts in prop::collection::vec(prop::collection::vec(0usize..SENTENCES.len(), 0..5), 1..6),
        steps in prop::collection::vec(prop::collection::vec(0usize..6, 0..6), 1..5),
        known in any::<bool>(),
    ) {
        let (read, _) = ActorEntries::read(if known { KNOWN } else { "" });
        let known = Arc::new(EntryIndex::of(read));
        let all: Vec<Arc<DocumentNames>> = texts.iter().map(|text| names(text, &known)).collect();
        let mut updated = Actors::of_file(known.clone());
        for step in steps {
            let chosen: Vec<(DocumentId, Arc<DocumentNames>)> = (0u32..)
                .map(DocumentId)
                .zip(step.iter().map(|i| all[i % all.len()].clone()))
                .collect();
            updated = updated.updated(chosen.clone());
            let fresh = Actors::of_file(known.clone()).updated(chosen);
            let documents = step.len() as u32;
            prop_assert_eq!(picture(&updated, documents), picture(&fresh, documents));
        }
    }
}

#[test]
fn facts_survive_being_written_down() {
    let known = EntryIndex::of(ActorEntries::default());
    for i in 0..SENTENCES.len() {
        let names = names(&[i, i + 1], &known);
        let written = serde_json::to_string(&*names).unwrap();
        assert_eq!(serde_json::from_str::<DocumentNames>(&written).unwrap(), *names);
    }
}
