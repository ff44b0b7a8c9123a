//! What one document says of the actors it names, read from that document alone.

use super::dossier::ends_name;
use super::names::KnownNames;
use super::{Document, LinkRule, foreign, meant};
use crate::prose::{
    Confidence, Description, Kind, Name, NameKind, PartialDate, StateForm, read_names, seat_holds,
    state,
};
use crate::text::{Cover, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Arc;

/// What one document says of the actors it names.
///
/// Plain data that depends on the document's text, its reading, its date and the names of the user's actors file, and on no
/// other document: it is computed once, may be kept in memory or on disk, and is joined with that of other documents by
/// [`super::Actors`]. All spans are bytes of the document. There is no number of the document in it, so that the
/// same facts hold wherever the document stands in its corpus.
///
/// A document that names nobody has empty lists. Of a news article of 3 KB, the facts take about 4 KB in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The document's date.
    pub date: Option<PartialDate>,
    /// The different names in it, in the order of their first place. Two that are written alike are of different kinds.
    #[serde(with = "as_values")]
    pub forms: Vec<Arc<Form>>,
    /// Every place where somebody is named or certainly meant, in order; none overlap.
    pub named: Vec<Named>,
    /// Speech that the document gives to somebody it names, in order.
    pub said: Vec<Attributed>,
    /// Names of persons inside longer names that are in `named`, in order: “Kavita Rao” in “Kavita Rao Foundation”.
    pub borne: Vec<Named>,
}

/// A name as the document writes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "StoredForm")]
pub struct Form {
    /// As written at its first place, without title or possessive.
    pub text: String,
    /// Its words as they are compared: lower case, without accents, stops and hyphens; of a well-known organisation those of
    /// its usual name.
    pub words: Vec<String>,
    /// What it names, as far as this document tells.
    pub kind: NameKind,
    /// How clear the evidence for the kind is; below [`Name::CLEAR`] other documents may know better.
    pub weight: u8,
    /// The letters introduced for it in parentheses: “UNHCR”.
    pub acronym: Option<String>,
}

/// A name in an index, of which names are a large part: words that follow from the text are left out.
#[derive(Deserialize)]
struct StoredForm {
    text: String,
    words: Option<Vec<String>>,
    kind: NameKind,
    weight: u8,
    acronym: Option<String>,
}

/// The same while it is written.
#[derive(Serialize)]
struct WrittenForm<'f> {
    text: &'f str,
    words: Option<&'f [String]>,
    kind: NameKind,
    weight: u8,
    acronym: Option<&'f str>,
}

/// The words that most texts have.
fn usual_words(text: &str) -> impl Iterator<Item = String> {
    text.split(' ').map(str::to_lowercase)
}

/// Whether these are the words that most texts have.
fn are_usual(words: &[String], text: &str) -> bool {
    let is_lower = |word: &str, lower: &String| match word.is_ascii() {
        true => {
            let small = word.bytes().map(|b| b.to_ascii_lowercase());
            small.eq(lower.bytes())
        }
        false => word.to_lowercase() == *lower,
    };
    let mut words = words.iter();
    text.split(' ').all(|word| words.next().is_some_and(|lower| is_lower(word, lower)))
        && words.next().is_none()
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { text, words, kind, weight, acronym } = self;
        let words = (!are_usual(words, text)).then_some(words.as_slice());
        let (kind, weight, acronym) = (*kind, *weight, acronym.as_deref());
        WrittenForm { text, words, kind, weight, acronym }.serialize(to)
    }
}

impl From<StoredForm> for Form {
    fn from(stored: StoredForm) -> Self {
        let StoredForm { text, words, kind, weight, acronym } = stored;
        let words = words.unwrap_or_else(|| usual_words(&text).collect());
        Self { text, words, kind, weight, acronym }
    }
}

