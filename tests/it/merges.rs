//! Two records that are one: everything moves, nothing is lost, nothing is opened unasked.

use serde_json::{Value, json};

use crate::harness::{Answer, Client, TestApp};

async fn merge(client: &Client<'_>, shelf: &str, from: &str, into: &str) -> Answer {
    let body = json!({"into": into, "why": "Same plant, two spellings."});
    client.post_json(&format!("/api/v1/{shelf}/{from}/merge"), &body).await
}

async fn read(app: &TestApp, shelf: &str, reference: &str) -> Value {
    app.admin()
        .get(&format!("/api/v1/{shelf}/{reference}"))
        .await
        .expect(200)
        .json()
}

fn wrong(answer: Answer) -> String {
    answer.expect(422).json()["fields"][0]["field"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[actix_web::test]
async fn two_parts_become_one() {
    let app = TestApp::start().await;
    let source = app.accepted("sources", &[("title", "A report"), ("kind", "report")]);
    let stays = app.accepted("parts", &[("number", "ADSP-21065L")]);
    let cited = format!("{source}, p. 3");
    let goes = app.accepted(
        "parts",
        &[
            ("number", "AD21065L"),
            ("numbers", "adsp 21065l\nADSP-21065LKS"),
            ("sources", &cited),
        ],
    );
    let unit = app.accepted("units", &[("name", "The unit")]);
    let chip = app.accepted("components", &[("unit", &unit), ("name", "chip"), ("part", &goes)]);
    let claim = app.accepted("claims", &[("about", &goes), ("statement", "It was sold in 2019.")]);
    let merged = merge(&app.reviewer(), "parts", &goes, &stays).await.expect(200).json();
    assert_eq!(merged["ref"], stays.as_str());
    assert_eq!(merged["version"], 2);
    assert_eq!(merged["numbers"], json!(["AD21065L", "ADSP-21065LKS"]));
    assert_eq!(merged["sources"], json!([cited]));
    assert_eq!(
        read(&app, "components", &chip).await["links"]["part"]["ref"],
        stays.as_str()
    );
    assert_eq!(
        read(&app, "claims", &claim).await["links"]["about"]["ref"],
        stays.as_str()
    );
    // The old reference leads on, and the record stands in no list.
    let page = app.visitor().get(&format!("/parts/{goes}")).await.expect(301);
    assert_eq!(page.header("location"), format!("/parts/{stays}"));
    let api = app.visitor().get(&format!("/api/v1/parts/{goes}")).await.expect(301);
    assert_eq!(api.header("location"), format!("/api/v1/parts/{stays}"));
    let list = app.visitor().get("/parts").await.expect(200);
    assert_eq!(list.select("tbody th a"), ["ADSP-21065L"]);
    let found = app.officer().get("/search?q=ad21065l").await.expect(200).text();
    assert!(found.contains(&stays) && !found.contains(&goes));
    let new = app
        .investigator()
        .create("components", json!({"unit": unit, "part": goes}))
        .await;
    assert_eq!(
        read(&app, "components", &new).await["links"]["part"]["ref"],
        stays.as_str()
    );
    // Both histories tell it, and the log is whole.
    let history = app
        .reviewer()
        .get(&format!("/parts/{stays}/history"))
        .await
        .expect(200)
        .text();
    assert!(history.contains("Same plant, two spellings.") && history.contains(&goes));
    let history = app
        .reviewer()
        .get(&format!("/parts/{goes}/history"))
        .await
        .expect(200)
        .text();
    assert!(history.contains(&format!("components.part {chip}")) && history.contains(&stays));
    let chain = app.read(sherd::service::audit::verify);
    assert_eq!(chain.broken, None);
}

#[actix_web::test]
async fn two_organizations_become_one() {
    let app = TestApp::start().await;
    let last = app.accepted("organizations", &[("name", "Last")]);
    let stays = app.accepted("organizations", &[("name", "Integral"), ("marks", "I in circle")]);
    let becoming = format!("became {last} 2019\nbecame {stays} 1998");
    let goes = app.accepted(
        "organizations",
        &[
            ("name", "Интеграл"),
            ("names", "en: Integral JSC"),
            ("marks", "ИНТ"),
            ("identifiers", "UNP: 100386629"),
            ("succession", &becoming),
        ],
    );
    let becoming = format!("became {goes} 1979\nbecame {stays} 1980");
    let first = app.accepted("organizations", &[("name", "First"), ("succession", &becoming)]);
    let part = app.accepted("parts", &[("number", "IN74"), ("maker", &goes)]);
    let unit = app.accepted("units", &[("name", "The unit")]);
    let chip = app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "chip"),
            ("maker", &goes),
            ("brand", "Интеграл"),
        ],
    );
    let merged = merge(&app.reviewer(), "organizations", &goes, "Integral")
        .await
        .expect(200)
        .json();
    assert_eq!(merged["ref"], stays.as_str());
    assert_eq!(merged["names"], json!(["Интеграл", "en: Integral JSC"]));
    assert_eq!(merged["marks"], json!(["I in circle", "ИНТ"]));
    assert_eq!(merged["identifiers"], json!(["UNP: 100386629"]));
    assert_eq!(merged["succession"], json!([format!("became {last} 2019")]));
    assert_eq!(
        read(&app, "parts", &part).await["links"]["maker"]["ref"],
        stays.as_str()
    );
    let chip = read(&app, "components", &chip).await;
    assert_eq!(chip["links"]["maker"]["ref"], stays.as_str());
    assert_eq!(chip["links"]["brand"]["ref"], stays.as_str());
    assert_eq!(
        read(&app, "organizations", &first).await["succession"],
        json!([format!("became {stays} 1980")])
    );
}

