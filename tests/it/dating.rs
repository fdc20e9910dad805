//! When a unit was built: the published cases, what people decide, what a lower reader must not learn, and every way of asking.

use serde_json::{Value, json};
use sherd::{
    domain::{records::Record, units::Unit},
    service::{cases, records},
};

use crate::harness::{TestApp, process};

/// Loads the published cases.
fn publish(app: &TestApp) {
    let ctx = app.ctx();
    app.write(|conn| cases::load(conn, &ctx, cases::CASES));
}

/// The reference of a published unit.
fn case(app: &TestApp, key: &str) -> String {
    let (ctx, name) = (app.ctx(), format!("case:{key}"));
    let found = app.read(|conn| records::imported::<Unit>(conn, &ctx, &name));
    found.first().unwrap().head.r#ref.to_string()
}

async fn dated(app: &TestApp, unit: &str) -> Value {
    let path = format!("/api/v1/units/{unit}/dating");
    app.visitor().get(&path).await.expect(200).json()
}

fn unit(app: &TestApp, fields: &[(&str, &str)]) -> String {
    app.accepted("units", fields)
}

/// A component with a mark on it; returns both references.
fn part(app: &TestApp, unit: &str, fields: &[(&str, &str)], mark: &str) -> (String, String) {
    let mut all = vec![("unit", unit)];
    all.extend_from_slice(fields);
    let component = app.accepted("components", &all);
    let marking = app.accepted("markings", &[("component", &component), ("transcription", mark)]);
    (component, marking)
}

fn marks(told: &Value) -> &Vec<Value> {
    told["marks"].as_array().unwrap()
}

/// Whether a live reading of some mark holds these days.
fn reads(told: &Value, mark: &str, first: &str, last: &str) -> bool {
    let of = marks(told).iter().filter(|one| one["transcription"] == mark);
    of.flat_map(|one| one["readings"].as_array().unwrap()).any(|reading| {
        let days = &reading["days"];
        reading["live"] == true
            && days["earliest"].as_str().unwrap() <= first
            && days["latest"].as_str().unwrap() >= last
    })
}

#[actix_web::test]
async fn t1_and_t3_the_mark_113_gives_0_to_230_days_from_production_to_use() {
    let app = TestApp::start().await;
    publish(&app);
    let unit = case(&app, "missile-2024-08-18");
    let told = dated(&app, &unit).await;
    let reading = &told["certain"]["reading"];
    assert_eq!(reading["scheme"], "calendar.juche-year", "{told}");
    assert_eq!(
        (&reading["days"]["earliest"], &reading["days"]["latest"]),
        (&json!("2024-01-01"), &json!("2024-12-31"))
    );
    assert_eq!(told["lag"], json!({"least": 0, "most": 230}));
    assert_eq!(told["window"]["edtf"], "2024-01-01/2024-08-18");
    assert_eq!(told["sentence"], "0 to 230 days from production to use.");
    assert!(
        told["certain"]["reading"]["citation"]["url"]
            .as_str()
            .unwrap()
            .starts_with("http")
    );
    for path in [format!("/units/{unit}/dating"), format!("/units/{unit}")] {
        let page = app.visitor().get(&path).await.expect(200).text();
        assert!(page.contains("0 to 230 days from production to use."), "{path}");
    }
    let page = app.visitor().get(&format!("/units/{unit}/dating")).await.expect(200);
    let proof = page.select(".proof li").join("\n");
    for said in [
        "Date of use, as stated: 18 Aug 2024",
        "“113” means 2024",
        "From 1 Jan 2024 to 18 Aug 2024 are 230 days",
    ] {
        assert!(proof.contains(said), "{said}: {proof}");
    }
    let uk = [("accept-language", "uk")];
    let page = app
        .visitor()
        .send(
            actix_web::http::Method::GET,
            &format!("/units/{unit}/dating"),
            &uk,
            Vec::new(),
        )
        .await;
    assert!(
        page.text()
            .contains("від 0 до 230 днів від виготовлення до застосування.")
    );
}

