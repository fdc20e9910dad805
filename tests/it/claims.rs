//! Claims: side by side, with their wholes and positions, and never more open than what they are about.

use serde_json::json;

use crate::harness::TestApp;

fn weapon(app: &TestApp, name: &str, release: &str) -> String {
    app.accepted("weapons", &[("name", name), ("kind", "other"), ("release", release)])
}

#[actix_web::test]
async fn a_claim_about_a_sealed_record_is_sealed_on_every_road() {
    let app = TestApp::start().await;
    let sealed = weapon(&app, "Nobody knows", "sealed");
    let source = app.accepted("sources", &[("title", "A report"), ("kind", "report")]);
    let made = app.accepted(
        "claims",
        &[
            ("about", &sealed),
            ("statement", "Plovers everywhere"),
            ("said", "2024-05-07"),
            ("source", &source),
            ("sources", &source),
        ],
    );
    let open = app.accepted(
        "claims",
        &[
            ("about", &source),
            ("statement", "Everyone may read this"),
            ("said", "2024-05-08"),
        ],
    );
    for client in [app.visitor(), app.officer(), app.investigator()] {
        for road in [
            format!("/claims/{made}"),
            format!("/claims/{made}.json"),
            format!("/claims/{made}/history"),
            format!("/api/v1/claims/{made}"),
        ] {
            client.get(&road).await.expect(404);
        }
        for road in [
            "/claims".into(),
            "/claims.csv".into(),
            "/claims.json".into(),
            "/api/v1/claims".into(),
            format!("/sources/{source}"),
            "/search?q=plovers".into(),
        ] {
            let answer = client.get(&road).await.expect(200).text();
            assert!(!answer.contains("Plovers") && !answer.contains(&made), "{road}");
        }
        let all = client.get("/api/v1/claims").await.json();
        assert_eq!(all["results"][0]["ref"], open.as_str());
    }
    app.reviewer().get(&format!("/claims/{made}")).await.expect(200);
    let shown = app
        .reviewer()
        .get(&format!("/sources/{source}"))
        .await
        .expect(200)
        .text();
    assert!(shown.contains("Plovers"));
}

#[actix_web::test]
async fn claims_of_one_measure_stand_together_and_are_not_added_up() {
    let app = TestApp::start().await;
    let about = weapon(&app, "A missile", "public");
    let claim = |statement: &str, quantity: &str, said: &str, underlying: &str| {
        app.accepted(
            "claims",
            &[
                ("about", &about),
                ("statement", statement),
                ("measure", "containers shipped"),
                ("quantity", quantity),
                ("said", said),
                ("underlying", underlying),
            ],
        )
    };
    claim(
        "Over 15,800 containers.",
        "over 15,800",
        "2025-04-24",
        "satellite images",
    );
    claim(
        "More than 20,000 containers.",
        "more than 20,000",
        "2025-05-29",
        "reports of members",
    );
    claim(
        "The same, in another paper.",
        "more than 20,000",
        "2025-05-30",
        "Reports of members",
    );
    let page = app.visitor().get(&format!("/weapons/{about}")).await.expect(200);
    let measures = page.select("#claims .measure th");
    assert!(
        measures.len() == 1 && measures[0].starts_with("containers shipped"),
        "{measures:?}"
    );
    assert_eq!(page.select("#claims strong").len(), 3);
    let text = page.text();
    assert!(
        text.contains("3 claims resting on 2 independent lines of evidence"),
        "{text}"
    );
    for sum in ["35,800", "35800", "55,800", "55800"] {
        assert!(!text.contains(sum), "a sum");
    }
}

#[actix_web::test]
async fn a_share_is_told_with_its_whole() {
    let app = TestApp::start().await;
    let about = weapon(&app, "A missile", "public");
    for (quantity, whole) in [
        ("75.5 %", "290+ documented non-domestic components"),
        ("21", "about 50 missiles launched"),
        ("16 %", ""),
    ] {
        app.accepted(
            "claims",
            &[
                ("about", &about),
                ("statement", "As said."),
                ("quantity", quantity),
                ("out_of", whole),
            ],
        );
    }
    let page = app.visitor().get(&format!("/weapons/{about}")).await.expect(200);
    assert_eq!(
        page.select("#claims strong"),
        [
            "75.5 % of 290+ documented non-domestic components",
            "21 of about 50 missiles launched",
            "16 % (of what is not stated)"
        ]
    );
}

