//! What stands behind a numeral: percent signs, currencies, units, ages, temperatures, multiples.

use super::super::FigureKind;
use super::lexicon::{LEXICON, Sense, Unit};
use super::measure::noun;
use super::nouns;
use super::numeral::{Numeral, Shape, near_degrees};
use super::scan::{self, any_word, blanks_end, byte, char_at, char_before, joint_end};
use crate::text::{Exact, Symbol};

/// What stands behind (or around) a numeral.
#[derive(Clone, Debug)]
pub(super) struct Suffix {
    pub kind: FigureKind,
    pub unit: Option<Symbol>,
    /// What the printed number is to be multiplied by.
    pub factor: Exact,
    /// The value itself, where it is no multiple of the printed number (两成五).
    pub value: Option<Exact>,
    pub end: usize,
    /// Index into the unit table, for compounds.
    pub index: Option<u16>,
    pub enumerates: bool,
}

impl Suffix {
    pub fn new(kind: FigureKind, unit: &str, end: usize) -> Suffix {
        Suffix { kind, unit: Some(Symbol::new(unit)), factor: Exact::ONE, value: None, end, index: None, enumerates: false }
    }
}

/// What counts or measures the numeral.
pub(super) fn suffix(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    // tens of thousands of miles, hundreds of millions of dollars
    if n.shape == Shape::Vague
        && let Some(of) = scan::word(text, next, "of")
    {
        return suffix(text, &Numeral { end: of, shape: Shape::Marked, ..*n })
            .filter(|s| matches!(s.kind, FigureKind::Money | FigureKind::Duration | FigureKind::Quantity));
    }
    // three quarters of an hour
    if n.shape == Shape::Fraction
        && let Some(of) = any_word(text, next, &["of an", "of a", "of one"])
            .or_else(|| scan::word(text, next, "of").filter(|_| n.value > Some(Exact::ONE)))
        && let Some(own) = unit(text, &Numeral { end: of, shape: Shape::Marked, ..*n }, blanks_end(text, of))
    {
        return Some(own);
    }
    // 20 (kg): the unit in brackets
    let open = if scan::rest(text, next).starts_with('(') && next == n.end + 1 { next + 1 } else { next };
    percent(text, n)
        .or_else(|| hours_and_minutes(text, n))
        .or_else(|| age(text, n))
        .or_else(|| temperature(text, n))
        .or_else(|| currency_after(text, n))
        .or_else(|| unit(text, n, next))
        .or_else(|| (open > next).then(|| unit(text, n, open)).flatten().filter(|s| byte(text, s.end) == b')'))
        .or_else(|| multiple(text, n))
        .or_else(|| described(text, n, next))
        .or_else(|| {
            nouns::counted(text, n).map(|(name, end, enumerates)| Suffix { enumerates, ..Suffix::new(FigureKind::Quantity, &name, end) })
        })
}

/// `1h30`, `1h30m`: minutes behind hours with their letter; "at 9h30" is a time of day.
fn hours_and_minutes(text: &str, n: &Numeral) -> Option<Suffix> {
    let end = scan::digits_end(text, n.end + 1);
    if byte(text, n.end) != b'h' || end != n.end + 3 || scan::word_before(text, n.start).eq_ignore_ascii_case("at") {
        return None;
    }
    let minutes: i64 = scan::part(text, n.end + 1, end).parse().ok().filter(|m| *m < 60)?;
    let end = any_word(text, end, &["mins", "min", "m"]).unwrap_or(end);
    let value = n.value?.mul(Exact::from_int(60))?.add(Exact::from_int(minutes));
    (!byte(text, end).is_ascii_alphanumeric()).then(|| Suffix { value, ..Suffix::new(FigureKind::Duration, "minute", end) })
}

/// `2 more minutes`, `three consecutive quarters`, `five extra miles`: a word between the number and its unit.
fn described(text: &str, n: &Numeral, next: usize) -> Option<Suffix> {
    let words =
        ["more", "less", "additional", "extra", "further", "consecutive", "successive", "straight", "full", "whole", "long", "solid"];
    let end = any_word(text, next, &words).filter(|e| next > n.end && byte(text, *e) == b' ')?;
    let own = unit(text, &Numeral { end, ..*n }, end + 1).or_else(|| currency_after(text, &Numeral { end, ..*n }))?;
    let spelt = byte(text, end + 1).is_ascii_alphabetic() && own.end > end + 3;
    (spelt && (own.kind != FigureKind::Quantity || own.index.is_some())).then_some(own)
}

