//! `dossier explain`: the documentation page of a rule, which is the doc comment of its file.

use std::io::Write;
use std::process::ExitCode;

use super::failure::Failure;
use crate::check::{self, RULES, Rule};

#[derive(clap::Args)]
pub struct Args {
    /// Name of a rule, for example figure/conflict [default: list all]
    rule: Option<String>,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match &args.rule {
        None => {
            let widest = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
            for rule in RULES {
                writeln!(out, "{:widest$}  {:<11}  {}", rule.name, rule.default.as_str(), summary(rule))?;
            }
        }
        Some(name) => {
            let page = check::explain(name).ok_or_else(|| Failure::new(unknown(name)))?;
            writeln!(out, "{}", page.trim_end())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The first sentence of a rule's page, on one line.
pub fn summary(rule: &Rule) -> String {
    let page = rule.page();
    let paragraph: Vec<&str> =
        page.lines().map(str::trim).skip_while(|l| l.is_empty() || l.starts_with('#')).take_while(|l| !l.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].to_owned()
}

fn unknown(name: &str) -> String {
    let nearest = RULES.iter().map(|r| (strsim::osa_distance(r.name, name), r.name)).min().filter(|(distance, _)| *distance <= 4);
    let same_end = RULES.iter().find(|r| r.name.ends_with(&format!("/{name}")));
    match same_end.map(|r| r.name).or(nearest.map(|n| n.1)) {
        Some(near) => format!("there is no rule \"{name}\"; did you mean {near}?"),
        None => format!("there is no rule \"{name}\"; `dossier explain` lists them"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_with_a_summary() {
        for rule in RULES {
            assert!(summary(rule).len() > 10, "{} has no summary", rule.name);
        }
    }
}
