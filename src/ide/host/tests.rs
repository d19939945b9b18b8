//! The corpus kept by difference equals the corpus built from scratch, whatever happened to it.

use std::collections::BTreeMap;
use std::fmt::Write;

use parking_lot::Mutex;
use proptest::prelude::*;

use super::*;
use crate::corpus::{FileText, Source};
use crate::extract::{Context, Memo, read_article};
use crate::text::{Decoded, Position};

/// A disk in memory.
#[derive(Default)]
struct Files {
    texts: Mutex<BTreeMap<Arc<str>, Arc<str>>>,
}

const ROOT: &str = "/news";

impl Files {
    fn get(&self, path: &str) -> Option<Arc<str>> {
        self.texts.lock().get(path).cloned()
    }
    fn file(&self, path: &str) -> Option<FileText> {
        self.get(path).map(|text| FileText::of_disk(path.into(), text))
    }
}

impl Source for Files {
    fn discover(&self, root: &str, _: &serde_json::Value) -> CorpusFiles {
        let config = self.file(&format!("{root}/dossier.toml"));
        let parsed = config.as_ref().map_or_else(Default::default, |c| crate::config::Config::parse(&c.text).0);
        let paths: Vec<Arc<str>> = self.texts.lock().keys().cloned().collect();
        let rel = |p: &str| p.strip_prefix(root).map(|r| r.trim_start_matches('/').to_owned());
        CorpusFiles {
            root: root.into(),
            config,
            glossary: paths.iter().filter(|p| rel(p).is_some_and(|r| parsed.is_glossary(&r))).filter_map(|p| self.file(p)).collect(),
            metadata: parsed.metadata_file().and_then(|f| self.file(&format!("{root}/{f}"))),
            articles: paths.iter().filter(|p| rel(p).is_some_and(|r| parsed.includes(&r))).cloned().collect(),
            ..CorpusFiles::default()
        }
    }
    fn read(
        &self,
        root: &str,
        paths: &[Arc<str>],
        context: &Context,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Vec<(Arc<str>, Option<Article>)> {
        let read = |path: &Arc<str>, text: Arc<str>| {
            let rel = path.strip_prefix(root).map_or(&**path, |r| r.trim_start_matches('/'));
            Article::read(path, rel, &text, read_article(rel, &text, context, &mut Memo::default()))
        };
        paths.iter().take_while(|_| !cancelled()).map(|p| (p.clone(), self.get(p).map(|text| read(p, text)))).collect()
    }
    fn decoded(&self, path: &str, _: Option<&str>) -> Option<Decoded> {
        self.get(path).map(|t| Decoded { text: t.to_string(), encoding: "UTF-8" })
    }
}

/// Applies changes and everything that follows from them.
fn settle(host: &mut Host, files: &Files, changes: Vec<Change>) {
    let mut todo = host.apply(changes).jobs;
    while !todo.is_empty() {
        let mut next = Vec::new();
        for job in todo {
            job.run(files, &|| false, &mut |change| {
                next.extend(host.apply(vec![change]).jobs);
                true
            });
        }
        todo = next;
    }
}

/// Everything an answer could be computed from, without ids, revisions and what is kept of open buffers.
fn dump(host: &Host) -> String {
    let mut out = String::new();
    for corpus in &host.analysis().corpora {
        let snapshot = &corpus.snapshot;
        _ = writeln!(out, "{} pending {}", corpus.root, corpus.pending);
        for article in snapshot.articles() {
            _ = writeln!(out, "{} {:?} {} {:?}", article.rel, article.state, article.hash, article.facts);
            let mentions: Vec<_> = snapshot.mentions(article).collect();
            _ = writeln!(out, "  mentions {mentions:?}");
            for finding in corpus.report.findings(snapshot, article.id).iter().chain(&corpus.report.echoes(snapshot, article.id)) {
                _ = writeln!(out, "  {finding:?}");
            }
            for entity in article.facts.mentions.iter().filter_map(|m| m.entity()) {
                let posting = snapshot.mentioned_in(&entity);
                let paths: Vec<_> = snapshot.resolve(&posting).into_iter().map(|a| a.rel.clone()).collect();
                _ = writeln!(out, "  {entity:?} in {paths:?}");
            }
        }
        for name in snapshot.names() {
            _ = writeln!(out, "{name:?} {:?}", snapshot.group(&name.key));
        }
        let mut keys: Vec<_> = snapshot.claim_keys().cloned().collect();
        keys.sort();
        for key in keys {
            let statements: Vec<_> = snapshot.statements(&key).into_iter().map(|(a, c)| (a.rel.clone(), c)).collect();
            _ = writeln!(out, "{key} {statements:?}");
        }
    }
    out
}

/// What a script can do.
#[derive(Clone, Debug)]
enum Deed {
    WriteArticle(usize, usize),
    WriteGlossary(usize),
    Delete(usize),
    Rename(usize, usize),
    Open(usize),
    Insert(usize, u32, usize),
    Cut(usize, u32, u32),
    Save(usize),
    Close(usize),
}

const PATHS: [&str; 4] = ["/news/2024-08-02-a.txt", "/news/b.md", "/news/old/c.txt", "/news/old/2024-09-01-d.txt"];

/// Texts that share names, claims and blocks, so that postings meet.
const TEXTS: [&str; 6] = [
    "Alderan Motors delivered 5,310 cars in the second quarter of 2024, said Greta Crane, chief executive of Alderan Motors.\n\nShe spoke on Tuesday.\n",
    "PORT ALDER, 2 August 2024 - Alderan Motors delivered 5,130 cars in the second quarter of 2024.\n\n\"We are pleased,\" Ms Crane said.\n",
    "2024-08-03\n启澜汽车总经理傅子衡表示，启澜汽车第二季度交付5310辆汽车。\n傅子衡说，启澜汽车将继续增长。\n",
    "啟瀾汽車總經理傅子衡（Fu Ziheng）今天出席發布會。\n",
    "Fu Ziheng, general manager of Qilan Auto, met Greta Crane.\n\nAlderan Motors delivered 5,310 cars in the second quarter of 2024.\n",
    "",
];

const GLOSSARIES: [&str; 4] = [
    "",
    "[[entity]]\nid = \"marlin\"\ntype = \"organization\"\nname = { en = \"Alderan Motors\" }\naliases = [\"Alderan\"]\n",
    "[[entity]]\nid = \"hailing\"\ntype = \"organization\"\nname = { zh-Hans = \"启澜汽车\", en = \"Qilan Auto\" }\n\n[[entity]]\nid = \"holt\"\ntype = \"person\"\nname = { en = \"Greta Crane\" }\n",
    "[[entity]]\nid = \"marlin\"\ntype = \"organization\"\nname = { en = \"Alderan Motors\" }\nhidden = [\"启澜汽车\"]\n",
];

const BITS: [&str; 6] = ["e", "5", "\n", "启", "Alderan Motors delivered 5,310 cars in the second quarter of 2024. ", "\u{2028}"];

fn deed() -> impl Strategy<Value = Deed> {
    let path = 0..PATHS.len();
    prop_oneof![
        3 => (path.clone(), 0..TEXTS.len()).prop_map(|(p, t)| Deed::WriteArticle(p, t)),
        2 => (0..GLOSSARIES.len()).prop_map(Deed::WriteGlossary),
        1 => path.clone().prop_map(Deed::Delete),
        1 => (path.clone(), path.clone()).prop_map(|(a, b)| Deed::Rename(a, b)),
        2 => path.clone().prop_map(Deed::Open),
        5 => (path.clone(), 0u32..80, 0..BITS.len()).prop_map(|(p, at, b)| Deed::Insert(p, at, b)),
        2 => (path.clone(), 0u32..80, 0u32..20).prop_map(|(p, at, n)| Deed::Cut(p, at, n)),
        1 => path.clone().prop_map(Deed::Save),
        1 => path.prop_map(Deed::Close),
    ]
}

fn play(host: &mut Host, files: &Files, deed: &Deed) {
    let path_of = |p: usize| Arc::<str>::from(PATHS[p]);
    let edit = |path: &Arc<str>, from: u32, to: u32, text: &str| {
        let position = |character| Position { line: 0, character };
        let edits = vec![Edit { range: Some((position(from), position(to))), text: text.into() }];
        vec![Change::Edit { path: path.clone(), version: 2, edits, encoding: Encoding::Utf16 }]
    };
    let changes = match deed {
        Deed::WriteArticle(p, t) => {
            files.texts.lock().insert(path_of(*p), TEXTS[*t].into());
            vec![Change::Touched { root: ROOT.into(), paths: vec![path_of(*p)] }]
        }
        Deed::WriteGlossary(g) => {
            let text: Arc<str> = GLOSSARIES[*g].into();
            files.texts.lock().insert("/news/glossary.toml".into(), text.clone());
            vec![Change::File { path: "/news/glossary.toml".into(), text: Some(text) }]
        }
        Deed::Delete(p) => {
            files.texts.lock().remove(PATHS[*p]);
            vec![Change::Vanished { paths: vec![path_of(*p)] }]
        }
        Deed::Rename(a, b) if a != b => {
            let Some(text) = files.texts.lock().remove(PATHS[*a]) else { return };
            files.texts.lock().insert(path_of(*b), text);
            vec![Change::Vanished { paths: vec![path_of(*a)] }, Change::Touched { root: ROOT.into(), paths: vec![path_of(*b)] }]
        }
        Deed::Rename(..) => return,
        Deed::Open(p) => {
            if host.open.contains_key(PATHS[*p]) {
                return;
            }
            let Some(text) = files.get(PATHS[*p]) else { return };
            vec![Change::Open { path: path_of(*p), version: 1, text: text.to_string() }]
        }
        Deed::Insert(p, at, b) if host.open.contains_key(PATHS[*p]) => edit(&path_of(*p), *at, *at, BITS[*b]),
        Deed::Cut(p, at, n) if host.open.contains_key(PATHS[*p]) => edit(&path_of(*p), *at, at + n, ""),
        Deed::Insert(..) | Deed::Cut(..) => return,
        Deed::Save(p) => {
            let Some(document) = host.open.get(PATHS[*p]) else { return };
            files.texts.lock().insert(path_of(*p), document.buffer.text().into());
            vec![Change::Touched { root: ROOT.into(), paths: vec![path_of(*p)] }]
        }
        Deed::Close(p) => {
            if !host.open.contains_key(PATHS[*p]) {
                return;
            }
            vec![Change::Close { path: path_of(*p) }]
        }
    };
    settle(host, files, changes);
}

/// A new session over the same disk with the same buffers open.
fn rebuilt(host: &Host, files: &Files) -> Host {
    let mut fresh = Host::new();
    settle(&mut fresh, files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
    let open = host.open.iter().map(|(p, d)| Change::Open { path: p.clone(), version: d.version, text: d.buffer.text() }).collect();
    settle(&mut fresh, files, open);
    fresh
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn kept_by_difference_equals_built_from_scratch(script in prop::collection::vec(deed(), 1..40)) {
        let files = Files::default();
        let mut host = Host::new();
        settle(&mut host, &files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
        for deed in &script {
            play(&mut host, &files, deed);
        }
        let (kept, fresh) = (dump(&host), dump(&rebuilt(&host, &files)));
        prop_assert_eq!(kept, fresh);
    }
}

#[test]
fn an_article_outside_every_root_is_read_alone() {
    let files = Files::default();
    let mut host = Host::new();
    settle(&mut host, &files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
    let path: Arc<str> = "untitled:Untitled-1".into();
    settle(&mut host, &files, vec![Change::Open { path: path.clone(), version: 1, text: TEXTS[0].into() }]);
    let (corpus, _) = host.analysis().find(&path).expect("the document is known");
    assert!(corpus.loose);
    assert_eq!(host.analysis().corpora[0].snapshot.len(), 0, "it contributes nothing to the corpus");
    settle(&mut host, &files, vec![Change::Close { path: path.clone() }]);
    assert!(host.analysis().find(&path).is_none());
}

#[test]
fn a_folder_is_no_prefix_of_a_longer_name() {
    assert!(is_under("/news/old/c.txt", "/news/old"));
    assert!(!is_under("/news/older/c.txt", "/news/old"));
}

#[test]
fn a_wrong_encoding_is_told_and_the_disk_is_indexed() {
    let files = Files::default();
    files.texts.lock().insert(PATHS[1].into(), TEXTS[2].into());
    let mut host = Host::new();
    settle(&mut host, &files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
    let garbled = TEXTS[2].replace('汽', "\u{fffd}");
    settle(&mut host, &files, vec![Change::Open { path: PATHS[1].into(), version: 1, text: garbled }]);
    let (_, document) = host.analysis().find(PATHS[1]).expect("the article is known");
    let crate::ide::Document::Article(article) = document else { panic!("it is an article") };
    assert_eq!(article.state, ArticleState::WrongEncoding { disk: "UTF-8" });
    assert_eq!(article.hash, xxhash_rust::xxh3::xxh3_64(TEXTS[2].as_bytes()));
}

#[test]
fn an_open_glossary_carries_the_version_of_the_text_in_use() {
    let (path, files, mut host): (Arc<str>, _, _) = ("/news/glossary.toml".into(), Files::default(), Host::new());
    let text = "[[entity]]\nid = \"orvex\"\ntype = \"organization\"\nname = { en = \"Orvex\" }\n";
    files.texts.lock().insert(path.clone(), text.into());
    settle(&mut host, &files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
    let version = |host: &Host| host.analysis().find(&path).and_then(|(_, document)| document.version());
    let edit = |version, text: &str| Change::Edit {
        path: path.clone(),
        version,
        edits: vec![Edit { range: None, text: text.into() }],
        encoding: Encoding::Utf8,
    };
    assert_eq!(version(&host), None);
    let opened = host.apply(vec![Change::Open { path: path.clone(), version: 4, text: text.into() }]);
    assert_eq!((version(&host), opened.jobs.len()), (Some(4), 0), "the same text is not compiled again");
    let edited = host.apply(vec![edit(5, "# nobody\n")]);
    assert_eq!((version(&host), edited.jobs.len()), (Some(4), 1), "spans belong to the text before the edit");
    let undone = host.apply(vec![edit(6, text)]);
    assert_eq!((version(&host), undone.jobs.len()), (Some(6), 1));
    for job in edited.jobs.into_iter().chain(undone.jobs) {
        job.run(&files, &|| false, &mut |change| {
            host.apply(vec![change]);
            true
        });
    }
    assert_eq!(version(&host), Some(6));
    settle(&mut host, &files, vec![Change::Close { path: path.clone() }]);
    assert_eq!(version(&host), None);
}

#[test]
fn a_configuration_that_is_gone_has_its_findings_taken_back() {
    let files = Files::default();
    let path: Arc<str> = "/news/dossier.toml".into();
    files.texts.lock().insert(path.clone(), "[rule]\n".into());
    let mut host = Host::new();
    settle(&mut host, &files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
    files.texts.lock().remove(&path);
    let outcome = host.apply(vec![Change::File { path: path.clone(), text: None }]);
    let mut built = BTreeSet::new();
    for job in outcome.jobs {
        job.run(&files, &|| false, &mut |change| {
            built.extend(host.apply(vec![change]).stale_files);
            true
        });
    }
    assert!(built.contains(&path), "once the defaults are in force it is published anew: {built:?}");
    assert!(host.analysis().find(&path).is_none());
}

#[test]
fn what_is_known_of_articles_is_read_again_when_it_changes() {
    let (files, mut host) = (Files::default(), Host::new());
    let write = |path: &str, text: &str| _ = files.texts.lock().insert(path.into(), text.into());
    write("/news/dossier.toml", "[corpus]\nmetadata = \"./sources.csv\"\n");
    write("/news/glossary.toml", "[[entity]]\nid = \"orvex\"\ntype = \"organization\"\nname = { en = \"Orvex\" }\n");
    write("/news/sources.csv", "path,date\nb.md,2024-08-02\nc.txt,soon\n");
    write("/news/b.md", "Orvex sold vans.\n");
    settle(&mut host, &files, vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]);
    let date = |host: &Host| match host.analysis().find("/news/b.md") {
        Some((_, crate::ide::Document::Article(a))) => a.facts.date.as_ref().map(|d| d.date.to_string()),
        _ => None,
    };
    let problems = |host: &Host| {
        let corpus = &host.analysis().corpora[0];
        let found = corpus.report.file_findings(&corpus.snapshot, "/news/dossier.toml");
        found.into_iter().map(|f| format!("{} {:?} {}", f.code, f.quote, f.message)).collect::<Vec<_>>()
    };
    assert_eq!(date(&host).as_deref(), Some("2024-08-02"));
    let wrong = "./sources.csv, line 3: \"soon\" is no date; write it as in 2024-07-03.";
    assert_eq!(problems(&host), [format!("config/invalid {:?} {wrong}", "\"./sources.csv\"")]);
    let table = |text: Option<&str>| vec![Change::File { path: "/news/sources.csv".into(), text: text.map(Into::into) }];
    settle(&mut host, &files, table(Some("path,date\nb.md,2024-08-09\n")));
    assert_eq!((date(&host).as_deref(), problems(&host)), (Some("2024-08-09"), vec![]));
    settle(&mut host, &files, table(None));
    assert_eq!((date(&host), problems(&host).len()), (None, 1), "the file is gone");
}

#[test]
fn that_nothing_mentions_an_entry_is_said_once_all_is_read() {
    let (files, mut host) = (Files::default(), Host::new());
    let write = |path: &str, text: &str| _ = files.texts.lock().insert(path.into(), text.into());
    let glossary = "/news/glossary.toml";
    write(glossary, "[[entity]]\nid = \"orvex\"\ntype = \"organization\"\nname = { en = \"Orvex\" }\n");
    write("/news/b.md", "Nobody sold vans.\n");
    let codes = |host: &Host| {
        let Some((corpus, _)) = host.analysis().find(glossary) else { return Vec::new() };
        corpus.file_findings(glossary).into_iter().map(|f| f.code).collect()
    };
    let stale = |outcome: &Outcome| outcome.stale_files.iter().any(|p| **p == *glossary);
    let mut todo = host.apply(vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]).jobs;
    let mut told = false;
    while let Some(job) = todo.pop() {
        job.run(&files, &|| false, &mut |change| {
            let outcome = host.apply(vec![change]);
            let pending = host.analysis().corpora[0].pending;
            assert!(pending == 0 || codes(&host).is_empty(), "{pending} are still to be read");
            told = stale(&outcome);
            todo.extend(outcome.jobs);
            true
        });
    }
    assert!(told, "the last step says that the glossary is to be looked at again");
    assert_eq!(codes(&host), ["glossary/unused"]);
    let opened = host.apply(vec![Change::Open { path: "/news/b.md".into(), version: 1, text: "Orvex sold vans.\n".into() }]);
    assert!(stale(&opened), "the first mention");
    assert_eq!(codes(&host), [""; 0]);
}

#[test]
fn a_job_that_is_cancelled_stops_between_articles() {
    let (files, mut host) = (Files::default(), Host::new());
    for path in PATHS {
        files.texts.lock().insert(path.into(), "Nobody sold vans.\n".into());
    }
    let mut todo = host.apply(vec![Change::Corpus(files.discover(ROOT, &serde_json::Value::Null))]).jobs;
    while let Some(job) = todo.pop() {
        let (asked, reads) = (std::sync::atomic::AtomicUsize::new(0), matches!(job, Job::Read { .. }));
        let cancelled = || reads && asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) >= 2;
        job.run(&files, &cancelled, &mut |change| {
            assert!(!matches!(change, Change::Read { .. }), "half a batch is not posted");
            todo.extend(host.apply(vec![change]).jobs);
            true
        });
        assert!(!reads || asked.into_inner() == 4, "two articles, the third, and before posting");
    }
    assert_eq!(host.analysis().corpora[0].snapshot.len(), 0);
}
