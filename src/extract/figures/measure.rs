//! Amounts at a place of the reading: a numeral with its currency, unit, percent sign or counted noun, and ranges of two.

use super::super::{FigureKind, Modifier, Precision};
use super::lexicon::{LEXICON, Sense};
use super::nouns;
use super::numeral::{self, Numeral, Shape};
use super::scan::{self, any_word, blanks_end, byte, char_at, char_before, joint_end};
use crate::text::{Exact, Symbol};

pub(super) use super::nouns::noun;

/// An amount and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: FigureKind,
    pub value: Option<Exact>,
    pub low: Option<Exact>,
    pub high: Option<Exact>,
    pub precision: Precision,
    pub unit: Option<Symbol>,
    pub modifier: Option<Modifier>,
    pub shape: Shape,
    pub enumerates: bool,
}

/// What stands behind (or around) a numeral.
#[derive(Clone, Debug)]
struct Suffix {
    kind: FigureKind,
    unit: Option<Symbol>,
    /// What the printed number is to be multiplied by.
    factor: Exact,
    /// The value itself, where it is no multiple of the printed number (两成五).
    value: Option<Exact>,
    end: usize,
    /// Index into the unit table, for compounds.
    index: Option<u16>,
    enumerates: bool,
}

impl Suffix {
    fn new(kind: FigureKind, unit: &str, end: usize) -> Suffix {
        Suffix { kind, unit: Some(Symbol::new(unit)), factor: Exact::ONE, value: None, end, index: None, enumerates: false }
    }
}

/// The amount that starts at `at`.
pub(super) fn at(text: &str, at: usize) -> Option<Found> {
    let c = char_at(text, at)?;
    if let Some(found) = money_first(text, at).or_else(|| set_form(text, at, c)) {
        return Some(found);
    }
    if let Some(found) = one_unit_of_time(text, at) {
        return Some(found);
    }
    let n = numeral::at(text, at)?;
    if n.ordinal {
        return Some(found(&n, None, FigureKind::Ordinal));
    }
    if let Some(end) = ordinal_suffix(text, &n) {
        return Some(Found { end, ..found(&n, None, FigureKind::Ordinal) });
    }
    let own = suffix(text, &n);
    if let Some(range) = range(text, &n, own.as_ref(), None) {
        return Some(range);
    }
    let Some(own) = own else { return Some(found(&n, None, FigureKind::Number)) };
    let mut whole = found(&n, Some(&own), own.kind);
    compound(text, &n, &own, &mut whole);
    Some(whole)
}

fn found(n: &Numeral, suffix: Option<&Suffix>, kind: FigureKind) -> Found {
    let times = |v: Option<Exact>| v.and_then(|v| suffix.map_or(Some(v), |s| v.mul(s.factor)));
    let power = suffix.map_or(0, |s| power_of_ten(s.factor));
    let precision = match n.precision {
        Precision::Place(p) => Precision::Place(p.saturating_add(power as i8)),
        _ if power != 0 => Precision::Place(power as i8),
        other => other,
    };
    Found {
        start: n.start,
        end: suffix.map_or(n.end, |s| s.end),
        kind,
        value: suffix.and_then(|s| s.value).or_else(|| times(n.value)),
        low: times(n.low),
        high: times(n.high),
        precision,
        unit: suffix.and_then(|s| s.unit.clone()),
        modifier: n.odd_more.then_some(Modifier::OddMore),
        shape: n.shape,
        enumerates: suffix.is_some_and(|s| s.enumerates),
    }
}

/// log10 of 0.001 to 1000 where it is whole.
fn power_of_ten(factor: Exact) -> i32 {
    (-3..=3).find(|p| Exact::pow10(*p) == Some(factor)).unwrap_or(0)
}

fn ordinal_suffix(text: &str, n: &Numeral) -> Option<usize> {
    if n.shape != Shape::Digits && n.shape != Shape::Marked {
        return None;
    }
    any_word(text, n.end, &["st", "nd", "rd", "th"]).filter(|_| n.value.is_some_and(Exact::is_integer))
}

