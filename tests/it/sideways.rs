//! What is kept back does not show itself sideways: by the name of a row, by what an import says of a guess, by whom a name is taken
//! for, by a decision on a page of its source.

use serde_json::{Value, json};
use sherd::{
    domain::{
        access::{Actor, Role},
        records::Shelf,
    },
    service::{
        Ctx,
        imports::{self, How, Report},
    },
};

use crate::harness::TestApp;

const ORGANIZATIONS: &str =
    "record_id,name,aliases,roles,hq_country,incorporation_country,identifiers,successor_of,valid_from";
const TRANSFERS: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release";

/// A row of transfers from its first columns.
fn transfer(begins: &str) -> String {
    let cells = begins.matches(',').count() + 1;
    format!("{TRANSFERS}\n{begins}{}public\n", ",".repeat(29 - cells))
}

/// An import as an investigator who has entered nothing else.
fn by_investigator(app: &TestApp, shelf: Shelf, text: &str, dry_run: bool) -> Report {
    let account = app.read(|conn| {
        let all = sherd::store::accounts::list(conn)?;
        Ok(all.iter().find(|one| one.role == Role::Investigator).unwrap().id)
    });
    let actor = Actor {
        account: Some(account),
        name: "investigator".to_owned(),
        role: Some(Role::Investigator),
        read_only: false,
    };
    import(app, &Ctx::new(actor, app.now(), "test"), shelf, text, dry_run)
}

fn import(app: &TestApp, ctx: &Ctx, shelf: Shelf, text: &str, dry_run: bool) -> Report {
    let table = imports::open(shelf, "test.csv", text.as_bytes(), "hash", 100).unwrap();
    let how = How {
        dry_run,
        create_missing: false,
    };
    app.write(|conn| imports::run_any(conn, ctx, table, how, &|_| Ok(())))
}

async fn close(app: &TestApp, path: &str, body: Value) {
    let etag = app.reviewer().get(path).await.expect(200).header("etag").to_owned();
    app.reviewer().put_json(path, &etag, &body).await.expect(200);
}

