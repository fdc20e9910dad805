//! The neighbourhood of an organization: whole within its steps, never through what is out of sight, the same each time.

use serde_json::Value;
use sherd::{domain::release::Sight, service::neighbourhoods::reach};

use crate::harness::{Client, TestApp};

fn firm(app: &TestApp, name: &str, release: &str) -> String {
    app.accepted(
        "organizations",
        &[("name", name), ("hq_country", "HK"), ("release", release)],
    )
}

fn sold(app: &TestApp, from: &str, to: &str, fields: &[(&str, &str)]) {
    let ends = [("kind", "sale"), ("from", from), ("to", to), ("contract", "2023-05-20")];
    app.accepted("transfers", &[ends.as_slice(), fields].concat());
}

async fn around(client: Client<'_>, reference: &str, hops: usize) -> Value {
    let path = format!("/api/v1/organizations/{reference}/neighbourhood?hops={hops}");
    client.get(&path).await.expect(200).json()
}

fn titles(found: &Value) -> Vec<&str> {
    let nodes = found["nodes"].as_array().unwrap();
    nodes.iter().filter_map(|node| node["title"].as_str()).collect()
}

#[actix_web::test]
async fn a_neighbourhood_is_whole_within_its_steps_and_is_drawn() {
    let app = TestApp::start().await;
    let names = ["Maker", "Dealer", "Broker", "Consignee", "User", "Far"];
    let firms: Vec<String> = names.iter().map(|name| firm(&app, name, "public")).collect();
    for pair in firms.windows(2) {
        sold(&app, &pair[0], &pair[1], &[]);
    }
    sold(&app, &firms[0], &firms[1], &[]);
    sold(&app, &firms[2], &firms[0], &[("contract", "2024-01")]);
    let near = around(app.visitor(), &firms[0], 1).await;
    assert_eq!(
        titles(&near),
        ["Maker", "Dealer", "Broker"],
        "those with most transfers come first"
    );
    assert_eq!(near["edges"].as_array().unwrap().len(), 3);
    assert_eq!(near["edges"][0]["count"], 2);
    assert_eq!(near["edges"][0]["first"], "2023-05-20");
    assert_eq!(
        (near["cut_short"].as_bool(), near["centre"].as_str()),
        (Some(false), Some(&*firms[0]))
    );
    let far = around(app.visitor(), &firms[0], 4).await;
    assert_eq!(titles(&far), ["Maker", "Dealer", "Broker", "Consignee", "User", "Far"]);
    let hops: Vec<u64> = far["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["hop"].as_u64().unwrap())
        .collect();
    assert_eq!(hops, [0, 1, 1, 2, 3, 4]);
    assert_eq!(far["nodes"][3]["over"], firms[2].as_str());
    assert_eq!(around(app.visitor(), &firms[0], 4).await, far);

    let path = format!("/organizations/{}/neighbourhood?hops=3", firms[0]);
    let page = app.visitor().get(&path).await.expect(200);
    assert_eq!(page.select("svg a .ch-long").len(), 5);
    assert!(page.select("svg a .ch-long")[1].starts_with("→ Dealer"));
    assert!(
        page.text()
            .contains(&format!("href=\"/organizations/{}/neighbourhood?hops=3\"", firms[3]))
    );
    let rows = page.select("#table tbody tr");
    assert_eq!(rows.len(), 4);
    assert!(
        rows[0].contains("Dealer") && rows[0].contains("20 May 2023"),
        "{rows:?}"
    );
    assert!(!page.text().contains("style="));
    let card = app
        .visitor()
        .get(&format!("/organizations/{}", firms[0]))
        .await
        .expect(200);
    assert!(
        card.text()
            .contains(&format!("/organizations/{}/neighbourhood", firms[0]))
    );
    for wrong in ["0", "5", "many"] {
        let path = format!("/api/v1/organizations/{}/neighbourhood?hops={wrong}", firms[0]);
        app.visitor().get(&path).await.expect(422);
    }
    app.visitor()
        .get("/organizations/00000000/neighbourhood")
        .await
        .expect(404);
    let alone = firm(&app, "Alone", "public");
    let page = app
        .visitor()
        .get(&format!("/organizations/{alone}/neighbourhood"))
        .await
        .expect(200);
    assert!(page.select("svg.chain-drawing").is_empty());
}

#[actix_web::test]
async fn no_way_leads_through_what_is_out_of_sight() {
    let app = TestApp::start().await;
    let [a, d, e, f] = ["A", "D", "E", "F"].map(|name| firm(&app, name, "public"));
    let hidden = firm(&app, "Zqhidden", "sealed");
    let officer = firm(&app, "Zqofficer", "officer");
    // Over a sealed organization, over one for officers, by a sealed transfer, by one whose end is sealed.
    sold(&app, &a, &hidden, &[]);
    sold(&app, &hidden, &d, &[]);
    sold(&app, &a, &officer, &[]);
    sold(&app, &officer, &d, &[]);
    sold(&app, &a, &e, &[("release", "sealed")]);
    sold(&app, &f, &a, &[("field_releases", "from=sealed")]);
    let found = around(app.visitor(), &a, 4).await;
    assert_eq!(titles(&found), ["A"]);
    assert_eq!(found["edges"].as_array().unwrap().len(), 0);
    let page = app
        .visitor()
        .get(&format!("/organizations/{a}/neighbourhood?hops=4"))
        .await
        .expect(200);
    assert!(!page.text().contains("Zq"));
    assert_eq!(titles(&around(app.officer(), &a, 4).await), ["A", "Zqofficer", "D"]);
    let inside = around(app.reviewer(), &a, 4).await;
    let mut all = titles(&inside);
    all.sort_unstable();
    assert_eq!(all, ["A", "D", "E", "F", "Zqhidden", "Zqofficer"]);
    app.visitor()
        .get(&format!("/organizations/{hidden}/neighbourhood"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_hub_is_bounded_and_says_so() {
    let app = TestApp::start().await;
    let hub = firm(&app, "Hub", "public");
    for number in 0..70 {
        let other = firm(&app, &format!("Firm {number:02}"), "public");
        sold(&app, &hub, &other, &[]);
    }
    let page = app
        .visitor()
        .get(&format!("/organizations/{hub}/neighbourhood"))
        .await
        .expect(200);
    assert_eq!(page.select("#table tbody tr").len(), 60);
    assert!(page.select(".hint").iter().any(|hint| hint.contains("nearest 60")));
    let found = around(app.visitor(), &hub, 2).await;
    assert_eq!(
        (found["nodes"].as_array().unwrap().len(), found["cut_short"].as_bool()),
        (71, Some(false))
    );
    let walked = app.read(|conn| {
        let head = sherd::store::records::find(
            conn,
            sherd::domain::records::Shelf::Organizations,
            &sherd::domain::refs::Ref::parse(&hub).unwrap(),
        )?;
        reach(conn, Sight::PUBLIC, head.id, 4)
    });
    assert_eq!((walked.reached.len(), walked.cut), (70, false));
}
