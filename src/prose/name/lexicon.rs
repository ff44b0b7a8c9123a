//! The closed tables of words that decide what a capitalised word can be: titles, offices, heads of organisations, days.
//!
//! Written by hand from the stock of English news; forenames too. Looked up in lower case, so that “President Rao” and
//! “president Rao” are one rule.

use crate::prose::data;
use crate::text::{Keyed, key};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a word can be; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u32);

impl Class {
    pub(crate) const NONE: Class = Class(0);
    /// A function word, adverb or sentence opener: never a name by itself.
    pub(crate) const FUNCTION: Class = Class(1);
    /// “Mr”, “Dr”.
    pub(crate) const HONORIFIC: Class = Class(1 << 1);
    /// The noun of an office or calling: “minister”, “spokeswoman”.
    pub(crate) const OFFICE: Class = Class(1 << 2);
    /// Stands before an office: “prime”, “deputy”.
    pub(crate) const OFFICE_MODIFIER: Class = Class(1 << 3);
    /// What an office is for: “state”, “defence”.
    pub(crate) const PORTFOLIO: Class = Class(1 << 4);
    /// The head noun of an organisation: “ministry”, “party”.
    pub(crate) const ORGANISATION: Class = Class(1 << 5);
    /// “Ltd”, “GmbH”.
    pub(crate) const LEGAL_FORM: Class = Class(1 << 6);
    /// The head noun of a place: “province”, “river”.
    pub(crate) const PLACE: Class = Class(1 << 7);
    /// Opens the name of a place: “Mount”, “Lake”.
    pub(crate) const PLACE_OPENER: Class = Class(1 << 8);
    /// A month or a day of the week.
    pub(crate) const CALENDAR: Class = Class(1 << 9);
    /// A given name.
    pub(crate) const FORENAME: Class = Class(1 << 10);
    /// A surname that stands before the given name.
    pub(crate) const EASTERN_SURNAME: Class = Class(1 << 11);
    /// “bin”, “van”: lower-case parts of a name.
    pub(crate) const PARTICLE: Class = Class(1 << 12);
    /// The head noun of an event, law, prize or work: a name, but of nobody.
    pub(crate) const EVENT: Class = Class(1 << 13);
    /// A verb of saying.
    pub(crate) const SAYING: Class = Class(1 << 14);
    /// “north”, “eastern”.
    pub(crate) const DIRECTION: Class = Class(1 << 15);
    /// An abbreviation whose full stop does not end the sentence.
    pub(crate) const ABBREVIATION: Class = Class(1 << 16);
    /// “former”, “acting”: belongs to the role that follows.
    pub(crate) const TENURE: Class = Class(1 << 17);
    /// Lower-case noun that says what sort of thing the name behind or before it is: “company”, “newspaper”.
    pub(crate) const ORGANISATION_NOUN: Class = Class(1 << 18);
    /// The same for places: “town”, “village”.
    pub(crate) const PLACE_NOUN: Class = Class(1 << 19);
    /// The plural of an office or honorific: several people, and none of them named.
    pub(crate) const OFFICE_PLURAL: Class = Class(1 << 20);

