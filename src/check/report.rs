//! Findings kept by difference.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rpds::HashTrieMapSync;
use rustc_hash::FxBuildHasher;
use rustc_hash::FxHasher;

use super::copies::Copies;
use super::rules::{RULES, figure, glossary};
use super::statement::Statement;
use super::stretch::Stretches;
use super::suppress::Silencer;
use super::{Baseline, Echo, Finding, Lang, Place, Reported, Scope, wording};
use crate::config::{Level, Problem, Severity};
use crate::corpus::{Article, ArticleId, Delta, Snapshot};
use crate::extract::EntityKey;
use crate::text::Symbol;

/// The findings of one corpus at one revision. Findings of claim keys are kept and recomputed for changed keys alone;
/// findings of single articles are computed when asked for. Cloning shares everything.
#[derive(Clone, Default)]
pub struct Report {
    lang: Lang,
    /// What the rules say of a claim key; only keys with findings.
    keys: HashTrieMapSync<Symbol, Arc<[Reported]>, FxBuildHasher>,
    /// Keys whose findings have their place or a statement in an article, sorted.
    by_article: HashTrieMapSync<u32, Arc<[Symbol]>, FxBuildHasher>,
    /// What of an article, beside its claims, decides how its statements rank.
    standing: HashTrieMapSync<u32, u64, FxBuildHasher>,
    /// Folded names that an article's text declares to be another name of an entity; only articles with some.
    taught: HashTrieMapSync<u32, Box<[Symbol]>, FxBuildHasher>,
    /// Keys that accept records hold.
    accepted: HashTrieMapSync<Symbol, (), FxBuildHasher>,
    /// Keys with many statements that changed while articles were read, and are not compared yet.
    deferred: HashTrieMapSync<Symbol, (), FxBuildHasher>,
    copies: Copies,
    stretches: Stretches,
    baseline: Arc<Baseline>,
    /// The text it was read from.
    baseline_text: Option<Arc<str>>,
}

/// Articles that state a key from which on it waits while articles are read: below, comparing it with every batch
/// costs less than keeping it in mind. Tests have few articles.
const HOT: usize = if cfg!(test) { 1 } else { 64 };

/// Statements that are caught up with at once: a few milliseconds of comparing.
const CHUNK: usize = if cfg!(test) { 2 } else { 4096 };

impl Report {
    /// An empty report that words its findings in a language.
    pub fn new(lang: Lang) -> Report {
        Report { lang, ..Report::default() }
    }

    /// Moves the report to `snapshot`, which came from the last one by `delta`. Returns the articles whose findings may
    /// have changed, in order of id. While articles are `reading`, keys with many statements wait for
    /// [`Report::catch_up`]: comparing them with every batch would cost the square of their statements.
    pub fn update(&mut self, snapshot: &Snapshot, delta: &Delta, reading: bool) -> Vec<ArticleId> {
        let mut stale: BTreeSet<ArticleId> = delta.articles.iter().copied().collect();
        if self.baseline_text != snapshot.parts.baseline {
            self.baseline_text = snapshot.parts.baseline.clone();
            self.baseline = Arc::new(self.baseline_text.as_deref().map(|text| Baseline::parse(text).0).unwrap_or_default());
            stale.extend(snapshot.articles().map(|a| a.id));
        }
        let regrouped = self.copies.update(snapshot, delta);
        stale.extend(&regrouped);
        let stale_keys = self.stale_keys(snapshot, delta, &regrouped);
        stale_keys.iter().for_each(|key| self.stretches.note(key, !snapshot.claimed_in(key).is_empty()));
        for key in stale_keys {
            if reading && snapshot.claimed_in(&key).len() > HOT {
                self.deferred.insert_mut(key, ());
            } else {
                self.renew(snapshot, &key, reading, &mut stale);
            }
        }
        for name in delta.names.iter().cloned().chain(self.retaught(snapshot, delta)) {
            stale.extend(snapshot.mentioned_in(&EntityKey::Provisional(name.clone())).iter());
            stale.extend(snapshot.accepted_in(&name).iter());
        }
        stale.extend(delta.posts.iter().flat_map(|post| snapshot.holding(post).iter().collect::<Vec<_>>()));
        if delta.all {
            self.retaught(snapshot, &Delta { articles: snapshot.articles().map(|a| a.id).collect(), ..Delta::default() });
            stale.extend(snapshot.articles().map(|a| a.id));
        }
        stale.into_iter().collect()
    }

