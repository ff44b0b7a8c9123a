//! Tries a fix before it is offered: one that causes a new finding, or leaves its own, is dropped.

use super::edits::{apply, clash, neighbours};
use super::findings::findings;
use super::neighbourhood::neighbourhood;
use crate::text::{Paragraphs, Span};
use crate::workspace::{Finding, Fix, Replacement, Severity, Snapshot};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::Path;

/// For each finding in `wanted`, an index into `all` findings of the note at `path`, the fixes that resolve it and make
/// nothing worse. They are tried on copies of the note, each of which is read and checked: not for keystrokes.
///
/// Worse means a new finding in the same paragraph, at warning or above, or as severe as the resolved one. A milder one
/// may be what remains of it: words with neither speaker nor citation now have a citation. Whole paragraphs are
/// compared, since a full name makes later mentions certain, which may prove others wrong.
pub fn sound_fixes(
    snapshot: &Snapshot,
    path: &Path,
    all: &[Finding],
    wanted: &[usize],
) -> Vec<Vec<Fix>> {
    let of = |number: &usize| all.get(*number).map_or(&[][..], |f| f.fixes.as_slice());
    let Some(entry) = snapshot.note(path) else {
        return wanted.iter().map(|number| of(number).to_vec()).collect();
    };
    let text = &entry.note.text;
    let all = SortedFindings::of(all);
    let attempts = attempts(text, &all, wanted);
    let note = Trial { snapshot, path, text, start: 0, all };
    let sound = match note.around(&attempts) {
        Some(around) => around.trial(path).sound(attempts),
        None => note.sound(attempts),
    };
    let kept = |slot: usize, fixes: &[Fix]| {
        let kept = fixes.iter().enumerate().filter(|(rank, _)| sound.contains(&(slot, *rank)));
        kept.map(|(_, fix)| fix.clone()).collect()
    };
    wanted.iter().enumerate().map(|(slot, number)| kept(slot, of(number))).collect()
}

/// The edits of all safe fixes of a document, in order and without overlaps. If two fixes want the same words, the
/// first finding wins; the other is found again, or not, once the first has been applied.
pub fn fix_all(snapshot: &Snapshot, path: &Path) -> Vec<Replacement> {
    let mut accepted: BTreeMap<Span, Replacement> = BTreeMap::new();
    let all = findings(snapshot, path);
    let safe = |number: &usize| all.get(*number).is_some_and(|f| f.fixes.iter().any(|x| x.safe));
    let wanted: Vec<usize> = (0..all.len()).filter(safe).collect();
    for sound in sound_fixes(snapshot, path, &all, &wanted) {
        let Some(fix) = sound.into_iter().find(|fix| fix.safe) else { continue };
        // Accepted ones do not overlap, so only the neighbours can conflict with another.
        let free = |edit: &Replacement| {
            !neighbours(&accepted, edit.span).any(|(_, other)| clash(edit, other))
        };
        if fix.edits.iter().all(free) {
            accepted.extend(fix.edits.into_iter().map(|edit| (edit.span, edit)));
        }
    }
    accepted.into_values().collect()
}

/// The fixes of the findings `wanted`, indexes into `all`.
fn attempts<'a>(text: &str, all: &SortedFindings<'a>, wanted: &[usize]) -> Vec<Attempt<'a>> {
    let wanted = wanted.iter().enumerate();
    let wanted = wanted.filter_map(|(slot, number)| Some((slot, all.findings.get(*number)?)));
    let numbered = |(slot, finding): (usize, &'a Finding)| {
        let fixes = finding.fixes.iter().enumerate();
        fixes.map(move |(rank, fix)| (finding, fix, (slot, rank)))
    };
    let paragraphs = Paragraphs::of(text);
    let made = wanted.flat_map(numbered);
    let made = made.map(|(finding, fix, number)| Attempt::new(&paragraphs, finding, fix, number));
    let mut left: FxHashMap<Span, usize> = FxHashMap::default();
    made.filter(|attempt| {
        let most = || MOST_LOOKS / all.within(attempt.here).len().max(1);
        let left = left.entry(attempt.here).or_insert_with(most);
        let tried = *left > 0;
        *left = left.saturating_sub(1);
        tried
    })
    .collect()
}

/// The budget of a paragraph: its findings, times the fixes tried there, since each trial checks all findings again.
/// Beyond it the remaining fixes are not offered. A paragraph of 200 findings has 200 fixes tried; a hostile one of
/// thousands, a dozen.
const MOST_LOOKS: usize = 40_000;

/// The budget of a note: the bytes of copies read for its fixes, about two seconds; the first copy is read whatever its
/// length. What is not tried by then is not offered. A note of 20 KB has 400 copies read.
const MOST_READ: usize = 8 << 20;

/// A fix to try.
struct Attempt<'a> {
    /// The finding it is for.
    finding: &'a Finding,
    /// Its edits, in order.
    edits: Vec<Replacement>,
    /// The paragraphs it touches, in bytes of the note.
    here: Span,
    /// The index of its finding, and of the fix among those of the finding.
    number: (usize, usize),
}

