//! `onrecord check`: what is wrong in notes, for people and for programs.

use super::document::LoadedDocument;
use super::progress::Progress;
use super::report::{self, Checked, Report};
use super::selection::{self, Group, Selection};
use super::sources::{self, Unchecked};
use super::{loading, terminal};
use crate::analysis::{findings, sound_fixes};
use crate::format::Charset;
use crate::workspace::load::DocumentKind;
use crate::workspace::{Profile, Settings, Snapshot, load};
use clap::ValueEnum;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `onrecord check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Notes, and folders to search for notes (default: the current directory)
    paths: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Strictness; overrides the configuration
    #[arg(long, value_enum)]
    profile: Option<Strictness>,
    /// Exit with 0 even if there are findings; if something could not be checked, still exit with 2
    #[arg(long)]
    exit_zero: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people: the lines of the note and the source, underlined
    #[default]
    Text,
    /// One line per finding: path:line:column: severity[rule] message
    Brief,
    /// One JSON array
    Json,
    /// One JSON object per line
    Jsonl,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// GitHub Actions workflow commands
    Github,
}

#[derive(Clone, Copy, Debug, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Strictness {
    /// For notes being written
    Draft,
    /// For notes about to be published
    Release,
}

/// Checks and prints. Exit codes: 0 no finding at warning or above; 1 findings; 2 could not run: no note, a bad
/// configuration, or the notes have quotations and no source could be read.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let settings = args.profile.map(|profile| json!({ "profile": profile })).unwrap_or_default();
    let mut selection = selection::select(&args.paths, &Settings(settings))?;
    let (mut report, mut profile) = checked(&selection);
    if report.fails() {
        let groups = selection.groups.iter_mut();
        if groups.filter_map(|g| loading::repair(&mut g.workspace).then_some(())).count() > 0 {
            (report, profile) = checked(&selection);
        }
    }
    print(args, &selection, &report, profile)
}

/// Checks the selected notes.
fn checked(selection: &Selection) -> (Report, Profile) {
    let mut report = Report { from: selection.from.clone(), ..Report::default() };
    let mut profile = Profile::default();
    for group in &selection.groups {
        let snapshot = group.workspace.snapshot();
        profile = snapshot.folders.first().map_or(profile, |folder| folder.config.profile);
        add_problems(&mut report, &snapshot, group);
        report.unchecked.add(Unchecked::of(group));
        let mut progress = Progress::begin();
        for (done, note) in group.notes.iter().enumerate() {
            progress.tell("checking", done, group.notes.len());
            add_note(&mut report, &snapshot, note);
        }
    }
    (report, profile)
}

fn print(
    args: &Args,
    selection: &Selection,
    report: &Report,
    profile: Profile,
) -> io::Result<ExitCode> {
    let nothing_ran = selection.failed && report.checked.is_empty();
    for group in &selection.groups {
        let snapshot = group.workspace.snapshot();
        if Unchecked::of(group) != Unchecked::default() {
            terminal::complain(&sources::none(
                &snapshot.folders,
                &snapshot.unsupported,
                &selection.from,
            ));
        }
        // The formats for programs list them all.
        if matches!(args.format, Format::Text | Format::Brief) {
            sources::report_unsupported(&snapshot.unsupported, &selection.from);
        }
    }
    match args.format {
        Format::Text if nothing_ran => {}
        Format::Brief => terminal::print_raw(&report::brief::render(report))?,
        Format::Text => terminal::print(&report::text::render(report, terminal::width()))?,
        Format::Json => terminal::print_json(&report::json::list(report)?)?,
        Format::Jsonl => terminal::print_json(&report::json::lines(report)?)?,
        Format::Sarif => terminal::print_json(&report::sarif::render(report, profile)?)?,
        Format::Github => terminal::print_raw(&report::github::render(report))?,
    }
    let unchecked = report.unchecked.quotations > 0;
    Ok(if selection.failed || unchecked || report.is_misconfigured() {
        ExitCode::from(2)
    } else if report.fails() && !args.exit_zero {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// Adds configuration files with problems, and reports documents that could not be read.
fn add_problems(report: &mut Report, snapshot: &Snapshot, group: &Group) {
    for file in snapshot.unsupported.reported() {
        let message = format!("{} {}", report.shown(&file.path), file.message());
        report.unreadable.push((file.path.clone(), message));
    }
    let configurations = snapshot.folders.iter().map(|folder| folder.config_path.as_path());
    let wrong = snapshot.wrong().filter(|path| snapshot.unsupported.at(path).is_none());
    for path in configurations.chain(wrong).collect::<BTreeSet<&Path>>() {
        let found = findings(snapshot, path);
        if let Ok(text) = load::text(path)
            && !found.is_empty()
        {
            let document = LoadedDocument::new(path.to_owned(), text);
            let (findings, charset) = (found, Charset::UTF_8);
            add(report, snapshot, Checked { document, findings, quotations: None, charset });
            continue;
        }
        for problem in snapshot.problems.iter().filter(|problem| problem.path == path) {
            // Messages about a whole file begin with its path.
            let absolute = path.display().to_string();
            let message = problem.message.replacen(&absolute, &report.shown(path), 1);
            terminal::complain(&message);
            let note = load::kind_of(&snapshot.folders, path) == Some(DocumentKind::Note);
            if note && group.named.iter().any(|named| path.starts_with(named)) {
                report.unreadable.push((path.to_owned(), message));
                report.unreadable_notes += 1;
            }
        }
    }
}

fn add_note(report: &mut Report, snapshot: &Snapshot, path: &Path) {
    let Some(document) = loading::known(snapshot, path) else { return };
    let entry = snapshot.note(path);
    let quotations = entry.map(|entry| entry.note.quotations.len());
    let charset = entry.map(|entry| entry.charset).unwrap_or_default();
    let mut findings = findings(snapshot, path);
    let every: Vec<usize> = (0..findings.len()).collect();
    let tried = sound_fixes(snapshot, path, &findings, &every);
    for (finding, fixes) in findings.iter_mut().zip(tried) {
        finding.fixes = fixes;
    }
    add(report, snapshot, Checked { document, findings, quotations, charset });
}

/// Adds a document with its findings, and the documents that these refer to.
fn add(report: &mut Report, snapshot: &Snapshot, checked: Checked) {
    for related in checked.findings.iter().flat_map(|finding| &finding.related) {
        if !report.sources.contains_key(&related.path)
            && let Some(document) = loading::known(snapshot, &related.path)
        {
            report.sources.insert(related.path.clone(), document);
        }
    }
    report.checked.push(checked);
}
