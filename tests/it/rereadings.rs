//! Reading all marks again: who stands on the page of a rule, what is noticed when rules change, and going on after a stop.

use chrono::Duration;
use std::sync::Arc;

use serde_json::json;
use sherd::{app::worker, service::rulebook, web::State};

use crate::decisions::{RULE, actuator, mark};
use crate::harness::TestApp;

/// Reads until nothing is left; how many batches that took.
async fn read_all(state: &State, worker: &str) -> usize {
    let mut batches = 0;
    while worker::reread_next(state, worker).await.unwrap() {
        batches += 1;
    }
    batches
}

fn begin(app: &TestApp, state: &State) -> bool {
    let ctx = app.ctx().ruled(&state.rules);
    app.write(|conn| sherd::service::rereadings::begin(conn, &ctx))
}

/// The same catalogue under rules by which a bare number is no Juche year.
fn under_other_rules(app: &TestApp) -> State {
    let text = r#"
        [[scheme]]
        id = "calendar.juche-year"
        version = 2
        title = "Juche year, written out"
        calendar = "juche"
        patterns = ["JUCHE {CCC}"]
        confidence = "high"
        source = "A test"
        examples = ["JUCHE 113 ; recovered 2024-08-18 => 2024"]
    "#;
    let rules =
        rulebook::checked(&[("own.toml".to_owned(), text.to_owned())]).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    State {
        rules: Arc::new(rules),
        ..app.state.clone()
    }
}

#[actix_web::test]
async fn the_page_of_a_rule_lists_what_it_reads_and_never_what_is_closed() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let open = mark(&app, &component, &[]);
    let sealed = mark(&app, &component, &[("release", "sealed")]);
    let withheld = mark(&app, &component, &[("field_releases", "transcription=sealed")]);
    let inside = mark(&app, &component, &[("field_releases", "transcription=partner")]);
    let other = app.accepted("markings", &[("component", &component), ("transcription", "ㅈ")]);
    let page = format!("/rules/{RULE}");
    let none = app.visitor().get(&page).await.expect(200);
    assert_eq!(none.select("#marks .count"), ["0"]);
    assert!(read_all(&app.state, "a").await > 0);
    let seen_by = |who: &str| match who {
        "visitor" | "officer" => vec![&open],
        "investigator" => vec![&open, &inside],
        _ => vec![&open, &sealed, &withheld, &inside],
    };
    for (who, client) in app.all() {
        let seen = seen_by(who);
        let shown = client.get(&page).await.expect(200);
        assert_eq!(shown.select("#marks .count"), [seen.len().to_string()], "{who}");
        let told = client.get(&format!("/api/v1{page}")).await.expect(200).json();
        assert_eq!(told["count"], json!(seen.len()), "{who}");
        let roads = [page.clone(), format!("/api/v1{page}"), format!("{page}/marks.csv")];
        for road in roads {
            let text = client.get(&road).await.expect(200).text();
            for one in [&open, &sealed, &withheld, &inside, &other] {
                assert_eq!(text.contains(one.as_str()), seen.contains(&one), "{who} {road} {one}");
            }
        }
    }
    // Closing a mark takes it off at once, before anything is read again.
    let etag = app
        .reviewer()
        .get(&format!("/api/v1/markings/{open}"))
        .await
        .expect(200)
        .header("etag")
        .to_owned();
    app.reviewer()
        .put_json(
            &format!("/api/v1/markings/{open}"),
            &etag,
            &json!({"release": "sealed"}),
        )
        .await
        .expect(200);
    let shown = app.visitor().get(&page).await.expect(200);
    assert_eq!(shown.select("#marks .count"), ["0"]);
}

#[actix_web::test]
async fn marks_are_read_when_they_or_what_they_stand_on_is_written() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let made = mark(&app, &component, &[]);
    read_all(&app.state, "a").await;
    let count = async |app: &TestApp| {
        let told = app
            .visitor()
            .get(&format!("/api/v1/rules/{RULE}"))
            .await
            .expect(200)
            .json();
        told["count"].as_i64().unwrap()
    };
    assert_eq!(count(&app).await, 1);
    // What was made elsewhere has no Juche year.
    let etag = app
        .reviewer()
        .get(&format!("/api/v1/components/{component}"))
        .await
        .expect(200)
        .header("etag")
        .to_owned();
    let change = json!({"domestic": "non_domestic", "origin": "US", "name": "memory chip"});
    app.reviewer()
        .put_json(&format!("/api/v1/components/{component}"), &etag, &change)
        .await
        .expect(200);
    assert!(read_all(&app.state, "a").await > 0);
    assert_eq!(count(&app).await, 0);
    assert_eq!(read_all(&app.state, "a").await, 0, "nothing is left");
    // A change of the mark is no difference between rules.
    let board = app.reviewer().get("/review/rereadings").await.expect(200);
    assert!(board.text().contains("Nothing to look at") && !board.text().contains(&made));
}

