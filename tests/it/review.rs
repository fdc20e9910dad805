//! Review: handing in, accepting, sending back, proposing; who may, what is seen meanwhile, and what happens when two
//! people meet.

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

/// A finding on an investigator's desk.
struct Finding {
    incident: String,
    unit: String,
    component: String,
    part: String,
    source: String,
}

impl Finding {
    fn all(&self) -> [(&'static str, &str); 5] {
        [
            ("incidents", &self.incident),
            ("units", &self.unit),
            ("components", &self.component),
            ("parts", &self.part),
            ("sources", &self.source),
        ]
    }
}

async fn finding(app: &TestApp) -> Finding {
    let author = app.investigator();
    let source = author
        .create("sources", json!({"title": "Zorivka field notes", "kind": "report"}))
        .await;
    let incident = author
        .create("incidents", json!({"name": "Zorivka strike", "kind": "strike", "date": "2024-01-02", "lat": 50.0, "lon": 36.2, "precision": "exact"}))
        .await;
    let unit = author
        .create(
            "units",
            json!({"name": "Zorivka missile", "incident": incident, "sources": source}),
        )
        .await;
    let part = author.create("parts", json!({"number": "ZQX-21065L"})).await;
    let component = author
        .create(
            "components",
            json!({"unit": unit, "name": "Zorivka board", "part": part}),
        )
        .await;
    Finding {
        incident,
        unit,
        component,
        part,
        source,
    }
}

/// Hands a record in; returns the submission's reference.
async fn hand_in(client: &Client<'_>, records: &[&str]) -> String {
    let made = client
        .post_json("/api/v1/submissions", &json!({ "records": records }))
        .await
        .expect(201);
    made.json()["ref"].as_str().unwrap().to_owned()
}

/// The versions that a reviewer sees, as a decision sends them back, with these other fields.
async fn verdict(app: &TestApp, reference: &str, more: Value) -> Value {
    let shown = app
        .reviewer()
        .get(&format!("/api/v1/reviews/{reference}"))
        .await
        .expect(200)
        .json();
    let mut body = more;
    for record in shown["records"].as_array().unwrap() {
        let name = format!("version:{}", record["ref"].as_str().unwrap());
        body[name] = record["version"].clone();
    }
    body
}

async fn accept(app: &TestApp, reference: &str, release: &str) {
    let body = verdict(app, reference, json!({"decision": "accept", "release": release})).await;
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await
        .expect(200);
}

/// A source in the catalogue that an investigator wrote and a reviewer let in.
async fn accepted_source(app: &TestApp, author: &Client<'_>, title: &str) -> String {
    let made = author
        .create(
            "sources",
            json!({"title": title, "kind": "report", "publisher": "First"}),
        )
        .await;
    let submission = hand_in(author, &[&made]).await;
    accept(app, &submission, "public").await;
    made
}

async fn propose(client: &Client<'_>, source: &str, version: i32, change: Value) -> String {
    let etag = format!("\"{version}\"");
    let answer = client
        .put_json(&format!("/api/v1/sources/{source}"), &etag, &change)
        .await
        .expect(202);
    answer.json()["proposal"].as_str().unwrap().to_owned()
}

async fn state(client: &Client<'_>, shelf: &str, reference: &str) -> String {
    let record = client
        .get(&format!("/api/v1/{shelf}/{reference}"))
        .await
        .expect(200)
        .json();
    record["state"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_finding_goes_from_the_desk_to_the_public() {
    let app = TestApp::start().await;
    let finding = finding(&app).await;
    let author = app.investigator();
    let posted = author
        .post(
            &format!("/units/{}/submit", finding.unit),
            &[("note", "two boards, both photographed")],
        )
        .await
        .expect(303);
    let page = posted.header("location").to_owned();
    let path = page.split('?').next().unwrap().to_owned();
    let reference = path.rsplit('/').next().unwrap().to_owned();
    for (shelf, one) in finding.all() {
        assert_eq!(state(&author, shelf, one).await, "submitted", "{shelf}");
        app.visitor().get(&format!("/api/v1/{shelf}/{one}")).await.expect(404);
        app.colleague().get(&format!("/api/v1/{shelf}/{one}")).await.expect(404);
        app.reviewer().get(&format!("/api/v1/{shelf}/{one}")).await.expect(200);
    }
    let queue = app.reviewer().get("/review").await.expect(200).text();
    assert!(
        queue.contains("1 unit, 1 component") && queue.contains("two boards, both photographed"),
        "{queue}"
    );
    let review = app.reviewer().get(&path).await.expect(200);
    let text = review.text();
    for shown in [
        "Zorivka board",
        "ZQX-21065L",
        "Zorivka strike",
        "data-key=\"a\"",
        "data-needs=\"f-reason\"",
    ] {
        assert!(text.contains(shown), "{shown}");
    }
    assert!(
        !app.investigator()
            .get(&path)
            .await
            .expect(200)
            .text()
            .contains("data-key=\"a\"")
    );

    let mut fields = vec![
        ("decision".to_owned(), "accept".to_owned()),
        ("release".to_owned(), "public".to_owned()),
    ];
    let html = review.html();
    let hidden = scraper::Selector::parse("input[type=hidden][name^='version:']").unwrap();
    for input in html.select(&hidden) {
        fields.push((
            input.attr("name").unwrap().to_owned(),
            input.attr("value").unwrap().to_owned(),
        ));
    }
    assert_eq!(fields.len(), 7);
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    app.reviewer().post(&path, &pairs).await.expect(303);

    for (shelf, one) in finding.all() {
        let record = app
            .visitor()
            .get(&format!("/api/v1/{shelf}/{one}"))
            .await
            .expect(200)
            .json();
        assert_eq!(
            (record["state"].as_str(), record["version"].as_i64()),
            (Some("accepted"), Some(3)),
            "{shelf}"
        );
    }
    let incident = app
        .visitor()
        .get(&format!("/api/v1/incidents/{}", finding.incident))
        .await
        .json();
    // The public gets the centre of a cell of the grid, never the place itself.
    assert_eq!(incident["precision"], "km10", "{incident}");
    assert_ne!(
        (incident["lat"].as_f64(), incident["lon"].as_f64()),
        (Some(50.0), Some(36.2)),
        "{incident}"
    );
    let found = app.officer().get("/search?q=zqx%2021065l").await.expect(200).text();
    assert!(found.contains(&finding.part), "{found}");
    let history = author
        .get(&format!("/units/{}/history", finding.unit))
        .await
        .expect(200)
        .text();
    assert!(history.contains("Handed in for review") && history.contains("Accepted"));
    let told = app.read(|conn| sherd::service::audit::verify(conn));
    assert_eq!(told.broken, None);
    assert!(app.reviewer().get("/review").await.text().contains("Nothing waits"));
    let reviewed = author
        .get(&format!("/api/v1/reviews/{reference}"))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (reviewed["state"].as_str(), reviewed["decided_by"].as_str()),
        (Some("accepted"), Some("reviewer"))
    );
}

#[actix_web::test]
async fn what_is_not_accepted_is_nowhere_to_be_found() {
    let app = TestApp::start().await;
    let finding = finding(&app).await;
    let look = async |who: &str, client: Client<'_>| {
        for (shelf, one) in finding.all() {
            for path in [
                format!("/api/v1/{shelf}"),
                format!("/{shelf}.csv"),
                format!("/{shelf}"),
                format!("/{shelf}.json"),
            ] {
                let answer = client.get(&path).await;
                if answer.status.as_u16() == 200 {
                    let text = answer.text();
                    assert!(!text.contains(one) && !text.contains("Zorivka"), "{who} {path}");
                }
            }
        }
        for path in ["/search?q=zorivka", "/search?q=ZQX-21065L", "/", "/search.csv?q=21065"] {
            let text = client.get(path).await.text();
            assert!(finding.all().iter().all(|(_, one)| !text.contains(one)), "{who} {path}");
        }
    };
    for (who, client) in [
        ("visitor", app.visitor()),
        ("officer", app.officer()),
        ("colleague", app.colleague()),
        ("reviewer", app.reviewer()),
    ] {
        look(who, client).await;
    }
    app.investigator()
        .post(&format!("/units/{}/submit", finding.unit), &[])
        .await
        .expect(303);
    for (who, client) in [
        ("visitor", app.visitor()),
        ("officer", app.officer()),
        ("colleague", app.colleague()),
    ] {
        look(who, client).await;
    }
}

#[actix_web::test]
async fn who_may_hand_in_and_decide() {
    let app = TestApp::start().await;
    let made = app
        .investigator()
        .create("sources", json!({"title": "A", "kind": "report"}))
        .await;
    let body = json!({ "records": [made] });
    app.visitor().post_json("/api/v1/submissions", &body).await.expect(401);
    app.officer().post_json("/api/v1/submissions", &body).await.expect(403);
    app.colleague()
        .post_json("/api/v1/submissions", &body)
        .await
        .expect(404);
    app.visitor().get("/review").await.expect(303);
    app.officer().get("/review").await.expect(403);
    app.investigator().get("/review").await.expect(403);
    app.visitor().get("/api/v1/reviews").await.expect(401);
    app.investigator().get("/api/v1/reviews").await.expect(403);
    let submission = hand_in(&app.investigator(), &[&made]).await;
    let path = format!("/api/v1/reviews/{submission}");
    app.visitor().get(&path).await.expect(401);
    app.officer().get(&path).await.expect(404);
    app.colleague().get(&path).await.expect(404);
    app.investigator().get(&path).await.expect(200);
    let accept = json!({"decision": "accept", "release": "public", format!("version:{made}"): 2});
    app.visitor().post_json(&path, &accept).await.expect(401);
    app.officer().post_json(&path, &accept).await.expect(403);
    app.investigator().post_json(&path, &accept).await.expect(403);
    app.colleague().post_json(&path, &accept).await.expect(403);
    app.admin().post_json(&path, &accept).await.expect(200);
    app.reviewer()
        .post_json("/api/v1/reviews/00000000", &accept)
        .await
        .expect(404);
}

#[actix_web::test]
async fn nobody_reviews_their_own() {
    let app = TestApp::start().await;
    for (who, client) in [("reviewer", app.reviewer()), ("admin", app.admin())] {
        let made = client
            .create("sources", json!({"title": who, "kind": "report", "release": "public"}))
            .await;
        let submission = hand_in(&client, &[&made]).await;
        let body = json!({"decision": "accept", format!("version:{made}"): 2});
        let refused = client
            .post_json(&format!("/api/v1/reviews/{submission}"), &body)
            .await
            .expect(403)
            .json();
        assert!(refused["detail"].as_str().unwrap().contains("your own"), "{refused}");
        client
            .post(
                &format!("/review/{submission}"),
                &[("decision", "accept"), (&format!("version:{made}"), "2")],
            )
            .await
            .expect(403);
        let queue = client.get("/review").await.expect(200).text();
        assert!(queue.contains("Yours: someone else must review it."));
        assert_eq!(state(&client, "sources", &made).await, "submitted");
        app.second_reviewer()
            .post_json(&format!("/api/v1/reviews/{submission}"), &body)
            .await
            .expect(200);
        assert_eq!(state(&client, "sources", &made).await, "accepted");
    }
}

#[actix_web::test]
async fn nobody_opens_their_own_record_further() {
    let app = TestApp::start().await;
    for (who, client) in [("reviewer", app.reviewer()), ("admin", app.admin())] {
        let made = client
            .create(
                "incidents",
                json!({"name": who, "kind": "strike", "lat": 50.0, "lon": 36.0, "precision": "exact"}),
            )
            .await;
        let submission = hand_in(&client, &[&made]).await;
        let body = json!({"decision": "accept", "release": "partner", format!("version:{made}"): 2});
        app.second_reviewer()
            .post_json(&format!("/api/v1/reviews/{submission}"), &body)
            .await
            .expect(200);
        let path = format!("/api/v1/incidents/{made}");
        let wide = json!({"release": "public"});
        let refused = client.put_json(&path, "\"3\"", &wide).await.expect(403).json();
        assert!(
            refused["detail"].as_str().unwrap().contains("another reviewer"),
            "{refused}"
        );
        client
            .post(
                &format!("/incidents/{made}"),
                &[("version", "3"), ("release", "public")],
            )
            .await
            .expect(403);
        // Closing is always possible at once; opening it again is not.
        client
            .put_json(
                &path,
                "\"3\"",
                &json!({"release": "sealed", "field_releases": "name=sealed"}),
            )
            .await
            .expect(200);
        client
            .put_json(&path, "\"4\"", &json!({"field_releases": ""}))
            .await
            .expect(403);
        // What it says waits for another reviewer, like everybody's change.
        client
            .put_json(&path, "\"4\"", &json!({"summary": "A sentence."}))
            .await
            .expect(202);
        // Closing and rewording in one go: the first holds at once, the second waits.
        let both = json!({"summary": "Another sentence.", "field_releases": "name=sealed;summary=sealed"});
        client.put_json(&path, "\"4\"", &both).await.expect(202);
        let now = client.get(&path).await.expect(200).json();
        assert_eq!(now["version"], 5, "{now}");
        assert_eq!(now["summary"].as_str().unwrap_or(""), "", "{now}");
        app.second_reviewer().put_json(&path, "\"5\"", &wide).await.expect(200);
    }
}

#[actix_web::test]
async fn sending_back_needs_a_reason_and_the_author_reads_it() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = author
        .create("sources", json!({"title": "Draft title", "kind": "report"}))
        .await;
    let submission = hand_in(&author, &[&made]).await;
    let path = format!("/review/{submission}");
    let refused = app.reviewer().post(&path, &[("decision", "return")]).await.expect(422);
    assert!(refused.text().contains("Say why."));
    assert_eq!(state(&author, "sources", &made).await, "submitted");
    app.reviewer()
        .post(
            &path,
            &[("decision", "return"), ("reason", "The publisher is missing.")],
        )
        .await
        .expect(303);
    assert_eq!(state(&author, "sources", &made).await, "returned");
    app.reviewer().get(&format!("/api/v1/sources/{made}")).await.expect(404);
    let shown = author.get(&path).await.expect(200).text();
    assert!(shown.contains("The publisher is missing.") && shown.contains("Sent back by reviewer"));
    author
        .put_json(
            &format!("/api/v1/sources/{made}"),
            "\"3\"",
            &json!({"publisher": "Someone"}),
        )
        .await
        .expect(200);
    let again = hand_in(&author, &[&made]).await;
    let page = app.reviewer().get(&format!("/review/{again}")).await.expect(200).text();
    assert!(page.contains("Changed since it was sent back") && page.contains("Someone"));
    accept(&app, &again, "officer").await;
    app.officer().get(&format!("/sources/{made}")).await.expect(200);
    app.visitor().get(&format!("/sources/{made}")).await.expect(404);
}

