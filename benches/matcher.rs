//! Names: reading a glossary, compiling it, searching with it: `cargo bench --bench matcher`.

#[allow(dead_code)]
mod support;

use std::fmt::Write;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use dossier::glossary::{Glossary, GlossaryFile, Matcher};
use support::Dice;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [200, 10_000, 100_000];

#[divan::bench(args = SIZES, sample_count = 5)]
fn read(bencher: Bencher, names: usize) {
    let text = toml(names);
    bencher.counter(ItemsCount::new(names)).bench(|| GlossaryFile::parse(&Arc::from("/g.toml"), &text));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn join(bencher: Bencher, names: usize) {
    let file = GlossaryFile::parse(&Arc::from("/g.toml"), &toml(names));
    bencher.counter(ItemsCount::new(names)).bench(|| Glossary::join([&file]));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn compile(bencher: Bencher, names: usize) {
    let file = GlossaryFile::parse(&Arc::from("/g.toml"), &toml(names));
    let glossary = Glossary::join([&file]);
    bencher.counter(ItemsCount::new(names)).bench(|| Matcher::new(&glossary));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn search_english(bencher: Bencher, names: usize) {
    search(bencher, names, &english(2_000, names));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn search_chinese(bencher: Bencher, names: usize) {
    search(bencher, names, &chinese(2_000, names));
}

/// Paragraph by paragraph, as articles are searched.
fn search(bencher: Bencher, names: usize, text: &str) {
    let file = GlossaryFile::parse(&Arc::from("/g.toml"), &toml(names));
    let matcher = Matcher::new(&Glossary::join([&file]));
    let mut hits = Vec::new();
    text.lines().for_each(|paragraph| matcher.find(paragraph, &mut hits));
    assert!(hits.len() > 2_000, "the text holds names");
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        hits.clear();
        for paragraph in text.lines() {
            matcher.find(divan::black_box(paragraph), &mut hits);
        }
        hits.len()
    });
}

/// An entity for every three names: an English one, a Chinese one, a model or a short form.
fn toml(names: usize) -> String {
    let mut out = String::new();
    for n in 0..names / 3 {
        let alias = if n % 3 == 0 { model(n) } else { latin(n, 1) };
        let _ = writeln!(
            out,
            "[[entity]]\nid = \"e{n}\"\ntype = \"organization\"\nname = {{ en = \"{}\", zh-Hans = \"{}\" }}\naliases = [\"{alias}\"]\n",
            latin(n, 2),
            han(n)
        );
    }
    out
}

fn latin(n: usize, words: usize) -> String {
    const SYLLABLES: [&str; 30] = [
        "ba", "cor", "dan", "el", "fin", "gar", "hol", "in", "jen", "kor", "lan", "mer", "nor", "ol", "pra", "qui", "ros", "sel", "tar",
        "ul", "van", "wil", "xan", "yor", "zel", "bri", "cho", "dru", "eck", "fro",
    ];
    let mut dice = Dice(n as u64);
    let word = |dice: &mut Dice| {
        let mut word: String = (0..2 + dice.roll(3)).map(|_| SYLLABLES[dice.roll(30)]).collect();
        word[..1].make_ascii_uppercase();
        word
    };
    (0..words).map(|_| word(&mut dice)).collect::<Vec<_>>().join(" ")
}

fn model(n: usize) -> String {
    let mut dice = Dice(n as u64 ^ 0x51);
    let letter = |dice: &mut Dice| (b'A' + dice.roll(26) as u8) as char;
    format!("{}{}{}", letter(&mut dice), letter(&mut dice), 1 + dice.roll(9_999))
}

fn han(n: usize) -> String {
    let mut dice = Dice(n as u64 ^ 0x4a);
    (0..3 + dice.roll(2)).map(|_| char::from_u32(0x4e00 + dice.roll(3_000) as u32).unwrap_or('一')).collect()
}

/// One name in thirty words.
fn english(paragraphs: usize, names: usize) -> String {
    const WORDS: [&str; 24] = [
        "the",
        "company",
        "said",
        "on",
        "Monday",
        "that",
        "deliveries",
        "rose",
        "in",
        "quarter",
        "from",
        "a",
        "year",
        "earlier",
        "while",
        "its",
        "shares",
        "fell",
        "after",
        "analysts",
        "had",
        "expected",
        "more",
        "cars",
    ];
    let mut dice = Dice(7);
    let mut out = String::new();
    for _ in 0..paragraphs {
        for _ in 0..60 {
            match dice.roll(30) {
                0 => out += &latin(dice.roll(names / 3), 2),
                _ => out += WORDS[dice.roll(WORDS.len())],
            }
            out.push(' ');
        }
        out.push('\n');
    }
    out
}

fn chinese(paragraphs: usize, names: usize) -> String {
    const WORDS: [&str; 16] =
        ["公司", "表示", "去年", "第二季度", "交付", "同比", "增长", "市场", "的", "在", "新能源", "汽车", "用户", "，", "。", "已经"];
    let mut dice = Dice(8);
    let mut out = String::new();
    for _ in 0..paragraphs {
        for _ in 0..60 {
            match dice.roll(30) {
                0 => out += &han(dice.roll(names / 3)),
                _ => out += WORDS[dice.roll(WORDS.len())],
            }
        }
        out.push('\n');
    }
    out
}
