//! What is wrong in a document: the findings of all rules in a note, the problems of any other file.

use crate::rules::{self, Finding, Fix, Scene};
use crate::text::{Span, visible};
use crate::workspace::{Severity, Snapshot};
use std::path::Path;

/// The name under which problems of configuration files and unreadable documents are reported.
const CONFIGURATION: &str = "configuration";
const UNREADABLE: &str = "unreadable";

/// The findings of a document, in the order of their places: those of all rules in a note, less those it silences; what
/// is wrong with a configuration file; why a source could not be read.
pub fn findings(snapshot: &Snapshot, path: &Path) -> Vec<Finding> {
    let mut found = problems(snapshot, path);
    if let Some(entry) = snapshot.note(path) {
        let scene = Scene::new(snapshot, path, entry);
        for rule in rules::ALL.iter().filter(|rule| scene.severity(rule) != Severity::Off) {
            found.extend((rule.check)(&scene));
        }
        let (silenced, loud): (Vec<Finding>, Vec<Finding>) = found
            .into_iter()
            .filter(|finding| finding.severity != Severity::Off)
            .partition(|finding| silenced(&scene, finding));
        found = loud;
        let unused = rules::unused(&scene, &silenced).into_iter();
        found.extend(unused.filter(|finding| !self::silenced(&scene, finding)));
    }
    found.sort_by_key(|finding| finding.span);
    found.iter_mut().for_each(make_visible);
    found
}

/// Names what nobody sees in the words that people read; what is written into the note stays as it is.
fn make_visible(finding: &mut Finding) {
    let related = finding.related.iter_mut().map(|related| &mut related.message);
    let titles = finding.fixes.iter_mut().map(|fix| &mut fix.title);
    visible::name_in(related.chain(titles).chain([&mut finding.message]));
}

fn silenced(scene: &Scene<'_>, finding: &Finding) -> bool {
    scene.note.suppressions.iter().any(|suppression| {
        let named = suppression.rules.is_empty()
            || suppression.rules.iter().any(|(rule, _)| rule == finding.rule);
        named && suppression.scope.touches(finding.span.start)
    })
}

fn problems(snapshot: &Snapshot, path: &Path) -> Vec<Finding> {
    let folder = snapshot.folders.iter().find(|f| f.config_path == path);
    // The actors file is configuration too.
    let is_configuration = path.extension().is_some_and(|extension| extension == "toml");
    let rule = if is_configuration { CONFIGURATION } else { UNREADABLE };
    let finding = |span: Span, message: String, severity: Severity| {
        Finding::new(rule, severity, span, message)
    };
    let here = snapshot.problems.iter().filter(|p| p.path == path);
    let mut found: Vec<_> =
        here.map(|p| finding(p.span, p.message.clone(), Severity::Error)).collect();
    let named = folder.iter().flat_map(|f| &f.config.rule_spans);
    found.extend(named.filter(|(name, _)| rules::named(name).is_none()).map(|(name, span)| {
        let near = rules::alike(name);
        let advice = if near.is_empty() {
            "`onrecord explain` lists the rules".to_owned()
        } else {
            format!("did you mean `{}`?", near.join("` or `"))
        };
        let message = format!("there is no rule `{name}`; {advice}");
        let mut finding = finding(*span, message, Severity::Warning);
        let fix = |near: &&str| Fix::one(format!("Write `{near}`"), *span, (*near).to_owned());
        finding.fixes.extend(near.iter().map(fix));
        finding
    }));
    found
}
