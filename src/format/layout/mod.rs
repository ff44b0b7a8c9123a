//! Finds what a printed page or a player puts around the words of a document, and blanks it.
//!
//! Margin line numbers, running heads, page numbers, footnote marks, the numbers and times of subtitles, the time
//! stamps of transcripts: each is replaced by white space of the same length, byte for byte and column for column. So a
//! place in the reading text is the same place in the file, no map is needed, and everything after this (words,
//! quotations, speakers, names, the index) sees only words.
//!
//! Nothing is blanked for the look of one line. A document has to show its layout throughout: numbers that count from
//! line to line, heads that recur page after page, times that never go back. A line blanked as a whole gets a form
//! feed, the sign for a page end; paragraphs may continue across it (`prose::Block`).

mod blanking;
mod footnote_marks;
mod margin;
mod page;
mod sheet;
mod stamps;
mod subtitles;
#[cfg(test)]
mod tests;

pub(super) use blanking::blanked;
pub(super) use sheet::is_unended;
pub(super) use stamps::clock;
pub(super) use subtitles::{tag, voice};
