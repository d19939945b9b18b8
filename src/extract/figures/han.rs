//! Chinese numerals, plain and financial, with digits among them: 三十五, 廿五, 壹佰, 二〇一六, 1亿1,836万, 3000多亿.

mod guess;
pub(super) mod ranges;
mod run;
#[cfg(test)]
mod tests;

use super::super::Precision;
use super::lexicon::{LEXICON, Sense};
use super::numeral::{Numeral, Shape, plain_digits};
use super::scan::{self, blanks_end, byte, char_at, char_before};
use crate::text::Exact;
pub(super) use guess::is_counted as counts;
use run::run;

/// The value of a Han digit. 两 counts as two.
pub(super) fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '两' | '弍' => 2,
        '三' | '叁' | '叄' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a Han scale character.
pub(super) fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Whether a numeral may start with `c`.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || scale(c).is_some() || matches!(c, '廿' | '卅' | '卌' | '几' | '数' | '半')
}

/// A Chinese numeral with a Han character in front.
pub(super) fn at(text: &str, at: usize) -> Option<Numeral> {
    let c = char_at(text, at)?;
    let behind = at + c.len_utf8();
    let half = match (c, char_at(text, behind)) {
        ('半', Some('数')) | ('一', Some('半')) => Some(behind + "半".len()),
        ('半', _) => Some(behind),
        _ => None,
    };
    if let Some(end) = half {
        let n = Numeral::new(at, end, Exact::parse("0.5")?, Shape::Fraction);
        return dozens(text, n).or(Some(n));
    }
    if matches!(c, '几' | '数') {
        let next = char_at(text, at + c.len_utf8())?;
        scale(next)
            .or_else(|| (next == '倍' || is_named_money(text, at + c.len_utf8())).then_some(0))
            .filter(|_| !(c == '数' && char_before(text, at).is_some_and(|b| "人总次户倍指系参基无少多分点读计算件台".contains(b))))?;
        return vague(text, at);
    }
    let n = run(text, at, None)?;
    fraction(text, n).or_else(|| and_a_half(text, n)).or_else(|| guess::pair(text, n)).or_else(|| dozens(text, n)).or(Some(n))
}

/// 三个半小时, 一个半月: the half stands between classifier and unit.
fn and_a_half(text: &str, n: Numeral) -> Option<Numeral> {
    let end = n.end + scan::rest(text, n.end).strip_prefix("个半").map(|_| "个半".len())?;
    let unit = scan::rest(text, end).starts_with(['月', '钟'])
        || scan::rest(text, end).starts_with("小时")
        || scan::rest(text, end).starts_with("世纪");
    unit.then_some(Numeral { end, value: n.value?.add(Exact::parse("0.5")?), ..n })
}

/// A number in digits that goes on in Chinese: 5.7万, 1亿1,836万, 3000多亿, 16分之9. None where it does not.
pub(super) fn after_digits(text: &str, digits: &Numeral) -> Option<Numeral> {
    let next = blanks_end(text, digits.end);
    let c = char_at(text, next)?;
    let goes_on = scale(c).is_some()
        || c == '分' && parts_end(text, next).is_some()
        || matches!(c, '又' | '打')
        || c == '个' && run::hundred_millions(text, next + c.len_utf8())
        || matches!(c, '多' | '余' | '几' | '来') && char_at(text, next + c.len_utf8()).is_some_and(|d| scale(d).is_some());
    if !goes_on {
        return None;
    }
    let n = run(text, digits.start, Some(digits))?;
    let n = fraction(text, n).or_else(|| dozens(text, n)).unwrap_or(n);
    (n.end > digits.end).then_some(n)
}

/// 几十, 数百万, 数十亿.
fn vague(text: &str, at: usize) -> Option<Numeral> {
    let mut end = at + char_at(text, at)?.len_utf8();
    let (mut power, mut first) = (0, None);
    while let Some((p, c)) = char_at(text, end).and_then(|c| Some((scale(c)?, c))) {
        if first.is_some() && starts_unit(text, end) {
            break;
        }
        power += p;
        first.get_or_insert(p);
        end += c.len_utf8();
    }
    let factor = Exact::pow10(power)?;
    // Tens are told from 20 to 99; larger scales from twice to nine times.
    let high = if first == Some(1) { Exact::parse("9.9")? } else { Exact::from_int(9) };
    let mut n = Numeral::new(at, end, Exact::ZERO, Shape::Vague);
    n.value = None;
    n.low = Exact::from_int(2).mul(factor);
    n.high = high.mul(factor);
    n.scale = power;
    n.precision = Precision::Place(power as i8);
    Some(n)
}

