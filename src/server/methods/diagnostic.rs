//! `textDocument/diagnostic`: what is wrong in one document, for clients that ask.

use crate::server::convert;
use crate::server::diagnostics::diagnosis;
use crate::server::protocol::*;
use crate::server::session::Session;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Answer<DocumentDiagnosticReportResult> {
    let path = convert::path(&params.text_document.uri);
    let moment = session.moment().clone();
    let made = diagnosis(&session, &moment, &path).await;
    let result_id = made.as_ref().map(|made| session.result_id(&path, made));
    let report = match made {
        // Published by the server itself, with everything that is wrong with files: never twice.
        _ if moment.snapshot.is_wrong(&path) => full(None, &[]),
        None => return Err(Error::internal_error()),
        Some(_) if params.previous_result_id == result_id => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id: result_id.unwrap_or_default(),
                },
            })
        }
        Some(made) => full(result_id, &made.items),
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

fn full(result_id: Option<String>, items: &[Diagnostic]) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id,
            items: items.to_vec(),
        },
    })
}
