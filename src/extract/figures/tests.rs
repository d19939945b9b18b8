//! Tables of phrases and what is read in them. Lines: phrase, then each figure as `kind value unit modifier`.

use super::{FigureDraft, read};
use crate::extract::{When, period_text};
use crate::text::{Format, Layout, Reading, ReadingOptions};

/// Figures of a one-block text, as text: kind, value (or ends), unit, modifier; dates resolved on 2 August 2024.
fn told(text: &str) -> String {
    let layout = Layout::new(text, Format::Text);
    let mut out = Vec::new();
    for block in &layout.blocks {
        let reading = Reading::new(block.span.of(text), block, ReadingOptions::default());
        for FigureDraft { figure, when, tense, .. } in read(&reading, block) {
            let value = match (&when, figure.value) {
                (Some(expr), _) => match expr.resolve(Some(jiff::civil::date(2024, 8, 2)), tense) {
                    When::Period { days: Some((from, to)), label: None } => {
                        period_text(&When::Period { days: Some((from, to)), label: None })
                    }
                    other => period_text(&other),
                },
                (None, Some(v)) => v.to_string(),
                (None, None) => {
                    let end = |e: Option<crate::text::Exact>| e.map_or(String::new(), |e| e.to_string());
                    format!("{}..{}", end(figure.low), end(figure.high))
                }
            };
            let mut parts = vec![figure.kind.as_str().to_owned(), value];
            parts.extend(figure.unit.as_ref().map(|u| u.to_string()));
            parts.extend(figure.modifier.map(|m| format!("({})", m.as_str())));
            if figure.enumerates {
                parts.push("lists".into());
            }
            out.push(parts.join(" "));
        }
    }
    out.join(" | ")
}

