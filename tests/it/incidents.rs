//! Incidents: the exact place never leaves, whatever the road.

use serde_json::json;

use crate::harness::TestApp;

const STRIKE: [(&str, &str); 8] = [
    ("name", "Strike on a city"),
    ("kind", "strike"),
    ("date", "2024-01-02"),
    ("country", "UA"),
    ("lat", "49.98765"),
    ("lon", "36.23457"),
    ("precision", "exact"),
    ("session", "bench in hall seven"),
];

const EXACT: [&str; 3] = ["98765", "23457", "hall seven"];

#[actix_web::test]
async fn outside_every_road_leads_to_the_cell() {
    let app = TestApp::start().await;
    let made = app.accepted("incidents", &STRIKE);
    let roads = [
        format!("/incidents/{made}"),
        format!("/incidents/{made}.json"),
        format!("/incidents/{made}/history"),
        format!("/api/v1/incidents/{made}"),
        "/incidents".to_owned(),
        "/incidents.csv".to_owned(),
        "/incidents.json".to_owned(),
        "/incidents.geojson".to_owned(),
        "/api/v1/incidents".to_owned(),
        "/search?q=strike".to_owned(),
    ];
    for client in [app.visitor(), app.officer()] {
        for road in &roads {
            let answer = client.get(road).await.expect(200).text();
            for word in EXACT {
                assert!(!answer.contains(word), "{road}: {word}");
            }
        }
    }
    let told = app.visitor().get(&format!("/api/v1/incidents/{made}")).await.json();
    assert_eq!(told["precision"], "km10");
    let (lat, lon) = (told["lat"].as_f64().unwrap(), told["lon"].as_f64().unwrap());
    assert!(
        (lat - 49.98765).abs() < 0.06 && (lon - 36.23457).abs() < 0.1,
        "{lat} {lon}"
    );
    let csv = app.visitor().get("/incidents.csv").await.text();
    assert!(csv.contains(&format!(",{lat},{lon},km10,")), "{csv}");
}

#[actix_web::test]
async fn partners_see_the_point_and_only_reviewers_the_session() {
    let app = TestApp::start().await;
    let path = format!("/api/v1/incidents/{}", app.accepted("incidents", &STRIKE));
    let partner = app.investigator().get(&path).await.expect(200).json();
    assert_eq!(
        (partner["lat"].as_f64(), partner["precision"].as_str()),
        (Some(49.98765), Some("exact"))
    );
    assert!(partner.get("session").is_none());
    let reviewer = app.reviewer().get(&path).await.expect(200).json();
    assert_eq!(reviewer["session"], "bench in hall seven");
}

#[actix_web::test]
async fn the_point_and_the_session_cannot_be_opened_further() {
    let app = TestApp::start().await;
    for levels in ["lat=public", "lon=officer", "session=public"] {
        let mut body = json!({"field_releases": levels});
        for (name, text) in STRIKE {
            body[name] = text.into();
        }
        app.reviewer().post_json("/api/v1/incidents", &body).await.expect(422);
    }
}