pub(super) fn percent(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    // "half of a percent", "0.2 of one percentage point"
    let next = any_word(text, next, &["of a", "of one"]).map_or(next, |end| blanks_end(text, end));
    if let Some((unit, end)) = LEXICON.find(text, next, |s| if let Sense::Percent(u) = s { Some(u) } else { None }) {
        if unit == "permille" {
            return Some(Suffix { factor: Exact::pow10(-1)?, ..Suffix::new(FigureKind::Percent, "percent", end) });
        }
        // "a percentage" counts nothing
        return Some(Suffix::new(FigureKind::Percent, unit, end));
    }
    if let Some(end) = super::han::spaced(text, next, "个百分点") {
        return Some(Suffix::new(FigureKind::Percent, "percentage-point", end));
    }
    // 0.3个和2.4个百分点: the unit behind the last of them
    if let Some(joined) = scan::rest(text, next).strip_prefix('个').and_then(|r| r.strip_prefix(['和', '、', '与', '及', '至', '到']))
    {
        let from = text.len() - joined.len();
        let other = super::numeral::at(text, from).and_then(|m| percent(text, &m)).filter(|_| scan::byte(text, from).is_ascii_digit());
        if let Some(unit) = other.and_then(|s| s.unit).filter(|u| u.as_str() != "percent") {
            return Some(Suffix::new(FigureKind::Percent, unit.as_str(), next + "个".len()));
        }
    }
    let han = |word: &str| scan::rest(text, next).strip_prefix(word).map(|rest| text.len() - rest.len());
    if let Some(end) = han("成") {
        let word = char_at(text, end).is_some_and(|c| "为立功都员交本果长绩年品群熟型就套因分效份见".contains(c));
        let value = n.value.or(n.high).filter(|v| *v <= Exact::from_int(10) && !word)?;
        // 两成五 is 25 percent; 三成一个 is not
        let tail =
            char_at(text, end).and_then(super::han::digit).filter(|_| n.value.is_some_and(Exact::is_integer) && n.shape == Shape::Han);
        if let Some(d) = tail.filter(|_| !super::han::counts(text, end + "五".len())) {
            let value = value.mul(Exact::from_int(10))?.add(Exact::from_int(d));
            return Some(Suffix { value, ..Suffix::new(FigureKind::Percent, "percent", end + "五".len()) });
        }
        if let Some(end) = scan::rest(text, end).strip_prefix('半').map(|r| text.len() - r.len()) {
            let value = value.mul(Exact::from_int(10))?.add(Exact::from_int(5));
            return Some(Suffix { value, ..Suffix::new(FigureKind::Percent, "percent", end) });
        }
        return Some(Suffix { factor: Exact::from_int(10), ..Suffix::new(FigureKind::Percent, "percent", end) });
    }
    if let Some(end) = han("折") {
        if n.is_lone_scale(text) || char_at(text, end).is_some_and(|c| "叠腾射旧合算中断线损返页磨".contains(c)) {
            return None;
        }
        let value = n.value.filter(|v| *v <= Exact::HUNDRED)?;
        if n.shape == Shape::Han && value == Exact::from_int(10) {
            return None;
        }
        let factor = if n.shape == Shape::HanDigits || value >= Exact::from_int(10) { Exact::ONE } else { Exact::from_int(10) };
        return Some(Suffix { factor, ..Suffix::new(FigureKind::Percent, "percent", end) });
    }
    None
}

/// 享年九十三, 虚岁六十: the word of age stands before the number, and nothing behind it.
pub(super) fn age_before(text: &str, n: &Numeral) -> Option<Suffix> {
    let told = scan::ends_with_any(text, n.start, &["享年", "终年", "得年", "现年", "虚岁", "年龄", "年龄为"]);
    let ends = char_at(text, n.end).is_none_or(|c| !crate::text::is_han(c) && !c.is_ascii_alphanumeric());
    (told && ends && n.value.is_some_and(|v| v <= Exact::from_int(130))).then(|| Suffix::new(FigureKind::Age, "year", n.end))
}

