//! Marks: where they stand, what they say, who sees them.

use serde_json::json;

use crate::harness::{TestApp, pictures::jpeg};

#[actix_web::test]
async fn a_mark_is_shown_in_its_glyph_states() {
    let app = TestApp::start().await;
    let (_, component) = app.component("Processor");
    let mark = app.accepted(
        "markings",
        &[
            ("component", &component),
            ("transcription", "ADSP-21065L / KS?[3]{8|B}#[[X]]<logo: star>"),
            ("alternatives", "ADSP-2106SL"),
            ("kind", "part_number"),
            ("technique", "laser_etched"),
        ],
    );
    let page = app.visitor().get(&format!("/markings/{mark}")).await.expect(200);
    for class in ["g-ill", "g-lost", "g-alt", "g-mask", "g-sup", "g-logo"] {
        assert!(!page.select(&format!(".lines .{class}")).is_empty(), "{class}");
    }
    let text = page.text();
    assert!(text.contains("ADSP-21065L") && text.contains("laser-etched") && text.contains("ADSP-2106SL"));
    let on_component = app
        .visitor()
        .get(&format!("/components/{component}"))
        .await
        .expect(200)
        .text();
    assert!(on_component.contains("ADSP-21065L"));
    app.visitor().get("/markings").await.expect(200);
}

#[actix_web::test]
async fn a_mark_is_found_by_its_legible_runs_and_never_by_what_is_masked() {
    let app = TestApp::start().await;
    let (_, component) = app.component("Processor");
    let mark = app.accepted(
        "markings",
        &[("component", &component), ("transcription", "ADSP-21065L / SN##7731")],
    );
    for query in ["adsp 21065l", "ADSP21065L", "7731"] {
        let found = app
            .visitor()
            .get(&format!("/search?q={}", query.replace(' ', "+")))
            .await
            .expect(200)
            .text();
        assert!(found.contains(&mark), "{query}");
    }
    let joined = app.visitor().get("/search?q=SN7731").await.expect(200).text();
    assert!(!joined.contains(&mark));
}

#[actix_web::test]
async fn a_region_lies_on_a_photograph_of_the_same_unit() {
    let app = TestApp::start().await;
    let (_, component) = app.component("Board");
    let (_, elsewhere) = app.component("Other board");
    let photo = app.photo(&jpeg(400, 300, 1), &[("component", &component)]);
    let foreign = app.photo(&jpeg(400, 300, 2), &[("component", &elsewhere)]);
    let author = app.investigator();
    let base =
        json!({"component": component, "photo": photo, "transcription": "113", "x": 10, "y": 20, "w": 100, "h": 50});
    let with = |field: &str, value: serde_json::Value| {
        let mut body = base.clone();
        body[field] = value;
        body
    };
    for (field, value) in [
        ("photo", json!(foreign)),
        ("photo", json!("")),
        ("x", json!(350)),
        ("w", json!(0)),
        ("h", json!("")),
        ("y", json!(-1)),
        ("transcription", json!("[")),
        ("transcription", json!("")),
        ("kind", json!("poem")),
        ("documented", json!("2024-02-31")),
        ("component", json!("ZZZZZZZZ")),
    ] {
        let refused = author.post_json("/api/v1/markings", &with(field, value.clone())).await;
        assert_eq!(refused.status.as_u16(), 422, "{field} {value}: {}", refused.text());
    }
    let made = author.post_json("/api/v1/markings", &base).await.expect(201).json();
    assert_eq!(made["script"], "digits");
    let close = format!("/photos/{photo}/mark/{}.jpg", made["ref"].as_str().unwrap());
    let shown = author.get(&close).await.expect(200);
    let size = image::load_from_memory(&shown.body).unwrap();
    // A fifth of its size on each side.
    assert_eq!((size.width(), size.height()), (130, 70));
    app.visitor().get(&close).await.expect(404);
    let wrong = format!("/photos/{foreign}/mark/{}.jpg", made["ref"].as_str().unwrap());
    author.get(&wrong).await.expect(404);
}

