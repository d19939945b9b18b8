//! Which files are articles and which are glossaries, by their path from the root.

use std::sync::{Arc, OnceLock};

use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

use super::Config;

/// File names (the part before the first full stop, lower case) that are not articles where nothing is included by name.
const NOT_ARTICLES: [&str; 7] = ["readme", "license", "licence", "changelog", "contributing", "requirements", "cmakelists"];

impl Config {
    /// Whether a file is an article: it matches an `include` glob and no `exclude` glob. Without `include` every `.txt`,
    /// `.md` and `.markdown` counts (extensions in any case), save what every source tree holds: README, LICENSE,
    /// CHANGELOG, CONTRIBUTING, requirements.txt, CMakeLists.txt. A glossary file or companion is never an article. `rel_path` is
    /// relative to the root, with `/`. Ignore files and hidden folders are the walker's business.
    pub fn includes(&self, rel_path: &str) -> bool {
        let globs = self.globs();
        if globs.exclude.is_match(rel_path) || globs.glossary.is_match(rel_path) || self.is_companion(rel_path) {
            return false;
        }
        if self.include.is_empty() { is_article_by_default(rel_path) } else { globs.include.is_match(rel_path) }
    }
    /// Whether a file is a glossary file: it matches one of `[glossary] files`. `rel_path` as in [`Config::includes`].
    pub fn is_glossary(&self, rel_path: &str) -> bool {
        self.globs().glossary.is_match(rel_path)
    }
    /// Whether a file is one that the configuration names: the baseline, or what
    /// is known of the articles. `rel_path` as in [`Config::includes`].
    pub fn is_companion(&self, rel_path: &str) -> bool {
        self.baseline_file() == Some(rel_path) || self.metadata_file() == Some(rel_path)
    }
    /// The path of the baseline from the root.
    pub fn baseline_file(&self) -> Option<&str> {
        self.baseline.as_deref().map(|name| name.trim_start_matches("./"))
    }
    /// The path of `[corpus] metadata` from the root.
    pub fn metadata_file(&self) -> Option<&str> {
        self.metadata.as_deref().map(|name| name.trim_start_matches("./"))
    }
    pub(super) fn globs(&self) -> &Globs {
        self.globs.0.get_or_init(|| {
            Arc::new(Globs {
                include: set(&self.include),
                exclude: set(&self.exclude),
                glossary: set(&self.glossary_files),
                per_file: self.per_file.iter().map(|(glob, _)| compile(glob).ok().map(|g| g.compile_matcher())).collect(),
            })
        })
    }
}

/// The globs of one configuration, compiled.
#[derive(Debug)]
pub(super) struct Globs {
    include: GlobSet,
    exclude: GlobSet,
    glossary: GlobSet,
    /// In step with [`Config::per_file`]; none where a glob cannot be read.
    pub(super) per_file: Vec<Option<GlobMatcher>>,
}

/// Globs are compiled once, on first use: fields may be set by hand before that, and not after.
#[derive(Clone, Debug, Default)]
pub(crate) struct LazyGlobs(OnceLock<Arc<Globs>>);

/// `*` stays within a folder, `**` crosses folders, a trailing `/` means everything below.
pub(super) fn compile(glob: &str) -> Result<Glob, globset::Error> {
    let below = glob.ends_with('/');
    let glob = glob.strip_prefix("./").unwrap_or(glob);
    let glob = if below { format!("{glob}**") } else { glob.to_owned() };
    GlobBuilder::new(&glob).literal_separator(true).build()
}

fn set(globs: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|g| compile(g).ok()) {
        builder.add(glob);
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

fn is_article_by_default(rel_path: &str) -> bool {
    let name = rel_path.rsplit('/').next().unwrap_or(rel_path).to_lowercase();
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    if !matches!(extension, "txt" | "md" | "markdown") {
        return false;
    }
    let first = stem.split('.').next().unwrap_or(stem);
    let project = match first {
        // Articles can be named so; the files of Python and CMake are always text files.
        "requirements" | "cmakelists" => extension == "txt",
        _ => NOT_ARTICLES.contains(&first) || is_translated_readme(first),
    };
    !project
}

/// `readme_zh`, `readme-zh-cn`.
fn is_translated_readme(stem: &str) -> bool {
    let Some(language) = stem.strip_prefix("readme").and_then(|rest| rest.strip_prefix(['_', '-'])) else { return false };
    let mut parts = language.split(['_', '-']);
    let code = |p: &str| (2..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(|p| p.len() <= 3 && code(p)) && parts.all(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_include_every_text_is_an_article_but_those_of_source_trees() {
        let config = Config::default();
        let cases = [
            ("a.txt", true),
            ("2024/05/岚柚.TXT", true),
            ("notes/deep/b.md", true),
            ("b.Markdown", true),
            ("a.csv", false),
            ("Makefile", false),
            ("README.md", false),
            ("docs/readme.txt", false),
            ("README.zh-CN.md", false),
            ("README_zh.md", false),
            ("README-zh-CN.md", false),
            ("readme-of-the-year-award.md", true),
            ("LICENSE.txt", false),
            ("license-plates-scandal.md", true),
            ("Changelog.md", false),
            ("CONTRIBUTING.md", false),
            ("requirements.txt", false),
            ("requirements.md", true),
            ("CMakeLists.txt", false),
            ("glossary.toml", false),
            ("", false),
        ];
        for (path, expected) in cases {
            assert_eq!(config.includes(path), expected, "{path}");
        }
    }

    #[test]
    fn include_and_exclude_are_globs_from_the_root() {
        let config = Config {
            include: vec!["articles/**/*.{txt,md}".into(), "./README.md".into()],
            exclude: vec!["articles/drafts/".into(), "**/*.old.txt".into()],
            ..Config::default()
        };
        let cases = [
            ("articles/a.txt", true),
            ("articles/2024/05/b.md", true),
            ("README.md", true),
            ("other/a.txt", false),
            ("articles/drafts/c.txt", false),
            ("articles/drafts/deep/c.txt", false),
            ("articles/a.old.txt", false),
        ];
        for (path, expected) in cases {
            assert_eq!(config.includes(path), expected, "{path}");
        }
    }

    #[test]
    fn glossaries_are_where_the_configuration_says() {
        let config = Config::default();
        assert!(config.is_glossary("glossary.toml") && config.is_glossary("glossary/people.toml"));
        assert!(config.is_glossary("glossary/china/people.toml"));
        assert!(!config.is_glossary("deep/glossary.toml") && !config.is_glossary("dossier.toml"));
        let config = Config { glossary_files: vec!["names/*.md".into()], ..Config::default() };
        assert!(config.is_glossary("names/a.md") && !config.includes("names/a.md"));
    }
}