/// 57岁, 十二周岁, 87 yo.
pub(super) fn age(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    // 六旬老人, 年过七旬: tens of years
    if let Some(rest) = scan::rest(text, next).strip_prefix('旬').filter(|_| n.shape == Shape::Han && n.value <= Some(Exact::from_int(9)))
    {
        let old = rest.starts_with(['老', '翁', '妇', '男', '女', '夫', '父', '母'])
            || scan::ends_with_any(text, n.start, &["年过", "年逾", "年近", "年届", "已过", "年已", "年满"]);
        return old.then(|| Suffix { factor: Exact::from_int(10), ..Suffix::new(FigureKind::Age, "year", text.len() - rest.len()) });
    }
    let end = ["周岁", "岁"]
        .iter()
        .find(|w| scan::rest(text, next).starts_with(**w))
        .map(|w| next + w.len())
        .filter(|e| !scan::rest(text, *e).starts_with(['月', '末']));
    let end = end.or_else(|| any_word(text, next, &["yo", "y/o", "y.o.", "yrs old", "yr old"]));
    end.map(|end| Suffix::new(FigureKind::Age, "year", end))
}

pub(super) fn temperature(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let scale_names: [(&str, &str); 14] = [
        ("celsius", "C"),
        ("centigrade", "C"),
        ("celcius", "C"),
        ("fahrenheit", "F"),
        ("farenheit", "F"),
        ("fahrenheits", "F"),
        ("centigrate", "C"),
        ("kelvin", "K"),
        ("kelvins", "K"),
        ("c.", "C"),
        ("f.", "F"),
        ("c", "C"),
        ("f", "F"),
        ("k", "K"),
    ];
    let named = |at: usize, long: bool| {
        matches!(byte(text, at), b'c' | b'C' | b'f' | b'F' | b'k' | b'K').then_some(())?;
        scale_names
            .iter()
            .filter(|(w, _)| !long || w.len() > 2)
            .find_map(|(w, u)| scan::word(text, at, w).map(|e| (*u, e)))
            .filter(|(_, e)| !byte(text, *e).is_ascii_alphanumeric())
    };
    if let Some((unit, end)) = [("℃", "C"), ("℉", "F"), ("摄氏度", "C"), ("华氏度", "F"), ("开尔文", "K")]
        .iter()
        .find(|(w, _)| scan::rest(text, next).starts_with(w))
        .map(|(w, u)| (*u, next + w.len()))
    {
        return Some(Suffix::new(FigureKind::Temperature, unit, end));
    }
    if let Some((unit, end)) =
        [("摄氏", "C"), ("华氏", "F")].iter().find(|(w, _)| scan::rest(text, next).starts_with(w)).map(|(w, u)| (*u, next + w.len()))
    {
        let end = end + ["度", "°"].iter().find(|w| scan::rest(text, end).starts_with(**w)).map_or(0, |w| w.len());
        return Some(Suffix::new(FigureKind::Temperature, unit, end));
    }
    let degree = any_word(text, next, &["degrees", "degree", "deg.", "degs", "deg"])
        .or_else(|| ["°", "º", "˚"].iter().find(|w| scan::rest(text, next).starts_with(**w)).map(|w| next + w.len()));
    if let Some(end) = degree {
        let after = joint_end(text, end);
        // a 45-degree angle, 40 degrees north
        let way =
            ["angle", "angles", "turn", "turns", "north", "south", "east", "west", "latitude", "longitude", "of latitude", "of longitude"];
        if any_word(text, after, &way).is_some() {
            return Some(Suffix::new(FigureKind::Quantity, "degree", end));
        }
        return Some(match named(after, false).filter(|_| after == end || after == end + 1) {
            Some((unit, end)) => match any_word(text, blanks_end(text, end), &["below zero", "below freezing"]) {
                Some(end) if n.value > Some(Exact::ZERO) => {
                    Suffix { factor: Exact::from_int(-1), ..Suffix::new(FigureKind::Temperature, unit, end) }
                }
                _ => Suffix::new(FigureKind::Temperature, unit, end),
            },
            None => {
                let below = any_word(text, after, &["below zero", "below freezing"]);
                match below {
                    Some(end) => Suffix { factor: Exact::from_int(-1), ..Suffix::new(FigureKind::Temperature, "degree", end) },
                    None => Suffix::new(FigureKind::Temperature, "degree", end),
                }
            }
        });
    }
    if let Some((unit, end)) = named(next, true) {
        return Some(Suffix::new(FigureKind::Temperature, unit, end));
    }
    if let Some(end) = any_word(text, next, &["below zero", "below freezing"]) {
        return Some(Suffix { factor: Exact::from_int(-1), ..Suffix::new(FigureKind::Temperature, "degree", end) });
    }
    // 30C, 96F, 30 C: a capital alone
    let letter = byte(text, next);
    if letter == b'K' && next <= n.end + 1 && !byte(text, next + 1).is_ascii_alphanumeric() && near_degrees(text, n.start) {
        return Some(Suffix::new(FigureKind::Temperature, "K", next + 1));
    }
    let plausible = n.value.is_some_and(|v| v.abs() <= Exact::from_int(200));
    if plausible
        && matches!(letter, b'C' | b'F')
        && !byte(text, next + 1).is_ascii_alphanumeric()
        && !matches!(n.shape, Shape::Words | Shape::Han | Shape::HanDigits)
        && next <= n.end + 1
        && (!matches!(byte(text, next + 1), b'-' | b'+' | b'&') || byte(text, next + 1) == b'-' && byte(text, next + 2).is_ascii_digit())
    {
        return Some(Suffix::new(FigureKind::Temperature, if letter == b'C' { "C" } else { "F" }, next + 1));
    }
    let end = scan::rest(text, next).strip_prefix('度').map(|r| text.len() - r.len())?;
    let word = char_at(text, end).is_some_and(|c| matches!(c, '假' | '过' | '电' | '量' | '日' | '数'))
        || n.start > 0 && char_before(text, n.start) == Some('第');
    // 两度登上, 三度蝉联: occasions
    let few = matches!(n.shape, Shape::Han) && n.end - n.start == "两".len() && char_before(text, n.start) != Some('下');
    if few && char_at(text, end).is_some_and(|c| crate::text::is_han(c) && !"左以的至到多上和与是为".contains(c)) {
        return None;
    }
    // 用电200度
    if !word && scan::lead(text, n.start, 12).contains('电') {
        return Some(Suffix::new(FigureKind::Quantity, "kilowatt hour", end));
    }
    let kind = if is_angle(text, n, end) { FigureKind::Quantity } else { FigureKind::Temperature };
    (!word).then(|| Suffix::new(kind, "degree", end))
}

