//! Decisions about readings: proposed by one person, accepted by another, checked against the rule, as closed as the mark.

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

/// The rule that reads 113 on a missile of the DPRK as 2024.
pub(crate) const RULE: &str = "calendar.juche-year";

/// A component made with its missile, which was used on 18 August 2024; everything public.
pub(crate) fn actuator(app: &TestApp) -> String {
    let weapon = app.accepted(
        "weapons",
        &[("name", "A missile"), ("kind", "ballistic_missile"), ("origin", "KP")],
    );
    let unit = app.accepted(
        "units",
        &[
            ("name", "The missile of August"),
            ("weapon", &weapon),
            ("used", "2024-08-18"),
        ],
    );
    app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "jet vane actuators"),
            ("domestic", "domestic"),
        ],
    )
}

pub(crate) fn mark(app: &TestApp, component: &str, more: &[(&str, &str)]) -> String {
    let fields = [("component", component), ("transcription", "113")];
    app.accepted("markings", &[fields.as_slice(), more].concat())
}

const ACCEPT: [(&str, &str); 4] = [
    ("verdict", "accepted"),
    ("rule", RULE),
    ("token", "113"),
    ("date", "2024"),
];

async fn decide(client: &Client<'_>, mark: &str, fields: &[(&str, &str)]) -> crate::harness::Answer {
    client.post(&format!("/markings/{mark}/readings"), fields).await
}

/// The newest decision that a reviewer sees.
async fn decisions(client: &Client<'_>, mark: &str) -> Vec<Value> {
    let all = client
        .get(&format!("/api/v1/readings?marking={mark}"))
        .await
        .expect(200)
        .json();
    all["results"].as_array().unwrap().clone()
}

/// The submission at the head of the queue, and the body that decides on all its records as they are.
async fn waiting(app: &TestApp, decision: &str) -> (String, Value) {
    let queue = app.reviewer().get("/api/v1/reviews").await.expect(200).json();
    let entry = queue["results"].as_array().unwrap().last().unwrap().clone();
    let reference = entry["ref"].as_str().unwrap().to_owned();
    let shown = app
        .reviewer()
        .get(&format!("/api/v1/reviews/{reference}"))
        .await
        .expect(200)
        .json();
    let mut body = json!({ "decision": decision, "reason": "looked at" });
    for record in shown["records"].as_array().unwrap() {
        body[format!("version:{}", record["ref"].as_str().unwrap())] = record["version"].clone();
    }
    (reference, body)
}

#[actix_web::test]
async fn a_marks_page_tells_everyone_what_it_can_mean() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let made = mark(&app, &component, &[]);
    let page = app.visitor().get(&format!("/markings/{made}")).await.expect(200);
    let days = page.select(".possible .possibility-days");
    assert!(days.first().is_some_and(|days| days.contains("2024")), "{days:?}");
    assert!(!page.select(".possibility svg.interval[aria-label]").is_empty());
    assert!(!page.select(&format!(".possibility a[href='/rules/{RULE}']")).is_empty());
    // Reading is for everyone, deciding is not.
    assert!(page.select("#readings form").is_empty());
    let inside = app.investigator().get(&format!("/markings/{made}")).await.expect(200);
    assert!(!inside.select("#readings form button[value=accepted]").is_empty());
    let blank = app.accepted("markings", &[("component", &component), ("transcription", "ㅈ")]);
    let text = app
        .visitor()
        .get(&format!("/markings/{blank}"))
        .await
        .expect(200)
        .text();
    assert!(text.contains("Undatable"), "{text}");
}

