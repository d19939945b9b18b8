//! What is seen in and around a run of capitals, as bits.

use super::super::hints::{Hint, hints, known};
use super::super::*;
use super::Part;

macro_rules! bits {
    ($($name:ident = $label:literal),* $(,)?) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        enum Bit { $($name),* }
        /// Names of the bits as the data has them, in order of the bits.
        pub(super) const NAMES: &[&str] = &[$($label),*];
        use Bit::*;
    };
}

bits! {
    Len1 = "1-word", Len2 = "2-words", Len3 = "3-words", Len4 = "4-words",
    Upper = "capitals", UpperLong = "long-capitals", Mixed = "mixed-case", Model = "model", Hyphen = "hyphen",
    Headline = "headline", Opens = "opens", Ampersand = "&", Of = "of", Particle = "particle", Initial = "initial", Letter = "letter",
    GivenFirst = "given-first", GivenWord = "given-word-first", GivenWide = "given-wide-first", GivenAlone = "given-alone",
    SurnameLast = "surname-last", SurnameWord = "surname-word-last", SurnameAlone = "surname-alone", SurnameFrequent = "surname-frequent", FrequentAlone = "surname-frequent-alone",
    UnknownLast = "unknown-last", UnknownFirst = "unknown-first", UnknownAlone = "unknown-alone",
    AnyWord = "any-word", AllWords = "all-words", WordFirst = "word-first", WordLast = "word-last",
    Place = "place", PlaceFirst = "place-first", PlaceLast = "place-last", PeopleFirst = "people-first", PeopleLast = "people-last",
    OrgLast = "org-last", OrgFirst = "org-first", OrgHead = "org-head-last", Legal = "legal-last", KnownOrg = "known-organization",
    KnownProduct = "known-product", KnownFirst = "known-first", KnownCommon = "known-common", KnownPerson = "known-person", GeoLast = "geo-last", GeoFirst = "geo-first", EventLast = "event-last", Chinese = "chinese-name",
    ProductLast = "product-suffix-last", ClassLast = "class-noun-last", TitleLast = "title-last", TitleAlone = "title-alone",
    EndsPerson = "surname-ending", EndsPlace = "place-ending",
    AfterTitle = "after-title", AfterHonorific = "after-honorific", AfterBy = "after-by", AfterWith = "after-with",
    AfterAnd = "after-name-and", AfterIn = "after-in", AfterTo = "after-to", AfterOf = "after-of", AfterThe = "after-the",
    AfterA = "after-a", AfterMy = "after-my", AfterAt = "after-at", AfterFor = "after-for", AfterOn = "after-on", AfterParenthesis = "after-parenthesis", AfterSay = "after-say",
    AfterLaunch = "after-launch", AfterOrgClass = "after-org-class", AfterProductClass = "after-product-class",
    AfterPeople = "after-people", AfterQuote = "after-quote", AfterVerb = "after-human-verb", AfterKin = "after-kin", AfterWord = "after-word",
    AfterComma = "after-comma", AfterPossessive = "after-possessive", AfterColon = "after-colon",
    BeforeSay = "before-say", BeforeAct = "before-human-verb", BeforeBe = "before-be", BeforeHave = "before-have",
    BeforePossessive = "before-possessive", BeforeComma = "before-comma", BeforeWho = "before-who", BeforeAge = "before-age",
    BeforeParenthesis = "before-parenthesis", BeforeAcronym = "before-acronym", Closed = "before-closing", BeforeColon = "before-colon",
    BeforeAnd = "before-and-name", BeforeOrgNoun = "before-org-noun", OwnsOrgNoun = "owns-org-noun", OwnsPersonNoun = "owns-person-noun",
    BeforeProductClass = "before-product-class", BeforeCapital = "before-capital", BeforeIn = "before-in", BeforeEnd = "before-end",
    BeforeAppositionTitle = "before-apposition-title", BeforePlace = "before-place", BeforePlural = "before-noun", BeforeEd = "before-ed", BeforeNumber = "before-number",
    He = "he-she-in-block", I = "i-in-block", Social = "social-post",
    // What several together say that each alone does not.
    KnownUpper = "known-capitals", KnownLong = "known-words", UpperAmid = "capitals-amid", UpperAfterThe = "capitals-after-the",
    GivenSurname = "given-and-surname", GivenUnknown = "given-and-unknown", GivenWordLast = "given-and-word", Roman = "roman-last",
    UnknownAmid = "unknown-amid", UnknownAfterIn = "unknown-after-in", WordOpens = "word-opens", WordAmid = "word-amid",
    SurnameActs = "surname-acts", UnknownActs = "unknown-acts", GivenActs = "given-acts", SurnameHe = "surname-he",
    TheOrg = "the-org-last", TheOne = "the-one-word", OneInList = "one-word-in-list", PlaceActs = "place-acts", SurnameWordAlone = "surname-word-alone",
    SurnameWordActs = "surname-word-acts", Vocative = "given-beside-comma", SocialGiven = "given-social", SocialTwo = "two-words-social",
    SocialUnknown = "unknown-social", SocialUpper = "capitals-social",
}

