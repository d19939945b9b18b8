//! What no client may be able to break.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::client::{Client, at};
use crate::corpus::Corpus;

const DOC: &str = "untitled:Untitled-1";

/// A small generator, so that a failure can be seen again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n
    }
}

/// A document as the client has it: lines of characters, positions in UTF-16.
struct Model(Vec<char>);

impl Model {
    fn position(&self, at: usize) -> Value {
        let before = &self.0[..at];
        let start = before.iter().rposition(|c| *c == '\n').map_or(0, |i| i + 1);
        let line = before.iter().filter(|c| **c == '\n').count();
        json!({ "line": line, "character": before[start..].iter().map(|c| c.len_utf16()).sum::<usize>() })
    }
    /// One random edit, as a content change.
    fn edit(&mut self, dice: &mut Dice) -> Value {
        const WORDS: [&str; 7] = ["Orvex ", "交付", "\n", "😀", "57,373 辆", "\n\n第二段。", "x"];
        let start = dice.below(self.0.len() + 1);
        let end = (start + dice.below(5)).min(self.0.len());
        let text = WORDS[dice.below(WORDS.len())];
        let range = json!({ "start": self.position(start), "end": self.position(end) });
        self.0.splice(start..end, text.chars());
        json!({ "range": range, "text": text })
    }
    fn hash(&self) -> String {
        let text: String = self.0.iter().collect();
        format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
    }
}

#[test]
fn a_storm_of_edits_and_requests_stays_in_order() {
    let mut client = Client::new().ignore("textDocument/publishDiagnostics").start();
    let (mut model, mut dice) = (Model("第一段。\nOrvex 发布😀新车。\n".chars().collect()), Dice(7));
    let text: String = model.0.iter().collect();
    client.open(DOC, &text);
    let mut hashes = vec![String::new(), model.hash()];
    let (mut asked, mut hovers) = (Vec::new(), Vec::new());
    for version in 2..=2000 {
        let changes: Vec<Value> = (0..=dice.below(2)).map(|_| model.edit(&mut dice)).collect();
        client.notify("textDocument/didChange", json!({ "textDocument": { "uri": DOC, "version": version }, "contentChanges": changes }));
        hashes.push(model.hash());
        let id = client.ask("workspace/executeCommand", json!({ "command": "dossier.server.status", "arguments": [] }));
        asked.push((id, version));
        if version % 3 == 0 {
            hovers.push(client.ask("textDocument/hover", at(DOC, 0, 1)));
        }
    }
    let mut newest = 0;
    for (id, version) in asked {
        let status = client.result(id);
        let open = &status["open"][0];
        let answered = open["version"].as_u64().expect("the document is open") as usize;
        assert!(answered >= version, "an answer from before the edit that came before the question: {answered} < {version}");
        assert_eq!(open["hash"], hashes[answered], "version {answered} has another text here and there");
        newest = newest.max(answered);
    }
    assert_eq!(newest, 2000);
    for id in hovers {
        let response = client.response(id);
        let code = response["error"]["code"].as_i64();
        assert!(code.is_none() || code == Some(-32801), "{response}");
    }
    client.finish();
}

#[test]
fn a_question_about_a_text_that_is_gone_is_refused() {
    // Everything is written before the server reads: the edit behind the question is known when it is looked at.
    let (mut client, params) = Client::new().ignore("textDocument/publishDiagnostics").spawn();
    client.listen();
    client.initialize(params);
    client.open(DOC, "Orvex sells cars.\n");
    let message = |method: &str, id: Option<i64>, params: Value| {
        let mut message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        if let Some(id) = id {
            message["id"] = json!(id);
        }
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    };
    let mut burst = String::new();
    for version in 2..200 {
        let change =
            json!({ "textDocument": { "uri": DOC, "version": version }, "contentChanges": [{ "text": format!("Text {version}.\n") }] });
        burst += &message("textDocument/hover", Some(1000 + version), at(DOC, 0, 1));
        burst += &message("textDocument/didChange", None, change);
    }
    burst += &message("textDocument/hover", Some(5000), at(DOC, 0, 1));
    client.send_raw(burst.as_bytes());
    let refused = (2..200).filter(|v| client.response(1000 + v)["error"]["code"] == -32801).count();
    assert!(refused > 0, "no question was refused, though the text changed behind it");
    client.result(5000);
    client.finish();
}

#[test]
fn exit_ends_the_program_while_stdin_stays_open() {
    let mut client = Client::new().start();
    client.request("shutdown", Value::Null);
    let id = client.ask("textDocument/hover", at(DOC, 0, 0));
    assert_eq!(client.response(id)["error"]["code"], -32600, "after shutdown there is nothing but exit");
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));

    let mut client = Client::new().start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1), "without shutdown");

    let mut client = Client::new().start();
    client.close_stdin();
    assert_eq!(client.exit_code(), Some(1), "the client is gone");
}

#[test]
fn requests_before_initialize_are_refused() {
    let (mut client, params) = Client::new().spawn();
    client.listen();
    let id = client.ask("textDocument/hover", at(DOC, 0, 0));
    assert_eq!(client.response(id)["error"]["code"], -32002);
    client.initialize(params.clone());
    let id = client.ask("initialize", params);
    assert_eq!(client.response(id)["error"]["code"], -32600, "once is enough");
    client.finish();
}

