//! Diagnostics: pushed or pulled, never both.

use serde_json::{Value, json};

use crate::client::{Builder, Client};
use crate::corpus::{Corpus, GLOSSARY};

/// Two glossary files that both claim an id: what is found in one depends on the other.
const TWIN: &str = "[[entity]]\nid = \"orvex\"\ntype = \"organization\"\nname = { en = \"Orvex Holding\" }\n";

fn codes(diagnostics: &Value) -> Vec<String> {
    let all = diagnostics.as_array().expect("a list");
    all.iter().map(|d| d["code"].as_str().expect("a code").to_owned()).collect()
}

fn twins() -> Corpus {
    Corpus::new(&[("glossary.toml", GLOSSARY), ("glossary/twin.toml", TWIN), ("a.txt", "Mira Tolland of Orvex, not of Orvex Holding.\n")])
}

#[test]
fn every_edit_is_answered_by_a_publication() {
    let corpus = Corpus::new(&[("a.txt", "Nothing to see.\n"), ("b.txt", "Nothing either.\n")]);
    let mut client = Client::new().folder(&corpus.root()).start();
    client.ready(2);
    let uri = corpus.uri("a.txt");
    client.open(&uri, "Nothing to see.\n");
    assert_eq!(client.published(&uri), json!({ "uri": &uri, "version": 1, "diagnostics": [] }));
    for version in 2..10 {
        // Also when nothing changed: the client sees that the server kept up.
        client.replace(&uri, version, "Nothing to see.\n");
        assert_eq!(client.published(&uri)["version"], version);
    }
    client.close(&uri);
    client.status();
    client.finish();
}

#[test]
fn what_an_edit_changes_elsewhere_is_published_too() {
    let corpus = twins();
    let mut client = Client::new()
        .folder(&corpus.root())
        .can("textDocument/publishDiagnostics/relatedInformation", json!(true))
        .ignore("textDocument/publishDiagnostics")
        .start();
    let (glossary, twin) = (corpus.uri("glossary.toml"), corpus.uri("glossary/twin.toml"));
    // The later file is not open, and told of all the same.
    let told = client.wait("the twin's finding", |m| m["params"]["uri"] == twin && codes(&m["params"]["diagnostics"]).len() == 1);
    let diagnostic = &told["params"]["diagnostics"][0];
    assert_eq!(
        (&diagnostic["code"], &diagnostic["severity"], &diagnostic["source"]),
        (&json!("glossary/duplicate-id"), &json!(1), &json!("dossier"))
    );
    assert_eq!(diagnostic["range"], json!({ "start": { "line": 1, "character": 6 }, "end": { "line": 1, "character": 11 } }));
    assert_eq!(diagnostic["relatedInformation"][0]["location"]["uri"], glossary);
    assert!(diagnostic["message"].as_str().is_some_and(|m| m.contains("glossary.toml")), "the other place is in the message too");
    // An unsaved buffer of the other file counts.
    client.open(&glossary, GLOSSARY);
    client.replace(&glossary, 2, "");
    client.wait("the end of it", |m| m["params"]["uri"] == twin && m["params"]["diagnostics"] == json!([]));
    // Broken, it keeps its last good entries, and says where it is broken.
    client.replace(&glossary, 3, &format!("{GLOSSARY}\n[[entity]\n"));
    let broken = client.wait("the syntax error", |m| m["params"]["uri"] == glossary && !codes(&m["params"]["diagnostics"]).is_empty());
    assert_eq!(codes(&broken["params"]["diagnostics"]), ["glossary/syntax"]);
    client.finish();
}

fn pulling(corpus: &Corpus) -> Builder {
    Client::new().folder(&corpus.root()).can("textDocument/diagnostic", json!({})).can("workspace/diagnostics/refreshSupport", json!(true))
}

fn pull(client: &mut Client, uri: &str, previous: Option<&str>) -> Value {
    client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri }, "previousResultId": previous }))
}