#[actix_web::test]
async fn t2_the_mark_112_keeps_both_meanings_until_a_person_decides() {
    let app = TestApp::start().await;
    publish(&app);
    let unit = case(&app, "kharkiv-missile");
    let told = dated(&app, &unit).await;
    let mark = marks(&told).iter().find(|one| one["transcription"] == "112").unwrap();
    assert_eq!(mark["state"], "may_be_no_date", "{told}");
    assert_eq!(mark["days"]["edtf"], "2023");
    assert!(
        mark["readings"][0]["why"].as_str().unwrap().contains("11 February"),
        "{mark}"
    );
    assert_eq!(told["certain"], Value::Null);
    assert_eq!(told["likely"]["day"], "2023-01-01");
    assert_eq!(told["latest"], "2024-01-02");
    // Once accepted as a date, it dates the missile: the window begins and ends with that year.
    let reference = mark["mark"]["ref"].as_str().unwrap();
    let accepted = [
        ("marking", reference),
        ("verdict", "accepted"),
        ("rule", "calendar.juche-year"),
        ("token", "112"),
        ("date", "2023"),
    ];
    app.accepted("readings", &accepted);
    let told = dated(&app, &unit).await;
    assert_eq!(told["certain"]["day"], "2023-01-01", "{told}");
    assert_eq!(told["certain"]["reading"]["verdict"], "accepted");
    assert_eq!(told["window"]["edtf"], "2023");
    // A code of March 2023 on a chip narrows it from below.
    part(&app, &unit, &[("name", "integrated circuit")], "2311");
    let told = dated(&app, &unit).await;
    assert!(
        told["certain"]["day"].as_str().unwrap().starts_with("2023-03"),
        "{told}"
    );
    assert_eq!(told["window"]["latest"], "2023-12-31");
    assert_eq!(told["lag"]["most"].as_i64().unwrap() >= 288, true, "{}", told["lag"]);
}

#[actix_web::test]
async fn what_a_mark_dates_is_said_of_its_component_and_its_name_tells_only_where_nobody_does() {
    let app = TestApp::start().await;
    let weapon = app.accepted(
        "weapons",
        &[("name", "W"), ("kind", "ballistic_missile"), ("origin", "KP")],
    );
    for (name, dates, window) in [
        ("missile airframe", "", "2024"),
        ("missile airframe", "part", "2024-01-01/2025-02-01"),
        ("jet vane actuators", "", "2024-01-01/2025-02-01"),
        ("jet vane actuators", "whole", "2024"),
    ] {
        let unit = unit(
            &app,
            &[("name", "A missile"), ("weapon", &weapon), ("used", "2025-02-01")],
        );
        let fields = [("name", name), ("domestic", "domestic"), ("dates", dates)];
        let (component, mark) = part(&app, &unit, &fields, "113");
        app.accepted(
            "readings",
            &[
                ("marking", &mark),
                ("verdict", "accepted"),
                ("rule", crate::decisions::RULE),
                ("token", "113"),
                ("date", "2024"),
            ],
        );
        assert_eq!(dated(&app, &unit).await["window"]["edtf"], window, "{name} {dates}");
        let told = app
            .visitor()
            .get(&format!("/api/v1/components/{component}"))
            .await
            .expect(200)
            .json();
        assert_eq!(told["dates"].as_str().unwrap_or_default(), dates, "{told}");
    }
}