#[test]
fn a_client_that_stops_reading_stops_nothing() {
    let (mut client, params) = Client::new().ignore("textDocument/publishDiagnostics").spawn();
    let hello = client.ask("initialize", params);
    client.notify("initialized", json!({}));
    client.open(DOC, "Orvex sells cars.\n");
    // Far more than a pipe holds, in both directions.
    let padding = "那家公司发布了新车。".repeat(20);
    for version in 2..=2000 {
        client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": DOC } }));
        client.replace(DOC, version, &format!("Orvex {version}\n\n{padding}\n"));
    }
    let status = client.ask("workspace/executeCommand", json!({ "command": "dossier.server.status" }));
    client.listen();
    client.result(hello);
    assert_eq!(client.result(status)["open"][0]["version"], 2000);
    for id in hello + 1..status {
        client.response(id);
    }
    client.finish();
}

#[test]
fn late_and_unknown_replies_are_dropped() {
    let corpus = Corpus::new(&[("a.txt", "Orvex sells cars.\n")]);
    let mut client = Client::new()
        .folder(&corpus.root())
        .settings(Value::Null)
        .hold("workspace/configuration")
        .ignore("workspace/configuration")
        .start();
    let question = client.expect("workspace/configuration");
    for id in [json!(424242), json!("dossier"), Value::Null] {
        client.send(json!({ "jsonrpc": "2.0", "id": id, "result": null }));
    }
    client.reply(&question, json!([null]));
    client.reply(&question, json!([null]));
    client.reply(&question, json!("no list at all"));
    client.send(json!({ "jsonrpc": "2.0", "id": question["id"], "error": { "code": -32601, "message": "no such method" } }));
    client.ready(1);
    // Two of the ids are none that a server of ours can have given.
    for _ in 0..2 {
        client.wait("an error without id", |m| m["error"]["code"] == -32600 && m["id"].is_null());
    }
    client.finish();
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_costs_one_answer() {
    let corpus = Corpus::new(&[("a.md", "# Cars\n\nOrvex sells cars.\n")]);
    let mut client = Client::new().folder(&corpus.root()).env("DOSSIER_TEST_PANIC", "hover").start();
    client.ready(1);
    for _ in 0..3 {
        let id = client.ask("textDocument/hover", at(&corpus.uri("a.md"), 2, 1));
        assert_eq!(client.response(id)["error"]["code"], -32603);
        let log = client.expect("window/logMessage");
        assert!(log["params"]["message"].as_str().is_some_and(|m| m.contains("textDocument/hover failed")), "{log}");
    }
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": corpus.uri("a.md") } }));
    assert_eq!(symbols[0]["name"], "Cars");
    client.finish();
}

#[test]
fn malformed_messages_are_answered_and_survived() {
    let mut client = Client::new().start();
    client.send_body("{ this is not JSON");
    let answer = client.wait("a parse error", |m| m["error"]["code"] == -32700);
    assert!(answer["id"].is_null());
    client.send_raw(b"Content-Length: twelve\r\n\r\nrubbish\r\n\r\n");
    client.wait("a parse error", |m| m["error"]["code"] == -32700);
    client.wait("a parse error", |m| m["error"]["code"] == -32700);
    client.send_body(r#"[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]"#);
    client.wait("an invalid request", |m| m["error"]["code"] == -32600);
    client.send_body(r#"{"jsonrpc":"2.0","id":77,"method":["hover"]}"#);
    client.wait("an invalid request", |m| m["error"]["code"] == -32600 && m["id"] == 77);
    client.send_body(r#"{"jsonrpc":"2.0","id":78,"method":"textDocument/hover","params":{"position":7}}"#);
    client.wait("invalid parameters", |m| m["error"]["code"] == -32602 && m["id"] == 78);
    client.send_body(r#"{"jsonrpc":"2.0","id":79,"method":"textDocument/unheardOf"}"#);
    client.wait("an unknown method", |m| m["error"]["code"] == -32601 && m["id"] == 79);
    client.send_body(r#"{"jsonrpc":"2.0","method":"$/unheardOf"}"#);
    client.send_raw("Content-Length: 3\r\n\r\n\u{ffff}".as_bytes());
    client.wait("a parse error", |m| m["error"]["code"] == -32700);
    client.status();
    client.finish();
}

#[test]
fn a_cancelled_request_is_answered_as_cancelled() {
    let mut client =
        Client::new().can("textDocument/diagnostic", json!({})).can("workspace/diagnostics/refreshSupport", json!(true)).start();
    let id = client.ask("workspace/diagnostic", json!({ "previousResultIds": [], "partialResultToken": "t" }));
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.response(id)["error"]["code"], -32800);
    client.notify("$/cancelRequest", json!({ "id": 31337 }));
    client.status();
    client.finish();
}

#[cfg(unix)]
#[test]
fn the_server_ends_with_the_process_that_started_it() {
    let mut editor =
        Command::new("sh").args(["-c", "echo up; read never"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("sh");
    let mut line = String::new();
    BufReader::new(editor.stdout.take().expect("piped")).read_line(&mut line).expect("it speaks");
    let mut client = Client::new().with("processId", json!(editor.id())).start();
    client.status();
    editor.kill().expect("it runs");
    editor.wait().expect("it ended");
    assert_eq!(client.exit_code(), Some(1));
}