#[actix_web::test]
async fn some_can_be_accepted_and_others_sent_back() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let good = author
        .create("sources", json!({"title": "Good", "kind": "report"}))
        .await;
    let bad = author
        .create("sources", json!({"title": "Bad", "kind": "report"}))
        .await;
    let submission = hand_in(&author, &[&good, &bad]).await;
    let path = format!("/api/v1/reviews/{submission}");
    let mut body = json!({"decision": "accept", "release": "public", format!("decision:{bad}"): "return"});
    body = verdict(&app, &submission, body).await;
    app.reviewer().post_json(&path, &body).await.expect(422);
    body["reason"] = json!("Only the reprint was read.");
    let decided = app.reviewer().post_json(&path, &body).await.expect(200).json();
    assert_eq!(decided["state"], "returned");
    assert_eq!(state(&author, "sources", &good).await, "accepted");
    assert_eq!(state(&author, "sources", &bad).await, "returned");
    let mine = app.read(|conn| {
        let account = sherd::store::records::find_anywhere(conn, &bad.parse().unwrap())?.created_by;
        let mut ctx = app.ctx();
        ctx.actor.account = account;
        sherd::service::review::mine(conn, &ctx)
    });
    assert_eq!(mine.len(), 1);
    assert_eq!(
        (mine[0].slot.reason.as_str(), mine[0].records.len()),
        ("Only the reprint was read.", 2)
    );
}

