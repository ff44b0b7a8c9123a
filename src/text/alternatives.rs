//! A list of alternatives in words.

/// “Anna Berg or Erik Berg or 4 more”: those named, and how many more there are.
pub fn alternatives(named: &[String], more: usize) -> String {
    let rest = (more > 0).then(|| format!("{more} more"));
    named.iter().cloned().chain(rest).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_named_and_the_rest_counted() {
        let names = ["A", "B"].map(str::to_owned);
        assert_eq!(alternatives(&names, 0), "A or B");
        assert_eq!(alternatives(&names, 2), "A or B or 2 more");
        assert_eq!(alternatives(&names[..1], 0), "A");
    }
}
