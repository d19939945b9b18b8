//! Names in the editor: completed, found, renamed, merged, and who mentions whom.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Builder, Client, at};
use crate::corpus::Corpus;

const PEOPLE: &str = r#"[[entity]]
id = "qin-ruochuan"
type = "person"
name = { en = "Qin Ruochuan", zh-Hans = "秦若川" }
hidden = ["Chin Ruochuan"]
roles = [{ title = "chair", of = "kelvane" }]

[[entity]]
id = "shan-qing"
type = "person"
name = { zh-Hans = "单青" }
"#;
const FIRMS: &str = r#"# Firms.
[[entity]]
id = "kelvane"
type = "organization"
name = { en = "Kelvane", zh-Hans = "柯岚" }

[[entity]]
id = "kelvane-auto"
type = "organization"
name = { en = "Kelvane Auto" }
part_of = [{ id = "kelvane" }] # since it was bought
"#;
const ONE: &str = "Chin Ruochuan spoke for Kelvane. Kelvane Auto did not.\n";
const TWO: &str = "柯岚的秦若川说：“Chin Ruochuan 是误写。”\n";

fn newsroom() -> Corpus {
    Corpus::new(&[("one.txt", ONE), ("two.txt", TWO), ("glossary/people.toml", PEOPLE), ("glossary/firms.toml", FIRMS)])
}

fn start(builder: Builder, corpus: &Corpus) -> Client {
    let mut client = builder.folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(2);
    client
}

/// Completions at a place, for a reason: 1 is asked for, 2 a character that was typed.
fn complete(client: &mut Client, uri: &str, (line, character): (u32, u32), kind: u32) -> Value {
    let mut asked = at(uri, line, character);
    asked["context"] = json!({ "triggerKind": kind });
    client.request("textDocument/completion", asked)
}

#[test]
fn ids_are_completed_by_pinyin_while_a_glossary_is_not_sound() {
    let corpus = newsroom();
    let mut client = start(Client::new().can("textDocument/completion/completionItem/documentationFormat", json!(["markdown"])), &corpus);
    let triggers = &client.initialized["capabilities"]["completionProvider"];
    assert!(triggers["resolveProvider"] == true && triggers["triggerCharacters"].as_array().is_some_and(|t| t.contains(&json!("\""))));
    let uri = corpus.uri("glossary/people.toml");
    client.open(&uri, PEOPLE);
    for (version, (typed, id)) in
        [("qrc", "qin-ruochuan"), ("qinruo", "qin-ruochuan"), ("秦", "qin-ruochuan"), ("sq", "shan-qing"), ("shanq", "shan-qing")]
            .iter()
            .enumerate()
    {
        client.replace(&uri, version as i32 + 2, &format!("{PEOPLE}replaced_by = \"{typed}"));
        let end = 14 + 1 + typed.chars().count() as u32;
        let found = complete(&mut client, &uri, (11, end), 1);
        let item = &found["items"][0];
        assert_eq!((&item["label"], &item["textEdit"]["newText"]), (&json!(id), &json!(format!("{id}\""))), "{typed}: {found}");
        assert_eq!(item["textEdit"]["range"]["start"], json!({ "line": 11, "character": 15 }));
        assert!(item["filterText"].as_str().is_some_and(|f| f.starts_with(typed)), "{item}");
        assert_eq!(found["isIncomplete"], json!(typed.is_ascii()), "the next letter may need another form");
        assert!(item.get("documentation").is_none());
        let card = client.request("completionItem/resolve", item.clone());
        assert_eq!(card["documentation"]["kind"], "markdown");
        assert!(card["documentation"]["value"].as_str().is_some_and(|v| v.contains("person")), "{card}");
    }
    client.finish();
}

#[test]
fn running_text_is_completed_for_someone_who_asks() {
    let corpus = newsroom();
    let mut client = start(Client::new(), &corpus);
    let (uri, text) = (corpus.uri("two.txt"), "柯岚的qrc\n");
    client.open(&uri, text);
    let typed = complete(&mut client, &uri, (0, 6), 2);
    assert!(typed["items"].as_array().is_none_or(Vec::is_empty), "{typed}");
    let asked = complete(&mut client, &uri, (0, 6), 1);
    assert_eq!(asked["items"][0]["textEdit"]["newText"], "秦若川", "{asked}");
    assert_eq!(
        asked["items"][0]["textEdit"]["range"],
        json!({ "start": { "line": 0, "character": 3 }, "end": { "line": 0, "character": 6 } })
    );
    client.finish();
}

#[test]
fn symbols_are_found_by_pinyin_and_initials() {
    let corpus = newsroom();
    let mut client = start(Client::new(), &corpus);
    for (query, name) in [
        ("qrc", "Qin Ruochuan"),
        ("qinruochuan", "Qin Ruochuan"),
        ("shanqing", "单青"),
        ("sq", "单青"),
        ("kelan", "Kelvane"),
        ("klvn", "Kelvane"),
    ] {
        let found = client.request("workspace/symbol", json!({ "query": query }));
        assert_eq!(found[0]["name"], name, "{query}: {found}");
    }
    client.finish();
}