#[actix_web::test]
async fn an_accepted_reading_counts_when_a_second_person_has_let_it_in() {
    let app = TestApp::start().await;
    let made = mark(&app, &actuator(&app), &[]);
    decide(&app.visitor(), &made, &ACCEPT).await.expect(401);
    decide(&app.officer(), &made, &ACCEPT).await.expect(403);
    let answer = decide(&app.investigator(), &made, &ACCEPT).await.expect(303);
    assert!(answer.header("location").contains("note=decided"));
    let proposed = decisions(&app.reviewer(), &made).await;
    assert_eq!((proposed.len(), &proposed[0]["state"]), (1, &json!("submitted")));
    assert_eq!(proposed[0]["stage"], "unknown");
    assert_eq!(proposed[0]["kind"], "production_date");
    assert_eq!(proposed[0]["rule_version"], 1.0);
    // Nobody outside sees what has not been accepted.
    for client in [app.visitor(), app.officer(), app.colleague()] {
        assert!(decisions(&client, &made).await.is_empty());
        let page = client.get(&format!("/markings/{made}")).await.expect(200);
        assert!(page.select("#readings .stand").is_empty());
    }
    let counted = |app: &TestApp| {
        let ctx = app.ctx();
        app.read(|conn| {
            let reference = sherd::domain::refs::Ref::parse(&made).unwrap();
            let head = sherd::store::records::find_anywhere(conn, &reference)?;
            let all = sherd::service::readings::decided(conn, &ctx, &[head.id])?;
            Ok(all.into_values().flatten().filter(|decision| decision.counts()).count())
        })
    };
    assert_eq!(counted(&app), 0);
    let queue = app.reviewer().get("/review").await.expect(200).text();
    assert!(queue.contains("1 decision on a reading"), "{queue}");
    let (reference, body) = waiting(&app, "accept").await;
    let dossier = app.reviewer().get(&format!("/review/{reference}")).await.expect(200);
    assert!(!dossier.select(&format!("a[href='/rules/{RULE}']")).is_empty());
    assert!(!dossier.select("svg.interval").is_empty());
    assert!(!dossier.select(".lines").is_empty());
    // Whoever proposed it does not decide on it.
    let own = app
        .investigator()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await;
    assert_eq!(own.status.as_u16(), 403);
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await
        .expect(200);
    assert_eq!(counted(&app), 1);
    // As open as its mark, without anybody having said so.
    assert_eq!(decisions(&app.visitor(), &made).await[0]["state"], "accepted");
    let page = app.visitor().get(&format!("/markings/{made}")).await.expect(200);
    assert!(!page.select(".possibility.accepted .stand").is_empty());
    let public = page.text();
    assert!(!public.contains("@"), "the public is not told who");
    let inside = app.colleague().get(&format!("/markings/{made}")).await.expect(200);
    assert!(inside.select(".stand").concat().contains("accepted by"));
}