#[actix_web::test]
async fn the_page_of_a_mark_and_the_rereading_weigh_what_stands_beside_it_as_its_unit_does() {
    let app = TestApp::start().await;
    for release in ["public", "sealed"] {
        let unit = unit(&app, &[("name", "A drone"), ("recovered", "2024-08-18")]);
        let beside = app.accepted("components", &[("unit", &unit), ("name", "memory"), ("brand", "Nanya")]);
        app.accepted(
            "markings",
            &[
                ("component", &beside),
                ("transcription", "NANYA 2248"),
                ("release", release),
            ],
        );
        let (_, mark) = part(&app, &unit, &[("name", "integrated circuit")], "137");
        let told = dated(&app, &unit).await;
        let mark_told = marks(&told).iter().find(|one| one["transcription"] == "137").unwrap();
        let of_unit: Vec<(String, Value)> = mark_told["readings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                (
                    one["days"]["earliest"].as_str().unwrap().to_owned(),
                    one["rank"].clone(),
                )
            })
            .collect();
        let ctx = sherd::service::Ctx::new(sherd::domain::access::Actor::visitor(), app.now(), "test")
            .ruled(&app.state.rules);
        let reference = sherd::domain::refs::Ref::parse(&mark).unwrap();
        let (page, id) = app.read(|conn| {
            let mark = records::show::<sherd::domain::markings::Marking>(conn, &ctx, &reference)?;
            Ok((sherd::service::readings::of_mark(conn, &ctx, &mark)?, mark.head().id))
        });
        let readings = &page.reads[0].readings;
        assert!(!of_unit.is_empty());
        for (first, rank) in &of_unit {
            let mut same = readings.readings.iter();
            let found = same.any(|one| one.span.first.to_string() == *first && json!(one.rank) == *rank);
            assert!(found, "{release}: {first} {rank} is not on the page of the mark");
        }
        let speaks = readings
            .readings
            .iter()
            .any(|one| one.reasons_for.iter().any(|why| why.key == "reading-companions"));
        assert_eq!(speaks, release == "public", "{release}");
        while sherd::app::worker::reread_next(&app.state, "a").await.unwrap() {}
        let stored = app
            .read(|conn| sherd::store::rereadings::stored(conn, &[id]))
            .remove(&id)
            .unwrap();
        let shown = sherd::domain::rereadings::Shown::of(page.reads.iter().map(|read| &read.readings));
        assert_eq!(
            stored.shown,
            sherd::domain::rereadings::Shown::write(&shown),
            "{release}"
        );
    }
}

#[actix_web::test]
async fn t4_the_serial_of_the_kh_101_gives_8_to_98_days() {
    let app = TestApp::start().await;
    publish(&app);
    let told = dated(&app, &case(&app, "kh-101-2024-07-08")).await;
    assert_eq!(told["certain"]["days"]["edtf"], "2024-04-01/2024-06-30", "{told}");
    assert_eq!(told["lag"], json!({"least": 8, "most": 98}));
    assert_eq!(told["sentence"], "8 to 98 days from production to use.");
    assert!(!told.to_string().contains("31526379XXXXX"));
}

#[actix_web::test]
async fn t5_t6_and_t8_codes_of_weeks_bound_the_assembly_by_the_youngest() {
    let app = TestApp::start().await;
    let missile = unit(&app, &[("name", "Missile"), ("used", "2024-08-18")]);
    part(&app, &missile, &[("name", "DC/DC converter")], "2413");
    part(&app, &missile, &[("name", "microcircuit")], "2229C");
    let told = dated(&app, &missile).await;
    assert!(reads(&told, "2413", "2024-03-25", "2024-03-31"), "{told}");
    assert!(reads(&told, "2229C", "2022-07-18", "2022-07-24"), "{told}");
    assert_eq!(told["certain"]["transcription"], "2413");

    let other = unit(&app, &[("name", "Other missile"), ("used", "2024-01-02")]);
    for code in ["2113", "2240", "2311", "2150"] {
        part(&app, &other, &[("name", "integrated circuit")], code);
    }
    let told = dated(&app, &other).await;
    assert!(
        told["certain"]["day"].as_str().unwrap().starts_with("2023-03"),
        "{told}"
    );
    assert_eq!(told["by_year"]["known"], 4);
    assert_eq!(told["by_year"]["parts"][0], json!({"value": "2021", "count": 2}));
    let page = app.visitor().get(&format!("/units/{other}/dating")).await.expect(200);
    assert!(page.text().contains("of 4 with a readable date; 4 documented"));
}

#[actix_web::test]
async fn t7_a_published_date_that_no_rule_gives_is_a_claim_with_a_warning() {
    let app = TestApp::start().await;
    let drone = unit(&app, &[("name", "Drone"), ("recovered", "2025-06-01")]);
    let (component, mark) = part(&app, &drone, &[("name", "connector"), ("origin", "RU")], "0501");
    let before = dated(&app, &drone).await;
    assert!(reads(&before, "0501", "2005-01-03", "2005-01-09"), "{before}");
    assert!(reads(&before, "0501", "2005-01-01", "2005-01-31"), "{before}");
    assert_eq!(before["suspicions"], json!([]));
    let claim = [
        ("about", component.as_str()),
        ("statement", "The connector was made in the first week of 2025."),
        ("measure", "date of production"),
        ("period", "2025-01"),
    ];
    app.accepted("claims", &claim);
    let after = dated(&app, &drone).await;
    assert_eq!(after["marks"], before["marks"]);
    assert_eq!(after["suspicions"][0]["mark"]["ref"], json!(mark));
    let why = after["suspicions"][0]["why"].as_str().unwrap();
    assert!(why.contains("January 2025") && why.contains("no rule"), "{why}");
}