#[actix_web::test]
async fn the_page_says_how_far_the_point_can_be_off() {
    let app = TestApp::start().await;
    let made = app.accepted("incidents", &STRIKE);
    let page = app
        .visitor()
        .get(&format!("/incidents/{made}"))
        .await
        .expect(200)
        .text();
    assert!(
        page.contains("within about 7 km") || page.contains("within about 8 km"),
        "{page}"
    );
    let known = app.accepted(
        "incidents",
        &[
            ("name", "Series"),
            ("kind", "launch_series"),
            ("country", "UA"),
            ("precision", "country"),
            ("place", "four regions"),
        ],
    );
    let page = app
        .visitor()
        .get(&format!("/incidents/{known}"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("four regions") && page.contains("Ukraine") && !page.contains("within about 7"));
}

#[actix_web::test]
async fn a_released_country_takes_the_town_with_it() {
    let app = TestApp::start().await;
    let mut fields = STRIKE.to_vec();
    fields.extend([("place", "Little Town"), ("released_precision", "country")]);
    let made = app.accepted("incidents", &fields);
    for road in [
        format!("/incidents/{made}"),
        "/incidents.csv".into(),
        "/incidents.geojson".into(),
        "/search?q=little+town".into(),
    ] {
        let answer = app.visitor().get(&road).await.expect(200);
        let hits = answer.text().matches("Little Town").count();
        assert_eq!(hits, 0, "{road}");
    }
    let inside = app
        .investigator()
        .get(&format!("/incidents/{made}"))
        .await
        .expect(200)
        .text();
    assert!(inside.contains("Little Town"));
}

#[actix_web::test]
async fn geojson_runs_to_the_end_and_says_its_uncertainty() {
    let app = TestApp::start().await;
    for number in 0..205 {
        let name = format!("Incident {number}");
        let mut fields = STRIKE.to_vec();
        fields.retain(|(field, _)| *field != "name");
        fields.push(("name", &name));
        app.accepted("incidents", &fields);
    }
    app.accepted("incidents", &[("name", "No point"), ("kind", "crash")]);
    app.accepted(
        "incidents",
        &[("name", "Sealed"), ("kind", "crash"), ("release", "sealed")],
    );
    let answer = app.visitor().get("/incidents.geojson").await.expect(200);
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let all = answer.json();
    let features = all["features"].as_array().unwrap();
    assert_eq!(features.len(), 206);
    let metres = features
        .iter()
        .filter_map(|feature| feature["properties"]["coordinateUncertaintyInMeters"].as_u64())
        .filter(|metres| (5_000..10_000).contains(metres));
    assert_eq!(metres.count(), 205);
    assert_eq!(
        features.iter().filter(|feature| feature["geometry"].is_null()).count(),
        1
    );
    let inside = app.investigator().get("/incidents.geojson").await.json();
    assert!(inside["features"][0]["properties"]["coordinateUncertaintyInMeters"].is_null());
}

#[actix_web::test]
async fn the_newest_incident_comes_first() {
    let app = TestApp::start().await;
    for date in ["2023-12-30", "2024-08-18", "2024-01-02"] {
        app.accepted("incidents", &[("name", date), ("kind", "strike"), ("date", date)]);
    }
    let page = app.visitor().get("/incidents").await.expect(200);
    assert_eq!(page.select("tbody th a"), ["2024-08-18", "2024-01-02", "2023-12-30"]);
}

#[actix_web::test]
async fn half_a_point_and_impossible_days_are_named() {
    let app = TestApp::start().await;
    let body = json!({"name": "A", "kind": "strike", "lat": "50.1", "precision": "nearly", "date": "2024-02-31", "country": "XQ"});
    let answer = app
        .investigator()
        .post_json("/api/v1/incidents", &body)
        .await
        .expect(422)
        .json();
    let mut named: Vec<&str> = answer["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    named.sort_unstable();
    assert_eq!(named, ["country", "date", "lon", "precision"]);
}

#[actix_web::test]
async fn units_and_claims_stand_on_the_page() {
    let app = TestApp::start().await;
    let made = app.accepted("incidents", &STRIKE);
    app.accepted("units", &[("name", "The missile"), ("incident", &made)]);
    app.accepted(
        "units",
        &[("name", "A hidden one"), ("incident", &made), ("release", "partner")],
    );
    app.accepted(
        "claims",
        &[
            ("about", &made),
            ("statement", "At least 12 were killed."),
            ("measure", "killed"),
            ("quantity", "at least 12"),
        ],
    );
    let page = app.visitor().get(&format!("/incidents/{made}")).await.expect(200);
    assert_eq!(page.select("#units li a"), ["The missile"]);
    assert!(page.select("#claims strong").contains(&"at least 12".to_owned()));
}
