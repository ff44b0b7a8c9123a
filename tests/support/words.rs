//! Words that no dictionary has.

/// An unknown word, a different one for every number.
pub(crate) fn word(mut n: usize) -> String {
    const SYLLABLES: [&str; 9] = ["bo", "ka", "lin", "mer", "nu", "pos", "ri", "tal", "ve"];
    let mut word = String::from("sa");
    while n > 0 {
        word.push_str(SYLLABLES[n % 9]);
        n /= 9;
    }
    word
}
