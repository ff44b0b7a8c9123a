//! The card of a quotation: in a note, where its words are and how well they match; in a source, the speaker.

use super::block::{Card, CardBlock, Style, StyledText, plain, strong};
use super::parts::{LINE, dispute, in_sentence, place, speaker, verdict};
use crate::corpus::{Match, Verdict};
use crate::note::Quotation;
use crate::rules::diff;
use crate::rules::wording::{changes, shortened};
use crate::text::Passage;
use crate::workspace::{AssessedQuotation, Piece, Snapshot, Translation, Whose};

/// The most bytes of a source that are shown.
const PASSAGE: usize = 480;

/// The most other places of the words that are listed.
const MOST_ELSEWHERE: usize = 3;

/// The card of a note's quotation; `None` if its source is gone.
pub(in crate::analysis) fn quotation_card(
    snapshot: &Snapshot,
    quotation: &Quotation,
    assessed: &AssessedQuotation,
) -> Option<Card> {
    let Some(best) = assessed.best() else {
        return Some(vec![not_found(snapshot, assessed).into()]);
    };
    let at = best.place();
    let source = snapshot.corpus.source(best.source)?;
    let mut blocks: Card =
        vec![strong(verdict(best.verdict)).plain(" — ").then(place(snapshot, at)).into()];
    let pieces = diff(&quotation.text, &source.text, best);
    let differs = changes(&quotation.text, &source.text, best);
    if !pieces.is_empty() {
        blocks.push(compared(&pieces).into());
    } else if best.verdict == Verdict::Misquoted && !differs.is_empty() {
        blocks.push(plain(differs).into());
    }
    let most = PASSAGE.max(at.span.len());
    blocks.push(CardBlock::Quote(in_sentence(snapshot, source, at, most, &best.pieces)));
    let cites_another = !assessed.cited.is_empty() && !assessed.cited.contains(&best.source);
    let lines = [
        speaker(snapshot, at),
        dispute(snapshot, at),
        cites_another.then(|| plain("The note cites another source for these words.")),
        elsewhere(snapshot, assessed, best),
    ];
    blocks.extend(lines.into_iter().flatten().map(CardBlock::from));
    Some(blocks)
}

/// The card of a quotation inside a source. References show which notes quote it.
pub(in crate::analysis) fn source_quotation_card(snapshot: &Snapshot, words: Passage) -> Card {
    let shown = shortened(snapshot.words(words), LINE);
    let nobody = || plain("The source names no speaker beside these words.");
    let head = plain("“").plain(shown).plain("” — ").plain(snapshot.passage(words));
    let lines = [head, speaker(snapshot, words).unwrap_or_else(nobody)].into_iter();
    lines.chain(dispute(snapshot, words)).map(CardBlock::from).collect()
}

/// What to say about words that are not found.
fn not_found(snapshot: &Snapshot, assessed: &AssessedQuotation) -> StyledText {
    let cited = assessed.cited.first().map(|&cited| snapshot.name(None, cited));
    if assessed.translation() == Translation::Yes {
        let cited = cited.unwrap_or_else(|| "no source".to_owned());
        let has = if assessed.cited.is_empty() { "has a" } else { "has no" };
        let text = strong("Perhaps a translation").plain(": ").plain(cited).plain(" ").plain(has);
        return text.plain(" passage in the language of these words.");
    }
    match cited {
        Some(cited) => {
            strong("Not found").plain(" in ").plain(cited).plain(", nor in any other source.")
        }
        None if snapshot.corpus.is_empty() => {
            let text = plain("There are no sources to look in: put them in ").code("seeds/");
            let text = text.plain(", ").code("sources/").plain(" or ").code("corpus/");
            text.plain(", or name their folder in ").code("onrecord.toml").plain(".")
        }
        None => strong("Not found").plain(" in any source of the corpus."),
    }
}

/// A quotation against its source.
fn compared(pieces: &[Piece]) -> StyledText {
    let head = StyledText::default().styled("Source", Style::Removed).plain(" and ");
    let head = head.styled("note", Style::Added).plain(": “");
    let add = |text: StyledText, piece: &Piece| {
        let style = match piece.whose {
            Whose::Both => Style::Plain,
            Whose::Source => Style::Removed,
            Whose::Note => Style::Added,
        };
        let space = if piece.text.ends_with(' ') { " " } else { "" };
        text.styled(piece.text.trim(), style).plain(space)
    };
    pieces.iter().fold(head, add).plain("”")
}

/// Other places with the words, as good as the best one.
fn elsewhere(
    snapshot: &Snapshot,
    assessed: &AssessedQuotation,
    best: &Match,
) -> Option<StyledText> {
    let as_good = |m: &&Match| m.verdict <= best.verdict.max(Verdict::Permitted);
    let others = assessed.matches().iter().skip(1).filter(as_good).take(MOST_ELSEWHERE);
    let others: Vec<StyledText> = others.map(|m| place(snapshot, m.place())).collect();
    (!others.is_empty()).then(|| plain("Also: ").joined(others, " · "))
}
