//! Annotated articles, and matching candidates with the annotated speakers.

use onrecord::prose::{Block, Case, Choice, Chooser, Features, Reading, Words, read_choosing};
use onrecord::text::Span;
use serde::Deserialize;

/// An annotated stretch in the file; spans are characters.
#[derive(Debug, Deserialize)]
struct Stretch {
    span: (usize, usize),
    attributed: bool,
    source: Option<Vec<(usize, usize)>>,
}

#[derive(Debug, Deserialize)]
struct Line {
    doc: String,
    text: String,
    quotations: Vec<Stretch>,
}

/// An annotated stretch; spans are bytes.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) span: Span,
    /// Whether it has a speaker.
    pub(crate) attributed: bool,
    /// The words that name the speaker.
    pub(crate) source: Vec<Span>,
}

/// An annotated article.
#[derive(Debug)]
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) stretches: Vec<Annotated>,
}

/// Reads a file with one article as JSON a line.
pub(crate) fn articles(lines: &str) -> Vec<Article> {
    lines.lines().map(|line| article(serde_json::from_str(line).unwrap())).collect()
}

fn article(line: Line) -> Article {
    let ends = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]);
    let bytes: Vec<usize> = ends.collect();
    let span = |(start, end): (usize, usize)| Span::new(bytes[start], bytes[end]);
    let stretches = line
        .quotations
        .iter()
        .map(|s| Annotated {
            span: span(s.span),
            attributed: s.attributed,
            source: s.source.iter().flatten().copied().map(span).collect(),
        })
        .collect();
    Article { name: line.doc, text: line.text, stretches }
}

/// A case with its right answers.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    pub(crate) case: Case,
    /// The index of the stretch.
    pub(crate) stretch: usize,
    /// Whether each candidate is the speaker.
    pub(crate) right: Vec<bool>,
    /// Whether there is no speaker.
    pub(crate) nobody: bool,
}

impl Labelled {
    /// The rows of the candidates.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Features> {
        self.case.candidates.iter().map(|(_, features)| features)
    }
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

impl Article {
    fn label(&self, case: &Case) -> Option<Labelled> {
        let fit = |s: &Annotated| {
            let common = overlap(s.span, case.words);
            let either = s.span.len() + case.words.len() - common;
            (common * 2 >= s.span.len() && common > 0).then_some(common * 1000 / either.max(1))
        };
        let stretches = self.stretches.iter().enumerate();
        let (stretch, _) =
            stretches.filter_map(|(i, s)| Some((i, fit(s)?))).max_by_key(|(_, fit)| *fit)?;
        let Annotated { attributed, source, .. } = &self.stretches[stretch];
        if *attributed && source.is_empty() {
            return None;
        }
        let speaks = |span: Span| source.iter().any(|s| overlap(span, *s) > 0);
        let right = case.candidates.iter().map(|(s, _)| *attributed && speaks(*s)).collect();
        Some(Labelled { case: case.clone(), stretch, right, nobody: !attributed })
    }

    /// Reads the article and collects every case that was decided.
    pub(crate) fn cases(&self, chooser: &mut dyn Chooser) -> (Reading, Vec<Labelled>) {
        let mut recorder = Recorder { article: self, chooser, cases: Vec::new() };
        let reading = read_choosing(
            &self.text,
            &Words::default(),
            &Block::of_plain_text(&self.text),
            &mut recorder,
        );
        (reading, recorder.cases)
    }

    /// A chooser with the right answers.
    pub(crate) fn teacher(&self) -> impl Chooser {
        Teacher(self)
    }

    /// For each stretch, the index of its quotation.
    pub(crate) fn answer(&self, stretch: &Annotated, reading: &Reading) -> Option<usize> {
        let mut best: Option<(usize, usize, bool)> = None;
        for (i, quotation) in reading.quotations.iter().enumerate() {
            let common = overlap(quotation.span, stretch.span);
            let named = quotation.attribution.is_some();
            let better = best.is_none_or(|(_, b, n)| common > b || !n && named);
            if common * 2 >= stretch.span.len() && better {
                best = Some((i, common, named));
            }
        }
        best.map(|(i, ..)| i)
    }
}

struct Recorder<'a> {
    article: &'a Article,
    chooser: &'a mut dyn Chooser,
    cases: Vec<Labelled>,
}

impl Chooser for Recorder<'_> {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        self.cases.extend(self.article.label(case));
        self.chooser.choose(case)
    }
}

struct Teacher<'a>(&'a Article);

impl Chooser for Teacher<'_> {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        let labelled = self.0.label(case)?;
        let candidate = labelled.right.iter().position(|r| *r)?;
        Some(Choice { candidate, named: true, clear: true })
    }
}
