//! Importing as a person does: send, look, let it be written, hand in; interrupted, called off, twice, by two at once.

use actix_web::http::Method;
use chrono::Duration;
use serde_json::{Value, json};
use sherd::{
    app::worker,
    domain::imports::stage::Kept,
    error::Error,
    service::{
        audit,
        imports::{self, board::Ticket, queue},
    },
};

use crate::harness::{Answer, Client, TestApp, pictures::body};

const HEADER: &str = "record_id,unit,weapon,incident_kind,incident_date,place,country,recovered,path,quantity,part_number,maker,brand,origin,markings,release";

const ROWS: &str = "\
r1,u1,KN-23,strike,2024-01-02,Kharkiv,UA,2024-01-03,guidance section / board A,2,ADSP-21065L,Analog Devices,ADI,MY,ADSP-21065L / KS-240 ;; 2229?,public
r2,u1,KN-23,strike,2024-01-02,Kharkiv,UA,2024-01-03,guidance section / board A,1,XC7A100T,Xilinx,XILINX,,XC7A100T,public
r3,u2,,strike,2024-01-02,Kharkiv,UA,,,,,,,,SECRET77,sealed
";

fn table(rows: &str) -> Vec<u8> {
    format!("{HEADER}\n{rows}").into_bytes()
}

/// So many rows of so many units, all public but every tenth.
fn many(rows: usize, units: usize) -> String {
    let row = |n: usize| {
        let unit = n % units;
        let release = if n.is_multiple_of(10) { "sealed" } else { "public" };
        format!("m{n},unit {unit},KN-23,strike,2024-01-02,Kyiv,UA,,board,1,PART{n},Acme,ACME,,MARK{n},{release}\n")
    };
    (0..rows).map(row).collect()
}

impl Client<'_> {
    async fn send_table(&self, path: &str, bytes: &[u8]) -> Answer {
        self.post_parts(path, &[], body(&[], &[("table.csv", bytes)])).await
    }

    /// Sends a table as the page does; its address.
    async fn begin(&self, rows: &str) -> String {
        let sent = self.send_table("/imports", &table(rows)).await.expect(303);
        sent.header("location").to_owned()
    }
}

/// Lets the worker do all there is.
async fn work(app: &TestApp) {
    while worker::run_next(&app.state).await.unwrap() {}
}

async fn told(client: &Client<'_>, place: &str) -> Value {
    client.get(&format!("/api/v1{place}")).await.expect(200).json()
}

async fn count(client: &Client<'_>, shelf: &str) -> usize {
    client.get(&format!("/{shelf}.csv")).await.text().lines().count() - 1
}