#[actix_web::test]
async fn each_record_and_field_gets_its_level() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let open = author
        .create(
            "incidents",
            json!({"name": "Open", "kind": "strike", "summary": "Told to officers"}),
        )
        .await;
    let shut = author
        .create(
            "incidents",
            json!({"name": "Shut", "kind": "strike", "lat": 50.0, "lon": 36.0, "precision": "exact"}),
        )
        .await;
    let submission = hand_in(&author, &[&open, &shut]).await;
    let path = format!("/api/v1/reviews/{submission}");
    let wrong = json!({
        "decision": "accept",
        format!("level:{shut}:lat"): "public",
        format!("level:{open}:sumary"): "sealed",
    });
    let refused = app
        .reviewer()
        .post_json(&path, &verdict(&app, &submission, wrong).await)
        .await
        .expect(422)
        .json();
    let fields = refused["fields"].to_string();
    assert!(fields.contains(":lat") && fields.contains(":sumary"), "{fields}");
    let right = json!({
        "decision": "accept",
        "release": "public",
        format!("release:{shut}"): "officer",
        format!("level:{open}:summary"): "officer",
    });
    app.reviewer()
        .post_json(&path, &verdict(&app, &submission, right).await)
        .await
        .expect(200);
    let public = app
        .visitor()
        .get(&format!("/api/v1/incidents/{open}"))
        .await
        .expect(200)
        .json();
    assert!(public.get("summary").is_none() && public["name"] == "Open", "{public}");
    let officer = app
        .officer()
        .get(&format!("/api/v1/incidents/{open}"))
        .await
        .expect(200)
        .json();
    assert_eq!(officer["summary"], "Told to officers");
    app.visitor()
        .get(&format!("/api/v1/incidents/{shut}"))
        .await
        .expect(404);
    app.officer()
        .get(&format!("/api/v1/incidents/{shut}"))
        .await
        .expect(200);
}

