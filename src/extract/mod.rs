//! One article to facts, pure, no IO. Extraction cannot fail: odd input gives fewer facts, never an error or a panic.
//!
//! Three stages, of which the first two live here. *Block*: [`block_facts`] reads one block from its text, kind and
//! script alone; memoised by content hash, never by position; offsets relative to the block; every candidate with its
//! evidence, also weak ones; relative dates unresolved. Glossary hits are a memo of their own ([`block_hits`]), keyed
//! by block and matcher generation. *Article*: [`article_facts`], one linear pass over block facts for date, defined
//! names, short forms, `when`, carry-over of subject and period; it never rescans text. *Corpus*: aggregates per key,
//! see [`crate::corpus`].

pub mod claims;
pub mod figures;
pub mod mentions;
mod metadata;
mod model;
mod phrases;
pub mod relations;

pub use metadata::{SourceRow, SourceTable, WrongRow};
pub use model::*;

use std::sync::Arc;

use crate::config::Config;
use crate::glossary::{CueId, Hit, Matcher, NameId};
use crate::text::{Block, BlockKind, Format, Layout, Reading, ReadingOptions};

/// What extraction depends on beside the text. Shared and frozen; a new one is made when the configuration or the
/// glossary changes.
#[derive(Clone)]
pub struct Context {
    pub config: Arc<Config>,
    pub matcher: Arc<Matcher>,
    /// The metric lexicon with what `[metrics.*]` adds to it.
    pub metrics: Arc<claims::MetricLexicon>,
    /// xxh3 of all that block facts depend on beside the block (metrics, program version): part of the memo's key.
    pub fingerprint: u64,
    /// What `[corpus] metadata` says of articles. Block facts do not depend on it, so it is not in the fingerprint.
    pub sources: Arc<SourceTable>,
}

impl Context {
    pub fn new(config: Arc<Config>, matcher: Arc<Matcher>) -> Context {
        let metrics = Arc::new(claims::MetricLexicon::with(&config.metrics));
        let fingerprint = xxhash_rust::xxh3::xxh3_64(format!("{} {:?}", env!("CARGO_PKG_VERSION"), config.metrics).as_bytes());
        Context { config, matcher, metrics, fingerprint, sources: Arc::default() }
    }
}

/// Facts of one block, and the glossary's hits in it: what the memo keeps.
#[derive(Clone, Debug)]
pub struct BlockEntry {
    pub facts: Arc<BlockFacts>,
    pub hits: Arc<[BlockHit]>,
    /// Cues of the glossary (`when`, `unless`) in the block, sorted: [`Matcher::bearers_with`] wants them of the whole
    /// article.
    pub cues: Arc<[CueId]>,
    /// Of the matcher that `hits` and `cues` came from.
    pub generation: u64,
}

/// The memo of an open document: what its last revision was made of. Keyed by content, so that moving or repeating a
/// block costs nothing.
#[derive(Clone, Default)]
pub struct Memo {
    entries: rustc_hash::FxHashMap<(u64, ReadingOptions), BlockEntry>,
    fingerprint: u64,
    residue: bool,
}

/// Reads a whole article. `memo` is what the last reading of the same document left (empty for a closed one); after
/// the call it holds exactly the blocks of this reading. Only blocks that are not in it are read.
pub fn read_article(path: &str, text: &str, context: &Context, memo: &mut Memo) -> ArticleFacts {
    let format = Format::of_path(path);
    let layout = Layout::new(text, format);
    // The last reading's answer is the best guess: a wrong one costs a second pass, once.
    let mut options = ReadingOptions { residue: memo.residue, markdown: format == Format::Markdown };
    let mut entries = read_blocks(text, &layout, options, context, memo);
    let proven: usize = entries.iter().map(|e| e.facts.residue.pinyin.len()).sum();
    let residue = proven >= RESIDUE_PROOF;
    if residue != options.residue {
        options.residue = residue;
        entries = read_blocks(text, &layout, options, context, memo);
    }
    let facts = article_facts(path, text, &layout, &entries, context);
    memo.fingerprint = context.fingerprint;
    memo.residue = residue;
    memo.entries = layout.blocks.iter().zip(entries).map(|(b, e)| ((b.hash, options), e)).collect();
    facts
}

