//! Cutting and folding texts: `cargo bench --bench text`.

#[allow(dead_code)]
mod support;

use divan::Bencher;
use divan::counter::BytesCount;
use dossier::text::{Format, Layout, LineIndex, Reading, ReadingOptions, sentences};

fn main() {
    divan::main();
}

const TEXTS: [&str; 5] = ["english", "hans", "hant", "full-width", "residue"];

/// About 1 MB of a sort of text, a paragraph a line.
fn text(sort: &str) -> String {
    let paragraph = match sort {
        "english" => return (0..400).map(support::english).collect(),
        "hans" => return (0..400).map(support::chinese).collect(),
        "hant" => "啟瀾汽車第二季度共交付新車5.7萬輛，同比增長143.9%，公司預計全年交付20萬輛。創始人陸子衡表示，「我們的目標沒有改變」。\n",
        "full-width" => "启澜汽车第二季度共交付新车５．７万辆，同比增长１４３．９％，公司预计全年交付２０万辆。\n",
        _ => "在恒茂集團(tuán)互聯(lián)網(wǎng)商業(yè)部總經(jīng)理的採訪中，傳統(tǒng)行業(yè)的數(shù)字化進(jìn)程加快。\n",
    };
    paragraph.repeat(1_000_000 / paragraph.len())
}

#[divan::bench(args = TEXTS)]
fn split(bencher: Bencher, sort: &str) {
    let text = text(sort);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Layout::new(&text, Format::Text));
}

#[divan::bench(args = TEXTS)]
fn split_markdown(bencher: Bencher, sort: &str) {
    let text = text(sort);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Layout::new(&text, Format::Markdown));
}

#[divan::bench(args = TEXTS)]
fn fold(bencher: Bencher, sort: &str) {
    let text = text(sort);
    let layout = Layout::new(&text, Format::Text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        for block in &layout.blocks {
            divan::black_box(Reading::new(block.span.of(&text), block, ReadingOptions::default()));
        }
    });
}

#[divan::bench(args = TEXTS)]
fn line_index(bencher: Bencher, sort: &str) {
    let text = text(sort);
    bencher.counter(BytesCount::of_str(&text)).bench(|| LineIndex::new(&text));
}

#[divan::bench(args = TEXTS)]
fn sentence_ends(bencher: Bencher, sort: &str) {
    let text = text(sort);
    bencher.counter(BytesCount::of_str(&text)).bench(|| sentences(&text).count());
}