/// `$1.2bn`, `US$ 5 million`, `RMB 3.62 billion`, `新台币540亿元`, `$10-$20`.
fn money_first(text: &str, at: usize) -> Option<Found> {
    let (index, sign_end) = LEXICON.find(text, at, |s| if let Sense::CurrencyBefore(i) = s { Some(i) } else { None })?;
    let word = byte(text, sign_end - 1).is_ascii_alphabetic();
    let next = blanks_end(text, sign_end);
    let c = char_at(text, next)?;
    let numeric =
        c.is_ascii_digit() || c == '.' || (!c.is_ascii() && super::han::is_numeral(c)) || c == '-' || !word && c.is_ascii_alphabetic();
    if !numeric {
        return None;
    }
    let n = numeral::at(text, next).filter(|n| !n.ordinal && n.shape != Shape::Vague || next > sign_end)?;
    let n = money_scale(text, n);
    let code = LEXICON.currencies[index as usize].code;
    let mut own = Suffix::new(FigureKind::Money, code, n.end);
    // A currency named behind as well: $5 million US dollars, 人民币5亿元, ￥540元
    if let Some(after) = currency_after(text, &n) {
        own.end = after.end;
        let shared = matches!(scan::part(text, at, sign_end), "$" | "¥" | "￥") && after.unit.as_deref() != Some("CNY");
        if shared {
            own.unit = after.unit;
        }
    }
    let n = Numeral { start: at, ..n };
    if let Some(range) = range(text, &n, Some(&own), Some(&own)) {
        return Some(range);
    }
    let mut whole = found(&n, Some(&own), FigureKind::Money);
    money_tail(text, &n, &own, &mut whole);
    Some(whole)
}

/// In an amount of money `m` and `b` are million and billion: `€500m`, `$2b`, `£3 m`.
fn money_scale(text: &str, n: Numeral) -> Numeral {
    if n.scale > 0 {
        return n;
    }
    let next = blanks_end(text, n.end);
    for (form, power) in [("m", 6), ("b", 9), ("t", 12), ("mio", 6), ("mrd", 9)] {
        if let Some(end) = scan::word(text, next, form).filter(|e| next <= n.end + 1 && !byte(text, *e).is_ascii_alphanumeric()) {
            if let Some(scaled) = n.scaled(power) {
                return Numeral { end, shape: Shape::Marked, ..scaled };
            }
        }
    }
    n
}

/// Forms that do not start with a numeral: 第五, 百分之三, 摄氏37度, doubled, 翻番, 对折, aged 57.
fn set_form(text: &str, at: usize, c: char) -> Option<Found> {
    if c.is_ascii_alphabetic() {
        if let Some((factor, end)) = LEXICON.find(text, at, |s| if let Sense::Multiple(f) = s { Some(f) } else { None }) {
            // "doubled down", "twice a week"
            let tail = blanks_end(text, end);
            if any_word(text, tail, &["down", "up", "a", "an", "per", "over", "in"]).is_some()
                && !matches!(byte(text, at), b't' if scan::part(text, at, end).ends_with("led"))
                || scan::word(text, at, "twice").is_some() && any_word(text, tail, &["as", "the", "its", "that", "their"]).is_none()
            {
                return None;
            }
            let n = Numeral::new(at, end, Exact::parse(factor)?, Shape::Words);
            return Some(found(&n, None, FigureKind::Multiple));
        }
        let age = any_word(text, at, &["aged", "age of", "age"])?;
        let n = numeral::at(text, blanks_end(text, age)).filter(|n| n.start > age && n.value.is_some_and(|v| v <= Exact::from_int(130)))?;
        if byte(text, n.end) == b'%' || suffix(text, &n).is_some_and(|s| s.kind != FigureKind::Duration) {
            return None;
        }
        let own = Suffix::new(FigureKind::Age, "year", n.end);
        if let Some(range) = range(text, &n, Some(&own), Some(&own)) {
            return Some(range);
        }
        return Some(found(&n, Some(&own), FigureKind::Age));
    }
    match c {
        '第' => {
            let next = blanks_end(text, at + c.len_utf8());
            let n = super::han::number(text, next).or_else(|| numeral::plain_digits(text, next))?;
            // 第1/2页 and 第一, of a list are ordinals all the same; 第一季度 is read as a period before
            Some(Found { start: at, ..found(&n, None, FigureKind::Ordinal) })
        }
        '百' | '千' | '万' => per_parts(text, at),
        '摄' | '华' => {
            let (unit, end) = [("摄氏温度", "C"), ("华氏温度", "F"), ("摄氏", "C"), ("华氏", "F")]
                .iter()
                .find(|(w, _)| scan::rest(text, at).starts_with(w))
                .map(|(w, u)| (*u, at + w.len()))?;
            let below = scan::rest(text, end).starts_with("零下");
            let n = numeral::at(text, blanks_end(text, if below { end + "零下".len() } else { end }))?;
            let stop = ["度", "°"]
                .iter()
                .find(|w| scan::rest(text, blanks_end(text, n.end)).starts_with(**w))
                .map_or(n.end, |w| blanks_end(text, n.end) + w.len());
            let n = Numeral { start: at, value: if below { n.value.map(Exact::neg) } else { n.value }, ..n };
            let own = Suffix::new(FigureKind::Temperature, unit, stop);
            range(text, &n, Some(&own), Some(&own)).or_else(|| Some(found(&n, Some(&own), FigureKind::Temperature)))
        }
        '零' if scan::rest(text, at).starts_with("零下") => {
            let n = numeral::at(text, blanks_end(text, at + "零下".len()))?;
            let own = suffix(text, &n).filter(|s| s.kind == FigureKind::Temperature)?;
            let n = Numeral { start: at, value: n.value.map(Exact::neg), ..n };
            Some(found(&n, Some(&own), FigureKind::Temperature))
        }
        '翻' => doubled_han(text, at),
        '对' | '半' if scan::rest(text, at + 3).starts_with('折') => {
            let n = Numeral::new(at, at + 3, Exact::from_int(50), Shape::Han);
            Some(found(&n, Some(&Suffix::new(FigureKind::Percent, "percent", at + 6)), FigureKind::Percent))
        }
        '倍' if scan::rest(text, at).starts_with("倍增") => {
            Some(found(&Numeral::new(at, at + "倍增".len(), Exact::from_int(2), Shape::Han), None, FigureKind::Multiple))
        }
        _ => None,
    }
}

