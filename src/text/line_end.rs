//! How the lines of a text end, for those who write into it.

/// `written` with line ends like those of `model`: `\r\n` when its first line ends so, else as they are. Programs that
/// read a file and write it again give it `\n` throughout.
pub fn line_ends_of(model: &str, written: String) -> String {
    let windows = model
        .find('\n')
        .is_some_and(|at| model.as_bytes().get(..at).is_some_and(|b| b.ends_with(b"\r")));
    if windows { written.replace("\r\n", "\n").replace('\n', "\r\n") } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_those_of_the_model() {
        let check = |model: &str, expected: &str| {
            assert_eq!(line_ends_of(model, "a\nb\r\n".to_owned()), expected);
        };
        check("x\r\ny\n", "a\r\nb\r\n");
        check("x\ny\r\n", "a\nb\r\n");
        check("", "a\nb\r\n");
    }
}
