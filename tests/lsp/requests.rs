//! Requests, and how each degrades for a client that can do less.

use serde_json::{Value, json};

use crate::client::{Builder, Client, at};
use crate::corpus::{Corpus, GLOSSARY};

const ARTICLE: &str = "# Orvex grows\n\nMira Tolland, chief executive of Orvex, spoke on Monday.\n\nSee https://orvex.example/report for more.\n\n## 欧维克斯\n\n欧维克斯发布了新车。\n";

fn newsroom() -> Corpus {
    Corpus::new(&[("a.md", ARTICLE), ("b.txt", "Orvex sells cars.\n"), ("glossary.toml", GLOSSARY)])
}

fn open(builder: Builder, corpus: &Corpus) -> (Client, String) {
    let mut client = builder.folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(2);
    client.open(&corpus.uri("a.md"), ARTICLE);
    (client, corpus.uri("a.md"))
}

#[test]
fn hover_is_markdown_where_that_is_preferred() {
    let corpus = newsroom();
    for (format, kind) in [(json!(["markdown", "plaintext"]), "markdown"), (json!(["plaintext"]), "plaintext"), (Value::Null, "plaintext")]
    {
        let (mut client, uri) = open(Client::new().can("textDocument/hover/contentFormat", format), &corpus);
        let hover = client.request("textDocument/hover", at(&uri, 2, 36));
        assert_eq!(hover["contents"]["kind"], kind, "{hover}");
        let value = hover["contents"]["value"].as_str().expect("a card");
        assert!(value.contains("Orvex") && value.contains("**") == (kind == "markdown"), "{value}");
        assert_eq!(hover["range"], json!({ "start": { "line": 2, "character": 33 }, "end": { "line": 2, "character": 38 } }));
        client.finish();
    }
}

#[test]
fn definitions_are_links_where_the_client_takes_them() {
    let corpus = newsroom();
    let (mut client, uri) = open(Client::new().can("textDocument/declaration/linkSupport", json!(true)), &corpus);
    let links = client.request("textDocument/declaration", at(&uri, 2, 36));
    assert_eq!(links[0]["targetUri"], corpus.uri("glossary.toml"));
    assert_eq!(links[0]["targetSelectionRange"]["start"], json!({ "line": 1, "character": 6 }));
    assert_eq!(links[0]["originSelectionRange"]["start"], json!({ "line": 2, "character": 33 }));
    client.finish();
    let (mut client, uri) = open(Client::new(), &corpus);
    let places = client.request("textDocument/declaration", at(&uri, 2, 36));
    assert_eq!(places[0]["uri"], corpus.uri("glossary.toml"));
    let definition = client.request("textDocument/definition", at(&uri, 8, 1));
    assert!(definition[0]["uri"].is_string(), "{definition}");
    client.finish();
}

#[test]
fn one_entity_is_one_in_all_scripts() {
    let corpus = newsroom();
    let (mut client, uri) = open(Client::new(), &corpus);
    let context = json!({ "includeDeclaration": true });
    let asked = json!({ "textDocument": { "uri": &uri }, "position": { "line": 8, "character": 1 }, "context": context });
    let places = client.request("textDocument/references", asked);
    let uris: Vec<&str> = places.as_array().expect("a list").iter().filter_map(|p| p["uri"].as_str()).collect();
    for file in ["a.md", "b.txt", "glossary.toml"] {
        assert!(uris.contains(&&*corpus.uri(file)), "{file} is not in {uris:?}");
    }
    let highlights = client.request("textDocument/documentHighlight", at(&uri, 8, 1));
    assert!(highlights.as_array().is_some_and(|h| h.len() >= 3), "{highlights}");
    let symbols = client.request("workspace/symbol", json!({ "query": "orvex" }));
    assert!(symbols.as_array().is_some_and(|s| !s.is_empty() && s[0]["location"]["uri"].is_string()), "{symbols}");
    client.finish();
}

