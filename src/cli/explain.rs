//! `onrecord explain`: what a rule reports, why, and how to silence it; without a name, all rules.

use super::excerpt::columns;
use super::{markdown, terminal};
use crate::rules::{self, Rule};
use crate::workspace::Severity;
use std::io;
use std::process::ExitCode;

/// Arguments of `onrecord explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The rule (default: list all rules)
    rule: Option<String>,
}

/// Runs it.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let Some(name) = &args.rule else {
        terminal::print(&list(rules::ALL))?;
        return Ok(ExitCode::SUCCESS);
    };
    let rule = rules::ALL.iter().find(|rule| rule.name == name);
    let rule = rule.ok_or_else(|| io::Error::other(unknown(name)))?;
    terminal::print(&markdown::render(rule.page, terminal::width().min(100)))?;
    Ok(ExitCode::SUCCESS)
}

/// The rules as a table: name, severity in a draft and in a release, summary.
fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| columns(rule.name)).max().unwrap_or(0).max("rule".len());
    let mut out = format!("{:width$}  {:8} {:8} reports\n", "rule", "draft", "release");
    for rule in rules {
        let [draft, release] = rule.severities.map(Severity::name);
        out.push_str(&format!("{:width$}  {draft:8} {release:8} {}\n", rule.name, rule.summary));
    }
    out.push_str("\nonrecord explain RULE shows a rule's page; onrecord.toml sets severities.\n");
    out
}

/// The message about an unknown name: the nearest names.
fn unknown(name: &str) -> String {
    let alike: Vec<String> =
        rules::alike(name).into_iter().map(|name| format!("`{name}`")).collect();
    if alike.is_empty() {
        format!("there is no rule `{name}`; `onrecord explain` lists all rules")
    } else {
        format!("there is no rule `{name}`; did you mean {}?", alike.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &[&Rule] = &[
        &Rule {
            name: "misquote",
            summary: "a word changed without a mark",
            severities: [Severity::Warning, Severity::Error],
            page: "# misquote",
            check: rules::Check::Note(|_| Vec::new()),
        },
        &Rule {
            name: "unattributed-quote",
            summary: "words without a speaker or a citation",
            severities: [Severity::Warning, Severity::Error],
            page: "# unattributed-quote",
            check: rules::Check::Note(|_| Vec::new()),
        },
    ];

    #[test]
    fn lists_rules_with_their_severities() {
        insta::assert_snapshot!(list(RULES), @"
        rule                draft    release  reports
        misquote            warning  error    a word changed without a mark
        unattributed-quote  warning  error    words without a speaker or a citation

        onrecord explain RULE shows a rule's page; onrecord.toml sets severities.
        ");
    }

    #[test]
    fn suggests_the_nearest_names() {
        assert_eq!(unknown("misqoute"), "there is no rule `misqoute`; did you mean `misquote`?");
        assert_eq!(unknown("zzz"), "there is no rule `zzz`; `onrecord explain` lists all rules");
    }
}
