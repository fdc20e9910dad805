//! Components: the tree and its rules, quick entry, what a part's names mean, and lists narrowed without a leak.

use serde_json::json;

use crate::harness::TestApp;

fn unit(app: &TestApp, name: &str) -> String {
    app.accepted("units", &[("name", name)])
}

fn part(app: &TestApp, number: &str) -> String {
    app.accepted("parts", &[("number", number)])
}

#[actix_web::test]
async fn quick_entry_builds_a_tree_without_leaving_the_page() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let unit = author.create("units", json!({"name": "Found today"})).await;
    let action = format!("/units/{unit}/components");
    let place = |answer: &crate::harness::Answer| {
        let location = answer.header("location").to_owned();
        let (_, anchor) = location.split_once("#n-").unwrap();
        (anchor.to_owned(), location.clone())
    };
    let made = author.post(&action, &[("name", "guidance section")]).await.expect(303);
    let (assembly, _) = place(&made);
    let made = author
        .post(
            &action,
            &[
                ("parent", &assembly),
                ("name", "processor"),
                ("part_number", "ADSP-21065L"),
                ("quantity", "2"),
                ("brand", "AD"),
            ],
        )
        .await
        .expect(303);
    let (processor, location) = place(&made);
    assert!(
        location.starts_with(&format!("/units/{unit}?parent={assembly}")),
        "{location}"
    );
    let page = author.get(&location).await.expect(200);
    let nodes = page.select("ol.tree > li");
    assert_eq!(nodes.len(), 2);
    assert!(nodes[1].contains("processor") && nodes[1].contains("ADSP-21065L") && nodes[1].contains("× 2"));
    // The form stays open below the assembly, ready for the next board.
    assert_eq!(page.select(&format!("#n-{assembly} form")).len(), 1);
    assert_eq!(page.select("form.quick").len(), 1);
    let told = author
        .get(&format!("/api/v1/components/{processor}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["parent"], assembly.as_str());
    let part = told["links"]["part"]["ref"].as_str().unwrap().to_owned();
    assert_eq!(
        author.get(&format!("/api/v1/parts/{part}")).await.expect(200).json()["state"],
        "draft"
    );
    // The same number again is the same part, however it is written.
    author
        .post(&action, &[("part_number", "adsp 21065l")])
        .await
        .expect(303);
    assert_eq!(
        author.get("/api/v1/parts").await.json()["results"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    app.visitor().get(&format!("/components/{processor}")).await.expect(404);
}

#[actix_web::test]
async fn quick_entry_says_what_is_wrong_and_keeps_nothing() {
    let app = TestApp::start().await;
    let unit = unit(&app, "U");
    let action = format!("/units/{unit}/components");
    let answer = app
        .investigator()
        .post(&action, &[("quantity", "lots")])
        .await
        .expect(422);
    assert!(answer.text().contains("Give a name, a part number or a brand."));
    let answer = app
        .investigator()
        .post(&action, &[("part_number", "NEW-1"), ("quantity", "lots")])
        .await
        .expect(422);
    assert_eq!(answer.select("#f-quantity[aria-invalid]").len(), 1);
    assert!(answer.text().contains("NEW-1"));
    assert_eq!(
        app.admin().get("/api/v1/parts").await.json()["results"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    app.officer().post(&action, &[("name", "x")]).await.expect(403);
    app.visitor().post(&action, &[("name", "x")]).await.expect(401);
    app.investigator()
        .post("/units/ZZZZZZZ0/components", &[("name", "x")])
        .await
        .expect(404);
    assert!(
        app.officer()
            .get(&format!("/units/{unit}"))
            .await
            .expect(200)
            .select("form.quick")
            .is_empty()
    );
}

#[actix_web::test]
async fn a_tree_has_no_rings_no_strangers_and_an_end() {
    let app = TestApp::start().await;
    let (here, there) = (unit(&app, "here"), unit(&app, "there"));
    let author = app.investigator();
    let top = author.create("components", json!({"unit": here, "name": "top"})).await;
    let strange = author
        .create("components", json!({"unit": there, "name": "strange"}))
        .await;
    let body = json!({"unit": here, "name": "x", "parent": strange});
    let answer = author.post_json("/api/v1/components", &body).await.expect(422).json();
    assert_eq!(answer["fields"][0]["field"], "parent");
    let mut last = top.clone();
    for level in 2..=12 {
        last = author
            .create("components", json!({"unit": here, "name": level, "parent": last}))
            .await;
    }
    let body = json!({"unit": here, "name": "too deep", "parent": last});
    author.post_json("/api/v1/components", &body).await.expect(422);
    let path = format!("/api/v1/components/{top}");
    let etag = author.get(&path).await.expect(200).header("etag").to_owned();
    for wrong in [json!({"parent": last}), json!({"parent": top}), json!({"unit": there})] {
        author.put_json(&path, &etag, &wrong).await.expect(422);
    }
    let page = author.get(&format!("/components/{top}")).await.expect(200);
    assert_eq!(page.select("ol.tree > li").len(), 11);
    let deepest = author.get(&format!("/components/{last}")).await.expect(200);
    assert_eq!(deepest.select("ol.crumbs > li").len(), 13);
}

#[actix_web::test]
async fn brand_maker_seats_and_origin_are_told_apart() {
    let app = TestApp::start().await;
    let unit = unit(&app, "U");
    app.accepted(
        "organizations",
        &[("name", "Analog Devices"), ("roles", "brand"), ("hq_country", "US")],
    );
    let maker = app.accepted(
        "organizations",
        &[("name", "Some Foundry"), ("roles", "maker"), ("hq_country", "TW")],
    );
    let number = part(&app, "ADSP-21065L");
    let component = app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "signal processor"),
            ("part", &number),
            ("brand", "ANALOG DEVICES"),
            ("maker", &maker),
            ("origin", "PH"),
            ("domestic", "non_domestic"),
        ],
    );
    let page = app.visitor().get(&format!("/components/{component}")).await.expect(200);
    let facts = page.select("dl.facts > div");
    for (label, value) in [
        ("Brand on it", "ANALOG DEVICES"),
        ("Seat of the brand’s owner", "United States"),
        ("Made by", "Some Foundry"),
        ("Seat of the maker", "Taiwan"),
        ("Country on the origin mark", "Philippines"),
        ("Domestic or not", "not domestic"),
    ] {
        assert!(
            facts.iter().any(|fact| fact.contains(label) && fact.contains(value)),
            "{label}: {facts:?}"
        );
    }
    assert!(page.text().contains("says nothing about the maker’s conduct"));
    let told = app
        .visitor()
        .get(&format!("/api/v1/components/{component}"))
        .await
        .json();
    assert_eq!(told["brand"], "ANALOG DEVICES");
    assert_eq!(told["links"]["brand"]["title"], "Analog Devices");
}

#[actix_web::test]
async fn a_list_narrows_and_its_tables_follow() {
    let app = TestApp::start().await;
    let weapon = app.accepted("weapons", &[("name", "KN-23"), ("kind", "ballistic_missile")]);
    let maker = app.accepted("organizations", &[("name", "Maker"), ("roles", "maker")]);
    let number = part(&app, "TMS320");
    let mut made = Vec::new();
    for name in ["first", "second"] {
        let unit = app.accepted("units", &[("name", name), ("weapon", &weapon)]);
        for at in 0..30 {
            let fields = [
                ("unit", unit.as_str()),
                ("name", &format!("{name} {at}")),
                ("part", &number),
                ("maker", &maker),
                ("brand", "Maker"),
            ];
            made.push(app.accepted("components", &fields));
        }
    }
    let other = unit(&app, "other");
    app.accepted("components", &[("unit", &other), ("name", "stranger")]);
    for (field, reference) in [
        ("part", &number),
        ("maker", &maker),
        ("brand", &maker),
        ("weapon", &weapon),
    ] {
        let first = app
            .visitor()
            .get(&format!("/components?{field}={reference}"))
            .await
            .expect(200);
        assert_eq!(first.select("tbody tr").len(), 50, "{field}");
        let next = first.html();
        let next = next
            .select(&scraper::Selector::parse("a[rel=next]").unwrap())
            .next()
            .unwrap();
        let next = next.value().attr("href").unwrap().to_owned();
        let last = app.visitor().get(&next).await.expect(200);
        assert_eq!(last.select("tbody tr").len(), 10, "{field}: {next}");
        let csv = app
            .visitor()
            .get(&format!("/components.csv?{field}={reference}"))
            .await
            .expect(200)
            .text();
        assert_eq!(csv.lines().count(), 61, "{field}");
        assert!(!csv.contains("stranger"));
        let mut path = format!("/api/v1/components?limit=25&{field}={reference}");
        let mut seen = 0;
        loop {
            let page = app.visitor().get(&path).await.expect(200).json();
            seen += page["results"].as_array().unwrap().len();
            match page["next"].as_str() {
                Some(next) => path = next.strip_prefix("http://sherd.test").unwrap().to_owned(),
                None => break,
            }
        }
        assert_eq!(seen, 60, "{field}");
    }
    let page = app
        .visitor()
        .get(&format!("/components?unit={other}"))
        .await
        .expect(200);
    assert_eq!(page.select("tbody th a"), ["stranger"]);
    let all = app.visitor().get("/components").await.expect(200);
    assert_eq!(all.select("tbody th a").first().map(String::as_str), Some("stranger"));
    for path in [
        "/components?part=ZZZZZZZ0",
        "/components.csv?part=nonsense",
        "/api/v1/components?unit=ZZZZZZZ0",
    ] {
        app.visitor().get(path).await.expect(404);
    }
}

#[actix_web::test]
async fn a_narrowed_list_does_not_tell_a_withheld_field() {
    let app = TestApp::start().await;
    let number = part(&app, "SECRET-1");
    let unit = unit(&app, "U");
    let sealed = app.accepted("units", &[("name", "closed place"), ("release", "sealed")]);
    let open = app.accepted("components", &[("unit", &unit), ("name", "open"), ("part", &number)]);
    let guarded = app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "guarded"),
            ("part", &number),
            ("field_releases", "part=officer"),
        ],
    );
    let inside = app.accepted(
        "components",
        &[("unit", &sealed), ("name", "inside"), ("part", &number)],
    );
    let tables = [
        format!("/components?part={number}"),
        format!("/components.csv?part={number}"),
        format!("/api/v1/components?part={number}"),
    ];
    for path in &tables {
        let seen = app.visitor().get(path).await.expect(200).text();
        assert!(seen.contains(&open) && seen.contains(&inside), "{path}");
        assert!(!seen.contains(&guarded) && !seen.contains("closed place"), "{path}");
        assert!(
            app.officer().get(path).await.expect(200).text().contains(&guarded),
            "{path}"
        );
    }
    let page = app
        .visitor()
        .get(&format!("/components/{open}"))
        .await
        .expect(200)
        .text();
    assert!(!page.contains("closed place") && !page.contains(&guarded));
    let page = app
        .visitor()
        .get(&format!("/components/{guarded}"))
        .await
        .expect(200)
        .text();
    assert!(!page.contains("SECRET-1"));
    let tree = app
        .visitor()
        .get(&format!("/units/{unit}"))
        .await
        .expect(200)
        .select("ol.tree > li");
    assert!(
        tree.iter()
            .any(|node| node.contains("guarded") && !node.contains("SECRET-1")),
        "{tree:?}"
    );
    for path in [
        format!("/components?unit={sealed}"),
        format!("/components.csv?unit={sealed}"),
    ] {
        app.visitor().get(&path).await.expect(404);
    }
}

#[actix_web::test]
async fn a_page_names_other_units_with_the_same_part() {
    let app = TestApp::start().await;
    let number = part(&app, "XC7Z020");
    let mut last = String::new();
    for name in ["Alpha", "Beta", "Gamma"] {
        let unit = unit(&app, name);
        for _ in 0..2 {
            last = app.accepted(
                "components",
                &[("unit", &unit), ("name", "gate array"), ("part", &number)],
            );
        }
    }
    let page = app.visitor().get(&format!("/components/{last}")).await.expect(200);
    assert_eq!(page.select("#elsewhere tbody th a"), ["Beta", "Alpha"]);
    assert!(page.text().contains(&format!("/components?part={number}")));
}
