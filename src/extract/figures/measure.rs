//! Amounts at a place of the reading: a numeral with its currency, unit, percent sign or counted noun, and ranges of two.

use super::super::{FigureKind, Modifier, Precision};
use super::compound::{compound, money_tail};
use super::durations;
use super::lexicon::{LEXICON, Sense};
use super::numeral::{self, Numeral, Shape};
use super::parts::proportion;
use super::range::{self, range};
use super::scan::{self, any_word, blanks_end, byte, char_at};
use super::stay;
use super::suffix::{self, Suffix, currency_after, suffix};
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

/// The amount that starts at `at`.
pub(super) fn at(text: &str, at: usize) -> Option<Found> {
    let c = char_at(text, at)?;
    if matches!(c, '-' | '−')
        && let Some(found) = negative_money(text, at, at + c.len_utf8())
    {
        return Some(found);
    }
    if let Some(found) = money_first(text, at).or_else(|| set_form(text, at, c)) {
        return Some(found);
    }
    if let Some(found) = stay::at(text, at).or_else(|| one_unit(text, at)) {
        return Some(found);
    }
    let n = numeral::at(text, at)?;
    let ordinal = if n.ordinal { Some(n.end) } else { ordinal_suffix(text, &n) };
    if let Some(end) = ordinal {
        let one = Found { end, ..found(&n, None, FigureKind::Ordinal) };
        return Some(range::of_ordinals(text, &one).unwrap_or(one));
    }
    let own = durations::behind(text, &n).or_else(|| suffix(text, &n));
    if let Some(range) = range(text, &n, own.as_ref(), None) {
        return Some(range);
    }
    let Some(own) = own.or_else(|| suffix::age_before(text, &n)) else {
        let n = proportion(text, &n).unwrap_or(n);
        let mut bare = found(&n, None, FigureKind::Number);
        stay::of_unit(text, &mut bare);
        return Some(bare);
    };
    let mut whole = in_units(text, &n, &own);
    if own.kind == FigureKind::Duration && durations::is_more(text, &n) {
        whole.modifier = Some(Modifier::OddMore);
    }
    stay::minutes(text, &mut whole);
    if whole.end > own.end
        && let Some(range) = super::han::ranges::of_compounds(text, &whole)
    {
        return Some(range);
    }
    Some(whole)
}

/// An amount with all its units.
fn in_units(text: &str, n: &Numeral, own: &Suffix) -> Found {
    let mut whole = found(n, Some(own), own.kind);
    compound(text, n, own, &mut whole);
    whole
}

