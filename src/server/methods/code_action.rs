//! `textDocument/codeAction`: fixes of the findings under the cursor, suppression of their rules, and all safe fixes of
//! the document at once.

use crate::analysis::{self, Fix, Replacement};
use crate::server::capabilities::fix_all;
use crate::server::convert;
use crate::server::diagnosis::Diagnosis;
use crate::server::diagnostics::diagnose;
use crate::server::edits::{Edited, beside, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::{Span, Text};
use crate::workspace::{Snapshot, config, load};
use std::path::Path;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CodeActionParams,
) -> Answer<Option<CodeActionResponse>> {
    let moment = session.moment().clone();
    let made = tokio::task::spawn_blocking(move || {
        let path = convert::path(&params.text_document.uri);
        let made = diagnose(&session, &moment, &path);
        let span = convert::span(&made.lines, params.range, session.encoding());
        let document = DocumentActions {
            session: &session,
            snapshot: &moment.snapshot,
            path: &path,
            made: &made,
        };
        let kinds = RequestedKinds(params.context.only.unwrap_or_default());
        let mut actions = Vec::new();
        if kinds.0.is_empty() || kinds.include(&CodeActionKind::QUICKFIX) {
            actions.extend(document.quick_fixes(span));
            actions.extend(document.suppressions(span));
        }
        if kinds.0.is_empty() || kinds.include(&CodeActionKind::REFACTOR_REWRITE) {
            actions.extend(document.actors(span));
        }
        // Editors that do not ask for a kind show a menu at the cursor, where this would only be in the way.
        if kinds.include(&fix_all()) {
            actions.extend(document.fix_all(&analysis::fix_all(&moment.snapshot, &path)));
        }
        actions
    });
    let actions = made.await.map_err(|_| Error::internal_error())?;
    Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
}

/// The kinds of actions that a client asks for.
struct RequestedKinds(Vec<CodeActionKind>);

impl RequestedKinds {
    /// Kinds are dotted paths: `source.fixAll` includes `source.fixAll.onrecord`.
    fn include(&self, kind: &CodeActionKind) -> bool {
        self.0.iter().any(|requested| {
            let rest = kind.as_str().strip_prefix(requested.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// An action that is an edit.
fn action(title: String, kind: CodeActionKind, edit: WorkspaceEdit) -> CodeAction {
    CodeAction { title, kind: Some(kind), edit: Some(edit), ..CodeAction::default() }
}

/// An action that fixes a diagnostic.
fn quick_fix(title: String, edit: WorkspaceEdit, diagnostic: &Diagnostic) -> CodeAction {
    let diagnostics = Some(vec![diagnostic.clone()]);
    CodeAction { diagnostics, ..action(title, CodeActionKind::QUICKFIX, edit) }
}

/// The actions of one document.
struct DocumentActions<'a> {
    session: &'a Session,
    snapshot: &'a Snapshot,
    path: &'a Path,
    made: &'a Diagnosis,
}

impl DocumentActions<'_> {
    fn quick_fixes(&self, span: Span) -> Vec<CodeAction> {
        let fix = |first: bool, fix: &Fix, diagnostic: &Diagnostic| CodeAction {
            is_preferred: (first && fix.safe).then_some(true),
            ..quick_fix(fix.title.clone(), self.edit(&fix.edits), diagnostic)
        };
        self.made
            .fixable(self.snapshot, self.path, span)
            .flat_map(|(diagnostic, fixes)| {
                fixes.iter().enumerate().map(move |(n, it)| fix(n == 0, it, diagnostic))
            })
            .collect()
    }

    /// Suppression of each rule with a finding here, in this block and everywhere. After all fixes.
    fn suppressions(&self, span: Span) -> Vec<CodeAction> {
        let mut rules = Vec::new();
        let (mut here, mut everywhere) = (Vec::new(), Vec::new());
        let all = self.made.findings.iter().zip(&self.made.items);
        for (finding, diagnostic) in all.filter(|(finding, _)| finding.is_at(span)) {
            if rules.contains(&finding.rule) {
                continue;
            }
            rules.push(finding.rule);
            if let Some(fix) = analysis::suppress_here(self.snapshot, self.path, finding) {
                here.push(quick_fix(fix.title, self.edit(&fix.edits), diagnostic));
                let title = format!("Silence {} everywhere ({})", finding.rule, config::FILE);
                let edit = self.turn_off(finding.rule);
                everywhere.extend(edit.map(|edit| quick_fix(title, edit, diagnostic)));
            }
        }
        here.append(&mut everywhere);
        here
    }

    /// The edit of the configuration file that turns a rule off.
    fn turn_off(&self, rule: &str) -> Option<WorkspaceEdit> {
        let file = &self.snapshot.folder(self.path)?.config_path;
        self.file_edit(file, &[analysis::suppress_everywhere(&self.text_of(file)?, rule)?])
    }

    /// The edits of the actors file for the name at a place.
    fn actors(&self, span: Span) -> Vec<CodeAction> {
        let Some(folder) = self.snapshot.folder(self.path) else { return Vec::new() };
        let file = load::actors_path(folder);
        let Some(text) = self.text_of(&file) else { return Vec::new() };
        let edits = analysis::actor_edits(self.snapshot, self.path, span, &text).into_iter();
        let actions = edits.filter_map(|made| {
            let edit = self.file_edit(&file, &[made.edit])?;
            Some(action(made.title, CodeActionKind::REFACTOR_REWRITE, edit))
        });
        actions.collect()
    }

    /// The text of a file that is not a document of the workspace; empty if it does not exist and the client can create
    /// it.
    fn text_of(&self, file: &Path) -> Option<String> {
        if let Some((text, _)) = beside(self.snapshot, file) {
            return Some(text);
        }
        let can_be_made = !file.exists() && load::may_touch(&self.snapshot.folders, file);
        (can_be_made && self.session.agreed().edits.creates_files).then(String::new)
    }

    /// The edit of such a file, creating it if needed.
    fn file_edit(&self, file: &Path, edits: &[Replacement]) -> Option<WorkspaceEdit> {
        if let Some((text, version)) = beside(self.snapshot, file) {
            let edited = Edited { path: file, lines: Text::new(&text), version, edits };
            return Some(workspace_edit(self.session, [edited]));
        }
        let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
        let uri = self.session.url(file)?;
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        let text = edits.iter().map(|edit| edit.text.as_str()).collect();
        let written = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
            edits: vec![OneOf::Left(TextEdit { range: Range::default(), new_text: text })],
        };
        let operations = vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(written),
        ];
        Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        })
    }

    fn fix_all(&self, edits: &[Replacement]) -> Option<CodeAction> {
        let title = || "Apply all safe fixes of onrecord".to_owned();
        (!edits.is_empty()).then(|| action(title(), fix_all(), self.edit(edits)))
    }

    fn edit(&self, edits: &[Replacement]) -> WorkspaceEdit {
        let (lines, version) = (self.made.lines.clone(), self.made.version);
        workspace_edit(self.session, [Edited { path: self.path, lines, version, edits }])
    }
}
