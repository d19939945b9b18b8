//! From bytes to messages. A byte stream of headers and JSON bodies goes in, [`Incoming`] comes out; nothing that a
//! client can send ends the stream.

use std::io::{self, BufRead, Read};

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request};

/// What came from the client.
#[derive(Debug, PartialEq)]
pub enum Incoming {
    /// A request or notification.
    Request(Request),
    /// The client's answer to a request of ours, by its number.
    Reply { id: i64, result: Result<Value, Error> },
    /// No message of the protocol: what to answer, and to which id.
    Malformed { id: Id, error: Error },
    /// Nothing will come any more: end of input, output that nobody takes, or the client's process has died.
    Closed(&'static str),
}

/// Longest header line. Whatever is longer is no header, and is looked through piece by piece.
const MAX_LINE: u64 = 64 << 10;

/// Reads the next message; none at the end of the input. Headers other than `Content-Length` are ignored, and bytes
/// that are no header are skipped until the next one, so that one bad frame costs one error and not the session.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let (mut length, mut seen) = (None, false);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = line.trim_ascii();
        if !text.is_empty() {
            seen = true;
            length = content_length(text).or(length);
            continue;
        }
        match length {
            Some(length) => {
                let mut body = Vec::new();
                input.by_ref().take(length).read_to_end(&mut body)?;
                return Ok(((body.len() as u64) == length).then(|| parse(&body)));
            }
            None if seen => return Ok(Some(malformed(Id::Null, Error::parse_error(), "the header has no Content-Length"))),
            None => {}
        }
    }
}

/// The value of a `Content-Length` header wherever it starts in the line: rubbish of a broken frame may stand before.
fn content_length(line: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"content-length:";
    let at = line.windows(NAME.len()).rposition(|w| w.eq_ignore_ascii_case(NAME))?;
    std::str::from_utf8(line[at + NAME.len()..].trim_ascii()).ok()?.parse().ok()
}

/// One body: a request, a notification, or a reply.
fn parse(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(e) => return malformed(Id::Null, Error::parse_error(), &e.to_string()),
    };
    let Value::Object(mut object) = value else {
        return malformed(Id::Null, Error::invalid_request(), "a message is a JSON object");
    };
    if object.contains_key("method") {
        if matches!(object.get("method").and_then(Value::as_str), Some("shutdown" | "exit")) {
            // They have no parameters, and some clients send an empty object.
            object.remove("params");
        }
        let id = object.get("id").cloned().and_then(|id| serde_json::from_value(id).ok()).unwrap_or(Id::Null);
        return match serde_json::from_value(Value::Object(object)) {
            Ok(request) => Incoming::Request(request),
            Err(e) => malformed(id, Error::invalid_request(), &e.to_string()),
        };
    }
    let Some(id) = object.get("id").and_then(Value::as_i64) else {
        return malformed(Id::Null, Error::invalid_request(), "a message has a method, or answers a request by its id");
    };
    let result = match object.remove("error") {
        Some(error) => Err(serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error())),
        None => Ok(object.remove("result").unwrap_or_default()),
    };
    Incoming::Reply { id, result }
}

fn malformed(id: Id, mut error: Error, why: &str) -> Incoming {
    error.message = format!("{}: {why}", error.message).into();
    Incoming::Malformed { id, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> Vec<String> {
        let mut input = io::Cursor::new(input.as_bytes());
        let mut out = Vec::new();
        while let Some(message) = read(&mut input).expect("memory has no errors") {
            out.push(match message {
                Incoming::Request(r) => format!("{} {:?}", r.method(), r.id()),
                Incoming::Reply { id, result } => {
                    format!("reply {id} {}", result.map_or_else(|e| e.message.to_string(), |v| v.to_string()))
                }
                Incoming::Malformed { id, error } => format!("{} {id:?}", error.code.code()),
                Incoming::Closed(_) => unreachable!("only the pumps say so"),
            });
        }
        out
    }
    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn messages_are_told_apart() {
        let input = [
            frame(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#),
            frame(r#"{"jsonrpc":"2.0","method":"exit","params":{}}"#),
            frame(r#"{"jsonrpc":"2.0","id":7,"result":null}"#),
            frame(r#"{"jsonrpc":"2.0","id":8,"error":{"code":-32601,"message":"no such method"}}"#),
        ];
        assert_eq!(all(&input.concat()), ["initialize Some(Number(1))", "exit None", "reply 7 null", "reply 8 no such method"]);
    }

    #[test]
    fn a_bad_frame_costs_one_error() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"x"}"#);
        let cases = [
            (frame("{not json"), "-32700 Null"),
            (frame("[]"), "-32600 Null"),
            (frame(r#"{"jsonrpc":"2.0","id":4,"method":5}"#), "-32600 Number(4)"),
            (frame(r#"{"jsonrpc":"1.0","id":"a","method":"m"}"#), "-32600 String(\"a\")"),
            (frame(r#"{"jsonrpc":"2.0","id":1.5,"result":1}"#), "-32600 Null"),
            ("Content-Type: text/plain\r\n\r\n".into(), "-32700 Null"),
            ("Content-Length: -4\r\n\r\n".into(), "-32700 Null"),
            (format!("{}\r\n\r\n", "rubbish ".repeat(20)), "-32700 Null"),
        ];
        for (bad, answer) in cases {
            assert_eq!(all(&format!("{good}{bad}{good}")), ["x None", answer, "x None"], "{bad}");
        }
    }

    #[test]
    fn rubbish_before_a_header_is_skipped() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"x"}"#);
        assert_eq!(all(&format!("}}}}{good}")), ["x None"]);
        assert_eq!(all(&format!("\u{0}\n{}", good.to_lowercase())), ["x None"]);
        assert_eq!(all("Content-Length: 500\r\n\r\n{}"), Vec::<String>::new());
    }
}