/// 百分之35, 千分之一, 万分之三, 百分之三至五.
fn per_parts(text: &str, at: usize) -> Option<Found> {
    let mut parts = None;
    for (word, factor) in [("百", "1"), ("千", "0.1"), ("万", "0.01")] {
        if let Some(rest) = scan::rest(text, at).strip_prefix(word) {
            let from = blanks_end(text, text.len() - rest.len());
            if scan::rest(text, from).starts_with("分之") {
                parts = Some((factor, blanks_end(text, from + "分之".len())));
            }
        }
    }
    let (factor, from) = parts?;
    let negative = scan::rest(text, from).starts_with('负');
    let n = if negative { numeral::at(text, from)? } else { super::han::number(text, from)? };
    let n = Numeral { start: at, ..n };
    let own = Suffix { factor: Exact::parse(factor)?, ..Suffix::new(FigureKind::Percent, "percent", n.end) };
    range(text, &n, Some(&own), Some(&own)).or_else(|| Some(found(&n, Some(&own), FigureKind::Percent)))
}

/// 翻番, 翻一番, 翻两番, 翻了三倍.
fn doubled_han(text: &str, at: usize) -> Option<Found> {
    let from = at + "翻".len();
    let from = from + if scan::rest(text, from).starts_with('了') { "了".len() } else { 0 };
    if scan::rest(text, from).starts_with('番') {
        return Some(found(&Numeral::new(at, from + "番".len(), Exact::from_int(2), Shape::Han), None, FigureKind::Multiple));
    }
    let n = super::han::number(text, from)?;
    if scan::rest(text, n.end).starts_with('番') {
        let times = u32::try_from(n.integer()?).ok().filter(|t| (1..=20).contains(t))?;
        let value = Exact::from_int(1i64 << times);
        return Some(found(&Numeral::new(at, n.end + "番".len(), value, Shape::Han), None, FigureKind::Multiple));
    }
    None
}

/// `an hour`, `a month`, where a preposition or verb asks how long: elsewhere "a month" is a rate.
fn one_unit_of_time(text: &str, at: usize) -> Option<Found> {
    let end = any_word(text, at, &["a", "an"])?;
    let next = blanks_end(text, end);
    let (index, _) = LEXICON.find(text, next, |s| if let Sense::Unit(i) = s { Some(i) } else { None }).filter(|_| next > end)?;
    let unit = &LEXICON.units[index as usize];
    if !matches!(unit.dimension, "time" | "months") {
        return None;
    }
    let before = scan::word_before(text, at).to_ascii_lowercase();
    let asks = matches!(
        before.as_str(),
        "for"
            | "in"
            | "within"
            | "after"
            | "about"
            | "over"
            | "nearly"
            | "almost"
            | "than"
            | "took"
            | "take"
            | "takes"
            | "taking"
            | "last"
            | "lasts"
            | "lasted"
            | "least"
            | "under"
            | "around"
            | "just"
            | "half"
            | "spent"
            | "another"
    );
    let opens = scan::part(text, 0, at).trim().is_empty();
    let n = Numeral::new(at, end, Exact::ONE, Shape::Words);
    let own = self::unit(text, &n, next).filter(|s| s.kind == FigureKind::Duration && (asks || opens))?;
    let mut whole = found(&n, Some(&own), FigureKind::Duration);
    compound(text, &n, &own, &mut whole);
    Some(whole)
}

/// What counts or measures the numeral.
fn suffix(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    // 20 (kg): the unit in brackets
    let open = if scan::rest(text, next).starts_with('(') && next == n.end + 1 { next + 1 } else { next };
    percent(text, n)
        .or_else(|| age(text, n))
        .or_else(|| temperature(text, n))
        .or_else(|| currency_after(text, n))
        .or_else(|| unit(text, n, next))
        .or_else(|| (open > next).then(|| unit(text, n, open)).flatten().filter(|s| byte(text, s.end) == b')'))
        .or_else(|| multiple(text, n))
        .or_else(|| {
            nouns::counted(text, n).map(|(name, end, enumerates)| Suffix { enumerates, ..Suffix::new(FigureKind::Quantity, &name, end) })
        })
}