#[actix_web::test]
async fn a_table_is_checked_then_written_then_handed_in_then_public() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.begin(ROWS).await;
    let waiting = author.get(&place).await.expect(200);
    assert!(waiting.text().contains("Waiting for its turn") && waiting.text().contains("http-equiv=\"refresh\""));
    assert_eq!(waiting.select("[data-progress] progress").len(), 1);
    let progress = author.get(&format!("{place}/progress")).await.expect(200).json();
    assert_eq!(progress["state"], "running");
    work(&app).await;
    let checked = author.get(&place).await.expect(200);
    assert_eq!(checked.select(".tally dd"), ["3", "3", "0", "0"]);
    assert!(checked.text().contains("Analog Devices") && !checked.text().contains("data-progress"));
    assert_eq!(count(&author, "components").await, 0);

    let refused = author.post(&format!("{place}/go"), &[]).await.expect(422);
    assert!(refused.text().contains("Tick that they are to be created"));
    author
        .post(&format!("{place}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    author
        .post(&format!("{place}/go"), &[("create_missing", "yes")])
        .await
        .expect(409);
    work(&app).await;
    let done = author.get(&place).await.expect(200);
    assert!(done.text().contains("All rows are in the catalogue as drafts"));
    assert_eq!(count(&author, "components").await, 5);
    assert_eq!(count(&app.colleague(), "components").await, 0);
    // Too many to list one by one, so the page of drafts names the import they came with.
    let drafts = author.get("/drafts").await.expect(200);
    assert_eq!(drafts.select("td").len(), 0);
    assert!(
        drafts.text().contains("records are to be handed in"),
        "{}",
        drafts.text()
    );
    assert!(drafts.text().contains(&place));
    assert!(!app.colleague().get("/drafts").await.expect(200).text().contains(&place));

    let sent = author
        .post(&format!("{place}/submit"), &[("note", "from the lab")])
        .await;
    let review = sent.expect(303).header("location").to_owned();
    let review = review.split('?').next().unwrap();
    let page = app.reviewer().get(review).await.expect(200);
    assert!(page.text().contains("from the lab") && page.text().contains("ADSP-21065L"));
    author.post(review, &[("decision", "accept")]).await.expect(403);
    let versions: Vec<(String, String)> = fields(&page);
    let mut given: Vec<(&str, &str)> = versions
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    given.push(("decision", "accept"));
    app.reviewer().post(review, &given).await.expect(303);
    assert_eq!(count(&app.visitor(), "components").await, 4);
    let found = app.visitor().get("/search?q=adsp21065l").await.expect(200).text();
    assert!(found.contains("/parts/") && !found.contains("SECRET77"));
    assert_eq!(
        author
            .get(&place)
            .await
            .expect(200)
            .select(&format!("main a[href='{review}']"))
            .len(),
        1
    );
    let chain = app.read(audit::verify);
    assert_eq!(chain.broken, None);
}

/// The hidden fields of a page's form.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let html = page.html();
    let selector = scraper::Selector::parse("form[action^='/review'] input[type=hidden]").unwrap();
    html.select(&selector)
        .filter_map(|input| Some((input.attr("name")?.to_owned(), input.attr("value")?.to_owned())))
        .filter(|(name, _)| name != "csrf")
        .collect()
}

#[actix_web::test]
async fn a_program_sends_a_table_and_asks_how_far_it_is() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let kind = [("content-type", "text/csv; charset=utf-8")];
    let path = "/api/v1/imports/components?dry_run=true&name=lab.csv";
    let sent = author.send(Method::POST, path, &kind, table(ROWS)).await.expect(202);
    let place = sent.header("location").trim_start_matches("/api/v1").to_owned();
    assert_eq!(
        (sent.json()["state"].as_str(), sent.json()["file_name"].as_str()),
        (Some("checking"), Some("lab.csv"))
    );
    work(&app).await;
    let checked = told(&author, &place).await;
    assert_eq!(checked["state"], "checked");
    assert_eq!(checked["unknown_makers"], json!(["Analog Devices", "Xilinx"]));
    assert_eq!((&checked["rows_new"], &checked["rows_total"]), (&json!(3), &json!(3)));
    author
        .post_json(&format!("/api/v1{place}/go"), &json!({}))
        .await
        .expect(422);
    author
        .post_json(&format!("/api/v1{place}/go"), &json!({"create_missing": true}))
        .await
        .expect(202);
    work(&app).await;
    let done = told(&author, &place).await;
    assert_eq!(
        (done["state"].as_str(), done["drafts"].as_i64()),
        (Some("done"), Some(17))
    );

    // At once, without a dry run: what is missing is wrong unless it may be made.
    let rows = ROWS
        .replace("r1,", "x1,")
        .replace("Xilinx", "Nobody Ltd")
        .replace("r2,", "x2,")
        .replace("r3,", "x3,");
    let sent = author
        .send_table("/api/v1/imports/components", &table(&rows))
        .await
        .expect(202);
    let place = sent.header("location").trim_start_matches("/api/v1").to_owned();
    work(&app).await;
    let refused = told(&author, &place).await;
    assert_eq!(refused["state"], "refused");
    assert_eq!(refused["problems"][0]["line"], 3);
    assert_eq!(refused["problems"][0]["column"], "maker");
    let listed = author.get(&format!("{place}/problems.csv")).await.expect(200).text();
    assert_eq!(listed.lines().next(), Some("line,column,value,problem"));
    assert!(listed.contains("Nobody Ltd"));
    let sent = author
        .send_table("/api/v1/imports/components?create_missing=1", &table(&rows))
        .await;
    let place = sent
        .expect(202)
        .header("location")
        .trim_start_matches("/api/v1")
        .to_owned();
    work(&app).await;
    assert_eq!(told(&author, &place).await["state"], "done");
}