/// Names are stored by what they are, not by where they are shared.
mod as_values {
    use super::{Arc, Form};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(forms: &[Arc<Form>], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(forms.iter().map(Arc::as_ref))
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Vec<Arc<Form>>, D::Error> {
        Ok(Vec::<Form>::deserialize(from)?.into_iter().map(Arc::new).collect())
    }
}

/// The names of many documents, each held once however many documents have it. Of a large corpus they would take half a
/// gigabyte otherwise.
#[derive(Debug, Default)]
pub struct SharedForms(FxHashSet<Arc<Form>>);

impl SharedForms {
    /// Puts names that are known in the place of the document's own that are equal.
    pub fn share(&mut self, facts: &mut Facts) {
        for form in &mut facts.forms {
            match self.0.get(form) {
                Some(known) => *form = known.clone(),
                None => drop(self.0.insert(form.clone())),
            }
        }
    }
}

/// One place where somebody is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The whole name as written, without title or possessive.
    pub span: Span,
    /// An index into [`Facts::forms`].
    pub form: u32,
    /// The number of the sentence that holds it, from 0; `None` where it crosses the end of one.
    pub sentence: Option<u32>,
    /// Whether an honorific or office stands before it.
    pub titled: bool,
    /// For a capital: whether the words around it let it act, as a state does.
    pub acts: bool,
    /// Offices stated beside it.
    pub roles: Vec<Stated>,
    /// By which rule the place means the name that `form` is, when it does not write it.
    pub rule: Option<LinkRule>,
}

/// An office as the document states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Where it stands.
    pub span: Span,
    /// Word for word.
    pub text: String,
}

/// Speech and the name it is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributed {
    /// The words, without marks.
    pub words: Span,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The speaker: an index into [`Facts::named`].
    pub speaker: u32,
    /// The words beside the quotation that the name is taken to be meant by: a pronoun, a description.
    pub written: Option<Span>,
    /// How sure it is that the words are this speaker's.
    pub confidence: Confidence,
}

impl Facts {
    /// Reads the facts of a document. Names of the user's file are found wherever they stand, and have the kind that the
    /// file says.
    pub fn of(document: &Document<'_>, known: &KnownNames) -> Self {
        let (mut found, descriptions) = read_names(document.text);
        for name in found.iter_mut().filter(|name| name.kind == NameKind::State) {
            // Before its time, and after it, a seat of power is a building.
            let year = document.date.map(|date| date.year);
            if year.is_some_and(|year| !seat_holds(name.span.of(document.text), year)) {
                name.kind = NameKind::Place;
            }
        }
        foreign::without_common_words(document.text, &mut found);
        known.insert(document.text, &mut found);
        let mut facts = Self { date: document.date, ..Self::default() };
        let mut forms: FxHashMap<(&str, NameKind), u32> = FxHashMap::default();
        let mut sentences = (0u32..).zip(&document.reading.sentences).peekable();
        for name in found {
            while sentences.next_if(|(_, s)| s.end <= name.span.start).is_some() {}
            let holds = sentences.peek().filter(|(_, s)| s.covers(name.span));
            let sentence = holds.map(|(number, _)| *number);
            facts.add(name, sentence, document.text, &mut forms);
        }
        facts.describe(document, &descriptions);
        facts.borne = meant::borne(&facts, document.text);
        facts.said = said(document, &facts);
        facts
    }

