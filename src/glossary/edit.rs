//! Edits of glossary files that code actions and `dossier init` offer: pure functions from a text to one edit of it.

use pinyin::ToPinyin;
use toml_edit::Item;

use super::{EntityType, Rank};
use crate::config::TextEdit;
use crate::config::splice::{at_end, into_array, into_inline, into_table, quoted, under};
use crate::config::toml::{document, span, value_span, whole};
use crate::text::{is_han, simplify};

/// An entry to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntity {
    pub id: String,
    pub kind: EntityType,
    /// Preferred names with their languages (`en`, `zh`, `zh-Hans`, `zh-Hant`), at most one of each; without a language
    /// where there is but one.
    pub names: Vec<(Option<String>, String)>,
    pub aliases: Vec<String>,
    pub hidden: Vec<String>,
    pub roles: Vec<NewRole>,
    /// Id of the maker of a product.
    pub maker: Option<String>,
    /// Id of the organization that an organization is a part of.
    pub part_of: Option<String>,
    pub note: Option<String>,
    /// Lines of comment behind the entry, without `#`.
    pub comments: Vec<String>,
}

impl NewEntity {
    /// An entry with one name, whose language is told by its script: Latin letters alone are `en`, Han is `zh`.
    pub fn named(id: &str, kind: EntityType, name: &str) -> NewEntity {
        let names = vec![(Some(language_of(name).to_owned()), name.to_owned())];
        let (aliases, hidden, roles) = (vec![], vec![], vec![]);
        NewEntity { id: id.to_owned(), kind, names, aliases, hidden, roles, maker: None, part_of: None, note: None, comments: vec![] }
    }
}

/// A role to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRole {
    /// May be empty: works there.
    pub title: String,
    /// Id of the organization.
    pub of: Option<String>,
    /// Where it was read: `a.txt:3`.
    pub source: Option<String>,
}

/// Appends an entry. The text may be empty; where it is not TOML there is no edit.
pub fn add_entity(text: &str, entity: &NewEntity) -> Option<TextEdit> {
    let document = document(text).ok()?;
    match document.get("entity") {
        // `entity = [{ … }]` cannot be gone on with `[[entity]]`.
        Some(Item::Value(value)) => into_array(text, value.as_array()?, &format!("{{ {} }}", pairs(entity).join(", "))),
        _ if text.trim_start_matches('\u{feff}').is_empty() => {
            let (span, entry) = at_end(text, &render_entity(entity));
            Some((span, format!("{}\n{entry}", new_file())))
        }
        _ => Some(at_end(text, &render_entity(entity))),
    }
}

/// Adds a name to an entry: to `aliases` or `hidden`, or as the preferred one of its language (told by its script) where
/// that has none, else to `aliases`. None where the text is not TOML, has no such entry, or the entry has the name already.
pub fn add_name(text: &str, id: &str, name: &str, rank: Rank) -> Option<TextEdit> {
    let file = super::GlossaryFile::parse(&"".into(), text);
    let entity = file.entities.iter().find(|e| &*e.id == id)?;
    if entity.names.iter().any(|n| &*n.text == name) {
        return None;
    }
    let document = document(text).ok()?;
    let entries = document.get("entity")?;
    let value = quoted(name);
    if rank == Rank::Preferred {
        let language = language_of(name);
        let taken = entity.names.iter().any(|n| n.rank == rank && n.lang.as_deref().is_none_or(|l| l.starts_with(language)));
        if taken {
            return add_name(text, id, name, Rank::Alias);
        }
        let pair = format!("{language} = {value}");
        return entry(entries, id, |table| match table.get("name") {
            Some(Item::Table(names)) if !names.is_dotted() => Some(into_table(text, names, &pair)),
            Some(Item::Table(names)) => Some(under(text, whole(names).end as usize, &format!("name.{pair}"))),
            Some(names) => into_inline(names.as_inline_table()?, &pair),
            None => put(text, table, &format!("name = {{ {pair} }}")),
        });
    }
    let key = if rank == Rank::Hidden { "hidden" } else { "aliases" };
    entry(entries, id, |table| match table.get(key) {
        Some(Item::ArrayOfTables(tables)) => {
            let end = tables.iter().map(|t| whole(t).end).max()?;
            Some(under(text, end as usize, &format!("[[entity.{key}]]\ntext = {value}")))
        }
        Some(names) => match names.as_array() {
            Some(array) => into_array(text, array, &value),
            None => Some((span(names), format!("[{}, {value}]", span(names).of(text)))),
        },
        None => put(text, table, &format!("{key} = [{value}]")),
    })
}

