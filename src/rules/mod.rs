//! The rules: one file each, and the list of them.
//!
//! A rule sees one note of a snapshot and says what is wrong. Its page in `docs/rules/` is part of it.

mod ambiguous_key;
mod ambiguous_speaker;
mod bracket_mismatch;
mod comparison;
mod disputed_quote;
mod duplicate_key;
mod edge;
mod fragment_quote;
mod kept;
mod loaded_cue;
mod misattributed_quote;
mod misquote;
mod missing_speaker;
mod misspelled_actor;
mod named;
mod nested_same_mark;
mod omitted_qualifier;
mod overrun_quote;
mod own_words;
mod paraphrase_in_quotes;
mod permitted_change;
mod quote_not_found;
mod repair;
mod scare_quote;
mod scene;
mod secondhand_quote;
mod source_variants;
mod splice;
mod spliced_quote;
mod surroundings;
mod translated_quote;
mod unattributed_quote;
mod unchecked_locator;
mod uncited_quote;
mod unclosed_quote;
mod unfounded_sic;
mod unknown_source;
mod unmarked;
mod unmarked_omission;
mod unreadable_source;
mod unsourced_blockquote;
mod unused_suppression;
pub mod wording;
mod wrong_locator;
mod wrong_source;

pub use crate::workspace::{Finding, Fix, Piece, Related, Replacement, Whose};
pub use comparison::{counterpart, diff};
pub use duplicate_key::in_bibliography;
pub use kept::check;
pub use scene::Scene;
pub use unused_suppression::unused;

use crate::corpus::{Match, Verdict};
use crate::note::Quotation;
use crate::prose::Block;
use crate::workspace::{Placed, Profile, Severity};
use std::ops::Range;

/// A rule: what it is, how much it weighs, and how it looks at a note.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name: `misquote`.
    pub name: &'static str,
    /// What it says, as one line of a list: `a word changed without a mark`.
    pub summary: &'static str,
    /// How much it weighs in a draft unless configured.
    pub draft: Severity,
    /// How much it weighs in a release unless configured.
    pub release: Severity,
    /// The page, Markdown: why, example, how to silence.
    pub page: &'static str,
    /// How it looks at a note.
    pub check: Check,
}

/// How a rule looks at a note.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At each quotation by itself. What it found is kept until something changes that `surroundings.rs` knows of: whoever
    /// reads more of the note than is written there adds it there.
    Quotation(fn(&Scene<'_>, &Quotation, &Placed) -> Option<Finding>),
    /// At each block with the quotations that begin in it, by their numbers; kept likewise. Of findings that overlap the first
    /// counts.
    Block(fn(&Scene<'_>, &Block, Range<usize>) -> Vec<Finding>),
    /// At each quotation by itself, but of findings that follow each other at one place the first says it all.
    QuotationOnce(fn(&Scene<'_>, &Quotation, &Placed) -> Option<Finding>),
    /// At the whole of it, each time.
    Note(fn(&Scene<'_>) -> Vec<Finding>),
    /// At no note: at bibliographies.
    Bibliography,
}

impl Rule {
    /// How much it weighs in a profile unless configured.
    pub fn severity(&self, profile: Profile) -> Severity {
        match profile {
            Profile::Draft => self.draft,
            Profile::Release => self.release,
        }
    }
}

/// All rules, in the order of the design's table.
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

/// Whether a match is the quotation's place beyond doubt, so that something may be said against the note because of it.
/// What is less like its place may be another saying of somebody else.
fn sure(found: &Match) -> bool {
    const LIKE: f32 = 0.9;
    found.verdict < Verdict::Misquoted || found.similarity >= LIKE
}

/// The names most like one that no rule has, the most alike first; empty when none is like it.
pub fn alike(name: &str) -> Vec<&'static str> {
    /// How alike a name must be, from 0 to 1 (Jaro-Winkler); clap takes .7 for its own suggestions.
    const ALIKE: f64 = 0.7;
    /// Names that are suggested at most.
    const MOST: usize = 3;
    let likeness =
        |rule: &&Rule| (strsim::jaro_winkler(&name.to_lowercase(), rule.name), rule.name);
    let mut alike: Vec<(f64, &str)> =
        ALL.iter().map(likeness).filter(|(likeness, _)| *likeness > ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
