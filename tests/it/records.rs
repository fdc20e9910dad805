//! What is the same on every shelf: versions, conflicts, history, lists to their end, tables.

use serde_json::json;

use crate::harness::TestApp;

#[actix_web::test]
async fn a_draft_is_its_authors_alone() {
    let app = TestApp::start().await;
    let made = app
        .investigator()
        .create("sources", json!({"title": "A report", "kind": "report"}))
        .await;
    let path = format!("/api/v1/sources/{made}");
    app.investigator().get(&path).await.expect(200);
    app.admin().get(&path).await.expect(200);
    for client in [app.visitor(), app.officer(), app.colleague(), app.reviewer()] {
        client.get(&path).await.expect(404);
        let list = client.get("/api/v1/sources").await.expect(200).json();
        assert!(!list.to_string().contains(&made));
    }
}

#[actix_web::test]
async fn an_update_needs_the_version_it_is_based_on() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = author
        .create("sources", json!({"title": "A report", "kind": "report"}))
        .await;
    let path = format!("/api/v1/sources/{made}");
    let etag = author.get(&path).await.expect(200).header("etag").to_owned();
    let body = json!({"publisher": "Someone"});
    let kind = [("content-type", "application/json")];
    author
        .send(
            actix_web::http::Method::PUT,
            &path,
            &kind,
            body.to_string().into_bytes(),
        )
        .await
        .expect(428);
    author.put_json(&path, "\"nonsense\"", &body).await.expect(412);
    let changed = author.put_json(&path, &etag, &body).await.expect(200);
    assert_eq!(changed.json()["version"], 2);
    assert_eq!(changed.json()["title"], "A report");
    author.put_json(&path, &etag, &body).await.expect(412);
}

#[actix_web::test]
async fn an_answer_can_be_sent_back_unchanged() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = author
        .create(
            "sources",
            json!({"title": "A report", "kind": "report", "published": "2024-03~"}),
        )
        .await;
    let path = format!("/api/v1/sources/{made}");
    let first = author.get(&path).await.expect(200);
    assert_eq!(first.json()["dates"]["published"]["latest"], "2024-03-31");
    let second = author
        .put_json(&path, first.header("etag"), &first.json())
        .await
        .expect(200);
    for field in ["kind", "published", "release", "sources"] {
        assert_eq!(first.json()[field], second.json()[field], "{field}");
    }
}