    pub(crate) fn has(self, any: Class) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

const FUNCTION: &str = "sino anglo franco pan a about above according across actually additionally after afterwards again against ago ah ahead \
all almost alone along already also although altogether always am amid amidst among an and another answering any anybody anyone anything anyway \
apart apparently are around as asked aside at away back based basically be because become been before beforehand behind being believe below \
beside besides between beyond big both briefly but by call can cannot certainly clearly click come comment comments consequently considering could critics currently \
day days dear despite did do does doing done don't can't won't didn't doesn't wasn't aren't couldn't shouldn't wouldn't haven't hasn't down due during each earlier early either else elsewhere enough equally especially even eventually ever every \
everybody everyone everything everywhere evidently exactly except experts facing far few finally find first firstly five following for formerly four fortunately from further \
furthermore generally get gets give given go going good great had half happy has have having he hello hence her here here's hers herself hi him \
himself his how however hundreds i i'm i've i'd i'll idk if image images important importantly imagine in indeed indirectly initially inside instead interestingly into \
is isn't it it's its itself just keep last lastly late lately later leave less lest let let's like likely likewise little local long look looking made make \
many maybe me mean meanwhile men might millions mine more moreover most mostly much must my myself naturally near nearly neither never \
nevertheless new news next nine no nobody none nonetheless nor not note nothing notably notwithstanding now nowadays obviously of off officials \
often oh ok okay on once one ones only onto opening or other others otherwise ought our ours ourselves out outside over overall own part particularly \
people perhaps photo photograph photos picture please possibly presumably previously probably protesters quickly quite rarely rather read really recent recently regarding regardless related reports \
residents right said same saying says second secondly see seems separately several shall she should shortly show similarly simply since six so \
some somebody somehow someone something sometimes somewhere soon speaking specifically still strangely such suddenly sure surely \
take ten than thank thanks that that's the their theirs them themselves then there thereafter therefore there's these they third this those though thousands three through \
throughout thus till to today together told tomorrow tonight too toward towards two typically ultimately unable under underlying undoubtedly unfortunately unless unlike \
until up upon us usually very via was watch we we're we've well were what what's whatever when whenever where whereas whereby wherein wherever whether \
which while who who's whoever whole whom whose why will with within without women won't would wow yeah year years yes yesterday yet you you're \
your yours yourself youth asked added adding announcing arguing born calling citing claiming combined compared concerning contrary depending describing \
engaging every explaining given hearing hopefully including judging knowing launched led located looking making noting obviously originally pictured pressed \
published quoting referring responding seeing showing sitting speaking standing taking talking telling thanking using wearing working writing written \
additional advocates activists analysts authorities government governments investigators journalists lawmakers lawyers leaders police politicians researchers scientists students supporters teachers workers";

const HONORIFICS: &str = "mr mrs ms miss mx madam dr det insp supt prophet sir dame lord lady prof professor rev reverend hon honourable honorable fr father sister brother \
sheikh shaikh imam mullah mufti rabbi pope cardinal bishop archbishop ayatollah maulana mawlana haji hajj hajja swami shri sri smt pandit ustad sayyid sayyed \
tan dato datuk tun tengku señor senor señora senora don doña monsieur madame mme herr frau signor signora king queen prince princess emperor empress \
duke duchess earl count countess baron baroness sultan emir amir shah tsar kaiser chief gen lt col maj sgt capt cmdr cdr adm brig pvt cpl sen rep gov pres \
general lieutenant colonel major sergeant captain commander admiral brigadier marshal corporal judge justice attorney comrade uncle aunt auntie aunty grandpa grandma mum mom dad u daw";

const OFFICES: &str = "president presidents minister ministers premier premiers secretary secretaries chancellor chancellors governor governors mayor mayors senator senators \
congressman congresswoman representative representatives deputy deputies councilor councillor counsellor counselor councillors ambassador ambassadors envoy consul commissioner commissioners chairman chairwoman \
chairperson chair chairmen director directors head chief chiefs leader leaders speaker spokesman spokeswoman spokesperson spokespersons official officer officers executive ceo cfo coo cto \
founder founders co-founder cofounder owner manager coach captain player striker midfielder defender goalkeeper forward winger editor editors editor-in-chief journalist journalists \
reporter reporters correspondent columnist author writer writers novelist poet playwright artist artists actor actress singer musician rapper composer director film-maker filmmaker \
producer photographer architect designer professor professors lecturer teacher scholar scholars researcher researchers scientist scientists economist economists historian historians analyst analysts expert experts specialist \
lawyer lawyers attorney attorneys solicitor barrister judge judges justice prosecutor prosecutors magistrate detective inspector superintendent constable policeman sheriff \
doctor physician surgeon nurse epidemiologist psychologist engineer pilot astronaut farmer fisherman businessman businesswoman entrepreneur banker investor tycoon billionaire \
activist activists campaigner campaigners organizer organiser dissident opposition candidate candidates nominee councilman councilwoman lawmaker lawmakers legislator legislators mp mps mk mks mep meps mla mlas politician diplomat diplomats aide \
adviser advisor advisers advisors counterpart negotiator mediator coordinator administrator superintendent treasurer trustee member members fellow dean rector provost principal \
chancellor king queen prince princess emperor sultan emir monarch dictator strongman warlord rebel commander general colonel major admiral lieutenant \
brigadier marshal sergeant priest pastor bishop archbishop cardinal rabbi imam cleric monk nun theologian evangelist missionary chief-of-staff chieftain elder \
resident residents survivor victim witness wife husband widow son daughter mother father brother sister nephew niece uncle aunt cousin \
grandson granddaughter grandfather grandmother friend colleague partner lover suspect defendant student students undergraduate graduate publisher blogger youtuber influencer comedian presenter host anchor broadcaster \
champion athlete swimmer runner cyclist boxer wrestler tennis golfer sprinter footballer cricketer batsman bowler biologist chemist physicist mathematician geologist anthropologist \
archaeologist sociologist philosopher linguist ecologist conservationist environmentalist demographer strategist consultant auditor accountant trader broker developer programmer hacker \
guerrilla militant terrorist confidante ally patriarch matriarch minister-president vice-president ombudsman registrar clerk guru mouthpiece publication newspaper premier-designate president-elect";

const OFFICE_MODIFIERS: &str = "prime foreign shadow vice deputy assistant associate acting interim chief senior junior executive managing general special permanent state home finance defence defense interior \
health education justice agriculture agricultural trade commerce energy environment transport transportation labor labour treasury economy economic security national federal regional provincial \
state district city municipal county union party parliamentary presidential ministerial political press media public private cabinet house senate assembly opposition majority minority council first second third \
lieutenant major brigadier rear field air wing squadron warrant staff crown supreme high court attorney solicitor police intelligence military army navy naval \
foreign-policy affairs tourism culture cultural sports sport science technology research communications information oil petroleum water power housing infrastructure development planning budget rail railway railways internal external \
veteran honorary emeritus outgoing incoming elected prominent leading top world central bank climate human rights civil group company club team football cricket university youth women student project program programme country area";

const PORTFOLIOS: &str = "state states defense defence foreign affairs health education finance justice labor labour agriculture trade commerce energy interior environment transport transportation treasury \
homeland security staff police parliament communications information culture tourism science technology research development planning economy industry industries sport sports housing water women youth children mines minerals railways aviation \
external internal public relations welfare social services government climate change human rights operations state-owned cooperation integration security petroleum resources natural lands local works";

const ORGANISATIONS: &str = "ministry department agency administration authority commission committee council board bureau office parliament congress senate assembly cabinet court tribunal \
party union association federation confederation alliance coalition front movement league organisation organization society foundation trust fund institute institution academy \
university college school faculty hospital clinic church mosque temple synagogue diocese archdiocese bank group company corporation corp holdings enterprises industries partners \
airlines airways motors records pictures studios productions entertainment media press times post news herald tribune guardian telegraph gazette journal chronicle observer daily weekly magazine review radio television tv broadcasting network \
police army navy force forces guard guards corps brigade battalion regiment militia service services secretariat directorate division centre center club fc cf united rovers wanderers athletic \
orchestra ballet theatre theater museum gallery library laboratory laboratories lab labs observatory exchange chamber guild syndicate consortium cooperative co-operative committee \
legislature judiciary treasury embassy consulate mission delegation taskforce initiative project programme program network systems technologies technology solutions pharmaceuticals energy petroleum oil gas steel mining telecom communications electric electronics \
insurance securities capital ventures investments logistics shipping railway railways lines brothers sons associates consulting inc politburo presidium junta caucus greens democrats republicans conservatives liberals labour \
brotherhood congregation order ministry ministries commissioner ombudsman inspectorate registry constabulary squad team unit nations bloc community commonwealth confederation union yuan duma knesset bundestag majlis sejm diet house panel platform forum \
universidad universidade université universität institut instituto banco banque frente partido parti movimiento ministerio ministère grupo groupe société compagnie federación asociación sindicato fundación fondation diario revista \
management publications quarterly express international global worldwide watch online";

const LEGAL_FORMS: &str = "inc incorporated ltd limited llc llp plc corp corporation co gmbh ag sa s.a s.p.a spa nv bv ab asa oyj pty pvt sdn bhd jsc pjsc ooo oao kg sarl sas srl";

const PLACES: &str = "lakes rivers valleys glaciers canyons deserts forests beaches highlands lowlands heartland province county district region state territory prefecture municipality governorate oblast krai canton department parish borough ward township village town city capital \
river lake sea ocean bay gulf strait straits channel canal creek falls waterfall island islands isle isles peninsula cape coast beach mountain mountains mount hill hills valley desert forest jungle \
plain plains plateau basin delta glacier volcano canyon reef archipelago park square street road avenue boulevard lane highway bridge airport port harbour harbor station stadium arena tower palace castle fort prison jail camp \
crossing border zone strip heights gardens zoo cemetery hall halls towers abbey cathedral monastery shrine mine dam reservoir reserve refuge sanctuary upazila taluk tehsil mandal panchayat plaza mall market bazaar souq souk chowk hypermarket supermarket shopping hotel café cafe restaurant inn ranges range ridge drive bypass hamlet bluff resort courthouse headland lagoon spring springs falls rainforest wetland wetlands savannah steppe estate suburb neighbourhood neighborhood corridor quarter barangay";

const PLACE_OPENERS: &str = "mount mt lake cape port fort san santa santo são sao los las el la saint st ste ciudad villa rio río puerto bandar tel ras wadi jebel jabal nueva nuevo isla islas baie bay gulf sea strait bahr deir beit kfar kibbutz";

const CALENDAR: &str = "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun \
ramadan christmas easter eid diwali hanukkah passover gmt est edt pst utc am pm ad bc bce ce";

const PARTICLES: &str = "bin bint ibn ben al el ul ur de del della di da das dos do du la le les van von der den ter ten zu zur y e af av bar abu ap o";

const EVENTS: &str = "war wars revolution revolutions uprising intifada massacre holocaust genocide crisis act law bill code constitution amendment treaty agreement accord accords pact protocol convention \
charter declaration resolution deal framework plan strategy policy doctrine initiative cup games olympics championship championships league tournament open prix festival awards award prize prizes medal medals trophy scholarship scholarships fellowship fellowships oscar oscars emmy emmys \
day week month year night summit conference talks session meeting congress carnival expo exhibition biennale marathon rally race tour season election elections referendum vote primary \
age era century dynasty empire renaissance enlightenment reformation storm hurricane typhoon cyclone earthquake tsunami virus disease syndrome fever covid ebola pandemic \
bible quran koran torah gospel index dollar dollars euro euros pound pounds rupee rupees yen yuan peso bitcoin ethereum degree bachelor master doctorate phd scheme campaign operation spring curtain theory principle article section chapter report statement paper \
missile missiles rocket satellite telescope aircraft airbus boeing tank rifle spring house-bill road one two three ii iii iv memorial studies";

const SAYING: &str = "said says say saying told tells added adds stated states announced announces declared declares claimed claims noted notes explained explains argued argues warned warns wrote writes insisted insists \
stressed stresses replied replies responded responds recalled recalls admitted admits agreed agrees suggested suggests believes believed thinks commented comments remarked remarks asked asks urged urges vowed vows promised promises observed observes emphasised emphasized continued concluded confirmed denied tweeted lamented complained acknowledged called accused criticised criticized praised recounted testified joked quipped reiterated underlined pointed";

const DIRECTIONS: &str = "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern southwestern central upper lower greater inner outer middle";

const ABBREVIATIONS: &str = "mr mrs ms dr det insp supt prof rev hon fr st ste mt gen lt col maj sgt capt cmdr cdr adm brig pvt cpl sen rep gov pres jr sr inc ltd co corp no vs messrs mme jan feb mar apr jun jul aug sep sept oct nov dec approx ca fig vol ed eds al dept univ bros";

const TENURES: &str = "former ex then acting late current incoming outgoing interim onetime one-time longtime long-time veteran fellow";

const ORGANISATION_NOUNS: &str = "company firm group party newspaper magazine daily weekly website agency broadcaster channel network station outlet portal union association organisation organization charity ngo nonprofit \
think-tank thinktank university college school hospital bank airline manufacturer maker retailer startup start-up club team side band militia movement faction front coalition alliance watchdog regulator \
ministry department committee commission council court tribunal institute foundation operator developer provider supplier conglomerate giant publisher consortium platform app";

const PLACE_NOUNS: &str = "town city village province district region county state island suburb neighbourhood neighborhood port capital municipality area settlement camp prefecture territory governorate hamlet outskirts coast";

const EASTERN_SURNAMES: &str = "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren lu yao shen zhong cui tan fan jin shi liao jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan lei duan long tao shi he mao hao gu gong shao wan qian xi tsai lai hsieh chiang chang chou hsu kuo hung tseng \
kim lee park choi jung jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song ryu yoo hong jeon ko moon son bae baek heo nam roh noh ban chung ri pak rhee chun \
nguyen nguyễn tran trần le lê pham phạm hoang huynh phan vu vo dang bui do ngo duong truong phung \
hun sok sar pol norodom";

fn tables() -> [(&'static str, Class); 20] {
    [
        (FUNCTION, Class::FUNCTION),
        (HONORIFICS, Class::HONORIFIC),
        (OFFICES, Class::OFFICE),
        (OFFICE_MODIFIERS, Class::OFFICE_MODIFIER),
        (PORTFOLIOS, Class::PORTFOLIO),
        (ORGANISATIONS, Class::ORGANISATION),
        (LEGAL_FORMS, Class::LEGAL_FORM),
        (PLACES, Class::PLACE),
        (PLACE_OPENERS, Class::PLACE_OPENER),
        (CALENDAR, Class::CALENDAR),
        (PARTICLES, Class::PARTICLE),
        (EVENTS, Class::EVENT),
        (SAYING, Class::SAYING),
        (DIRECTIONS, Class::DIRECTION),
        (ABBREVIATIONS, Class::ABBREVIATION),
        (TENURES, Class::TENURE),
        (ORGANISATION_NOUNS, Class::ORGANISATION_NOUN),
        (PLACE_NOUNS, Class::PLACE_NOUN),
        (EASTERN_SURNAMES, Class::EASTERN_SURNAME),
        (include_str!("../data/forenames.txt"), Class::FORENAME),
    ]
}

/// What the word with this [`key`] can be.
pub(crate) fn class(word: u64) -> Class {
    static CLASSES: OnceLock<Keyed<Class>> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| {
        let mut classes: FxHashMap<u64, Class> = FxHashMap::default();
        for (words, class) in tables() {
            for word in data::entries(words).flat_map(str::split_ascii_whitespace) {
                let entry = classes.entry(key(word)).or_insert(Class::NONE);
                *entry = entry.or(class);
                if class.has(Class::OFFICE.or(Class::HONORIFIC)) && word.len() > 3 {
                    let plural = classes.entry(key(&format!("{word}s"))).or_insert(Class::NONE);
                    *plural = plural.or(Class::OFFICE_PLURAL);
                }
            }
        }
        Keyed::of(classes.into_iter())
    });
    classes.get(word).unwrap_or_default()
}
