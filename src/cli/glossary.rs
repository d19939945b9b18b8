//! `dossier glossary`: term lists of other programs into the glossary, and out of it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::diff::unified;
use super::failure::{Failure, USAGE, note};
use super::paths::Base;
use crate::config::TextEdit;
use crate::config::splice::apply_all;
use crate::corpus::{CorpusFiles, GlossaryDocument, SnapshotParts, Source};
use crate::glossary::terms::{self, LineProblem, Term, TermFormat};
use crate::glossary::{Entity, EntityType, Home, add_terms};
use crate::ide::authoring::first_glossary_path;
use crate::text::decode;
use crate::workspace::{self, Disk};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Add term lists to the glossary: new entries, and what known ones lack
    Import(Import),
    /// Write the glossary in a format of other programs
    Export(Export),
}

#[derive(clap::Args)]
struct Import {
    /// Term lists
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Their format [default: told by the name of each]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What entries are that do not say it
    #[arg(long = "type", value_name = "TYPE", value_enum)]
    kind: Option<Kind>,
    /// Folder of the corpus [default: the current directory]
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// The glossary file for new entries [default: the one that holds most of their type]
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Write nothing; print what would change
    #[arg(long)]
    dry_run: bool,
}

#[derive(clap::Args)]
struct Export {
    /// Folder of the corpus [default: the current directory]
    path: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write to this file rather than to standard output; for gate, into this folder
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Begin CSV with a byte-order mark, which some spreadsheets need to see that it is UTF-8
    #[arg(long)]
    bom: bool,
    /// Also write the entries of the packs that dossier.toml switches on
    #[arg(long)]
    with_packs: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// A spreadsheet, without loss: one entry a line
    #[default]
    Csv,
    /// Match patterns of spaCy and Prodigy: {"label","pattern","id"}, one a line
    Patterns,
    /// SKOS in Turtle
    Skos,
    /// A GATE gazetteer: lists.def and .lst files
    Gate,
    /// A brat normalisation database as text
    Brat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Person,
    Organization,
    Product,
}

impl Format {
    fn of_terms(self) -> TermFormat {
        match self {
            Format::Csv => TermFormat::Csv,
            Format::Patterns => TermFormat::Patterns,
            Format::Skos => TermFormat::Skos,
            Format::Gate => TermFormat::Gate,
            Format::Brat => TermFormat::Brat,
        }
    }
}

impl Kind {
    fn of_entity(self) -> EntityType {
        match self {
            Kind::Person => EntityType::Person,
            Kind::Organization => EntityType::Organization,
            Kind::Product => EntityType::Product,
        }
    }
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::Import(import) => run_import(import),
        Command::Export(export) => run_export(export),
    }
}

/// A corpus without its articles: configuration and glossary.
fn load(folder: Option<&Path>) -> Result<(CorpusFiles, SnapshotParts), Failure> {
    let folder = folder.unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(Failure::new(format!("{} is not a folder; give the folder of the corpus", folder.display())));
    }
    let root = workspace::root_of(folder);
    let files = Disk::default().discover(&root, &serde_json::Value::Null);
    if let Some(error) = &files.config_error {
        return Err(Failure::new(format!("cannot read {root}/dossier.toml: {error}; mend it first")));
    }
    let parts = SnapshotParts::build(&files, &serde_json::Value::Null, None);
    let broken_config =
        parts.config_file.as_ref().and_then(|c| Some((&c.path, &c.lines, c.problems.iter().find(|p| p.code == "config/syntax")?)));
    let broken = parts.glossary_files.iter().find(|g| g.file.broken);
    let broken = broken.and_then(|g| Some((&g.path, &g.lines, g.file.problems.first()?)));
    if let Some((path, lines, problem)) = broken_config.or(broken) {
        let (line, _) = lines.line_column(problem.span.start);
        return Err(Failure::new(format!("{}:{line} has a syntax error; mend it first", Base::of_current().show(path))));
    }
    Ok((files, parts))
}

