//! Works out what is being typed from the text before the cursor.

use crate::text::{Span, paragraph};

/// How far before the cursor its opening mark may be, in bytes.
const REACH: usize = 400;

/// Words and signs that begin a locator.
const LOCATORS: &[&str] = &[
    "¶", "¶¶", "para", "para.", "par.", "p", "p.", "pp.", "c", "ch", "ch.", "chap.", "chapter",
    "§", "sec", "sec.", "section",
];

/// What is being typed; spans are bytes of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A cite key, to the end of what it replaces: the word at the cursor, or up to the closing sign.
    Key { span: Span, form: KeyForm },
    /// A place in the source of this key; the span is what follows the key, up to the end of its number.
    Locator { key: Span, span: Span },
    /// The words after an opening quotation mark, up to the cursor; of several lines, the last begins at `line`.
    Quotation { words: Span, line: usize },
    /// A capitalised word, to its end.
    Name(Span),
}

/// The syntax in which a cite key is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyForm {
    /// `@key`; the span follows the `@`.
    Bare,
    /// `@{key}`; the span includes the braces.
    Braced,
    /// `[[key]]`; the span is inside the brackets.
    Wiki,
}

/// What is being typed at a byte offset.
pub(super) fn typed(text: &str, offset: usize) -> Option<Typed> {
    let before = text.get(..offset)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let here = text.get(line..offset)?;
    let rest = text.get(offset..)?;
    let cited = cited(here, rest, line).or_else(|| linked(here, rest, line));
    cited.or_else(|| quoted(text, line, offset)).or_else(|| {
        let word = |c: char| c.is_alphabetic() || c == '-';
        let start = here.trim_end_matches(word).len();
        let capital = here.get(start..)?.starts_with(char::is_uppercase);
        let end = offset + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        capital.then_some(Typed::Name(Span::new(line + start, end)))
    })
}

/// A key after `@`, or what follows it inside its bracket.
fn cited(here: &str, rest: &str, line: usize) -> Option<Typed> {
    let key_end = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    let at = here.rfind('@')?;
    if here.get(..at)?.ends_with(char::is_alphanumeric) {
        return None;
    }
    let after = here.get(at + 1..)?;
    let offset = line + here.len();
    let from = line + at + 1;
    if let Some(inside) = after.strip_prefix('{') {
        let Some(end) = inside.find('}') else {
            let span = Span::new(from, offset + closing(rest, "}"));
            return Some(Typed::Key { span, form: KeyForm::Braced });
        };
        let place = inside.get(end + 1..)?;
        return located(here, rest, at, place).map(|end_at| Typed::Locator {
            key: Span::new(from + 1, from + 1 + end),
            span: Span::new(from + end + 2, offset + end_at),
        });
    }
    let Some(key) = after.find(key_end) else {
        let end = offset + rest.find(key_end).unwrap_or(rest.len());
        return Some(Typed::Key { span: Span::new(from, end), form: KeyForm::Bare });
    };
    let place = after.get(key..)?;
    located(here, rest, at, place).filter(|_| key > 0).map(|end| Typed::Locator {
        key: Span::new(from, from + key),
        span: Span::new(from + key, offset + end),
    })
}

/// The bytes of `rest` that belong to a locator being typed after a key; `place` is the text between the two. `None` if
/// it is no locator.
fn located(here: &str, rest: &str, at: usize, place: &str) -> Option<usize> {
    let bare = place.strip_prefix(',')?.trim_start();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let term = if bare.ends_with('.') { bare } else { bare.trim_end_matches(is_number).trim_end() };
    let open = here.get(..at)?.rfind('[').is_some_and(|from| !here[from..].contains(']'));
    let known = term.is_empty() || LOCATORS.iter().any(|l| l.eq_ignore_ascii_case(term));
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(rest.len());
    (open && known).then_some(end)
}

/// The length of the text before the end of a key closed in this line, including the closing sign; `None` if it is not
/// closed.
fn closing(rest: &str, sign: &str) -> usize {
    let line = rest.split(['\n', '\r', '@', '[', '{']).next().unwrap_or_default();
    line.find(sign).map_or(0, |at| at + sign.len())
}