#[actix_web::test]
async fn t9_masked_unknown_and_illegible_stay_three_things() {
    let app = TestApp::start().await;
    let missile = unit(&app, &[("name", "Kh-101"), ("used", "2024-07-08")]);
    let body = [("name", "airframe"), ("domestic", "domestic")];
    for (mark, class) in [
        ("31526379#####", "g-mask"),
        ("31526379[5]", "g-lost"),
        ("31526379?????", "g-ill"),
    ] {
        let (_, reference) = part(&app, &missile, &body, mark);
        let page = app.visitor().get(&format!("/markings/{reference}")).await.expect(200);
        for other in ["g-mask", "g-lost", "g-ill"] {
            let found = page.select(&format!("ol.lines .{other}")).len();
            assert_eq!(found > 0, other == class, "{mark}: {other}");
        }
    }
    let told = dated(&app, &missile).await;
    assert!(reads(&told, "31526379#####", "2024-04-01", "2024-06-30"), "{told}");
}

#[actix_web::test]
async fn t10_what_was_notified_and_what_is_estimated_stand_apart_against_the_cap() {
    let app = TestApp::start().await;
    let cap = "500,000 barrels of refined products in 2024";
    let flow = app.accepted("incidents", &[("name", "Deliveries of oil"), ("kind", "other")]);
    for (amount, basis) in [
        ("168,679 barrels", "notified"),
        ("more than 1,000,000 barrels", "estimated"),
    ] {
        let claim = [
            ("about", flow.as_str()),
            ("statement", "Refined products were delivered."),
            ("measure", "refined products delivered"),
            ("quantity", amount),
            ("out_of", cap),
            ("basis", basis),
        ];
        app.accepted("claims", &claim);
    }
    let page = app.visitor().get(&format!("/incidents/{flow}")).await.expect(200);
    let rows = page.select("table.claims tr").join("\n");
    assert!(
        rows.contains("33.7 % of 500000 barrels") || rows.contains("33.7 % of 500,000 barrels"),
        "{rows}"
    );
    assert!(rows.contains("at least 200 %"), "{rows}");
    assert!(!rows.contains("233"), "{rows}");
}

/// Everything a visitor can fetch about the date of a unit.
async fn seen(app: &TestApp, unit: &str) -> Vec<String> {
    let mut all = Vec::new();
    for path in [
        format!("/api/v1/units/{unit}/dating"),
        format!("/units/{unit}/dating.json"),
        format!("/units/{unit}/dating.svg"),
        format!("/units/{unit}/dating"),
        format!("/units/{unit}"),
    ] {
        all.push(app.visitor().get(&path).await.expect(200).text());
    }
    all
}

