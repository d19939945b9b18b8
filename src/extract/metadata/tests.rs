//! Titles, bylines, directives and paths, as tables. Dates inside the text are tested with the grammar that reads them.

use std::sync::Arc;

use super::super::{Context, DateSource, DirectiveKind, Memo, read_article};
use super::*;
use crate::config::Config;
use crate::glossary::Matcher;

fn facts(path: &str, text: &str) -> ArticleFacts {
    let context = Context::new(Arc::new(Config::default()), Arc::new(Matcher::default()));
    read_article(path, text, &context, &mut Memo::default())
}

#[test]
fn dates_of_articles() {
    use DateSource::*;
    let cases = [
        ("a.txt", "A title\n\nPORT ALDER, 3 July 2024 - Selmont opened a plant.\n", Some(("2024-07-03", Dateline))),
        ("a.txt", "标题\n\n新闻社北屏2024年7月3日电 启澜汽车开设工厂。\n", Some(("2024-07-03", Dateline))),
        ("a.txt", "A title\n\n3 July 2024\n\nSelmont opened a plant.\n", Some(("2024-07-03", DateOnlyLine))),
        ("a.txt", "标题\n2024年7月3日 10:30 来源：北屏周刊\n启澜汽车开设工厂，同时招聘员工。\n", Some(("2024-07-03", DateOnlyLine))),
        ("a.txt", "標題\n啟瀾汽車開設工廠。\n2024-07-03\n長按掃碼 閱讀全文\n", Some(("2024-07-03", DateOnlyLine))),
        ("a.txt", "標題\n民國113年7月3日\n啟瀾汽車開設工廠。\n", Some(("2024-07-03", DateOnlyLine))),
        ("2024-01-01-a.txt", "A title\n\n3 July 2024\n\nSelmont opened a plant.\n", Some(("2024-07-03", DateOnlyLine))),
        ("a.md", "---\ndate: 2024-07-03T08:00:00Z\n---\n\n# A title\n\n1 May 2020\n\nText.\n", Some(("2024-07-03", FrontMatter))),
        ("x/2024-07-03-a.txt", "Text alone.\n", Some(("2024-07-03", FileName))),
        ("x/20240703_a.txt", "Text alone.\n", Some(("2024-07-03", FileName))),
        ("x/a_20240703.txt", "Text alone.\n", Some(("2024-07-03", FileName))),
        ("2024/07/03/a.txt", "Text alone.\n", Some(("2024-07-03", Folder))),
        ("2024-07-03/a.txt", "Text alone.\n", Some(("2024-07-03", Folder))),
        ("0174dbc20240703e.txt", "Text alone.\n", None),
        ("a-2024070312.txt", "Text alone.\n", None),
        ("19790703.txt", "Text alone.\n", None),
        ("2024-02-30.txt", "Text alone.\n", None),
        ("a.txt", "A title\n\nThe plant opened on 3 July 2024 and closed.\n", None),
        ("a.txt", "3 July 2024\n", None),
    ];
    for (path, text, expected) in cases {
        let found = facts(path, text).date.map(|d| (d.date.to_string(), d.source));
        assert_eq!(found, expected.map(|(d, s)| (d.to_owned(), s)), "{path}: {text}");
    }
}

#[test]
fn titles_and_authors() {
    let cases = [
        (
            "a.txt",
            "Selmont opens a plant\n\nText: Greta Crane\n\nSelmont opened a plant.\n",
            Some("Selmont opens a plant"),
            Some("Greta Crane"),
        ),
        (
            "a.txt",
            "By Hugo Eklund\n\nSelmont opens a plant\n\nSelmont opened a plant.\n",
            Some("Selmont opens a plant"),
            Some("Hugo Eklund"),
        ),
        ("a.txt", "By Monday it was over.\n\nSelmont opened a plant.\n", None, None),
        ("a.md", "---\ntitle: \"A plant\"\nauthor: Irena Gower\n---\n# Another\n\nText.\n", Some("A plant"), Some("Irena Gower")),
        ("a.md", "# Another\n\nText that says something.\n", Some("Another"), None),
        (
            "a.txt",
            "启澜汽车开设新工厂\n文：傅子衡\n启澜汽车今天开设了一座新工厂，这是公司的第三座工厂。\n",
            Some("启澜汽车开设新工厂"),
            Some("傅子衡"),
        ),
    ];
    for (path, text, title, author) in cases {
        let facts = facts(path, text);
        assert_eq!(facts.title.as_ref().map(|t| t.text.to_string()).as_deref(), title, "{text}");
        assert!(facts.title.is_none_or(|t| t.span.of(text) == &*t.text), "{text}");
        assert_eq!(facts.author.as_deref(), author, "{text}");
    }
}

