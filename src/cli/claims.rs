//! `dossier claims`: the table of figures, one row for each statement of a metric.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::{Failure, note};
use super::output::width;
use super::paths::Base;
use super::session::{CorpusArgs, Session};
use super::term::one_line;
use crate::ide::Lang;
use crate::ide::claims::{ClaimRow, Wanted, rows};
use crate::ide::kwic::{named, nearest};

#[derive(clap::Args)]
pub struct Args {
    /// Whose figures: a name in any spelling or script, or an id [default: everybody's]
    #[arg(value_name = "NAME-OR-ID")]
    name: Option<String>,
    /// Folders or articles [default: the current directory]; without a name the first one may stand in its place
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    corpus: CorpusArgs,
    /// Only this metric, with or without its qualifiers: profit, profit+net
    #[arg(long)]
    metric: Option<String>,
    /// Only this period, or the periods of this year: 2024-Q2, 2024
    #[arg(long)]
    period: Option<String>,
    /// A table to read, or CSV for a spreadsheet
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Begin CSV with a byte order mark, which some spreadsheets need to read it as UTF-8
    #[arg(long)]
    bom: bool,
    /// Language of units and changes, as a locale: en, zh-Hans, zh-TW
    #[arg(long, value_name = "LOCALE")]
    lang: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Table,
    Csv,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let lang = args.lang.as_deref().map_or(Lang::English, Lang::of_locale);
    let (name, paths) = asked(args);
    let session = Session::load_in(&paths, &args.corpus, lang, true)?;
    let analysis = session.analysis();
    let under = |path: &str| session.asked_for(path);
    let mut known = name.is_none();
    let mut found: Vec<ClaimRow> = Vec::new();
    for corpus in &analysis.corpora {
        let entities = name.map(|name| named(corpus, name));
        known |= entities.as_ref().is_some_and(|e| !e.is_empty());
        let wanted = Wanted { subjects: entities.as_deref(), metric: args.metric.as_deref(), period: args.period.as_deref() };
        found.extend(rows(corpus, &wanted, lang, &under));
    }
    if let Some(name) = name.filter(|_| !known) {
        let near: Vec<String> = analysis.corpora.iter().flat_map(|c| nearest(c, name)).map(|n| format!("\"{n}\"")).collect();
        let near = if near.is_empty() { "check its spelling".to_owned() } else { format!("there is {}", near.join(", ")) };
        return Err(Failure::new(format!("nothing here is named \"{name}\"; {near}")));
    }
    if found.is_empty() {
        note("no figures of that kind");
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        Format::Table => table(&mut out, &found, &Base::of_current())?,
        Format::Csv => {
            if args.bom {
                out.write_all("\u{feff}".as_bytes())?;
            }
            csv(&mut out, &found, &Base::of_arguments(&session.arguments))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The name and the paths: a first argument that is a file or a folder, and no name by its looks, is a path.
fn asked(args: &Args) -> (Option<&str>, Vec<PathBuf>) {
    let mut paths = args.paths.clone();
    match args.name.as_deref() {
        Some(first) if first.contains(['/', '\\', '.']) && std::path::Path::new(first).exists() => {
            paths.insert(0, PathBuf::from(first));
            (None, paths)
        }
        name => (name, paths),
    }
}

/// Columns that line up, also where Han characters stand in them; the last one, which names the place, is as long as it
/// is.
fn table(out: &mut dyn Write, rows: &[ClaimRow], base: &Base) -> std::io::Result<()> {
    let head = ["SUBJECT", "METRIC", "PERIOD", "VALUE", "ASPECT", "CHANGE", "SOURCE", "DATE", "CONFLICT", "PLACE"].map(str::to_owned);
    let line = |r: &ClaimRow| {
        [
            r.subject.clone(),
            r.metric.clone(),
            r.period.clone(),
            r.shown.clone(),
            r.aspect.to_owned(),
            r.change.clone(),
            r.source.clone(),
            r.date.map_or(String::new(), |d| d.to_string()),
            r.conflict.map_or(String::new(), |c| c.to_string()),
            format!("{}:{}", base.show(&r.path), r.line),
        ]
        .map(|cell| one_line(&cell))
    };
    let lines: Vec<[String; 10]> = std::iter::once(head).chain(rows.iter().map(line)).collect();
    // A column that nothing stands in is left out.
    let filled: Vec<usize> = (0..10).filter(|c| lines.iter().skip(1).any(|l| !l[*c].is_empty())).collect();
    let widest: Vec<usize> = filled.iter().map(|c| lines.iter().map(|l| width(&l[*c])).max().unwrap_or(0)).collect();
    for line in lines.iter().take(if rows.is_empty() { 0 } else { lines.len() }) {
        let mut text = String::new();
        for (at, (column, room)) in filled.iter().zip(&widest).enumerate() {
            text += &line[*column];
            if at + 1 < filled.len() {
                text.extend(std::iter::repeat_n(' ', room - width(&line[*column]) + 2));
            }
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

fn csv(out: &mut dyn Write, rows: &[ClaimRow], base: &Base) -> Result<(), Failure> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    let told = |e: csv::Error| Failure::new(format!("cannot write CSV: {e}"));
    let head = [
        "subject", "metric", "period", "value", "low", "high", "unit", "modifier", "aspect", "change", "source", "date", "conflict",
        "path", "line",
    ];
    writer.write_record(head).map_err(told)?;
    for r in rows {
        let text = |s: &Option<String>| s.clone().unwrap_or_default();
        let cells = [
            safe(&r.subject),
            safe(&r.metric),
            safe(&r.period),
            number(&text(&r.value)),
            number(&text(&r.low)),
            number(&text(&r.high)),
            safe(&text(&r.unit)),
            r.modifier.unwrap_or_default().to_owned(),
            r.aspect.to_owned(),
            safe(&r.change),
            safe(&r.source),
            r.date.map_or(String::new(), |d| d.to_string()),
            r.conflict.map_or(String::new(), |c| c.to_string()),
            safe(&base.show(&r.path)),
            r.line.to_string(),
        ];
        writer.write_record(&cells).map_err(told)?;
    }
    writer.flush()?;
    Ok(())
}

/// Text that no spreadsheet takes for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
}

/// A number as it is, unless a spreadsheet would cut its digits: they keep fifteen.
fn number(cell: &str) -> String {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    if digits > 15 { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(subject: &str, value: &str, change: &str) -> ClaimRow {
        ClaimRow {
            path: "/n/a.txt".into(),
            line: 3,
            date: Some(jiff::civil::date(2024, 8, 2)),
            subject: subject.into(),
            metric: "profit+net".into(),
            period: "2024-H1".into(),
            aspect: "actual",
            shown: format!("CNY {value}"),
            value: Some(value.into()),
            low: None,
            high: None,
            unit: Some("CNY".into()),
            modifier: None,
            change: change.into(),
            source: String::new(),
            conflict: None,
        }
    }

    #[test]
    fn columns_line_up_and_empty_ones_are_left_out() {
        let mut out = Vec::new();
        let base = Base::Current { current: "/n".into() };
        table(&mut out, &[row("品维汽车", "82", "+12%"), row("Pinwell", "8400", "")], &base).unwrap();
        let text = String::from_utf8(out).unwrap();
        let expected = [
            "SUBJECT   METRIC      PERIOD   VALUE     ASPECT  CHANGE  DATE        PLACE",
            "品维汽车  profit+net  2024-H1  CNY 82    actual  +12%    2024-08-02  a.txt:3",
            "Pinwell   profit+net  2024-H1  CNY 8400  actual          2024-08-02  a.txt:3",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn cells_are_no_formulas() {
        let mut out = Vec::new();
        let base = Base::Current { current: "/n".into() };
        csv(&mut out, &[row("=SUM(A1)", "-5", "+12%"), row("Pinwell", "1234567890123456", "")], &base).unwrap();
        let text = String::from_utf8(out).unwrap();
        let expected = [
            "subject,metric,period,value,low,high,unit,modifier,aspect,change,source,date,conflict,path,line",
            "'=SUM(A1),profit+net,2024-H1,-5,,,CNY,,actual,'+12%,,2024-08-02,,a.txt,3",
            "Pinwell,profit+net,2024-H1,'1234567890123456,,,CNY,,actual,,,2024-08-02,,a.txt,3",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }
}