fn percent(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    if let Some((unit, end)) = LEXICON.find(text, next, |s| if let Sense::Percent(u) = s { Some(u) } else { None }) {
        if unit == "permille" {
            return Some(Suffix { factor: Exact::pow10(-1)?, ..Suffix::new(FigureKind::Percent, "percent", end) });
        }
        // "a percentage" counts nothing
        return Some(Suffix::new(FigureKind::Percent, unit, end));
    }
    let han = |word: &str| scan::rest(text, next).strip_prefix(word).map(|rest| text.len() - rest.len());
    if let Some(end) = han("成") {
        let word = char_at(text, end).is_some_and(|c| "为立功都员交本果长绩年品群熟型就套因分效份见".contains(c));
        let value = n.value.filter(|v| *v <= Exact::from_int(10) && !word)?;
        // 两成五 is 25 percent
        if let Some(d) = char_at(text, end).and_then(super::han::digit).filter(|_| value.is_integer() && n.shape == Shape::Han) {
            let value = value.mul(Exact::from_int(10))?.add(Exact::from_int(d));
            return Some(Suffix { value, ..Suffix::new(FigureKind::Percent, "percent", end + 3) });
        }
        if let Some(end) = scan::rest(text, end).strip_prefix('半').map(|r| text.len() - r.len()) {
            let value = value.mul(Exact::from_int(10))?.add(Exact::from_int(5));
            return Some(Suffix { value, ..Suffix::new(FigureKind::Percent, "percent", end) });
        }
        return Some(Suffix { factor: Exact::from_int(10), ..Suffix::new(FigureKind::Percent, "percent", end) });
    }
    if let Some(end) = han("折") {
        if char_at(text, end).is_some_and(|c| "叠腾射旧合算中断线损返页磨".contains(c)) {
            return None;
        }
        let value = n.value.filter(|v| *v <= Exact::HUNDRED)?;
        let factor = if n.shape == Shape::HanDigits || value >= Exact::from_int(10) { Exact::ONE } else { Exact::from_int(10) };
        return Some(Suffix { factor, ..Suffix::new(FigureKind::Percent, "percent", end) });
    }
    None
}

/// 57岁, 十二周岁, 87 yo.
fn age(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let end = ["周岁", "岁"]
        .iter()
        .find(|w| scan::rest(text, next).starts_with(**w))
        .map(|w| next + w.len())
        .filter(|e| !scan::rest(text, *e).starts_with(['月', '末']));
    let end = end.or_else(|| any_word(text, next, &["yo", "y/o", "yrs old", "yr old"]));
    end.map(|end| Suffix::new(FigureKind::Age, "year", end))
}