#[actix_web::test]
async fn other_rules_are_noticed_and_no_decision_changes_by_itself() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let made = mark(&app, &component, &[]);
    let undecided = app.accepted(
        "markings",
        &[("component", &component), ("transcription", "112"), ("note", "another")],
    );
    let same = app.accepted("markings", &[("component", &component), ("transcription", "ㅈ")]);
    assert!(begin(&app, &app.state), "a first walk begins");
    assert!(!begin(&app, &app.state), "and only one");
    read_all(&app.state, "a").await;
    let decision = app.accepted(
        "readings",
        &[
            ("marking", &made),
            ("verdict", "accepted"),
            ("rule", RULE),
            ("token", "113"),
            ("date", "2024"),
        ],
    );
    let other = under_other_rules(&app);
    assert!(begin(&app, &other));
    let running = app.reviewer().get("/review/rereadings").await.expect(200);
    assert!(!running.select("[data-progress] progress").is_empty());
    read_all(&other, "a").await;
    for (client, status) in [(app.visitor(), 303), (app.officer(), 403), (app.investigator(), 403)] {
        client.get("/review/rereadings").await.expect(status);
    }
    let board = app.reviewer().get("/review/rereadings").await.expect(200);
    assert!(board.select("[data-progress]").is_empty());
    let listed = board.select(".rereadings > li");
    assert_eq!(listed.len(), 2, "{}", board.text());
    // What somebody decided about comes first.
    assert!(
        listed[0].contains(&made) && listed[0].contains("Decided"),
        "{}",
        listed[0]
    );
    assert!(listed[1].contains(&undecided) && !listed[1].contains("Decided"));
    assert!(!board.text().contains(&same));
    assert!(listed[0].contains(RULE), "{}", listed[0]);
    let kept = app
        .visitor()
        .get(&format!("/api/v1/readings/{decision}"))
        .await
        .expect(200)
        .json();
    assert_eq!((&kept["state"], &kept["version"]), (&json!("accepted"), &json!(1)));
    let action = {
        let html = board.html();
        let form = scraper::Selector::parse(".rereadings form").unwrap();
        html.select(&form).next().unwrap().attr("action").unwrap().to_owned()
    };
    app.investigator().post(&action, &[]).await.expect(403);
    app.reviewer()
        .post(
            &action,
            &[("note", "The new rule is right; the decision is withdrawn.")],
        )
        .await
        .expect(303);
    app.reviewer().post(&action, &[]).await.expect(404);
    let board = app.reviewer().get("/review/rereadings").await.expect(200);
    assert_eq!(board.select(".rereadings > li").len(), 1);
    let log = app.admin().get("/admin/log").await.expect(200).text();
    assert!(log.contains("The new rule is right"), "{log}");
    // Under the old rules again everything is as it was: nothing is left to look at.
    assert!(begin(&app, &app.state));
    read_all(&app.state, "a").await;
    let board = app.reviewer().get("/review/rereadings").await.expect(200);
    let left = board.select(".rereadings > li");
    assert!(left.iter().all(|one| !one.contains(&undecided)), "{left:?}");
}

#[actix_web::test]
async fn a_walk_goes_on_where_a_silent_worker_left_it() {
    let app = TestApp::start().await;
    let component = actuator(&app);
    let ctx = app.ctx();
    let reference = sherd::domain::refs::Ref::parse(&component).unwrap();
    const MARKS: usize = 450;
    app.write(|conn| {
        let fields = |number: usize| {
            sherd::domain::fields::Fields::new()
                .with("component", reference.to_string())
                .with(
                    "transcription",
                    format!("ADSP-21065L / KS-{number} / {:02}{:02}", number % 24, number % 52 + 1),
                )
                .with("release", "public")
        };
        for number in 0..MARKS {
            sherd::service::records::create::<sherd::domain::markings::Marking>(conn, &ctx, &fields(number))?;
        }
        Ok(())
    });
    let began = std::time::Instant::now();
    read_all(&app.state, "a").await;
    let rate = MARKS as f64 / began.elapsed().as_secs_f64();
    println!("{rate:.0} marks a second, read and kept, in this build");
    let other = under_other_rules(&app);
    assert!(begin(&app, &other));
    assert!(worker::reread_next(&other, "first").await.unwrap());
    let told = async |app: &TestApp| {
        let told = app
            .reviewer()
            .get("/review/rereadings/progress")
            .await
            .expect(200)
            .json();
        (
            told["state"].as_str().unwrap().to_owned(),
            told["done"].as_u64().unwrap(),
            told["total"].as_u64().unwrap(),
        )
    };
    assert_eq!(told(&app).await, ("running".to_owned(), 200, MARKS as u64));
    // Another waits as long as the first is heard of, counting what was read meanwhile, and then goes on where it was.
    while worker::reread_next(&other, "second").await.unwrap() {}
    assert_eq!(told(&app).await, ("running".to_owned(), 200, MARKS as u64));
    app.wait(Duration::seconds(31));
    assert!(read_all(&other, "second").await >= 3);
    assert_eq!(told(&app).await, ("done".to_owned(), MARKS as u64, MARKS as u64));
    // The first, if it ever wakes, finds nothing to do.
    assert!(!worker::reread_next(&other, "first").await.unwrap());
}
