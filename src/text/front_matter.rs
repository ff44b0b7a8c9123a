//! The front matter above a text: lines between two fences.

/// The front matter of a text and the byte where it ends.
pub fn front_matter(text: &str) -> Option<(&str, usize)> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fence = body.lines().next()?.trim_end();
    let dashes = fence.len() >= 3 && fence.bytes().all(|b| b == b'-');
    if !dashes && fence != "+++" {
        return None;
    }
    let inner =
        body.get(fence.len()..)?.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    // A longer row of dashes may be just a rule.
    if fence.len() > 3 && !inner.lines().next()?.contains(':') {
        return None;
    }
    let start = text.len() - inner.len();
    let closing = format!("\n{}", fence.get(..3)?);
    let end = inner.find(&closing)?;
    let rest = inner.get(end + 1..)?;
    let line = rest.find('\n').unwrap_or(rest.len());
    let fields = inner.get(..end)?;
    Some((fields.strip_suffix('\r').unwrap_or(fields), start + end + 1 + line))
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn front_matter_ends_with_the_fence_that_it_began_with() {
        for (text, expected) in [
            ("---\ntitle: A\n---\nB", Some(("title: A", 16))),
            ("\u{feff}---\r\ntitle: A\r\n---\r\nB", Some(("title: A", 22))),
            ("+++\ntitle = 1\n+++", Some(("title = 1", 17))),
            ("------\ntitle: A\n---\n", Some(("title: A", 19))),
            ("------\nA title\n------\n", None),
            ("---\ntitle: A\n+++\n", None),
            ("A text\n---\nB\n---\n", None),
        ] {
            assert_eq!(front_matter(text), expected, "{text}");
        }
    }
}