/// Whether plain 度 measure an angle, a place on the globe or spirits and no warmth: 90度角, 360度全景, 北纬30度, 53度白酒.
fn is_angle(text: &str, n: &Numeral, end: usize) -> bool {
    let behind = scan::rest(text, end);
    let turned =
        ["角", "旋转", "转", "大转弯", "弯", "全景", "环绕", "无死角", "视角", "视野", "翻转", "翻折", "白酒", "酒", "飞天", "近视", "镜"];
    if turned.iter().any(|w| behind.starts_with(w))
        || scan::ends_with_any(
            text,
            n.start,
            &["北纬", "南纬", "东经", "西经", "倾斜", "仰角", "俯角", "旋转", "转", "转了", "旋转了", "近视", "呈"],
        )
    {
        return true;
    }
    let warm = |s: &str| s.contains(['温', '热', '烤', '烧', '炉', '煮', '沸', '冷', '火']);
    let behind = behind.get(..behind.char_indices().nth(6).map_or(behind.len(), |(i, _)| i)).unwrap_or(behind);
    n.value.is_some_and(|v| v > Exact::from_int(100)) && !warm(scan::lead(text, n.start, 30)) && !warm(behind)
}

pub(super) fn currency_after(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let at_c = char_at(text, next)?;
    let Some((index, end)) = LEXICON.find(text, next, |s| if let Sense::CurrencyAfter(i) = s { Some(i) } else { None }) else {
        return scaled_code(text, next);
    };
    let form = scan::part(text, next, end);
    let currency = &LEXICON.currencies[index as usize];
    match form {
        // 分 and 角 by themselves are points, minutes and horns; they follow 元 or a word of money
        "分" | "毫" => return None,
        "角" if matches!(n.shape, Shape::Han | Shape::HanDigits) && char_at(text, end) != Some('钱') => return None,
        "角" if char_at(text, end).is_some_and(|c| "度形色落尖星钢楼铁龙".contains(c)) => return None,
        "毛" if char_at(text, end).is_some_and(|c| matches!(c, '利' | '巾' | '衣' | '笔')) => return None,
        "块" if char_at(text, end).is_some_and(|c| "石屏地土板砖布肉表电面金木玻".contains(c)) => return None,
        // 一块蛋糕
        "块" if scan::part(text, n.start, n.end) == "一"
            && char_at(text, end)
                .is_some_and(|c| crate::text::is_han(c) && super::han::digit(c).is_none() && !"多左钱的起以半".contains(c)) =>
        {
            return None;
        }
        "元" if char_at(text, end).is_some_and(|c| matches!(c, '素' | '旦' | '宵' | '首' | '老' | '件')) => return None,
        // 三元股份, 三元锂电池, 二元结构
        "元" if matches!(n.shape, Shape::Han)
            && n.end - n.start == 3
            && char_at(text, end).is_some_and(|c| "股正食锂材电前乳里桥催共论方化次函系结体对".contains(c)) =>
        {
            return None;
        }
        "圆" if !matches!(n.shape, Shape::Marked | Shape::Digits | Shape::Han) => return None,
        "$" | "£" | "€" | "¢" | "zł" if next > n.end + 1 => return None,
        "p" if next > n.end => return None,
        // "the 28 won the vote", "two real options"
        "won" | "real" | "punt" | "punts" | "rand" | "kip" | "dong" | "lats"
            if byte(text, blanks_end(text, end)).is_ascii_alphanumeric() =>
        {
            let goes_on = ["a", "an", "per", "and", "or", "to", "in", "on", "at", "for", "from", "by", "with", "was", "is", "as", "each"];
            any_word(text, blanks_end(text, end), &goes_on)?;
        }
        _ => {}
    }
    if matches!(form.to_ascii_lowercase().as_str(), "pound" | "pounds") && is_weight(text, n, end) {
        return None;
    }
    if at_c == '-' && !byte(text, next + 1).is_ascii_alphabetic() {
        return None;
    }
    let mut own = Suffix::new(FigureKind::Money, currency.code, end);
    if currency.minor > 1 {
        own.factor = Exact::ONE.div(Exact::from_int(currency.minor))?;
    }
    Some(own)
}

