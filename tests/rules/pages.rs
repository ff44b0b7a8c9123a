//! The rules' pages are correct: their examples show what the rules report and what their fixes do.
//!
//! A page has fenced blocks with a word after the fence: `source=NAME` for a source, `wrong` for a note with the reported
//! words underlined, `fixed` for the same note after the first fix, `right` for correct notes.

use crate::support::{self, marked::Marked};
use onrecord::analysis::{self, Finding};
use onrecord::rules::{self, Rule};
use onrecord::workspace::bibliography::Bibliography;
use onrecord::workspace::{Config, Folder, Severity, Snapshot};
use std::path::PathBuf;
use std::sync::Arc;

/// The contents of a page.
#[derive(Debug, Default)]
struct Page {
    sources: Vec<(String, String)>,
    wrong: Vec<String>,
    fixed: Option<String>,
    right: Vec<String>,
}

impl Page {
    fn of(rule: &Rule) -> Self {
        let mut page = Page::default();
        let mut rest = rule.page;
        while let Some((_, from)) = rest.split_once("\n```") {
            let (info, from) = from.split_once('\n').unwrap();
            let (text, after) = from.split_once("\n```").unwrap();
            let text = format!("{text}\n");
            match info.split(' ').nth(1) {
                Some("wrong") => page.wrong.push(text),
                Some("fixed") => page.fixed = Some(text),
                Some("right") => page.right.push(text),
                Some(source) => {
                    let name = source.strip_prefix("source=").expect("a kind of block");
                    page.sources.push((name.to_owned(), text));
                }
                None => panic!("{}: a block without a kind: {info}", rule.name),
            }
            rest = after;
        }
        page
    }

    /// The note with the page's sources; a rule that is off by default is turned on.
    fn snapshot(&self, rule: &Rule, note: &str) -> Arc<Snapshot> {
        let sources: Vec<(&str, &str)> =
            self.sources.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut config = Config::default();
        if rule.severities[0] == Severity::Off {
            config.rules.insert(rule.name.to_owned(), Severity::Warning);
        }
        support::configured(note, &sources, config).snapshot()
    }

    fn findings(&self, rule: &Rule, note: &str) -> Vec<Finding> {
        if matches!(rule.check, rules::Check::Bibliography) {
            let path = PathBuf::from("/desk/refs.bib");
            let (read, _) = Bibliography::read(&path, note.to_owned());
            let folder = Folder { bibliographies: vec![read], ..Folder::default() };
            let snapshot = support::installed("", &[], folder).snapshot();
            return analysis::findings(&snapshot, &path);
        }
        analysis::findings(&self.snapshot(rule, note), &support::note_path())
    }
}

#[test]
fn every_page_has_examples_and_required_sections() {
    for rule in rules::ALL {
        let page = Page::of(rule);
        assert!(
            !page.wrong.is_empty() && !page.right.is_empty() | page.fixed.is_some(),
            "{}",
            rule.name
        );
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        for part in ["\n## Why\n", "\n## Example\n", "\n## Fixes\n"] {
            assert!(rule.page.contains(part), "{}: no {part}", rule.name);
        }
    }
}

#[test]
fn rule_reports_where_its_page_underlines() {
    for rule in rules::ALL {
        let page = Page::of(rule);
        for wrong in &page.wrong {
            let marked = Marked::new(wrong);
            let found = page.findings(rule, &marked.text);
            let found: Vec<_> = found
                .into_iter()
                .filter(|f| f.rule == rule.name)
                .map(|f| (f.span, f.message))
                .collect();
            eprintln!("{}", rule.name);
            marked.check(&found);
        }
    }
}

#[test]
fn first_fix_produces_the_pages_result() {
    for rule in rules::ALL {
        let page = Page::of(rule);
        let text = Marked::new(&page.wrong[0]).text;
        let found = page.findings(rule, &text);
        let finding = found.iter().find(|f| f.rule == rule.name).expect(rule.name);
        let fixed = finding.fixes.first().map(|fix| {
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|e| e.span);
            analysis::apply(&text, &edits)
        });
        assert_eq!(fixed, page.fixed, "{}", rule.name);
        let safe = finding.fixes.first().is_some_and(|fix| fix.safe);
        let lower = rule.page.to_lowercase();
        assert!(
            !safe || lower.contains("*safe*"),
            "{}: its page says nothing of safety",
            rule.name
        );
        if let Some(fixed) = &page.fixed {
            in_order(&page, rule, fixed);
        }
    }
}

#[test]
fn correct_examples_have_no_findings() {
    for rule in rules::ALL {
        let page = Page::of(rule);
        page.right.iter().for_each(|right| in_order(&page, rule, right));
    }
}

/// Asserts that neither this rule nor any other reports an error in the note.
fn in_order(page: &Page, rule: &Rule, note: &str) {
    let found = page.findings(rule, note);
    let wrong: Vec<_> =
        found.iter().filter(|f| f.rule == rule.name || f.severity >= Severity::Warning).collect();
    assert!(wrong.is_empty(), "{}:\n{note}\n{wrong:#?}", rule.name);
}
