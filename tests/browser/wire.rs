//! The smallest HTTP client that will do: one JSON question on loopback, one answer.

use std::io::{Error, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// Asks a server on this machine; gives the status and the body.
pub(crate) fn ask(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let length = body.len();
    stream.write_all(
        format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .as_bytes(),
    )?;
    let mut answer = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        let taken = stream.read(&mut chunk)?;
        answer.extend(chunk.iter().take(taken));
        let text = String::from_utf8_lossy(&answer);
        if taken == 0 || is_whole(&text, answer.len()) {
            return take_apart(&text).ok_or_else(|| Error::other(format!("no HTTP: {text}")));
        }
    }
}

/// Whether all the bytes have come that `Content-Length` promises.
fn is_whole(text: &str, bytes: usize) -> bool {
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, length)| length.trim().parse::<usize>().ok())
        .is_some_and(|length| bytes >= head.len() + 4 + length)
}

fn take_apart(text: &str) -> Option<(u16, String)> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}
