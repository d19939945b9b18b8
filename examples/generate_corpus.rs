//! Lays out a generated corpus: `cargo run --release --example generate_corpus -- ARTICLES NAMES FOLDER`.

#[allow(dead_code)]
#[path = "../benches/support/mod.rs"]
mod support;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(articles), Some(names), Some(folder)) =
        (args.first().and_then(|a| a.parse().ok()), args.get(1).and_then(|a| a.parse().ok()), args.get(2))
    else {
        eprintln!("usage: generate_corpus ARTICLES NAMES FOLDER");
        std::process::exit(2);
    };
    support::lay_out(std::path::Path::new(folder), articles, names)
}