#[actix_web::test]
async fn a_decision_needs_the_versions_that_were_seen() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = author
        .create(
            "sources",
            json!({"title": "Seen", "kind": "report", "publisher": "First"}),
        )
        .await;
    let other = app.accepted("sources", &[("title", "Elsewhere"), ("kind", "report")]);
    let submission = hand_in(&author, &[&made]).await;
    let path = format!("/api/v1/reviews/{submission}");
    app.reviewer()
        .post_json(&path, &json!({"decision": "accept"}))
        .await
        .expect(428);
    app.reviewer()
        .post_json(&path, &json!({"decision": "accept", format!("version:{other}"): 1}))
        .await
        .expect(422);
    app.second_reviewer()
        .put_json(
            &format!("/api/v1/sources/{made}"),
            "\"2\"",
            &json!({"publisher": "Second"}),
        )
        .await
        .expect(200);
    let stale = [("decision", "accept"), (&format!("version:{made}"), "2")];
    app.reviewer()
        .post_json(&path, &json!({"decision": "accept", format!("version:{made}"): 2}))
        .await
        .expect(412);
    let page = app
        .reviewer()
        .post(&format!("/review/{submission}"), &stale)
        .await
        .expect(409)
        .text();
    assert!(page.contains("Changed since you looked at it"), "{page}");
    assert!(page.contains("First") && page.contains("Second"));
    assert_eq!(state(&author, "sources", &made).await, "submitted");
    author
        .put_json(
            &format!("/api/v1/sources/{made}"),
            "\"3\"",
            &json!({"publisher": "Third"}),
        )
        .await
        .expect(403);
    accept(&app, &submission, "public").await;
}

