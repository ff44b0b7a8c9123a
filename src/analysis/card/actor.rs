//! An actor's card: what the corpus says about an actor, every line with its place.
//!
//! Order and limits are chosen to read well in a hover: name, roles, words, mentions, company, totals; at most 60 lines
//! and 4 KB, without empty parts. Nothing is said that no source says.

use super::block::{Card, CardBlock, StyledText, plain, strong};
use super::parts::{LINE, in_sentence, more, place, section, verdict};
use crate::actor::{
    Actor, ActorIndex, Alias, Brief, LinkRule, MOST_IN_BRIEF, Membership, Mention, Role, Said,
    Tenure,
};
use crate::analysis::counted::counted;
use crate::analysis::subject::NoteQuotation;
use crate::prose::{Confidence, NameKind, PartialDate};
use crate::rules::wording::shortened;
use crate::text::Passage;
use crate::workspace::{AssessedQuotation, Snapshot};

const MOST_FORMS: usize = 6;
const MOST_SAID: usize = 3;
const MOST_MENTIONS: usize = 5;
const MOST_COMPANY: usize = 5;
const MOST_ROLES: usize = 6;
const MOST_CONFLICTS: usize = 3;

const _: () = assert!(
    MOST_SAID <= MOST_IN_BRIEF && MOST_MENTIONS <= MOST_IN_BRIEF && MOST_COMPANY <= MOST_IN_BRIEF
);

/// The card of an actor; `hovered` is the mention it was requested for, if any.
pub fn actor_card(
    snapshot: &Snapshot,
    index: ActorIndex,
    hovered: Option<&Mention>,
) -> Option<Card> {
    let actor = snapshot.actors.actor(index)?;
    let brief = snapshot.actors.brief(index)?;
    let mut blocks: Card = vec![head(snapshot, actor, hovered).into()];
    blocks.extend(forms(actor).map(CardBlock::from));
    blocks.extend(shared_forms(snapshot, index, actor));
    blocks.extend(roles(snapshot, index, &brief));
    blocks.extend(said(snapshot, &brief));
    blocks.extend(mentions(snapshot, &brief));
    blocks.extend(company(snapshot, &brief).map(CardBlock::from));
    blocks.push(totals(&brief).into());
    Some(blocks)
}

/// The card of whoever a name means. Inside a quotation it also says, below its head, what the quotation is, and where
/// the actor is introduced, since going to the definition leads to the quotation's source.
pub(in crate::analysis) fn mention_card(
    snapshot: &Snapshot,
    mention: &Mention,
    quoted: Option<&NoteQuotation<'_>>,
) -> Option<Card> {
    let mut card = actor_card(snapshot, mention.actor, Some(mention))?;
    if let Some(quoted) = quoted {
        let best = quoted.assessed().and_then(AssessedQuotation::best);
        let stands = match best {
            Some(best) => plain("In a quotation: ")
                .plain(verdict(best.verdict))
                .plain(" — ")
                .then(place(snapshot, best.place())),
            None => plain("In a quotation that is in no source"),
        };
        let introduced = snapshot.actors.introduced(mention.actor);
        let introduced = introduced.map(|at| plain("Introduced: ").then(place(snapshot, at)));
        let lines = std::iter::once(stands).chain(introduced).map(CardBlock::from);
        card.splice(1..1, lines);
    }
    Some(card)
}

fn head(snapshot: &Snapshot, actor: &Actor, hovered: Option<&Mention>) -> StyledText {
    let head = strong(&actor.name).plain(" — ").plain(actor.kind.word());
    let Some(mention) = hovered else { return head };
    if mention.also.is_empty() {
        return match link(mention.rule) {
            Some(how) => head.plain(" · here by ").plain(how),
            None => head,
        };
    }
    let others = mention.also.iter().filter_map(|&i| snapshot.actors.actor(i));
    let others = others.take(MOST_FORMS).map(|other| strong(&other.name));
    let more = more(mention.also.len(), MOST_FORMS);
    head.plain(" · ambiguous here: also ").joined(others, ", ").plain(more)
}

/// The forms of the name, if there are several.
fn forms(actor: &Actor) -> Option<StyledText> {
    let form = |alias: &Alias| {
        let rule = if alias.rule == LinkRule::Misspelling { " (misspelt)" } else { "" };
        plain(&alias.text).plain(format!(" {}×{rule}", alias.count))
    };
    let forms = actor.aliases.iter().take(MOST_FORMS).map(form);
    let more = more(actor.aliases.len(), MOST_FORMS);
    (actor.aliases.len() > 1).then(|| plain("Seen as ").joined(forms, " · ").plain(more))
}

