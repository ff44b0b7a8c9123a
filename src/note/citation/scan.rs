//! Finds citations in the text of one block: Pandoc's brackets, narrative keys, inline footnotes.

use super::locator;
use super::model::Target;
use crate::text::Span;

/// A citation in a block; spans are bytes of the block's text.
#[derive(Debug, PartialEq)]
pub(in crate::note) struct Found {
    /// The whole citation; those in one bracket share it.
    pub(in crate::note) span: Span,
    pub(in crate::note) key: Span,
    /// The key including the apparent locator after its last `:` or `#`.
    pub(in crate::note) long: Option<Span>,
    pub(in crate::note) locator: Option<(Span, Target)>,
    pub(in crate::note) bracketed: bool,
    /// The inline footnote `^[…]` that contains it.
    pub(in crate::note) footnote: Option<Span>,
}

/// The most bytes of a key in braces.
const LONGEST_BRACED: usize = 400;

/// Brackets of more bytes are text, not a citation.
const LONGEST_BRACKET: usize = 2000;

/// Finds the citations of a block, in order. No key may begin at bytes for which `skip` is true.
pub(in crate::note) fn citations(text: &str, skip: impl Fn(usize) -> bool) -> Vec<Found> {
    let keys = keys(text, skip);
    if keys.is_empty() {
        return Vec::new();
    }
    let braced: Vec<Span> = keys.iter().filter(|key| key.braced).map(|key| key.whole).collect();
    let brackets = brackets(text, &braced);
    let mut found = Vec::with_capacity(keys.len());
    let mut rest = keys.as_slice();
    while let Some((key, others)) = rest.split_first() {
        let innermost = around(&brackets, key.whole).next();
        let footnote = around(&brackets, key.whole).find(|b| is_footnote(text, *b));
        match innermost.filter(|b| !is_footnote(text, *b)) {
            Some(bracket) => {
                let count = 1 + others.iter().take_while(|k| bracket.covers(k.whole)).count();
                let (inside, after) = rest.split_at(count);
                for (i, key) in inside.iter().enumerate() {
                    let end = inside.get(i + 1).map_or(bracket.end - 1, |k| k.whole.start);
                    found.push(bracketed(text, key, end, bracket));
                }
                rest = after;
            }
            None => {
                found.push(narrative(text, key));
                rest = others;
            }
        }
        if let Some(footnote) = footnote {
            let footnote = Span::new(footnote.start - 1, footnote.end);
            for citation in found.iter_mut().rev().take_while(|c| footnote.covers(c.span)) {
                citation.footnote = Some(footnote);
            }
        }
    }
    found
}

/// An explicit locator directly after something that cites: ` [L12]`, `, ¶3`, ` p. 4`. Returns the bytes up to its end.
pub(in crate::note) fn trailing_locator(text: &str) -> Option<(Span, Target, usize)> {
    let start = text.len() - text.strip_prefix(',').unwrap_or(text).trim_start_matches(' ').len();
    let rest = text.get(start..)?;
    if let Some(inner) = rest.strip_prefix('[') {
        let close = inner.find([']', '[', '\n']).filter(|&i| inner[i..].starts_with(']'))?;
        let inner = inner.get(..close)?;
        let (span, target) = locator::find(inner).or_else(|| {
            let digits = !inner.is_empty() && inner.trim().bytes().all(|b| b.is_ascii_digit());
            digits.then_some((Span::new(0, inner.len()), Target::Other))
        })?;
        return Some((span.shift(start + 1), target, start + 1 + close + 1));
    }
    // “[[lee]], 10:30” in a diary is the time of a meeting.
    let (len, target) =
        locator::at_start(rest).filter(|(_, target)| !matches!(target, Target::Time(..)))?;
    Some((Span::new(start, start + len), target, start + len))
}

/// A key with its sign.
#[derive(Clone, Copy, Debug)]
struct Key {
    /// From `@` or `-@` to the last byte that belongs to the key.
    whole: Span,
    name: Span,
    /// Whether the name is in braces.
    braced: bool,
    /// `@key:12`, `@key#L12`.
    locator: Option<(Span, Target)>,
}

