//! Texts in several languages, written for these tests, and their detected languages.

use super::*;

const ENGLISH: &str = "The harbour council met on Tuesday and decided that the old bridge would be closed before the \
                       winter. Nobody had expected this, and the ferry company was not asked about it.";
const GERMAN: &str = "Der Hafenrat hat am Dienstag beschlossen, die alte Brücke noch vor dem Winter zu sperren. Niemand \
                      hatte damit gerechnet, und die Fährgesellschaft wurde nicht gefragt.";
const FRENCH: &str = "Le conseil du port a décidé mardi de fermer le vieux pont avant l’hiver. Personne ne s’y attendait, \
                      et la compagnie des bacs n’a pas été consultée.";
const RUSSIAN: &str = "Совет порта решил во вторник закрыть старый мост до начала зимы. Этого никто не ожидал, и паромную \
                       компанию не спросили, хотя мы предупреждали об этом.";
const UKRAINIAN: &str = "Рада порту вирішила у вівторок закрити старий міст до початку зими. Цього ніхто не очікував, і \
                         поромну компанію не питали.";

fn held(text: &str) -> Vec<Language> {
    Languages::of(text).held.iter().collect()
}

fn main(text: &str) -> Vec<Language> {
    Languages::of(text).main.iter().collect()
}

#[test]
fn a_document_has_the_language_of_its_passages() {
    let cases = [
        (ENGLISH, Language::English),
        (GERMAN, Language::German),
        (FRENCH, Language::French),
        (RUSSIAN, Language::Russian),
        (UKRAINIAN, Language::Ukrainian),
        (
            "El consejo del puerto decidió el martes cerrar el puente viejo antes del invierno.",
            Language::Spanish,
        ),
        (
            "Il consiglio del porto ha deciso martedì di chiudere il vecchio ponte prima dell’inverno.",
            Language::Italian,
        ),
        (
            "O conselho do porto decidiu na terça-feira fechar a ponte velha antes do inverno.",
            Language::Portuguese,
        ),
        (
            "De havenraad besloot dinsdag om de oude brug nog voor de winter te sluiten.",
            Language::Dutch,
        ),
        ("Το συμβούλιο του λιμανιού αποφάσισε να κλείσει την παλιά γέφυρα.", Language::Greek),
        ("قرر مجلس الميناء إغلاق الجسر القديم قبل الشتاء", Language::Arabic),
        ("מועצת הנמל החליטה לסגור את הגשר הישן לפני החורף", Language::Hebrew),
        ("港务委员会星期二决定在冬天之前关闭旧桥。", Language::Chinese),
        ("港の評議会は火曜日に古い橋を閉鎖することを決めた。", Language::Japanese),
        ("항만 위원회는 화요일에 오래된 다리를 폐쇄하기로 결정했다.", Language::Korean),
        (
            "Dywedodd y maer ddoe na fydd y ddinas yn aros mwyach ac y bydd y bont yn cael ei hadeiladu.",
            Language::OtherLatin,
        ),
        (
            "Minister powiedział wczoraj, że rząd nie zamierza ustąpić i że most zostanie zbudowany.",
            Language::OtherLatin,
        ),
    ];
    for (text, language) in cases {
        assert_eq!(held(text), [language], "{text}");
    }
}

#[test]
fn a_few_plain_words_are_english() {
    for text in [
        "Orsund is a small town in Norway.",
        "She was the mayor of the town of Colina.",
        "Boats for sale in Kell, all of them new.",
        "We are closed on Sunday, and on Monday it rains.",
    ] {
        assert_eq!(main(text), [Language::English], "{text}");
    }
}

#[test]
fn a_half_in_another_language_is_known() {
    for (one, other) in [(GERMAN, ENGLISH), (RUSSIAN, ENGLISH), (ENGLISH, FRENCH)] {
        for between in ["\n\n", " ", "\n"] {
            let text = format!("{one}{between}{other}");
            let both = main(&text);
            for text in [one, other] {
                assert!(both.contains(&main(text)[0]), "{both:?}: {text}");
            }
        }
    }
    // Alternating by paragraph, like a treaty in two columns.
    let turns = format!("{GERMAN}\n\n{ENGLISH}\n\n").repeat(20);
    assert_eq!(main(&turns), [Language::English, Language::German]);
}

#[test]
fn a_paragraph_among_many_is_held_but_no_good_part() {
    let text = format!("{}{ENGLISH}\n\n{}", format!("{GERMAN}\n\n").repeat(10), GERMAN);
    assert_eq!(held(&text), [Language::English, Language::German]);
    assert_eq!(main(&text), [Language::German]);
}

#[test]
fn names_and_short_words_are_no_passage() {
    let text = RUSSIAN.replace("паромную", "Windows, Norland Ferry Company and others");
    assert_eq!(held(&text), [Language::Russian]);
    assert_eq!(held("Brücke gesperrt"), []);
    assert_eq!(held(""), []);
    assert_eq!(held("1234 5678\n\n— … —"), []);
}

#[test]
fn a_sentence_in_another_script_is_a_passage() {
    let text =
        format!("{ENGLISH} “Мы не уйдём отсюда никогда, что бы ни случилось,” he said. {ENGLISH}");
    assert!(held(&text).contains(&Language::Russian));
}

#[test]
fn quoted_words_show_their_language_from_seven_on() {
    let one = |words: &str| {
        let possible = possible(words).expect("a language");
        possible.iter().collect::<Vec<_>>()
    };
    assert_eq!(possible("We will not yield"), None);
    assert_eq!(possible("Wir werden nicht weichen"), None);
    assert_eq!(one("Nobody was asked before the bridge was closed"), [Language::English]);
    assert_eq!(one("Niemand wurde gefragt, bevor die Brücke gesperrt wurde"), [Language::German]);
    assert_eq!(one("Personne ne nous a consultés avant de fermer le pont"), [Language::French]);
    assert_eq!(one("Там вода"), [Language::Russian, Language::Ukrainian, Language::OtherCyrillic]);
    assert_eq!(one("Ми не підемо"), [Language::Ukrainian]);
    assert_eq!(one("关闭旧桥"), [Language::Chinese, Language::Japanese]);
    assert_eq!(possible("12,5 %"), None);
}

#[test]
fn what_is_stored_comes_back() {
    let languages = Languages::of(&format!("{GERMAN}\n\n{RUSSIAN}"));
    assert_eq!(Languages::of_bits(languages.bits()), languages);
}
