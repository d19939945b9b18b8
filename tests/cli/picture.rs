//! The picture in the README: what a terminal shows, drawn as SVG.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

/// Columns and lines of a cell grid, in user units.
const CELL: (f64, f64) = (8.0, 18.0);
const MARGIN: f64 = 14.0;
/// The terminal's width.
const COLUMNS: usize = 104;

/// Draws coloured terminal output. Runs are stretched to the columns they take, so that underlines stay under their
/// words whatever font shows the picture.
pub fn svg(output: &str) -> String {
    let lines: Vec<Vec<Run>> = output.lines().flat_map(|line| wrapped(runs(line))).collect();
    let columns = lines.iter().map(|l| l.iter().map(|(_, t)| t.width()).sum::<usize>()).max().unwrap_or(0);
    let (width, height) = (columns as f64 * CELL.0 + 2.0 * MARGIN, lines.len() as f64 * CELL.1 + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <style>text{{font:13px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace;fill:#d8dee4;white-space:pre}}\
         .b{{font-weight:bold}}.red{{fill:#ff7b72}}.yellow{{fill:#e3b341}}.blue{{fill:#79c0ff}}.cyan{{fill:#76e3ea}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1f2328\"/>\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let mut column = 0;
        for (class, text) in line {
            // Blanks at the ends are left out: viewers disagree on whether they count.
            let shown = text.trim();
            if !shown.is_empty() {
                let blanks = text.len() - text.trim_start().len();
                let x = MARGIN + (column + blanks) as f64 * CELL.0;
                let y = MARGIN + row as f64 * CELL.1 + 13.0;
                let length = shown.width() as f64 * CELL.0;
                let shown = shown.replace('&', "&amp;").replace('<', "&lt;");
                let _ = writeln!(
                    svg,
                    "<text x=\"{x}\" y=\"{y}\" class=\"{class}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\">{shown}</text>"
                );
            }
            column += text.width();
        }
    }
    svg + "</svg>\n"
}

/// A styled piece of a line: class and text.
type Run = (&'static str, String);

/// A line as a terminal breaks it that is too narrow for it.
fn wrapped(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut column = 0;
    for (class, text) in runs {
        let mut piece = String::new();
        for c in text.chars() {
            let cells = c.to_string().width();
            if column + cells > COLUMNS {
                lines.last_mut().unwrap().push((class, std::mem::take(&mut piece)));
                lines.push(Vec::new());
                column = 0;
            }
            piece.push(c);
            column += cells;
        }
        lines.last_mut().unwrap().push((class, piece));
    }
    lines
}

/// The styled pieces of a line; Han and other text apart, because fonts differ in their widths.
fn runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, piece) in line.split("\x1b[").enumerate() {
        let (code, text) = if at == 0 { ("0", piece) } else { piece.split_once('m').unwrap_or(("0", piece)) };
        let class = match code {
            "1;31" => "b red",
            "1;33" => "b yellow",
            "1;34" => "b blue",
            "1;36" => "b cyan",
            "34" => "blue",
            "1" => "b",
            _ => "",
        };
        let mut wide = None;
        for c in text.chars() {
            let is_wide = c.to_string().width() > 1;
            if wide != Some(is_wide) {
                runs.push((class, String::new()));
                wide = Some(is_wide);
            }
            runs.last_mut().unwrap().1.push(c);
        }
    }
    runs
}
