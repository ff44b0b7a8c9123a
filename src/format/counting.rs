//! Numbers of list items as they are written: `3`, `c`, `iii`.

/// How items are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Counting {
    /// `1`, `2`; also for ways of counting that are not known.
    #[default]
    Decimal,
    /// `a`, `b`.
    Letters,
    /// `A`, `B`.
    Capitals,
    /// `i`, `ii`.
    Roman,
    /// `I`, `II`.
    RomanCapitals,
    /// Not at all: each has the same mark.
    Bullet,
}

impl Counting {
    /// By its name in Word’s documents, or by the first number in OpenDocument’s.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "lowerLetter" | "a" => Self::Letters,
            "upperLetter" | "A" => Self::Capitals,
            "lowerRoman" | "i" => Self::Roman,
            "upperRoman" | "I" => Self::RomanCapitals,
            "bullet" | "none" => Self::Bullet,
            _ => Self::Decimal,
        }
    }
}

/// A number, from 1, as it is written.
pub(super) fn written(number: u32, counting: Counting) -> String {
    match counting {
        Counting::Decimal => number.to_string(),
        Counting::Letters => letters(number),
        Counting::Capitals => letters(number).to_uppercase(),
        Counting::Roman => roman(number),
        Counting::RomanCapitals => roman(number).to_uppercase(),
        Counting::Bullet => String::new(),
    }
}

/// `a` to `z`, then `aa` to `zz`: the letter is repeated.
fn letters(number: u32) -> String {
    let (Some(from_zero), mut letters) = (number.checked_sub(1), 'a'..='z') else {
        return number.to_string();
    };
    let letter = letters.nth((from_zero % 26) as usize).unwrap_or('a');
    std::iter::repeat_n(letter, 1 + (from_zero / 26).min(9) as usize).collect()
}

fn roman(number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut written) = (number, String::new());
    for (value, letters) in VALUES {
        while rest >= value {
            written.push_str(letters);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_count() {
        let all = |counting| [1, 4, 27, 90].map(|number| written(number, counting)).join(" ");
        assert_eq!(all(Counting::Decimal), "1 4 27 90");
        assert_eq!(all(Counting::Letters), "a d aa llll");
        assert_eq!(all(Counting::Capitals), "A D AA LLLL");
        assert_eq!(all(Counting::Roman), "i iv xxvii xc");
        assert_eq!(all(Counting::RomanCapitals), "I IV XXVII XC");
        assert_eq!(written(0, Counting::Letters), "0");
        assert_eq!(written(u32::MAX, Counting::Roman), u32::MAX.to_string());
    }
}