impl<'a> Attempt<'a> {
    fn new(
        paragraphs: &Paragraphs<'_>,
        finding: &'a Finding,
        fix: &Fix,
        number: (usize, usize),
    ) -> Self {
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| edit.span);
        let touched = edits.iter().map(|edit| edit.span).fold(finding.span, Span::join);
        let ends = [touched.start, touched.end].map(|at| paragraphs.at(at));
        let here = ends.into_iter().flatten().fold(touched, Span::join);
        Self { finding, edits, here, number }
    }

    /// By how many bytes the note grows.
    fn growth(&self) -> isize {
        self.edits.iter().map(|e| e.text.len() as isize - e.span.len() as isize).sum()
    }
}

/// Attempts that touch different paragraphs, in order, and the others.
fn apart(attempts: Vec<Attempt<'_>>) -> (Vec<Attempt<'_>>, Vec<Attempt<'_>>) {
    let mut batch: BTreeMap<Span, Attempt<'_>> = BTreeMap::new();
    let mut rest = Vec::new();
    for attempt in attempts {
        let here = attempt.here;
        let clashes = |other: &Span| other.touches(here.start) || other.overlaps(here);
        // Attempts in the batch do not overlap, so only the neighbours can touch another.
        if neighbours(&batch, here).any(|(other, _)| clashes(other)) {
            rest.push(attempt);
        } else {
            batch.insert(here, attempt);
        }
    }
    (batch.into_values().collect(), rest)
}

/// The note on whose copies fixes are tried, or the part of a long one around them. Spans are bytes of the whole.
struct Trial<'a> {
    snapshot: &'a Snapshot,
    path: &'a Path,
    /// The text to try on.
    text: &'a str,
    /// Its start in the note.
    start: usize,
    /// The findings in it.
    all: SortedFindings<'a>,
}

/// The paragraphs around some attempts in a long note, read on their own.
struct Neighbourhood<'a> {
    /// A snapshot in which they are the whole note.
    supposed: Snapshot,
    text: &'a str,
    /// Their start in the note.
    start: usize,
    /// Their findings in that snapshot.
    all: Vec<Finding>,
}

impl Neighbourhood<'_> {
    fn trial<'a>(&'a self, path: &'a Path) -> Trial<'a> {
        let all = SortedFindings::of(&self.all);
        Trial { snapshot: &self.supposed, path, text: self.text, start: self.start, all }
    }
}