#[actix_web::test]
async fn of_two_reviewers_one_decides_and_the_other_is_told_who() {
    let app = TestApp::start().await;
    let finding = finding(&app).await;
    let author = app.investigator();
    author
        .post(&format!("/units/{}/submit", finding.unit), &[])
        .await
        .expect(303);
    let queue = app.reviewer().get("/api/v1/reviews").await.expect(200).json();
    let submission = queue["results"][0]["ref"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/reviews/{submission}");
    let yes = verdict(&app, &submission, json!({"decision": "accept", "release": "public"})).await;
    let no = json!({"decision": "return", "reason": "Not legible."});
    let (one, other) = (app.reviewer(), app.second_reviewer());
    let (one, other) = tokio::join!(one.post_json(&path, &yes), other.post_json(&path, &no));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.text(), other.text());
    let (second, winner, outcome) = match one.status.as_u16() {
        409 => (one, "second has already sent this back", "returned"),
        _ => (other, "reviewer has already accepted this", "accepted"),
    };
    assert!(
        second.json()["detail"].as_str().unwrap().contains(winner),
        "{}",
        second.text()
    );
    for (shelf, one) in finding.all() {
        assert_eq!(state(&author, shelf, one).await, outcome, "{shelf}");
    }
    let second = app.second_reviewer();
    let address = format!("/review/{submission}");
    let page = second
        .post(&address, &[("decision", "return"), ("reason", "x")])
        .await
        .expect(409);
    assert!(page.text().contains("has already"));
    assert_eq!(app.read(|conn| sherd::service::audit::verify(conn)).broken, None);
}

