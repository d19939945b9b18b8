//! Baselines: findings of an old corpus that are not to be reported.

use std::path::Path;

use super::failure::{Failure, note};
use super::output::Found;
use crate::check::Baseline;
use crate::ide::CorpusView;
use crate::workspace;

/// Where a corpus keeps its baseline when `[check] baseline` does not say.
const DEFAULT: &str = "dossier-baseline.jsonl";

/// Says what of a corpus's baseline could not be used.
pub fn tell(corpus: &CorpusView) -> Result<(), Failure> {
    let Some(name) = corpus.snapshot.config().baseline_file() else { return Ok(()) };
    let path = format!("{}/{name}", corpus.root);
    let Some(text) = &corpus.snapshot.parts.baseline else {
        return match std::fs::read_to_string(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                note(&format!("there is no baseline {path} yet; write it with --write-baseline"));
                Ok(())
            }
            Err(e) => Err(Failure::file("read", Path::new(&path), &e, "write it anew with --write-baseline")),
            Ok(_) => Ok(()),
        };
    };
    for line in Baseline::parse(text).1 {
        note(&format!("{path}:{line}: this line says nothing; write the baseline anew with --write-baseline"));
    }
    Ok(())
}

/// Writes all of `found`, findings of one corpus with their quotes, to its baseline. Says what a reader must know.
pub fn write(corpus: &CorpusView, found: &[Found]) -> Result<String, Failure> {
    let configured = corpus.snapshot.config().baseline_file();
    let path = format!("{}/{}", corpus.root, configured.unwrap_or(DEFAULT));
    let text = Baseline::write(found.iter().map(|f| (from_root(corpus, &f.finding.place.path), &f.finding)));
    let told = |e: workspace::StoreError| Failure::new(format!("cannot write {e}"));
    match std::fs::read_to_string(&path) {
        Ok(before) => workspace::write_over(&path, &before, &text).map_err(told)?,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => workspace::write_new(&path, &text).map_err(told)?,
        Err(e) => return Err(Failure::file("read", Path::new(&path), &e, "remove it, or name another under `[check] baseline`")),
    }
    let mut said = format!("Wrote {} findings to {path}", text.lines().count());
    if configured.is_none() {
        said += &format!("; to use it, put baseline = \"{DEFAULT}\" under [check] in {}/dossier.toml", corpus.root);
    }
    Ok(said)
}

fn from_root<'a>(corpus: &CorpusView, path: &'a str) -> &'a str {
    path.strip_prefix(&*corpus.root).map_or(path, |rest| rest.trim_start_matches('/'))
}
