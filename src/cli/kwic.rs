//! `dossier kwic`: a concordance, every mention of an entity with the words around it.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::{Failure, note};
use super::output::width;
use super::paths::Base;
use super::session::{CorpusArgs, Session};
use super::term::{self, ColorChoice, Painter, Style};
use crate::ide::kwic::{KwicRow, named, nearest, rows};

#[derive(clap::Args)]
pub struct Args {
    /// A name in any spelling or script, or an id: vqo, ~tang shen
    #[arg(value_name = "NAME-OR-ID")]
    name: String,
    /// Folders or articles [default: the current directory]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    corpus: CorpusArgs,
}

pub fn run(args: &Args, color: ColorChoice) -> Result<ExitCode, Failure> {
    let session = Session::load(&args.paths, &args.corpus)?;
    let analysis = session.analysis();
    let columns = term::columns();
    let mut known = false;
    let mut lines: Vec<(String, KwicRow)> = Vec::new();
    let base = Base::of_current();
    for corpus in &analysis.corpora {
        let entities = named(corpus, &args.name);
        known |= !entities.is_empty();
        let found = rows(corpus, &session.source, &entities, columns, &|| false);
        for row in found.into_iter().filter(|r| session.asked_for(&r.path)) {
            let Some(article) = corpus.snapshot.article_at(&row.path) else { continue };
            let (line, column) = article.lines.line_column(row.span.start);
            lines.push((format!("{}:{line}:{column}:", base.show(&row.path)), row));
        }
    }
    if !known {
        let near: Vec<String> = analysis.corpora.iter().flat_map(|c| nearest(c, &args.name)).map(|n| format!("\"{n}\"")).collect();
        let near = if near.is_empty() { "check its spelling".to_owned() } else { format!("there is {}", near.join(", ")) };
        return Err(Failure::new(format!("nothing here is named \"{}\"; {near}", args.name)));
    }
    if lines.is_empty() {
        note(&format!("no mention of \"{}\" under what was named", args.name));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    write(&mut out, &lines, columns, Painter { color: color.enabled() })?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The least room for the words on either side of a mention, in columns, however long paths and names are.
const LEAST_CONTEXT: usize = 24;

/// One line a mention, the mentions under each other.
fn write(out: &mut dyn Write, lines: &[(String, KwicRow)], columns: usize, painter: Painter) -> std::io::Result<()> {
    let widest = |of: fn(&(String, KwicRow)) -> usize| lines.iter().map(of).max().unwrap_or(0);
    let places = widest(|l| width(&l.0));
    let nodes = widest(|l| width(&l.1.node));
    let room = (columns.saturating_sub(places + nodes + 3) / 2).max(LEAST_CONTEXT);
    for (place, row) in lines {
        let left = tail(&term::one_line(&row.left), room);
        let right = head(&term::one_line(&row.right), room);
        let pad = places - width(place) + 1 + room - width(&left);
        let node = painter.paint(Style::Bold, term::one_line(&row.node));
        writeln!(out, "{}{:pad$}{left} {node} {right}", painter.paint(Style::Frame, place), "")?;
    }
    Ok(())
}

/// The last characters of a text that fit.
fn tail(text: &str, columns: usize) -> String {
    let start = text.char_indices().map(|(at, _)| at).find(|at| width(&text[*at..]) <= columns).unwrap_or(text.len());
    text[start..].to_owned()
}

/// The first characters of a text that fit.
fn head(text: &str, columns: usize) -> String {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| width(&text[..*end]) <= columns).last();
    text[..end.unwrap_or(0)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(left: &str, node: &str, right: &str) -> (String, KwicRow) {
        let row = KwicRow {
            path: "/n/a.txt".into(),
            rel: "a.txt".into(),
            date: None,
            span: Default::default(),
            left: left.into(),
            node: node.into(),
            right: right.into(),
        };
        (format!("a.txt:{}:", left.len()), row)
    }

    #[test]
    fn mentions_stand_under_each_other() {
        let rows = [
            row("In May", "Pinwell", "sold 12 vans."),
            row("五月，", "品维", "交付十二辆。"),
            row(&"long before ".repeat(9), "Pinwell", &"后".repeat(40)),
        ];
        let mut out = Vec::new();
        write(&mut out, &rows, 80, Painter { color: false }).unwrap();
        let lines: Vec<String> = String::from_utf8(out).unwrap().lines().map(str::to_owned).collect();
        let column = |line: &str, node: &str| width(&line[..line.find(node).unwrap()]);
        assert_eq!(column(&lines[0], "Pinwell"), column(&lines[1], "品维"));
        assert_eq!(column(&lines[0], "Pinwell"), column(&lines[2], "Pinwell"));
        assert!(lines.iter().all(|l| width(l) <= 80), "{lines:#?}");
    }
}