/// `MUSD`, `kEUR`: a currency's code with its scale glued before it.
fn scaled_code(text: &str, at: usize) -> Option<Suffix> {
    let power = match byte(text, at) {
        b'K' | b'k' => 3,
        b'M' => 6,
        b'B' => 9,
        _ => return None,
    };
    if scan::letters_end(text, at) != at + 4 || !scan::part(text, at + 1, at + 4).bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let (index, end) = LEXICON.find(text, at + 1, |s| if let Sense::CurrencyAfter(i) = s { Some(i) } else { None })?;
    let code = LEXICON.currencies[index as usize].code;
    (end == at + 4).then_some(Suffix { factor: Exact::pow10(power)?, ..Suffix::new(FigureKind::Money, code, end) })
}

/// Whether these pounds weigh something.
pub(super) fn is_weight(text: &str, n: &Numeral, end: usize) -> bool {
    if n.scale >= 6 {
        return false;
    }
    let tail = blanks_end(text, end);
    let of = any_word(text, tail, &["of", "per cubic", "heavier", "lighter", "overweight"]).is_some();
    let head = scan::lead(text, n.start, 60);
    let weighs = ["weigh", "lost", "gained", "lifted", "mass"].iter().any(|w| head.contains(w));
    // 5 pounds 3 ounces
    let and = scan::word(text, tail, "and").map_or(tail, |e| blanks_end(text, e));
    let ounces = (and > end)
        .then(|| super::numeral::at(text, and))
        .flatten()
        .is_some_and(|small| any_word(text, joint_end(text, small.end), &["ounces", "ounce", "oz"]).is_some());
    // a twenty-pound bag, but a five-pound note
    let singular = matches!(byte(text, end - 1), b'd' | b'D') && n.value > Some(Exact::ONE) && tail > end;
    let thing = scan::part(text, tail, scan::letters_end(text, tail)).to_ascii_lowercase();
    let bag = singular && !thing.is_empty() && !MONEY_NOUNS.contains(thing.trim_end_matches('s'));
    // 2,600 kilograms (5,730 pounds)
    let gloss = head.strip_suffix('(').is_some_and(|h| {
        let h = h.get(h.len().saturating_sub(28)..).unwrap_or(h);
        ["kilogram", "kilos", "kg", "tonnes", " tons", "grams"].iter().any(|w| h.contains(w))
    });
    of || weighs || ounces || bag || gloss
}

