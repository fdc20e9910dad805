//! A killed server loses nothing that it acknowledged: real processes, real sockets, `kill -9` in the middle of uploads and writes.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use sherd::store::Address;

use crate::harness::database::Database;

/// How long the writers write before the server is killed.
const BUSY: Duration = Duration::from_millis(1_500);

struct Server {
    process: Child,
    port: u16,
}

fn address(database: &Database) -> String {
    match database.db.address() {
        Address::Sqlite(path) => format!("sqlite://{}", path.display()),
        Address::Postgres(url) => url.clone(),
    }
}

fn sherd(folder: &Path, database: &Database) -> Command {
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
    fn start(folder: &Path, database: &Database) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = sherd(folder, database)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .spawn()
            .unwrap();
        let server = Server { process, port };
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

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Sends bytes and reads the answer; `None` when the connection broke.
fn request(port: u16, bytes: &[u8]) -> Option<(u16, String)> {
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

fn post(port: u16, token: &str, path: &str, kind: &str, body: &[u8]) -> Option<(u16, String)> {
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

fn photo_body(number: u32) -> Vec<u8> {
    let mut body = b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n".to_vec();
    body.extend(picture(number));
    body.extend(b"\r\n--cut--\r\n");
    body
}

#[actix_web::test]
async fn what_was_acknowledged_is_there_after_kill_9_and_verify_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::fresh(folder.path());
    // The tokens of the template are long over by the real clock.
    let made = sherd(folder.path(), &database)
        .args(["token", "add", "investigator@sherd.test", "--name", "crash"])
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    let token = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    let server = Server::start(folder.path(), &database);
    let port = server.port;
    let stop = Arc::new(AtomicBool::new(false));
    let count = Arc::new(AtomicU32::new(0));
    let acknowledged: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let writers: Vec<_> = (0..6)
        .map(|writer| {
            let (stop, count, acknowledged, token) = (stop.clone(), count.clone(), acknowledged.clone(), token.clone());
            std::thread::spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let number = count.fetch_add(1, Ordering::Relaxed);
                    let (shelf, answer) = if writer % 2 == 0 {
                        let body = format!("{{\"title\":\"Report {number}\",\"kind\":\"report\"}}");
                        (
                            "sources",
                            post(port, &token, "/api/v1/sources", "application/json", body.as_bytes()),
                        )
                    } else {
                        let kind = "multipart/form-data; boundary=cut";
                        (
                            "photos",
                            post(port, &token, "/api/v1/photos", kind, &photo_body(number)),
                        )
                    };
                    let Some((status, body)) = answer else { continue };
                    if status == 201 {
                        let made: serde_json::Value = serde_json::from_str(&body).unwrap();
                        let reference = made["ref"].as_str().unwrap().to_owned();
                        acknowledged.lock().unwrap().push((shelf.to_owned(), reference));
                    }
                }
            })
        })
        .collect();
    let began = Instant::now();
    let enough = || {
        let all = acknowledged.lock().unwrap();
        let photos = all.iter().filter(|(shelf, _)| shelf == "photos").count();
        photos >= 3 && all.len() >= photos + 3
    };
    while began.elapsed() < BUSY || (!enough() && began.elapsed() < Duration::from_secs(60)) {
        std::thread::sleep(Duration::from_millis(50));
    }
    server.kill();
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.join().unwrap();
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(
        enough_of(&acknowledged),
        "too few writes were acknowledged to tell anything: {}",
        acknowledged.len()
    );
    let server = Server::start(folder.path(), &database);
    for (shelf, reference) in &acknowledged {
        let head = format!(
            "GET /api/v1/{shelf}/{reference} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        let (status, _) = request(server.port, head.as_bytes()).unwrap();
        assert_eq!(status, 200, "{shelf}/{reference} was acknowledged and is gone");
    }
    server.kill();
    let verified = sherd(folder.path(), &database)
        .arg("verify")
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
}

fn enough_of(acknowledged: &[(String, String)]) -> bool {
    acknowledged.iter().any(|(shelf, _)| shelf == "photos") && acknowledged.iter().any(|(shelf, _)| shelf == "sources")
}
