//! Notes that quote sources in other languages: in translation, in the original, and by people named in two scripts.

use super::{check, support};
use onrecord::analysis;
use onrecord::workspace::Severity;

const RUSSIAN: (&str, &str) = (
    "bridge.txt",
    "Мост в Нордхавене\n\n«Мы не закроем мост, пока не придёт лёд, и никто нас об этом не просил», — сказал Иван Соколов, начальник \
     порта, во вторник.\n\n«Паром ходит каждый день», — добавил он. Совет порта представит отчёт до начала зимы.\n",
);
const GERMAN: (&str, &str) = (
    "lock.txt",
    "Die Schleuse im Moor\n\n„Wir haben die Schleuse in jener Nacht nicht geöffnet, und niemand hat uns darum gebeten“, sagte Ada \
     Brill. Der Hafenrat will den Bericht noch vor dem Winter vorlegen.\n",
);
const ENGLISH: (&str, &str) = (
    "ferry.txt",
    "The ferry\n\n“The ferry will run every day until the ice comes,” said Ivan Sokolov, the port chief. The council will publish its \
     report before the winter.\n",
);

/// The rules reported for a note, with severities, at `info` and above.
fn found(note: &str, sources: &[(&str, &str)]) -> Vec<(&'static str, Severity)> {
    let snapshot = support::snapshot(note, sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    let found = found.into_iter().filter(|f| f.severity >= Severity::Info);
    let mut found: Vec<_> = found.map(|f| (f.rule, f.severity)).collect();
    found.sort_unstable();
    found
}

/// Asserts that the only finding is at `info`.
#[track_caller]
fn translated(note: &str, sources: &[(&str, &str)]) {
    assert_eq!(found(note, sources), [("translated-quote", Severity::Info)], "{note}");
}

#[track_caller]
fn silent(note: &str, sources: &[(&str, &str)]) {
    assert_eq!(found(note, sources), [], "{note}");
}

#[test]
fn translation_is_reported_only_at_info() {
    check(
        "translated-quote",
        &[RUSSIAN],
        "
Sokolov said that “we will not close the bridge until the ice comes” [@bridge].
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ seems to be a translation: [@bridge] has no passage in English (it is in Russian). Say who translated it, or quote the original beside it
",
    );
    for note in [
        "Sokolov said that “we will not close the bridge until the ice comes, and nobody asked us to” [@bridge].",
        "Ivan Sokolov said on Tuesday: “The ferry runs every day” [@bridge, ¶2].",
        "Sokolov: “We will not.” [@bridge]",
        "The port chief, Соколов, said that “nobody asked us to close the bridge” [@bridge].",
        "> We will not close the bridge until the ice comes.\n>\n> — Ivan Sokolov [@bridge]",
        "“We will not close the bridge,” Sokolov told the council on Tuesday, “until the ice comes and stays” [@bridge].",
    ] {
        let rules = found(note, &[RUSSIAN]);
        assert!(!rules.is_empty(), "{note}");
        assert!(
            rules.iter().all(|f| *f == ("translated-quote", Severity::Info)),
            "{note}: {rules:?}"
        );
    }
    translated("Ada Brill said that “we did not open the lock that night” [@lock].", &[GERMAN]);
    translated("Ada Brill said in the council that “we did nothing” [@lock].", &[GERMAN]);
    // With sources that have English.
    translated(
        "Ada Brill said that “we did not open the lock that night” [@lock].",
        &[GERMAN, ENGLISH],
    );
    // A German quotation from an English source, in an English note.
    translated(
        "Sokolov said “Die Fähre wird jeden Tag fahren, bis das Eis kommt” [@ferry].",
        &[ENGLISH],
    );
    // And in a German note, where the words are too few to tell.
    translated(
        "Der Hafenmeister Ivan Sokolov sagte den Leuten im Hafen, “wir schließen nicht” [@ferry], und mehr war von ihm nicht zu \
         erfahren.",
        &[ENGLISH],
    );
}

#[test]
fn translations_from_many_languages_are_recognised() {
    let sources = [
        (
            "zh",
            "港口\n\n“在结冰之前我们不会关闭大桥,”港口主任王海说。委员会将在冬天之前提交报告。\n",
        ),
        (
            "ja",
            "港\n\n「氷が来るまで橋は閉めません」と港の責任者が言った。評議会は冬の前に報告書を出す。\n",
        ),
        (
            "ko",
            "항구\n\n“얼음이 얼기 전에는 다리를 닫지 않겠다”고 항만 책임자가 말했다. 위원회는 겨울 전에 보고서를 낸다.\n",
        ),
        (
            "ar",
            "الميناء\n\n«لن نغلق الجسر قبل أن يأتي الجليد»، قالت مديرة الميناء. وسيقدم المجلس تقريره قبل الشتاء.\n",
        ),
        (
            "he",
            "הנמל\n\n״לא נסגור את הגשר לפני שיגיע הקרח״, אמרה מנהלת הנמל. המועצה תגיש את הדוח לפני החורף.\n",
        ),
        (
            "el",
            "Το λιμάνι\n\n«Δεν θα κλείσουμε τη γέφυρα πριν έρθει ο πάγος», είπε η λιμενάρχης. Το συμβούλιο θα δώσει την έκθεσή του.\n",
        ),
        (
            "uk",
            "Міст\n\n«Ми не закриємо міст, поки не прийде лід», — сказала начальниця порту. Рада порту подасть звіт до зими.\n",
        ),
        (
            "fr",
            "Le port\n\n« Nous ne fermerons pas le pont avant les glaces », a dit la capitaine du port. Le conseil rendra son rapport avant l’hiver.\n",
        ),
        (
            "es",
            "El puerto\n\n«No cerraremos el puente antes de que llegue el hielo», dijo la capitana del puerto. El consejo dará su informe antes del invierno.\n",
        ),
        (
            "it",
            "Il porto\n\n«Non chiuderemo il ponte prima che arrivi il ghiaccio», ha detto la capitana del porto. Il consiglio darà il suo rapporto prima dell’inverno.\n",
        ),
        (
            "pt",
            "O porto\n\n«Não fecharemos a ponte antes que chegue o gelo», disse a capitã do porto. O conselho dará o seu relatório antes do inverno.\n",
        ),
        (
            "nl",
            "De haven\n\n„Wij sluiten de brug niet voordat het ijs komt”, zei de havenmeester. De raad geeft het rapport voor de winter.\n",
        ),
        (
            "pl",
            "Port\n\n„Nie zamkniemy mostu, dopóki nie przyjdzie lód”, powiedziała kapitan portu. Rada odda raport przed zimą.\n",
        ),
        (
            "fi",
            "Satama\n\n”Emme sulje siltaa ennen kuin jää tulee”, sanoi satamapäällikkö. Neuvosto antaa raporttinsa ennen talvea.\n",
        ),
    ];
    for (key, text) in sources {
        let file = format!("{key}.txt");
        for words in
            ["we will not close the bridge before the ice comes and stays", "we will not close it"]
        {
            let note = format!(
                "The head of the port told the people of the town that “{words}” [@{key}]."
            );
            translated(&note, &[(&file, text)]);
        }
    }
}

#[test]
fn named_translator_satisfies_the_rule() {
    for note in [
        "Sokolov said that “we will not close the bridge until the ice comes” [@bridge] (translated by the author).",
        "Sokolov said that “we will not close the bridge until the ice comes” [@bridge]. The translation is ours.",
        "In Berg’s translation, Sokolov said that “we will not close the bridge until the ice comes” [@bridge].",
        "All translations are mine.\n\nSokolov said that “we will not close the bridge until the ice comes” [@bridge].",
        "Sokolov said that “we will not close the bridge until the ice comes” («Мы не закроем мост, пока не придёт лёд») [@bridge].",
    ] {
        silent(note, &[RUSSIAN]);
    }
    // The original must match the source.
    let note = "Sokolov said that “we will not close the bridge until the ice comes” («Мы не закроем мост, пока не придёт снег») [@bridge].";
    assert_eq!(
        found(note, &[RUSSIAN]),
        [("misquote", Severity::Warning), ("translated-quote", Severity::Info)]
    );
}

#[test]
fn quotation_of_the_original_is_compared() {
    silent("Sokolov said: «Мы не закроем мост, пока не придёт лёд» [@bridge].", &[RUSSIAN]);
    silent("Sokolov said: “Мы не закроем мост, пока не придёт лёд” [@bridge].", &[RUSSIAN]);
    silent(
        "Ada Brill said: “Wir haben die Schleuse in jener Nacht nicht geöffnet” [@lock].",
        &[GERMAN],
    );
    let misquoted = |note: &str, sources: &[(&str, &str)]| {
        let rules = found(note, sources);
        assert!(
            matches!(rules.as_slice(), [("misquote", severity)] if *severity >= Severity::Warning),
            "{note}: {rules:?}"
        );
    };
    misquoted(
        "Sokolov said: «Мы не закроем мост, пока не придёт снег, и никто нас об этом не просил» [@bridge].",
        &[RUSSIAN],
    );
    misquoted(
        "Ada Brill said: “Wir haben die Schleuse in jener Woche nicht geöffnet, und niemand hat uns darum gebeten” [@lock].",
        &[GERMAN],
    );
    // Invented words in the source's own language are not found.
    let invented = |note: &str, sources: &[(&str, &str)]| {
        assert_eq!(found(note, sources), [("quote-not-found", Severity::Error)], "{note}");
    };
    invented(
        "Sokolov said: «Мы построим три новых моста и ещё одну большую гавань за городом» [@bridge].",
        &[RUSSIAN],
    );
    invented(
        "Ada Brill said: “Wir bauen drei neue Brücken und einen großen Hafen hinter der Stadt” [@lock].",
        &[GERMAN],
    );
    invented(
        "Sokolov said: “We will build three new bridges and a harbour behind the town” [@ferry].",
        &[ENGLISH],
    );
    invented(
        "In the end, as everybody knows, Sokolov said that “the boats are gone” [@ferry].",
        &[ENGLISH],
    );
    invented(
        "Ada Brill sagte den Leuten am Hafen, dass “die Boote weg sind” [@lock], und mehr war von ihr nicht zu hören.",
        &[GERMAN],
    );
}

#[test]
fn bilingual_source_is_compared_in_both_languages() {
    let treaty = format!("{}\n{}", GERMAN.1, ENGLISH.1);
    let sources = [("treaty.txt", treaty.as_str())];
    silent(
        "Sokolov said that “the ferry will run every day until the ice comes” [@treaty].",
        &sources,
    );
    for invented in [
        "Sokolov said: “We will build three new bridges and a harbour behind the town” [@treaty].",
        "Ada Brill said: “Wir bauen drei neue Brücken und einen großen Hafen hinter der Stadt” [@treaty].",
    ] {
        assert_eq!(found(invented, &sources), [("quote-not-found", Severity::Error)], "{invented}");
    }
    translated(
        "Ada Brill said: “Nous allons construire trois ponts et un port derrière la ville” [@treaty].",
        &sources,
    );
    // One English paragraph among many is too little to accuse a translation of the others, but enough to doubt it.
    let article = format!("{}\n{}", GERMAN.1.repeat(9), ENGLISH.1);
    let sources = [("article.txt", article.as_str())];
    silent(
        "Sokolov said that “the ferry will run every day until the ice comes” [@article].",
        &sources,
    );
    let note = "Ada Brill said that “we did not open the lock that night” [@article].";
    assert_eq!(found(note, &sources), [("quote-not-found", Severity::Info)]);
    let note = "Sokolov said that “the ferry will run every night until the ice comes” [@article].";
    assert_eq!(found(note, &sources), [("misquote", Severity::Error)]);
}

#[test]
fn uncited_words_may_be_a_translation() {
    translated(
        "Sokolov said that “we will not close the bridge until the ice comes and stays”.",
        &[RUSSIAN],
    );
    translated(
        "Sokolov said that “we will not close the bridge until the ice comes and stays”.",
        &[RUSSIAN, GERMAN],
    );
    let note = "Ada Brill said that “we did not open the lock that night, and nobody asked us to”.";
    // The source that names her is German; another is English.
    assert_eq!(found(note, &[GERMAN, ENGLISH]), [("quote-not-found", Severity::Info)]);
    let note = "Sokolov said that “we will build three new bridges and a harbour behind the town”.";
    assert_eq!(found(note, &[ENGLISH]), [("quote-not-found", Severity::Warning)]);
    // A word or two in marks are not speech.
    silent("They called it the “special bridge” in the end.", &[RUSSIAN]);
}

#[test]
fn same_translation_in_another_source_is_named() {
    let note = "Ada Brill said that “the ferry will run every day until the ice comes” [@lock].";
    let snapshot = support::snapshot(note, &[GERMAN, ENGLISH]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let [finding] = found.as_slice() else { panic!("{found:#?}") };
    assert!(finding.message.ends_with("; ferry ¶1 has these very words"), "{}", finding.message);
    assert_eq!(finding.related.len(), 2);
}

#[test]
fn name_in_two_scripts_is_one_person() {
    // Linked because the letters are the same.
    for name in ["Sokolov", "Ivan Sokolov", "Соколов", "Mr Sokolov"] {
        silent(
            &format!("{name} said: «Мы не закроем мост, пока не придёт лёд» [@bridge]."),
            &[RUSSIAN],
        );
        silent(
            &format!("{name} said: «Мы не закроем мост, пока не придёт лёд» [@bridge]."),
            &[RUSSIAN, ENGLISH],
        );
    }
    // A source that attributes the words, by rules that apply to it, to a name in another script.
    let mixed = (
        "mixed.txt",
        "The bridge\n\n“We will never close the old bridge, whatever the council says,” said Иван Щукин on Tuesday, and 王小海 said \
         that nobody had asked.\n\n“The ice will come before the report does, as in every year,” said 王小海.\n\n“We have no money for a \
         new harbour and no wish for one,” said Ελένη Βάρδη.\n\nAda Brill and Shchukin Ivanovich were there, with Wang Xiaohai and Eleni Vardi.\n",
    );
    for note in [
        "Ivan Shchukin said: “We will never close the old bridge, whatever the council says” [@mixed].",
        "Wang Xiaohai said: “The ice will come before the report does, as in every year” [@mixed].",
        "Eleni Vardi said: “We have no money for a new harbour and no wish for one” [@mixed].",
        "Ada Brill said: “The ice will come before the report does, as in every year” [@mixed].",
    ] {
        silent(note, &[mixed]);
    }
}

#[test]
fn note_and_sources_in_one_foreign_language_are_compared() {
    let german = (
        "rat.txt",
        "Der Rat\n\n„Die Brücke bleibt offen, bis das Eis kommt“, sagte Ada Brill am Dienstag. Der Rat will den Bericht noch vor dem \
         Winter vorlegen, und niemand weiß, was darin steht.\n",
    );
    for note in [
        "Ada Brill sagte am Dienstag: “Die Brücke bleibt offen, bis das Eis kommt” [@rat].",
        "Ada Brill sagte am Dienstag: “Die Brücke bleibt offen” [@rat].",
    ] {
        silent(note, &[german]);
    }
    let note = "Ada Brill sagte am Dienstag: “Die Brücke bleibt zu, bis das Eis kommt” [@rat].";
    assert!(
        found(note, &[german]).iter().any(|(rule, _)| *rule == "misquote"),
        "{:?}",
        found(note, &[german])
    );
}
