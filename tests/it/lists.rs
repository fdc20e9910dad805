//! Lists narrowed to what belongs to one record: to their end, and never telling what a record withholds.

use serde_json::json;

use crate::harness::TestApp;

const KIND: (&str, &str) = ("kind", "ballistic_missile");

#[actix_web::test]
async fn the_units_of_a_type_page_to_their_end_and_tell_nothing_withheld() {
    let app = TestApp::start().await;
    let weapon = app.accepted("weapons", &[("name", "KN-23"), KIND]);
    let other = app.accepted("weapons", &[("name", "KN-24"), KIND]);
    for number in 0..53 {
        let day = format!("2024-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
        let name = format!("Unit {number:02}");
        let pair: &[(&str, &str)] = match number % 2 {
            0 => &[("weapon", &weapon)],
            _ => &[("weapon", &other), ("or_weapons", &weapon)],
        };
        let fields = [&[("name", name.as_str()), ("used", day.as_str())], pair].concat();
        app.accepted("units", &fields);
    }
    app.accepted("units", &[("name", "Of another type"), ("weapon", &other)]);
    app.accepted(
        "units",
        &[("name", "Sealed unit"), ("weapon", &weapon), ("release", "sealed")],
    );
    let withheld = ("field_releases", "weapon=sealed");
    app.accepted("units", &[("name", "Type withheld"), ("weapon", &weapon), withheld]);

    let first = app.visitor().get(&format!("/units?weapon={weapon}")).await.expect(200);
    let mut titles = first.select("tbody th a");
    let html = first.html();
    let next = html
        .select(&scraper::Selector::parse("a[rel=next]").unwrap())
        .next()
        .unwrap();
    let next = next.value().attr("href").unwrap();
    assert!(next.contains(&format!("weapon={weapon}")), "{next}");
    let second = app.visitor().get(next).await.expect(200);
    titles.extend(second.select("tbody th a"));
    let wanted: Vec<String> = (0..53).rev().map(|number| format!("Unit {number:02}")).collect();
    assert_eq!(titles, wanted);

    let table = app
        .visitor()
        .get(&format!("/units.csv?weapon={weapon}"))
        .await
        .expect(200)
        .text();
    assert_eq!(table.lines().count(), 54, "{table}");
    assert!(!table.contains("withheld") && !table.contains("Sealed unit"));
    let inside = app
        .reviewer()
        .get(&format!("/units.csv?weapon={weapon}"))
        .await
        .expect(200)
        .text();
    assert!(inside.contains("Type withheld") && inside.contains("Sealed unit") && !inside.contains("Of another"));
    app.visitor().get("/units?weapon=00000000").await.expect(404);
    app.visitor().get("/units?weapon=nonsense").await.expect(404);
}

#[actix_web::test]
async fn what_rests_on_a_source_is_listed_shelf_by_shelf() {
    let app = TestApp::start().await;
    let source = app.accepted("sources", &[("title", "A report"), ("kind", "report")]);
    let other = app.accepted("sources", &[("title", "Another report"), ("kind", "report")]);
    let unit = app.accepted("units", &[("name", "A unit"), ("sources", &source)]);
    app.accepted("units", &[("name", "A second unit"), ("sources", &other)]);
    let closed = ("field_releases", "sources=sealed");
    app.accepted("units", &[("name", "A third unit"), ("sources", &source), closed]);
    app.accepted("components", &[("name", "chip"), ("unit", &unit), ("sources", &source)]);
    app.accepted(
        "claims",
        &[("about", &unit), ("statement", "Read in it."), ("source", &source)],
    );
    app.accepted(
        "claims",
        &[("about", &unit), ("statement", "Read elsewhere."), ("source", &other)],
    );

    let page = app.visitor().get(&format!("/units?cites={source}")).await.expect(200);
    assert_eq!(page.select("tbody th a"), ["A unit"]);
    let page = app
        .visitor()
        .get(&format!("/components?cites={source}"))
        .await
        .expect(200);
    assert_eq!(page.select("tbody th a"), ["chip"]);
    let page = app.visitor().get(&format!("/claims?source={source}")).await.expect(200);
    assert_eq!(page.select("tbody th a"), ["Read in it."]);
    let listed = app
        .visitor()
        .get(&format!("/api/v1/claims?about={unit}"))
        .await
        .expect(200)
        .json();
    assert_eq!(listed["results"].as_array().unwrap().len(), 2, "{listed}");
    let inside = app
        .reviewer()
        .get(&format!("/api/v1/units?cites={source}"))
        .await
        .expect(200)
        .json();
    assert_eq!(inside["results"].as_array().unwrap().len(), 2, "{inside}");
}

#[actix_web::test]
async fn the_lists_of_marks_photographs_and_parts_are_narrowed_too() {
    let app = TestApp::start().await;
    let maker = app.accepted("organizations", &[("name", "A maker")]);
    app.accepted("parts", &[("number", "AB-1"), ("maker", &maker)]);
    app.accepted("parts", &[("number", "AB-2")]);
    let unit = app.accepted("units", &[("name", "A unit")]);
    let component = app.accepted("components", &[("name", "chip"), ("unit", &unit)]);
    let other = app.accepted("components", &[("name", "board"), ("unit", &unit)]);
    app.accepted("markings", &[("component", &component), ("transcription", "113")]);
    app.accepted("markings", &[("component", &other), ("transcription", "112")]);
    for (path, wanted) in [
        (format!("parts?maker={maker}"), json!(["AB-1"])),
        (format!("markings?component={component}"), json!(["113"])),
    ] {
        let listed = app.visitor().get(&format!("/api/v1/{path}")).await.expect(200).json();
        let labels: Vec<_> = listed["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["label"].clone())
            .collect();
        assert_eq!(json!(labels), wanted, "{path}");
        app.visitor().get(&format!("/{path}")).await.expect(200);
    }
    app.visitor().get(&format!("/photos?unit={unit}")).await.expect(200);
}
