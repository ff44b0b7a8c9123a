//! Decodes a text file: which encoding it is in, or why its bytes are not text.
//!
//! A byte order mark decides. Without one, what can be UTF-8 is; UTF-16 shows by its separators, and the encodings of
//! one or two bytes a letter by which letters stand side by side. A guess counts only if it gives a plausible text: a
//! garbled name would be taken for a misquotation.
//!
//! A source may have damaged letters. A note is read only if writing its text back gives the same bytes, so that an edit
//! changes nothing else.

use super::charset::Charset;
use super::illegible::Illegible;
use super::latin::likeliest;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, GB18030, GBK, ISO_8859_15, KOI8_R, KOI8_U, UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use std::borrow::Cow;

/// At most one byte in this many is not ASCII in a text in Latin letters.
const RARE: usize = 3;

/// At least one character in this many separates words or sentences.
const SEPARATED: usize = 40;

/// Decodes the bytes of a file. Damaged letters become U+FFFD.
///
/// # Errors
/// What they are instead: binary, or in an encoding that does not show.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Charset), Illegible> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Err(Illegible::Binary),
        [0xff, 0xfe, ..] => return marked_utf16(bytes, UTF_16LE),
        [0xfe, 0xff, ..] => return marked_utf16(bytes, UTF_16BE),
        _ => {}
    }
    if memchr::memchr(0, bytes).is_some() {
        return bare_utf16(bytes).ok_or(Illegible::Binary);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), Charset::UTF_8)),
        Err(error) => error,
    };
    if bytes.starts_with(b"\xef\xbb\xbf") || is_mostly_utf8(bytes) {
        return Ok((String::from_utf8_lossy(bytes), Charset::UTF_8));
    }
    legacy(bytes).ok_or(Illegible::NotUtf8(error.valid_up_to()))
}

/// Decodes the bytes of a file if encoding the text again gives the same bytes.
///
/// # Errors
/// What they are instead.
pub fn decode_exactly(bytes: &[u8]) -> Result<(Cow<'_, str>, Charset), Illegible> {
    let (text, charset) = decode(bytes)?;
    let again = charset.encode(&text);
    match std::str::from_utf8(bytes) {
        _ if again.is_ok_and(|again| *again == *bytes) => Ok((text, charset)),
        Err(error) if !charset.is_utf16() => Err(Illegible::NotUtf8(error.valid_up_to())),
        _ => Err(Illegible::Binary),
    }
}

/// UTF-16 with a byte order mark.
fn marked_utf16<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
) -> Result<(Cow<'a, str>, Charset), Illegible> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let damaged = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    match text.contains('\0') || damaged * 10 > bytes.len() {
        true => Err(Illegible::Binary),
        false => Ok((text, Charset(encoding))),
    }
}

/// UTF-16 without a byte order mark, if its separators are those of texts in one order of the bytes, and all characters
/// plausible in it.
fn bare_utf16(bytes: &[u8]) -> Option<(Cow<'_, str>, Charset)> {
    let (units, rest) = bytes.as_chunks::<2>();
    // Binary files show here without being decoded.
    if !rest.is_empty() || units.contains(&[0, 0]) {
        return None;
    }
    let separators =
        |from: fn([u8; 2]) -> u16| units.iter().filter(|unit| separates(from(**unit))).count();
    let (little, big) = (separators(u16::from_le_bytes), separators(u16::from_be_bytes));
    let encoding = if little > big { UTF_16LE } else { UTF_16BE };
    let (most, least) = (little.max(big), little.min(big));
    if most * SEPARATED < units.len() || least * 4 > most {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    is_plausible(&text).then_some((text, Charset(encoding)))
}

/// Whether most letters that are not ASCII are as in UTF-8; the others are damage. In other encodings few are, by
/// chance.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let high = |bytes: &[u8]| bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let (good, bad) = bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        (good + high(chunk.valid().as_bytes()), bad + chunk.invalid().len())
    });
    good > 3 * bad
}

/// Decodes bytes in an encoding of one or two bytes a letter.
fn legacy(bytes: &[u8]) -> Option<(Cow<'_, str>, Charset)> {
    let control =
        |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 12);
    // DOS programs end a text with Ctrl-Z.
    let body = bytes.strip_suffix(b"\x1a").unwrap_or(bytes);
    if body.iter().any(control) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let decoded = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    };
    let is_latin = |text: &str| text.chars().all(|c| !c.is_alphabetic() || is_latin(c));
    // The detector often takes one Latin alphabet for another.
    let guess = if is_latin(&decoded(guess)?) { likeliest(bytes, guess) } else { guess };
    let encoding = refined(guess, bytes);
    let text = decoded(encoding)?;
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    (is_plausible(&text) && (!is_latin(&text) || high * RARE <= bytes.len()))
        .then_some((text, Charset(encoding)))
}

