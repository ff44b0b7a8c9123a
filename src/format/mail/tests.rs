//! What comes out of mails, and what does not.

use super::{MAIL, MAILBOX};
use crate::format::{Extraction, Illegible, Input};
use crate::prose::BlockKind;

fn mail(bytes: &[u8]) -> Extraction<'static> {
    (MAIL.extract)(Input::Bytes(bytes)).unwrap().into_owned()
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    mail(bytes.as_ref()).text.into_owned()
}

const HEAD: &str = "From: Ada Brill <ada@norland.org>\r\nTo: desk@example.org\r\n\
    Date: Mon, 3 Mar 2025 10:00:00 +0100\r\nSubject: =?utf-8?q?The_harbour_=E2=80=93_again?=\r\n";

#[test]
fn subject_writer_and_date_stand_above_the_body_and_are_its_properties() {
    let read = mail(format!("{HEAD}\r\nWe never\r\nclosed it.\r\n").as_bytes());
    assert_eq!(
        read.text,
        "\n\nThe harbour – again\n\nFrom: Ada Brill\nDate: 2025-03-03\n\nWe never\nclosed it.\n"
    );
    let kinds: Vec<BlockKind> = read.blocks.iter().flatten().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading, BlockKind::Heading, BlockKind::Paragraph]);
    assert_eq!(read.properties.title.as_deref(), Some("The harbour – again"));
    assert_eq!(read.properties.author.as_deref(), Some("Ada Brill"));
    assert_eq!(read.properties.date.map(|date| date.to_string()).as_deref(), Some("2025-03-03"));
}

#[test]
fn wrapped_lines_are_one_paragraph_and_quoted_ones_keep_their_marks() {
    let body = "We have looked at the figures of the harbour, and they do not add up at\r\n\
        all, whatever the mayor says.\r\n\r\nOn 1 March 2025, Piet Harker <piet@example.org> wrote:\r\n\
        > The figures of the harbour are right, as everybody can see who has looked\r\n> at them.\r\n>\r\n\
        >> Are they?\r\n\r\n-- \r\nAda Brill\r\nNorland Institute\r\n";
    assert!(text(format!("{HEAD}\r\n{body}")).ends_with(
        "\n\nWe have looked at the figures of the harbour, and they do not add up at all, whatever the mayor says.\n\n\
         On 1 March 2025, Piet Harker <piet@example.org> wrote:\n\n\
         > The figures of the harbour are right, as everybody can see who has looked at them.\n\n\
         >> Are they?\n\n--\nAda Brill\nNorland Institute\n"
    ));
}

#[test]
fn flowed_lines_are_joined_and_encodings_undone() {
    let flowed = "Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 =\r\nowners=20\r\nsaid so.\r\n";
    assert!(text(format!("{HEAD}{flowed}")).ends_with("\n\nThe café owners said so.\n"));
    let joined = "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nhar \r\nbour\r\n";
    assert!(text(format!("{HEAD}{joined}")).ends_with("\n\nharbour\n"));
    let packed = "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n\r\n7cnS\r\n";
    assert!(text(format!("{HEAD}{packed}")).ends_with("\n\nМир\n"));
    let mut bare = format!("{HEAD}\r\nThe caf").into_bytes();
    bare.extend(b"\xe9 owners said so.");
    assert!(text(bare).ends_with("\n\nThe café owners said so.\n"));
}

fn alternative(plain: &str) -> String {
    format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{plain}\r\n\
         --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<style>p {{}}</style><p>We shall <b>never</b> close the \
         harbour, whatever anybody says.</p><blockquote><p>Why not?</p></blockquote>\r\n--b--\r\n"
    )
}

#[test]
fn of_two_forms_the_plain_one_is_read_unless_it_is_a_stub() {
    assert!(text(alternative("We shall never close the harbour.")).ends_with("harbour.\n"));
    let html = "\n\nWe shall never close the harbour, whatever anybody says.\n\n> Why not?\n";
    assert!(text(alternative("View in browser")).ends_with(html), "{}", text(alternative("View")));
}