#[actix_web::test]
async fn ones_own_can_be_taken_back_until_someone_decides() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = author
        .create("sources", json!({"title": "Too early", "kind": "report"}))
        .await;
    let submission = hand_in(&author, &[&made]).await;
    let path = format!("/review/{submission}/take-back");
    app.colleague().post(&path, &[]).await.expect(404);
    app.reviewer().post(&path, &[]).await.expect(404);
    app.officer().post(&path, &[]).await.expect(403);
    author.post(&path, &[]).await.expect(303);
    assert_eq!(state(&author, "sources", &made).await, "draft");
    author.post(&path, &[]).await.expect(409);
    let accept = json!({"decision": "accept", format!("version:{made}"): 2});
    let late = app
        .reviewer()
        .post_json(&format!("/api/v1/reviews/{submission}"), &accept)
        .await
        .expect(409);
    assert!(
        late.text().contains("investigator has taken this back"),
        "{}",
        late.text()
    );
    let again = hand_in(&author, &[&made]).await;
    let none: Vec<u8> = Vec::new();
    let delete = actix_web::http::Method::DELETE;
    author
        .send(delete, &format!("/api/v1/reviews/{again}"), &[], none)
        .await
        .expect(204);
}

#[actix_web::test]
async fn a_draft_that_rests_on_someone_elses_draft_waits_for_it() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let theirs = author.create("organizations", json!({"name": "Not handed in"})).await;
    // Administrators see drafts, and so can name them.
    let mine = app
        .admin()
        .create("parts", json!({"number": "AA-1", "maker": theirs}))
        .await;
    let body = json!({ "records": [mine] });
    let refused = app
        .admin()
        .post_json("/api/v1/submissions", &body)
        .await
        .expect(422)
        .text();
    assert!(
        refused.contains(&mine) && !refused.contains("Not handed in"),
        "{refused}"
    );
    app.admin()
        .post_json("/api/v1/submissions", &json!({ "records": [theirs] }))
        .await
        .expect(422);
    hand_in(&author, &[&theirs]).await;
    app.admin().post_json("/api/v1/submissions", &body).await.expect(201);
    app.admin().post_json("/api/v1/submissions", &body).await.expect(422);
    for wrong in [
        json!({}),
        json!({"records": ["?"]}),
        json!({"unit": "x"}),
        json!({"records": "00000000", "note": "a\u{0}"}),
    ] {
        let status = author.post_json("/api/v1/submissions", &wrong).await.status.as_u16();
        assert!(matches!(status, 404 | 422), "{wrong} {status}");
    }
}

