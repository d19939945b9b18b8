//! Values of figures as a reader sees them.

use crate::extract::{Aspect, Base, Figure, FigureKind, Measure, Metric, Modifier, PartialDate, When};
use crate::text::Exact;

use super::Lang;
use crate::check::wording::{grouped, several, unit_name};

/// The normalised value on one line, with its unit and modifier: `57,373 cars`, `CNY 29,330,000,000,000`, `143.9 %`,
/// `2024-Q2`, `5–7 %`. None where the figure has no value.
pub(super) fn value(figure: &Figure, lang: Lang) -> Option<String> {
    if let Some(when) = &figure.when {
        let text = when_text(when);
        return (!text.is_empty()).then_some(text);
    }
    let number = |n: Exact| if matches!(figure.kind, FigureKind::Date | FigureKind::Ordinal) { n.to_string() } else { grouped(n) };
    let core = match (figure.value, figure.low, figure.high) {
        (Some(value), _, _) => number(value),
        (None, Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (None, Some(low), None) => format!("≥ {}", number(low)),
        (None, None, Some(high)) => format!("≤ {}", number(high)),
        (None, None, None) => return None,
    };
    let with_unit = match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Money, Some(code)) => format!("{code} {core}"),
        (FigureKind::Multiple, _) => format!("{core}×"),
        (_, Some("percent")) => format!("{core} %"),
        (_, Some("percentage-point")) => format!("{core} {}", lang.pick("percentage points", "个百分点", "個百分點")),
        (_, Some("basis-point")) => format!("{core} {}", lang.pick("basis points", "个基点", "個基點")),
        (FigureKind::Temperature, Some("degree")) => format!("{core}°"),
        (FigureKind::Temperature, Some(unit)) => format!("{core} °{unit}").replace("°K", "K"),
        (_, Some(unit)) if lang.is_chinese() && unit_name(unit, lang) != unit => format!("{core}{}", unit_name(unit, lang)),
        (_, Some(unit)) if figure.value == Some(Exact::ONE) => format!("{core} {unit}"),
        (_, Some(unit)) => format!("{core} {}", several(unit)),
        (_, None) => core,
    };
    Some(match figure.modifier {
        Some(modifier) => format!("{}{with_unit}", modifier_text(modifier, lang)),
        None => with_unit,
    })
}

/// The value of the figure at another place of the corpus.
pub(super) fn value_at(view: &super::CorpusView, place: &crate::check::Place, lang: Lang) -> Option<String> {
    let article = view.snapshot.article_at(&place.path)?;
    let figure = article.facts.figures.iter().find(|f| f.span.overlaps(place.span))?;
    value(figure, lang)
}

/// With a blank behind it where the language wants one.
fn modifier_text(modifier: Modifier, lang: Lang) -> &'static str {
    match modifier {
        Modifier::About => lang.pick("about ", "约 ", "約 "),
        Modifier::Nearly => lang.pick("nearly ", "近 ", "近 "),
        Modifier::Over | Modifier::OddMore => lang.pick("over ", "超过 ", "超過 "),
        Modifier::Under => lang.pick("under ", "不到 ", "不到 "),
        Modifier::AtLeast => lang.pick("at least ", "至少 ", "至少 "),
        Modifier::AtMost => lang.pick("at most ", "至多 ", "至多 "),
        Modifier::Since => lang.pick("since ", "自 ", "自 "),
        Modifier::After => lang.pick("after ", "之后 ", "之後 "),
        Modifier::Before => lang.pick("before ", "之前 ", "之前 "),
        Modifier::Until => lang.pick("until ", "截至 ", "截至 "),
    }
}

/// A date, period or clock time; a period by its label, with its days where they say more.
pub(super) fn when_text(when: &When) -> String {
    crate::extract::period_text(when)
}

/// Days of a period, both ends named: `2024-04-01 – 2024-06-30`. None where they are unknown.
pub(super) fn days_text(when: &When) -> Option<String> {
    let When::Period { days: Some((from, to)), .. } = when else { return None };
    let last = to.map(|t| t.yesterday().unwrap_or(t));
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "…".to_owned(), |d| d.to_string());
    Some(format!("{} – {}", day(*from), day(last)))
}

/// Whether the year of a date or period is unknown because the article has no date.
pub(super) fn lacks_year(when: &When) -> bool {
    match when {
        When::Date(PartialDate { year, .. }) => year.is_none(),
        When::Period { days, .. } => days.is_none(),
        When::Clock { .. } => false,
    }
}

