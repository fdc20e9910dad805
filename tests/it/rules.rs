//! The rules on pages and for programs: all of them, one of them, and what is asked badly.

use serde_json::json;

use crate::harness::TestApp;

#[actix_web::test]
async fn all_rules_are_listed_and_each_has_a_page() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let told = visitor.get("/api/v1/rules").await.expect(200).json();
    let all = told["results"].as_array().unwrap();
    assert!(all.len() > 150, "{}", all.len());
    let page = visitor.get("/rules").await.expect(200);
    assert_eq!(page.select("table.list tbody tr").len(), all.len());
    for rule in all {
        let id = rule["id"].as_str().unwrap();
        let shown = visitor.get(&format!("/rules/{id}")).await.expect(200);
        let text = shown.text();
        assert!(text.contains(id), "{id}");
        assert!(!shown.select(".patterns dt").is_empty(), "{id}");
        assert!(
            !shown.select(".patterns dd").concat().contains('{'),
            "{id}: a piece without words"
        );
        assert_eq!(rule["page"], format!("http://sherd.test/rules/{id}"));
        assert!(!rule["examples"].as_array().unwrap().is_empty());
    }
    let in_ukrainian = visitor
        .send(
            actix_web::http::Method::GET,
            "/rules/calendar.juche-year",
            &[("accept-language", "uk")],
            Vec::new(),
        )
        .await
        .expect(200)
        .text();
    assert!(in_ukrainian.contains("Вигляд маркування"));
}

#[actix_web::test]
async fn the_list_of_rules_is_narrowed() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let of = async |query: &str| {
        let told = visitor.get(&format!("/api/v1/rules?{query}")).await.expect(200).json();
        told["results"].as_array().unwrap().clone()
    };
    let all = of("").await.len();
    let kemet = of("maker=KEMET").await;
    assert!(!kemet.is_empty() && kemet.len() < all);
    assert!(
        kemet
            .iter()
            .all(|rule| rule["makers"].as_array().unwrap().contains(&json!("KEMET")))
    );
    let expiry = of("kind=expiry_date&confidence=high").await;
    assert!(
        expiry
            .iter()
            .all(|rule| rule["kind"] == "expiry_date" && rule["confidence"] == "high")
    );
    assert!(!of("q=juche").await.is_empty());
    assert!(of("q=nosuchwordanywhere").await.is_empty());
    visitor.get("/api/v1/rules?color=red").await.expect(422);
    visitor
        .get("/api/v1/rules/calendar.juche-year?after=zz")
        .await
        .expect(422);
    visitor.get("/rules?q=juche&maker=").await.expect(200);
    visitor.get("/rules?q=nosuchwordanywhere").await.expect(200);
    for gone in [
        "/rules/no.such-rule",
        "/rules/no.such-rule/marks.csv",
        "/api/v1/rules/no.such-rule",
    ] {
        visitor.get(gone).await.expect(404);
    }
}
