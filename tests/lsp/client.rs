//! A language client for tests.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// After so long without the awaited message a test has failed. Only a failure takes this long.
const LIMIT: Duration = Duration::from_secs(60);

/// What the client says in `initialize`.
pub struct Builder {
    params: Value,
    env: Vec<(String, String)>,
    ignored: Vec<&'static str>,
    held: Vec<&'static str>,
    settings: Value,
}

impl Builder {
    pub fn folder(mut self, folder: &Path) -> Builder {
        let entry = json!({ "uri": uri(folder), "name": "test" });
        match self.params["workspaceFolders"].as_array_mut() {
            Some(folders) => folders.push(entry),
            None => self.params["workspaceFolders"] = json!([entry]),
        }
        self
    }
    /// A field of `initialize`, by JSON pointer; what is missing on the way is made.
    pub fn with(mut self, pointer: &str, value: Value) -> Builder {
        let mut at = &mut self.params;
        for key in pointer.trim_start_matches('/').split('/') {
            at = &mut at[key];
        }
        *at = value;
        self
    }
    /// A client capability.
    pub fn can(self, pointer: &str, value: Value) -> Builder {
        self.with(&format!("/capabilities/{pointer}"), value)
    }
    pub fn env(mut self, name: &str, value: &str) -> Builder {
        self.env.push((name.into(), value.into()));
        self
    }
    /// Messages of this method may be left over at the end.
    pub fn ignore(mut self, method: &'static str) -> Builder {
        self.ignored.push(method);
        self
    }
    /// Requests of this method are not answered by themselves.
    pub fn hold(mut self, method: &'static str) -> Builder {
        self.held.push(method);
        self
    }
    /// What `workspace/configuration` is answered with, for every item.
    pub fn settings(mut self, settings: Value) -> Builder {
        self.settings = settings;
        self.can("workspace/configuration", json!(true))
    }

    /// Starts the program and shakes hands.
    pub fn start(self) -> Client {
        let (mut client, params) = self.spawn();
        client.listen();
        client.initialize(params);
        client
    }

    /// Starts the program; nothing is sent or read yet.
    pub fn spawn(self) -> (Client, Value) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .env("RUST_BACKTRACE", "0")
            .env("DOSSIER_LOG", "off")
            .envs(self.env);
        let mut child = command.spawn().expect("the program starts");
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let client = Client {
            child,
            stdin,
            stdout,
            messages: channel().1,
            left: VecDeque::new(),
            next_id: 0,
            initialized: Value::Null,
            ignored: self.ignored,
            held: self.held,
            settings: self.settings,
        };
        (client, self.params)
    }
}

/// One session with the server.
pub struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: Option<ChildStdout>,
    messages: Receiver<Value>,
    /// Received, not awaited yet.
    left: VecDeque<Value>,
    next_id: i64,
    /// The answer to `initialize`.
    pub initialized: Value,
    ignored: Vec<&'static str>,
    held: Vec<&'static str>,
    settings: Value,
}

impl Client {
    /// A client that can do nothing but what [`Builder::can`] adds.
    #[expect(clippy::new_ret_no_self, reason = "a client is there once it has started")]
    pub fn new() -> Builder {
        Builder {
            params: json!({ "processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": { "notice": false } }),
            env: Vec::new(),
            ignored: Vec::new(),
            held: Vec::new(),
            settings: Value::Null,
        }
    }

