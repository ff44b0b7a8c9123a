//! `workspace/diagnostic`: what is wrong in every note, for clients that ask. A client that has everything already
//! waits here until something changes, instead of asking again and again.

use crate::server::convert;
use crate::server::diagnosis::Diagnosis;
use crate::server::diagnostics::diagnose;
use crate::server::moment::Moment;
use crate::server::protocol::*;
use crate::server::session::Session;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Result ids the client has, by document.
type Known = HashMap<PathBuf, (Url, String)>;

pub(in crate::server) async fn answer(
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

/// The reports of all notes whose diagnostics are not those the client has, and of those that are gone.
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

/// A document that is gone gets the empty id, so that it is not reported again.
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
