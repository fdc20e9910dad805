//! Weapon types: names per authority, and units that are, or may be, of a type.

use serde_json::json;

use crate::harness::TestApp;

const KIND: (&str, &str) = ("kind", "ballistic_missile");

#[actix_web::test]
async fn every_name_finds_the_type_and_stands_with_who_uses_it() {
    let app = TestApp::start().await;
    let aliases = "DPRK: Hwasong-11A\nWestern designation: KN-23\nUkrainian: Хвасон-11А";
    let made = app.accepted(
        "weapons",
        &[("name", "KN-23"), KIND, ("origin", "KP"), ("aliases", aliases)],
    );
    let page = app.visitor().get(&format!("/weapons/{made}")).await.expect(200);
    let text = page.text();
    for word in ["Hwasong-11A", "DPRK", "Хвасон-11А", "North Korea"] {
        assert!(text.contains(word), "{word}");
    }
    for name in ["hwasong 11a", "kn23", "Хвасон-11А"] {
        let unit = app
            .investigator()
            .create("units", json!({"name": format!("Unit by {name}"), "weapon": name}))
            .await;
        let unit = app.investigator().get(&format!("/api/v1/units/{unit}")).await.json();
        assert_eq!(unit["links"]["weapon"]["ref"], made.as_str(), "{name}");
    }
}

#[actix_web::test]
async fn units_that_may_be_of_the_type_stand_apart_from_those_that_are() {
    let app = TestApp::start().await;
    let one = app.accepted("weapons", &[("name", "KN-23"), KIND]);
    let other = app.accepted("weapons", &[("name", "KN-24"), KIND]);
    app.accepted("units", &[("name", "Certainly one"), ("weapon", &one)]);
    app.accepted(
        "units",
        &[("name", "One or the other"), ("weapon", &one), ("or_weapons", &other)],
    );
    app.accepted(
        "units",
        &[("name", "Nobody may know"), ("weapon", &one), ("release", "sealed")],
    );
    app.accepted(
        "units",
        &[
            ("name", "Type withheld"),
            ("weapon", &one),
            ("field_releases", "weapon=sealed"),
        ],
    );
    let page = app.visitor().get(&format!("/weapons/{one}")).await.expect(200);
    assert_eq!(page.select("#units li a"), ["Certainly one"]);
    assert_eq!(page.select("#possible-units li a"), ["One or the other"]);
    assert!(!page.text().contains("Nobody may know") && !page.text().contains("Type withheld"));
    let page = app.visitor().get(&format!("/weapons/{other}")).await.expect(200);
    assert!(page.select("#units li").is_empty());
    assert_eq!(page.select("#possible-units li a"), ["One or the other"]);
    let inside = app.reviewer().get(&format!("/weapons/{one}")).await.expect(200).text();
    assert!(inside.contains("Nobody may know") && inside.contains("Type withheld"));
}

#[actix_web::test]
async fn parts_seen_are_those_whose_components_may_be_seen() {
    let app = TestApp::start().await;
    let weapon = app.accepted("weapons", &[("name", "KN-23"), KIND]);
    let unit = app.accepted("units", &[("name", "A unit"), ("weapon", &weapon)]);
    for (number, more) in [
        ("ADSP-21065L", ("note", "")),
        ("SECRET-1", ("release", "sealed")),
        ("SECRET-2", ("field_releases", "part=sealed")),
    ] {
        let part = app.accepted("parts", &[("number", number)]);
        app.accepted(
            "components",
            &[("unit", &unit), ("name", "chip"), ("part", &part), more],
        );
    }
    let page = app.visitor().get(&format!("/weapons/{weapon}")).await.expect(200);
    assert_eq!(page.select("#parts tbody th").len(), 1);
    assert!(page.text().contains("ADSP-21065L") && !page.text().contains("SECRET"));
}

#[actix_web::test]
async fn the_list_is_there_for_everyone_in_both_languages() {
    let app = TestApp::start().await;
    app.accepted("weapons", &[("name", "KN-23"), KIND, ("origin", "KP")]);
    for (_, client) in app.all() {
        client.get("/weapons").await.expect(200);
    }
    let page = app.visitor().get("/weapons").await;
    assert!(page.text().contains("ballistic missile"));
    let headers = [("accept-language", "uk")];
    let page = app
        .visitor()
        .send(actix_web::http::Method::GET, "/weapons", &headers, Vec::new())
        .await
        .expect(200);
    assert!(page.text().contains("балістична ракета"));
    assert!(!app.visitor().get("/weapons").await.text().contains("/weapons/new"));
    app.investigator().get("/weapons/new").await.expect(200);
    app.visitor().get("/weapons/new").await.expect(303);
}
