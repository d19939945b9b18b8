//! Cards of persons, organizations and products.

use std::collections::BTreeMap;

use crate::check::wording::period_name;
use crate::check::{Data, Place};
use crate::corpus::Article;
use crate::extract::{Claim, EntityKey, Introduction, Mention, Relation, Target, When};
use crate::glossary::{Entity, Name, Pack, Rank, Role};
use crate::text::{Span, Symbol};

use super::super::{display, entity, quote, tokens};
use super::{Ask, Card, Cell, Part, wikidata_url};

pub(super) fn of_mention(ask: &Ask, article: &Article, mention: &Mention) -> Card {
    match &mention.target {
        Target::Linked(id) => {
            let mut card = of_entity(ask, &EntityKey::Known(id.clone()));
            if mention.former {
                let text = ask.lang.pick("a former name at the article's date", "在文章日期时为旧称", "在文章日期時為舊稱");
                card.parts.insert(0, text_part(text));
            }
            card
        }
        Target::Ambiguous(ids) => ambiguous(ask, mention, ids),
        Target::Unresolved(name) => unresolved(ask, article, mention, name),
    }
}

pub(super) fn of_id(ask: &Ask, id: &Symbol) -> Card {
    if ask.view.snapshot.glossary().get(id).is_some() {
        return of_entity(ask, &EntityKey::Known(id.clone()));
    }
    let missing = ask.lang.pick("no entity has this id", "没有实体使用此 id", "沒有實體使用此 id");
    Card { title: id.to_string(), subtitle: missing.to_owned(), parts: Vec::new() }
}

pub(super) fn of_name(ask: &Ask, owner: &Entity, name: &Name) -> Card {
    let mut card = of_entity(ask, &EntityKey::Known(owner.id.clone()));
    let rank = match name.rank {
        Rank::Preferred => ask.lang.pick("preferred name", "首选名", "首選名"),
        Rank::Alias => ask.lang.pick("alias", "别名", "別名"),
        Rank::Hidden => ask.lang.pick("hidden name: found, and reported", "隐藏名：会识别并提示", "隱藏名：會識別並提示"),
    };
    card.parts.insert(0, field(&name.text, text(rank)));
    card
}

/// Rows of the table of key figures.
const FIGURES: usize = 8;
/// Articles, the newest first, whose claims the table looks at: a card must not cost more the more is written.
const RECENT: usize = 256;
/// Names shown beside the preferred one.
const NAMES: usize = 8;
/// Characters of a quoted introduction.
const QUOTE: usize = 240;

pub(super) fn of_entity(ask: &Ask, key: &EntityKey) -> Card {
    let (lang, snapshot) = (ask.lang, &ask.view.snapshot);
    let entry = key.known().and_then(|id| snapshot.glossary().get(id));
    let introduction = entity::introduction(snapshot, key);
    let keys = entity::keys(snapshot, key);
    let kind = entry.map(|e| e.kind).or_else(|| match key {
        EntityKey::Provisional(name) => snapshot.verdict(name).map(|v| v.kind),
        EntityKey::Known(_) => None,
    });
    let mut card = Card { title: entity::display_name(snapshot, key, lang), ..Card::default() };
    if let Some(kind) = kind {
        card.subtitle = display::type_name(kind, lang).to_owned();
        let class = entry.and_then(|e| e.org_kind.as_ref().or(e.category.as_ref()));
        card.subtitle += &class.map_or_else(String::new, |c| format!(" · {c}"));
    }
    match entry {
        Some(entry) => entry_parts(ask, entry, &mut card),
        None => spellings(ask, &keys, &mut card),
    }
    introduction_part(ask, &keys, introduction.as_ref().map(|(a, i)| (&**a, i)), &mut card);
    counts(ask, &keys, &mut card);
    key_figures(ask, &keys, &mut card);
    if let Some(id) = entry.and_then(|e| e.wikidata.as_ref()) {
        card.parts.push(field("Wikidata", vec![Cell::Url { text: id.to_string(), url: wikidata_url(id) }]));
    }
    card
}

