//! What one document says of the actors it names.

use crate::actor::model::LinkRule;
use crate::prose::{Confidence, NameKind, PartialDate};
use crate::text::Span;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Arc;

/// What one document says of the actors it names.
///
/// Plain data that depends on the document's text, its reading, its date and the names of the user's actors file, and on no
/// other document: it is computed once, may be kept in memory or on disk, and is joined with that of other documents by
/// [`crate::actor::Actors`]. All spans are bytes of the document. There is no number of the document in it, so that the
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
    /// How clear the evidence for the kind is; below [`crate::prose::Name::CLEAR`] other documents may know better.
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

    pub(crate) fn serialize<S: Serializer>(forms: &[Arc<Form>], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(forms.iter().map(Arc::as_ref))
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(
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
    /// The form of a place.
    pub(crate) fn form(&self, named: &Named) -> Option<&Form> {
        self.forms.get(named.form as usize).map(Arc::as_ref)
    }
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
