//! The report as SARIF 2.1.0, the format in which code hosts and editors exchange findings.

use super::content::Report;
use crate::analysis::{Finding, Fix};
use crate::cli::document::{LoadedDocument, portable, shown};
use crate::rules::{self, Rule};
use crate::text::Span;
use crate::workspace::{Profile, Severity};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use url::Url;

/// The schema the log names and keeps.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name of the folder that relative URIs start from; code hosts know it as the root of the repository.
const ROOT: &str = "%SRCROOT%";
/// The key of the fingerprint; its number is raised when the same finding would get another one.
const FINGERPRINT: &str = "onrecordFinding/v1";

/// Characters that must be percent-encoded in a relative URI.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The log with one run.
pub(in crate::cli) fn render(report: &Report, profile: Profile) -> serde_json::Result<String> {
    let mut fingerprints = Fingerprints::default();
    let results = report.findings().map(|(document, finding)| {
        result(report, document, finding, &fingerprints.of(document, finding))
    });
    let mut run = json!({
        "tool": { "driver": {
            "name": "onrecord",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules::ALL.iter().map(|rule| rule_descriptor(rule, profile)).collect::<Vec<_>>(),
        }},
        "columnKind": "unicodeCodePoints",
        "results": results.collect::<Vec<_>>(),
    });
    let notifications = notifications(report);
    if !notifications.is_empty() {
        run["invocations"] = json!([{
            "executionSuccessful": report.unchecked.quotations == 0 && !report.is_misconfigured(),
            "toolExecutionNotifications": notifications,
        }]);
    }
    if let Ok(root) = Url::from_directory_path(&report.from) {
        run["originalUriBaseIds"] = json!({ ROOT: { "uri": root.as_str() } });
    }
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

/// What was not checked, and why.
fn notifications(report: &Report) -> Vec<Value> {
    let unreadable = report.unreadable.iter().map(|(path, message)| {
        json!({
            "level": "note",
            "message": { "text": message },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(report, path) } }],
        })
    });
    let unchecked = report.unchecked_message();
    let unchecked = unchecked.map(|text| json!({ "level": "error", "message": { "text": text } }));
    unreadable.chain(unchecked).collect()
}

fn rule_descriptor(rule: &Rule, profile: Profile) -> Value {
    let severity = rule.severity(profile);
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "enabled": severity != Severity::Off, "level": level(severity) },
    })
}

fn result(
    report: &Report,
    document: &LoadedDocument,
    finding: &Finding,
    fingerprint: &str,
) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": physical(report, document, finding.span) }],
        "partialFingerprints": { FINGERPRINT: fingerprint },
    });
    if let Some(index) = rules::ALL.iter().position(|rule| rule.name == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    let related = (1..).zip(&finding.related).filter_map(|(id, related)| {
        Some(json!({
            "id": id,
            "physicalLocation": physical(report, report.related(related)?, related.span),
            "message": { "text": related.message },
        }))
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if !finding.fixes.is_empty() {
        result["fixes"] = finding.fixes.iter().map(|f| fix(report, document, f)).collect();
    }
    result
}

fn fix(report: &Report, document: &LoadedDocument, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let region = region(document, edit.span);
        json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } })
    });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": artifact(report, &document.path),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn physical(report: &Report, document: &LoadedDocument, span: Span) -> Value {
    let mut region = region(document, span);
    region["snippet"] = json!({ "text": document.clamp(span).of(&document.text) });
    json!({ "artifactLocation": artifact(report, &document.path), "region": region })
}

fn region(document: &LoadedDocument, span: Span) -> Value {
    let span = document.clamp(span);
    let (start, end) = (document.point(span.start), document.point(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": span.start,
        "byteLength": span.len(),
    })
}

/// The URI of a document: relative to the current directory if it is below.
fn artifact(report: &Report, path: &Path) -> Value {
    let relative = shown(path, &report.from);
    if relative.starts_with("..") || relative.is_absolute() {
        let uri = Url::from_file_path(path).map(String::from).unwrap_or_else(|()| portable(path));
        return json!({ "uri": uri });
    }
    let uri = utf8_percent_encode(&portable(&relative), IN_PATH).to_string();
    json!({ "uri": uri, "uriBaseId": ROOT })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
        Severity::Off => "none",
    }
}