impl Bits {
    fn has(self, bit: Bit) -> bool {
        self.0[bit as usize / 64] >> (bit as usize % 64) & 1 == 1
    }
    fn any(self, bits: &[Bit]) -> bool {
        bits.iter().any(|b| self.has(*b))
    }
}

fn together(g: &Text, block: &Block, run: Run, bits: &mut Bits) {
    let b = *bits;
    let social = block.social;
    let amid = !b.any(&[Opens, Headline]);
    let acts = b.any(&[BeforeSay, BeforeAct, BeforeBe, BeforeHave, OwnsPersonNoun, BeforeWho, BeforeEd]);
    let one = b.has(Len1);
    bits.set(Social, social);
    bits.set(KnownUpper, b.has(KnownOrg) && b.any(&[Upper, UpperLong]));
    bits.set(KnownLong, b.has(KnownOrg) && !one);
    bits.set(UpperAmid, b.has(Upper) && one && amid && !b.has(Place));
    bits.set(UpperAfterThe, b.has(Upper) && one && b.has(AfterThe));
    let given = b.any(&[GivenFirst, GivenWord, GivenWide]);
    bits.set(GivenSurname, given && b.has(Len2) && b.any(&[SurnameLast, SurnameWord]));
    bits.set(GivenUnknown, given && b.has(UnknownLast));
    bits.set(GivenWordLast, given && b.has(WordLast) && !b.has(SurnameWord));
    let last = g.word(run.to.saturating_sub(1));
    bits.set(UnknownAmid, b.has(UnknownAlone) && amid);
    bits.set(UnknownAfterIn, b.any(&[UnknownAlone, SurnameAlone]) && b.any(&[AfterIn, AfterAt]));
    let word = one && b.has(AnyWord) && !b.any(&[Upper, KnownOrg, Mixed]);
    bits.set(WordOpens, word && !amid);
    bits.set(WordAmid, word && amid);
    bits.set(SurnameActs, b.has(SurnameAlone) && acts);
    bits.set(UnknownActs, b.has(UnknownAlone) && acts);
    bits.set(GivenActs, b.has(GivenAlone) && acts);
    bits.set(SurnameHe, b.any(&[SurnameAlone, UnknownAlone]) && block.he);
    bits.set(TheOrg, b.has(AfterThe) && b.any(&[OrgLast, OrgHead]));
    bits.set(TheOne, b.has(AfterThe) && one);
    bits.set(OneInList, one && b.any(&[AfterAnd, AfterComma, BeforeAnd]));
    bits.set(PlaceActs, b.has(Place) && acts);
    let word_surname = one && b.has(AnyWord) && hints(last).has(Hint::SURNAME);
    bits.set(SurnameWordAlone, word_surname && amid);
    bits.set(SurnameWordActs, word_surname && acts);
    bits.set(Vocative, b.has(GivenAlone) && b.any(&[BeforeComma, AfterComma, BeforeEnd]));
    bits.set(SocialGiven, social && b.has(GivenAlone));
    bits.set(SocialTwo, social && b.has(Len2));
    bits.set(SocialUnknown, social && b.has(UnknownAlone));
    bits.set(SocialUpper, social && b.any(&[Upper, UpperLong]));
}

