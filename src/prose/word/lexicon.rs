//! What is known of single words: the closed classes of English, verbs of saying, and endings for all others.
//!
//! The closed classes are those of any English grammar. The verbs are only a start: positions, not lists, find most cues.

use crate::text::{Keyed, ascii_key, key};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The classes a word may belong to, as bits; a word often has several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::prose) struct Class(u32);

impl Class {
    /// A capitalised word that is no function word.
    pub(in crate::prose) const NAME: Class = Class(1);
    /// A pronoun that can be a subject.
    pub(in crate::prose) const SUBJECT_PRONOUN: Class = Class(1 << 1);
    /// A pronoun that cannot be a subject.
    pub(in crate::prose) const OBJECT_PRONOUN: Class = Class(1 << 2);
    /// An article, a demonstrative, a possessive, a quantifier: begins a noun phrase.
    pub(in crate::prose) const DETERMINER: Class = Class(1 << 3);
    /// A preposition.
    pub(in crate::prose) const PREPOSITION: Class = Class(1 << 4);
    /// `and`, `or`, `but`.
    pub(in crate::prose) const COORDINATOR: Class = Class(1 << 5);
    /// `that`, `because`, `while`: begins a clause.
    pub(in crate::prose) const SUBORDINATOR: Class = Class(1 << 6);
    /// `who`, `which`, `whose`.
    pub(in crate::prose) const RELATIVE: Class = Class(1 << 7);
    /// A form of be, have, do, or a modal.
    pub(in crate::prose) const AUXILIARY: Class = Class(1 << 8);
    /// A form of be.
    pub(in crate::prose) const BE: Class = Class(1 << 9);
    /// An adverb.
    pub(in crate::prose) const ADVERB: Class = Class(1 << 10);
    /// A number in figures or words.
    pub(in crate::prose) const NUMBER: Class = Class(1 << 11);
    /// A day, month or other time word.
    pub(in crate::prose) const TIME: Class = Class(1 << 12);
    /// `Mr.`, `Sen.`, `President`: stands before a name.
    pub(in crate::prose) const HONORIFIC: Class = Class(1 << 13);
    /// A noun for people who speak: spokesman, official, analyst.
    pub(in crate::prose) const PERSON: Class = Class(1 << 14);
    /// A form of a verb that reports words, thoughts or judgements.
    pub(in crate::prose) const CUE: Class = Class(1 << 15);
    /// A form of a verb that above all reports words.
    pub(in crate::prose) const SAY: Class = Class(1 << 16);
    /// A verb in a tensed form: past or third person.
    pub(in crate::prose) const FINITE: Class = Class(1 << 17);
    /// A verb's plain form.
    pub(in crate::prose) const BASE: Class = Class(1 << 18);
    /// A verb's -ing form.
    pub(in crate::prose) const ING: Class = Class(1 << 19);
    /// Any verb.
    pub(in crate::prose) const VERB: Class = Class(1 << 20);
    /// A word with a possessive ending.
    pub(in crate::prose) const POSSESSIVE: Class = Class(1 << 21);
    /// A noun, or a word nothing else is known of.
    pub(in crate::prose) const NOUN: Class = Class(1 << 22);
    /// A noun for words: statement, letter, claim.
    pub(in crate::prose) const UTTERANCE: Class = Class(1 << 23);
    /// The word is capitalised.
    pub(in crate::prose) const CAPITAL: Class = Class(1 << 24);
    /// A pronoun with a verb joined to it: `he's`, `they'd`.
    pub(in crate::prose) const CONTRACTED: Class = Class(1 << 25);
    /// A work that has a title: book, film, song.
    pub(in crate::prose) const WORK: Class = Class(1 << 26);
    /// A past form that is a participle as well.
    pub(in crate::prose) const PARTICIPLE: Class = Class(1 << 27);
    /// A first or second person pronoun.
    pub(in crate::prose) const ADDRESS: Class = Class(1 << 28);

    /// Both.
    pub(in crate::prose) const fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Without those of `other`.
    pub(in crate::prose) const fn without(self, other: Class) -> Class {
        Class(self.0 & !other.0)
    }

