//! What a printed page or a player puts around the words of a document, and which of its bytes are therefore no words.
//!
//! Margin line numbers, running heads, page numbers, marks of footnotes, the numbers and times of subtitles, the time stamps
//! of transcripts: each is blanked out by white space of the same length, byte for byte and column for column. So a place in the reading
//! text is the same place in the file, no map has to be kept, and everything behind this door (words, quotations,
//! speakers, names, the index) sees words only.
//!
//! Nothing is blanked on the look of one line. A document has to show its layout over the whole of it: numbers that count
//! on from line to line, heads that come back page after page, times that never go back. A line that is blanked as a whole
//! gets a form feed, the sign for the end of a page; paragraphs may go on over it (`prose::Block`).

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