    /// Compares keys that waited while articles were read, in chunks that take a few milliseconds. Returns the articles
    /// whose findings may have changed, and whether keys still wait.
    pub fn catch_up(&mut self, snapshot: &Snapshot) -> (Vec<ArticleId>, bool) {
        let mut stale = BTreeSet::new();
        let mut waiting: Vec<Symbol> = self.deferred.keys().cloned().collect();
        waiting.sort();
        let mut statements = 0;
        for key in waiting {
            if statements > CHUNK {
                return (stale.into_iter().collect(), true);
            }
            statements += snapshot.claimed_in(&key).len();
            self.deferred.remove_mut(&key);
            self.renew(snapshot, &key, false, &mut stale);
        }
        (stale.into_iter().collect(), false)
    }

    /// Compares a key anew, and says whose findings depend on it.
    fn renew(&mut self, snapshot: &Snapshot, key: &Symbol, reading: bool, stale: &mut BTreeSet<ArticleId>) {
        self.recompute(snapshot, key, stale);
        // Growth over a value that changed is judged in the articles of the later period. At the end of reading every
        // article is looked at once more.
        if !reading {
            for later in super::period::later_keys(key) {
                stale.extend(snapshot.claimed_in(&later).iter());
            }
            // A sum is judged by its parts and a part by its sum, a running total by others of its key.
            for related in self.stretches.parts(key).iter().chain(&self.stretches.wholes(key)) {
                stale.extend(snapshot.claimed_in(related).iter());
            }
            let running = |(a, c): &(&Arc<Article>, u32)| a.facts.claims.get(*c as usize).is_some_and(|c| c.as_of.is_some());
            stale.extend(snapshot.statements(key).iter().filter(|s| running(s)).map(|(a, _)| a.id));
        }
        // An accept record counts wherever its claim or name is.
        let accepted = snapshot.accepted_in(key);
        if self.accepted.contains_key(key) || !accepted.is_empty() {
            stale.extend(accepted.iter());
            stale.extend(snapshot.claimed_in(key).iter());
            stale.extend(snapshot.mentioned_in(&EntityKey::Provisional(key.clone())).iter());
            if accepted.is_empty() {
                self.accepted.remove_mut(key);
            } else {
                self.accepted.insert_mut(key.clone(), ());
            }
        }
    }

    /// All findings whose place is in this article, with levels, suppression and baseline applied, in order of place and
    /// code. A conflict across articles appears with its rule's severity at its primary place only.
    pub fn findings(&self, snapshot: &Snapshot, article: ArticleId) -> Vec<Finding> {
        self.findings_with(snapshot, article, &|_| None)
    }