#[test]
fn a_client_that_pulls_is_pushed_nothing() {
    let corpus = twins();
    let mut client = pulling(&corpus).hold("workspace/diagnostic/refresh").start();
    let offered = &client.initialized["capabilities"]["diagnosticProvider"];
    assert_eq!((&offered["interFileDependencies"], &offered["workspaceDiagnostics"]), (&json!(true), &json!(true)));
    client.ready(1);
    let (glossary, twin) = (corpus.uri("glossary.toml"), corpus.uri("glossary/twin.toml"));
    client.open(&glossary, GLOSSARY);
    client.open(&twin, TWIN);
    let first = pull(&mut client, &twin, None);
    assert_eq!((&first["kind"], codes(&first["items"])), (&json!("full"), vec!["glossary/duplicate-id".to_owned()]));
    let id = first["resultId"].as_str().expect("an id");
    let again = pull(&mut client, &twin, Some(id));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": id }));
    // Another session gives the same id for the same findings.
    let mut other = pulling(&corpus).start();
    other.ready(1);
    assert_eq!(pull(&mut other, &twin, Some(id))["kind"], "unchanged");
    other.finish();

    // An edit of the other file changes what is found here: the client is asked to ask again, once.
    client.replace(&glossary, 2, "");
    let refresh = client.expect("workspace/diagnostic/refresh");
    client.reply(&refresh, Value::Null);
    let gone = pull(&mut client, &twin, Some(id));
    assert_eq!((&gone["kind"], &gone["items"]), (&json!("full"), &json!([])));
    assert_eq!(pull(&mut client, &corpus.uri("missing.txt"), None)["items"], json!([]));
    assert_eq!(pull(&mut client, "git:/a.txt", None)["items"], json!([]));
    while client.has("workspace/diagnostic/refresh") {
        let refresh = client.expect("workspace/diagnostic/refresh");
        client.reply(&refresh, Value::Null);
    }
    client.finish();
}

#[test]
fn the_workspace_is_streamed_to_a_client_that_takes_parts() {
    let corpus = twins();
    let mut client = pulling(&corpus).start();
    client.ready(1);
    let (glossary, twin) = (corpus.uri("glossary.toml"), corpus.uri("glossary/twin.toml"));
    let id = client.ask("workspace/diagnostic", json!({ "previousResultIds": [], "partialResultToken": "news" }));
    let about = |uri: String, count: usize| {
        move |m: &Value| {
            let items = m["params"]["value"]["items"].as_array();
            let fits = |i: &Value| i["uri"] == uri && i["items"].as_array().is_some_and(|d| d.len() == count);
            m["method"] == "$/progress" && m["params"]["token"] == "news" && items.is_some_and(|i| i.iter().any(fits))
        }
    };
    client.wait("the first part", about(twin.clone(), 1));
    client.open(&glossary, GLOSSARY);
    client.replace(&glossary, 2, "");
    client.wait("what changed", about(twin.clone(), 0));
    client.replace(&glossary, 3, GLOSSARY);
    client.wait("what changed back", about(twin, 1));
    // It stays open until the end, and is answered then.
    client.ask("shutdown", Value::Null);
    assert_eq!(client.result(id), json!({ "items": [] }));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn the_workspace_is_answered_when_something_changed_otherwise() {
    let corpus = twins();
    let mut client = pulling(&corpus).start();
    client.ready(1);
    let (glossary, twin) = (corpus.uri("glossary.toml"), corpus.uri("glossary/twin.toml"));
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let ids: Vec<Value> =
        all["items"].as_array().expect("a list").iter().map(|i| json!({ "uri": i["uri"], "value": i["resultId"] })).collect();
    assert!(ids.iter().any(|i| i["uri"] == twin), "{all}");
    let id = client.ask("workspace/diagnostic", json!({ "previousResultIds": ids }));
    client.status();
    client.open(&glossary, GLOSSARY);
    client.replace(&glossary, 2, "");
    let news = client.result(id);
    let items = news["items"].as_array().expect("a list");
    assert!(items.iter().any(|i| i["uri"] == twin && i["items"] == json!([])), "{news}");
    client.finish();
}

#[test]
fn a_baseline_counts_in_the_editor_too() {
    let corpus = Corpus::new(&[
        ("dossier.toml", "[check]\nbaseline = \"known.jsonl\"\n"),
        ("glossary.toml", GLOSSARY),
        ("2024-06-03-a.txt", "Orvex sold 4,812 vans in May 2024.\n"),
        ("2024-06-20-b.txt", "Orvex sold 4,182 vans in May 2024.\n"),
    ]);
    let mut client = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    let (a, b) = (corpus.uri("2024-06-03-a.txt"), corpus.uri("2024-06-20-b.txt"));
    let is_told = |uri: &str, told: bool| {
        let uri = uri.to_owned();
        move |m: &Value| m["params"]["uri"] == uri && codes(&m["params"]["diagnostics"]).iter().any(|c| c == "figure/conflict") == told
    };
    client.wait("the conflict", is_told(&b, true));
    client.wait("its echo", is_told(&a, true));
    let written = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["check", ".", "--write-baseline"])
        .current_dir(corpus.root())
        .output()
        .expect("the program runs");
    assert!(written.status.success(), "{written:?}");
    let event = |kind: u8| json!({ "changes": [{ "uri": corpus.uri("known.jsonl"), "type": kind }] });
    client.notify("workspace/didChangeWatchedFiles", event(1));
    client.wait("the conflict's end", is_told(&b, false));
    client.wait("the echo's end", is_told(&a, false));
    std::fs::remove_file(corpus.path("known.jsonl")).expect("it exists");
    client.notify("workspace/didChangeWatchedFiles", event(3));
    client.wait("the conflict again", is_told(&b, true));
    client.finish();
}