/// Adds a role to the entry of a person. None where the text is not TOML, has no such entry, or `roles` is no list.
pub fn add_role(text: &str, id: &str, role: &NewRole) -> Option<TextEdit> {
    let document = document(text).ok()?;
    entry(document.get("entity")?, id, |table| match table.get("roles") {
        Some(Item::ArrayOfTables(tables)) => {
            let end = tables.iter().map(|t| whole(t).end).max()?;
            Some(under(text, end as usize, &format!("[[entity.roles]]\n{}", role_pairs(role).join("\n"))))
        }
        Some(roles) => into_array(text, roles.as_array()?, &inline_role(role)),
        None => put(text, table, &format!("roles = [{}]", inline_role(role))),
    })
}

fn role_pairs(role: &NewRole) -> Vec<String> {
    let title = (!role.title.is_empty()).then(|| format!("title = {}", quoted(&role.title)));
    let of = role.of.as_ref().map(|of| format!("of = {}", quoted(of)));
    let source = role.source.as_ref().map(|source| format!("source = {}", quoted(source)));
    title.into_iter().chain(of).chain(source).collect()
}

fn inline_role(role: &NewRole) -> String {
    format!("{{ {} }}", role_pairs(role).join(", "))
}

/// What a new glossary file begins with.
pub fn new_file() -> &'static str {
    "# Who is who. One [[entity]] for each person, organization and product.\n"
}

/// An entry as TOML, without a last line end.
pub fn render_entity(entity: &NewEntity) -> String {
    let mut lines = vec!["[[entity]]".to_owned()];
    lines.extend(pairs(entity));
    lines.extend(entity.comments.iter().map(|c| format!("# {}", c.replace('\n', " "))));
    lines.join("\n")
}

/// An id for a new entry: the name in lower-case Latin letters and digits, Han in pinyin, words joined by hyphens; with a
/// number behind it where `taken` has it.
pub fn fresh_id(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in name.chars() {
        let syllable = if is_han(c) { simplify(c).to_pinyin().map(|p| p.plain().to_owned()) } else { None };
        match syllable {
            // A given name is one word in Latin letters, but where words part in Han nobody can tell: one a syllable.
            Some(syllable) => {
                words.push(syllable.replace('ü', "u"));
                open = false;
            }
            None if super::matcher::plain(c).is_ascii_alphanumeric() => {
                if !open {
                    words.push(String::new());
                }
                words.last_mut().expect("a word was opened").push(super::matcher::plain(c));
                open = true;
            }
            // `L'Oréal` is one word.
            None => open &= matches!(c, '\'' | '’' | '.'),
        }
    }
    let stem = if words.is_empty() { "entity".to_owned() } else { words.join("-") };
    if !taken(&stem) {
        return stem;
    }
    (2u32..).map(|n| format!("{stem}-{n}")).find(|id| !taken(id)).unwrap_or(stem)
}

pub(super) fn language_of(name: &str) -> &'static str {
    if name.chars().any(is_han) { "zh" } else { "en" }
}

/// Calls `edit` with the table of the entry that has this id, however it is written.
fn entry(entries: &Item, id: &str, edit: impl FnOnce(&dyn toml_edit::TableLike) -> Option<TextEdit>) -> Option<TextEdit> {
    let bears = |table: &dyn toml_edit::TableLike| table.get("id").and_then(Item::as_str) == Some(id);
    match entries {
        Item::ArrayOfTables(tables) => edit(tables.iter().find(|t| bears(*t))?),
        Item::Table(table) => edit(table),
        _ => edit(entries.as_array()?.iter().filter_map(|v| v.as_inline_table()).find(|t| bears(*t))?),
    }
}

/// Puts a new key into an entry, behind the names where there are some: they belong together.
pub(super) fn put(text: &str, table: &dyn toml_edit::TableLike, pair: &str) -> Option<TextEdit> {
    let behind = ["aliases", "name", "type", "id"].iter().find_map(|key| match table.get(key)? {
        Item::Value(value) => Some(value_span(value).end),
        Item::Table(dotted) if dotted.is_dotted() => Some(whole(dotted).end),
        _ => None,
    })?;
    let inline = table.get("id").and_then(Item::as_value).is_some_and(|_| text_is_inline(text, table));
    Some(match inline {
        true => (crate::text::Span { start: behind, end: behind }, format!(", {pair}")),
        false => under(text, behind as usize, pair),
    })
}

