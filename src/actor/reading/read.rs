//! Reads what a document says about its actors.

use super::descriptions::Referents;
use super::document_names::{AttributedSpeech, DocumentNames, NameForm, NameUse, StatedRole};
use super::embedded::embedded;
use super::{foreign, labels};
use crate::actor::file::EntryIndex;
use crate::actor::model::LinkRule;
use crate::actor::names::ends_name;
use crate::prose::{
    Confidence, Description, Kind, Name, NameKind, PartialDate, Reading, StateForm, Words,
    read_names, seat_holds, state,
};
use crate::text::{Cover, DocumentId, Span};
use crate::voice::Turn;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A document of the corpus, handed over by the workspace.
#[derive(Clone, Copy, Debug)]
pub struct ReadDocument<'a> {
    /// Its id in the corpus.
    pub id: DocumentId,
    /// Its text.
    pub text: &'a str,
    /// Its reading.
    pub reading: &'a Reading,
    /// The turns of the record of speech that it is.
    pub turns: &'a [Turn],
    /// Its date.
    pub date: Option<PartialDate>,
}

impl DocumentNames {
    /// Reads the names of a document. Names in the user's file are found wherever they occur, and get the kind that the
    /// file gives.
    pub fn of(document: &ReadDocument<'_>, words: &Words, known: &EntryIndex) -> Self {
        let (mut found, descriptions) = read_names(document.text, words);
        for name in found.iter_mut().filter(|name| name.kind == NameKind::State) {
            // A seat of power is only a building before and after its time.
            let year = document.date.map(|date| date.year);
            if year.is_some_and(|year| !seat_holds(name.span.of(document.text), year)) {
                name.kind = NameKind::Place;
            }
        }
        foreign::without_common_words(document.text, &mut found);
        known.insert(document.text, &mut found);
        let labels = labels::of(document.turns, &mut found);
        let mut names = Self { date: document.date, ..Self::default() };
        let mut forms: FxHashMap<(&str, NameKind), u32> = FxHashMap::default();
        let mut sentences = (0u32..).zip(&document.reading.sentences).peekable();
        for name in found {
            while sentences.next_if(|(_, s)| s.end <= name.span.start).is_some() {}
            let holds = sentences.peek().filter(|(_, s)| s.covers(name.span));
            let sentence = holds.map(|(number, _)| *number);
            let written = labels.get(&name.span).copied().unwrap_or(name.span.of(document.text));
            names.add(name, written, sentence, document.text, &mut forms);
        }
        names.describe(document, &descriptions);
        names.embedded = embedded(&names, document.text);
        names.speech = said(document, &names);
        names.speech.extend(labels::said(document.turns, &names));
        names.speech.sort_by_key(|speech| speech.words);
        names
    }

    fn add<'t>(
        &mut self,
        name: Name,
        written: &'t str,
        sentence: Option<u32>,
        text: &'t str,
        forms: &mut FxHashMap<(&'t str, NameKind), u32>,
    ) {
        let acronym = name.acronym.map(|letters| letters.of(text).to_owned());
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let form = *forms.entry((written, name.kind)).or_insert_with(|| {
            self.forms.push(Arc::new(NameForm {
                text: written.to_owned(),
                words: name.words,
                kind: name.kind,
                weight: name.weight,
                acronym: None,
            }));
            next
        });
        if let Some(known) = self.forms.get_mut(form as usize).map(Arc::make_mut) {
            known.acronym = known.acronym.take().or(acronym);
        }
        let roles = name.roles.into_iter();
        self.uses.push(NameUse {
            span: name.span,
            form,
            sentence,
            titled: name.titled,
            acts: name.acts,
            roles: roles.map(|span| StatedRole { span, text: span.of(text).to_owned() }).collect(),
            rule: None,
        });
    }

    /// Adds the places where an actor is certainly meant without being named.
    fn describe(&mut self, document: &ReadDocument<'_>, descriptions: &[Description]) {
        let mut meant: Vec<NameUse> = Vec::new();
        let mut meaning = Referents::of(self);
        // “Kavita Rao, the former mayor”: an apposition is not another mention.
        let stated = self.uses.iter().flat_map(|named| named.roles.iter().map(|role| role.span));
        let stated = Cover::of(stated);
        for description in descriptions {
            let Some((form, rule)) = meaning.resolve(description) else { continue };
            let free = |n: &NameUse| !n.span.overlaps(description.span);
            let next = self.uses.partition_point(|n| n.span.end <= description.span.start);
            if stated.overlaps(description.span) || !self.uses.get(next).is_none_or(free) {
                continue;
            }
            let sentences = &document.reading.sentences;
            let number = sentences.partition_point(|s| s.end <= description.span.start);
            let holds = sentences.get(number).is_some_and(|s| s.covers(description.span));
            let sentence = u32::try_from(number).ok().filter(|_| holds);
            meant.push(NameUse::implied(description.span, form, sentence, rule));
        }
        self.uses.append(&mut meant);
        self.uses.sort_by_key(|named| named.span);
    }
}

/// The speech attributed to names. Titles, terms and scare quotes are not speech.
fn said(document: &ReadDocument<'_>, names: &DocumentNames) -> Vec<AttributedSpeech> {
    let speech = document.reading.quotations.iter().filter(|q| q.kind == Kind::Speech);
    let attributed = speech.filter_map(|quotation| {
        let attribution = quotation.attribution.as_ref()?;
        let speaker = speaker(names, attribution.named())?;
        let named = names.uses.get(speaker as usize)?;
        let person = names.form(named).is_some_and(|form| form.kind == NameKind::Person);
        let words = attribution.named();
        let behind = Span::new(named.span.end, words.end.max(named.span.end));
        if person && !ends_name(behind.of(document.text)) {
            return None;
        }
        let meant = named.rule;
        let described = meant.is_some_and(LinkRule::describes);
        let written = attribution.antecedent.map(|_| attribution.speaker);
        let surest = if described { Confidence::Resolved } else { Confidence::Explicit };
        Some(AttributedSpeech {
            words: quotation.words,
            cue: attribution.cue,
            speaker,
            written: written.or_else(|| described.then_some(attribution.speaker)),
            confidence: attribution.confidence.min(surest),
        })
    });
    attributed.collect()
}

/// The name in the words for a speaker: the last that is not a state's, as in “Chinese minister Rao”, else the last of
/// all.
fn speaker(names: &DocumentNames, words: Span) -> Option<u32> {
    let first = names.uses.partition_point(|n| n.span.end <= words.start);
    let inside = || {
        let numbered = (0u32..).zip(&names.uses).skip(first);
        numbered.take_while(|(_, n)| n.span.start < words.end)
    };
    let metonym = |named: &NameUse| {
        let form = names.form(named).filter(|f| f.kind == NameKind::State);
        form.and_then(|f| state(&f.text)).is_some_and(|s| s.form != StateForm::Name)
    };
    inside().filter(|(_, n)| !metonym(n)).last().or_else(|| inside().last()).map(|(i, _)| i)
}
