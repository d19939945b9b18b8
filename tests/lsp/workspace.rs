//! Folders, watched files, settings, progress.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::corpus::{Corpus, GLOSSARY};

const CREATED: u8 = 1;
const CHANGED: u8 = 2;
const DELETED: u8 = 3;

fn watched(client: &mut Client, events: &[(String, u8)]) {
    let changes: Vec<Value> = events.iter().map(|(uri, typ)| json!({ "uri": uri, "type": typ })).collect();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
}

/// Articles by root, of corpora that are read.
fn articles(status: &Value) -> Vec<(String, u64)> {
    let corpora = status["corpora"].as_array().expect("a list");
    let name = |c: &Value| c["root"].as_str().and_then(|r| r.rsplit('/').next()).unwrap_or_default().to_owned();
    let all = corpora.iter().filter(|c| c["pending"] == 0);
    all.map(|c| (name(c), c["articles"].as_u64().expect("a number"))).collect()
}

fn counts(status: &Value) -> Vec<u64> {
    articles(status).into_iter().map(|(_, n)| n).collect()
}

#[test]
fn each_folder_is_a_corpus_and_so_is_each_nested_configuration() {
    let one = Corpus::new(&[
        ("a.txt", "Orvex sells cars.\n"),
        ("deep/dossier.toml", ""),
        ("deep/b.txt", "Orvex sells vans.\n"),
        ("deep/c.txt", "Orvex sells bikes.\n"),
    ]);
    let two = Corpus::new(&[("x.txt", "Plain text.\n"), ("y.txt", "Plain text.\n"), ("z.md", "Plain text.\n")]);
    let mut client = Client::new().folder(&one.root()).folder(&two.root()).start();
    let mut expected = vec![1, 2, 3];
    client.status_until(|s| {
        let mut counts = counts(s);
        counts.sort();
        counts == expected
    });
    let folder = json!({ "uri": uri(&two.root()), "name": "two" });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [], "removed": [folder] } }));
    expected = vec![1, 2];
    client.status_until(|s| counts(s) == expected);
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [folder], "removed": [] } }));
    client.status_until(|s| counts(s).len() == 3);
    client.finish();
}

#[test]
fn older_clients_say_the_folder_in_older_ways() {
    let corpus = Corpus::new(&[("a.txt", "Orvex sells cars.\n")]);
    for (key, value) in [("rootUri", json!(uri(&corpus.root()))), ("rootPath", json!(corpus.root()))] {
        let mut client = Client::new().with(key, value).start();
        client.ready(1);
        client.finish();
    }
}

#[test]
fn a_configuration_above_the_folder_makes_the_corpus() {
    let corpus = Corpus::new(&[("dossier.toml", ""), ("2024/a.txt", "One.\n"), ("2025/b.txt", "Two.\n")]);
    let mut client = Client::new().folder(&corpus.path("2024")).start();
    client.ready(2);
    client.finish();
    // The same for a lone document.
    let mut client = Client::new().ignore("textDocument/publishDiagnostics").start();
    client.open(&corpus.uri("2025/b.txt"), "Two.\n");
    client.ready(2);
    client.finish();
}

