//! `textDocument/codeAction`: the fixes of the findings under the cursor, and all safe fixes of the document at once.

use crate::analysis::{self, Finding, Fix, Replacement};
use crate::server::capabilities::fix_all;
use crate::server::convert;
use crate::server::diagnosis::Diagnosis;
use crate::server::edits::{Edited, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Span;
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
        let menu = Menu { session: &session, path: &path, made: &made };
        let wanted = Wanted(params.context.only.unwrap_or_default());
        let mut actions = Vec::new();
        if wanted.0.is_empty() || wanted.holds(&CodeActionKind::QUICKFIX) {
            actions.extend(menu.quick_fixes(convert::span(
                &made.lines,
                params.range,
                session.encoding(),
            )));
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
    path: &'a Path,
    made: &'a Diagnosis,
}

impl Menu<'_> {
    fn quick_fixes(&self, span: Span) -> Vec<CodeAction> {
        let at = |f: &Finding| f.span.touches(span.start) || f.span.overlaps(span);
        let findings = self.made.findings.iter().zip(&self.made.items).filter(|(f, _)| at(f));
        let action = |first: bool, fix: &Fix, diagnostic: &Diagnostic| CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic.clone()]),
            is_preferred: (first && fix.safe).then_some(true),
            edit: Some(self.edit(&fix.edits)),
            ..CodeAction::default()
        };
        findings
            .flat_map(|(finding, diagnostic)| {
                let fixes = finding.fixes.iter().enumerate();
                fixes.map(move |(n, fix)| action(n == 0, fix, diagnostic))
            })
            .collect()
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