/// Proven residues in one article from which on a syllable may fold onto a character it does not spell (DESIGN 4).
const RESIDUE_PROOF: usize = 5;

fn read_blocks(text: &str, layout: &Layout, options: ReadingOptions, context: &Context, memo: &Memo) -> Vec<BlockEntry> {
    let fresh = memo.fingerprint == context.fingerprint;
    layout
        .blocks
        .iter()
        .map(|block| {
            let known = memo.entries.get(&(block.hash, options)).filter(|_| fresh);
            match known {
                Some(entry) if entry.generation == context.matcher.generation => entry.clone(),
                _ => {
                    let reading = Reading::new(block.span.of(text), block, options);
                    let facts = known.map_or_else(|| Arc::new(block_facts(&reading, block, context)), |e| e.facts.clone());
                    let hits = block_hits(&reading, block, &context.matcher).into();
                    let mut cues = Vec::new();
                    context.matcher.cues(reading.text(), &mut cues);
                    BlockEntry { facts, hits, cues: cues.into(), generation: context.matcher.generation }
                }
            }
        })
        .collect()
}

/// Whether an article holds one of these names of the matcher: what a glossary change asks of every article. Reads
/// blocks and names only, none of the other facts.
pub fn names_any(path: &str, text: &str, context: &Context, names: &rustc_hash::FxHashSet<NameId>) -> bool {
    let format = Format::of_path(path);
    let mut hits: Vec<Hit> = Vec::new();
    // Residue folding is taken as proven: a hit too many costs one reading, a missed one a link.
    let options = ReadingOptions { residue: true, markdown: format == Format::Markdown };
    Layout::new(text, format).blocks.iter().any(|block| {
        hits.clear();
        context.matcher.find(Reading::new(block.span.of(text), block, options).text(), &mut hits);
        hits.iter().any(|h| names.contains(&h.name))
    })
}

/// Stage one.
pub fn block_facts(reading: &Reading, block: &Block, context: &Context) -> BlockFacts {
    if block.kind == BlockKind::Boilerplate {
        return BlockFacts::default();
    }
    let figures = figures::read(reading, block);
    let names = mentions::candidates(reading, block, &figures);
    let prose = claims::Prose::new(reading, &figures, &context.metrics);
    let claims = claims::drafts(&prose, &context.metrics);
    let relations = relations::read(&prose);
    BlockFacts {
        relations: relations.into(),
        figures: figures.into(),
        names,
        claims: claims.into(),
        residue: reading.residue.clone(),
        shingles: metadata::Shingles::new(reading.text()),
    }
}

/// The glossary's names in one block.
pub fn block_hits(reading: &Reading, block: &Block, matcher: &Matcher) -> Vec<BlockHit> {
    if block.kind == BlockKind::Boilerplate {
        return Vec::new();
    }
    let mut hits: Vec<Hit> = Vec::new();
    matcher.find(reading.text(), &mut hits);
    mentions::confirm(reading, matcher, &hits)
}

/// Stage two: one linear pass over block facts.
pub fn article_facts(path: &str, text: &str, layout: &Layout, blocks: &[BlockEntry], context: &Context) -> ArticleFacts {
    let mut facts = metadata::outline(path, text, layout, blocks, &context.sources);
    figures::resolve(layout, blocks, &mut facts);
    figures::settle_currency(text, &mut facts);
    mentions::link(layout, blocks, context, &mut facts);
    claims::bind(layout, blocks, &mut facts);
    relations::bind(layout, blocks, &mut facts);
    facts
}
