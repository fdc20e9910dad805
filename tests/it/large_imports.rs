//! Files of transfers that are written in portions: killed in the middle, called off, taken up again, wrong near their end; what
//! they put off; and what a search finds of their goods.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use chrono::Duration as Time;
use serde_json::Value;
use sherd::{
    app::{loading, worker},
    domain::{
        imports::stage::{PORTION, TOGETHER},
        records::Shelf,
    },
    error::Error,
    service::{
        imports::{self, File, How, Load, queue},
        transfers,
    },
    store,
};

use crate::harness::{Client, TestApp, pictures::body, process::sherd};

const HEADER: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release";

/// So many sales between 40 firms, every third public.
fn table(rows: usize) -> String {
    let mut text = format!("{HEADER}\n");
    for n in 0..rows {
        let (from, to) = (n % 20, 20 + n % 17);
        let release = if n.is_multiple_of(3) { "public" } else { "officer" };
        writeln!(
            text,
            "L{n},sale,Seller {from},HK,Buyer {to},RU,2023-0{m}-1{d},,XC7A{part}T,,KS-{lot},,854231,5,pcs,,,,,,,,,,Customs 2023,,B,2,{release}",
            m = n % 9 + 1,
            d = n % 10,
            part = n % 500,
            lot = n % 700,
        )
        .unwrap();
    }
    text
}

fn count(app: &TestApp) -> usize {
    usize::try_from(app.read(store::transfers::count)).unwrap()
}

fn is_sound(app: &TestApp) {
    assert_eq!(app.read(transfers::first_unsound), None);
}

fn load(text: &str) -> Load {
    let bytes = text.as_bytes().to_vec();
    Load::new(File::new("test.csv", "hash", 100, move || {
        Ok(std::io::Cursor::new(bytes.clone()))
    }))
}

#[actix_web::test]
async fn a_large_import_survives_kill_9_and_loses_and_doubles_nothing() {
    let rows = PORTION * TOGETHER + PORTION / 2;
    let app = TestApp::start().await;
    let file = app.folder().join("large.csv");
    std::fs::write(&file, table(rows)).unwrap();
    let import = || {
        let mut command = sherd(app.folder(), app.database());
        command.args(["import", "transfers"]).arg(&file);
        command
    };
    let mut first = import().spawn().unwrap();
    let began = Instant::now();
    while count(&app) == 0 {
        assert!(began.elapsed() < Duration::from_secs(180), "nothing was written");
        std::thread::sleep(Duration::from_millis(5));
    }
    first.kill().unwrap();
    first.wait().unwrap();
    let there = count(&app);
    assert!(there > 0 && there < rows, "{there} of {rows}");
    assert!(there.is_multiple_of(PORTION), "a portion was torn: {there}");
    is_sound(&app);
    assert!(import().status().unwrap().success());
    assert_eq!(count(&app), rows);
    is_sound(&app);
    for name in ["seller 0", "buyer 20"] {
        let bearers = app.read(|conn| store::organizations::bearers(conn, &[name.to_owned()]));
        assert_eq!(bearers.len(), 1, "{name}");
    }
    let verified = sherd(app.folder(), app.database()).arg("verify").status().unwrap();
    assert!(verified.success());
    let again = import().output().unwrap();
    assert!(again.status.success());
    assert_eq!(count(&app), rows);
}