/// The amount that starts at `at` with a numeral and has a unit; never a range.
pub(super) fn measured(text: &str, at: usize) -> Option<Found> {
    let n = numeral::at(text, at).filter(|n| !n.ordinal)?;
    suffix(text, &n).map(|own| in_units(text, &n, &own))
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

/// log10 of 10^-3 to 10^12 where it is whole.
fn power_of_ten(factor: Exact) -> i32 {
    (-3..=12).find(|p| Exact::pow10(*p) == Some(factor)).unwrap_or(0)
}

pub(super) fn ordinal_suffix(text: &str, n: &Numeral) -> Option<usize> {
    if n.shape != Shape::Digits && n.shape != Shape::Marked {
        return None;
    }
    let glued = any_word(text, n.end, &["st", "nd", "rd", "th"]).filter(|_| n.value.is_some_and(Exact::is_integer));
    // 12st is a weight
    let stone = || any_word(text, n.end, &["st"]).is_some() && n.integer().is_none_or(|i| i % 10 != 1);
    if glued.is_some() && stone() {
        return None;
    }
    glued.or_else(|| torn_suffix(text, n))
}

/// `2 nd`, `1 st`: the ending that belongs to the number, one blank off.
fn torn_suffix(text: &str, n: &Numeral) -> Option<usize> {
    let own = match (n.integer()? % 10, n.integer()? % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let end = n.end + 1 + own.len();
    (byte(text, n.end) == b' ' && scan::part(text, n.end + 1, end) == own && !byte(text, end).is_ascii_alphanumeric()).then_some(end)
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
    let n = money_scale(text, decimal_comma(text, n));
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

/// `€ 3,50`: two digits behind a comma that groups nothing are decimals in an amount of money.
fn decimal_comma(text: &str, n: Numeral) -> Numeral {
    let end = scan::digits_end(text, n.end + 1);
    let ends =
        byte(text, n.end) == b',' && end == n.end + 3 && !matches!(byte(text, end), b',' | b'.' if byte(text, end + 1).is_ascii_digit());
    if n.shape != Shape::Digits || !ends || byte(text, end).is_ascii_alphanumeric() {
        return n;
    }
    let cents = Exact::parse(scan::part(text, n.end + 1, end)).and_then(|c| c.div(Exact::HUNDRED));
    let value = n.value.zip(cents).and_then(|(v, c)| v.add(c));
    Numeral { end, value, precision: Precision::Place(-2), shape: Shape::Marked, ..n }
}

/// `-$5`, `−€20m`: the sign stands free on its left, and at the currency.
fn negative_money(text: &str, at: usize, next: usize) -> Option<Found> {
    let free = scan::char_before(text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（' | '"' | '“'));
    let sign = char_at(text, next).filter(|c| free && !c.is_alphanumeric() && *c != '-')?;
    let found = (sign != ' ').then(|| money_first(text, next)).flatten().filter(|f| f.low.is_none())?;
    Some(Found { start: at, value: found.value.map(Exact::neg), ..found })
}

/// In an amount of money `m` and `b` are million and billion: `€500m`, `$2b`, `£3 m`.
pub(super) fn money_scale(text: &str, n: Numeral) -> Numeral {
    if n.scale > 0 {
        return n;
    }
    let next = blanks_end(text, n.end);
    for (form, power) in [("m", 6), ("b", 9), ("t", 12), ("mio", 6), ("mrd", 9)] {
        if let Some(end) = scan::word(text, next, form).filter(|e| next <= n.end + 1 && !byte(text, *e).is_ascii_alphanumeric())
            && let Some(scaled) = n.scaled(power)
        {
            return Numeral { end, shape: Shape::Marked, ..scaled };
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
            // "doubled over in pain", but "doubled over three years", "doubled in size"
            let verb = scan::part(text, at, end).ends_with("ed") || scan::part(text, at, end).ends_with("ing");
            let bent = any_word(text, tail, &["over"]).is_some_and(|e| {
                !verb
                    || any_word(text, blanks_end(text, e), &["the", "that", "this", "those"]).is_none()
                        && numeral::at(text, blanks_end(text, e)).is_none()
            });
            let down =
                any_word(text, tail, &["down", "up", "a", "an", "per"]).is_some() || any_word(text, tail, &["in"]).is_some_and(|_| !verb);
            if (bent || down) && !matches!(byte(text, at), b't' if scan::part(text, at, end).ends_with("led"))
                || scan::word(text, at, "twice").is_some() && any_word(text, tail, &["as", "the", "its", "that", "their"]).is_none()
            {
                return None;
            }
            let n = Numeral::new(at, end, Exact::parse(factor)?, Shape::Words);
            return Some(found(&n, None, FigureKind::Multiple));
        }
        let age = any_word(text, at, &["aged", "ages", "age of", "age"])?;
        let age = if byte(text, age) == b':' { age + 1 } else { age };
        let from = any_word(text, blanks_end(text, age), &["between", "from"]).unwrap_or(age);
        let n =
            numeral::at(text, blanks_end(text, from)).filter(|n| n.start > from && n.value.is_some_and(|v| v <= Exact::from_int(130)))?;
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
            let n = Some(n).filter(|n| n.value.is_some())?;
            // 第1/2页 and 第一, of a list are ordinals all the same; 第一季度 is read as a period before
            Some(Found { start: at, ..found(&n, None, FigureKind::Ordinal) })
        }
        '百' | '佰' | '十' | '拾' | '千' | '仟' | '万' | '亿' => per_parts(text, at),
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
        '零' if scan::rest(text, at).starts_with("零下") || scan::rest(text, at).starts_with("零上") => {
            let below = scan::rest(text, at).starts_with("零下");
            let n = numeral::at(text, blanks_end(text, at + "零下".len()))?;
            if let Some(range) = super::han::ranges::below_zero(text, at, &n).filter(|_| below) {
                return Some(range);
            }
            // 零下20多度
            let more = ["多", "余", "几"].iter().find(|w| scan::rest(text, n.end).starts_with(**w));
            let n = more.map_or(n, |w| Numeral { end: n.end + w.len(), ..n });
            let own = suffix(text, &n).filter(|s| s.kind == FigureKind::Temperature)?;
            if more.is_some() && below {
                let n = Numeral { start: at, value: n.value.map(Exact::neg), ..n };
                return Some(Found { modifier: Some(Modifier::Under), ..found(&n, Some(&own), FigureKind::Temperature) });
            }
            let n = Numeral { start: at, value: if below { n.value.map(Exact::neg) } else { n.value }, ..n };
            Some(found(&n, Some(&own), FigureKind::Temperature))
        }
        '负' if scan::char_before(text, at) != Some('正') => {
            let (n, own) = parts_per(text, at + c.len_utf8())?;
            let n = Numeral { start: at, value: n.value.map(Exact::neg), ..n };
            Some(found(&n, Some(&own), FigureKind::Percent))
        }
        '翻' => doubled_han(text, at),
        '分' => {
            let end = durations::minute_and_a_half(text, at)?;
            let n = Numeral::new(at, end, Exact::parse("1.5")?, Shape::Han);
            Some(found(&n, Some(&Suffix::new(FigureKind::Duration, "minute", end)), FigureKind::Duration))
        }
        '对' | '半' if scan::rest(text, at + c.len_utf8()).starts_with('折') || scan::rest(text, at).starts_with("半价") => {
            let n = Numeral::new(at, at + 3, Exact::from_int(50), Shape::Han);
            Some(found(&n, Some(&Suffix::new(FigureKind::Percent, "percent", at + 6)), FigureKind::Percent))
        }
        '倍' if scan::rest(text, at).starts_with("倍增") => {
            Some(found(&Numeral::new(at, at + "倍增".len(), Exact::from_int(2), Shape::Han), None, FigureKind::Multiple))
        }
        _ => None,
    }
}

/// 百分之35, 千分之一, 万分之三, 百分之三至五, 百分百.
fn per_parts(text: &str, at: usize) -> Option<Found> {
    if let Some(rest) = scan::rest(text, at).strip_prefix("百分百") {
        let n = Numeral::new(at, text.len() - rest.len(), Exact::HUNDRED, Shape::Han);
        return Some(found(&n, Some(&Suffix::new(FigureKind::Percent, "percent", n.end)), FigureKind::Percent));
    }
    let (n, own) = parts_per(text, at)?;
    range(text, &n, Some(&own), Some(&own)).or_else(|| Some(found(&n, Some(&own), FigureKind::Percent)))
}

/// 百分之二十, 千万分之六 as the printed number and what makes it a percentage.
pub(super) fn parts_per(text: &str, at: usize) -> Option<(Numeral, Suffix)> {
    let (mut power, mut end) = (0, at);
    while let Some((c, p)) = char_at(text, end).and_then(|c| Some((c, super::han::scale(c)?))).filter(|(c, _)| *c != '兆') {
        power += p;
        end = blanks_end(text, end + c.len_utf8());
    }
    let from = super::han::parts_end(text, end).filter(|_| power >= 2)?;
    let negative = scan::rest(text, from).starts_with('负');
    let n = if negative { numeral::at(text, from)? } else { super::han::number(text, from)? };
    let n = Numeral { start: at, ..n };
    let own = Suffix { factor: Exact::pow10(2 - power)?, ..Suffix::new(FigureKind::Percent, "percent", n.end) };
    Some((n, own))
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

/// `an hour`, `a month`, `a litre`, `a dollar`, where a preposition or verb asks how much: elsewhere "a month" is a rate.
fn one_unit(text: &str, at: usize) -> Option<Found> {
    let end = any_word(text, at, &["a", "an"]).filter(|end| byte(text, *end) == b' ')?;
    let next = blanks_end(text, end);
    let whole = any_word(text, next, &["whole", "full", "entire", "solid"]);
    let next = whole.map_or(next, |e| blanks_end(text, e));
    let (time, stop) = LEXICON.find(text, next, |s| match s {
        Sense::Unit(i) => Some(matches!(LEXICON.units[i as usize].dimension, "time" | "months")),
        Sense::CurrencyAfter(_) => Some(false),
        _ => None,
    })?;
    let before = scan::word_before(text, at);
    let asked = whole.is_some() && time || ASKS.iter().any(|w| before.eq_ignore_ascii_case(w));
    let tail = blanks_end(text, stop);
    if !byte(text, next).is_ascii_alphabetic()
        || !byte(text, stop - 1).is_ascii_alphabetic()
        || scan::word(text, next, "quarter").is_some() && scan::word(text, tail, "of").is_some()
    {
        return None;
    }
    let ends = !byte(text, tail).is_ascii_alphabetic() && byte(text, stop) != b'-'
        || any_word(text, tail, &["and", "of", "or", "to", "ago", "later", "before", "after", "from", "in", "is", "was", "equals"])
            .is_some();
    // "for a second time"
    if scan::word(text, next, "second").is_some() && !ends {
        return None;
    }
    let asked = asked || time && any_word(text, tail, &["and a half", "and a quarter"]).is_some();
    let opens = ends && scan::part(text, 0, at).trim().is_empty();
    // "about a pound", "for a dollar"; "in a bar", "after a cup" are no measures
    let measured = asked
        && ends
        && matches!(before.to_ascii_lowercase().as_str(), "about" | "nearly" | "almost" | "than" | "least" | "half" | "around");
    if !(opens || if time { asked } else { measured }) {
        return None;
    }
    let n = Numeral::new(at, end, Exact::ONE, Shape::Words);
    let own = if time { suffix::unit(text, &n, next)? } else { suffix(text, &Numeral { shape: Shape::Marked, ..n })? };
    let sound = if time { own.kind == FigureKind::Duration } else { own.kind == FigureKind::Money || own.index.is_some() };
    sound.then_some(())?;
    let mut whole = found(&n, Some(&own), own.kind);
    compound(text, &n, &own, &mut whole);
    Some(whole)
}

/// Words that ask how long or how much.
const ASKS: [&str; 23] = [
    "for", "in", "within", "after", "about", "over", "nearly", "almost", "than", "took", "take", "takes", "taking", "last", "lasts",
    "lasted", "least", "under", "around", "just", "half", "spent", "another",
];