/// Neovim 0.11 is one: it pulls when a document is opened or edited, and at no other time.
#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_pushed() {
    let corpus = Corpus::new(&[("a.txt", "Nothing to see.\n")]);
    let mut client = Client::new().folder(&corpus.root()).can("textDocument/diagnostic", json!({})).start();
    assert!(client.initialized["capabilities"].get("diagnosticProvider").is_none());
    client.ready(1);
    let uri = corpus.uri("a.txt");
    client.open(&uri, "Nothing to see.\n");
    assert_eq!(client.published(&uri)["version"], 1);
    client.finish();
}

/// Names in two articles, and nobody of them in a glossary.
fn strangers() -> Corpus {
    let a = "Greta Crane, chief executive of Selmont Holdings Ltd, opened the plant.\n";
    let b = "Hugo Eklund, chairman of Alderby Foods Inc, left on Monday.\n";
    Corpus::new(&[("a.txt", a), ("b.txt", b)])
}

#[test]
fn before_there_is_a_glossary_names_are_hints_in_open_articles_alone() {
    let corpus = strangers();
    let text = std::fs::read_to_string(corpus.path("a.txt")).expect("it exists");
    let unresolved = |diagnostics: &Value| {
        let all = diagnostics.as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|d| d["code"] == "entity/unresolved").map(|d| d["severity"].clone()).collect::<Vec<_>>()
    };

    let mut client = Client::new().folder(&corpus.root()).start();
    client.ready(2);
    let (a, b) = (corpus.uri("a.txt"), corpus.uri("b.txt"));
    client.open(&a, &text);
    let opened = client.published(&a);
    let told = unresolved(&opened["diagnostics"]);
    assert!(!told.is_empty() && told.iter().all(|s| *s == 4), "{opened}");
    client.close(&a);
    let closed = client.wait("the end of it", |m| m["params"]["uri"] == a);
    assert_eq!(unresolved(&closed["params"]["diagnostics"]), [] as [Value; 0]);
    client.finish();

    let mut client = pulling(&corpus).start();
    client.ready(2);
    client.open(&a, &text);
    assert_eq!(unresolved(&pull(&mut client, &a, None)["items"]), told);
    assert_eq!(unresolved(&pull(&mut client, &b, None)["items"]), [] as [Value; 0]);
    let poll = client.ask("workspace/diagnostic", json!({ "previousResultIds": [], "partialResultToken": "all" }));
    client.status();
    client.request("shutdown", Value::Null);
    let all = client.result(poll);
    assert!(!all.to_string().contains("entity/unresolved") && !client.has("$/progress"), "{all}");
}

#[test]
fn a_first_opening_is_told_once() {
    let corpus = strangers();
    for (locale, part) in [("en", "Write a first glossary"), ("zh-CN", "尚无名录"), ("zh-TW", "尚無名錄")] {
        let notice = json!({ "notice": true });
        let client = Client::new().with("/initializationOptions", notice).with("/locale", json!(locale)).folder(&corpus.root());
        let mut client = client.ignore("textDocument/publishDiagnostics").start();
        let shown = client.expect("window/showMessage");
        assert_eq!(shown["params"]["type"], 3);
        let text = shown["params"]["message"].as_str().expect("a sentence");
        assert!(text.contains("dossier init --dry-run") && text.contains(part), "{text}");
        client.request("workspace/executeCommand", json!({ "command": "dossier.server.reindex", "arguments": [{}] }));
        client.ready(2);
        client.finish();
    }
    corpus.write("glossary.toml", GLOSSARY);
    let client = Client::new().with("/initializationOptions", json!({})).folder(&corpus.root());
    let mut client = client.ignore("textDocument/publishDiagnostics").start();
    client.ready(2);
    client.finish();
}
