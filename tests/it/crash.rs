//! A killed server loses nothing that it acknowledged: real processes, real sockets, `kill -9` in the middle of uploads and writes.

use std::{
    process::Stdio,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use crate::harness::{
    database::Database,
    process::{Server, photo_body, post, request, sherd, token},
};

/// How long the writers write before the server is killed.
const BUSY: Duration = Duration::from_millis(1_500);

#[actix_web::test]
async fn what_was_acknowledged_is_there_after_kill_9_and_verify_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::fresh(folder.path());
    let token = token(folder.path(), &database);
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