#[actix_web::test]
async fn the_name_of_a_row_tells_nobody_what_they_may_not_know() {
    let app = TestApp::start().await;
    let row = "customs 7:10702070/1,sale,Acme Closed Name,US,OOO Romashka,RU,,,A-1,,,,,,,,,,,,,,,,Customs of Examplia";
    let report = import(&app, &app.ctx(), Shelf::Transfers, &transfer(row), false);
    assert_eq!((report.made, report.wrong), (1, 0), "{report:?}");
    let found = app.visitor().get("/api/v1/organizations").await.expect(200).json();
    let party = found["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["label"] == "Acme Closed Name");
    let party = party.unwrap()["ref"].as_str().unwrap().to_owned();
    close(
        &app,
        &format!("/api/v1/organizations/{party}"),
        json!({ "field_releases": "name=sealed;hq_country=sealed" }),
    )
    .await;
    let table = app
        .visitor()
        .get("/api/v1/exchange/organizations.csv")
        .await
        .expect(200)
        .text();
    assert!(table.contains(&format!("sherd:{party}")), "{table}");
    assert!(!table.to_lowercase().contains("acme closed name"), "{table}");
    // The row of the transfer is told as long as its source is.
    let lines = async || {
        app.visitor()
            .get("/api/v1/exchange/transfers.csv")
            .await
            .expect(200)
            .text()
    };
    assert!(lines().await.contains("customs 7:10702070/1"));
    let named = "/api/v1/transfers?record_id=customs%207%3A10702070%2F1";
    let count = async || {
        app.visitor().get(named).await.expect(200).json()["results"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(count().await, 1);
    let sources = app.visitor().get("/api/v1/sources").await.expect(200).json();
    let source = sources["results"][0]["ref"].as_str().unwrap().to_owned();
    close(
        &app,
        &format!("/api/v1/sources/{source}"),
        json!({ "release": "sealed" }),
    )
    .await;
    let table = lines().await;
    assert!(table.contains("sherd:") && !table.contains("10702070"), "{table}");
    let entities = app
        .visitor()
        .get("/api/v1/exchange/entities.ftm.json")
        .await
        .expect(200)
        .text();
    assert!(!entities.contains("10702070"), "{entities}");
    assert_eq!(count().await, 0, "nor is it found by guessing");
    // Read in again, such a table changes nothing.
    let report = import(&app, &app.ctx(), Shelf::Transfers, &table, false);
    assert_eq!((report.total, report.same), (1, 1), "{report:?}");
}

#[actix_web::test]
async fn a_trial_import_does_not_tell_a_right_guess_from_a_wrong_one() {
    let app = TestApp::start().await;
    let closed = [
        ("name", "Acme"),
        ("hq_country", "IR"),
        ("field_releases", "hq_country=sealed"),
    ];
    let organization = app.accepted("organizations", &closed);
    let mut told = Vec::new();
    for guess in ["IR", "AE", "CN"] {
        let text = format!("{ORGANIZATIONS}\nsherd:{organization},Acme,,,{guess},,,,\n");
        let report = by_investigator(&app, Shelf::Organizations, &text, true);
        told.push((report.wrong, report.same, report.changed));
    }
    assert_eq!(told, [(1, 0, 0); 3]);
    let text = format!("{ORGANIZATIONS}\nsherd:{organization},Acme,,,,,,,\n");
    let report = by_investigator(&app, Shelf::Organizations, &text, true);
    assert_eq!(
        (report.wrong, report.same),
        (0, 1),
        "what is told can be repeated: {report:?}"
    );
    // The same of a transfer that somebody else's file became.
    let row = "t1,sale,Acme,,Somebody,,,,A-1,,LOT-7";
    import(&app, &app.ctx(), Shelf::Transfers, &transfer(row), false);
    let found = app
        .visitor()
        .get("/api/v1/transfers?record_id=t1")
        .await
        .expect(200)
        .json();
    let path = format!("/api/v1/transfers/{}", found["results"][0]["ref"].as_str().unwrap());
    close(&app, &path, json!({ "field_releases": "lines=sealed" })).await;
    let mut told = Vec::new();
    for guess in ["LOT-7", "LOT-8"] {
        let row = format!("t1,sale,Acme,,Somebody,,,,A-1,,{guess}");
        let report = by_investigator(&app, Shelf::Transfers, &transfer(&row), true);
        told.push((report.wrong, report.same));
    }
    assert_eq!(told, [(1, 0); 2]);
    let report = by_investigator(&app, Shelf::Transfers, &transfer("t1,sale,Acme,,Somebody,,,,"), false);
    assert_eq!((report.wrong, report.same), (0, 1), "{report:?}");
}

#[actix_web::test]
async fn nobody_is_taken_for_an_organization_by_what_they_may_not_know() {
    let app = TestApp::start().await;
    app.accepted(
        "organizations",
        &[
            ("name", "Acme"),
            ("names", "Secret Alias Ltd"),
            ("hq_country", "IR"),
            ("field_releases", "names=sealed;hq_country=sealed"),
        ],
    );
    for country in ["IR", "AE"] {
        let row = format!("t1,sale,Acme,{country},Somebody,,,,");
        let report = by_investigator(&app, Shelf::Transfers, &transfer(&row), true);
        assert_eq!(
            report.new_parties,
            ["Somebody"],
            "the country speaks neither for nor against it"
        );
    }
    let row = "t1,sale,Secret Alias Ltd,,Somebody,,,,";
    let report = by_investigator(&app, Shelf::Transfers, &transfer(row), true);
    assert_eq!(report.new_parties, ["Secret Alias Ltd", "Somebody"]);
    let report = import(&app, &app.ctx(), Shelf::Transfers, &transfer(row), true);
    assert_eq!(report.new_parties, ["Somebody"], "inside, the alias is known");
}