/// The forms of a person's name that others share: “**Berg** alone may also be Erik Berg”.
fn shared_forms(snapshot: &Snapshot, index: ActorIndex, actor: &Actor) -> Vec<CardBlock> {
    if actor.kind != NameKind::Person {
        return Vec::new();
    }
    let words = actor.name.split_whitespace().filter(|word| actor.name != *word);
    let lines = words.filter_map(|word| {
        let others = snapshot.actors.named(word).into_iter().filter(|other| *other != index);
        let names: Vec<StyledText> = others
            .filter_map(|other| snapshot.actors.actor(other))
            .filter(|other| other.kind == NameKind::Person)
            .take(MOST_COMPANY)
            .map(|other| plain(&other.name))
            .collect();
        let line =
            || plain("“").plain(word).plain("” alone may also be ").joined(names.clone(), ", ");
        (!names.is_empty()).then(line)
    });
    lines.map(CardBlock::from).collect()
}

/// Offices word for word, each with its places and any conflicts; empty when none are known.
fn roles(snapshot: &Snapshot, index: ActorIndex, brief: &Brief) -> Vec<CardBlock> {
    let listed = snapshot.actors.entry(index).map(|e| e.memberships.as_slice()).unwrap_or_default();
    let of_file = listed.iter().map(|office| plain(described(office)).plain(" — the actors file"));
    let of_sources = brief.offices.first.iter().map(|office| {
        let at = place(snapshot, office.place);
        plain(&office.text).plain(" — ").then(at).plain(more(office.places, 1))
    });
    let mut items: Vec<StyledText> = of_file.chain(of_sources).take(MOST_ROLES).collect();
    items.extend(conflicts(snapshot, index, brief, listed));
    section("Roles", items, listed.len() + brief.offices.all, MOST_ROLES)
}

/// An office of the user's file with its years: “Mayor, Lindau, 2013-04 to 2016”.
fn described(office: &Membership) -> String {
    let mut described = office.role.clone();
    if let Some(organisation) = &office.organisation {
        described = format!("{described}, {organisation}");
    }
    match (office.from, office.to) {
        (Some(from), Some(to)) => format!("{described}, {from} to {to}"),
        (Some(from), None) => format!("{described}, from {from}"),
        (None, Some(to)) => format!("{described}, to {to}"),
        (None, None) => described,
    }
}

/// Offices that one source says are held and another, not later, says are over. Reports, does not decide.
fn conflicts(
    snapshot: &Snapshot,
    index: ActorIndex,
    brief: &Brief,
    listed: &[Membership],
) -> Vec<StyledText> {
    let quoted = |text: &str, by: StyledText| plain("“").plain(text).plain("” — ").then(by);
    let stated = |role: &Role| {
        quoted(&role.text, role.place.map(|at| place(snapshot, at)).unwrap_or_default())
    };
    let conflict = |over: StyledText, held: StyledText| {
        plain("in conflict: ").then(over).plain(", and ").then(held)
    };
    // Each place is read from its source, so no more than are shown.
    let shown = brief.disputes.iter().take(MOST_CONFLICTS);
    let mut lines: Vec<StyledText> =
        shown.map(|dispute| conflict(stated(&dispute.over), stated(&dispute.held))).collect();
    let ended: Vec<(Vec<String>, PartialDate, &Membership)> = listed
        .iter()
        .filter_map(|known| Some((Tenure::of(&known.role).office, known.to?, known)))
        .collect();
    // All statements are read only for actors of whom the user's file says that an office ended.
    let dossier = if ended.is_empty() { None } else { snapshot.actors.dossier(index) };
    for role in dossier.iter().flat_map(|dossier| &dossier.roles) {
        let (tenure, Some(date)) = (Tenure::of(&role.text), role.place.and(role.date)) else {
            continue;
        };
        let over = |(office, to, _): &&(Vec<String>, PartialDate, &Membership)| {
            !tenure.over && *office == tenure.office && to.year < date.year
        };
        if let Some((.., known)) = ended.iter().find(over) {
            let known = quoted(&described(known), plain("the actors file"));
            lines.push(conflict(known, stated(role)));
        }
        if lines.len() >= MOST_CONFLICTS {
            break;
        }
    }
    lines.truncate(MOST_CONFLICTS);
    lines
}