fn entry_parts(ask: &Ask, entry: &Entity, card: &mut Card) {
    if let Some(pack) = entry.pack() {
        card.subtitle += &format!(" · {}", from_pack(pack, ask));
    }
    let (lang, glossary) = (ask.lang, ask.view.snapshot.glossary());
    if let Some(description) = described(entry, lang.key()) {
        card.parts.push(text_part(description));
    }
    let others = entity::other_names(entry, &card.title);
    if !others.is_empty() {
        // A preferred name is that of its language.
        let named = |n: &Name| match n.lang.as_ref().filter(|_| n.rank == Rank::Preferred) {
            Some(lang) => format!("{} ({lang})", n.text),
            None => n.text.to_string(),
        };
        let mut shown: Vec<String> = others.iter().take(NAMES).map(named).collect();
        if others.len() > NAMES {
            shown.push(format!("+{}", others.len() - NAMES));
        }
        card.parts.push(field(lang.pick("Names", "名称", "名稱"), text(&shown.join(" · "))));
    }
    let named = |id: &Symbol| glossary.get(id).map_or_else(|| id.to_string(), |e| e.preferred(lang.key()).to_owned());
    for role in &entry.roles {
        card.parts.push(field(lang.pick("Role", "职务", "職務"), text(&role_text(role, &named, ask))));
    }
    let links = |links: &[crate::glossary::Link]| {
        let shown = links.iter().map(|l| format!("{}{}", named(&l.id), years(&l.from, &l.to)));
        shown.collect::<Vec<_>>().join(" · ")
    };
    for (label, of) in [(lang.pick("Maker", "制造商", "製造商"), &entry.makers), (lang.pick("Part of", "隶属于", "隸屬於"), &entry.part_of)]
    {
        if !of.is_empty() {
            card.parts.push(field(label, text(&links(of))));
        }
    }
    let single = [
        (lang.pick("Family", "系列", "系列"), &entry.family),
        (lang.pick("Variant of", "变体，原型为", "變體，原型為"), &entry.variant_of),
        (lang.pick("Replaced by", "已由此取代", "已由此取代"), &entry.replaced_by),
    ];
    for (label, link) in single {
        if let Some(link) = link {
            card.parts.push(field(label, text(&named(&link.id))));
        }
    }
    let dates = [
        (lang.pick("Released", "发布", "發布"), &entry.released),
        (lang.pick("Founded", "成立", "成立"), &entry.founded),
        (lang.pick("Born", "出生", "出生"), &entry.born),
    ];
    for (label, date) in dates {
        if let Some(date) = date {
            card.parts.push(field(label, text(date)));
        }
    }
}

fn from_pack(pack: &Pack, ask: &Ask) -> String {
    let name = pack.name;
    ask.lang.pick(format!("from the pack {name}"), format!("来自名录包 {name}"), format!("來自名錄包 {name}"))
}

fn described<'a>(entry: &'a Entity, lang: &str) -> Option<&'a str> {
    let by = |key: &str| entry.description.iter().find(|(k, _)| &***k == key).map(|(_, text)| &**text);
    by(lang)
        .or_else(|| entry.description.iter().find(|(k, _)| k.starts_with("zh") == lang.starts_with("zh")).map(|(_, t)| &**t))
        .or_else(|| entry.description.values().next().map(|t| &**t))
        .filter(|t| !t.is_empty())
}

fn role_text(role: &Role, named: &dyn Fn(&Symbol) -> String, ask: &Ask) -> String {
    let dates = years(&role.from, &role.to);
    let of = role.of.as_ref().map(named);
    let core = match (role.title.is_empty(), of) {
        (false, Some(of)) => ask.lang.pick(format!("{}, {of}", role.title), format!("{of}{}", role.title), format!("{of}{}", role.title)),
        (false, None) => role.title.to_string(),
        (true, Some(of)) => of,
        (true, None) => String::new(),
    };
    format!("{core}{dates}")
}

fn years(from: &Option<Symbol>, to: &Option<Symbol>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!(" ({}–{})", from.as_deref().unwrap_or(""), to.as_deref().unwrap_or("")),
    }
}

/// The other spellings of a provisional entity, as printed.
fn spellings(ask: &Ask, keys: &[EntityKey], card: &mut Card) {
    let printed = keys.iter().filter_map(|k| entity::printed_name(&ask.view.snapshot, k));
    let mut others: Vec<String> = printed.filter(|n| *n != card.title).collect();
    others.dedup();
    if !others.is_empty() {
        card.parts.push(field(ask.lang.pick("Also", "又作", "又作"), text(&others.join(" · "))));
    }
}