fn temperature(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let scale_names: [(&str, &str); 10] = [
        ("celsius", "C"),
        ("centigrade", "C"),
        ("fahrenheit", "F"),
        ("kelvin", "K"),
        ("kelvins", "K"),
        ("c.", "C"),
        ("f.", "F"),
        ("c", "C"),
        ("f", "F"),
        ("k", "K"),
    ];
    let named = |at: usize, long: bool| {
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
        return Some(match named(after, false).filter(|_| after == end || after == end + 1) {
            Some((unit, end)) => Suffix::new(FigureKind::Temperature, unit, end),
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
    let plausible = n.value.is_some_and(|v| v.abs() <= Exact::from_int(200));
    if plausible
        && matches!(letter, b'C' | b'F')
        && !byte(text, next + 1).is_ascii_alphanumeric()
        && n.shape != Shape::Words
        && next <= n.end + 1
        && !matches!(byte(text, next + 1), b'-' | b'+' | b'&')
    {
        return Some(Suffix::new(FigureKind::Temperature, if letter == b'C' { "C" } else { "F" }, next + 1));
    }
    let end = scan::rest(text, next).strip_prefix('度').map(|r| text.len() - r.len())?;
    let word = char_at(text, end).is_some_and(|c| matches!(c, '假' | '过' | '电' | '量' | '日' | '数'))
        || n.start > 0 && char_before(text, n.start) == Some('第');
    (!word).then(|| Suffix::new(FigureKind::Temperature, "degree", end))
}

fn currency_after(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let at_c = char_at(text, next)?;
    let (index, end) = LEXICON.find(text, next, |s| if let Sense::CurrencyAfter(i) = s { Some(i) } else { None })?;
    let form = scan::part(text, next, end);
    let currency = &LEXICON.currencies[index as usize];
    match form {
        // 分 and 角 by themselves are points, minutes and horns; they follow 元 or a word of money
        "分" | "角" => return None,
        "毛" if char_at(text, end).is_some_and(|c| matches!(c, '利' | '巾' | '衣' | '笔')) => return None,
        "块" if char_at(text, end).is_some_and(|c| "石屏地土板砖布肉表电面金木玻".contains(c)) => return None,
        "元" if char_at(text, end).is_some_and(|c| matches!(c, '素' | '旦' | '宵' | '首' | '老' | '件')) => return None,
        "圆" if !matches!(n.shape, Shape::Marked | Shape::Digits | Shape::Han) => return None,
        "$" | "£" | "€" | "¢" | "zł" if next > n.end + 1 => return None,
        "p" if next > n.end => return None,
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

/// Whether these pounds weigh something.
fn is_weight(text: &str, n: &Numeral, end: usize) -> bool {
    if n.scale >= 6 {
        return false;
    }
    let tail = blanks_end(text, end);
    let of = any_word(text, tail, &["of", "per cubic", "heavier", "lighter", "overweight"]).is_some();
    let head = scan::part(text, text.floor_char_boundary(n.start.saturating_sub(60)), n.start);
    let weighs = ["weigh", "lost", "gained", "lifted", "mass"].iter().any(|w| head.contains(w));
    of || weighs || byte(text, n.end) == b'-' && byte(text, end).is_ascii_whitespace()
}

/// Physical units, durations and ages.
fn unit(text: &str, n: &Numeral, next: usize) -> Option<Suffix> {
    if scan::part(text, 0, next).ends_with("个半") && scan::rest(text, next).starts_with(['月', '钟']) {
        let name = if scan::rest(text, next).starts_with('月') { "month" } else { "hour" };
        return Some(Suffix::new(FigureKind::Duration, name, next + "月".len()));
    }
    let (index, mut end) = LEXICON.find(text, next, |s| if let Sense::Unit(i) = s { Some(i) } else { None })?;
    let unit = &LEXICON.units[index as usize];
    let form = scan::part(text, next, end);
    let symbol = form.len() <= 2 && form.is_ascii();
    // One- and two-letter symbols stand right behind the digits, and nothing is glued to them.
    if symbol
        && (byte(text, end).is_ascii_alphanumeric() || matches!(n.shape, Shape::Words | Shape::Han | Shape::HanDigits) && form.is_ascii())
    {
        return None;
    }
    if form == "m" && (n.scale == 0) && next == n.end && noun(text, end, false).is_some() {
        return None;
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
        // "six weeks'"
        if byte(text, end) == b'\'' && byte(text, end - 1) == b's' {
            end += 1;
        }
        return Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Duration, unit.name, end) });
    }
    if let Some((name, end)) = rate(text, unit.name, end) {
        return Some(Suffix::new(FigureKind::Quantity, &name, end));
    }
    Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Quantity, unit.name, end) })
}

