//! Writes the tables and the picture of the results into `docs/performance.md`.

use crate::figures::{self, Figures};
use std::fmt::Write;
use std::path::Path;

/// The table, with a row for each measure and program and a column for each size.
pub fn table(all: &Figures) -> String {
    let sizes = all.sizes();
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for figure in &all.0 {
        let row = (figure.measure, figure.program);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|(measure, _)| rows_before(all, measure));
    let mut out = String::from("| measure | program |");
    for size in &sizes {
        let _ = write!(out, " {} |", figures::name(*size));
    }
    out.push_str("\n|---|---|");
    sizes.iter().for_each(|_| out.push_str("---|"));
    for (measure, program) in rows {
        let _ = write!(out, "\n| {measure} | {program} |");
        for size in &sizes {
            let shown = all.of(*size, program, measure).map_or("-", |f| &f.shown);
            let _ = write!(out, " {shown} |");
        }
    }
    out.push('\n');
    out
}

/// The first index of a measure, to group the programs by measure.
fn rows_before(all: &Figures, measure: &str) -> usize {
    all.0.iter().position(|f| f.measure == measure).unwrap_or(usize::MAX)
}

/// Draws how some measures grow with the corpus, on logarithmic axes.
pub fn picture(all: &Figures) -> String {
    let drawn = [
        (crate::servers::HOVER, "onrecord", "#1f77b4"),
        (crate::lookups::EXACT, "onrecord", "#2ca02c"),
        (crate::lookups::EDITED, "onrecord", "#17becf"),
        (crate::lookups::EXACT, "tantivy", "#8c564b"),
        (crate::servers::FINDINGS_20, "onrecord", "#9467bd"),
        (crate::servers::START, "onrecord", "#ff7f0e"),
        (crate::figures::SEARCH, "ripgrep", "#d62728"),
    ];
    let x = |megabytes: f64| 60.0 + 180.0 * (megabytes.log10() - 1.0);
    let y = |ms: f64| 350.0 - 50.0 * (ms.max(1e-3).log10() + 3.0);
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 390\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"760\" height=\"390\" fill=\"white\"/>\n",
    );
    for power in -3..=3 {
        let at = y(10f64.powi(power));
        let _ = writeln!(
            out,
            "<path d=\"M60 {at:.0}H430\" stroke=\"#ddd\"/><text x=\"54\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
            at + 4.0,
            10f64.powi(power)
        );
    }
    for size in [10.0, 100.0, 1000.0] {
        let _ = writeln!(
            out,
            "<text x=\"{:.0}\" y=\"372\" text-anchor=\"middle\">{size} MB</text>",
            x(size)
        );
    }
    out.push_str("<text x=\"60\" y=\"20\">milliseconds</text>\n");
    for (n, (measure, program, colour)) in drawn.iter().enumerate() {
        let points: Vec<String> = all
            .0
            .iter()
            .filter(|f| f.measure == *measure && f.program == *program && f.size > 0)
            .map(|f| format!("{:.1},{:.1}", x(f.size as f64), y(f.value)))
            .collect();
        if points.is_empty() {
            continue;
        }
        let top = 50 + 22 * n;
        let dashes = if *program == "onrecord" { "none" } else { "6 3" };
        let line = format!("stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"");
        let label = measure.trim_end_matches(" / p99").replace(", ms", "");
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" {line}/>\
             <path d=\"M450 {top}h20\" {line}/>\
             <text x=\"476\" y=\"{}\">{program}: {label}</text>",
            points.join(" "),
            top + 4
        );
    }
    out.push_str("</svg>\n");
    out
}

/// Replaces the table between the markers of that name in the page.
pub fn write(page: &Path, name: &str, table: &str) -> std::io::Result<()> {
    let text = std::fs::read_to_string(page)?;
    let [begin, end] = ["begin", "end"].map(|mark| format!("<!-- {name}: {mark} -->"));
    let (Some(from), Some(to)) = (text.find(&begin), text.find(&end)) else {
        return Err(std::io::Error::other(format!("{} has no place for it", page.display())));
    };
    let new = format!("{}\n\n{table}\n{}", &text[..from + begin.len()], &text[to..]);
    std::fs::write(page, new)
}
