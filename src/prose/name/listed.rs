//! What a name's neighbours say of it: those it is listed with, and the long name that it stands behind in parentheses.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::model::NameKind;
use super::occurrences::{ByName, Occurrences};
use super::token::Gap;
use super::tokenized::Tokenized;
use crate::prose::word::class::Class;
use rustc_hash::FxHashSet;

/// Names that stand side by side are a list from so many on.
const LIST: usize = 3;

impl<'a> Tokenized<'a> {
    /// Names that are listed together are of one kind: what one of them shows counts for those that show nothing.
    pub(super) fn share_in_lists(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        let mut from = 0;
        while from < candidates.len() {
            let mut to = from + 1;
            while to < candidates.len() && self.listed(&candidates[to - 1], &candidates[to]) {
                to += 1;
            }
            if to - from >= LIST {
                self.share(&candidates[from..to], by_name);
            }
            from = to;
        }
    }

    /// Whether the second stands next in a list: behind a comma, or “and”.
    fn listed(&self, one: &Candidate, next: &Candidate) -> bool {
        let behind_comma = next.first == one.end && self.gap(next.first) == Gap::Comma;
        let behind_and = next.first == one.end + 1
            && matches!(self.word(one.end), "and" | "or")
            && matches!(self.gap(one.end), Gap::Space | Gap::Comma);
        next.title.is_none() && (behind_comma || behind_and)
    }

    fn share(&self, list: &[Candidate], by_name: &mut ByName<'a>) {
        let mut shown = Evidence::default();
        for c in list {
            let Some(occurrences) = by_name.get(self.words_of(c)) else { continue };
            let kind = occurrences.kind.filter(|_| occurrences.weight() >= 2);
            match kind {
                Some(NameKind::Person) => shown.person += 1.0,
                Some(NameKind::Organisation) => shown.organisation += 1.0,
                Some(NameKind::State | NameKind::Place) => shown.place += 1.0,
                Some(NameKind::People) | None => {}
            }
        }
        let all = shown.person + shown.organisation + shown.place;
        for c in list {
            let Some(occurrences) = by_name.get(self.words_of(c)) else { continue };
            if all < 1.0 || occurrences.weight() >= 2 || occurrences.kind.is_none() {
                continue;
            }
            let share = |x: f32| 3.0 * x / all;
            let mut more = occurrences.evidence;
            more += Evidence {
                person: share(shown.person),
                organisation: share(shown.organisation),
                place: share(shown.place),
                thing: 0.0,
            };
            let kind = self.decide(c, &Occurrences { evidence: more, ..*occurrences });
            if let Some(occurrences) = by_name.get_mut(self.words_of(c)) {
                occurrences.kind = kind;
                occurrences.evidence = more;
            }
        }
    }

    /// “the Commission” is short for an organisation of the document that has this head; which one of several, is for those who
    /// link names to say.
    pub(super) fn heads_alone(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        let mut heads: FxHashSet<&str> = FxHashSet::default();
        for c in candidates {
            let words = self.words_of(c);
            let organisation = by_name.get(words).and_then(|g| g.kind);
            let head = self.head(c).filter(|_| organisation == Some(NameKind::Organisation));
            heads.extend(head);
        }
        for c in candidates.iter().filter(|c| c.end - c.first == 1 && c.title.is_none()) {
            let short = heads.contains(self.words_of(c));
            let article =
                self.before(c.first).is_some_and(|t| matches!(t.span.of(self.text), "the" | "The"));
            if let Some(occurrences) = by_name.get_mut(self.words_of(c))
                && occurrences.kind.is_none()
                && occurrences.strong > 0
                && short
                && article
            {
                occurrences.kind = Some(NameKind::Organisation);
            }
        }
    }

    /// The head noun of an organisation's name of several words.
    fn head(&self, c: &Candidate) -> Option<&'a str> {
        let name = self.tokens_of(c);
        let head = self.head_of(name).filter(|head| head.is(Class::ORGANISATION))?;
        (name.len() > 1).then(|| head.span.of(self.text))
    }

    /// What stands in parentheses right behind an organisation is its short name: “(Seprelad)”.
    pub(super) fn short_names(&self, candidates: &[Candidate], by_name: &mut ByName<'a>) {
        for pair in candidates.windows(2) {
            let [long, short] = pair else { continue };
            let organisation = by_name.get(self.words_of(long)).and_then(|g| g.kind)
                == Some(NameKind::Organisation)
                && long.end - long.first > 1;
            let opens = self.gap(short.first) == Gap::Open;
            let closed = self.behind(short).starts_with(')');
            let alone = short.first == long.end && short.end - short.first == 1;
            if !(organisation && opens && closed && alone) {
                continue;
            }
            if let Some(occurrences) = by_name.get_mut(self.words_of(short))
                && !occurrences.titled
                && matches!(occurrences.kind, None | Some(NameKind::Person))
            {
                occurrences.kind = Some(NameKind::Organisation);
                occurrences.evidence.organisation += 4.0;
            }
        }
    }
}
