//! Line ends and byte order mark of a text, for writing it back.

/// `written` with the line ends and byte order mark of `model`: `\r\n` if its first line ends so, else unchanged. Programs
/// that read a file and write it back produce `\n` throughout, and drop the mark.
pub fn with_line_ends_of(model: &str, mut written: String) -> String {
    let first = model.split_inclusive('\n').next().unwrap_or_default();
    if first.ends_with("\r\n") {
        written = written.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    if model.starts_with(MARK) && !written.starts_with(MARK) {
        written.insert(0, MARK);
    }
    written
}

/// The byte order mark at the start of Windows files.
const MARK: char = '\u{feff}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_the_mark_are_those_of_the_model() {
        let check = |model: &str, expected: &str| {
            assert_eq!(with_line_ends_of(model, "a\nb\r\n".to_owned()), expected);
        };
        check("x\r\ny\n", "a\r\nb\r\n");
        check("x\ny\r\n", "a\nb\r\n");
        check("", "a\nb\r\n");
        check("\u{feff}x\n", "\u{feff}a\nb\r\n");
    }
}
