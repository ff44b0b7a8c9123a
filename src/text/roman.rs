//! Roman numbers, as chapters and sections have them.

/// A Roman number in capitals, below 500.
pub fn roman(text: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let next = values.iter().skip(1).copied().chain([0]);
    let (minus, plus) = values.iter().zip(next).fold((0, 0), |(minus, plus), (value, next)| {
        if *value < next { (minus + value, plus) } else { (minus, plus + value) }
    });
    (!values.is_empty()).then(|| plus.saturating_sub(minus))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        let numbers = ["I", "IV", "IX", "XIV", "XL", "XCIX", "A", ""].map(roman);
        let expected = [Some(1), Some(4), Some(9), Some(14), Some(40), Some(99), None, None];
        assert_eq!(numbers, expected);
    }
}