#[actix_web::test]
async fn what_is_no_table_is_refused_before_it_waits() {
    let app = TestApp::start().await;
    let author = app.investigator();
    for (bytes, status) in [
        (Vec::new(), 422),
        (b"a,b,c\n1,2,3\n".to_vec(), 422),
        (b"PK\x03\x04\0\0\0\0sheet".to_vec(), 415),
    ] {
        author.send_table("/imports", &bytes).await.expect(status);
        author
            .send_table("/api/v1/imports/components", &bytes)
            .await
            .expect(status);
    }
    let json = author
        .post_json("/api/v1/imports/components", &json!({}))
        .await
        .expect(415);
    assert_eq!(json.json()["code"], "unsupported");
    author
        .post_parts("/imports", &[], body(&[("x", "1")], &[]))
        .await
        .expect(422);
    let large = [("content-type", "text/csv"), ("content-length", "300000000")];
    author
        .send(Method::POST, "/api/v1/imports/components", &large, b"x".to_vec())
        .await
        .expect(413);
    let foreign = [("sec-fetch-site", "cross-site")];
    author
        .post_parts("/imports", &foreign, body(&[], &[("t.csv", &table(ROWS))]))
        .await
        .expect(403);
    app.officer().send_table("/imports", &table(ROWS)).await.expect(403);
    app.visitor()
        .send_table("/api/v1/imports/components", &table(ROWS))
        .await
        .expect(401);
    assert!(
        author
            .get("/imports")
            .await
            .expect(200)
            .text()
            .contains("You have sent nothing yet")
    );
}

#[actix_web::test]
async fn a_table_with_something_wrong_says_where_and_writes_nothing() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let mut bad = table(ROWS);
    bad.extend(b"r4,\xff\xfe,,,,,,,,,,,,,,public\n");
    bad.extend(b"r5,u1,KN-24,strike,2024-13-45,Kharkiv,UA,2024-01-03,,many,,,,,[3,open\n");
    let sent = author.send_table("/imports", &bad).await.expect(303);
    let place = sent.header("location").to_owned();
    work(&app).await;
    let page = author.get(&place).await.expect(200);
    assert_eq!(page.select(".tally .bad dd"), ["2"]);
    let cells = page.select("table.report td");
    assert_eq!(cells.first().map(String::as_str), Some("5"));
    for column in ["unit", "incident_date", "quantity", "markings", "release"] {
        assert!(cells.iter().any(|cell| cell == column), "{column}: {cells:?}");
    }
    author
        .post(&format!("{place}/go"), &[("create_missing", "yes")])
        .await
        .expect(409);

    let huge = format!("{HEADER}\nr1,{},,,,,,,,,,,,,,public\n", "x".repeat(10_000_000));
    let sent = author.send_table("/imports", huge.as_bytes()).await.expect(303);
    let place = sent.header("location").to_owned();
    work(&app).await;
    assert!(
        author
            .get(&place)
            .await
            .expect(200)
            .text()
            .contains("longer than a megabyte")
    );
    assert_eq!(told(&author, &place).await["state"], "refused");
    assert_eq!(count(&author, "components").await, 0);
}

