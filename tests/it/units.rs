//! Units: open identifications, attribution question by question, units without debris, and names that tell nothing closed.

use serde_json::json;

use crate::harness::TestApp;

fn weapon(app: &TestApp, name: &str) -> String {
    app.accepted("weapons", &[("name", name), ("kind", "ballistic_missile")])
}

fn strike(app: &TestApp, name: &str, release: &str) -> String {
    app.accepted("incidents", &[("name", name), ("kind", "strike"), ("release", release)])
}

#[actix_web::test]
async fn an_open_identification_stays_open_everywhere() {
    let app = TestApp::start().await;
    let (one, other) = (weapon(&app, "KN-23"), weapon(&app, "KN-24"));
    let incident = strike(&app, "Kharkiv, 2 January 2024", "public");
    let unit = app.accepted(
        "units",
        &[
            ("weapon", &one),
            ("or_weapons", &other),
            ("incident", &incident),
            ("used", "2024-01-02"),
        ],
    );
    let page = app.visitor().get(&format!("/units/{unit}")).await.expect(200);
    assert_eq!(page.select("h1"), ["KN-23 or KN-24, Kharkiv, 2 January 2024"]);
    assert!(page.text().contains("KN-23 or KN-24, used 2 Jan 2024."));
    let list = app.visitor().get("/units").await.expect(200).text();
    assert!(list.contains("KN-23 or KN-24"));
    let uk = [("accept-language", "uk")];
    let page = app
        .visitor()
        .send(actix_web::http::Method::GET, &format!("/units/{unit}"), &uk, Vec::new())
        .await;
    assert!(page.text().contains("KN-23 або KN-24"));
    let told = app
        .visitor()
        .get(&format!("/api/v1/units/{unit}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["or_weapons"].to_string().contains(&other), true, "{told}");
}

#[actix_web::test]
async fn a_unit_of_which_nothing_was_recovered_is_a_unit() {
    let app = TestApp::start().await;
    let unit = app.accepted(
        "units",
        &[
            ("name", "Missiles known only from tracking"),
            ("identification", "trajectory_speed_launch_site\nintelligence_tally"),
            ("count", "at least 2"),
            ("used", "2023-12-30/2024-02-27"),
        ],
    );
    let page = app.visitor().get(&format!("/units/{unit}")).await.expect(200).text();
    assert!(page.contains("No debris: identified from trajectory, speed and launch site, intelligence tally."));
    assert!(page.contains("One record for a group: at least 2."));
    assert!(page.contains("No component of this unit is documented here."));
}

#[actix_web::test]
async fn each_question_has_its_own_answers() {
    let app = TestApp::start().await;
    let source = app.accepted("sources", &[("title", "Report of the monitors"), ("kind", "report")]);
    let lines = format!(
        "made_by | KP | three monitors inspected the debris | B2 | {source}\n\
         launched_from | not independently established | tracking data were supplied by one side\n\
         launched_from | Russian Federation, as reported by Ukraine"
    );
    let unit = app.accepted(
        "units",
        &[("name", "U"), ("attributions", &lines), ("sources", &source)],
    );
    let page = app.visitor().get(&format!("/units/{unit}")).await.expect(200);
    let rows = page.select("table.attribution tbody tr");
    assert_eq!(rows.len(), 5, "{rows:?}");
    assert!(rows[0].contains("Made by") && rows[0].contains("North Korea") && rows[0].contains("B2"));
    assert!(rows[1].contains("Transferred by") && rows[1].contains("not stated"));
    assert!(rows[3].contains("not independently established"));
    assert!(rows[4].contains("as reported by Ukraine"));
    assert_eq!(page.select("table.attribution sup.src"), ["1"]);
}

#[actix_web::test]
async fn wrong_answers_are_named() {
    let app = TestApp::start().await;
    let body = json!({"name": "U", "attributions": ["sold_by | KP", "made_by | KP | debris | Z9"], "count": "some", "weapon": "XYZ-1"});
    let answer = app
        .investigator()
        .post_json("/api/v1/units", &body)
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
    assert_eq!(named, ["attributions", "attributions", "count"]);
    let body = json!({"weapon": "XYZ-1"});
    let answer = app
        .investigator()
        .post_json("/api/v1/units", &body)
        .await
        .expect(422)
        .text();
    assert!(answer.contains("XYZ-1"));
}

#[actix_web::test]
async fn a_name_made_of_others_never_tells_what_is_closed() {
    let app = TestApp::start().await;
    let weapon = weapon(&app, "KN-23");
    let incident = strike(&app, "Zhukivka depot", "sealed");
    let unit = app.accepted(
        "units",
        &[
            ("weapon", &weapon),
            ("incident", &incident),
            ("session", "notebook seven"),
        ],
    );
    for path in ["/units", "/units.csv", "/units.json", "/api/v1/units"] {
        let seen = app.visitor().get(path).await.expect(200).text();
        assert!(seen.contains(&unit), "{path}");
        // A table names the weapon by its reference.
        assert!(seen.contains("KN-23") || seen.contains(&weapon), "{path}");
        assert!(!seen.contains("Zhukivka") && !seen.contains("notebook"), "{path}");
    }
    let page = app.visitor().get(&format!("/units/{unit}")).await.expect(200).text();
    assert!(!page.contains("Zhukivka") && !page.contains("notebook"));
    let inside = app.reviewer().get(&format!("/units/{unit}")).await.expect(200).text();
    assert!(inside.contains("Zhukivka depot") && inside.contains("notebook seven"));
}

#[actix_web::test]
async fn a_name_follows_what_it_was_made_of() {
    let app = TestApp::start().await;
    let incident = strike(&app, "Poltava raid", "public");
    let unit = app.accepted("units", &[("incident", &incident)]);
    let title = async || {
        let told = app
            .visitor()
            .get(&format!("/api/v1/units/{unit}"))
            .await
            .expect(200)
            .json();
        told["label"].as_str().unwrap().to_owned()
    };
    assert_eq!(title().await, "Poltava raid");
    let path = format!("/incidents/{incident}");
    app.reviewer()
        .post(&path, &[("version", "1"), ("name", "Poltava strike")])
        .await
        .expect(303);
    assert_eq!(title().await, "Poltava strike");
    app.reviewer()
        .post(&path, &[("version", "2"), ("release", "officer")])
        .await
        .expect(303);
    assert_eq!(title().await, "");
    let list = app.visitor().get("/units").await.expect(200).text();
    assert!(!list.contains("Poltava"));
}

#[actix_web::test]
async fn the_latest_use_comes_first() {
    let app = TestApp::start().await;
    for (name, field, date) in [
        ("First", "used", "2023-12-30"),
        ("Third", "recovered", "2024-09"),
        ("Second", "used", "2024-08-18"),
    ] {
        app.accepted("units", &[("name", name), (field, date)]);
    }
    app.accepted("units", &[("name", "Undated")]);
    let page = app.visitor().get("/units").await.expect(200);
    assert_eq!(page.select("tbody th a"), ["Third", "Second", "First", "Undated"]);
}
