//! Words people use when they speak to each other. A text that reports, lists or explains has few of them.

/// Words of a conversation.
const SPOKEN: &[&str] = &[
    "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "yes", "yeah",
    "yep", "no", "okay", "ok", "thanks", "thank", "hello", "hi", "sir", "madam", "ma’am", "ma'am",
    "please", "well", "roger", "oh", "right", "sure", "sorry", "welcome", "order",
];

/// Words in the first person. Answers in a FAQ have few of them.
const FIRST: &[&str] =
    &["i", "me", "my", "mine", "i’m", "i'm", "i’ve", "i've", "i’d", "i'd", "i’ll", "i'll"];

/// Whether the words ask a question or contain a word of conversation.
pub(super) fn is_spoken(words: &str) -> bool {
    words.contains('?') || has(words, SPOKEN)
}

/// Whether words are in the first person.
pub(super) fn speaks_of_self(words: &str) -> bool {
    has(words, FIRST)
}

/// Whether any word is in a list, with or without a contraction such as “’ll”.
fn has(words: &str, list: &[&str]) -> bool {
    words.split(|c: char| !(c.is_alphanumeric() || "'’".contains(c))).any(|word| {
        let word = word.to_lowercase();
        list.contains(&word.as_str())
            || word
                .split(['’', '\''])
                .next()
                .is_some_and(|stem| stem.len() < word.len() && list.contains(&stem))
    })
}