/// What an amount of money is told of: "a five-pound note".
static MONEY_NOUNS: std::sync::LazyLock<rustc_hash::FxHashSet<&'static str>> =
    std::sync::LazyLock::new(|| super::lexicon::rows(include_str!("data/money_nouns.txt")).flat_map(str::split_whitespace).collect());

/// Physical units, durations and ages.
pub(super) fn unit(text: &str, n: &Numeral, next: usize) -> Option<Suffix> {
    if scan::part(text, 0, next).ends_with("个半") && scan::rest(text, next).starts_with(['月', '钟']) {
        let name = if scan::rest(text, next).starts_with('月') { "month" } else { "hour" };
        return Some(Suffix::new(FigureKind::Duration, name, next + "月".len()));
    }
    if next == n.end
        && let Some((name, end)) = prime(text, n)
    {
        let index = LEXICON.units.iter().position(|u| u.name == name)? as u16;
        return Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Quantity, name, end) });
    }
    let found = LEXICON.find(text, next, |s| if let Sense::Unit(i) = s { Some(i) } else { None });
    let (index, mut end) = found.or_else(|| inch(text, n, next))?;
    let unit = &LEXICON.units[index as usize];
    let form = scan::part(text, next, end);
    let symbol = form.len() <= 2 && form.is_ascii();
    // One- and two-letter symbols stand right behind the digits, and nothing is glued to them.
    if symbol
        && (byte(text, end).is_ascii_alphanumeric()
            || matches!(n.shape, Shape::Words | Shape::Han | Shape::HanDigits)
                && (form.len() == 1 || matches!(form, "mi" | "pm" | "ha" | "ms" | "hp" | "mo")))
    {
        return None;
    }
    if form == "m" && (n.scale == 0) && next == n.end && noun(text, end, false).is_some() {
        return None;
    }
    // 48MP, 5N: apart from the digits these are members, north and the like
    if matches!(form, "MP" | "N" | "AU" | "EB") && next > n.end {
        return None;
    }
    // two stone walls
    if form == "stone" && byte(text, end) == b' ' && byte(text, end + 1).is_ascii_alphabetic() {
        any_word(text, end + 1, &["and", "or", "to", "in", "of", "on", "lighter", "heavier", "overweight", "after", "since", "between"])?;
    }
    if matches!(form, "d" | "h" | "y" | "s" | "t" | "g" | "l") && next > n.end + 1 {
        return None;
    }
    let time = matches!(unit.dimension, "time" | "months" | "business day" | "weekend");
    if !form.is_ascii() && !han_unit_stands(text, n, form, end) {
        return None;
    }
    if time {
        if let Some(age_end) = age_behind(text, end, form) {
            return Some(Suffix::new(FigureKind::Age, unit.name, age_end));
        }
        // three weekends are six days
        if unit.dimension == "weekend" {
            return Some(Suffix { factor: Exact::from_int(2), ..Suffix::new(FigureKind::Duration, "day", end) });
        }
        // "six weeks'"
        if byte(text, end) == b'\'' && byte(text, end - 1) == b's' {
            end += 1;
        }
        return Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Duration, unit.name, end) });
    }
    if let Some((name, end)) = rate(text, unit.name, end).or_else(|| rate_before(text, n, unit, end)) {
        let (name, end) = rate(text, &name, end).unwrap_or((name, end));
        return Some(Suffix::new(FigureKind::Quantity, &name, end));
    }
    Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Quantity, unit.name, end) })
}