#[test]
fn who_mentions_whom() {
    let corpus = newsroom();
    let mut client = start(Client::new(), &corpus);
    let uri = corpus.uri("one.txt");
    client.open(&uri, ONE);
    let prepared = client.request("textDocument/prepareCallHierarchy", at(&uri, 0, 3));
    let item = &prepared[0];
    assert_eq!((&item["name"], &item["data"]["entity"]["id"]), (&json!("Qin Ruochuan"), &json!("qin-ruochuan")), "{prepared}");
    let incoming = client.request("callHierarchy/incomingCalls", json!({ "item": item }));
    let from: Vec<&str> = incoming.as_array().expect("a list").iter().filter_map(|c| c["from"]["uri"].as_str()).collect();
    assert_eq!(from, [uri.as_str(), &corpus.uri("two.txt")]);
    let ranges = |call: &Value| call["fromRanges"].as_array().map_or(0, Vec::len);
    assert_eq!(incoming.as_array().expect("a list").iter().map(ranges).collect::<Vec<_>>(), [1, 2]);
    let outgoing = client.request("callHierarchy/outgoingCalls", json!({ "item": item }));
    let to: Vec<&str> = outgoing.as_array().expect("a list").iter().filter_map(|c| c["to"]["name"].as_str()).collect();
    assert_eq!(to, ["Kelvane", "Kelvane Auto"], "{outgoing}");
    assert!(outgoing.as_array().expect("a list").iter().all(|c| ranges(c) > 0), "Neovim lists nothing else");
    // On from there: what the other article mentions.
    let article = json!({ "item": incoming[1]["from"] });
    let outgoing = client.request("callHierarchy/outgoingCalls", article.clone());
    assert_eq!(outgoing[0]["to"]["name"], "Kelvane", "{outgoing}");
    assert_eq!(outgoing[0]["fromRanges"][0]["end"], json!({ "line": 0, "character": 2 }));
    assert_eq!(client.request("callHierarchy/incomingCalls", article), json!([]));
    client.finish();
}

#[test]
fn an_id_is_renamed_in_all_files() {
    let corpus = newsroom();
    let builder =
        Client::new().can("textDocument/rename/prepareSupport", json!(true)).can("workspace/workspaceEdit/documentChanges", json!(true));
    let mut client = start(builder, &corpus);
    let uri = corpus.uri("glossary/people.toml");
    client.open(&uri, PEOPLE);
    client.open(&corpus.uri("one.txt"), ONE);
    // Where the role refers to it.
    let place = at(&uri, 5, 35);
    let prepared = client.request("textDocument/prepareRename", place.clone());
    assert_eq!(prepared["placeholder"], "kelvane", "{prepared}");
    let mut asked = place;
    asked["newName"] = json!("kelvane-group");
    let edit = client.request("textDocument/rename", asked.clone());
    let mut texts = vec![(corpus.uri("glossary/firms.toml"), FIRMS.to_owned()), (uri, PEOPLE.to_owned())];
    apply(&edit, &mut texts);
    assert_eq!(
        texts[0].1,
        FIRMS
            .replace("\"kelvane\"", "\"kelvane-group\"")
            .replace("zh-Hans = \"柯岚\" }\n", "zh-Hans = \"柯岚\" }\nformer = [\"kelvane\"]\n")
    );
    assert_eq!(texts[1].1, PEOPLE.replace("\"kelvane\"", "\"kelvane-group\""));
    assert_eq!(edit["documentChanges"][1]["textDocument"]["version"], 1);
    for (new, why) in [("shan-qing", "merge"), ("a b", "cannot be an id")] {
        asked["newName"] = json!(new);
        let id = client.ask("textDocument/rename", asked.clone());
        let error = client.response(id)["error"].clone();
        assert!(error["code"] == -32803 && error["message"].as_str().is_some_and(|m| m.contains(why)), "{error}");
    }
    let id = client.ask("textDocument/prepareRename", at(&corpus.uri("one.txt"), 0, 26));
    let error = client.response(id)["error"].clone();
    assert!(error["message"].as_str().is_some_and(|m| m.contains("rename the id `kelvane`")), "{error}");
    client.finish();
}

/// Carries a workspace edit out as a client does.
fn apply(edit: &Value, texts: &mut [(String, String)]) {
    for change in edit["documentChanges"].as_array().expect("changes of documents") {
        let uri = change["textDocument"]["uri"].as_str().expect("a URI");
        let (_, text) = texts.iter_mut().find(|(u, _)| u == uri).unwrap_or_else(|| panic!("{uri} is not expected: {edit:#}"));
        let before = text.clone();
        // Columns are UTF-16; these texts hold nothing beyond the plane that one unit reaches.
        let offset = |p: &Value| {
            let line = before.split_inclusive('\n').take(p["line"].as_u64().expect("a line") as usize).map(str::len).sum::<usize>();
            let column = p["character"].as_u64().expect("a column") as usize;
            line + before[line..].chars().take(column).map(char::len_utf8).sum::<usize>()
        };
        for one in change["edits"].as_array().expect("edits").iter().rev() {
            let range = offset(&one["range"]["start"])..offset(&one["range"]["end"]);
            text.replace_range(range, one["newText"].as_str().expect("a text"));
        }
    }
}