/// A set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Bits(pub [u64; 3]);

impl Bits {
    fn set(&mut self, bit: Bit, on: bool) {
        self.0[bit as usize / 64] |= u64::from(on) << (bit as usize % 64);
    }
    /// Places of the bits that are set.
    pub fn each(self) -> impl Iterator<Item = usize> {
        (0..).zip(self.0).flat_map(|(word, mut rest)| {
            std::iter::from_fn(move || {
                let at = word * 64 + rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(at)
            })
        })
    }
}

/// What the whole block says.
pub(super) struct Block {
    he: bool,
    me: bool,
    /// Handles, hashtags or links stand in it.
    social: bool,
}

impl Block {
    pub fn of(g: &Text) -> Block {
        let mut block = Block { he: false, me: false, social: false };
        for (i, token) in g.tokens.iter().enumerate() {
            block.social |= token.kind == Kind::Opaque;
            match g.word(i) {
                "he" | "she" | "his" | "her" | "him" | "He" | "She" | "His" | "Her" => block.he = true,
                "I" | "my" | "me" | "you" | "u" | "My" | "You" => block.me = true,
                _ => {}
            }
        }
        block
    }
}

pub(super) fn of(g: &Text, block: &Block, part: Part) -> Bits {
    let mut bits = Bits::default();
    inside(g, part.run, &mut bits);
    before(g, part, &mut bits);
    after(g, part.run, &mut bits);
    bits.set(He, block.he);
    bits.set(I, block.me);
    together(g, block, part.run, &mut bits);
    bits
}