impl Key {
    fn long(&self) -> Option<Span> {
        self.locator.map(|_| Span::new(self.name.start, self.whole.end))
    }
}

fn keys(text: &str, skip: impl Fn(usize) -> bool) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'@', text.as_bytes().get(from..).unwrap_or_default()) {
        let at = from + at;
        from = at + 1;
        if let Some(key) = key(text, at).filter(|_| !skip(at)) {
            from = key.whole.end;
            keys.push(key);
        }
    }
    keys
}

/// The key whose `@` is at `at`, by Pandoc's grammar: it begins with a letter, digit or `_`, and has single punctuation
/// marks only inside. An address or a handle inside a word is none.
fn key(text: &str, at: usize) -> Option<Key> {
    let before = text.get(..at)?.chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '/' | '\\')) {
        return None;
    }
    let start = if before == Some('-')
        && !text.get(..at - 1)?.ends_with(|c: char| c.is_alphanumeric() || c == '-')
    {
        at - 1
    } else {
        at
    };
    let rest = text.get(at + 1..)?;
    if let Some(braced) = rest.strip_prefix('{') {
        let len = in_braces(braced).filter(|len| *len > 0)?;
        return Some(Key {
            whole: Span::new(start, at + len + 3),
            name: Span::new(at + 2, at + 2 + len),
            braced: true,
            locator: None,
        });
    }
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let inside = |next: Option<&(usize, char)>| {
            next.is_some_and(|(_, n)| n.is_alphanumeric() || *n == '_')
        };
        if c.is_alphanumeric()
            || c == '_'
            || (i > 0 && ":.#$%&-+?<>~/".contains(c) && inside(chars.peek()))
        {
            len = i + c.len_utf8();
        } else {
            break;
        }
    }
    if len == 0 {
        return None;
    }
    let mut name = Span::new(at + 1, at + 1 + len);
    let mut place = None;
    if let Some(split) = name.of(text).rfind([':', '#']) {
        let tail = Span::new(name.start + split + 1, name.end);
        let target = match name.of(text).as_bytes().get(split) {
            Some(b':') => {
                locator::numbers(tail.of(text), "").map(|(len, a, b)| (len, Target::Line(a, b)))
            }
            _ => locator::at_start(tail.of(text)),
        };
        if let Some((len, target)) = target
            && len == tail.len()
        {
            place = Some((tail, target));
            name.end = tail.start - 1;
        }
    }
    Some(Key { whole: Span::new(start, at + 1 + len), name, braced: false, locator: place })
}

/// The length of the text before the brace that closes one opened before it, in the same line.
fn in_braces(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_BRACED) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}

/// The keys in braces of a text, including braces, in order: their content is not markup.
pub(in crate::note) fn braces(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"@{") {
        let inside = found.last().is_some_and(|last| at < last.end);
        let code = text.get(..at).is_some_and(|before| before.ends_with('`'));
        if !inside
            && !code
            && let Some(key) = key(text, at)
        {
            found.push(Span::new(at + 1, key.whole.end));
        }
    }
    found
}