#[test]
fn what_happens_on_the_disk_is_noticed() {
    let corpus = Corpus::new(&[("a.txt", "One.\n"), ("old/b.txt", "Two.\n"), ("old/deep/c.txt", "Three.\n")]);
    let mut client = Client::new().folder(&corpus.root()).start();
    client.ready(3);

    corpus.write("d.txt", "Four.\n");
    watched(&mut client, &[(corpus.uri("d.txt"), CREATED)]);
    client.status_until(|s| counts(s) == [4]);

    // A folder that is deleted is one event with its own name.
    std::fs::remove_dir_all(corpus.path("old")).expect("it exists");
    watched(&mut client, &[(corpus.uri("old"), DELETED)]);
    client.status_until(|s| counts(s) == [2]);

    // A burst, as a checkout makes it: some folders come as themselves, some files twice.
    let mut events = vec![(corpus.uri("burst"), CREATED)];
    for i in 0..300 {
        corpus.write(&format!("burst/{i}.txt"), "Text.\n");
        events.push((corpus.uri(&format!("burst/{i}.txt")), if i % 2 == 0 { CREATED } else { CHANGED }));
    }
    for chunk in events.chunks(20) {
        watched(&mut client, chunk);
    }
    client.status_until(|s| counts(s) == [302]);
    for i in 0..300 {
        std::fs::remove_file(corpus.path(&format!("burst/{i}.txt"))).expect("it exists");
    }
    let deleted: Vec<(String, u8)> = events.into_iter().skip(1).map(|(uri, _)| (uri, DELETED)).collect();
    watched(&mut client, &deleted);
    client.status_until(|s| counts(s) == [2]);

    // Hidden and ignored files are no articles, whatever the watcher says.
    corpus.write(".git/x.txt", "Hidden.\n");
    corpus.write(".gitignore", "drafts/\n");
    corpus.write("drafts/e.txt", "Ignored.\n");
    corpus.write("f.txt", "Five.\n");
    watched(&mut client, &[".git/x.txt", "drafts/e.txt", "f.txt"].map(|p| (corpus.uri(p), CREATED)));
    client.status_until(|s| counts(s) == [3]);

    // A configuration that appears below takes its part of the corpus with it, and gives it back.
    corpus.write("part/g.txt", "Six.\n");
    corpus.write("part/dossier.toml", "");
    watched(&mut client, &["part/g.txt", "part/dossier.toml"].map(|p| (corpus.uri(p), CREATED)));
    client.status_until(|s| counts(s) == [3, 1]);
    std::fs::remove_file(corpus.path("part/dossier.toml")).expect("it exists");
    watched(&mut client, &[(corpus.uri("part/dossier.toml"), DELETED)]);
    client.status_until(|s| counts(s) == [4]);
    client.finish();
}

#[test]
fn a_changed_configuration_changes_what_is_read() {
    let corpus = Corpus::new(&[("a.txt", "One.\n"), ("drafts/b.txt", "Two.\n"), ("dossier.toml", "")]);
    let mut client = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(2);
    corpus.write("dossier.toml", "[corpus]\nexclude = [\"drafts/**\"]\n");
    watched(&mut client, &[(corpus.uri("dossier.toml"), CHANGED)]);
    client.status_until(|s| counts(s) == [1]);
    corpus.write("glossary.toml", GLOSSARY);
    watched(&mut client, &[(corpus.uri("glossary.toml"), CREATED)]);
    client.status_until(|s| s["corpora"][0]["glossary"] == 2);
    std::fs::remove_file(corpus.path("glossary.toml")).expect("it exists");
    watched(&mut client, &[(corpus.uri("glossary.toml"), DELETED)]);
    client.status_until(|s| s["corpora"][0]["glossary"] == 0);
    client.finish();
}

#[test]
fn files_are_watched_where_the_client_can() {
    let corpus = Corpus::new(&[("a.txt", "One.\n")]);
    let mut client = Client::new()
        .folder(&corpus.root())
        .can("workspace/didChangeWatchedFiles/dynamicRegistration", json!(true))
        .can("workspace/didChangeWatchedFiles/relativePatternSupport", json!(true))
        .can("workspace/didChangeConfiguration/dynamicRegistration", json!(true))
        .hold("client/registerCapability")
        .start();
    let of = |method: &'static str| move |m: &Value| m["params"]["registrations"][0]["method"] == method;
    let configuration = client.wait("a registration", of("workspace/didChangeConfiguration"));
    client.reply(&configuration, Value::Null);
    let files = client.wait("a registration", of("workspace/didChangeWatchedFiles"));
    let watcher = &files["params"]["registrations"][0]["registerOptions"]["watchers"][0];
    assert_eq!(watcher["globPattern"]["baseUri"], uri(&corpus.root()));
    client.reply(&files, Value::Null);
    client.finish();
}

