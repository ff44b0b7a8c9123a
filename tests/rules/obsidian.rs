//! Markup of Obsidian, Logseq, Pandoc and the like: never part of a quotation, and no false positives.

use super::{check, fix};
use crate::support;
use onrecord::analysis;
use onrecord::note::Note;

const HARBOUR: (&str, &str) = (
    "harbour2021.txt",
    "Ada Brill, the harbour master, said: “We shall keep the harbour open through the whole of the winter season.” She \
     refused to give figures.\n\nJon Tarrow, a councillor, told reporters: “The ferry contract has never been put before \
     the town council for a vote.”\n",
);

const WORDS: &str = "We shall keep the harbour open through the whole of the winter season.";

fn findings(note: &str) -> Vec<String> {
    let snapshot = support::snapshot(note, &[HARBOUR]);
    let found = analysis::findings(&snapshot, &support::note_path());
    found.into_iter().map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

/// The outermost quotations, each with its speaker.
fn read(note: &str) -> Vec<(String, String)> {
    let note = Note::read(note.to_owned());
    let outer = note.quotations.iter().filter(|q| q.parent.is_none());
    let speaker = |q: &onrecord::note::Quotation| {
        q.attribution.as_ref().map_or(String::new(), |a| note.plain(a.speaker).to_owned())
    };
    outer.map(|q| (q.text.clone(), speaker(q))).collect()
}

fn brill(note: &str) {
    assert_eq!(read(note), [(WORDS.to_owned(), "Ada Brill".to_owned())], "{note}");
    assert_eq!(findings(note), [""; 0], "{note}");
}

#[test]
fn quote_callout_title_names_speaker_or_source() {
    for head in [
        "[!quote] Ada Brill",
        "[!quote]+ Ada Brill",
        "[!QUOTE]- Ada Brill",
        "[!cite] Ada Brill",
        "[!quote|wide] Ada Brill",
        "[!quote] **Ada Brill**",
        "[!quote] [[Ada Brill]]",
        "[!quote] — Ada Brill",
        "[!quote] Ada Brill:",
        "[!quote] Ada Brill, 2021",
        "[!quote] Ada Brill in the paper",
        "[!quote] Ada Brill (harbour master)",
        "[!quote] Ada Brill, harbour master",
        "[!quote] Ada Brill said",
        "[!quote] What Ada Brill said",
    ] {
        brill(&format!("> {head}\n> {WORDS} [@harbour2021]\n"));
        brill(&format!("> {head}\n> “{WORDS}” [@harbour2021]\n"));
        brill(&format!("> {head}\n>\n> {WORDS} [@harbour2021]\n"));
        brill(&format!("> {head}\n> {WORDS}\n>\n> [[harbour2021]]\n"));
    }
    for head in [
        "[!quote] Ada Brill, [@harbour2021]",
        "[!quote] Ada Brill, [[harbour2021]]",
        "[!cite]- Ada Brill ([@harbour2021, ¶1])",
    ] {
        brill(&format!("> {head}\n> {WORDS}\n"));
        brill(&format!("Before.\n\n> {head}\n> “{WORDS}”\n\nText behind.\n"));
    }
    for body in ["Ada Brill: {}", "**Ada Brill:** {}", "**Ada Brill**: {}", "[[Ada Brill]]: “{}”"]
    {
        for head in ["[!cite]", "[!quote] The paper", "[!quote]+"] {
            brill(&format!("> {head}\n> {} [@harbour2021]\n", body.replace("{}", WORDS)));
        }
    }
    brill(&format!("> [!cite]\n> {WORDS} [@harbour2021]\n> — Ada Brill\n"));
    brill(&format!("> [!quote] [[harbour2021]]\n> {WORDS}\n> — Ada Brill\n"));
    brill(&format!("> [!quote] [[harbour2021]]\n> Ada Brill: {WORDS}\n"));
    brill(&format!("> [!note] Winter\n> > [!quote] Ada Brill\n> > {WORDS} [@harbour2021]\n"));
}

#[test]
fn callout_title_without_a_name_is_no_speaker() {
    for title in
        ["", "Winter", "On the harbour", "The harbour report", "Important", "Open all winter?"]
    {
        let note = format!("> [!quote] {title}\n> {WORDS} [@harbour2021]\n");
        assert_eq!(read(&note), [(WORDS.to_owned(), String::new())], "{note}");
        let found = findings(&note);
        assert!(found.iter().all(|f| f.starts_with("missing-speaker")), "{note}: {found:#?}");
    }
}

#[test]
fn callout_title_with_the_wrong_speaker_is_reported() {
    for note in [
        format!("> [!quote] Jon Tarrow\n> {WORDS} [@harbour2021]\n"),
        format!("> [!cite]\n> Jon Tarrow: {WORDS} [@harbour2021]\n"),
    ] {
        let found = findings(&note);
        assert!(found.len() == 1 && found[0].starts_with("misattributed-quote"), "{found:#?}");
    }
    // The title's source takes precedence.
    let found = findings(&format!(
        "> [!quote] Ada Brill, [@harbour2021]\n> {}\n",
        WORDS.replace("open", "shut")
    ));
    assert!(found.len() == 1 && found[0].starts_with("misquote"), "{found:#?}");
    assert!(found[0].contains("“We shall keep the harbour shut"), "{found:#?}");
}

#[test]
fn attribution_beside_the_words_takes_precedence_over_the_title() {
    let note = "> [!quote] Ada Brill\n> Jon Tarrow said: “The ferry contract has never been put before the town council for a vote.” [@harbour2021]\n";
    assert_eq!(read(note)[0].1, "Jon Tarrow");
    assert_eq!(findings(note), [""; 0]);
    // Nor does a title apply beyond its callout.
    let note = format!(
        "> [!quote] Jon Tarrow\n> {}\n\n> {WORDS}\n> — Ada Brill [@harbour2021]\n",
        "The ferry contract has never been put before the town council for a vote. [@harbour2021]"
    );
    assert_eq!(findings(&note), [""; 0]);
}

#[test]
fn other_callouts_are_the_writers_words() {
    for kind in
        ["note", "NOTE", "IMPORTANT", "warning", "tip", "abstract", "todo", "example", "custom"]
    {
        for title in ["", " Winter", "+ Ada Brill"] {
            let note = format!(
                "> [!{kind}]{title}\n> I went to the harbour and thought about it for a while.\n"
            );
            assert_eq!(read(&note), [], "{note}");
            assert_eq!(findings(&note), [""; 0], "{note}");
            let note = format!("> [!{kind}]{title}\n> Ada Brill said: “{WORDS}” [@harbour2021]\n");
            brill(&note);
        }
    }
    let note = "> Words of somebody else.\n>\n> > [!note] Mine\n> > I doubt it very much.\n";
    assert_eq!(read(note).len(), 1, "{:?}", read(note));
}

#[test]
fn block_ids_are_ignored() {
    for note in [
        "> {} [[harbour2021]] ^ref-1\n> — Ada Brill\n",
        "> {} [[harbour2021]]\n> — Ada Brill ^ref-1\n",
        "> {} [@harbour2021]\n> — Ada Brill\n\n^ref-1\n",
        "> {}\n> — Ada Brill [@harbour2021]\n^rw48213\n",
        "> {} ^a1b2c3\n> — Ada Brill [@harbour2021]\n",
        "Ada Brill said: “{}” [@harbour2021] ^ref-1\n",
        "Ada Brill said: “{}” ^ref-1 [@harbour2021]\n",
        "- Ada Brill said: “{}” [@harbour2021] ^37066d\n- Next. ^x\n",
    ] {
        brill(&note.replace("{}", WORDS));
    }
    let source = ("maths.txt", "Ada Brill said: “The number is 2^10 and no more than that.”\n");
    let snapshot = support::snapshot(
        "Ada Brill said: “The number is 2^10 and no more than that.” [@maths]\n",
        &[source],
    );
    assert!(analysis::findings(&snapshot, &support::note_path()).is_empty());
}

#[test]
fn highlights_are_ignored() {
    for note in [
        "==“{}”== said Ada Brill [@harbour2021].",
        "“=={}==” said Ada Brill [@harbour2021].",
        "**==“{}”==** said Ada Brill [@harbour2021].",
        "==**“{}”**== said Ada Brill [@harbour2021].",
        "Ada ==Brill said: “{}” [@harbour2021]==",
        "> =={}==\n> — ==Ada Brill== [@harbour2021]",
        "++“{}”++ said Ada Brill [@harbour2021].",
        "[“{}”]{.mark} said Ada Brill [@harbour2021].",
        "“[{}]{#q1 .mark}” said Ada Brill [@harbour2021].",
        "{==“{}”==} said Ada Brill [@harbour2021].",
        "“{}” said Ada Brill [@harbour2021].{>>a “remark” of mine<<}",
        "“{}” said Ada Brill [@harbour2021]. {.quote}",
        "“{}” {~~thought~>said~~} Ada Brill [@harbour2021].",
    ] {
        brill(&note.replacen("{}", WORDS, 1));
    }
    let part = WORDS.replace("shall", "{~~will~>shall~~}");
    brill(&format!("“{part}” said Ada Brill [@harbour2021]."));
    let part = WORDS.replace("harbour open", "==harbour== open").replace("winter", "win==ter==");
    brill(&format!("“{part}” said Ada Brill [@harbour2021]."));
}

#[test]
fn unpaired_markup_characters_are_kept() {
    for words in [
        "We write a == b and c == d in the code",
        "We write x==y and z==w in the code",
        "We know C++ and C++ only in this house",
        "We are 100%% sure and they are 50%% sure of it",
        "We call it {a set} of [things] here",
        "We take a ^ for a power and #1 for the first",
        "We say std::vector and that is that",
    ] {
        let source = format!("Ada Brill said: “{words}.”\n");
        let note = format!("Ada Brill said: “{words}.” [@s]\n");
        let snapshot = support::snapshot(&note, &[("s.txt", &source)]);
        let found = analysis::findings(&snapshot, &support::note_path());
        assert!(found.is_empty(), "{note}: {found:#?}");
        let read = Note::read(note);
        assert_eq!(read.quotations[0].text, format!("{words}."));
    }
}

#[test]
fn comments_are_not_checked() {
    const FALSE: &str =
        "“We shall never open the harbour to anybody again,” said Ada Brill [@harbour2021].";
    for note in [
        format!("%%{FALSE}%%\n"),
        format!("%% {FALSE} %%\n"),
        format!("%%\n{FALSE}\n%%\n"),
        format!("%%\n\n{FALSE}\n\nMore of it.\n\n%%\n"),
        format!("%%\n\n# Old\n\n> {FALSE}\n\n- {FALSE}\n\n%%\n"),
        format!("Text %% {FALSE} %% text.\n"),
        format!("Text %%\n{FALSE}\n%% text.\n"),
        format!("<!-- {FALSE} -->\n"),
    ] {
        assert_eq!(findings(&note), [""; 0], "{note}");
        assert_eq!(read(&note), [], "{note}");
        let note = format!("{note}\n“{WORDS}” said Ada Brill [@harbour2021].\n");
        brill(&note);
    }
    brill(
        "“We shall keep the harbour open %%check this%% through the whole of the winter season.” said Ada Brill [@harbour2021].",
    );
    // Text that opens no comment hides nothing.
    for note in [
        format!("It is 100%% sure. {FALSE} It is 50%% done.\n"),
        format!("A %% stands here alone.\n\n{FALSE}\n\nAnother %% stands here.\n"),
        format!("`%%` {FALSE} `%%`\n"),
        format!("\\%% {FALSE} \\%%\n"),
        format!("%%\n\n{FALSE}\n"),
    ] {
        assert!(findings(&note).iter().any(|f| f.starts_with("quote-not-found")), "{note}");
    }
}

#[test]
fn citations_and_headings_in_comments_are_ignored() {
    let note = Note::read(format!(
        "%%\n\n# Old\n\n[@nothing] [[none]] [x](y.md)\n\n%%\n\n# New\n\n“{WORDS}”"
    ));
    assert!(note.citations.is_empty(), "{:?}", note.citations);
    let headings: Vec<&str> = note.headings.iter().map(|h| h.text.as_str()).collect();
    assert_eq!(headings, ["New"]);
}

#[test]
fn markup_lines_are_ignored() {
    for note in [
        "::: {.quote}\n> {}\n> — Ada Brill [@harbour2021]\n:::\n",
        ":::: note\nAda Brill said: “{}” [@harbour2021]\n::::\n",
        "- Ada Brill said: “{}” [@harbour2021]\n  id:: 64f1c2d0-1111\n  collapsed:: true\n",
        "- > {}\n  > — Ada Brill [@harbour2021]\n  id:: 64f1c2d0-1111\n",
        "said:: “{}” — Ada Brill [@harbour2021]\n",
        "> {} #harbour #winter/2021\n> — Ada Brill [@harbour2021]\n",
        "> {} #harbour ^ref-2\n> — Ada Brill [@harbour2021]\n",
        "![[harbour2021]]\n\n“{}” said Ada Brill [@harbour2021]. #tag\n",
    ] {
        let note = note.replacen("{}", WORDS, 1);
        brill(&note);
    }
}

#[test]
fn fixes_preserve_the_markup() {
    fix(
        "misquote",
        &[HARBOUR],
        "> [!quote]+ Ada Brill\n> We shall keep the ==harbour shut== through the whole of the winter season. [[harbour2021]] ^ref-1\n",
        "> [!quote]+ Ada Brill\n> We shall keep the ==harbour open== through the whole of the winter season. [[harbour2021]] ^ref-1\n",
    );
    fix(
        "misquote",
        &[HARBOUR],
        "==“We shall keep the harbour shut through the whole of the winter season,”== said Ada Brill [@harbour2021]. %%why%%\n",
        "==“We shall keep the harbour open through the whole of the winter season,”== said Ada Brill [@harbour2021]. %%why%%\n",
    );
    fix(
        "misattributed-quote",
        &[HARBOUR],
        &format!("> [!quote]+ Jon Tarrow\n> {WORDS} [@harbour2021] ^r\n"),
        &format!("> [!quote]+ Ada Brill\n> {WORDS} [@harbour2021] ^r\n"),
    );
    check("unattributed-quote", &[HARBOUR], &format!("\n> [!quote] Ada Brill\n> “{WORDS}”\n"));
}