#[actix_web::test]
async fn wrong_fields_are_all_named_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let body = json!({"kind": "novel", "published": "2023-02-30", "address": "javascript:alert(1)", "release": "open"});
    let answer = app.investigator().post_json("/api/v1/sources", &body).await.expect(422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let answer = answer.json();
    let mut named: Vec<&str> = answer["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    named.sort_unstable();
    assert_eq!(named, ["address", "kind", "published", "release", "title"]);
    let list = app.admin().get("/api/v1/sources").await.json();
    assert_eq!(list["results"].as_array().unwrap().len(), 0);
}

#[actix_web::test]
async fn a_list_can_be_paged_to_its_end_and_exported_whole() {
    let app = TestApp::start().await;
    for number in 0..125 {
        app.accepted("sources", &[("title", &format!("Report {number}")), ("kind", "report")]);
    }
    app.accepted(
        "sources",
        &[("title", "Sealed one"), ("kind", "report"), ("release", "sealed")],
    );
    let mut seen = Vec::new();
    let mut path = "/api/v1/sources?limit=50".to_owned();
    loop {
        let page = app.visitor().get(&path).await.expect(200).json();
        seen.extend(
            page["results"]
                .as_array()
                .unwrap()
                .iter()
                .map(|record| record["title"].to_string()),
        );
        match page["next"].as_str() {
            Some(next) => path = next.strip_prefix("http://sherd.test").unwrap().to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 125);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 125);
    let csv = app.visitor().get("/sources.csv").await.expect(200).text();
    assert_eq!(csv.lines().count(), 126);
    assert!(!csv.contains("Sealed"));
    assert_eq!(app.reviewer().get("/sources.csv").await.text().lines().count(), 127);
    app.visitor().get("/api/v1/sources?after=zz").await.expect(422);
    app.visitor().get("/api/v1/sources?limit=0").await.expect(422);
}

#[actix_web::test]
async fn two_people_editing_one_record_lose_nothing() {
    let app = TestApp::start().await;
    let path = format!(
        "/sources/{}",
        app.accepted("sources", &[("title", "A"), ("kind", "report")])
    );
    app.reviewer()
        .post(&path, &[("version", "1"), ("publisher", "First"), ("why", "found it")])
        .await
        .expect(303);
    let both = app
        .second_reviewer()
        .post(&path, &[("version", "1"), ("publisher", "Second")])
        .await
        .expect(409)
        .text();
    assert!(both.contains("First") && both.contains("Second"));
    let history = app.reviewer().get(&format!("{path}/history")).await.expect(200).text();
    assert!(history.contains("found it"));
    let outside = app.visitor().get(&format!("{path}/history")).await.expect(200).text();
    assert!(!outside.contains("found it") && !outside.contains("reviewer@sherd.test"));
}

#[actix_web::test]
async fn a_revert_makes_a_new_version_with_the_old_text() {
    let app = TestApp::start().await;
    let reference = app.accepted("sources", &[("title", "Before"), ("kind", "report")]);
    let path = format!("/sources/{reference}");
    app.reviewer()
        .post(&path, &[("version", "1"), ("title", "After")])
        .await
        .expect(303);
    let events = app.read(|conn| {
        let head = sherd::store::records::find_anywhere(conn, &reference.parse().unwrap())?;
        sherd::store::audit::of_subject(conn, head.id)
    });
    let first = events.last().unwrap().id.to_string();
    app.reviewer()
        .post(
            &format!("{path}/revert"),
            &[("version", "2"), ("entry", &first), ("why", "mistake")],
        )
        .await
        .expect(303);
    let now = app.visitor().get(&format!("/api/v1{path}")).await.expect(200).json();
    assert_eq!(
        (now["title"].as_str(), now["version"].as_i64()),
        (Some("Before"), Some(3))
    );
    app.investigator()
        .post(&format!("{path}/revert"), &[("version", "3"), ("entry", &first)])
        .await
        .expect(403);
}

#[actix_web::test]
async fn cells_that_a_spreadsheet_would_run_are_defused() {
    let app = TestApp::start().await;
    app.accepted(
        "sources",
        &[("title", "=HYPERLINK(1)"), ("kind", "report"), ("publisher", "@a")],
    );
    let csv = app.visitor().get("/sources.csv").await.expect(200).text();
    assert!(csv.contains("'=HYPERLINK(1)") && csv.contains("'@a"));
}

#[actix_web::test]
async fn the_form_names_what_its_references_stand_for_and_a_conflict_shows_only_what_differs() {
    let app = TestApp::start().await;
    let weapon = app.accepted("weapons", &[("name", "KN-23"), ("kind", "ballistic_missile")]);
    let said = "made_by | North Korea\nlaunched_by | not stated";
    let unit = app.accepted(
        "units",
        &[("name", "Missile"), ("weapon", &weapon), ("attributions", said)],
    );
    let admin = app.admin();
    let form = admin.get(&format!("/units/{unit}/edit")).await.expect(200).text();
    assert!(form.contains("Now: KN-23"), "{form}");
    // A browser sends two characters for the end of a line.
    let fields = [
        ("version", "0"),
        ("name", "Another"),
        ("weapon", weapon.as_str()),
        ("attributions", "made_by | North Korea\r\nlaunched_by | not stated"),
    ];
    let late = admin.post(&format!("/units/{unit}"), &fields).await.expect(409);
    assert_eq!(late.select(".diff thead th"), ["Field", "Saved now", "What you typed"]);
    assert_eq!(late.select(".diff tbody th"), ["Name"]);
}