#[test]
fn settings_come_from_the_editor() {
    let corpus = Corpus::new(&[("a.txt", "One.\n"), ("names/people.toml", GLOSSARY)]);
    let settings = json!({ "glossary": { "files": ["names/*.toml"] } });
    // Pulled, one answer for each root.
    let silent = || Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics");
    let mut client = silent().settings(settings.clone()).hold("workspace/configuration").start();
    let question = client.expect("workspace/configuration");
    assert_eq!(question["params"]["items"], json!([{ "scopeUri": uri(&corpus.root()), "section": "dossier" }]));
    client.reply(&question, json!([{}]));
    client.ready(1);
    assert_eq!(client.status()["corpora"][0]["glossary"], 0);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let question = client.expect("workspace/configuration");
    client.reply(&question, json!([settings]));
    client.status_until(|s| s["corpora"][0]["glossary"] == 2);
    client.finish();
    // Pushed, by clients that cannot be asked.
    let mut client = silent().start();
    client.ready(1);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "dossier": settings } }));
    client.status_until(|s| s["corpora"][0]["glossary"] == 2);
    client.finish();
}

fn many(count: usize) -> Corpus {
    let files: Vec<(String, String)> =
        (0..count).map(|i| (format!("{i:04}.txt"), format!("Orvex sold {i} cars.\n\n那家公司卖出了{i}辆车。\n"))).collect();
    Corpus::new(&files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect::<Vec<_>>())
}

#[test]
fn indexing_shows_how_far_it_is() {
    let corpus = many(300);
    let mut client = Client::new()
        .folder(&corpus.root())
        .can("window/workDoneProgress", json!(true))
        .hold("window/workDoneProgress/create")
        .with("initializationOptions/statusNotification", json!(true))
        .ignore("dossier/status")
        .ignore("textDocument/publishDiagnostics")
        .start();
    let create = client.expect("window/workDoneProgress/create");
    let token = create["params"]["token"].clone();
    assert!(token.is_string(), "some clients take no numbers: {token}");
    assert!(!client.has("$/progress"), "nothing is reported on a token that the client has not taken yet");
    client.reply(&create, Value::Null);
    let begin = client.expect("$/progress");
    assert_eq!((&begin["params"]["token"], &begin["params"]["value"]["kind"]), (&token, &json!("begin")));
    assert_eq!(begin["params"]["value"]["cancellable"], true);
    let message = begin["params"]["value"]["message"].as_str().expect("a message").to_owned();
    assert!(message.starts_with("Indexing ") && message.ends_with(" articles"), "{message}");
    let mut done = 0;
    loop {
        let value = client.expect("$/progress")["params"]["value"].clone();
        if value["kind"] == "end" {
            break;
        }
        let percentage = value["percentage"].as_u64().expect("a percentage");
        assert!(done <= percentage && percentage <= 100, "it never goes back: {done} {percentage}");
        done = percentage;
    }
    client.ready(300);
    client.wait("the status at the end", |m| {
        let status = &m["params"];
        m["method"] == "dossier/status" && status["phase"] == "ready" && status["done"] == 300 && status["corpus"] == uri(&corpus.root())
    });
    client.finish();
}

#[test]
fn progress_can_be_refused_and_cancelled() {
    let corpus = many(300);
    let builder =
        || Client::new().folder(&corpus.root()).can("window/workDoneProgress", json!(true)).hold("window/workDoneProgress/create");
    let mut client = builder().ignore("textDocument/publishDiagnostics").start();
    let create = client.expect("window/workDoneProgress/create");
    client.send(json!({ "jsonrpc": "2.0", "id": create["id"], "error": { "code": -32603, "message": "no" } }));
    client.ready(300);
    client.finish();

    let mut client = builder().ignore("textDocument/publishDiagnostics").start();
    let create = client.expect("window/workDoneProgress/create");
    let token = create["params"]["token"].clone();
    // Cancelled before it began to show: it shows, and stops, whatever was left.
    client.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    client.notify("window/workDoneProgress/cancel", json!({ "token": 7 }));
    client.reply(&create, Value::Null);
    client.wait("the end", |m| m["params"]["token"] == token && m["params"]["value"]["kind"] == "end");
    client.wait("the begin", |m| m["params"]["token"] == token && m["params"]["value"]["kind"] == "begin");
    // What was left can be asked for again.
    client.request("workspace/executeCommand", json!({ "command": "dossier.server.reindex" }));
    client.status_until(|s| counts(s) == [300]);
    while client.has("$/progress") || client.has("window/workDoneProgress/create") {
        let message = client.wait("progress", |m| m["method"] == "$/progress" || m["method"] == "window/workDoneProgress/create");
        if message.get("id").is_some() {
            client.reply(&message, Value::Null);
        }
    }
    client.finish();
}
