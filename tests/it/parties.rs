//! Organizations that may be one: found in the background, put before reviewers with reasons, decided by them, never merged
//! silently and never told to anybody else.

use serde_json::{Value, json};
use sherd::app::worker::{Comparer, compare_next};

use crate::harness::{TestApp, process};

/// Compares until nothing waits.
async fn compare(app: &TestApp) {
    let mut comparer = Comparer::default();
    while compare_next(&app.state, &mut comparer).await.unwrap() {}
}

async fn candidates(app: &TestApp, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/parties/candidates{query}");
    let told = app.reviewer().get(&path).await.expect(200).json();
    told["results"].as_array().unwrap().clone()
}

fn pair(candidate: &Value) -> [String; 2] {
    ["one", "other"].map(|side| candidate[side]["ref"].as_str().unwrap().to_owned())
}

fn reasons(candidate: &Value) -> Vec<(&str, bool)> {
    let all = candidate["reasons"].as_array().unwrap().iter();
    all.map(|reason| (reason["key"].as_str().unwrap(), reason["against"].as_bool().unwrap()))
        .collect()
}

#[actix_web::test]
async fn a_reviewer_decides_on_two_organizations_that_are_likely_one() {
    let app = TestApp::start().await;
    let one = app.accepted("organizations", &[("name", "Vector Trading LLC"), ("hq_country", "RU")]);
    let two = app.accepted("organizations", &[("name", "ООО Вектор Трейд"), ("hq_country", "RU")]);
    app.accepted("organizations", &[("name", "Elbe Distribution"), ("hq_country", "DE")]);
    let transfer = app.accepted(
        "transfers",
        &[("kind", "sale"), ("from", &two), ("to_name", "Somebody")],
    );
    assert!(candidates(&app, "").await.is_empty());
    let waiting = app.reviewer().get("/review/parties").await.expect(200).text();
    assert!(waiting.contains("3 organizations wait to be compared"));
    compare(&app).await;
    let found = candidates(&app, "").await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(pair(&found[0]), [one.clone(), two.clone()]);
    assert!(found[0]["score"].as_f64().unwrap() >= 0.72);
    assert!(reasons(&found[0]).contains(&("party-reason-transliterated", false)));
    assert!(reasons(&found[0]).contains(&("party-reason-same-country", false)));
    assert!(found[0]["reasons"].to_string().contains("Russia"));
    let id = found[0]["id"].as_i64().unwrap();
    // The pages, and nobody but reviewers on them.
    let list = app.reviewer().get("/review/parties").await.expect(200);
    assert_eq!(list.select("tbody tr").len(), 1);
    let path = format!("/review/parties/{id}");
    let page = app.reviewer().get(&path).await.expect(200).text();
    for word in [
        "Vector Trading LLC",
        "ООО Вектор Трейд",
        "The same name in another script.",
    ] {
        assert!(page.contains(word), "{word}");
    }
    for client in [app.officer(), app.investigator()] {
        client.get(&path).await.expect(403);
        client.get("/api/v1/parties/candidates").await.expect(403);
        client
            .post_json(&format!("/api/v1/parties/candidates/{id}"), &json!({}))
            .await
            .expect(403);
        let card = client.get(&format!("/organizations/{one}")).await.expect(200).text();
        assert!(!card.contains("likely the same"));
    }
    let card = app
        .reviewer()
        .get(&format!("/organizations/{one}"))
        .await
        .expect(200)
        .text();
    assert!(
        card.contains("1 other organization is likely the same")
            && card.contains(&format!("/review/parties?organization={one}"))
    );
    assert_eq!(candidates(&app, &format!("?organization={two}")).await.len(), 1);
    // Without a reason nothing is decided.
    for body in [
        json!({"decision": "same", "stays": one}),
        json!({"decision": "different"}),
        json!({"decision": "same", "why": "x", "stays": "nobody"}),
        json!({"decision": "perhaps", "why": "x"}),
    ] {
        let refused = app
            .reviewer()
            .post_json(&format!("/api/v1/parties/candidates/{id}"), &body)
            .await;
        refused.expect(422);
    }
    let refused = app
        .reviewer()
        .post(&path, &[("decision", "same")])
        .await
        .expect(422)
        .text();
    assert!(refused.contains("id=\"e-why\""));
    let said = [
        ("decision", "same"),
        ("stays", one.as_str()),
        ("why", "One tax office, one owner."),
    ];
    let done = app.reviewer().post(&path, &said).await.expect(303);
    assert_eq!(done.header("location"), "/review/parties?note=same");
    // The existing act: the old address leads on, transfers moved, both histories tell it.
    let moved = app.visitor().get(&format!("/organizations/{two}")).await.expect(301);
    assert_eq!(moved.header("location"), format!("/organizations/{one}"));
    let told = app
        .visitor()
        .get(&format!("/api/v1/transfers/{transfer}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["links"]["from"]["ref"], one.as_str());
    let history = app
        .reviewer()
        .get(&format!("/organizations/{one}/history"))
        .await
        .expect(200)
        .text();
    assert!(history.contains("One tax office, one owner."));
    compare(&app).await;
    assert!(candidates(&app, "").await.is_empty());
    let same = candidates(&app, "?state=same").await;
    assert_eq!(
        (same.len(), same[0]["why"].as_str()),
        (1, Some("One tax office, one owner."))
    );
    app.reviewer().post(&path, &said).await.expect(409);
    assert_eq!(app.read(sherd::service::audit::verify).broken, None);
}

#[actix_web::test]
async fn what_is_said_to_be_different_is_remembered_even_after_a_merge() {
    let app = TestApp::start().await;
    let names = ["Mikron Komponent LLC", "Mikron Komponent", "Micron Component Ltd"];
    let [a, b, c] = names.map(|name| app.accepted("organizations", &[("name", name)]));
    compare(&app).await;
    let found = candidates(&app, "").await;
    assert_eq!(found.len(), 3, "{found:?}");
    let of = |one: &str, other: &str| {
        let found = found.iter().find(|candidate| {
            let pair = pair(candidate);
            pair.contains(&one.to_owned()) && pair.contains(&other.to_owned())
        });
        found.unwrap()["id"].as_i64().unwrap()
    };
    let say = async |id: i64, body: Value| {
        let path = format!("/api/v1/parties/candidates/{id}");
        app.reviewer().post_json(&path, &body).await.expect(200).json()
    };
    let told = say(of(&b, &c), json!({"decision": "different", "why": "Two registers."})).await;
    assert_eq!(
        (told["state"].as_str(), told["why"].as_str()),
        (Some("different"), Some("Two registers."))
    );
    // A change brings neither pair back that was decided, and compares the open ones anew.
    let etag = app
        .reviewer()
        .get(&format!("/api/v1/organizations/{c}"))
        .await
        .expect(200)
        .header("etag")
        .to_owned();
    let path = format!("/api/v1/organizations/{c}");
    app.reviewer()
        .put_json(&path, &etag, &json!({"hq_country": "US"}))
        .await
        .expect(200);
    compare(&app).await;
    assert_eq!(candidates(&app, "").await.len(), 2);
    say(of(&a, &b), json!({"decision": "same", "stays": a, "why": "One firm."})).await;
    compare(&app).await;
    // What differs from the one that went differs from the one that stayed.
    assert!(candidates(&app, "").await.is_empty());
    let apart = candidates(&app, "?state=different").await;
    assert!(
        apart.iter().any(|candidate| pair(candidate) == [a.clone(), c.clone()]),
        "{apart:?}"
    );
    let log = app.admin().get("/admin/log").await.expect(200).text();
    assert!(log.contains("Told apart") && log.contains("Two registers."));
}

#[actix_web::test]
async fn numbers_countries_and_successions_speak_against() {
    let app = TestApp::start().await;
    let organization = |name: &str, country: &str, more: &[(&str, &str)]| {
        let fields = [&[("name", name), ("hq_country", country)], more].concat();
        app.accepted("organizations", &fields)
    };
    let inn = |value| [("identifiers", value)];
    organization("Radiodetal", "RU", &inn("INN: 7707083893"));
    let second = organization("OOO Radiodetal", "KZ", &inn("INN: 7736050003"));
    let third = organization("Severny Postavschik", "AE", &inn("INN: 7707083893"));
    let became = organization("Integral JSC", "BY", &[]);
    let succession = format!("became {became} 1998");
    organization("Integral", "BY", &[("succession", &succession)]);
    compare(&app).await;
    let found = candidates(&app, "").await;
    let with = |reference: &str| {
        found
            .iter()
            .find(|candidate| pair(candidate).contains(&reference.to_owned()))
    };
    // Two numbers and two countries outweigh the same name; the same number outweighs two names.
    assert!(with(&second).is_none(), "{found:?}");
    let same = with(&third).unwrap();
    assert!(reasons(same).contains(&("party-reason-same-number", false)));
    assert!(reasons(same).contains(&("party-reason-country", true)));
    assert!(same["reasons"].to_string().contains("INN 7707083893"));
    assert!(
        with(&became).is_none(),
        "what became another is told apart by its record"
    );
}

#[actix_web::test]
async fn a_killed_worker_loses_nothing_and_drafts_are_shown_to_nobody() {
    let app = TestApp::start().await;
    let name = |number: usize| {
        const SYLLABLES: [&str; 10] = ["bak", "dol", "fim", "gur", "ket", "lan", "mos", "nev", "pir", "tuz"];
        let place = [number / 100, number / 10 % 10, number % 10];
        place.map(|at| SYLLABLES[at]).concat()
    };
    for number in 0..350 {
        for form in ["", " LLC"] {
            let name = format!("{} Pribor{form}", name(number));
            app.accepted("organizations", &[("name", &name)]);
        }
    }
    let mut first = Comparer::default();
    assert!(compare_next(&app.state, &mut first).await.unwrap());
    assert_eq!(first.len(), 700);
    drop(first);
    compare(&app).await;
    let names: Vec<Value> = {
        let mut all = Vec::new();
        let mut path = Some("/api/v1/parties/candidates?limit=200".to_owned());
        while let Some(next) = path {
            let told = app.reviewer().get(&next).await.expect(200).json();
            all.extend(told["results"].as_array().unwrap().clone());
            let next = told["next"].as_str().map(str::to_owned);
            path = next.map(|next| next[next.find("/api").unwrap()..].to_owned());
        }
        all
    };
    let mut pairs: Vec<[String; 2]> = names.iter().map(pair).collect();
    let count = pairs.len();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), count, "no pair comes twice");
    let exact = names.iter().filter(|one| {
        format!("{} LLC", one["one"]["title"].as_str().unwrap()) == one["other"]["title"].as_str().unwrap()
    });
    assert_eq!(exact.count(), 350);
    // A draft is compared, and shown to nobody who cannot see it.
    let draft = app
        .investigator()
        .create("organizations", json!({"name": format!("{} Pribor GmbH", name(7))}))
        .await;
    compare(&app).await;
    assert!(
        candidates(&app, "?limit=200")
            .await
            .iter()
            .all(|one| !pair(one).contains(&draft))
    );
    let page = app.reviewer().get("/review/parties").await.expect(200).text();
    assert!(!page.contains(&draft));
    let seen = app
        .admin()
        .get(&format!("/api/v1/parties/candidates?organization={draft}"))
        .await
        .expect(200);
    assert!(!seen.json()["results"].as_array().unwrap().is_empty());
    app.reviewer()
        .get(&format!("/review/parties?organization={draft}"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn the_command_line_tells_the_same() {
    let app = TestApp::start().await;
    app.accepted("organizations", &[("name", "Petroengineering")]);
    app.accepted("organizations", &[("name", "Petroenginneering")]);
    compare(&app).await;
    let told = |arguments: &[&str]| {
        let mut command = process::sherd(app.folder(), app.database());
        let output = command
            .arg("parties")
            .args(arguments)
            .stdout(std::process::Stdio::piped())
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let all: Value = serde_json::from_str(&told(&["--json"])).unwrap();
    assert_eq!(all[0]["other"]["title"], "Petroenginneering");
    assert_eq!(all.as_array().unwrap().len(), 1);
    let text = told(&[]);
    assert!(
        text.contains("Petroenginneering") && text.contains("Pairs: 1. Organizations that wait to be compared: 0."),
        "{text}"
    );
    assert!(told(&["--state", "different"]).starts_with("Pairs: 0."));
}