/// Fingerprints that stay the same when the note is edited elsewhere: from the rule, the words, and the index among
/// equal ones; not the place.
#[derive(Default)]
struct Fingerprints {
    seen: HashMap<(PathBuf, u64), usize>,
}

impl Fingerprints {
    fn of(&mut self, document: &LoadedDocument, finding: &Finding) -> String {
        let words = document.clamp(finding.span).of(&document.text).split_whitespace();
        let text: Vec<&str> = [finding.rule].into_iter().chain(words).collect();
        let hash = fnv1a(text.join(" ").as_bytes());
        let count = self.seen.entry((document.path.clone(), hash)).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    }
}

/// FNV-1a in 64 bits: short, and the same on every machine and in every release, unlike the standard library's hashes.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn log(report: &Report) -> Value {
        serde_json::from_str(&render(report, Profile::Draft).unwrap()).unwrap()
    }

    #[test]
    fn a_result_has_place_related_place_and_fix() {
        let log = log(&fixture::report());
        let run = &log["runs"][0];
        let mut result = run["results"][0].clone();
        let index = result.as_object_mut().unwrap().remove("ruleIndex").unwrap();
        let rule = &run["tool"]["driver"]["rules"][index.as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        insta::assert_snapshot!(serde_json::to_string_pretty(&result).unwrap(), @r#"
        {
          "fixes": [
            {
              "artifactChanges": [
                {
                  "artifactLocation": {
                    "uri": "notes/harbour.md",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "replacements": [
                    {
                      "deletedRegion": {
                        "byteLength": 36,
                        "byteOffset": 35,
                        "endColumn": 59,
                        "endLine": 3,
                        "startColumn": 23,
                        "startLine": 3
                      },
                      "insertedContent": {
                        "text": "[w]e shall never close the harbour"
                      }
                    }
                  ]
                }
              ],
              "description": {
                "text": "Use the source's words"
              }
            }
          ],
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "notes/harbour.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "byteLength": 42,
                  "byteOffset": 32,
                  "endColumn": 60,
                  "endLine": 3,
                  "snippet": {
                    "text": "“we shall not close the harbour, ever”"
                  },
                  "startColumn": 22,
                  "startLine": 3
                }
              }
            }
          ],
          "message": {
            "text": "misquoted: the source has “We shall never close the harbour,” (102 ¶1)"
          },
          "partialFingerprints": {
            "onrecordFinding/v1": "43444946c60c5cf2:1"
          },
          "relatedLocations": [
            {
              "id": 1,
              "message": {
                "text": "the source's words"
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "seeds/102_harbour.txt",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "byteLength": 39,
                  "byteOffset": 123,
                  "endColumn": 139,
                  "endLine": 3,
                  "snippet": {
                    "text": "“We shall never close the harbour,”"
                  },
                  "startColumn": 104,
                  "startLine": 3
                }
              }
            }
          ],
          "ruleId": "misquote"
        }
        "#);
    }

    #[test]
    fn fingerprints_survive_edits_elsewhere_and_tell_equal_findings_apart() {
        let fingerprints = |report: &Report| -> Vec<Value> {
            let results = log(report)["runs"][0]["results"].as_array().unwrap().clone();
            results.into_iter().map(|r| r["partialFingerprints"][FINGERPRINT].clone()).collect()
        };
        let before = fixture::report();
        let mut after = fixture::report();
        let checked = &mut after.checked[0];
        checked.document = LoadedDocument::new(
            checked.document.path.clone(),
            format!("A new paragraph.\n\n{}", checked.document.text),
        );
        for finding in &mut checked.findings {
            finding.span = finding.span.shift(18);
        }
        assert_eq!(fingerprints(&before), fingerprints(&after));

        let twice = &mut after.checked[0].findings;
        twice.push(twice[0].clone());
        let fingerprints = fingerprints(&after);
        assert_ne!(fingerprints[0], fingerprints[2]);
    }

    #[test]
    fn addresses_are_relative_below_the_current_directory_only() {
        let report = fixture::report();
        assert_eq!(artifact(&report, Path::new("/w/a b/ü.md"))["uri"], "a%20b/%C3%BC.md");
        assert_eq!(artifact(&report, Path::new("/v/a b.md"))["uri"], "file:///v/a%20b.md");
    }
}
