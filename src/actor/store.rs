//! The queries that actors in memory and on disk both answer.

use super::file::EntryIndex;
use super::index::{FirstWord, Fit, Pattern, Starts};
use super::model::{Actor, ActorIndex, Brief, Dossier, Mention, Ranking, Said};
use super::names::WordsKey;
use crate::prose::NameKind;
use crate::text::{DocumentId, Passage};
use std::borrow::Cow;
use std::sync::Arc;

/// All actors of a corpus.
pub(super) trait Store {
    /// The user's actors file that they were made with.
    fn known(&self) -> &Arc<EntryIndex>;
    /// Their order.
    fn ranking(&self) -> &Ranking;
    /// One actor.
    fn actor(&self, index: ActorIndex) -> Option<&Actor>;
    /// The full name of an actor and its kind. Does not cache actors on disk.
    fn full_name(&self, index: ActorIndex) -> Option<(&str, NameKind)> {
        self.actor(index).map(|actor| (actor.name.as_str(), actor.kind))
    }
    /// The index of an actor's entry in the user's file.
    fn entry(&self, index: ActorIndex) -> Option<usize>;
    /// The mentions in one document of the corpus, in order.
    fn mentions(&self, document: DocumentId) -> &[Mention];
    /// The actors that a name may mean and how well it fits, in no order.
    fn named(&self, name: WordsKey) -> Cow<'_, [(Fit, ActorIndex)]>;
    /// Whether the full name of an actor has several words, and this is one of them.
    fn is_in_full_name(&self, word: WordsKey) -> bool;
    /// The first bytes of the words that names begin with.
    fn starts(&self) -> &Starts;
    /// The names that begin with a word.
    fn beginning(&self, first: FirstWord) -> Option<Arc<Vec<Pattern>>>;
    /// The actor's dossier.
    fn dossier(&self, index: ActorIndex) -> Option<Dossier>;
    /// The beginning of the actor's dossier.
    fn brief(&self, index: ActorIndex) -> Option<Brief>;
    /// Where the corpus introduces an actor.
    fn introduced(&self, index: ActorIndex) -> Option<Passage>;
    /// The speech that the corpus attributes to an actor.
    fn said(&self, index: ActorIndex) -> Option<Vec<Said>>;
    /// Builds the indexes of all names now, not on first use.
    fn make_ready(&self) {}
}