#[actix_web::test]
async fn the_parties_are_heard_on_the_claim_and_where_it_is_shown() {
    let app = TestApp::start().await;
    let about = weapon(&app, "A missile", "public");
    let source = app.accepted("sources", &[("title", "Agency report"), ("kind", "press")]);
    let hidden = app.accepted(
        "sources",
        &[("title", "Inner memo"), ("kind", "document"), ("release", "sealed")],
    );
    let positions = format!(
        "Mission A | disputes | 2024-05-07 | {source}\nMinistry B | no_reply\nOffice C | confirms | | {hidden}"
    );
    let made = app.accepted(
        "claims",
        &[
            ("about", &about),
            ("statement", "It was made in 2024."),
            ("status", "disputed"),
            ("positions", &positions),
            ("grade", "b2"),
        ],
    );
    for road in [format!("/claims/{made}"), format!("/weapons/{about}")] {
        let page = app.visitor().get(&road).await.expect(200).text();
        for words in [
            "Disputed by Mission A, 7 May 2024",
            "No reply from Ministry B",
            "Confirmed by Office C",
            "Agency report",
        ] {
            assert!(page.contains(words), "{road}: {words}");
        }
        assert!(!page.contains("Inner memo") && !page.contains(&hidden), "{road}");
    }
    let told = app.visitor().get(&format!("/api/v1/claims/{made}")).await.json();
    assert_eq!(
        told["positions"][0],
        format!("Mission A | disputes | 2024-05-07 | {source}")
    );
    assert!(!told.to_string().contains(&hidden));
}

#[actix_web::test]
async fn a_claim_must_be_about_something_in_sight() {
    let app = TestApp::start().await;
    let sealed = weapon(&app, "Nobody knows", "sealed");
    for about in [sealed.as_str(), "7Q01ZK1D", "a missile"] {
        let body = json!({"about": about, "statement": "Something"});
        let answer = app
            .investigator()
            .post_json("/api/v1/claims", &body)
            .await
            .expect(422)
            .json();
        assert_eq!(answer["fields"][0]["field"], "about");
    }
    let claim = app.accepted("claims", &[("about", &sealed), ("statement", "Something")]);
    let body = json!({"about": claim, "statement": "Something"});
    app.reviewer().post_json("/api/v1/claims", &body).await.expect(422);
}

#[actix_web::test]
async fn a_status_changes_with_its_history() {
    let app = TestApp::start().await;
    let about = weapon(&app, "A missile", "public");
    let made = app.accepted(
        "claims",
        &[
            ("about", &about),
            ("statement", "Twelve were killed."),
            ("status", "preliminary"),
        ],
    );
    let path = format!("/claims/{made}");
    app.reviewer()
        .post(
            &path,
            &[("version", "1"), ("status", "confirmed"), ("why", "second source")],
        )
        .await
        .expect(303);
    let history = app.reviewer().get(&format!("{path}/history")).await.expect(200).text();
    assert!(history.contains("preliminary") && history.contains("second source"));
    assert!(app.visitor().get(&path).await.expect(200).text().contains("confirmed"));
}

#[actix_web::test]
async fn an_answer_can_be_sent_back_unchanged() {
    let app = TestApp::start().await;
    let about = weapon(&app, "A missile", "public");
    let source = app.accepted("sources", &[("title", "Agency report"), ("kind", "press")]);
    let made = app.accepted(
        "claims",
        &[
            ("about", &about),
            ("statement", "As said."),
            ("quantity", "about 50"),
            ("source", &source),
            ("positions", &format!("A | denies | | {source}")),
        ],
    );
    let path = format!("/api/v1/claims/{made}");
    let first = app.reviewer().get(&path).await.expect(200);
    let second = app
        .reviewer()
        .put_json(&path, first.header("etag"), &first.json())
        .await
        .expect(200)
        .json();
    for field in ["about", "quantity", "source", "positions"] {
        assert_eq!(first.json()[field], second[field], "{field}");
    }
}
