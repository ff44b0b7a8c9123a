//! What a web page prints around a text.

use crate::text::word::letters;

/// What web pages print around an article: forms, buttons, notices. Collected from saved news pages; compared in lower
/// case without final punctuation, whole lines only.
const BOILERPLATE: &[&str] = &[
    "about this publication",
    "about the author",
    "about the authors",
    "advertisement",
    "advertising",
    "all rights reserved",
    "be the first to comment",
    "click here to subscribe",
    "comments",
    "comments are closed",
    "continue reading",
    "copy link",
    "email",
    "facebook",
    "follow us",
    "full text",
    "abstract",
    "home",
    "latest news",
    "leave a comment",
    "leave a reply",
    "linkedin",
    "listen to this article",
    "load more",
    "log in",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "next article",
    "no comments",
    "no comments yet",
    "opinion",
    "photo",
    "photos",
    "post a comment",
    "previous article",
    "print",
    "print this article",
    "read more",
    "recommended",
    "related",
    "related articles",
    "related stories",
    "related topics",
    "reply",
    "save",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "share this story",
    "show comments",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "sponsored",
    "subscribe",
    "subscribe now",
    "support us",
    "tags",
    "topics",
    "trending",
    "tweet",
    "twitter",
    "view comments",
    "watch",
    "whatsapp",
    "you may also like",
    "your email address will not be published",
    "required fields are marked",
];

/// Bytes of the longest line of [`BOILERPLATE`].
const LONGEST_BOILERPLATE: usize = {
    let (mut at, mut longest) = (0, 0);
    while at < BOILERPLATE.len() {
        if BOILERPLATE[at].len() > longest {
            longest = BOILERPLATE[at].len();
        }
        at += 1;
    }
    longest
};

/// Whether a block belongs to the page and not to the text.
pub(super) fn is_boilerplate(block: &str) -> bool {
    if has_more_letters(block, LONGEST_BOILERPLATE) {
        return false;
    }
    let mut line = String::new();
    let mut lettered = false;
    for word in block.split_whitespace() {
        let before = line.len();
        if before > 0 {
            line.push(' ');
        }
        let start = line.len();
        line.extend(letters(word));
        let new = line.get(start..).unwrap_or_default();
        lettered = lettered || new.contains(char::is_alphabetic);
        if new.is_empty() {
            line.truncate(before);
        }
        if lettered && line.len() > LONGEST_BOILERPLATE {
            return false;
        }
    }
    // A line of digits or signs alone is a counter, a page number or a rule.
    !lettered || BOILERPLATE.contains(&line.as_str())
}

/// Whether a text has more ASCII letters and digits than `most`, and letters among them: most blocks are paragraphs, and a
/// few words of them tell.
fn has_more_letters(text: &str, most: usize) -> bool {
    let mut count = 0;
    let mut lettered = false;
    text.bytes().filter(u8::is_ascii_alphanumeric).any(|byte| {
        count += 1;
        lettered |= byte.is_ascii_alphabetic();
        lettered && count > most
    })
}
