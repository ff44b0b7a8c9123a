//! Annotated articles: their names, the kind of each candidate string, and the score of a reading.

use onrecord::prose::{NameCase, NameKind, NameWeights, Words, name_cases, read_names_weighing};
use onrecord::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::iter::Sum;

/// The kind of a string, as an index of the four sums of evidence.
pub(crate) const PERSON: usize = 0;
pub(crate) const ORGANISATION: usize = 1;
pub(crate) const PLACE: usize = 2;
pub(crate) const THING: usize = 3;

#[derive(Debug, Deserialize)]
struct Line {
    text: String,
    mentions: Vec<Mention>,
}

/// One annotated name, in characters.
#[derive(Debug, Deserialize)]
struct Mention {
    span: (usize, usize),
    kind: String,
}

/// An annotated article; spans are bytes.
#[derive(Debug)]
pub(crate) struct Article {
    text: String,
    /// The kind of each name; `None` for those that may count as a name or not.
    names: BTreeMap<Span, Option<usize>>,
}

/// Reads a file with one article as JSON a line.
pub(crate) fn articles(lines: &str) -> Vec<Article> {
    lines.lines().map(|line| article(serde_json::from_str(line).unwrap())).collect()
}

fn article(line: Line) -> Article {
    let ends = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]);
    let bytes: Vec<usize> = ends.collect();
    let names = line.mentions.iter().map(|mention| {
        let (start, end) = mention.span;
        let kind = match mention.kind.as_str() {
            "person" => Some(PERSON),
            "organisation" => Some(ORGANISATION),
            "place" => Some(PLACE),
            _ => None,
        };
        (Span::new(bytes[start], bytes[end]), kind)
    });
    let names = names.collect();
    Article { text: line.text, names }
}

impl Article {
    /// The strings whose kind the annotation gives, with the kind.
    pub(crate) fn cases(&self) -> Vec<(NameCase, usize)> {
        let cases = name_cases(&self.text).into_iter();
        cases.filter_map(|case| Some((self.kind(&case)?, case))).map(|(k, c)| (c, k)).collect()
    }

    /// The most frequent kind of a string; `None` if it is mostly part of other names or undecided.
    fn kind(&self, case: &NameCase) -> Option<usize> {
        let mut votes = [0; 4];
        for span in &case.spans {
            match self.names.get(span) {
                Some(Some(kind)) => votes[*kind] += 1,
                Some(None) => {}
                None if self.names.keys().any(|name| name.overlaps(*span)) => {}
                None => votes[THING] += 1,
            }
        }
        let best = (0..4).max_by_key(|kind| votes[*kind])?;
        (votes[best] > 0).then_some(best)
    }

    /// Compares the names read with some weights with the annotated ones.
    pub(crate) fn score(&self, weights: &NameWeights) -> Score {
        let annotated = self.names.values().flatten().count();
        let mut score = Score { annotated, ..Score::default() };
        for name in read_names_weighing(&self.text, &Words::default(), weights).0 {
            let kind = match name.kind {
                NameKind::Person => PERSON,
                NameKind::Organisation => ORGANISATION,
                NameKind::State | NameKind::Place => PLACE,
                NameKind::People => continue,
            };
            let gold = self.names.get(&name.span).copied().flatten();
            let neutral =
                || self.names.iter().any(|(span, kind)| kind.is_none() && span.overlaps(name.span));
            if gold.is_none() && neutral() {
                continue;
            }
            score.read += 1;
            score.named += usize::from(gold.is_some());
            score.right += usize::from(gold == Some(kind));
        }
        score
    }
}

/// Numbers of names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    annotated: usize,
    read: usize,
    /// How many of those read are names.
    named: usize,
    /// How many of those have the right kind.
    right: usize,
}

impl Sum for Score {
    fn sum<I: Iterator<Item = Score>>(scores: I) -> Score {
        scores.fold(Score::default(), |a, b| Score {
            annotated: a.annotated + b.annotated,
            read: a.read + b.read,
            named: a.named + b.named,
            right: a.right + b.right,
        })
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f1 = |right: usize| 2.0 * right as f64 / (self.read + self.annotated) as f64;
        write!(f, "names F1 {:.4}, with their kinds {:.4}", f1(self.named), f1(self.right))
    }
}
