//! A finding in one go: begun, worked on, handed in, sent back.

use crate::harness::{
    TestApp,
    pictures::{body, jpeg},
};

#[actix_web::test]
async fn incident_and_unit_are_made_in_one_form() {
    let app = TestApp::start().await;
    let weapon = app.accepted("weapons", &[("name", "KN-23"), ("kind", "ballistic_missile")]);
    app.visitor().get("/findings/new").await.expect(303);
    app.officer().get("/findings/new").await.expect(403);
    app.investigator().get("/findings/new").await.expect(200);
    let fields = [
        ("name", "Strike on a town"),
        ("kind", "strike"),
        ("date", "2024-01-02"),
        ("country", "UA"),
        ("weapon", weapon.as_str()),
        ("identification", "debris"),
    ];
    let made = app.investigator().post("/findings", &fields).await.expect(303);
    let desk = made.header("location").to_owned();
    assert!(desk.starts_with("/units/") && desk.ends_with("/work"));
    let page = app.investigator().get(&desk).await.expect(200).text();
    assert!(page.contains("There is no photograph.") && page.contains("Submit for review"));
    // Nobody else sees a draft, and officers do not work on any.
    app.colleague().get(&desk).await.expect(404);
    app.officer().get(&desk).await.expect(403);
    let incidents = app.investigator().get("/api/v1/incidents").await.json();
    assert_eq!(incidents["results"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn what_is_wrong_with_both_halves_is_said_at_once_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let wrong = [
        ("name", "Strike"),
        ("date", "2024-13-01"),
        ("recovered", "soon"),
        ("weapon", "no such weapon"),
    ];
    let page = app.investigator().post("/findings", &wrong).await.expect(422).text();
    for field in ["#f-kind", "#f-date", "#f-recovered"] {
        assert!(page.contains(field), "{field}");
    }
    let missing = [("name", "Strike"), ("kind", "strike"), ("weapon", "no such weapon")];
    app.investigator().post("/findings", &missing).await.expect(422);
    app.investigator().post("/findings", &[]).await.expect(422);
    for shelf in ["incidents", "units"] {
        let list = app.investigator().get(&format!("/api/v1/{shelf}")).await.json();
        assert_eq!(list["results"].as_array().unwrap().len(), 0, "{shelf}");
    }
}

#[actix_web::test]
async fn the_desk_takes_photographs_components_and_marks() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let begun = [
        ("name", "Crash"),
        ("kind", "crash"),
        ("recovered", "2024-01-03"),
        ("identification", "debris"),
    ];
    let desk = author
        .post("/findings", &begun)
        .await
        .expect(303)
        .header("location")
        .to_owned();
    let unit = desk.trim_end_matches("/work").to_owned();
    let shots = body(
        &[("return", &desk), ("role", "scale")],
        &[("a.jpg", &jpeg(300, 200, 1)), ("b.jpg", &jpeg(300, 200, 8))],
    );
    let sent = author
        .post_parts(&format!("{unit}/photos"), &[], shots)
        .await
        .expect(303);
    assert_eq!(sent.header("location"), desk);
    let entry = [("name", "Board"), ("path", "guidance section"), ("return", &desk)];
    let added = author.post(&format!("{unit}/components"), &entry).await.expect(303);
    assert_eq!(added.header("location"), desk);
    let page = author.get(&desk).await.expect(200);
    assert_eq!(page.select("#photos .card").len(), 2);
    let tree = page.select("#components .node-name");
    assert_eq!(tree.len(), 2);
    assert!(tree[0].contains("guidance section") && tree[1].contains("Board"));
    assert!(page.text().contains("2 photographs have neither"));
}

#[actix_web::test]
async fn drafts_are_grouped_by_unit() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let begun = [("name", "Crash"), ("kind", "crash"), ("recovered", "2024-01-03")];
    let desk = author
        .post("/findings", &begun)
        .await
        .expect(303)
        .header("location")
        .to_owned();
    let unit = desk.trim_end_matches("/work").to_owned();
    author
        .post(&format!("{unit}/components"), &[("name", "Board"), ("return", &desk)])
        .await
        .expect(303);
    author
        .create("sources", serde_json::json!({"title": "A report", "kind": "report"}))
        .await;
    let page = author.get("/drafts").await.expect(200);
    let groups = page.select(".part h2");
    assert_eq!(groups.len(), 2, "{groups:?}");
    let text = page.text();
    assert!(text.contains("Board") && text.contains("A report") && text.contains(&desk));
    assert!(
        !app.colleague()
            .get("/drafts")
            .await
            .expect(200)
            .text()
            .contains("Board")
    );
    app.visitor().get("/drafts").await.expect(303);
}

#[actix_web::test]
async fn a_component_that_cannot_be_filed_comes_back_on_the_desk_as_it_was_typed() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let begun = [("name", "Crash"), ("kind", "crash"), ("country", "ukraine")];
    let made = author.post("/findings", &begun).await.expect(303);
    let desk = made.header("location").to_owned();
    let unit = desk.trim_end_matches("/work").to_owned();
    let entry = [
        ("name", "Board"),
        ("quantity", "a few"),
        ("path", "guidance section"),
        ("return", &desk),
    ];
    let again = author.post(&format!("{unit}/components"), &entry).await.expect(422);
    assert_eq!(again.select("#submit").len(), 1, "the desk, not the card");
    assert_eq!(again.select("#components .bad label").len(), 1);
    let text = again.text();
    for kept in [
        "value=\"Board\"",
        "value=\"a few\"",
        "value=\"guidance section\"",
        "#f-quantity",
    ] {
        assert!(text.contains(kept), "{kept}");
    }
    // Nothing of it was filed, not even the assembly above.
    assert_eq!(again.select("#components .node-name").len(), 0);
    // From the card it comes back on the card.
    let card = [("name", "Board"), ("quantity", "a few")];
    let card = author.post(&format!("{unit}/components"), &card).await.expect(422);
    assert_eq!(card.select("#submit").len(), 0);
    // The country was given by its name.
    let incidents = author.get("/api/v1/incidents").await.json();
    assert_eq!(incidents["results"][0]["country"], "UA");
}