/// Whether a unit of more than one character starts here: the 千 of 千克 and the 兆 of 兆瓦 are no scale.
fn starts_unit(text: &str, at: usize) -> bool {
    LEXICON.find(text, at, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some_and(|(_, end)| end > at + 3)
}

/// 三分之一, 一又二分之一; the denominator has been read. 百分之, 千分之 and 万分之 are percentages and no fraction.
fn fraction(text: &str, n: Numeral) -> Option<Numeral> {
    let next = blanks_end(text, n.end);
    if let Some(rest) = scan::rest(text, next).strip_prefix("又") {
        let from = blanks_end(text, text.len() - rest.len());
        let part = number(text, from)?;
        let part = fraction(text, part).or_else(|| super::numeral::at(text, from)).filter(|p| p.shape == Shape::Fraction)?;
        return Some(Numeral { end: part.end, value: n.value?.add(part.value?), shape: Shape::Fraction, precision: Precision::Exact, ..n });
    }
    let from = parts_end(text, next)?;
    let above = number(text, from)?;
    let value = above.value?.div(n.value?)?;
    Some(Numeral { end: above.end, value: Some(value), shape: Shape::Fraction, precision: Precision::Exact, scale: 0, ..n })
}

/// A number in digits or Han, without fraction.
pub(super) fn number(text: &str, at: usize) -> Option<Numeral> {
    let c = char_at(text, at)?;
    if c.is_ascii_digit() {
        let n = plain_digits(text, at)?;
        // Behind most numbers stands nothing that a Chinese numeral goes on with.
        let next = byte(text, n.end);
        if next.is_ascii() && next != b' ' {
            return Some(Numeral { shape: Shape::Marked, ..n });
        }
        return run(text, at, Some(&n)).or(Some(n));
    }
    is_numeral(c).then(|| run(text, at, None)).flatten()
}

/// Behind 分之 at `at`, blanks in and behind it; none where something else stands there.
pub(super) fn parts_end(text: &str, at: usize) -> Option<usize> {
    let of = scan::rest(text, at).strip_prefix('分').map(|_| blanks_end(text, at + "分".len()))?;
    scan::rest(text, of).strip_prefix('之').map(|_| blanks_end(text, of + "之".len()))
}

/// 五打, 5打: dozens, where 打 opens no verb.
fn dozens(text: &str, n: Numeral) -> Option<Numeral> {
    let next = blanks_end(text, n.end);
    let end = scan::rest(text, next).strip_prefix('打').map(|_| next + "打".len())?;
    let one = n.value == Some(Exact::ONE);
    let verb = |c: char| {
        is_numeral(c)
            || one && crate::text::is_han(c) && !"啤鸡玫铅".contains(c)
            || "工造算压击败破扮听开印车架卡包折法断响扫猎针理牌球拳仗官赢输麻死伤黑磨赌下出入到过了着住来回起得成头脑动字药气点分电白"
                .contains(c)
    };
    let whole = n.value.is_some_and(Exact::is_integer) || n.value == Exact::parse("0.5");
    if !whole || char_at(text, end).is_some_and(verb) || char_before(text, n.start) == Some('第') {
        return None;
    }
    Some(Numeral { end, value: n.value?.mul(Exact::from_int(12)), precision: Precision::Exact, scale: 0, ..n })
}

/// Behind `word` at `at`, one blank allowed between its characters: the text of some scans.
pub(super) fn spaced(text: &str, at: usize, word: &str) -> Option<usize> {
    let mut end = at;
    for c in word.chars() {
        let next = if end > at { blanks_end(text, end) } else { end };
        end = scan::rest(text, next).strip_prefix(c).map(|_| next + c.len_utf8())?;
    }
    Some(end)
}

impl Numeral {
    /// 百, 千 and 万 without a digit: 百里, 万丈.
    pub(super) fn is_lone_scale(&self, text: &str) -> bool {
        let mut chars = scan::part(text, self.start, self.end).chars();
        chars.next().and_then(scale).is_some_and(|p| p > 1) && chars.next().is_none()
    }
}

/// Whether digits with a percent sign or degrees Celsius stand at `at`, so that a dash before them is a minus.
pub(super) fn is_signed_share(text: &str, at: usize) -> bool {
    let mut end = scan::digits_end(text, at);
    if byte(text, end) == b'.' {
        end = scan::digits_end(text, end + 1);
    }
    end > at && scan::rest(text, end).starts_with(['%', '℃', '°'])
}

/// A name of money that is nothing else: 元, 块钱, 美元; 块 and 毛 by themselves are pieces and hair.
fn is_named_money(text: &str, at: usize) -> bool {
    LEXICON
        .find(text, at, |s| matches!(s, Sense::CurrencyAfter(_)).then_some(()))
        .is_some_and(|(_, end)| !matches!(scan::part(text, at, end), "块" | "毛" | "分" | "角" | "圆" | "毫" | "蚊"))
}