#[actix_web::test]
async fn two_that_traded_both_ways_become_one_with_all_their_flows() {
    let app = TestApp::start().await;
    let [one, two, third] = ["One", "Two", "Third"].map(|name| app.accepted("organizations", &[("name", name)]));
    for (from, to) in [(&one, &two), (&two, &one), (&one, &third), (&two, &third)] {
        let ends = [("kind", "sale"), ("from", from.as_str()), ("to", to.as_str())];
        app.accepted("transfers", &ends);
    }
    merge(&app.reviewer(), "organizations", &one, &two).await.expect(200);
    let page = app.visitor().get(&format!("/organizations/{third}")).await.expect(200);
    assert!(page.text().contains("Two"), "{}", page.text());
    assert_eq!(app.read(sherd::store::transfers::first_unsound), None);
}

#[actix_web::test]
async fn a_chain_of_merges_leads_to_its_end() {
    let app = TestApp::start().await;
    let parts: Vec<String> = ["A-1", "B-2", "C-3"]
        .map(|number| app.accepted("parts", &[("number", number)]))
        .into();
    merge(&app.reviewer(), "parts", &parts[0], &parts[1]).await.expect(200);
    merge(&app.reviewer(), "parts", &parts[1], &parts[2]).await.expect(200);
    for old in &parts[..2] {
        let page = app.visitor().get(&format!("/parts/{old}")).await.expect(301);
        assert_eq!(page.header("location"), format!("/parts/{}", parts[2]));
    }
    // Merging into an old reference means the record it leads to: here itself.
    assert_eq!(
        wrong(merge(&app.reviewer(), "parts", &parts[2], &parts[0]).await),
        "into"
    );
    // What has gone cannot be changed or merged again.
    merge(&app.reviewer(), "parts", &parts[0], &parts[2]).await.expect(404);
    let answer = app
        .reviewer()
        .put_json(&format!("/api/v1/parts/{}", parts[0]), "\"2\"", &json!({"note": "x"}))
        .await;
    answer.expect(404);
}

#[actix_web::test]
async fn only_reviewers_merge_and_only_with_a_reason() {
    let app = TestApp::start().await;
    let one = app.accepted("parts", &[("number", "A-1")]);
    let other = app.accepted("parts", &[("number", "B-2")]);
    merge(&app.visitor(), "parts", &one, &other).await.expect(401);
    for client in [app.officer(), app.investigator()] {
        merge(&client, "parts", &one, &other).await.expect(403);
        client.get(&format!("/parts/{one}/merge")).await.expect(403);
    }
    let path = format!("/api/v1/parts/{one}/merge");
    assert_eq!(
        wrong(
            app.reviewer()
                .post_json(&path, &json!({"into": other, "why": " "}))
                .await
        ),
        "why"
    );
    assert_eq!(wrong(merge(&app.reviewer(), "parts", &one, &one).await), "into");
    assert_eq!(
        wrong(merge(&app.reviewer(), "parts", &one, "no such part").await),
        "into"
    );
    merge(&app.reviewer(), "weapons", &one, &other).await.expect(404);
    let draft = app.reviewer().create("parts", json!({"number": "C-3"})).await;
    assert_eq!(wrong(merge(&app.reviewer(), "parts", &one, &draft).await), "into");
}

