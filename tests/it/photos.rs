//! Photographs: what comes in, what is refused, and what may come out.

use image::ImageFormat;
use serde_json::json;

use crate::harness::{
    TestApp,
    pictures::{SECRETS, body, drawn, encoded, jpeg, other, secretive},
};

#[actix_web::test]
async fn a_photograph_is_kept_byte_for_byte_and_answered_with_its_hash() {
    let app = TestApp::start().await;
    let bytes = jpeg(640, 480, 1);
    let made = app
        .investigator()
        .upload("DSC 1.JPG", &bytes, &[("caption", "Board A"), ("role", "macro")])
        .await
        .expect(201);
    let sha256 = made.json()["sha256"].as_str().unwrap().to_owned();
    let original = app
        .folder()
        .join("photos/originals")
        .join(&sha256[..2])
        .join(&sha256[2..4])
        .join(&sha256);
    assert_eq!(std::fs::read(original).unwrap(), bytes);
    let reference = made.json()["ref"].as_str().unwrap().to_owned();
    let told = app
        .investigator()
        .get(&format!("/api/v1/photos/{reference}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["caption"], "Board A");
    assert_eq!(told["state"], "draft");
    assert_eq!(told["sha256"], sha256.as_str());
    assert_eq!(told["file_name"], "DSC 1.JPG");
    for side in [320, 800, 1920] {
        let path = format!("/photos/{reference}/{side}.jpg");
        app.investigator().get(&path).await.expect(200);
        app.colleague().get(&path).await.expect(404);
        app.visitor().get(&path).await.expect(404);
    }
    app.investigator()
        .get(&format!("/photos/{reference}/900.jpg"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn all_four_formats_are_taken() {
    let app = TestApp::start().await;
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Tiff,
    ] {
        let made = app
            .investigator()
            .upload("a.jpg", &other(format, 200, 100), &[])
            .await
            .expect(201);
        let reference = made.json()["ref"].as_str().unwrap().to_owned();
        let shown = app
            .investigator()
            .get(&format!("/photos/{reference}/320.jpg"))
            .await
            .expect(200);
        assert_eq!(&shown.body[..3], b"\xFF\xD8\xFF");
    }
}

#[actix_web::test]
async fn what_is_no_picture_is_refused_and_leaves_nothing() {
    let app = TestApp::start().await;
    let whole = jpeg(800, 600, 3);
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".to_vec();
    bomb.extend(90_000_u32.to_be_bytes());
    bomb.extend(90_000_u32.to_be_bytes());
    bomb.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    let cases: Vec<(&str, Vec<u8>, &[u16])> = vec![
        ("lying.jpg", b"<html><script>alert(1)</script>".to_vec(), &[415]),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            &[415],
        ),
        ("empty.jpg", Vec::new(), &[415]),
        ("text.jpg", b"not a picture".to_vec(), &[415]),
        ("cut.jpg", whole[..whole.len() / 2].to_vec(), &[422]),
        ("header.jpg", whole[..40].to_vec(), &[415, 422]),
        ("bomb.png", bomb, &[413, 422]),
        ("movie.jpg", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec(), &[415]),
    ];
    for (name, bytes, statuses) in cases {
        let answer = app.investigator().upload(name, &bytes, &[]).await;
        assert!(
            statuses.contains(&answer.status.as_u16()),
            "{name}: {} {}",
            answer.status,
            answer.text()
        );
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    assert_eq!(app.photo_files(), Vec::<std::path::PathBuf>::new());
    let list = app.admin().get("/api/v1/photos").await.json();
    assert_eq!(list["results"].as_array().unwrap().len(), 0);
}

#[actix_web::test]
async fn bodies_that_are_wrong_are_refused_and_leave_nothing() {
    let app = TestApp::start().await;
    let bytes = jpeg(320, 200, 1);
    let author = app.investigator();
    author
        .post_json("/api/v1/photos", &json!({"caption": "x"}))
        .await
        .expect(415);
    author
        .post_parts("/api/v1/photos", &[], body(&[("caption", "x")], &[]))
        .await
        .expect(422);
    let two = body(&[], &[("a.jpg", &bytes), ("b.jpg", &bytes)]);
    author.post_parts("/api/v1/photos", &[], two).await.expect(422);
    let whole = body(&[], &[("a.jpg", &bytes)]);
    let half = whole[..whole.len() / 2].to_vec();
    author.post_parts("/api/v1/photos", &[], half).await.expect(422);
    let long = "x".repeat(200_000);
    author.upload("a.jpg", &bytes, &[("caption", &long)]).await.expect(413);
    author
        .upload("a.jpg", &bytes, &[("unit", "ZZZZZZZZ")])
        .await
        .expect(422);
    author
        .upload("a.jpg", &bytes, &[("role", "portrait")])
        .await
        .expect(422);
    author
        .upload("a.jpg", &bytes, &[("redactions", "1,2,3")])
        .await
        .expect(422);
    app.visitor().upload("a.jpg", &bytes, &[]).await.expect(401);
    app.officer().upload("a.jpg", &bytes, &[]).await.expect(403);
    assert!(
        app.photo_files()
            .iter()
            .all(|path| !path.to_string_lossy().contains("incoming"))
    );
    assert_eq!(
        app.admin().get("/api/v1/photos").await.json()["results"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[actix_web::test]
async fn a_file_beyond_the_limit_is_refused() {
    let app = TestApp::start().await;
    let mut bytes = jpeg(64, 64, 1);
    bytes.resize(60 * 1024 * 1024 + 1, 0);
    app.investigator().upload("huge.jpg", &bytes, &[]).await.expect(413);
    assert_eq!(app.photo_files(), Vec::<std::path::PathBuf>::new());
}

#[actix_web::test]
async fn a_name_is_only_ever_shown() {
    let app = TestApp::start().await;
    for name in [
        "../../etc/passwd",
        "..\\..\\x.jpg",
        "/etc/shadow",
        "a\u{202e}gpj.exe",
        "<b>.jpg",
        "",
    ] {
        let answer = app.investigator().upload(name, &jpeg(100, 80, app.next()), &[]).await;
        let reference = answer.expect(201).json()["ref"].as_str().unwrap().to_owned();
        let told = app
            .investigator()
            .get(&format!("/api/v1/photos/{reference}"))
            .await
            .json();
        let shown = told["file_name"].as_str().unwrap();
        assert!(!shown.contains(['/', '\\', '\u{202e}']), "{shown}");
        let page = app
            .investigator()
            .get(&format!("/photos/{reference}"))
            .await
            .expect(200)
            .text();
        assert!(!page.contains("<b>.jpg"));
    }
}

#[actix_web::test]
async fn the_same_file_is_named_as_a_duplicate() {
    let app = TestApp::start().await;
    let picture = drawn(600, 400, 9);
    let bytes = encoded(&picture, None);
    let first = app.investigator().upload("a.jpg", &bytes, &[]).await.expect(201).json();
    let again = app.investigator().upload("b.jpg", &bytes, &[]).await.expect(201).json();
    assert_eq!(again["duplicates"], json!([first["ref"]]));
    // Out of sight, nothing is told of it.
    let other = app.colleague().upload("c.jpg", &bytes, &[]).await.expect(201).json();
    assert_eq!(other["duplicates"], json!([]));
    let smaller = image::imageops::thumbnail(&picture, 300, 200);
    let alike = app
        .investigator()
        .upload("d.jpg", &encoded(&smaller, None), &[])
        .await
        .expect(201)
        .json();
    assert!(alike["alike"].as_array().unwrap().contains(&first["ref"]));
}

#[actix_web::test]
async fn no_metadata_leaves_the_house() {
    let app = TestApp::start().await;
    let (unit, component) = app.component("Processor");
    let photo = app.photo(
        &secretive(1200, 800),
        &[("component", &component), ("session", "SECRETSESSION")],
    );
    let paths = [
        format!("/photos/{photo}/320.jpg"),
        format!("/photos/{photo}/800.jpg"),
        format!("/photos/{photo}/1920.jpg"),
        format!("/photos/{photo}"),
        format!("/photos/{photo}.json"),
        format!("/photos/{photo}/history"),
        format!("/api/v1/photos/{photo}"),
        format!("/units/{unit}"),
        format!("/components/{component}"),
        "/photos".to_owned(),
        "/photos.csv".to_owned(),
        "/photos.json".to_owned(),
    ];
    for client in [app.visitor(), app.officer()] {
        for path in &paths {
            let answer = client.get(path).await.expect(200);
            let text = answer.text();
            for secret in SECRETS
                .iter()
                .chain(&["SECRETSESSION", "SECRETNAME", "49.99", "2024-01-11T10", "Exif"])
            {
                assert!(!text.contains(secret), "{path} tells {secret}");
            }
        }
    }
    // The picture stands upright: its EXIF says that it was held sideways.
    let shown = image::load_from_memory(&app.visitor().get(&paths[0]).await.body).unwrap();
    assert!(shown.height() > shown.width());
    // Inside it is told.
    let inside = app.reviewer().get(&format!("/photos/{photo}")).await.expect(200).text();
    assert!(inside.contains("SECRETMODEL") && inside.contains("49.99") && inside.contains("SECRETNAME"));
}

#[actix_web::test]
async fn what_the_camera_wrote_cannot_be_opened_to_the_public() {
    let app = TestApp::start().await;
    let photo = app.photo(&secretive(300, 200), &[]);
    let path = format!("/api/v1/photos/{photo}");
    for field in ["device", "taken", "lat", "file_name", "session", "redactions", "sha256"] {
        let body = json!({"field_releases": format!("{field}=public")});
        let refused = app.reviewer().put_json(&path, "\"1\"", &body).await.expect(422).json();
        assert_eq!(refused["fields"][0]["field"], "field_releases", "{field}");
    }
}

#[actix_web::test]
async fn what_is_read_from_the_file_cannot_be_changed() {
    let app = TestApp::start().await;
    let photo = app.photo(&jpeg(300, 200, 1), &[]);
    let path = format!("/api/v1/photos/{photo}");
    let told = app.reviewer().get(&path).await.json();
    app.reviewer().put_json(&path, "\"1\"", &told).await.expect(200);
    let forged = json!({"sha256": "0".repeat(64)});
    app.reviewer().put_json(&path, "\"2\"", &forged).await.expect(422);
    // A record cannot be made without a file either.
    let form = app
        .investigator()
        .post("/photos", &[("caption", "x"), ("sha256", &"0".repeat(64))])
        .await;
    assert_eq!(form.status.as_u16(), 415);
}

#[actix_web::test]
async fn a_redaction_is_black_in_everything_that_is_shown() {
    let app = TestApp::start().await;
    let photo = app.photo(&jpeg(1600, 1200, 4), &[]);
    let before = app.visitor().get(&format!("/photos/{photo}/800.jpg")).await.expect(200);
    let body = json!({"redactions": "400,300,400,300 a face"});
    app.reviewer()
        .put_json(&format!("/api/v1/photos/{photo}"), "\"1\"", &body)
        .await
        .expect(200);
    for side in [320_u32, 800, 1920] {
        let shown = app
            .visitor()
            .get(&format!("/photos/{photo}/{side}.jpg"))
            .await
            .expect(200);
        assert_ne!(shown.header("etag"), before.header("etag"));
        let shown = image::load_from_memory(&shown.body).unwrap().into_rgb8();
        let scale = f64::from(shown.width()) / 1600.0;
        let at = |x: f64, y: f64| shown.get_pixel((x * scale) as u32, (y * scale) as u32).0;
        for (x, y) in [(405.0, 305.0), (600.0, 450.0), (790.0, 590.0)] {
            assert!(
                at(x, y).iter().all(|value| *value < 12),
                "{side}: {:?} at {x},{y}",
                at(x, y)
            );
        }
        assert!(at(100.0, 100.0).iter().any(|value| *value > 40));
    }
    // Why it is black is told inside only.
    assert!(
        !app.visitor()
            .get(&format!("/photos/{photo}"))
            .await
            .text()
            .contains("a face")
    );
    assert!(
        !app.officer()
            .get(&format!("/api/v1/photos/{photo}"))
            .await
            .text()
            .contains("a face")
    );
    assert!(
        app.reviewer()
            .get(&format!("/photos/{photo}"))
            .await
            .text()
            .contains("a face")
    );
    let outside = json!({"redactions": "1500,0,200,10 x"});
    app.reviewer()
        .put_json(&format!("/api/v1/photos/{photo}"), "\"2\"", &outside)
        .await
        .expect(422);
}

#[actix_web::test]
async fn pictures_pass_the_gate_each_time() {
    let app = TestApp::start().await;
    for (release, sees) in [
        (
            "public",
            ["visitor", "officer", "investigator", "reviewer", "admin"].as_slice(),
        ),
        ("officer", &["officer", "investigator", "reviewer", "admin"]),
        ("partner", &["investigator", "reviewer", "admin"]),
        ("sealed", &["reviewer", "admin"]),
    ] {
        let (_, component) = app.component(&format!("Board {release}"));
        let photo = app.photo(
            &jpeg(400, 300, app.next()),
            &[("component", &component), ("release", release)],
        );
        let mark = app.accepted(
            "markings",
            &[
                ("component", &component),
                ("photo", &photo),
                ("x", "10"),
                ("y", "10"),
                ("w", "90"),
                ("h", "40"),
                ("transcription", "AB-12"),
            ],
        );
        for (role, client) in app.all() {
            let expected = if sees.contains(&role) { 200 } else { 404 };
            for path in [
                format!("/photos/{photo}"),
                format!("/photos/{photo}/320.jpg"),
                format!("/photos/{photo}/mark/{mark}.jpg"),
            ] {
                let answer = client.get(&path).await;
                assert_eq!(answer.status.as_u16(), expected, "{role} {release} {path}");
                if role == "visitor" && expected == 200 && path.ends_with("jpg") {
                    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_picture_that_is_closed_again_is_gone_at_once() {
    let app = TestApp::start().await;
    let photo = app.photo(&jpeg(400, 300, 1), &[]);
    let path = format!("/photos/{photo}/800.jpg");
    let first = app.visitor().get(&path).await.expect(200);
    let known = [("if-none-match", first.header("etag"))];
    let again = app
        .visitor()
        .send(actix_web::http::Method::GET, &path, &known, Vec::new())
        .await;
    assert_eq!(again.status.as_u16(), 304);
    app.reviewer()
        .put_json(
            &format!("/api/v1/photos/{photo}"),
            "\"1\"",
            &json!({"release": "sealed"}),
        )
        .await
        .expect(200);
    app.visitor()
        .send(actix_web::http::Method::GET, &path, &known, Vec::new())
        .await
        .expect(404);
}

#[actix_web::test]
async fn copies_that_are_missing_are_made_again() {
    let app = TestApp::start().await;
    let photo = app.photo(&jpeg(500, 400, 1), &[]);
    std::fs::remove_dir_all(app.folder().join("photos/derivatives")).unwrap();
    app.visitor().get(&format!("/photos/{photo}/320.jpg")).await.expect(200);
    assert!(app.folder().join("photos/derivatives").exists());
}

#[actix_web::test]
async fn originals_are_for_reviewers_and_the_log_remembers() {
    let app = TestApp::start().await;
    let bytes = secretive(400, 300);
    let photo = app.photo(&bytes, &[]);
    let path = format!("/photos/{photo}/original");
    app.officer().get(&path).await.expect(403);
    app.investigator().get(&path).await.expect(403);
    let visitor = app.visitor().get(&path).await;
    assert_eq!(visitor.status.as_u16(), 303);
    let opened = app.reviewer().get(&path).await.expect(200);
    assert_eq!(opened.body.as_ref(), bytes.as_slice());
    assert!(
        opened
            .header("content-disposition")
            .starts_with("attachment; filename=\"SECRETNAME.jpg\"")
    );
    let history = app
        .reviewer()
        .get(&format!("/photos/{photo}/history"))
        .await
        .expect(200)
        .text();
    assert!(history.contains("Original opened"));
}

#[actix_web::test]
async fn a_form_without_a_script_takes_several_files_and_tells_which_failed() {
    let app = TestApp::start().await;
    let (unit, _) = app.component("Board");
    let path = format!("/units/{unit}/photos");
    app.visitor().get(&path).await.expect(303);
    app.officer().get(&path).await.expect(403);
    app.investigator().get(&path).await.expect(200);
    let (one, two) = (jpeg(200, 100, 1), jpeg(200, 100, 7));
    let good = body(&[("caption", "Two")], &[("1.jpg", &one), ("2.jpg", &two)]);
    app.investigator().post_parts(&path, &[], good).await.expect(303);
    let mixed = body(&[], &[("3.jpg", &jpeg(220, 100, 3)), ("4.jpg", b"no picture")]);
    let told = app
        .investigator()
        .post_parts(&path, &[], mixed)
        .await
        .expect(415)
        .text();
    assert!(told.contains("3.jpg") && told.contains("4.jpg") && told.contains("Not stored."));
    app.investigator()
        .post_parts(&path, &[], body(&[], &[]))
        .await
        .expect(422);
    let json = [("accept", "application/json")];
    let script = body(&[], &[("5.jpg", &jpeg(220, 130, 5))]);
    let made = app
        .investigator()
        .post_parts(&path, &json, script)
        .await
        .expect(201)
        .json();
    let told = app
        .investigator()
        .get(&format!("/api/v1/photos/{}", made["ref"].as_str().unwrap()))
        .await
        .json();
    assert_eq!(told["unit"], unit.as_str());
    let list = app.investigator().get("/api/v1/photos").await.json();
    assert_eq!(list["results"].as_array().unwrap().len(), 4);
}

#[actix_web::test]
async fn originals_without_a_row_are_swept_when_they_are_old() {
    let app = TestApp::start().await;
    let kept = app.photo(&jpeg(200, 150, 1), &[]);
    let mut incoming = app.state.studio.receive().unwrap();
    incoming.write(&jpeg(200, 150, 2)).unwrap();
    let arrived = incoming.finish().unwrap();
    app.state.studio.develop(arrived, "orphan.jpg", &[]).unwrap();
    let sweep = |at| {
        let ctx = sherd::service::Ctx::new(sherd::domain::access::Actor::command_line(), at, "test");
        app.read(|conn| app.state.studio.sweep(conn, &ctx))
    };
    assert_eq!(sweep(chrono::Utc::now()).originals, 0);
    assert_eq!(sweep(chrono::Utc::now() + chrono::Duration::hours(2)).originals, 1);
    std::fs::remove_dir_all(app.folder().join("photos/derivatives")).unwrap();
    app.visitor().get(&format!("/photos/{kept}/320.jpg")).await.expect(200);
}
