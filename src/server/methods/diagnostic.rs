//! `textDocument/diagnostic`: the diagnostics of one document, for clients that pull. `workspace/diagnostic`: those of
//! every note; a client that is up to date waits here until something changes, instead of polling.

use crate::server::convert;
use crate::server::diagnosis::Diagnosis;
use crate::server::diagnostics::{diagnose, diagnosis};
use crate::server::moment::Moment;
use crate::server::protocol::*;
use crate::server::session::Session;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

pub(in crate::server) async fn of_document(
    session: Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Answer<DocumentDiagnosticReportResult> {
    let path = convert::path(&params.text_document.uri);
    let moment = session.moment().clone();
    let made = diagnosis(&session, &moment, &path).await;
    let result_id = made.as_ref().map(|made| session.result_id(&path, made));
    let report = match made {
        // The server publishes these itself, with all other problems of files: never twice.
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

/// The client's result ids, by document.
type Known = HashMap<PathBuf, (Url, String)>;

pub(in crate::server) async fn of_workspace(
    session: Arc<Session>,
    params: WorkspaceDiagnosticParams,
) -> Answer<WorkspaceDiagnosticReportResult> {
    let mut rounds = session.rounds.subscribe();
    let known: Known = params
        .previous_result_ids
        .into_iter()
        .map(|previous| (convert::path(&previous.uri), (previous.uri, previous.value)))
        .collect();
    loop {
        let (asked, moment, has) = (session.clone(), session.moment().clone(), known.clone());
        rounds.borrow_and_update();
        let changed = tokio::task::spawn_blocking(move || changed(&asked, &moment, &has)).await;
        let items = changed.map_err(|_| Error::internal_error())?;
        if !items.is_empty() || known.is_empty() {
            let report = WorkspaceDiagnosticReport { items };
            return Ok(WorkspaceDiagnosticReportResult::Report(report));
        }
        if rounds.changed().await.is_err() {
            return Err(Error::request_cancelled());
        }
    }
}

/// Reports of notes whose diagnostics differ from the client's, and of deleted ones.
fn changed(
    session: &Session,
    moment: &Moment,
    known: &Known,
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let notes = moment.snapshot.notes.iter();
    let mut reports: Vec<_> = notes
        .filter_map(|(path, _)| {
            let made = diagnose(session, moment, path);
            let result_id = session.result_id(path, &made);
            let has = known.get(path).is_some_and(|(_, id)| *id == result_id);
            let url = session.url(path).filter(|_| !has)?;
            Some(report(url, result_id, Some(&made)))
        })
        .collect();
    let gone = known
        .iter()
        .filter(|(path, (_, id))| !id.is_empty() && moment.snapshot.note(path).is_none());
    reports.extend(gone.map(|(_, (url, _))| report(url.clone(), String::new(), None)));
    reports
}

/// A deleted document gets the empty id, so that it is not reported again.
fn report(
    url: Url,
    result_id: String,
    made: Option<&Diagnosis>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri: url,
        version: made.and_then(|made| made.version).map(i64::from),
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items: made.map(|made| made.items.clone()).unwrap_or_default(),
        },
    })
}
