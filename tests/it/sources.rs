//! Sources: the list, the card, and what rests on a source.

use crate::harness::TestApp;

#[actix_web::test]
async fn a_source_shows_what_rests_on_it_as_far_as_the_reader_sees() {
    let app = TestApp::start().await;
    let source = app.accepted(
        "sources",
        &[
            ("title", "A report"),
            ("kind", "report"),
            ("publisher", "An office"),
            ("published", "2024-05"),
        ],
    );
    let weapon = |name: &str, more: (&str, &str)| {
        let cites = format!("{source}, p. 12");
        app.accepted(
            "weapons",
            &[("name", name), ("kind", "other"), ("sources", &cites), more],
        )
    };
    let open = weapon("Open type", ("origin", ""));
    weapon("Closed type", ("release", "sealed"));
    weapon("Silent type", ("field_releases", "sources=sealed"));
    let page = app
        .visitor()
        .get(&format!("/sources/{source}"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("Open type") && page.contains("May 2024"));
    assert!(!page.contains("Closed type") && !page.contains("Silent type"));
    let page = app
        .reviewer()
        .get(&format!("/sources/{source}"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("Closed type") && page.contains("Silent type"));
    let weapon = app.visitor().get(&format!("/weapons/{open}")).await.expect(200);
    assert_eq!(weapon.select("#sources li span + span"), ["A report, p. 12"]);
}

#[actix_web::test]
async fn a_sealed_source_is_not_named_where_it_is_cited() {
    let app = TestApp::start().await;
    let source = app.accepted(
        "sources",
        &[("title", "Inner memo"), ("kind", "document"), ("release", "sealed")],
    );
    let weapon = app.accepted(
        "weapons",
        &[("name", "A type"), ("kind", "other"), ("sources", &source)],
    );
    for road in [
        format!("/weapons/{weapon}"),
        format!("/api/v1/weapons/{weapon}"),
        "/weapons.csv".into(),
    ] {
        let answer = app.visitor().get(&road).await.expect(200).text();
        assert!(!answer.contains("Inner memo") && !answer.contains(&source), "{road}");
    }
    app.visitor().get(&format!("/sources/{source}")).await.expect(404);
}

#[actix_web::test]
async fn the_list_speaks_both_languages() {
    let app = TestApp::start().await;
    app.accepted(
        "sources",
        &[("title", "A report"), ("kind", "dataset"), ("reliability", "B")],
    );
    let english = app.visitor().get("/sources").await.expect(200).text();
    assert!(english.contains("A report") && english.contains("data set"));
    let headers = [("accept-language", "uk")];
    let ukrainian = app
        .visitor()
        .send(actix_web::http::Method::GET, "/sources", &headers, Vec::new())
        .await
        .expect(200)
        .text();
    assert!(ukrainian.contains("набір даних") && ukrainian.contains("Джерела"));
}

#[actix_web::test]
async fn an_address_that_could_run_is_refused() {
    let app = TestApp::start().await;
    let form = [("title", "A"), ("kind", "web"), ("address", "javascript:alert(1)")];
    let answer = app.investigator().post("/sources", &form).await.expect(422);
    assert!(answer.text().contains("https://") && answer.text().contains("javascript:alert(1)"));
}
