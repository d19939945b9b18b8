//! Terminals: whether to colour, how wide to print, what is safe to print.

use std::fmt;
use std::io::IsTerminal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// Whether standard output gets colours (<https://no-color.org>: any non-empty value of NO_COLOR means none).
    pub fn enabled(self) -> bool {
        match self {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
                std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
            }
        }
    }
}

/// Columns to print in: of the terminal, 100 where there is none.
pub fn columns() -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal().filter(|c| *c >= 40).unwrap_or(100)
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Error,
    Warning,
    Information,
    Hint,
    /// Frame: line numbers, bars, arrows.
    Frame,
    Bold,
}

/// Writes styled text, or plain text where colours are off.
#[derive(Clone, Copy)]
pub struct Painter {
    pub color: bool,
}

impl Painter {
    pub fn paint<T: fmt::Display>(self, style: Style, text: T) -> Painted<T> {
        Painted { style: self.color.then_some(style), text }
    }
}

pub struct Painted<T> {
    style: Option<Style>,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(style) = self.style else { return self.text.fmt(f) };
        // The sixteen colours that every theme gives readable values.
        let code = match style {
            Style::Error => "1;31",
            Style::Warning => "1;33",
            Style::Information => "1;34",
            Style::Hint => "1;36",
            Style::Frame => "34",
            Style::Bold => "1",
        };
        write!(f, "\x1b[{code}m{}\x1b[0m", self.text)
    }
}

/// Text of an article, made safe for one line of a terminal: line ends and tabs become blanks, other control
/// characters (an escape sequence would be obeyed) and those that turn the direction of writing become U+FFFD.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { printable(c) }).collect()
}

/// The character itself, or U+FFFD for one that would change the terminal's state or the order of what it shows.
pub fn printable(c: char) -> char {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    if c.is_control() || turns { '\u{fffd}' } else { c }
}