#[actix_web::test]
async fn nothing_sealed_moves_what_a_lower_reader_is_told() {
    let app = TestApp::start().await;
    let sealed = ("release", "sealed");
    let made = app.accepted(
        "organizations",
        &[("name", "Hidden Works"), ("hq_country", "CH"), sealed],
    );
    let chip = app.accepted("parts", &[("number", "HID-1"), ("introduced", "2023"), sealed]);
    let missile = unit(
        &app,
        &[("name", "Missile"), ("used", "2024-08-18"), ("recovered", "2024-08-20")],
    );
    let fields = [
        ("name", "integrated circuit"),
        ("maker", made.as_str()),
        ("part", chip.as_str()),
    ];
    let (open, mark) = part(&app, &missile, &fields, "2148");
    let before = seen(&app, &missile).await;
    assert!(before[0].contains("\"2021-11"), "{}", before[0]);
    assert!(
        !before[0].contains("Hidden") && !before[0].contains("\"CH\""),
        "{}",
        before[0]
    );
    // A later part, a later mark on the open part, a mark whose text is withheld, a claim and a decision: all sealed.
    let (later, _) = part(
        &app,
        &missile,
        &[("name", "integrated circuit"), ("quantity", "7"), sealed],
        "2410",
    );
    app.accepted("markings", &[("component", &later), ("transcription", "2411")]);
    app.accepted("markings", &[("component", &open), ("transcription", "2412"), sealed]);
    app.accepted(
        "markings",
        &[
            ("component", &open),
            ("transcription", "2413"),
            ("field_releases", "transcription=sealed;component=sealed"),
        ],
    );
    app.accepted(
        "components",
        &[
            ("unit", &missile),
            ("name", "microcircuit"),
            ("brand", "KEMET"),
            ("field_releases", "unit=sealed"),
        ],
    );
    let claim = [
        ("about", open.as_str()),
        ("statement", "Made in 2019."),
        ("measure", "date of production"),
        ("period", "2019"),
        sealed,
    ];
    app.accepted("claims", &claim);
    app.accepted(
        "readings",
        &[
            ("marking", &mark),
            ("verdict", "not_relied_on"),
            ("reason", "Zqreason"),
            sealed,
        ],
    );
    assert_eq!(seen(&app, &missile).await, before);
    // Inside, the same unit is dated by what is sealed: the comparison did not pass because nothing was written.
    let path = format!("/api/v1/units/{missile}/dating");
    let inside = app.reviewer().get(&path).await.expect(200).json();
    assert!(inside["certain"]["day"].as_str().unwrap() > "2024-02", "{inside}");
    assert!(inside.to_string().contains("Zqreason"), "{inside}");
    assert_eq!(inside["by_country"]["parts"][0]["value"], "CH");
}

#[actix_web::test]
async fn a_sealed_day_of_use_ends_nothing_for_those_who_may_not_know_it() {
    let app = TestApp::start().await;
    let fields = [
        ("name", "Missile"),
        ("used", "2024-01-02"),
        ("field_releases", "used=sealed"),
    ];
    let missile = unit(&app, &fields);
    part(&app, &missile, &[("name", "integrated circuit")], "2148");
    let told = dated(&app, &missile).await;
    assert_eq!(
        (&told["end"], &told["lag"], &told["latest"]),
        (&Value::Null, &Value::Null, &Value::Null),
        "{told}"
    );
    assert!(!told.to_string().contains("2024-01-02"));
    let inside = app
        .reviewer()
        .get(&format!("/units/{missile}/dating.json"))
        .await
        .expect(200)
        .json();
    assert_eq!(inside["latest"], "2024-01-02");
}

#[actix_web::test]
async fn what_is_not_in_the_catalogue_yet_dates_nothing() {
    let app = TestApp::start().await;
    let missile = unit(&app, &[("name", "Missile"), ("used", "2024-08-18")]);
    part(&app, &missile, &[("name", "integrated circuit")], "2148");
    let author = app.investigator();
    let body = json!({"unit": missile, "name": "integrated circuit"});
    let component = author.create("components", body).await;
    author
        .create("markings", json!({"component": component, "transcription": "2410"}))
        .await;
    let path = format!("/units/{missile}/dating");
    let own = author.get(&path).await.expect(200);
    assert!(own.text().contains("is not in the catalogue yet"), "{}", own.text());
    let told = author.get(&format!("{path}.json")).await.expect(200).json();
    assert_eq!(told["certain"]["transcription"], "2148");
    assert!(
        !app.visitor()
            .get(&path)
            .await
            .expect(200)
            .text()
            .contains("not in the catalogue yet")
    );
}