fn said(snapshot: &Snapshot, brief: &Brief) -> Vec<CardBlock> {
    let items = brief.said.first.iter().take(MOST_SAID).map(|said| {
        let words = shortened(snapshot.words(said.words), LINE);
        let evidence = evidence(snapshot, said);
        let text = plain(doubt(said)).plain("“").plain(words).plain("”");
        let text = match evidence.is_empty() {
            true => text,
            false => text.plain(" (").plain(evidence).plain(")"),
        };
        text.plain(" — ").then(place(snapshot, said.words))
    });
    section("Said", items.collect(), brief.said.all, MOST_SAID)
}

/// The prefix of words that may be someone else's.
pub(in crate::analysis) fn doubt(said: &Said) -> &'static str {
    match said.confidence {
        Confidence::Explicit => "",
        Confidence::FollowOn | Confidence::Resolved if said.written.is_none() => "probably ",
        Confidence::Resolved | Confidence::FollowOn | Confidence::Doubtful => "perhaps ",
    }
}

/// How a source attributes words: “said”; along with a pronoun, “he said”.
pub(in crate::analysis) fn evidence(snapshot: &Snapshot, said: &Said) -> String {
    let words = |span| snapshot.words(Passage { document: said.words.document, span });
    let mut evidence: Vec<&str> =
        [said.written, said.cue].into_iter().flatten().map(words).collect();
    if let (Some(written), Some(cue)) = (said.written, said.cue)
        && cue.start < written.start
    {
        evidence.reverse();
    }
    evidence.retain(|words| !words.is_empty());
    evidence.join(" ")
}

fn mentions(snapshot: &Snapshot, brief: &Brief) -> Vec<CardBlock> {
    let items = brief.mentions.first.iter().take(MOST_MENTIONS).map(|at| {
        let source = snapshot.corpus.source(at.document);
        let context = source.map(|source| in_sentence(snapshot, source, *at, LINE, &[at.span]));
        context.unwrap_or_default().plain(" — ").then(place(snapshot, *at))
    });
    section("Mentions", items.collect(), brief.mentions.all, MOST_MENTIONS)
}

fn company(snapshot: &Snapshot, brief: &Brief) -> Option<StyledText> {
    let names = brief.with.first.iter().take(MOST_COMPANY).filter_map(|companion| {
        let actor = snapshot.actors.actor(companion.actor)?;
        Some(plain(&actor.name).plain(format!(" {}×", companion.count)))
    });
    let names = StyledText::default().joined(names, " · ");
    (!names.chunks.is_empty()).then(|| strong("With").plain(" ").then(names))
}

fn totals(brief: &Brief) -> StyledText {
    let (mentions, sources) =
        (counted(brief.mentions.all, "mention"), counted(brief.documents, "source"));
    let dates = match brief.dates {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    };
    plain(format!("{mentions} in {sources}{dates}"))
}

/// Why the hovered form links to the actor; nothing if it is simply the name.
fn link(rule: LinkRule) -> Option<&'static str> {
    Some(match rule {
        LinkRule::Exact => return None,
        LinkRule::Known => "the actors file",
        LinkRule::Surname => "surname",
        LinkRule::GivenName => "given name",
        LinkRule::Acronym => "acronym",
        LinkRule::Shortened => "a shorter form of the name",
        LinkRule::Initials => "initials",
        LinkRule::Spelling => "another spelling",
        LinkRule::Misspelling => "a likely misspelling, one letter off",
        LinkRule::Metonym => "a name used for it",
        LinkRule::Office => "the office, which one person here holds",
        LinkRule::Latter => "the latter or former of the two just named",
        LinkRule::Embedded => "a name that contains it",
        LinkRule::Land => "the state this document speaks of",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_of_the_file_is_told_with_its_years() {
        let (known, _) = crate::actor::ActorEntries::read(
            "[[actor]]\nname = \"A B\"\nmemberships = [{ role = \"Mayor\", organisation = \"Lindau\", from = \"2013-04\", to = \"2016\" }]\n",
        );
        assert_eq!(described(&known.actors()[0].memberships[0]), "Mayor, Lindau, 2013-04 to 2016");
    }
}