#[actix_web::test]
async fn a_second_decision_on_the_same_reading_is_refused_with_what_stands() {
    let app = TestApp::start().await;
    let made = mark(&app, &actuator(&app), &[]);
    decide(&app.investigator(), &made, &ACCEPT).await.expect(303);
    let again = decide(&app.investigator(), &made, &ACCEPT).await.expect(409).text();
    assert!(again.contains("proposed already"), "{again}");
    let mut reject = ACCEPT;
    reject[0] = ("verdict", "rejected");
    let reject = [reject.as_slice(), &[("reason", "It is a lot number.")]].concat();
    // What is not in sight cannot be told; both wait, and only one can be accepted.
    decide(&app.colleague(), &made, &reject).await.expect(303);
    let (second, late) = waiting(&app, "accept").await;
    let queue = app.reviewer().get("/api/v1/reviews").await.expect(200).json();
    let first = queue["results"][0]["ref"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    let shown = app
        .reviewer()
        .get(&format!("/api/v1/reviews/{first}"))
        .await
        .expect(200)
        .json();
    let record = &shown["records"][0];
    let mut body = json!({ "decision": "accept" });
    body[format!("version:{}", record["ref"].as_str().unwrap())] = record["version"].clone();
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{first}"), &body)
        .await
        .expect(200);
    let refused = app
        .reviewer()
        .post_json(&format!("/api/v1/reviews/{second}"), &late)
        .await
        .expect(409)
        .json();
    assert!(refused["detail"].as_str().unwrap().contains("opposite"), "{refused}");
    let otherwise = decide(&app.colleague(), &made, &reject).await.expect(409).text();
    assert!(otherwise.contains("The opposite has been decided"), "{otherwise}");
}

#[actix_web::test]
async fn only_what_the_rule_gives_for_the_mark_as_it_stands_enters_the_catalogue() {
    let app = TestApp::start().await;
    let made = mark(&app, &actuator(&app), &[]);
    let with = |name: &'static str, value: &'static str| {
        let mut fields = ACCEPT.to_vec();
        fields.retain(|(field, _)| *field != name);
        fields.push((name, value));
        fields
    };
    for (name, value) in [
        ("date", "2023"),
        ("rule", "no.such-rule"),
        ("token", "112"),
        ("date", "2024/.."),
    ] {
        let refused = decide(&app.investigator(), &made, &with(name, value)).await;
        assert_eq!(refused.status.as_u16(), 422, "{name} {value}");
        assert!(!refused.select("#errors li").is_empty(), "{name} {value}");
    }
    decide(&app.investigator(), &made, &ACCEPT).await.expect(303);
    let (reference, body) = waiting(&app, "accept").await;
    // The mark turns out to say something else before anybody decides.
    let mark_json = app
        .reviewer()
        .get(&format!("/api/v1/markings/{made}"))
        .await
        .expect(200);
    let etag = mark_json.header("etag").to_owned();
    app.reviewer()
        .put_json(
            &format!("/api/v1/markings/{made}"),
            &etag,
            &json!({"transcription": "ㅈ", "script": "hangul"}),
        )
        .await
        .expect(200);
    let refused = app
        .reviewer()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await
        .expect(422)
        .text();
    assert!(refused.contains("as it stands now"), "{refused}");
    assert_eq!(decisions(&app.reviewer(), &made).await[0]["state"], "submitted");
}

#[actix_web::test]
async fn a_decision_outlives_a_new_transcription_and_says_so() {
    let app = TestApp::start().await;
    let made = mark(&app, &actuator(&app), &[]);
    let fields = [ACCEPT.as_slice(), &[("marking", &made)]].concat();
    let decision = app.accepted("readings", &fields);
    let etag = app
        .reviewer()
        .get(&format!("/api/v1/markings/{made}"))
        .await
        .expect(200)
        .header("etag")
        .to_owned();
    // The last digit is closed to the public.
    app.reviewer()
        .put_json(
            &format!("/api/v1/markings/{made}"),
            &etag,
            &json!({"transcription": "11#"}),
        )
        .await
        .expect(200);
    let page = app.visitor().get(&format!("/markings/{made}")).await.expect(200);
    assert!(page.text().contains("earlier transcription"));
    for road in [
        format!("/readings/{decision}"),
        format!("/readings/{decision}.json"),
        format!("/api/v1/readings/{decision}"),
        "/readings.csv".to_owned(),
        format!("/markings/{made}"),
    ] {
        let text = app.visitor().get(&road).await.expect(200).text();
        // What was read stays told as days; the word it was read from is not.
        assert!(
            !text.contains("\"113\"") && !text.contains(">113<") && !text.contains(",113,"),
            "{road}"
        );
    }
    let shown = app
        .reviewer()
        .get(&format!("/api/v1/readings/{decision}"))
        .await
        .expect(200)
        .json();
    assert_eq!((&shown["token"], &shown["state"]), (&json!("113"), &json!("accepted")));
}

#[actix_web::test]
async fn rejecting_reading_otherwise_and_setting_aside_need_a_reason() {
    let app = TestApp::start().await;
    let made = mark(&app, &actuator(&app), &[]);
    let mut reject = ACCEPT;
    reject[0] = ("verdict", "rejected");
    let own = [("verdict", "own"), ("date", "2023-11"), ("stage", "assembly")];
    let aside = [("verdict", "not_relied_on")];
    for fields in [reject.as_slice(), &own, &aside] {
        let refused = decide(&app.investigator(), &made, fields).await.expect(422);
        assert!(!refused.select("#errors a[href='#f-reason']").is_empty(), "{fields:?}");
        let with = [fields, &[("reason", "The maker says so in a letter.")]].concat();
        decide(&app.investigator(), &made, &with).await.expect(303);
    }
    let all = decisions(&app.reviewer(), &made).await;
    assert_eq!(all.len(), 3);
    let page = app.reviewer().get(&format!("/markings/{made}")).await.expect(200);
    assert_eq!(page.select("#readings .stand").len(), 3);
    // A mark that somebody wants set aside is not set aside twice.
    assert!(page.select("button[value=not_relied_on]").is_empty());
}

#[actix_web::test]
async fn a_decision_is_as_closed_as_what_stands_in_its_mark() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let sealed = mark(&app, &component, &[("release", "sealed")]);
    let withheld = mark(&app, &component, &[("field_releases", "transcription=partner")]);
    for (made, reader) in [(&sealed, app.investigator()), (&withheld, app.officer())] {
        let fields = [ACCEPT.as_slice(), &[("marking", made), ("reason", "Ploverish")]].concat();
        let decision = app.accepted("readings", &fields);
        for client in [app.visitor(), reader] {
            for road in [
                format!("/readings/{decision}"),
                format!("/readings/{decision}.json"),
                format!("/api/v1/readings/{decision}"),
                format!("/readings/{decision}/history"),
            ] {
                client.get(&road).await.expect(404);
            }
            for road in ["/readings", "/readings.csv", "/readings.json", "/api/v1/readings"] {
                let text = client.get(road).await.expect(200).text();
                assert!(!text.contains(&decision) && !text.contains("Ploverish"), "{road}");
            }
        }
        app.reviewer().get(&format!("/readings/{decision}")).await.expect(200);
    }
    // Those who see the mark without its text see no readings either.
    let page = app.officer().get(&format!("/markings/{withheld}")).await.expect(200);
    assert!(page.select(".possibility").is_empty() && !page.text().contains("113"));
}