    /// The same, where `read` gives the text of an article that is not in memory. It is asked only where the baseline
    /// holds findings of the article by their quote alone; without an answer these count as not held.
    pub fn findings_with(&self, snapshot: &Snapshot, article: ArticleId, read: &dyn Fn(&Article) -> Option<Arc<str>>) -> Vec<Finding> {
        let Some(article) = snapshot.article(article) else { return Vec::new() };
        let scope = self.scope(snapshot);
        let mut raw: Vec<Finding> = self.kept(article.id).filter(|r| r.article == article.id).map(|r| r.finding.clone()).collect();
        raw.extend(in_article(&scope, article).into_iter().map(|r| r.finding));
        let mut silencer = Silencer::new(&scope, article);
        let mut out: Vec<Finding> = raw.iter().filter(|f| !silencer.silences(f)).cloned().collect();
        let found = |rule: &str, key: &str, values: &[String]| {
            let kept = self.keys.get(key).map_or(&[][..], |k| k);
            kept.iter().any(|r| r.finding.code == rule && super::suppress::accept_key(&r.finding).1.iter().all(|v| values.contains(v)))
        };
        out.extend(silencer.unused(&raw, &found));
        let mut out = finish(snapshot, &article.rel, out);
        let quoted_there = |f: &Finding| f.quote.is_empty() && self.baseline.asks_for_quote(&article.rel, f);
        if out.iter().any(quoted_there)
            && let Some(text) = read(article)
        {
            out.iter_mut().for_each(|f| f.quote = text.get(f.place.span.range()).unwrap_or_default().to_owned());
        }
        out.retain(|f| !self.baseline.holds(&article.rel, f));
        out
    }

    /// Findings of claim keys that have a statement in this article but their primary place elsewhere, turned into
    /// hints at the statement here: what an editor shows besides [`Report::findings`]. Also those whose primary place
    /// is another statement of this article.
    pub fn echoes(&self, snapshot: &Snapshot, article: ArticleId) -> Vec<Finding> {
        let Some(article) = snapshot.article(article) else { return Vec::new() };
        let scope = self.scope(snapshot);
        let mut silencer = Silencer::new(&scope, article);
        let mut own: Vec<Reported> = Vec::new();
        if let Some(run) = figure::conflict::RULE.article {
            run(&scope, article, &mut own);
        }
        let mut out: Vec<Finding> = Vec::new();
        for reported in self.kept(article.id).chain(&own) {
            let here: Vec<&Echo> = reported.echoes.iter().filter(|e| e.article == article.id).collect();
            if here.is_empty() || self.is_silent(&scope, reported) || self.is_old(snapshot, reported) {
                continue;
            }
            out.extend(
                here.into_iter().filter_map(|e| figure::conflict::echo(&scope, &reported.finding, e)).filter(|f| !silencer.silences(f)),
            );
        }
        let mut out = finish(snapshot, &article.rel, out);
        out.iter_mut().for_each(|f| f.severity = Severity::Hint);
        // A value that prevails over several is told once.
        out.dedup_by(|b, a| a.place == b.place && a.code == b.code);
        out
    }

    /// Findings in glossary and configuration files (by absolute path), in order of place and code. `glossary/unused`
    /// means something only once all articles are read; this cannot tell when.
    pub fn file_findings(&self, snapshot: &Snapshot, path: &str) -> Vec<Finding> {
        let parts = &snapshot.parts;
        let scope = self.scope(snapshot);
        let mut out = Vec::new();
        if let Some(file) = parts.glossary_files.iter().find(|g| &*g.path == path) {
            let joint = parts.glossary.problems.iter().filter(|(p, _)| **p == *path).map(|(_, problem)| problem);
            out.extend(file.file.problems.iter().chain(joint).filter_map(|p| of_problem(p, &file.path)));
            glossary::unused::run(&scope, path, &mut out);
        }
        if let Some(file) = parts.config_file.as_ref().filter(|c| &*c.path == path) {
            out.extend(file.problems.iter().filter_map(|p| of_problem(p, &file.path)));
        }
        let rel = wording::file_name(path, &parts.root);
        let mut out = finish(snapshot, &rel, out);
        out.retain(|f| !self.baseline.holds(&rel, f));
        out
    }

