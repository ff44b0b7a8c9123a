//! Groups of words that report alike or name things of one kind: what stands beside a quotation says what it is.
//!
//! Closed lists, written from a grammar's point of view: which verbs take words, names or terms as their object, and
//! which nouns a title, a label or a slogan stands beside.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Verbs that report alike, by group from 1.
const VERBS: &[&str] = &[
    // 1: say
    "said says say saying",
    // 2: tell
    "told tells tell telling",
    // 3: go on
    "added adds adding continued continues concluded",
    // 4: write
    "wrote writes writing written tweeted posted tweeting",
    // 5: ask and answer
    "asked asks asking replied responded answered",
    // 6: describe
    "called calls calling call dubbed labeled branded described describes describing characterized deemed",
    // 7: name
    "named titled entitled known nicknamed headlined termed billed",
    // 8: be
    "is was are were be been being",
    // 9: have
    "has have had having",
    // 10: think and want
    "think thinks thought believe believes believed feel felt feels hope hopes expects wants want wanted",
    // 11: read
    "read reads reading",
    // 12: bear words
    "wearing wore held holding carrying carried bearing",
    // 13: sing and shout
    "sang sings singing chanted chanting shouted shouting yelled yelling screamed",
    // 14: of according to
    "to",
    // 15: of in the words of
    "of",
    // 16: use
    "used uses using use",
    // 17: argue
    "warned argued noted explained insisted stated claimed argues notes explains insists states claims recalled \
     recalls",
    // 18: promise and urge
    "promised pledged vowed urged promising urging vowing",
    // 19: accuse and praise
    "accused criticized blasted slammed denounced praised mocked accusing criticizing dismissed dismissing",
    // 20: make works
    "played plays starred directed produced published released performed performing playing wins won",
    // 21: quote
    "quoted cited quoting citing",
    // 22: refer
    "refers referred referring",
    // 23: mean
    "means meant meaning",
    // 24: declare
    "declared announced confirmed acknowledged admitted declaring declares announcing",
    // 25: make and take
    "made makes make making gave give gives giving got get took take taking",
    // 26: suggest
    "suggested suggesting suggests compared likened comparing",
    // 27: come and go
    "went goes going came comes coming",
    // 28: joke
    "joked quipped laughed exclaimed mused joking",
];
/// The groups of other verbs, by their ending.
const OTHER_PAST: u8 = 29;
const OTHER_ING: u8 = 30;

/// Nouns, and some verbs, for things of one kind, by group from 1.
const THINGS: &[&str] = &[
    // 1: works and who makes them
    "host hosts anchor star stars author theme episode series show film movie book novel song album play memoir \
     magazine sitcom podcast documentary column blog musical character creator director hosted starred starring \
     aired song's sang singing hit program section segment essay",
    // 2: plans and rules
    "narrative movement initiative campaign plan policy policies rule rules doctrine theory strategy tour project \
     law laws act bill tax clause system model test approach",
    // 3: levels and labels
    "level status label category designation classification rating class type list standard marked classified",
    // 4: stories
    "story scandal headline headlines article report hashtag account video ad ads clip tape website",
    // 5: things that bear words
    "gear pins hat hats shirt shirts T-shirt T-shirts button buttons cap caps sign signs banner banners sticker \
     stickers placards poster posters tattoo logo",
    // 6: what is said
    "comment comments remark remarks statement quote tweet claim claims message answer question attack attacks \
     promise vow pledge argument speech statements words",
    // 7: what is chanted
    "chant chants cries shouts chanting chanted cheers",
    // 8: names and terms
    "term word phrase name nickname moniker motto slogan title titled called dubbed known so-called nicknamed \
     terms phrases epithet slur definition concept idea notion meaning means",
    // 9: people
    "voters voter candidate candidates people states groups supporters workers politics politicians man woman",
];

/// Words that introduce a name, a term or a title.
const NAMING: &str = "called dubbed so-called known titled entitled nicknamed named term word phrase slogan motto hashtag \
     headlined termed labeled branded nickname title subtitled codenamed deemed billed terms words category";

/// The groups a word belongs to; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Groups {
    /// Among the verbs.
    pub verb: u8,
    /// Among the things.
    pub thing: u8,
    /// Whether it introduces a name.
    pub naming: bool,
}

static GROUPS: LazyLock<FxHashMap<&'static str, Groups>> = LazyLock::new(|| {
    let mut groups: FxHashMap<&str, Groups> = FxHashMap::default();
    for (number, words) in (1..).zip(VERBS) {
        words.split(' ').for_each(|w| groups.entry(w).or_default().verb = number);
    }
    for (number, words) in (1..).zip(THINGS) {
        words.split(' ').for_each(|w| groups.entry(w).or_default().thing = number);
    }
    NAMING.split(' ').for_each(|w| groups.entry(w).or_default().naming = true);
    groups
});

/// The groups of a word in lower case.
pub(super) fn groups(word: &str) -> Groups {
    GROUPS.get(word).copied().unwrap_or_default()
}

/// The group of a cue's verb.
pub(super) fn verb(word: &str) -> u8 {
    match groups(word).verb {
        0 if word.ends_with("ed") => OTHER_PAST,
        0 if word.ends_with("ing") => OTHER_ING,
        group => group,
    }
}

/// How a word ends: what it may be where no list knows it.
pub(super) fn ending(words: &str) -> usize {
    const ENDINGS: &[(&str, usize)] = &[
        ("ism", 1),
        ("ist", 2),
        ("ists", 2),
        ("tion", 3),
        ("sion", 3),
        ("ment", 3),
        ("ness", 4),
        ("ity", 4),
        ("ance", 3),
        ("ence", 3),
        ("ship", 4),
        ("ous", 5),
        ("ful", 5),
        ("ive", 6),
        ("able", 5),
        ("ible", 5),
        ("ish", 5),
        ("less", 5),
        ("ing", 7),
        ("ed", 8),
        ("ly", 9),
        ("al", 6),
        ("ic", 6),
        ("er", 10),
        ("est", 11),
        ("ers", 12),
        ("ies", 13),
        ("ss", 14),
        ("s", 13),
        ("y", 15),
        ("ent", 6),
        ("ant", 6),
    ];
    ENDINGS.iter().find(|(e, _)| words.ends_with(e)).map_or(0, |(_, kind)| *kind)
}
