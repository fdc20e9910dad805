//! A server in hard times, as a process of its own on a real socket: a disk that is full and then is not, and senders that never
//! come to an end.

use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sherd::store::Address;

use crate::harness::{
    database::Database,
    process::{Server, free_port, photo_body, post, request, token},
};

/// How long a connection that is never finished stays open; `None` when it is still open after `patience`.
fn closed_after(port: u16, begin: &[u8], drip: &[u8], patience: Duration) -> Option<(Duration, String)> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    socket.write_all(begin).unwrap();
    let began = Instant::now();
    let mut answer = Vec::new();
    let mut part = [0_u8; 4_096];
    while began.elapsed() < patience {
        let _ = socket.write_all(drip);
        match socket.read(&mut part) {
            Ok(0) => return Some((began.elapsed(), String::from_utf8_lossy(&answer).into_owned())),
            Ok(count) => answer.extend_from_slice(&part[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return Some((began.elapsed(), String::from_utf8_lossy(&answer).into_owned())),
        }
    }
    None
}

#[actix_web::test]
async fn senders_that_never_finish_are_cut_off_and_others_are_served_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::fresh(folder.path());
    let token = token(folder.path(), &database);
    let server = Server::start(folder.path(), &database);
    let port = server.port;
    let head = |path: &str, kind: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Type: {kind}\r\n\
             Content-Length: 100000\r\n\r\n"
        )
        .into_bytes()
    };
    let photo = [
        head("/api/v1/photos", "multipart/form-data; boundary=cut"),
        b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n".to_vec(),
    ]
    .concat();
    let slow: Vec<(&str, Vec<u8>, &'static [u8], u64)> = vec![
        ("a header", b"GET / HTTP/1.1\r\nHost: a\r\n".to_vec(), b"X-A: b\r\n", 20),
        ("a record", head("/api/v1/sources", "application/json"), b" ", 45),
        ("a photograph", photo, b"a", 30),
    ];
    let waits: Vec<_> = slow
        .into_iter()
        .map(|(what, begin, drip, seconds)| {
            let wait = move || (what, closed_after(port, &begin, drip, Duration::from_secs(seconds)));
            std::thread::spawn(wait)
        })
        .collect();
    // Idle connections by the hundred must not keep anybody else out.
    let idle: Vec<TcpStream> = (0..200)
        .map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap())
        .collect();
    let home = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    assert_eq!(request(port, home).map(|(status, _)| status), Some(200));
    drop(idle);
    for wait in waits {
        let (what, closed) = wait.join().unwrap();
        let (_, answer) = closed.unwrap_or_else(|| panic!("{what} that never ends was still waited for"));
        assert!(answer.is_empty() || answer.contains(" 408 "), "{what}: {answer}");
    }
    assert_eq!(request(port, home).map(|(status, _)| status), Some(200));
    let listed =
        format!("GET /api/v1/photos HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n");
    let (_, body) = request(port, listed.as_bytes()).unwrap();
    let listed: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(listed["results"], serde_json::json!([]));
}

/// A server whose folder, and on SQLite its database, is a disk of its own of a few megabytes. `unshare` makes the disk without
/// being root, and it goes with the process.
fn on_a_small_disk(folder: &Path, database: &Database) -> (Server, PathBuf) {
    let disk = folder.join("disk");
    std::fs::create_dir(&disk).unwrap();
    let port = free_port();
    let (copy, address) = match database.db.address() {
        Address::Sqlite(path) => (
            // The newest rows are still in the log beside the file.
            format!(
                "for part in '' -wal; do cp '{}'$part '{}/catalogue.db'$part; done;",
                path.display(),
                disk.display()
            ),
            format!("sqlite://{}/catalogue.db", disk.display()),
        ),
        Address::Postgres(url) => (String::new(), url.clone()),
    };
    let script = format!(
        "mount -t tmpfs -o size=16m none '{disk}' && {copy} head -c 6000000 /dev/zero > '{disk}/filler' && \
         exec '{sherd}' --data '{disk}' --database '{address}' serve --listen 127.0.0.1:{port}",
        disk = disk.display(),
        sherd = env!("CARGO_BIN_EXE_sherd"),
    );
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let server = Server::run(&mut command, port);
    // The disk as the server sees it.
    let seen = PathBuf::from(format!("/proc/{}/root{}", server.id(), disk.display()));
    (server, seen)
}

#[actix_web::test]
async fn a_full_disk_refuses_writes_clearly_keeps_reading_and_recovers_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::fresh(folder.path());
    let token = token(folder.path(), &database);
    let (server, disk) = on_a_small_disk(folder.path(), &database);
    let port = server.port;
    let upload = |number: u32| {
        let kind = "multipart/form-data; boundary=cut";
        post(port, &token, "/api/v1/photos", kind, &photo_body(number)).unwrap()
    };
    let write = |number: u32| {
        let note = "All work and no room. ".repeat(100);
        let body = serde_json::json!({"title": format!("Report {number}"), "kind": "report", "note": note});
        post(
            port,
            &token,
            "/api/v1/sources",
            "application/json",
            body.to_string().as_bytes(),
        )
        .unwrap()
    };
    let list = |shelf: &str| {
        let head = format!(
            "GET /api/v1/{shelf}?limit=50 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        request(port, head.as_bytes()).unwrap()
    };
    assert_eq!(upload(0).0, 201);
    assert_eq!(write(0).0, 201);

    // What a neighbour on the same disk does to us.
    fill(&disk.join("neighbour"));
    let (status, body) = upload(1);
    assert_eq!(status, 507, "{body}");
    let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(problem["status"], 507, "{problem}");
    assert!(problem["detail"].as_str().unwrap().len() > 20, "{problem}");
    if matches!(database.db.address(), Address::Sqlite(_)) {
        let refused = (1..2_000).map(write).find(|(status, _)| *status != 201);
        let (status, body) = refused.expect("a full disk took everything");
        assert_eq!(status, 507, "{body}");
    }
    assert_eq!(list("sources").0, 200);
    assert_eq!(list("photos").0, 200);

    std::fs::remove_file(disk.join("neighbour")).unwrap();
    std::fs::remove_file(disk.join("filler")).unwrap();
    let began = Instant::now();
    loop {
        if upload(2).0 == 201 && write(1_000).0 == 201 {
            break;
        }
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "no write went through after there was room"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
    // No trace of the photograph that was refused: neither a row nor a file.
    let (_, body) = list("photos");
    let listed: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(listed["results"].as_array().unwrap().len(), 2, "{listed}");
    server.kill();
}

/// Writes until there is no room left.
fn fill(path: &Path) {
    let mut file = std::fs::File::create(path).unwrap();
    let block = vec![1_u8; 4_096];
    while file.write_all(&block).is_ok() {}
}