/// The terms of all lists, each with the list it is from.
struct Lists {
    terms: Vec<Term>,
    from: Vec<Arc<str>>,
    /// By list.
    problems: Vec<(Arc<str>, LineProblem)>,
}

impl Lists {
    fn read(import: &Import) -> Result<Lists, Failure> {
        let mut lists = Lists { terms: Vec::new(), from: Vec::new(), problems: Vec::new() };
        for path in &import.files {
            let text = text_of(path)?;
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            let format = import.format.map(Format::of_terms).or_else(|| TermFormat::of_file(&name, &text));
            let format =
                format.ok_or_else(|| Failure::new(format!("cannot tell the format of {}; give it with --format", path.display())))?;
            let kind = import.kind.map(Kind::of_entity);
            if format == TermFormat::Gate && name.to_ascii_lowercase().ends_with(".def") {
                let (named, problems) = terms::gate_lists(&text);
                lists.note(path, problems);
                for (list, own) in named {
                    let list = path.with_file_name("").join(list);
                    lists.add(&list, format, &text_of(&list)?, kind.or(own));
                }
            } else {
                lists.add(path, format, &text, kind);
            }
        }
        Ok(lists)
    }

    fn add(&mut self, path: &Path, format: TermFormat, text: &str, kind: Option<EntityType>) {
        let list = terms::read(format, &path.to_string_lossy(), text, kind);
        self.from.extend(list.terms.iter().map(|_| shown(path)));
        self.terms.extend(list.terms);
        self.note(path, list.problems);
    }
    fn note(&mut self, path: &Path, problems: Vec<LineProblem>) {
        self.problems.extend(problems.into_iter().map(|p| (shown(path), p)));
    }
}

fn shown(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|e| Failure::file("read", path, &e, "give a term list"))?;
    let decoded = decode(&bytes, None).map_err(|_| Failure::new(format!("cannot read {} as text; save it as UTF-8", path.display())))?;
    Ok(decoded.text)
}