pub(super) fn table(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| told(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  read     {}", told(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers() {
    table(&[
        ("It counted 57,373 of them.", "number 57373"),
        ("sold 1,234,567 and 12,34,567 and 1.234.567", "number 1234567 | number 1234567 | number 1234567"),
        ("one hundred and twenty-five of them", "number 125"),
        ("forty five hundred of them", "number 4500"),
        ("two and a half million of them", "number 2500000"),
        ("about 3.5k of them", "number 3500 (about)"),
        ("two thirds of them", "number 0.6666666666666666666666666667"),
        ("dozens were hurt and hundreds of thousands fled", "number 20..99 | number 200000..999999"),
        ("several hundred were there", "number 200..900"),
        ("共三百五十七", "number 357"),
        ("总数为1亿1,836万", "number 118360000"),
        ("总数为壹佰贰拾", "number 120"),
        ("共九百万零四百", "number 9000400"),
        ("约三分之一", "number 0.3333333333333333333333333333 (about)"),
        ("有三十几万", "number 300000 (over)"),
        ("有3000多亿", "number 300000000000 (over)"),
        ("達五百餘萬", "number 5000000 (over)"),
        ("二〇〇三二", "number 20032"),
        ("between 90 and 60", "range 90..60"),
        ("十至二十", "range 10..20"),
        ("minus five and −7", "number -5 | number -7"),
    ]);
}

#[test]
fn numbers_in_english_words() {
    table(&[
        ("two thousand and two hundred and two of them", "number 2202"),
        ("three million, two hundred and one thousand, five hundred and six", "number 3201506"),
        ("one hundred thirty five thousand four hundred and two", "number 135402"),
        ("two hundred and three hundred", "number 200 | number 300"),
        ("a hundred and fifty of them, a hundred and tenth", "number 150 | ordinal 110"),
        ("several dozen, half-a-dozen", "number 24..108 | number 6"),
        ("fifty - two, twenty—fifth, thirtyfirst", "number 52 | ordinal 25 | ordinal 31"),
        ("a couple of them, a couple of hundred people", "number 2 | quantity 200 person"),
        ("two and a half dozen, 3 dozens", "number 30 | number 36"),
        ("one billion and a half million", "number 1000500000"),
        ("five point one two five, nought point nought three", "number 5.125 | number 0.03"),
        ("rose by point two five of them", "number 0.25"),
        ("one hundred and first, two hundred and fifty-third", "ordinal 101 | ordinal 253"),
        ("a six-figure fee, Twenty20, scores goals", ""),
        ("scores of boats", "quantity 20..99 boat"),
        ("in 2016 thousands of people left", "period 2016 | quantity 2000..9999 person"),
    ]);
}

/// Chains of number words without end are read in one pass, without going ever deeper.
#[test]
fn endless_numbers() {
    for chain in
        ["one thousand and ", "5 million ", "minus ", "one point one million ", "two and half ", "one in ", "1/2 million ", "five dozen "]
    {
        let text = chain.repeat(400);
        let began = std::time::Instant::now();
        told(&text);
        assert!(began.elapsed().as_secs() < 20, "{chain}");
    }
}

#[test]
fn fractions_and_shares_in_english() {
    table(&[
        ("one hundred and three and three quarters", "number 103.75"),
        ("twenty twenty fifths, one twenty-fifth", "number 0.8 | number 0.04"),
        ("three quarters of a million", "number 750000"),
        ("1 over 8, two out of five voters, nearly one in 10 shops", "number 0.125 | number 0.4 | number 0.1 (nearly)"),
        ("a one-in-ten chance", "number 0.1"),
        ("opened one in three cities", "number 1 | quantity 3 city"),
        ("ten fourth-graders, one third runner", "quantity 10 grader | number 1 | ordinal 3"),
        ("half a percent, a quarter of a percentage point", "percent 0.5 percent | percent 0.25 percentage-point"),
        ("3-1/2 inches, 2½ and 3 and 4/5", "quantity 3.5 inch | number 2.5 | number 3.8"),
        ("open 24/7", ""),
    ]);
}

#[test]
fn digits_of_all_kinds() {
    table(&[
        ("6.25x10^-4 and 2.5×10−3 and 8x2^10", "number 0.000625 | number 0.0025 | number 8192"),
        ("1'234'567 and 5 lakh and 2 lakh crore", "number 1234567 | number 500000 | number 2000000000000"),
        ("2.5 k and 1,200.5 G", "number 2500 | number 1200500000000"),
        ("5.2m people, 3.5m tall", "quantity 5200000 person | quantity 3.5 metre"),
        ("4K screens and 4K people", "quantity 4000 person"),
        ("people in his 30s, the under-18s", ""),
        ("100 000 of them", "number 100000"),
    ]);
}

#[test]
fn both_sides_of_a_bound() {
    table(&[
        ("more than 20 and at most 35", "range 20..35"),
        ("at least 3 but fewer than 5 boats", "quantity 3..5 boat"),
        ("up to 20 over three days", "number 20 (at-most) | duration 3 day (over)"),
        ("ranks between the tenth and the fifteenth", "range 10..15"),
        ("two to three dozen", "range 24..36"),
        ("a million, a minimum of 3", "number 1000000 | number 3 (at-least)"),
        ("two-to-three percent, a 6-foot-2-inch guard", "percent 2..3 percent | quantity 74 inch"),
        ("52% ± 3", "percent 49..55 percent"),
        ("500 g to 2 kg", "quantity 0.5..2 kilogram"),
        ("2 - ~7 grams", "quantity 2..7 gram"),
    ]);
}

#[test]
fn coins_codes_and_weights() {
    table(&[
        ("-$5 and $20 and 43c", "money -5 USD | money 20.43 USD"),
        ("48.5 MGBP, 3.14US$, ringgit 42", "money 48500000 GBP | money 3.14 USD | money 42 MYR"),
        ("tens of thousands of pounds", "money 20000..99999 GBP"),
        ("a five-pound note, a twenty-pound bag", "money 5 GBP | quantity 20 pound"),
        ("The team with 28 won the vote; 28,000 won each", "number 28 | money 28000 KRW"),
        ("10 $ 30 $", "money 10 USD | money 30 USD"),
        ("€ 3,50 and Euro 2024", "money 3.5 EUR | period 2024"),
        ("5 kopeks, 3 dimes", "money 0.05 RUB | money 0.3 USD"),
    ]);
}

#[test]
fn sizes() {
    table(&[
        ("6 ft. 2 in. and 5 foot 7, a 5-foot-10 guard", "quantity 74 inch | quantity 67 inch | quantity 70 inch"),
        ("an 8\" screen", "quantity 8 inch"),
        ("\"we have 8\" he said", "number 8"),
        ("half a litre, a quarter-mile, three quarters of an hour", "quantity 0.5 litre | quantity 0.25 mile | duration 0.75 hour"),
        ("60 mph, 100 km/h", "quantity 60 mile per hour | quantity 100 kilometre per hour"),
        ("5 pounds 3 ounces", "quantity 83 ounce"),
        ("20 J/m^2 per year", "quantity 20 joule per square metre per year"),
        ("two km and 300 lb-ft", "quantity 2 kilometre | quantity 300 pound foot"),
        ("300 °C (573.15K)", "temperature 300 C | temperature 573.15 K"),
        ("2 hours ten", "duration 130 minute"),
    ]);
}

#[test]
fn money() {
    table(&[
        ("worth $1.2bn", "money 1200000000 USD"),
        ("cost €500m", "money 500000000 EUR"),
        ("RMB 3.62 billion in sales", "money 3620000000 CNY"),
        ("between $2.1 billion and $2.4 billion", "money 2100000000..2400000000 USD"),
        ("10-20 dollars", "money 10..20 USD"),
        ("HK$ 45 and NT$ 60", "money 45 HKD | money 60 TWD"),
        ("two million pounds", "money 2000000 GBP"),
        ("新台幣540億元", "money 54000000000 TWD"),
        ("近3.4亿元", "money 340000000 CNY (nearly)"),
        ("数十亿元", "money 2000000000..9900000000 CNY"),
        ("五十元六角三分", "money 50.63 CNY"),
        ("一块二", "money 1.2 CNY"),
        ("八百到九百亿日元", "money 80000000000..90000000000 JPY"),
        ("不足300万港元", "money 3000000 HKD (under)"),
        ("從8500到3萬美元", "money 8500..30000 USD"),
    ]);
}

#[test]
fn shares_and_multiples() {
    table(&[
        ("up 17pc", "percent 17 percent"),
        ("by two percentage points", "percent 2 percentage-point"),
        ("25 basis points", "percent 25 basis-point"),
        ("百分之三十五点五", "percent 35.5 percent"),
        ("两成五，三成", "percent 25 percent | percent 30 percent"),
        ("打七五折，8折，对折", "percent 75 percent | percent 80 percent | percent 50 percent"),
        ("提高0.5個百分點", "percent 0.5 percentage-point"),
        ("增长了3倍，翻两番", "multiple 3 | multiple 4"),
        ("3 times as many", "multiple 3"),
        ("Users tripled", "multiple 3"),
        ("a tenfold rise", "multiple 10"),
    ]);
}

#[test]
fn quantities_and_lengths_of_time() {
    table(&[
        ("57,373 new cars", "quantity 57373 car"),
        ("120 people", "quantity 120 person"),
        ("100 million visits per day", "quantity 100000000 visit per day"),
        ("6 ft 2 inches", "quantity 74 inch"),
        ("80 km/h", "quantity 80 kilometre per hour"),
        ("4.8万吨", "quantity 48000 tonne"),
        ("100多家门店", "quantity 100 家 (over)"),
        ("1小时30分钟", "duration 90 minute"),
        ("两个半小时", "duration 2.5 hour"),
        ("a year and a half, or 18 months", "duration 1.5 year | duration 18 month"),
        ("the 48-year-old", "age 48 year"),
        ("现年57岁", "age 57 year"),
        ("30C and 96F", "temperature 30 C | temperature 96 F"),
        ("零下5度", "temperature -5 degree"),
        ("37攝氏度", "temperature 37 C"),
        ("第二届，第15", "ordinal 2 | ordinal 15"),
        ("the 21st of them", "ordinal 21"),
    ]);
}

#[test]
fn dates_and_periods() {
    table(&[
        ("on September 13, 2014", "date 2014-09-13"),
        ("2014.09.15", "date 2014-09-15"),
        ("13 September 2014", "date 2014-09-13"),
        ("in the second quarter of 2023", "period 2023-Q2"),
        ("Q2 2024, 1H23 and 2Q23", "period 2024-Q2 | period 2023-H1 | period 2023-Q2"),
        ("from 2014 to 2018", "period 2014-01-01/2019-01-01"),
        ("the year to June", "period 2023-07-01/2024-07-01"),
        ("two days ago", "date 2024-07-31"),
        ("last week of December 2016", "period 2016-12-26/2017-01-02"),
        ("Tuesday, 14 July 2020", "date 2020-07-14"),
        ("since 2016", "period 2016 (since)"),
        ("at 9 a.m. or 14:30", "time 09:00 | time 14:30"),
        ("二季度", "period 2024-Q2"),
        ("前三季，1至9月，一至九月", "period 2024-01-01/2024-10-01 | period 2024-01-01/2024-10-01 | period 2024-01-01/2024-10-01"),
        ("上半年和去年", "period 2024-H1 | period 2023"),
        ("民國110年3月5日", "date 2021-03-05"),
        ("二〇一六年九月三日", "date 2016-09-03"),
        ("昨天下午3点20分", "date 2024-08-01 | time 15:20"),
        ("上周五", "date 2024-07-26"),
        ("截至6月30日", "date 2024-06-30 (until)"),
        ("去年底", "period 2023-09-01/2024-01-01"),
        ("20世纪90年代", "period 1990-01-01/2000-01-01"),
    ]);
}

#[test]
fn without_the_articles_date() {
    let told = |text: &str| {
        let layout = Layout::new(text, Format::Text);
        let reading = Reading::new(text, &layout.blocks[0], ReadingOptions::default());
        let drafts = read(&reading, &layout.blocks[0]);
        period_text(&drafts[0].when.as_ref().expect("a date").resolve(None, drafts[0].tense))
    };
    assert_eq!(told("在二季度"), "XXXX-Q2");
    assert_eq!(told("In Q2 it fell"), "XXXX-Q2");
    assert_eq!(told("on September 13 it fell"), "XXXX-09-13");
    assert_eq!(told("In the second quarter of 2023 it fell"), "2023-Q2");
}

#[test]
fn what_is_no_figure() {
    table(&[
        ("01營銷拐點下的5G技術", ""),
        ("04以下為部分採訪實錄", ""),
        ("營銷革命4.0所面對的", ""),
        ("品牌主张1+4+N，KX4071，KNOT+", ""),
        ("千人千面，一句話，一系列，C位", ""),
        ("2020澄岳新品大会", ""),
        ("Group 1: Marketing", ""),
        ("They doubled down with tons of ads every Friday.", ""),
        ("the COVID-19 years, a 5G phone and version 1.2.3", ""),
        ("下半場", ""),
    ]);
}

#[test]
fn numbers_that_announce_a_list() {
    table(&[("the four aspects", "quantity 4 aspect lists"), ("五大部门", "quantity 5 大 lists"), ("三个方面", "quantity 3 个 lists")]);
}

proptest::proptest! {
    /// No text makes the grammar panic, and spans are in order and inside the text.
    #[test]
    fn any_mixture_is_read(pieces in proptest::collection::vec(proptest::sample::select(&[
        "1", "23", "1,836", ".", ",", "-", " ", "/", ":", "$", "%", "万", "亿", "零", "一", "半", "年", "月", "日", "第", "季度", "点", "分之", "农历", "初", "旬", "财年", "前", "个", "刻", "差", "下午", "晚", "号", "起", "后", "世纪", "年代", "昨", "春", "今", "成", "折", "多", "几", "to",
        "and", "half", "a", "third", "May", "Q2", "last", "year", "of", "million", "in", "two", "hundred", "the", "周", "去年", "至", "元", "块", "岁", "度", "倍", "翻", "between", "é", "𠀀", "(", ")", "[", "]", "'", "’", "+", "^", "e5", "毛", "米", "打", "来", "两", "负", "零下", "、", "以下", "大于", "三四",
    ][..]), 0..12)) {
        let text = pieces.concat();
        let layout = Layout::new(&text, Format::Text);
        for block in &layout.blocks {
            let reading = Reading::new(block.span.of(&text), block, ReadingOptions::default());
            let mut end = 0;
            for draft in read(&reading, block) {
                proptest::prop_assert!(draft.place.start >= end && draft.place.end as usize <= reading.text().len());
                end = draft.place.end;
                if let Some(expr) = draft.when {
                    expr.resolve(Some(jiff::civil::date(2024, 2, 29)), draft.tense);
                    expr.resolve(None, draft.tense);
                }
            }
        }
    }
}

#[test]
fn names_scores_and_telephone_numbers() {
    table(&[
        ("under ISO 4217, the TRX 500 and an aPhone 15", ""),
        ("the Five Lanterns group, Air Wing One, the Second River War", ""),
        ("a Corvane 720-800 and 120-150 people", "quantity 120..150 person"),
        ("won 3-1, 6-4 and 2-0 at home", ""),
        ("call (212) 555-0147, 555-0199 or +44 20 7946 0018", ""),
        ("Type 2 diabetes, at 10 Harbour Street", ""),
        ("a 401(k) plan, Form 10-K, C-131/12, the under-21 side", ""),
        ("a one-stop shop, the Six-Day War, number one", ""),
        ("a 50/50 chance, 20/20 vision, two series", "quantity 2 series"),
        ("the 12th and 12st 4lb", "ordinal 12 | quantity 172 pound"),
        ("first-half results rose", "period 2024-H1"),
        ("a first-half goal", "ordinal 1"),
        ("second-hand, a third party, ground zero, wait a second", ""),
        ("4 are left, 20 ares", "number 4 | quantity 20 are"),
        ("one flies 300 km, the 12 new ones", "number 1 | quantity 300 kilometre | number 12"),
        ("19 home matches, 19 homes", "quantity 19 match | quantity 19 home"),
    ]);
}

#[test]
fn words_around_a_number() {
    table(&[
        ("5 grand, ten grand a year, 5 grand pianos", "number 5000 | number 10000 | quantity 5 piano"),
        ("the 2 nd and the 11 th, 2 nd-hand", "ordinal 2 | ordinal 11 | ordinal 2"),
        ("two-and-a-half million, 1.2 b", "number 2500000 | number 1200000000"),
        ("million dollars, thousand litres", "money 1000000 USD | quantity 1000 litre"),
        ("multi million dollars, per thousand litres", ""),
        ("two more minutes, three consecutive quarters", "duration 2 minute | duration 3 quarter"),
        ("two quarters, three quarters of it", "duration 2 quarter | number 0.75"),
        ("10- to 15-percent cuts, 18- to 24-year-olds", "percent 10..15 percent | age 18..24 year"),
        ("aged between 18 and 24", "age 18..24 year"),
        ("1h30, 1m 30s", "duration 90 minute | quantity 1 metre | duration 30 second"),
        ("an hour and a half, for a second time", "duration 1.5 hour | ordinal 2"),
        ("a 45-degree angle, 5°C below zero", "quantity 45 degree | temperature -5 C"),
        ("over 100 and under 200", "range 100..200"),
        ("rise by eight to ten degrees", "temperature 8..10 degree"),
        ("went up to 4% and costs up to 4%", "percent 4 percent | percent 4 percent (at-most)"),
        ("130 kilograms (287 pounds)", "quantity 130 kilogram | quantity 287 pound"),
        ("sales doubled in a year", "multiple 2 | duration 1 year"),
    ]);
}