#[actix_web::test]
async fn what_a_very_large_import_puts_off_is_paid_off_by_whoever_finds_it() {
    let app = TestApp::start().await;
    let ctx = app.ctx();
    let mut load = load(&table(300));
    load.put_off_from(1);
    let mut reader = load.reader().unwrap();
    let some = reader.read().unwrap().unwrap();
    let how = How::default();
    let mut load = app.read(|conn| {
        load.check(conn, &ctx, some, how)?;
        Ok(load)
    });
    load.finish_check().unwrap();
    let some = load.reader().unwrap().read().unwrap().unwrap();
    let now = app.now();
    app.write(|conn| {
        load.begin(conn, &ctx, ctx.now)?;
        let some = load.preparer().prepare(some);
        load.write(conn, &ctx, some, now)
    });
    // Here the program is killed. Until somebody pays off what is owed, every answer is right, and people go on working.
    drop(load);
    let found = app.visitor().get("/search?q=XC7A3T").await.expect(200);
    assert!(found.text().contains("Seller 3"), "{}", found.text());
    let id = app.read(|conn| {
        let found = store::records::find_all_imported(conn, Shelf::Transfers, &["L0"])?;
        Ok(found.get("L0").unwrap().r#ref)
    });
    let read = app.reviewer().get(&format!("/api/v1/transfers/{id}")).await.expect(200);
    let mut body: Value = read.json();
    body["border"] = "2023-08-01".into();
    let etag = read.header("etag").to_owned();
    app.admin()
        .put_json(&format!("/api/v1/transfers/{id}"), &etag, &body)
        .await;
    assert!(!app.read(|conn| imports::owes(conn, now)));
    app.wait(Time::seconds(61));
    let now = app.now();
    assert!(app.read(|conn| imports::owes(conn, now)));
    let mut parts = 0;
    while app.write(|conn| imports::pay_off(conn, now)) {
        parts += 1;
    }
    assert_eq!(parts, 7, "the flows and six indexes");
    assert!(!app.read(|conn| imports::owes(conn, now + Time::hours(1))));
    assert_eq!(app.read(store::owed::touched), None);
    is_sound(&app);
}

#[actix_web::test]
async fn flows_are_paid_off_when_another_has_made_the_indexes_and_the_import_is_killed() {
    let app = TestApp::start().await;
    let ctx = app.ctx();
    let mut load = load(&table(300));
    load.put_off_from(1);
    let some = load.reader().unwrap().read().unwrap().unwrap();
    let mut load = app.read(|conn| {
        load.check(conn, &ctx, some, How::default())?;
        Ok(load)
    });
    load.finish_check().unwrap();
    let some = load.reader().unwrap().read().unwrap().unwrap();
    let now = app.now();
    app.write(|conn| load.begin(conn, &ctx, now));
    // Another import that ends first pays off what is owed so far.
    while app.write(|conn| imports::pay_off(conn, now)) {}
    let some = load.preparer().prepare(some);
    app.write(|conn| load.write(conn, &ctx, some, now));
    drop(load);
    assert!(
        app.read(|conn| imports::owes(conn, now)),
        "nobody says that they work on it"
    );
    while app.write(|conn| imports::pay_off_left(conn, now)) {}
    assert!(!app.read(|conn| imports::owes(conn, now)));
    is_sound(&app);
}

#[actix_web::test]
async fn one_wrong_row_near_the_end_leaves_nothing() {
    let app = TestApp::start().await;
    let ctx = app.ctx();
    let mut text = table(PORTION + 20);
    text.push_str("L5,sale,Seller 1,HK,Buyer 2,RU,,,,,,,,,,,,,,,,,,,,,,,public\n");
    text.push_str("N1,sale,Seller 1,HK,Buyer 2,RU,2023-99-01,,,,,,,,,,,,,,,,,,,,,,public\n");
    text.push_str("N2,sale,Seller 1,HK,SELLER 1,HK,,,,,,,,,,,,,,,,,,,,,,,public\n");
    let tell: loading::Tell = std::sync::Arc::new(|_, _| Ok(()));
    let report = loading::load(&app.state, &ctx, How::default(), load(&text), None, tell)
        .await
        .unwrap();
    assert_eq!((report.wrong, report.written), (3, false));
    let told: Vec<(u64, &str)> = report.errors.iter().map(|error| (error.line, error.column)).collect();
    let last = u64::try_from(PORTION + 20).unwrap() + 1;
    assert_eq!(
        told,
        [(last + 1, "record_id"), (last + 2, "date_from"), (last + 3, "to_name")]
    );
    assert_eq!(count(&app), 0);
    assert_eq!(
        app.visitor()
            .get("/organizations?q=Seller")
            .await
            .text()
            .matches("Seller 1")
            .count(),
        0
    );
}

impl Client<'_> {
    async fn send_transfers(&self, text: &str) -> String {
        let sent = self
            .post_parts("/imports", &[], body(&[], &[("large.csv", text.as_bytes())]))
            .await;
        sent.expect(303).header("location").to_owned()
    }
}