#[actix_web::test]
async fn nothing_is_opened_unasked() {
    let app = TestApp::start().await;
    let sealed = app.accepted(
        "organizations",
        &[("name", "Shell company seven"), ("release", "sealed")],
    );
    let open = app.accepted("organizations", &[("name", "Known company")]);
    let part = app.accepted("parts", &[("number", "A-1"), ("maker", &sealed)]);
    assert_eq!(
        wrong(merge(&app.reviewer(), "organizations", &sealed, &open).await),
        "opening"
    );
    let page = app.visitor().get(&format!("/parts/{part}")).await.expect(200).text();
    assert!(!page.contains("Known company") && !page.contains("Shell company"));
    // The other way nothing is opened: the public record goes behind the sealed one.
    let other = app.accepted("organizations", &[("name", "Former name")]);
    merge(&app.reviewer(), "organizations", &other, &sealed)
        .await
        .expect(200);
    app.visitor().get(&format!("/organizations/{other}")).await.expect(404);
    app.visitor()
        .get(&format!("/api/v1/organizations/{other}"))
        .await
        .expect(404);
    // Told so, the reviewer opens.
    let body = json!({"into": open, "why": "The register was published.", "opening": true});
    app.reviewer()
        .post_json(&format!("/api/v1/organizations/{sealed}/merge"), &body)
        .await
        .expect(200);
    let page = app
        .visitor()
        .get(&format!("/organizations/{open}"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("Shell company seven") && page.contains("Former name"));
    // A single closed field counts as well.
    let closed = app.accepted(
        "parts",
        &[
            ("number", "B-2"),
            ("numbers", "HIDDEN-2"),
            ("field_releases", "numbers=sealed"),
        ],
    );
    let target = app.accepted("parts", &[("number", "B-3")]);
    assert_eq!(
        wrong(merge(&app.reviewer(), "parts", &closed, &target).await),
        "opening"
    );
}

#[actix_web::test]
async fn what_was_moved_is_not_told_to_those_who_may_not_know_it() {
    let app = TestApp::start().await;
    let stays = app.accepted("parts", &[("number", "A-1")]);
    let goes = app.accepted("parts", &[("number", "A-1-OLD")]);
    let unit = app.accepted("units", &[("name", "The unit")]);
    let sealed = app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "chip"),
            ("part", &goes),
            ("release", "sealed"),
        ],
    );
    merge(&app.reviewer(), "parts", &goes, &stays).await.expect(200);
    for (who, client) in [
        ("visitor", app.visitor()),
        ("officer", app.officer()),
        ("investigator", app.investigator()),
    ] {
        for part in [&stays, &goes] {
            let history = client.get(&format!("/parts/{part}/history")).await.text();
            assert!(!history.contains(&sealed), "{who}");
        }
    }
}

#[actix_web::test]
async fn a_merge_that_makes_a_circle_is_refused() {
    let app = TestApp::start().await;
    let goes = app.accepted("organizations", &[("name", "Goes")]);
    let step = format!("became {goes}");
    let middle = app.accepted("organizations", &[("name", "Middle"), ("succession", &step)]);
    let step = format!("became {middle}");
    let stays = app.accepted("organizations", &[("name", "Stays"), ("succession", &step)]);
    assert_eq!(
        wrong(merge(&app.reviewer(), "organizations", &goes, &stays).await),
        "into"
    );
    assert_eq!(
        wrong(merge(&app.reviewer(), "organizations", &stays, &goes).await),
        "into"
    );
    merge(&app.reviewer(), "organizations", &middle, &stays)
        .await
        .expect(200);
}

#[actix_web::test]
async fn the_page_looks_ahead_and_merges() {
    let app = TestApp::start().await;
    let stays = app.accepted("organizations", &[("name", "Known company")]);
    let goes = app.accepted("organizations", &[("name", "Known Co."), ("release", "officer")]);
    app.accepted("parts", &[("number", "A-1"), ("maker", &goes)]);
    let reviewer = app.reviewer();
    let card = reviewer.get(&format!("/organizations/{goes}")).await.expect(200).text();
    assert!(card.contains(&format!("/organizations/{goes}/merge")));
    assert!(
        !app.officer()
            .get(&format!("/organizations/{goes}"))
            .await
            .text()
            .contains("/merge")
    );
    let path = format!("/organizations/{goes}/merge");
    reviewer.get(&path).await.expect(200);
    reviewer.get(&format!("{path}?into=nobody")).await.expect(422);
    let ahead = reviewer.get(&format!("{path}?into={stays}")).await.expect(200);
    assert!(ahead.text().contains("Known Co.") && ahead.select("input[name=opening]").len() == 1);
    assert!(
        ahead
            .select("dl.facts div")
            .contains(&"Parts whose maker changes 1".to_owned())
    );
    let form = [
        ("into", stays.as_str()),
        ("why", "One register entry."),
        ("version", "1"),
        ("into_version", "1"),
    ];
    let refused = reviewer.post(&path, &form).await.expect(422);
    assert!(refused.text().contains("One register entry."));
    let opening: Vec<_> = form.into_iter().chain([("opening", "yes")]).collect();
    reviewer
        .post(
            &path,
            &[("into", &stays), ("why", "x"), ("version", "7"), ("opening", "yes")],
        )
        .await
        .expect(412);
    let done = reviewer.post(&path, &opening).await.expect(303);
    assert_eq!(done.header("location"), format!("/organizations/{stays}"));
}