#[actix_web::test]
async fn people_decide_and_what_they_leave_out_is_told_with_the_reason() {
    let app = TestApp::start().await;
    let missile = unit(&app, &[("name", "Missile"), ("used", "2024-08-18")]);
    let (_, old) = part(&app, &missile, &[("name", "integrated circuit")], "2148");
    let (_, young) = part(&app, &missile, &[("name", "integrated circuit")], "2410");
    let told = dated(&app, &missile).await;
    assert_eq!(told["certain"]["mark"]["ref"], json!(young), "{told}");
    assert_eq!(told["second"]["mark"]["ref"], json!(old));
    let change = told["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["rule"] == "")
        .unwrap();
    assert_eq!(change["day"], told["second"]["day"]);

    app.accepted(
        "readings",
        &[
            ("marking", &young),
            ("verdict", "not_relied_on"),
            ("reason", "the case was sanded"),
        ],
    );
    let told = dated(&app, &missile).await;
    assert_eq!(told["certain"]["mark"]["ref"], json!(old), "{told}");
    assert!(
        told["not_relied_on"][0]["why"]
            .as_str()
            .unwrap()
            .contains("the case was sanded"),
        "{told}"
    );
    let page = app.visitor().get(&format!("/units/{missile}/dating")).await.expect(200);
    assert!(page.select("#not-relied-on").join(" ").contains("the case was sanded"));
    assert!(!page.select(".c-ghost").is_empty());

    let own = [
        ("marking", old.as_str()),
        ("verdict", "own"),
        ("token", "2148"),
        ("date", "2022-05"),
        ("reason", "stated by the maker"),
    ];
    app.accepted("readings", &own);
    let told = dated(&app, &missile).await;
    assert_eq!(told["certain"]["day"], "2022-05-01", "{told}");
    assert!(told["proof"].to_string().contains("stated by the maker"));
}

#[actix_web::test]
async fn dates_before_the_part_existed_are_shown_and_not_relied_on() {
    let app = TestApp::start().await;
    let chip = app.accepted("parts", &[("number", "NEW-1"), ("introduced", "2023-01")]);
    let missile = unit(&app, &[("name", "Missile"), ("used", "2024-08-18")]);
    part(
        &app,
        &missile,
        &[("name", "integrated circuit"), ("part", &chip)],
        "2148",
    );
    let told = dated(&app, &missile).await;
    assert_eq!(told["certain"], Value::Null, "{told}");
    assert!(
        told["not_relied_on"]
            .to_string()
            .contains("before such parts were made"),
        "{told}"
    );
    assert!(told["suspicions"].to_string().contains("NEW-1"), "{told}");
    let again = told["changes"]
        .as_array()
        .unwrap()
        .iter()
        .any(|one| one["text"].as_str().unwrap().contains("earlier than is documented"));
    assert!(again, "{}", told["changes"]);
}

#[actix_web::test]
async fn a_unit_without_dates_says_so() {
    let app = TestApp::start().await;
    let bare = unit(&app, &[("name", "Bare")]);
    let page = app
        .visitor()
        .get(&format!("/units/{bare}/dating"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("No component of this unit is documented here"));
    app.visitor()
        .get(&format!("/units/{bare}/dating.svg"))
        .await
        .expect(404);
    assert!(
        !app.visitor()
            .get(&format!("/units/{bare}"))
            .await
            .expect(200)
            .text()
            .contains("When it was built")
    );
    let component = app.accepted("components", &[("unit", &bare), ("name", "barometer")]);
    let page = app
        .visitor()
        .get(&format!("/units/{bare}/dating"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("No mark on the components"));
    app.accepted("markings", &[("component", &component), ("transcription", "ㅈ")]);
    let page = app
        .visitor()
        .get(&format!("/units/{bare}/dating"))
        .await
        .expect(200)
        .text();
    assert!(page.contains("No mark of this unit means a date of production"));
    let told = dated(&app, &bare).await;
    assert_eq!(
        (&told["certain"], &told["lag"], &told["marks"]),
        (&Value::Null, &Value::Null, &json!([]))
    );
    for path in [
        "/units/ZZZZZZZZ/dating",
        "/units/ZZZZZZZZ/dating.json",
        "/units/ZZZZZZZZ/dating.svg",
        "/api/v1/units/ZZZZZZZZ/dating",
    ] {
        app.visitor().get(path).await.expect(404);
    }
}

#[actix_web::test]
async fn three_hundred_marks_stay_readable() {
    let app = TestApp::start().await;
    let missile = unit(&app, &[("name", "Missile"), ("used", "2024-08-18")]);
    let ctx = app.ctx();
    app.write(|conn| {
        use sherd::domain::{components::Component, fields::Fields, markings::Marking};
        for number in 0..300 {
            let public = || Fields::new().with("release", "public");
            let part = public()
                .with("unit", &missile)
                .with("name", format!("integrated circuit {number}"))
                .with("brand", "KEMET");
            let made = records::create::<Component>(conn, &ctx, &part)?;
            let code = format!("{:02}{:02}", 19 + number % 5, number % 52 + 1);
            let mark = public()
                .with("component", made.r#ref.to_string())
                .with("transcription", code);
            records::create::<Marking>(conn, &ctx, &mark)?;
        }
        Ok(())
    });
    let page = app.visitor().get(&format!("/units/{missile}/dating")).await.expect(200);
    // A few codes look like years and are no codes of weeks by any rule.
    let told = dated(&app, &missile).await;
    let all = marks(&told).len();
    assert!(all > 280, "{all}");
    assert_eq!(page.select("#marks tbody tr").len(), all);
    let drawn = page.select(".c-row").len();
    assert!((10..=24).contains(&drawn), "{drawn}");
    let said = page.select("figcaption").join(" ");
    assert!(
        said.contains(&format!("of {all} marks, the deciding one first")),
        "{said}"
    );
    assert!(page.text().contains("of 300 with a legible brand; 300 documented"));
    let first = page.select("#marks tbody tr").first().cloned().unwrap();
    assert!(first.contains("decides"), "{first}");
    let again = app.visitor().get(&format!("/units/{missile}/dating")).await.expect(200);
    assert_eq!(again.text(), page.text());
}

#[actix_web::test]
async fn the_chart_stands_alone_and_carries_no_style() {
    let app = TestApp::start().await;
    publish(&app);
    let unit = case(&app, "missile-2024-08-18");
    let answer = app
        .visitor()
        .get(&format!("/units/{unit}/dating.svg"))
        .await
        .expect(200);
    assert!(answer.header("content-type").starts_with("image/svg+xml"));
    let svg = answer.text();
    assert!(svg.trim_start().starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
    for needed in [
        "<title id=\"chart-title\">",
        "<desc id=\"chart-desc\">",
        "not before 1 Jan 2024",
        "used 18 Aug 2024",
        "viewBox",
    ] {
        assert!(svg.contains(needed), "{needed}");
    }
    // Where no style sheet chooses, a label stands there once.
    assert_eq!(svg.matches("jet vane actuators <tspan").count(), 1, "{svg}");
    assert!(!svg.contains("style=") && !svg.contains("<script") && !svg.contains("&nbsp;"));
    let page = app.visitor().get(&format!("/units/{unit}/dating")).await.expect(200);
    assert_eq!(page.select("svg.dating-chart .c-decides").len(), 1);
    assert_eq!(page.select("#marks tbody tr").len(), 1);
}

#[actix_web::test]
async fn the_command_line_dates_a_unit() {
    let app = TestApp::start().await;
    publish(&app);
    let unit = case(&app, "missile-2024-08-18");
    let date = |more: &[&str]| {
        let mut command = process::sherd(app.folder(), app.database());
        command
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        command.arg("date").args(more).output().unwrap()
    };
    let output = date(&[&unit]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("0 to 230 days from production to use."), "{said}");
    assert!(said.contains("Proof") && said.contains("http"), "{said}");
    let output = date(&[&format!("http://localhost:8080/units/{unit}"), "--json", "--all"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["lag"], json!({"least": 0, "most": 230}));
    let output = date(&["ZZZZZZZZ"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("There is no unit"));
}

#[actix_web::test]
async fn two_origins_in_one_lot_are_a_flag_and_no_verdict() {
    let app = TestApp::start().await;
    let missile = unit(&app, &[("name", "Missile"), ("used", "2024-08-18")]);
    for origin in ["MY", "PH"] {
        let fields = [
            ("name", "integrated circuit"),
            ("brand", "Texas Instruments"),
            ("origin", origin),
        ];
        part(&app, &missile, &fields, "TMS320F2812 / 15KAZXO");
    }
    let told = dated(&app, &missile).await;
    let doubts = told["suspicions"].to_string();
    assert!(
        doubts.contains("MY, PH") && doubts.contains("different countries"),
        "{told}"
    );
    assert_ne!(told["certain"], Value::Null);
}