    /// Starts reading.
    pub fn listen(&mut self) {
        let (sender, messages) = channel();
        let mut input = BufReader::new(self.stdout.take().expect("not listening yet"));
        std::thread::spawn(move || {
            while let Some(message) = read(&mut input) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        self.messages = messages;
    }

    pub fn initialize(&mut self, params: Value) {
        self.initialized = self.request("initialize", params);
        self.notify("initialized", json!({}));
    }

    pub fn send(&mut self, message: Value) {
        self.send_body(&message.to_string());
    }
    pub fn send_body(&mut self, body: &str) {
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("stdin is open");
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("the server reads");
    }
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }
    /// Sends a request and gives its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }
    /// The whole response to a request.
    pub fn response(&mut self, id: i64) -> Value {
        self.wait(&format!("the response to {id}"), |m| m["id"] == id && m.get("method").is_none())
    }
    /// The result of a request; an error fails the test.
    pub fn result(&mut self, id: i64) -> Value {
        let response = self.response(id);
        assert!(response.get("error").is_none(), "{response}");
        response["result"].clone()
    }
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.result(id)
    }
    /// The next notification (or held request) of a method.
    pub fn expect(&mut self, method: &str) -> Value {
        self.wait(method, |m| m["method"] == method)
    }
    /// The first message that fits, received already or yet to come.
    pub fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.left.iter().position(&fits) {
            return self.left.remove(at).expect("just found");
        }
        let until = Instant::now() + LIMIT;
        loop {
            match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    if self.answer(&message) {
                        continue;
                    }
                    if fits(&message) {
                        return message;
                    }
                    self.left.push_back(message);
                }
                Err(RecvTimeoutError::Timeout) => panic!("{what} did not come; these came: {:#?}", self.left),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended before {what} came; these came: {:#?}", self.left),
            }
        }
    }
    /// Whether a message of this method has come by now, and was not awaited.
    pub fn has(&mut self, method: &str) -> bool {
        while let Ok(message) = self.messages.try_recv() {
            if !self.answer(&message) {
                self.left.push_back(message);
            }
        }
        self.left.iter().any(|m| m["method"] == method)
    }

    /// Answers what every client answers, unless the test holds it back.
    fn answer(&mut self, message: &Value) -> bool {
        let (Some(method), Some(_)) = (message["method"].as_str(), message.get("id")) else { return false };
        if self.held.contains(&method) {
            return false;
        }
        let result = match method {
            "workspace/configuration" => {
                let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                Value::Array(vec![self.settings.clone(); items])
            }
            "client/registerCapability" | "client/unregisterCapability" | "window/workDoneProgress/create" => Value::Null,
            _ if method.ends_with("/refresh") => Value::Null,
            _ => return false,
        };
        self.reply(message, result);
        true
    }
    pub fn reply(&mut self, request: &Value, result: Value) {
        self.send(json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }));
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }
    /// Replaces the whole text.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", params);
    }
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    /// `dossier.server.status`.
    pub fn status(&mut self) -> Value {
        self.request("workspace/executeCommand", json!({ "command": "dossier.server.status", "arguments": [] }))
    }
    /// Asks for the status until it fits.
    pub fn status_until(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + LIMIT;
        loop {
            let status = self.status();
            if fits(&status) {
                return status;
            }
            assert!(Instant::now() < until, "the status never fits: {status:#}");
        }
    }
    /// Waits until every corpus is read; there are at least `articles` of them.
    pub fn ready(&mut self, articles: u64) {
        let sum = |s: &Value, key: &str| s["corpora"].as_array().map_or(0, |c| c.iter().filter_map(|c| c[key].as_u64()).sum::<u64>());
        self.status_until(|s| sum(s, "pending") == 0 && sum(s, "articles") >= articles);
    }
    /// The next diagnostics pushed for a document.
    pub fn published(&mut self, uri: &str) -> Value {
        let fits = |m: &Value| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri;
        self.wait(&format!("diagnostics of {uri}"), fits)["params"].clone()
    }

    /// An orderly end: nothing may be left over that was not ignored.
    pub fn finish(mut self) {
        self.request("shutdown", Value::Null);
        self.send(json!({ "jsonrpc": "2.0", "method": "exit" }));
        assert_eq!(self.exit_code(), Some(0));
        while let Ok(message) = self.messages.recv_timeout(LIMIT) {
            self.left.push_back(message);
        }
        let ignored = |m: &Value| self.ignored.iter().any(|i| m["method"] == *i);
        let left: Vec<&Value> = self.left.iter().filter(|m| !ignored(m)).collect();
        assert!(left.is_empty(), "left over: {left:#?}");
    }
    /// The code the program ends with; stdin stays open.
    pub fn exit_code(&mut self) -> Option<i32> {
        let until = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().expect("the program can be waited for") {
                return status.code();
            }
            assert!(Instant::now() < until, "the program does not end");
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    pub fn close_stdin(&mut self) {
        self.stdin = None;
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed leaves no server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ").expect("only this header is sent").parse().expect("a length"),
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server writes JSON"))
}

/// The URI of a path.
pub fn uri(path: &Path) -> String {
    let mut out = String::from("file://");
    for byte in path.to_str().expect("tests use readable paths").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

pub fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}