/// `5''`, `5"`, `5″`, the first mark of `6'2"`: the unit and where its mark ends. A quotation mark that closes is none.
fn prime(text: &str, n: &Numeral) -> Option<(&'static str, usize)> {
    let digit = byte(text, n.end.wrapping_sub(1)).is_ascii_digit() || n.shape == Shape::Fraction;
    if !digit || !matches!(byte(text, n.end), b'\'' | b'"' | 0xe2) {
        return None;
    }
    let rest = scan::rest(text, n.end);
    let ends = |len: usize| !byte(text, n.end + len).is_ascii_alphanumeric();
    if rest.starts_with("''") && ends(2) {
        return Some(("inch", n.end + 2));
    }
    if rest.starts_with('″') {
        return Some(("inch", n.end + '″'.len_utf8()));
    }
    if rest.starts_with('"') {
        let open = scan::lead(text, n.start, 2000).bytes().filter(|b| *b == b'"').count() % 2 == 1;
        let head = scan::lead(text, n.start, 10);
        let arc = head.contains(['°', '′']) || head.contains("' (");
        return (!open && ends(1)).then_some((if arc { "second of arc" } else { "inch" }, n.end + 1));
    }
    let mark = ["'", "′"].iter().find(|m| rest.starts_with(**m))?;
    let from = blanks_end(text, n.end + mark.len());
    let inches = scan::digits_end(text, from);
    let foot = inches > from && ["\"", "''", "″"].iter().any(|m| scan::rest(text, inches).starts_with(m));
    foot.then_some(("foot", n.end + mark.len()))
}

/// `in` as inches: behind digits, before what is told of a length.
fn inch(text: &str, n: &Numeral, next: usize) -> Option<(u16, usize)> {
    let end = any_word(text, next, &["in.", "in"]).filter(|_| byte(text, n.end.wrapping_sub(1)).is_ascii_digit())?;
    let tail = blanks_end(text, end);
    let told = any_word(
        text,
        tail,
        &["thick", "long", "wide", "tall", "high", "deep", "diameter", "in diameter", "by", "x", "of rain", "of snow"],
    )
    .is_some();
    told.then(|| LEXICON.units.iter().position(|u| u.name == "inch").map(|i| (i as u16, end))).flatten()
}

/// Whether a Chinese unit that may also be the start of a word is a unit here.
pub(super) fn han_unit_stands(text: &str, n: &Numeral, form: &str, end: usize) -> bool {
    let next = char_at(text, end);
    match form {
        "年" => {
            // 三年级, 3年期 (a length all the same), 年 behind four digits is a year
            let year = (Some(Exact::from_int(1900))..=Some(Exact::from_int(2100))).contains(&n.value) && n.scale == 0;
            let word = matches!(next, Some('级' | '代' | '度'));
            !word && (!year || n.shape == Shape::Han)
        }
        "分" => false,
        // 两日 is never the second of a month
        "日" if next.is_some_and(|c| "本元圆军语均".contains(c)) => false,
        "日" => n.value > Some(Exact::from_int(31)) || n.value == Exact::parse("0.5") || scan::part(text, n.start, n.end) == "两",
        "两" => {
            matches!(n.shape, Shape::Digits | Shape::Marked | Shape::Han)
                && !next.is_some_and(|c| "个家位名种大年岸会国地者人性次".contains(c))
        }
        "码" => !next.is_some_and(|c| matches!(c, '头' | '农')),
        "斤" => next != Some('两'),
        "米" => !next.is_some_and(|c| matches!(c, '饭' | '粉' | '其')),
        // 三里屯, 百里挑一, 三尺讲台
        "里" => !next.is_some_and(|c| "屯河庄桥店堡坪铺墩香巷营沟坡塘外长挑程碑湾镇乡村路面头边的".contains(c)) && !n.is_lone_scale(text),
        "尺" | "丈" => !next.is_some_and(|c| matches!(c, '讲' | '寸' | '度' | '码' | '夫' | '母' | '量')) && !n.is_lone_scale(text),
        "升" => !next.is_some_and(|c| "级值高降幅温学".contains(c)),
        "克" => !next.is_some_and(|c| matches!(c, '隆' | '服' | '制')),
        "周" => !next.is_some_and(|c| matches!(c, '边' | '围' | '岁' | '年' | '转' | '期')) || next == Some('岁'),
        "天" => !next.is_some_and(|c| matches!(c, '然' | '津' | '空' | '才' | '下')),
        "桶" | "亩" | "吨" => true,
        "帕" | "伏" | "瓦" | "赫" | "载" => n.shape != Shape::Han || form == "瓦",
        _ => true,
    }
}