#[actix_web::test]
async fn a_proposal_meets_what_others_changed() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = accepted_source(&app, &author, "Original").await;
    let path = format!("/api/v1/sources/{made}");
    let title = propose(
        &app.colleague(),
        &made,
        3,
        json!({"title": "Corrected", "why": "misprint"}),
    )
    .await;
    let publisher = propose(&app.colleague(), &made, 3, json!({"publisher": "Proposed"})).await;
    app.colleague()
        .put_json(&path, "\"3\"", &json!({"title": "Original"}))
        .await
        .expect(422);
    // Someone else changes the publisher; the title's proposal is untouched by that, the publisher's is not.
    app.second_reviewer()
        .put_json(&path, "\"3\"", &json!({"publisher": "Second"}))
        .await
        .expect(200);
    let page = app.reviewer().get(&format!("/review/{title}")).await.expect(200).text();
    for shown in ["Original", "Corrected", "misprint", "Changed since by others", "Second"] {
        assert!(page.contains(shown), "{shown}");
    }
    app.reviewer()
        .post_json(
            &format!("/api/v1/reviews/{title}"),
            &json!({"decision": "accept", format!("version:{made}"): 3}),
        )
        .await
        .expect(412);
    accept(&app, &title, "").await;
    let now = app.visitor().get(&path).await.expect(200).json();
    assert_eq!(
        (now["title"].as_str(), now["publisher"].as_str()),
        (Some("Corrected"), Some("Second"))
    );
    let clash = [("decision", "accept"), (&format!("version:{made}"), "5")];
    let page = app
        .reviewer()
        .post(&format!("/review/{publisher}"), &clash)
        .await
        .expect(409)
        .text();
    for shown in ["Changed by both", "First", "Second", "Proposed"] {
        assert!(page.contains(shown), "{shown}");
    }
    let publisher = format!("/api/v1/reviews/{publisher}");
    app.reviewer()
        .post_json(&publisher, &json!({"decision": "return"}))
        .await
        .expect(422);
    app.reviewer()
        .post_json(
            &publisher,
            &json!({"decision": "return", "reason": "It has changed its name since."}),
        )
        .await
        .expect(200);
    let told = app.colleague().get(&publisher).await.expect(200).json();
    assert_eq!(told["reason"], "It has changed its name since.");
    let history = app
        .investigator()
        .get(&format!("/sources/{made}/history"))
        .await
        .expect(200)
        .text();
    assert!(history.contains("Changed as proposed") && history.contains("misprint"));
}