    fn scope<'a>(&'a self, snapshot: &'a Snapshot) -> Scope<'a> {
        Scope { snapshot, lang: self.lang, copies: &self.copies, stretches: &self.stretches }
    }
    /// What claim rules say that has its place or a statement in an article.
    fn kept(&self, article: ArticleId) -> impl Iterator<Item = &Reported> {
        let keys = self.by_article.get(&article.0).map_or(&[][..], |k| k);
        keys.iter().filter_map(|k| self.keys.get(k)).flat_map(|r| r.iter())
    }
    /// Whether a finding is off or silenced at its own place.
    fn is_silent(&self, scope: &Scope, reported: &Reported) -> bool {
        let Some(article) = scope.snapshot.article(reported.article) else { return true };
        let level = scope.snapshot.config().level(reported.finding.code, level_of(reported.finding.severity), &article.rel);
        level == Level::Off || Silencer::new(scope, article).silences(&reported.finding)
    }

    /// Whether the baseline holds a finding of a claim.
    fn is_old(&self, snapshot: &Snapshot, reported: &Reported) -> bool {
        !self.baseline.is_empty() && snapshot.article(reported.article).is_some_and(|a| self.baseline.holds(&a.rel, &reported.finding))
    }

    fn stale_keys(&mut self, snapshot: &Snapshot, delta: &Delta, regrouped: &[ArticleId]) -> BTreeSet<Symbol> {
        let mut keys: BTreeSet<Symbol> = delta.claims.iter().cloned().collect();
        keys.extend(delta.moved.iter().filter(|k| self.keys.contains_key(*k)).cloned());
        let of_article = |id: &ArticleId| snapshot.article(*id).into_iter().flat_map(|a| a.contribution.claims.iter().map(|c| c.0.clone()));
        keys.extend(regrouped.iter().flat_map(of_article));
        for id in &delta.articles {
            let standing = snapshot.article(*id).map(standing);
            if self.standing.get(&id.0).copied() == standing {
                continue;
            }
            match standing {
                Some(standing) => self.standing.insert_mut(id.0, standing),
                None => _ = self.standing.remove_mut(&id.0),
            }
            keys.extend(of_article(id));
        }
        if delta.all {
            keys.extend(self.keys.keys().cloned());
            keys.extend(snapshot.claim_keys().cloned());
        }
        // A restatement or denial settles what is said of the same claim.
        let settled = keys.iter().filter_map(|k| k.strip_suffix("|restated").or_else(|| k.strip_suffix("|denied")));
        let settled: Vec<Symbol> =
            settled.flat_map(|head| ["actual", "guidance", "forecast", "target"].map(|a| Symbol::new(&format!("{head}|{a}")))).collect();
        keys.extend(settled);
        keys
    }

    /// Names that an article taught before this step or teaches after it, where that changed.
    fn retaught(&mut self, snapshot: &Snapshot, delta: &Delta) -> BTreeSet<Symbol> {
        let mut names = BTreeSet::new();
        for id in &delta.articles {
            let old = self.taught.get(&id.0).cloned().unwrap_or_default();
            let new = snapshot.article(*id).map(|a| a.contribution.taught.clone()).unwrap_or_default();
            if old == new {
                continue;
            }
            names.extend(old.iter().chain(&new).cloned());
            if new.is_empty() {
                self.taught.remove_mut(&id.0);
            } else {
                self.taught.insert_mut(id.0, new);
            }
        }
        names
    }

    fn recompute(&mut self, snapshot: &Snapshot, key: &Symbol, stale: &mut BTreeSet<ArticleId>) {
        let mut new: Vec<Reported> = Vec::new();
        let scope = self.scope(snapshot);
        RULES.iter().filter_map(|r| r.claim).for_each(|run| run(&scope, key, &mut new));
        let old = self.keys.get(key).cloned().unwrap_or_default();
        let (was, is) = (articles(&old), articles(&new));
        for gone in was.difference(&is) {
            self.exchange(*gone, key, false);
        }
        for come in is.difference(&was) {
            self.exchange(*come, key, true);
        }
        stale.extend(was);
        stale.extend(is);
        if new.is_empty() {
            self.keys.remove_mut(key);
        } else {
            self.keys.insert_mut(key.clone(), new.into());
        }
    }

