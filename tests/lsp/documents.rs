//! Documents: encodings, edits at odd places, schemes, what is unknown.

use serde_json::{Value, json};

use crate::client::{Client, at, uri};
use crate::corpus::Corpus;

const TEXT: &str = "# 😀新闻 one\n\n那家公司😀发布了新车。\r\nSecond line.\n";

fn hash(text: &str) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
}

#[test]
fn columns_are_counted_as_agreed() {
    // The heading is one astral character, two Han characters, a blank and three letters behind `# `.
    let cases = [
        (json!(["utf-16"]), "utf-16", 10, 6),
        (json!(["utf-16", "utf-8", "utf-32"]), "utf-8", 16, 16),
        (json!(["utf-32", "utf-8"]), "utf-32", 9, 5),
        (Value::Null, "utf-16", 10, 6),
    ];
    for (offered, chosen, end_of_heading, behind_smiley) in cases {
        let corpus = Corpus::new(&[("a.md", TEXT)]);
        let mut builder = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics");
        builder = builder.can("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", json!(true));
        if !offered.is_null() {
            builder = builder.can("general/positionEncodings", offered.clone());
        }
        let mut client = builder.start();
        assert_eq!(client.initialized["capabilities"]["positionEncoding"], chosen);
        client.ready(1);
        client.open(&corpus.uri("a.md"), TEXT);
        let outline = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": corpus.uri("a.md") } }));
        assert_eq!(outline[0]["selectionRange"]["end"]["character"], end_of_heading, "{chosen}: {outline:#}");
        let change = json!({
            "textDocument": { "uri": corpus.uri("a.md"), "version": 2 },
            "contentChanges": [
                { "range": { "start": { "line": 2, "character": behind_smiley }, "end": { "line": 2, "character": behind_smiley } }, "text": "昨天" },
                // Past the end of the line, and of the text.
                { "range": { "start": { "line": 3, "character": 4000 }, "end": { "line": 900, "character": 0 } }, "text": " End." },
            ]
        });
        client.notify("textDocument/didChange", change);
        let expected = "# 😀新闻 one\n\n那家公司😀昨天发布了新车。\r\nSecond line. End.";
        assert_eq!(client.status()["open"][0]["hash"], hash(expected), "{chosen}");
        let log = client.expect("window/logMessage");
        assert!(log["params"]["message"].as_str().is_some_and(|m| m.contains("past the end")), "{log}");
        client.finish();
    }
}

#[test]
fn what_is_not_served_is_answered_with_nothing() {
    let corpus = Corpus::new(&[("a.txt", "Orvex sells cars.\n")]);
    let mut client = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(1);
    let strangers = ["git:/a.txt".to_owned(), "vscode-notebook-cell:/a.txt#1".to_owned(), corpus.uri("missing.txt"), uri(&corpus.root())];
    for uri in &strangers {
        if uri.starts_with("git") {
            client.open(uri, "text");
            client.replace(uri, 2, "more text");
        }
        let document = json!({ "textDocument": { "uri": uri } });
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 9 } });
        let ranged = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
        for method in ["hover", "definition", "declaration", "typeDefinition", "documentHighlight"] {
            assert_eq!(client.request(&format!("textDocument/{method}"), at(uri, 3, 5)), Value::Null, "{method} of {uri}");
        }
        for method in ["documentSymbol", "semanticTokens/full", "foldingRange", "documentLink"] {
            let answer = client.request(&format!("textDocument/{method}"), document.clone());
            assert!(answer.is_null() || answer == json!([]), "{method} of {uri}: {answer}");
        }
        for method in ["inlayHint", "codeAction", "semanticTokens/range"] {
            let answer = client.request(&format!("textDocument/{method}"), ranged.clone());
            assert!(answer.is_null() || answer == json!([]), "{method} of {uri}: {answer}");
        }
        let references = json!({ "textDocument": { "uri": uri }, "position": range["start"], "context": { "includeDeclaration": true } });
        assert_eq!(client.request("textDocument/references", references), Value::Null);
        let positions = json!({ "textDocument": { "uri": uri }, "positions": [range["start"]] });
        assert_eq!(client.request("textDocument/selectionRange", positions), Value::Null);
        client.close(uri);
    }
    client.finish();
}

#[test]
fn positions_past_the_end_are_the_nearest_ones() {
    let corpus = Corpus::new(&[("a.md", TEXT)]);
    let mut client = Client::new().folder(&corpus.root()).ignore("textDocument/publishDiagnostics").start();
    client.ready(1);
    let uri = corpus.uri("a.md");
    client.open(&uri, TEXT);
    for (line, character) in [(0, 9999), (2, 4_000_000_000u32), (9999, 0), (4_294_967_295, 4_294_967_295)] {
        client.request("textDocument/hover", at(&uri, line, character));
        client.request("textDocument/definition", at(&uri, line, character));
        let positions = json!({ "textDocument": { "uri": &uri }, "positions": [{ "line": line, "character": character }] });
        let chains = client.request("textDocument/selectionRange", positions);
        assert_eq!(chains.as_array().map(Vec::len), Some(1), "one chain a position: {chains}");
    }
    client.finish();
}

#[test]
fn untitled_documents_are_read_alone() {
    let mut client = Client::new().start();
    let uri = "untitled:Untitled-1";
    client.open(uri, "Orvex sells cars.\n");
    assert_eq!(client.published(uri)["version"], 1);
    assert_eq!(client.status()["open"][0]["length"], 18);
    // A version that goes back is said once, and the edit counts all the same.
    client.replace(uri, 1, "Orvex sold cars.\n");
    client.replace(uri, 0, "Orvex sold vans.\n");
    client.published(uri);
    client.expect("window/logMessage");
    assert_eq!(client.status()["open"][0]["hash"], hash("Orvex sold vans.\n"));
    client.close(uri);
    assert_eq!(client.status()["open"], json!([]));
    while client.has("textDocument/publishDiagnostics") {
        client.published(uri);
    }
    client.finish();
}
