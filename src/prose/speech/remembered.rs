//! Choices of speakers, kept for the next version of the text by all that was known of the candidates.

use super::choice::{Case, Choice, Chooser};
use crate::memo::Memo;
use crate::text::Span;

/// Who was chosen, by all that a choice depends on.
pub(in crate::prose) type ChoiceMemo = Memo<Vec<u8>, Option<Choice>>;

/// Chooses as another does, and remembers its choices.
pub(in crate::prose) struct Remembering<'m, C> {
    pub chooser: C,
    pub choices: &'m mut ChoiceMemo,
}

impl<C: Chooser> Chooser for Remembering<'_, C> {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        let chooser = &mut self.chooser;
        self.choices.get_or_compute(choice_key(case), |_| chooser.choose(case))
    }
}

/// All that a choice depends on: the features, and which candidates are the same words.
fn choice_key(case: &Case) -> Vec<u8> {
    let all = &case.candidates;
    let same = |(at, (span, _)): (usize, &(Span, _))| {
        let first = all.iter().position(|(other, _)| other == span).unwrap_or(at);
        (first as u32).to_le_bytes()
    };
    let mut key = Vec::with_capacity(case.quotation.len() * (all.len() + 1) + 4 * all.len());
    key.extend(case.quotation);
    key.extend(all.iter().flat_map(|(_, features)| features));
    key.extend(all.iter().enumerate().flat_map(same));
    key
}