#[actix_web::test]
async fn the_same_file_twice_is_one_import_and_changes_nothing() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let first = author.begin(ROWS).await;
    assert_eq!(author.begin(ROWS).await, first);
    work(&app).await;
    assert_eq!(author.begin(ROWS).await, first);
    author
        .post(&format!("{first}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    work(&app).await;
    let before = count(&author, "components").await;
    let second = author.begin(ROWS).await;
    assert_ne!(second, first);
    work(&app).await;
    author.post(&format!("{second}/go"), &[]).await.expect(303);
    work(&app).await;
    let again = told(&author, &second).await;
    assert_eq!((&again["rows_same"], &again["rows_new"]), (&json!(3), &json!(0)));
    assert_eq!(count(&author, "components").await, before);
    // One's own draft may be changed by a row; it is handed in with the import that changed it.
    let third = author.begin(&ROWS.replace("board A,2,", "board A,4,")).await;
    work(&app).await;
    assert_eq!(told(&author, &third).await["rows_changed"], 1);
    author.post(&format!("{third}/go"), &[]).await.expect(303);
    work(&app).await;
    assert_eq!(told(&author, &third).await["drafts"], 1);
}

#[actix_web::test]
async fn two_people_at_once_do_not_meet() {
    let app = TestApp::start().await;
    let (one, other) = (app.investigator(), app.colleague());
    let rows = ROWS.replace("r1,", "c1,").replace("r2,", "c2,").replace("r3,", "c3,");
    let (mine, theirs, clash) = (one.begin(ROWS).await, other.begin(&rows).await, other.begin(ROWS).await);
    other.get(&mine).await.expect(404);
    other.post(&format!("{mine}/cancel"), &[]).await.expect(404);
    app.admin().get(&mine).await.expect(200);
    work(&app).await;
    for (client, place) in [(&one, &mine), (&other, &theirs)] {
        client
            .post(&format!("{place}/go"), &[("create_missing", "yes")])
            .await
            .expect(303);
    }
    other
        .post(&format!("{clash}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    work(&app).await;
    assert_eq!(told(&one, &mine).await["state"], "done");
    assert_eq!(told(&other, &theirs).await["state"], "done");
    // The names of the rows are the first one's; nothing is said about what they are.
    let refused = told(&other, &clash).await;
    assert_eq!(refused["state"], "refused");
    assert_eq!(refused["problems"][0]["column"], "record_id");
    assert_eq!(count(&one, "units").await, 2);
    assert_eq!(count(&other, "units").await, 2);
    // What is in the catalogue is not changed by an import, except by proposing it.
    let settled = app.accepted(
        "components",
        &[
            ("name", "A"),
            ("record_id", "s1"),
            ("unit", &app.accepted("units", &[("name", "S")])),
        ],
    );
    let row = ROWS.lines().next().unwrap().replace("r1,", "s1,");
    let place = one.begin(&format!("{row}\n")).await;
    work(&app).await;
    let refused = told(&one, &place).await;
    assert!(refused["problems"][0]["message"].as_str().unwrap().contains(&settled));
}

#[actix_web::test]
async fn work_that_was_interrupted_is_taken_up_again_and_done_once() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.begin(ROWS).await;
    work(&app).await;
    author
        .post(&format!("{place}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    // A worker takes the job and is killed.
    let now = app.now();
    let killed = app.write(|conn| queue::claim(conn, now)).unwrap();
    assert!(
        app.write(|conn| queue::claim(conn, now)).is_none(),
        "two workers have one job"
    );
    assert!(!worker::run_next(&app.state).await.unwrap());
    assert!(told(&author, &place).await["running"].as_bool().unwrap());
    app.wait(Duration::seconds(31));
    assert!(author.get(&place).await.expect(200).text().contains("Interrupted"));
    work(&app).await;
    assert_eq!(told(&author, &place).await["state"], "done");
    let before = count(&author, "components").await;
    // It was not dead but slow: what it still wants to write is thrown away.
    let ctx = app.read(|conn| queue::author(conn, &killed.import, now));
    let again = imports::read("t.csv", table(&ROWS.replace("r1,", "z1,")).as_slice(), "x").unwrap();
    let late = app.state.db.write_now(|conn| {
        queue::work(
            conn,
            &ctx,
            &killed,
            imports::AnyTable::Components(again),
            &Ticket::default(),
            || now,
        )
    });
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    assert_eq!(count(&author, "components").await, before);
}

#[actix_web::test]
async fn work_that_never_ends_is_given_up() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.begin(ROWS).await;
    for _ in 0..5 {
        let now = app.now();
        app.write(|conn| queue::claim(conn, now));
        app.wait(Duration::seconds(31));
    }
    work(&app).await;
    let failed = told(&author, &place).await;
    assert_eq!(failed["state"], "failed");
    assert!(
        author
            .get(&place)
            .await
            .expect(200)
            .text()
            .contains("interrupted again and again")
    );
}

#[actix_web::test]
async fn an_import_can_be_called_off_at_every_stage() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let waiting = author.begin(ROWS).await;
    author.post(&format!("{waiting}/cancel"), &[]).await.expect(303);
    assert_eq!(told(&author, &waiting).await["state"], "cancelled");
    author.post(&format!("{waiting}/cancel"), &[]).await.expect(409);
    let checked = author.begin(ROWS).await;
    work(&app).await;
    author
        .send(Method::DELETE, &format!("/api/v1{checked}"), &[], Vec::new())
        .await
        .expect(204);
    assert_eq!(told(&author, &checked).await["state"], "cancelled");
    // While a worker of this server has it: the worker hears of it and leaves nothing behind.
    let running = author.begin(ROWS).await;
    work(&app).await;
    author
        .post(&format!("{running}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    let now = app.now();
    let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
    let ticket = app.state.imports.begin(claim.job.id);
    author.post(&format!("{running}/cancel"), &[]).await.expect(303);
    let ctx = app.read(|conn| queue::author(conn, &claim.import, now));
    let rows = imports::read("t.csv", table(ROWS).as_slice(), "x").unwrap();
    let done = app
        .state
        .db
        .write_now(|conn| queue::work(conn, &ctx, &claim, imports::AnyTable::Components(rows), &ticket, || now));
    assert!(done.is_err());
    app.state.imports.end(claim.job.id);
    assert_eq!(count(&author, "components").await, 0);
    // While a worker of another server has it: that one reads so when it next says that it is alive.
    author.post(&format!("{running}/cancel"), &[]).await.expect(303);
    let other = Ticket::default();
    app.write(|conn| queue::beat(conn, &claim, &other, now));
    assert!(other.reach(1).is_err());
    app.wait(Duration::seconds(31));
    work(&app).await;
    assert_eq!(told(&author, &running).await["state"], "cancelled");
    assert_eq!(count(&author, "components").await, 0);
}

/// The page of an import that ended early says that nothing was written, and its figures do not say otherwise.
async fn tells_of_nothing(author: &Client<'_>, place: &str) {
    let page = author.get(place).await.expect(200);
    assert!(page.text().contains("The import was called off. Nothing was written."));
    assert!(!page.text().contains("had been written"), "{}", page.text());
    assert_eq!(page.select(".tally dd").len(), 0);
    let told = told(author, place).await;
    for figure in ["rows_new", "rows_changed", "rows_same"] {
        assert_eq!(told[figure], 0, "{told}");
    }
}

#[actix_web::test]
async fn what_is_called_off_before_anything_is_written_says_so() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let go = async |place: &str| {
        author
            .post(&format!("{place}/go"), &[("create_missing", "yes")])
            .await
            .expect(303)
    };
    let cancel = async |place: &str| author.post(&format!("{place}/cancel"), &[]).await.expect(303);
    // When it was checked; when it waits to be written.
    let checked = author.begin(ROWS).await;
    work(&app).await;
    cancel(&checked).await;
    tells_of_nothing(&author, &checked).await;
    let waiting = author.begin(ROWS).await;
    work(&app).await;
    go(&waiting).await;
    cancel(&waiting).await;
    tells_of_nothing(&author, &waiting).await;
    // While it is written: heard of by its worker, and by another after its own was killed.
    for is_killed in [false, true] {
        let running = author.begin(ROWS).await;
        work(&app).await;
        go(&running).await;
        let now = app.now();
        let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
        cancel(&running).await;
        if is_killed {
            app.wait(Duration::seconds(31));
            work(&app).await;
        } else {
            app.write(|conn| queue::call_off(conn, &claim, now));
        }
        tells_of_nothing(&author, &running).await;
    }
}

#[actix_web::test]
async fn what_was_written_before_an_import_ended_early_is_told() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let kept = Kept {
        rows: 3,
        made: 2,
        changed: 0,
        same: 1,
    };
    // Put back into the queue and called off there; refused by its second check.
    for is_refused in [false, true] {
        let place = author.begin(ROWS).await;
        work(&app).await;
        author
            .post(&format!("{place}/go"), &[("create_missing", "yes")])
            .await
            .expect(303);
        let now = app.now();
        let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
        app.write(|conn| queue::keep(conn, &claim, kept, now));
        let sentence = if is_refused {
            let report = imports::Report {
                total: 3,
                made: 3,
                wrong: 1,
                ..imports::Report::default()
            };
            app.write(|conn| queue::finish(conn, &claim, &report, now));
            "3 rows had been written before that was found and stay"
        } else {
            app.write(|conn| queue::put_back(conn, &claim, now));
            author.post(&format!("{place}/cancel"), &[]).await.expect(303);
            "3 rows had been written and stay"
        };
        let page = author.get(&place).await.expect(200).text();
        assert!(page.contains(sentence), "{page}");
        assert!(!page.contains("Nothing was written"), "{page}");
        let told = told(&author, &place).await;
        assert_eq!((&told["rows_new"], &told["rows_same"]), (&json!(2), &json!(1)));
    }
}

#[actix_web::test]
async fn work_that_gets_on_or_finds_the_database_busy_is_not_given_up() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.begin(ROWS).await;
    for n in 1..8 {
        let now = app.now();
        let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
        let kept = Kept {
            rows: n,
            ..Kept::default()
        };
        app.write(|conn| queue::keep(conn, &claim, kept, now));
        app.wait(Duration::seconds(31));
    }
    for _ in 1..8 {
        let now = app.now();
        let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
        app.write(|conn| queue::put_back(conn, &claim, now));
        app.wait(Duration::seconds(4));
    }
    work(&app).await;
    assert_eq!(told(&author, &place).await["state"], "checked");
}

#[actix_web::test]
async fn who_may_no_longer_import_imports_nothing() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.begin(ROWS).await;
    let ctx = app.ctx();
    let account = app.read(|conn| sherd::service::accounts::find(conn, &ctx, "investigator@sherd.test"));
    app.write(|conn| sherd::service::accounts::shut(conn, &ctx, &account.r#ref));
    work(&app).await;
    let page = app.admin().get(&place).await.expect(200).text();
    assert!(page.contains("You may no longer import"), "{page}");
}

#[actix_web::test]
async fn a_large_import_is_reviewed_as_a_whole() {
    let app = TestApp::start().await;
    let (author, reviewer) = (app.investigator(), app.reviewer());
    let place = author.begin(&many(400, 7)).await;
    work(&app).await;
    author
        .post(&format!("{place}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    work(&app).await;
    let submit = async || {
        let sent = author.post(&format!("{place}/submit"), &[]).await.expect(303);
        sent.header("location").split('?').next().unwrap().to_owned()
    };
    let review = submit().await;
    author.post(&format!("{place}/submit"), &[]).await.expect(422);
    let page = reviewer.get(&review).await.expect(200);
    assert!(page.text().contains("decided on as a whole") && page.select("main input").len() < 10);
    assert!(reviewer.get("/review").await.expect(200).text().contains("7 units"));
    let listed = reviewer.get("/api/v1/reviews").await.expect(200).json();
    assert_eq!(listed["results"][0]["counts"]["components"], 407);
    reviewer.post(&review, &[("decision", "accept")]).await.expect(428);
    reviewer
        .post(&review, &[("decision", "accept"), ("seen", "1.1")])
        .await
        .expect(409);
    reviewer.post(&review, &[("decision", "return")]).await.expect(422);
    author
        .post(&review, &[("decision", "accept"), ("seen", "1.1")])
        .await
        .expect(403);
    assert_eq!(count(&app.visitor(), "components").await, 0);
    // Back to its author, changed, handed in again, taken back, handed in again.
    let back = [("decision", "return"), ("reason", "one unit is missing")];
    reviewer.post(&review, &back).await.expect(303);
    let again = author.begin(&many(400, 7)).await;
    work(&app).await;
    assert_eq!(told(&author, &again).await["rows_same"], 400);
    let review = submit().await;
    author.post(&format!("{review}/take-back"), &[]).await.expect(303);
    let review = submit().await;
    let seen = fields(&reviewer.get(&review).await.expect(200));
    let seen = seen.iter().find(|(name, _)| name == "seen").unwrap().1.clone();
    let accept = [("decision", "accept"), ("seen", seen.as_str())];
    reviewer.post(&review, &accept).await.expect(303);
    reviewer.post(&review, &accept).await.expect(409);
    // Everyone finds what is public; what is sealed only those inside.
    let search = async |client: &Client<'_>, text: &str| {
        let found = client.get(&format!("/search?q={text}")).await.expect(200);
        found.select(".hit").len()
    };
    assert!(search(&app.visitor(), "PART391").await >= 1);
    assert_eq!(search(&app.visitor(), "PART390").await, 0);
    assert_eq!(search(&app.visitor(), "MARK390").await, 0);
    assert!(search(&reviewer, "PART390").await >= 1);
    let visible = count(&app.visitor(), "components").await;
    assert!((360..407).contains(&visible), "{visible}");
    let unit = app.visitor().get("/units").await.expect(200);
    assert!(unit.text().contains("unit 1"));
    assert_eq!(app.read(audit::verify).broken, None);
    // The log tells such a submission once; each record's history tells what became of it all the same.
    let first = app.visitor().get("/api/v1/components?limit=1").await.expect(200).json();
    let first = first["results"][0]["ref"].as_str().unwrap().to_owned();
    let history = reviewer.get(&format!("/components/{first}/history")).await.expect(200);
    let acts: Vec<String> = history.select(".log-line strong");
    let told = [
        "Accepted",
        "Handed in for review",
        "Taken back by its author",
        "Handed in for review",
        "Sent back",
        "Handed in for review",
        "Imported",
    ];
    assert_eq!(acts.len(), told.len(), "{acts:?}");
    assert!(told.iter().all(|act| acts.iter().any(|found| found == act)), "{acts:?}");
    assert!(history.text().contains("one unit is missing"), "{}", history.text());
    assert!(history.select(".log-line span").iter().all(|who| !who.is_empty()));
    let outside = app
        .visitor()
        .get(&format!("/components/{first}/history"))
        .await
        .expect(200);
    assert!(!outside.text().contains("one unit is missing"));
}

#[actix_web::test]
async fn a_program_imports_hands_in_and_hears_when_it_ended() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.begin(ROWS).await;
    work(&app).await;
    author
        .post(&format!("{place}/go"), &[("create_missing", "yes")])
        .await
        .expect(303);
    app.wait(Duration::seconds(5));
    work(&app).await;
    let ended = told(&author, &place).await["finished_at"].clone();
    assert_eq!(ended, app.now().to_rfc3339());
    let reference = place.rsplit('/').next().unwrap_or_default();
    let hand_in = serde_json::json!({ "import": reference, "note": "from the register" });
    app.colleague()
        .post_json("/api/v1/submissions", &hand_in)
        .await
        .expect(404);
    let made = author.post_json("/api/v1/submissions", &hand_in).await.expect(201);
    assert!(made.header("location").starts_with("/api/v1/reviews/"));
    assert_eq!(made.json()["note"], "from the register");
    author.post_json("/api/v1/submissions", &hand_in).await.expect(422);
}
