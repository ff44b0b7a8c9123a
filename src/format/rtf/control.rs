//! What control words mean.

/// What the words of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text.
    Text,
    /// Nothing that is shown, like all groups in it.
    Skipped,
    /// Nothing that is shown, although groups in it may be: the properties of a shape.
    Silent,
    Fonts,
    Styles,
    /// The mark of an item.
    Mark,
    Title,
    Author,
}

/// What a control word begins, if it begins something at the start of a group.
pub(super) fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "listtext" | "pntext" => Destination::Mark,
        "title" => Destination::Title,
        "author" => Destination::Author,
        "info" | "object" | "shpinst" | "do" => Destination::Silent,
        "result" | "fldrslt" | "rtf" | "nesttableprops" => Destination::Text,
        "colortbl" | "filetbl" | "revtbl" | "listtable" | "listoverridetable" | "pict"
        | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
        | "footerf" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn"
        | "fldinst" | "datafield" | "formfield" | "annotation" | "atnid" | "atnauthor"
        | "atnref" | "atndate" | "atnicn" | "atrfstart" | "atrfend" | "xe" | "tc" | "tcn"
        | "rxe" | "txe" | "shprslt" | "nonesttables" | "bkmkstart" | "bkmkend" | "template"
        | "subject" | "operator" | "manager" | "company" | "category" | "keywords" | "comment"
        | "doccomm" | "hlinkbase" | "private" | "sn" | "sv" | "pntxta" | "pntxtb" | "objclass"
        | "objname" | "objdata" => Destination::Skipped,
        _ => return None,
    })
}

/// The character that a control word or symbol stands for.
pub(super) fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        _ => return None,
    })
}
