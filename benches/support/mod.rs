//! Generated corpora: articles about invented firms, always the same for the same number.

use std::fmt::Write;
use std::path::Path;

/// A small generator of numbers that stays the same in every version (splitmix64, public domain, Vigna 2015).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

const HEADS: [&str; 24] = [
    "Ald", "Bren", "Cas", "Dor", "Elm", "Far", "Gal", "Hask", "Ivo", "Jar", "Kip", "Lor", "Mon", "Nev", "Orl", "Pim", "Rav", "Sel", "Tor",
    "Ulm", "Vas", "Wim", "Zan", "Cob",
];
const TAILS: [&str; 16] =
    ["den", "rick", "ova", "sted", "ham", "ette", "iro", "una", "gard", "ston", "bury", "mont", "ec", "ali", "ent", "ora"];
const KINDS: [&str; 6] = ["Motors", "Technology", "Group", "Energy", "Robotics", "Foods"];
const FIRST: [&str; 12] = ["Agnes", "Bruno", "Clara", "Dario", "Edith", "Felix", "Greta", "Hugo", "Irena", "Jonas", "Karla", "Luca"];
const LAST: [&str; 12] =
    ["Abelard", "Bosko", "Crane", "Delvaux", "Eklund", "Ferrant", "Gower", "Hadley", "Ibsen", "Jurado", "Kovacs", "Lorimer"];
const HAN_FIRMS: [&str; 16] =
    ["启澜", "恒茂", "瑞禾", "云岑", "星垣", "沃川", "天屹", "嘉樾", "凌岳", "汇泽", "永澍", "东篱", "明晟", "谷雨", "松陵", "平溟"];
const HAN_KINDS: [&str; 5] = ["汽车", "科技", "集团", "能源", "电子"];
const HAN_SURNAMES: [&str; 12] = ["陆", "沈", "顾", "秦", "唐", "程", "袁", "贺", "潘", "傅", "司马", "欧阳"];
const HAN_GIVEN: [&str; 12] = ["子衡", "沐阳", "思远", "嘉言", "文博", "雨桐", "一鸣", "海宁", "晨曦", "志远", "若兰", "怀瑾"];

/// What a firm states for a measure and a period: the same in every article, as in a sound corpus.
fn stated(firm: &str, measure: &str, period: &str, below: usize) -> usize {
    let seed = format!("{firm}|{measure}|{period}").bytes().fold(7u64, |h, b| (h ^ b as u64).wrapping_mul(0x0100_0000_01b3));
    Dice(seed).roll(below)
}

/// An article in English of about 2.6 KB.
pub fn english(number: usize) -> String {
    let mut dice = Dice(number as u64 ^ 0xe4);
    let firm = |dice: &mut Dice| format!("{}{} {}", dice.pick(&HEADS), dice.pick(&TAILS), dice.pick(&KINDS));
    let person = |dice: &mut Dice| format!("{} {}", dice.pick(&FIRST), dice.pick(&LAST));
    let (a, b, c) = (firm(&mut dice), firm(&mut dice), firm(&mut dice));
    let (p, q) = (person(&mut dice), person(&mut dice));
    let mut out = format!("{a} lifts deliveries as rivals wait\n\n");
    for paragraph in 0..7 {
        let quarter = ["first", "second", "third", "fourth"][dice.roll(4)];
        let year = 2018 + dice.roll(7);
        let cars = 1000 + stated(&a, "cars", &format!("{year} {quarter}"), 90_000);
        let orders = 1000 + stated(&c, "orders", &year.to_string(), 90_000);
        let more = 1 + stated(&a, "growth", &format!("{year} {quarter}"), 90);
        let profit = 1 + stated(&b, "profit", &year.to_string(), 90);
        let invested = 1 + stated(&c, "invested", "", 90);
        let revenue = stated(&b, "revenue", &year.to_string(), 90);
        _ = match paragraph % 4 {
            0 => writeln!(
                out,
                "{a} delivered {cars} vehicles in the {quarter} quarter of {year}, up {more}% from a year earlier, said {p}, chief executive of {a}. The company, based in Port Alder, had expected fewer; analysts at {b} called the result solid and asked what it would cost to keep the pace through the winter.\n"
            ),
            1 => writeln!(
                out,
                "Revenue at {b} was ${}.{} billion in {year}, and its net profit reached ${profit} million. {q}, the finance chief of {b}, said on Tuesday that spending on research would grow by {}% next year, mostly on batteries and on the software that runs them.\n",
                1 + revenue / 10,
                revenue % 10,
                1 + stated(&b, "spending", &year.to_string(), 40)
            ),
            2 => writeln!(
                out,
                "\"We have learnt to build one thing well,\" {p} told reporters. {c} employs about {} people in {} countries and has invested more than {invested} million euros in a plant that opens on {} September {year}.\n",
                100 * (1 + stated(&c, "people", "", 90)),
                2 + stated(&c, "countries", "", 30),
                1 + dice.roll(28)
            ),
            _ => writeln!(
                out,
                "{c} and {a} have worked together since {}. Mr. {} declined to say whether orders rose; the order book stood at {orders} units at the end of {year}, according to people who have seen it.\n",
                2000 + dice.roll(18),
                q.rsplit(' ').next().unwrap_or("")
            ),
        };
    }
    out
}

