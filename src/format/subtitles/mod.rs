//! Subtitles as files of their own: SRT, WebVTT, SBV. The text is what is said, as running sentences; times are its
//! milestones.
//!
//! `cues.rs` finds the cues, `words.rs` what is said in them and where the speaker changes, `script.rs` writes it.

mod cues;
mod script;
#[cfg(test)]
mod tests;
mod words;

pub use script::SUBTITLES;
