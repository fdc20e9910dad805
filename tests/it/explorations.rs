//! Exploring from an organization: a page of words for those who may see it; the library is loaded there and nowhere else.

use sha2::{Digest, Sha256};

use crate::harness::TestApp;

fn firm(app: &TestApp, name: &str, release: &str) -> String {
    app.accepted(
        "organizations",
        &[("name", name), ("hq_country", "HK"), ("release", release)],
    )
}

fn page_of(reference: &str) -> String {
    format!("/organizations/{reference}/explore")
}

#[actix_web::test]
async fn the_page_begins_with_an_organization_and_holds_words_alone() {
    let app = TestApp::start().await;
    let [maker, dealer] = ["Maker \"A\" & Co", "Dealer"].map(|name| firm(&app, name, "public"));
    app.accepted("transfers", &[("kind", "sale"), ("from", &maker), ("to", &dealer)]);
    let page = app.visitor().get(&page_of(&maker)).await.expect(200);
    assert_eq!(page.select("h1"), ["Exploring from Maker \"A\" & Co"]);
    let text = page.text();
    assert!(!text.contains("Dealer"), "who is near is for the API to tell");
    assert!(text.contains(&format!("data-explore=\"{maker}\"")));
    assert!(text.contains("data-json=\"/api/v1/organizations/{ref}/neighbourhood?hops=1\""));
    assert!(text.contains("data-added=\"{name}: organizations added: {count}.\""));
    assert!(text.contains("data-months=\"Jan Feb Mar"));
    assert!(text.contains("<option value=\"HK\" label=\"Hong Kong"));
    assert!(!text.contains("style=") && !text.contains("<style"));
    let without = page.html();
    let selector = scraper::Selector::parse("noscript").unwrap();
    let told: String = without.select(&selector).map(|one| one.inner_html()).collect();
    assert!(
        told.contains("needs JavaScript") && told.contains(&format!("/organizations/{maker}/neighbourhood")),
        "{told}"
    );
    let near = app
        .visitor()
        .get(&format!("/organizations/{maker}/neighbourhood"))
        .await
        .expect(200);
    assert!(near.text().contains(&format!("href=\"{}\"", page_of(&maker))));
    assert!(
        !near.text().contains("cytoscape"),
        "only an exploration loads the library"
    );

    let uk = [("accept-language", "uk")];
    let page = app
        .visitor()
        .send(actix_web::http::Method::GET, &page_of(&maker), &uk, Vec::new())
        .await
        .expect(200);
    assert!(
        page.text()
            .contains("data-added=\"{name}: додано організацій: {count}.\"")
    );
    assert!(page.text().contains("data-months=\"січня лютого"));
}

#[actix_web::test]
async fn who_is_out_of_sight_cannot_be_explored_from() {
    let app = TestApp::start().await;
    let sealed = firm(&app, "Zqhidden", "sealed");
    let officer = firm(&app, "Zqofficer", "officer");
    for (client, statuses) in [
        (app.visitor(), [404, 404]),
        (app.officer(), [404, 200]),
        (app.reviewer(), [200, 200]),
    ] {
        for (reference, status) in [&sealed, &officer].into_iter().zip(statuses) {
            let answer = client.get(&page_of(reference)).await.expect(status);
            assert_eq!(answer.text().contains("Zq"), status == 200);
        }
    }
    app.visitor().get(&page_of("00000000")).await.expect(404);
}

#[actix_web::test]
async fn the_library_is_the_file_that_the_notice_names() {
    let app = TestApp::start().await;
    let maker = firm(&app, "Maker", "public");
    let page = app.visitor().get(&page_of(&maker)).await.expect(200);
    let html = page.html();
    let scripts = scraper::Selector::parse("script[src]").unwrap();
    let addresses: Vec<&str> = html.select(&scripts).filter_map(|one| one.attr("src")).collect();
    assert_eq!(addresses.len(), 3);
    for address in &addresses {
        let file = app.visitor().get(address).await.expect(200);
        assert!(file.header("cache-control").contains("immutable"), "{address}");
        assert_eq!(file.header("content-type"), "text/javascript; charset=utf-8");
        if address.ends_with("vendor/cytoscape.min.js") {
            let digest = hex::encode(Sha256::digest(&file.body));
            let notice = include_str!("../../static/THIRD-PARTY.md");
            assert!(notice.contains(&digest), "{digest}");
        }
    }
}