fn run_import(import: &Import) -> Result<ExitCode, Failure> {
    let (files, parts) = load(import.corpus.as_deref())?;
    let mut lists = Lists::read(import)?;
    let documents = &parts.glossary_files;
    let homes: Vec<Home> = documents.iter().map(|g| Home { text: &g.text, file: &g.file }).collect();
    let into = import.into.as_deref().map(workspace::absolute);
    if let Some(into) = &into {
        let rel = into.strip_prefix(&*files.root).map(|rel| rel.trim_start_matches('/'));
        if !rel.is_some_and(|rel| parts.config.is_glossary(rel)) {
            let globs = parts.config.glossary_files.join(", ");
            return Err(Failure::new(format!("{into} is no glossary file of {}; those are {globs}", files.root)));
        }
    }
    let to = |kind: EntityType| match &into {
        Some(into) => documents.iter().position(|g| g.path == *into),
        None => home_of(documents, kind),
    };
    let additions = add_terms(&homes, &to, &lists.terms);
    for (term, message) in additions.refused {
        let problem = LineProblem { line: lists.terms[term].line, message };
        lists.problems.push((lists.from[term].clone(), problem));
    }
    let base = Base::of_current();
    let mut out = std::io::stdout().lock();
    let changed = documents.iter().zip(&additions.edits).filter(|(_, edits)| !edits.is_empty());
    for (document, edits) in changed {
        match import.dry_run {
            true => write!(out, "{}", unified(&base.show(&document.path), &document.text, edits))?,
            false => write(document, edits)?,
        }
    }
    if let Some(text) = &additions.new_file {
        let path = into.unwrap_or_else(|| first_glossary_path(&parts.config, &files.root));
        match import.dry_run {
            true => write!(out, "{}", unified(&base.show(&path), "", &[(Default::default(), text.clone())]))?,
            false => workspace::write_new(&path, text).map_err(|e| Failure::new(format!("cannot write {e}")))?,
        }
    }
    let verb = if import.dry_run { "would be added" } else { "added" };
    let (added, extended, known) = (additions.added, additions.extended, additions.known);
    let entries = if added == 1 { "entry" } else { "entries" };
    let summary = format!("{added} {entries} {verb}, {extended} extended, {known} known already.");
    // Beside a diff, which other programs may read, it goes elsewhere.
    if import.dry_run {
        note(&summary)
    } else {
        writeln!(out, "{summary}")?
    }
    lists.problems.sort_by(|a, b| (&a.0, a.1.line).cmp(&(&b.0, b.1.line)));
    for (list, problem) in &lists.problems {
        note(&format!("{list}:{}: {}", problem.line, problem.message));
    }
    Ok(if lists.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The file that holds most entries of a type; of equal ones the first in order of path.
fn home_of(documents: &[GlossaryDocument], kind: EntityType) -> Option<usize> {
    let count = |at: usize| documents[at].file.entities.iter().filter(|e| e.kind == kind).count();
    (0..documents.len()).rev().max_by_key(|at| count(*at))
}

/// Writes a glossary file with edits of its decoded text.
pub(super) fn write(document: &GlossaryDocument, edits: &[TextEdit]) -> Result<(), Failure> {
    let path = Path::new(&*document.path);
    let seen = std::fs::read_to_string(path).map_err(|e| Failure::file("read", path, &e, "save it as UTF-8"))?;
    let (mark, text) = seen.strip_prefix('\u{feff}').map_or(("", seen.as_str()), |text| ("\u{feff}", text));
    if *text != *document.text.trim_start_matches('\u{feff}') {
        return Err(Failure::new(format!("{} changed meanwhile; run the command again", path.display())));
    }
    let after = apply_all(&document.text, edits);
    let after = format!("{mark}{}", after.trim_start_matches('\u{feff}'));
    workspace::write_over(&document.path, &seen, &after).map_err(|e| Failure::new(format!("cannot write {e}")))
}

fn run_export(export: &Export) -> Result<ExitCode, Failure> {
    let (_, parts) = load(export.path.as_deref())?;
    let wanted = |e: &&Arc<Entity>| export.with_packs || e.pack().is_none();
    let entities: Vec<&Entity> = parts.glossary.entities.iter().filter(wanted).map(|e| &**e).collect();
    if entities.is_empty() {
        return Err(Failure::new("there is no entry to export; write a glossary with `dossier init`, or name its folder"));
    }
    let format = export.format.of_terms();
    let mut written = terms::write(format, &entities);
    if export.bom
        && format == TermFormat::Csv
        && let Some((_, text)) = written.files.first_mut()
    {
        text.insert(0, '\u{feff}');
    }
    match (&export.output, format) {
        (None, TermFormat::Gate) => return Err(Failure::new("a gazetteer is several files; name a folder for them with -o")),
        (None, _) => {
            let mut out = std::io::stdout().lock();
            written.files.iter().try_for_each(|(_, text)| out.write_all(text.as_bytes()))?;
            out.flush()?;
        }
        (Some(folder), TermFormat::Gate) => {
            let files: BTreeMap<PathBuf, &str> = written.files.iter().map(|(name, text)| (folder.join(name), text.as_str())).collect();
            files.iter().try_for_each(|(path, text)| replace(path, text))?;
        }
        (Some(path), _) => written.files.first().map_or(Ok(()), |(_, text)| replace(path, text))?,
    }
    if !written.left_out.is_empty() {
        note(&format!("this format does not hold {}", written.left_out.join(", ")));
    }
    let problems: usize = parts.glossary_files.iter().map(|g| g.file.problems.len()).sum();
    if problems > 0 {
        note("the glossary has entries or values that cannot be used, and they are left out; `dossier check` lists them");
    }
    Ok(if problems > 0 { ExitCode::from(USAGE) } else { ExitCode::SUCCESS })
}

/// Writes a file, over what is there.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let absolute = workspace::absolute(path);
    let told = |e: workspace::StoreError| Failure::new(format!("cannot write {e}"));
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(seen) => workspace::write_over(&absolute, &seen, text).map_err(told),
            Err(_) => Err(Failure::new(format!("{} is there and is not text; choose another file with -o", path.display()))),
        },
        Err(_) => workspace::write_new(&absolute, text).map_err(told),
    }
}
