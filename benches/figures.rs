//! Figures and claims of blocks, in bytes per second of reading: `cargo bench --bench figures`.

use divan::Bencher;
use divan::counter::BytesCount;
use dossier::extract::figures;
use dossier::text::{Format, Layout, Reading, ReadingOptions};

fn main() {
    divan::main();
}

/// Invented news of both languages, with a figure in most sentences.
const ENGLISH: &str = "Pinwell Motors delivered 61,204 cars in the second quarter of 2024, up 14.3% from a year earlier, the company said on \
    Tuesday. Revenue rose to $1.5 billion from $1.2 billion. Chief executive Doreen Hallam, 48, credited a second shift at the plant and \
    said that the market had changed for good since the tern compact went on sale two years ago, although nobody in the trade had expected it.";
const CHINESE: &str = "澄岳汽车发布的财报显示，第二季度共交付61,204辆新车，同比增长14.3%，营业收入达26.4亿元，上年同期为22.1亿元。公司董事长表示，\
    市场环境正在发生变化，过去三年里团队始终坚持长期投入，门店数量增至430家，预计下半年销量将继续提升，新工厂也会按照计划在明年投产。";

#[divan::bench(args = [("en", ENGLISH), ("zh", CHINESE)])]
fn read(bencher: Bencher, (_, text): (&str, &str)) {
    let layout = Layout::new(text, Format::Text);
    let readings: Vec<_> = layout.blocks.iter().map(|b| (b, Reading::new(b.span.of(text), b, ReadingOptions::default()))).collect();
    bencher.counter(BytesCount::of_str(text)).bench(|| readings.iter().map(|(b, r)| figures::read(r, b).len()).sum::<usize>());
}

#[divan::bench(args = [("en", ENGLISH), ("zh", CHINESE)])]
fn claims(bencher: Bencher, (_, text): (&str, &str)) {
    let layout = Layout::new(text, Format::Text);
    let lexicon = dossier::extract::claims::MetricLexicon::default();
    let read: Vec<_> = layout
        .blocks
        .iter()
        .map(|b| {
            let reading = Reading::new(b.span.of(text), b, ReadingOptions::default());
            let figures = figures::read(&reading, b);
            (b, reading, figures)
        })
        .collect();
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        read.iter()
            .map(|(_, r, f)| dossier::extract::claims::drafts(&dossier::extract::claims::Prose::new(r, f, &lexicon), &lexicon).len())
            .sum::<usize>()
    });
}
