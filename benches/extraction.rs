//! Extraction and first index inside the process: `cargo bench --bench extraction`.

#[allow(dead_code)]
mod support;

use std::path::Path;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::{BytesCount, CharsCount};
use dossier::config::Config;
use dossier::extract::{Context, Memo, read_article};
use dossier::glossary::{Glossary, GlossaryFile, Matcher};
use dossier::ide::{Change, Host};

fn main() {
    divan::main();
}

fn context(names: usize) -> Context {
    let file = GlossaryFile::parse(&Arc::from("/g.toml"), &support::glossary(names));
    let matcher = Matcher::new(&Glossary::join([&file]));
    Context::new(Arc::new(Config::default()), Arc::new(matcher))
}

fn read(bencher: Bencher, articles: Vec<String>, names: usize) {
    let context = context(names);
    // The segmenter's dictionary is loaded once a process, not once an article.
    read_article("a.txt", &support::chinese(0), &context, &mut Memo::default());
    let points: usize = articles.iter().map(|a| a.chars().count()).sum();
    bencher.counter(CharsCount::new(points)).bench(|| {
        for text in &articles {
            divan::black_box(read_article("2024-08-02-a.txt", text, &context, &mut Memo::default()));
        }
    });
}

#[divan::bench(args = [0, 500, 10_000], sample_count = 20)]
fn english(bencher: Bencher, names: usize) {
    read(bencher, (0..200).map(support::english).collect(), names);
}

#[divan::bench(args = [0, 500, 10_000], sample_count = 20)]
fn chinese(bencher: Bencher, names: usize) {
    read(bencher, (0..200).map(support::chinese).collect(), names);
}

/// Walk, read, extract and index, on all cores.
#[divan::bench(args = [1_000, 10_000], sample_count = 3)]
fn first_index(bencher: Bencher, articles: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    support::lay_out(folder.path(), articles, 500).expect("a corpus on disk");
    let bytes: usize = (0..articles).map(|n| support::article(n).len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| index(folder.path()));
}

fn index(folder: &Path) -> usize {
    let disk = dossier::workspace::Disk::default();
    let mut host = Host::new();
    let mut jobs = host.apply(dossier::workspace::corpora_of(folder).into_iter().map(Change::Corpus).collect()).jobs;
    while let Some(job) = jobs.pop() {
        let mut more = Vec::new();
        job.run(&disk, &|| false, &mut |change| {
            more.extend(host.apply(vec![change]).jobs);
            true
        });
        jobs.extend(more);
    }
    host.analysis().corpora.iter().map(|c| c.snapshot.len()).sum()
}