/// ` years old`, `-year-old`, ` years of age`, 大 behind a length of time; the length's own form ends at `end`.
pub(super) fn age_behind(text: &str, end: usize, form: &str) -> Option<usize> {
    let next = joint_end(text, end);
    if form.is_ascii() {
        return any_word(text, next, &["old", "of age", "olds"])
            .filter(|e| !byte(text, *e).is_ascii_alphanumeric())
            .filter(|_| next > end || byte(text, end) == b'-');
    }
    (matches!(form, "周" | "个月" | "天" | "年" | "个星期")
        && scan::rest(text, end).starts_with('大')
        && !scan::rest(text, end).starts_with("大约")
        && !scan::rest(text, end).starts_with("大会"))
    .then(|| end + "大".len())
}

/// ` per day`, `/day`, ` a day` behind a unit or counted noun: the name of the rate.
pub(super) fn rate(text: &str, name: &str, end: usize) -> Option<(String, usize)> {
    let next = blanks_end(text, end);
    let from = any_word(text, next, &["per", "a", "an", "each", "every"])
        .filter(|_| next > end)
        .or_else(|| (byte(text, end) == b'/').then_some(end + 1))?;
    let (index, stop) = LEXICON.find(text, blanks_end(text, from), |s| if let Sense::Unit(i) = s { Some(i) } else { None })?;
    // "34 boats a year earlier"
    if any_word(text, blanks_end(text, stop), &["earlier", "ago", "before", "previously", "later", "prior"]).is_some() {
        return None;
    }
    let below = LEXICON.units[index as usize].name;
    let time = matches!(LEXICON.units[index as usize].dimension, "time" | "months");
    (time || byte(text, end) == b'/' || scan::word(text, next, "per").is_some()).then(|| (format!("{name} per {below}"), stop))
}

/// 每小时120公里, 时速约300公里, 每秒8米: the rate is told before the number.
fn rate_before(text: &str, n: &Numeral, unit: &Unit, end: usize) -> Option<(String, usize)> {
    if unit.dimension != "length" || !char_before(text, n.start).is_some_and(crate::text::is_han) {
        return None;
    }
    let head = scan::lead(text, n.start, 30).trim_end_matches(['约', '达', '到', '为', '近', '超', '过', '高', '是']);
    let below = [("每小时", "hour"), ("时速", "hour"), ("每秒", "second"), ("每秒钟", "second")].iter().find(|(w, _)| head.ends_with(w))?.1;
    Some((format!("{} per {below}", unit.name), end))
}

/// `3 times as many`, `threefold` is a word of its own, `3x`, 3倍, 5-fold.
pub(super) fn multiple(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let bare = |end: usize| Suffix { unit: None, ..Suffix::new(FigureKind::Multiple, "", end) };
    if let Some(rest) = scan::rest(text, next).strip_prefix('倍') {
        let end = text.len() - rest.len();
        return (!rest.starts_with(['速', '镜', '率']) || rest.starts_with("率先")).then(|| bare(end));
    }
    if let Some(end) = any_word(text, next, &["fold"]) {
        return Some(bare(end));
    }
    if byte(text, n.end) == b'x' && !byte(text, n.end + 1).is_ascii_alphanumeric() {
        return Some(bare(n.end + 1));
    }
    let end = scan::word(text, next, "times").filter(|_| next > n.end)?;
    let tail = blanks_end(text, end);
    any_word(
        text,
        tail,
        &[
            "as", "the", "more", "less", "larger", "bigger", "higher", "lower", "smaller", "greater", "faster", "slower", "its", "that",
            "what", "their", "over", "those", "cheaper", "earnings", "sales", "revenue", "book", "fewer", "better", "his", "her", "annual",
        ],
    )
    .map(|_| bare(end))
    .filter(|_| !(any_word(text, tail, &["the", "its", "over", "his", "her", "their"]).is_some() && n.value <= Some(Exact::from_int(1))))
}

/// The unit behind a modifier that stands between number and unit (500余人): kind, unit, factor, end.
pub(super) fn behind(text: &str, n: &Numeral) -> Option<(FigureKind, Option<Symbol>, Exact, usize)> {
    suffix(text, n).map(|s| (s.kind, s.unit, s.factor, s.end))
}