    fn add<'t>(
        &mut self,
        name: Name,
        sentence: Option<u32>,
        text: &'t str,
        forms: &mut FxHashMap<(&'t str, NameKind), u32>,
    ) {
        let written = name.span.of(text);
        let acronym = name.acronym.map(|letters| letters.of(text).to_owned());
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let form = *forms.entry((written, name.kind)).or_insert_with(|| {
            self.forms.push(Arc::new(Form {
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
        self.named.push(Named {
            span: name.span,
            form,
            sentence,
            titled: name.titled,
            acts: name.acts,
            roles: roles.map(|span| Stated { span, text: span.of(text).to_owned() }).collect(),
            rule: None,
        });
    }

    /// Adds the places where somebody is certainly meant without being named.
    fn describe(&mut self, document: &Document<'_>, descriptions: &[Description]) {
        let mut meant: Vec<Named> = Vec::new();
        let mut meaning = meant::Meaning::of(self);
        // “Kavita Rao, the former mayor”: the words are said of her, and name nobody once more.
        let stated = self.named.iter().flat_map(|named| named.roles.iter().map(|role| role.span));
        let stated = Cover::of(stated);
        for description in descriptions {
            let Some((form, rule)) = meaning.meant(description) else { continue };
            let free = |n: &Named| !n.span.overlaps(description.span);
            let next = self.named.partition_point(|n| n.span.end <= description.span.start);
            if stated.overlaps(description.span) || !self.named.get(next).is_none_or(free) {
                continue;
            }
            let sentences = &document.reading.sentences;
            let number = sentences.partition_point(|s| s.end <= description.span.start);
            let holds = sentences.get(number).is_some_and(|s| s.covers(description.span));
            meant.push(Named {
                span: description.span,
                form,
                sentence: u32::try_from(number).ok().filter(|_| holds),
                titled: false,
                acts: false,
                roles: Vec::new(),
                rule: Some(rule),
            });
        }
        self.named.append(&mut meant);
        self.named.sort_by_key(|named| named.span);
    }

    /// The form of a place.
    pub(super) fn form(&self, named: &Named) -> Option<&Form> {
        self.forms.get(named.form as usize).map(Arc::as_ref)
    }
}

/// The speech that is given to names. Titles, terms and words kept at a distance are nobody's sayings.
fn said(document: &Document<'_>, facts: &Facts) -> Vec<Attributed> {
    let speech = document.reading.quotations.iter().filter(|q| q.kind == Kind::Speech);
    let attributed = speech.filter_map(|quotation| {
        let attribution = quotation.attribution.as_ref()?;
        let speaker = speaker(facts, attribution.named())?;
        let named = facts.named.get(speaker as usize)?;
        let person = facts.form(named).is_some_and(|form| form.kind == NameKind::Person);
        let words = attribution.named();
        let behind = Span::new(named.span.end, words.end.max(named.span.end));
        if person && !ends_name(behind.of(document.text)) {
            return None;
        }
        let meant = named.rule;
        let described = meant.is_some_and(LinkRule::describes);
        let written = attribution.antecedent.map(|_| attribution.speaker);
        let surest = if described { Confidence::Resolved } else { Confidence::Explicit };
        Some(Attributed {
            words: quotation.words,
            cue: attribution.cue,
            speaker,
            written: written.or_else(|| described.then_some(attribution.speaker)),
            confidence: attribution.confidence.min(surest),
        })
    });
    attributed.collect()
}

/// The name in the words for a speaker: the last that is not a state's other name, as in “Chinese minister Rao”, else the
/// last of all.
fn speaker(facts: &Facts, words: Span) -> Option<u32> {
    let first = facts.named.partition_point(|n| n.span.end <= words.start);
    let inside = || {
        let numbered = (0u32..).zip(&facts.named).skip(first);
        numbered.take_while(|(_, n)| n.span.start < words.end)
    };
    let metonym = |named: &Named| {
        let form = facts.form(named).filter(|f| f.kind == NameKind::State);
        form.and_then(|f| state(&f.text)).is_some_and(|s| s.form != StateForm::Name)
    };
    inside().filter(|(_, n)| !metonym(n)).last().or_else(|| inside().last()).map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_from_an_index_with_its_words() {
        for (text, words, bytes) in [
            ("Kavita Rao", &["kavita", "rao"][..], 15),
            ("Ärztinnen", &["ärztinnen"], 15),
            ("U.N.", &["united", "nations"], 25),
            ("Kavita\nRao", &["kavita", "rao"], 27),
            ("A  B", &["a", "b"], 14),
        ] {
            let form = Form {
                text: text.to_owned(),
                words: words.iter().map(|word| (*word).to_owned()).collect(),
                kind: NameKind::Person,
                weight: 3,
                acronym: None,
            };
            let stored = postcard::to_allocvec(&form).unwrap();
            assert_eq!(stored.len(), bytes, "{text}");
            assert_eq!(postcard::from_bytes::<Form>(&stored).unwrap(), form);
        }
    }
}
