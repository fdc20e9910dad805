//! The program itself as a process of its own, asked over a real socket.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use sherd::store::Address;

use super::database::Database;

pub(crate) struct Server {
    process: Child,
    pub(crate) port: u16,
}

pub(crate) fn address(database: &Database) -> String {
    match database.db.address() {
        Address::Sqlite(path) => format!("sqlite://{}", path.display()),
        Address::Postgres(url) => url.clone(),
    }
}

pub(crate) fn sherd(folder: &Path, database: &Database) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sherd"));
    command
        .current_dir(folder)
        .arg("--data")
        .arg(folder)
        .arg("--database")
        .arg(address(database))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

impl Server {
    pub(crate) fn start(folder: &Path, database: &Database) -> Server {
        let port = free_port();
        let mut command = sherd(folder, database);
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}")]);
        Server::run(&mut command, port)
    }

    /// Starts a server by a command that makes it listen on `port`; returns when it is ready.
    pub(crate) fn run(command: &mut Command, port: u16) -> Server {
        let server = Server {
            process: command.spawn().unwrap(),
            port,
        };
        let began = Instant::now();
        while request(port, b"GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .is_none_or(|(status, _)| status != 200)
        {
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "the server did not get ready"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Server {
    /// A test that fails must not leave a server behind.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A fresh token of the investigator: those of the template are long over by the real clock.
pub(crate) fn token(folder: &Path, database: &Database) -> String {
    let made = sherd(folder, database)
        .args(["token", "add", "investigator@sherd.test", "--name", "test"])
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

/// Sends bytes and reads the answer; `None` when the connection broke.
pub(crate) fn request(port: u16, bytes: &[u8]) -> Option<(u16, String)> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).ok()?;
    socket.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    socket.write_all(bytes).ok()?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    // An answer without its end was not received.
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length: ")
            .and_then(|n| n.parse::<usize>().ok())
    });
    (length == Some(body.len())).then(|| (status, body.to_owned()))
}

pub(crate) fn post(port: u16, token: &str, path: &str, kind: &str, body: &[u8]) -> Option<(u16, String)> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    request(port, &[head.as_bytes(), body].concat())
}

fn picture(number: u32) -> Vec<u8> {
    let shade = number.to_le_bytes();
    let pixels = image::RgbImage::from_fn(64, 48, |x, y| {
        let at = u8::try_from((x + y) % 256).unwrap();
        image::Rgb([shade[0], shade[1] ^ at, at])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub(crate) fn photo_body(number: u32) -> Vec<u8> {
    let mut body = b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n".to_vec();
    body.extend(picture(number));
    body.extend(b"\r\n--cut--\r\n");
    body
}