fn introduction_part(ask: &Ask, keys: &[EntityKey], found: Option<(&Article, &Introduction)>, card: &mut Card) {
    let lang = ask.lang;
    if let Some((article, introduction)) = found {
        if let Some(line) = said(introduction) {
            card.parts.push(field(relation(introduction.relation, lang), text(&line)));
        }
        let label = place_cell(article, introduction.span);
        match quote::article_text(ask.view, article, ask.source) {
            Some(body) => {
                let text = quote::one_line(&body, introduction.span, QUOTE);
                card.parts.push(Part::Quote { text, at: vec![label] });
            }
            None => card.parts.push(field(lang.pick("Introduced", "介绍", "介紹"), vec![label])),
        }
        return;
    }
    let first = entity::first_mention(&ask.view.snapshot, keys);
    let Some((article, mention)) = first else { return };
    let cells = vec![
        Cell::Text(lang.pick("No introduction found; first mention: ", "未找到介绍；首次提及：", "未找到介紹；首次提及：").to_owned()),
        place_cell(article, mention.span),
    ];
    card.parts.push(Part::Text(cells));
}

fn relation(relation: Option<Relation>, lang: super::Lang) -> &'static str {
    match relation {
        Some(Relation::BrandOf) => lang.pick("Brand", "品牌", "品牌"),
        Some(Relation::LedBy) => lang.pick("Leads", "领导", "領導"),
        Some(Relation::MakerOf) => lang.pick("Maker", "制造商", "製造商"),
        Some(Relation::FoundedBy) => lang.pick("Founder", "创办", "創辦"),
        Some(Relation::Author) => lang.pick("Author", "作者", "作者"),
        Some(Relation::Holds) | None => lang.pick("Introduced as", "介绍为", "介紹為"),
    }
}