/// Whether a Chinese unit that may also be the start of a word is a unit here.
fn han_unit_stands(text: &str, n: &Numeral, form: &str, end: usize) -> bool {
    let next = char_at(text, end);
    match form {
        "年" => {
            // 三年级, 3年期 (a length all the same), 年 behind four digits is a year
            !next.is_some_and(|c| matches!(c, '级' | '代' | '度'))
                && !(n.value >= Some(Exact::from_int(1900))
                    && n.value <= Some(Exact::from_int(2100))
                    && n.scale == 0
                    && n.shape != Shape::Han)
        }
        "分" => false,
        "日" => n.value > Some(Exact::from_int(31)) || n.value == Exact::parse("0.5"),
        "两" => {
            matches!(n.shape, Shape::Digits | Shape::Marked | Shape::Han)
                && !next.is_some_and(|c| "个家位名种大年岸会国地者人性次".contains(c))
        }
        "码" => !next.is_some_and(|c| matches!(c, '头' | '农')),
        "斤" => next != Some('两'),
        "米" => !next.is_some_and(|c| matches!(c, '饭' | '粉' | '其')),
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
fn age_behind(text: &str, end: usize, form: &str) -> Option<usize> {
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
    let below = LEXICON.units[index as usize].name;
    let time = matches!(LEXICON.units[index as usize].dimension, "time" | "months");
    (time || byte(text, end) == b'/' || scan::word(text, next, "per").is_some()).then(|| (format!("{name} per {below}"), stop))
}

/// `3 times as many`, `threefold` is a word of its own, `3x`, 3倍, 5-fold.
fn multiple(text: &str, n: &Numeral) -> Option<Suffix> {
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

/// `A-B`, `A to B`, `between A and B`, A至B. `head` is the currency or scale told before the first number.
fn range(text: &str, first: &Numeral, own: Option<&Suffix>, head: Option<&Suffix>) -> Option<Found> {
    if first.odd_more || first.value.is_none() && first.low.is_none() {
        return None;
    }
    let end = own.map_or(first.end, |s| s.end);
    let dashed_phone = char_before(text, first.start) == Some('-') && byte(text, first.start.saturating_sub(2)).is_ascii_digit();
    if dashed_phone {
        return None;
    }
    let before = scan::word_before(text, first.start).to_ascii_lowercase();
    let between = before == "between" || scan::ends_with_any(text, first.start, &["在", "介于", "介乎", "位于"]);
    let next = blanks_end(text, end);
    let c = char_at(text, next)?;
    let mut single = false;
    let join = match c {
        '-' | '–' | '—' | '~' | '～' | '―' | '−' | 'ー' if next == end || byte(text, next + c.len_utf8()) == b' ' || c != '-' => {
            let mut i = next + c.len_utf8();
            while char_at(text, i) == Some(c) {
                i += c.len_utf8();
            }
            i
        }
        '至' | '到' => next + c.len_utf8(),
        '和' | '与' if between => next + c.len_utf8(),
        _ if next == end => return None,
        _ => any_word(text, next, &["to"]).or_else(|| between.then(|| scan::word(text, next, "and")).flatten()).or_else(|| {
            single = true;
            scan::word(text, next, "or")
        })?,
    };
    let from = blanks_end(text, join);
    let from = any_word(text, from, &["about", "around", "nearly", "almost", "over"]).map_or(from, |e| blanks_end(text, e));
    // The second number, with the currency sign repeated or not.
    let (second, second_own) = match LEXICON.find(text, from, |s| if let Sense::CurrencyBefore(i) = s { Some(i) } else { None }) {
        Some((index, e)) => {
            let n = money_scale(text, numeral::at(text, blanks_end(text, e))?);
            let mut s = Suffix::new(FigureKind::Money, LEXICON.currencies[index as usize].code, n.end);
            if let Some(after) = currency_after(text, &n) {
                s.end = after.end;
            }
            (n, Some(s))
        }
        None => {
            let n = numeral::at(text, from)?;
            let n = if head.is_some_and(|h| h.kind == FigureKind::Money) { money_scale(text, n) } else { n };
            let s = suffix(text, &n)
                .filter(|s| head.is_none_or(|h| h.kind == FigureKind::Money && s.kind == FigureKind::Money || s.kind == h.kind));
            (n, s)
        }
    };
    if second.ordinal || second.value.is_none() || any_word(text, second.end, &["st", "nd", "rd", "th"]).is_some() {
        return None;
    }
    let counted = |s: Option<&Suffix>| s.is_some_and(|s| s.kind == FigureKind::Quantity && s.index.is_none());
    let unit = match (own, second_own.as_ref()) {
        (Some(a), Some(b)) if a.unit == b.unit && a.kind == b.kind => Some(b.clone()),
        (Some(a), Some(b)) if head.is_some() && a.kind == b.kind => Some(Suffix { unit: a.unit.clone(), ..b.clone() }),
        (Some(a), Some(b)) if a.index.is_some() && b.index.is_some() && !(a.kind != b.kind) => return None,
        (Some(a), Some(b)) if a.kind == FigureKind::Temperature && b.kind == a.kind => Some(b.clone()),
        (Some(a), _) if counted(Some(a)) && second_own.is_none() => return None,
        (Some(_), Some(_)) => return None,
        (Some(a), None) if head.is_some() => Some(Suffix { end: second.end, ..a.clone() }),
        (Some(_), None) => return None,
        (None, b) => b.cloned(),
    };
    // from A to B after a verb of change tells two values
    if !between && matches!(c, 't' | 'T' | '至' | '到') && is_change(text, first.start) {
        return None;
    }
    let mut low = *first;
    let b = mantissa(&second);
    if first.scale < second.scale && first.scale < 4 && first.value <= b && first.shape != Shape::Vague && second.shape != Shape::Vague {
        low = first.scaled(second.scale)?;
    }
    if single
        && !(first.value < second.value
            && second.value?.sub(first.value?)? <= first.value?.max(Exact::from_int(2))
            && matches!(first.shape, Shape::Words | Shape::Digits))
    {
        return None;
    }
    let low_value = low.value.or(low.low)?;
    let plain = unit.is_none() && first.shape == Shape::Digits && second.shape == Shape::Digits && matches!(c, '-' | '–' | '—');
    if plain {
        // Scores, phone numbers, model names: a plain dash between plain digits is a range only upwards and short.
        let chained = byte(text, second.end) == b'-' && byte(text, second.end + 1).is_ascii_digit();
        let zero = byte(text, first.start) == b'0' && first.end - first.start > 1;
        if chained || zero || low_value >= second.value? || second.end - second.start > 6 || byte(text, second.end).is_ascii_alphabetic() {
            return None;
        }
    }
    // A falling pair is a range, and an inverted one, only where the frame says that it is one.
    let framed = between || unit.is_some() && !matches!(c, 't' | '至' | '到');
    if low_value > second.value? && !framed {
        return None;
    }
    let factor = |v: Exact, s: Option<&Suffix>| s.map_or(Some(v), |s| v.mul(s.factor));
    let (low, high) = (factor(low_value, own.or(unit.as_ref()))?, factor(second.value?, unit.as_ref())?);
    Some(Found {
        start: first.start,
        end: unit.as_ref().map_or(second.end, |u| u.end),
        kind: unit.as_ref().map_or(FigureKind::Range, |u| u.kind),
        value: None,
        low: Some(low),
        high: Some(high),
        precision: second.precision,
        unit: unit.and_then(|u| u.unit),
        modifier: None,
        shape: second.shape,
        enumerates: false,
    })
}

fn mantissa(n: &Numeral) -> Option<Exact> {
    n.value.and_then(|v| v.div(Exact::pow10(n.scale)?))
}

/// Whether the clause before `at` holds a verb of change, so that "from A to B" tells two values in time.
fn is_change(text: &str, at: usize) -> bool {
    let head = scan::part(text, text.floor_char_boundary(at.saturating_sub(90)), at);
    let clause =
        head.rfind(['.', ',', ';', '。', '，', '；']).map_or(head, |i| &head[i + head[i..].chars().next().map_or(1, char::len_utf8)..]);
    let lower = clause.to_ascii_lowercase();
    let verbs = [
        "rise",
        "rose",
        "risen",
        "rising",
        "fell",
        "fall",
        "drop",
        "grew",
        "grow",
        "increas",
        "decreas",
        "declin",
        "jump",
        "climb",
        "slip",
        "sank",
        "soar",
        "plung",
        "surg",
        "cut ",
        "raise",
        "lower",
        "up from",
        "down from",
        "doubled",
        "tripled",
        "widen",
        "narrow",
        "expand",
        "shrank",
        "shrunk",
        "improv",
        "slid",
        "tumbl",
        "advanc",
        "moved",
        "went from",
        "boost",
        "reduc",
    ];
    let han = ["由", "增", "降", "升", "跌", "涨", "减", "提高", "扩大", "缩"];
    verbs.iter().any(|v| lower.contains(v)) || han.iter().any(|v| clause.contains(v))
}

/// Two and more units of one kind in a row: 1 hour 30 minutes, 5元3角, 6 ft 2 in, 8天又20小时.
fn compound(text: &str, first: &Numeral, own: &Suffix, whole: &mut Found) {
    if own.kind == FigureKind::Money {
        money_tail(text, first, own, whole);
        return;
    }
    half_tail(text, own, whole);
    let Some(mut index) = own.index else { return };
    let mut total = whole.value;
    loop {
        let mut next = blanks_end(text, whole.end);
        let joined = any_word(text, next, &["and"]).map(|e| blanks_end(text, e));
        let han = ["又", "零", "余", "多", "加", ",", "，"]
            .iter()
            .find(|w| scan::rest(text, next).starts_with(**w))
            .map(|w| blanks_end(text, next + w.len()));
        let glued = next == whole.end;
        next = joined.or(han).unwrap_or(next);
        let Some(n) = char_at(text, next)
            .filter(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() || super::han::is_numeral(*c))
            .and_then(|_| numeral::at(text, next))
        else {
            break;
        };
        let Some(s) = suffix_of_time_or_length(text, &n) else { break };
        let Some(small) = s.index else { break };
        let (a, b) = (&LEXICON.units[index as usize], &LEXICON.units[small as usize]);
        let Some(ratio) = steps(a.dimension, a.factor.0, b.dimension, b.factor.0) else { break };
        if ratio <= Exact::ONE || n.value.is_none() || n.ordinal || s.kind != whole.kind {
            break;
        }
        // Lengths and weights need to stand together; times are often joined.
        if whole.kind == FigureKind::Quantity && joined.is_some() && !glued && a.dimension != "length" {
            break;
        }
        let sum = total.and_then(|t| t.mul(ratio)).zip(n.value).and_then(|(t, v)| t.add(v));
        total = sum;
        whole.value = sum;
        whole.end = s.end;
        whole.unit = s.unit.clone();
        whole.precision = n.precision;
        index = small;
        half_tail(text, &s, whole);
        total = whole.value.or(total);
    }
}

fn suffix_of_time_or_length(text: &str, n: &Numeral) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    if let Some(rest) = scan::rest(text, next).strip_prefix('分').filter(|r| !r.starts_with("之") && !r.starts_with('钟')) {
        let index = LEXICON.units.iter().position(|u| u.name == "minute")? as u16;
        return Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Duration, "minute", text.len() - rest.len()) });
    }
    unit(text, n, next).filter(|s| s.index.is_some())
}