/// The encoding that the detector means: it knows each family by one member.
fn refined(guess: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    let same = |other: &'static Encoding| {
        other.decode_without_bom_handling(bytes).0 == guess.decode_without_bom_handling(bytes).0
    };
    if guess == GBK {
        GB18030
    } else if guess == KOI8_U && same(KOI8_R) {
        KOI8_R
    } else if guess == WINDOWS_1252 && is_latin_9(bytes) {
        ISO_8859_15
    } else {
        guess
    }
}

/// Whether a code unit is white space or punctuation between words: ASCII, or the Chinese comma and full stop.
fn separates(unit: u16) -> bool {
    matches!(unit, 9..=13 | 32..=47 | 58..=63 | 0x3001 | 0x3002 | 0xff0c)
}

/// Whether nearly all characters are such as texts have.
fn is_plausible(text: &str) -> bool {
    const MOST_ODD: usize = 10;
    let (mut odd, mut high) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii() || c.is_ascii_control()) {
        match c {
            '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{feff}' => continue,
            '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => return false,
            c if c.is_control() => return false,
            _ => high += 1,
        }
        odd += usize::from(!c.is_alphanumeric() && !is_sign(c));
    }
    odd * MOST_ODD <= high
}

/// Whether it is punctuation, a sign or a part of a letter as in printed texts.
fn is_sign(c: char) -> bool {
    let rare = matches!(c, '¤' | '¦' | '¨' | '¬' | '¯' | '¸');
    !rare
        && matches!(c, '\u{a0}'..='\u{bf}' | '×' | '÷' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}'
            | '\u{2000}'..='\u{25ff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a Western text is in ISO 8859-15, which has € and the letters of œ, š, ž and Ÿ where Windows-1252 has rare
/// signs: a sign for “currency”, or one that stands inside a word, is none.
fn is_latin_9(bytes: &[u8]) -> bool {
    let letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let small =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_lowercase);
    let is_new = |(at, byte): (usize, &u8)| {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        match byte {
            0xa4 => true,
            // š, ž, œ: inside a word, or at its start.
            0xa8 | 0xb8 | 0xbd => small(after) && (letter(before) || *byte != 0xbd),
            // Š, Ž, Œ, Ÿ: at the start of a word.
            0xa6 | 0xb4 | 0xbc | 0xbe => small(after) && !letter(before),
            _ => false,
        }
    };
    !bytes.iter().any(|byte| matches!(byte, 0x80..=0x9f)) && bytes.iter().enumerate().any(is_new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{
        EUC_JP, IBM866, ISO_8859_2, SHIFT_JIS, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1254,
    };
    use proptest::prelude::*;

    const TEXT: &str = "# Café\r\n\r\nRuiz said “never, no” – twice\nand left.\r";
    const POLISH: &str =
        "Lech Wałęsa powiedział, że to się stało w Gdańsku i że był tam świadkiem wydarzeń.";
    const CZECH: &str = "Václav Havel řekl, že pravda a láska musí zvítězit nad lží a nenávistí, a všichni mu tleskali.";
    const HUNGARIAN: &str = "A miniszter azt mondta, hogy őszinte választ vár, és hogy a jövő évi költségvetés nem nőhet tovább.";
    const RUSSIAN: &str = "Министр сказал: «Мы не поедем в Москву, пока не получим ответа».";
    const UKRAINIAN: &str =
        "Її міністр сказав: «Ми не поїдемо до Києва, доки не отримаємо відповіді».";
    const CHINESE: &str = "部长说：“我们不会去北京，除非得到答复。”会议在星期三结束。";
    const JAPANESE: &str =
        "大臣は「回答があるまで東京には行きません」と述べた。会議は水曜日に終わった。";

    #[track_caller]
    fn read(bytes: &[u8]) -> (String, Charset) {
        let (text, charset) = decode_exactly(bytes).unwrap();
        assert_eq!(charset.encode(&text).unwrap(), bytes);
        (text.into_owned(), charset)
    }

    #[test]
    fn each_form_of_unicode_is_known_and_written_back_byte_for_byte() {
        for encoding in [UTF_8, UTF_16LE, UTF_16BE] {
            let charset = Charset(encoding);
            for text in [TEXT, POLISH, RUSSIAN, CHINESE, "Да, да. 𝄞 – “нет”, он сказал.\n"]
            {
                let marked = format!("\u{feff}{text}");
                assert_eq!(read(&charset.encode(&marked).unwrap()), (marked.clone(), charset));
                // The Chinese sentence has no space or line end, nothing of ASCII.
                let text = format!("{text}\n");
                assert_eq!(read(&charset.encode(&text).unwrap()), (text, charset));
            }
        }
        assert_eq!(read(b""), (String::new(), Charset::UTF_8));
    }

    #[test]
    fn each_encoding_of_the_old_kind_is_told_by_its_letters() {
        for (text, encodings) in [
            (TEXT, &[WINDOWS_1252][..]),
            (POLISH, &[WINDOWS_1250, ISO_8859_2]),
            (CZECH, &[WINDOWS_1250, ISO_8859_2]),
            (HUNGARIAN, &[WINDOWS_1250]),
            ("Başbakan “şimdi değil” dedi ve ayrıldı; görüşme yarın yapılacak.", &[WINDOWS_1254]),
            (RUSSIAN, &[WINDOWS_1251]),
            (&RUSSIAN.replace(['«', '»'], "\""), &[KOI8_R, IBM866]),
            (UKRAINIAN, &[WINDOWS_1251]),
            (&UKRAINIAN.replace(['«', '»'], "\""), &[KOI8_U]),
            (CHINESE, &[GB18030]),
            (JAPANESE, &[SHIFT_JIS, EUC_JP]),
        ] {
            for encoding in encodings {
                let charset = Charset(encoding);
                let bytes = charset.encode(text).unwrap();
                assert_eq!(read(&bytes), (text.to_owned(), charset), "{charset}");
            }
        }
    }

    #[test]
    fn latin_9_shows_by_the_letters_and_the_sign_that_it_added() {
        let latin_9 = Charset(ISO_8859_15);
        for text in
            ["Müller: „5 € für alle“", "Das kostet 5 €, sagte er.", "le cœur du sujet, à vif"]
        {
            let text = text.replace(['„', '“'], "\"");
            let bytes = latin_9.encode(&text).unwrap();
            assert_eq!(read(&bytes), (text, latin_9));
        }
        for text in ["1½ cups", "d´accord, é", "§ 5, ¼ or ¾", "«così è», disse il ministro"]
        {
            let bytes = Charset(WINDOWS_1252).encode(text).unwrap();
            assert_eq!(read(&bytes), (text.to_owned(), Charset(WINDOWS_1252)));
        }
    }

    #[test]
    fn short_western_texts_are_read() {
        for text in [
            "caf\u{e9} au lait",
            "“never”, she said",
            "It’s 5 €",
            "M\u{fc}ller said no",
            "a – b",
            "Señor Ruiz said so",
            "Elle a répété « c’est là », à côté de la forêt.",
            "Perché no? È già così, più o meno.",
        ] {
            let bytes = Charset(WINDOWS_1252).encode(text).unwrap();
            assert_eq!(read(&bytes), (text.to_owned(), Charset(WINDOWS_1252)));
        }
    }

    #[test]
    fn a_few_damaged_letters_are_marked_in_a_source_and_forbidden_in_a_note() {
        for (bytes, expected) in [
            (
                &b"\xe2\x80\x9cnever\xe2\x80\x9d, said caf\xe9 owners"[..],
                "“never”, said caf\u{fffd} owners",
            ),
            (b"\xef\xbb\xbfcaf\xe9", "\u{feff}caf\u{fffd}"),
            (b"\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0", "Москв\u{fffd}"),
            (b"\xff\xfea\0b\0c\0d\0e\0\0\xd8f\0", "\u{feff}abcde\u{fffd}f"),
        ] {
            assert_eq!(decode(bytes).unwrap().0, expected);
            assert!(decode_exactly(bytes).is_err(), "{expected}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let picture = b"\x89PNG\r\n\x1a\nIHDR and some more words";
        for bytes in [&picture[..], b"\xff", b"a\x81b and some more words", b"\xa5\xfb\xa7\xc1\xe0"]
        {
            assert!(matches!(decode(bytes), Err(Illegible::NotUtf8(_))), "{:?}", decode(bytes));
        }
        for bytes in [&b"\0\x01"[..], b"\xff\xfe\0\0a\0\0\0", b"\0a\0\0\0b", b"a\0b\0c\xd8d\0 \0"] {
            assert!(matches!(decode(bytes), Err(Illegible::Binary)), "{:?}", decode(bytes));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_back_as_it_was(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Ok((text, charset)) = decode_exactly(&bytes) {
                prop_assert_eq!(charset.encode(&text).unwrap().into_owned(), bytes.clone());
            }
        }
    }
}