/// What an introduction says, in its own words: titles, department, organization, what kind of thing.
fn said(introduction: &Introduction) -> Option<String> {
    let titles = introduction.title.iter().map(|t| t.to_string());
    let parts: Vec<String> =
        [&introduction.what, &introduction.department, &introduction.of].into_iter().flatten().map(|s| s.to_string()).collect();
    let all: Vec<String> = titles.chain(parts).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

fn counts(ask: &Ask, keys: &[EntityKey], card: &mut Card) {
    let (lang, snapshot) = (ask.lang, &ask.view.snapshot);
    let entity::Counts { mentions, articles } = entity::counts(snapshot, keys);
    if articles == 0 {
        card.parts.push(text_part(lang.pick("Not mentioned in the corpus.", "语料中未提及。", "語料中未提及。")));
        return;
    }
    let all = lang.pick(
        format!("{mentions} in {} of the corpus", plural(articles, "article", "articles")),
        format!("语料中 {articles} 篇文章共 {mentions} 处"),
        format!("語料中 {articles} 篇文章共 {mentions} 處"),
    );
    let here = snapshot.article_at(ask.here).map(|article| {
        let shown = entity::mentions_in(snapshot, article, keys).filter(|m| !entity::is_repeated(&article.facts, m.span));
        shown.count()
    });
    if let Some(n) = here.filter(|n| *n == mentions && articles == 1) {
        let only = lang.pick(format!("{n}, in this article only"), format!("{n} 处，仅在本文"), format!("{n} 處，僅在本文"));
        card.parts.push(field(lang.pick("Mentions", "提及", "提及"), text(&only)));
        return;
    }
    let here = here.map(|n| lang.pick(format!("{n} here, "), format!("本文 {n} 处，"), format!("本文 {n} 處，")));
    card.parts.push(field(lang.pick("Mentions", "提及", "提及"), text(&format!("{}{all}", here.unwrap_or_default()))));
}

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The newest statements of what is claimed of the entity, contradictions first. Statements of one claim in older
/// articles still count as contradictions: the rules have compared them.
fn key_figures(ask: &Ask, keys: &[EntityKey], card: &mut Card) {
    let (lang, snapshot) = (ask.lang, &ask.view.snapshot);
    let mut claims: BTreeMap<Symbol, Vec<(&Article, &Claim)>> = BTreeMap::new();
    let (articles, older) = entity::newest(snapshot, keys, RECENT);
    for article in articles {
        for (key, at) in &article.contribution.claims {
            let claim = article.facts.claims.get(*at as usize);
            if let Some(claim) = claim.filter(|c| c.subject.as_ref().is_some_and(|(s, _)| keys.contains(s))) {
                claims.entry(key.clone()).or_default().push((article, claim));
            }
        }
    }
    let total = claims.len();
    // The latest period first, then by metric: the key sorts by metric.
    let mut rows: Vec<(Symbol, Vec<(&Article, &Claim)>)> = claims.into_iter().collect();
    rows.sort_by(|a, b| latest(&b.1).cmp(&latest(&a.1)).then_with(|| a.0.cmp(&b.0)));
    let mut asked: BTreeMap<&str, Vec<Symbol>> = BTreeMap::new();
    let mut shown: Vec<(bool, Vec<Vec<Cell>>)> = Vec::new();
    for (key, mut statements) in rows.into_iter().take(4 * FIGURES) {
        statements.sort_by(|a, b| entity::chronological(a.0).cmp(&entity::chronological(b.0)).then(a.1.span.cmp(&b.1.span)));
        let Some((article, claim)) = statements.last().copied() else { continue };
        let Some(figure) = article.facts.figures.get(claim.figure as usize) else { continue };
        let Some(value) = display::value(figure, lang) else { continue };
        // A claim that one article states contradicts nothing: that article need not be checked.
        let mut disputed = || asked.entry(&article.path).or_insert_with(|| conflicting_keys(ask, article)).contains(&key);
        let conflict = (statements.len() > 1 || snapshot.claimed_in(&key).len() > 1) && disputed();
        let mark = if conflict { contradicted(&statements, &value, lang) } else { String::new() };
        let mut sources = vec![place_cell(article, figure.span)];
        if statements.len() > 1 {
            sources.push(Cell::Text(format!(" +{}", statements.len() - 1)));
        }
        let metric = claim.metric.as_ref().map_or_else(String::new, |m| display::metric_name(m, lang));
        let aspect =
            if claim.aspect == Default::default() { String::new() } else { format!(" ({})", display::aspect_name(claim.aspect, lang)) };
        let period = claim.period.as_ref().map_or_else(String::new, |(p, _)| period_name(p, lang));
        shown.push((conflict, vec![text(&format!("{metric}{aspect}")), text(&period), text(&format!("{value}{mark}")), sources]));
    }
    shown.sort_by_key(|(conflict, _)| !conflict);
    shown.truncate(FIGURES);
    if shown.is_empty() {
        return;
    }
    let left = total - shown.len();
    let head = lang.pick(["Figure", "Period", "Value", "Source"], ["指标", "期间", "数值", "出处"], ["指標", "期間", "數值", "出處"]);
    card.parts.push(Part::Table { head: head.map(str::to_owned).to_vec(), rows: shown.into_iter().map(|(_, r)| r).collect() });
    let more = lang.pick(format!("{left} more"), format!("另有 {left} 项"), format!("另有 {left} 項"));
    let scope = lang.pick(
        format!("from the newest {RECENT} articles"),
        format!("取自最新的 {RECENT} 篇文章"),
        format!("取自最新的 {RECENT} 篇文章"),
    );
    let notes: Vec<String> = (left > 0).then_some(more).into_iter().chain(older.then_some(scope)).collect();
    if !notes.is_empty() {
        card.parts.push(text_part(&notes.join(lang.pick(", ", "，", "，"))));
    }
}

/// What other statements of a claim say instead of its value, as a mark behind it.
fn contradicted(statements: &[(&Article, &Claim)], value: &str, lang: super::Lang) -> String {
    let mut others: Vec<String> = Vec::new();
    for (article, claim) in statements.iter().rev() {
        let other = article.facts.figures.get(claim.figure as usize).and_then(|f| display::value(f, lang));
        others.extend(other.filter(|o| o != value && !others.contains(o)));
    }
    let more = if others.len() > VALUES { " …" } else { "" };
    let others: Vec<String> = others.into_iter().take(VALUES).collect();
    // A contradiction may come from an article that is too old to be shown.
    if others.is_empty() { " ≠".to_owned() } else { format!(" ≠ {}{more}", others.join(" ≠ ")) }
}

/// Other values of a contradicted claim that are shown.
const VALUES: usize = 2;

fn latest(statements: &[(&Article, &Claim)]) -> Option<jiff::civil::Date> {
    let end = |claim: &Claim| match claim.period.as_ref().map(|(when, _)| when) {
        Some(When::Period { days: Some((from, to)), .. }) => to.or(*from),
        _ => None,
    };
    statements.iter().filter_map(|(_, c)| end(c)).max()
}

/// Keys of the claims in an article that a finding contradicts.
fn conflicting_keys(ask: &Ask, article: &Article) -> Vec<Symbol> {
    let keys = tokens::figure_findings(ask.view, article).into_iter().filter_map(|f| match f.data {
        Data::Claim { key, .. } => Some(key),
        _ => None,
    });
    keys.collect()
}

fn ambiguous(ask: &Ask, mention: &Mention, ids: &[Symbol]) -> Card {
    let lang = ask.lang;
    let subtitle = lang.pick(
        format!("one name, {} entities", ids.len()),
        format!("一名多指（{} 个实体）", ids.len()),
        format!("一名多指（{} 個實體）", ids.len()),
    );
    let mut card = Card { title: mention.name.to_string(), subtitle, parts: Vec::new() };
    card.parts.extend(ids.iter().map(|id| candidate_part(ask, id)));
    card
}

/// A candidate on one line: name, type, what it is, where its entry stands.
fn candidate_part(ask: &Ask, id: &Symbol) -> Part {
    let (lang, glossary) = (ask.lang, ask.view.snapshot.glossary());
    let Some(entry) = glossary.get(id) else { return text_part(id) };
    let mut line = display::type_name(entry.kind, lang).to_owned();
    let owners = entity::owners(entry);
    let owners = owners.iter().filter_map(|o| glossary.get(o)).map(|o| o.preferred(lang.key()).to_owned());
    let what = described(entry, lang.key()).map(|d| quote::shorten(d, 60));
    for more in what.into_iter().chain(owners) {
        line += &format!(" · {more}");
    }
    line.push_str(" · ");
    field(entry.preferred(lang.key()), vec![Cell::Text(line), entry_cell(ask, entry)])
}

fn unresolved(ask: &Ask, article: &Article, mention: &Mention, name: &Symbol) -> Card {
    let lang = ask.lang;
    let mut card = of_entity(ask, &EntityKey::Provisional(name.clone()));
    let status = lang.pick("not in the glossary", "不在名录中", "不在名錄中");
    card.subtitle = format!("{} · {status}", display::type_name(mention.kind, lang));
    let candidates = candidates(ask, article, mention);
    if !candidates.is_empty() {
        let label = lang.pick("Perhaps", "也许是", "也許是");
        let mut parts = vec![text_part(&format!("{label}:"))];
        parts.extend(candidates.iter().map(|id| candidate_part(ask, id)));
        card.parts.splice(0..0, parts);
    }
    card
}

/// Glossary ids that the mention's finding proposes, best first.
pub(super) fn candidates(ask: &Ask, article: &Article, mention: &Mention) -> Vec<Symbol> {
    let findings = ask.view.report.findings(&ask.view.snapshot, article.id);
    // A finding stands once per name and article: at the first mention.
    let fits = |f: &&crate::check::Finding| match &f.data {
        Data::Name(name) => f.place.span == mention.span || name.name == mention.name,
        _ => false,
    };
    match findings.iter().find(fits).map(|f| &f.data) {
        Some(Data::Name(name)) => name.candidates.clone(),
        _ => Vec::new(),
    }
}

// ---- Cells ---------------------------------------------------------------------------------------------------------

fn text(text: &str) -> Vec<Cell> {
    vec![Cell::Text(text.to_owned())]
}

pub(super) fn text_part(line: &str) -> Part {
    Part::Text(text(line))
}

pub(super) fn field(label: &str, value: Vec<Cell>) -> Part {
    Part::Field { label: label.to_owned(), value }
}

/// `articles/a.txt:14 (2024-08-02)`, linked.
pub(super) fn place_cell(article: &Article, span: Span) -> Cell {
    let (line, _) = article.lines.line_column(span.start);
    let date = article.facts.date.as_ref().map_or_else(String::new, |d| format!(" ({})", d.date));
    Cell::Place {
        text: format!("{}:{line}{date}", article.rel),
        place: Place { path: article.path.clone(), span },
        line: line.saturating_sub(1),
    }
}

fn entry_cell(ask: &Ask, entry: &Entity) -> Cell {
    if let Some(pack) = entry.pack() {
        return Cell::Text(from_pack(pack, ask));
    }
    let files = &ask.view.snapshot.parts.glossary_files;
    let line = files.iter().find(|g| g.path == entry.file).map_or(0, |g| g.lines.line_column(entry.id_span.start).0.saturating_sub(1));
    Cell::Place { text: entry.id.to_string(), place: Place { path: entry.file.clone(), span: entry.id_span }, line }
}
