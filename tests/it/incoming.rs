//! Entities of FollowTheMoney as a person and a program bring them: recognised, checked, written, handed in; all or nothing.

use actix_web::http::Method;
use chrono::Duration;
use serde_json::{Value, json};
use sherd::{
    app::worker,
    service::{audit, imports::queue},
};

use crate::harness::{Answer, Client, TestApp, pictures::body};

/// Two organizations, two transfers, and much that has no place here.
fn entities() -> Vec<Value> {
    vec![
        json!({"id": "c1", "schema": "Company", "properties": {"name": ["Acme Components"], "alias": ["Acme"],
            "jurisdiction": ["us"], "website": ["https://example.org"]}}),
        json!({"id": "c2", "schema": "Organization", "properties": {"name": ["Nowhere Trading"], "country": ["ru"],
            "website": ["https://example.org/b"]}}),
        json!({"id": "p1", "schema": "Person", "properties": {"name": ["A Person"]}}),
        json!({"id": "n1", "schema": "LegalEntity", "properties": {"name": ["Somebody Else"]}}),
        json!({"id": "e1", "schema": "EconomicActivity", "properties": {"sender": ["c1"], "receiver": ["c2"],
            "date": ["2023-05-20"], "goodsDescription": ["Chips"]}}),
        json!({"id": "e2", "schema": "EconomicActivity", "properties": {"sender": ["c2"], "receiver": ["n1"],
            "date": ["2023-06"], "goodsDescription": ["More chips"]}}),
    ]
}

fn file(entities: &[Value]) -> String {
    entities.iter().map(|entity| format!("{entity}\n")).collect()
}

impl Client<'_> {
    async fn send_entities(&self, name: &str, text: &str, mapping: &str) -> Answer {
        let fields = [("mapping", mapping)];
        self.post_parts("/imports", &[], body(&fields, &[(name, text.as_bytes())]))
            .await
    }

    /// Sends a file as the page does; its address.
    async fn bring(&self, text: &str) -> String {
        let sent = self.send_entities("watch list.txt", text, "").await.expect(303);
        sent.header("location").to_owned()
    }

    async fn bring_to_program(&self, query: &str, kind: &str, text: &str) -> Answer {
        let path = format!("/api/v1/imports{query}");
        let kind = [("content-type", kind)];
        self.send(Method::POST, &path, &kind, text.as_bytes().to_vec()).await
    }
}

async fn work(app: &TestApp) {
    while worker::run_next(&app.state).await.unwrap() {}
}

async fn told(client: &Client<'_>, place: &str) -> Value {
    client.get(&format!("/api/v1{place}")).await.expect(200).json()
}

/// Organizations and transfers that somebody sees.
async fn counts(client: &Client<'_>) -> [usize; 2] {
    let mut counts = [0; 2];
    for (count, shelf) in counts.iter_mut().zip(["organizations", "transfers"]) {
        *count = client.get(&format!("/{shelf}.csv")).await.text().lines().count() - 1;
    }
    counts
}

#[actix_web::test]
async fn a_person_brings_entities_sees_what_becomes_of_them_and_hands_them_in() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let form = author.get("/imports").await.expect(200);
    assert!(
        form.text().contains(".jsonl")
            && form
                .text()
                .contains("entities of FollowTheMoney, one JSON object a line")
    );
    let place = author.bring(&file(&entities())).await;
    work(&app).await;
    let checked = author.get(&place).await.expect(200);
    assert!(
        checked
            .text()
            .contains("Organizations and transfers, as entities of FollowTheMoney")
    );
    assert_eq!(checked.select(".tally dd"), ["4", "4", "0", "0"]);
    let cells = checked.select("main table.list td");
    assert_eq!(
        cells.get(..10).unwrap(),
        ["2", "2", "0", "0", "0", "2", "2", "0", "0", "0"]
    );
    // What is met most often comes first.
    assert_eq!(
        checked.select("#left-out th[scope=row]"),
        ["Company.website", "Organization.website", "Person"]
    );
    assert_eq!(checked.select("#left-out td"), ["1", "1", "1"]);
    // Organizations of the file are not made a second time from their names in its transfers.
    assert_eq!(checked.select("#parties li"), ["Somebody Else"]);
    assert_eq!(counts(&author).await, [0, 0]);

    author.post(&format!("{place}/go"), &[]).await.expect(303);
    work(&app).await;
    let done = author.get(&place).await.expect(200);
    assert!(
        done.text().contains("All rows are in the catalogue as drafts"),
        "{}",
        done.text()
    );
    assert_eq!(done.select("main a[href='/organizations']").len(), 1);
    assert_eq!(done.select("main a[href='/transfers']").len(), 1);
    assert_eq!(done.select("#left-out th[scope=row]").len(), 3);
    assert_eq!(counts(&author).await, [3, 2]);
    assert_eq!(counts(&app.colleague()).await, [0, 0]);
    assert!(
        author
            .get("/imports")
            .await
            .expect(200)
            .text()
            .contains("watch list.txt")
    );
    app.colleague().get(&place).await.expect(404);

    let sent = author
        .post(&format!("{place}/submit"), &[("note", "a list")])
        .await
        .expect(303);
    let review = sent.header("location").split('?').next().unwrap().to_owned();
    assert!(
        app.reviewer()
            .get(&review)
            .await
            .expect(200)
            .text()
            .contains("Acme Components")
    );
    let log = app.admin().get("/admin/log").await.expect(200).text();
    assert!(log.contains("File sent to be imported") && log.contains("Import begun"));
    assert_eq!(app.read(audit::verify).broken, None);
}

