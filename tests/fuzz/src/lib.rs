//! The fuzz targets: each takes any bytes and panics if the program breaks an invariant.
//!
//! The libFuzzer programs in `fuzz_targets/` and the project's test `tests/fuzzing.rs` call the same functions.

mod actor_import;
mod answers;
mod bibliography;
mod check;
mod configuration;
mod desk;
mod folding;
mod html;
mod matching;
mod note;
mod office;
mod prose;
mod rules;
mod session;
mod source;
mod wire;

/// A fuzz target.
pub struct Target {
    /// Its name, which is also that of its program and of its folder in `corpus/`.
    pub name: &'static str,
    /// The file in `dictionaries/` with words meaningful to it.
    pub dictionary: &'static str,
    /// Runs on any bytes; panics if an invariant is broken.
    pub run: fn(&[u8]),
}

/// Every target.
pub const ALL: &[Target] = &[
    Target { name: "folding", dictionary: "text.dict", run: folding::run },
    Target { name: "note", dictionary: "text.dict", run: note::run },
    Target { name: "prose", dictionary: "text.dict", run: prose::run },
    Target { name: "source", dictionary: "text.dict", run: source::run },
    Target { name: "html", dictionary: "html.dict", run: html::run },
    Target { name: "matching", dictionary: "text.dict", run: matching::run },
    Target { name: "rules", dictionary: "text.dict", run: rules::run },
    Target { name: "configuration", dictionary: "configuration.dict", run: configuration::run },
    Target { name: "bibliography", dictionary: "bibliography.dict", run: bibliography::run },
    Target { name: "actor_import", dictionary: "actor_import.dict", run: actor_import::run },
    Target { name: "session", dictionary: "text.dict", run: session::run },
    Target { name: "word", dictionary: "office.dict", run: office::word },
    Target { name: "open_document", dictionary: "office.dict", run: office::open_document },
    Target { name: "rtf", dictionary: "office.dict", run: office::rtf },
    Target { name: "epub", dictionary: "office.dict", run: office::epub },
    Target { name: "wire", dictionary: "wire.dict", run: wire::run },
];

/// The target with this name.
///
/// # Panics
/// If there is none.
pub fn target(name: &str) -> &'static Target {
    ALL.iter().find(|target| target.name == name).expect("a target of that name")
}