/// How many of the smaller unit one of the larger has; a year is 365 days and a month 30 where both kinds are mixed.
fn steps(a: &str, fa: Exact, b: &str, fb: Exact) -> Option<Exact> {
    let days = |months: Exact| {
        let years = months.div(Exact::from_int(12))?;
        if years.is_integer() { years.mul(Exact::from_int(365)) } else { months.mul(Exact::from_int(30)) }
    };
    match (a, b) {
        _ if a == b => fa.div(fb),
        ("months", "time") => days(fa)?.mul(Exact::from_int(86400))?.div(fb),
        _ => None,
    }
}

/// 两年半, 三个半小时 is in the numeral's unit, an hour and a half.
fn half_tail(text: &str, own: &Suffix, whole: &mut Found) {
    let measured = own.kind == FigureKind::Duration || own.kind == FigureKind::Quantity && own.index.is_some();
    if !measured || !whole.value.is_some_and(Exact::is_integer) {
        return;
    }
    let half = Exact::parse("0.5");
    let end = scan::rest(text, whole.end)
        .strip_prefix('半')
        .map(|r| text.len() - r.len())
        .filter(|e| !scan::rest(text, *e).starts_with(['个', '年', '天', '小']));
    let end = end.or_else(|| any_word(text, blanks_end(text, whole.end), &["and a half", "and half"]));
    if let (Some(end), Some(h)) = (end, half) {
        whole.value = whole.value.and_then(|v| v.add(h));
        whole.end = end;
    }
}

