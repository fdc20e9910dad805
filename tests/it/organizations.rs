//! Organizations: names in every script, succession, what was found with them, and the list every catalogue begins with.

use serde_json::json;

use crate::harness::TestApp;

#[actix_web::test]
async fn the_card_tells_the_seat_from_the_register_and_accuses_nobody() {
    let app = TestApp::start().await;
    let made = app.accepted(
        "organizations",
        &[
            ("name", "Analog Devices"),
            ("names", "uk: Аналог Девайсез\nzh-Hans: 亚德诺"),
            ("roles", "maker\nbrand"),
            ("hq_country", "Switzerland"),
            ("incorporation_country", "NL"),
            ("identifiers", "lei: 506700GE1G29325QX363"),
            ("marks", "ADI\ntriangle-in-square logo"),
            ("prefixes", "ADSP"),
        ],
    );
    let page = app.visitor().get(&format!("/organizations/{made}")).await.expect(200);
    let text = page.text();
    for word in [
        "Аналог Девайсез",
        "亚德诺",
        "506700GE1G29325QX363",
        "triangle-in-square logo",
        "ADSP",
    ] {
        assert!(text.contains(word), "{word}");
    }
    assert_eq!(
        page.select(".lead"),
        ["Headquarters: Switzerland. Incorporated elsewhere: Netherlands."]
    );
    assert!(!page.select("article .no-accusation").is_empty());
    for name in ["analog devices", "Аналог Девайсез", "506700ge1g29325qx363", "亚德诺"] {
        let part = json!({"number": format!("X{}", app.next()), "maker": name});
        let part = app.investigator().create("parts", part).await;
        let part = app.investigator().get(&format!("/api/v1/parts/{part}")).await.json();
        assert_eq!(part["links"]["maker"]["ref"], made.as_str(), "{name}");
    }
}

#[actix_web::test]
async fn what_became_of_it_is_told_from_both_sides() {
    let app = TestApp::start().await;
    let amd = app.accepted("organizations", &[("name", "AMD")]);
    let step = format!("became {amd} 2022-02-14 in full");
    let xilinx = app.accepted("organizations", &[("name", "Xilinx"), ("succession", &step)]);
    let hidden = format!("became {amd} 1999");
    app.accepted(
        "organizations",
        &[
            ("name", "Sealed before"),
            ("succession", &hidden),
            ("release", "sealed"),
        ],
    );
    app.accepted(
        "organizations",
        &[
            ("name", "Silent before"),
            ("succession", &hidden),
            ("field_releases", "succession=sealed"),
        ],
    );
    let before = app.visitor().get(&format!("/organizations/{xilinx}")).await.expect(200);
    assert_eq!(before.select(".succession li"), ["Xilinx", "AMD 14 Feb 2022 in full"]);
    let after = app.visitor().get(&format!("/organizations/{amd}")).await.expect(200);
    assert_eq!(after.select(".succession li"), ["Xilinx 14 Feb 2022 in full", "AMD"]);
    let inside = app
        .reviewer()
        .get(&format!("/organizations/{amd}"))
        .await
        .expect(200)
        .text();
    assert!(inside.contains("Sealed before") && inside.contains("Silent before"));
}

#[actix_web::test]
async fn nothing_becomes_itself() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let last = author.create("organizations", json!({"name": "Last"})).await;
    let middle = json!({"name": "Middle", "succession": [format!("became {last}")]});
    let middle = author.create("organizations", middle).await;
    let first = json!({"name": "First", "succession": [format!("became {middle} 2001")]});
    let first = author.create("organizations", first).await;
    for (of, to) in [(&last, &first), (&last, &middle), (&last, &last)] {
        let body = json!({"succession": [format!("became {to}")]});
        let answer = author
            .put_json(&format!("/api/v1/organizations/{of}"), "\"1\"", &body)
            .await
            .expect(422);
        assert_eq!(answer.json()["fields"][0]["field"], "succession");
    }
    let body = json!({"succession": ["became nobody at all", "turned into dust"]});
    let answer = author
        .put_json(&format!("/api/v1/organizations/{last}"), "\"1\"", &body)
        .await
        .expect(422);
    assert_eq!(answer.json()["fields"][0]["field"], "succession");
}