/// The target of a wiki link after `[[`.
fn linked(here: &str, rest: &str, line: usize) -> Option<Typed> {
    let from = here.rfind("[[")? + 2;
    let typed = here.get(from..)?;
    if typed.contains([']', '[', '|', '#', '^']) {
        return None;
    }
    let end = closing(rest, "]]").saturating_sub(2);
    let span = Span::new(line + from, line + here.len() + end);
    Some(Typed::Key { span, form: KeyForm::Wiki })
}

/// The words after a mark that opens a quotation in this paragraph and is not closed before the cursor.
fn quoted(text: &str, line: usize, offset: usize) -> Option<Typed> {
    let from = paragraph(text, offset)?.start;
    let near = text.get(from..offset)?;
    let curly = opened(near);
    let straight =
        (near.matches('"').count() % 2 == 1).then(|| near.rfind('"')).flatten().map(|at| at + 1);
    let start = curly.max(straight)?;
    let words = Span::new(from + start, offset);
    // Nothing is quoted before a space: a mark for inches, or one that closes what was opened elsewhere.
    let blank = words.of(text).starts_with([' ', '\n', '\r']);
    (!blank && words.len() <= REACH).then_some(Typed::Quotation { words, line })
}

/// The text after the mark that is open at the end; not for straight marks, but for those of every language.
fn opened(text: &str) -> Option<usize> {
    let mut open: Option<(char, usize)> = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let free = before.is_none_or(|c: char| c.is_whitespace() || c == '(');
        open = match (c, open) {
            ('”', Some(('“' | '„' | '”', _))) | ('“', Some(('„', _))) => None,
            ('»', Some(('«' | '»', _))) | ('«', Some(('»', _))) => None,
            ('›', Some(('‹' | '›', _))) | ('‹', Some(('›', _))) => None,
            ('」', Some(('「', _))) | ('』', Some(('『', _))) => None,
            ('“' | '„' | '«' | '‹' | '「' | '『', _) => Some((c, at + c.len_utf8())),
            ('”' | '»' | '›', None) if free => Some((c, at + c.len_utf8())),
            _ => open,
        };
        before = Some(c);
    }
    open.map(|(_, behind)| behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, expected: Option<(&str, &str)>) {
        let offset = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let found = typed(&text, offset).map(|typed| match typed {
            Typed::Key { span, .. } => ("key", span.of(&text)),
            Typed::Locator { span, .. } => ("locator", span.of(&text)),
            Typed::Quotation { words, .. } => ("quotation", words.of(&text)),
            Typed::Name(span) => ("name", span.of(&text)),
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_typed_is_seen_from_what_stands_before_the_cursor() {
        check("as he said [@|", Some(("key", "")));
        check("[see @00|0_a, p. 4]", Some(("key", "000_a")));
        check("[@{a b|, more}]", Some(("key", "{a b, more}")));
        check("[@{a b|", Some(("key", "{a b")));
        check("[@{a b}, ¶|", Some(("locator", ", ¶")));
        check("see [[a b|]]", Some(("key", "a b")));
        check("see [[a| b", Some(("key", "a")));
        check("see [[a]] b|", None);
        check("mail ada@exam|", None);
        check("[@a, ¶1|2]", Some(("locator", ", ¶12")));
        check("[@a,|]", Some(("locator", ",")));
        check("[@a, and|]", None);
        check("@a, |", None);
        check("he said “the tact|", Some(("quotation", "the tact")));
        check("\"a b\" and \"the tact|", Some(("quotation", "the tact")));
        check("“the\ntact|", Some(("quotation", "the\ntact")));
        check("“the\n\ntact|", None);
        check("“the\r\n\r\ntact|", None);
        check("he said “|", Some(("quotation", "")));
        check("of 5\" and |", None);
        check("er sagte „the tact|", Some(("quotation", "the tact")));
        check("„Wort“, und |", None);
        check("„Wort“, und »the tact|", Some(("quotation", "the tact")));
        check("il dit «the tact|", Some(("quotation", "the tact")));
        check("»Wort«, und |", None);
        check("hon sa ”the tact|", Some(("quotation", "the tact")));
        check("他说「the tact|", Some(("quotation", "the tact")));
        check(
            &format!("“{}” {} \"the tact|", "a ".repeat(300), "\"b c\" ".repeat(99)),
            Some(("quotation", "the tact")),
        );
        check("“a b” said Mor|en", Some(("name", "Moren")));
        check("lower|", None);
        check("|", None);
    }
}