#[actix_web::test]
async fn what_a_closed_mark_says_is_nowhere_outside() {
    let app = TestApp::start().await;
    let (unit, component) = app.component("Board");
    let photo = app.photo(&jpeg(400, 300, 1), &[("component", &component)]);
    let fields = |field_releases: &'static str, text: &'static str| {
        vec![
            ("component", component.as_str()),
            ("photo", photo.as_str()),
            ("x", "10"),
            ("y", "10"),
            ("w", "50"),
            ("h", "30"),
            ("transcription", text),
            ("session", "SECRETSESSION"),
            ("field_releases", field_releases),
        ]
    };
    let closed = app.accepted("markings", &fields("transcription=officer", "SECRETMARK"));
    let unplaced = app.accepted("markings", &fields("photo=officer", "OPENMARK"));
    for path in [
        format!("/markings/{closed}"),
        format!("/markings/{unplaced}"),
        format!("/api/v1/markings/{closed}"),
        format!("/photos/{photo}"),
        format!("/components/{component}"),
        format!("/units/{unit}"),
        "/markings".to_owned(),
        "/markings.csv".to_owned(),
        "/search?q=SECRETMARK".to_owned(),
    ] {
        let text = app.visitor().get(&path).await.expect(200).text();
        let told = text.replace("q=SECRETMARK", "").replace("value=\"SECRETMARK\"", "");
        assert!(!told.contains("SECRETSESSION"), "{path}");
        if !path.starts_with("/search") {
            assert!(!told.contains("SECRETMARK"), "{path}");
        }
    }
    app.visitor()
        .get(&format!("/photos/{photo}/mark/{unplaced}.jpg"))
        .await
        .expect(404);
    app.officer()
        .get(&format!("/photos/{photo}/mark/{unplaced}.jpg"))
        .await
        .expect(200);
    assert!(
        app.officer()
            .get(&format!("/markings/{closed}"))
            .await
            .text()
            .contains("SECRETMARK")
    );
}

#[actix_web::test]
async fn the_form_draws_on_a_photograph_and_goes_on() {
    let app = TestApp::start().await;
    let (_, component) = app.component("Board");
    let photo = app.photo(&jpeg(400, 300, 1), &[("component", &component)]);
    let path = format!("/components/{component}/markings/new?photo={photo}");
    app.officer().get(&path).await.expect(403);
    let page = app.investigator().get(&path).await.expect(200);
    assert!(page.text().contains("data-inputs=\"f-x f-y f-w f-h\""));
    let action = format!("/components/{component}/markings");
    let fields = [
        ("photo", photo.as_str()),
        ("x", "1"),
        ("y", "2"),
        ("w", "30"),
        ("h", "40"),
        ("transcription", "ㅈ"),
        ("then", "another"),
    ];
    let next = app.investigator().post(&action, &fields).await.expect(303);
    assert_eq!(next.header("location"), path);
    let wrong = [("photo", photo.as_str()), ("x", "1"), ("transcription", "{8|")];
    let again = app.investigator().post(&action, &wrong).await.expect(422).text();
    assert!(again.contains("{8|") && again.contains("all four numbers"));
}

#[actix_web::test]
async fn a_mark_is_drawn_again_on_its_photograph() {
    let app = TestApp::start().await;
    let (_, component) = app.component("Board");
    let photo = app.photo(&jpeg(400, 300, 1), &[("component", &component)]);
    let author = app.investigator();
    let action = format!("/components/{component}/markings");
    let mark = |x: &'static str, text: &'static str| {
        [
            ("photo", photo.as_str()),
            ("x", x),
            ("y", "2"),
            ("w", "30"),
            ("h", "40"),
            ("transcription", text),
        ]
    };
    author.post(&action, &mark("200", "OTHER")).await.expect(303);
    let made = author.post(&action, &mark("10", "113")).await.expect(303);
    let edit = format!("{}/edit", made.header("location"));
    let page = author.get(&edit).await.expect(200);
    // Its own frame, as the fields say, and the other mark's.
    assert_eq!(page.select("figure[data-region] img").len(), 1);
    assert_eq!(page.select("figure[data-region] svg rect.region").len(), 2);
    let mut wrong: Vec<(&str, &str)> = mark("10", "113 [").to_vec();
    wrong.extend([("component", component.as_str()), ("version", "1"), ("why", "closer")]);
    let again = author.post(made.header("location"), &wrong).await.expect(422);
    assert_eq!(again.select("figure[data-region] img").len(), 1);
    // A photograph that is not in sight is not drawn on.
    let elsewhere = app.colleague().get(&edit).await;
    assert_eq!(elsewhere.status.as_u16(), 404);
}

#[actix_web::test]
async fn a_reviewer_reads_where_a_mark_is_in_one_line() {
    let app = TestApp::start().await;
    let (unit, component) = app.component("Board");
    let photo = app.photo(&jpeg(400, 300, 1), &[("component", &component)]);
    let place = [
        ("photo", photo.as_str()),
        ("x", "10"),
        ("y", "2"),
        ("w", "30"),
        ("h", "40"),
        ("transcription", "113"),
    ];
    let author = app.investigator();
    author
        .post(&format!("/components/{component}/markings"), &place)
        .await
        .expect(303);
    let handed = author
        .post_json("/api/v1/submissions", &json!({ "unit": unit }))
        .await
        .expect(201);
    let dossier = handed.header("location").replace("/api/v1/reviews", "/review");
    let page = app.reviewer().get(&dossier).await.expect(200);
    let facts = page.select("dd");
    let told = "30 × 40 pixels, 10 from the left and 2 from the top";
    assert!(facts.iter().any(|fact| fact == told), "{facts:?}");
}