#[test]
fn forwarded_messages_are_read_and_other_attachments_are_not() {
    let whole = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee below.\r\n--b\r\n\
         Content-Type: message/rfc822\r\n\r\nFrom: Piet Harker <p@example.org>\r\nSubject: Figures\r\n\
         Date: 1 Mar 2025 10:00:00 +0000\r\n\r\nThe figures are right.\r\n--b\r\n\
         Content-Type: text/plain; name=list.txt\r\nContent-Disposition: attachment; filename=list.txt\r\n\r\nOne\r\n\
         --b\r\nContent-Type: image/png\r\n\r\nTwo\r\n--b--\r\n"
    );
    assert!(text(whole).ends_with(
        "\n\nSee below.\n\nFigures\n\nFrom: Piet Harker\nDate: 2025-03-01\n\nThe figures are right.\n"
    ));
}

#[test]
fn quoted_lines_are_joined_whatever_the_width_of_the_answer() {
    let answer = "We shall put the vote off until everybody in this harbour has been heard, and not a day sooner.";
    let quoted = "> The talks with the company will not survive another summer, and everybody\n> in this council knows it.";
    let whole = text(format!("{HEAD}\n{answer}\n\n{quoted}\n"));
    assert!(whole.ends_with("summer, and everybody in this council knows it.\n"), "{whole}");
}

#[test]
fn each_message_of_a_mailbox_has_its_head() {
    let mailbox = "From ada@norland.org Mon Mar  3 10:00:00 2025\nFrom: Ada Brill <a@b.c>\nSubject: Figures\n\
        Date: Mon, 3 Mar 2025 10:00:00 +0100\n\n>From now on we count.\n\nFrom here it is far.\n\n\
        From piet@example.org Tue Mar  4 10:00:00 2025\nFrom: piet@example.org\nSubject: Re: Figures\n\nNo.\n";
    let read = (MAILBOX.extract)(Input::Bytes(mailbox.as_bytes())).unwrap();
    assert_eq!(
        read.text,
        "\n\nFigures\n\nFrom: Ada Brill\nDate: 2025-03-03\n\nFrom now on we count.\n\nFrom here it is far.\n\n\
         Re: Figures\n\nFrom: piet@example.org\n\nNo.\n"
    );
    assert_eq!(read.properties.title.as_deref(), Some("Figures"));
    assert_eq!((read.properties.author, read.properties.date), (None, None));
}

#[test]
fn a_message_of_apple_mail_ends_before_its_properties() {
    let message = format!("{HEAD}\r\nNever.\r\n");
    let whole = format!("{}      \n{message}<?xml version=\"1.0\"?><plist/>", message.len());
    assert!(text(whole).ends_with("\n\nNever.\n"));
}

#[test]
fn what_is_no_mail_is_refused_and_hostile_mails_are_read_quickly() {
    for bytes in [&b""[..], b"Never.", b"\0\x01\x02", b"just: a line\n\nand another"] {
        assert!((MAIL.extract)(Input::Bytes(bytes)).is_err());
    }
    assert!(matches!(
        (MAILBOX.extract)(Input::Bytes(b"Subject: a\n\nb")),
        Err(Illegible::Damaged(_))
    ));
    let nested = |kind: &str, times| {
        let mut all = HEAD.to_owned();
        for at in 0..times {
            all += &format!("Content-Type: {kind}; boundary=b{at}\r\n\r\n--b{at}\r\n");
        }
        all + "\r\nNever.\r\n"
    };
    for kind in ["multipart/mixed", "message/rfc822"] {
        assert!((MAIL.extract)(Input::Bytes(nested(kind, 10_000).as_bytes())).is_err());
        let _ = (MAIL.extract)(Input::Bytes(nested(kind, 200).as_bytes()));
    }
    let line = format!("{HEAD}\r\n{}", "> ".repeat(1 << 20));
    let _ = (MAIL.extract)(Input::Bytes(line.as_bytes()));
}
