//! The authors in a front matter field, and what a person's name looks like.

/// The authors that a value names, joined by “and”: `"Ann Lee (Courier)"`, `["Ann Lee", "Bo Lind"]`, `[Ann
/// Lee](https://…)`. Account names in a list are dropped when it has names too; without any name, the value itself,
/// unquoted.
pub(super) fn authors(value: &str) -> Option<String> {
    let plain = without_links(value);
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || "[]\"'*_".contains(c));
    let plain = plain.strip_prefix("By ").or_else(|| plain.strip_prefix("by ")).unwrap_or(plain);
    let names: Vec<&str> = plain
        .split([',', ';', '|', '•'])
        .flat_map(|part| part.split(" and "))
        .map(|part| part.split('(').next().unwrap_or_default())
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || "[]\"'*_".contains(c)))
        .filter(|part| is_name(part))
        .collect();
    match names.as_slice() {
        [] => (!plain.is_empty()).then(|| plain.to_owned()),
        names => Some(names.join(" and ")),
    }
}

/// Whether a text looks like a person's name, or two joined by “and”: capitalised words, no full stop at the end.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let particle = |w: &&&str| {
        matches!(
            **w,
            "and" | "de" | "del" | "der" | "van" | "von" | "bin" | "al" | "la" | "da" | "&"
        )
    };
    let proper = words.iter().filter(|w| !particle(w));
    (2..=6).contains(&words.len())
        && proper.clone().count() >= 2
        && proper.clone().all(|w| {
            w.starts_with(char::is_uppercase)
                && w.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        })
        && words.last().is_some_and(|w| w.chars().count() > 2 && !w.ends_with('.'))
}

/// A value without the targets of its links: `[Ann Lee](https://…)` becomes `[Ann Lee]`.
fn without_links(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        out.push(']');
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_read_in_the_forms_that_pages_have() {
        for (value, expected) in [
            ("Ann Lee", "Ann Lee"),
            ("\"Ann Lee (Courier)\"", "Ann Lee"),
            ("[\"Ann Lee\", \"Bo Lind\"]", "Ann Lee and Bo Lind"),
            ("\"[Ann Lee](https://a.example/ann)\"", "Ann Lee"),
            ("Ann Lee (Courier), Bo Lind (Herald)", "Ann Lee and Bo Lind"),
            ("[\"Ann Lee, Head of Ports\"]", "Ann Lee"),
            ("annlee", "annlee"),
        ] {
            assert_eq!(authors(value).as_deref(), Some(expected), "{value}");
        }
    }
}