#[actix_web::test]
async fn what_is_withheld_of_the_component_shows_in_no_reading() {
    let app = TestApp::start().await;
    let maker = app.accepted(
        "organizations",
        &[("name", "KEMET"), ("roles", "maker"), ("hq_country", "US")],
    );
    let unit = app.accepted("units", &[("name", "A unit"), ("used", "2024-08-18")]);
    let component = app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "tantalum capacitor"),
            ("maker", &maker),
            ("field_releases", "maker=sealed"),
        ],
    );
    let made = app.accepted(
        "markings",
        &[("component", &component), ("transcription", "107 / 16A / 423")],
    );
    let outside = app.visitor().get(&format!("/markings/{made}")).await.expect(200);
    assert!(!outside.select("#readings").concat().contains("is the stated maker"));
    let inside = app.reviewer().get(&format!("/markings/{made}")).await.expect(200);
    assert!(
        inside.select("#readings").concat().contains("is the stated maker"),
        "{}",
        inside.text()
    );
}

#[actix_web::test]
async fn a_decision_on_a_draft_is_handed_in_with_it() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let author = app.investigator();
    let made = author
        .create("markings", json!({"component": component, "transcription": "113"}))
        .await;
    let answer = decide(&author, &made, &ACCEPT).await.expect(303);
    assert!(answer.header("location").contains("note=drafted"));
    assert_eq!(decisions(&author, &made).await[0]["state"], "draft");
    author.post(&format!("/markings/{made}/submit"), &[]).await.expect(303);
    assert_eq!(decisions(&author, &made).await[0]["state"], "submitted");
    let (reference, body) = waiting(&app, "accept").await;
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await
        .expect(200);
    assert_eq!(decisions(&author, &made).await[0]["state"], "accepted");
}

#[actix_web::test]
async fn readings_stand_beside_the_form_while_one_types() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let typed = [("component", component.as_str()), ("transcription", "113")];
    app.visitor().post("/readings/preview", &typed).await.expect(401);
    app.officer().post("/readings/preview", &typed).await.expect(403);
    let author = app.investigator();
    let part = author.post("/readings/preview", &typed).await.expect(200);
    assert!(part.select(".possibility-days").concat().contains("2024"));
    assert!(
        part.select("form").is_empty() && part.select("h1").is_empty(),
        "a part of a page"
    );
    // Without its component nothing is known of its country, and the mark is read as any number.
    let alone = author
        .post("/readings/preview", &[("transcription", "113")])
        .await
        .expect(200);
    assert_ne!(alone.text(), part.text());
    let wrong = author
        .post("/readings/preview", &[("transcription", "11[x")])
        .await
        .expect(200);
    assert!(
        wrong.select(".field-error").concat().contains("Character 3"),
        "{}",
        wrong.text()
    );
    assert!(
        author
            .post("/readings/preview", &[])
            .await
            .expect(200)
            .select(".possibility")
            .is_empty()
    );
    // Where no script runs, a button of the form does the same and keeps what was typed.
    let form = [("transcription", "113"), ("kind", "calendar_mark"), ("then", "read")];
    let page = author
        .post(&format!("/components/{component}/markings"), &form)
        .await
        .expect(200);
    assert!(!page.select(".readings-box .possibility").is_empty());
    assert!(page.select("#f-transcription").concat().contains("113"));
    let marks = author.get("/api/v1/markings").await.expect(200).json();
    assert_eq!(marks["results"], json!([]), "nothing was filed");
    let made = mark(&app, &component, &[]);
    let form = [
        ("version", "1"),
        ("component", &component),
        ("transcription", "112"),
        ("then", "read"),
    ];
    let page = author.post(&format!("/markings/{made}"), &form).await.expect(200);
    assert!(page.select(".readings-box .possibility-days").concat().contains("2023"));
    let kept = author.get(&format!("/api/v1/markings/{made}")).await.expect(200).json();
    assert_eq!(kept["transcription"], "113");
    author.get(&format!("/markings/{made}/edit")).await.expect(200);
}
