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
fn without_a_glossary_unknown_names_are_told_of_open_articles_only() {
    let text = "Teresa Vann, chief executive of Brellin Motors, opened the plant. Ms. Vann thanked the workers.\n";
    let corpus = Corpus::new(&[("a.txt", text), ("b.txt", text)]);
    let mut client = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(2);
    let (a, b) = (corpus.uri("a.txt"), corpus.uri("b.txt"));
    client.open(&a, text);
    assert!(codes(&client.published(&a)["diagnostics"]).contains(&"entity/unresolved".to_owned()));
    client.close(&a);
    assert_eq!(client.published(&a)["diagnostics"], json!([]));
    // The first entry of a glossary makes the others worth telling, here and in the folder.
    corpus.write("glossary.toml", GLOSSARY);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": corpus.uri("glossary.toml"), "type": 1 }] }));
    client.wait("names in a closed article", |m| m["params"]["uri"] == b && !codes(&m["params"]["diagnostics"]).is_empty());
    client.finish();
}

/// Neovim 0.11 is one: it pulls when a document is opened or edited, and at no other time.
#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_pushed() {
    let corpus = Corpus::new(&[("glossary.toml", GLOSSARY), ("a.txt", "Nothing to see.\n")]);
    let mut client = Client::new().folder(&corpus.root()).can("textDocument/diagnostic", json!({})).start();
    assert!(client.initialized["capabilities"].get("diagnosticProvider").is_none());
    client.ready(1);
    let uri = corpus.uri("a.txt");
    client.open(&uri, "Nothing to see.\n");
    assert_eq!(client.published(&uri)["version"], 1);
    client.finish();
}