/// The values that the print can stand for, where they are more than one: `59,500 – 60,500`, `> 70,000`.
pub(super) fn interval(figure: &Figure) -> Option<String> {
    let interval = crate::extract::figures::interval(figure)?;
    let unit = if figure.kind == FigureKind::Percent && figure.unit.as_deref() == Some("percent") { " %" } else { "" };
    let (less, more) = (if interval.high_open { "<" } else { "≤" }, if interval.low_open { ">" } else { "≥" });
    match (interval.low, interval.high) {
        (Some(low), Some(high)) if low == high => None,
        (Some(low), Some(high)) => Some(format!("{} – {}{unit}", grouped(low), grouped(high))),
        (Some(low), None) => Some(format!("{more} {}{unit}", grouped(low))),
        (None, Some(high)) => Some(format!("{less} {}{unit}", grouped(high))),
        (None, None) => None,
    }
}

/// The name of a kind of figure.
pub(super) fn kind_name(kind: FigureKind, lang: Lang) -> &'static str {
    match kind {
        FigureKind::Number => lang.pick("number", "数字", "數字"),
        FigureKind::Ordinal => lang.pick("ordinal", "序数", "序數"),
        FigureKind::Percent => lang.pick("percentage", "百分比", "百分比"),
        FigureKind::Money => lang.pick("amount of money", "金额", "金額"),
        FigureKind::Quantity => lang.pick("quantity", "数量", "數量"),
        FigureKind::Multiple => lang.pick("multiple", "倍数", "倍數"),
        FigureKind::Age => lang.pick("age", "年龄", "年齡"),
        FigureKind::Temperature => lang.pick("temperature", "温度", "溫度"),
        FigureKind::Date => lang.pick("date", "日期", "日期"),
        FigureKind::Period => lang.pick("period", "期间", "期間"),
        FigureKind::Duration => lang.pick("duration", "时长", "時長"),
        FigureKind::Range => lang.pick("range", "范围", "範圍"),
        FigureKind::Time => lang.pick("time of day", "时刻", "時刻"),
    }
}

/// The name of an entity type.
pub(super) fn type_name(kind: crate::glossary::EntityType, lang: Lang) -> &'static str {
    use crate::glossary::EntityType;
    match kind {
        EntityType::Person => lang.pick("person", "人物", "人物"),
        EntityType::Organization => lang.pick("organization", "机构", "機構"),
        EntityType::Product => lang.pick("product", "产品", "產品"),
    }
}

/// The metric with its qualifiers: `net revenue`, `deliveries (cumulative)`.
pub(super) fn metric_name(metric: &Metric, lang: Lang) -> String {
    crate::check::wording::metric_name(metric, lang)
}

/// What is meant by a value: all but plain statements of fact.
pub(super) fn aspect_name(aspect: Aspect, lang: Lang) -> &'static str {
    match aspect {
        Aspect::Actual => lang.pick("actual", "实际", "實際"),
        Aspect::Guidance => lang.pick("guidance", "指引", "指引"),
        Aspect::Forecast => lang.pick("forecast", "预测", "預測"),
        Aspect::Target => lang.pick("target", "目标", "目標"),
        Aspect::Rumour => lang.pick("rumour", "传闻", "傳聞"),
        Aspect::Denied => lang.pick("denied", "已否认", "已否認"),
        Aspect::Restated => lang.pick("restated", "重述", "重述"),
        Aspect::Hypothetical => lang.pick("hypothetical", "假设", "假設"),
    }
}

/// How a claim's figure is a change; none for a level.
pub(super) fn measure_text(measure: &Measure, lang: Lang) -> Option<String> {
    let against = |base: &Base| match base {
        Base::YearOnYear => lang.pick(" year on year", "同比", "年增"),
        Base::QuarterOnQuarter => lang.pick(" quarter on quarter", "季度环比", "季增"),
        Base::MonthOnMonth => lang.pick(" month on month", "月度环比", "月增"),
        Base::Stated | Base::Unknown => "",
    };
    match measure {
        Measure::Level => None,
        Measure::Former { base, .. } => Some(format!("{}{}", lang.pick("value before", "此前数值", "此前數值"), against(base))),
        Measure::Change { base, sign, .. } => {
            let word = match sign {
                1.. => lang.pick("rise", "增长", "增長"),
                0 => lang.pick("change", "变化", "變化"),
                _ => lang.pick("fall", "下降", "下降"),
            };
            Some(lang.pick(format!("{word}{}", against(base)), format!("{}{word}", against(base)), format!("{}{word}", against(base))))
        }
    }
}
