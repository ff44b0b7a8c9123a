//! What one document says about the actors it names.

use crate::actor::model::LinkRule;
use crate::prose::{Confidence, NameKind, PartialDate};
use crate::text::Span;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::sync::Arc;

/// What one document says about the actors it names.
///
/// Plain data that depends only on the document's text, reading and date and on the names of the user's actors file: it
/// is computed once, may be kept in memory or on disk, and is joined with other documents' by [`crate::actor::Actors`].
/// All spans are bytes of the document. It does not contain the document's id, so it is valid wherever the document is
/// in the corpus.
///
/// Lists are empty for a document without names. The names of a news article of 3 KB take about 4 KB in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentNames {
    /// The document's date.
    pub date: Option<PartialDate>,
    /// The different names, in order of first occurrence. Two that are written alike are of different kinds.
    pub forms: Vec<Arc<NameForm>>,
    /// Every place where an actor is named or certainly meant, in order; none overlap.
    pub uses: Vec<NameUse>,
    /// Speech that the document attributes to a name, in order.
    pub speech: Vec<AttributedSpeech>,
    /// Names of persons inside longer names that are in `uses`, in order: “Kavita Rao” in “Kavita Rao Foundation”.
    pub embedded: Vec<NameUse>,
}

/// A name as written in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "StoredForm<'static>")]
pub struct NameForm {
    /// As first written, without title or possessive.
    pub text: String,
    /// Its words as compared: in lower case, without accents, full stops and hyphens. A well-known organisation has
    /// those of its usual name.
    pub words: Vec<String>,
    /// What it names, as far as this document says.
    pub kind: NameKind,
    /// How clear the evidence for the kind is. Below [`crate::prose::Name::CLEAR`], other documents may decide.
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

/// The words of most forms: those of the text, in lower case.
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

/// The names of many documents, each stored once. For a large corpus, copies would take half a gigabyte.
#[derive(Debug, Default)]
pub struct FormInterner(FxHashSet<Arc<NameForm>>);

impl FormInterner {
    /// Replaces the document's names with equal ones that are already known.
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
    /// The number of its sentence, from 0; `None` when it crosses a sentence end.
    pub sentence: Option<u32>,
    /// Whether an honorific or office precedes it.
    pub titled: bool,
    /// For a capital: whether it acts in its sentence, as a state does.
    pub acts: bool,
    /// Offices stated beside it.
    pub roles: Vec<StatedRole>,
    /// Why the place means the name of `form`, when it does not write it.
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

/// Speech and the name it is attributed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributedSpeech {
    /// The words, without marks.
    pub words: Span,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The speaker: an index into [`DocumentNames::uses`].
    pub speaker: u32,
    /// The words beside the quotation that are taken to mean the name: a pronoun, a description.
    pub written: Option<Span>,
    /// How sure it is that the words are this speaker's.
    pub confidence: Confidence,
}

impl NameUse {
    /// A place that means a name without writing it.
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