#[actix_web::test]
async fn a_program_brings_entities_and_is_told_the_same() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let text = file(&entities());
    let sent = author
        .bring_to_program("?dry_run=true&name=list.json", "application/json+ftm", &text)
        .await
        .expect(202);
    let place = sent.header("location").trim_start_matches("/api/v1").to_owned();
    assert_eq!(
        (&sent.json()["format"], &sent.json()["shelf"]),
        (&json!("ftm"), &Value::Null)
    );
    work(&app).await;
    let checked = told(&author, &place).await;
    assert_eq!(checked["state"], "checked");
    assert_eq!(checked["left_out_count"], 3);
    assert_eq!(checked["left_out"][0], json!({"what": "Company.website", "times": 1}));
    let figures = |shelf: &str, made: u64, same: u64| json!({"shelf": shelf, "rows_total": made + same, "rows_new": made, "rows_changed": 0, "rows_same": same, "rows_wrong": 0});
    assert_eq!(
        checked["shelves"],
        json!([figures("organizations", 2, 0), figures("transfers", 2, 0)])
    );
    author
        .post_json(&format!("/api/v1{place}/go"), &json!({}))
        .await
        .expect(202);
    work(&app).await;
    assert_eq!(told(&author, &place).await["state"], "done");
    let before = counts(&author).await;

    // Again, at once, by another name and kind: nothing changes.
    let again = author.bring_to_program("", "text/plain", &text).await.expect(202);
    let again = again.header("location").trim_start_matches("/api/v1").to_owned();
    assert_ne!(again, place);
    work(&app).await;
    let done = told(&author, &again).await;
    assert_eq!(
        (&done["state"], &done["rows_same"], &done["drafts"]),
        (&json!("done"), &json!(4), &json!(0))
    );
    assert_eq!(
        done["shelves"],
        json!([figures("organizations", 0, 2), figures("transfers", 0, 2)])
    );
    assert_eq!(counts(&author).await, before);

    // One's own drafts are changed by what a later file says.
    let changed = text.replace("More chips", "Fewer chips");
    let third = author
        .bring_to_program("?dry_run=1", "application/x-ndjson", &changed)
        .await
        .expect(202);
    let third = third.header("location").trim_start_matches("/api/v1").to_owned();
    work(&app).await;
    let third = told(&author, &third).await;
    assert_eq!(
        (&third["shelves"][1]["rows_changed"], &third["rows_same"]),
        (&json!(1), &json!(3))
    );

    // The same address takes every table; it says what its rows become.
    let table = format!("{}\n", sherd::domain::imports::organizations::COLUMNS.join(","));
    let row = format!(
        "o1,Acme{}\n",
        ",".repeat(sherd::domain::imports::organizations::COLUMNS.len() - 2)
    );
    let sent = author
        .bring_to_program("", "text/csv", &format!("{table}{row}"))
        .await
        .expect(202);
    assert_eq!(
        (&sent.json()["format"], &sent.json()["shelf"]),
        (&json!("table"), &json!("organizations"))
    );
}