/// Whether two keys of the table stand on one line, parted by a comma: it is an inline table.
fn text_is_inline(text: &str, table: &dyn toml_edit::TableLike) -> bool {
    let mut ends: Vec<u32> = table.iter().filter_map(|(_, item)| item.span()).map(|s| s.end as u32).collect();
    ends.sort_unstable();
    ends.iter().any(|end| text.get(*end as usize..).is_some_and(|rest| rest.trim_start().starts_with([',', '}'])))
}

fn pairs(entity: &NewEntity) -> Vec<String> {
    let mut pairs = vec![format!("id = {}", quoted(&entity.id)), format!("type = {}", quoted(entity.kind.as_str()))];
    let array = |items: &[String]| format!("[{}]", items.iter().map(|i| quoted(i)).collect::<Vec<_>>().join(", "));
    match &entity.names[..] {
        [] => {}
        [(None, name)] => pairs.push(format!("name = {}", quoted(name))),
        names => {
            let by_language = names.iter().map(|(lang, name)| {
                let lang = lang.as_deref().unwrap_or_else(|| language_of(name));
                format!("{lang} = {}", quoted(name))
            });
            pairs.push(format!("name = {{ {} }}", by_language.collect::<Vec<_>>().join(", ")));
        }
    }
    for (key, names) in [("aliases", &entity.aliases), ("hidden", &entity.hidden)] {
        if !names.is_empty() {
            pairs.push(format!("{key} = {}", array(names)));
        }
    }
    if !entity.roles.is_empty() {
        let roles: Vec<String> = entity.roles.iter().map(inline_role).collect();
        pairs.push(format!("roles = [{}]", roles.join(", ")));
    }
    for (key, value) in [("maker", &entity.maker), ("part_of", &entity.part_of), ("note", &entity.note)] {
        if let Some(value) = value {
            let value = if key == "part_of" { format!("[{{ id = {} }}]", quoted(value)) } else { quoted(value) };
            pairs.push(format!("{key} = {value}"));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::splice::apply;
    use crate::glossary::{Entity, GlossaryFile};

    fn parsed(text: &str) -> Vec<Entity> {
        let file = GlossaryFile::parse(&"/g.toml".into(), text);
        assert_eq!(file.problems, [], "{text}");
        file.entities
    }

    #[test]
    fn entries_are_appended_and_read_back() {
        let entity = NewEntity {
            aliases: vec!["Tang \"Rocket\" Shen".into()],
            hidden: vec!["Tong Chen".into()],
            roles: vec![
                NewRole { title: "chair".into(), of: Some("velza".into()), source: Some("a.txt:3".into()) },
                NewRole { title: String::new(), of: Some("x".into()), source: None },
            ],
            note: Some("seen\nonce".into()),
            names: vec![(Some("en".into()), "Tang Shen".into()), (Some("zh-Hans".into()), "唐珅".into())],
            ..NewEntity::named("tang-shen", EntityType::Person, "Tang Shen")
        };
        let before = "[[entity]]\nid = \"velza\"\ntype = \"organization\"\nname = \"Velza\"";
        for text in ["", "\u{feff}", "# mine\n", before, &format!("{before}\n\n"), &before.replace('\n', "\r\n")] {
            let edited = apply(text, &add_entity(text, &entity).expect("an edit"));
            assert!(edited.starts_with(text), "{edited}");
            let entities = parsed(&edited);
            let last = entities.last().expect("the new one");
            assert_eq!((&*last.id, last.kind, last.names.len(), last.roles.len()), ("tang-shen", EntityType::Person, 4, 2));
            assert_eq!(last.names[2].text.as_str(), "Tang \"Rocket\" Shen");
            assert_eq!(last.roles[0].of.as_deref(), Some("velza"));
            assert_eq!(last.note.as_deref(), Some("seen\nonce"));
        }
        expect_test::expect![[r#"
            # Who is who. One [[entity]] for each person, organization and product.

            [[entity]]
            id = "v2"
            type = "product"
            name = { zh = "维二" }
            maker = "velza"
        "#]]
        .assert_eq(&apply(
            "",
            &add_entity("", &NewEntity { maker: Some("velza".into()), ..NewEntity::named("v2", EntityType::Product, "维二") })
                .expect("an edit"),
        ));
        let inline = "entity = [{ id = \"velza\", type = \"organization\", name = \"Velza\" }]\n";
        assert_eq!(parsed(&apply(inline, &add_entity(inline, &entity).expect("an edit"))).len(), 2);
        assert_eq!(add_entity("[[entity]", &entity), None);
    }

    #[test]
    fn names_are_added_where_they_belong() {
        let entry = |rest: &str| {
            format!(
                "# first\n[[entity]]\nid = \"a\"\ntype = \"product\"\n{rest}\n[[entity]] # next\nid = \"b\"\ntype = \"product\"\nname = \"B2\"\n"
            )
        };
        let cases = [
            ("name = \"A1\"", Rank::Alias, "name = \"A1\"\naliases = [\"New\"]"),
            ("name = \"A1\"\naliases = []", Rank::Alias, "name = \"A1\"\naliases = [\"New\"]"),
            ("name = \"A1\"\naliases = [\"x y\"] # seen", Rank::Alias, "name = \"A1\"\naliases = [\"x y\", \"New\"] # seen"),
            ("name = \"A1\"\naliases = [\n  \"x y\", # x\n]", Rank::Alias, "name = \"A1\"\naliases = [\n  \"x y\", # x\n  \"New\",\n]"),
            ("name = \"A1\"\naliases = \"x y\"", Rank::Alias, "name = \"A1\"\naliases = [\"x y\", \"New\"]"),
            (
                "name = \"A1\"\naliases = [\"x y\"]\nnote = \"n\"",
                Rank::Hidden,
                "name = \"A1\"\naliases = [\"x y\"]\nhidden = [\"New\"]\nnote = \"n\"",
            ),
            (
                "name = \"A1\" # why\n[entity.description]\nen = \"d\"",
                Rank::Hidden,
                "name = \"A1\" # why\nhidden = [\"New\"]\n[entity.description]\nen = \"d\"",
            ),
            (
                "name = \"A1\"\n[[entity.aliases]]\ntext = \"x y\"",
                Rank::Alias,
                "name = \"A1\"\n[[entity.aliases]]\ntext = \"x y\"\n[[entity.aliases]]\ntext = \"New\"",
            ),
            ("name = { zh = \"甲乙\" }", Rank::Preferred, "name = { zh = \"甲乙\", en = \"New\" }"),
            ("name.zh = \"甲乙\"", Rank::Preferred, "name.zh = \"甲乙\"\nname.en = \"New\""),
            ("name = { en = \"A1\" }", Rank::Preferred, "name = { en = \"A1\" }\naliases = [\"New\"]"),
            ("[entity.name]\nzh = \"甲乙\"", Rank::Preferred, "[entity.name]\nzh = \"甲乙\"\nen = \"New\""),
            ("[entity.name]\nen = \"A1\"", Rank::Alias, "aliases = [\"New\"]\n[entity.name]\nen = \"A1\""),
        ];
        for (before, rank, after) in cases {
            let text = entry(before);
            let edited = apply(&text, &add_name(&text, "a", "New", rank).expect("an edit"));
            assert_eq!(edited, entry(after));
            let entities = parsed(&edited);
            let added = entities[0].names.iter().find(|n| &*n.text == "New").expect("the new name");
            assert!(added.rank == rank || rank == Rank::Preferred);
            assert_eq!(add_name(&edited, "a", "New", rank), None, "twice");
            assert_eq!(add_name(&text, "none", "New", rank), None);
        }
        let inline = "entity = [{ id = \"a\", type = \"product\", name = \"A1\" }]\n";
        let edited = apply(inline, &add_name(inline, "a", "New", Rank::Hidden).expect("an edit"));
        assert_eq!(parsed(&edited)[0].names.len(), 2, "{edited}");
    }

    #[test]
    fn ids_are_made_of_names() {
        let cases = [
            ("Tang Shen", "tang-shen"),
            ("L'Oréal S.A.", "loreal-sa"),
            ("岚柚KV7", "lan-you-kv7"),
            ("饶钧", "rao-jun"),
            ("吕", "lu"),
            ("Velza (China)", "velza-china"),
            ("…", "entity"),
            ("taken", "taken-3"),
        ];
        for (name, expected) in cases {
            assert_eq!(fresh_id(name, |id| ["taken", "taken-2"].contains(&id)), expected, "{name}");
        }
    }
}