#[test]
fn directives_and_their_scopes() {
    let text = "# A\n\n<!-- dossier: ignore[figure/conflict] -->\nSelmont sold 5.\n\n<!-- dossier: off[entity/*, text/residue] -->\n\nOne.\n\n<!-- dossier: on[entity/*] -->\n\nTwo.\n";
    let found = facts("a.md", text).directives;
    let shown: Vec<_> = found.iter().map(|d| (d.kind, d.rules.join(" "))).collect();
    let expected = [(DirectiveKind::Ignore, "figure/conflict"), (DirectiveKind::Off, "entity/* text/residue")];
    assert_eq!(shown, expected.map(|(k, r)| (k, r.to_owned())));
    assert_eq!(found[0].scope.of(text).trim(), "Selmont sold 5.");
    assert!(found[1].scope.of(text).contains("One.") && !found[1].scope.of(text).contains("Two."));
    assert!(facts("a.txt", text).directives.is_empty(), "plain text has no directives");
}

#[test]
fn copies_have_nearly_equal_signatures() {
    let words: Vec<String> = (0..400).map(|i| format!("word{i}")).collect();
    let text = words.join(" ");
    let edited = text.replace("word200 ", "changed ");
    let other: String = (0..400).map(|i| format!("other{i} ")).collect();
    let of = |t: &str| signature_of([Shingles::new(t)].iter()).expect("long enough");
    let agree = |a: &[u32; 16], b: &[u32; 16]| a.iter().zip(b).filter(|(a, b)| a == b).count();
    assert!(agree(&of(&text), &of(&edited)) >= 14);
    assert!(agree(&of(&text), &of(&other)) <= 2);
    assert!(signature_of([Shingles::new("too short")].iter()).is_none());
}

#[test]
fn what_is_known_from_outside_counts_first() {
    let table = "path,date,title,source,author,lang\nknown.md,2024-07-09,Selmont at last,The Alder Post,Greta Crane,zh-Hant\npart.md,,,,Greta Crane,\n";
    let (sources, wrong) = SourceTable::parse(table);
    assert_eq!(wrong, []);
    let plain = Context::new(Arc::new(Config::default()), Arc::new(Matcher::default()));
    let context = Context { sources: Arc::new(sources), ..plain.clone() };
    assert_eq!(context.fingerprint, plain.fingerprint, "blocks are read as before");
    let text = "---\ndate: 2024-07-03\nsource: Quay Wire\nauthor: Hugo Eklund\n---\n\n# Selmont opens 3 plants\n\nSelmont opened plants.\n";
    let shown = |path: &str| {
        let facts = read_article(path, text, &context, &mut Memo::default());
        let title = facts.title.expect("a title");
        let date = facts.date.map(|d| format!("{} {:?}", d.date, d.source)).unwrap_or_default();
        let or = |s: Option<Symbol>| s.map(|s| s.to_string()).unwrap_or_default();
        format!(
            "{date} | {} {:?} | {} | {} | {}",
            title.text,
            title.span.of(text),
            or(facts.source),
            or(facts.author),
            facts.language.as_str()
        )
    };
    let own = "\"Selmont opens 3 plants\"";
    assert_eq!(shown("known.md"), format!("2024-07-09 Metadata | Selmont at last {own} | The Alder Post | Greta Crane | zh-Hant"));
    assert_eq!(shown("part.md"), format!("2024-07-03 FrontMatter | Selmont opens 3 plants {own} | Quay Wire | Greta Crane | en"));
    assert_eq!(shown("other.md"), format!("2024-07-03 FrontMatter | Selmont opens 3 plants {own} | Quay Wire | Hugo Eklund | en"));
}
