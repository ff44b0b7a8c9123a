//! The list of all rules.

use super::names::most_alike;
use super::rule::Rule;
use super::{
    NoteView, ambiguous_key, ambiguous_speaker, bracket_mismatch, disputed_quote, duplicate_key,
    fragment_quote, loaded_cue, misattributed_quote, misquote, missing_speaker, misspelled_actor,
    nested_same_mark, omitted_qualifier, overrun_quote, paraphrase_in_quotes, permitted_change,
    quote_not_found, scare_quote, secondhand_quote, source_variants, spliced_quote,
    translated_quote, unattributed_quote, unchecked_locator, uncited_quote, unclosed_quote,
    unfounded_sic, unknown_source, unmarked_omission, unreadable_source, unsourced_blockquote,
    unused_suppression, wrong_locator, wrong_source,
};
use crate::workspace::{NoteEntry, Snapshot};
use std::path::Path;

/// All rules, in the order of README's table.
pub const ALL: &[&Rule] = &[
    &unattributed_quote::RULE,
    &missing_speaker::RULE,
    &uncited_quote::RULE,
    &misquote::RULE,
    &unmarked_omission::RULE,
    &omitted_qualifier::RULE,
    &spliced_quote::RULE,
    &bracket_mismatch::RULE,
    &unfounded_sic::RULE,
    &overrun_quote::RULE,
    &paraphrase_in_quotes::RULE,
    &quote_not_found::RULE,
    &translated_quote::RULE,
    &wrong_source::RULE,
    &wrong_locator::RULE,
    &unchecked_locator::RULE,
    &unknown_source::RULE,
    &ambiguous_key::RULE,
    &duplicate_key::RULE,
    &unreadable_source::RULE,
    &misattributed_quote::RULE,
    &secondhand_quote::RULE,
    &disputed_quote::RULE,
    &source_variants::RULE,
    &ambiguous_speaker::RULE,
    &misspelled_actor::RULE,
    &unclosed_quote::RULE,
    &nested_same_mark::RULE,
    &unsourced_blockquote::RULE,
    &unused_suppression::RULE,
    &permitted_change::RULE,
    &fragment_quote::RULE,
    &scare_quote::RULE,
    &loaded_cue::RULE,
];

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// The names most like one that no rule has, the most alike first; empty when none is like it.
pub fn alike(name: &str) -> Vec<&'static str> {
    most_alike(ALL.iter().map(|rule| rule.name), name)
}

/// The note at `path` as the rules see it.
pub fn view<'a>(snapshot: &'a Snapshot, path: &'a Path, entry: &'a NoteEntry) -> NoteView<'a> {
    let weights = ALL.iter().map(|rule| (rule.name, [rule.draft, rule.release]));
    NoteView::new(snapshot, path, entry, weights)
}
