//! Parts: found however they are typed, each number once a maker, and where they were found.

use serde_json::json;

use crate::harness::TestApp;

#[actix_web::test]
async fn a_part_is_found_however_it_is_typed() {
    let app = TestApp::start().await;
    let maker = app.accepted("organizations", &[("name", "Analog Devices")]);
    let part = app.accepted(
        "parts",
        &[
            ("number", "ADSP-21065L"),
            ("maker", &maker),
            ("numbers", "ADSP-21065LKS-240"),
            ("family", "SHARC"),
            ("description", "Digital signal processor"),
        ],
    );
    for query in [
        "adsp 21065l",
        "ADSP-21065L",
        "21065",
        "ADSP%E2%80%9121065LKS240",
        "sharc",
    ] {
        let page = app
            .officer()
            .get(&format!("/search?q={}", query.replace(' ', "+")))
            .await
            .expect(200);
        assert!(page.text().contains(&format!("/parts/{part}")), "{query}");
    }
    let page = app.visitor().get(&format!("/parts/{part}")).await.expect(200);
    assert_eq!(
        page.select(".lead"),
        ["Digital signal processor. Maker: Analog Devices."]
    );
    let list = app.visitor().get("/parts").await.expect(200);
    assert_eq!(list.select("tbody th a"), ["ADSP-21065L"]);
}

#[actix_web::test]
async fn a_maker_has_a_number_once() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let maker = app.accepted("organizations", &[("name", "Maker A")]);
    let other = app.accepted("organizations", &[("name", "Maker B")]);
    let part = app.accepted("parts", &[("number", "LM-317"), ("maker", &maker)]);
    let twin = json!({"number": "lm 317", "maker": maker});
    let answer = author.post_json("/api/v1/parts", &twin).await.expect(422).json();
    assert_eq!(answer["fields"][0]["field"], "number");
    assert!(answer["fields"][0]["message"].as_str().unwrap().contains(&part));
    author.create("parts", json!({"number": "LM317", "maker": other})).await;
    let loose = author.create("parts", json!({"number": "LM317"})).await;
    author
        .post_json("/api/v1/parts", &json!({"number": "LM.317"}))
        .await
        .expect(422);
    // Changing a part does not make it its own twin; giving it the other's maker does.
    let path = format!("/api/v1/parts/{loose}");
    author
        .put_json(&path, "\"1\"", &json!({"family": "regulators"}))
        .await
        .expect(200);
    author
        .put_json(&path, "\"2\"", &json!({"maker": maker}))
        .await
        .expect(422);
}

#[actix_web::test]
async fn a_twin_out_of_sight_is_not_told() {
    let app = TestApp::start().await;
    app.accepted("parts", &[("number", "SECRET-9"), ("release", "sealed")]);
    app.investigator().create("parts", json!({"number": "SECRET 9"})).await;
    app.reviewer()
        .post_json("/api/v1/parts", &json!({"number": "SECRET9"}))
        .await
        .expect(422);
}

#[actix_web::test]
async fn found_in_runs_to_the_last_component_in_sight() {
    let app = TestApp::start().await;
    let part = app.accepted("parts", &[("number", "A-1")]);
    let weapon = app.accepted("weapons", &[("name", "KN-23"), ("kind", "ballistic_missile")]);
    let unit = app.accepted("units", &[("name", "The unit"), ("weapon", &weapon)]);
    for number in 0..63 {
        let more = match number {
            5 => ("release", "sealed"),
            6 => ("field_releases", "part=sealed"),
            _ => ("note", ""),
        };
        let name = format!("chip {number:02}");
        app.accepted("components", &[("unit", &unit), ("name", &name), ("part", &part), more]);
    }
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some(format!("/parts/{part}"));
    while let Some(address) = next {
        let page = app.visitor().get(&address).await.expect(200);
        seen.extend(page.select("#found tbody th"));
        assert!(page.text().contains("The unit") && page.text().contains("KN-23"));
        let selector = scraper::Selector::parse(".pager a[rel=next]").unwrap();
        next = page
            .html()
            .select(&selector)
            .next()
            .map(|link| link.value().attr("href").unwrap().to_owned());
    }
    let expected: Vec<String> = (0..63)
        .rev()
        .filter(|n| ![5, 6].contains(n))
        .map(|n| format!("chip {n:02}"))
        .collect();
    assert_eq!(seen, expected);
    let table = app
        .visitor()
        .get(&format!("/components.csv?part={part}"))
        .await
        .expect(200)
        .text();
    assert_eq!(table.lines().count(), 1 + expected.len());
    app.visitor().get(&format!("/parts/{part}?after=zz")).await.expect(422);
}

#[actix_web::test]
async fn a_listed_code_is_a_signal() {
    let app = TestApp::start().await;
    let listed = app.accepted("parts", &[("number", "A-1"), ("hs6", "854231"), ("hs_edition", "2022")]);
    let hidden = app.accepted(
        "parts",
        &[
            ("number", "A-2"),
            ("hs6", "854231"),
            ("hs_edition", "2022"),
            ("field_releases", "hs6=officer"),
        ],
    );
    let page = app.visitor().get(&format!("/parts/{listed}")).await.expect(200);
    let text = page.select("#priority").join(" ");
    assert!(text.contains("Tier 1") && text.contains("not a licence duty"), "{text}");
    assert!(page.text().contains("8542.31"));
    let page = app.visitor().get(&format!("/parts/{hidden}")).await.expect(200);
    assert!(page.select("#priority").is_empty() && !page.text().contains("8542"));
    let page = app.officer().get(&format!("/parts/{hidden}")).await.expect(200);
    assert!(!page.select("#priority").is_empty());
}

#[actix_web::test]
async fn every_wrong_field_is_named() {
    let app = TestApp::start().await;
    let body = json!({
        "number": "—", "maker": "Nobody Inc.", "hs6": "85.42", "hs_edition": "2022", "eccn": "EAR98", "dual_use": "3Z001",
        "introduced": "2024-13",
    });
    let answer = app
        .investigator()
        .post_json("/api/v1/parts", &body)
        .await
        .expect(422)
        .json();
    let mut fields: Vec<&str> = answer["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    fields.sort_unstable();
    assert_eq!(fields, ["dual_use", "eccn", "hs6", "introduced", "number"]);
    let body = json!({"number": "A-1", "maker": "Nobody Inc."});
    let answer = app
        .investigator()
        .post_json("/api/v1/parts", &body)
        .await
        .expect(422)
        .json();
    assert_eq!(answer["fields"][0]["field"], "maker");
}
