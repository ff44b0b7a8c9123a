//! What one document says of the actors it names.

use crate::actor::model::LinkRule;
use crate::prose::{Confidence, NameKind, PartialDate};
use crate::text::Span;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::sync::Arc;

/// What one document says of the actors it names.
///
/// Plain data that depends on the document's text, its reading, its date and the names of the user's actors file, and on no
/// other document: it is computed once, may be kept in memory or on disk, and is joined with that of other documents by
/// [`crate::actor::Actors`]. All spans are bytes of the document. There is no number of the document in it, so that the
/// same names hold at any position in the corpus.
///
/// A document without names has empty lists. Of a news article of 3 KB, the names take about 4 KB in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentNames {
    /// The document's date.
    pub date: Option<PartialDate>,
    /// The different names in it, in the order of their first place. Two that are written alike are of different kinds.
    pub forms: Vec<Arc<NameForm>>,
    /// Every place where an actor is named or certainly meant, in order; none overlap.
    pub uses: Vec<NameUse>,
    /// Speech that the document attributes to a name, in order.
    pub speech: Vec<AttributedSpeech>,
    /// Names of persons inside longer names that are in `uses`, in order: “Kavita Rao” in “Kavita Rao Foundation”.
    pub embedded: Vec<NameUse>,
}

/// A name as the document writes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "StoredForm<'static>")]
pub struct NameForm {
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
#[derive(Serialize, Deserialize)]
struct StoredForm<'f> {
    text: Cow<'f, str>,
    words: Option<Cow<'f, [String]>>,
    kind: NameKind,
    weight: u8,
    acronym: Option<Cow<'f, str>>,
}

/// The words that most forms have: the text's own in lower case.
fn usual_words(text: &str) -> impl Iterator<Item = String> {
    text.split(' ').map(str::to_lowercase)
}

impl Serialize for NameForm {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let usual = usual_words(&self.text).eq(self.words.iter().map(String::as_str));
        let words = (!usual).then_some(self.words.as_slice().into());
        let acronym = self.acronym.as_deref().map(Cow::from);
        let (text, kind, weight) = (self.text.as_str().into(), self.kind, self.weight);
        StoredForm { text, words, kind, weight, acronym }.serialize(to)
    }
}

impl From<StoredForm<'static>> for NameForm {
    fn from(stored: StoredForm<'static>) -> Self {
        let StoredForm { text, words, kind, weight, acronym } = stored;
        let words = words.map_or_else(|| usual_words(&text).collect(), Cow::into_owned);
        Self { text: text.into_owned(), words, kind, weight, acronym: acronym.map(Cow::into_owned) }
    }
}

/// The names of many documents, each held once however many documents have it. Of a large corpus they would take half a
/// gigabyte otherwise.
#[derive(Debug, Default)]
pub struct FormInterner(FxHashSet<Arc<NameForm>>);

impl FormInterner {
    /// Puts names that are known in the place of the document's own that are equal.
    pub fn intern(&mut self, names: &mut DocumentNames) {
        for form in &mut names.forms {
            match self.0.get(form) {
                Some(known) => *form = known.clone(),
                None => drop(self.0.insert(form.clone())),
            }
        }
    }
}

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameUse {
    /// The whole name as written, without title or possessive.
    pub span: Span,
    /// An index into [`DocumentNames::forms`].
    pub form: u32,
    /// The number of the sentence that holds it, from 0; `None` where it crosses the end of one.
    pub sentence: Option<u32>,
    /// Whether an honorific or office precedes it.
    pub titled: bool,
    /// For a capital: whether the words around it let it act, as a state does.
    pub acts: bool,
    /// Offices stated beside it.
    pub roles: Vec<StatedRole>,
    /// By which rule the place means the name that `form` is, when it does not write it.
    pub rule: Option<LinkRule>,
}

/// An office as the document states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedRole {
    /// Its place.
    pub span: Span,
    /// Word for word.
    pub text: String,
}

/// Speech and the name it is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributedSpeech {
    /// The words, without marks.
    pub words: Span,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The speaker: an index into [`DocumentNames::uses`].
    pub speaker: u32,
    /// The words beside the quotation that the name is taken to be meant by: a pronoun, a description.
    pub written: Option<Span>,
    /// How sure it is that the words are this speaker's.
    pub confidence: Confidence,
}

impl NameUse {
    /// A place that means a name without writing it as such.
    pub(crate) fn implied(span: Span, form: u32, sentence: Option<u32>, rule: LinkRule) -> Self {
        let (titled, acts, roles) = (false, false, Vec::new());
        Self { span, form, sentence, titled, acts, roles, rule: Some(rule) }
    }
}

impl DocumentNames {
    /// The form of a place.
    pub(crate) fn form(&self, named: &NameUse) -> Option<&NameForm> {
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
            let form = NameForm {
                text: text.to_owned(),
                words: words.iter().map(|word| (*word).to_owned()).collect(),
                kind: NameKind::Person,
                weight: 3,
                acronym: None,
            };
            let stored = postcard::to_allocvec(&form).unwrap();
            assert_eq!(stored.len(), bytes, "{text}");
            assert_eq!(postcard::from_bytes::<NameForm>(&stored).unwrap(), form);
        }
    }
}
