//! The levels of headings by the names of styles, which word processors share.

/// The level of the heading that a style of this name in small letters makes, from 1: `heading 2`, `title`.
pub(super) fn level(style: &str) -> Option<u8> {
    match style {
        "title" => Some(1),
        "subtitle" => Some(2),
        _ => {
            let number = style.strip_prefix("heading")?.trim_start();
            number.parse().ok().filter(|level| (1..=9).contains(level))
        }
    }
}