fn inside(g: &Text, run: Run, bits: &mut Bits) {
    let mut words: Vec<usize> = (run.from..run.to).filter(|i| g.get(*i).is_some_and(Token::is_capital)).collect();
    // `Ruprecht III`: the numeral counts as no word of the name.
    while words.len() > 1 && words.last().is_some_and(|i| is_roman(g.word(*i))) {
        words.pop();
        bits.set(Roman, true);
    }
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return };
    let name = g.name(run);
    let (a, z) = (g.tokens[first], g.tokens[last]);
    let (first_hint, last_hint) = (hints(g.word(first)), hints(g.word(last)));
    let one = words.len() == 1;
    bits.set(Len1, one);
    bits.set(Len2, words.len() == 2);
    bits.set(Len3, words.len() == 3);
    bits.set(Len4, words.len() >= 4);
    let upper = words.iter().all(|i| g.tokens[*i].case == Case::Upper);
    bits.set(Upper, upper && name.len() <= 5);
    bits.set(UpperLong, upper && name.len() > 5);
    bits.set(Mixed, words.iter().any(|i| g.tokens[*i].case == Case::Mixed));
    bits.set(Model, words.iter().any(|i| g.tokens[*i].kind == Kind::Model));
    bits.set(Hyphen, name.contains('-'));
    bits.set(Headline, a.headline);
    bits.set(Opens, a.opens);
    bits.set(Ampersand, name.contains('&'));
    bits.set(Of, (run.from..run.to).any(|i| g.is(i, "of") || g.is(i, "for")));
    bits.set(Particle, (run.from + 1..run.to).any(|i| g.tokens[i].case == Case::Lower && hints(g.word(i)).has(Hint::PARTICLE)));
    let letter = |t: &Token| t.is_word() && t.end - t.start == 1;
    bits.set(Initial, !one && words.iter().any(|i| letter(&g.tokens[*i])));
    bits.set(Letter, one && letter(&a));
    let word = |t: &Token| t.has(Class::WORD | Class::FUNCTION) || is_plural(t.text(g.text));
    let given = a.has(Class::GIVEN) && !upper;
    bits.set(GivenFirst, !one && given && !word(&a));
    bits.set(GivenWord, !one && given && word(&a));
    bits.set(GivenWide, !one && !given && first_hint.has(Hint::GIVEN) && !upper);
    bits.set(GivenAlone, one && (given || first_hint.has(Hint::GIVEN)) && !word(&a));
    let surname = last_hint.has(Hint::SURNAME);
    bits.set(SurnameLast, !one && surname && !word(&z));
    bits.set(SurnameWord, !one && surname && word(&z));
    bits.set(SurnameAlone, one && surname && !word(&a));
    let frequent = last_hint.has(Hint::FREQUENT) && !word(&z);
    bits.set(SurnameFrequent, !one && frequent);
    bits.set(FrequentAlone, one && frequent);
    let unknown = |t: &Token, h: Hint| t.is_word() && !word(t) && t.class == Class::default() && !h.has(Hint::SURNAME | Hint::GIVEN);
    bits.set(UnknownLast, !one && unknown(&z, last_hint));
    bits.set(UnknownFirst, !one && unknown(&a, first_hint));
    bits.set(UnknownAlone, one && unknown(&a, first_hint));
    bits.set(AnyWord, words.iter().any(|i| word(&g.tokens[*i])));
    bits.set(AllWords, words.iter().all(|i| word(&g.tokens[*i])));
    bits.set(WordFirst, !one && word(&a));
    bits.set(WordLast, !one && word(&z));
    bits.set(Place, g.is_place(run) && !(upper && known(name).is_some()));
    bits.set(PlaceFirst, !one && a.has(Class::PLACE));
    bits.set(PlaceLast, !one && z.has(Class::PLACE));
    bits.set(PeopleFirst, !one && a.has(Class::PEOPLE));
    bits.set(PeopleLast, z.has(Class::PEOPLE));
    bits.set(OrgLast, !one && g.is_suffix(last));
    bits.set(OrgFirst, !one && g.is_suffix(first));
    bits.set(OrgHead, !one && last_hint.has(Hint::ORG_HEAD));
    bits.set(Legal, !one && z.has(Class::LEGAL));
    let kind = known(name);
    let common = one && !upper && (word(&a) || a.has(Class::PLACE) || given || surname);
    bits.set(KnownOrg, kind == Some(EntityType::Organization) && !common);
    bits.set(KnownProduct, kind == Some(EntityType::Product) && !common);
    bits.set(KnownPerson, kind == Some(EntityType::Person));
    bits.set(KnownCommon, kind.is_some_and(|k| k != EntityType::Person) && common);
    bits.set(KnownFirst, !one && known(g.word(first)).is_some());
    bits.set(GeoLast, !one && last_hint.has(Hint::GEO));
    bits.set(GeoFirst, !one && first_hint.has(Hint::GEO));
    bits.set(EventLast, last_hint.has(Hint::EVENT));
    bits.set(Chinese, !one && words.len() == 2 && g.chinese_pair(&words));
    bits.set(ProductLast, !one && z.has(Class::PRODUCT_SUFFIX));
    bits.set(ClassLast, z.has(Class::ORG_CLASS | Class::PRODUCT_CLASS));
    bits.set(TitleLast, z.has(Class::TITLE));
    bits.set(TitleAlone, one && a.has(Class::TITLE));
    let lower = g.lower(last);
    let ends = |all: &[&str]| all.iter().any(|e| lower.len() > e.len() + 2 && lower.ends_with(e));
    bits.set(EndsPerson, ends(SURNAME_ENDINGS) && !word(&z));
    bits.set(EndsPlace, ends(PLACE_ENDINGS) && !word(&z));
}

fn is_roman(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.bytes().all(|c| matches!(c, b'I' | b'V' | b'X'))
}

/// A plural of a word, where the list of words has the singular alone.
fn is_plural(word: &str) -> bool {
    let stem = word.strip_suffix("ies").filter(|s| s.len() > 2);
    let y = || stem.is_some_and(|s| lexicon::latin(&format!("{s}y")).has(Class::WORD | Class::TITLE));
    let e = || word.strip_suffix("es").is_some_and(|s| lexicon::latin(s).has(Class::WORD | Class::TITLE));
    word.len() > 5 && (word.strip_suffix('s').is_some_and(|s| lexicon::latin(s).has(Class::WORD | Class::TITLE)) || e() || y())
}

