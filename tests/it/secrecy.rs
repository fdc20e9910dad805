//! What is sealed stays sealed: a unique word stands in every sealed field and in every sealed record, and everything the
//! public can fetch is swept for it.

use actix_web::http::Method;

use crate::harness::TestApp;

/// Shelf, the fields that make a sound record, the fields to seal.
type Plant = (&'static str, Vec<(&'static str, String)>, &'static [&'static str]);

/// Text fields that are sealed one by one on an otherwise public record of each shelf.
fn plants(source: &str, unit: &str, component: &str) -> Vec<Plant> {
    let own = |text: &str| text.to_owned();
    vec![
        (
            "sources",
            vec![("title", own("Open source")), ("kind", own("report"))],
            &["publisher", "underlying", "note"],
        ),
        ("organizations", vec![("name", own("Open maker"))], &["note", "marks"]),
        (
            "parts",
            vec![("number", own("OPEN-1"))],
            &["family", "description", "note"],
        ),
        (
            "weapons",
            vec![("name", own("Open weapon")), ("kind", own("other"))],
            &["description"],
        ),
        (
            "incidents",
            vec![("name", own("Open incident")), ("kind", own("strike"))],
            &["summary", "place"],
        ),
        ("units", vec![("name", own("Open unit"))], &["note"]),
        (
            "components",
            vec![("unit", unit.to_owned()), ("name", own("Open component"))],
            &["position", "brand", "note"],
        ),
        (
            "markings",
            vec![("component", component.to_owned()), ("transcription", own("OPENMARK"))],
            &["note"],
        ),
        (
            "claims",
            vec![
                ("about", unit.to_owned()),
                ("statement", own("Open statement.")),
                ("source", source.to_owned()),
            ],
            &["measure", "locator", "said_by"],
        ),
        (
            "transfers",
            vec![("kind", own("sale")), ("from_name", own("Open seller"))],
            &["to_name", "goods", "vessel", "document", "note"],
        ),
    ]
}

/// Fields that are sealed on every record, whatever its author says.
const ALWAYS: &[(&str, &str)] = &[("incidents", "session"), ("units", "session"), ("markings", "session")];

