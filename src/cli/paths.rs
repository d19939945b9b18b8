//! Arguments of the command line, and how paths are printed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::Failure;
use crate::ide::is_under;
use crate::workspace::absolute;

/// A file or folder as it was given.
#[derive(Clone, Debug)]
pub struct Argument {
    /// As written, with `/`.
    pub given: String,
    /// Absolute, with `/`; symbolic links stay as they are.
    pub path: Arc<str>,
    pub directory: bool,
}

impl Argument {
    pub fn new(given: &Path) -> Result<Argument, Failure> {
        let metadata =
            std::fs::metadata(given).map_err(|e| Failure::file("read", given, &e, "give a folder of articles, or an article"))?;
        Ok(Argument { given: slashes(given), path: absolute(given), directory: metadata.is_dir() })
    }
    pub fn holds(&self, path: &str) -> bool {
        is_under(path, &self.path)
    }
    /// The argument as written, joined with the rest of a path under it.
    fn join(&self, path: &str) -> Option<String> {
        let rest = path.strip_prefix(&*self.path).filter(|_| self.holds(path))?.trim_start_matches('/');
        let given = self.given.trim_end_matches('/');
        Some(match (given, rest) {
            ("", _) => format!("/{rest}"),
            (_, "") => given.to_owned(),
            _ => format!("{given}/{rest}"),
        })
    }
}

/// All arguments of a command; none means the current directory.
pub fn arguments(given: &[PathBuf]) -> Result<Vec<Argument>, Failure> {
    if given.is_empty() { Ok(vec![Argument::new(Path::new("."))?]) } else { given.iter().map(|g| Argument::new(g)).collect() }
}

/// Turns absolute paths into printed ones.
pub enum Base<'a> {
    /// For programs (json, jsonl, csv): relative to the one directory argument; otherwise the argument as given, joined
    /// with the rest.
    Arguments { arguments: &'a [Argument], current: Arc<str> },
    /// For people and their tools: relative to the current directory.
    Current { current: Arc<str> },
}

impl<'a> Base<'a> {
    pub fn of_arguments(arguments: &'a [Argument]) -> Base<'a> {
        Base::Arguments { arguments, current: absolute(Path::new(".")) }
    }
    pub fn of_current() -> Base<'static> {
        Base::Current { current: absolute(Path::new(".")) }
    }
    pub fn show(&self, path: &str) -> String {
        match self {
            Base::Current { current } => relative(current, path),
            Base::Arguments { arguments: [one], .. } if one.directory => relative(&one.path, path),
            Base::Arguments { arguments, current } => {
                let nearest = arguments.iter().filter(|a| a.holds(path)).max_by_key(|a| a.path.len());
                nearest.and_then(|a| a.join(path)).unwrap_or_else(|| {
                    let all_absolute = arguments.iter().all(|a| Path::new(&a.given).is_absolute());
                    if all_absolute { path.to_owned() } else { relative(current, path) }
                })
            }
        }
    }
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// `path` as seen from the directory `from`, both absolute; unchanged where the two share no root (drives).
fn relative(from: &str, path: &str) -> String {
    let drive = |p: &str| p.split('/').next().unwrap_or("").to_owned();
    if drive(from) != drive(path) {
        return path.to_owned();
    }
    let from: Vec<&str> = from.split('/').filter(|s| !s.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn argument(given: &str, path: &str, directory: bool) -> Argument {
        Argument { given: given.into(), path: path.into(), directory }
    }

    #[test]
    fn a_path_is_printed_by_the_rule_of_its_format() {
        let directory = [argument("news", "/home/yi/news", true)];
        let file = [argument("./news/a.txt", "/home/yi/news/a.txt", false)];
        let several = [argument("news/2024/", "/home/yi/news/2024", true), argument("/srv/b", "/srv/b", true)];
        let cases: &[(&[Argument], &str, &str)] = &[
            (&directory, "/home/yi/news/a.txt", "a.txt"),
            (&directory, "/home/yi/news/x/報導.txt", "x/報導.txt"),
            (&directory, "/home/yi/glossary.toml", "../glossary.toml"),
            (&file, "/home/yi/news/a.txt", "./news/a.txt"),
            (&file, "/home/yi/news/b.txt", "news/b.txt"),
            (&several, "/home/yi/news/2024/a.txt", "news/2024/a.txt"),
            (&several, "/srv/b/c.txt", "/srv/b/c.txt"),
            (&several, "/home/yi/other.txt", "other.txt"),
        ];
        for (arguments, path, printed) in cases {
            let base = Base::Arguments { arguments, current: "/home/yi".into() };
            assert_eq!(base.show(path), *printed, "{arguments:?} {path}");
        }
        let current = Base::Current { current: "/home/yi".into() };
        assert_eq!(current.show("/home/yi/news/a.txt"), "news/a.txt");
        assert_eq!(current.show("/home/yijing/a.txt"), "../yijing/a.txt");
        assert_eq!(current.show("/srv/a.txt"), "../../srv/a.txt");
    }
}