#[test]
fn outlines_are_nested_or_flat() {
    let corpus = newsroom();
    let document = json!({ "textDocument": { "uri": corpus.uri("a.md") } });
    let nested = Client::new().can("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", json!(true));
    let (mut client, _) = open(nested, &corpus);
    let outline = client.request("textDocument/documentSymbol", document.clone());
    assert_eq!(outline[0]["name"], "Orvex grows");
    assert_eq!(outline[0]["selectionRange"]["start"]["line"], 0);
    assert!(outline[0]["children"].is_array(), "{outline}");
    client.finish();
    let (mut client, uri) = open(Client::new(), &corpus);
    let flat = client.request("textDocument/documentSymbol", document);
    assert!(flat.as_array().expect("a list").iter().all(|s| s["location"]["uri"] == uri), "{flat}");
    assert!(flat.as_array().expect("a list").iter().any(|s| s["name"] == "欧维克斯" && s["containerName"] == "Orvex grows"), "{flat}");
    client.finish();
}

#[test]
fn tokens_come_whole_in_part_and_as_difference() {
    let corpus = newsroom();
    let own = json!({
        "requests": { "full": { "delta": true }, "range": true }, "formats": ["relative"],
        "tokenTypes": ["person", "organization", "product", "number", "date"], "tokenModifiers": ["unresolved"],
    });
    let (mut client, uri) = open(Client::new().can("textDocument/semanticTokens", own), &corpus);
    assert_eq!(client.initialized["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"][1], "organization");
    let document = json!({ "textDocument": { "uri": &uri } });
    let full = client.request("textDocument/semanticTokens/full", document);
    let data: Vec<u64> = serde_json::from_value(full["data"].clone()).expect("numbers");
    // `Orvex` of the headline comes first: line 0, column 2, five long, an organization.
    assert_eq!(&data[..5], [0, 2, 5, 1, 0]);
    assert!(data.len().is_multiple_of(5) && data.len() >= 20, "{data:?}");
    let first = full["resultId"].clone();
    let same =
        client.request("textDocument/semanticTokens/full/delta", json!({ "textDocument": { "uri": &uri }, "previousResultId": first }));
    assert_eq!(same["edits"], json!([]));
    // One more at the front: everything behind it stays.
    let insert = json!({ "range": { "start": { "line": 0, "character": 2 }, "end": { "line": 0, "character": 2 } }, "text": "Orvex and " });
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": &uri, "version": 2 }, "contentChanges": [insert] }));
    let params = json!({ "textDocument": { "uri": &uri }, "previousResultId": same["resultId"] });
    let delta = client.request("textDocument/semanticTokens/full/delta", params);
    let edit = &delta["edits"][0];
    let mut patched = data.clone();
    let (start, count) = (edit["start"].as_u64().expect("a number") as usize, edit["deleteCount"].as_u64().expect("a number") as usize);
    let added: Vec<u64> = serde_json::from_value(edit["data"].clone()).expect("numbers");
    patched.splice(start..start + count, added);
    let whole = client.request("textDocument/semanticTokens/full", json!({ "textDocument": { "uri": &uri } }));
    assert_eq!(serde_json::from_value::<Vec<u64>>(whole["data"].clone()).expect("numbers"), patched);
    let unknown = json!({ "textDocument": { "uri": &uri }, "previousResultId": "never given" });
    assert_eq!(client.request("textDocument/semanticTokens/full/delta", unknown)["data"], whole["data"]);
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } });
    let part = client.request("textDocument/semanticTokens/range", json!({ "textDocument": { "uri": &uri }, "range": range }));
    assert_eq!(part["data"].as_array().map(Vec::len), Some(10), "two names in the headline: {part}");
    client.finish();
}

