//! What is wrong in a document: the findings of all rules in a note, the problems of any other file.

use crate::note::Suppression;
use crate::rules;
use crate::text::{Cover, Span};
use crate::workspace::{Finding, Fix, Severity, Snapshot};
use rustc_hash::FxHashMap;
use std::path::Path;

/// The name under which problems of configuration files and unreadable documents are reported.
const CONFIGURATION: &str = "configuration";
const UNREADABLE: &str = "unreadable";

/// The findings of a document, in order: those of all rules in a note that it does not suppress; problems of a
/// configuration file; why a source could not be read.
pub fn findings(snapshot: &Snapshot, path: &Path) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        problems(snapshot, path).into_iter().map(Finding::made_visible).collect();
    found.extend(rules::in_bibliography(snapshot, path).into_iter().map(Finding::made_visible));
    if let Some(entry) = snapshot.note(path) {
        let view = rules::view(snapshot, path, entry);
        let suppressed = SuppressedRules::of(&view.note.suppressions);
        let (silenced, reported): (Vec<Finding>, Vec<Finding>) =
            rules::check(&view).into_iter().partition(|finding| suppressed.covers(finding));
        found.extend(reported);
        let unused = rules::unused(&view, &silenced).into_iter();
        let unused = unused.filter(|finding| !suppressed.covers(finding));
        found.extend(unused.map(Finding::made_visible));
    }
    found.sort_by_key(|finding| finding.span);
    found
}

/// The scopes in which a note suppresses rules. It may have thousands of findings and of such comments.
struct SuppressedRules<'a> {
    /// Where all rules are suppressed.
    all: Cover,
    /// Where one rule is suppressed, by its name.
    one: FxHashMap<&'a str, Cover>,
}

impl<'a> SuppressedRules<'a> {
    fn of(suppressions: &'a [Suppression]) -> Self {
        // What begins where the scope ends is suppressed too.
        let scope = |s: &Suppression| Span::new(s.scope.start, s.scope.end + 1);
        let all = suppressions.iter().filter(|s| s.rules.is_empty()).map(scope);
        let mut one: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
        for suppression in suppressions {
            for (rule, _) in &suppression.rules {
                one.entry(rule).or_default().push(scope(suppression));
            }
        }
        let one = one.into_iter().map(|(rule, scopes)| (rule, Cover::of(scopes))).collect();
        Self { all: Cover::of(all), one }
    }

    fn covers(&self, finding: &Finding) -> bool {
        let start = Span::new(finding.span.start, finding.span.start + 1);
        self.all.overlaps(start) || self.one.get(finding.rule).is_some_and(|c| c.overlaps(start))
    }
}

fn problems(snapshot: &Snapshot, path: &Path) -> Vec<Finding> {
    let folder = snapshot.folders.iter().find(|f| f.config_path == path);
    // The actors file counts as configuration too.
    let is_configuration = path.extension().is_some_and(|extension| extension == "toml");
    let rule = if is_configuration { CONFIGURATION } else { UNREADABLE };
    let finding =
        |span: Span, message: String, severity| Finding::new(rule, severity, span, message);
    let here = snapshot.problems.iter().filter(|p| p.path == path);
    let mut found: Vec<_> =
        here.map(|p| finding(p.span, p.message.clone(), Severity::Error)).collect();
    let named = folder.iter().flat_map(|f| &f.config.rule_spans);
    if let Some(why) = snapshot.note(path).and_then(|entry| entry.unreadable()) {
        found.push(finding(Span::default(), format!("this document {why}"), Severity::Error));
    }
    found.extend(named.filter(|(name, _)| rules::named(name).is_none()).map(|(name, span)| {
        let near = rules::alike(name);
        let advice = match near.is_empty() {
            true => "`onrecord explain` lists the rules".to_owned(),
            false => format!("did you mean `{}`?", near.join("` or `")),
        };
        let message = format!("there is no rule `{name}`; {advice}");
        let mut finding = finding(*span, message, Severity::Warning);
        let fix = |near: &&str| Fix::one(format!("Write `{near}`"), *span, *near);
        finding.fixes.extend(near.iter().map(fix));
        finding
    }));
    found
}
