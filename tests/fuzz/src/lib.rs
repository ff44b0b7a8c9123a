//! What is fuzzed: each target takes any bytes and panics when the program breaks a promise on them.
//!
//! The libFuzzer programs of `fuzz_targets/` and the test `tests/fuzzing.rs` of the project call the same functions.

mod actor_import;
mod answers;
mod bibliography;
mod check;
mod configuration;
mod desk;
mod folding;
mod matching;
mod note;
mod prose;
mod rules;
mod session;
mod source;
mod wire;

/// Something that takes any bytes.
pub struct Target {
    /// Its name: that of its program, and of its folder in `corpus/`.
    pub name: &'static str,
    /// The file in `dictionaries/` with words that mean something to it.
    pub dictionary: &'static str,
    /// Panics when a promise is broken.
    pub run: fn(&[u8]),
}

/// Every target.
pub const ALL: &[Target] = &[
    Target { name: "folding", dictionary: "text.dict", run: folding::run },
    Target { name: "note", dictionary: "text.dict", run: note::run },
    Target { name: "prose", dictionary: "text.dict", run: prose::run },
    Target { name: "source", dictionary: "text.dict", run: source::run },
    Target { name: "matching", dictionary: "text.dict", run: matching::run },
    Target { name: "rules", dictionary: "text.dict", run: rules::run },
    Target { name: "configuration", dictionary: "configuration.dict", run: configuration::run },
    Target { name: "bibliography", dictionary: "bibliography.dict", run: bibliography::run },
    Target { name: "actor_import", dictionary: "actor_import.dict", run: actor_import::run },
    Target { name: "session", dictionary: "text.dict", run: session::run },
    Target { name: "wire", dictionary: "wire.dict", run: wire::run },
];

/// The target of this name.
///
/// # Panics
/// When there is none.
pub fn target(name: &str) -> &'static Target {
    ALL.iter().find(|target| target.name == name).expect("a target of that name")
}
