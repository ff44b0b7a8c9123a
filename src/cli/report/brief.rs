//! The report in brief: one line for each finding in the format of compilers, for `grep` and editors.

use super::content::Report;
use crate::analysis::Finding;
use crate::cli::document::LoadedDocument;
use crate::cli::terminal::one_line;

/// `path:line:column: severity[rule] message`, one a line.
pub(in crate::cli) fn render(report: &Report) -> String {
    let line = |(document, finding): (&LoadedDocument, &Finding)| {
        let point = document.point(finding.span.start);
        format!(
            "{}:{}:{}: {}[{}] {}\n",
            report.shown(&document.path),
            point.line,
            point.column,
            finding.severity.name(),
            finding.rule,
            one_line(&finding.message)
        )
    };
    report.findings().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn one_line_a_finding() {
        insta::assert_snapshot!(render(&fixture::report()), @"
        notes/harbour.md:3:22: error[misquote] misquoted: the source has “We shall never close the harbour,” (102 ¶1)
        notes/harbour.md:3:90: warning[unattributed-quote] nobody is named as the speaker of these words, and no source is cited
        ");
    }
}