#[actix_web::test]
async fn a_persons_large_import_goes_on_where_it_was_interrupted_and_can_be_called_off() {
    let rows = PORTION * TOGETHER + 30;
    let app = TestApp::start().await;
    let author = app.investigator();
    let place = author.send_transfers(&table(rows)).await;
    assert!(worker::run_next(&app.state).await.unwrap());
    let checked = author.get(&place).await.expect(200);
    assert_eq!(
        checked.select(".tally dd"),
        [rows.to_string(), rows.to_string(), "0".into(), "0".into()]
    );
    assert_eq!(count(&app), 0);
    author.post(&format!("{place}/go"), &[]).await.expect(303);
    let waiting = author.get(&place).await.expect(200).text();
    assert!(waiting.contains("at a time"), "{waiting}");
    // A worker that is killed after the first portions.
    let now = app.now();
    let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
    let ctx = app.read(|conn| queue::author(conn, &claim.import, now));
    let mut half = load(&table(rows));
    half.keep_account(Some(claim.import.clone()));
    let tell: loading::Tell = std::sync::Arc::new(|_, total| match total {
        0 => Ok(()),
        _ => Err(Error::Busy),
    });
    let killed = loading::load(&app.state, &ctx, How::default(), half, Some(&claim), tell).await;
    assert!(killed.is_err());
    let there = count(&app);
    assert!(
        there > 0 && there < rows && there.is_multiple_of(PORTION),
        "{there} of {rows}"
    );
    app.wait(Time::seconds(40));
    while worker::run_next(&app.state).await.unwrap() {}
    assert_eq!(count(&app), rows);
    let told = author.get(&format!("/api/v1{place}")).await.expect(200).json();
    assert_eq!(told["state"], "done", "{told}");
    assert_eq!((&told["rows_new"], &told["rows_same"]), (&rows.into(), &0.into()));
    // Nobody else sees the drafts; handed in and accepted, they flow.
    let visitor = app.visitor().get("/search?q=XC7A3T").await.expect(200);
    assert!(!visitor.text().contains("Seller 3"));
    let sent = author.post(&format!("{place}/submit"), &[]).await.expect(303);
    let review = sent.header("location").split('?').next().unwrap().to_owned();
    app.reviewer()
        .post(&format!("{review}/accept"), &[("reason", "checked")])
        .await;
    is_sound(&app);

    // Called off after its first portions, it says what stays.
    let more = table(rows).replace("\nL", "\nM");
    let place = author.send_transfers(&more).await;
    assert!(worker::run_next(&app.state).await.unwrap());
    author.post(&format!("{place}/go"), &[]).await.expect(303);
    let now = app.now();
    let claim = app.write(|conn| queue::claim(conn, now)).unwrap();
    let mut half = load(&more);
    half.keep_account(Some(claim.import.clone()));
    let stop: loading::Tell = std::sync::Arc::new(|_, total| match total {
        0 => Ok(()),
        _ => Err(sherd::domain::imports::stage::called_off()),
    });
    let called_off = loading::load(&app.state, &ctx, How::default(), half, Some(&claim), stop).await;
    assert!(called_off.is_err());
    app.write(|conn| queue::call_off(conn, &claim, now));
    let page = author.get(&place).await.expect(200).text();
    assert!(
        page.contains("called off") && page.contains("had been written and stay"),
        "{page}"
    );
}

#[actix_web::test]
async fn goods_are_found_by_part_number_and_lot_by_those_who_may_see_them() {
    let app = TestApp::start().await;
    let ctx = app.ctx();
    let tell: loading::Tell = std::sync::Arc::new(|_, _| Ok(()));
    loading::load(&app.state, &ctx, How::default(), load(&table(1_200)), None, tell)
        .await
        .unwrap();
    // Two of three rows are an officer's: the visitor finds one buyer of the part, the officer all three.
    let buyers = |page: crate::harness::Answer| {
        let text = page.expect(200).text();
        (20..37).filter(|n| text.contains(&format!("Buyer {n}"))).count()
    };
    for (query, visitor, officer) in [("XC7A3T", 1, 3), ("xc7a%203t", 1, 3), ("KS-699", 1, 1), ("C7A4T", 1, 3)] {
        let path = format!("/search?q={query}");
        assert_eq!(buyers(app.visitor().get(&path).await), visitor, "{query}");
        assert_eq!(buyers(app.officer().get(&path).await), officer, "{query}");
    }
}