impl<'a> Trial<'a> {
    /// The paragraphs around all attempts in a long note, if the attempts' paragraphs have the same findings there as
    /// in the note.
    fn around(&self, attempts: &[Attempt<'_>]) -> Option<Neighbourhood<'a>> {
        let here = attempts.iter().map(|attempt| attempt.here).reduce(Span::join)?;
        let near = neighbourhood(self.text, self.place(here))?;
        let text = near.of(self.text);
        let start = self.start + near.start;
        let supposed = self.snapshot.supposing(self.path, text);
        let all = self.found(&supposed, start);
        let alone = SortedFindings::of(&all);
        let alike = |here: Span| {
            let alone = alone.within(here);
            self.all.within(here).into_iter().all(|finding| alone.contains(&finding))
        };
        let mut places: Vec<Span> = attempts.iter().map(|attempt| attempt.here).collect();
        places.dedup();
        places.into_iter().all(alike).then_some(Neighbourhood { supposed, text, start, all })
    }

    /// The indexes of the attempts that hold.
    fn sound(&self, attempts: Vec<Attempt<'_>>) -> Vec<(usize, usize)> {
        let (mut pending, mut alone) = (attempts, Vec::new());
        let mut sound: Vec<(usize, usize)> = Vec::new();
        let mut read = 0;
        // Fixes of different paragraphs are tried on one copy. Those that fail may do so because of another: they are
        // tried again, one at a time.
        while !pending.is_empty() && read < MOST_READ {
            let (batch, rest) = apart(pending);
            pending = rest;
            let good = self.hold(&batch);
            read += self.text.len();
            let single = batch.len() == 1;
            for (attempt, good) in batch.into_iter().zip(good) {
                match (good, single) {
                    (true, _) => sound.push(attempt.number),
                    (false, false) => alone.push(attempt),
                    (false, true) => {}
                }
            }
        }
        for attempt in alone {
            if read >= MOST_READ {
                break;
            }
            let attempt = [attempt];
            let around = self.around(&attempt);
            let near = around.as_ref().map(|around| around.trial(self.path));
            let trial = near.as_ref().unwrap_or(self);
            read += trial.text.len();
            if trial.hold(&attempt) == [true] {
                sound.extend(attempt.map(|attempt| attempt.number));
            }
        }
        sound
    }

    /// Bytes of the note as bytes of the text to try on.
    fn place(&self, span: Span) -> Span {
        let at = |byte: usize| byte.saturating_sub(self.start);
        Span::new(at(span.start), at(span.end))
    }

    /// The findings of a snapshot in which a text that begins at `start` is the note.
    fn found(&self, supposed: &Snapshot, start: usize) -> Vec<Finding> {
        findings(supposed, self.path).into_iter().map(|finding| finding.shifted(start)).collect()
    }

    /// For each attempt, applied along with the others, whether it holds.
    fn hold(&self, batch: &[Attempt<'_>]) -> Vec<bool> {
        let here = |edit: &Replacement| Replacement { span: self.place(edit.span), ..edit.clone() };
        let edits: Vec<Replacement> = batch.iter().flat_map(|a| a.edits.iter().map(here)).collect();
        let after = apply(self.text, &edits);
        let found = self.found(&self.snapshot.supposing(self.path, &after), self.start);
        let found = SortedFindings::of(&found);
        let mut shift = 0;
        let judged = batch.iter().map(|attempt| {
            let start = attempt.here.start.saturating_add_signed(shift);
            shift += attempt.growth();
            let end = attempt.here.end.saturating_add_signed(shift);
            self.is_better(attempt, Span::new(start, end.max(start)), &found)
        });
        judged.collect()
    }

    /// Whether what is `found` in the paragraphs of an attempt, now at `there`, is better than before.
    fn is_better(&self, attempt: &Attempt<'_>, there: Span, found: &SortedFindings<'_>) -> bool {
        let (before, after) = (self.all.within(attempt.here), found.within(there));
        let own = attempt.finding;
        let count = |list: &[&Finding]| {
            let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
            list.iter().for_each(|f| *counts.entry(f.rule).or_default() += 1);
            counts
        };
        let (of_before, of_after) = (count(&before), count(&after));
        let heavy = |f: &&&Finding| f.severity >= Severity::Warning || f.severity >= own.severity;
        let new = |f: &&Finding| of_after.get(f.rule) > of_before.get(f.rule);
        let same = |list: &[&Finding]| {
            list.iter().filter(|f| f.rule == own.rule && f.message == own.message).count()
        };
        // Words that get their closing mark are checked for the first time: their speaker was not known before.
        let known = |f: &&&Finding| own.rule != "unclosed-quote" || f.rule != "misattributed-quote";
        !after.iter().filter(heavy).filter(known).any(new) && same(&after) < same(&before)
    }
}

/// Findings in order, for many lookups.
struct SortedFindings<'a> {
    findings: &'a [Finding],
    /// For each, the furthest end of it and those before it, in bytes of the note.
    reach: Vec<usize>,
}

impl<'a> SortedFindings<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let ends = findings.iter().scan(0, |reach, finding| {
            *reach = finding.span.end.max(*reach);
            Some(*reach)
        });
        Self { findings, reach: ends.collect() }
    }

    /// The findings in a span.
    fn within(&self, span: Span) -> Vec<&'a Finding> {
        let first = self.reach.partition_point(|reach| *reach < span.start);
        let begun = self.findings.iter().skip(first).take_while(|f| f.span.start <= span.end);
        begun.filter(|finding| finding.is_at(span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOTE, desk};
    use super::*;

    const PARAGRAPHS: &[&str] = &[
        "Harker held that “we have waited long enough for the bridge” [@visit, ¶1].",
        "“The talks will not resume before March, and nobody knows it.”",
        "Piet Harker told her that “the talks will not resume before May” [@vist].",
        "Nothing is quoted here, and nothing is wrong with it.",
        "“We have waited … for the new bridge,” said Anna Moreno[^1].",
    ];

    #[test]
    fn the_paragraphs_around_tell_what_a_long_note_tells() {
        let many = PARAGRAPHS.iter().cycle().take(500).map(|p| format!("{p}\n\n"));
        let snapshot = desk(&(many.collect::<String>() + "[^1]: [@visit, ¶1].\n"));
        let path = Path::new(NOTE);
        let text = &snapshot.note(path).unwrap().note.text;
        let all = findings(&snapshot, path);
        let placed = SortedFindings::of(&all);
        let note =
            Trial { snapshot: &snapshot, path, text, start: 0, all: SortedFindings::of(&all) };
        let fixable = (0..all.len()).filter(|n| all[*n].span.start > text.len() / 2);
        let mut near = 0;
        for number in fixable.filter(|n| !all[*n].fixes.is_empty()).take(6) {
            let tried = || attempts(text, &placed, &[number]);
            let whole = note.sound(tried());
            let fixes = sound_fixes(&snapshot, path, &all, &[number]).concat();
            assert_eq!(fixes.len(), whole.len(), "{:#?}", all[number]);
            near += usize::from(note.around(&tried()).is_some());
        }
        assert!(near >= 4, "{near}");
    }

    #[test]
    fn of_thousands_of_findings_in_one_paragraph_few_are_tried() {
        let snapshot = desk(&"\"a ".repeat(2_700));
        let path = Path::new(NOTE);
        let text = &snapshot.note(path).unwrap().note.text;
        let all = findings(&snapshot, path);
        let every: Vec<usize> = (0..all.len()).collect();
        assert!(all.len() > 1_000, "{}", all.len());
        let tried = attempts(text, &SortedFindings::of(&all), &every).len();
        assert!(0 < tried && tried * all.len() <= MOST_LOOKS, "{tried}");
    }
}
