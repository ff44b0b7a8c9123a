//! `textDocument/codeAction`: the fixes of the findings under the cursor, and all safe fixes of the document at once.

use crate::analysis::{Finding, Fix};
use crate::server::capabilities::fix_all;
use crate::server::convert;
use crate::server::diagnosis::Diagnosis;
use crate::server::diagnostics::diagnosis;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CodeActionParams,
) -> Answer<Option<CodeActionResponse>> {
    let path = convert::path(&params.text_document.uri);
    let moment = session.moment().clone();
    let Some(made) = diagnosis(&session, &moment, &path).await else {
        return Err(Error::internal_error());
    };
    let menu = Menu { session: &session, url: params.text_document.uri, made: &made };
    let wanted = params.context.only.unwrap_or_default();
    let asked = |kind: &CodeActionKind| {
        wanted.is_empty() || wanted.iter().any(|wanted| is_within(kind, wanted))
    };
    let mut actions = Vec::new();
    if asked(&CodeActionKind::QUICKFIX) {
        let span = convert::span(&made.lines, params.range, session.encoding());
        actions.extend(menu.quick_fixes(span));
    }
    // Editors that ask for nothing in particular show a menu at the cursor; there this one would only be in the way.
    if !wanted.is_empty() && asked(&fix_all()) {
        actions.extend(menu.fix_all());
    }
    Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
}

/// Kinds are dotted paths: `source.fixAll` asks for `source.fixAll.onrecord` too.
fn is_within(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty())
}

/// The actions of one document.
struct Menu<'a> {
    session: &'a Session,
    url: Url,
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
            edit: Some(self.edit([fix])),
            ..CodeAction::default()
        };
        findings
            .flat_map(|(finding, diagnostic)| {
                let fixes = finding.fixes.iter().enumerate();
                fixes.map(move |(n, fix)| action(n == 0, fix, diagnostic))
            })
            .collect()
    }

    /// Applies the first fix of each finding where that is safe; of two that overlap, the earlier.
    fn fix_all(&self) -> Option<CodeAction> {
        let mut end = 0;
        let mut chosen: Vec<&Fix> = Vec::new();
        for fix in self.made.findings.iter().filter_map(|finding| finding.fixes.first()) {
            let span = fix.edits.iter().map(|edit| edit.span).reduce(Span::join);
            if let Some(span) = span.filter(|span| fix.safe && span.start >= end) {
                end = span.end;
                chosen.push(fix);
            }
        }
        if chosen.is_empty() {
            return None;
        }
        Some(CodeAction {
            title: "Apply all safe fixes of onrecord".to_owned(),
            kind: Some(fix_all()),
            edit: Some(self.edit(chosen)),
            ..CodeAction::default()
        })
    }

    fn edit<'f>(&self, fixes: impl IntoIterator<Item = &'f Fix>) -> WorkspaceEdit {
        let encoding = self.session.encoding();
        let edits: Vec<TextEdit> = fixes
            .into_iter()
            .flat_map(|fix| &fix.edits)
            .map(|edit| {
                let range = convert::range(&self.made.lines, edit.span, encoding);
                TextEdit::new(range, edit.text.clone())
            })
            .collect();
        if !self.session.agreed().versioned_edits {
            let changes = HashMap::from([(self.url.clone(), edits)]);
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier {
            uri: self.url.clone(),
            version: self.made.version,
        };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        let document = TextDocumentEdit { text_document, edits };
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![document])),
            ..WorkspaceEdit::default()
        }
    }
}
