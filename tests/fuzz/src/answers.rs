//! Every query on one document, as text: equal for equal answers, whatever the internal ids.

use super::session::asked;
use onrecord::actor::ActorIndex;
use onrecord::analysis::{self, CompletionIndex, Occasion, Party, ProposalKind};
use onrecord::text::Span;
use onrecord::workspace::Snapshot;
use std::path::Path;

/// The answers for a document, each with the name of its query.
pub(crate) fn answers(
    snapshot: &Snapshot,
    index: &CompletionIndex,
    (root, path, text): (&Path, &Path, &str),
) -> Vec<String> {
    let mut said = Vec::new();
    let whole = Span::new(0, text.len());
    let findings = analysis::findings(snapshot, path);
    let wanted: Vec<usize> = (0..findings.len()).collect();
    let sound = analysis::sound_fixes(snapshot, path, &findings, &wanted);
    said.push(format!("findings {findings:?}"));
    said.push(format!("sound fixes {sound:?}"));
    said.push(format!("fix all {:?}", analysis::fix_all(snapshot, path)));
    said.push(format!("hints {:?}", analysis::hints(snapshot, path, whole)));
    said.push(format!("lenses {:?}", analysis::lenses(snapshot, path)));
    said.push(format!("tokens {:?}", analysis::tokens(snapshot, path, whole)));
    said.push(format!("folds {:?}", analysis::folds(snapshot, path)));
    said.push(format!("links {:?}", analysis::document_links(snapshot, path)));
    said.push(format!("symbols {:?}", analysis::document_symbols(snapshot, path)));
    for query in ["", "moreno", "bridge"] {
        said.push(format!("{query} {:?}", analysis::workspace_symbols(snapshot, query)));
    }
    for offset in asked(text) {
        said.push(format!("hover {offset} {:?}", analysis::hover(snapshot, path, offset)));
        said.push(format!(
            "definition {offset} {:?}",
            analysis::definition(snapshot, path, offset)
        ));
        let references = analysis::references(snapshot, path, offset, true);
        said.push(format!("references {offset} {references:?}"));
        said.push(format!(
            "highlights {offset} {:?}",
            analysis::highlights(snapshot, path, offset)
        ));
        said.push(format!(
            "selections {offset} {:?}",
            analysis::selections(snapshot, path, offset)
        ));
        let rename = analysis::rename(snapshot, path, offset, "Nora Quist");
        said.push(format!("rename {offset} {rename:?}"));
        let edits = analysis::actor_edits(snapshot, path, Span::new(offset, offset), "");
        said.push(format!("actor edits {offset} {edits:?}"));
        said.push(format!("calls {offset} {}", calls(snapshot, path, offset)));
        for occasion in [Occasion::Asked, Occasion::Typing] {
            for proposal in analysis::completion(snapshot, index, path, offset, occasion) {
                let kind = match proposal.kind {
                    ProposalKind::Actor(index) => actor(snapshot, index),
                    other => format!("{other:?}"),
                };
                let parts = (proposal.label, proposal.detail, proposal.span, proposal.text);
                let filter = proposal.filter;
                said.push(format!("completion {offset} {occasion:?} {kind} {parts:?} {filter:?}"));
            }
        }
    }
    let moves = [analysis::Move { from: root.join("sources"), to: root.join("corpus") }];
    said.push(format!("moved {:?}", analysis::moved_citations(snapshot, &moves)));
    for (index, actor) in snapshot.actors.all().take(8) {
        said.push(format!("card {} {:?}", actor.id, analysis::actor_card(snapshot, index, None)));
        if let Some(view) = analysis::dossier_view(snapshot, index) {
            let company: Vec<_> = view.company.iter().map(|c| (&c.name, c.count)).collect();
            let rest = (&view.roles, &view.timeline, &view.ties, &view.notes, view.dates);
            said.push(format!("dossier {:?} {company:?} {rest:?}", view.actor));
        }
    }
    said
}

fn actor(snapshot: &Snapshot, index: ActorIndex) -> String {
    snapshot.actors.actor(index).map_or("nobody", |actor| &actor.id).to_owned()
}

/// The call hierarchy at a position, in both directions.
fn calls(snapshot: &Snapshot, path: &Path, offset: usize) -> String {
    let Some(at) = analysis::party_at(snapshot, path, offset) else { return String::new() };
    let named = |party: &Party| match party {
        Party::Actor(index) => actor(snapshot, *index),
        Party::Document(path) => format!("{path:?}"),
    };
    let mut said = vec![format!("{} {:?}", named(&at.party), at.span)];
    let both = [analysis::quoted_by(snapshot, &at.party), analysis::quotes(snapshot, &at.party)];
    for quoting in both.iter().flatten() {
        let other = &quoting.other;
        let words = &quoting.words;
        said.push(format!("{} {:?} {:?} {words:?}", named(&other.party), other.path, other.span));
    }
    said.join("\n")
}