#[actix_web::test]
async fn every_wrong_field_is_named() {
    let app = TestApp::start().await;
    let body = json!({
        "name": "", "hq_country": "Atlantis", "roles": ["spy"], "identifiers": ["LEI: 506700GE1G29325QX364"],
    });
    let answer = app
        .investigator()
        .post_json("/api/v1/organizations", &body)
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
    assert_eq!(fields, ["hq_country", "identifiers", "name", "roles"]);
}

#[actix_web::test]
async fn components_stand_where_their_maker_or_brand_may_be_known() {
    let app = TestApp::start().await;
    let maker = app.accepted("organizations", &[("name", "Maker A")]);
    let brand = app.accepted("organizations", &[("name", "Brand B")]);
    let part = app.accepted("parts", &[("number", "A-1"), ("maker", &maker)]);
    app.accepted(
        "parts",
        &[("number", "A-2"), ("maker", &maker), ("field_releases", "maker=sealed")],
    );
    app.accepted("parts", &[("number", "A-3"), ("maker", &maker), ("release", "officer")]);
    let unit = app.accepted("units", &[("name", "The unit")]);
    for (name, more) in [
        ("open chip", ("note", "")),
        ("sealed chip", ("release", "sealed")),
        ("silent chip", ("field_releases", "maker=sealed;brand=sealed")),
    ] {
        app.accepted(
            "components",
            &[
                ("unit", &unit),
                ("name", name),
                ("part", &part),
                ("maker", &maker),
                ("brand", "Brand B"),
                more,
            ],
        );
    }
    let page = app.visitor().get(&format!("/organizations/{maker}")).await.expect(200);
    assert_eq!(page.select("#made tbody th"), ["open chip"]);
    assert_eq!(page.select("#made .count"), ["1"]);
    assert_eq!(page.select("#parts li"), ["A-1"]);
    let officer = app.officer().get(&format!("/organizations/{maker}")).await.expect(200);
    assert_eq!(officer.select("#parts li"), ["A-1", "A-3"]);
    let page = app.visitor().get(&format!("/organizations/{brand}")).await.expect(200);
    assert_eq!(page.select("#branded tbody th"), ["open chip"]);
    let inside = app.reviewer().get(&format!("/organizations/{brand}")).await.expect(200);
    assert_eq!(inside.select("#branded tbody th").len(), 3);
}

#[actix_web::test]
async fn the_list_of_makers_is_filed_once() {
    let app = TestApp::start().await;
    let ctx = app.ctx();
    let first = app
        .write(|conn| sherd::service::seeds::seed_if_empty(conn, &ctx))
        .unwrap();
    assert!(first.made > 131 && first.kept == 0);
    let again = app.write(|conn| sherd::service::seeds::seed_makers(conn, &ctx));
    assert_eq!((again.made, again.kept), (0, first.made));
    assert_eq!(app.write(|conn| sherd::service::seeds::seed_if_empty(conn, &ctx)), None);

    let found = app
        .visitor()
        .get("/api/v1/organizations?record_id=maker:xilinx")
        .await
        .expect(200)
        .json();
    let xilinx = found["results"][0].clone();
    assert_eq!(xilinx["release"], "public");
    assert_eq!(xilinx["roles"], json!(["maker", "brand"]));
    assert!(!xilinx["sources"].as_array().unwrap().is_empty());
    let page = app
        .visitor()
        .get(&format!("/organizations/{}", xilinx["ref"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(page.select(".succession li"), ["Xilinx", "AMD 2022"]);
    assert!(page.text().contains("X shadow logo"));

    let mut total = 0;
    let mut next = Some("/api/v1/organizations?limit=100".to_owned());
    while let Some(address) = next {
        let list = app
            .visitor()
            .get(address.trim_start_matches("http://sherd.test"))
            .await
            .expect(200)
            .json();
        for one in list["results"].as_array().unwrap() {
            assert!(!one["sources"].as_array().unwrap().is_empty(), "{}", one["label"]);
            total += 1;
        }
        next = list["next"].as_str().map(str::to_owned);
    }
    assert_eq!(total, 131);
}