/// Endings of surnames in Europe and Western Asia.
const SURNAME_ENDINGS: &[&str] = &[
    "son", "sen", "man", "mann", "berg", "stein", "ez", "ski", "sky", "ova", "ov", "ev", "eva", "vich", "vic", "wicz", "enko", "ian",
    "yan", "elli", "etti", "ini", "oglu", "shvili", "opoulos", "idis", "akis", "ström", "quist", "escu", "eau", "eaux",
];
/// Endings of places.
const PLACE_ENDINGS: &[&str] = &[
    "land", "burg", "burgh", "bury", "ville", "stan", "shire", "mouth", "grad", "abad", "pur", "pore", "wick", "ford", "port", "ia",
    "chester", "haven", "borough", "stadt", "dorf", "field", "bridge",
];

fn before(g: &Text, part: Part, bits: &mut Bits) {
    let run = part.run;
    let mut at = run.from;
    let quoted = at > 0 && ['"', '“', '‘', '\''].iter().any(|q| g.mark(at - 1, *q));
    bits.set(AfterQuote, quoted);
    bits.set(AfterTitle, part.titled);
    if quoted || at == 0 {
        return;
    }
    at -= 1;
    // The stop of an honorific: `Mr. Ames`.
    let honorific = g.has(at, Class::HONORIFIC) || (at > 0 && g.mark(at, '.') && g.has(at - 1, Class::HONORIFIC));
    bits.set(AfterHonorific, honorific);
    let Some(t) = g.get(at) else { return };
    if let Kind::Mark(c) = t.kind {
        bits.set(AfterParenthesis, matches!(c, '(' | '['));
        bits.set(AfterColon, c == ':');
        bits.set(AfterComma, c == ',' && at > 0 && g.get(at - 1).is_some_and(Token::is_capital));
        bits.set(AfterPossessive, g.possessive(at));
        return;
    }
    let word = g.lower(at);
    let word = word.as_str();
    let hint = hints(word);
    let lower = t.case == Case::Lower;
    bits.set(AfterBy, word == "by");
    bits.set(AfterWith, matches!(word, "with" | "against" | "versus" | "vs" | "between"));
    bits.set(AfterAnd, matches!(word, "and" | "or") && at > 0 && g.get(at - 1).is_some_and(Token::is_capital));
    bits.set(
        AfterIn,
        matches!(word, "in" | "near" | "across" | "around" | "outside" | "inside" | "throughout" | "into" | "toward" | "towards" | "via"),
    );
    bits.set(AfterTo, matches!(word, "to" | "from"));
    bits.set(AfterOf, word == "of");
    bits.set(AfterThe, word == "the");
    bits.set(AfterA, matches!(word, "a" | "an" | "this" | "that" | "these" | "those" | "every" | "any" | "no"));
    bits.set(AfterMy, matches!(word, "my" | "your" | "our" | "his" | "her" | "their" | "its"));
    bits.set(AfterAt, matches!(word, "at"));
    bits.set(AfterFor, matches!(word, "for" | "about" | "than" | "like" | "as"));
    bits.set(AfterOn, matches!(word, "on" | "over" | "under"));
    bits.set(AfterSay, lower && t.has(Class::REPORT));
    bits.set(AfterLaunch, lower && t.has(Class::LAUNCH));
    bits.set(AfterOrgClass, lower && (t.has(Class::ORG_CLASS) || hint.has(Hint::ORG_LEAD)));
    bits.set(AfterProductClass, lower && t.has(Class::PRODUCT_CLASS));
    bits.set(AfterPeople, t.has(Class::PEOPLE));
    bits.set(AfterVerb, lower && hint.has(Hint::HUMAN_VERB));
    bits.set(AfterKin, lower && hint.has(Hint::KIN));
    if lower && (t.has(Class::TITLE) || hint.has(Hint::RANK)) {
        bits.set(AfterTitle, true);
    }
    bits.set(AfterWord, lower && !t.has(Class::FUNCTION) && !hint.has(Hint(u32::MAX)));
}

