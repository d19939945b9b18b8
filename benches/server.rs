//! The real binary from outside: start-up, first index, edit to diagnostics, hover, definition, memory.
//!
//! `cargo bench --bench server` prints one row a corpus and article size. Absolute figures move from machine to
//! machine; compare rows of one run. `-- 10 1000` limits the corpora to those sizes.

#[allow(dead_code)]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const EDITS: usize = 300;
const REQUESTS: usize = 200;
const SIZES: [usize; 3] = [5_000, 50_000, 500_000];
const CORPORA: [usize; 3] = [10, 1_000, 10_000];
const PATIENCE: Duration = Duration::from_secs(300);

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let corpora = if asked.is_empty() { CORPORA.to_vec() } else { asked };
    println!(
        "{:>8} {:>7} | {:>7} {:>9} | {:>8} {:>8} {:>8} | {:>8} {:>8} | {:>8} {:>8} | {:>7} {:>5} | {:>6}",
        "articles", "bytes", "init", "indexed", "edit p50", "p99", "max", "hover50", "p99", "def p50", "p99", "burst", "publ", "RSS MB"
    );
    for articles in corpora {
        let folder = tempfile::tempdir().expect("a temporary folder");
        support::lay_out(folder.path(), articles, 500).expect("a corpus on disk");
        for bytes in SIZES {
            measure(folder.path(), articles, bytes);
        }
    }
}

fn measure(folder: &Path, articles: usize, bytes: usize) {
    let text = support::long_article(bytes);
    let path = folder.join("2024-08-02-long.txt");
    std::fs::write(&path, &text).expect("an article on disk");
    let uri = format!("file://{}", path.display());
    let mut client = Client::start();

    let started = Instant::now();
    client.request(
        "initialize",
        json!({"processId": std::process::id(), "rootUri": format!("file://{}", folder.display()),
               "initializationOptions": {"statusNotification": true},
               "capabilities": {"general": {"positionEncodings": ["utf-8"]},
                                "textDocument": {"publishDiagnostics": {"versionSupport": true}, "hover": {}, "definition": {}}}}),
    );
    let init = started.elapsed();
    client.notify("initialized", json!({}));
    client.wait(|m| m["method"] == "dossier/status" && m["params"]["phase"] == "ready");
    let indexed = started.elapsed();
    client.notify("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}}));
    client.diagnostics(&uri, 1);

    let lines: Vec<&str> = text.split('\n').collect();
    let full: Vec<usize> = (0..lines.len()).filter(|l| lines[*l].len() > 80).collect();
    let mut dice = support::Dice(7);
    let place = |dice: &mut support::Dice| {
        let line = full[dice.roll(full.len())];
        let mut column = dice.roll(lines[line].len());
        while !lines[line].is_char_boundary(column) {
            column -= 1;
        }
        (line, column)
    };

    let mut version = 1;
    let mut edits = Vec::new();
    for _ in 0..EDITS / 2 {
        let (line, column) = place(&mut dice);
        let at = json!({"line": line, "character": column});
        let behind = json!({"line": line, "character": column + 1});
        for change in [json!({"range": {"start": at, "end": at}, "text": "e"}), json!({"range": {"start": at, "end": behind}, "text": ""})]
        {
            version += 1;
            let sent = Instant::now();
            client.change(&uri, version, change);
            client.diagnostics(&uri, version);
            edits.push(sent.elapsed());
        }
    }
    let (mut hovers, mut definitions) = (Vec::new(), Vec::new());
    for _ in 0..REQUESTS {
        let (line, column) = place(&mut dice);
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}});
        for (method, times) in [("textDocument/hover", &mut hovers), ("textDocument/definition", &mut definitions)] {
            let sent = Instant::now();
            client.request(method, params.clone());
            times.push(sent.elapsed());
        }
    }
    let at = json!({"line": full[0], "character": 0});
    let sent = Instant::now();
    for _ in 0..100 {
        version += 1;
        client.change(&uri, version, json!({"range": {"start": at, "end": at}, "text": "e"}));
    }
    let published = client.diagnostics(&uri, version);
    let burst = sent.elapsed();
    let memory = client.peak_memory();
    client.stop();
    _ = std::fs::remove_file(path);

    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    println!(
        "{articles:>8} {:>7} | {:>7.1} {:>9.1} | {:>8.2} {:>8.2} {:>8.2} | {:>8.2} {:>8.2} | {:>8.2} {:>8.2} | {:>7.1} {published:>5} | {memory:>6.0}",
        text.len(),
        ms(init),
        ms(indexed),
        ms(percentile(&mut edits, 50)),
        ms(percentile(&mut edits, 99)),
        ms(percentile(&mut edits, 100)),
        ms(percentile(&mut hovers, 50)),
        ms(percentile(&mut hovers, 99)),
        ms(percentile(&mut definitions, 50)),
        ms(percentile(&mut definitions, 99)),
        ms(burst),
    );
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times[(times.len() - 1) * percent / 100]
}

/// A client that waits for messages, never for time.
struct Client {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    next: i64,
}

impl Client {
    fn start() -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let stdin = child.stdin.take().expect("a pipe");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let (send, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        Client { child, stdin, messages, next: 0 }
    }
    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| self.stdin.flush()).expect("the server reads");
    }
    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }
    fn change(&mut self, uri: &str, version: i32, change: Value) {
        self.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}));
    }
    fn request(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.wait(|m| m["id"] == id && m.get("method").is_none())
    }
    /// The first message that fits; requests of the server are answered with null on the way.
    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            if message.get("method").is_some() && message.get("id").is_some() {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            }
            if fits(&message) {
                return message;
            }
        }
    }
    /// Waits for the diagnostics of a version; returns how many publications of the document came until then.
    fn diagnostics(&mut self, uri: &str, version: i32) -> usize {
        let mut published = 0;
        loop {
            let message = self.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri);
            published += 1;
            if message["params"]["version"].as_i64().is_none_or(|v| v >= version as i64) {
                return published;
            }
        }
    }
    /// Megabytes, where the system tells (Linux).
    fn peak_memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmHWM"));
        line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok()).map_or(f64::NAN, |kb| kb / 1024.0)
    }
    fn stop(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        _ = self.child.wait();
    }
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