#[actix_web::test]
async fn proposals_wait_for_a_second_person_and_leave_the_record_alone() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = accepted_source(&app, &author, "Original").await;
    let path = format!("/api/v1/sources/{made}");
    // Even the record's author proposes; who may see it is not theirs to propose.
    let proposal = propose(&author, &made, 3, json!({"note": "More", "release": "sealed"})).await;
    let now = app.visitor().get(&path).await.expect(200).json();
    assert_eq!((now["version"].as_i64(), now["note"].as_str()), (Some(3), Some("")));
    app.colleague()
        .get(&format!("/api/v1/reviews/{proposal}"))
        .await
        .expect(404);
    let queue = app.reviewer().get("/review").await.expect(200).text();
    assert!(queue.contains("Change: Note") && queue.contains("Original"), "{queue}");
    author
        .post(&format!("/review/{proposal}/take-back"), &[])
        .await
        .expect(303);
    let late = json!({"decision": "accept", format!("version:{made}"): 3});
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{proposal}"), &late)
        .await
        .expect(409);
    let second = propose(&author, &made, 3, json!({"note": "More"})).await;
    app.reviewer()
        .post(
            &format!("/sources/{made}/withdraw"),
            &[("version", "3"), ("why", "not ours")],
        )
        .await
        .expect(303);
    let gone = app
        .reviewer()
        .post_json(&format!("/api/v1/reviews/{second}"), &late)
        .await
        .expect(409);
    assert!(gone.text().contains("left the catalogue"), "{}", gone.text());
}

#[actix_web::test]
async fn a_child_that_is_more_open_than_its_parent_is_pointed_out() {
    let app = TestApp::start().await;
    let unit = app.accepted("units", &[("name", "Closed unit"), ("release", "partner")]);
    let author = app.investigator();
    let component = author
        .create(
            "components",
            json!({"unit": unit, "name": "Open board", "release": "public"}),
        )
        .await;
    let posted = author.post(&format!("/units/{unit}/submit"), &[]).await.expect(303);
    let path = posted.header("location").split('?').next().unwrap().to_owned();
    let page = app.reviewer().get(&path).await.expect(200).text();
    assert!(
        page.contains("More people may see this than what it belongs to: Closed unit"),
        "{page}"
    );
    app.reviewer()
        .post(&path, &[("decision", "accept"), (&format!("version:{component}"), "2")])
        .await
        .expect(303);
    let public = app
        .visitor()
        .get(&format!("/api/v1/components/{component}"))
        .await
        .expect(200)
        .text();
    assert!(!public.contains(&unit) && !public.contains("Closed unit"), "{public}");
    author.post(&format!("/units/{unit}/submit"), &[]).await.expect(422);
}

#[actix_web::test]
async fn the_queue_can_be_paged_to_its_end() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let first = accepted_source(&app, &author, "First of all").await;
    for number in 0..53 {
        app.wait(chrono::Duration::seconds(i64::from(number % 2)));
        let made = author
            .create("sources", json!({"title": format!("S{number}"), "kind": "report"}))
            .await;
        hand_in(&author, &[&made]).await;
        if number % 10 == 0 {
            propose(&author, &first, 3, json!({"note": format!("N{number}")})).await;
        }
    }
    let (mut seen, mut times) = (Vec::new(), Vec::new());
    let mut path = "/api/v1/reviews".to_owned();
    loop {
        let page = app.reviewer().get(&path).await.expect(200).json();
        for one in page["results"].as_array().unwrap() {
            seen.push(one["ref"].as_str().unwrap().to_owned());
            times.push(one["waiting_since"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => path = next.strip_prefix("http://sherd.test").unwrap().to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 59);
    assert!(times.is_sorted());
    // Walking from one to the next meets the same, in the same order.
    let mut walked = vec![seen[0].clone()];
    while let Some(next) = step(&app, walked.last().unwrap(), "next").await {
        walked.push(next);
    }
    assert_eq!(walked, seen);
    assert_eq!(step(&app, &seen[5], "prev").await.as_ref(), Some(&seen[4]));
    app.reviewer().get("/review?after=zz").await.expect(422);
}

async fn step(app: &TestApp, reference: &str, rel: &str) -> Option<String> {
    let page = app.reviewer().get(&format!("/review/{reference}")).await.expect(200);
    let selector = scraper::Selector::parse(&format!("a[rel={rel}]")).unwrap();
    let html = page.html();
    let href = html.select(&selector).next()?.attr("href")?.to_owned();
    href.rsplit('/').next().map(str::to_owned)
}