#[test]
fn links_folds_and_selections() {
    let corpus = newsroom();
    let (mut client, uri) = open(Client::new().can("textDocument/foldingRange/lineFoldingOnly", json!(true)), &corpus);
    let document = json!({ "textDocument": { "uri": &uri } });
    let links = client.request("textDocument/documentLink", document.clone());
    assert_eq!(links[0]["target"], "https://orvex.example/report");
    assert_eq!(links[0]["range"]["start"], json!({ "line": 4, "character": 4 }));
    let folds = client.request("textDocument/foldingRange", document);
    assert!(folds.as_array().is_some_and(|f| !f.is_empty()), "{folds}");
    assert!(folds[0].get("startCharacter").is_none() && folds[0]["startLine"].as_u64() < folds[0]["endLine"].as_u64(), "{folds}");
    let positions = json!({ "textDocument": { "uri": &uri }, "positions": [{ "line": 8, "character": 1 }, { "line": 0, "character": 3 }] });
    let chains = client.request("textDocument/selectionRange", positions);
    // A word may come before it: how a name is cut into words is the segmenter's business.
    let name = json!({ "start": { "line": 8, "character": 0 }, "end": { "line": 8, "character": 4 } });
    assert!([&chains[0]["range"], &chains[0]["parent"]["range"]].contains(&&name), "{chains}");
    assert!(chains[0]["parent"]["parent"].is_object() && chains[1]["parent"].is_object(), "{chains}");
    client.finish();
}

/// Code actions for the place of a duplicate id.
fn actions(client: &mut Client, uri: &str) -> Value {
    let place = json!({ "line": 1, "character": 8 });
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    client.request(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": uri }, "range": { "start": place, "end": place }, "context": context }),
    )
}

fn twins() -> Corpus {
    let twin = "[[entity]]\nid = \"orvex\"\ntype = \"organization\"\nname = { en = \"Orvex Holding\" }\n";
    Corpus::new(&[("glossary.toml", GLOSSARY), ("glossary/twin.toml", twin), ("a.txt", "Nothing.\n"), ("dossier.toml", "[corpus]\n")])
}

const OFF: &str = "glossary/duplicate-id";

#[test]
fn actions_are_resolved_or_ready_or_commands() {
    let corpus = twins();
    let literals = || {
        let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
        Client::new().can("textDocument/codeAction/codeActionLiteralSupport", kinds).ignore("textDocument/publishDiagnostics")
    };
    let documents = |b: Builder| b.can("workspace/workspaceEdit/documentChanges", json!(true));
    let resolving = |b: Builder| {
        b.can("textDocument/codeAction/dataSupport", json!(true))
            .can("textDocument/codeAction/resolveSupport", json!({ "properties": ["edit"] }))
    };
    let off = |actions: &Value| {
        let mut all = actions.as_array().expect("a list").iter();
        all.find(|a| a["title"].as_str().is_some_and(|t| t.contains(OFF) && t.contains("off")))
            .cloned()
            .unwrap_or_else(|| panic!("{actions:#}"))
    };
    let uri = corpus.uri("glossary/twin.toml");

    // The edit is left to the resolving, and versioned.
    let mut client = documents(resolving(literals())).folder(&corpus.root()).start();
    client.ready(1);
    let config = corpus.uri("dossier.toml");
    client.open(&config, "[corpus]\n");
    let found = actions(&mut client, &uri);
    let action = off(&found);
    assert!(action.get("edit").is_none() && action["data"].is_object(), "{action}");
    let resolved = client.request("codeAction/resolve", action);
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": config, "version": 1 }), "{resolved}");
    assert!(change["edits"][0]["newText"].as_str().is_some_and(|t| t.contains(OFF)), "{resolved}");
    client.finish();

    // The edit comes at once, in the older form.
    let mut client = literals().folder(&corpus.root()).start();
    client.ready(1);
    let found = actions(&mut client, &uri);
    assert!(off(&found)["edit"]["changes"][&config].is_array(), "{found}");
    client.finish();

    // A command, which the client that applies no edits leaves to the server: written at once, and taken notice of.
    let mut client = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(1);
    let found = actions(&mut client, &uri);
    let command = off(&found);
    client.wait("the finding", |m| m["params"]["uri"] == uri && m["params"]["diagnostics"].as_array().is_some_and(|d| !d.is_empty()));
    client.request("workspace/executeCommand", json!({ "command": command["command"], "arguments": command["arguments"] }));
    let written = std::fs::read_to_string(corpus.path("dossier.toml")).expect("it exists");
    assert!(written.contains(OFF), "{written}");
    client.wait("no finding", |m| m["params"]["uri"] == uri && m["params"]["diagnostics"] == json!([]));
    client.finish();
}