/// All pairs of brackets, ordered by their ends, except those in keys in braces.
fn brackets(text: &str, braced: &[Span]) -> Vec<Span> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    let mut braced = braced.iter().peekable();
    for (at, byte) in text.bytes().enumerate() {
        while braced.next_if(|key| key.end <= at).is_some() {}
        if braced.peek().is_some_and(|key| key.start <= at) {
            continue;
        }
        match byte {
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop().filter(|start| at - start <= LONGEST_BRACKET) {
                    pairs.push(Span::new(start, at + 1));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// The brackets around a key, innermost first. They are ordered by their ends and none is longer than
/// [`LONGEST_BRACKET`], so only nearby ones are examined.
fn around(brackets: &[Span], key: Span) -> impl Iterator<Item = Span> {
    let first = brackets.partition_point(|b| b.end < key.end);
    let nearby = brackets.get(first..).unwrap_or_default().iter();
    nearby
        .take_while(move |b| b.end <= key.end + LONGEST_BRACKET)
        .filter(move |b| b.covers(key))
        .copied()
}

fn is_footnote(text: &str, bracket: Span) -> bool {
    text.get(..bracket.start).is_some_and(|before| before.ends_with('^'))
}

fn bracketed(text: &str, key: &Key, end: usize, bracket: Span) -> Found {
    let suffix = Span::new(key.whole.end, end.max(key.whole.end)).of(text);
    let suffix = suffix.split_once(';').map_or(suffix, |(mine, _)| mine);
    let words = suffix.trim_matches(|c: char| c.is_whitespace() || c == ',');
    let other = || {
        let start = suffix.find(words)?;
        (!words.is_empty()).then_some((Span::new(start, start + words.len()), Target::Other))
    };
    let place = locator::find(suffix).or_else(other).map(|(s, t)| (s.shift(key.whole.end), t));
    Found {
        span: bracket,
        key: key.name,
        // If another locator follows, this was none.
        long: key.long(),
        locator: place.or(key.locator),
        bracketed: true,
        footnote: None,
    }
}

fn narrative(text: &str, key: &Key) -> Found {
    let after = text.get(key.whole.end..).unwrap_or_default();
    let trailing = trailing_locator(after).filter(|_| key.locator.is_none());
    let place = trailing.map(|(span, target, _)| (span.shift(key.whole.end), target));
    let span = Span::new(key.whole.start, key.whole.end + trailing.map_or(0, |(_, _, end)| end));
    let locator = place.or(key.locator);
    Found { span, key: key.name, long: key.long(), locator, bracketed: false, footnote: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each citation as `span: key locator`, with spans shown as words.
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = citations(text, |_| false)
            .iter()
            .map(|c| {
                let place = c.locator.map(|(s, _)| format!(" {}", s.of(text))).unwrap_or_default();
                let note = c.footnote.map(|s| format!(" in {}", s.of(text))).unwrap_or_default();
                format!("{}: {}{place}{note}", c.span.of(text), c.key.of(text))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn brackets() {
        check("It stands [@mill, ¶3].", &["[@mill, ¶3]: mill ¶3"]);
        check("[@mill]", &["[@mill]: mill"]);
        check("[-@mill_1859-b p. 4]", &["[-@mill_1859-b p. 4]: mill_1859-b p. 4"]);
        check(
            "So [see @mill, p. 4; @bentham, pp. 4-6, my emphasis].",
            &[
                "[see @mill, p. 4; @bentham, pp. 4-6, my emphasis]: mill p. 4",
                "[see @mill, p. 4; @bentham, pp. 4-6, my emphasis]: bentham pp. 4-6",
            ],
        );
        check("[@mill, chap. two]", &["[@mill, chap. two]: mill chap. two"]);
    }

    #[test]
    fn narrative_keys() {
        check("As @mill [L12] has it.", &["@mill [L12]: mill L12"]);
        check("As @mill has it (@bentham, ¶3).", &["@mill: mill", "@bentham, ¶3: bentham ¶3"]);
        check("So @mill.", &["@mill: mill"]);
        check(
            "@mill:35 and @bentham#L12-L14",
            &["@mill:35: mill 35", "@bentham#L12-L14: bentham L12-L14"],
        );
        check("@{a key} [sic]", &["@{a key}: a key"]);
    }

    #[test]
    fn not_citations() {
        check("Write to ann@example.org or a@b, at 5 @ 3, @.", &[]);
        check("[a bracket] and [another", &[]);
    }

    #[test]
    fn inline_footnotes() {
        check("Words.^[See @mill, p. 4.] More", &["@mill, p. 4: mill p. 4 in ^[See @mill, p. 4.]"]);
        check("Words.^[[@mill, p. 4]]", &["[@mill, p. 4]: mill p. 4 in ^[[@mill, p. 4]]"]);
    }
}