fn editing() -> Builder {
    Client::new()
        .can("textDocument/codeAction/codeActionLiteralSupport", json!({ "codeActionKind": { "valueSet": ["quickfix", "refactor"] } }))
        .can("textDocument/codeAction/dataSupport", json!(true))
        .can("textDocument/codeAction/resolveSupport", json!({ "properties": ["edit"] }))
        .can("workspace/workspaceEdit/documentChanges", json!(true))
        .can("workspace/workspaceEdit/changeAnnotationSupport", json!({ "groupsOnLabel": true }))
}

/// The edit of the action whose title begins so, for a selection.
fn chosen(client: &mut Client, uri: &str, from: (u32, u32), to: (u32, u32), only: &str, title: &str) -> Value {
    let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    let context = json!({ "diagnostics": [], "only": [only] });
    let asked = json!({ "textDocument": { "uri": uri }, "range": { "start": place(from), "end": place(to) }, "context": context });
    let found = client.request("textDocument/codeAction", asked);
    let mut all = found.as_array().expect("a list").iter();
    let action = all.find(|a| a["title"].as_str().is_some_and(|t| t.starts_with(title))).cloned();
    client.request("codeAction/resolve", action.unwrap_or_else(|| panic!("{title}: {found:#}")))["edit"].clone()
}

#[test]
fn two_entries_are_merged_after_a_preview_and_the_corpus_follows() {
    let corpus = newsroom();
    let mut client = start(editing(), &corpus);
    let uri = corpus.uri("glossary/firms.toml");
    client.open(&uri, FIRMS);
    let edit = chosen(&mut client, &uri, (1, 0), (10, 0), "refactor", "Merge Kelvane (kelvane) into Kelvane Auto");
    let confirmed = edit["changeAnnotations"].as_object().expect("annotations").values().all(|a| a["needsConfirmation"] == true);
    assert!(confirmed, "{edit:#}");
    let mut texts = vec![(uri.clone(), FIRMS.to_owned()), (corpus.uri("glossary/people.toml"), PEOPLE.to_owned())];
    apply(&edit, &mut texts);
    assert_eq!(texts[1].1, PEOPLE.replace("\"kelvane\"", "\"kelvane-auto\""));
    let merged = &texts[0].1;
    for part in [
        "# Firms.",
        "id = \"kelvane-auto\"",
        "former = [\"kelvane\"]",
        "zh-Hans = \"柯岚\"",
        "aliases = [\"Kelvane\"]",
        "# since it was bought",
    ] {
        assert!(merged.contains(part), "{part}\n{merged}");
    }
    assert!(!merged.contains("id = \"kelvane\"") && !merged.contains("part_of"), "{merged}");
    // The editor's buffers are what counts: the one entity that is left is mentioned under both names.
    client.replace(&uri, 2, merged);
    client.open(&corpus.uri("one.txt"), ONE);
    // The new names are taken in a moment later.
    let entity = |client: &mut Client| {
        let prepared = client.request("textDocument/prepareCallHierarchy", at(&corpus.uri("one.txt"), 0, 26));
        prepared[0]["data"]["entity"]["id"].as_str().map(str::to_owned)
    };
    let until = Instant::now() + Duration::from_secs(60);
    while entity(&mut client).as_deref() != Some("kelvane-auto") {
        assert!(Instant::now() < until, "{:?}", entity(&mut client));
    }
    client.finish();
}

#[test]
fn a_name_is_split_off() {
    let corpus = newsroom();
    let mut client = start(editing(), &corpus);
    let uri = corpus.uri("glossary/people.toml");
    client.open(&uri, PEOPLE);
    let edit = chosen(&mut client, &uri, (4, 14), (4, 14), "refactor", "Split 'Chin Ruochuan' off `qin-ruochuan`");
    let mut texts = vec![(uri, PEOPLE.to_owned())];
    apply(&edit, &mut texts);
    let entry = "\n[[entity]]\nid = \"chin-ruochuan\"\ntype = \"person\"\nname = { en = \"Chin Ruochuan\" }\n";
    assert!(texts[0].1.contains(entry) && !texts[0].1.contains("hidden"), "{}", texts[0].1);
    client.finish();
}

#[test]
fn the_preferred_name_is_written_in_closed_articles_too() {
    let corpus = newsroom();
    let mut client = start(editing(), &corpus);
    let uri = corpus.uri("one.txt");
    client.open(&uri, ONE);
    let edit = chosen(&mut client, &uri, (0, 3), (0, 3), "quickfix", "Write the preferred name for 'Chin Ruochuan' everywhere");
    assert!(edit["changeAnnotations"].is_object(), "{edit}");
    let mut texts = vec![(uri, ONE.to_owned()), (corpus.uri("two.txt"), TWO.to_owned())];
    apply(&edit, &mut texts);
    let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, [ONE.replace("Chin", "Qin"), TWO.replace("Chin", "Qin")]);
    client.finish();
}