#[test]
fn commands_have_the_client_apply_their_edits() {
    let corpus = twins();
    let mut client = Client::new()
        .folder(&corpus.root())
        .can("workspace/applyEdit", json!(true))
        .can("workspace/workspaceEdit/documentChanges", json!(true))
        .ignore("textDocument/publishDiagnostics")
        .start();
    client.ready(1);
    let arguments = json!([{ "uri": corpus.uri("a.txt"), "rule": "text/residue", "level": "off" }]);
    let call = json!({ "command": "dossier.server.setRule", "arguments": arguments });
    let id = client.ask("workspace/executeCommand", call.clone());
    let apply = client.expect("workspace/applyEdit");
    assert_eq!(apply["params"]["edit"]["documentChanges"][0]["textDocument"]["uri"], corpus.uri("dossier.toml"));
    client.reply(&apply, json!({ "applied": true }));
    assert_eq!(client.result(id)["rule"], "text/residue");
    let id = client.ask("workspace/executeCommand", call);
    let apply = client.expect("workspace/applyEdit");
    client.reply(&apply, json!({ "applied": false, "failureReason": "the buffer is read-only" }));
    let error = client.response(id)["error"].clone();
    assert_eq!((&error["code"], &error["message"]), (&json!(-32803), &json!("the buffer is read-only")));
    for (command, arguments) in [("dossier.server.unheardOf", json!([])), ("dossier.server.setRule", json!([{ "level": 7 }]))] {
        let id = client.ask("workspace/executeCommand", json!({ "command": command, "arguments": arguments }));
        assert_eq!(client.response(id)["error"]["code"], -32602);
    }
    client.finish();
}

#[test]
fn a_conflict_leads_to_its_other_place_and_is_accepted_with_a_reason() {
    let first = "Orvex delivered 5,310 cars in the second quarter of 2024.\n";
    let second = "Orvex delivered 5,130 cars in the second quarter of 2024.\n";
    let corpus = Corpus::new(&[("2024-08-01.txt", first), ("2024-08-02.txt", second), ("glossary.toml", GLOSSARY)]);
    let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
    let mut client = Client::new()
        .folder(&corpus.root())
        .can("textDocument/codeAction/codeActionLiteralSupport", kinds)
        .can("window/showDocument", json!({ "support": true }))
        .can("window/showMessage", json!({ "messageActionItem": {} }))
        .hold("window/showDocument")
        .hold("window/showMessageRequest")
        .ignore("textDocument/publishDiagnostics")
        .start();
    client.ready(2);
    let uri = corpus.uri("2024-08-02.txt");
    client.open(&uri, second);
    let place = json!({ "line": 0, "character": 17 });
    let asked = json!({ "textDocument": { "uri": uri }, "range": { "start": place, "end": place }, "context": { "diagnostics": [] } });
    let found = client.request("textDocument/codeAction", asked);
    let command = |title: &str| {
        let mut all = found.as_array().expect("a list").iter();
        let action = all.find(|a| a["title"].as_str().is_some_and(|t| t.starts_with(title))).unwrap_or_else(|| panic!("{title}: {found}"));
        json!({ "command": action["command"]["command"], "arguments": action["command"]["arguments"] })
    };

    let id = client.ask("workspace/executeCommand", command("Go to 2024-08-01.txt:1"));
    let show = client.expect("window/showDocument");
    assert_eq!(show["params"]["uri"], corpus.uri("2024-08-01.txt"));
    assert_eq!(show["params"]["selection"]["start"], json!({ "line": 0, "character": 16 }));
    client.reply(&show, json!({ "success": true }));
    client.result(id);

    let sidecar = corpus.path("2024-08-02.txt.review.annot.jsonl");
    for (chosen, written) in [(Value::Null, false), (json!({ "title": "Checked against the source" }), true)] {
        let id = client.ask("workspace/executeCommand", command("Accept these values"));
        let question = client.expect("window/showMessageRequest");
        client.reply(&question, chosen);
        client.result(id);
        assert_eq!(sidecar.exists(), written, "a question that is dismissed writes nothing");
    }
    let record = std::fs::read_to_string(sidecar).expect("it was written");
    assert!(record.contains("\"why\":\"Checked against the source\""), "{record}");
    client.finish();
}
