//! A killed server loses nothing that it acknowledged: real processes, real sockets, `kill -9` in the middle of uploads and writes.

use std::{
    process::Stdio,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use sherd::{domain::markings::Marking, service::records, store::rereadings};

use crate::harness::{
    TestApp,
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

/// Waits until something is so; panics with `what` when it takes too long.
fn until(what: &str, most: Duration, mut so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < most, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[actix_web::test]
async fn reading_all_marks_again_survives_kill_9_and_loses_and_doubles_nothing() {
    const MARKS: usize = 1_000;
    let app = TestApp::start().await;
    let component = crate::decisions::actuator(&app);
    let ctx = app.ctx();
    let marks: Vec<i64> = app.write(|conn| {
        let mut ids = Vec::with_capacity(MARKS);
        for number in 0..MARKS {
            let fields = sherd::domain::fields::Fields::new()
                .with("component", &component)
                .with(
                    "transcription",
                    format!("KS-{number} / {:02}{:02}", number % 24, number % 52 + 1),
                )
                .with("release", "public");
            ids.push(records::create::<Marking>(conn, &ctx, &fields)?.id);
        }
        Ok(ids)
    });
    let kept = || app.read(|conn| rereadings::stored(conn, &marks)).len();
    let walk = || app.read(rereadings::walk);
    // The first server is killed while it reads the marks that were written.
    let server = Server::start(app.folder(), app.database());
    until("no mark was read", Duration::from_secs(60), || kept() > 0);
    server.kill();
    let (first, asked) = (kept(), app.read(rereadings::count_asked));
    assert!(first < MARKS, "the server was through before it was killed");
    // What is kept is no longer asked for, and what is asked for is not lost.
    assert_eq!(first + usize::try_from(asked).unwrap(), MARKS);
    // The second is killed on its walk over all marks, unless it is through before anybody looks.
    let server = Server::start(app.folder(), app.database());
    until("the walk did not begin", Duration::from_secs(120), || {
        walk().is_some_and(|walk| walk.done > 0)
    });
    server.kill();
    let before = walk().unwrap();
    // The third waits until the second has been silent for long enough, and goes on where that was.
    let server = Server::start(app.folder(), app.database());
    until("the walk did not end", Duration::from_secs(180), || {
        walk().is_some_and(|walk| walk.ended_at.is_some())
    });
    server.kill();
    let after = walk().unwrap();
    assert_eq!(after.id, before.id, "the walk was begun anew");
    let count = i64::try_from(MARKS).unwrap();
    assert_eq!((after.done, after.total, after.changed), (count, count, 0));
    assert_eq!(kept(), MARKS);
    assert_eq!(app.read(rereadings::count_asked), 0);
    assert_eq!(app.read(rereadings::count_changes), 0);
}
