//! `textDocument/codeAction`: the fixes of the findings under the cursor, silence for their rules, and all safe fixes of the
//! document at once.

use crate::analysis::{self, Finding, Fix, Replacement};
use crate::server::capabilities::fix_all;
use crate::server::convert;
use crate::server::diagnosis::Diagnosis;
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
        let made = session.diagnoses.of(&session, &moment, &path);
        let menu = Menu { session: &session, snapshot: &moment.snapshot, path: &path, made: &made };
        let wanted = Wanted(params.context.only.unwrap_or_default());
        let mut actions = Vec::new();
        if wanted.0.is_empty() || wanted.holds(&CodeActionKind::QUICKFIX) {
            let span = convert::span(&made.lines, params.range, session.encoding());
            actions.extend(menu.quick_fixes(span));
            actions.extend(menu.silences(span));
        }
        if wanted.0.is_empty() || wanted.holds(&CodeActionKind::REFACTOR_REWRITE) {
            let span = convert::span(&made.lines, params.range, session.encoding());
            actions.extend(menu.actors(span));
        }
        // Editors that ask for nothing in particular show a menu at the cursor, where this would only be in the way.
        if wanted.holds(&fix_all()) {
            actions.extend(menu.fix_all(&analysis::fix_all(&moment.snapshot, &path)));
        }
        actions
    });
    let actions = made.await.map_err(|_| Error::internal_error())?;
    Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
}

/// The kinds of actions a client asks for.
struct Wanted(Vec<CodeActionKind>);

impl Wanted {
    /// Kinds are dotted paths: `source.fixAll` asks for `source.fixAll.onrecord` too.
    fn holds(&self, kind: &CodeActionKind) -> bool {
        self.0.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// The actions of one document.
struct Menu<'a> {
    session: &'a Session,
    snapshot: &'a Snapshot,
    path: &'a Path,
    made: &'a Diagnosis,
}

impl Menu<'_> {
    fn quick_fixes(&self, span: Span) -> Vec<CodeAction> {
        let action = |first: bool, fix: &Fix, diagnostic: &Diagnostic| CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic.clone()]),
            is_preferred: (first && fix.safe).then_some(true),
            edit: Some(self.edit(&fix.edits)),
            ..CodeAction::default()
        };
        self.made
            .fixable(self.snapshot, self.path, span)
            .flat_map(|(diagnostic, fixes)| {
                let fixes = fixes.iter().enumerate();
                fixes.map(move |(n, fix)| action(n == 0, fix, diagnostic))
            })
            .collect()
    }

    /// The findings at a place, with their diagnostics.
    fn findings_at(&self, span: Span) -> impl Iterator<Item = (&Finding, &Diagnostic)> {
        let all = self.made.findings.iter().zip(&self.made.items);
        all.filter(move |(finding, _)| finding.is_at(span))
    }

    /// Silencing each rule that speaks here, in this block and everywhere. They stand behind all fixes.
    fn silences(&self, span: Span) -> Vec<CodeAction> {
        let mut rules = Vec::new();
        let (mut here, mut everywhere) = (Vec::new(), Vec::new());
        for (finding, diagnostic) in self.findings_at(span) {
            if rules.contains(&finding.rule) {
                continue;
            }
            rules.push(finding.rule);
            let action = |title: String, edit: WorkspaceEdit| CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic.clone()]),
                edit: Some(edit),
                ..CodeAction::default()
            };
            if let Some(fix) = analysis::silence_here(self.snapshot, self.path, finding) {
                here.push(action(fix.title, self.edit(&fix.edits)));
                let title = format!("Silence {} everywhere ({})", finding.rule, config::FILE);
                everywhere.extend(self.configured_off(finding.rule).map(|e| action(title, e)));
            }
        }
        here.append(&mut everywhere);
        here
    }

    /// The edit of the configuration file that turns a rule off.
    fn configured_off(&self, rule: &str) -> Option<WorkspaceEdit> {
        let file = &self.snapshot.folder(self.path)?.config_path;
        self.file_edit(file, &[analysis::silence_everywhere(&self.text_of(file)?, rule)?])
    }

    /// What may be said in the actors file of the name at a place.
    fn actors(&self, span: Span) -> Vec<CodeAction> {
        let Some(folder) = self.snapshot.folder(self.path) else { return Vec::new() };
        let file = load::actors_path(folder);
        let Some(text) = self.text_of(&file) else { return Vec::new() };
        let edits = analysis::actor_edits(self.snapshot, self.path, span, &text).into_iter();
        let actions = edits.filter_map(|made| {
            Some(CodeAction {
                title: made.title,
                kind: Some(CodeActionKind::REFACTOR_REWRITE),
                edit: Some(self.file_edit(&file, &[made.edit])?),
                ..CodeAction::default()
            })
        });
        actions.collect()
    }

    /// The text of a file that is no document of the workspace; empty when it does not exist and the client can make it.
    fn text_of(&self, file: &Path) -> Option<String> {
        if let Some((text, _)) = beside(self.snapshot, file) {
            return Some(text);
        }
        let can_be_made = !file.exists() && load::may_touch(&self.snapshot.folders, file);
        (can_be_made && self.session.agreed().creates_files).then(String::new)
    }

    /// The edit of such a file, which is made when there is none.
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
        (!edits.is_empty()).then(|| CodeAction {
            title: "Apply all safe fixes of onrecord".to_owned(),
            kind: Some(fix_all()),
            edit: Some(self.edit(edits)),
            ..CodeAction::default()
        })
    }

    fn edit(&self, edits: &[Replacement]) -> WorkspaceEdit {
        let (lines, version) = (self.made.lines.clone(), self.made.version);
        workspace_edit(self.session, [Edited { path: self.path, lines, version, edits }])
    }
}
