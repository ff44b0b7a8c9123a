//! A name inside a quotation: the definition is in the source, at the word under the cursor; the type definition is the
//! actor; the card shows both. Titles before a name belong to it.

use crate::client::{Client, position};
use crate::folder::{Folder, rich};
use serde_json::{Value, json};

const SOURCE: &str = "The harbour

Anna Moreno, the minister of transport, met Piet Harker, the mayor of Lindau, on Monday.

“I told Mr. Harker, and I told him twice, that Anna Moreno will keep her word,” Ole Brandt said.
";

const NOTE: &str = "Brandt said: “I told Mr. Harker … that Anna Moreno will keep [his] word” [@visit].

Mayor Piet Harker knew. Brandt said: “I told Mr. Harker, and I told him once, that Anna Moreno will keep her word” [@visit].

Brandt said: “We never met Anna Moreno in all of those long years at sea”.
";

fn asked(client: &mut Client, folder: &Folder, method: &str, needle: &str, shift: usize) -> Value {
    let place = json!({
        "textDocument": { "uri": folder.uri("note.md") },
        "position": position(NOTE, needle, shift),
    });
    client.request(method, place)
}

fn opened() -> (Folder, Client) {
    let folder = Folder::of(&[("seeds/visit.txt", SOURCE), ("note.md", NOTE)]);
    let mut client = folder.client(rich());
    client.open(&folder.uri("note.md"), 1, NOTE);
    client.diagnostics(&folder.uri("note.md"), Some(1));
    (folder, client)
}

/// Asserts where a link lands, and that its selection ends with the quotation's words.
#[track_caller]
fn lands(found: &Value, needle: &str, end: &str) {
    let selected = &found[0]["targetSelectionRange"];
    assert_eq!(selected["start"], position(SOURCE, needle, 0), "{found}");
    assert_eq!(selected["end"], position(SOURCE, end, end.len()), "{found}");
}

#[test]
fn definition_of_a_name_in_a_quotation_is_its_word_in_the_source() {
    let (folder, mut client) = opened();
    let definition = "textDocument/definition";
    // After an ellipsis, in a quotation with a bracket.
    let found = asked(&mut client, &folder, definition, "Anna Moreno will keep [his]", 6);
    lands(&found, "Moreno will keep", "her word");
    let found = asked(&mut client, &folder, definition, "[his] word", 7);
    lands(&found, "word,” Ole", "her word");
    // A changed word maps to the source's.
    let found = asked(&mut client, &folder, definition, "once, that", 1);
    lands(&found, "twice", "her word");
    let found = asked(&mut client, &folder, definition, "him once, that Anna", 17);
    lands(&found, "Anna Moreno will", "her word");
    // The title before the name is part of the quotation like any other word.
    let found = asked(&mut client, &folder, definition, "Mr. Harker …", 1);
    lands(&found, "Mr. Harker", "her word");
    // Words that are not found lead to the actor that the name means.
    let found = asked(&mut client, &folder, definition, "met Anna Moreno in", 5);
    assert_eq!(found[0]["targetSelectionRange"]["start"], position(SOURCE, "Anna Moreno, the", 0));
    client.finish();
}

#[test]
fn type_definition_of_a_name_is_where_its_actor_is_introduced() {
    let (folder, mut client) = opened();
    let method = "textDocument/typeDefinition";
    for (needle, shift) in [("Anna Moreno will keep [his]", 6), ("met Anna Moreno in", 5)] {
        let found = asked(&mut client, &folder, method, needle, shift);
        let start = &found[0]["targetSelectionRange"]["start"];
        assert_eq!(*start, position(SOURCE, "Anna Moreno, the", 0), "{needle}: {found}");
    }
    for (needle, shift) in [("Mr. Harker …", 1), ("Mayor Piet", 2), ("Piet Harker knew", 0)] {
        let found = asked(&mut client, &folder, method, needle, shift);
        let start = &found[0]["targetSelectionRange"]["start"];
        assert_eq!(*start, position(SOURCE, "Piet Harker, the", 0), "{needle}: {found}");
    }
    assert_eq!(asked(&mut client, &folder, method, "will keep [his]", 1), Value::Null);
    client.finish();
}

#[test]
fn card_of_a_name_in_a_quotation_mentions_the_quotation() {
    let (folder, mut client) = opened();
    let method = "textDocument/hover";
    let card = |found: &Value| found["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let found = card(&asked(&mut client, &folder, method, "Anna Moreno will keep [his]", 6));
    assert!(found.starts_with("**Anna Moreno** — person"), "{found}");
    assert!(found.contains("In a quotation: Altered, and marked so — visit"), "{found}");
    assert!(found.contains("Introduced: visit"), "{found}");
    let found = card(&asked(&mut client, &folder, method, "met Anna Moreno in", 5));
    assert!(found.contains("In a quotation that is in no source"), "{found}");
    for (needle, shift) in [("Mr. Harker …", 1), ("Mayor Piet", 2)] {
        let hover = asked(&mut client, &folder, method, needle, shift);
        assert_eq!(hover["range"]["start"], position(NOTE, needle, 0), "the title is part of it");
        let found = card(&hover);
        assert!(found.starts_with("**Piet Harker** — person"), "{needle}: {found}");
    }
    let found = card(&asked(&mut client, &folder, method, "Piet Harker knew", 0));
    assert!(!found.contains("In a quotation"), "{found}");
    client.finish();
}
