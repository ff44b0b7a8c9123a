//! Scratch.
use onrecord::analysis;
use onrecord::workspace::{Settings, load};
use std::path::Path;
fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes");
    let ws = load::workspace(&root, Settings::default());
    let s = ws.snapshot();
    for p in s.problems.iter() {
        println!("PROBLEM {p:?}");
    }
    let mut paths: Vec<_> = s.notes.iter().map(|(p, _)| p.to_owned()).collect();
    paths.sort();
    let mut n = 0;
    for p in paths {
        println!("\n=== {}", p.display());
        let entry = s.note(&p).unwrap();
        let judged = s.judged(&p, entry);
        for (q, placed) in entry.note.quotations.iter().zip(&judged.placed) {
            n += 1;
            let line = entry.lines.line_of(q.span.start) + 1;
            let who = q.attribution.as_ref().map(|a| {
                format!(
                    "{} [{:?} {:?}]",
                    a.antecedent.unwrap_or(a.speaker).of(&entry.note.text),
                    a.rule,
                    a.confidence
                )
            });
            let cites: Vec<_> =
                q.citations.iter().map(|&c| entry.note.citations[c].key.clone()).collect();
            let best = placed.best().map(|m| {
                let src = s.corpus.source(m.source).unwrap();
                format!(
                    "{}:{} ¶{:?} {:?} {:.2} {}",
                    src.short_key(),
                    src.line(m.span.start),
                    src.paragraph(m.span.start),
                    m.verdict,
                    m.similarity,
                    s.spoken(onrecord::actor::Place { document: m.source, span: m.span })
                        .map(|x| format!(
                            "<{} {:?} {:?}>",
                            x.speaker.of(&src.text),
                            x.rule,
                            x.confidence
                        ))
                        .unwrap_or_default()
                )
            });
            println!(
                "{line}: {:?} {:?}{} “{}” | {} | {:?} | {}",
                q.kind,
                q.form,
                if q.parent.is_some() { " NESTED" } else { "" },
                q.text,
                who.unwrap_or("-".into()),
                cites,
                best.unwrap_or("-".into())
            );
        }
        println!("--- findings");
        for f in analysis::findings(&s, &p) {
            println!(
                "{}: {} {:?} [{}] {}",
                entry.lines.line_of(f.span.start) + 1,
                f.rule,
                f.severity,
                f.span.of(&entry.note.text).replace('\n', " "),
                f.message
            );
        }
    }
    println!("\n{n} quotations");
}