/// An article in Simplified Chinese of about 2.6 KB.
pub fn chinese(number: usize) -> String {
    let mut dice = Dice(number as u64 ^ 0x2a7);
    let firm = |dice: &mut Dice| format!("{}{}", dice.pick(&HAN_FIRMS), dice.pick(&HAN_KINDS));
    let person = |dice: &mut Dice| format!("{}{}", dice.pick(&HAN_SURNAMES), dice.pick(&HAN_GIVEN));
    let (a, b) = (firm(&mut dice), firm(&mut dice));
    let (p, q) = (person(&mut dice), person(&mut dice));
    let mut out = format!("{a}交付量再创新高\n\n");
    for paragraph in 0..9 {
        let year = 2018 + dice.roll(7);
        let quarter = ["一", "二", "三", "四"][dice.roll(4)];
        let cars = 1000 + stated(&a, "cars", &format!("{year} {quarter}"), 90_000);
        let more = 1 + stated(&a, "growth", &format!("{year} {quarter}"), 90);
        let profit = 1 + stated(&b, "profit", &year.to_string(), 90);
        let invested = 1 + stated(&a, "invested", &year.to_string(), 90);
        let revenue = stated(&b, "revenue", &year.to_string(), 900);
        _ = match paragraph % 3 {
            0 => writeln!(
                out,
                "{a}董事长{p}表示，{year}年第{quarter}季度，{a}交付汽车{cars}辆，同比增长{more}%，高于此前的预期。他说，公司今后仍会把精力放在技术与服务上，而不是价格上。\n"
            ),
            1 => writeln!(
                out,
                "{b}发布的财报显示，{year}年营业收入为{}.{}亿元，净利润{profit}00万元。{b}首席财务官{q}认为，研发投入仍将增加，明年的增幅约为{}%，主要用于电池和软件。\n",
                1 + revenue / 10,
                revenue % 10,
                1 + stated(&b, "spending", &year.to_string(), 40)
            ),
            _ => writeln!(
                out,
                "据知情人士透露，{a}与{b}自{}年起合作，双方共有员工近{}万人。{p}说，新工厂将于{year}年9月{}日投产，总投资超过{invested}亿元。\n",
                2000 + dice.roll(18),
                1 + stated(&a, "staff", &b, 9),
                1 + dice.roll(28)
            ),
        };
    }
    out
}

/// The article with this number: three in English, two in Chinese, in turn.
pub fn article(number: usize) -> String {
    if number % 5 < 3 { english(number) } else { chinese(number) }
}

/// The file name of an article, dated so that relative dates resolve.
pub fn name(number: usize) -> String {
    format!("{:03}/{}-{:02}-{:02}-{number:06}.txt", number / 500, 2019 + number % 6, 1 + number % 12, 1 + number % 28)
}

/// A glossary of `names` invented firms and people.
pub fn glossary(names: usize) -> String {
    let mut out = String::new();
    for n in 0..names {
        let (head, tail, kind) = (HEADS[n % HEADS.len()], TAILS[n / HEADS.len() % TAILS.len()], KINDS[n / 384 % KINDS.len()]);
        let series = if n < 2304 { String::new() } else { format!(" {}", n / 2304) };
        let han = format!("{}{}{}", HAN_FIRMS[n % 16], HAN_GIVEN[n / 16 % 12], HAN_KINDS[n / 192 % 5]);
        _ = write!(
            out,
            "[[entity]]\nid = \"e{n}\"\ntype = \"organization\"\nname = {{ en = \"{head}{tail} {kind}{series}\", zh-Hans = \"{han}{}\" }}\n\n",
            if n < 960 { String::new() } else { format!("{}", n / 960) }
        );
    }
    out
}

/// Lays a corpus out in a folder.
pub fn lay_out(folder: &Path, articles: usize, names: usize) -> std::io::Result<()> {
    for number in 0..articles {
        let path = folder.join(name(number));
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, article(number))?;
    }
    std::fs::write(folder.join("dossier.toml"), "")?;
    std::fs::write(folder.join("glossary.toml"), glossary(names))
}

/// An article of about `bytes` bytes, in English and Chinese by turns.
pub fn long_article(bytes: usize) -> String {
    let mut out = String::new();
    for number in 0.. {
        if out.len() >= bytes {
            break;
        }
        out += &article(number);
        out += "\n";
    }
    out
}