    fn exchange(&mut self, article: ArticleId, key: &Symbol, present: bool) {
        let mut keys: Vec<Symbol> = self.by_article.get(&article.0).map_or(Vec::new(), |k| k.to_vec());
        match keys.binary_search(key) {
            Ok(at) if !present => _ = keys.remove(at),
            Err(at) if present => keys.insert(at, key.clone()),
            _ => return,
        }
        if keys.is_empty() {
            self.by_article.remove_mut(&article.0);
        } else {
            self.by_article.insert_mut(article.0, keys.into());
        }
    }
}

fn articles(reported: &[Reported]) -> BTreeSet<ArticleId> {
    reported.iter().flat_map(|r| r.echoes.iter().map(|e| e.article).chain([r.article])).collect()
}

/// Date and headlines: what ranks an article's statements beside path and place.
fn standing(article: &Arc<Article>) -> u64 {
    let mut h = FxHasher::default();
    article.facts.date.as_ref().map(|d| d.date).hash(&mut h);
    for (_, claim) in &article.contribution.claims {
        Statement::of(article, *claim).is_some_and(|s| s.in_headline()).hash(&mut h);
    }
    h.finish()
}

/// What the rules say of one article alone. Rules that are off there are not run.
fn in_article(scope: &Scope, article: &Arc<Article>) -> Vec<Reported> {
    let config = scope.snapshot.config();
    let mut out = Vec::new();
    for rule in RULES {
        if let Some(run) = rule.article
            && config.level(rule.name, rule.default, &article.rel) != Level::Off
        {
            run(scope, article, &mut out);
        }
    }
    out
}

/// Levels, quotes, order.
fn finish(snapshot: &Snapshot, rel: &str, found: Vec<Finding>) -> Vec<Finding> {
    let leveled = |mut f: Finding| {
        f.severity = snapshot.config().level(f.code, level_of(f.severity), rel).severity()?;
        f.quote = quote(snapshot, &f.place);
        f.related.iter_mut().for_each(|r| r.quote = quote(snapshot, &r.place));
        Some(f)
    };
    let mut out: Vec<Finding> = found.into_iter().filter_map(leveled).collect();
    out.sort_by(|a, b| (a.place.span, a.code, &a.message).cmp(&(b.place.span, b.code, &b.message)));
    out
}

fn level_of(severity: Severity) -> Level {
    match severity {
        Severity::Hint => Level::Hint,
        Severity::Information => Level::Information,
        Severity::Warning => Level::Warning,
        Severity::Error => Level::Error,
    }
}

/// The text at a place, where it is in memory.
fn quote(snapshot: &Snapshot, place: &Place) -> String {
    let parts = &snapshot.parts;
    let text = match snapshot.article_at(&place.path) {
        Some(article) => article.text.as_ref(),
        None => parts.glossary_files.iter().find(|g| g.path == place.path).map(|g| &g.text).or_else(|| {
            let config = parts.config_file.as_ref().filter(|c| c.path == place.path);
            config.map(|c| &c.text)
        }),
    };
    text.and_then(|t| t.get(place.span.start as usize..place.span.end as usize)).unwrap_or_default().to_owned()
}

/// A problem that the reader of a file found, as a finding of its rule.
fn of_problem(problem: &Problem, path: &Arc<str>) -> Option<Finding> {
    let severity = super::rule(problem.code)?.default.severity()?;
    let place = Place { path: path.clone(), span: problem.span };
    let related = problem.related.iter().map(|(path, span, message)| super::Related {
        place: Place { path: path.clone(), span: *span },
        quote: String::new(),
        message: message.clone(),
    });
    Some(Finding {
        code: problem.code,
        severity,
        place,
        message: problem.message.clone(),
        quote: String::new(),
        related: related.collect(),
        data: super::Data::None,
    })
}