    /// Whether it has one of the classes of `other`.
    pub(in crate::prose) const fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing is known.
    pub(in crate::prose) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const SUBJECT_PRONOUNS: &str =
    "he she they i we you it everyone everybody someone somebody nobody anyone";
const OBJECT_PRONOUNS: &str =
    "him her them me us himself herself themselves myself itself ourselves yourself";
const ADDRESS: &str = "i we you me us my our your mine ours yours myself ourselves yourself";
const DETERMINERS: &str = "the a an this that these those his her their my our your its some many several most all \
    each every both any no another other such few one two three four five six seven eight nine ten dozens hundreds \
    thousands more";
const PREPOSITIONS: &str = "of in on at by for from with to into onto about against between among over under after \
    before during through throughout within without toward towards upon per via like as despite amid since until \
    till near behind beyond across along up down around off outside inside alongside besides except including regarding \
    concerning above below beside past than unlike";
const COORDINATORS: &str = "and or but nor yet & plus";
const SUBORDINATORS: &str = "that because while when if although though unless whether whereas since until once where \
    how why what so lest as after before";
const RELATIVES: &str = "who which whose whom whoever";
const BE: &str = "is are was were be been being am isn't aren't wasn't weren't";
const AUXILIARIES: &str = "has have had having do does did will would can could may might must shall should hasn't \
    haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't mustn't";
const ADVERBS: &str = "not also then later now just still never always often once again even only soon ever too \
    already instead however meanwhile perhaps maybe here there therefore thus indeed further furthermore moreover \
    afterward afterwards earlier ago yet rather quite very back away today yesterday tomorrow tonight aloud together \
    first second finally simply himself herself themselves";
const TIMES: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
    august september october november december jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. today yesterday tomorrow \
    tonight week month year morning afternoon evening night noon midnight mon. tue. wed. thu. fri. sat. sun.";
const HONORIFICS: &str = "mr mrs ms dr sen rep gov gen col lt maj sgt capt cmdr prof rev hon pres mr. mrs. ms. dr. sen. \
    rep. gov. gen. col. lt. maj. sgt. capt. cmdr. prof. rev. hon. pres. reps. sens. messrs. sir lord lady dame miss \
    president senator congressman congresswoman representative governor mayor secretary chancellor premier \
    prime minister ambassador judge justice pope king queen prince princess professor general colonel captain sergeant \
    lieutenant major officer detective sheriff chief chairman chairwoman director speaker attorney commissioner \
    reverend father sister brother deputy vice former acting state foreign defense treasury special envoy coach";
const PEOPLE: &str = "spokesman spokeswoman spokesperson spokesmen official officials analyst analysts expert experts \
    adviser advisers advisor advisors aide aides critic critics supporter supporters lawyer lawyers attorney attorneys \
    senator governor mayor president candidate candidates nominee minister secretary lawmaker lawmakers researcher \
    researchers scientist scientists economist economists author authors editor editors reporter reporters journalist \
    journalists columnist writer writers professor historian strategist strategists consultant pollster pollsters activist \
    activists organizer organizers resident residents neighbor neighbors student students teacher teachers parent parents \
    mother father brother sister son daughter wife husband friend friends family colleague colleagues employee employees \
    worker workers owner owners executive executives chief director chairman chairwoman leader leaders member members \
    officer officers police prosecutor prosecutors judge judges witness witnesses victim victims source sources insider \
    insiders diplomat diplomats ambassador envoy delegate delegates voter voters man woman men women boy girl people person \
    speaker host moderator interviewer singer actor actress coach player manager doctor doctors nurse veteran pastor bishop \
    priest commentator observers observer opponents opponent rival rivals democrat republican conservative conservatives \
    liberals progressives congressman congresswoman businessman billionaire campaign administration government committee \
    agency department company newspaper magazine paper editorial article report statement organization group groups \
    court board panel union party publication website blog survey poll study letter memo document documents ad sign signs banner banners placard placards poster posters leaflet \
    voice voices";
const UTTERANCES: &str = "statement letter claim claims assertion assertions comment comments remark remarks words speech \
    tweet post email e-mail memo editorial op-ed column question answer reply response phrase promise pledge vow threat call \
    calls argument message messages warning testimony declaration description criticism praise motto slogan chant quote \
    quotation line saying announcement interview explanation complaint accusation accusations allegation allegations \
    suggestion suggestions assurance insistence refusal contention view belief prediction admission appeal demand plea";
const WORKS: &str = "book novel film movie show series song album play poem documentary memoir episode magazine newspaper \
    program programme painting sitcom musical opera podcast video ballad single track hit comedy drama thriller \
    bestseller essay anthem cartoon sketch skit franchise sequel game";

/// Verbs that above all report words. `tell/told` gives an irregular past, `quip*` doubles its last letter.
const SAY: &str = "say/said tell/told add write/wrote/written ask note reply respond answer state declare announce insist \
    argue claim continue remark comment observe joke quip* tweet post warn concede acknowledge admit* testify assert \
    contend reiterate repeat exclaim shout yell cry whisper mutter murmur inquire boast brag* lament complain confess \
    confirm explain recall conclude interject retort counter muse opine scoff chant email text report stress emphasize \
    deny allege proclaim predict mention vow promise pledge maintain advise urge caution clarify elaborate read/read \
    recount relate convey communicate remind recite holler roar rant chide snap* sneer gripe grumble fume plead intone deadpan* \
    intone gush volunteer venture interrupt interpose interview chime echo enthuse caption blog* facebook \
    retweet telegraph* gasp groan moan sigh sob* scream bark bellow thunder wail coo croon drawl hiss growl snarl";
/// Verbs that report thoughts and judgements, or give a partial quotation its speaker.
const JUDGE: &str = "call describe label brand dub* accuse criticize denounce condemn dismiss blast slam* hail praise mock \
    liken compare characterize characterise refer* consider believe think/thought want hope expect feel/felt fear agree \
    suggest propose tout cite quote point signal indicate find/found rule blame attack rip* decry deride ridicule \
    reject rebuke excoriate lambast bemoan bash defend invoke use speak/spoke/spoken talk \
    discuss address raise question challenge demand order instruct beg* implore press push call refute rebut* \
    disagree object protest portray depict paint cast frame present offer express voice pronounce publish issue release \
    imply hint insinuate teach/taught learn hear/heard see/saw/seen know/knew/known understand/understood \
    envision imagine foresee/foresaw/foreseen worry wonder doubt regret apologize thank congratulate \
    encourage assure reassure persuade convince inform notify threaten assail lash rail tease taunt trumpet \
    champion endorse support favor oppose estimate determine decide realize discover reveal disclose leak \
    recommend request seek/sought appeal petition sing/sang/sung reckon guess assume judge credit charge characterise \
    reference term title name celebrate applaud laud extol* bill define summarize sum* paraphrase \
    mean/meant put/put go/went/gone sign scrawl scribble pen* type jot* draft sound vent plan intend seem appear \
    try attempt aim make/made give/gave/given take/took/taken show get/got keep/kept begin/began/begun start come/came/come \
    run/ran/run set/set hold/held lead/led leave/left meet/met stand/stood turn look play send/sent bring/brought \
    begin/began become/became fall/fell/fallen rise/rose/risen grow/grew/grown win/won lose/lost build/built \
    fight/fought buy/bought break/broke/broken choose/chose/chosen draw/drew/drawn drive/drove/driven eat/ate/eaten \
    fly/flew/flown forget/forgot/forgotten hide/hid/hidden pay/paid sell/sold shake/shook/shaken sit/sat spend/spent \
    strike/struck swear/swore/sworn throw/threw/thrown wear/wore/worn withdraw/withdrew/withdrawn love like list cover forward mention stick/stuck \
    shoot/shot blow/blew/blown cite fill focus target serve reach return carry change follow move live need rely suffer \
    receive create open close walk watch visit arrive attend appoint assume avoid bear/bore/borne bemoan cause \
    change chase choose circulate collect compete complete concern consist contain continue contribute control cook \
    cost count cross cut* deal/dealt decline deliver depend deploy deserve develop die differ direct disclose display \
    dominate donate drop* earn edit elect eliminate embrace emerge employ enable end engage enjoy ensure enter establish \
    examine exist expand experience explore extend face fail file finish fire fit* fix force form gain gather \
    generate greet guarantee handle hang/hung happen hate help hire host identify ignore impose improve include \
    increase influence inherit inspire install introduce invest investigate invite join jump justify kick kill lack \
    last lay/laid lie/lay/lain lift limit link listen locate manage mark marry matter measure miss monitor nominate \
    obtain occur operate organize own participate pass perform pick plan play possess post prepare prevent produce \
    promote protect prove provide pull purchase pursue quit race reduce reflect refuse register release remain \
    remember remove rename repair replace represent require resign resist resolve restore retire reveal reverse \
    review ride/rode/ridden risk roll save score scramble select serve share shift slip* solve sponsor spread stage stay \
    steal/stole/stolen step* stop* stretch struggle study submit* succeed surge surround survive suspend switch tackle tap* test \
    touch tour track trade train transform travel treat trigger trust undermine unite unleash unveil urge vote wait \
    warm waste watch weigh welcome widen work wrap*";
/// How many of [`JUDGE`] are cues in their own right: those before this word; the rest are verbs only.
const JUDGE_ENDS_AT: &str = "plan";

/// The classes of the listed words, by their keys.
static WORDS: LazyLock<Keyed<Class>> = LazyLock::new(|| {
    let mut words = Words(FxHashMap::default());
    words.all(SUBJECT_PRONOUNS, Class::SUBJECT_PRONOUN);
    words.all(OBJECT_PRONOUNS, Class::OBJECT_PRONOUN);
    words.all(ADDRESS, Class::ADDRESS);
    words.all(DETERMINERS, Class::DETERMINER);
    words.all(PREPOSITIONS, Class::PREPOSITION);
    words.all(COORDINATORS, Class::COORDINATOR);
    words.all(SUBORDINATORS, Class::SUBORDINATOR);
    words.all(RELATIVES, Class::RELATIVE);
    words.all(BE, Class::BE.with(Class::AUXILIARY).with(Class::FINITE));
    words.all(AUXILIARIES, Class::AUXILIARY.with(Class::FINITE));
    words.all(ADVERBS, Class::ADVERB);
    words.all(TIMES, Class::TIME.with(Class::NOUN));
    words.all(HONORIFICS, Class::HONORIFIC.with(Class::NOUN));
    words.all(PEOPLE, Class::PERSON.with(Class::NOUN));
    words.all(UTTERANCES, Class::UTTERANCE.with(Class::NOUN));
    words.all(WORKS, Class::WORK.with(Class::NOUN));
    for verb in SAY.split_ascii_whitespace() {
        words.verb(verb, Class::CUE.with(Class::SAY));
    }
    let mut cue = Class::CUE;
    for verb in JUDGE.split_ascii_whitespace() {
        if verb == JUDGE_ENDS_AT {
            cue = Class::default();
        }
        words.verb(verb, cue);
    }
    Keyed::of(words.0.into_iter())
});

struct Words(FxHashMap<u64, Class>);

impl Words {
    fn add(&mut self, word: &str, class: Class) {
        let entry = self.0.entry(key(word)).or_default();
        *entry = entry.with(class);
    }

