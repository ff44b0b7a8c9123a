//! Cuts RTF into tokens.

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` with its number.
    Word(&'a str, Option<i32>),
    /// `\` and another character.
    Symbol(u8),
    /// `\'e9`: a byte of text.
    Byte(u8),
    /// Bytes of text.
    Text(&'a [u8]),
}

/// The longest control word.
const MAX_WORD: usize = 32;

/// The tokens of a file.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a>(pub(super) &'a [u8]);

impl<'a> Tokens<'a> {
    /// Takes bytes off the front as long as they fit, and at most so many.
    fn take(&mut self, most: usize, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        let len = self.0.iter().take(most).take_while(|byte| fits(**byte)).count();
        self.skip(len)
    }

    /// Takes bytes off the front: fewer at the end of the file.
    fn skip(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.0.first()?;
        if first == b'\'' {
            let digits = self.0.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            self.skip(if byte.is_some() { 3 } else { 1 });
            return Some(byte.map_or(Token::Symbol(first), Token::Byte));
        }
        if !first.is_ascii_alphabetic() {
            self.skip(1);
            return Some(Token::Symbol(first));
        }
        let word = self.take(MAX_WORD, |byte| byte.is_ascii_alphabetic());
        let word = std::str::from_utf8(word).unwrap_or_default();
        let sign = self.take(1, |byte| byte == b'-');
        let digits = self.take(10, |byte| byte.is_ascii_digit());
        let digits = std::str::from_utf8(digits).unwrap_or_default();
        let number = digits.parse::<i32>().ok().map(|n| if sign.is_empty() { n } else { -n });
        self.take(1, |byte| byte == b' ');
        if word == "bin" {
            self.skip(number.and_then(|count| count.try_into().ok()).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends are there for the eye alone.
        self.take(usize::MAX, |byte| matches!(byte, b'\r' | b'\n' | 0));
        let first = *self.0.first()?;
        match first {
            b'{' | b'}' | b'\\' => {
                self.skip(1);
                match first {
                    b'{' => Some(Token::Open),
                    b'}' => Some(Token::Close),
                    _ => self.control(),
                }
            }
            _ => Some(Token::Text(self.take(usize::MAX, |byte| {
                !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)
            }))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_and_swallow_one_space() {
        let found: Vec<Token<'_>> =
            Tokens(b"{\\b0  a\\'e9\\u-10 \r\nb\\~\\par}\\bin3 {}}c\\'g").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Text(b" a"),
            Token::Byte(0xe9),
            Token::Word("u", Some(-10)),
            Token::Text(b"b"),
            Token::Symbol(b'~'),
            Token::Word("par", None),
            Token::Close,
            Token::Word("bin", Some(3)),
            Token::Text(b"c"),
            Token::Symbol(b'\''),
            Token::Text(b"g"),
        ];
        assert_eq!(found, expected);
    }
}