async fn sweep(app: &TestApp, paths: &[String], words: &[String]) {
    let mut leaks = Vec::new();
    for path in paths {
        let answer = app.visitor().get(path).await;
        let said = format!("{:?}\n{}", answer.headers, answer.text());
        for word in words {
            if said.contains(word.as_str()) {
                leaks.push(format!("{path}: {word}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[actix_web::test]
async fn no_sealed_word_reaches_the_public() {
    let app = TestApp::start().await;
    let source = app.accepted("sources", &[("title", "Base source"), ("kind", "report")]);
    let unit = app.accepted("units", &[("name", "Base unit")]);
    let component = app.accepted("components", &[("unit", &unit), ("name", "Base component")]);
    let mut words: Vec<String> = Vec::new();
    let mut paths = vec![
        "/".to_owned(),
        "/incidents.geojson".to_owned(),
        "/units.geojson".to_owned(),
        "/transfers.geojson".to_owned(),
        "/api/v1/exchange/catalogue.geojson".to_owned(),
        "/exchange".to_owned(),
        "/api/v1/exchange/entities.ftm.json".to_owned(),
        "/api/v1/exchange/index.json".to_owned(),
        "/api/v1/exchange/organizations.csv".to_owned(),
        "/api/v1/exchange/transfers.csv".to_owned(),
        "/api/openapi.json".to_owned(),
        "/nothing".to_owned(),
    ];
    let mut open_words = 0;
    for (number, (shelf, base, sealed)) in plants(&source, &unit, &component).into_iter().enumerate() {
        let mut fields: Vec<(&str, String)> = base.clone();
        let mut levels = Vec::new();
        for (place, field) in sealed.iter().enumerate() {
            let word = format!("Zq{number}x{place}plant");
            fields.push((field, word.clone()));
            levels.push(format!("{field}=sealed"));
            words.push(word);
        }
        for (_, field) in ALWAYS.iter().filter(|(on, _)| *on == shelf) {
            let word = format!("Zq{number}session");
            fields.push((field, word.clone()));
            words.push(word);
        }
        fields.push(("field_releases", levels.join(";")));
        let as_text: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let open = app.accepted(shelf, &as_text);
        open_words += 1;
        // The same shelf's sealed record: nothing of it may be seen at all.
        let word = format!("Zq{number}whole");
        let mut whole: Vec<(&str, String)> = base;
        for (name, text) in &mut whole {
            if matches!(
                *name,
                "title" | "name" | "number" | "transcription" | "statement" | "from_name"
            ) {
                *text = word.clone();
            }
        }
        whole.push(("release", "sealed".to_owned()));
        let as_text: Vec<(&str, &str)> = whole.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let hidden = app.accepted(shelf, &as_text);
        words.push(word);
        words.push(hidden.clone());
        paths.extend([
            format!("/{shelf}"),
            format!("/{shelf}.csv"),
            format!("/{shelf}.json"),
            format!("/api/v1/{shelf}"),
            format!("/{shelf}/{open}"),
            format!("/{shelf}/{open}.json"),
            format!("/{shelf}/{open}/history"),
            format!("/api/v1/{shelf}/{open}"),
        ]);
        for path in [
            format!("/{shelf}/{hidden}"),
            format!("/api/v1/{shelf}/{hidden}"),
            format!("/{shelf}/{hidden}/history"),
        ] {
            app.visitor().get(&path).await.expect(404);
        }
    }
    assert_eq!(open_words, 10);
    paths.extend([
        format!("/units/{unit}"),
        format!("/components/{component}"),
        format!("/components/{component}/chains"),
        format!("/api/v1/components/{component}/chains"),
        "/chains".to_owned(),
        "/constellations".to_owned(),
        "/api/v1/constellations".to_owned(),
        format!("/api/v1/components/{component}/constellations"),
        "/chains.csv".to_owned(),
        "/api/v1/chains".to_owned(),
        format!("/sources/{source}"),
    ]);
    sweep(&app, &paths, &words).await;
    // A search for a sealed word finds nothing; the page repeats the word that was typed, so only hits are looked at.
    for word in &words {
        let found = app.visitor().get(&format!("/search?q={word}")).await.expect(200);
        assert!(found.select(".hit").is_empty(), "{word}");
        let table = app
            .visitor()
            .get(&format!("/search.csv?q={word}"))
            .await
            .expect(200)
            .text();
        assert_eq!(table.lines().count(), 1, "{word}");
    }
    // Inside, the same words are there: the sweep did not pass because nothing was written.
    let inside = app.reviewer().get("/sources.csv").await.expect(200).text();
    assert!(inside.contains("Zq0x0plant") && inside.contains("Zq0whole"));
}

#[actix_web::test]
async fn nobody_can_open_a_field_beyond_its_limit() {
    let app = TestApp::start().await;
    let unit = app.accepted("units", &[("name", "A"), ("session", "Zsession")]);
    let path = format!("/api/v1/units/{unit}");
    let etag = app.reviewer().get(&path).await.expect(200).header("etag").to_owned();
    let body = serde_json::json!({"field_releases": "session=public"});
    app.reviewer().put_json(&path, &etag, &body).await.expect(422);
    assert!(!app.visitor().get(&path).await.text().contains("Zsession"));
    assert!(!app.officer().get(&path).await.text().contains("Zsession"));
    assert!(app.reviewer().get(&path).await.text().contains("Zsession"));
}

#[actix_web::test]
async fn answers_to_signed_in_people_are_not_kept_by_anyone() {
    let app = TestApp::start().await;
    app.accepted("sources", &[("title", "A"), ("kind", "report"), ("release", "officer")]);
    let inside = app
        .officer()
        .send(Method::GET, "/sources", &[], Vec::new())
        .await
        .expect(200);
    assert_eq!(inside.header("cache-control"), "private, no-store");
    assert!(inside.text().contains(">A<"));
    assert!(!app.visitor().get("/sources").await.text().contains(">A<"));
}
