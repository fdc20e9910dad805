//! The table of components: dry run, everything or nothing, the same file twice.

use sherd::service::imports::{self, How, Report};

use crate::harness::TestApp;

const HEADER: &str = "record_id,unit,weapon,incident_kind,incident_date,place,country,recovered,path,quantity,part_number,maker,brand,origin,markings,release";

fn run(app: &TestApp, rows: &str, how: How) -> Report {
    let text = format!("{HEADER}\n{rows}");
    let table = imports::read("test.csv", text.as_bytes(), "hash").unwrap();
    let ctx = app.ctx();
    app.write(|conn| imports::run(conn, &ctx, table, how, &|_| Ok(())))
}

const ROWS: &str = "\
r1,u1,KN-23,strike,2024-01-02,Kharkiv,UA,2024-01-03,guidance section / board A,2,ADSP-21065L,Analog Devices,ADI,MY,ADSP-21065L / KS-240 ;; 2229?,public
r2,u1,KN-23,strike,2024-01-02,Kharkiv,UA,2024-01-03,guidance section / board A,1,XC7A100T,Xilinx,XILINX,,XC7A100T,public
r3,u2,,strike,2024-01-02,Kharkiv,UA,,,,,,,,??[3],sealed
";

const CREATE: How = How {
    dry_run: false,
    create_missing: true,
};

#[actix_web::test]
async fn unknown_makers_and_weapons_are_listed_and_made_only_when_asked() {
    let app = TestApp::start().await;
    let refused = run(&app, ROWS, How::default());
    assert_eq!(refused.unknown_makers, ["Analog Devices", "Xilinx"]);
    assert_eq!(refused.unknown_weapons, ["KN-23"]);
    assert!(refused.wrong > 0 && !refused.written);
    let dry = run(
        &app,
        ROWS,
        How {
            dry_run: true,
            ..CREATE
        },
    );
    assert_eq!((dry.made, dry.wrong, dry.written), (3, 0, false));
    assert_eq!(app.admin().get("/components.csv").await.text().lines().count(), 1);
    let done = run(&app, ROWS, CREATE);
    assert_eq!((done.made, done.written), (3, true));
}

#[actix_web::test]
async fn the_same_file_twice_changes_nothing_and_a_changed_row_is_a_new_version() {
    let app = TestApp::start().await;
    run(&app, ROWS, CREATE);
    let count = || async { app.admin().get("/components.csv").await.text().lines().count() };
    let before = count().await;
    let again = run(&app, ROWS, CREATE);
    assert_eq!((again.same, again.made, again.changed), (3, 0, 0));
    assert_eq!(count().await, before);
    let changed = run(&app, &ROWS.replace("board A,2,", "board A,4,"), CREATE);
    assert_eq!((changed.same, changed.changed), (2, 1));
    let found = app
        .visitor()
        .get("/api/v1/components?record_id=r1")
        .await
        .expect(200)
        .json();
    assert_eq!(found["results"][0]["version"], 2);
    assert_eq!(found["results"][0]["quantity"], "4");
}

#[actix_web::test]
async fn imported_rows_stand_in_the_tree_and_are_found() {
    let app = TestApp::start().await;
    run(&app, ROWS, CREATE);
    let found = app.visitor().get("/search?q=adsp21065l").await.expect(200).text();
    assert!(found.contains("/parts/") && found.contains("u1"));
    let sealed = app
        .visitor()
        .get("/api/v1/components?record_id=r3")
        .await
        .expect(200)
        .json();
    assert_eq!(sealed["results"].as_array().unwrap().len(), 0);
    let one = app
        .visitor()
        .get("/api/v1/components?record_id=r1")
        .await
        .expect(200)
        .json();
    let unit = one["results"][0]["unit"].as_str().unwrap().to_owned();
    let page = app.visitor().get(&format!("/units/{unit}")).await.expect(200).text();
    assert!(page.contains("guidance section") && page.contains("board A"));
}

#[actix_web::test]
async fn one_wrong_row_keeps_everything_out_and_each_is_named() {
    let app = TestApp::start().await;
    let rows = format!("{ROWS}r1,u1,KN-24,strike,2024-01-02,Kharkiv,UA,2024-01-03,,many,,,,,[3,open\n");
    let report = run(&app, &rows, CREATE);
    assert_eq!((report.wrong, report.written), (1, false));
    let mut columns: Vec<_> = report.errors.iter().map(|error| error.column).collect();
    columns.sort_unstable();
    assert_eq!(columns, ["markings", "quantity", "release"]);
    assert!(report.errors.iter().all(|error| error.line == 5));
    let double = run(&app, &format!("{ROWS}r1,u9,,,,,,,,,,,,,,public\n"), CREATE);
    assert_eq!(double.errors[0].column, "record_id");
    let differs = run(
        &app,
        &format!("{ROWS}r4,u1,KN-23,strike,2024-01-03,Kharkiv,UA,2024-01-03,,,,,,,,public\n"),
        CREATE,
    );
    assert_eq!(differs.errors[0].column, "incident_date");
    assert_eq!(app.admin().get("/components.csv").await.text().lines().count(), 1);
}

#[actix_web::test]
async fn files_that_are_no_such_table_are_refused_whole() {
    let read = |bytes: &[u8]| imports::read("x.csv", bytes, "hash");
    assert!(read(b"").is_err());
    assert!(read(b"a,b,c\n1,2,3\n").is_err());
    assert!(read(HEADER.as_bytes()).is_err());
    let bad_utf8 = [HEADER.as_bytes(), b"\nr1,\xff,,,,,,,,,,,,,,\n"].concat();
    let table = read(&bad_utf8).unwrap();
    assert_eq!((table.bad_rows, table.errors[0].column), (1, "unit"));
    let short = format!("{HEADER}\nr1,u1\n");
    assert_eq!(read(short.as_bytes()).unwrap().bad_rows, 1);
    let long = format!("{HEADER}\nr1,{}\n", "x".repeat(3_000_000));
    assert!(read(long.as_bytes()).is_err());
}
