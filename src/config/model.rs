//! The configuration with all defaults filled in.

use std::collections::BTreeMap;

use super::globs::LazyGlobs;
use super::{Level, Profile};
use crate::text::Span;

/// Everything that can be configured, with defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    pub include: Vec<String>,
    pub exclude: Vec<String>,
    pub encoding: Option<String>,
    /// Bytes; a larger article gets `text/too-large` and is not read.
    pub max_size: u64,
    pub timezone: Option<String>,
    /// `[corpus] metadata`: a CSV beside the articles.
    pub metadata: Option<String>,
    /// Where `dossier.toml` says so; 0..0 where settings of an editor do.
    pub metadata_at: Span,
    /// Globs from the root.
    pub glossary_files: Vec<String>,
    pub packs: Vec<String>,
    pub ignore_names: Vec<IgnoredName>,
    pub annotation_layer: Option<String>,
    pub annotation_by: Option<String>,
    pub annotation_scheme: AnnotationScheme,
    pub baseline: Option<String>,
    pub inlay_hints: InlayHints,
    pub code_lens: bool,
    pub profile: Profile,
    /// Rule name or `group/*`, as written, in order.
    pub rules: Vec<(String, Level)>,
    /// Glob, then rules, in order; all that match apply, later wins.
    pub per_file: Vec<(String, Vec<(String, Level)>)>,
    pub metrics: BTreeMap<String, MetricWords>,
    /// Levels that the command line forces (`--rule RULE=SEVERITY`): they beat `rules` and `per_file`.
    pub forced: Vec<(String, Level)>,
    pub(crate) globs: LazyGlobs,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            include: Vec::new(),
            exclude: Vec::new(),
            encoding: None,
            max_size: 16 << 20,
            timezone: None,
            metadata: None,
            metadata_at: Span::default(),
            glossary_files: vec!["glossary.toml".into(), "glossary/**/*.toml".into()],
            packs: Vec::new(),
            ignore_names: Vec::new(),
            annotation_layer: None,
            annotation_by: None,
            annotation_scheme: AnnotationScheme::default(),
            baseline: None,
            inlay_hints: InlayHints::default(),
            code_lens: true,
            profile: Profile::default(),
            rules: Vec::new(),
            per_file: Vec::new(),
            metrics: BTreeMap::new(),
            forced: Vec::new(),
            globs: LazyGlobs::default(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InlayHints {
    Off,
    #[default]
    Conflicts,
    All,
}

/// A metric added or extended under `[metrics.NAME]`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MetricWords {
    pub words_en: Vec<String>,
    pub words_zh: Vec<String>,
    pub units: Vec<String>,
}

/// A name that is not an entity (`[names] ignore`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredName {
    pub text: String,
    /// `person`, `organization`, `product`; none: whatever the type.
    pub kind: Option<String>,
}

/// What annotators may use beside the built-in types (`[annotation] types`, `attributes`, `relations`).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AnnotationScheme {
    pub types: Vec<String>,
    /// Attribute to the values it may take; none listed: any.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Relation to the types it may join; none listed: any.
    pub relations: BTreeMap<String, Vec<String>>,
}