#[actix_web::test]
async fn wrong_lines_are_told_and_nothing_is_written() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let mut bad = file(&entities());
    let late = json!({"id": "e3", "schema": "EconomicActivity", "properties": {"sender": ["c1"], "receiver": ["c2"],
            "date": ["soon"], "goodsDescription": ["x"]}});
    let own = json!({"id": "c1", "schema": "Company", "properties": {"name": ["Other"]}});
    let nameless = json!({"id": "c4", "schema": "Company", "properties": {"country": ["us"]}});
    bad.push_str(&format!("not an entity\n\n{late}\n{own}\n{nameless}\n"));
    let place = author.bring(&bad).await;
    work(&app).await;
    let page = author.get(&place).await.expect(200);
    assert_eq!(page.select(".tally .bad dd"), ["4"]);
    let refused = told(&author, &place).await;
    assert_eq!(refused["state"], "refused");
    let places: Vec<(u64, &str)> = refused["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["line"].as_u64().unwrap(), problem["column"].as_str().unwrap()))
        .collect();
    assert_eq!(places, [(7, "entity"), (9, "properties"), (10, "id"), (11, "name")]);
    let shelves = &refused["shelves"];
    assert_eq!(
        (&shelves[0]["rows_wrong"], &shelves[0]["rows_total"]),
        (&json!(2), &json!(4))
    );
    assert_eq!(
        (&shelves[1]["rows_wrong"], &shelves[1]["rows_total"]),
        (&json!(1), &json!(3))
    );
    assert_eq!((&refused["rows_wrong"], &refused["rows_total"]), (&json!(4), &json!(8)));
    let listed = author.get(&format!("{place}/problems.csv")).await.expect(200).text();
    assert_eq!(listed.lines().count(), 5);
    assert!(listed.contains("7,entity,not an entity"), "{listed}");
    author.post(&format!("{place}/go"), &[]).await.expect(409);
    // A file of which nothing is taken says so, and what it held instead.
    let place = author.bring(&file(&entities()[2..3])).await;
    work(&app).await;
    let page = author.get(&place).await.expect(200);
    assert!(page.text().contains("it tells of no organization and no transfer"));
    assert_eq!(page.select("#left-out th[scope=row]"), ["Person"]);
    assert_eq!(told(&author, &place).await["state"], "refused");
    assert_eq!(counts(&author).await, [0, 0]);
}

#[actix_web::test]
async fn what_only_the_organizations_of_the_file_show_is_found_by_the_check() {
    let app = TestApp::start().await;
    let author = app.investigator();
    // By its other name the second end is the first one.
    let lines = [
        entities()[0].clone(),
        json!({"id": "n1", "schema": "LegalEntity", "properties": {"name": ["Acme"]}}),
        json!({"id": "e1", "schema": "EconomicActivity", "properties": {"sender": ["c1"], "receiver": ["n1"],
            "date": ["2023-05-20"], "goodsDescription": ["Chips"]}}),
    ];
    let place = author.bring(&file(&lines)).await;
    work(&app).await;
    let refused = told(&author, &place).await;
    assert_eq!(
        (refused["state"].as_str(), refused["problems"][0]["line"].as_u64()),
        (Some("refused"), Some(3))
    );
    // Without asking: neither are the organizations kept that the check needed.
    author
        .bring_to_program("", "application/json", &file(&lines))
        .await
        .expect(202);
    work(&app).await;
    assert_eq!(counts(&author).await, [0, 0]);
    assert_eq!(app.read(audit::verify).broken, None);
}

