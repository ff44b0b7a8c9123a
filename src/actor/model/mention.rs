//! A mention: one place of a text where an actor is named.

use super::actor::{ActorIndex, LinkRule};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// So many others are told whom a form could mean. A form that fits more of them says nothing of who is meant: a list of a
/// thousand of one surname is no answer, and each place that has the surname would hold it.
pub(crate) const MOST_MEANT: usize = 256;

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// The whole name as written, without title or possessive.
    pub span: Span,
    /// Who is meant.
    pub actor: ActorIndex,
    /// By which rule.
    pub rule: LinkRule,
    /// Others it could mean, at most 256; not empty only when the form is ambiguous.
    pub also: Vec<ActorIndex>,
}

/// Who is named in the words for a speaker: the last name that is not a state's, as in “Chinese minister Rao”, else the
/// last of all. Who gave a foundation its name does not speak for it. The mentions are those of the text that `speaker` is
/// a span of, in order.
pub fn speaker_in(mentions: &[Mention], speaker: Span) -> Option<&Mention> {
    let first = mentions.partition_point(|m| m.span.end <= speaker.start);
    let near = || mentions.iter().skip(first).take_while(|m| m.span.start < speaker.end);
    let inside = || near().filter(|m| m.rule != LinkRule::Embedded);
    inside().filter(|m| m.rule != LinkRule::Metonym).last().or_else(|| inside().last())
}