    fn all(&mut self, list: &str, class: Class) {
        for word in list.split_ascii_whitespace() {
            self.add(word, class);
        }
    }

    /// All forms of a verb written as `base`, `base*`, `base/past` or `base/past/participle`.
    fn verb(&mut self, entry: &str, class: Class) {
        let class = class.with(Class::VERB);
        let mut forms = entry.split('/');
        let raw = forms.next().unwrap_or_default();
        let base = raw.trim_end_matches('*');
        let last = base.chars().next_back().unwrap_or('x');
        let stem = match last {
            'e' if !base.ends_with("ee") => base.strip_suffix('e').unwrap_or(base).to_owned(),
            _ if raw.ends_with('*') => format!("{base}{last}"),
            _ => base.to_owned(),
        };
        let vowel_y = base.ends_with("ay") || base.ends_with("ey") || base.ends_with("oy");
        let (third, regular) = match base.strip_suffix('y') {
            Some(short) if !vowel_y => (format!("{short}ies"), format!("{short}ied")),
            _ if base.ends_with(['s', 'x', 'o'])
                || base.ends_with("sh")
                || base.ends_with("ch") =>
            {
                (format!("{base}es"), format!("{stem}ed"))
            }
            _ => (format!("{base}s"), format!("{stem}ed")),
        };
        self.add(base, class.with(Class::BASE).with(Class::NOUN));
        self.add(&third, class.with(Class::FINITE));
        self.add(&format!("{stem}ing"), class.with(Class::ING));
        let past = forms.next().unwrap_or(&regular).to_owned();
        let participle = forms.next();
        let both = if participle.is_none() { Class::PARTICIPLE } else { Class::default() };
        self.add(&past, class.with(Class::FINITE).with(both));
        if let Some(participle) = participle {
            self.add(participle, class.with(Class::PARTICIPLE));
        }
    }
}

/// The classes of a word, whatever its case.
pub(in crate::prose) fn class(word: &str) -> Class {
    let capital = match word.as_bytes().first() {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    };
    // The lists hold words of ASCII only.
    let known = ascii_key(word).and_then(|key| WORDS.get(key));
    let class = known.unwrap_or_else(|| by_ending(word));
    if capital { class.with(Class::CAPITAL) } else { class }
}

/// A guess from the ending of a word that is in no list.
fn by_ending(word: &str) -> Class {
    let long = word.len() > 4;
    match word.as_bytes() {
        [b'0'..=b'9', ..] => Class::NUMBER,
        [.., b'l', b'y'] if long => Class::ADVERB,
        // No English verb ends in j or q: Beijing, Chongqing.
        [.., b'j' | b'q', b'i', b'n', b'g'] => Class::NOUN,
        [.., b'i', b'n', b'g'] if long => Class::VERB.with(Class::ING),
        [.., b'e', b'd'] if word.len() > 3 => {
            Class::VERB.with(Class::FINITE).with(Class::PARTICIPLE)
        }
        _ => Class::NOUN,
    }
}