#[actix_web::test]
async fn what_is_no_such_file_is_refused_before_it_waits() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let text = file(&entities());
    for other in [
        "{}",
        "{\"a\": 1}\n",
        "[{\"id\": \"c1\"}]",
        "{\n  \"id\": \"c1\"\n}",
        "\n\n{\"id\": \"c1\", \"schema\": \"Company\"}",
        "{\"id\": \"c1\",",
    ] {
        let page = author.send_entities("a.json", other, "").await.expect(422);
        assert!(page.text().contains("not entities of FollowTheMoney"), "{other}");
        let answer = author
            .bring_to_program("", "application/json", other)
            .await
            .expect(422)
            .json();
        assert_eq!(answer["fields"][0]["field"], "file", "{answer}");
    }
    let long = format!("\n{{\"id\": \"{}\"", "x".repeat(3_000_000));
    let page = author.send_entities("a.json", &long, "").await.expect(422);
    assert!(page.text().contains("begins on line 2 is longer than a megabyte"));
    // It is read without a mapping, whichever was chosen.
    let page = author.send_entities("a.csv", &text, "new").await.expect(422);
    assert!(page.text().contains("read without a mapping"));
    assert_eq!(page.select(".errors a[href='#f-mapping']").len(), 1);
    for path in ["", "/transfers"] {
        let path = format!("{path}?mapping=some");
        let answer = author
            .bring_to_program(&path, "application/json", &text)
            .await
            .expect(422)
            .json();
        assert_eq!(answer["fields"][0]["field"], "mapping", "{answer}");
    }
    // Where a table is asked for, entities are none.
    let parts = || body(&[], &[("a.json", text.as_bytes())]);
    let answer = author
        .post_parts("/api/v1/imports/organizations", &[], parts())
        .await
        .expect(422)
        .json();
    assert!(
        answer["fields"][0]["message"]
            .as_str()
            .unwrap()
            .contains("/api/v1/imports"),
        "{answer}"
    );
    author
        .bring_to_program("/transfers", "application/json", &text)
        .await
        .expect(415);
    app.officer().send_entities("a.json", &text, "").await.expect(403);
    app.officer()
        .bring_to_program("", "application/json", &text)
        .await
        .expect(403);
    app.visitor()
        .bring_to_program("", "application/json", &text)
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
async fn a_line_that_never_ends_is_refused_wherever_it_stands() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let huge = format!("{}{{\"id\": \"{}", file(&entities()), "x".repeat(5_000_000));
    let place = author.bring(&huge).await;
    work(&app).await;
    let refused = told(&author, &place).await;
    assert_eq!(refused["state"], "refused");
    assert!(
        refused["problems"][0]["message"].as_str().unwrap().contains("line 7"),
        "{refused}"
    );
    // A mark of byte order is no part of the first entity; names without end are cut.
    let property = "y".repeat(900_000);
    let odd = json!({"id": "c9", "schema": "Company", "properties": {"name": ["Odd"], property: ["z"]}});
    let place = author.bring(&format!("\u{feff}{odd}\n")).await;
    work(&app).await;
    let checked = told(&author, &place).await;
    assert_eq!(
        (&checked["state"], &checked["rows_new"]),
        (&json!("checked"), &json!(1))
    );
    assert!(checked["left_out"][0]["what"].as_str().unwrap().len() < 200);
}

#[actix_web::test]
async fn entities_can_be_called_off_and_interrupted_and_leave_nothing_or_everything() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let text = file(&entities());
    // While they are checked: the worker hears of it.
    let place = author.bring(&text).await;
    let now = app.now();
    let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
    app.state.imports.begin(claim.job.id);
    author.post(&format!("{place}/cancel"), &[]).await.expect(303);
    let ticket = app.state.imports.find(claim.job.id).unwrap();
    assert!(ticket.reach(1).is_err());
    app.write(|conn| queue::call_off(conn, &claim, now));
    app.state.imports.end(claim.job.id);
    assert_eq!(told(&author, &place).await["state"], "cancelled");

    // Checked, and then called off.
    let place = author.bring(&text).await;
    assert_eq!(author.bring(&text).await, place);
    work(&app).await;
    author.post(&format!("{place}/cancel"), &[]).await.expect(303);
    let page = author.get(&place).await.expect(200);
    assert!(page.text().contains("The import was called off. Nothing was written."));
    assert_eq!(page.select("#left-out").len() + page.select(".tally dd").len(), 0);

    // A worker is killed at the check and at the writing; another takes it up, and it is done once.
    let place = author.bring(&text).await;
    for stage in ["checked", "done"] {
        let now = app.now();
        app.write(|conn| queue::claim(conn, now)).unwrap();
        assert!(!worker::run_next(&app.state).await.unwrap());
        app.wait(Duration::seconds(31));
        work(&app).await;
        assert_eq!(told(&author, &place).await["state"], stage);
        if stage == "checked" {
            author.post(&format!("{place}/go"), &[]).await.expect(303);
        }
    }
    assert_eq!(counts(&author).await, [3, 2]);
    assert_eq!(told(&author, &place).await["drafts"], 5);
}

#[actix_web::test]
async fn the_description_of_the_api_names_it() {
    let app = TestApp::start().await;
    let text = app.visitor().get("/api/openapi.json").await.expect(200).json();
    let post = &text["paths"]["/api/v1/imports"]["post"];
    assert!(
        post["requestBody"]["content"]["application/json+ftm"].is_object(),
        "{post}"
    );
    let schemas = &text["components"]["schemas"];
    for field in ["format", "shelves", "left_out", "left_out_count"] {
        assert!(schemas["ImportJson"]["properties"][field].is_object(), "{field}");
    }
    assert!(schemas["ImportShelfJson"].is_object() && schemas["ImportLeftJson"].is_object());
}
