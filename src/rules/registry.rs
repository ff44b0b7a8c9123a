//! The list of all rules.

use super::NoteView;
use super::rule::{Rule, most_alike};
use crate::workspace::{NoteEntry, Snapshot};
use std::path::Path;

/// All rules, in the order of README's table.
pub const ALL: &[&Rule] = &[
    &super::unattributed_quote::RULE,
    &super::missing_speaker::RULE,
    &super::uncited_quote::RULE,
    &super::misquote::RULE,
    &super::unmarked_omission::RULE,
    &super::omitted_qualifier::RULE,
    &super::spliced_quote::RULE,
    &super::bracket_mismatch::RULE,
    &super::unfounded_sic::RULE,
    &super::overrun_quote::RULE,
    &super::paraphrase_in_quotes::RULE,
    &super::quote_not_found::RULE,
    &super::translated_quote::RULE,
    &super::wrong_source::RULE,
    &super::wrong_locator::RULE,
    &super::unchecked_locator::RULE,
    &super::unknown_source::RULE,
    &super::ambiguous_key::RULE,
    &super::duplicate_key::RULE,
    &super::unreadable_source::RULE,
    &super::misattributed_quote::RULE,
    &super::secondhand_quote::RULE,
    &super::disputed_quote::RULE,
    &super::source_variants::RULE,
    &super::ambiguous_speaker::RULE,
    &super::misspelled_actor::RULE,
    &super::unclosed_quote::RULE,
    &super::nested_same_mark::RULE,
    &super::unsourced_blockquote::RULE,
    &super::unused_suppression::RULE,
    &super::permitted_change::RULE,
    &super::fragment_quote::RULE,
    &super::scare_quote::RULE,
    &super::loaded_cue::RULE,
];

/// The rule with a name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// The rule names most like an unknown one, best first; empty when none is like it.
pub fn alike(name: &str) -> Vec<&'static str> {
    most_alike(ALL.iter().map(|rule| rule.name), name)
}

/// The note at `path` as the rules see it.
pub fn view<'a>(snapshot: &'a Snapshot, path: &'a Path, entry: &'a NoteEntry) -> NoteView<'a> {
    let severity = |rule: &Rule| snapshot.severity(path, rule.name, rule.severities);
    let severities = ALL.iter().map(|rule| (rule.name, severity(rule))).collect();
    NoteView::new(snapshot, path, entry, severities)
}