fn after(g: &Text, run: Run, bits: &mut Bits) {
    let at = run.to;
    let Some(t) = g.get(at) else {
        bits.set(BeforeEnd, true);
        return;
    };
    if g.possessive(at) {
        bits.set(BeforePossessive, true);
        let next = hints(g.word(at + 1));
        // `Korvo's new chairman` as well as `Korvo's chairman`.
        let later =
            if g.get(at + 2).is_some_and(|t| t.case == Case::Lower && t.is_word()) { hints(g.word(at + 2)) } else { Hint::default() };
        bits.set(OwnsOrgNoun, next.has(Hint::ORG_NOUN) || later.has(Hint::ORG_NOUN));
        bits.set(OwnsPersonNoun, next.has(Hint::PERSON_NOUN) || later.has(Hint::PERSON_NOUN));
        return;
    }
    if let Kind::Mark(c) = t.kind {
        let next = g.get(at + 1);
        match c {
            ',' => {
                bits.set(BeforeComma, true);
                bits.set(BeforeWho, g.is(at + 1, "who") || g.is(at + 1, "whose"));
                let age = next.is_some_and(|n| n.kind == Kind::Number && n.end - n.start <= 2);
                bits.set(BeforeAge, age && (g.mark(at + 2, ',') || g.mark(at + 2, '.')));
                bits.set(BeforePlace, next.is_some_and(|n| n.has(Class::PLACE)));
                let title = (at + 1..at + 6)
                    .take_while(|i| g.get(*i).is_some_and(|t| t.is_word() || is_possessive(t)))
                    .any(|i| g.get(i).is_some_and(|t| t.case == Case::Lower && t.has(Class::TITLE)));
                bits.set(BeforeAppositionTitle, title);
            }
            '(' | '[' => {
                bits.set(BeforeParenthesis, true);
                bits.set(BeforeAcronym, next.is_some_and(|n| n.case == Case::Upper) && g.mark(at + 2, ')'));
            }
            ')' | ']' => bits.set(Closed, true),
            ':' => bits.set(BeforeColon, true),
            '.' | '!' | '?' | ';' => bits.set(BeforeEnd, true),
            _ => {}
        }
        return;
    }
    let lowered = g.lower(at);
    let word = lowered.as_str();
    let hint = hints(word);
    let lower = t.case == Case::Lower;
    bits.set(BeforeNumber, t.kind == Kind::Number);
    bits.set(BeforeCapital, t.is_capital());
    if !lower {
        return;
    }
    bits.set(BeforeSay, t.has(Class::REPORT));
    bits.set(BeforeAct, hint.has(Hint::HUMAN_VERB));
    bits.set(
        BeforeBe,
        matches!(word, "is" | "was" | "are" | "were" | "will" | "would" | "can" | "could" | "may" | "might" | "should" | "does" | "did"),
    );
    bits.set(BeforeHave, matches!(word, "has" | "had" | "have"));
    bits.set(BeforeWho, word == "who" || word == "whose");
    bits.set(BeforeAnd, matches!(word, "and" | "or") && g.get(at + 1).is_some_and(Token::is_capital));
    bits.set(BeforeOrgNoun, hint.has(Hint::ORG_NOUN) || t.has(Class::ORG_CLASS));
    bits.set(BeforeProductClass, t.has(Class::PRODUCT_CLASS));
    bits.set(BeforeIn, matches!(word, "in" | "at" | "on" | "from" | "to" | "for" | "with" | "by" | "of"));
    bits.set(BeforeEd, !t.has(Class::FUNCTION | Class::REPORT) && !hint.has(Hint::HUMAN_VERB) && word.len() > 4 && word.ends_with("ed"));
    bits.set(BeforePlural, !t.has(Class::FUNCTION | Class::REPORT) && !hint.has(Hint::HUMAN_VERB) && !word.ends_with("ed"));
}