/// 元…角…分, dollars … cents, 块二.
fn money_tail(text: &str, first: &Numeral, own: &Suffix, whole: &mut Found) {
    let unit = own.unit.clone();
    loop {
        let next = blanks_end(text, whole.end);
        let joined = any_word(text, next, &["and"]).map_or(next, |e| blanks_end(text, e));
        let joined = ["零", "又"].iter().find(|w| scan::rest(text, joined).starts_with(**w)).map_or(joined, |w| joined + w.len());
        let Some(n) = char_at(text, joined)
            .filter(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() || super::han::is_numeral(*c))
            .and_then(|_| numeral::at(text, joined))
        else {
            return;
        };
        let Some(value) = n.value.filter(|v| *v < Exact::HUNDRED && n.scale == 0) else { return };
        let behind = blanks_end(text, n.end);
        let minor = LEXICON.find(text, behind, |s| match s {
            Sense::CurrencyAfter(i) if LEXICON.currencies[i as usize].minor > 1 => Some(LEXICON.currencies[i as usize].minor),
            _ => None,
        });
        match minor {
            Some((minor, end)) => {
                let add = value.div(Exact::from_int(minor));
                whole.value = whole.value.zip(add).and_then(|(a, b)| a.add(b));
                whole.end = end;
                whole.precision = Precision::Place(if minor == 10 { -1 } else { -2 });
            }
            // 一块二, 五蚊七毫八: the last digit counts the next smaller piece
            None if scan::part(text, 0, whole.end).ends_with(['块', '毛', '角', '毫'])
                && n.shape == Shape::Han
                && value < Exact::from_int(10)
                && first.scale == 0 =>
            {
                let places = if scan::part(text, 0, whole.end).ends_with(['块']) { 10 } else { 100 };
                let next_char = char_at(text, n.end);
                if next_char.is_some_and(|c| crate::text::is_han(c) && !matches!(c, '至' | '到' | '的' | '以')) {
                    return;
                }
                whole.value = whole.value.zip(value.div(Exact::from_int(places))).and_then(|(a, b)| a.add(b));
                whole.end = n.end;
                return;
            }
            // $20 43, 15 dollars and 50: two digits that end the phrase are the small coin
            None if n.end > joined
                && joined > whole.end
                && value.is_integer()
                && first.shape != Shape::Han
                && !matches!(n.shape, Shape::Han | Shape::HanDigits | Shape::Fraction)
                && whole.value.is_some_and(Exact::is_integer) =>
            {
                let ends = !byte(text, n.end).is_ascii_alphanumeric()
                    && !byte(text, behind).is_ascii_alphabetic()
                    && !matches!(byte(text, n.end), b'%' | b'-' | b'/' | b':')
                    && !(matches!(byte(text, n.end), b',' | b'.') && byte(text, n.end + 1).is_ascii_digit());
                if ends && char_at(text, behind).is_none_or(|c| c.is_ascii()) {
                    whole.value = whole.value.zip(value.div(Exact::HUNDRED)).and_then(|(a, b)| a.add(b));
                    whole.end = n.end;
                    whole.precision = Precision::Place(-2);
                }
                return;
            }
            None => return,
        }
        if unit != whole.unit {
            return;
        }
    }
}

/// The unit behind a modifier that stands between number and unit (500余人): kind, unit, factor, end.
pub(super) fn behind(text: &str, n: &Numeral) -> Option<(FigureKind, Option<Symbol>, Exact, usize)> {
    suffix(text, n).map(|s| (s.kind, s.unit, s.factor, s.end))
}
