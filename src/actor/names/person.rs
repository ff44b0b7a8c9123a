//! The parts of a person's name, and the shorter names they make.

use super::spelling::one_letter_off;
use crate::prose::{comparable, eastern_surname};

/// The fewest bytes of a surname that may be a typo of another; in shorter ones a letter makes another name.
pub(crate) const LEAST_SURNAME: usize = 5;

/// The same for any other word of a name.
pub(crate) const LEAST_WORD: usize = 6;

/// The surname in a full name: the first word in East Asian order, else the last.
pub(crate) fn surname(full: &[String]) -> Option<&String> {
    let (first, last) = (full.first()?, full.last()?);
    if full.len() < 2 {
        return None;
    }
    Some(if eastern_order(full) { first } else { last })
}

/// The surname in a full name as written.
pub(crate) fn surname_as_written(name: &str) -> Option<&str> {
    let words = comparable(name);
    let surname = surname(&words)?;
    name.split_whitespace().find(|word| comparable(word).as_slice() == [surname.clone()])
}

/// Whether a name is in East Asian order: it begins with an East Asian surname and does not end with one.
fn eastern_order(full: &[String]) -> bool {
    let ends = full.first().zip(full.last());
    ends.is_some_and(|(first, last)| {
        eastern_surname(first)
            && (full.len() > 2 || !eastern_surname(last) || first.len() <= last.len())
    })
}

pub(crate) fn is_surname(full: &[String], short: &[String]) -> bool {
    matches!(short, [one] if surname(full) == Some(one))
        || short.len() < full.len()
            && short.len() >= 2
            && full.ends_with(short)
            && !eastern_order(full)
        || matches!(short, [one] if full.len() > 2 && full.len() < 5 && particles(full) && full.last() == Some(one))
}

fn particles(full: &[String]) -> bool {
    full.iter().any(|w| matches!(w.as_str(), "al" | "el" | "bin" | "ibn" | "de" | "von" | "van"))
}

/// The other end of the name: “Jinping”, “Kavita”. In East Asian order the given name may be two words.
pub(crate) fn is_given_name(full: &[String], short: &[String]) -> bool {
    match short {
        [one] => {
            full.len() >= 2
                && (full.first() == Some(one)
                    || full.last() == Some(one)
                    || full.len() > 2 && full.contains(one) && one.len() > 2)
        }
        given => eastern_order(full) && full.get(1..) == Some(given),
    }
}

pub(crate) fn is_part(full: &[String], short: &[String]) -> bool {
    short.len() >= 2 && short.len() < full.len() && {
        let mut rest = full.iter();
        short.iter().all(|word| rest.any(|other| other == word))
    }
}

/// “K. Rao” for “Kavita Rao”.
pub(crate) fn is_initials(full: &[String], short: &[String]) -> bool {
    let (Some((last, given)), Some((full_last, full_given))) =
        (short.split_last(), full.split_last())
    else {
        return false;
    };
    last == full_last
        && !given.is_empty()
        && given.len() <= full_given.len()
        && given.iter().any(|w| w.chars().count() == 1)
        && given.iter().zip(full_given).all(|(a, b)| {
            a == b
                || a.chars().count() == 1 && b.starts_with(a.as_str())
                || b.chars().count() == 1 && a.starts_with(b.as_str())
        })
}

/// One letter off the surname after a title, or one letter off in one word of a full name: “Mr. Raoh” for “Kavita Rao”.
pub(crate) fn is_misspelt(full: &[String], short: &[String], titled: bool) -> bool {
    match short {
        [one] => {
            let near = surname(full)
                .is_some_and(|s| s.len().min(one.len()) >= LEAST_SURNAME && one_letter_off(s, one));
            titled && near
        }
        words if words.len() == full.len() => {
            let mut off = full.iter().zip(words).filter(|(a, b)| a != b);
            match (off.next(), off.next()) {
                (Some((a, b)), None) => a.len().min(b.len()) >= LEAST_WORD && one_letter_off(a, b),
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_both_orders() {
        assert_eq!(surname(&comparable("Kavita Rao")), Some(&"rao".to_owned()));
        assert_eq!(surname(&comparable("Han Meilin")), Some(&"han".to_owned()));
        assert_eq!(surname(&comparable("Park So-yeon")), Some(&"park".to_owned()));
        assert_eq!(surname(&comparable("Rao")), None);
    }
}
